"""The case, its contacts, what it is about, and its timeline."""

from django.db import models

from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.cases.places import place_of
from gehoor.domain.contacts.models import Contact, Standing
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.rows import SealedModel


class Counter(models.Model):
    """Numbers that come from the database, never from reading and adding one."""

    name = models.CharField(max_length=60, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "cases"


_OPEN = models.Q(closed_at=None, is_confidential=False)
_CLOSED = models.Q(closed_at__isnull=False, is_confidential=False)
_WAITING, _NOBODYS = models.Q(last_word_by="us"), models.Q(handler=None)
_WROTE_AFTER_END = models.Q(closed_at__isnull=False, last_word_by="reporter", last_heard_at__gt=models.F("closed_at"))
_ASKED = ("closed_at", "is_confidential", "id")
_PLACED_BY = frozenset({"is_urgent", "next_due_at", "closed_at"})


class Case(SealedModel):
    """Sealed under the staff file: `title` and `summary`, our own words. The reporter's words stay in the contact."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=24, unique=True)
    ordinal = models.PositiveBigIntegerField(unique=True)
    service = models.CharField(max_length=40)
    version = models.CharField(max_length=64)
    audience = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=40)
    reporter_role = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=40)
    theme = models.CharField(max_length=40, blank=True)
    has_summary = models.BooleanField(default=False)
    stage = models.CharField(max_length=40)
    urgency = models.CharField(max_length=20, default="normal")
    is_urgent = models.BooleanField(default=False)
    urgency_decided = models.BooleanField(default=False)
    raised_by_words = models.BooleanField(default=False)
    standing = models.CharField(max_length=8, choices=Standing.choices, default=Standing.REAL)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="cases", db_index=False)
    handler = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="cases", db_index=False)
    is_confidential = models.BooleanField(default=False)
    is_walled = models.BooleanField(default=False)
    conversation_compartment = models.UUIDField()
    # The moments that terms run from or end with.
    opened_at = models.DateTimeField()
    first_seen_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    stage_entered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    last_heard_at = models.DateTimeField()
    last_told_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    last_word_at = models.DateTimeField()
    last_word_by = models.CharField(max_length=10, default="reporter")
    next_due_at = models.DateTimeField(null=True)
    next_due = models.CharField(max_length=40, blank=True)
    # Where what is due next belongs to a point of the complaint: its number, and the legal regime whose term it is.
    next_due_point = models.PositiveSmallIntegerField(null=True)
    next_due_regime = models.CharField(max_length=80, blank=True, default="")
    indexed_at = models.DateTimeField(null=True)
    fact = models.UUIDField(null=True)

    # Where it stands in a list; follows from urgency, what is due, closing and number (`save` sees to it).
    place = models.BigIntegerField(default=0)

    class Meta:
        app_label = "cases"
        # One for each part that lists are made of (see access.py), in the order of the list: no list sorts, none reads what it leaves
        # out. Each also holds what its condition and conflicts of interest ask, or SQLite would look up every case that it counts; of
        # two that are as wide and serve as well it takes the younger, so the narrower condition stands last.
        indexes = [
            models.Index(fields=["team", "handler", "place", "last_word_by", *_ASKED], name="open_of_handler",
                         condition=_OPEN & models.Q(handler__isnull=False)),
            models.Index(fields=["team", "place", "handler", *_ASKED], name="open_of_team", condition=_OPEN),
            models.Index(fields=["team", "place", "handler", *_ASKED], name="open_of_nobody", condition=_OPEN & _NOBODYS),
            models.Index(fields=["team", "place", "handler", "last_word_by", *_ASKED], name="waiting_of_team", condition=_OPEN & _WAITING),
            models.Index(fields=["team", "place", "handler", "last_word_by", *_ASKED], name="waiting_of_nobody",
                         condition=_OPEN & _WAITING & _NOBODYS),
            models.Index(fields=["team", "place", "handler", *_ASKED], name="closed_of_team", condition=_CLOSED),
            models.Index(fields=["team", "handler", "place", *_ASKED], name="closed_of_handler", condition=_CLOSED),
            models.Index(fields=["team", "handler", "last_told_at", "opened_at", *_ASKED], name="untold_of_handler",
                         condition=_OPEN & models.Q(handler__isnull=False)),
            models.Index(fields=["team", "last_heard_at", "handler", "is_confidential", "id"], name="wrote_after_end",
                         condition=_WROTE_AFTER_END),
            models.Index(fields=["team", "handler", "indexed_at", "is_confidential", "id"], name="not_indexed",
                         condition=models.Q(indexed_at=None, is_confidential=False)),
        ]

    def save(self, *, update_fields=None, **kwargs) -> None:
        """Keep its place with what the place follows from."""
        if update_fields is None or _PLACED_BY.intersection(update_fields):
            self.place = self.place_with()
            update_fields = None if update_fields is None else [*update_fields, "place"]
        super().save(update_fields=update_fields, **kwargs)

    def place_with(self, **changed) -> int:
        """Its place, once these fields are changed."""
        known = {name: changed.get(name, getattr(self, name)) for name in _PLACED_BY}
        return place_of(is_urgent=known["is_urgent"], due_at=known["next_due_at"], closed_at=known["closed_at"], ordinal=self.ordinal)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_written_to_after_end(self) -> bool:
        """Whether the reporter wrote after it was closed, and nobody answered or let it rest."""
        return self.is_closed and self.last_word_by == "reporter" and self.last_heard_at > self.closed_at


class CaseContact(models.Model):
    """A contact that belongs to a case; the first one opened it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="case_contacts")
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="in_case")
    is_first = models.BooleanField(default=False)

    class Meta:
        app_label = "cases"


class Classification(models.Model):
    """A theme or a failing of a case, as the declared lists name them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="classifications")
    axis = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    is_main = models.BooleanField(default=False)

    class Meta:
        app_label = "cases"
        constraints = [models.UniqueConstraint(fields=["case", "axis", "code"], name="a_code_once")]


class TimelineEntry(SealedModel):
    """What happened, appended and never edited. Codes are plain; a note's text is sealed under the staff file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timeline")
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    codes = models.JSONField(default=dict)

    class Meta:
        app_label = "cases"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["case", "-at"])]
