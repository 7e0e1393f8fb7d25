"""The sheets of procedure.yaml beyond their single questions: tables, series, required answers, and what goes with a refusal."""

from collections.abc import Iterator

from gehoor.domain.services.checking.questions import answers_to
from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.axes import MARKS
from gehoor.domain.services.schema.fields import GROUNDS, ONLY_IN_SHEETS
from gehoor.domain.services.schema.needed import ANSWER, Needed, alternatives


@looks_at("intake")
def only_for_staff(view: View) -> None:
    """Nobody who tells fills in a table, or is told later that a question was compulsory after all."""
    for place, questionnaire in enumerate(view.intake.questionnaires):
        for page_place, page in enumerate(questionnaire.pages):
            for field_place, question in enumerate(page.fields):
                path = ("questionnaires", place, "pages", page_place, "fields", field_place)
                if question.kind in ONLY_IN_SHEETS:
                    view.fault("intake", (*path, "kind"), f'"{question.code}" is a {question.kind}: only a sheet can ask that')
                if question.required_when:
                    view.fault("intake", (*path, "required_when"), f'"{question.code}": only a sheet can use `required_when`')


@looks_at("procedure")
def tables(view: View) -> None:
    """The rows of a table exist, and the answers that want words stand on its scale."""
    for path, question in _asked(view):
        if question.rows_from == GROUNDS and not view.procedure.grounds:
            view.fault("procedure", (*path, "rows_from"), f'"{question.code}" asks ground by ground, and this procedure has no grounds')
        elif question.rows_from and question.rows_from != GROUNDS and not view.codes_from(question.rows_from):
            view.fault("procedure", (*path, "rows_from"), f"rights/ has no file for {question.rows_from}",
                       did_you_mean(question.rows_from, (f"rights.{code}" for code in view.rights)))
        scale = scale_of(view, question)
        for place, code in enumerate(question.words_for):
            view.must_know("procedure", (*path, "words_for", place), code, scale, f'answer on the scale of "{question.code}"')


@looks_at("procedure")
def covered(view: View) -> None:
    """An agreement covers other sheets that are declared, and only where there is one to give."""
    procedure = view.procedure
    for name, declared in (("sheets", procedure.sheets), ("outcomes", procedure.outcomes)):
        for place, one in enumerate(declared):
            path = (name, place, "covers")
            if one.covers and not one.approval:
                view.fault("procedure", path, f'"{one.code}" covers sheets and needs no `approval`')
            others = [sheet.code for sheet in procedure.sheets if name == "outcomes" or sheet.code != one.code]
            for index, code in enumerate(one.covers):
                view.must_know("procedure", (*path, index), code, others, "other sheet of this procedure")


@looks_at("procedure", "axes")
def answers(view: View) -> None:
    """A required answer is one that a sheet of this procedure can give."""
    required = ((path, one) for path, word in _required(view) for one in alternatives(word))
    for path, word in (*required, *_shutting(view), *_blocking(view)):
        if not word.startswith(ANSWER):
            continue
        needed = Needed.of(word)
        if needed is None:
            view.fault("procedure", path, f'"{word}" is no answer: write answer.<sheet>.<question>.<answer>, '
                                          "or answer.<sheet>.<question>.<row>.<answer>")
            continue
        if not view.must_know("procedure", path, needed.sheet, [one.code for one in view.procedure.sheets], "sheet of this procedure"):
            continue
        sheet = view.procedure.sheet(needed.sheet)
        if not view.must_know("procedure", path, needed.question, [one.code for one in sheet.fields], f'question of "{needed.sheet}"'):
            continue
        asked = sheet.field(needed.question)
        if bool(needed.row) != (asked.kind == "matrix"):
            what = "is a table, so the row must be named too" if asked.kind == "matrix" else "has no rows"
            view.fault("procedure", path, f'"{word}": question "{needed.question}" {what}')
            continue
        if needed.row:
            view.must_know("procedure", path, needed.row, _rows(view, asked), f'row of "{needed.question}"')
        known = scale_of(view, asked) if needed.row else answers_to(view, asked)
        if known is None:
            view.fault("procedure", path, f'"{word}": question "{needed.question}" has no fixed answers')
        else:
            view.must_know("procedure", path, needed.answer, known, f'answer to "{needed.question}"')


