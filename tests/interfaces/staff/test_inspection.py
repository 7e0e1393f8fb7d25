"""Who asks to see a file gets exactly what the law lets them see; every other part is named with its reason, never with its content."""

import re
from dataclasses import replace

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.inspection.models import AccessRequest, Classed, Produced
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.file_is_asked_for import file_is_shown, fragments_are_classed, the_decisions
from gehoor.journeys.message_passes import note
from gehoor.journeys.parts_of_a_file import the_parts
from gehoor.journeys.people_are_known import party_is_added
from tests import make, people

pytestmark = pytest.mark.django_db
NOTE, ABOUT_MOTHER = "Juf vertelde in vertrouwen dat ze bang is.", "Moeder heeft schulden."


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    arrived = make.a_report(house, reporter_name="Amir", child_age="14")
    case = case_is_assigned(person=noor.person, case=access_case(noor.person, arrived.case.reference), to=noor.person.account,
                            expected=None, at=make.NOON)
    for text in (NOTE, ABOUT_MOTHER):
        note(person=noor.person, case=case, text=text, at=make.NOON)
    return case


@pytest.fixture
def mother(noor, case):
    return party_is_added(person=noor.person, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=make.NOON)


def at(case, what: str = "") -> str:
    return f"/werk/case/{case.reference}/{what}"


def ask(noor, case, asker: str, **more) -> AccessRequest:
    child = case.parties.filter(is_child=True).first()
    noor.send(at(case, "do/ask_file/"), 302, **{
        "asker": asker, "party": "", "minor": str(child.id), "regime": "be.vl.drm.inzage", "words": "Ik wil alles zien.",
        "received_on": "2026-03-10", "able": "presumed", "reasons": "", "checked": "on", **more})
    return AccessRequest.objects.latest("asked_at")


def class_all(noor, case, mother=None) -> None:
    """The note of the teacher is confidential; what is about the mother is context."""
    page = noor.page(at(case, "do/class_parts/"))
    typed = {}
    for block in page.split("<label")[1:]:
        found = re.search(r'name="class_(\w+)"', block)
        if not found:
            continue
        code = "third_confidential" if NOTE in block else "contextual" if ABOUT_MOTHER in block else "own"
        typed[f"class_{found[1]}"], typed[f"about_{found[1]}"] = code, str(mother.id) if mother and code == "contextual" else ""
    noor.send(at(case, "do/class_parts/"), 302, **typed)


def the_file(noor, case, asked) -> str:
    return noor.send(at(case, f"inspection/{asked.id}/"), 200)


def test_a_young_person_of_fourteen_gets_the_own_story_and_not_what_was_told_in_confidence(noor, case):
    class_all(noor, case)
    asked = ask(noor, case, "minor")
    assert asked.due_on.isoformat() == "2026-03-25", "15 calendar days, art. 22 § 2"
    page = the_file(noor, case, asked)
    assert "Niemand heeft iets aan mij gevraagd." in page
    assert ABOUT_MOTHER in page
    assert NOTE not in page
    assert "Iemand anders vertelde dit in vertrouwen." in page
    assert "art. 22 § 2" in page
    produced = Produced.objects.get()
    assert (produced.shown, produced.withheld) == (3, 1), "the story, what is known of Amir, the note on his mother; not the confidence"
    assert AuditLine.objects.filter(action="file.shown", actor_id=noor.person.id).count() == 1
    assert AccessRequest.objects.get().state == "given"


def test_a_parent_of_a_competent_fourteen_year_old_gets_only_what_is_about_that_parent(noor, case, mother):
    """S-17: refused for the child's file, own data only; nothing of the child's story, nothing told in confidence."""
    class_all(noor, case, mother)
    page = the_file(noor, case, ask(noor, case, "parent", party=str(mother.id)))
    assert ABOUT_MOTHER in page
    assert NOTE not in page
    assert "Niemand heeft iets aan mij gevraagd." not in page
    assert "De minderjarige beslist zelf over dit dossier." in page


