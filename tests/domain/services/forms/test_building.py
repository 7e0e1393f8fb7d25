"""The form engine: each kind of question, in both voices, and nothing that was typed lost."""

from collections import Counter
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gehoor.domain.services.forms import Reader, form_class
from gehoor.domain.services.forms.choices import offered
from gehoor.domain.services.forms.complaints import SAID
from gehoor.domain.services.forms.telling import told
from gehoor.domain.services.registry import the_service
from gehoor.domain.services.schema import Question
from tests.domain.services.declared import the_example
from tests.wide import a_wide_folder

STAFF = Reader(service=the_example(), language="nl", on=date(2026, 3, 10))
CHILD = Reader(service=the_example(), language="nl", on=date(2026, 3, 10), audience="child")
PARENT = Reader(service=the_example(), language="nl", on=date(2026, 3, 10), audience="adult")


def ask(kind: str, **more) -> Question:
    return Question.model_validate({"code": "q", "kind": kind, "label": {"nl": "Vraag", "plain": "Gewone vraag"}, **more})


def fill(question: Question, written: dict | str, reader: Reader = STAFF):
    data = QueryDict(mutable=True)
    for name, value in (written if isinstance(written, dict) else {"q": written}).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    form = form_class([question], reader)(data)
    form.is_valid()
    return form


def dated(day: str = "", month: str = "", year: str = "", about: str = "") -> dict:
    return {"q_day": day, "q_month": month, "q_year": year, "q_about": about}


@pytest.mark.parametrize(
    ("question", "written", "answer"),
    [
        (ask("text"), "  Amir  \t B ", "Amir B"),
        (ask("long_text"), "  Het begon\r\nin mei.\r\n", "  Het begon\nin mei.\n"),
        (ask("long_text"), "zo\0maar", "zomaar"),
        (ask("place"), "Gent", "Gent"),
        (ask("institution"), "De Brug", "De Brug"),
        (ask("number", minimum=0, maximum=120), " 15 ", 15),
        (ask("number"), "0", 0),
        (ask("yes_no_unknown"), "unknown", "unknown"),
        (ask("choice", choices_from="themes"), "school", "school"),
        (ask("choices", choices_from="themes"), ["school", "family"], ["school", "family"]),
        (ask("partial_date"), dated(year="2025"), {"year": 2025}),
        (ask("partial_date"), dated("3", "02", "2025"), {"day": 3, "month": 2, "year": 2025}),
        (ask("partial_date"), dated(month="12"), {"month": 12}),
        (ask("partial_date"), dated(day="29", month="2"), {"day": 29, "month": 2}),
        (ask("partial_date"), dated(about=" vorige   zomer "), {"about": "vorige zomer"}),
        (ask("partial_date"), dated(year="2025", about="rond Kerst"), {"year": 2025, "about": "rond Kerst"}),
        (ask("partial_date", exact=True), dated("10", "3", "2026"), {"day": 10, "month": 3, "year": 2026}),
    ],
    ids=lambda value: value.kind if isinstance(value, Question) else None,
)
def test_an_answer_is_kept_as_it_was_given(question, written, answer):
    form = fill(question, written)
    assert form.errors == {}
    assert form.given == {"q": answer}


@pytest.mark.parametrize("kind", ["text", "long_text", "place", "institution", "number", "partial_date"])
@pytest.mark.parametrize("written", ["", "   "])
def test_what_is_left_empty_is_no_answer(kind, written):
    form = fill(ask(kind), {"q": written, **dated(written, written, written, written)})
    assert (form.errors, form.given) == ({}, {})


