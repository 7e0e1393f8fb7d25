"""The files that say what may leave a case and who may see it: a fault is told with its file, its line and what was meant."""

import shutil

import pytest

from tests.domain.services.declared import SHIPPED, Folder

LAW = ("sharing.yaml", "consent-be.yaml", "grounds-be.yaml", "access-be.yaml")


@pytest.fixture
def law(folder: Folder) -> Folder:
    """The example with the law of Belgium beside it."""
    (folder.root / "rights").mkdir(exist_ok=True)
    for name in LAW:
        shutil.copy(SHIPPED / "rights" / name, folder.root / "rights" / name)
    assert folder.check() == []
    return folder


def test_a_ground_for_a_recipient_that_nobody_declared(law):
    line = law.change("rights/grounds-be.yaml", "may_tell: [institution, authority, protection]", "may_tell: [institusion]")
    (told,) = law.check()
    assert (told.line, told.suggestion) == (line, "institution")


def test_a_ground_that_asks_a_question_that_is_none(law):
    law.change("rights/grounds-be.yaml", "questions: [reason, invited, ", "questions: [reason, invitation, ")
    (told,) = law.check()
    assert 'ground "ijh_39" asks "invitation"' in told.cause


def test_a_rule_of_consent_that_leaves_out_an_age(law):
    law.change("rights/consent-be.yaml", "{under_age: 12, child: asked, ", "{under_age: 11, child: asked, ")
    (told,) = law.check()
    assert 'rule "own_consent" says not exactly once what holds at 11' in told.cause


def test_a_matrix_in_which_a_class_or_a_last_row_is_missing(law):
    path = law.root / "rights" / "access-be.yaml"
    text = path.read_text()
    path.write_text(text.replace("          court: ", "          cort: ", 1))
    assert 'needs every class once; see "cort"' in law.check()[0].cause
    path.write_text(text.replace("      - code: third_party\n        asks: third_party\n",
                                 "      - code: third_party\n        asks: third_party\n        able: true\n", 1))
    assert 'has no row for every "third_party"' in law.check()[0].cause


def test_what_is_withheld_has_a_reason(law):
    path = law.root / "rights" / "access-be.yaml"
    path.write_text(path.read_text().replace('{sees: "no", why: court, ', '{sees: "no", ', 1))
    assert any("what is withheld needs `why`" in told.cause for told in law.check())


@pytest.mark.parametrize(("key", "value", "meant"), [
    ("consent", "own_consant", "own_consent"), ("file_access", "be.vl.drm.inzagen", "be.vl.drm.inzage"),
    ("goes_on", "[ex_offico]", "ex_officio"),
])
def test_a_procedure_that_names_what_is_not_there(law, key, value, meant):
    path = law.service / "procedure.yaml"
    path.write_text(path.read_text() + f"\nsafeguards:\n  {key}: {value}\n")
    (told,) = law.check()
    assert told.file == path
    assert told.suggestion == meant


@pytest.mark.parametrize(("word", "cause", "meant"), [
    ("consent.complane", '"complane" is no purpose of sharing.yaml', "complain"),
    ("consent.complain.institusion", '"institusion" is no kind of recipient of sharing.yaml', "institution"),
    ("sheet.hearing|consent.complain.", "is not written as consent.", ""),
])
def test_a_step_that_requires_consent_for_what_nobody_declared(law, word, cause, meant):
    line = law.change("procedure.yaml", "theme_chosen]}", f"theme_chosen, {word}]}}")
    told = next(one for one in law.check() if cause in one.cause)
    assert (told.line, told.suggestion) == (line, meant)
