import pytest
from django.utils.translation import gettext_lazy

from gehoor.foundation.ids import new_id
from gehoor.foundation.outbox.mail import NotAMail, NotDelivered, check, send
from gehoor.foundation.outbox.models import Reason

MAIL = {"to": "amir@post.example", "subject": "Een berichtje", "body": "Er staat iets nieuws.\n.punt\n", "from_name": "Sam"}


def test_a_mail_arrives_as_it_was_released(post):
    item_id = new_id()
    send(MAIL, item_id=item_id)
    [mail] = post.mails
    assert (mail["To"], mail["Subject"]) == ("amir@post.example", "Een berichtje")
    assert mail["From"] == "Sam <post@gehoor.example>"
    assert mail["Message-ID"] == f"<{item_id}@gehoor.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert ".punt" in mail.get_content()


@pytest.mark.parametrize(("to_recipient", "to_mail", "reason", "is_final"), [
    ("550 no such user", "250 OK", Reason.REFUSED, True),
    ("450 mailbox busy", "250 OK", Reason.LATER, False),
    ("250 OK", "554 rejected", Reason.REFUSED, True),
    ("250 OK", "451 try later", Reason.LATER, False),
])
def test_what_the_mail_server_says_decides_whether_to_try_again(post, to_recipient, to_mail, reason, is_final):
    post.to_recipient, post.to_mail = to_recipient, to_mail
    with pytest.raises(NotDelivered) as fault:
        send(MAIL, item_id=new_id())
    assert (fault.value.reason, fault.value.is_final) == (reason, is_final)
    assert "amir" not in repr(fault.value)


def test_a_mail_server_that_is_away_is_tried_again(post, settings):
    settings.EMAIL_PORT = 1
    with pytest.raises(NotDelivered) as fault:
        send(MAIL, item_id=new_id())
    assert (fault.value.reason, fault.value.is_final) == (Reason.UNREACHABLE, False)


def test_a_mail_becomes_text_in_the_language_of_the_moment():
    mail = check({"to": "amir@post.example", "subject": gettext_lazy("wacht"), "body": "x"})
    assert mail == {"to": "amir@post.example", "subject": "wacht", "body": "x", "from_name": ""}


@pytest.mark.parametrize("change", [
    {"to": ""}, {"to": "amir"}, {"to": "a@b.example\nBcc: c@d.example"}, {"to": "a@b.example, c@d.example"},
    {"subject": ""}, {"subject": "een\nBcc: c@d.example"}, {"from_name": "een\r\nBcc: c@d.example"}, {"body": ""},
])
def test_what_could_never_be_sent_or_would_say_more_is_refused_when_released(change):
    with pytest.raises(NotAMail):
        check(MAIL | change)
