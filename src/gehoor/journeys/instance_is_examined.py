"""Looks at an instance from top to bottom and says what is wrong with it; changes nothing. Called by `gehoor doctor`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gehoor.domain.accounts.models import Role, Team
from gehoor.domain.cases.walls import the_thin_cases
from gehoor.domain.services.registry import all_services
from gehoor.foundation.audit.lines import verify
from gehoor.foundation.errors import GehoorError
from gehoor.foundation.files.sweeping import missing
from gehoor.foundation.outbox.queries import the_troubled_items
from gehoor.foundation.vault.secret_key import check_instance
from gehoor.foundation.vault.wholeness import rows_without_key, untrusted_holders


@dataclass(frozen=True)
class Examined:
    """One part that was looked at, and everything that is wrong with it, a sentence each; and what somebody had better see to."""

    part: str
    wrong: list[str]
    notices: list[str] = field(default_factory=list)


def instance_is_examined(*, at) -> Iterator[Examined]:
    """Part after part, each as soon as it was looked at; a part that breaks while it is looked at is wrong itself."""
    for part, look in (
        ("secret.key, main database and keys database belong together", _belonging),
        ("declared services", lambda: _declared(at)),
        ("public keys, up to the root", _chain),
        ("a key for everything that was not erased", _keys),
        ("files", _files),
        ("audit", verify),
        ("what should have been sent", _sent),
    ):
        try:
            yield Examined(part, list(look()))
        except GehoorError as refusal:
            yield Examined(part, str(refusal).splitlines())
    yield Examined("people who can open each case, and who look after the data", [], list(_people()))


def _belonging() -> list[str]:
    check_instance()
    return []


def _declared(at) -> Iterator[str]:
    """A declared team without keys: nobody could read what arrives there."""
    made = set(Team.objects.values_list("service", "code"))
    for service in all_services(at.date()):
        for team in service.about.teams:
            if (service.code, team.code) not in made:
                yield f'team "{team.code}" of {service.code} is declared, but has no key: gehoor people open --help'


def _chain() -> Iterator[str]:
    for kind, holder in untrusted_holders():
        yield f"nobody vouches for the public key of {kind} {holder}: it was changed, or put there by a stranger"


def _keys() -> Iterator[str]:
    for table, count in rows_without_key():
        yield f"{count} compartments of {table} have no key and were never erased: restore the keys database"


def _people() -> Iterator[str]:
    """Cases that hardly anybody can open any more, by their reference; teams whose data nobody looks after."""
    teams = {team.pk: team for team in Team.objects.order_by("service", "code")}
    for thin in the_thin_cases(teams):
        yield f"{thin.reference} can be opened by {_count(thin.openers)} in team {teams[thin.team].code}: let somebody be named for it"
    looked_after = set(Team.objects.filter(memberships__role=Role.PROTECTION, memberships__account__is_active=True).values_list(
        "pk", flat=True))
    for key, team in teams.items():
        if key not in looked_after:
            yield f'team "{team.code}" of {team.service} has no data-protection officer: gehoor people join --help'


def _count(people: int) -> str:
    return "one person only" if people else "nobody"


def _files() -> Iterator[str]:
    for file_id in missing():
        yield f"file {file_id} is not in the folder files/: restore it from a backup"


def _sent() -> Iterator[str]:
    for item in the_troubled_items():
        yield f"{item.kind} released at {item.released_at:%Y-%m-%d %H:%M} waits or failed: {item.reason}"
