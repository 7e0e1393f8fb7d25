"""Two cases belong together, or turn out to be one. Both keep their file; merging takes two people, taking it back one."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import access_case, hold_case
from gehoor.domain.cases.actions.linking import APART, MERGE, confirm_merge, link_cases, undo_link
from gehoor.domain.cases.models import Case, CaseLink
from gehoor.domain.services.labels import refuse_undeclared
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed, Refusal


class NoSuchCase(Refusal):
    """No case of that reference is theirs to see; whether there is one isn't said."""

    message = _("Er is geen zaak met deze referentie die je mag openen.")


def cases_are_linked(*, person: Person, case: Case, reference: str, kind: str, reasons: str, at: datetime) -> CaseLink:
    """Link a case to another one that this person may open too.

    :param kind: of the common axis `link`; or `merge`, a proposal that they are one; or `apart`: they only look alike.
    :raises NoSuchCase: there is none, or it isn't theirs to see: the two look alike.
    :raises NotDeclared: there is no such kind.
    :raises AlreadyLinked: it stands already.
    """
    if kind not in (MERGE, APART):
        refuse_undeclared(service_of_version(case.version), link=[kind])
    with journey("cases.belong_together", at=at, actor=person.account):
        hold_case(person, case)
        try:
            other = access_case(person, reference.strip())
        except NotAllowed:
            raise NoSuchCase from None
        return link_cases(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), other=other, kind=kind,
                          reasons=reasons, at=at)


def merging_is_confirmed(*, person: Person, case: Case, link: UUID, at: datetime) -> CaseLink:
    """A second person agrees that two cases are one.

    :raises MergedAlone: it is who proposed it.
    :raises ChangedMeanwhile: it was confirmed or undone already.
    """
    with journey("cases.are_one", at=at, actor=person.account):
        hold_case(person, case)
        return confirm_merge(person=person, case=case, link=link, at=at)


def link_is_undone(*, person: Person, case: Case, link: UUID, at: datetime) -> CaseLink:
    """Take a link or a merging back.

    :raises ChangedMeanwhile: it was undone already.
    """
    with journey("cases.part_again", at=at, actor=person.account):
        hold_case(person, case)
        return undo_link(person=person, case=case, link=link, at=at)
