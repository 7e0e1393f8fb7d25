"""A case as its page shows it: everything opened at once, with a number of queries that doesn't grow with the case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Model

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case, Classification, Named
from gehoor.domain.cases.opened_work import OpenedWork
from gehoor.domain.cases.parties import what_may_leave
from gehoor.domain.contacts.models import Contact
from gehoor.domain.directory.queries import names_by_tag
from gehoor.foundation.vault.compartments import OpenCompartment


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
    timeline: list[Known]
    sheets: list[Known]
    named: list[Named]
    items: list[Known] = field(default_factory=list)
    tested: list[Known] = field(default_factory=list)
    relations: list[Known] = field(default_factory=list)
    # Other cases, as far as who opened this one may open them too.
    links: list = field(default_factory=list)
    alike: list = field(default_factory=list)
    work: OpenedWork | None = None
    messages: list = field(default_factory=list)
    files: list = field(default_factory=list)
    consent: Known | None = None
    # Whether the interests of parent and child oppose each other.
    is_opposed: bool = False

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
    respondents = list(case.respondents.all())
    names = names_by_tag({bytes(one.tag) for one in respondents if one.tag})
    links = list(case.case_contacts.select_related("contact").order_by("contact__received_at"))
    timeline, sheets = list(case.timeline.all()), list(case.sheets.order_by("-filled_at"))
    items, tested = list(case.items.all()), list(case.tested.all())
    _with_people((timeline, "account"), (sheets, "filled_by"), (items, "found_by"), (tested, "account"))
    return OpenedCase(
        case=case, title=own["title"], summary=own["summary"],
        told=[Told(contact=link.contact, said=link.contact.unsealed(conversation), is_first=link.is_first) for link in links],
        parties=[Known(row, row.unsealed(staff_file)) for row in case.parties.all()],
        respondents=[Known(row, row.unsealed(staff_file), names.get(bytes(row.tag or b""), "")) for row in respondents],
        classifications=list(case.classifications.all()),
        timeline=[Known(row, row.unsealed(staff_file) if row.sealed else {}) for row in timeline],
        sheets=[Known(row, row.unsealed(staff_file)) for row in sheets],
        named=list(case.named.select_related("account")),
        items=[Known(row, row.unsealed(staff_file)) for row in items],
        tested=[Known(row, row.unsealed(staff_file)) for row in tested],
        relations=[Known(row, row.unsealed(staff_file)) for row in case.relations.all()],
    )


def _with_people(*series: tuple[Sequence[Model], str]) -> None:
    """Give rows the people who work here that they name: few people, many rows, so each is read once and shared."""
    wanted = {getattr(row, f"{name}_id") for rows, name in series for row in rows} - {None}
    known = Account.objects.in_bulk(wanted) if wanted else {}
    for rows, name in series:
        for row in rows:
            # Says only who it is: the row has named them already, and isn't asked again whether it may.
            row._meta.get_field(name).set_cached_value(row, known.get(getattr(row, f"{name}_id")))


def _texts(said) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for value in said.values():
            yield from _texts(value)
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
