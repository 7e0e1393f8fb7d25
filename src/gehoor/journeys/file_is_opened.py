"""Somebody who works here opens a file of a case: one line in the audit, like every opening."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.foundation import audit
from gehoor.foundation.action import journey
from gehoor.foundation.files.models import SealedFile


def file_is_opened(*, person: Person, case: Case, row: SealedFile, at: datetime) -> None:
    """Note who opened which file of which case."""
    with journey("file.is_opened", at=at, actor=person.account):
        audit.record(action="file.read", actor_kind="person", actor_id=person.id, at=at, object_kind="cases.case",
                     object_id=case.id, detail={"file": str(row.id)})
