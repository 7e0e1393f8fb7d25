"""Who is in a case, whom it is about, and who may open it."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import refuse_in_need
from gehoor.domain.cases.actions.naming import forget_names
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import let_go_of_tasks
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Named, Party, Respondent
from gehoor.domain.cases.parties import CHILDREN
from gehoor.domain.cases.points import state_of
from gehoor.domain.cases.walls import WALLED, the_askable, who_opens
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.persons import NameTooShort, tag_of_person
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names, names_somebody
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

PERSON, INSTITUTION = "person", "institution"


class NobodyNamed(Refusal):
    """A case that nobody may open would be lost."""

    message = _("Noem minstens twee mensen die deze zaak mogen openen.")


class WalledAlone(Refusal):
    """Nobody shuts a case off alone: what one person alone can open is seen by nobody else, and lost with them."""

    def __init__(self, askable: list[Account]):
        said = _("Een zaak afsluiten doet niemand alleen. Noem minstens twee mensen, onder wie een collega of een leidinggevende. "
                 "Een leidinggevende kan ook één ander noemen.")
        asked = _("Je kan vragen: %(who)s.") % {"who": ", ".join(one.name for one in askable)} if askable else _(
            "Er is nu niemand in dit team die je kan vragen. De zaak blijft een zaak van het team.")
        super().__init__(f"{said} {asked}")


class NotOneself(Refusal):
    """Who sees a case while it is nobody's, or for doing a colleague's work, doesn't keep it by naming themselves."""

    message = _("Jezelf noemen gaat niet. Vraag het aan wie deze zaak behandelt, of aan een leidinggevende.")


class LeavesOutHandler(Refusal):
    """Who does somebody's work meanwhile doesn't shut them out of it."""

    message = _("Je vervangt wie deze zaak behandelt: noem die persoon ook, of vraag een leidinggevende om de zaak af te sluiten.")


class NobodyLeft(Refusal):
    """Behind a wall somebody must remain who can open the case."""

    message = _("Iedereen die deze vertrouwelijke zaak mag openen, heeft een belangenconflict met deze instelling. "
                "Noem eerst iemand anders voor deze zaak.")


@action("party.added")
def add_party(*, case: Case, staff_file: OpenCompartment, role: str, about: dict, is_child: bool, is_reporter: bool,
              at: datetime, fact: UUID | None = None) -> Party:
    """Add a person to the case; a child is always a party of its own.

    :param about: `name`, `pseudonym`, `born`, `age`, `then` (how old then), `number` (of a group), `address`, `address_secret`, `mind`
        (what to keep in mind): all sealed.
    :param fact: what counts a child, where that is written before it (`attach_party_fact` where it is written after).
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    if names_somebody(about) and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    party = Party(case=case, role=role, is_child=is_child, is_reporter=is_reporter, added_at=at, fact=fact)
    party.seal(staff_file, about)
    party.save(force_insert=True)
    return party


@action("party.changed")
def change_party(*, case: Case, staff_file: OpenCompartment, party: UUID, role: str, about: dict, seen: str, at: datetime) -> Party:
    """Say anew who a person is; what isn't named in `about` stays as it was.

    :param seen: `state_of` the row that the person saw.
    :raises ChangedMeanwhile: a colleague changed it first.
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    if names_somebody(about) and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    row = case.parties.filter(pk=party).first()
    if row is None or state_of(row) != seen:
        raise ChangedMeanwhile
    row.role, row.is_child = role, role in CHILDREN
    row.seal(staff_file, {**row.unsealed(staff_file), **about})
    row.save()
    return row


def attach_party_fact(*, party: Party, fact: UUID | None) -> None:
    """Let a child point at what counts it, or at nothing; part of saying who somebody is."""
    Party.objects.filter(pk=party.pk).update(fact=fact)
    party.fact = fact


