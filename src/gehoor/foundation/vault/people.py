"""People and their locks: enrolling, unlocking, another passphrase, the recovery code. Reached through `holders`.

A passphrase is never stored; the private half is sealed under it, and unreadable without `secret.key` as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from secrets import token_bytes
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import GehoorError, Refusal, Unreadable
from gehoor.foundation.vault.chain import BrokenChain, draft_key_of, mac_of
from gehoor.foundation.vault.costs import Cost, person_cost
from gehoor.foundation.vault.gate import Gate
from gehoor.foundation.vault.identity import Identity
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.models import HolderKind, KeyHolder, PersonLock, TeamMember
from gehoor.foundation.vault.primitives import SALT_SIZE, context, decrypt, encrypt, keyed_hash, random_key, seal_to
from gehoor.foundation.vault.recovery_codes import code_bytes, new_recovery_code
from gehoor.foundation.vault.secret_key import instance_secret
from gehoor.foundation.vault.strength import as_bytes, refuse_weak

# Each takes 64 MiB and a processor while it lasts; and a line longer than this would hold the threads of those who tell.
_GATE = Gate(at_once=1, in_line=2, patience=10)
# Who was let in before has a line of their own: strangers who guess at the door keep nobody inside from unlocking.
_INSIDE = Gate(at_once=1, in_line=1, patience=10)


class WrongPassphrase(GehoorError):
    """It doesn't open the lock. Says the same, after the same time, when there is no such person."""

    message = _("Deze wachtzin past niet.")


class AlreadyEnrolled(Refusal):
    """This person has keys; new ones would leave everything that was sealed to the old ones unreadable."""

    message = _("Deze persoon heeft al sleutels.")


@dataclass(frozen=True)
class Enrolled:
    """A person with keys. The recovery code is shown once and stored nowhere; the keyring is unlocked."""

    holder: KeyHolder
    recovery_code: str = field(repr=False)
    keyring: Keyring = field(repr=False)


def enrol_person(*, holder_id: UUID, passphrase: str, known: Iterable[str] = ()) -> Enrolled:
    """Give a person keys, sealed under a passphrase and under a recovery code. Opens no file yet: `add_member` does.

    :param known: words that others know about the person, such as names; a passphrase made of them is weak.
    :raises WeakPassphrase: too easy to guess.
    :raises AlreadyEnrolled: this person has keys.
    """
    refuse_weak(passphrase, known=known)
    identity, code = Identity.fresh(), new_recovery_code()
    holder = KeyHolder(
        id=holder_id, kind=HolderKind.PERSON, public_key=identity.box.public, signing_key=identity.signing.public
    )
    holder.signature = mac_of(holder)
    lock = PersonLock(holder=holder)
    _seal_under_passphrase(lock, identity, passphrase)
    _seal_under_code(lock, identity, code)
    with transaction.atomic(using="keys"):
        if KeyHolder.objects.filter(id=holder_id).exists():
            raise AlreadyEnrolled
        holder.save(force_insert=True)
        lock.save(force_insert=True)
    return Enrolled(holder, code, Keyring(holder_id, identity.seed))


def unlock(*, holder_id: UUID, passphrase: str, is_inside: bool = False) -> Keyring:
    """Open a person's lock.

    :param is_inside: whether a session asks that was let in before, with all that it takes.
    :raises WrongPassphrase: it doesn't fit, or there is no such person.
    :raises BrokenChain: it fits, but the public key in the database is another.
    :raises TooBusy: too many try at this moment.
    """
    return Keyring(holder_id, _opened(_lock_of(holder_id), passphrase, _INSIDE if is_inside else _GATE).seed)


def change_passphrase(*, holder_id: UUID, passphrase: str, new_passphrase: str, known: Iterable[str] = ()) -> None:
    """Seal the private half under another passphrase, at today's cost. The recovery code stays as it is.

    :raises WrongPassphrase: the old one doesn't fit.
    :raises WeakPassphrase: the new one is too easy to guess.
    """
    lock = _lock_of(holder_id)
    identity = _opened(lock, passphrase, _INSIDE)
    refuse_weak(new_passphrase, known=known)
    _seal_under_passphrase(lock, identity, new_passphrase)
    lock.save(update_fields=["salt", "ops", "mem_kib", "sealed_private"])


