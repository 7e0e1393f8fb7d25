"""Every question about the people who work here."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Absence, Account, Draft, Membership, Role, SavedFilter, Team


def the_account(username: str) -> Account | None:
    """The active account with this sign-in name."""
    return Account.objects.filter(username=username, is_active=True).first()


def the_team(service: str, code: str) -> Team:
    """The team of a service with this declared code."""
    return Team.objects.get(service=service, code=code)


def the_colleagues(team: Team) -> list[Account]:
    """Who may work on the cases of a team."""
    works = Q(memberships__team=team, memberships__role__in=[Role.HANDLER, Role.SUPERVISOR])
    return list(Account.objects.filter(works, is_active=True).distinct())


def the_drafts(account: Account) -> list[Draft]:
    """What a person was typing when a session locked."""
    return list(Draft.objects.filter(account=account).order_by("-kept_at"))


def the_saved_filters(account: Account) -> list[SavedFilter]:
    """The views of the work list that a person keeps."""
    return list(SavedFilter.objects.filter(account=account).order_by("id"))


def the_draft(account: Account, page: str) -> Draft | None:
    """What a person was typing on this page when the session locked."""
    return Draft.objects.filter(account=account, page=page[:200]).first()


def the_teams_of(person) -> list[Team]:
    """The teams on whose cases a person works, in the order they joined."""
    return list(Team.objects.filter(id__in=person.case_teams).order_by("id"))


def the_other_teams(team: Team) -> QuerySet[Team]:
    """The teams of the same service beside this one, by name."""
    return Team.objects.filter(service=team.service).exclude(pk=team.pk).order_by("name")


def the_members_of(teams: Iterable[UUID]) -> QuerySet[Account]:
    """Who works on the cases of these teams."""
    seats = Membership.objects.filter(team__in=list(teams), role__in=[Role.HANDLER, Role.SUPERVISOR])
    return Account.objects.filter(pk__in=seats.values("account"), is_active=True)


def the_colleagues_of(account: Account) -> QuerySet[Account]:
    """Who works on cases of a team that this person works in, without themselves."""
    return the_members_of(account.memberships.values_list("team", flat=True)).exclude(pk=account.pk)


def the_absences(teams: Iterable[UUID], at: datetime) -> list[Absence]:
    """Who of these teams is away, or will be, soonest first, each with who does their work meanwhile."""
    seated = Account.objects.filter(memberships__team__in=list(teams), is_active=True)
    absences = Absence.objects.filter(account__in=seated, until_day__gte=the_day_of(at))
    return list(absences.select_related("account", "cover").order_by("from_day", "account__name"))
