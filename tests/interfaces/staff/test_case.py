"""The page of a case: what was said stands there word for word, what happened in order, and every opening leaves a line."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.conversations.access import the_story
from gehoor.domain.services import registry
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.files.inspection import Inspected
from gehoor.foundation.files.storage import hold
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.message_passes import note, reporter_reads, reporter_writes, staff_answers
from tests import desks, make, people
from tests.domain.services.declared import a_folder
from tests.interfaces.staff.test_worklist import queries_of


def at(case) -> str:
    return f"/werk/case/{case.reference}/"


@pytest.mark.django_db
def test_the_story_stands_there_word_for_word_and_the_child_first(house, desk):
    story = 'Ze zei: "zwijg" & lachte.\n\nIk heb <b>niets</b> gedaan'
    case = make.a_report(house, story=story, reporter_name="Amir", child_age=15).case
    page = desk(people.NOOR).page(at(case))
    assert "Ze zei: &quot;zwijg&quot; &amp; lachte.\n\nIk heb &lt;b&gt;niets&lt;/b&gt; gedaan" in page
    assert "<b><bdi>Amir</bdi></b>, 15, <b>kind en melder</b>" in page


@pytest.mark.django_db
def test_the_page_says_from_which_day_the_procedure_of_the_case_holds(house, desk):
    case = make.a_report(house).case
    assert house.service.valid_from.isoformat() == "2026-01-01"
    assert "procedure van 1 januari" in desk(people.NOOR).page(at(case))


@pytest.mark.django_db
def test_a_case_that_began_under_another_procedure_says_that_it_keeps_that_one(settings, tmp_path, clock):
    """The term becomes thirty days while the case runs: the case still counts forty-five, and its page says why."""
    folder = a_folder(tmp_path)
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [folder.root], ["voorbeeld"]
    house = make.a_house()
    case, noor = make.a_report(house).case, desks.Desk(house, people.NOOR, clock).sign_in()
    words = "intussen is er een andere; deze zaak houdt die waarmee ze begon"
    assert words not in noor.page(at(case))
    changed(folder, "service.yaml", "name: {nl: Voorbeelddienst", "name: {nl: Dienst")
    assert words not in noor.page(at(case)), "a name is no procedure"
    changed(folder, "procedure.yaml", "45 calendar days", "30 calendar days")
    page = noor.page(at(case))
    assert words in page and "45 kalenderdagen" in page


def changed(folder, file: str, what: str, into: str) -> None:
    """Lay other words in a file, and forget what was read, as a new process does."""
    folder.change(file, what, into)
    registry._read.cache_clear()


@pytest.mark.django_db
def test_every_opening_leaves_a_line_and_the_supervisor_reads_who_opened_it(house, desk, clock):
    noor, ilias = desk(people.NOOR), desk(people.ILIAS)
    case = make.a_report(house).case
    noor.page(at(case))
    clock.passes(timedelta(minutes=3))
    noor.page(at(case))
    assert AuditLine.objects.filter(action="case.read", actor_id=noor.person.id, object_id=str(case.id)).count() == 2
    assert ilias.page(at(case) + "readings/").count("<td>Noor</td>") == 2
    assert noor.get(at(case) + "readings/").status_code == 404


@pytest.mark.django_db
def test_the_page_asks_no_more_questions_for_a_longer_conversation(house, desk):
    noor = desk(people.NOOR)
    arrived = make.a_report(house)
    case = access_case(noor.person, arrived.case.reference)
    noor.page(at(case))

    def talk(times: int) -> None:
        for number in range(times):
            reporter_writes(story=the_story(open_receipt(arrived.code)), kind="reply", text=f"en nog iets {number}", held_files=[],
                            at=make.NOON)
            staff_answers(person=noor.person, case=case, text="We lazen het.", kind="answer", at=make.NOON)
            note(person=noor.person, case=case, text="Onthouden.", at=make.NOON)

    talk(1)
    noor.page(at(case))
    few = queries_of(noor, at(case))
    talk(12)
    noor.page(at(case))
    assert queries_of(noor, at(case)) == few


@pytest.mark.django_db
def test_the_timeline_shows_messages_notes_and_what_was_done_and_can_be_narrowed(house, desk):
    noor = desk(people.NOOR)
    arrived = make.a_report(house)
    case = access_case(noor.person, arrived.case.reference)
    case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
    staff_answers(person=noor.person, case=case, text="Wie weet dit nog?", kind="question", at=make.NOON)
    reporter_writes(story=the_story(open_receipt(arrived.code)), kind="reply", text="mijn mama", held_files=[], at=make.NOON)
    note(person=noor.person, case=case, text="Moeder weet het dus.", at=make.NOON)

    whole = noor.page(at(case))
    for told in ("Noor nam de zaak.", "Wie weet dit nog?", "nog niet gelezen", "mijn mama", "Moeder weet het dus."):
        assert told in whole
    talk = noor.page(at(case), show="conversation")
    assert "mijn mama" in talk
    assert "Moeder weet het dus." not in talk
    notes = noor.page(at(case), show="notes")
    assert "Moeder weet het dus." in notes
    assert "mijn mama" not in notes

    reporter_reads(story=the_story(open_receipt(arrived.code)), at=make.NOON + make.HOUR)
    assert "nog niet gelezen" not in noor.page(at(case))


@pytest.mark.django_db
def test_a_step_that_can_not_be_taken_yet_says_what_is_missing_and_leads_there(house, desk):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    page = noor.page(at(case))
    assert "Eerst nodig:" in page
    assert f'<a href="{at(case)}do/assign/">een behandelaar</a>' in page


@pytest.mark.django_db
def test_a_file_is_only_ever_saved_and_its_opening_leaves_a_line(house, desk, settings, tmp_path):
    settings.GEHOOR_FILES = tmp_path / "files"
    noor, ward = desk(people.NOOR), desk(people.WARD)
    held = hold(Inspected(name='brief "van" school.txt', kind="text", suffix=".txt", data=b"Beste ouders", scanned="clean"), at=make.NOON)
    arrived = make.a_report(house)
    reporter_writes(story=the_story(open_receipt(arrived.code)), kind="reply", text="", held_files=[held], at=make.NOON)
    address = at(arrived.case) + f"file/{held.id}/"
    assert address in noor.page(at(arrived.case))

    answer = noor.get(address)
    assert answer.content == b"Beste ouders"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "no-store"
    assert AuditLine.objects.filter(action="file.read", actor_id=noor.person.id).count() == 1
    assert ward.get(address).status_code == 404
    other = make.a_report(house).case
    assert noor.get(at(other) + f"file/{held.id}/").status_code == 404, "not through another case"


@pytest.mark.django_db
def test_search_finds_a_case_from_its_first_opening_on_and_says_how_many_it_does_not_know(house, desk):
    noor = desk(people.NOOR)
    case, other = make.a_report(house).case, make.a_report(house, story="De bus rijdt niet.").case
    before = noor.send("/werk/search/", 200, q="gevochten")
    assert case.reference not in before
    assert "2 zaken zijn nog niet doorzoekbaar" in before
    noor.page(at(case))
    after = noor.send("/werk/search/", 200, q="GEVOCHTEN school")
    assert case.reference in after
    assert other.reference not in after
    assert "1 zaak is nog niet doorzoekbaar" in after
    assert "Niets gevonden" in noor.send("/werk/search/", 200, q="gevochten bus")
    searched = AuditLine.objects.filter(action="cases.searched").first()
    assert searched.detail == {"hits": 0}, "that somebody searched is kept, never for what"


@pytest.mark.django_db
def test_an_adviser_sees_figures_only_and_the_data_protection_officer_readings_only(house, desk):
    ward, ann = desk(people.WARD), desk(people.ANN)
    case = make.a_report(house).case
    desk(people.NOOR).page(at(case))
    assert ward.get("/werk/").headers["Location"] == "/werk/figures/"
    assert ann.get("/werk/").headers["Location"] == "/werk/readings/"
    assert case.reference in ann.page("/werk/readings/")
    for path in ("/werk/list/", "/werk/register/", at(case), "/werk/readings/"):
        assert ward.get(path).status_code == 404
    for path in ("/werk/list/", "/werk/register/", at(case), "/werk/figures/"):
        assert ann.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "reason"), [
    ({"contact_how": "phone", "contact_safe": "yes"}, "maar liet geen nummer of adres."),
    ({"contact_how": "phone", "contact_safe": "unknown", "contact_address": "0470 12 34 56"}, "maar zei niet dat dit veilig is."),
])
def test_who_may_not_be_called_though_they_chose_so_stands_there_with_the_reason(house, desk, said, reason):
    page = desk(people.NOOR).page(at(make.a_report(house, **said).case))
    assert "Niet bellen, niet mailen. De melder koos" in page and reason in page


@pytest.mark.django_db
def test_who_comes_back_with_the_code_needs_no_reason(house, desk):
    assert "De melder koos" not in desk(people.NOOR).page(at(make.a_report(house, contact_how="receipt").case))


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "is_warned"), [("none", True), ("receipt", False)])
def test_who_writes_reads_above_the_box_that_the_reporter_asked_for_no_answer(house, desk, way, is_warned):
    page = desk(people.NOOR).page(at(make.a_report(house, contact_how=way, contact_safe="no").case))
    assert ("De melder vroeg om geen antwoord." in page) is is_warned
