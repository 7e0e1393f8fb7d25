import pytest

from gehoor.foundation.errors import Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.outbox.box import put_in, recipient_mark, take_out
from gehoor.foundation.outbox.models import OutboxItem

PAYLOAD = {"to": "amir@post.example", "body": "Er staat iets klaar."}


def an_item() -> OutboxItem:
    item = OutboxItem(kind="mail")
    put_in(item, PAYLOAD)
    return item


def test_what_was_put_in_comes_out():
    item = an_item()
    assert take_out(item) == PAYLOAD
    assert b"amir" not in item.sealed


def test_two_of_about_the_same_size_look_the_same():
    short, longer = OutboxItem(kind="mail"), OutboxItem(kind="mail")
    put_in(short, {"body": "x"})
    put_in(longer, {"body": "x" * 100})
    assert len(short.sealed) == len(longer.sealed)


@pytest.mark.parametrize("change", [
    lambda item: setattr(item, "id", new_id()),
    lambda item: setattr(item, "kind", "hand-over"),
    lambda item: setattr(item, "sealed", b""),
    lambda item: setattr(item, "sealed", item.sealed[:50]),
    lambda item: setattr(item, "sealed", item.sealed[:-1] + b"\0"),
])
def test_what_was_moved_or_changed_comes_out_no_more(change):
    item = an_item()
    change(item)
    with pytest.raises(Unreadable):
        take_out(item)


def test_the_mark_of_a_recipient_is_the_same_for_an_hour_and_however_it_is_written():
    mark = recipient_mark("Amir@Post.example", "10")
    assert mark == recipient_mark(" amir@post.example", "10")
    assert mark != recipient_mark("amir@post.example", "11")
    assert mark != recipient_mark("emma@post.example", "10")
    assert len(mark) == 32
