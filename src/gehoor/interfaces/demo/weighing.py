"""Steps of an example in which something is weighed: points and findings, a longer term, the law before a wish, a file asked for."""

from datetime import timedelta

from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.points import state_of
from gehoor.domain.consent.models import AGREED
from gehoor.domain.services.law import the_grounds_file
from gehoor.domain.services.registry import service_of_version
from gehoor.interfaces.demo.happening import Happening
from gehoor.journeys.file_is_asked_for import file_is_asked_for, offered_regimes
from gehoor.journeys.law_goes_first import going_on_is_asked, override_is_decided
from gehoor.journeys.points_are_handled import item_is_added, item_is_found
from gehoor.journeys.said_how import Told
from gehoor.journeys.terms_are_changed import term_is_extended

ANSWERED = "Besproken en genoteerd."


def point(step: Happening) -> None:
    """A point against one of those whom it is about, under its own law, and how it is found where that is said."""
    said, case = step.said, step.case
    against = list(case.respondents.order_by("id"))
    item = item_is_added(person=step.person, case=case, at=step.at, point=Point(
        words=said["text"], received_at=case.opened_at, failing=said.get("failing", ""), theme=said.get("theme", case.theme),
        regime=said.get("regime", ""), respondent=against[said["against"] - 1].id if said.get("against") else None))
    if "finding" in said:
        item_is_found(person=step.person, case=case, number=item.number, finding=said["finding"], reasons=said["reasons"],
                      seen=state_of(item), at=step.at)


def extend(step: Happening) -> None:
    """A term becomes as long as its rule lets it, and everybody is told whom the rule names."""
    said = step.said
    term_is_extended(person=step.person, case=step.case, term=said["term"], reasons=said["reasons"], until=None, told=_told(step),
                     message=said["text"], at=step.at)


def _told(step: Happening) -> dict[str, Told]:
    """By letter, on the day itself."""
    return {one: Told(how="per brief", on=service_of_version(step.case.version).day_of(step.at)) for one in step.said["told"]}


def go_on(step: Happening) -> None:
    """A case goes on although the reporter stopped: one asks, a second person agrees an hour later."""
    said, case = step.said, step.case
    file = the_grounds_file(service_of_version(case.version), step.at.date())
    ground = next(one for one in file.grounds if one.code == said["ground"])
    asked = going_on_is_asked(
        person=step.person, case=case, ground=ground.code, known_as=said["known_as"], is_child_told=False, told_why=said["told_why"],
        answers={one.code: said.get("answers", {}).get(one.code, ANSWERED) for one in file.asked(ground)}, tells=said["text"], at=step.at)
    second = step.cast.people[said["by"]]
    override_is_decided(person=second, case=case, override=asked, verdict=AGREED, reasons=said["agrees"], at=step.at + timedelta(hours=1))


def file_asked(step: Happening) -> None:
    """The reporter asks to see the file, under the law that comes first for this service."""
    said, case = step.said, step.case
    regime = offered_regimes(service_of_version(case.version), step.at.date())[0]
    party, minor = (case.parties.filter(**one).order_by("id").first() for one in ({"is_reporter": True}, {"is_child": True}))
    file_is_asked_for(
        person=step.person, case=case, regime=regime, asker=said["asker"], party=party, minor=minor, is_able=False, is_agreed=False,
        is_checked=True, words=said["text"], reasons=said["reasons"], received_on=step.at.date(), at=step.at)
