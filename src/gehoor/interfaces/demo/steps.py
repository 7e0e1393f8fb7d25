"""What happens to an example story after it arrived: each step is the journey that a real person would set off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.approving import APPROVED
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.access import the_story
from gehoor.domain.directory.queries import the_institution
from gehoor.domain.mediation.states import ACCEPTED, AGREED, TOGETHER
from gehoor.domain.services.schema.needed import Agreed
from gehoor.foundation.errors import GehoorError
from gehoor.foundation.vault.receipts import ReceiptCode, open_receipt
from gehoor.interfaces.demo import weighing
from gehoor.interfaces.demo.closing import agree, close, fill, words_of
from gehoor.interfaces.demo.happening import Happening
from gehoor.interfaces.demo.joining import Cast
from gehoor.interfaces.demo.telling import story_arrives
from gehoor.journeys import case_moves_on as moving
from gehoor.journeys import mediation_goes_on as mediating
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.message_passes import note, reporter_reads, reporter_writes, staff_answers
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.second_person_decides import approval_is_asked, approval_is_decided


class NoSuchStory(RuntimeError):
    """An example that can't have happened: names the story and the step."""


def story_happens(story: dict, cast: Cast, at: datetime, *, latest: datetime) -> None:
    """One story arrives, and what is written under `then` follows, never later than now.

    :raises NoSuchStory: something in it can't happen; says where it stands.
    """
    told = f"houses/{cast.house.code}.yaml, “{_beginning(story)}”"
    try:
        case, code = story_arrives(story, cast, at)
    except (GehoorError, KeyError, ValueError, StopIteration) as fault:
        raise NoSuchStory(f"{told}: {fault!r}") from fault
    for step in story.get("then", ()):
        when = min(at + timedelta(hours=step["hours"]), latest)
        try:
            _happens(step, cast, case, code, when)
        except (GehoorError, KeyError, ValueError, StopIteration, IndexError, TypeError) as fault:
            raise NoSuchStory(f"{told}, step {step}: {fault!r} {fault}") from fault


def _beginning(story: dict) -> str:
    return str(story.get("told") or story.get("means", {}).get("story", ""))[:60]


def _happens(step: dict, cast: Cast, case: Case, code: ReceiptCode, at: datetime) -> None:
    if step["do"] in SAID:
        told = the_story(open_receipt(code))
        reporter_reads(story=told, at=at)
        reporter_writes(story=told, kind=SAID[step["do"]], text=step.get("text", ""), held_files=[], at=at)
    else:
        person = replace(cast.people[step["who"]], at=at)
        STEPS[step["do"]](Happening(cast=cast, person=person, case=access_case(person, case.reference), said=step, at=at))


def _take(step: Happening) -> None:
    """Take a case, and move it out of the first stage where the procedure has a plain step for that."""
    moving.case_is_assigned(person=step.person, case=step.case, to=step.person.account, expected=step.case.handler, at=step.at)
    plain = next((one for one in moving.the_moves(step.case) if one.allowed and not one.closes and not one.carries_words), None)
    if plain and step.case.admitted_at is None:
        moving.case_moves_on(person=step.person, case=step.case, move=plain.code, expected=step.case.stage, at=step.at)


def _classify(step: Happening) -> None:
    case, said = step.case, step.said
    further = {"marks": said["marks"]} if "marks" in said else {}
    moving.case_is_classified(
        person=step.person, case=case, kind=said.get("kind", case.kind), theme=said.get("theme", case.theme),
        themes=said.get("themes", []), failings=said.get("failings", []), at=step.at, **further)


def _move(step: Happening) -> None:
    said = step.said
    move = next(one for one in moving.the_moves(step.case, person=step.person) if one.code == said["move"])
    words = words_of(step.person, step.case, move) | {name: said[name] for name in ("reasons", "message") if name in said}
    moving.case_moves_on(person=step.person, case=step.case, move=move.code, expected=step.case.stage, at=step.at,
                         outcome=said.get("outcome", ""), grounds=tuple(said.get("grounds", ())), **words)


