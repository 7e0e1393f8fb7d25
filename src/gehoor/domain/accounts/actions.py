"""Every change to the people who work here."""

import json
import re
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.models import Absence, Account, ConflictOfInterest, Draft, Membership, SavedFilter, Team
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.persons import NameTooShort, tag_of_person
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.holders import seal_draft

PHONE = re.compile(r"\+?[0-9][0-9 ./()-]{2,28}")


class NotReachable(Refusal):
    """Nobody could be reached there."""


@action("account.made")
def make_account(*, holder_id, username: str, name: str, language: str = "nl") -> Account:
    """Make the account of an enrolled person; `holder_id` is that of their keys in the vault."""
    account = Account(id=holder_id, username=username, name=name, language=language)
    account.set_unusable_password()
    account.save(force_insert=True)
    return account


@action("account.reachable")
def say_how_to_reach(*, account: Account, phone: str, email: str) -> Account:
    """Note where the reporters of somebody's cases can reach them directly; empty takes it away again.

    :raises NotReachable: one of the two is no number or no address.
    """
    phone, email = " ".join(phone.split()), email.strip()
    if phone and not PHONE.fullmatch(phone):
        raise NotReachable(_("Dit is geen telefoonnummer. Schrijf het met cijfers en spaties, bijvoorbeeld 02 000 00 00."))
    try:
        EmailValidator()(email or "a@example.org")
    except ValidationError:
        raise NotReachable(_("Dit is geen e-mailadres. Schrijf het zoals naam@dienst.be.")) from None
    account.direct_phone, account.direct_email = phone, email
    account.save(update_fields=["direct_phone", "direct_email"])
    return account


@action("team.made")
def make_team(*, holder_id, service: str, code: str, name: str) -> Team:
    """Make a team; `holder_id` is that of its keys in the vault."""
    return Team.objects.create(id=holder_id, service=service, code=code, name=name)


@action("team.joined")
def join_team(*, account: Account, team: Team, role: str) -> Membership:
    """Put somebody in a team, in a role. Its key is given in the vault, to those who may open files."""
    return Membership.objects.create(account=account, team=team, role=role)


@action("account.retired")
def retire_account(*, account: Account) -> Account:
    """Let somebody in no more, and give up their seats, their direct number and what they were typing. The vault takes their keys."""
    account.is_active, account.direct_phone, account.direct_email = False, "", ""
    account.save(update_fields=["is_active", "direct_phone", "direct_email"])
    account.memberships.all().delete()
    account.drafts.all().delete()
    account.saved_filters.all().delete()
    Absence.objects.filter(cover=account).update(cover=None)
    return account


@action("conflict.declared")
def declare_conflict(*, account: Account, institution: Institution | None = None, name: str = "", at: datetime) -> ConflictOfInterest:
    """From now on no case about this institution, or about the person of this full name, is shown to, counted for or found by them.

    :raises NameTooShort: a name of one word, which too many people have.
    """
    tag = institution.tag if institution else tag_of_person(name)
    if tag is None:
        raise NameTooShort
    sealed = None if institution else seal_draft(account.id, name.encode())
    conflict, _new = ConflictOfInterest.objects.get_or_create(account=account, tag=tag, defaults={"declared_at": at, "sealed": sealed})
    return conflict


@action("draft.kept")
def keep_draft(*, account: Account, page: str, typed: dict, at: datetime) -> Draft:
    """Keep what somebody was typing, sealed to their own public key: this needs no unlocked session."""
    sealed = seal_draft(account.id, json.dumps(typed).encode())
    draft, _ = Draft.objects.update_or_create(account=account, page=page[:200], defaults={"sealed": sealed, "kept_at": at})
    return draft


@action("draft.dropped")
def drop_draft(*, account: Account, page: str) -> None:
    """The draft was taken up again, or is not wanted."""
    Draft.objects.filter(account=account, page=page[:200]).delete()


@action("filter.saved")
def save_filter(*, account: Account, name: str, query: str) -> SavedFilter:
    """Keep a view of the work list under a name that only its maker reads."""
    return SavedFilter.objects.create(account=account, query=query[:300], sealed=seal_draft(account.id, name.encode()))


@action("filter.dropped")
def drop_filter(*, account: Account, filter_id) -> None:
    """Forget a kept view."""
    SavedFilter.objects.filter(account=account, id=filter_id).delete()


@action("team.search_key_given")
def give_search_key(*, team: Team, compartment) -> Team:
    """Note in which compartment the team's search key lies."""
    team.search_compartment = compartment
    team.save(update_fields=["search_compartment"])
    return team


@action("passphrase.renewed")
def note_new_passphrase(*, account: Account) -> Account:
    """Note that a person's passphrase is another; the vault holds the lock itself. Every session of theirs ends: whoever knew the old
    one may sit in one of them."""
    # No password is kept here: this is a mark of chance, from which the library tells the sessions of before.
    account.set_unusable_password()
    account.save(update_fields=["password"])
    return account


class NoSuchAbsence(Refusal):
    """It ends before it begins, or somebody would do their own work while they are away."""


LONGEST_ABSENCE = timedelta(days=366)
"""Who covers sees the cases of another meanwhile: that doesn't go on for ever because nobody thinks of it any more."""


@action("absence.noted")
def note_absence(*, account: Account, cover: Account | None, from_day: date, until_day: date, by: Account, at: datetime) -> Absence:
    """Note that somebody is away, first and last day included, and who does their work meanwhile. Never why.

    :raises NoSuchAbsence: it ends before it begins, lasts longer than a year, or the cover is the absent person.
    """
    if until_day - from_day > LONGEST_ABSENCE:
        raise NoSuchAbsence(_("Een afwezigheid duurt hier ten hoogste een jaar. Is iemand langer weg, noteer ze dan opnieuw."))
    if until_day < from_day:
        raise NoSuchAbsence(_("De laatste dag ligt voor de eerste."))
    if cover is not None and cover.pk == account.pk:
        raise NoSuchAbsence(_("Wie afwezig is, kan zichzelf niet vervangen. Kies een collega."))
    return Absence.objects.create(account=account, cover=cover, from_day=from_day, until_day=until_day, made_by=by, made_at=at)


@action("absence.dropped")
def drop_absence(*, absence: Absence) -> Absence:
    """They are back, or don't go: from now on their work is theirs alone again."""
    key = absence.pk
    absence.delete()
    absence.pk = key
    return absence
