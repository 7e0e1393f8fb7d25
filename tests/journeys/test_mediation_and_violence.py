"""A mediation under way brings the sides no nearer to each other once violence is recorded."""

import pytest

from gehoor.domain.mediation import actions
from gehoor.domain.mediation.states import AGREED, NOTHING, SHUTTLE, TOGETHER
from gehoor.journeys import mediation_goes_on as going
from gehoor.journeys.case_moves_on import case_is_classified, respondent_is_named, sheet_is_filled
from tests import make, people
from tests.make import DAY, NOON

pytestmark = pytest.mark.django_db


def test_once_violence_is_recorded_nothing_passes_between_the_sides_and_nothing_is_agreed():
    house = make.a_house()
    noor, case = house.person(people.NOOR), make.a_report(house).case
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=make.an_institution("De Wilg"), at=NOON)
    case.stage = house.service.procedure.mediation.stages[0]
    case.save(update_fields=["stage"])
    chairs = [f"party:{case.parties.get(is_child=True).id}", f"respondent:{case.respondents.get().id}"]
    going.mediation_begins(person=noor, case=case, form=TOGETHER, why="Beiden willen praten.", chairs=chairs, at=NOON)
    amir, school = (one.row for one in going.the_mediation_opened(noor, case).sides)
    told = {"person": noor, "case": case, "at": NOON + DAY}
    going.side_answers(**told, side_id=amir.id, takes_part=True, conditions="")
    said = going.side_speaks(**told, side_id=amir.id, text="Hij slaat mij.")
    case_is_classified(**told, kind=house.service.procedure.counts_as, theme=house.themes[0], themes=[], failings=[],
                       marks={"violence": [house.service.axes.violence[0].code]})
    for nearer in (
        lambda: going.side_answers(**told, side_id=school.id, takes_part=True, conditions=""),
        lambda: going.words_are_cleared(**told, statement_id=said.id, for_sides=[school.id]),
        lambda: going.mediation_ends(**told, ended_as=AGREED, interest="Terug naar school.", words=""),
    ):
        with pytest.raises(actions.BlockedMeanwhile):
            nearer()
    going.words_are_cleared(**told, statement_id=said.id, for_sides=[])
    going.side_speaks(**told, side_id=amir.id, text="Ik wil niet meer.")
    assert going.mediation_ends(**told, ended_as=NOTHING, interest="Amir is veilig.", words="").ended_as == NOTHING


@pytest.mark.parametrize("said", ["yes", "no", "unknown"])
def test_violence_that_stands_on_the_safety_sheet_alone_keeps_from_mediating_too_unless_a_supervisor_decides(settings, said):
    settings.GEHOOR_SERVICES = ("krc",)
    house = make.a_house()
    noor, ilias, case = house.person(people.NOOR), house.person(people.ILIAS), make.a_report(house).case
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=make.an_institution("De Wilg"), at=NOON)
    case.stage = house.service.procedure.mediation.stages[0]
    case.save(update_fields=["stage"])
    sheet_is_filled(person=noor, case=case, code="safety", answers={"danger_now": "no", "violence": said}, at=NOON)
    chairs = [f"party:{case.parties.get(is_child=True).id}", f"respondent:{case.respondents.get().id}"]
    beginning = {"case": case, "form": SHUTTLE, "why": "Beiden willen praten.", "chairs": chairs, "at": NOON}
    assert bool(going.what_blocks(noor, case)) == (said == "yes")
    if said == "yes":
        with pytest.raises(actions.MediationBlocked):
            going.mediation_begins(person=noor, **beginning, override="Het mag.")
        with pytest.raises(actions.MediationBlocked):
            going.mediation_begins(person=ilias, **beginning, override=" ")
        begun = going.mediation_begins(person=ilias, **beginning, override="Zij zien elkaar niet: we pendelen.")
        assert begun.overridden_by == ilias.account
    else:
        assert going.mediation_begins(person=noor, **beginning).overridden_by is None
