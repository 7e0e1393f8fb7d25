"""The file `secret.key`, and what refuses to start without the right one."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from gehoor.foundation.errors import SetupError, Unreadable
from gehoor.foundation.instance.models import InstanceMark
from gehoor.foundation.vault.models import KeyHolder, KeysMark
from gehoor.foundation.vault.primitives import new_keypair
from gehoor.foundation.vault.secret_key import InstanceSecret, check_instance, instance_secret, mark_instance

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "secret.key"


@pytest.fixture
def founded(organisation):
    mark_instance()
    return organisation


def test_a_secret_is_read_as_it_was_made(path):
    made = InstanceSecret.create(path)
    read = InstanceSecret.load(path)
    assert read.instance_id == made.instance_id
    assert read.subkey("receipt-pepper") == made.subkey("receipt-pepper") != made.subkey("directory-tag")
    assert read.mac("a", "b") == made.mac("a", "b") != made.mac("ab")


def test_two_instances_have_nothing_in_common(path, tmp_path):
    one, other = InstanceSecret.create(path), InstanceSecret.create(tmp_path / "other.key")
    assert one.instance_id != other.instance_id
    assert one.subkey("x") != other.subkey("x")


def test_a_secret_is_for_its_owner_only_and_never_overwritten(path):
    InstanceSecret.create(path)
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        InstanceSecret.create(path)
    assert path.read_bytes() == before


def test_a_missing_secret_says_what_to_restore(path):
    with pytest.raises(SetupError, match=r"secret\.key.*back-up"):
        InstanceSecret.load(path)


@pytest.mark.parametrize("damage", [lambda text: "", lambda text: text[:-9], lambda text: text.replace("-1 ", "-9 "),
                                    lambda text: text[:30] + ("A" if text[30] != "A" else "B") + text[31:],
                                    lambda text: "\u00e9" + text])
def test_a_damaged_secret_says_so(path, damage):
    InstanceSecret.create(path)
    path.write_text(damage(path.read_text()), "utf-8")
    with pytest.raises(SetupError, match="beschadigd"):
        InstanceSecret.load(path)


def test_the_backup_gives_the_secret_back_to_who_holds_the_recovery_key(path, tmp_path):
    made, recovery = InstanceSecret.create(path), new_keypair()
    sealed = made.sealed_to(recovery.public)
    back = InstanceSecret.unsealed(sealed, recovery_private=recovery.private, path=tmp_path / "back.key")
    assert back.subkey("x") == InstanceSecret.load(tmp_path / "back.key").subkey("x") == made.subkey("x")
    with pytest.raises(Unreadable):
        InstanceSecret.unsealed(sealed, recovery_private=new_keypair().private, path=tmp_path / "never.key")


def test_the_secret_is_not_printed(path):
    made = InstanceSecret.create(path)
    assert path.read_text().split()[1][:20] not in repr(made)


def test_an_instance_of_a_piece_starts(founded):
    check_instance()
    mark_instance()
    check_instance()
    assert InstanceMark.objects.count() == KeysMark.objects.count() == 1


def test_an_instance_that_was_never_founded_says_so(settings, path):
    settings.GEHOOR_SECRET_KEY = path
    with pytest.raises(SetupError, match="gehoor init"):
        check_instance()


def test_a_missing_secret_beside_filled_databases_is_to_be_restored(founded, settings, path):
    settings.GEHOOR_SECRET_KEY = path
    with pytest.raises(SetupError, match=r"secret\.key ontbreekt"):
        check_instance()


def test_a_foreign_secret_is_refused(founded, settings, path):
    InstanceSecret.create(path)
    settings.GEHOOR_SECRET_KEY = path
    with pytest.raises(SetupError, match=r"secret\.key hoort niet bij de databases"):
        check_instance()


def test_an_empty_keys_database_beside_a_filled_one_is_refused(founded):
    KeysMark.objects.all().delete()
    with pytest.raises(SetupError, match=r"sleuteldatabase .* is leeg of ontbreekt"):
        check_instance()


def test_an_empty_main_database_beside_filled_keys_is_refused(founded):
    InstanceMark.objects.all().delete()
    with pytest.raises(SetupError, match="is leeg of ontbreekt, maar de sleuteldatabase"):
        check_instance()


def test_a_foreign_keys_database_is_refused(founded, path):
    foreign = InstanceSecret.create(path)
    KeysMark.objects.update(instance_id=foreign.instance_id, mac=foreign.mac("instance-mark", "keys"))
    with pytest.raises(SetupError, match=r"sleuteldatabase .* hoort bij een andere instantie"):
        check_instance()


def test_a_mark_that_only_copies_the_id_is_foreign(founded):
    KeysMark.objects.update(mac=bytes(32))
    with pytest.raises(SetupError, match=r"sleuteldatabase .* hoort bij een andere instantie"):
        check_instance()


def test_a_mark_is_of_one_of_the_two_databases(founded):
    InstanceMark.objects.update(mac=instance_secret().mac("instance-mark", "keys"))
    with pytest.raises(SetupError, match="hoort bij een andere instantie"):
        check_instance()


def test_another_root_than_that_of_the_settings_is_refused(founded, settings):
    settings.GEHOOR_ROOT_FINGERPRINT = "AAAA-BBBB"
    with pytest.raises(SetupError, match="andere vingerafdruk"):
        check_instance()


def test_a_missing_fingerprint_is_to_be_taken_from_paper(founded, settings):
    settings.GEHOOR_ROOT_FINGERPRINT = ""
    with pytest.raises(SetupError, match="blad"):
        check_instance()


def test_a_missing_root_is_refused(founded):
    KeyHolder.objects.filter(kind="root").delete()
    with pytest.raises(SetupError, match="ontbreekt de wortelsleutel"):
        check_instance()


def test_checking_a_missing_database_makes_none(path):
    InstanceSecret.create(path)
    asked = (
        "import django; django.setup()\n"
        "from gehoor.foundation.errors import SetupError\n"
        "from gehoor.foundation.vault.secret_key import check_instance\n"
        "try: check_instance()\n"
        "except SetupError as refused: print(refused)\n"
    )
    environment = {**os.environ, "GEHOOR_DATA": str(path.parent), "DJANGO_SETTINGS_MODULE": "gehoor.wiring.settings"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    said = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert "zijn leeg of ontbreken" in said.stdout
    assert [file.name for file in path.parent.iterdir()] == ["secret.key"]