@looks_at("procedure", "service")
def refusals(view: View) -> None:
    """Whoever can be refused reads where they can go next, and a child reads it in plain words."""
    procedure, serves_children = view.procedure, any(one.wording == "plain" for one in view.service.audiences)
    refusing = [("stages", place, "moves", position, "grounds") for place, stage in enumerate(procedure.stages)
                for position, move in enumerate(stage.moves) if move.grounds]
    if refusing and procedure.next_instance is None:
        view.fault("procedure", refusing[0], "somebody can be refused here, and there is no `next_instance`: where they can go then")
    if serves_children and procedure.next_instance and not procedure.next_instance.twin:
        view.fault("procedure", ("next_instance",), 'a child reads this "next_instance" and it has no plain twin (`plain:`)')
    for place, block in enumerate(procedure.text_blocks if serves_children else ()):
        if block.for_refusal and not block.text.twin:
            view.fault("procedure", ("text_blocks", place, "text"),
                       'a child reads this "text" of a refusal and it has no plain twin (`plain:`)')


def scale_of(view: View, question: Question) -> list[str]:
    """The codes of the scale of a table."""
    return view.codes_from(question.choices_from) if question.choices_from else [one.code for one in question.choices]


def _rows(view: View, question: Question) -> list[str]:
    if question.rows_from == GROUNDS:
        return [ground.code for ground in view.procedure.grounds]
    return view.codes_from(question.rows_from) if question.rows_from else [row.code for row in question.rows]


def _asked(view: View) -> Iterator[tuple[tuple, Question]]:
    for place, sheet in enumerate(view.procedure.sheets):
        for position, question in enumerate(sheet.fields):
            yield ("sheets", place, "fields", position), question


def _required(view: View) -> Iterator[tuple[tuple, str]]:
    for place, stage in enumerate(view.procedure.stages):
        yield from _words(("stages", place), stage.requires)
        for position, move in enumerate(stage.moves):
            yield from _words(("stages", place, "moves", position), move.requires)
    for place, outcome in enumerate(view.procedure.outcomes):
        yield from _words(("outcomes", place), outcome.requires)


def _blocking(view: View) -> Iterator[tuple[tuple, str]]:
    """What keeps from mediating, each with where it stands."""
    blocked_by = view.procedure.mediation.blocked_by if view.procedure.mediation else ()
    for index, word in enumerate(blocked_by):
        yield ("mediation", "blocked_by", index), word


def _shutting(view: View) -> Iterator[tuple[tuple, str]]:
    for place, ground in enumerate(view.procedure.grounds):
        for index, word in enumerate(ground.not_when):
            yield ("grounds", place, "not_when", index), word


def _words(path: tuple, required: list[str]) -> Iterator[tuple[tuple, str]]:
    for index, word in enumerate(required):
        yield (*path, "requires", index), word


@looks_at("procedure", "core")
def counts(view: View) -> None:
    """What a sheet counts is a unit of core.yaml, marked along dimensions of which a unit can have several."""
    for place, sheet in enumerate(view.procedure.sheets):
        for position, one in enumerate(sheet.counts):
            path = ("sheets", place, "counts", position)
            view.must_know("procedure", (*path, "unit"), one.unit, [value.code for value in view.core.axes["unit"].values],
                           "unit of core.yaml")
            for axis in one.marks:
                view.must_know("procedure", (*path, "marks", axis), axis, MARKS, "dimension of which a unit can have several")


CHECKS = [only_for_staff, tables, covered, answers, refusals, counts]
