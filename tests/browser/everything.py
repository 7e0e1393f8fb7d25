"""Fills an instance with one of everything that staff pages show, with long names and another script; a process of its own.

`python -m tests.browser.everything FOLDER` prints the references as JSON. A page that is beautiful here is so with less.
"""

import json
import os
import sys
from datetime import timedelta
from typing import NamedTuple

LONG = "Vlaams-Brabants Samenwerkingsverband voor Buitenschoolse Kinderopvang en Gezinsondersteuning Hageland-Zuiderkempen"
PLACE = "Onze-Lieve-Vrouw-Waver"
ARABIC = "لا أحد يستمع إليّ في المدرسة. قالوا إنني ضربت ولداً لكنني كنت واقفاً هناك فقط. أريد أن أعود إلى صفي."
NAME = "Maximiliaan-Alexander van Oudenhove tot Waasmunster-Temse"
LOREM = ("De opvang besliste zonder iemand te horen, en schreef het pas twee weken later op. In de brief staat geen reden, "
         "en ook niet waar men terechtkan.")


class Crew(NamedTuple):
    """Who works there."""

    noor: object
    ilias: object
    lien: object


def fill(crew: Crew, service, *, at) -> dict[str, str]:
    """The references, by what there is to see."""
    from gehoor.domain.accounts.models import Team
    from tests import make

    team = Team.objects.filter(service=service.code).order_by("id").first()
    house = make.House(service=service, team=team, team_private=b"")
    began = at - timedelta(days=19)
    audience = next((one.code for one in service.about.audiences if _asks(service, one.code, "child_name")), "")
    case = make.a_report(house, at=began, audience=audience, **_known(service, audience)).case
    twin = make.a_report(house, at=began + timedelta(days=1)).case
    fresh = make.a_report(house, at=at - timedelta(hours=2), story=ARABIC).case
    _taken(house, crew, case, began)
    school = _against(crew.noor, case, began)
    _points(house, crew.noor, case, began)
    _outward(crew.noor, case, school, at)
    _work(house, crew, case, at)
    _belongs(crew.noor, case, twin, at)
    walled = make.a_report(house, at=began).case
    _walled(crew, walled, at)
    _asked_by_others(crew.noor, team, service, at)
    found = {"full": case, "twin": twin, "fresh": fresh, "stopped": _stopped(house, crew.noor, began), "over": _over(house, crew, began)}
    return {what: one.reference for what, one in found.items()}


def _asks(service, audience: str, means: str) -> bool:
    return any(one.means == means for one in service.questionnaire(audience).fields())


def _known(service, audience: str) -> dict[str, str]:
    told = {"child_name": NAME, "child_age": "14", "reporter_name": "Hind"}
    return {means: answer for means, answer in told.items() if audience and _asks(service, audience, means)}


def _taken(house, crew: Crew, case, at) -> None:
    """Read, summarised, classified, and as far on as the procedure goes without closing it."""
    from gehoor.journeys import case_moves_on as moving
    from gehoor.journeys.case_is_opened import case_is_opened
    from gehoor.journeys.message_passes import note, staff_answers
    from tests import make

    noor = crew.noor
    case_is_opened(person=noor, case=case, at=at)
    moving.case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=at)
    moving.case_is_summarised(person=noor, case=case, title=LOREM[:110], summary=LOREM, at=at)
    longest = sorted(house.service.axes.themes, key=lambda one: -len(one.label.text("nl")))
    procedure = house.service.procedure
    moving.case_is_classified(person=noor, case=case, kind=procedure.counts_as, theme=longest[0].code, failings=[
        one.code for one in house.service.axes.failings[:2]], themes=[one.code for one in longest[1:4]], at=at)
    moving.urgency_is_decided(person=noor, case=case, urgency=next(one.code for one in procedure.urgencies if one.ahead), at=at)
    staff_answers(person=noor, case=case, text=LOREM, kind="answer", at=at + timedelta(hours=3))
    staff_answers(person=noor, case=case, text=ARABIC, kind="question", at=at + timedelta(days=1))
    note(person=noor, case=case, text=ARABIC, at=at + timedelta(days=2))
    for day in range(3, 9):
        wanted = procedure.mediation.stages if procedure.mediation else ()
        moves = [one for one in moving.the_moves(case, person=noor) if not one.closes and not one.grounds and one.to != case.stage]
        if case.stage in wanted or not moves:
            break
        move = min(moves, key=lambda one: (one.to not in wanted, len(one.missing)))
        for code in move.missing:
            make.meet(house, noor, case, code, at=at + timedelta(days=day))
        case = moving.case_moves_on(person=noor, case=case, move=move.code, expected=case.stage, at=at + timedelta(days=day),
                                    **make.words_along(house, case, move))


