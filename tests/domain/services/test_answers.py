"""A step that waits for an answer on a sheet: met when it was answered so, and told in words when it was answered otherwise."""

from gehoor.domain.services.answers import answer_in_words, said_otherwise, what_answers_meet
from gehoor.domain.services.procedures import moves_from
from gehoor.domain.services.refusing import is_too_bare, next_instance, reads_as_child, with_next_instance
from gehoor.domain.services.schema.needed import Needed
from tests.domain.services.declared import Folder, the_example

NO = "answer.child_heard.heard.no"


def with_answer(folder: Folder):
    folder.change("procedure.yaml", "grounds: [not_a_child], requires: [answer_sent]",
                  f"grounds: [not_a_child], requires: [answer_sent, {NO}]")
    return folder.load()[0]


def test_the_word_names_sheet_question_row_and_answer():
    assert Needed.of("answer.safety.danger.no") == Needed("safety", "danger", "no")
    assert Needed.of("answer.a.b.row.yes") == Needed("a", "b", "yes", "row")
    assert [Needed.of(word) for word in ("sheet.safety", "answer.safety.danger", "answer.a.b.c.d.e", "answer.a..b")] == [None] * 4


def test_it_is_met_by_that_answer_and_by_no_other(folder: Folder):
    procedure = with_answer(folder).procedure
    assert what_answers_meet(procedure, {"child_heard": {"heard": "no"}}) == {NO}
    assert what_answers_meet(procedure, {"child_heard": {"heard": "yes"}}) == set()
    assert what_answers_meet(procedure, {}) == set()


def test_of_several_choices_one_is_enough_and_of_a_table_the_row_counts():
    assert Needed.of("answer.a.b.x").stands_in({"a": {"b": ["w", "x"]}})
    assert Needed.of("answer.a.b.row.x").stands_in({"a": {"b": {"row": {"is": "x"}}}})
    assert not Needed.of("answer.a.b.row.x").stands_in({"a": {"b": {"other": {"is": "x"}}}})


def test_what_is_needed_and_what_was_said_instead_stand_in_words(folder: Folder):
    service = with_answer(folder)
    assert answer_in_words(service, NO, "nl") == "op het blad “Kind gehoord” het antwoord “Neen” bij “Is het kind gehoord?”"
    shut = said_otherwise(service, [NO, "answer_sent"], {"child_heard": {"heard": "yes"}}, "nl")
    assert [(one.sheet, one.question, one.said, one.needed) for one in shut] == [("child_heard", "Is het kind gehoord?", "Ja", "Neen")]
    assert said_otherwise(service, [NO], {}, "nl") == [] == said_otherwise(service, [NO], {"child_heard": {"heard": "no"}}, "nl")


def test_what_stands_in_a_series_closes_no_step_for_the_next_of_it_is_still_to_come(folder: Folder):
    folder.change("procedure.yaml", "  - code: child_heard\n", "  - code: child_heard\n    series: true\n")
    service = folder.load()[0]
    assert said_otherwise(service, [NO], {"child_heard": {"heard": "yes"}}, "nl") == []


def test_a_step_waits_for_it_and_says_so(folder: Folder):
    service = with_answer(folder)

    def refuse(*met, brings=()):
        return next(one for one in moves_from(service, stage="received", met=met, with_words=brings) if one.code == "refuse")

    assert refuse("answer_sent").missing == (NO,)
    assert refuse("answer_sent").why_not == ("op het blad “Kind gehoord” het antwoord “Neen” bij “Is het kind gehoord?”",)
    assert refuse("answer_sent", NO).allowed
    assert refuse(NO, brings={"answer_sent"}).allowed, "the words of a refusal go along with it"


def test_where_two_answers_to_one_question_are_enough_the_question_is_told_once(folder: Folder):
    either = f"{NO}|answer.child_heard.heard.yes"
    folder.change("procedure.yaml", "grounds: [not_a_child], requires: [answer_sent]",
                  f'grounds: [not_a_child], requires: [answer_sent, "{either}"]')
    refuse = next(one for one in moves_from(folder.load()[0], stage="received", met=["answer_sent"]) if one.code == "refuse")
    assert refuse.why_not == ("op het blad “Kind gehoord” bij “Is het kind gehoord?”: “Neen” of “Ja”",)


def test_an_end_that_asks_for_an_answer_has_room_for_it(folder: Folder):
    service = with_answer(folder)
    advise = next(one for one in moves_from(service, stage="received", met=(), with_words={"answer_sent"}) if one.code == "advise")
    assert advise.allowed and advise.carries_words and advise.must_tell == "answer_sent"
    alone = next(one for one in moves_from(service, stage="received", met=()) if one.code == "advise")
    assert alone.missing == ("answer_sent",)


def test_less_than_a_sentence_is_too_bare():
    assert is_too_bare("") and is_too_bare("Nee.") and is_too_bare("Wij doen dit niet.")
    assert not is_too_bare("Wij mogen dit niet onderzoeken, de ombudsdienst wel.")


def test_where_one_can_go_next_stands_under_it_once_and_plainly_for_a_child():
    service = the_example()
    child, adult = (next_instance(service, audience=one, language="nl") for one in ("child", "adult"))
    assert (child, adult) == ("Vind je dit niet juist? Ga naar de ombudsdienst.", "Bent u het er niet mee eens? Ga naar de ombudsdienst.")
    said = with_next_instance("Wij doen dit niet.", child)
    assert said == f"Wij doen dit niet.\n\n{child}" == with_next_instance(said, child)


def test_who_is_a_child_is_known_by_the_door_and_by_the_role():
    service = the_example()
    assert reads_as_child(service, audience="child", role="")
    assert not reads_as_child(service, audience="adult", role="parent")
    children = [one.code for one in service.axes.roles if any(mapping.value == "child" for mapping in one.core)]
    assert all(reads_as_child(service, audience="", role=code) for code in children)


def test_an_answer_on_a_sheet_that_needs_a_second_person_needs_them_too(folder: Folder):
    folder.change("procedure.yaml", "- code: child_heard", "- code: child_heard\n    approval: supervisor")
    refuse = next(one for one in moves_from(with_answer(folder), stage="received", met=("answer_sent", NO)) if one.code == "refuse")
    assert refuse.missing == ("approval.sheet.child_heard",)
