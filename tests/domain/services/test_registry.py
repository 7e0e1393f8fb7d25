"""The services of an instance by day, and the versions that running cases stay on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from gehoor.domain.services import registry
from gehoor.domain.services.actions import keep_version
from gehoor.domain.services.models import ServiceVersion
from gehoor.domain.services.registry import (
    NoSuchService,
    UnknownVersion,
    all_services,
    service_of_version,
    the_core,
    the_rights,
    the_service,
)
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Misdeclared, OutsideJourney, SetupError
from tests.domain.services.declared import SHIPPED, Folder

DAY, AT = date(2026, 3, 10), datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.fixture
def instance(folder: Folder):
    """An instance that offers the example only."""
    with override_settings(GEHOOR_DECLARED=[folder.root], GEHOOR_SERVICES=("voorbeeld",)):
        yield folder
    registry._kept.cache_clear()


@pytest.fixture
def reread():
    """Forget what was read, as a new process does."""
    return registry._read.cache_clear


def test_a_service_stands_on_the_days_that_its_files_hold(instance):
    assert the_service("voorbeeld", DAY).code == "voorbeeld"
    with pytest.raises(NoSuchService):
        the_service("voorbeeld", date(2025, 12, 31))
    with pytest.raises(NoSuchService):
        the_service("krc", DAY)


def test_a_service_whose_files_ended_is_offered_no_more(instance):
    instance.change("procedure.yaml", "valid_from: 2026-01-01", "valid_from: 2026-01-01\nvalid_to: 2026-12-31")
    assert all_services(date(2026, 12, 31))
    assert all_services(date(2027, 1, 1)) == []


def test_files_are_read_once_a_process(instance):
    assert the_service("voorbeeld", DAY) is the_service("voorbeeld", DAY)


def test_an_instance_offers_what_its_settings_say(instance):
    assert [service.code for service in all_services(DAY)] == ["voorbeeld"]
    with override_settings(GEHOOR_SERVICES=("voorbeeld", "anders")), pytest.raises(SetupError, match="anders"):
        all_services(DAY)


def test_a_service_that_is_not_offered_here_may_be_broken(instance):
    broken = instance.root / "services" / "half"
    broken.mkdir()
    (broken / "service.yaml").write_text("code: nog niet af")
    assert [service.code for service in all_services(DAY)] == ["voorbeeld"]


def test_a_broken_file_stops_the_start_with_every_line(instance):
    instance.change("axes.yaml", "value: OND", "value: OD")
    instance.change("figures.yaml", "unit: contact", "unit: contacts")
    with pytest.raises(Misdeclared) as told:
        the_service("voorbeeld", DAY)
    assert [problem.file.name for problem in told.value.problems] == ["axes.yaml", "figures.yaml"]


def test_the_common_axes_and_the_rights_are_there():
    with override_settings(GEHOOR_DECLARED=[SHIPPED]):
        assert the_core().labels("domain", "en")["OND"] == "Education"
        assert len(the_rights()["ombuds_norms"].entries) == 15
        articles = {entry.number for entry in the_rights()["crc"].entries}
        assert articles == {*(str(number) for number in range(1, 43)), "OP1", "OP2", "OP3"}
        domains = {value.code for value in the_core().axes["domain"].values}
        assert {theme for entry in the_rights()["crc"].entries for theme in entry.themes} <= domains


@pytest.mark.django_db
def test_a_version_is_kept_once_when_it_is_first_used(instance):
    service = the_service("voorbeeld", DAY)
    for _ in range(2):
        with journey("test", at=AT):
            keep_version(service, at=AT)
    kept = ServiceVersion.objects.get()
    assert (kept.hash, kept.service, kept.valid_from, kept.first_used_on) == (service.hash, "voorbeeld", date(2026, 1, 1), DAY)


@pytest.mark.django_db
def test_a_version_is_kept_in_a_journey_only(instance):
    with pytest.raises(OutsideJourney):
        keep_version(the_service("voorbeeld", DAY), at=AT)


@pytest.mark.django_db
def test_a_running_case_stays_on_its_version_after_the_files_changed(instance, reread):
    began = the_service("voorbeeld", DAY)
    with journey("test", at=AT):
        keep_version(began, at=AT)
    instance.change("procedure.yaml", "45 calendar days", "30 calendar days")
    reread()
    assert str(the_service("voorbeeld", DAY).procedure.terms[2].within) == "30 calendar days"
    assert service_of_version(began.hash) == began
    assert service_of_version(began.hash).hash == began.hash


@pytest.mark.django_db
def test_a_running_case_stays_on_its_version_after_the_service_went(instance, reread):
    began = the_service("voorbeeld", DAY)
    with journey("test", at=AT):
        keep_version(began, at=AT)
    instance.service.rename(Path(instance.root) / "weg")
    reread()
    assert service_of_version(began.hash).procedure == began.procedure


@pytest.mark.django_db
def test_a_version_that_is_gone_or_changed_is_refused(instance):
    with pytest.raises(UnknownVersion, match="Zet een volledige reservekopie terug"):
        service_of_version("0" * 64)
    service = the_service("voorbeeld", DAY)
    for number, content in enumerate((service.content.replace("Klacht", "Vraag"), "{}", "no json")):
        ServiceVersion.objects.create(
            hash=f"{number + 1}" * 64, service="voorbeeld", valid_from=DAY, content=content, first_used_on=DAY
        )
        with pytest.raises(UnknownVersion):
            service_of_version(f"{number + 1}" * 64)
