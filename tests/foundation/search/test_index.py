import pytest

from gehoor.foundation.action import journey
from gehoor.foundation.errors import OutsideJourney
from gehoor.foundation.search import index as rooms
from gehoor.foundation.search.models import Block, Segment
from gehoor.foundation.search.reading import blocks_waiting
from tests.foundation.search.cases import AT, Index

pytestmark = pytest.mark.django_db


def test_nothing_is_remembered_or_forgotten_outside_a_journey():
    index = Index()
    with pytest.raises(OutsideJourney):
        rooms.remember(ordinal=1, texts=["amir"], **index.opened)
    with pytest.raises(OutsideJourney):
        rooms.remember_many(cases=[(1, ["amir"])], **index.opened)
    with pytest.raises(OutsideJourney):
        rooms.forget(index_id=index.index_id, ordinal=1)
    with pytest.raises(OutsideJourney):
        rooms.forget_everything(index_id=index.index_id)
    assert blocks_waiting(index_id=index.index_id) == 0


def test_a_journey_that_fails_leaves_nothing():
    index = Index()

    def fails():
        with journey("test", at=AT):
            rooms.remember(ordinal=1, texts=["amir"], **index.opened)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert index.find("amir") == []


def test_what_was_said_already_is_not_written_again():
    index = Index()
    with journey("test", at=AT):
        known = rooms.remember(ordinal=1, texts=["de school"], **index.opened)
        assert rooms.remember(ordinal=1, texts=["De SCHOOL"], already=known, **index.opened) == known
        more = rooms.remember(ordinal=1, texts=["school moeder"], already=known, **index.opened)
    assert more == known | {"moeder", "moed*", "moede*", "moeder*"}
    assert blocks_waiting(index_id=index.index_id) == 2
    assert index.find("de moeder") == [1]


def test_remembering_anew_loses_the_words_that_were_taken_out():
    index = Index()
    index.remember(1, "amir school")
    index.merge_all()
    index.remember_anew(1, "emma school")
    for _ in range(2):
        assert index.find("school") == [1]
        assert index.find("emma") == [1]
        assert index.find("amir") == []
        index.merge_all()


def test_a_forgotten_case_is_found_by_nothing_and_may_come_back():
    index = Index()
    index.remember(1, "amir")
    index.remember(2, "amir")
    index.forget(1)
    assert index.find("amir") == [2]
    index.merge_all()
    assert index.find("amir") == [2]
    index.remember(1, "amir")
    assert index.find("amir") == [2, 1]


def test_an_import_takes_few_blocks():
    index = Index()
    index.remember_many({ordinal: f"zaak {ordinal} amir" for ordinal in range(300)})
    assert blocks_waiting(index_id=index.index_id) == 1
    assert index.find("amir 123") == [123]


def test_an_import_may_be_larger_than_a_block():
    index = Index()
    index.remember_many({ordinal: " ".join(f"{number}x{ordinal}" for number in range(400)) for ordinal in range(170)})
    assert blocks_waiting(index_id=index.index_id) == 2
    assert index.find("399x169 0x169") == [169]
    assert index.find("0x0") == [0]


def test_a_case_without_words_leaves_nothing():
    index = Index()
    index.remember(1, "", "? !")
    assert blocks_waiting(index_id=index.index_id) == 0


def test_a_whole_index_is_taken_away():
    index, other = Index(), Index()
    for each in (index, other):
        each.remember(1, "amir")
        each.merge_all()
        each.remember(2, "amir")
    with journey("test", at=AT):
        rooms.forget_everything(index_id=index.index_id)
    assert index.find("amir") == []
    assert other.find("amir") == [2, 1]
    assert not Block.objects.filter(index_id=index.index_id).exists()
    assert not Segment.objects.filter(index_id=index.index_id).exists()