@action("case.reporter_known")
def say_who_reports(*, case: Case, role: str, at: datetime) -> Case:
    """Say in which role the reporter tells it, where nobody said that yet.

    :raises ChangedMeanwhile: it was said already.
    """
    if case.reporter_role:
        raise ChangedMeanwhile
    case.reporter_role = role
    case.save(update_fields=["reporter_role"])
    return case


@action("respondent.named")
def name_respondent(*, case: Case, staff_file: OpenCompartment, kind: str, words: str, institution: Institution | None,
                    name: str = "", at: datetime) -> Respondent:
    """Say whom or what the case is about: an `institution`, a `person`, or a `rule` without an actor.

    An institution of the directory is kept as its tag, and so is a person whose full name is said: conflicts of interest take hold at
    once.

    :param name: of a person.
    :raises NameTooShort: a name of one word, which too many people have.
    :raises NobodyLeft: behind a wall, everybody who could open the case stands too near to it.
    :raises NobodyIsNamedHere: a person, in a case of a kind without names.
    """
    if kind == PERSON and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    respondent = Respondent(case=case, kind=kind, tag=institution.tag if institution else _tag_of(name) if name else None, added_at=at)
    respondent.seal(staff_file, {"words": words or name or (str(institution) if institution else ""), **({"name": name} if name else {})})
    respondent.save(force_insert=True)
    _refuse_nobody(case)
    return respondent


@action("respondent.recognised")
def recognise_respondent(*, person: Person, case: Case, respondent_id, kind: str, institution: Institution | None,
                         at: datetime) -> Respondent:
    """Say which institution somebody's words meant, or that they meant a person or a rule. The words stay as they were said.

    :raises ChangedMeanwhile: it is recognised already, or gone.
    :raises NobodyLeft: behind a wall, everybody who could open the case stands too near to that institution.
    :raises NobodyIsNamedHere: a person, in a case of a kind without names.
    """
    if kind == PERSON and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    respondent = case.respondents.filter(id=respondent_id, tag=None).first()
    if respondent is None:
        raise ChangedMeanwhile
    respondent.kind, respondent.tag = kind, institution.tag if institution else None
    respondent.save(update_fields=["kind", "tag"])
    _refuse_nobody(case)
    # Which one it is stays out of the line: a name in plain would undo the tag.
    write_timeline(case=case, kind="recognised", at=at, account=person.account, codes={"as": kind})
    return respondent


@action("respondent.corrected")
def correct_respondent(*, person: Person, case: Case, respondent_id: UUID, institution: Institution | None, seen: str,
                       at: datetime) -> Respondent:
    """Say that another institution was meant, or none of the directory; then it is to be recognised again.

    The words stay as they were said. The conflicts of interest of the former institution hold no more, those of this one at once.

    :param seen: `seen_as` the row that the person saw.
    :raises ChangedMeanwhile: a colleague corrected it first, or it is gone.
    :raises NobodyLeft: behind a wall, everybody who could open the case stands too near to that institution.
    """
    respondent = case.respondents.filter(id=respondent_id).first()
    if respondent is None or respondent.kind != INSTITUTION or respondent.tag is None or seen_as(respondent) != seen:
        raise ChangedMeanwhile
    respondent.tag = institution.tag if institution else None
    respondent.save(update_fields=["tag"])
    _refuse_nobody(case)
    write_timeline(case=case, kind="corrected", at=at, account=person.account, codes={"as": INSTITUTION if institution else "unlisted"})
    return respondent


@action("respondent.person_named")
def name_person(*, person: Person, case: Case, respondent_id: UUID, name: str, seen: str, at: datetime) -> Respondent:
    """Say the full name of a person whom the case is about. The words stay as they were said; conflicts of interest hold at once.

    :param seen: `seen_as` the row that the person saw.
    :raises NameTooShort: a name of one word, which too many people have.
    :raises ChangedMeanwhile: a colleague named them first, or it is gone.
    :raises NobodyLeft: behind a wall, everybody who could open the case stands too near to that person.
    """
    respondent = case.respondents.filter(id=respondent_id, kind=PERSON).first()
    if respondent is None or seen_as(respondent) != seen:
        raise ChangedMeanwhile
    staff_file = person.keyring.open(respondent.compartment_id)
    respondent.tag = _tag_of(name)
    respondent.seal(staff_file, {**respondent.unsealed(staff_file), "name": name})
    respondent.save()
    _refuse_nobody(case)
    write_timeline(case=case, kind="recognised", at=at, account=person.account, codes={"as": "named"})
    return respondent


