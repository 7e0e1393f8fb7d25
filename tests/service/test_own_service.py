"""`gehoor init --declared`: an instance of a service that its organisation declared itself."""

import shutil
from pathlib import Path

from tests.domain.services.declared import EXAMPLE
from tests.instances import gehoor
from tests.people import ILIAS, PASSPHRASE


def founded(folder: Path, declared: Path):
    return gehoor("init", folder, "--service", "voorbeeld", "--declared", declared, "--username", ILIAS.username, "--name", ILIAS.name,
                  GEHOOR_PASSPHRASE=PASSPHRASE)


def test_ones_own_service_goes_into_the_instance(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "mine" / "services" / "voorbeeld")
    done = founded(tmp_path / "house", tmp_path / "mine")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "house" / "declared" / "services" / "voorbeeld" / "service.yaml").is_file()
    assert gehoor("people", "list", "--data", tmp_path / "house").stdout.count(ILIAS.username) == 1


def test_the_instance_may_be_made_in_the_folder_of_ones_own_files(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "services" / "voorbeeld")
    (tmp_path / "remarks.txt").write_text("mine")
    done = founded(tmp_path / "house", tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "house" / "declared").iterdir()] == ["services"]


def test_a_folder_without_services_is_refused_and_leaves_nothing(tmp_path):
    (tmp_path / "mine").mkdir()
    done = founded(tmp_path / "house", tmp_path / "mine")
    assert done.returncode == 1
    assert 'has no folder "services"' in done.stderr
    assert not (tmp_path / "house").exists()


def test_a_fault_in_ones_own_files_is_named_and_leaves_nothing(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "mine" / "services" / "voorbeeld")
    look = tmp_path / "mine" / "services" / "voorbeeld" / "look.yaml"
    look.write_text(look.read_text() + "colour: red\n")
    done = founded(tmp_path / "house", tmp_path / "mine")
    assert done.returncode == 1
    assert f"{look}:" in done.stderr and "colour" in done.stderr
    assert not (tmp_path / "house").exists()
