"""A case as its page shows it: everything opened at once, with a number of queries that doesn't grow with the case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Model, QuerySet, Window

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case, CaseContact, Classification, Item, Named, Respondent, TimelineEntry
from gehoor.domain.cases.opened_work import OpenedWork
from gehoor.domain.cases.parties import what_may_leave
from gehoor.domain.contacts.models import Contact
from gehoor.domain.directory.queries import names_by_tag
from gehoor.foundation.asking import prepared
from gehoor.foundation.vault.compartments import OpenCompartment

AT_ONCE = 50
"""How much of a long timeline is read before somebody asks for all of it."""
STEPS = ("moved", "closed", "reopened")
"""The lines of a timeline that say from which stage a case went to which."""


@dataclass(frozen=True)
class Told:
    """A contact with what was said in it, word for word."""

    contact: Contact
    said: dict
    is_first: bool


@dataclass(frozen=True)
class Known:
    """A row of the staff file with what is sealed in it."""

    row: object
    said: dict
    label: str = ""


@dataclass(frozen=True)
class KnownLater:
    """The same, opened when somebody reads it: of a line on the timeline most pages show only when it was."""

    row: TimelineEntry
    compartment: OpenCompartment = field(repr=False)
    label: str = ""

    @cached_property
    def said(self) -> dict:
        """:raises Unreadable: it was changed, or moved here."""
        return self.row.unsealed(self.compartment) if self.row.sealed else {}


@dataclass
class OpenedCase:
    """What the page of a case shows. Messages, files and consent are added by the journey: they live in later rooms."""

    case: Case
    title: str
    summary: str
    told: list[Told]
    parties: list[Known]
    respondents: list[Known]
    classifications: list[Classification]
    # What happened last, newest first, and how much happened in all: `timeline` reads that.
    newest: list[KnownLater]
    happened: int
    staff_file: OpenCompartment = field(repr=False)
    sheets: list[Known]
    named: list[Named]
    items: list[Known] = field(default_factory=list)
    tested: list[Known] = field(default_factory=list)
    relations: list[Known] = field(default_factory=list)
    # What was decided about terms, of the case and of its points, in that order.
    term_changes: list[Known] = field(default_factory=list)
    # Other cases, as far as who opened this one may open them too.
    links: list = field(default_factory=list)
    alike: list = field(default_factory=list)
    work: OpenedWork | None = None
    messages: list = field(default_factory=list)
    files: list = field(default_factory=list)
    consent: Known | None = None
    # Whether the interests of parent and child oppose each other.
    is_opposed: bool = False

    @cached_property
    def timeline(self) -> list[KnownLater]:
        """All that happened, newest first."""
        if self.happened == len(self.newest):
            return self.newest
        rows = _all(self.case, of="timeline")
        with_people((rows, "account"))
        return [KnownLater(row, self.staff_file) for row in rows]

    @property
    def steps(self) -> list[TimelineEntry]:
        """From which stage it went to which."""
        is_whole = self.happened == len(self.newest)
        return [one.row for one in self.newest if one.row.kind in STEPS] if is_whole else _steps(self.case)

    @property
    def story(self) -> Told:
        """The contact that the case came from."""
        return next(told for told in self.told if told.is_first)

    def words(self) -> Iterator[str]:
        """Every text of the case, for search."""
        yield from (self.case.reference, self.title, self.summary)
        for told in self.told:
            yield from _texts(told.said)
        for known in self.parties:
            yield from _texts(what_may_leave(known.said))
        for known in (*self.respondents, *self.items, *self.tested, *self.relations, *self.timeline, *self.sheets):
            yield from _texts(known.said)
            yield known.label
        for message in self.messages:
            yield message.text

    def last_changed_at(self) -> datetime:
        """When something was last said in this case."""
        return self.case.last_word_at


def the_opened_case(*, case: Case, staff_file: OpenCompartment, conversation: OpenCompartment) -> OpenedCase:
    """Open everything of a case that its staff file and conversation hold."""
    own = case.unsealed(staff_file)
    respondents = _all(case, of="respondents")
    names = names_by_tag({bytes(one.tag) for one in respondents if one.tag})
    newest, sheets = _newest(case), _all(case, of="sheets", by=("-filled_at",))
    items, tested, named, changes = (_all(case, of=name) for name in ("items", "tested", "named", "term_changes"))
    with_people((newest, "account"), (sheets, "filled_by"), (items, "found_by"), (tested, "account"), (named, "account"),
                (changes, "account"))
    _with_respondents(items, respondents)
    return OpenedCase(
        case=case, title=own["title"], summary=own["summary"],
        told=[Told(contact=link.contact, said=link.contact.unsealed(conversation), is_first=link.is_first) for link in _contacts(case)],
        parties=[Known(row, row.unsealed(staff_file)) for row in _all(case, of="parties")],
        respondents=[_of_whom(row, row.unsealed(staff_file), names) for row in respondents],
        classifications=_all(case, of="classifications"),
        newest=[KnownLater(row, staff_file) for row in newest], happened=newest[0].happened if newest else 0, staff_file=staff_file,
        sheets=[Known(row, row.unsealed(staff_file)) for row in sheets],
        named=named,
        items=[Known(row, row.unsealed(staff_file)) for row in items],
        tested=[Known(row, row.unsealed(staff_file)) for row in tested],
        relations=[Known(row, row.unsealed(staff_file)) for row in _all(case, of="relations")],
        term_changes=[Known(row, row.unsealed(staff_file)) for row in changes],
    )


def _of_whom(row: Respondent, said: dict, names: dict[bytes, str]) -> Known:
    """Called as the directory calls it, or as the name of a person was said."""
    return Known(row, said, names.get(bytes(row.tag or b""), "") or said.get("name", ""))


@prepared
def _all(case: Case, *, of: str, by: tuple[str, ...] = ()) -> QuerySet:
    """What hangs on a case under this name, in its own order or another."""
    return getattr(case, of).order_by(*by) if by else getattr(case, of).all()


@prepared
def _newest(case: Case) -> QuerySet[TimelineEntry]:
    """What happened last; each line carries how many there are in all."""
    return case.timeline.annotate(happened=Window(Count("*")))[:AT_ONCE]


@prepared
def _steps(case: Case) -> QuerySet[TimelineEntry]:
    return case.timeline.filter(kind__in=STEPS)


@prepared
def _contacts(case: Case) -> QuerySet[CaseContact]:
    return case.case_contacts.select_related("contact").order_by("contact__received_at")


@prepared
def _accounts(wanted: set[UUID]) -> QuerySet[Account]:
    return Account.objects.filter(pk__in=wanted)


def with_people(*series: tuple[Sequence[Model], str]) -> None:
    """Give rows the people who work here that they name: few people, many rows, so each is read once and shared."""
    wanted = {getattr(row, f"{name}_id") for rows, name in series for row in rows} - {None}
    known = {one.pk: one for one in _accounts(wanted)} if wanted else {}
    for rows, name in series:
        for row in rows:
            # Says only who it is: the row has named them already, and isn't asked again whether it may.
            row._meta.get_field(name).set_cached_value(row, known.get(getattr(row, f"{name}_id")))


def _with_respondents(items: Sequence[Item], respondents: Sequence[Respondent]) -> None:
    """Give points the respondents of their case, which are read already."""
    known = {row.pk: row for row in respondents}
    for item in items:
        Item._meta.get_field("respondent").set_cached_value(item, known.get(item.respondent_id))


def _texts(said) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
