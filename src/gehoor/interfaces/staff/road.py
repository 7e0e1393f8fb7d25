"""The row of stages above a case: where it has been, where it is, and the main road ahead. Opens nothing."""

from collections.abc import Collection, Sequence

from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.services.schema.procedure import Stage
from gehoor.domain.services.service import Service
from gehoor.interfaces.staff.saying import language

DONE, NOW, NEXT = "done", "now", "next"


def road(stages: Sequence[Stage], *, here: str, been: Collection[str]) -> list[tuple[Stage, str]]:
    """The stages that the row shows, each with how it stands: what a case passed by was never done, and what lies aside is no road ahead.

    :param been: the stages that the case has been in.
    """
    place = [stage.code for stage in stages].index(here)
    is_over, been = stages[place].final, {stages[0].code, *been}
    states = [(stage, _state(stage, number - place, stage.code in been, is_over)) for number, stage in enumerate(stages)]
    return [(stage, state) for stage, state in states if state]


def _state(stage: Stage, ahead: int, is_known: bool, is_over: bool) -> str:
    if not ahead:
        return NOW
    if is_known and not stage.final and (ahead < 0 or stage.aside or is_over):
        return DONE
    return "" if ahead < 0 or stage.aside or is_over else NEXT


def stages_of(opened: OpenedCase, service: Service) -> list[tuple[str, str]]:
    """The row of this case, as (label, done | now | next)."""
    return [(stage.label.text(language()), state) for stage, state in
            road(service.procedure.stages, here=opened.case.stage, been=_been(opened))]


def _been(opened: OpenedCase) -> set[str]:
    return {code for row in opened.steps for code in (row.codes["from"], row.codes["to"])}
