"""Who may ask what: every address of both sides, and what each kind of person gets there.

A new address fails here until somebody has said who may ask it. `→ name` is a redirect to the address of that name.
"""

from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver, resolve, reverse

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case, TimelineEntry
from gehoor.domain.conversations.access import the_story
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.foundation.files.inspection import Inspected
from gehoor.foundation.files.storage import hold
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.file_is_asked_for import file_is_asked_for, offered_regimes
from gehoor.journeys.message_passes import reporter_writes
from tests import make, people

NOBODY = UUID(int=1)
ROLES = ("anonymous", "no_second_factor", "locked", "handler", "of_another_case", "supervisor", "too_near", "adviser", "protection")
IN, ENROL, UNLOCK = "→ account_login", "→ mfa_activate_totp", "→ staff:unlock"
DAY, LIST, AGAIN, HOME, NONE = "→ staff:day", "→ staff:worklist", "→ mfa_reauthenticate", "→ staff:home", "404"


def _inside(*, handler: str, other: str, supervisor: str, near: str, adviser: str, protection: str) -> tuple:
    """A page behind the door: nobody passes it without signing in, a second factor, and being unlocked."""
    return IN, ENROL, UNLOCK, handler, other, supervisor, near, adviser, protection


def _own(without: str, with_one: str) -> tuple:
    """A page on one's own second factor: alike for every role, and unlocked only."""
    return (IN, without, UNLOCK, *[with_one] * 6)


ON_CASES = _inside(handler="200", other="200", supervisor="200", near="200", adviser=NONE, protection=NONE)
SUPERVISING = _inside(handler=NONE, other=NONE, supervisor="200", near="200", adviser=NONE, protection=NONE)
ONE_CASE = _inside(handler="200", other=NONE, supervisor="200", near=NONE, adviser=NONE, protection=NONE)

STAFF = {
    "staff:look": ("200",) * 9,
    "staff:home": _inside(handler=DAY, other=DAY, supervisor=DAY, near=DAY, adviser="→ staff:figures", protection="→ staff:readings"),
    "staff:worklist": ON_CASES,
    "staff:search": _inside(handler=LIST, other=LIST, supervisor=LIST, near=LIST, adviser=NONE, protection=NONE),
    "staff:save_filter": _inside(handler=LIST, other=LIST, supervisor=LIST, near=LIST, adviser=NONE, protection=NONE),
    "staff:register": ON_CASES,
    "staff:registered": ON_CASES,
    "staff:figures": _inside(handler="200", other="200", supervisor="200", near="200", adviser="200", protection=NONE),
    "staff:readings": _inside(handler=NONE, other=NONE, supervisor="200", near="200", adviser=NONE, protection="200"),
    "staff:day": ON_CASES,
    "staff:team": SUPERVISING,
    "staff:hand": SUPERVISING,
    "staff:away": ON_CASES,
    "staff:glass": _inside(handler="200", other="200", supervisor="200", near="200", adviser=NONE, protection="200"),
    "staff:centres": ON_CASES,
    "staff:register_asked": _inside(handler=NONE, other=NONE, supervisor=NONE, near=NONE, adviser=NONE, protection=NONE),
    "staff:asked_of_us": _inside(handler=NONE, other=NONE, supervisor=NONE, near=NONE, adviser=NONE, protection=NONE),
    "staff:directory": ON_CASES,
    "staff:institution": ON_CASES,
    "staff:add_institution": SUPERVISING,
    "staff:keep_institution": SUPERVISING,
    "staff:import_directory": SUPERVISING,
    "staff:export_directory": SUPERVISING,
    "staff:walls": _inside(handler=NONE, other=NONE, supervisor=NONE, near=NONE, adviser=NONE, protection="200"),
    "staff:case": ONE_CASE,
    "staff:mediation": ONE_CASE,
    "staff:consents": ONE_CASE,
    "staff:inspection": ONE_CASE,
    "staff:inspected": ONE_CASE,
    "staff:case_readings": _inside(handler=NONE, other=NONE, supervisor="200", near=NONE, adviser=NONE, protection=NONE),
    "staff:download": ONE_CASE,
    "staff:sheet": ONE_CASE,
    "staff:move": ONE_CASE,
    "staff:act": ONE_CASE,
    "staff:act_on": ONE_CASE,
    "staff:conflicts": ON_CASES,
    "staff:keys": _inside(handler="200", other="200", supervisor="200", near="200", adviser="200", protection="200"),
    "staff:here": _inside(handler="204", other="204", supervisor="204", near="204", adviser="204", protection="204"),
    "staff:reach": _inside(handler="200", other="200", supervisor="200", near="200", adviser="200", protection="200"),
    "staff:passphrase": _own("200", "200"),
    "staff:unlock": (IN, *["200"] * 8),
    "account_login": ("200", *[HOME] * 8),
    "account_logout": (IN, *["200"] * 8),
    "account_inactive": ("200",) * 9,
    "account_reauthenticate": _own("403", AGAIN),
    "mfa_authenticate": (IN, *[HOME] * 8),
    "mfa_index": _own("200", "200"),
    "mfa_reauthenticate": _own("403", "200"),
    "mfa_activate_totp": _own("200", AGAIN),
    "mfa_deactivate_totp": _own(NONE, AGAIN),
    "mfa_list_webauthn": _own("200", "200"),
    "mfa_add_webauthn": _own("200", AGAIN),
    "mfa_reauthenticate_webauthn": _own("403", AGAIN),
    "mfa_remove_webauthn": _own(NONE, AGAIN),
    "mfa_edit_webauthn": _own(NONE, AGAIN),
    "mfa_view_recovery_codes": _own(NONE, NONE),
    "mfa_generate_recovery_codes": _own("200", AGAIN),
    "mfa_download_recovery_codes": _own(NONE, NONE),
    # Last: it takes the keys away.
    "staff:lock": (IN, *[UNLOCK] * 8),
}

