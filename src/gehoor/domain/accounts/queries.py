"""Every question about the people who work here."""

from django.db.models import Q, QuerySet

from gehoor.domain.accounts.models import Account, Draft, Role, SavedFilter, Team


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