@pytest.mark.parametrize(
    ("question", "written", "adult", "child"),
    [
        (
            ask("text", required=True),
            "",
            "Beantwoord “Vraag”. Zonder antwoord kunnen we niet verder.",
            "Wij missen nog iets: “Gewone vraag”. Vul dit in.",
        ),
        (
            ask("text", max_length=3),
            "Amir",
            "Het antwoord op “Vraag” is te lang: 4 tekens. Maak het korter dan 3 tekens.",
            "Je tekst is te lang. Maak hem wat korter. Je kan later nog meer vertellen.",
        ),
        (
            ask("number"),
            "vijftien",
            "“Vraag”: schrijf een getal in cijfers, bijvoorbeeld 12.",
            "Schrijf een getal. Bijvoorbeeld: 12.",
        ),
        (
            ask("number", minimum=0),
            "-1",
            "“Vraag”: schrijf een getal dat niet kleiner is dan 0.",
            "Dit getal is te klein. Kijk het nog eens na.",
        ),
        (
            ask("number", maximum=120),
            "121",
            "“Vraag”: schrijf een getal dat niet groter is dan 120.",
            "Dit getal is te groot. Kijk het nog eens na.",
        ),
        (
            ask("choice", choices_from="themes"),
            "thuis",
            "Kies bij “Vraag” een antwoord uit de lijst.",
            "Kies een antwoord uit de lijst.",
        ),
        (
            ask("choices", choices_from="themes"),
            ["thuis"],
            "Kies bij “Vraag” een antwoord uit de lijst.",
            "Kies een antwoord uit de lijst.",
        ),
        (ask("yes_no_unknown"), "maybe", "Kies bij “Vraag” een antwoord uit de lijst.", "Kies een antwoord uit de lijst."),
        (
            ask("partial_date"),
            dated(day="32"),
            "“Vraag”: schrijf de dag als een getal van 1 tot 31.",
            "De dag is een getal van 1 tot 31.",
        ),
        (
            ask("partial_date"),
            dated(month="mei"),
            "“Vraag”: schrijf de maand als een getal van 1 tot 12.",
            "De maand is een getal van 1 tot 12.",
        ),
        (
            ask("partial_date"),
            dated(year="25"),
            "“Vraag”: schrijf het jaar in vier cijfers, bijvoorbeeld 2026.",
            "Schrijf het jaar met vier cijfers. Bijvoorbeeld: 2026.",
        ),
        (
            ask("partial_date"),
            dated("31", "2", "2025"),
            "“Vraag”: deze dag bestaat niet. Kijk dag, maand en jaar na.",
            "Deze dag bestaat niet. Kijk hem nog eens na.",
        ),
        (
            ask("partial_date", exact=True),
            dated(year="2025"),
            "“Vraag”: vul dag, maand en jaar in.",
            "Vul de dag, de maand en het jaar in.",
        ),
        (
            ask("partial_date", means="child_birth_date"),
            dated(year="2027"),
            "“Vraag”: deze dag moet nog komen. Kijk het jaar na.",
            "Deze dag moet nog komen. Kijk het jaar nog eens na.",
        ),
        (
            ask("partial_date", exact=True, has_been=True),
            dated(day="1", month="1", year="2030"),
            "“Vraag”: deze dag moet nog komen. Kijk het jaar na.",
            "Deze dag moet nog komen. Kijk het jaar nog eens na.",
        ),
    ],
    ids=lambda value: value.kind if isinstance(value, Question) else None,
)
def test_an_error_names_the_question_and_what_to_do(question, written, adult, child):
    assert fill(question, written).errors == {"q": [adult]}
    assert fill(question, written, CHILD).errors == {"q": [child]}
    assert fill(question, written).given == {}


def test_sentences_for_children_are_short():
    sentences = [sentence for _, child in SAID.values() for sentence in str(child).replace("%(question)s", "…").split(". ")]
    assert max(len(sentence.split()) for sentence in sentences) <= 12
    assert not any("!" in sentence for sentence in sentences)


def test_a_question_that_hangs_on_another_is_asked_only_then():
    sheet = the_example().procedure.sheet("child_heard")
    form = form_class(sheet.fields, STAFF)

    heard = form(
        {
            "heard": "yes",
            "heard_on_day": "9",
            "heard_on_month": "3",
            "heard_on_year": "2026",
            "how": "Op school",
            "why_not": "nonsense",
        }
    )
    assert heard.is_valid()
    assert heard.given == {"heard": "yes", "heard_on": {"day": 9, "month": 3, "year": 2026}, "how": "Op school"}

    not_heard = form({"heard": "no", "heard_on_day": "99", "why_not": "other"})
    assert not not_heard.is_valid()
    assert set(not_heard.errors) == {"explanation"}

    assert set(form({}).errors) == {"heard"}


