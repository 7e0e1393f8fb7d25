"""Work goes from one to another: absence with cover, cases that change hands, notes that don't, and glass broken in need."""

from datetime import date

import pytest

from gehoor.domain.accounts.actions import NoSuchAbsence, declare_conflict
from gehoor.domain.accounts.models import Absence
from gehoor.domain.cases.access import OnlyInNeed, Sight, access_case, parts_of, visible_cases
from gehoor.domain.cases.actions.glass import NoGlassThere, OwnGlass
from gehoor.domain.cases.actions.people import LeavesOutHandler, NotOneself
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Glass, Named, PrivateNote
from gehoor.domain.cases.opened_work import the_own_notes
from gehoor.domain.cases.queries import the_counts, the_readings, the_worklist
from gehoor.domain.cases.walls import the_thin_cases
from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.foundation.vault.models import CompartmentKey
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, deputy_is_named, respondent_is_named
from gehoor.journeys.cases_change_hands import NobodyForIt, NothingChosen, cases_change_hands
from gehoor.journeys.glass_is_broken import glass_is_broken, glass_is_looked_at
from gehoor.journeys.instance_is_examined import instance_is_examined
from gehoor.journeys.note_of_ones_own import own_note_is_dropped, own_note_is_written
from gehoor.journeys.person_can_be_reached import person_can_be_reached
from gehoor.journeys.person_is_away import NoCoverThere, person_is_away, person_is_back
from gehoor.journeys.person_leaves import person_leaves
from tests import make, people

pytestmark = pytest.mark.django_db
TODAY = make.NOON.date()
REASON = "Mijn collega belde: het kind is nu in gevaar."


def of_noor(house, noor) -> Case:
    case = make.a_report(house).case
    return case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)


def seen_by(person) -> list[str]:
    """What the filter, and the parts that lists are made of, both show."""
    cases = sorted(visible_cases(person).values_list("reference", flat=True))
    parts = sorted(one for part in parts_of(Sight.of(person)) for one in part.values_list("reference", flat=True))
    assert parts == cases
    return cases


def is_away(house, noor, **how) -> Absence:
    lien = house.person(people.LIEN)
    how = {"account": noor.account, "cover": lien.account, "from_day": TODAY, "until_day": TODAY + make.DAY} | how
    return person_is_away(person=noor, **how, at=make.NOON)


def test_who_covers_sees_the_cases_of_the_absent_as_long_as_it_lasts(house, noor):
    case = of_noor(house, noor)
    assert seen_by(house.person(people.LIEN)) == []
    is_away(house, noor)
    lien = house.person(people.LIEN)
    assert seen_by(lien) == [case.reference]
    assert [one.reference for one in the_worklist(lien, view="mine", at=make.NOON).cases] == [case.reference]
    assert the_counts(lien, make.NOON)["mine"] == 1
    case_is_opened(person=lien, case=access_case(lien, case.reference), at=make.NOON)
    assert [one.reference for one in case_is_found(person=lien, query="gevochten", at=make.NOON).cases] == [case.reference]
    last_evening, after = make.NOON + make.DAY + 11 * make.HOUR, make.NOON + 2 * make.DAY
    assert seen_by(house.person(people.LIEN, at=last_evening)) == [case.reference]
    assert seen_by(house.person(people.LIEN, at=after)) == []


def test_who_is_back_earlier_takes_their_work_back(house, noor):
    of_noor(house, noor)
    absence = is_away(house, noor)
    with pytest.raises(NotAllowed):
        person_is_back(person=house.person(people.LIEN), absence_id=absence.pk, at=make.NOON)
    person_is_back(person=noor, absence_id=absence.pk, at=make.NOON)
    assert seen_by(house.person(people.LIEN)) == []