def _agree(step: Happening) -> None:
    """Somebody asks a second person, who agrees an hour later."""
    said, second = step.said, step.cast.people[step.said["by"]]
    asked = approval_is_asked(person=step.person, case=step.case, of=said["of"], reasons=said["asks"], colleague=second.account, at=step.at)
    if said.get("waits"):
        return
    case = access_case(second, step.case.reference)
    approval_is_decided(person=second, case=case, approval_id=asked.pk, verdict=APPROVED, reasons=said.get("answers", ""), at=step.at)


def _mediate(step: Happening) -> None:
    """The child and whom it is about sit together, one of them proposes something, and both accept it."""
    about, said = {"person": step.person, "case": step.case, "at": step.at}, step.said
    chairs = [f"party:{step.case.parties.filter(is_child=True).first().id}", f"respondent:{step.case.respondents.first().id}"]
    mediating.mediation_begins(**about, form=said.get("form", TOGETHER), why=said["why"], chairs=chairs)
    sides = [one.row for one in mediating.the_mediation_opened(step.person, step.case).sides]
    for side in sides:
        mediating.side_answers(**about, side_id=side.id, takes_part=True, conditions="")
    proposal = mediating.proposal_is_made(**about, side_id=sides[-1].id, text=said["proposal"], interest=said["interest"])
    for side in sides:
        mediating.side_takes_stand(**about, proposal_id=proposal.id, side_id=side.id, status=ACCEPTED, words="")
    mediating.mediation_ends(**about, ended_as=AGREED, interest=said["interest"], words=said["proposal"])


def _reopen(step: Happening) -> None:
    move = next(one for one in moving.the_moves(step.case) if step.said.get("move") in (None, one.code))
    moving.case_moves_on(person=step.person, case=step.case, move=move.code, expected=step.case.stage, at=step.at)


def _person(step: Happening) -> None:
    about = {name: str(step.said[name]) for name in ("name", "age", "mind") if step.said.get(name)}
    party_is_added(person=step.person, case=step.case, role=step.said["role"], about=about,
                   is_child=step.said.get("is_child", step.said["role"] == "child"), at=step.at)


def _respondent(step: Happening) -> None:
    kind, words = step.said.get("kind", "institution"), step.said["name"]
    moving.respondent_is_named(person=step.person, case=step.case, kind=kind, words=words, at=step.at,
                               institution=the_institution(words) if kind == "institution" else None)


def _assign(step: Happening) -> None:
    to = step.cast.people[step.said["to"]].account
    moving.case_is_assigned(person=step.person, case=step.case, to=to, expected=step.case.handler, at=step.at)


def _wall(step: Happening) -> None:
    to = [step.cast.people[name].account for name in step.said["named"]]
    moving.case_becomes_confidential(person=step.person, case=step.case, to=to, at=step.at)


SAID = {"reply": "reply", "correct": "correction", "withdraw": "withdrawal"}
"""What a reporter does who comes back, and the kind of message it becomes."""

STEPS: dict[str, Callable[[Happening], object]] = {
    "open": lambda step: case_is_opened(person=step.person, case=step.case, at=step.at),
    "take": _take,
    "answer": lambda step: staff_answers(person=step.person, case=step.case, text=step.said["text"], kind="answer", at=step.at),
    "ask": lambda step: staff_answers(person=step.person, case=step.case, text=step.said["text"], kind="question", at=step.at),
    "note": lambda step: note(person=step.person, case=step.case, text=step.said["text"], at=step.at),
    "summarise": lambda step: moving.case_is_summarised(
        person=step.person, case=step.case, title=step.said["title"], summary=step.said["text"], at=step.at),
    "classify": _classify,
    "urgency": lambda step: moving.urgency_is_decided(
        person=step.person, case=step.case, urgency=step.said["urgency"], at=step.at),
    "sheet": lambda step: fill(step.person, step.case, step.said["sheet"], step.said.get("answers", {}), step.at,
                               message=step.said.get("message", "")),
    "consent": lambda step: agree(step.person, step.case, Agreed(step.said["for"]), step.at),
    "move": _move,
    "agree": _agree,
    "mediate": _mediate,
    "close": lambda step: close(step.person, step.case, outcome=step.said.get("outcome", ""), at=step.at),
    "reopen": _reopen,
    "person": _person,
    "respondent": _respondent,
    "assign": _assign,
    "confidential": _wall,
    "point": weighing.point,
    "extend": weighing.extend,
    "go_on": weighing.go_on,
    "file_asked": weighing.file_asked,
}
