"""The one filter under every list, count, search and page of cases. Nothing else decides who sees a case.

Two things shut a case off. A rule: this filter. A wall: the case's keys are sealed to named people only (`is_walled`);
the case page says which of the two it is. `visible_cases` asks the rule of a case that is known; `parts_of` takes the same
cases apart, so that a list of them reads indexes in its own order.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import CASE_ROLES, Person
from gehoor.domain.accounts.models import Absence, ConflictOfInterest, Membership, Role
from gehoor.domain.cases.models import Case, Named, Respondent
from gehoor.foundation.action import current_journey
from gehoor.foundation.asking import prepared
from gehoor.foundation.errors import NotAllowed, Refusal


@dataclass(frozen=True)
class Sight:
    """What a person sees by, apart from the cases themselves: who they are, where they work, and what they stand too near to."""

    id: UUID
    case_teams: tuple[UUID, ...]
    supervised_teams: tuple[UUID, ...]
    conflict_tags: tuple[bytes, ...]
    covered: tuple[UUID, ...] = ()
    opened_in_need: tuple[UUID, ...] = ()

    @classmethod
    def of(cls, person: Person) -> "Sight":
        return cls(person.id, tuple(person.case_teams), tuple(person.supervised_teams), tuple(person.conflict_tags),
                   tuple(person.covered), tuple(person.opened_in_need))


def visible_cases(person: Person | Sight, *, but_in_need: bool = False) -> QuerySet[Case]:
    """The cases whose content this person may open.

    A handler: their own, those of nobody yet in their teams, those they are named for, and those of an absent colleague whose work
    they do. A supervisor: all of their teams. A confidential case: only the named, while they work on the cases of its team. What a
    rule keeps from them and they opened in need: while that lasts. What lies behind a wall for others: never. A case about an
    institution that the person stands too near to: never.

    :param but_in_need: leaves out what they see for having opened it in need alone.
    """
    named = Exists(Named.objects.filter(case=OuterRef("pk"), account=person.id))
    told = Q(team__in=person.supervised_teams) | Q(handler__in=[person.id, *person.covered]) | Q(handler=None) | named
    rule = Q(is_confidential=False) & told | Q(is_confidential=True) & named
    if person.opened_in_need and not but_in_need:
        rule |= Q(is_walled=False, pk__in=person.opened_in_need)
    return without_conflicts(Case.objects.filter(Q(team__in=person.case_teams) & rule), person)


class OnlyInNeed(Refusal):
    """Who opened a case in need reads it and acts for a day; who else sees it from then on is for others to say."""

    message = _("Je opende deze zaak in nood, voor een dag. Wie ze heeft en wie ze mag openen, beslist een ander: vraag het aan de "
                "behandelaar of aan een leidinggevende.")


def refuse_in_need(person: Person, case: Case) -> None:
    """:raises OnlyInNeed: this person sees the case for having opened it in need, and for no other reason."""
    if case.pk in person.opened_in_need and not visible_cases(person, but_in_need=True).filter(pk=case.pk).exists():
        raise OnlyInNeed


def parts_of(sight: Sight, whose: str = "") -> list[QuerySet[Case]]:
    """The visible cases in parts that share none: of each team those that an index holds, and those that the person is named for.

    :param whose: `mine` (with what is covered for an absent colleague) or `nobody` leaves out the others; empty leaves out none.
    """
    if not sight.case_teams:
        return []
    mine = [{"handler": handler} for handler in (sight.id, *sight.covered)]
    of = {"mine": mine, "nobody": [{"handler": None}], "": [{}]}
    parts = []
    for team in sight.case_teams:
        seen = of[whose] if whose or team in sight.supervised_teams else [*mine, {"handler": None}]
        parts += [Case.objects.filter(team=team, is_confidential=False, **one) for one in seen]
    parts += [_named_for(sight).filter(**one) for one in of[whose]]
    if sight.opened_in_need:
        parts += [_opened_in_need(sight).filter(**one) for one in of[whose]]
    return [without_conflicts(cases, sight) for cases in parts]


def _named_for(sight: Sight) -> QuerySet[Case]:
    """The visible cases that this person sees for being named and for no other reason."""
    return Case.objects.filter(Q(is_confidential=True) | _of_others(sight), named__account=sight.id, team__in=sight.case_teams)


def _opened_in_need(sight: Sight) -> QuerySet[Case]:
    """The visible cases that this person sees for having opened them in need, and for no other reason."""
    named = Exists(Named.objects.filter(case=OuterRef("pk"), account=sight.id))
    kept = Q(is_confidential=True, is_walled=False) | _of_others(sight)
    return Case.objects.filter(kept, ~named, pk__in=sight.opened_in_need, team__in=sight.case_teams)


def _of_others(sight: Sight) -> Q:
    handled_by_others = Q(is_confidential=False, handler__isnull=False) & ~Q(handler__in=[sight.id, *sight.covered])
    return handled_by_others & ~Q(team__in=sight.supervised_teams)


def without_conflicts(cases: QuerySet[Case], person: Person | Sight) -> QuerySet[Case]:
    """Leaves out what this person stands too near to."""
    if not person.conflict_tags:
        return cases
    return cases.exclude(Exists(Respondent.objects.filter(case=OuterRef("pk"), tag__in=person.conflict_tags)))


def seen_by(rows: QuerySet, *, who: str, day: date, case: str = "") -> QuerySet:
    """Those rows whose case the account in their column `who` may see on a day: the same rule, of many people at once, for a clock that
    tells them something. What somebody opened in need is left out: nobody is called back to it.

    :param case: the column that names the case; empty where the rows are cases.
    """
    of = f"{case}__" if case else ""
    about_it, them = {"case": OuterRef(case or "pk")}, {"account": OuterRef(who)}
    seats = Membership.objects.filter(team=OuterRef(f"{of}team"), role__in=CASE_ROLES, **them)
    named = Exists(Named.objects.filter(**about_it, **them))
    near = ConflictOfInterest.objects.filter(account=OuterRef(OuterRef(who)), tag=OuterRef("tag"))
    covers = Absence.objects.filter(account=OuterRef(f"{of}handler"), cover=OuterRef(who), from_day__lte=day, until_day__gte=day)
    told = Q(**{f"{of}handler": F(who)}) | Q(**{f"{of}handler": None}) | Exists(seats.filter(role=Role.SUPERVISOR)) | Exists(covers)
    return rows.filter(Q(**{f"{of}is_confidential": False}) & told | named,
                       ~Exists(Respondent.objects.filter(Exists(near), **about_it)), Exists(seats))


def hold_case(person: Person, case: Case) -> None:
    """Bring the case to where it stands inside this journey, and hold it until the end: a colleague may have moved it behind a
    wall since the page was read, and what is sealed under the keys from before the wall is lost.

    :raises NotAllowed: meanwhile it was shut off for this person.
    """
    current_journey()
    held = next(iter(_held(Sight.of(person), case)), None)
    if held is None:
        raise NotAllowed
    for column in Case._meta.concrete_fields:
        setattr(case, column.attname, getattr(held, column.attname))


def access_case(person: Person, reference: str) -> Case:
    """The case of this reference.

    :raises NotAllowed: it doesn't exist, or this person may not open it; the two look alike.
    """
    case = next(iter(_referred(Sight.of(person), reference)), None)
    if case is None:
        raise NotAllowed
    return case


@prepared
def _held(sight: Sight, case: Case) -> QuerySet[Case]:
    return visible_cases(sight).select_for_update().filter(pk=case.pk)


@prepared
def _referred(sight: Sight, reference: str) -> QuerySet[Case]:
    return visible_cases(sight).select_related("team", "handler").filter(reference=reference)
