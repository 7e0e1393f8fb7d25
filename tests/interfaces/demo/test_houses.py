"""Every example happens: its people join, its stories arrive, and each step is allowed by the procedure of its service."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from gehoor.domain.accounts.models import Account, Role, Team
from gehoor.domain.cases.models import Case, Item, TermChange
from gehoor.domain.consent.models import Override
from gehoor.domain.contacts.models import Contact, Standing
from gehoor.domain.conversations.models import Conversation
from gehoor.domain.inspection.models import AccessRequest
from gehoor.domain.services.registry import the_service
from gehoor.interfaces.demo.houses import PASSPHRASE, ExampleHouse, example_houses
from gehoor.interfaces.demo.joining import people_join
from gehoor.interfaces.demo.steps import NoSuchStory, story_happens
from gehoor.journeys.instance_is_founded import instance_is_founded, person_joins

AT = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)
HOUSES = {house.code: house for house in example_houses()}


def everything_happens(house: ExampleHouse) -> None:
    services = [the_service(code, AT.date()) for code in house.services]
    began = AT - timedelta(hours=max(story["hours_ago"] for story in house.stories), days=7)
    founded = instance_is_founded(services=services, at=began)
    first = next(person for person in house.people if person["username"] == house.first)
    seats = [(team, Role.SUPERVISOR, founded.team_privates[team.id]) for team in Team.objects.order_by("id")]
    person_joins(username=first["username"], name=first["name"], passphrase=PASSPHRASE, teams=seats, at=began)
    cast, _secrets = people_join(house, at=began)
    for story in sorted(house.stories, key=lambda one: -one["hours_ago"]):
        story_happens(story, cast, AT - timedelta(hours=story["hours_ago"]), latest=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("code", HOUSES)
def test_every_story_of_an_example_can_happen(code):
    house = HOUSES[code]
    with override_settings(GEHOOR_SERVICES=tuple(house.services)):
        everything_happens(house)
        contacts, cases = Contact.objects.all(), Case.objects.all()
        assert Account.objects.count() == len(house.people)
        assert contacts.count() == len(house.stories) >= 15
        assert cases.filter(is_urgent=True).exists()
        assert cases.exclude(closed_at=None).count() >= 3
        assert cases.filter(handler=None).exists()
        assert contacts.exclude(standing=Standing.REAL).exists()
        assert contacts.filter(audience="").exists()
        assert len(set(contacts.values_list("channel", flat=True))) >= 3
        assert Conversation.objects.exclude(withdrawn_at=None).exists()
        assert {one.service for one in cases} == set(house.services)
        if code == "kg":  # the house where the pages of weighing are seen
            assert set(Item.objects.values_list("finding", flat=True)) == {"", "partly"} and Item.objects.count() == 3
            assert Override.objects.get().verdict == "agreed"
            assert AccessRequest.objects.exists() and TermChange.objects.exists()


def test_the_people_of_an_example_have_names_and_work_that_can_be_read_in_both_languages():
    for house in HOUSES.values():
        for person in house.people:
            assert person["name"] and person["does"]["nl"] and person["does"]["en"], (house.code, person)


@pytest.mark.django_db
def test_a_story_that_cannot_happen_is_named_with_its_step():
    house = HOUSES["krc"]
    wrong = {"audience": "child", "hours_ago": 3, "means": {"story": "Dit is het begin."},
             "then": [{"do": "move", "who": "noor", "hours": 1, "move": "jump"}]}
    with override_settings(GEHOOR_SERVICES=tuple(house.services)):
        only = ExampleHouse(**{**vars(house), "stories": [wrong]})
        with pytest.raises(NoSuchStory, match=r"houses/krc\.yaml, “Dit is het begin\.”, step .*jump"):
            everything_happens(only)