def test_an_absence_is_ones_own_or_of_ones_team_and_covered_by_a_colleague(house, noor):
    lien, ilias, ann = (house.person(one) for one in (people.LIEN, people.ILIAS, people.ANN))
    how = {"cover": None, "from_day": TODAY, "until_day": TODAY, "at": make.NOON}
    with pytest.raises(NotAllowed):
        person_is_away(person=lien, account=noor.account, **how)
    with pytest.raises(NoCoverThere):
        person_is_away(person=noor, account=noor.account, **{**how, "cover": ann.account})
    with pytest.raises(NoSuchAbsence):
        person_is_away(person=noor, account=noor.account, **{**how, "until_day": TODAY - make.DAY})
    with pytest.raises(NoSuchAbsence, match="ten hoogste een jaar"):
        person_is_away(person=noor, account=noor.account, **{**how, "cover": lien.account, "until_day": date(9999, 12, 31)})
    person_is_away(person=ilias, account=noor.account, **how)
    assert Absence.objects.get().made_by == ilias.account


def test_cover_opens_no_wall_and_no_conflict_of_interest(house, noor):
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    walled, near = of_noor(house, noor), of_noor(house, noor)
    case_becomes_confidential(person=noor, case=walled, to=[noor.account, ilias.account], at=make.NOON)
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=near, kind="institution", words="", institution=school, at=make.NOON)
    is_away(house, noor)
    assert seen_by(house.person(people.LIEN)) == []


def test_cases_of_a_leaver_are_spread_each_with_its_own_line(house, noor):
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    cases = [of_noor(house, noor) for _ in range(3)]
    person_leaves(account=noor.account, at=make.NOON)
    got = cases_change_hands(person=ilias, whose=noor.account, cases=[case.pk for case in cases], to=[lien.account, ilias.account],
                             reason="Noor werkt hier niet meer.", at=make.NOON)
    assert got == {lien.account: 2, ilias.account: 1}
    assert AuditLine.objects.filter(action="case.assigned", actor_id=ilias.id).count() == 3
    assert Case.objects.get(pk=cases[0].pk).timeline.filter(kind="note").count() == 1


def test_cases_change_hands_all_or_none(house, noor):
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    first, second = of_noor(house, noor), of_noor(house, noor)
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=second, kind="institution", words="", institution=school, at=make.NOON)
    how = {"whose": noor.account, "cases": [first.pk, second.pk], "to": [lien.account], "reason": "Te veel.", "at": make.NOON}
    with pytest.raises(NobodyForIt, match=second.reference):
        cases_change_hands(person=ilias, **how)
    for error, changed in ((NothingChosen, {"to": []}), (NothingChosen, {"cases": []}), (WhyIsMissing, {"reason": ""})):
        with pytest.raises(error):
            cases_change_hands(person=ilias, **{**how, **changed})
    with pytest.raises(NotAllowed):
        cases_change_hands(person=noor, **{**how, "to": [noor.account]})
    case_is_assigned(person=ilias, case=second, to=None, expected=noor.account, at=make.NOON)
    with pytest.raises(ChangedMeanwhile):
        cases_change_hands(person=ilias, **{**how, "to": [ilias.account]})
    assert set(Case.objects.values_list("handler__name", flat=True)) == {"Noor", None}


def test_a_note_of_ones_own_is_opened_by_nobody_else_and_goes_with_its_writer(house, noor):
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    case, other = of_noor(house, noor), of_noor(house, noor)
    own_note_is_written(person=noor, case=case, text="Pijpenstro: let op mijn eigen haast.", at=make.NOON)
    own_note_is_written(person=noor, case=other, text="Nog een.", at=make.NOON)
    assert [one.text for one in the_own_notes(noor, case)] == ["Pijpenstro: let op mijn eigen haast."]
    compartments = set(PrivateNote.objects.values_list("compartment_id", flat=True))
    assert len(compartments) == 1, "one key a writer"
    assert CompartmentKey.objects.filter(compartment_id__in=compartments).count() == 1
    assert not ilias.keyring.may_open(compartments.pop())
    case_is_opened(person=noor, case=case, at=make.NOON)
    assert case_is_found(person=noor, query="pijpenstro", at=make.NOON).cases == [], "search never learns it"
    case_is_assigned(person=noor, case=case, to=lien.account, expected=noor.account, at=make.NOON)
    assert the_own_notes(lien, case) == [] and case_is_opened(person=lien, case=case, at=make.NOON).work.own_notes == []
    person_leaves(account=noor.account, at=make.NOON)
    assert not PrivateNote.objects.exists()
    assert [one.wrong for one in instance_is_examined(at=make.NOON) if "key" in one.part and one.wrong] == []


