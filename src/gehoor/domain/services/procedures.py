"""What a procedure allows and when things are due. Pure: a table in, what is met in, moves and terms out.

Called by the journeys of a case, which gather from other rooms what is met. Nothing here closes, refuses or ranks.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.domain.services.agreed import consent_in_words, consents_required
from gehoor.domain.services.answers import ANSWER_SENT, TOLD_HERE, answer_in_words, answers_required, either_in_words
from gehoor.domain.services.approvals import outcome_requires, the_wanted, with_approvals
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.schema.ground import URGENT, RefusalGround
from gehoor.domain.services.schema.needed import SHEET, grouped, is_met
from gehoor.domain.services.schema.procedure import Outcome
from gehoor.domain.services.service import Service

REQUIRED = {
    "handler_assigned": gettext_lazy("een behandelaar"),
    "summary_written": gettext_lazy("een samenvatting in onze woorden"),
    "kind_chosen": gettext_lazy("welk soort contact dit is"),
    "theme_chosen": gettext_lazy("een thema"),
    "failing_chosen": gettext_lazy("wat er misliep"),
    "urgency_decided": gettext_lazy("een beslissing over hoe dringend het is"),
    "child_party_named": gettext_lazy("het kind als betrokkene"),
    "child_identified": gettext_lazy("de naam en de leeftijd van het kind"),
    "reporter_identified": gettext_lazy("de naam van de melder"),
    "respondent_named": gettext_lazy("over wie of wat het gaat"),
    "answer_sent": gettext_lazy("een antwoord aan de melder"),
    "consent_recorded": gettext_lazy("een keuze over veilig contact"),
    "reporter_told": gettext_lazy("een antwoord op wat de melder het laatst schreef"),
    "told_here": gettext_lazy("een bericht aan de melder in deze fase"),
    "mediation_ended": gettext_lazy("het einde van de bemiddeling"),
    "item_added": gettext_lazy("een punt van de klacht"),
    "items_found": gettext_lazy("een bevinding voor elk punt"),
    "law_tested": gettext_lazy("de toets aan de wet"),
    "treaty_tested": gettext_lazy("de toets aan de verdragen"),
    "norms_tested": gettext_lazy("de toets aan de ombudsnormen"),
}
"""What is still needed, in words that complete "Eerst nodig: …", for every word a procedure may require."""
WITH_BIRTH_DATE = gettext_lazy("de naam en de geboortedatum van het kind")
IS_URGENT = gettext_lazy("de zaak is dringend")


@dataclass(frozen=True)
class Move:
    """A step from where a case stands. `missing` are the codes of what is required and not met."""

    code: str
    label: Wording
    to: str
    closes: bool
    is_admission: bool
    outcomes: tuple[Outcome, ...]
    grounds: tuple[RefusalGround, ...]
    missing: tuple[str, ...]
    why_not: tuple[str, ...]
    met: frozenset[str]
    sheet_titles: Mapping[str, str]
    wanted: frozenset[str] = frozenset()
    # The grounds that nobody is refused on as things stand, each with why in words.
    shut: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asks: tuple[str, ...] = ()
    tell: Along | None = None
    # Whether its words are the answer itself.
    answers: bool = False

    @property
    def open_grounds(self) -> list[RefusalGround]:
        """The grounds that can be chosen."""
        return [ground for ground in self.grounds if ground.code not in self.shut]

    @property
    def carries_words(self) -> bool:
        """Whether words to the reporter go along with it."""
        return bool(self.grounds or self.tell)

    @property
    def must_tell(self) -> str:
        """What its words bring, and only they or a message of this stage: the answer of an end, or how it goes on. Empty: it has none."""
        return (ANSWER_SENT if self.answers else TOLD_HERE) if self.carries_words else ""

    @property
    def allowed(self) -> bool:
        """Whether nothing is missing that holds for every outcome."""
        return not self.missing

    def missing_for(self, *, outcome: str = "", grounds: Collection[str] = ()) -> list[str]:
        """What is still needed to take this step with this outcome and on these grounds, in words."""
        lacking = list(self.why_not)
        chosen = next((one for one in self.outcomes if one.code == outcome), None)
        if self.closes and chosen is None:
            lacking.append(_("een uitkomst uit de lijst"))
        if chosen:
            codes = [code for code in outcome_requires(chosen, self.wanted) if not is_met(code, self.met) and code not in self.missing]
            lacking += [in_words(code, self.sheet_titles) for code in codes]
        known = {ground.code for ground in self.grounds}
        if (known and not grounds) or not set(grounds) <= known:
            lacking.append(_("een grond uit de lijst"))
        return lacking


def moves_from(service: Service, *, stage: str, met: Collection[str], language: str = "nl",
               with_words: Collection[str] = ()) -> list[Move]:
    """Every step the procedure knows from this stage, allowed or not yet, in the order declared.

    :param with_words: what a step brings itself where words to the reporter go along with it.
    :raises KeyError: the procedure knows no such stage.
    """
    procedure = service.procedure
    here, first = procedure.stage(stage), procedure.stages[0]
    wanted = the_wanted(procedure, stage)
    titles = {f"sheet.{sheet.code}": sheet.title.text(language) for sheet in procedure.sheets}
    titles |= {one.requirement: one.in_words(language) for one in wanted.values()}
    titles |= {"child_identified": str(WITH_BIRTH_DATE)} if procedure.child_known_by == "birth_date" else {}
    titles |= {word: answer_in_words(service, word, language) for word in answers_required(procedure)}
    titles |= either_in_words(service, language)
    titles |= {word: consent_in_words(word, the_sharing(service.valid_from), language) for word in consents_required(procedure)}
    found = []
    for move in here.moves:
        target = procedure.stage(move.to)
        required = dict.fromkeys([*(here.requires if move.to != stage else ()), *move.requires])
        # An end that asks for the answer has room for it, whatever was written before.
        tell = move.tell or (Along() if ANSWER_SENT in required else None)
        if move.tell and ANSWER_SENT not in required:
            required[TOLD_HERE] = None
        required = dict.fromkeys(with_approvals(required, wanted, f"move.{move.code}"))
        has = frozenset(met) | frozenset(with_words if move.grounds or tell else ())
        missing = tuple(code for code in required if not is_met(code, has))
        grounds = tuple(ground for ground in procedure.grounds if ground.code in move.grounds)
        found.append(Move(
            code=move.code, label=move.label, to=move.to, closes=target.final,
            is_admission=here.code == first.code and not target.final and target.code != first.code,
            outcomes=tuple(procedure.outcome(code) for code in move.outcomes),
            grounds=grounds, shut=_shut(grounds, met, titles), asks=tuple(move.asks), tell=tell,
            answers=ANSWER_SENT in required, missing=missing, why_not=tuple(in_words(code, titles) for code in missing), met=has,
            sheet_titles=titles, wanted=frozenset(wanted),
        ))
    return found


def _shut(grounds: Sequence[RefusalGround], met: Collection[str], titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    held = {ground.code: [word for word in ground.not_when if word in met] for ground in grounds}
    return {code: tuple(str(IS_URGENT) if word == URGENT else titles[word] for word in words) for code, words in held.items() if words}


def in_words(code: str, sheet_titles: Mapping[str, str]) -> str:
    """A requirement in words that complete "Eerst nodig: …"."""
    if code in sheet_titles and not code.startswith(SHEET):
        return sheet_titles[code]
    if len(either := grouped(code)) > 1:
        return _(", of ").join(in_words(one, sheet_titles) for one in either)
    if code in sheet_titles:
        return _("het blad “%(title)s”") % {"title": sheet_titles[code]}
    return str(REQUIRED[code])
