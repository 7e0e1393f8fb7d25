"""procedure.yaml: every stage can be reached and left, every move leads somewhere, every requirement can be met."""

from string import Formatter

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema.axes import LISTS, MARKS
from gehoor.domain.services.schema.dated import MOST_OF_A_NAME, named_answer
from gehoor.domain.services.schema.needed import ANSWER, CONSENT, alternatives
from gehoor.domain.services.schema.procedure import REQUIREMENTS, Stage

PLACEHOLDERS = ("reference", "service", "handler", "handler_phone", "handler_email", "phone", "points", "today", "received", "due",
                "due_why")
TO_OTHERS = (*(one for one in PLACEHOLDERS if one != "points"), "about", "answer_by")
"""What is filled in of a block to somebody outside."""
OF_A_TERM = frozenset({"due", "due_why"})


@looks_at("procedure")
def moves(view: View) -> None:
    """Moves lead to stages that exist; those that close offer outcomes, and others don't."""
    procedure = view.procedure
    final = {stage.code: stage.final for stage in procedure.stages}
    outcomes = [outcome.code for outcome in procedure.outcomes]
    grounds = [ground.code for ground in procedure.grounds]
    for place, stage in enumerate(procedure.stages):
        for position, move in enumerate(stage.moves):
            path = ("stages", place, "moves", position)
            if move.to not in final:
                view.fault("procedure", (*path, "to"), f'stage "{stage.code}" leads to "{move.to}", which is no stage',
                           did_you_mean(move.to, final))
            elif final[move.to] and not move.outcomes:
                view.fault("procedure", path, f'move "{move.code}" closes the case and offers no outcome')
            elif move.outcomes and not final[move.to]:
                view.fault("procedure", (*path, "outcomes"), f'move "{move.code}" has outcomes but doesn\'t close the case')
            for index, outcome in enumerate(move.outcomes):
                view.must_know("procedure", (*path, "outcomes", index), outcome, outcomes, "outcome")
            for index, ground in enumerate(move.grounds):
                view.must_know("procedure", (*path, "grounds", index), ground, grounds, "ground")


@looks_at("procedure")
def reach(view: View) -> None:
    """From the first stage every stage is reached, and from every stage there is an end."""
    stages = {stage.code: stage for stage in view.procedure.stages}
    first = view.procedure.stages[0]
    reached, ahead = {first.code}, [first]
    while ahead:
        fresh = {move.to for move in ahead.pop().moves if move.to in stages} - reached
        reached |= fresh
        ahead += [stages[code] for code in fresh]
    if first.final:
        view.fault("procedure", ("stages", 0), f'a case would begin in "{first.code}", which is final')
    for place, stage in enumerate(view.procedure.stages):
        if stage.code not in reached:
            view.fault("procedure", ("stages", place), f'stage "{stage.code}" can\'t be reached from "{first.code}"')
        if not _can_end(stage, stages):
            view.fault("procedure", ("stages", place), f'from stage "{stage.code}" no move leads to a final stage')


def _can_end(stage: Stage, stages: dict[str, Stage]) -> bool:
    seen, ahead = {stage.code}, [stage]
    while ahead:
        here = ahead.pop()
        if here.final:
            return True
        fresh = {move.to for move in here.moves if move.to in stages} - seen
        seen |= fresh
        ahead += [stages[code] for code in fresh]
    return False


@looks_at("procedure")
def mediation(view: View) -> None:
    """Mediation is begun in stages that exist and are not final, and blocked by lists that a case can be given codes of."""
    declared = view.procedure.mediation
    if declared is None:
        return
    running = [stage.code for stage in view.procedure.stages if not stage.final]
    for index, stage in enumerate(declared.stages):
        view.must_know("procedure", ("mediation", "stages", index), stage, running, "stage that isn't final")
    for index, said in enumerate(declared.blocked_by):
        path, (dimension, _dot, code) = ("mediation", "blocked_by", index), said.partition(".")
        if said.startswith(ANSWER):
            continue  # Which answers a sheet can give is looked at with the sheets.
        if view.must_know("procedure", path, dimension, ("theme", *MARKS), "list that a case has codes of") and code and view.has(["axes"]):
            name = next(name for name, one in LISTS.items() if one == dimension)
            view.must_know("procedure", path, code, [value.code for value in view.axes.values(name)], f"code of {name}")


@looks_at("procedure")
def requirements(view: View) -> None:
    """What is required is a word the kernel knows, or a sheet that is declared."""
    known = [*REQUIREMENTS, *(f"sheet.{sheet.code}" for sheet in view.procedure.sheets)]
    places = []
    for place, stage in enumerate(view.procedure.stages):
        places.append((("stages", place), stage.requires))
        places += [(("stages", place, "moves", position), move.requires) for position, move in enumerate(stage.moves)]
    places += [(("outcomes", place), outcome.requires) for place, outcome in enumerate(view.procedure.outcomes)]
    for path, required in places:
        for index, word in enumerate(required):
            for code in alternatives(word):
                if code.startswith((ANSWER, CONSENT)):
                    continue  # Which answers a sheet can give is looked at with the sheets; what is agreed, with the law.
                what = "sheet of this procedure" if code.startswith("sheet.") else "requirement"
                view.must_know("procedure", (*path, "requires", index), code, known, what)