def test_a_note_of_ones_own_is_forgotten_by_its_writer_alone(house, noor):
    ilias, case = house.person(people.ILIAS), of_noor(house, noor)
    note = own_note_is_written(person=noor, case=case, text="Weg ermee.", at=make.NOON)
    own_note_is_dropped(person=ilias, case=case, note_id=note.pk, at=make.NOON)
    assert PrivateNote.objects.exists()
    own_note_is_dropped(person=noor, case=case, note_id=note.pk, at=make.NOON)
    assert not PrivateNote.objects.exists()


def test_glass_lasts_a_day_and_tells_those_who_watch(house, noor):
    case, lien, ilias = of_noor(house, noor), house.person(people.LIEN), house.person(people.ILIAS)
    for name, account in (("noor", noor.account), ("ilias", ilias.account), ("ann", house.person(people.ANN).account)):
        person_can_be_reached(account=account, phone="", email=f"{name}@dienst.example", by=account, at=make.NOON)
    with pytest.raises(WhyIsMissing):
        glass_is_broken(person=lien, reference=case.reference, reason=" ", at=make.NOON)
    glass_is_broken(person=lien, reference=case.reference.lower(), reason=REASON, at=make.NOON)
    assert OutboxItem.objects.count() == 3
    inside = house.person(people.LIEN)
    assert seen_by(inside) == [case.reference]
    case_is_opened(person=inside, case=access_case(inside, case.reference), at=make.NOON)
    assert [one.name for one in the_readings(case)] == ["Lien"]
    assert seen_by(house.person(people.LIEN, at=make.NOON + make.DAY)) == []
    glass = Glass.objects.get()
    assert glass.unsealed(ilias.keyring.open(case.compartment_id)) == {"reason": REASON}


def test_who_broke_glass_gives_nobody_the_case_and_shuts_nobody_out(house, noor):
    case, second = of_noor(house, noor), house.person(people.ILIAS)
    glass_is_broken(person=house.person(people.LIEN), reference=case.reference, reason=REASON, at=make.NOON)
    lien = house.person(people.LIEN)
    seen = access_case(lien, case.reference)
    for try_it in (
        lambda: case_is_assigned(person=lien, case=seen, to=lien.account, expected=noor.account, at=make.NOON),
        lambda: deputy_is_named(person=lien, case=seen, account=lien.account, at=make.NOON),
        lambda: case_becomes_confidential(person=lien, case=seen, to=[lien.account, second.account], at=make.NOON),
    ):
        with pytest.raises(OnlyInNeed):
            try_it()
    assert seen_by(house.person(people.LIEN, at=make.NOON + make.DAY)) == []
    deputy_is_named(person=noor, case=case, account=lien.account, at=make.NOON)
    assert case_is_assigned(person=lien, case=seen, to=lien.account, expected=noor.account, at=make.NOON).handler == lien.account


def test_glass_is_looked_at_by_another_supervisor_once(house, noor):
    case, ilias = of_noor(house, noor), house.person(people.ILIAS)
    glass_is_broken(person=house.person(people.LIEN), reference=case.reference, reason=REASON, at=make.NOON)
    glass = glass_is_looked_at(person=ilias, glass=Glass.objects.get(), at=make.NOON)
    assert glass.looked_at_by == ilias.account
    with pytest.raises(ChangedMeanwhile):
        glass_is_looked_at(person=ilias, glass=Glass.objects.get(), at=make.NOON)
    glass_is_broken(person=ilias, reference=case.reference, reason=REASON, at=make.NOON)
    with pytest.raises(OwnGlass):
        glass_is_looked_at(person=ilias, glass=Glass.objects.get(account=ilias.account), at=make.NOON)


