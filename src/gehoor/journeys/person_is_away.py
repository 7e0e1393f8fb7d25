"""Somebody who works here is away for some days: a colleague sees their cases meanwhile, in every list, count and search."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import drop_absence, note_absence
from gehoor.domain.accounts.models import Absence, Account
from gehoor.domain.accounts.queries import the_colleagues_of, the_members_of
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed, Refusal


class NoCoverThere(Refusal):
    """Who covers works in a team of the absent person, or they would see nothing."""

    message = _("Deze collega werkt niet in hetzelfde team, en kan de zaken dus niet openen. Kies een collega van het team.")


def person_is_away(*, person: Person, account: Account, cover: Account | None, from_day: date, until_day: date, at: datetime) -> Absence:
    """Note an absence: one's own, or that of somebody in a team that one supervises.

    :raises NotAllowed: it is neither.
    :raises NoSuchAbsence: it ends before it begins, or the cover is the absent person.
    :raises NoCoverThere: they share no team.
    """
    _refuse_others(person, account.pk)
    if cover is not None and cover.pk != account.pk and not the_colleagues_of(account).filter(pk=cover.pk).exists():
        raise NoCoverThere
    with journey("person.is_away", at=at, actor=person.account):
        return note_absence(account=account, cover=cover, from_day=from_day, until_day=until_day, by=person.account, at=at)


def person_is_back(*, person: Person, absence_id: UUID, at: datetime) -> None:
    """Take an absence away: they are back, or don't go.

    :raises NotAllowed: there is none, or it is neither one's own nor of one's team.
    """
    absence = Absence.objects.filter(pk=absence_id).first()
    if absence is None:
        raise NotAllowed
    _refuse_others(person, absence.account_id)
    with journey("person.is_back", at=at, actor=person.account):
        drop_absence(absence=absence)


def _refuse_others(person: Person, account_id: UUID) -> None:
    if account_id != person.id and not the_members_of(person.supervised_teams).filter(pk=account_id).exists():
        raise NotAllowed