def _tag_of(name: str) -> bytes:
    if tag := tag_of_person(name):
        return tag
    raise NameTooShort


def seen_as(respondent: Respondent) -> str:
    """What tells one recognition of a respondent from the next, for a page to hold, without its tag."""
    return hashlib.blake2b(bytes(respondent.tag or b""), key=respondent.id.bytes, digest_size=12).hexdigest()


@action("respondent.removed")
def remove_respondent(*, case: Case, respondent_id) -> Case:
    """Take a respondent off the case that was named by mistake."""
    case.respondents.filter(id=respondent_id).delete()
    return case


@action("case.made_confidential")
def restrict_case(*, person: Person, case: Case, to: list[Account], walled: bool, at: datetime) -> Case:
    """From now on only these people see the case. A rule at once; `walled` once its keys are sealed to them alone.

    Also for naming fewer people later. Nobody does it for themselves alone: a handler names two at least, one of them a colleague
    of the team who works on its cases; a supervisor of the team may name one, who is somebody else.

    :raises NobodyNamed: the list is empty.
    :raises WalledAlone: nobody else is named; says who can be asked.
    :raises OnlyInNeed: the person opened the case in need, and sees it for no other reason.
    :raises LeavesOutHandler: they see it for doing the work of its handler, whom they don't name.
    """
    refuse_in_need(person, case)
    if not to:
        raise NobodyNamed
    is_cover = case.handler_id in person.covered and case.team_id not in person.supervised_teams
    if is_cover and case.handler_id not in {one.id for one in to}:
        raise LeavesOutHandler
    askable = the_askable(person, case)
    others = {one.id for one in to} & {one.id for one in askable}
    if not others or (len({one.id for one in to}) < 2 and case.team_id not in person.supervised_teams):
        raise WalledAlone(askable)
    case.named.all().delete()
    Named.objects.bulk_create(Named(case=case, account=account, added_at=at) for account in to)
    forget_names(case=case)
    # What was due from who is kept out is due from the handler, or from one of the others.
    let_go_of_tasks(case, to=next((one for one in to if one.pk == case.handler_id), to[0]), but=to)
    case.is_confidential, case.is_walled = True, walled
    case.save(update_fields=["is_confidential", "is_walled"])
    write_timeline(case=case, kind=WALLED, at=at, account=person.account, codes={"people": len(to)})
    return case


@action("case.deputy_named")
def name_deputy(*, person: Person, case: Case, account: Account, at: datetime) -> Case:
    """Let a colleague open the case beside its handler.

    :raises OnlyInNeed: the person opened the case in need, and sees it for no other reason.
    :raises NotOneself: they name themselves.
    """
    refuse_in_need(person, case)
    if account.pk == person.id:
        raise NotOneself
    Named.objects.get_or_create(case=case, account=account, defaults={"added_at": at})
    write_timeline(case=case, kind="deputy", at=at, account=person.account, codes={"who": account.name})
    return case


def point_at_keys(*, case: Case, staff_file: OpenCompartment, conversation: OpenCompartment) -> None:
    """Point the case at the compartments it was moved to; part of walling it."""
    Case.objects.filter(pk=case.pk).update(conversation_compartment=conversation.id)
    case.refresh_from_db(fields=["compartment_id", "sealed", "seal_version", "conversation_compartment"])


def _refuse_nobody(case: Case) -> None:
    if case.is_confidential and not who_opens([case.pk])[case.pk]:
        raise NobodyLeft
