"""The work list: what waits for somebody, urgent first, and nothing of what a person may not see."""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from tests import make, people

LIST = "/werk/list/"


def queries_of(client, path: str, **query) -> int:
    """How many questions a page asks of the three databases together."""
    captured = [CaptureQueriesContext(connections[alias]) for alias in ("default", "keys", "sessions")]
    for one in captured:
        one.__enter__()
    client.page(path, **query)
    for one in captured:
        one.__exit__(None, None, None)
    return sum(len(one) for one in captured)


@pytest.mark.django_db
def test_the_list_asks_the_same_number_of_questions_for_five_rows_and_for_more_than_a_page(house, desk):
    noor = desk(people.NOOR)
    for _number in range(5):
        make.a_report(house)
    noor.page(LIST, view="nobody")
    few = queries_of(noor, LIST, view="nobody")
    for _number in range(55):
        make.a_report(house)
    many = queries_of(noor, LIST, view="nobody")
    assert (few, noor.page(LIST, view="nobody").count('class="ref"')) == (many, 50)
    page = noor.page(LIST, view="nobody")
    assert "Vorige zaken" not in page
    following = noor.page(LIST, view="nobody", after=turn(page, "after"))
    assert (following.count('class="ref"'), "Volgende zaken" in following) == (10, False)
    back = noor.page(LIST, view="nobody", before=turn(following, "before"))
    assert back.partition("<table")[2].partition("</table")[0] == page.partition("<table")[2].partition("</table")[0]


def turn(page: str, way: str) -> str:
    """The place that the link to another page begins after, or ends before."""
    return re.search(rf"[&;]{way}=(\d+)\"", page)[1]


@pytest.mark.django_db
def test_urgent_stands_first_and_codes_stand_in_words(house, desk):
    noor = desk(people.NOOR)
    usual = make.a_report(house).case
    urgent = make.a_report(house, story="Hij slaat mij elke avond.").case
    page = noor.page(LIST, view="nobody")
    assert page.index("Dringend (1)") < page.index(urgent.reference) < page.index(usual.reference)
    assert house.service.procedure.stage(usual.stage).label.text("nl") in page


@pytest.mark.django_db
def test_no_name_and_no_sentence_of_a_story_is_in_a_list(house, desk):
    make.a_report(house, reporter_name="Amir")
    page = desk(people.NOOR).page(LIST, view="team")
    assert "Amir" not in page
    assert "gevochten" not in page


@pytest.mark.django_db
def test_a_case_is_new_until_it_is_opened_and_again_after_the_reporter_writes(house, desk, clock):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    assert "nieuw</span>" in noor.page(LIST, view="nobody")
    assert case.reference in noor.page(LIST, view="nobody", unread="1")
    clock.passes(timedelta(minutes=5))
    noor.page(f"/werk/case/{case.reference}/")
    assert "nieuw</span>" not in noor.page(LIST, view="nobody")
    assert case.reference not in noor.page(LIST, view="nobody", unread="1")


@pytest.mark.django_db
def test_views_hold_what_they_say(house, desk):
    noor, ilias = desk(people.NOOR), house.person(people.ILIAS)
    mine, his, nobodys = (make.a_report(house).case for _number in range(3))
    for person, case in ((noor.person, mine), (ilias, his)):
        case_is_assigned(person=person, case=case, to=person.account, expected=None, at=make.NOON)

    def shown(view: str) -> list[bool]:
        page = noor.page(LIST, view=view)
        return [case.reference in page for case in (mine, his, nobodys)]

    assert shown("mine") == [True, False, False]
    assert shown("nobody") == [False, False, True]
    assert shown("team") == [True, False, True], "a colleague's case is not a handler's to see"
    assert "Team (2)" in noor.page(LIST)
    assert "Team (3)" in desk(people.ILIAS).page(LIST)


@pytest.mark.django_db
def test_filters_narrow_and_a_filter_of_another_world_narrows_nothing(house, desk):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    assert case.reference in noor.page(LIST, view="nobody", stage=case.stage)
    assert case.reference not in noor.page(LIST, view="nobody", theme=house.themes[0])
    assert case.reference not in noor.page(LIST, view="nobody", due="late")
    assert "Hier is nu niets" in noor.page(LIST, view="nobody", after=str(2**62))
    assert case.reference in noor.page(LIST, view="nobody", after="minus")