def _against(noor, case, at):
    """Who and what it is about: a long name, a rule without an actor, words that nobody recognised yet."""
    from gehoor.domain.directory.actions import add_institution
    from gehoor.domain.directory.queries import the_institution
    from gehoor.foundation.action import journey
    from gehoor.journeys.case_moves_on import respondent_is_named
    from gehoor.journeys.people_are_known import party_is_added, people_are_related, relation_is_over

    with journey("test.directory", at=at):
        school = the_institution(LONG) or add_institution(name=LONG, kind="school", place=PLACE)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=at)
    respondent_is_named(person=noor, case=case, kind="institution", words="de opvang om de hoek", institution=None, at=at)
    respondent_is_named(person=noor, case=case, kind="rule", words="Het huishoudelijk reglement", institution=None, at=at)
    respondent_is_named(person=noor, case=case, kind="person", words="juf An, van de groep naast ons", institution=None, at=at)
    told = {"person": noor, "case": case, "at": at}
    child = case.parties.filter(is_child=True).first() or party_is_added(
        role="child", about={"name": NAME, "age": "14"}, is_child=True, **told)
    other = party_is_added(role="parent", is_child=False, **told, about={
        "name": "هند", "address": "Wilgenlaan 1, 2861 " + PLACE, "address_secret": True, "mind": LOREM})
    over = people_are_related(party=other.id, kind="parent", other=child.id, since={"year": 2015}, **told)
    relation_is_over(relation=over.id, until={"year": 2018}, **told)
    people_are_related(party=other.id, kind="parent", other=child.id, since={"year": 2019}, **told)
    return school


def _points(house, noor, case, at) -> None:
    """Four points: one with tests and a finding, one that runs, one that fell away, one that was answered."""
    from gehoor.domain.cases.actions.items import Point
    from gehoor.domain.cases.points import state_of
    from gehoor.domain.services.offered_regimes import regimes_offered
    from gehoor.domain.services.registry import the_regimes
    from gehoor.domain.services.testing import norms_of
    from gehoor.journeys import points_are_handled as points

    respondents = list(case.respondents.order_by("id"))
    service, day = house.service, at.date()
    regimes = sorted(regimes_offered(service, "nl", on=day))
    # The second, which runs, stands under a law that knows a term that can stand still.
    still = [code for code in regimes if any(term.suspended_by for term in the_regimes(day)[code].terms)]
    for number, words in enumerate((LOREM, ARABIC, "Toch geen punt.", "Ook geen brief."), start=1):
        points.item_is_added(person=noor, case=case, at=at, point=Point(
            words=words, received_at=at, respondent=respondents[number % len(respondents)].id,
            failing=service.axes.failings[0].code, theme=service.axes.themes[0].code,
            regime=still[0] if number == 2 and still else regimes[-number % 3]))
    for against in ("law", "treaty", "norms"):
        norms = [(one.code, entry.code) for one in norms_of(service, against, on=day)[:1] for entry in one.entries[:2]]
        points.norms_are_tested(person=noor, case=case, number=1, against=against, norms=norms, reasons=LOREM, at=at,
                                judgement="not_kept" if norms else "no_judgement")
    if service.procedure.findings:
        points.item_is_found(person=noor, case=case, number=1, finding=service.procedure.findings[0].code, reasons=LOREM, at=at,
                             seen=state_of(case.items.get(number=1)))
    points.item_is_dropped(person=noor, case=case, number=3, reasons=ARABIC, seen=state_of(case.items.get(number=3)), at=at)
    points.item_is_answered(person=noor, case=case, number=4, on=day, words=LOREM, seen=state_of(case.items.get(number=4)), at=at)


