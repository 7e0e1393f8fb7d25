"""What somebody does with a case: done once, refused with the reason and the way out, and nothing typed is lost."""

import re
from datetime import timedelta

import pytest
from django.conf import settings

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.access import the_story
from gehoor.domain.conversations.queries import what_passed
from gehoor.domain.directory.actions import add_institution
from gehoor.domain.services.labels import code_labels
from gehoor.foundation.action import journey
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.journeys.case_moves_on import case_is_assigned, the_moves
from tests import make, people


def at(case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def filled_in(sheet) -> dict:
    """A declared form as somebody would send it who takes the first answer everywhere."""
    typed = {}
    for field in sheet.fields:
        if field.kind == "choice":
            typed[field.code] = field.choices[0].code
        elif field.kind == "yes_no_unknown":
            typed[field.code] = "yes"
        elif field.kind == "partial_date":
            typed |= {f"{field.code}_day": "9", f"{field.code}_month": "3", f"{field.code}_year": "2026"}
    return typed


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def arrived(house):
    return make.a_report(house)


@pytest.fixture
def case(arrived, noor) -> Case:
    """A case of Noor's."""
    return case_is_assigned(person=noor.person, case=access_case(noor.person, arrived.case.reference), to=noor.person.account,
                            expected=None, at=make.NOON)


@pytest.mark.django_db
def test_an_answer_reaches_the_reporter_with_the_receipt(noor, arrived, case):
    noor.send(at(case, "do/answer/"), 302, kind="answer", text="Dag Amir.\nBedankt.")
    story = the_story(open_receipt(arrived.code))
    assert [passed.text for passed in what_passed(story.conversation, story.compartment)] == ["Dag Amir.\nBedankt."]
    assert "Bedankt." in noor.page(at(case))


@pytest.mark.django_db
def test_an_empty_answer_is_not_sent_and_says_so(noor, case):
    assert "Vul dit in." in noor.send(at(case, "do/answer/"), 422, kind="answer", text="")
    assert "Schrijf eerst iets" in noor.send(at(case, "do/answer/"), 422, kind="answer", text="  \n ")


@pytest.mark.django_db
def test_text_blocks_for_a_child_are_in_plain_words_and_filled_in(noor, house, case):
    page = noor.page(at(case, "do/answer/"))
    block = house.service.procedure.text_blocks[0]
    assert block.text.text("nl", plain=True).splitlines()[-1].strip()[:30] in page
    assert "{handler}" not in page
    assert "{reference}" not in page


@pytest.mark.django_db
def test_everything_that_is_said_about_a_case_stands_on_its_page(noor, house, case):
    with journey("test.directory", at=make.NOON):
        school = add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")
    theme, failing = house.themes[1], house.service.axes.failings[0]
    kind, urgency = house.service.procedure.counts_as, house.service.procedure.urgencies[0]
    noor.send(at(case, "do/summarise/"), 302, title="Uitgesloten", summary="Leerling uitgesloten.\nNiet gehoord.")
    noor.send(at(case, "do/classify/"), 302, kind=kind, theme=theme, failings=[failing.code])
    noor.send(at(case, "do/urgency/"), 302, urgency=urgency.code)
    noor.send(at(case, "do/party/"), 302, role="child", name="Emma", age="12", mind="Belt liever niet")
    noor.send(at(case, "do/respondent/"), 302, kind="institution", institution=str(school.id))
    noor.send(at(case, "do/note/"), 302, text="Eerst de brief vragen.")
    page = noor.page(at(case))
    for told in ("Uitgesloten", "Niet gehoord.", failing.label.text("nl"), urgency.label.text("nl"), "Emma", "Belt liever niet",
                 "Atheneum De Brug, Mechelen", "Eerst de brief vragen."):
        assert told in page
    case.refresh_from_db()
    assert (case.theme, case.urgency, case.urgency_decided, case.has_summary) == (theme, urgency.code, True, True)


@pytest.mark.django_db
def test_a_title_may_stand_alone_and_a_summary_is_never_emptied(noor, case):
    page = at(case, "do/summarise/")
    assert "Vul dit in." in noor.send(page, 422, title="", summary="")
    noor.send(page, 302, title="Uitgesloten", summary="")
    assert not Case.objects.get(pk=case.pk).has_summary
    assert 'value="Uitgesloten"' in noor.page(page)
    noor.send(page, 302, title="Uitgesloten", summary="Niet gehoord.")
    assert "Vul dit in." in noor.send(page, 422, title="Geschorst", summary="")
    assert "Niet gehoord." in noor.page(page)


@pytest.mark.django_db
def test_a_rule_without_a_culprit_can_be_what_it_is_about(noor, case):
    assert "Kies een instelling" in noor.send(at(case, "do/respondent/"), 422, kind="rule")
    noor.send(at(case, "do/respondent/"), 302, kind="rule", words="De regel over het leerlingenvervoer")
    assert "regel, zonder dader" in noor.page(at(case))


@pytest.mark.django_db
def test_a_sheet_is_filled_in_and_the_newest_stands_in_the_form(noor, house, case):
    declared = house.service.procedure.sheets[0]
    asked = next(field for field in declared.fields if field.kind in ("long_text", "text"))
    typed = filled_in(declared)
    form = noor.page(at(case, f"sheet/{declared.code}/"))
    assert [name for name in typed if f'name="{name}"' not in form] == []
    noor.send(at(case, f"sheet/{declared.code}/"), 302, **typed, **{asked.code: "Aan de telefoon gepraat"})
    assert "Aan de telefoon gepraat" in noor.page(at(case, f"sheet/{declared.code}/"))
    assert declared.title.text("nl") in noor.page(at(case))
    assert noor.get(at(case, "sheet/no-such-sheet/")).status_code == 404
    assert noor.get(at(case, "do/no-such-act/")).status_code == 404


@pytest.mark.django_db
def test_a_step_names_what_is_missing_leads_there_and_is_not_taken(noor, house, case):
    step = next(move for move in the_moves(access_case(noor.person, case.reference)) if not move.missing)
    noor.send(at(case, f"move/{step.code}/"), 302, expected=case.stage)
    case.refresh_from_db()
    waiting = next(move for move in the_moves(case) if move.missing)
    page = noor.page(at(case, f"move/{waiting.code}/"))
    assert waiting.why_not[0] in page
    chosen = {"outcome": waiting.outcomes[0].code} if waiting.outcomes else {}
    refused = noor.send(at(case, f"move/{waiting.code}/"), 422, expected=case.stage, **chosen)
    assert "Dit kan nog niet" in refused
    stage = case.stage
    case.refresh_from_db()
    assert case.stage == stage


@pytest.mark.django_db
def test_of_two_who_move_a_case_at_once_one_is_told_and_keeps_what_was_chosen(noor, desk, house, case):
    ilias = desk(people.ILIAS)
    seen = case.stage
    step = next(move for move in the_moves(access_case(noor.person, case.reference)) if not move.missing)
    noor.send(at(case, f"move/{step.code}/"), 302, expected=seen)
    page = ilias.send(at(case, f"move/{step.code}/"), 409, expected=seen)
    assert "Een collega heeft deze zaak intussen veranderd" in page
    assert f'name="expected" value="{seen}"' in page
    assert Case.objects.get(pk=case.pk).timeline.filter(kind="moved").count() == 1


def seen_on(page: str) -> str:
    """What the form says stood there."""
    return re.search(r'name="seen" value="([^"]+)"', page)[1]


@pytest.mark.django_db
def test_of_two_who_write_the_summary_the_second_reads_the_first_and_keeps_their_own(noor, desk, case):
    ilias, page = desk(people.ILIAS), at(case, "do/summarise/")
    seen = [seen_on(one.page(page)) for one in (noor, ilias)]
    noor.send(page, 302, title="Uitgesloten", summary="Niet gehoord.", seen=seen[0])
    told = ilias.send(page, 409, title="Schorsing", summary="De school zwijgt.", seen=seen[1])
    assert "Wat je collega schreef" in told and "Niet gehoord." in told
    assert "De school zwijgt." in told
    assert "Niet gehoord." in noor.page(at(case))
    ilias.send(page, 302, title="Schorsing", summary="Niet gehoord. De school zwijgt.", seen=seen_on(told))
    assert "De school zwijgt." in noor.page(at(case))


@pytest.mark.django_db
def test_of_two_who_say_what_it_is_about_the_second_reads_the_first_and_keeps_their_own(noor, desk, house, case):
    ilias, page = desk(people.ILIAS), at(case, "do/classify/")
    kind, (first, second) = house.service.procedure.counts_as, house.themes[:2]
    seen = [seen_on(one.page(page)) for one in (noor, ilias)]
    noor.send(page, 302, kind=kind, theme=first, seen=seen[0])
    told = ilias.send(page, 409, kind=kind, theme=second, seen=seen[1])
    assert code_labels(house.service, "theme", "nl")[first] in told.split('id="theirs"')[1].split("</section>")[0]
    assert f'value="{second}" selected' in told
    assert Case.objects.get(pk=case.pk).theme == first
    ilias.send(page, 302, kind=kind, theme=second, seen=seen_on(told))
    assert Case.objects.get(pk=case.pk).theme == second


@pytest.mark.django_db
def test_a_summary_typed_before_the_lock_does_not_write_over_a_colleague_afterwards(noor, desk, clock, case):
    page = at(case, "do/summarise/")
    seen = seen_on(noor.page(page))
    clock.passes(timedelta(seconds=settings.GEHOOR_IDLE_SECONDS + 1))
    noor.send(page, 302, title="Eigen", summary="Van voor de pauze.", seen=seen)
    desk(people.ILIAS).send(page, 302, title="Intussen", summary="Van Ilias.", seen=seen)
    noor.send("/werk/unlock/", 302, password=people.PASSPHRASE)
    restored = noor.page(page)
    assert "Van voor de pauze." in restored and seen_on(restored) == seen
    assert "Van Ilias." in noor.send(page, 409, title="Eigen", summary="Van voor de pauze.", seen=seen)


@pytest.mark.django_db
def test_of_two_who_take_a_case_at_once_one_is_told(house, desk, arrived):
    noor, lien = desk(people.NOOR), desk(people.LIEN)
    case = arrived.case
    lien.page(at(case, "do/assign/"))
    noor.send(at(case, "do/assign/"), 302, to=str(noor.person.id), expected="")
    answer = lien.post(at(case, "do/assign/"), {"to": str(lien.person.id), "expected": ""})
    assert answer.status_code == 404, "once it is Noor's, Lien may not open it"
    ilias = desk(people.ILIAS)
    assert "intussen veranderd" in ilias.send(at(case, "do/assign/"), 409, to=str(lien.person.id), expected="")
    assert Case.objects.get(pk=case.pk).handler == Account.objects.get(username="noor")


@pytest.mark.django_db
def test_a_case_is_closed_with_its_outcome_and_opened_again(noor, house, case):
    closed = make.close(house, noor.person, access_case(noor.person, case.reference))
    page = noor.page(at(closed))
    assert f"Gesloten: {house.service.procedure.outcome(closed.outcome).label.text('nl')}" in page
    assert closed.reference in noor.page("/werk/list/", view="closed")
    again = the_moves(closed)[0]
    noor.send(at(closed, f"move/{again.code}/"), 302, expected=closed.stage)
    assert not Case.objects.get(pk=case.pk).is_closed
    assert closed.reference in noor.page("/werk/list/", view="mine")


@pytest.mark.django_db
def test_a_confidential_case_is_for_the_named_and_says_that_it_is_a_wall(noor, desk, case):
    ilias, lien = desk(people.ILIAS), desk(people.LIEN)
    assert "een regel" in ilias.page(at(case))
    assert "Noem minstens twee mensen" in noor.send(at(case, "do/confidential/"), 422)
    noor.send(at(case, "do/confidential/"), 302, people=[str(noor.person.id), str(lien.person.id)])
    assert "een muur" in noor.page(at(case))
    assert ilias.get(at(case)).status_code == 404
    assert case.reference not in ilias.page("/werk/list/", view="team")
    assert not ilias.person.keyring.may_open(Case.objects.get(pk=case.pk).compartment_id)

    noor.send(at(case, "do/deputy/"), 302, account=str(ilias.person.id))
    assert people.AMIRS_STORY[:40] in ilias.page(at(case)), "a deputy behind the wall gets its keys"


@pytest.mark.django_db
def test_nobody_shuts_a_case_off_alone_and_reads_who_can_be_asked(noor, desk, case):
    desk(people.ILIAS), desk(people.LIEN)
    page = noor.send(at(case, "do/confidential/"), 422, people=[str(noor.person.id)])
    assert "Een zaak afsluiten doet niemand alleen" in page
    assert "Je kan vragen: Ilias, Lien." in page
    assert not Case.objects.get(pk=case.pk).is_confidential


@pytest.mark.django_db
def test_a_confidential_case_is_still_open_to_its_reporter(noor, desk, case, arrived):
    noor.send(at(case, "do/confidential/"), 302, people=[str(noor.person.id), str(desk(people.LIEN).person.id)])
    noor.send(at(case, "do/answer/"), 302, kind="answer", text="Alleen wij twee lezen dit.")
    story = the_story(open_receipt(arrived.code))
    assert [passed.text for passed in what_passed(story.conversation, story.compartment)] == ["Alleen wij twee lezen dit."]


@pytest.mark.django_db
def test_who_gives_a_case_away_lands_on_the_list(noor, desk, case):
    lien = desk(people.LIEN)
    answer = noor.post(at(case, "do/assign/"), {"to": str(lien.person.id), "expected": str(noor.person.id)})
    assert answer.headers["Location"] == "/werk/list/"
    assert noor.get(at(case)).status_code == 404
    assert case.reference in lien.page("/werk/list/", view="mine")


@pytest.mark.django_db
def test_the_same_institution_is_named_once(noor, case):
    with journey("test.directory", at=make.NOON):
        school = add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")
    noor.send(at(case, "do/respondent/"), 302, kind="institution", institution=str(school.id))
    assert "staat er al bij" in noor.send(at(case, "do/respondent/"), 422, kind="institution", institution=str(school.id))


@pytest.fixture
def school(house):
    with journey("test.directory", at=make.NOON):
        return add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")


ASKED = "Welke instelling is dit? Zolang dat niet gezegd is"


@pytest.mark.django_db
def test_an_institution_in_free_words_is_asked_about_and_conflicts_hold_once_it_is_said(noor, desk, case, school):
    ilias = desk(people.ILIAS)
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.person.account, institution=school, at=make.NOON)
    noor.send(at(case, "do/respondent/"), 302, kind="institution", words="die school aan de brug")
    assert ASKED in noor.page(at(case))
    assert ilias.get(at(case)).status_code == 200, "nobody said yet which school it is"
    page = noor.page(at(case, "do/recognise/"))
    assert "die school aan de brug" in page
    named = str(case.respondents.get().id)
    assert "Kies de instelling" in noor.send(at(case, "do/recognise/"), 422, respondent=named, kind="institution")
    noor.send(at(case, "do/recognise/"), 302, respondent=named, kind="institution", institution=str(school.id))
    page = noor.page(at(case))
    assert ASKED not in page and "Atheneum De Brug, Mechelen" in page
    assert desk(people.ILIAS).get(at(case)).status_code == 404
    again = noor.send(at(case, "do/recognise/"), 422, respondent=named, kind="institution", institution=str(school.id))
    assert "Welke instelling is dit" in again


