"""Name tags: the same person is recognised however the name is written, and nobody without the key recognises anybody."""

import hashlib
from uuid import UUID

import pytest

from gehoor.foundation.search.names import is_tellable, name_tags
from gehoor.foundation.search.seals import OpenIndex
from gehoor.foundation.vault.primitives import keyed_hash

KEY, OTHER_KEY, TEAM = b"k" * 32, b"o" * 32, UUID(int=7)


def tags(name: str, born: str = "", *, key: bytes = KEY, team: UUID = TEAM) -> dict[bytes, bool]:
    return name_tags(key=key, index_id=team, name=name, born=born)


@pytest.mark.parametrize(("one", "other"), [
    ("Amir Haddad", "amir HADDAD"),
    ("Amir Haddad", "Haddad, Amir"),
    ("Zoë Dubois", "Zoe Dubois"),
    ("Amir El Amrani", "Amir Amrani"),
    ("Amir El Amrani", "Amir Elamrani"),
    ("Lotte van den Broeck", "Lotte Broeck"),
    ("Lotte Vandenbroeck", "Lotte van den Broeck"),
])
def test_the_same_name_is_recognised_however_it_is_written(one, other):
    assert tags(one).keys() & tags(other).keys()


@pytest.mark.parametrize(("one", "other"), [("Amir Haddad", "Amira Haddad"), ("Amir Haddad", "Amir Hadad"), ("Amir", "Amir")])
def test_another_name_and_a_single_word_are_not(one, other):
    assert not tags(one).keys() & tags(other).keys()


def test_a_date_of_birth_makes_a_single_word_tell_and_a_match_exact():
    assert tags("Amir", "11-09-2014").keys() == tags("amir", "2014-9-11").keys()
    assert not tags("Amir", "11-09-2014").keys() & tags("Amir", "12-09-2014").keys()
    assert set(tags("Amir", "11-09-2014").values()) == {True}
    assert sorted(set(tags("Amir Haddad", "11-09-2014").values())) == [False, True]


@pytest.mark.parametrize("born", ["2014", "09-2014", "vorige zomer", "", "31-31-31"])
def test_a_date_that_is_not_whole_adds_nothing(born):
    assert tags("Amir Haddad", born) == tags("Amir Haddad")
    assert tags("Amir", born) == {}


@pytest.mark.parametrize(("name", "born", "tells"), [
    ("Amir Haddad", "", True), ("Amir", "", False), ("Amir", "11-09-2014", True), ("", "11-09-2014", False), ("M.", "", False),
    ("Van Den", "", True),
])
def test_whether_a_name_has_tags_is_known_without_a_key(name, born, tells):
    assert is_tellable(name, born) is tells
    assert bool(tags(name, born)) is tells


def test_another_team_and_another_key_make_other_tags():
    mine = tags("Amir Haddad", "11-09-2014").keys()
    assert not mine & tags("Amir Haddad", "11-09-2014", team=UUID(int=8)).keys()
    assert not mine & tags("Amir Haddad", "11-09-2014", key=OTHER_KEY).keys()


def test_a_thief_who_knows_the_name_and_every_way_of_hashing_it_without_the_key_finds_no_tag():
    stolen = tags("Amir Haddad", "11-09-2014").keys()
    for guess in ("Amir Haddad", "amir haddad", "amirhaddad", "haddadamir", "2014-09-11amirhaddad"):
        for hashed in (hashlib.blake2b(guess.encode(), digest_size=16), hashlib.blake2b(TEAM.bytes + guess.encode(), digest_size=16),
                       hashlib.blake2b(guess.encode(), digest_size=16, key=TEAM.bytes), hashlib.md5(guess.encode()),
                       hashlib.sha256(guess.encode())):
            assert hashed.digest()[:16] not in stolen


def test_the_key_of_names_is_not_that_of_words():
    """Who can ask the search for a word can't look up a name with the answer, nor the other way."""
    words = keyed_hash(KEY, TEAM.bytes, purpose=b"search words")
    stolen = tags("Amir Haddad").keys()
    for term in ("amir", "haddad", "amirhaddad"):
        assert keyed_hash(words, term.encode(), size=16) not in stolen
        assert OpenIndex(KEY, TEAM).codes(0, [term])[0] not in {int.from_bytes(tag[:8], "little") for tag in stolen}
