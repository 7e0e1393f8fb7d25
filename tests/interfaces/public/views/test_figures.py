"""The door of a client council: advice, figures and the right address, and never somebody's case (A18, A19, S-16)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep
from types import SimpleNamespace

import pytest

from gehoor.domain.cases.models import Case, Party
from gehoor.domain.contacts.models import Contact
from gehoor.domain.figures.actions import count
from gehoor.domain.figures.models import Fact
from gehoor.foundation.action import journey
from gehoor.interfaces.public.views import figures
from tests import make
from tests.phones import Phone

pytestmark = pytest.mark.django_db
DOOR = "raad"


@pytest.fixture
def council(settings, clock):
    """Somebody of a client council, before the service of confidants."""
    settings.GEHOOR_SERVICES = ("akj",)
    figures._count.cache_clear()
    return Phone()


def count_cases(year: int, **of_kind: int) -> None:
    with journey("test.counted", at=make.NOON):
        for kind, number in of_kind.items():
            for _case in range(number):
                count(unit="case", service="akj", on=date(year, 5, 1), kind=kind)


def test_s16_a_message_of_one_child_is_not_taken_in_and_the_council_reads_where_it_belongs(council):
    council.begin(DOOR).press("next", kind="misdirected")
    page = council.text
    assert "Wis het bericht." in page and 'href="tel:112"' in page and "Veilig Thuis" in page and "088-5551000" in page
    council.press("done")
    assert council.at == f"/{DOOR}/enough"
    assert (Contact.objects.count(), Case.objects.count()) == (0, 0)
    assert Fact.objects.get().kind == "misdirected"


def test_a_council_asks_without_a_name_and_arrives_as_a_council(council):
    make.a_house()
    council.begin(DOOR).press("next", kind="council_question")
    asked = []
    while not council.at.endswith("/check"):
        asked.append(council.text)
        council.press("next", **({"story": "Mogen wij iets zeggen over de bedtijden?"} if 'name="story"' in council.text else {}))
    assert not any(name in "".join(asked) for name in ('name="name"', 'name="child_name"', 'name="contact_address"', 'name="contact_how"'))
    assert len(council.send().split()) == 7
    case = Case.objects.get()
    assert (case.kind, case.audience, case.reporter_role) == ("council_question", "council", "council_member")
    assert not Party.objects.filter(is_child=True).exists()


def test_a_council_sees_the_figures_of_the_year_that_is_over_without_small_numbers(council):
    count_cases(2025, complaint=12, question=30, signal=1)
    count_cases(2026, complaint=7)
    page = council.open(f"/{DOOR}/figures")
    assert "Cijfers van 2025" in page
    rows = page.split("Zaken per soort")[1].split("</table>")[0]
    assert ">30<" in rows and rows.count(">.<") == 2 and ">12<" not in rows and ">7<" not in page
    assert f'href="/{DOOR}/figures"' in council.open(f"/{DOOR}/")


def test_a_year_without_figures_says_so_and_other_readers_have_none(council):
    assert "nog geen cijfers" in council.open(f"/{DOOR}/figures")
    assert council.get("/ouder/figures").status_code == 404
    assert "/figures" not in council.open("/ouder/")


def test_however_many_ask_at_the_same_moment_one_counts(monkeypatch):
    """Counting a year takes seconds where there is much: every thread of the pages would do it at once."""
    under_way, most = [], []

    def slowly(**_what):
        under_way.append(1)
        most.append(len(under_way))
        sleep(0.02)
        under_way.pop()
        return SimpleNamespace(tables=[])

    monkeypatch.setattr(figures, "the_year", slowly)
    figures._count.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(figures._counted, "a service", 2025, "nl", None) for _one in range(4)]
    assert [one.result() for one in asked] == [[]] * 4
    assert most == [1]
