"""Several services in one house: whoever works for both sees of each case which it came to."""

import pytest
from django.test import override_settings

from tests import make, people
from tests.domain.services.declared import a_folder
from tests.interfaces.public.declaring import with_a_neighbour
from tests.phones import Phone

pytestmark = pytest.mark.django_db


def marked(case):
    """A case with the marks that a list gives it."""
    case.seen_at, case.failing = None, ""
    return case


def test_a_row_names_its_service_where_there_are_several(tmp_path, clock):
    from gehoor.domain.cases.models import Case
    from gehoor.domain.services.registry import all_services
    from gehoor.interfaces.staff.saying import rows_of
    from gehoor.journeys.instance_is_founded import instance_is_founded

    folder = a_folder(tmp_path)
    with_a_neighbour(folder)
    with override_settings(GEHOOR_DECLARED=[folder.root], GEHOOR_SERVICES=("buur", "voorbeeld")):
        instance_is_founded(services=all_services(make.a_day()), at=make.NOON)
        for door in ("jij", "bel"):
            Phone().begin(door).tell(story="Dit.").send()
        rows = {row["reference"][:3]: row["source"] for row in rows_of([marked(case) for case in Case.objects.all()], make.NOON)}
        assert rows["VRB"].startswith("Voorbeelddienst · ") and rows["BUU"].startswith("Buurlijn · ")
        page = Phone().open("/werk/sign-in/")
        assert 'data-theme="gehoor"' in page[:200]


def test_where_there_is_one_it_goes_without_saying(house, clock):
    from gehoor.interfaces.staff.saying import rows_of

    (row,) = rows_of([marked(make.a_report(house).case)], make.NOON)
    assert house.service.about.short_name.text("nl") not in row["source"]


def test_the_filters_offer_the_codes_of_the_services_whose_cases_one_sees(house, settings, desk):
    settings.GEHOOR_SERVICES = (house.service.code, "kg")
    theirs = desk(people.NOOR).page("/werk/list/", view="team").split('name="theme"')[1].split("</select>")[0]
    assert theirs.count("<option") == 1 + len(house.themes)
