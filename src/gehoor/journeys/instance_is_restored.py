"""After a restore: what was erased since that backup is erased again. Called by `gehoor restored`; without it a backup would bring
back what somebody was promised to be gone."""

from datetime import date, datetime
from uuid import UUID

from gehoor.foundation import audit
from gehoor.foundation.action import journey
from gehoor.foundation.vault.rekeying import finish_rekeys
from gehoor.foundation.vault.sweeping import replay_tombstones


def instance_is_restored(*, erased: dict[UUID, date], at: datetime) -> int:
    """Erase again what a restored keys database brought back; returns how many parts of files had keys again.

    :param erased: the tombstones of the keys database from before the restore.
    """
    with journey("instance.restored", at=at, actor_kind="operator"):
        again = replay_tombstones(erased)
        audit.record(action="instance.restored", actor_kind="operator", actor_id=None, at=at, detail={"erased_again": again})
    finish_rekeys(at=at)
    return again