def test_glass_opens_a_rule_of_names_and_never_a_wall_a_conflict_or_another_team(house, noor):
    lien, ilias = house.person(people.LIEN), house.person(people.ILIAS)
    ruled, walled, near = (of_noor(house, noor) for _ in range(3))
    Named.objects.create(case=ruled, account=noor.account, added_at=make.NOON)
    Case.objects.filter(pk=ruled.pk).update(is_confidential=True)
    case_becomes_confidential(person=noor, case=walled, to=[noor.account, ilias.account], at=make.NOON)
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=near, kind="institution", words="", institution=school, at=make.NOON)
    lien, refused = house.person(people.LIEN), set()
    for reference in (walled.reference, near.reference, "VRB-1999-00001", ""):
        with pytest.raises(NoGlassThere) as refusal:
            glass_is_broken(person=lien, reference=reference, reason=REASON, at=make.NOON)
        refused.add(str(refusal.value))
    assert len(refused) == 1, "whichever it is, the same is said"
    with pytest.raises(NoGlassThere):
        glass_is_broken(person=house.person(people.ANN), reference=ruled.reference, reason=REASON, at=make.NOON)
    glass_is_broken(person=lien, reference=ruled.reference, reason=REASON, at=make.NOON)
    assert seen_by(house.person(people.LIEN)) == [ruled.reference]
    Case.objects.filter(pk=ruled.pk).update(is_walled=True)
    assert seen_by(house.person(people.LIEN)) == [], "a wall that was built meanwhile holds"


def test_a_case_that_hardly_anybody_can_open_is_named_to_who_looks_after_the_data(house, noor):
    case, ilias = of_noor(house, noor), house.person(people.ILIAS)
    house.person(people.LIEN)
    assert the_thin_cases([house.team.pk]) == []
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.account, institution=school, at=make.NOON)
    assert the_thin_cases([house.team.pk]) == []
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON)
    assert [(one.reference, one.openers) for one in the_thin_cases([house.team.pk])] == [(case.reference, 1)]
    person_leaves(account=noor.account, at=make.NOON)
    assert [(one.reference, one.openers) for one in the_thin_cases([house.team.pk])] == [(case.reference, 0)]
    said = [notice for one in instance_is_examined(at=make.NOON) for notice in one.notices]
    assert any(notice.startswith(f"{case.reference} can be opened by nobody") for notice in said)
    assert any("has no data-protection officer" in notice for notice in said)
    house.person(people.ANN)
    said = [notice for one in instance_is_examined(at=make.NOON) for notice in one.notices]
    assert not any(f'"{house.team.code}" of' in notice for notice in said)


def test_who_does_the_work_of_somebody_away_keeps_no_case_by_naming_themselves_and_shuts_nobody_out(house, noor):
    case, third = of_noor(house, noor), house.person(people.ILIAS)
    is_away(house, noor)
    lien = house.person(people.LIEN)
    seen = access_case(lien, case.reference)
    with pytest.raises(NotOneself):
        deputy_is_named(person=lien, case=seen, account=lien.account, at=make.NOON)
    with pytest.raises(LeavesOutHandler):
        case_becomes_confidential(person=lien, case=seen, to=[lien.account, third.account], at=make.NOON)
    assert case_becomes_confidential(person=lien, case=seen, to=[lien.account, noor.account], at=make.NOON).is_walled


def test_a_case_of_nobody_is_kept_by_nobody_who_only_looked(house, noor):
    case = access_case(noor, make.a_report(house).case.reference)
    with pytest.raises(NotOneself, match="Vraag het"):
        deputy_is_named(person=noor, case=case, account=noor.account, at=make.NOON)
