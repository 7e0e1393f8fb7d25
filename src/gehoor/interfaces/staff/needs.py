"""What a step still waits for, and the page where somebody can do it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gehoor.domain.cases.models import Case
from gehoor.domain.cases.opened_work import Asked
from gehoor.domain.cases.points import the_live
from gehoor.domain.services.approvals import APPROVAL
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.schema.needed import CONSENT, alternatives, the_sheets_of
from gehoor.domain.services.service import Service
from gehoor.interfaces.kit.templatetags.moments import short_day

# A sheet has a page of its own; what isn't here can't be done by hand.
WHERE = {
    "handler_assigned": "assign", "summary_written": "summarise", "kind_chosen": "classify", "theme_chosen": "classify",
    "failing_chosen": "classify", "item_added": "item",
    "urgency_decided": "urgency", "child_party_named": "party",
    "child_identified": "party", "reporter_identified": "party", "respondent_named": "respondent",
    "answer_sent": "answer", "reporter_told": "answer",
    "told_here": "answer",
}


@dataclass(frozen=True)
class Need:
    """Something that is still needed, in words, and the page where it can be done; empty when there is none."""

    words: str
    address: str


def not_found_yet(case: Case, service: Service, step: Move) -> list[Need]:
    """The points of which nothing is found while a step would end the case, each with where it can be: said, and no reason to stop.

    None of a step that refuses, nor where the procedure itself waits for them.
    """
    if not step.closes or step.grounds or not service.procedure.findings or "items_found" in step.missing:
        return []
    numbers = [item.number for item in the_live(case.items.defer("sealed")) if not item.finding]
    return [Need(_("punt %(number)s") % {"number": number}, reverse("staff:act_on", args=[case.reference, "find", number]))
            for number in numbers]


def needs_of(case: Case, codes: Iterable[str], words: Iterable[str], waiting: Mapping[str, Asked]) -> list[Need]:
    """What is missing, each with where it can be done; what was asked already says of whom, and isn't asked again.

    :param waiting: the agreements that were asked and not given yet, by what they are about.
    """
    return [_waits(said, waiting[code]) if code in waiting else Need(said, _where(case, code))
            for code, said in zip(codes, words, strict=True)]


def those_waiting(asked: Iterable[Asked]) -> dict[str, Asked]:
    """The agreements that wait for an answer, by the word that requires them."""
    return {APPROVAL + one.row.of: one for one in asked if not one.row.verdict}


def _waits(said: str, asked: Asked) -> Need:
    told = {"what": said, "whom": asked.whom, "day": short_day(asked.row.asked_at)}
    if asked.whom:
        return Need(_("%(what)s (gevraagd aan %(whom)s op %(day)s, wacht op antwoord)") % told, "")
    return Need(_("%(what)s (gevraagd op %(day)s, wacht op antwoord)") % told, "")


def needs_but(case: Case, step: Move, said: Collection[str], asked: Iterable[Asked]) -> list[Need]:
    """What a step still needs before its page, without what was answered otherwise: that isn't missing, it closes the step.

    :param asked: the agreements of the case.
    """
    wanted = [(code, words) for code, words in zip(step.missing, step.why_not, strict=True)
              if code not in said and not is_asked_on_its_page(step, code)]
    return needs_of(case, [code for code, _words in wanted], [words for _code, words in wanted], those_waiting(asked))


def is_asked_on_its_page(step: Move, code: str) -> bool:
    """Whether the page of the step asks the sheets itself that would bring it: nobody goes to another page for those."""
    sheets = the_sheets_of([code])
    return bool(sheets) and set(sheets) <= set(step.asks)


def _where(case: Case, code: str) -> str:
    code = alternatives(code)[0]
    if sheets := the_sheets_of([code]):
        return reverse("staff:sheet", args=[case.reference, sheets[0]])
    if code.endswith("_tested"):
        return reverse("staff:act_on", args=[case.reference, "test", code.removesuffix("_tested")])
    if code.startswith(CONSENT):
        return reverse("staff:consents", args=[case.reference])
    if code == "mediation_ended":
        return reverse("staff:mediation", args=[case.reference])
    if code == "items_found":
        return f"{reverse('staff:case', args=[case.reference])}#points"
    if code.startswith(APPROVAL):
        return reverse("staff:act_on", args=[case.reference, "ask_approval", code.removeprefix(APPROVAL).replace(".", "-", 1)])
    return reverse("staff:act", args=[case.reference, WHERE[code]]) if code in WHERE else ""
