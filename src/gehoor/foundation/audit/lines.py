"""Writing and checking audit lines. The MAC's key comes from the instance's secret, so the database alone can't forge one."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hmac import compare_digest
from itertools import takewhile
from uuid import UUID

from django.db import transaction

from gehoor.foundation.adding import add
from gehoor.foundation.audit.models import AuditBatch, AuditLine
from gehoor.foundation.vault.primitives import keyed_hash
from gehoor.foundation.vault.secret_key import instance_secret

BATCH = 5_000
# Two writers may commit their lines in another order than they drew the numbers; a line this old has nobody before it any more.
SETTLED_AFTER = timedelta(minutes=1)


def record(*, action: str, actor_kind: str, actor_id: UUID | None, at: datetime, object_kind: str = "",
           object_id=None, detail: dict | None = None) -> None:
    """Add one line. `detail` holds codes and counts only, never words of a person."""
    record_all([{"action": action, "actor_kind": actor_kind, "actor_id": actor_id, "at": at, "object_kind": object_kind,
                 "object_id": object_id, "detail": detail}])


def record_all(told: list[dict]) -> None:
    """Add the lines of a whole story in their order, at once; each as `record` takes it."""
    add(*[_line(**one) for one in told])


def _line(*, object_id=None, detail: dict | None = None, **told) -> AuditLine:
    line = AuditLine(**told, object_id="" if object_id is None else str(object_id), detail=detail or {})
    line.mac = _mac(line)
    return line


def chain_batches(*, at: datetime, settled_after: timedelta = SETTLED_AFTER) -> int:
    """Chain every settled line that is in no batch yet; returns how many lines were chained. Called by the clock."""
    chained = 0
    while lines := _chain_one(at=at, until=at - settled_after):
        chained += lines
    return chained


def _chain_one(*, at: datetime, until: datetime) -> int:
    with transaction.atomic(using="default"):
        last = AuditBatch.objects.select_for_update().order_by("-number").first()
        waiting = AuditLine.objects.filter(id__gt=last.last_line if last else 0).order_by("id")[:BATCH]
        lines = list(takewhile(lambda line: line.at <= until, waiting))
        if not lines:
            return 0
        AuditBatch.objects.create(
            number=last.number + 1 if last else 1, first_line=lines[0].id, last_line=lines[-1].id, lines=len(lines),
            sealed_at=at, head=_head(bytes(last.head) if last else b"", lines))
        return len(lines)


def verify() -> Iterator[str]:
    """Everything that is wrong with the audit, one sentence each; nothing when it is whole."""
    before, expected = b"", 1
    for batch in AuditBatch.objects.order_by("number").iterator():
        if batch.number != expected:
            yield f"audit batch {expected} is missing"
        expected = batch.number + 1
        lines = list(AuditLine.objects.filter(id__range=(batch.first_line, batch.last_line)).order_by("id"))
        if len(lines) != batch.lines:
            yield f"audit batch {batch.number} holds {len(lines)} lines and should hold {batch.lines}: a line was removed or added"
        for line in lines:
            if not compare_digest(bytes(line.mac), _mac(line)):
                yield f"audit line {line.id} was changed"
        if not compare_digest(bytes(batch.head), _head(before, lines)):
            yield f"audit batch {batch.number} does not follow from the one before"
        before = bytes(batch.head)
    chained = AuditBatch.objects.order_by("-number").values_list("last_line", flat=True).first() or 0
    for line in AuditLine.objects.filter(id__gt=chained).order_by("id").iterator():
        if not compare_digest(bytes(line.mac), _mac(line)):
            yield f"audit line {line.id} was changed"


def head_of_day(day: date) -> str:
    """The chain's head at the end of a day, to print or send outside: who holds it can prove that nothing before was changed."""
    batch = AuditBatch.objects.filter(sealed_at__date__lte=day).order_by("-number").first()
    return f"{day.isoformat()} batch {batch.number} {bytes(batch.head).hex()}" if batch else f"{day.isoformat()} no lines yet"


def _mac(line: AuditLine) -> bytes:
    said = json.dumps(
        [line.at.astimezone(UTC).isoformat(timespec="microseconds"), line.action, line.actor_kind, str(line.actor_id or ""),
         line.object_kind, line.object_id, line.detail], sort_keys=True, separators=(",", ":"))
    return keyed_hash(instance_secret().subkey("audit"), said.encode(), purpose=b"audit-line")


def _head(before: bytes, lines: list[AuditLine]) -> bytes:
    said = before + b"".join(line.id.to_bytes(8, "big") + bytes(line.mac) for line in lines)
    return keyed_hash(instance_secret().subkey("audit"), said, purpose=b"audit-batch")