def test_an_opposed_parent_reads_that_a_weighing_is_kept_back_and_on_which_ground_and_not_what_it_says(noor, case, mother):
    giving.parent_and_child_are_opposed(person=noor.person, case=case, why="Hij verbergt zich voor haar.", at=make.NOON)
    class_all(noor, case, mother)
    page = the_file(noor, case, ask(noor, case, "parent", party=str(mother.id)))
    withheld = page[page.index("Wat hier niet staat, en waarom"):]
    assert "Een afweging over het belang van het kind" in withheld
    assert "Hij verbergt zich" not in page


def test_nothing_is_shown_while_a_part_was_not_looked_at(noor, case):
    asked = ask(noor, case, "minor")
    page = noor.send(at(case, f"inspection/{asked.id}/"), 422)
    assert "Kijk eerst 2 delen van het dossier na" in page
    assert not Produced.objects.exists()
    assert NOTE not in page


def test_who_deviates_from_the_age_says_why(noor, case):
    told = {"asker": "parent", "regime": "be.vl.drm.inzage", "words": "De moeder", "received_on": "2026-03-10", "checked": "on",
            "minor": str(case.parties.get(is_child=True).id)}
    page = noor.send(at(case, "do/ask_file/"), 422, **told, able="no", reasons="")
    assert "Schrijf waarom." in page
    noor.send(at(case, "do/ask_file/"), 302, **told, able="no", reasons="Amir begrijpt niet wat een dossier is, na twee gesprekken.")
    asked = AccessRequest.objects.get()
    assert (asked.is_able, asked.is_presumed) == (False, False)


def test_nobody_asks_in_a_row_that_is_somebody_elses(noor, case, mother):
    """A mother whose interest is opposed would read the story as a confidant, and as the minor everything."""
    child = case.parties.get(is_child=True)
    told = {"minor": str(child.id), "regime": "be.vl.drm.inzage", "words": "Alles.", "received_on": "2026-03-10", "able": "presumed",
            "checked": "on"}
    for asker, party in (("confidant", mother), ("minor", mother), ("parent", child), ("third_party", child), ("foster_parent", child)):
        assert "past niet bij de persoon" in noor.send(at(case, "do/ask_file/"), 422, **told, asker=asker, party=str(party.id)), asker
    assert not AccessRequest.objects.exists()
    ask(noor, case, "minor", party=str(child.id))


def test_who_became_twelve_since_a_parent_asked_decides_itself(house, noor):
    """Presumed from twelve on: what was presumed at eleven holds no more on the day that the file is shown."""
    case = access_case(noor.person, make.a_report(house, reporter_name="Amir").case.reference)
    case = case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
    child = party_is_added(person=noor.person, case=case, role="child", about={"name": "Sam", "born": "12-03-2014"}, at=make.NOON)
    mother = party_is_added(person=noor.person, case=case, role="parent", about={"name": "Moeder"}, at=make.NOON)
    asked = ask(noor, case, "parent", party=str(mother.id), minor=str(child.id))
    assert asked.is_able is False
    parts = the_parts(case_is_opened(person=noor.person, case=case, at=make.NOON), at=make.NOON,
                      staff_file=noor.person.keyring.open(case.compartment_id))
    parts = [replace(part, fragment=replace(part.fragment, code="own", about=None)) for part in parts]
    asked = AccessRequest.objects.select_related("case", "minor").get(pk=asked.pk)

    def shown(at) -> set[bool]:
        return {one.is_shown for one in the_decisions(noor.person, asked, parts, at=at)}

    assert shown(make.NOON) == {True}
    assert shown(make.NOON + 2 * make.DAY) == {False}


def test_who_acts_for_a_minor_is_checked_first(noor, case):
    page = noor.send(at(case, "do/ask_file/"), 422, asker="confidant", regime="be.vl.drm.inzage", words="Jef", received_on="2026-03-10",
                     able="presumed", minor=str(case.parties.get(is_child=True).id))
    assert "Kijk eerst alles na wat de wet van deze persoon vraagt." in page
    assert 'href="#id_checked"' in page, "beside what was left open"


