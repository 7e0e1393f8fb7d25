"""Whoever chooses at a door what they come for arrives as that kind of contact, in every service that ships."""

import re

import pytest

from gehoor.domain.contacts.models import Contact
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.registry import all_services
from tests import make
from tests.phones import Phone

CHOSEN = [
    ("krc", "professional", "Ik wil overleggen zonder namen", "consultation"),
    ("krc", "professional", "Ik zoek informatie of advies", "advice"),
    ("krc", "professional", "Ik klaag aan wat een kind of een groep kinderen overkomt", "complaint"),
    ("krc", "professional", "Ik meld een regel of praktijk", "signal"),
    ("dfc", "child", "Eerst iets weten over mijn rechten", "question"),
    ("dfc", "parent", "Ik wil hulp bij een klacht of bezwaar", "complaint_help"),
    ("dfc", "professional", "Overleg zonder namen", "consultation"),
    ("dfc", "professional", "Een kinderrechtenrapportage voor een procedure", "report_request"),
    ("kg", "parent", "Ik maak me zorgen over een kind", "concern"),
    ("kg", "easy", "Er loopt iets mis", "complaint"),
    ("kg", "easy", "Ik heb een vraag", "question"),
    ("kg", "other", "Ik wil overleggen zonder namen te noemen", "consultation"),
    ("vk", "parent", "Ik zoek raad of hulp voor mijn gezin", "advice"),
    ("vk", "professional", "Consult zonder namen", "consultation"),
    ("vk", "professional", "Aanmelden met een M-document", "mandated_referral"),
    ("vk", "complainant", "Een klacht", "complaint"),
    ("lijn", "adult", "Alleen informatie", "question"),
    ("akj", "child", "Ik wil iets weten", "question"),
    ("akj", "foster_parent", "Ik wil een klacht indienen of heb dat gedaan", "complaint"),
    ("akj", "professional", "Ik wil overleggen zonder namen", "consultation"),
    ("akj", "professional", "Ik meld een misstand of onveilige situatie", "signal"),
]


@pytest.mark.parametrize(("code", "audience", "words", "kind"), CHOSEN)
def test_the_words_that_are_chosen_are_the_kind_that_arrives(settings, code, audience, words, kind):
    settings.GEHOOR_SERVICES = (code,)
    service = all_services(make.a_day())[0]
    chosen = [(question.code, choice.code) for question in service.questionnaire(audience).fields() for choice in question.choices
              if choice.label.text("nl", plain=service.speaks_plainly_to(audience)) == words]
    assert len(chosen) == 1, words
    assert meanings(service, audience, dict(chosen), language="nl", on=make.a_day()).code("contact_kind") == kind


@pytest.mark.django_db
def test_a_consult_without_names_is_asked_no_names_and_arrives_as_one(settings):
    settings.GEHOOR_SERVICES = ("kg",)
    make.a_house()
    phone = Phone().begin("anderen")
    consult = re.search(r'value="(\w+)"[^>]*>\s*<span>Ik wil overleggen zonder namen te noemen', phone.text)[1]
    phone.press("next", purpose=consult)
    asked = []
    while not phone.at.endswith("/check"):
        asked += re.findall(r'name="(child_name|name|town|contact_how|contact_address|respondent)"', phone.text)
        phone.press("next", **({"story": "Een baby komt altijd suf uit de opvang."} if 'name="story"' in phone.text else {}))
    assert phone.send()
    assert asked == []
    assert Contact.objects.get().kind == "consultation"