def test_a_condition_may_look_at_what_was_answered_before():
    question = ask("text", required=True, when={"question": "earlier", "is": "yes"})
    form = form_class([question], STAFF)
    assert form({"q": ""}, answers={"earlier": "no"}).is_valid()
    assert not form({"q": ""}, answers={"earlier": "yes"}).is_valid()


def test_a_question_that_an_earlier_page_rules_out_is_not_shown():
    name = ask("text", when={"question": "purpose", "is_not": "consult"})
    form = form_class([name], STAFF)
    assert form(answers={"purpose": "consult"}).parts() == []
    assert [part.question.code for part in form(answers={"purpose": "complaint"}).parts()] == ["q"]


def test_a_question_that_hangs_on_one_of_its_own_page_is_shown_because_it_may_still_be_asked():
    first = Question.model_validate({"code": "first", "kind": "yes_no_unknown", "label": "Eerst"})
    then = ask("text", when={"question": "first", "is": "yes"})
    form = form_class([first, then], STAFF)(answers={"first": "no"})
    assert [part.question.code for part in form.parts()] == ["first", "q"]


def test_an_answer_given_before_stands_in_the_form_again():
    given = {"q": {"day": 3, "year": 2025, "about": "lente"}}
    assert [w["value"] for w in form_class([ask("partial_date")], STAFF)(answers=given)["q"].subwidgets[0].data["subwidgets"]] == [
        "3",
        None,
        "2025",
        "lente",
    ]
    assert "checked" in str(form_class([ask("choices", choices_from="themes")], STAFF)(answers={"q": ["school"]})["q"])


def test_what_was_typed_stays_in_a_form_with_an_error():
    page = str(fill(ask("partial_date"), dated("40", "mei", "25", "lente"))["q"])
    assert all(f'value="{typed}"' in page for typed in ("40", "mei", "25", "lente"))


@pytest.mark.parametrize("kind", ["text", "long_text", "place", "institution", "number", "partial_date", "yes_no_unknown"])
def test_the_browser_is_asked_to_remember_nothing(kind):
    assert 'autocomplete="off"' in str(form_class([ask(kind)], STAFF)()["q"])


def test_an_institution_is_suggested_and_may_be_another():
    form = form_class([ask("institution")], STAFF, institutions=['School "De Brug"'])
    assert '<datalist id="id_q_list"><option value="School &quot;De Brug&quot;"></option></datalist>' in str(form()["q"])
    assert fill(ask("institution"), "Elders").given == {"q": "Elders"}


def test_roles_are_those_of_the_audience_and_staff_choose_from_all():
    question = ask("choice", choices_from="roles")
    assert [one.code for one in form_class([question], CHILD)().parts()[0].offered] == ["child", "friend"]
    assert [one.label for one in form_class([question], PARENT)().parts()[0].offered] == ["Ouder", "Leerkracht"]
    assert len(form_class([question], STAFF)().parts()[0].offered) == 4


def test_a_note_is_shown_and_asks_nothing():
    note = Question.model_validate({"code": "n", "kind": "note", "label": "Let op", "hint": "Bel 112 bij gevaar."})
    form = form_class([note, ask("text")], STAFF)({"q": "x"})
    assert form.is_valid()
    assert [(part.kind, part.label, part.hint, part.field is None) for part in form.parts()] == [
        ("note", "Let op", "Bel 112 bij gevaar.", True),
        ("text", "Vraag", "", False),
    ]


def test_files_are_handed_on_and_are_no_answer():
    files = MultiValueDict({"q": [SimpleUploadedFile("brief.pdf", b"%PDF"), SimpleUploadedFile("foto.jpg", b"jpg")]})
    form = form_class([ask("files")], STAFF)({}, files)
    assert form.is_valid()
    assert form.given == {}
    assert [one.name for one in form.files_given("q")] == ["brief.pdf", "foto.jpg"]
    assert "multiple" in str(form["q"])


def test_nobody_needs_a_document_to_be_heard():
    assert fill(ask("files"), {}).is_valid()
    with pytest.raises(ValidationError, match="nobody needs a document"):
        ask("files", required=True)


def test_words_follow_the_reader():
    question = ask("text", hint={"nl": "Waarom?", "en": "Why?", "plain": {"nl": "Hoezo?", "en": "How so?"}})
    labels = [
        (part.label, part.hint)
        for reader in (STAFF, CHILD, Reader(the_example(), "en", date(2026, 3, 10), "child"))
        for part in form_class([question], reader)().parts()
    ]
    assert labels == [("Vraag", "Waarom?"), ("Gewone vraag", "Hoezo?"), ("Gewone vraag", "How so?")]


