from datetime import UTC, datetime, timedelta

import pytest

from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import OutsideJourney
from gehoor.foundation.ids import new_id
from gehoor.foundation.outbox import delivery
from gehoor.foundation.outbox.actions import NothingLeft, forget, release, stop, try_again
from gehoor.foundation.outbox.delivery import MOST_TRIES, claim, deliver_due, wait_after
from gehoor.foundation.outbox.mail import NotAMail, NotDelivered
from gehoor.foundation.outbox.models import OutboxItem, Reason, State
from gehoor.foundation.outbox.queries import the_due_items, the_items_about, the_troubled_items
from tests.at_once import at_once, databases_on_disk

AT = datetime(2026, 3, 10, 11, 5, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MAIL = {"to": "amir@post.example", "subject": "Een berichtje", "body": "Er staat iets nieuws.", "from_name": "Sam"}
CASE = new_id()

pytestmark = pytest.mark.django_db


def released(*, to="amir@post.example", about=CASE, at=AT, due_at=None) -> OutboxItem:
    with journey("answer.given", at=at):
        return release(kind="mail", payload=MAIL | {"to": to}, about=about, at=at, due_at=due_at)


def now(item: OutboxItem) -> OutboxItem:
    return OutboxItem.objects.get(pk=item.pk)


def test_what_is_released_leaves_once_and_nothing_of_it_stays(post):
    item = released()
    assert deliver_due(at=AT).sent == 1
    assert deliver_due(at=AT + DAY).sent == 0
    assert [mail["To"] for mail in post.mails] == ["amir@post.example"]
    assert (now(item).state, bytes(now(item).sealed), now(item).done_at) == (State.SENT, b"", AT)
    assert list(AuditLine.objects.filter(action__startswith="outbox").values_list("action", flat=True)) == [
        "outbox.released", "outbox.sent"]


def test_who_or_which_rule_released_it_stays_known():
    person = type("Person", (), {"id": new_id()})
    with journey("answer.given", at=AT, actor=person):
        by_person = release(kind="mail", payload=MAIL, about=CASE, at=AT)
    by_rule = released()
    assert (by_person.released_by, by_person.released_in) == (person.id, "answer.given")
    assert (by_rule.released_by, by_rule.released_in) == (None, "answer.given")


def test_nothing_leaves_outside_a_journey_or_before_it_is_due(post):
    with pytest.raises(OutsideJourney):
        release(kind="mail", payload=MAIL, about=CASE, at=AT)
    released(due_at=AT + HOUR)
    assert deliver_due(at=AT).sent == 0
    assert deliver_due(at=AT + HOUR).sent == 1


def test_what_could_never_be_sent_is_not_released():
    with pytest.raises(NotAMail):
        released(to="geen adres")
    assert OutboxItem.objects.count() == 0


def test_neither_address_nor_text_stands_in_the_database():
    released()
    told = "|".join(map(str, OutboxItem.objects.values().get().values()))
    assert "amir" not in told
    assert "nieuws" not in told


def test_what_is_stopped_never_leaves_and_is_erased(post):
    item, other = released(), released(about=new_id())
    with journey("withdrawn", at=AT):
        assert stop(about=CASE) == 1
    deliver_due(at=AT)
    assert len(post.mails) == 1
    assert (now(item).state, bytes(now(item).sealed)) == (State.STOPPED, b"")
    assert now(other).state == State.SENT


def test_a_busy_mail_server_is_tried_again_ever_later(post):
    post.to_recipient = "450 later"
    item = released()
    assert deliver_due(at=AT).waiting == 1
    assert (now(item).state, now(item).reason, now(item).tries) == (State.WAITING, Reason.LATER, 1)
    assert deliver_due(at=AT + 30 * timedelta(seconds=1)).waiting == 0
    deliver_due(at=AT + MINUTE)
    assert now(item).due_at == AT + 3 * MINUTE
    post.to_recipient = "250 OK"
    assert deliver_due(at=AT + 3 * MINUTE).sent == 1
    assert (now(item).state, now(item).reason) == (State.SENT, "")


def test_waits_double_up_to_six_hours():
    assert [wait_after(tries) / MINUTE for tries in (1, 2, 3, 9, 10, MOST_TRIES)] == [1, 2, 4, 256, 360, 360]


def test_after_two_days_it_gives_up_where_a_person_sees_it(post):
    post.to_recipient = "450 later"
    item, at = released(), AT
    while now(item).state == State.WAITING:
        at = now(item).due_at
        deliver_due(at=at)
    assert DAY < at - AT < 3 * DAY
    assert (now(item).state, now(item).reason, now(item).tries) == (State.FAILED, Reason.LATER, MOST_TRIES)
    assert list(the_troubled_items()) == [item]
    assert AuditLine.objects.get(action="outbox.failed").detail == {"kind": "mail", "state": "failed", "reason": "later"}


def test_a_refused_address_fails_at_once_and_a_person_may_try_again(post):
    post.to_recipient = "550 unknown"
    item = released()
    assert deliver_due(at=AT).failed == 1
    assert (now(item).state, now(item).reason) == (State.FAILED, Reason.REFUSED)
    post.to_recipient = "250 OK"
    with journey("tried.again", at=AT + DAY):
        try_again(item=now(item), at=AT + DAY)
    assert deliver_due(at=AT + DAY).sent == 1


def test_what_is_sent_or_erased_is_not_tried_again(post):
    item = released()
    deliver_due(at=AT)
    with pytest.raises(NothingLeft), journey("tried.again", at=AT):
        try_again(item=now(item), at=AT)


def test_what_failed_is_erased_after_a_month(post):
    post.to_recipient = "550 unknown"
    item = released()
    deliver_due(at=AT)
    deliver_due(at=AT + 31 * DAY)
    assert (now(item).state, bytes(now(item).sealed)) == (State.FAILED, b"")


def test_when_the_mail_server_is_away_the_rest_waits_without_being_tried(post, settings):
    settings.EMAIL_PORT = 1
    first, second = released(), released(to="emma@post.example")
    deliver_due(at=AT)
    assert (now(first).tries, now(first).reason) == (1, Reason.UNREACHABLE)
    assert (now(second).tries, now(second).state) == (0, State.WAITING)


def test_nobody_is_flooded_and_what_is_held_back_leaves_the_next_hours(post, settings):
    settings.GEHOOR_MAILS_AN_HOUR = 2
    items = [released() for _ in range(5)]
    released(to="emma@post.example")
    assert deliver_due(at=AT).sent == 3
    assert [now(item).tries for item in items] == [0] * 5
    assert now(items[4]).reason == Reason.BUDGET
    assert deliver_due(at=AT + 10 * MINUTE).sent == 0
    assert deliver_due(at=AT + HOUR).sent == 2
    assert deliver_due(at=AT + 2 * HOUR).sent == 1
    assert len(post.mails) == 6


def test_what_a_budget_holds_back_for_more_than_a_day_is_for_a_person(post, settings):
    settings.GEHOOR_MAILS_AN_HOUR = 0
    item = released()
    deliver_due(at=AT)
    deliver_due(at=AT + 25 * HOUR)
    assert (now(item).state, now(item).reason) == (State.FAILED, Reason.BUDGET)


def test_the_mark_of_a_recipient_is_gone_after_a_few_hours(post):
    item = released()
    deliver_due(at=AT)
    assert now(item).recipient
    deliver_due(at=AT + 3 * HOUR)
    assert now(item).recipient == ""


def test_an_item_is_claimed_by_one_deliverer_only():
    item = released()
    assert claim(item.pk, at=AT).pk == item.pk
    assert claim(item.pk, at=AT) is None
    assert list(the_due_items(AT)) == []


@pytest.mark.django_db(transaction=True)
def test_deliverers_at_once_send_everything_and_nothing_twice(post, tmp_path):
    addresses = sorted(f"kind{number}@post.example" for number in range(12))
    for address in addresses:
        released(to=address)
    with databases_on_disk(tmp_path):
        done = at_once(*[lambda: deliver_due(at=AT)] * 3)
        [states] = at_once(lambda: set(OutboxItem.objects.values_list("state", flat=True)))
    assert sorted(mail["To"] for mail in post.mails) == addresses
    assert sum(one.sent for one in done) == 12
    assert states == {State.SENT}


def test_an_item_whose_deliverer_died_goes_again_under_the_same_message_id(post):
    item = released()
    claim(item.pk, at=AT)
    assert deliver_due(at=AT + 5 * MINUTE).sent == 0
    assert deliver_due(at=AT + 11 * MINUTE).sent == 1
    assert post.mails[0]["Message-ID"] == f"<{item.pk}@gehoor.example>"
    assert now(item).tries == 1


def test_an_item_on_which_every_deliverer_dies_is_for_a_person_in_the_end(post):
    item = released()
    OutboxItem.objects.filter(pk=item.pk).update(tries=MOST_TRIES - 1)
    claim(item.pk, at=AT)
    deliver_due(at=AT + 11 * MINUTE)
    assert (now(item).state, now(item).reason) == (State.FAILED, Reason.INTERRUPTED)
    assert post.mails == []


@pytest.mark.parametrize(("server_takes_it", "state"), [(True, State.SENT), (False, State.STOPPED)])
def test_what_is_stopped_while_it_is_being_sent_says_whether_it_left(monkeypatch, server_takes_it, state):
    def handed_over(payload, *, item_id):
        with journey("withdrawn", at=AT):
            stop(about=CASE)
        if not server_takes_it:
            raise NotDelivered(Reason.LATER)

    monkeypatch.setitem(delivery.DELIVERERS, "mail", handed_over)
    item = released()
    deliver_due(at=AT)
    assert (now(item).state, bytes(now(item).sealed)) == (state, b"")


def test_an_item_of_another_instance_fails_and_says_why(post):
    item = released()
    OutboxItem.objects.filter(pk=item.pk).update(sealed=b"\0\x50" + bytes(400))
    deliver_due(at=AT)
    assert (now(item).state, now(item).reason) == (State.FAILED, Reason.UNREADABLE)


def test_what_is_erased_leaves_no_trace_here(post):
    released()
    deliver_due(at=AT)
    with journey("case.erased", at=AT):
        assert forget(about=CASE) == 1
    assert list(the_items_about(CASE)) == []