def test_a_class_that_was_changed_counts_from_then_on(noor, case):
    class_all(noor, case)
    assert Classed.objects.count() == 2
    class_all(noor, case)
    assert Classed.objects.count() == 6, "all parts are asked once nothing is left to look at; older words stay"


def test_a_secret_address_never_leaves(noor, case, mother):
    hidden = party_is_added(person=noor.person, case=case, role="family", at=make.NOON,
                            about={"name": "Tante", "address": "Geheimstraat 5", "address_secret": True})
    class_all(noor, case, mother)
    page = the_file(noor, case, ask(noor, case, "minor"))
    assert "Tante" in page
    assert "Geheimstraat" not in page
    assert hidden.id in {one.fragment for one in Classed.objects.all()}


def test_a_request_of_another_case_is_not_there(house, noor, case):
    asked = ask(noor, case, "minor")
    other = make.a_report(house).case
    assert noor.get(at(other, f"inspection/{asked.id}/")).status_code == 404


def test_a_brother_in_the_same_case_is_looked_at_first_and_is_never_in_the_file_of_another(noor, case):
    brother = party_is_added(person=noor.person, case=case, role="child", about={"name": "Ziad", "age": "9"}, at=make.NOON)
    child = case.parties.filter(is_child=True).exclude(pk=brother.pk).get()
    asked = ask(noor, case, "minor", minor=str(child.id))
    page = noor.send(at(case, f"inspection/{asked.id}/"), 422)
    assert "Kijk eerst 5 delen van het dossier na" in page, "the story, both children, both notes: of two, nobody knows whose a part is"
    typed = {}
    for block in noor.page(at(case, "do/class_parts/")).split("<label")[1:]:
        if found := re.search(r'name="class_(\w+)"', block):
            typed[f"class_{found[1]}"] = "own"
            typed[f"about_{found[1]}"] = str(brother.id) if "Ziad" in block or ABOUT_MOTHER in block else ""
    noor.send(at(case, "do/class_parts/"), 302, **typed)
    page = the_file(noor, case, asked)
    assert NOTE in page
    assert "Ziad" not in page
    assert ABOUT_MOTHER not in page
    assert "Dit gaat over iemand anders dan jou." in page


def test_whose_file_it_is_and_how_old_that_child_is_is_not_passed_over(noor, case):
    told = {"asker": "minor", "party": "", "regime": "be.vl.drm.inzage", "words": "Alles.", "received_on": "2026-03-10", "able": "yes",
            "reasons": "", "checked": "on"}
    assert "Kies over welke minderjarige het gaat." in noor.send(at(case, "do/ask_file/"), 422, **told, minor="")
    ageless = party_is_added(person=noor.person, case=case, role="child", about={"name": "Ziad"}, at=make.NOON)
    assert "Schrijf waarom." in noor.send(at(case, "do/ask_file/"), 422, **told, minor=str(ageless.id))
    noor.send(at(case, "do/ask_file/"), 302, **{**told, "reasons": "Na een gesprek: Ziad is zeker vijftien."}, minor=str(ageless.id))
    assert not AccessRequest.objects.get().is_presumed


def test_a_part_that_a_colleague_classed_otherwise_meanwhile_is_not_shown_by_what_was_read_before(noor, case):
    class_all(noor, case)
    asked, person, when = ask(noor, case, "minor"), noor.person, make.NOON
    read = the_parts(case_is_opened(person=person, case=case, at=when), staff_file=person.keyring.open(case.compartment_id), at=when)
    told = next(part for part in read if ABOUT_MOTHER in str(part.told)).fragment
    fragments_are_classed(person=person, case=case, said={told.id: (told.kind, "third_confidential", None)}, at=when)
    with pytest.raises(ChangedMeanwhile):
        file_is_shown(person=person, case=case, request=asked, parts=read, at=when)
    assert not Produced.objects.exists()
