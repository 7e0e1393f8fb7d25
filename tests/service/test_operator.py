"""What an operator does from an empty folder on, in real processes: init, check, doctor, serve, and every way it can be wrong."""

import os
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import httpx
import pytest

import gehoor as package
from gehoor.foundation.vault.shares import join_shares
from tests.instances import SERVICE, end, gehoor, new_instance, served
from tests.people import PASSPHRASE


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return new_instance(tmp_path_factory.mktemp("operator") / "house")


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    return new_instance(tmp_path_factory.mktemp("another") / "house")


@pytest.fixture
def instance(made, tmp_path):
    """A copy to break."""
    shutil.copytree(made.folder, tmp_path / "house")
    return type(made)(tmp_path / "house", made.sheets)


def refused(result, *words) -> bool:
    """Status one, the words on standard error, and no trace of Python."""
    assert result.returncode == 1, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    return all(word in result.stderr for word in words)


def test_init_makes_a_closed_folder_with_everything_in_it(made):
    names = {path.name for path in made.folder.iterdir()}
    assert names >= {"settings.toml", "secret.key", "db.sqlite3", "keys.sqlite3", "sessions.sqlite3"}
    assert names >= {"files", "declared", "backups"}
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in [made.folder, *made.folder.rglob("*")])


def test_init_prints_sheets_of_which_two_give_the_root_back_and_keeps_none(made):
    sheets = made.sheets.split("\f")
    words = [" ".join(re.findall(r"\d+ ([a-z]+)", sheet.split("\n\n")[1])) for sheet in sheets[:3]]
    root = join_shares(words[:2])
    assert len(root) == 32
    kept = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    assert root not in kept
    assert words[0].encode() not in kept
    assert PASSPHRASE.encode() not in kept


def test_init_refuses_what_it_cannot_make_and_leaves_nothing(tmp_path):
    place = tmp_path / "house"
    asked = ("init", place, "--username", "ilias", "--name", "Ilias", "--service")
    assert refused(gehoor(*asked, "kcr", GEHOOR_PASSPHRASE=PASSPHRASE), f'Did you mean "{SERVICE}"?')
    assert refused(gehoor(*asked, SERVICE, GEHOOR_PASSPHRASE="welkom123"))
    assert refused(gehoor(*asked, SERVICE), "GEHOOR_PASSPHRASE")
    assert refused(gehoor(*asked, SERVICE, "--database", "postgresql://nobody@127.0.0.1:9/x", GEHOOR_PASSPHRASE=PASSPHRASE),
                   "can't be reached")
    assert list(tmp_path.iterdir()) == []


def test_a_new_instance_is_whole(instance):
    result = gehoor("doctor", "--data", instance.folder)
    assert result.returncode == 0, result.stdout
    assert "All is whole." in result.stdout


def test_a_folder_that_is_no_instance_is_named(tmp_path):
    assert refused(gehoor("doctor", "--data", tmp_path), str(tmp_path), "gehoor init")


def test_settings_that_cannot_be_read_are_named_with_their_line(instance):
    (instance.folder / "settings.toml").write_text('name = "house"\nservices = [krc]\n')
    assert refused(gehoor("serve", "--data", instance.folder), "settings.toml", "line 2")


def overlaid(instance, old: str, new: str):
    """Put the service's own description over the package's, with one word changed."""
    shipped = Path(package.__file__).parent / "declared" / "services" / SERVICE / "service.yaml"
    folder = instance.folder / "declared" / "services" / SERVICE
    folder.mkdir(parents=True)
    lines = shipped.read_text().splitlines()
    number = next(number for number, line in enumerate(lines, 1) if old in line)
    (folder / "service.yaml").write_text("\n".join(line.replace(old, new) for line in lines))
    return folder / "service.yaml", number


@pytest.mark.parametrize("command", [("check",), ("serve", "--data"), ("figures", "2026", "--data")], ids=lambda parts: parts[0])
def test_a_broken_service_file_stops_it_with_file_line_and_suggestion(instance, command):
    path, line = overlaid(instance, "Europe/Brussels", "Europe/Brusels")
    assert refused(gehoor(*command, instance.folder), f"{path}:{line}: ", 'Did you mean "Europe/Brussels"?')


