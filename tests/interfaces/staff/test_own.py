"""What somebody says of themselves: another passphrase, for which the old one is asked; and to which institutions they stand too near."""

import pytest
from django.test import Client

from gehoor.domain.accounts.locks import WrongTries, keyring_for
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.interfaces.staff.views import own
from gehoor.journeys.case_moves_on import case_becomes_confidential
from tests import make, people

PAGE = "/werk/passphrase/"
STRONG = "fiets lamp oceaan trommel wolk"


def typed(old=people.PASSPHRASE, new=STRONG, again=None) -> dict:
    return {"old_passphrase": old, "new_passphrase": new, "again": new if again is None else again}


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    monkeypatch.setattr(own, "WRONG_TRIES", WrongTries())


@pytest.mark.django_db
def test_another_passphrase_opens_all_that_the_old_one_did_and_the_old_one_nothing(house, desk):
    noor, case = desk(people.NOOR), make.a_report(house).case
    elsewhere = desk(people.NOOR)
    noor.send(PAGE, 302, **typed())
    assert keyring_for(noor.person.account, people.PASSPHRASE) is None
    assert keyring_for(noor.person.account, STRONG).may_open(case.compartment_id)
    assert noor.page("/werk/list/"), "who changed it goes on working"
    assert elsewhere.get("/werk/list/").headers["Location"].startswith("/werk/sign-in/"), "every other session is over"
    assert AuditLine.objects.filter(action="passphrase.renewed", actor_id=noor.person.id).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("given", "said"), [
    (typed(old="fout"), "niet je wachtwoord van nu"), (typed(new="noor1234"), "te makkelijk te raden"),
    (typed(again="iets anders"), "niet hetzelfde"), (typed(new="", again=""), "Vul dit in."),
])
def test_what_does_not_fit_is_said_and_changes_nothing(house, desk, given, said):
    noor = desk(people.NOOR)
    page = noor.send(PAGE, 422, **given)
    assert said in page
    assert not any(value in page for value in given.values() if value)
    assert keyring_for(noor.person.account, people.PASSPHRASE)


@pytest.mark.django_db
def test_guessing_at_the_old_one_is_answered_later_and_later(house, desk):
    noor = desk(people.NOOR)
    waits = [int(noor.post(PAGE, typed(old="fout"))["X-Gehoor-Delay-Ms"]) for _try in range(3)]
    assert waits == [500, 1_000, 2_000]


@pytest.mark.django_db
def test_it_is_not_for_who_is_locked_or_outside(house, desk):
    assert desk(people.NOOR, unlocked=False).post(PAGE, typed()).headers["Location"].startswith("/werk/unlock/")
    assert Client().post(PAGE, typed()).headers["Location"].startswith("/werk/sign-in/")
    assert keyring_for(house.accounts["noor"], people.PASSPHRASE)


@pytest.fixture
def school(house):
    with journey("test.directory", at=make.NOON):
        return add_institution(name="Atheneum De Brug", kind="school", place="Mechelen")


@pytest.mark.django_db
def test_who_says_that_they_stand_too_near_sees_no_case_about_it_any_more(house, desk, school):
    noor, case = desk(people.NOOR), make.a_report(house, respondent=str(school)).case
    assert noor.page(f"/werk/case/{case.reference}/")
    assert "Vul dit in." in noor.send("/werk/conflicts/", 422)
    noor.send("/werk/conflicts/", 302, institution=str(school.id))
    assert "<li>Atheneum De Brug, Mechelen</li>" in noor.page("/werk/conflicts/")
    assert noor.get(f"/werk/case/{case.reference}/").status_code == 404
    assert desk(people.LIEN).page(f"/werk/case/{case.reference}/")


@pytest.mark.django_db
def test_the_last_who_opens_a_confidential_case_names_somebody_first(house, desk, school):
    noor, lien = desk(people.NOOR), desk(people.LIEN)
    case = make.a_report(house, respondent=str(school)).case
    case_becomes_confidential(person=noor.person, case=case, to=[noor.person.account, lien.person.account], at=make.NOON)
    lien.send("/werk/conflicts/", 302, institution=str(school.id))
    assert case.reference in noor.send("/werk/conflicts/", 422, institution=str(school.id))
    assert noor.page(f"/werk/case/{case.reference}/")


