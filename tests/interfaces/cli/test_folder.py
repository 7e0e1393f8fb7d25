import stat
import tomllib

import pytest

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.folder import new_folder, write_settings


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_stands_there_whole_and_closed_to_others(tmp_path):
    with new_folder(tmp_path / "house") as making:
        (making / "db.sqlite3").write_text("")
        assert not (tmp_path / "house").exists()
    assert mode(tmp_path / "house") == 0o700
    assert sorted(path.name for path in (tmp_path / "house").iterdir()) == ["backups", "db.sqlite3", "declared", "files"]
    assert list(tmp_path.iterdir()) == [tmp_path / "house"]


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "house").mkdir()
    with new_folder(tmp_path / "house"):
        pass
    assert (tmp_path / "house" / "files").is_dir()


def test_what_is_refused_leaves_nothing_behind(tmp_path):
    with pytest.raises(SetupError, match="no such service"), new_folder(tmp_path / "house"):
        raise SetupError("no such service")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [
    lambda place: place.write_text("mine"), lambda place: (place.mkdir(), (place / "secret.key").write_text("mine"))])
def test_what_is_there_is_never_overwritten(tmp_path, make):
    place = tmp_path / "house"
    make(place)
    with pytest.raises(SetupError, match="not empty"), new_folder(place):
        raise AssertionError("it must refuse before anything is made")
    assert place.exists()


def test_an_earlier_attempt_is_for_a_person_to_look_at(tmp_path):
    (tmp_path / "house.being-made").mkdir()
    with pytest.raises(SetupError, match="earlier attempt"), new_folder(tmp_path / "house"):
        raise AssertionError("it must refuse before anything is made")


def test_a_place_where_nothing_may_be_written_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match="Choose a folder"), new_folder(tmp_path / "file" / "house"):
        raise AssertionError("it must refuse before anything is made")


def test_settings_are_read_back_as_they_were_said(tmp_path):
    said = {"name": 'Huis "Linde"', "services": ("one", "two"), "address": "https://é.example", "demo": True}
    write_settings(tmp_path, said)
    assert tomllib.loads((tmp_path / "settings.toml").read_text()) == {**said, "services": ["one", "two"]}
    assert mode(tmp_path / "settings.toml") == 0o600


def test_settings_that_say_nothing_are_left_out(tmp_path):
    write_settings(tmp_path, {"name": "house", "database": "", "address": "", "demo": False})
    assert tomllib.loads((tmp_path / "settings.toml").read_text()) == {"name": "house"}
