import re

import pytest

from gehoor.domain.accounts.models import Account
from gehoor.foundation.vault.shares import join_shares, split_root
from gehoor.interfaces.cli.sheets import person_sheet, share_sheets
from gehoor.journeys.instance_is_founded import Founded

ROOT, RECOVERY = bytes(range(32)), bytes(range(32, 64))


@pytest.fixture
def founded():
    return Founded(fingerprint="QU5Y-NM5W", root_shares=split_root(ROOT), recovery_shares=split_root(RECOVERY), team_privates={})


def words_after(sheet: str, heading: str) -> str:
    part = sheet.split(heading)[1].split("\n\n")[0]
    return " ".join(re.findall(r"\d+ ([a-z]+)", part))


def test_any_two_sheets_give_root_and_recovery_key_back(founded):
    sheets = share_sheets(founded, name="huis", language="nl")
    assert len(sheets) == 3
    assert join_shares(words_after(sheet, "Wortelsleutel") for sheet in sheets[:2]) == ROOT
    assert join_shares(words_after(sheet, "Herstelsleutel") for sheet in sheets[1:]) == RECOVERY


def test_each_sheet_says_whose_it_is_and_which_of_how_many(founded):
    sheets = share_sheets(founded, name="huis", language="nl")
    assert all(f"huis: blad {number} van 3" in sheet for number, sheet in enumerate(sheets, 1))
    assert all("QU5Y-NM5W" in sheet for sheet in sheets)


def test_a_sheet_fits_on_paper(founded):
    sheets = share_sheets(founded, name="huis", language="nl")
    assert max(len(line) for sheet in sheets for line in sheet.splitlines()) <= 80


def sheet_of(*, on_screen: bool) -> str:
    account = Account(username="noor", name="Noor")
    return person_sheet(account, recovery_code="MFAF-0H1S", second_factor="KJZ5BF355BWKBCJV", language="nl", on_screen=on_screen)


def test_a_person_is_told_how_to_sign_in_and_how_to_come_back():
    sheet = sheet_of(on_screen=False)
    assert "Aanmelden als: noor" in sheet
    assert "KJZ5 BF35 5BWK BCJV" in sheet
    assert "otpauth://totp/Gehoor:noor?secret=KJZ5BF355BWKBCJV&issuer=Gehoor" in sheet
    assert "MFAF-0H1S" in sheet


def test_a_telephone_sees_black_on_white_on_every_screen():
    assert "\x1b[30;107m" in sheet_of(on_screen=True)
    assert "\x1b" not in sheet_of(on_screen=False)