@pytest.fixture
def wrong(noor, case, school):
    """A respondent that was taken for the wrong school."""
    noor.send(at(case, "do/respondent/"), 302, kind="institution", words="die school aan de brug")
    row = case.respondents.get()
    noor.send(at(case, "do/recognise/"), 302, respondent=str(row.id), kind="institution", institution=str(school.id))
    return row


def seen_in(page: str) -> str:
    return re.search(r'name="seen" value="([^"]*)"', page)[1]


@pytest.mark.django_db
def test_a_wrongly_recognised_institution_is_corrected_and_conflicts_follow_at_once(noor, desk, case, school, wrong):
    ilias, lien = desk(people.ILIAS), desk(people.LIEN)
    noor.send(at(case, "do/deputy/"), 302, account=str(lien.person.id))
    with journey("test.directory", at=make.NOON):
        other = add_institution(name="Basisschool De Brug", kind="school", place="Gent")
        declare_conflict(account=ilias.person.account, institution=school, at=make.NOON)
        declare_conflict(account=lien.person.account, institution=other, at=make.NOON)
    assert (ilias.get(at(case)).status_code, lien.get(at(case)).status_code) == (404, 200)
    page = noor.page(at(case))
    assert "zei welke instelling bedoeld is." in page
    correct = at(case, f"do/correct/{wrong.id}/")
    assert correct in page
    page = noor.page(correct)
    assert "die school aan de brug" in page and "Atheneum De Brug, Mechelen" in page
    assert f'value="{school.id}"' not in page, "what it was taken for is offered no more"
    before = seen_in(page)
    noor.send(correct, 302, institution=str(other.id), seen=before)
    page = noor.page(at(case))
    assert "Basisschool De Brug, Gent" in page and "verbeterde welke instelling bedoeld is." in page
    assert (ilias.get(at(case)).status_code, lien.get(at(case)).status_code) == (200, 404)
    noor.send(correct, 409, institution=str(school.id), seen=before)
    lines = case.timeline.filter(kind__in=["recognised", "corrected"])
    assert {(line.kind, str(line.codes)) for line in lines} == {
        ("recognised", "{'as': 'institution'}"), ("corrected", "{'as': 'institution'}")}, "no name, and no tag"


