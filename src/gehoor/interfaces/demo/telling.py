"""Lets the stories of an example arrive: through the form, or typed in by somebody who listened."""

from datetime import datetime

from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Standing
from gehoor.domain.directory.queries import the_institution
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.registry import Service
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.receipts import ReceiptCode, prepare_receipt
from gehoor.interfaces.demo.joining import Cast
from gehoor.journeys.contact_is_registered import Registration, case_is_registered, one_off_is_registered
from gehoor.journeys.report_arrives import Submission, report_arrives

LISTS = ("choices", "institution")


def story_arrives(story: dict, cast: Cast, at: datetime) -> tuple[Case | None, ReceiptCode | None]:
    """The case that a story opened and the code to come back with; neither for a one-off."""
    service = cast.service(story.get("service"))
    if story.get("via", "web") == "web":
        arrived = report_arrives(submission=_submission(story, service, at), prepared=prepare_receipt(), at=at)
        return arrived.case, arrived.code
    said, who = _registration(story, service, cast), cast.people[story["who"]]
    if story.get("closes") or said.standing != Standing.REAL:
        one_off_is_registered(person=who, said=said, at=at)
        return None, None
    done = case_is_registered(person=who, said=said, prepared=prepare_receipt(), at=at)
    return done.case, done.code


def _submission(story: dict, service: Service, at: datetime) -> Submission:
    asked = {question.code: question for question in service.questionnaire(story["audience"]).fields()}
    by_meaning = {question.means: code for code, question in asked.items() if question.means}
    if unknown := set(story.get("means", {})) - set(by_meaning) | set(story.get("answers", {})) - set(asked):
        raise ValueError(f"{story['audience']} of {service.code} is never asked about {', '.join(sorted(unknown))}")
    given = {by_meaning[means]: answer for means, answer in story.get("means", {}).items()} | story.get("answers", {})
    answers = {code: _as_kept(asked[code], answer) for code, answer in given.items()}
    language = story.get("language", "nl")
    return Submission(
        id=new_id(), service=service, audience=story["audience"], language=language, answers=answers,
        meanings=meanings(service, story["audience"], answers, language=language, on=service.day_of(at)))


def _as_kept(question, answer):
    """As the form would keep it: several answers as a list, a choice that exists."""
    several = question.kind == "choices" or question.several
    given = answer if isinstance(answer, list) else [answer]
    offered = {choice.code for choice in question.choices}
    if offered and (wrong := [one for one in given if one not in offered]):
        raise ValueError(f"{question.code} offers no {', '.join(map(str, wrong))}")
    return given if several else given[0]


def _registration(story: dict, service: Service, cast: Cast) -> Registration:
    means = story.get("means", {})
    kind = next(one for one in service.procedure.kinds if one.code == story["kind"])
    apart = kind.counted == "apart" and kind.code in Standing.values
    child = {"name": means.get("child_name", ""), "age": str(means.get("child_age", ""))}
    respondent = means.get("respondent", "")
    theme = means.get("theme", "")
    who = cast.people[story["who"]]
    return Registration(
        service=service, team=_team(story, service, who), channel=story["channel"], kind=story["kind"],
        reporter_role=story.get("role", ""), words=story.get("told", means.get("story", "")), did=story.get("did", ""),
        theme=theme[0] if isinstance(theme, list) else theme, outcome=story.get("closes", ""),
        standing=kind.code if apart else Standing.REAL, minutes=story.get("minutes"), language=story.get("language", "nl"),
        urgency=story.get("urgency", ""), child=child if any(child.values()) else {},
        reporter={"name": means["reporter_name"]} if means.get("reporter_name") else {},
        respondent=respondent[0] if isinstance(respondent, list) else respondent,
        institution=the_institution(respondent) if isinstance(respondent, str) and respondent else None)


def _team(story: dict, service: Service, who) -> Team:
    """The team named in the story, else the first one of the service that this person works for."""
    seats = [seat.team for seat in who.account.memberships.select_related("team").order_by("team__id")
             if seat.team.service == service.code and story.get("team") in (None, seat.team.code)]
    if not seats:
        raise ValueError(f"{story['who']} sits in no such team of {service.code}")
    return seats[0]