@pytest.mark.django_db
def test_a_view_is_kept_under_a_name_that_only_its_maker_sees(house, desk):
    noor, ilias = desk(people.NOOR), desk(people.ILIAS)
    noor.send("/werk/filters/", 302, name="Leefgroepen eerst", query="view=team&due=late")
    assert "Leefgroepen eerst" in noor.page(LIST)
    assert "?view=team&amp;due=late" in noor.page(LIST)
    assert "Leefgroepen eerst" not in ilias.page(LIST)
    kept = noor.person.account.saved_filters.get()
    assert b"Leefgroepen" not in bytes(kept.sealed)
    noor.send("/werk/filters/", 302, name="Nog een", query="view=team&theme=Amir+Peeters&after=2&x=Amir")
    assert noor.person.account.saved_filters.last().query == "view=team", "codes only, nothing that anybody wrote"
    noor.send("/werk/filters/", 302, drop=str(kept.id), query="view=mine")
    assert "Leefgroepen eerst" not in noor.page(LIST)


@pytest.mark.django_db
def test_a_conflict_of_interest_leaves_no_trace_in_list_count_search_or_address(house, desk):
    with journey("test.directory", at=make.NOON):
        school = add_institution(name="Basisschool Het Kompas", kind="school", place="Gent")
    lien, ilias = desk(people.LIEN), desk(people.ILIAS)
    case = make.a_report(house, respondent=str(school)).case
    case_is_opened(person=ilias.person, case=case, at=make.NOON)
    assert case.reference in lien.page(LIST, view="nobody")
    assert case.reference in lien.send("/werk/search/", 200, q="gevochten")

    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=lien.person.account, institution=school, at=make.NOON)

    page = lien.page(LIST, view="nobody")
    assert case.reference not in page
    assert "Niemand (0)" in page
    assert "nog niet doorzoekbaar" not in page
    assert case.reference not in lien.send("/werk/search/", 200, q="gevochten").replace('value="gevochten"', "")
    assert lien.get(f"/werk/case/{case.reference}/").status_code == 404
    assert case.reference in ilias.page(LIST, view="nobody")


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["²", "9" * 5000, "9" * 19, "-1", "x"])
def test_a_place_that_is_none_gives_the_first_page(desk, number):
    noor = desk(people.NOOR)
    noor.page("/werk/list/", after=number, before=number)
    assert noor.post("/werk/search/", {"q": "school", "before": number}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("odd", ["x", "1 OR 1=1", "\x00", "0" * 500])
def test_a_kept_view_that_cannot_exist_is_not_found(desk, odd):
    noor = desk(people.NOOR)
    noor.post("/werk/filters/", {"name": "Van mij", "query": "view=mine"})
    assert noor.post("/werk/filters/", {"drop": odd, "query": ""}).status_code == 404
    assert "Van mij" in noor.page("/werk/list/")


@pytest.mark.django_db
def test_a_reference_or_its_number_leads_to_the_case_and_never_to_one_that_is_not_theirs(house, desk):
    case = make.a_report(house).case
    noor, number = desk(people.NOOR), case.reference.rsplit("-", 1)[1]
    for query in (case.reference, case.reference.lower(), number, number.lstrip("0")):
        assert noor.post("/werk/search/", {"q": query}).url == f"/werk/case/{case.reference}/"
    near = an_institution_near(house, noor)
    respondent_is_named(person=house.person(people.ILIAS), case=access_case(house.person(people.ILIAS), case.reference),
                        kind="institution", words="", institution=near, at=make.NOON)
    assert noor.post("/werk/search/", {"q": case.reference}).status_code == 200


def an_institution_near(house, desk):
    """An institution to which somebody stands too near."""
    near = make.an_institution("De Linde")
    with journey("test.near", at=make.NOON):
        declare_conflict(account=desk.person.account, institution=near, at=make.NOON)
    return near
