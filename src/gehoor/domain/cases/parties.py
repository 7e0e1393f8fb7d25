"""Who a person in a case is, apart from the database: whom it is about, what of them may leave the file, and partial dates.

Whoever takes something of a person out of the file (a letter, an export, a hand-over, search) asks `what_may_leave` first.
"""

from collections.abc import Mapping
from typing import Any

from gehoor.foundation.search.names import is_whole_date, words_of_name

CHILD, YOUNG_ADULT, CHILD_THEN, GROUP = "child", "young_adult", "child_then", "group"
CONCERNED = (CHILD, YOUNG_ADULT, CHILD_THEN, GROUP)
"""Roles of whom a case is about, on the common axis `concerned`: a minor is not the only one."""
CHILDREN = (CHILD, GROUP)
"""Those of them who are minors now."""
SECRET = "address_secret"


def what_may_leave(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a person, without an address that is secret: that leaves in no letter, no export, no search and no hand-over."""
    if not said.get(SECRET):
        return dict(said)
    return {name: value for name, value in said.items() if name not in ("address", SECRET)}


def called(said: Mapping[str, Any]) -> str:
    """What a person is called where not more is needed: the pseudonym before the name."""
    return str(said.get("pseudonym") or said.get("name") or "")


def is_named(said: Mapping[str, Any]) -> bool:
    """Whether we know what they are called."""
    return bool(str(said.get("name") or "").strip())


def is_identified(role: str, said: Mapping[str, Any], *, by: str) -> bool:
    """Whether it is known whom a case is about: a name with the age, or with the whole date of birth where a procedure asks that (`by`).
    A group is known as that group."""
    if role == GROUP:
        return True
    born = str(said.get("born") or "")
    return is_named(said) and (is_whole_date(born) if by == "birth_date" else bool(born or str(said.get("age") or "").strip()))


def is_like(words: str, said: Mapping[str, Any]) -> bool:
    """Whether words can mean this person: a word of the name or the pseudonym stands in them, however it is written and whatever title
    stands before it."""
    return bool(words_of_name(words) & (words_of_name(str(said.get("name") or "")) | words_of_name(str(said.get("pseudonym") or ""))))


def comes_before(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether a partial date surely lies before another: {"year": 2019, "month": 5} before {"year": 2020}."""
    for part in ("year", "month", "day"):
        mine, theirs = (one or {}).get(part), (other or {}).get(part)
        if mine is None or theirs is None:
            return False
        if mine != theirs:
            return mine < theirs
    return False