def test_what_the_package_ships_is_good():
    result = gehoor("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert SERVICE in result.stdout


def test_a_missing_secret_is_refused_with_what_to_restore(instance):
    (instance.folder / "secret.key").unlink()
    assert refused(gehoor("serve", "--data", instance.folder), "secret.key", "Restore")


def test_a_missing_keys_database_is_refused_with_what_to_restore(instance):
    (instance.folder / "keys.sqlite3").unlink()
    assert refused(gehoor("serve", "--data", instance.folder), "keys.sqlite3", "Restore")
    assert not (instance.folder / "keys.sqlite3").exists(), "an empty one would hide that it is gone"


@pytest.mark.parametrize("part", ["secret.key", "keys.sqlite3", "db.sqlite3"])
def test_a_part_of_another_instance_is_refused_by_name(instance, another, part):
    shutil.copy(another.folder / part, instance.folder / part)
    assert refused(gehoor("serve", "--data", instance.folder), part)


def test_it_serves_until_a_service_manager_ends_it(instance):
    with served(instance) as running:
        answer = httpx.get(running.address, follow_redirects=True)
        assert answer.status_code == 200
        assert "server" not in answer.headers
        assert end(running.process) == 0
        assert "Traceback" not in running.log.read_text()


def test_it_logs_no_request(instance):
    with served(instance) as running:
        httpx.get(f"{running.address}/nowhere-at-all", headers={"user-agent": "a-browser-of-somebody"})
        httpx.get(running.address)
        end(running.process)
        said = running.log.read_text()
    assert "nowhere-at-all" not in said
    assert "a-browser-of-somebody" not in said
    assert "127.0.0.1" not in said.split("(Ctrl-C ends it)")[1]


def test_it_is_ready_in_three_seconds_the_second_time(instance):
    with served(instance):
        pass
    with served(instance) as running:
        httpx.get(running.address)
        # Of a processor: how long it waits for one says more about what else runs on this machine.
        times = Path(f"/proc/{running.process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        assert sum(map(int, times)) / os.sysconf("SC_CLK_TCK") < 6, "twice the promise: on a full machine the same takes longer"


def test_a_port_that_is_taken_is_told_before_anything_is_touched(instance):
    with served(instance) as running:
        port = running.address.rsplit(":", 1)[1]
        assert refused(gehoor("serve", "--data", instance.folder, "--port", port), port, "--port")


@pytest.mark.parametrize(("side", "answers", "is_not_there"), [("public", "/", "/werk/"), ("staff", "/werk/", "/")])
def test_one_side_answers_its_own_addresses_only(instance, side, answers, is_not_there):
    with served(instance, "--only", side) as running:
        assert httpx.get(running.address + answers).status_code in (200, 302)
        assert httpx.get(running.address + is_not_there).status_code == 404


def test_a_public_side_alone_does_not_change_tables(instance):
    with closing(sqlite3.connect(instance.folder / "db.sqlite3")) as database, database:
        database.execute("delete from django_migrations where app = 'figures'")
    assert refused(gehoor("serve", "--data", instance.folder, "--only", "public"), "older version", "staff side first")


def test_a_restored_keys_database_does_not_bring_back_what_had_been_erased(instance, tmp_path):
    keys = instance.folder / "keys.sqlite3"
    backup, before = tmp_path / "backup.sqlite3", tmp_path / "before.sqlite3"
    with closing(sqlite3.connect(keys)) as database, closing(sqlite3.connect(backup)) as kept:
        database.backup(kept)
        erased = database.execute("select compartment_id from vault_compartmentkey").fetchone()[0]
        database.execute("delete from vault_compartmentkey where compartment_id = ?", (erased,))
        database.execute("insert into vault_tombstone (compartment_id, erased_on) values (?, '2026-03-10')", (erased,))
        database.commit()
        with closing(sqlite3.connect(before)) as aside:
            database.backup(aside)
    for file in instance.folder.glob("keys.sqlite3*"):
        file.unlink()
    shutil.copy(backup, keys)
    told = gehoor("restored", "--data", instance.folder, "--before", before)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("1 parts of files")
    with closing(sqlite3.connect(keys)) as database:
        assert database.execute("select count(*) from vault_compartmentkey where compartment_id = ?", (erased,)).fetchone() == (0,)
        assert database.execute("select count(*) from vault_compartmentkey").fetchone() != (0,)
    assert refused(gehoor("restored", "--data", instance.folder, "--before", tmp_path / "nowhere"), "is no file")
    assert refused(gehoor("restored", "--data", instance.folder, "--before", instance.folder / "secret.key"), "can't be read")