@pytest.mark.django_db
def test_an_institution_that_is_not_in_the_list_is_asked_about_again(noor, case, school, wrong):
    correct = at(case, f"do/correct/{wrong.id}/")
    assert "Vul dit in." in noor.send(correct, 422, institution="", seen="x")
    noor.send(correct, 302, institution="unlisted", seen=seen_in(noor.page(correct)))
    page = noor.page(at(case))
    assert ASKED in page and "ze staat niet in de lijst." in page and correct not in page
    assert case.respondents.get().tag is None
    noor.send(at(case, "do/recognise/"), 302, respondent=str(wrong.id), kind="institution", institution=str(school.id))


@pytest.mark.django_db
def test_only_a_respondent_of_this_case_is_corrected(noor, house, case, wrong):
    elsewhere = make.a_report(house).case
    for which in (str(wrong.id), "geen"):
        assert noor.get(at(elsewhere, f"do/correct/{which}/")).status_code in (403, 404)


@pytest.mark.django_db
def test_words_that_meant_a_person_are_asked_about_no_more(noor, case, school):
    noor.send(at(case, "do/respondent/"), 302, kind="institution", words="de buurman")
    named = str(case.respondents.get().id)
    noor.send(at(case, "do/recognise/"), 302, respondent=named, kind="person", institution=str(school.id))
    assert ASKED not in noor.page(at(case))
    assert case.respondents.get().tag is None


@pytest.mark.django_db
def test_an_institution_that_was_registered_in_words_is_asked_about_too(noor, house):
    told = make.a_report(house, respondent="de school in het dorp").case
    assert ASKED in noor.page(at(told))