def recover(*, holder_id: UUID, recovery_code: str, new_passphrase: str, known: Iterable[str] = ()) -> Enrolled:
    """Open a person's lock with the recovery code, and give it a new passphrase and a new code: the old code is used up.

    :raises WrongPassphrase: the code doesn't fit, or there is no such person.
    :raises WeakPassphrase: the new passphrase is too easy to guess.
    """
    lock = _lock_of(holder_id)
    identity = _unsealed(lock, _code_key(recovery_code, lock.recovery_salt), lock.recovery_sealed_private, b"code")
    refuse_weak(new_passphrase, known=known)
    code = new_recovery_code()
    _seal_under_passphrase(lock, identity, new_passphrase)
    _seal_under_code(lock, identity, code)
    lock.save()
    return Enrolled(lock.holder, code, Keyring(holder_id, identity.seed))


def retire_person(holder_id: UUID) -> None:
    """Take from a leaver the lock and every team's key. What was sealed to the person alone stays, unreadable to them."""
    with transaction.atomic(using="keys"):
        TeamMember.objects.filter(member_id=holder_id).delete()
        PersonLock.objects.filter(holder_id=holder_id).delete()


def seal_draft(holder_id: UUID, draft: bytes) -> bytes:
    """Seal to a person what they were writing; needs no unlocked session. `Keyring.open_draft` opens it.

    :raises BrokenChain: the public key in the database is not the one this person was enrolled with.
    """
    key = random_key()
    return seal_to(draft_key_of(holder_id), key) + encrypt(key, draft, context("draft", holder_id))


def _lock_of(holder_id: UUID) -> PersonLock:
    """The lock, or one that costs as much to try and never opens."""
    lock = PersonLock.objects.select_related("holder").filter(holder_id=holder_id).first()
    return lock or _lock_of_nobody(holder_id)


def _lock_of_nobody(holder_id: UUID) -> PersonLock:
    cost, salt = person_cost(), bytes(SALT_SIZE)
    return PersonLock(
        holder_id=holder_id, salt=salt, ops=cost.ops, mem_kib=cost.mem_kib, recovery_salt=salt,
        sealed_private=b"", recovery_sealed_private=b"",
    )


def _opened(lock: PersonLock, passphrase: str, gate: Gate) -> Identity:
    cost = Cost(ops=lock.ops, mem_kib=lock.mem_kib)
    return _unsealed(lock, _passphrase_key(cost, passphrase, lock.salt, gate), lock.sealed_private, b"passphrase")


def _unsealed(lock: PersonLock, key: bytes, sealed: bytes, way: bytes) -> Identity:
    try:
        identity = Identity(decrypt(key, sealed, _place(lock, way)))
    except Unreadable:
        raise WrongPassphrase from None
    if identity.box.public != bytes(lock.holder.public_key):
        raise BrokenChain
    return identity


def _seal_under_passphrase(lock: PersonLock, identity: Identity, passphrase: str) -> None:
    cost, lock.salt = person_cost(), token_bytes(SALT_SIZE)
    lock.ops, lock.mem_kib = cost.ops, cost.mem_kib
    key = _passphrase_key(cost, passphrase, lock.salt, _INSIDE)
    lock.sealed_private = encrypt(key, identity.seed, _place(lock, b"passphrase"))


def _seal_under_code(lock: PersonLock, identity: Identity, code: str) -> None:
    lock.recovery_salt = token_bytes(SALT_SIZE)
    key = _code_key(code, lock.recovery_salt)
    lock.recovery_sealed_private = encrypt(key, identity.seed, _place(lock, b"code"))


def _passphrase_key(cost: Cost, passphrase: str, salt: bytes, gate: Gate) -> bytes:
    """Out of what the person knows and what the server holds: the database alone gives nothing to try a guess against."""
    with gate.passage():
        derived = cost.derive(as_bytes(passphrase), bytes(salt))
    return keyed_hash(instance_secret().subkey("person-pepper"), derived, purpose=b"gehoor.lock")


def _code_key(code: str, salt: bytes) -> bytes:
    """A code of 140 bits of chance needs no stretching."""
    pepper = instance_secret().subkey("recovery-pepper")
    return keyed_hash(pepper, context(bytes(salt), code_bytes(code)), purpose=b"gehoor.lock")


def _place(lock: PersonLock, way: bytes) -> bytes:
    return context("lock", lock.holder_id, way)
