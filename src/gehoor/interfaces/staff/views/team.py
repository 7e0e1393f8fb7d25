"""The page of a team, for who divides its work: how much each has, who is away, what nobody has; and giving several cases on at once.

Only how much, never how fast: what is found here serves no appraisal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.accounts.models import Absence, Account, Role, Team
from gehoor.domain.accounts.queries import the_absences, the_members_of
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.load import AT_ONCE, Load, the_cases_of, the_load
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import with_marks
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff.doors import works_here
from gehoor.interfaces.staff.forms import REQUIRED, area
from gehoor.interfaces.staff.saying import rows_of
from gehoor.interfaces.staff.waiting import waiting_in_team
from gehoor.journeys.cases_change_hands import cases_change_hands

LONGEST_BAR = 84


@dataclass(frozen=True)
class Row:
    """How much one person has, whether they are away, and their bar in the plot."""

    load: Load
    away: Absence | None
    width: float


class HandForm(forms.Form):
    """Which cases, to whom, and why."""

    use_required_attribute = False
    cases = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Kies minstens één zaak.")})
    to = forms.ModelMultipleChoiceField(label=_("Aan wie"), queryset=Account.objects.none(), widget=forms.CheckboxSelectMultiple,
                                        error_messages={"required": _("Kies minstens één collega.")},
                                        help_text=_("Kies je er meer, dan worden de zaken verdeeld."))
    reason = forms.CharField(label=_("Waarom"), widget=area(3), max_length=2_000, error_messages=REQUIRED,
                             help_text=_("Het staat als notitie in elke zaak. De melder leest dit nooit."))


@works_here(Role.SUPERVISOR)
def team(request: HttpRequest) -> HttpResponse:
    """Show a team that the person supervises."""
    at, person = now(), request.person
    shown, teams = _the_team(request)
    absences = the_absences([shown.pk], at)
    today = the_day_of(at)
    away = {one.account_id: one for one in absences if one.from_day <= today}
    loads = the_load(person, shown, at)
    longest = max((load.open for load in loads), default=0) or 1
    rows = [Row(load, away.get(load.account.pk) if load.account else None, round(LONGEST_BAR * load.open / longest, 1))
            for load in loads]
    return render(request, "staff/team.html", {
        "team": shown, "teams": teams, "rows": rows, "at": at, "absences": absences,
        "between": waiting_in_team(person, shown, at),
        "totals": {name: sum(getattr(load, name) for load in loads) for name in ("open", "urgent", "overdue")},
        "nobodys": rows_of(_with_marks(person, the_cases_of(person, shown, None)[:10]), at),
    })


@works_here(Role.SUPERVISOR)
def hand(request: HttpRequest) -> HttpResponse:
    """Choose several cases of one person, and give them to others."""
    at, person = now(), request.person
    shown, _teams = _the_team(request)
    whose = _whose(request)
    if whose is not None and not whose.cases.filter(team=shown).exists():
        raise NotAllowed
    cases = _with_marks(person, the_cases_of(person, shown, whose)[:AT_ONCE])
    form = HandForm(request.POST if request.method == "POST" else None)
    form.fields["cases"].choices = [(str(case.pk), case.reference) for case in cases]
    form.fields["to"].queryset = the_members_of([shown.pk]).exclude(pk=whose.pk if whose else None)
    told = {"team": shown, "whose": whose, "form": form, "rows": list(zip(cases, rows_of(cases, at), strict=True)), "at": at,
            "chosen": request.POST.getlist("cases"), "at_once": AT_ONCE}
    if request.method != "POST":
        return render(request, "staff/hand.html", told)
    if not form.is_valid():
        return render(request, "staff/hand.html", told, status=422)
    said = form.cleaned_data
    try:
        got = cases_change_hands(person=person, whose=whose, cases=said["cases"], to=list(said["to"]), reason=said["reason"], at=at)
    except Refusal as refusal:
        return render(request, "staff/hand.html", told | {"refusal": refusal}, status=409)
    moved = sum(got.values())
    messages.success(request, ngettext("%(n)s zaak is doorgegeven.", "%(n)s zaken zijn doorgegeven.", moved) % {"n": moved})
    return redirect(f"{reverse('staff:team')}?team={shown.pk}")


def _with_marks(person: Person, cases: Iterable[Case]) -> list[Case]:
    """These cases, each with what its row shows."""
    keys = [case.pk for case in cases]
    return sorted(with_marks(visible_cases(person).filter(pk__in=keys), person), key=lambda case: case.place)


def _the_team(request: HttpRequest) -> tuple[Team, list[Team]]:
    """The team that the address names, of those that the person supervises; else the one with the most open cases."""
    teams = list(Team.objects.filter(pk__in=request.person.supervised_teams).order_by("name"))
    asked = request.GET.get("team", "")
    named = next((one for one in teams if str(one.pk) == asked), None)
    if named is None and len(teams) > 1:
        # Who opens the page without choosing sees work first, and no zeros of a team that is quiet.
        cases = visible_cases(request.person).filter(closed_at=None, team__in=teams)
        opened = dict(cases.order_by("team").values_list("team").annotate(Count("pk")))
        named = max(teams, key=lambda one: opened.get(one.pk, 0))
    return named or teams[0], teams


def _whose(request: HttpRequest) -> Account | None:
    """Whose cases: a person, who may have left; `nobody` gives those of nobody.

    :raises NotAllowed: no such person.
    """
    asked = request.GET.get("whose", "nobody")
    if asked == "nobody":
        return None
    found = next(iter(Account.objects.filter(username=asked)), None)
    if found is None:
        raise NotAllowed
    return found
