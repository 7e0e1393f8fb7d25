"""A case of a rule that gives more time, such as a committee, holds for a term of a case or doesn't: said with reasons, and undone."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.domain.services.declared import SHIPPED, a_folder
from tests.path.test_scenarios_of_terms import OWN
from tests.told import by_letter

pytestmark = pytest.mark.django_db
TOLD, LATER = datetime(2026, 4, 1, 9, tzinfo=UTC), datetime(2026, 4, 21, 9, tzinfo=UTC)


@pytest.fixture
def awb(settings, tmp_path):
    """A service whose procedure follows the Awb, without a committee."""
    folder = a_folder(Path(tmp_path))
    for name in ("regimes", "calendars"):
        shutil.copytree(SHIPPED / name, folder.root / name)
    folder.change("procedure.yaml", OWN, "{code: answer, rule: nl.awb.klacht/answer, until: closed}")
    folder.change("service.yaml", "country: BE", "country: NL")
    folder.change("service.yaml", "timezone: Europe/Brussels", "timezone: Europe/Amsterdam")
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [folder.root], ["voorbeeld"]
    return make.a_house()


def ends(awb, case) -> date:
    return next(awb.service.day_of(term.due_at) for term in the_terms(case, awb.service) if term.code == "answer")


def test_a_committee_on_a_case_is_said_with_reasons_counted_at_once_and_taken_back(awb):
    """Awb, art. 9:11, first paragraph: Wednesday 13 May 2026, with a committee Wednesday 10 June."""
    noor = awb.person(people.NOOR)
    case = access_case(noor, make.a_report(awb, at=TOLD).case.reference)
    about = {"person": noor, "case": case, "term": "answer", "since": date(2026, 4, 20), "at": LATER}
    assert ends(awb, case) == date(2026, 5, 13)
    change = changed.term_is_put_in_case(**about, variant="committee", reasons="Er adviseert een commissie.")
    assert ends(awb, case) == date(2026, 6, 10)
    assert change.unsealed(noor.keyring.open(case.compartment_id)) == {"reasons": "Er adviseert een commissie."}
    assert AuditLine.objects.filter(action="term.put_in_case", object_id=str(change.id)).count() == 1
    with pytest.raises(changed.NotAnotherCase):
        changed.term_is_put_in_case(**about, variant="committee", reasons="Nog eens.")
    changed.term_is_put_in_case(**about, variant="", reasons="De commissie trok zich terug.")
    assert ends(awb, case) == date(2026, 5, 13)


def test_an_extension_reaches_as_far_as_the_rule_goes_in_the_case_that_holds(awb):
    """Four weeks more were given until 8 July, told to both; once there is no committee they count from the six weeks."""
    noor = awb.person(people.NOOR)
    case = access_case(noor, make.a_report(awb, at=TOLD).case.reference)
    about = {"person": noor, "case": case, "term": "answer", "reasons": "Zo is het.", "at": LATER}
    changed.term_is_put_in_case(**about, variant="committee", since=date(2026, 4, 20))
    changed.term_is_extended(**about, until=None, told=by_letter("complainant", "respondent"))
    assert ends(awb, case) == date(2026, 7, 8)
    changed.term_is_put_in_case(**about, variant="", since=date(2026, 4, 21))
    assert ends(awb, case) == date(2026, 6, 10), "six weeks and the four that were given"
