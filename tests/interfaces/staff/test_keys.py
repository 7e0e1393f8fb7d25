"""The keys of a working day, as the pages tell them."""

import re

import pytest

from gehoor.interfaces.staff.templatetags.desk import KEYS, VIEW_KEYS
from tests import make, people

BY_THE_SCRIPT = {"j", "k", "Enter", "Esc"}


@pytest.mark.django_db
def test_every_key_that_is_told_stands_for_something_on_a_page(house, desk):
    noor, case = desk(people.NOOR), make.a_report(house).case
    pages = [noor.page("/werk/list/"), noor.page(f"/werk/case/{case.reference}/"), noor.page(f"/werk/case/{case.reference}/do/note/")]
    there = set(re.findall(r'data-key="([^"]+)"', " ".join(pages)))
    told = {presses for _heading, keys in KEYS for presses, _does in keys}
    assert told - BY_THE_SCRIPT == there


def test_no_key_stands_for_two_things():
    told = [presses for _heading, keys in KEYS for presses, _does in keys]
    assert len(told) == len(set(told))
    assert set(VIEW_KEYS.values()) <= set(told)
