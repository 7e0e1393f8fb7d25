"""What answers mean to the kernel."""

from datetime import date

import pytest

from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.schema.fields import MEANS, ONLY_SAID_IN_SHEETS
from tests.domain.services.declared import Folder, the_example


def of(audience: str = "child", **answers):
    return meanings(the_example(), audience, answers, language="nl", on=date(2026, 3, 10))


def test_answers_are_found_by_what_they_mean():
    meant = of(
        story="Mijn verhaal",
        urgent="yes",
        theme=["school", "family"],
        school="De Brug",
        since={"year": 2025},
        contact_how="phone",
        contact_safe="no",
        number="0470 00 00 00",
    )
    assert meant.value("story") == "Mijn verhaal"
    assert (meant.code("theme"), meant.codes("theme")) == ("school", ["school", "family"])
    assert (meant.text("respondent"), meant.text("happened_on"), meant.text("contact_address")) == (
        "De Brug",
        "2025",
        "0470 00 00 00",
    )
    assert (meant.is_yes("urgent"), meant.is_no("urgent"), meant.is_no("contact_safe")) == (True, False, True)
    assert meant.has("contact_how")


def test_what_was_not_answered_means_nothing():
    meant = of(story="x")
    assert (meant.has("theme"), meant.value("theme"), meant.text("theme"), meant.code("theme"), meant.codes("theme")) == (
        False,
        None,
        "",
        "",
        [],
    )
    assert not meant.is_yes("urgent")


@pytest.mark.parametrize(
    ("answers", "way"),
    [
        ({"contact_how": "phone", "contact_safe": "yes"}, "phone"),
        ({"contact_how": "phone", "number": "  "}, "phone"),
        ({"contact_how": "phone", "number": "0470 00 00 00"}, ""),
        ({"contact_how": "receipt"}, ""),
        ({"contact_how": "none"}, ""),
        ({}, ""),
    ],
)
def test_who_wants_to_be_called_and_leaves_no_number_cannot_be_reached(answers, way):
    assert of(story="x", **answers).way_without_address == way


def test_an_answer_that_is_no_longer_asked_means_nothing():
    meant = of(story="x", contact_how="none", contact_safe="yes", number="0470 00 00 00")
    assert (meant.text("contact_address"), meant.is_yes("contact_safe")) == ("", False)


@pytest.mark.parametrize(
    ("audience", "answers", "is_child"),
    [
        ("child", {}, True),
        ("adult", {}, False),
        ("adult", {"role": "parent"}, False),
    ],
)
def test_it_is_known_whether_the_child_itself_tells(audience, answers, is_child):
    assert of(audience, story="x", **answers).audience_is_child is is_child


def test_a_role_follows_from_a_door_with_only_one(folder: Folder):
    folder.change("service.yaml", "roles: [child, friend]", "roles: [child]")
    service = folder.load()[0]
    assert meanings(service, "child", {"story": "x"}, language="nl", on=date(2026, 3, 10)).code("reporter_role") == "child"
    assert of("child", story="x").code("reporter_role") == ""


OWN_LISTS = {"violence": "violence", "by_whom": "by_whom", "institution_kind": "institutions", "measure": "measures", "tag": "tags",
             "marker": "markers", "certainty": "certainties"}
ON_A_CORE_AXIS = {"violence": "physical", "by_whom": "parent", "institution_kind": "school"}


@pytest.mark.parametrize("word", [word for word in MEANS if word not in ONLY_SAID_IN_SHEETS])
def test_each_word_of_the_list_can_be_given_and_read(word: str, folder: Folder):
    """A questionnaire that asks only for this, by the first kind that can carry it."""
    kind = MEANS[word][0]
    listed = {"theme": "themes", "failing": "failings", "reporter_role": "roles", "child_gender": "genders", **OWN_LISTS}.get(word)
    own = {"contact_how": "phone", "worker_preference": "woman", "contact_kind": "question"}.get(word, "c")
    choices = (
        f"choices_from: {listed}" if listed else f"choices: [{{code: {own}, label: C}}]" if kind in ("choice", "choices") else ""
    )
    more = "channel: visit" if kind == "appointment" else ""
    folder.change("service.yaml", "Visit}, public: false}", 'Visit}, public: false, by_appointment: {week: {mon: ["09:00-12:00"]}}}')
    axis = "respondent" if word == "institution_kind" else word
    core = f"core: [{{axis: {axis}, value: {ON_A_CORE_AXIS.get(word)}, quality: exact}}]"
    folder.change(
        "axes.yaml",
        "roles:\n",
        "genders:\n  - {code: girl, label: Meisje, core: [{axis: gender, value: girl, quality: exact}]}\n"
        + (f"{listed}:\n  - {{code: c, label: C{', ' + core if word in ON_A_CORE_AXIS else ''}}}\n" if word in OWN_LISTS else "")
        + "roles:\n",
    )
    story = "" if word == "story" else "          - {code: tale, kind: long_text, means: story, required: true, label: Verhaal}\n"
    required = "true" if word == "story" else "false"
    path = folder.service / "intake.yaml"
    kept = path.read_text(encoding="utf-8").split("  - code: adult")[0]
    path.write_text(
        f"{kept}  - code: adult\n    audiences: [adult]\n    pages:\n      - code: p\n        title: P\n        fields:\n{story}"
        f"          - code: q\n            kind: {kind}\n            means: {word}\n            label: Q\n"
        f"            required: {required}\n            {choices}{more}\n",
        encoding="utf-8",
    )
    code = {"theme": "school", "failing": "waiting", "reporter_role": "parent", "child_gender": "girl"}.get(word, own)
    answer = {
        "long_text": "tekst",
        "text": "tekst",
        "partial_date": {"year": 2020},
        "number": 7,
        "yes_no_unknown": "yes",
        "choice": code,
        "choices": [code],
        "files": ["brief.pdf"],
        "institution": "De Brug",
        "appointment": "2026-03-12T14:00",
    }[kind]
    meant = meanings(folder.load()[0], "adult", {"tale": "x", "q": answer}, language="nl", on=date(2026, 3, 10))
    assert meant.value(word) == answer
    assert meant.text(word)
