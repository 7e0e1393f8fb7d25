"""A sixth service, invented, that was declared by following the guide: no line of Python knows it, and everything works for it."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from gehoor.domain.cases.models import Classification
from gehoor.domain.services.checking import check
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.names import NobodyIsNamedHere
from gehoor.domain.services.schema.axes import LISTS
from gehoor.domain.services.schema.fields import MEANS
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_classified, case_moves_on
from gehoor.journeys.instance_is_founded import person_joins
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.year_is_counted import the_year
from tests import make, people
from tests.domain.services.declared import SHIPPED
from tests.house.test_plain_words import EASY, SHORT, reading_ease, sentences, told, words
from tests.phones import Phone

SIXTH = Path(__file__).parent
CODE = "doelwind"
# What no service needs: failings are chosen by who works here, and Belgium has no other holidays in a part of it.
NOT_ASKED, NOT_SAID = {"failing"}, {("ServiceFile", "subdivision")}


@pytest.fixture(scope="module")
def draft():
    return read_declarations([SHIPPED, SIXTH], [CODE]).drafts[0]


@pytest.fixture
def house(settings):
    """Founded with both of its teams; Noor sits in the first, Ilias in both."""
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [SHIPPED, SIXTH], (CODE,)
    return make.a_house()


def said(part: object) -> set[tuple[str, str]]:
    """Every field that is written somewhere in this part, with the model that has it."""
    if isinstance(part, BaseModel):
        here = {(home(type(part), name), name) for name in part.model_fields_set}
        return here.union(*(said(getattr(part, name)) for name in type(part).model_fields))
    if isinstance(part, (list, dict)):
        return set().union(*map(said, part.values() if isinstance(part, dict) else part))
    return set()


def home(model: type[BaseModel], name: str) -> str:
    """The class that brings a field, for what all files have alike."""
    return next(one.__name__ for one in reversed(model.__mro__) if name in getattr(one, "model_fields", {}))


def models(part: object) -> set[type[BaseModel]]:
    if isinstance(part, BaseModel):
        return {type(part)}.union(*(models(getattr(part, name)) for name in type(part).model_fields))
    if isinstance(part, (list, dict)):
        return set().union(*map(models, part.values() if isinstance(part, dict) else part))
    return set()


def test_it_passes_the_check():
    assert check([SHIPPED, SIXTH], together=[CODE]) == []


def test_it_says_all_that_a_service_can_say(draft):
    """A field that the schema gets is said here too, so that somebody tried it."""
    files = [read.model for reads in draft.files.values() for read in reads] + [read.model for read in draft.pages]
    fields = {(home(model, name), name) for model in models(files) for name in model.model_fields}
    assert fields - said(files) == NOT_SAID


def test_it_has_every_list_and_asks_somebody_whatever_the_kernel_understands(draft):
    service = draft.versions()[-1]
    assert [name for name in LISTS if not service.axes.values(name)] == []
    asked = {question.means for questionnaire in service.intake.questionnaires for question in questionnaire.fields()}
    asked |= {question.means for sheet in service.procedure.sheets for question in sheet.fields}
    assert set(MEANS) - asked == NOT_ASKED


def test_a_child_can_read_it(draft):
    texts = told(draft.versions()[-1])
    assert [one for text in texts for one in sentences(text) if len(words(one)) > SHORT] == []
    assert reading_ease("\n".join(texts)) >= EASY


def test_a_year_is_published_as_it_was_declared_for_that_year(draft):
    tables = [[table.code for table in draft.on(date(year, 6, 1))["figures"].model.tables] for year in (2026, 2027)]
    assert tables == [["by_month", "by_theme", "by_help", "by_violence"], ["by_month", "by_theme", "by_measure"]]


@pytest.mark.django_db
def test_a_report_is_told_classified_with_its_marks_answered_closed_and_counted(house):
    noor = house.person(people.NOOR)
    case = make.a_report(house, theme=["training", "health"], measure=["bench"], urgent="yes", child_age=14, child_gender="girl").case
    assert (case.team.code, case.urgency) == ("field", "acute")
    case_is_opened(person=noor, case=case, at=make.NOON)
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    marks = {"measure": ["bench", "phone_taken"], "tag": ["heat"], "help_level": ["mediated"],
             "institution_kind": ["club"], "certainty": ["seen"]}
    case_is_classified(person=noor, case=case, kind="complaint", theme="training", themes=["health"], failings=["not_heard"], marks=marks,
                       at=make.NOON)
    kept = set(Classification.objects.filter(case=case).values_list("axis", "code"))
    assert {(axis, code) for axis, codes in marks.items() for code in codes} <= kept

    for code in ("urgency_decided", "respondent_named", "sheet.judgement", "answer_sent"):
        make.meet(house, noor, case, code, at=make.NOON)
    case = case_moves_on(person=noor, case=case, move="look", expected=case.stage, at=make.NOON)
    case = case_moves_on(person=noor, case=case, move="decide", expected=case.stage, outcome="upheld", at=make.NOON)
    assert case.is_closed
    by_theme = next(table for table in the_year(service=house.service, year=2026, language="fr").tables if table.code == "by_theme")
    assert (by_theme.title, by_theme.total) == ("Dossiers par thème", None), "one is too few to show"


@pytest.mark.django_db
def test_what_is_told_about_violence_arrives_at_the_other_team_whatever_the_door(house):
    case = make.a_report(house, theme=["violence"], violence=["hitting"], by_whom=["coach"]).case
    assert case.team.code == "safe"
    assert make.a_report(house, audience="parent", theme="violence").case.team.code == "safe"
    ilias = person_joins(username=people.ILIAS.username, name=people.ILIAS.name, passphrase=people.PASSPHRASE, at=make.NOON,
                         teams=[(case.team, "supervisor", house.team_privates[case.team_id])]).account
    house.accounts[people.ILIAS.username] = ilias
    opened = case_is_opened(person=house.person(people.ILIAS), case=case, at=make.NOON)
    assert people.AMIRS_STORY in opened.story.said["answers"].values()


@pytest.mark.django_db
def test_two_clubs_in_one_story_are_two_respondents(house):
    case = make.a_report(house, audience="parent", respondent=["Zwemclub Het Golfje", "Topsportschool Oevel"]).case
    assert case.respondents.count() == 2


@pytest.mark.django_db
def test_in_a_consultation_nobody_is_named(house):
    noor = house.person(people.NOOR)
    case = make.a_report(house, audience="club", contact_kind="consultation", reporter_role="coach").case
    with pytest.raises(NobodyIsNamedHere):
        party_is_added(person=noor, case=case, role="child", about=people.AMIR, is_child=True, at=make.NOON)


@pytest.mark.django_db
@pytest.mark.usefixtures("house")
def test_a_question_is_answered_on_the_way_and_the_answer_leads_to_a_page_of_its_own(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.NOON)
    phone = Phone()
    phone.begin("speler")
    assert "Onze regels" in phone.open("/speler/")
    phone.begin("speler")
    text = phone.press("next", purpose="rules")
    assert "Slaan mag nooit" in text
    assert "102" in text
    assert "about/rules" in text