@given(st.text(max_size=300))
def test_a_story_comes_back_word_for_word(story):
    form = form_class([ask("long_text", max_length=50_000)], STAFF)({"q": story})
    assert form.is_valid()
    as_typed = story.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    assert form.given.get("q", "") == (as_typed if as_typed.strip() else "")


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12), st.booleans())
def test_whatever_stands_in_a_date_it_is_a_day_that_exists_or_an_error(day, month, year, exact):
    form = fill(ask("partial_date", exact=exact), dated(day, month, year))
    kept = form.given.get("q")
    if form.is_valid() and kept:
        assert date(kept.get("year", 2024), kept.get("month", 1), kept.get("day", 1))
        assert not exact or set(kept) == {"day", "month", "year"}


@pytest.fixture
def rights(tmp_path, settings):
    """The wide service with its sheet of rights."""
    settings.GEHOOR_DECLARED = [a_wide_folder(tmp_path).root]
    settings.GEHOOR_SERVICES = ["voorbeeld"]
    service = the_service("voorbeeld", date(2026, 3, 10))
    return service, service.procedure.sheet("position").fields


def test_articles_are_offered_as_they_are_cited_in_groups_that_can_be_overseen(rights):
    service, (articles, norm, _name) = rights
    reader = Reader(service=service, language="nl", on=date(2026, 3, 10))
    treaty = offered(articles, reader)
    assert treaty[11].label == "12 – mening geven en gehoord worden"
    sizes = Counter(one.group for one in treaty)
    assert len(treaty) > 40
    assert max(sizes.values()) <= 10
    assert list(Counter(one.group for one in offered(norm, reader))) == ["Behoorlijkheidsnormen", "Zorgvuldigheidsnormen"]


def test_several_articles_are_chosen_kept_and_read_back(rights):
    service, fields = rights
    reader = Reader(service=service, language="en", on=date(2026, 3, 10))
    form = form_class(fields, reader)({"articles": ["crc_3", "crc_12"], "norm": "on_13"})
    assert form.is_valid()
    assert form.given == {"articles": ["crc_3", "crc_12"], "norm": "on_13"}
    assert told(fields, form.given, reader)[0].answer.startswith("3 – best interests of the child")
    assert not form_class(fields, reader)({"articles": ["crc_99"]}).is_valid()


SEVERAL = ask("institution", several=True)


@pytest.mark.parametrize(("written", "kept"), [
    (["De Brug,  Mechelen", "", "Het Kompas", "De Brug, Mechelen"], ["De Brug, Mechelen", "Het Kompas"]), (["", " "], None), ([], None),
])
def test_several_institutions_are_kept_each_once_in_the_order_they_were_named(written, kept):
    form = fill(SEVERAL, {"q": written})
    assert form.is_valid()
    assert form.given.get("q") == kept


def test_there_is_always_a_line_left_to_name_one_more():
    shown = form_class([SEVERAL], STAFF, institutions=["De Brug"])(answers={"q": ["A", "B", "C"]})
    assert str(shown["q"]).count("<input") == 4
    assert str(form_class([SEVERAL], STAFF)()["q"]).count("<input") == 3


def test_a_name_that_is_too_long_is_named_and_nothing_typed_is_lost():
    form = fill(SEVERAL, {"q": ["A", "x" * 300]})
    assert "te lang" in form.errors["q"][0]
    assert "x" * 300 in str(form["q"])


def test_several_institutions_are_read_back_apart():
    assert told([SEVERAL], {"q": ["De Brug, Mechelen", "Het Kompas"]}, STAFF)[0].answer == "De Brug, Mechelen; Het Kompas"


def test_forms_of_one_class_share_their_questions_and_nothing_that_was_typed():
    make = form_class([ask("text")], STAFF)
    one, other = make(QueryDict("q=een")), make(QueryDict("q=twee"))
    assert one.is_valid() and other.is_valid()
    assert (one.given, other.given) == ({"q": "een"}, {"q": "twee"})
    assert one.fields["q"] is other.fields["q"]
    assert one.fields is not other.fields