# Somebody outside gets the same whoever they are inside: the cookie of the staff side doesn't go there. Without a story
# under way there is nothing to go on with (410), and without a receipt no story to open.
PUBLIC = {
    "public:home": "200", "public:look": "200", "public:enter": "200", "public:lost": "200", "public:about": "200",
    "public:welcome": "200", "public:start": "200", "public:about_for": "200", "public:language": "→ public:home",
    "public:check": "410", "public:receipt": "410", "public:done": "410", "public:later": "410", "public:question": "410",
    "public:enough": "200", "public:hours": "200", "public:figures": NONE,
    "public:held_file": NONE, "public:story": "→ public:enter", "public:withdraw": "→ public:enter",
    "public:sharing": "→ public:enter", "public:take_back": "→ public:enter",
    "public:close": "→ public:enter",
    "public:story_file": NONE, "public:again": "→ public:home", "public:leave": "303",
}
BY_POST = {"staff:save_filter", "staff:lock", "staff:here", "public:close"}


def routes(resolver=None, space: str = "") -> dict[str, list[str]]:
    """Every named address with what it must be told."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            found[space + pattern.name] = list(pattern.pattern.converters)
        else:
            found |= routes(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
    return found


class Scene:
    """A case of Noor's about a school, and somebody in one of the roles."""

    def __init__(self, house, desk):
        with journey("test.directory", at=make.NOON):
            self.school = add_institution(name="Basisschool Het Kompas", kind="school", place="Gent")
        noor = house.person(people.NOOR)
        arrived = make.a_report(house, respondent=str(self.school))
        letter = hold(Inspected(name="brief.txt", kind="text", suffix=".txt", data=b"Beste ouders", scanned="clean"), at=make.NOON)
        reporter_writes(story=the_story(open_receipt(arrived.code)), kind="reply", text="", held_files=[letter], at=make.NOON)
        self.file = letter.id
        case = access_case(noor, arrived.case.reference)
        self.case = case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
        self.asked = file_is_asked_for(
            person=noor, case=self.case, regime=offered_regimes(house.service, make.a_day())[0], asker="third_party", party=None,
            minor=None, is_able=True, is_agreed=False, is_checked=True, words="Een oom", reasons="Er is geen kind bij.",
            received_on=make.a_day(), at=make.NOON).id
        self._desk, self._procedure = desk, house.service.procedure
        self._door = house.service.about.audiences[0].path

    def somebody(self, role: str):
        """A browser of somebody in that role."""
        match role:
            case "anonymous":
                browser = self._desk(people.NOOR)
                browser.cookies.clear()
                return browser
            case "no_second_factor":
                return self._desk(people.NOOR, second_factor=False)
            case "locked":
                return self._desk(people.NOOR, unlocked=False)
            case "too_near":
                browser = self._desk(people.ILIAS)
                with journey("test.conflict", at=make.NOON):
                    declare_conflict(account=browser.person.account, institution=self.school, at=make.NOON)
                return browser
        who = {"handler": people.NOOR, "of_another_case": people.LIEN, "supervisor": people.ILIAS, "adviser": people.WARD,
               "protection": people.ANN}
        return self._desk(who[role])

    def address(self, name: str) -> str:
        """The address of a route, told what it needs."""
        told = {
            "reference": self.case.reference, "file_id": self.file, "file": NOBODY, "pk": 1, "number": 1, "door": self._door,
            "page": "privacy", "name": "answer", "code": self._procedure.sheets[0].code,
            "request_id": self.asked, "received_id": NOBODY, "consent": NOBODY,
        }
        if name == "staff:move":
            told["code"] = self._procedure.stages[0].moves[0].code
        if name in ("staff:institution", "staff:keep_institution"):
            told |= {"code": self.school.code, "doing": "change"}
        if name == "staff:act_on":
            told |= {"name": "test", "which": "law"}
        if name == "public:language":
            told["code"] = "nl"
        return reverse(name, kwargs={one: told[one] for one in routes()[name]})


def outcome(answer) -> str:
    """What somebody got: a status, or where they were led."""
    if answer.status_code in (301, 302):
        return f"→ {resolve(answer.headers['Location'].split('?')[0]).view_name}"
    return str(answer.status_code)


@pytest.fixture
def scene(house, desk, settings, tmp_path) -> Scene:
    settings.GEHOOR_FILES = tmp_path / "files"
    return Scene(house, desk)


def test_every_address_says_who_may_ask_it():
    assert set(routes()) == set(STAFF) | set(PUBLIC)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_kind_of_person_gets_what_is_theirs(scene, role):
    browser = scene.somebody(role)
    expected = {name: outcomes[ROLES.index(role)] for name, outcomes in STAFF.items()} | PUBLIC
    found = {}
    for name in expected:
        ask = browser.post if name in BY_POST else browser.get
        found[name] = outcome(ask(scene.address(name)))
    assert found == expected


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("handler", "supervisor")])
def test_who_may_not_open_a_case_changes_nothing_in_it(scene, role):
    browser = scene.somebody(role)
    before = Case.objects.values().get(), TimelineEntry.objects.count()
    for name in ("staff:act", "staff:act_on", "staff:sheet", "staff:move"):
        typed = {"text": "Toch iets", "kind": "answer", "expected": scene.case.stage, "judgement": "no_judgement", "reasons": "Zo."}
        assert outcome(browser.post(scene.address(name), typed)) == STAFF[name][ROLES.index(role)]
    assert (Case.objects.values().get(), TimelineEntry.objects.count()) == before
