import io

import pytest

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.backends import VaultBackend
from gehoor.domain.accounts.locks import keyring_for
from gehoor.domain.accounts.models import Account, Membership, Team
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.services.registry import all_services
from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.holders import WrongPassphrase, WrongPrivateKey
from gehoor.foundation.vault.keyring import Keyring, NoKey
from gehoor.foundation.vault.shares import split_root
from gehoor.interfaces.cli import asking
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import people
from gehoor.journeys.case_moves_on import case_becomes_confidential
from gehoor.journeys.instance_is_founded import instance_is_founded, person_joins
from gehoor.journeys.person_leaves import AloneBehindWall
from tests import make
from tests.people import ILIAS, NOOR, PASSPHRASE, WARD

pytestmark = pytest.mark.django_db
STRONG = "fiets lamp oceaan trommel wolk"


@pytest.fixture
def house(monkeypatch):
    """A house where Ilias works, whose passphrase is at hand, and a newcomer who chose one."""
    monkeypatch.setenv("GEHOOR_PASSPHRASE", STRONG)
    monkeypatch.setenv("GEHOOR_COLLEAGUE_PASSPHRASE", PASSPHRASE)
    house = make.a_house()
    house.join(ILIAS)
    return house


def team_of(house) -> str:
    return f"{house.team.service}/{house.team.code}"


def run(*typed):
    people.run(build_parser().parse_args(["people", *typed]))


def add(house, *more):
    run("add", "--username", NOOR.username, "--name", NOOR.name, "--team", team_of(house), "--by", ILIAS.username, *more)


def test_somebody_who_is_added_opens_what_their_team_opens(house, capsys):
    add(house)
    noor = Account.objects.get(username=NOOR.username)
    assert keyring_for(noor, STRONG).team_private(house.team.id) == house.team_private
    assert "Persoonlijke herstelcode" in capsys.readouterr().out


def test_an_adviser_is_vouched_for_and_opens_no_file(house):
    add(house, "--role", "adviser")
    noor = Account.objects.get(username=NOOR.username)
    keyring = keyring_for(noor, STRONG)
    with pytest.raises(NoKey):
        keyring.team_private(house.team.id)


def test_a_colleague_whose_passphrase_does_not_fit_hands_nothing_on(house, monkeypatch):
    monkeypatch.setenv("GEHOOR_COLLEAGUE_PASSPHRASE", "something else entirely")
    with pytest.raises(SetupError, match="not the passphrase"):
        add(house)
    assert not Account.objects.filter(username=NOOR.username).exists()


def test_a_colleague_without_the_teams_key_cannot_hand_it_on(house):
    house.join(WARD)
    with pytest.raises(SetupError, match="holds no key"):
        run("add", "--username", "lien", "--name", "Lien", "--team", team_of(house), "--by", WARD.username)


def test_a_name_is_never_used_twice(house):
    add(house)
    with pytest.raises(SetupError, match="never used twice"):
        add(house)


def test_where_there_are_several_teams_one_must_be_named(house):
    with pytest.raises(SetupError, match=team_of(house)):
        run("add", "--username", "lien", "--name", "Lien", "--by", ILIAS.username)


def test_somebody_joins_one_more_team_once(house, capsys):
    house.join(WARD)
    other = Team.objects.exclude(id=house.team.id).first()
    Membership.objects.filter(account__username=ILIAS.username).update(team=house.team)
    with pytest.raises(SetupError, match="in that team already"):
        run("team", "--username", WARD.username, "--team", team_of(house), "--by", ILIAS.username)
    with pytest.raises(SetupError, match="holds no key"):
        run("team", "--username", WARD.username, "--team", f"{other.service}/{other.code}", "--by", ILIAS.username)


def test_the_list_tells_who_is_in_which_team_and_role(house, capsys):
    run("list")
    assert f"{team_of(house)} (supervisor)" in capsys.readouterr().out


@pytest.fixture
def founded_with_a_team_to_open():
    """Founded when one of its declared teams was not there yet; two of its three sheets are typed."""
    service = all_services(make.NOON.date())[0]
    later = service.about.teams[-1].code
    founded = instance_is_founded(services=[service], at=make.NOON)
    Team.objects.filter(code=later).delete()
    first = Team.objects.get()
    person_joins(username=ILIAS.username, name=ILIAS.name, passphrase=PASSPHRASE, at=make.NOON,
                 teams=[(first, ILIAS.role, founded.team_privates[first.id])])
    return founded, f"{service.code}/{later}"


def typed(monkeypatch, *lines):
    monkeypatch.setattr(asking.sys, "stdin", io.StringIO("\n".join(lines) + "\n"))