@pytest.mark.django_db
def test_who_says_that_they_know_a_person_sees_no_case_about_them_any_more_however_the_name_is_written(house, desk):
    noor, lien = desk(people.NOOR), desk(people.LIEN)
    case = make.a_report(house).case
    lien.send(f"/werk/case/{case.reference}/do/respondent/", 302, kind="person", institution="", name="Van den Broeck Ánneke")
    assert "één tegelijk" in noor.send("/werk/conflicts/", 422, institution=str(make.an_institution("Atheneum").id), name="Anneke Broeck")
    assert "voornaam en de naam" in noor.send("/werk/conflicts/", 422, name="Anneke")
    noor.send("/werk/conflicts/", 302, name="Anneke van den Broeck")
    assert "<li>Anneke van den Broeck</li>" in noor.page("/werk/conflicts/")
    assert noor.get(f"/werk/case/{case.reference}/").status_code == 404
    assert "ziet ze niet" in desk(people.ILIAS).page(f"/werk/case/{case.reference}/")
    assert b"Anneke" not in bytes(noor.person.account.conflicts.get().sealed)


@pytest.mark.django_db
def test_who_reads_a_case_and_knows_somebody_in_it_says_so_there_and_is_rid_of_it(house, desk):
    noor, lien = desk(people.NOOR), desk(people.LIEN)
    case = make.a_report(house).case
    here = f"/werk/case/{case.reference}/"
    noor.send(f"{here}do/respondent/", 302, kind="person", institution="", words="juf An")
    page = noor.page(here)
    assert "Zolang voornaam en naam niet gezegd zijn" in page and "Ik sta hier te dicht bij" in page
    row = case.respondents.get()
    form = noor.get(f"{here}do/near/{row.id}/").context["form"]
    assert "voornaam en de naam" in noor.send(f"{here}do/near/{row.id}/", 422, name="An", seen=form["seen"].value())
    noor.send(f"{here}do/near/{row.id}/", 302, name="An Peeters", seen=form["seen"].value())
    assert noor.get(here).status_code == 404
    page = lien.page(here)
    assert "An Peeters" in page and "Zolang voornaam" not in page
    twin = make.a_report(house).case
    lien.send(f"/werk/case/{twin.reference}/do/respondent/", 302, kind="person", institution="", name="Peeters An")
    assert noor.get(f"/werk/case/{twin.reference}/").status_code == 404, "another case about the same person"


@pytest.mark.django_db
def test_a_person_who_was_named_wrongly_is_named_anew_and_the_former_conflict_holds_no_more(house, desk):
    noor, lien = desk(people.NOOR), desk(people.LIEN)
    case = make.a_report(house).case
    here = f"/werk/case/{case.reference}/"
    lien.send(f"{here}do/respondent/", 302, kind="person", institution="", name="An Peeters")
    noor.send("/werk/conflicts/", 302, name="An Peeters")
    row = case.respondents.get()
    seen = lien.get(f"{here}do/who/{row.id}/").context["form"]["seen"].value()
    lien.send(f"{here}do/who/{row.id}/", 302, name="Ann Pieters", seen=seen)
    assert lien.send(f"{here}do/who/{row.id}/", 409, name="An Claes", seen=seen), "a colleague was first"
    assert noor.page(here)


@pytest.mark.django_db
def test_who_stands_near_an_institution_says_it_on_the_case_too(house, desk, school):
    noor, case = desk(people.NOOR), make.a_report(house, respondent=str(school)).case
    row = case.respondents.get()
    noor.send(f"/werk/case/{case.reference}/do/near/{row.id}/", 302)
    assert noor.get(f"/werk/case/{case.reference}/").status_code == 404
    assert "<li>Atheneum De Brug, Mechelen</li>" in noor.page("/werk/conflicts/")
