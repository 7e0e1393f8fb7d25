"""Every change to who asks for a file, and to the classes of its parts."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.models import Case, Party, Task
from gehoor.domain.inspection.models import GIVEN, OPEN, REFUSED, AccessRequest, Classed, Produced
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class LookFirst(Refusal):
    """Parts of the file that nobody looked at can't be shown, and can't be withheld with a reason."""

    def __init__(self, count: int):
        super().__init__(_("Kijk eerst %(n)s delen van het dossier na: van welke soort is elk deel? Daarna kan het dossier getoond worden.")
                         % {"n": count})


class AlreadyRefused(Refusal):
    """Somebody decided meanwhile."""

    message = _("Over deze vraag is al beslist.")


@action("fragments.classed")
def class_fragments(*, person: Person, case: Case, said: Mapping[UUID, tuple[str, str, Party | None]], at: datetime) -> Case:
    """Say of parts of the file of which class each is.

    :param said: by the part's id its kind, its class, and about whom it is.
    """
    Classed.objects.bulk_create(
        Classed(case=case, fragment=fragment, kind=kind, code=code, about=about, account=person.account, at=at)
        for fragment, (kind, code, about) in said.items())
    if said:
        write_timeline(case=case, kind="classed", at=at, account=person.account, codes={"n": len(said)})
    return case


@action("file.asked_for")
def ask_access(*, person: Person, case: Case, staff_file: OpenCompartment, regime: str, asker: str, party: Party | None,
               minor: Party | None, is_able: bool, is_presumed: bool, is_agreed: bool, words: str, reasons: str, received_on: date,
               due_on: date, task: Task, at: datetime) -> AccessRequest:
    """Record that somebody asks to see the file.

    :param words: who asks and what; sealed.
    :param reasons: why the minor can or can't judge this, where that deviates; what was checked; sealed.
    :param task: what raises the alarm until somebody decided.
    """
    request = AccessRequest(case=case, regime=regime, asker=asker, party=party, minor=minor, is_able=is_able, is_presumed=is_presumed,
                            is_agreed=is_agreed, received_on=received_on, due_on=due_on, task=task, asked_at=at, made_by=person.account)
    request.seal(staff_file, {"words": words, "reasons": reasons})
    request.save(force_insert=True)
    write_timeline(case=case, kind="file_asked", at=at, account=person.account, codes={"asker": asker, "due": due_on.isoformat()})
    return request


@action("file.not_shown")
def refuse_access(*, person: Person, request: AccessRequest, at: datetime) -> AccessRequest:
    """It was refused, or who asked took it back; why stands with the task that said so."""
    if request.state == OPEN:
        request.state, request.decided_by, request.decided_at = REFUSED, person.account, at
        request.save(update_fields=["state", "decided_by", "decided_at"])
    return request


@action("file.shown")
def produce(*, person: Person, case: Case, request: AccessRequest, staff_file: OpenCompartment, decisions: list[dict],
            at: datetime) -> Produced:
    """Keep what somebody is given: every part, whether it is shown, and why not. No part's content is kept twice.

    :raises AlreadyRefused: it was refused meanwhile.
    """
    held = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if held.state == REFUSED:
        raise AlreadyRefused
    shown = sum(one["shown"] for one in decisions)
    produced = Produced(request=held, account=person.account, at=at, shown=shown, withheld=len(decisions) - shown)
    produced.seal(staff_file, {"decisions": decisions})
    produced.save(force_insert=True)
    if held.state == OPEN:
        held.state, held.decided_by, held.decided_at = GIVEN, person.account, at
        held.save(update_fields=["state", "decided_by", "decided_at"])
    write_timeline(case=case, kind="file_shown", at=at, account=person.account,
                   codes={"asker": held.asker, "shown": shown, "withheld": len(decisions) - shown})
    return produced