def test_two_sheets_open_a_team_that_was_declared_later(founded_with_a_team_to_open, monkeypatch):
    founded, team = founded_with_a_team_to_open
    typed(monkeypatch, *founded.root_shares[1:])
    run("open", "--team", team, "--username", ILIAS.username)
    opened = Team.objects.get(code=team.split("/")[1])
    keyring = keyring_for(Account.objects.get(username=ILIAS.username), PASSPHRASE)
    assert keyring.open(opened.search_compartment)


def test_sheets_of_another_root_open_nothing(founded_with_a_team_to_open, monkeypatch):
    _founded, team = founded_with_a_team_to_open
    typed(monkeypatch, *split_root(bytes(32))[:2])
    with pytest.raises(WrongPrivateKey):
        run("open", "--team", team, "--username", ILIAS.username)


def test_a_team_that_is_open_is_not_opened_again(house):
    with pytest.raises(SetupError, match="open already"):
        run("open", "--team", team_of(house), "--username", ILIAS.username)


def test_who_leaves_opens_nothing_more_and_is_let_in_no_more(house, capsys):
    noor = house.person(NOOR)
    case = make.a_report(house).case
    assert noor.keyring.may_open(case.compartment_id)
    run("leave", "--username", NOOR.username)
    assert "in no team any more" in capsys.readouterr().out
    left = Account.objects.get(username=NOOR.username)
    assert (left.is_active, left.memberships.count(), keyring_for(left, PASSPHRASE)) == (False, 0, None)
    still_in_a_session = Keyring.from_session(noor.keyring.to_session())
    assert not still_in_a_session.may_open(case.compartment_id)
    assert VaultBackend().get_user(left.id) is None
    assert visible_cases(Person(account=left, keyring=still_in_a_session)).count() == 0


def test_nobody_leaves_who_alone_can_open_a_confidential_case(house):
    noor = house.person(NOOR)
    case = case_becomes_confidential(person=house.person(ILIAS), case=make.a_report(house).case, to=[noor.account], at=make.NOON)
    with pytest.raises(AloneBehindWall, match=case.reference):
        run("leave", "--username", NOOR.username)
    assert Account.objects.get(username=NOOR.username).is_active


def test_the_code_on_paper_gives_a_new_passphrase_and_is_used_up(house, capsys, monkeypatch):
    joined = person_joins(username=NOOR.username, name=NOOR.name, passphrase=PASSPHRASE, at=make.NOON,
                          teams=[(house.team, NOOR.role, house.team_private)])
    monkeypatch.setenv("GEHOOR_RECOVERY_CODE", joined.recovery_code)
    run("recover", "--username", NOOR.username)
    assert joined.recovery_code not in capsys.readouterr().out
    assert keyring_for(joined.account, STRONG).team_private(house.team.id) == house.team_private
    assert keyring_for(joined.account, PASSPHRASE) is None
    with pytest.raises(WrongPassphrase):
        run("recover", "--username", NOOR.username)


def test_when_nobody_of_a_team_is_left_two_sheets_give_it_people_again(monkeypatch, capsys):
    monkeypatch.setenv("GEHOOR_PASSPHRASE", STRONG)
    service = all_services(make.NOON.date())[0]
    founded = instance_is_founded(services=[service], at=make.NOON)
    team = Team.objects.order_by("code").first()
    typed(monkeypatch, *founded.recovery_shares[:2])
    run("add", "--username", NOOR.username, "--name", NOOR.name, "--team", f"{team.service}/{team.code}", "--role", "supervisor",
        "--sheets")
    keyring = keyring_for(Account.objects.get(username=NOOR.username), STRONG)
    assert keyring.team_private(team.id) == founded.team_privates[team.id]


def test_sheets_of_another_instance_give_a_team_nobody(house, monkeypatch):
    typed(monkeypatch, *split_root(bytes(32))[:2])
    with pytest.raises(WrongPrivateKey):
        run("add", "--username", NOOR.username, "--name", NOOR.name, "--team", team_of(house), "--sheets")
    assert not Account.objects.filter(username=NOOR.username).exists()


def test_the_operator_says_where_somebody_can_be_reached(house, capsys):
    run("reach", "--username", ILIAS.username, "--phone", "02 000 00 00", "--email", "ilias@example.org")
    assert "02 000 00 00 and ilias@example.org" in capsys.readouterr().out
    with pytest.raises(SetupError, match="telefoonnummer"):
        run("reach", "--username", ILIAS.username, "--phone", "bel maar")
    run("reach", "--username", ILIAS.username)
    assert Account.objects.get(username=ILIAS.username).direct_email == ""
