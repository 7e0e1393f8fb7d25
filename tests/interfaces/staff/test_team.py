"""The team's page: how much each has, who is away, what nobody has; and cases that change hands at once."""

import pytest

from gehoor.domain.accounts.queries import the_team
from gehoor.domain.cases.models import Case
from gehoor.journeys.case_is_handed_over import case_is_handed_over
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, urgency_is_decided
from gehoor.journeys.instance_is_founded import person_joins_team
from gehoor.journeys.person_is_away import person_is_away
from gehoor.journeys.person_leaves import person_leaves
from tests import make, people
from tests.interfaces.staff.test_worklist import queries_of
from tests.wide import wide

__all__ = ["wide"]

TEAM, HAND, AWAY = "/werk/team/", "/werk/team/hand/", "/werk/away/"


def of(house, figure, *, urgent=False) -> Case:
    person = house.person(figure)
    case = make.a_report(house).case
    case_is_assigned(person=person, case=case, to=person.account, expected=None, at=make.NOON)
    if urgent:
        urgency_is_decided(person=person, case=case, urgency=house.service.procedure.urgencies[0].code, at=make.NOON)
    return case


@pytest.mark.django_db
def test_the_load_of_each_is_counted_and_nobody_is_measured_by_speed(house, desk):
    of(house, people.NOOR, urgent=True), of(house, people.NOOR), of(house, people.LIEN)
    make.a_report(house)
    page = desk(people.ILIAS).page(TEAM)
    for name, counts in (("Noor", (2, 1)), ("Lien", (1, 0)), ("niemand", (1, 0))):
        row = page[page.index(f'<th scope="row">{name}'):].partition("</tr>")[0]
        assert all(f">{number}</td>" in row for number in counts), (name, row)
    assert "nooit om iemand te beoordelen" in page and "gemiddeld" not in page


@pytest.mark.django_db
def test_the_page_says_who_is_away_who_left_and_who_covers(house, desk):
    of(house, people.NOOR)
    noor, lien, ilias = (house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS))
    today = make.NOON.date()
    person_is_away(person=ilias, account=noor.account, cover=lien.account, from_day=today, until_day=today, at=make.NOON)
    assert "Lien vervangt" in " ".join(desk(people.ILIAS).page(TEAM).split())
    person_leaves(account=noor.account, at=make.NOON)
    assert "werkt hier niet meer" in desk(people.ILIAS).page(TEAM)


@pytest.mark.django_db
def test_cases_of_a_leaver_go_on_to_others_in_one_go(house, desk):
    first, second = of(house, people.NOOR), of(house, people.NOOR)
    lien, noor = house.person(people.LIEN), house.person(people.NOOR)
    person_leaves(account=noor.account, at=make.NOON)
    ilias = desk(people.ILIAS)
    address = f"{HAND}?team={house.team.pk}&whose={noor.account.username}"
    page = ilias.page(HAND, team=str(house.team.pk), whose=noor.account.username)
    assert first.reference in page and "gaan nooit mee" in page
    chosen = {"cases": [str(first.pk), str(second.pk)], "to": [str(lien.id)]}
    assert "Vul dit in" in ilias.send(address, 422, **chosen)
    ilias.send(address, 302, **chosen, reason="Noor werkt hier niet meer.")
    assert set(Case.objects.values_list("handler__name", flat=True)) == {"Lien"}
    assert ilias.get(HAND, {"team": str(house.team.pk), "whose": noor.account.username}).status_code == 404, "nothing is theirs any more"


@pytest.mark.django_db
def test_what_a_colleague_took_meanwhile_is_told_and_nothing_is_lost(house, desk):
    case, lien, noor = of(house, people.NOOR), house.person(people.LIEN), house.person(people.NOOR)
    other = of(house, people.NOOR)
    ilias = desk(people.ILIAS)
    address = f"{HAND}?team={house.team.pk}&whose={noor.account.username}"
    ilias.page(HAND, team=str(house.team.pk), whose=noor.account.username)
    case_is_assigned(person=noor, case=case, to=None, expected=noor.account, at=make.NOON)
    typed = {"cases": [str(case.pk), str(other.pk)], "to": [str(lien.id)], "reason": "Noor heeft te veel."}
    page = ilias.send(address, 422, **typed)
    assert "Noor heeft te veel." in page
    assert Case.objects.get(pk=other.pk).handler == noor.account


@pytest.mark.django_db
def test_confidential_cases_are_not_given_by_the_dozen(house, desk):
    case, noor, ilias = of(house, people.NOOR), house.person(people.NOOR), house.person(people.ILIAS)
    plain = of(house, people.NOOR)
    case_becomes_confidential(person=noor, case=case, to=[noor.account, ilias.account], at=make.NOON)
    page = desk(people.ILIAS).page(HAND, team=str(house.team.pk), whose=noor.account.username)
    assert plain.reference in page and case.reference not in page


@pytest.mark.django_db
def test_somebody_notes_their_own_absence_and_takes_it_back(house, desk):
    lien, noor = house.person(people.LIEN), desk(people.NOOR)
    typed = {"account": str(noor.person.id), "from_day": "10/03/2026", "until_day": "2026-03-12", "cover": str(lien.id)}
    assert "De laatste dag ligt voor de eerste" in noor.send(AWAY, 422, **{**typed, "until_day": "2026-03-01"})
    assert "kan zichzelf niet vervangen" in noor.send(AWAY, 422, **{**typed, "cover": str(noor.person.id)})
    noor.send(AWAY, 302, **typed)
    page = desk(people.LIEN).page(AWAY)
    assert "Lien vervangt" in page and "is er toch" not in page
    back = noor.page(AWAY).partition('name="back" value="')[2].partition('"')[0]
    desk(people.LIEN).send(AWAY, 404, back=back)
    noor.send(AWAY, 302, back=back)
    assert "Niemand is afwezig" in noor.page(AWAY)


@pytest.mark.django_db
def test_a_big_team_costs_as_many_queries_as_a_small_one(house, desk):
    browser = desk(people.ILIAS)
    of(house, people.NOOR)
    make.a_report(house)
    few = queries_of(browser, TEAM)
    for figure in (people.NOOR, people.LIEN, people.LIEN):
        of(house, figure)
        make.a_report(house)
    assert queries_of(browser, TEAM) == few <= 30


@pytest.mark.django_db
@pytest.mark.usefixtures("wide")
def test_who_leads_several_teams_first_sees_the_one_with_most_open(house, desk):
    homes, noor = the_team("voorbeeld", "homes"), house.person(people.NOOR)
    person_joins_team(account=house.person(people.ILIAS).account, team=homes, role="supervisor", at=make.NOON,
                      team_private=house.team_privates[homes.id], by=None)
    assert f"<h1>{house.team.name}</h1>" in desk(people.ILIAS).page(TEAM)
    case_is_handed_over(person=noor, case=make.a_report(house).case, to=homes, expected=house.team, reason="Een leefgroep.", at=make.NOON)
    assert f"<h1>{homes.name}</h1>" in desk(people.ILIAS).page(TEAM)
    assert f"<h1>{house.team.name}</h1>" in desk(people.ILIAS).page(TEAM, team=str(house.team.pk))
