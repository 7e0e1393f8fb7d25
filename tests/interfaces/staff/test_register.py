"""A talk, a letter or a visit: one screen, kept and counted once; a prank counts apart."""

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.contacts.models import Contact
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.foundation.vault.receipt_codes import ReceiptCode
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.journeys.year_is_counted import the_year
from tests import make, people

HERE = "/werk/register/"


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def talk(house) -> dict:
    """What Noor typed while listening."""
    channel = next(one.code for one in house.service.about.channels if one.core == "phone")
    return {"words": "Ik bel over mijn broer. (Hoe oud?) Zeven.", "did": "Uitgelegd wie kan helpen.", "channel": channel,
            "kind": house.service.procedure.counts_as, "reporter_role": house.service.axes.roles[0].code, "minutes": "14"}


def page_id(noor) -> str:
    return noor.page(HERE).split('name="page" value="')[1].split('"')[0]


@pytest.mark.django_db
def test_a_one_off_is_closed_there_and_counts_once_however_often_it_is_sent(noor, house, talk):
    page = page_id(noor)
    noor.send(HERE, 302, **talk, **{"page": page, "as": "one_off"})
    assert "Dit stond er al" in noor.send(HERE, 200, **talk, **{"page": page, "as": "one_off"})
    contact = Contact.objects.get()
    assert (contact.minutes, contact.registered_by, contact.standing) == (14, noor.person.id, "real")
    assert contact.unsealed(noor.person.keyring.open(contact.compartment_id))["words"] == talk["words"]
    assert not Case.objects.exists()
    assert "Bewaard en geteld" in noor.page(HERE + "done/")


@pytest.mark.django_db
def test_a_talk_becomes_a_case_of_who_registered_it_and_its_code_is_shown_once(noor, house, talk):
    page = noor.send(HERE, 200, **talk, **{"page": page_id(noor), "as": "case", "child_name": "Jef", "child_age": "7"})
    case = Case.objects.get()
    assert case.handler_id == noor.person.id
    words = [part.split("</li>")[0] for part in page.split('<ol class="words">')[1].split("</ol>")[0].split("<li>")[1:]]
    assert open_receipt(ReceiptCode.parse(" ".join(words), ["nl"])).may_open(case.conversation_compartment)
    opened = noor.page(f"/werk/case/{case.reference}/")
    for told in (talk["words"], talk["did"], "Jef"):
        assert told in opened
    assert " ".join(words) not in opened


@pytest.mark.django_db
def test_a_named_institution_takes_hold_at_once(noor, house, talk):
    with journey("test.directory", at=make.NOON):
        school = add_institution(name="Basisschool Het Kompas", kind="school", place="Gent")
    assert "Basisschool Het Kompas, Gent" in noor.page(HERE)
    noor.send(HERE, 200, **talk, **{"as": "case", "respondent": "basisschool het kompas, gent"})
    assert bytes(Case.objects.get().respondents.get().tag) == school.tag


@pytest.mark.django_db
@pytest.mark.parametrize("standing", ["prank", "abusive", "silent", "test"])
def test_what_is_no_contact_counts_apart_and_needs_no_words(noor, house, talk, standing):
    noor.send(HERE, 302, channel=talk["channel"], kind=standing, **{"as": "one_off"})
    year = the_year(service=house.service, year=2026, language="nl")
    assert year.apart[standing] == 1
    assert {table.total for table in year.tables} == {0}
    assert "wordt geen zaak" in noor.send(HERE, 422, channel=talk["channel"], kind=standing, **{"as": "case"})


@pytest.mark.django_db
def test_an_empty_talk_is_refused_with_everything_else_still_there(noor, talk):
    page = noor.send(HERE, 422, **{**talk, "words": "", "did": ""}, **{"child_name": "Jef", "as": "case"})
    assert "Schrijf wat de persoon zei" in page
    assert 'value="Jef"' in page
    assert 'value="14"' in page


@pytest.mark.django_db
def test_the_usual_channel_stands_chosen_and_another_that_was_chosen_stays_on_a_fault(noor, house, talk):
    usual = house.service.about.usual_channel
    assert f'value="{usual}"' in chosen(noor.page(HERE))
    other = next(one.code for one in house.service.about.channels if one.core not in ("web_form", "phone"))
    page = noor.send(HERE, 422, **{**talk, "channel": other, "words": "", "did": ""}, **{"as": "case"})
    assert f'value="{other}"' in chosen(page) and f'value="{usual}"' not in chosen(page)


def chosen(page: str) -> str:
    """The channels that stand chosen."""
    return " ".join(one for one in page.split("<input") if 'name="channel"' in one and "checked" in one.split(">")[0])


@pytest.mark.django_db
def test_the_door_that_somebody_names_is_the_one_whose_words_the_case_speaks(noor, house, talk):
    door = house.service.about.audiences[-1]
    assert door.title.text("nl") in noor.page(HERE)
    noor.send(HERE, 200, **talk, **{"as": "case", "audience": door.code})
    noor.send(HERE, 200, **talk, **{"as": "case"})
    assert list(Case.objects.order_by("id").values_list("audience", flat=True)) == [door.code, ""]
    noor.send(HERE, 422, **talk, **{"as": "case", "audience": "elders"})
