from datetime import timedelta

import pytest

from gehoor.foundation.vault.receipts import open_receipt
from gehoor.interfaces.public import stories
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keyrings(house):
    return [open_receipt(make.a_report(house, story=story).code) for story in ("van de oudste", "van de jongste")]


def test_two_stories_stand_under_numbers_of_their_own(keyrings):
    session = {}
    oldest, youngest = [stories.open_story(session, keyring, at=make.NOON) for keyring in keyrings]
    assert oldest.number != youngest.number
    found = [stories.find(session, one.number, at=make.NOON)[1].conversation for one in (oldest, youngest)]
    assert found[0] != found[1]


def test_the_same_receipt_gets_the_same_number(keyrings):
    session = {}
    first = stories.open_story(session, keyrings[0], at=make.NOON)
    assert stories.open_story(session, keyrings[0], at=make.NOON).number == first.number


def test_after_a_quarter_of_an_hour_the_keys_are_gone_and_the_draft_is_not(keyrings):
    session = {}
    number = stories.open_story(session, keyrings[0], at=make.NOON).number
    stories.keep_draft(session, number, "half geschreven")
    later = make.NOON + timedelta(seconds=stories.IDLE_SECONDS + 1)
    assert stories.find(session, number, at=later) is None
    assert keyrings[0].to_session() not in str(session)
    assert stories.open_story(session, keyrings[0], at=later).draft == "half geschreven"


def test_using_it_keeps_it_open(keyrings):
    session, at = {}, make.NOON
    number = stories.open_story(session, keyrings[0], at=at).number
    for _visit in range(4):
        at += timedelta(minutes=10)
        assert stories.find(session, number, at=at)


def test_closing_one_leaves_the_other_open(keyrings):
    session = {}
    numbers = [stories.open_story(session, keyring, at=make.NOON).number for keyring in keyrings]
    stories.close(session, numbers[0])
    assert [held.number for held, _story in stories.open_ones(session, at=make.NOON)] == numbers[1:]
