"""Services of one instance: a clash is told with both files, and only where they stand side by side."""

import pytest
from django.test import override_settings

from gehoor.domain.services.checking import check
from gehoor.domain.services.registry import all_services
from gehoor.foundation.errors import Misdeclared
from tests import make
from tests.domain.services.declared import Folder
from tests.interfaces.public.declaring import with_a_neighbour

BOTH = ("buur", "voorbeeld")


def test_two_services_with_doors_and_looks_of_their_own_fit_together(folder: Folder):
    with_a_neighbour(folder)
    assert check([folder.root], together=BOTH) == []


def test_a_door_that_two_services_claim_is_told_with_both_files(folder: Folder):
    with_a_neighbour(folder)
    line = folder.change("service.yaml", "path: jij\n", "path: bel\n")
    (told,) = check([folder.root], together=BOTH)
    assert (told.file, told.line) == (folder.service / "service.yaml", line)
    assert 'the door "bel" is also one of service "buur" (buur/service.yaml)' in told.cause


def test_services_that_never_stand_in_one_house_may_share_a_door(folder: Folder):
    with_a_neighbour(folder)
    folder.change("service.yaml", "path: jij\n", "path: bel\n")
    assert check([folder.root]) == check([folder.root], together=("voorbeeld",)) == []


def test_a_look_is_called_after_one_set_of_colours(folder: Folder):
    neighbour = with_a_neighbour(folder)
    theme = next(line for line in (folder.service / "look.yaml").read_text().splitlines() if line.startswith("theme:"))
    line = neighbour.change("look.yaml", "theme: buur", theme)
    assert check([folder.root], together=BOTH) == []
    neighbour.change("look.yaml", 'field: "#12444f"', 'field: "#112233"')
    (told,) = check([folder.root], together=BOTH)
    assert "has other colours in service" in told.cause
    assert told.file.parent.name == "voorbeeld" and line


def test_an_instance_with_a_clash_does_not_start(folder: Folder):
    with_a_neighbour(folder)
    folder.change("service.yaml", "path: jij\n", "path: bel\n")
    with override_settings(GEHOOR_DECLARED=[folder.root], GEHOOR_SERVICES=BOTH), pytest.raises(Misdeclared, match=r"buur/service\.yaml"):
        all_services(make.a_day())
