"""Notes that only their writer reads: under a key of their own, never in the team's search, never a successor's."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions.tasks import NothingToDo
from gehoor.domain.cases.models import Case, PrivateNote
from gehoor.foundation.action import action
from gehoor.foundation.vault.compartments import create_compartment, erase_compartment

KIND = "private"


@action("private_note.written")
def write_private_note(*, person: Person, case: Case, text: str, at: datetime) -> PrivateNote:
    """Keep a note that nobody else can open, whoever has the case later. The key is made with the first one.

    :raises NothingToDo: it is empty.
    """
    if not text.strip():
        raise NothingToDo
    known = PrivateNote.objects.filter(account=person.account).values_list("compartment_id", flat=True).first()
    own = person.keyring.open(known) if known else create_compartment(kind=KIND, about=None, holders=[person.id])
    note = PrivateNote(case=case, account=person.account, at=at)
    note.seal(own, {"text": text})
    note.save(force_insert=True)
    return note


@action("private_note.dropped")
def drop_private_note(*, person: Person, case: Case, note_id) -> Case:
    """Forget a note of one's own."""
    PrivateNote.objects.filter(case=case, account=person.account, pk=note_id).delete()
    return case


@action("private_notes.forgotten")
def forget_private_notes(*, account: Account, at: datetime) -> Account:
    """Who leaves takes their notes along: nobody could open them, so their key goes too."""
    notes = PrivateNote.objects.filter(account=account)
    for compartment in set(notes.values_list("compartment_id", flat=True)):
        erase_compartment(compartment, at)
    notes.delete()
    return account
