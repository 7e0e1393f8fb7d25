"""What services declare of answers: every end has words that fit it, points are told, and letters to others say until when."""

import re

import pytest

from tests.path.declaring import moves

SERVICES = ["krc", "dfc", "kg", "vk", "akj", "lijn", "praat"]
JUDGING = ["krc", "dfc", "kg", "vk", "akj"]


def told(declared, service: str, codes) -> list:
    return [declared(service).procedure.text_block(code) for code in codes]


@pytest.mark.parametrize("service", SERVICES)
def test_k24_every_end_that_asks_for_an_answer_begins_it_or_refuses_with_grounds(declared, service):
    ends = [move for move in moves(declared(service)) if move.outcomes and "answer_sent" in move.requires]
    assert ends
    assert all(move.grounds or (move.tell and move.tell.block) for move in ends)


@pytest.mark.parametrize("service", JUDGING)
def test_k24_every_step_that_asks_for_a_word_to_the_reporter_begins_it(declared, service):
    onward = [move for move in moves(declared(service)) if not move.outcomes and "reporter_told" in move.requires]
    assert onward
    assert all(move.tell and move.tell.block for move in onward)


@pytest.mark.parametrize("service", JUDGING)
def test_what_each_point_was_found_stands_in_an_answer_of_every_service_that_finds_points(declared, service):
    assert declared(service).procedure.findings
    ends = {move.tell.block for move in moves(declared(service)) if move.outcomes and move.tell and move.tell.block}
    for plain in (False, True):
        assert any("{points}" in block.text.text("nl", plain=plain) for block in told(declared, service, ends))


@pytest.mark.parametrize("service", SERVICES)
def test_a11_what_goes_along_with_a_step_has_plain_words_where_children_read(declared, service):
    along = {move.tell.block for move in moves(declared(service)) if move.tell and move.tell.block}
    for block in told(declared, service, along):
        assert block.text.twin, block.code
        said = re.sub(r"\{\w+\}", "x", block.text.text("nl", plain=True))
        longest = max((len(sentence.split()) for sentence in re.split(r"[.?!:…\n]", said)), default=0)
        assert longest <= 14, (block.code, longest)


@pytest.mark.parametrize("service", SERVICES)
def test_d12_a_letter_that_asks_something_of_somebody_else_says_about_what_and_until_when(declared, service):
    letters = [block for block in declared(service).procedure.text_blocks if block.to == "others"]
    assert letters
    assert all("{about}" in one.text.text("nl") and one.purposes for one in letters)
    asking = [one for one in letters if {"hear_side", "ask_information", "refer"} & set(one.purposes)]
    assert asking
    assert all("{answer_by}" in one.text.text("nl") for one in asking)
