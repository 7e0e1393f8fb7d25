"""Tags for work: tasks in words, days, and which agreements wait for whom on the page of a case."""

from datetime import datetime

from django import template
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.cases.actions.approving import APPROVED, LAPSED, OVERTAKEN, REFUSED, may_decide
from gehoor.domain.cases.models import Task
from gehoor.domain.cases.walls import the_near_colleagues
from gehoor.domain.services.approvals import the_wanted
from gehoor.interfaces.staff.working import ENDINGS, said_of

register = template.Library()
KINDS = {"task": _("taak"), "request": _("gevraagd"), "follow_up": _("opvolging"), "access": _("vraag om het dossier te zien")}
VERDICTS = {APPROVED: _("akkoord"), REFUSED: _("niet akkoord"), OVERTAKEN: _("niet meer nodig"), LAPSED: _("vervallen"),
            "": _("wacht op antwoord")}
BLOCKS = {
    "after_end": _("Schreef na het einde"),
    "urgent": _("Dringend"), "due": _("Termijn voorbij of binnen 3 dagen"), "waiting": _("Wacht op ons antwoord"),
    "silent": _("Hoorde lang niets"),
}


@register.filter
def block_words(code: str) -> str:
    """The heading of a part of the day."""
    return BLOCKS.get(code, code)


@register.filter
def kind_words(code: str) -> str:
    """What kind of task it is."""
    return KINDS.get(code, code)


@register.filter
def ending_words(code: str) -> str:
    """How a task ended."""
    return ENDINGS.get(code, code)


@register.filter
def verdict_words(code: str) -> str:
    """What was said of an agreement."""
    return VERDICTS.get(code, code)


@register.filter
def is_late(task: Task, at: datetime) -> bool:
    """Whether the last day of a task has passed."""
    return task.is_late(the_day_of(at))


@register.simple_tag(takes_context=True)
def agreements(context) -> list[dict]:
    """The agreements of a case in words, those that wait first; whether who reads may decide them."""
    case, person, procedure = context["case"], context["request"].person, context["service"].procedure
    wanted = the_wanted(procedure, case.stage)
    told = [{"row": one.row, "asked": one.asked, "reasons": one.reasons,
             "label": said_of(procedure, one.row.of), "verdict": LAPSED if one.changed else one.row.verdict,
             "changed": said_of(procedure, f"sheet.{one.changed}") if one.changed else "",
             "may_decide": not one.row.verdict and one.row.of in wanted and may_decide(person, case, one.row, wanted[one.row.of])}
            for one in context["opened"].work.approvals]
    return sorted(told, key=lambda one: bool(one["row"].verdict))


@register.simple_tag(takes_context=True)
def near_colleagues(context) -> int:
    """How many colleagues are kept from this case for standing too near to somebody in it."""
    return the_near_colleagues(context["case"])


@register.simple_tag(takes_context=True)
def follow_up_block(context) -> str:
    """The text block with which the young person is told that we go on looking; empty where the procedure declares none."""
    procedure = context["service"].procedure
    declared = [one.needs_follow_up for one in (*procedure.outcomes, *procedure.findings) if one.needs_follow_up]
    of_outcome = next((one.needs_follow_up for one in procedure.outcomes if one.code == context["case"].outcome), None)
    return next((one.tells for one in (of_outcome, *declared) if one and one.tells), "")