def _outward(noor, case, school, at) -> None:
    """One letter that left with consent, one that waits for it, one that a second person is asked about; and who asks for the file."""
    from gehoor.domain.services.law import the_grounds, the_grounds_file
    from gehoor.domain.services.registry import service_of_version
    from gehoor.journeys import consent_is_given as giving
    from gehoor.journeys import file_is_asked_for as asking
    from gehoor.journeys import law_goes_first as overriding
    from gehoor.journeys import something_leaves as leaving

    service, child = service_of_version(case.version), case.parties.filter(is_child=True).first()
    told = {"person": noor, "case": case, "at": at}
    to_school = leaving.ToWhom(kind="institution", institution=school)
    consent = giving.consent_is_recorded(
        to=to_school, party=child, capacity="child", purpose="hear_side", data=["subject"], answer="given", way="written", words=ARABIC,
        from_at=at, until_at=at + timedelta(days=200), **told)
    reporter = case.parties.filter(is_reporter=True).first()
    if reporter and reporter != child:
        giving.consent_is_recorded(to=leaving.ToWhom(known=consent.to), party=reporter, capacity="reporter", purpose="hear_side",
                                   data=["subject"], answer="given", way="spoken", words="Ja.", from_at=at, **told)
    known = leaving.ToWhom(known=consent.to)
    left = leaving.act_is_planned(to=known, kind="letter", purpose="hear_side", data=["subject"], about=LOREM, **told)
    if leaving.the_carried(noor, case, [left], at=at)[left.id].holds:
        leaving.act_is_done(act=left, said=LOREM, **told)
        leaving.act_is_planned(to=known, kind="call", purpose="hear_side", data=["subject"], about="", **told)
    waits = leaving.act_is_planned(to=known, kind="letter", purpose="inform", data=["subject", "story", "health"], about=LOREM, **told)
    file = the_grounds_file(service, at.date())
    for ground in the_grounds(service, at.date(), lifts="act"):
        if consent.to.kind in ground.may_tell:
            overriding.telling_is_asked(act=waits, ground=ground.code, known_as="secret_holder", is_child_told=False, told_why=LOREM,
                                        answers={one.code: LOREM for one in file.asked(ground)}, **told)
            break
    if service.procedure.findings:
        giving.parent_and_child_are_opposed(why=LOREM, **told)
    asking.file_is_asked_for(regime=asking.offered_regimes(service, at.date())[0], asker="minor", party=None, minor=child, is_able=True,
                             is_agreed=True, is_checked=True, words=LOREM, reasons=LOREM, received_on=at.date(), **told)


def _work(house, crew: Crew, case, at) -> None:
    """What is to be done, what was, what a second person is asked, and a note of one's own; mediation where the procedure knows it."""
    from gehoor.journeys import mediation_goes_on as mediating
    from gehoor.journeys import second_person_decides as deciding
    from gehoor.journeys import work_is_done as working
    from gehoor.journeys.note_of_ones_own import own_note_is_written
    from gehoor.journeys.terms_are_changed import term_stands_still
    from gehoor.journeys.terms_run import the_terms
    from tests import make

    told = {"person": crew.noor, "case": case, "at": at}
    today = at.date()
    for what, whom, due in ((LOREM, "", today - timedelta(days=3)), ("Bel de opvang", "", today), (ARABIC, LONG, None)):
        working.task_is_made(kind="request" if whom else "task", what=what, whom=whom, to=crew.noor.account, due_on=due, **told)
    done = working.task_is_made(kind="task", what="Lees de brief", to=None, due_on=None, **told)
    working.task_is_ended(task_id=done.pk, ended_as="done", **told)
    own_note_is_written(text=ARABIC, **told)
    for wanted in list(deciding.what_waits_for_a_second(case))[:1]:
        make.meet(house, crew.noor, case, wanted, at=at)
        deciding.approval_is_asked(of=wanted, reasons=LOREM, colleague=crew.lien.account, **told)
    for term in the_terms(case, house.service):
        causes = term.known.law_term.suspended_by if term.known.law_term else []
        if term.met_at is None and causes:
            term_stands_still(term=term.code, because=causes[0].code, since=today, reasons=LOREM, **told)
            break
    if mediating.is_offered(case):
        chairs = [*[f"party:{one.id}" for one in case.parties.all()][:2], f"respondent:{case.respondents.first().id}"]
        mediating.mediation_begins(form="shuttle", why=LOREM, chairs=chairs, **told)
        sides = mediating.the_mediation_opened(crew.noor, case).sides
        for side in sides:
            mediating.side_answers(side_id=side.row.id, takes_part=True, conditions=LOREM, **told)
        said = mediating.side_speaks(side_id=sides[0].row.id, text=ARABIC, **told)
        mediating.words_are_cleared(statement_id=said.id, for_sides=[sides[1].row.id], **told)
        proposal = mediating.proposal_is_made(side_id=None, text=LOREM, interest=LOREM, **told)
        mediating.side_takes_stand(proposal_id=proposal.id, side_id=sides[0].row.id, status="accepted", words=ARABIC, **told)


