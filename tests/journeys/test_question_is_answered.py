"""Somebody found what they came for: one contact is counted, once, and nothing of it is kept."""

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.actions import AlreadyArrived
from gehoor.domain.contacts.models import Contact
from gehoor.domain.figures.models import Fact
from gehoor.domain.services.meaning import meanings
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.ids import new_id
from gehoor.journeys.question_is_answered import Helped, question_is_answered
from tests import make
from tests.domain.services.declared import the_example

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped():
    service = the_example()
    answers = {"story": "Dit blijft nergens.", "theme": ["school"]}
    return Helped(id=new_id(), service=service, audience="child", counts_as="question",
                  meanings=meanings(service, "child", answers, language="nl", on=make.a_day()))


def test_a_day_a_channel_and_codes_are_all_that_is_left(helped):
    fact = question_is_answered(helped=helped, at=make.NOON)
    assert (fact.unit, fact.on, fact.kind, fact.theme, fact.channel) == ("contact", make.a_day(), "question", "school", "web_form")
    assert (Contact.objects.count(), Case.objects.count(), Fact.objects.count()) == (0, 0, 1)
    (line,) = AuditLine.objects.filter(action="question.answered")
    assert (line.actor_id, line.object_kind, line.object_id) == (None, "", "")
    assert not AuditLine.objects.filter(object_id=str(fact.id)).exists()


def test_the_same_page_left_twice_counts_once(helped):
    question_is_answered(helped=helped, at=make.NOON)
    with pytest.raises(AlreadyArrived):
        question_is_answered(helped=helped, at=make.NOON)
    assert Fact.objects.count() == 1