@looks_at("procedure", "service")
def terms(view: View) -> None:
    """Terms run in stages that exist, end with something else than they began with, and refer to a promise we make."""
    stages = [stage.code for stage in view.procedure.stages]
    urgencies = [urgency.code for urgency in view.procedure.urgencies]
    kinds = [kind.code for kind in view.procedure.kinds]
    promised = [promise.code for promise in view.service.promised]
    for place, term in enumerate(view.procedure.terms):
        path = ("terms", place)
        for index, urgency in enumerate(term.urgencies):
            view.must_know("procedure", (*path, "urgencies", index), urgency, urgencies, "urgency")
        for index, kind in enumerate(term.kinds):
            view.must_know("procedure", (*path, "kinds", index), kind, kinds, "kind of contact")
        for index, stage in enumerate(term.stages):
            view.must_know("procedure", (*path, "stages", index), stage, stages, "stage")
        if term.promised:
            view.must_know("procedure", (*path, "promised"), term.promised, promised, "promise of service.yaml")
        if term.until and term.until == term.from_:
            view.fault("procedure", (*path, "until"), f'term "{term.code}" ends with what it begins with, so it would never run')
        for name in ("from", "before", "on", "until"):
            if answer := named_answer(getattr(term, "from_" if name == "from" else name) or ""):
                _dated(view, (*path, name), answer)


def _dated(view: View, path: tuple, answer: str) -> None:
    """The question exists and asks for a whole date, and its name isn't too long to be kept beside a case."""
    sheet, question = answer.split(".")
    asked = {one.code: {field.code: field for field in one.fields} for one in view.procedure.sheets}
    if not view.must_know("procedure", path, sheet, asked, "sheet"):
        return
    if not view.must_know("procedure", path, question, asked[sheet], "question of that sheet"):
        return
    field = asked[sheet][question]
    if field.kind != "partial_date" or not field.exact:
        view.fault("procedure", path, f'"{question}" asks for no whole date; a term needs a partial_date that is `exact`')
    if len(answer) > MOST_OF_A_NAME:
        view.fault("procedure", path, f'"{answer}" is longer than {MOST_OF_A_NAME} letters; give the sheet or the question a shorter code')


@looks_at("procedure", "core")
def kinds_and_urgencies(view: View) -> None:
    """Kinds, urgencies and outcomes stand on the common axes, and what is referred to exists."""
    procedure, axes = view.procedure, view.core.axes
    kinds = [kind.code for kind in procedure.kinds]
    urgencies = [urgency.code for urgency in procedure.urgencies]
    view.must_know("procedure", ("counts_as",), procedure.counts_as, kinds, "kind of contact")
    view.must_know("procedure", ("attention", "raises_to"), procedure.attention.raises_to, urgencies, "urgency")
    for place, kind in enumerate(procedure.kinds):
        if kind.core:
            view.must_know("procedure", ("kinds", place, "core"), kind.core, (v.code for v in axes["contact_kind"].values),
                           "contact kind of core.yaml")
        elif kind.counted == "with_all":
            view.fault("procedure", ("kinds", place), f'kind "{kind.code}" maps nowhere: it needs `core`, or `counted: apart`')
    for place, urgency in enumerate(procedure.urgencies):
        view.must_know("procedure", ("urgencies", place, "core"), urgency.core, (v.code for v in axes["urgency"].values),
                       "urgency of core.yaml")


@looks_at("procedure")
def text_blocks(view: View) -> None:
    """A text block names only what will be filled in, in plain words too."""
    has_day = any(term.tells for term in view.procedure.terms)
    for place, block in enumerate(view.procedure.text_blocks):
        path = ("text_blocks", place, "text")
        known = PLACEHOLDERS if block.to == "reporter" else TO_OTHERS
        if block.purposes and block.to == "reporter":
            view.fault("procedure", ("text_blocks", place, "purposes"), f'text block "{block.code}" is to the reporter, and has purposes')
        twins = block.text.twin if isinstance(block.text.twin, dict) else {}
        for here, text in [*(((*path, code), text) for code, text in block.text.texts.items()),
                           *(((*path, "plain", code), text) for code, text in twins.items())]:
            for name in _names(view, here, text):
                view.must_know("procedure", here, name, known, "word that is filled in")
                if name in OF_A_TERM and not has_day:
                    view.fault("procedure", here, f'"{name}" is the end of a term that `tells` the reporter, and no term does')


def _names(view: View, path: tuple, text: str) -> list[str]:
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        view.fault("procedure", path, "has a brace { or } without its other half")
        return []


@looks_at("procedure")
def follow_ups(view: View) -> None:
    """Where somebody looks afterwards, what the young person is told is a text block."""
    blocks = [block.code for block in view.procedure.text_blocks]
    for name in ("outcomes", "findings"):
        for place, one in enumerate(getattr(view.procedure, name, ())):
            if one.needs_follow_up and one.needs_follow_up.tells:
                view.must_know("procedure", (name, place, "needs_follow_up", "tells"), one.needs_follow_up.tells, blocks,
                               "text block of this procedure")


CHECKS = [follow_ups, moves, reach, requirements, terms, kinds_and_urgencies, text_blocks, mediation]