def _stopped(house, noor, at):
    """A case whose reporter wants to stop."""
    from gehoor.journeys.message_passes import reporter_writes
    from tests import make

    arrived = make.a_report(house, at=at)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text=ARABIC, held_files=[], at=at)
    return arrived.case


def _over(house, crew: Crew, at):
    """A closed case whose reporter wrote again."""
    from gehoor.journeys.case_moves_on import case_is_assigned
    from gehoor.journeys.message_passes import reporter_writes
    from tests import make

    arrived = make.a_report(house, at=at)
    case_is_assigned(person=crew.noor, case=arrived.case, to=crew.noor.account, expected=None, at=at)
    make.classify(house, crew.noor, arrived.case, at=at)
    closed = make.close(house, crew.noor, arrived.case, at=at)
    reporter_writes(story=make.story_of(arrived), kind="reply", text=ARABIC, held_files=[], at=at + timedelta(days=1))
    return closed


def _belongs(noor, case, twin, at) -> None:
    from gehoor.journeys.cases_belong_together import cases_are_linked

    cases_are_linked(person=noor, case=case, reference=twin.reference, kind="merge", reasons=LOREM, at=at)


def _walled(crew: Crew, walled, at) -> None:
    """Shut off for others; opened in need; somebody away, somebody too near."""
    from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned
    from gehoor.journeys.glass_is_broken import glass_is_broken
    from gehoor.journeys.person_is_away import person_is_away

    case_is_assigned(person=crew.lien, case=walled, to=crew.lien.account, expected=None, at=at)
    glass_is_broken(person=crew.noor, reference=walled.reference, reason=LOREM, at=at)
    case_becomes_confidential(person=crew.lien, case=walled, to=[crew.lien.account, crew.ilias.account], at=at)
    today = at.date()
    if not crew.lien.account.absences.exists():
        person_is_away(person=crew.ilias, account=crew.lien.account, cover=crew.noor.account, from_day=today, until_day=today, at=at)


def _asked_by_others(noor, team, service, at) -> None:
    """Another centre that asks whether we know a child."""
    from gehoor.journeys.centres_ask_each_other import question_is_received

    for centre in service.about.centres[:1]:
        question_is_received(person=noor, teams=[team], centre=centre.code, name=NAME, born="2012-05-04", who="Joke, onthaal", why=LOREM,
                             at=at)


def main(folder: str) -> None:
    """Every service of the instance, each with its own."""
    os.environ["GEHOOR_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()
    from gehoor.domain.accounts.access import Person
    from gehoor.domain.accounts.locks import keyring_for
    from gehoor.domain.accounts.queries import the_account
    from gehoor.domain.services.registry import all_services
    from gehoor.foundation.clock import now
    from tests import people

    at = now()
    accounts = [the_account(one.username) for one in (people.NOOR, people.ILIAS, people.LIEN)]
    crew = Crew(*(Person(account=one, keyring=keyring_for(one, people.PASSPHRASE), at=at) for one in accounts))
    json.dump({service.code: fill(crew, service, at=at) for service in all_services(at.date())}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
