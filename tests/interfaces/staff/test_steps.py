"""The page of a step: sheets that it asks beside it, words that go along, whom they name, and grounds that are shut."""

import html
import re
from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import what_passed
from gehoor.journeys import case_moves_on as moving
from tests import desks, make, people
from tests.journeys.test_points_are_handled import add

pytestmark = pytest.mark.django_db
SAFE = {"sheet-safety-danger": "no", "sheet-safety-reasons": "De vraag gaat over het contract.", "sheet-consequences-who": "none",
        "sheet-consequences-consequences": "Geen."}


@pytest.fixture
def of(settings, db, clock):
    """A desk in the house of a service, with a case of its own that somebody took: `of("kg")`."""
    def sit_down(code: str, **told):
        settings.GEHOOR_SERVICES = (code,)
        house = make.a_house()
        noor, arrived = desks.Desk(house, people.NOOR, clock).sign_in(), make.a_report(house, **told)
        case = access_case(noor.person, arrived.case.reference)
        case = moving.case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
        return house, noor, moved(house, noor, case, "take"), arrived

    return sit_down


def at(case: Case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def met(house, noor, case: Case, move: str, *, but: tuple[str, ...] = ()) -> Case:
    """Everything done that a step requires, but for some."""
    for code in next(one for one in moving.the_moves(case, person=noor.person) if one.code == move).missing:
        if not code.startswith(but or "never"):
            make.meet(house, noor.person, case, code, at=noor.now)
    return case


def moved(house, noor, case: Case, move: str) -> Case:
    """One step on, and a minute later: what is asked in a phase is asked in it."""
    met(house, noor, case, move)
    case = moving.case_moves_on(person=noor.person, case=case, move=move, expected=case.stage, message=make.ONWARD, at=noor.now)
    noor.passes(timedelta(minutes=1))
    return case


def passed(arrived) -> list[str]:
    story = make.story_of(arrived)
    return [message.text for message in what_passed(story.conversation, story.compartment)]


def test_advice_asks_for_the_safety_decision_on_its_own_page_and_closes_in_one(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    met(house, noor, case, "advise", but=("answer.", "sheet."))
    page = noor.page(at(case, "move/advise/"))
    assert "Veiligheidsbeslissing" in page and 'name="sheet-safety-danger"' in page and 'name="sheet-consequences-who"' in page
    sent = {"expected": case.stage, "outcome": "advised", "text": "Vraag het eerst aan de opvang. Zij moeten je antwoorden."}
    unanswered = noor.send(at(case, "move/advise/"), 422, **sent)
    assert 'href="#id_sheet-safety-danger_0"' in unanswered and not case.sheets.exists()
    noor.send(at(case, "move/advise/"), 302, **sent, **SAFE)
    assert Case.objects.get().outcome == "advised"
    assert set(case.sheets.values_list("code", flat=True)) == {"safety", "consequences"}


def test_a_step_that_asks_what_it_lacks_on_its_own_page_is_open_and_sends_nobody_elsewhere(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    met(house, noor, case, "advise", but=("answer.", "sheet."))
    page = noor.page(at(case))
    assert f'href="{at(case, "move/advise/")}"' in page
    assert "nodig voor: Sluit af met advies" not in page
    assert "Eerst nodig" not in noor.page(at(case, "move/advise/"))


def test_words_of_an_earlier_phase_are_no_words_of_this_one(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    case = moved(house, noor, moved(house, noor, case, "assess"), "admit")
    met(house, noor, case, "conclude")
    assert "We hebben iedereen gehoord." in noor.page(at(case, "move/conclude/")), "it was told when this phase began, of that phase"


def test_admitting_is_one_page(of):
    house, noor, case, arrived = of("kg", audience="parent")
    case = moved(house, noor, case, "assess")
    met(house, noor, case, "admit", but=("answer.", "sheet."))
    page = noor.page(at(case, "move/admit/"))
    assert page.index("sheet-admissibility-subject") < page.index("sheet-safety-danger") < page.index("sheet-consequences-who")
    judged = {"subject": "sector", "complainant_known": "no", "why_complainant_unknown": "Liever niet.", "child_known": "no",
              "why_child_unknown": "Liever niet.", "reasons": "In de sector, van dit jaar."}
    noor.send(at(case, "move/admit/"), 302, expected=case.stage, text="We onderzoeken je klacht. Je hoort snel van ons.", **SAFE,
              **{f"sheet-admissibility-{name}": said for name, said in judged.items()})
    assert Case.objects.get().stage == "investigation"
    assert "De zaak staat nu bij “Onderzoek”." in noor.page(at(case))
    assert passed(arrived)[-1] == "We onderzoeken je klacht. Je hoort snel van ons."
    assert "sheet-consequences-who" in noor.page(at(case, "move/withdrawn/")), "in every phase anew"


def test_a_danger_that_was_decided_there_is_kept_although_it_closes_the_step(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    met(house, noor, case, "advise", but=("answer.", "sheet."))
    noor.send(at(case, "move/advise/"), 302, expected=case.stage, outcome="advised", text=make.ONWARD,
              **SAFE | {"sheet-safety-danger": "yes"})
    assert not Case.objects.get().is_closed
    assert case.sheets.filter(code="safety").exists()
    page = noor.page(at(case, "move/advise/"))
    assert "Wat je invulde, is bewaard." in page and "kan nu niet." in page and "het antwoord “Ja”" in page


def test_a_later_phase_carries_a_message_that_begins_with_its_text_block(of):
    house, noor, case, arrived = of("krc", child_age=15, reporter_name="Amir")
    case = moved(house, noor, case, "assess")
    met(house, noor, case, "admit")
    Case.objects.filter(pk=case.pk).update(last_told_at=None)
    page = noor.page(at(case, "move/admit/"))
    assert "We kunnen je klacht onderzoeken." in page or "Wij zoeken dit uit." in page
    assert "Vul dit in." in noor.send(at(case, "move/admit/"), 422, expected=case.stage, text="")
    assert "hele zin" in noor.send(at(case, "move/admit/"), 422, expected=case.stage, text="Ja.")
    noor.send(at(case, "move/admit/"), 302, expected=case.stage, text="Wij zoeken dit uit en luisteren naar iedereen.")
    assert Case.objects.get().stage == "hearing"
    assert passed(arrived)[-1] == "Wij zoeken dit uit en luisteren naar iedereen."


def test_whoever_is_refused_reads_to_whom_they_are_referred(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    case = moved(house, noor, case, "assess")
    met(house, noor, case, "refuse")
    moving.sheet_is_filled(person=noor.person, case=case, code="referral", at=noor.now,
                           answers={"to_whom": "Vredegerecht, Aalst", "why": "Het gaat over geld."})
    assert "“Vredegerecht”" in noor.page(at(case, "move/refuse/")), "the page says whom to name"
    sent = {"expected": case.stage, "outcome": "not_admissible", "grounds": "older_than_a_year", "reasons": people.REASONS}
    page = noor.send(at(case, "move/refuse/"), 422, **sent, text=people.REFUSAL)
    assert "id_text-error" in page and "Noem in het bericht ook" in page
    noor.send(at(case, "move/refuse/"), 302, **sent, text=f"{people.REFUSAL} Ga naar het vredegerecht.")
    assert Case.objects.get().is_closed


def test_a_ground_that_is_shut_is_not_offered_and_says_why(of):
    house, noor, case, _arrived = of("krc", child_age=15)
    case = moved(house, noor, case, "assess")
    met(house, noor, case, "refuse")
    moving.sheet_is_filled(person=noor.person, case=case, code="referral", answers={"way": "cold"}, at=noor.now)
    assert 'value="not_tried_elsewhere"' in noor.page(at(case, "move/refuse/"))
    moving.urgency_is_decided(person=noor.person, case=case, urgency="urgent", at=noor.now)
    page = noor.page(at(case, "move/refuse/"))
    assert 'value="not_tried_elsewhere"' not in page and 'value="not_a_minor"' in page
    assert re.search(r"“Andere wegen[^”]*” kan nu niet: de zaak is dringend", page)
    with pytest.raises(moving.GroundShut, match="dringend"):
        moving.case_moves_on(person=noor.person, case=case, move="refuse", expected=case.stage, outcome="not_admissible",
                             grounds=("not_tried_elsewhere",), reasons=people.REASONS, message=people.REFUSAL, at=noor.now)


def test_a_signal_is_told_on_the_page_on_which_it_is_written_down(of):
    _house, noor, case, arrived = of("krc", audience="professional", reporter_role="teacher")
    page = noor.page(at(case, "sheet/signal/"))
    assert "Een signaal lost het probleem niet meteen op." in page and "Wat de melder hierover leest" in page
    sent = {"points_at": "unclear", "rule": "Leerlingenvervoer"}
    left_out = noor.send(at(case, "sheet/signal/"), 422, **sent, **{"along-text": "Wij geven dit door aan de minister."})
    assert "moet blijven staan" in left_out and "Leerlingenvervoer" in left_out and not case.sheets.exists()
    told = "Wij geven dit door. Een signaal lost het probleem niet meteen op."
    noor.send(at(case, "sheet/signal/"), 302, **sent, **{"along-text": told})
    assert passed(arrived) == [told]
    assert "Wat de melder hierover leest" not in noor.page(at(case, "sheet/signal/")), "it is told once"


def test_an_answer_that_closes_a_step_is_not_asked_again_in_passing(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    met(house, noor, case, "withdraw", but=("answer.", "sheet."))
    moving.sheet_is_filled(person=noor.person, case=case, code="safety", answers={"danger": "yes", "reasons": "Gezien."}, at=make.NOON)
    page = noor.page(at(case, "move/withdraw/"))
    assert "kan nu niet." in page and 'name="sheet-safety-danger"' not in page and 'name="sheet-consequences-who"' in page
    noor.send(at(case, "move/withdraw/"), 302, expected=case.stage, outcome="withdrawn", text=make.ONWARD, **SAFE)
    assert not Case.objects.get().is_closed, "a press on the button of a step takes no danger back"
    assert case.sheets.filter(code="safety").count() == 1


def test_an_end_asks_for_its_own_answer_or_for_the_message_that_it_was(of, clock):
    """Art. II.84: that we would investigate is no answer; what was written in this phase can be, once somebody says so."""
    house, noor, case, arrived = of("kg", audience="parent")
    for step in ("assess", "admit"):
        case = moved(house, noor, case, step)
    met(house, noor, case, "solve", but=("answer_sent",))
    page = noor.page(at(case, "move/solve/"))
    assert 'name="text"' in page and 'name="told"' not in page
    sent = {"expected": case.stage, "outcome": "solved"}
    assert "Vul dit in." in noor.send(at(case, "move/solve/"), 422, text=" ", **sent)
    clock.passes(timedelta(minutes=1))
    noor.send(at(case, "do/answer/"), 302, kind="answer", text="De opvang gaf gelijk, en betaalt het terug.")
    page = noor.page(at(case, "move/solve/"))
    assert "is dit antwoord" in page
    assert "al geschreven is" in noor.send(at(case, "move/solve/"), 422, text="", **sent)
    noor.send(at(case, "move/solve/"), 302, text="", told="on", **sent)
    assert Case.objects.get().outcome == "solved" and passed(arrived)[-1].startswith("De opvang gaf gelijk")


def test_what_was_told_with_the_step_into_a_phase_leaves_no_later_step_blank(of):
    house, noor, case, _arrived = of("kg", audience="parent")
    for step in ("assess", "admit"):
        case = moved(house, noor, case, step)
    met(house, noor, case, "conclude", but=("told_here",))
    assert "Vul dit in." in noor.send(at(case, "move/conclude/"), 422, expected=case.stage, text="")


@pytest.mark.parametrize("left", ["Je vroeg: … Wij zien dit zo.", "Je vroeg dit.\nDit raden wij aan: ...", "Tot en met ..., niet langer."])
def test_what_a_text_block_left_open_goes_nowhere(of, left):
    house, noor, case, _arrived = of("kg", audience="parent")
    met(house, noor, case, "advise", but=("answer_sent",))
    page = noor.send(at(case, "move/advise/"), 422, expected=case.stage, outcome="advised", text=left)
    assert "Schrijf zelf wat op de plaats van" in page


def test_the_words_of_a_step_say_until_when_the_answer_may_take(of):
    """Bestuursdecreet, art. II.83: 45 calendar days after receipt on 10 March 2026."""
    house, noor, case, _arrived = of("kg", audience="parent")
    case = moved(house, noor, case, "assess")
    met(house, noor, case, "admit")
    assert "Je krijgt ons antwoord ten laatste op 24 april 2026." in noor.page(at(case, "move/admit/"))


def test_closing_with_a_judgement_begins_the_answer_that_the_law_wants(of):
    """Bestuursdecreet, art. II.84: what was found and why, and where to go next; that we would investigate is no answer."""
    house, noor, case, _arrived = of("kg", audience="parent")
    for step in ("assess", "admit", "conclude"):
        case = moved(house, noor, case, step)
    page = noor.page(at(case, "move/answer/"))
    assert 'name="text"' in page and f"We hebben je klacht {case.reference} onderzocht. We vinden dat …" in page
    failing = house.service.axes.failings[0]
    for _point in range(2):
        add(house, noor.person, case, words="Mevrouw Peeters sloeg hem")
    case.items.filter(number=1).update(finding="upheld")
    written = noor.page(at(case, "move/answer/")).partition('name="text"')[2].partition("</textarea>")[0]
    upheld = next(one for one in house.service.procedure.findings if one.code == "upheld").tells.text("nl")
    assert html.escape(f"onderzocht.\n\nPunt 1 ({failing.label.text('nl')}): {upheld}\n\nWe vinden dat …") in written
    assert "Punt 2" not in written and "Peeters" not in written, "what is found is told, in nobody's words"
    assert "Schrijf zelf wat op de plaats van" in noor.send(at(case, "move/answer/"), 422, expected=case.stage, outcome="upheld",
                                                            text="We vinden dat … Je kan naar de Vlaamse Ombudsdienst.")
