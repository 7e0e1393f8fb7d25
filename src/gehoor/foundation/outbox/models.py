"""The one table of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.ids import new_id


class State(models.TextChoices):
    """Where an item stands. Failed is for a person to look at."""

    WAITING = "waiting", _("wacht")
    SENDING = "sending", _("wordt verstuurd")
    SENT = "sent", _("verstuurd")
    FAILED = "failed", _("niet gelukt")
    STOPPED = "stopped", _("tegengehouden")


class Reason(models.TextChoices):
    """Why an item failed, or waits longer than it should."""

    UNREACHABLE = "unreachable", _("de mailserver antwoordt niet")
    LATER = "later", _("de mailserver vraagt om later terug te komen")
    REFUSED = "refused", _("het adres of de mail is geweigerd")
    UNREADABLE = "unreadable", _("niet te openen met de sleutel van deze instantie")
    BUDGET = "budget", _("te veel mails naar dit adres")
    INTERRUPTED = "interrupted", _("onderbroken tijdens het versturen")


class OutboxItem(models.Model):
    """One thing to send. `sealed` holds to whom and what, opens with the outbox key alone, and is empty once it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    about = models.UUIDField(null=True, db_index=True)
    released_at = models.DateTimeField()
    released_by = models.UUIDField(null=True)
    released_in = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    # A keyed hash of the address and the hour; empty soon after, so it can't tell which cases share a person.
    recipient = models.CharField(max_length=32, blank=True)
    sealed = models.BinaryField()

    class Meta:
        app_label = "outbox"
        indexes = [models.Index(fields=["state", "due_at"]), models.Index(fields=["recipient"])]

    @property
    def audit_detail(self) -> dict:
        """What the audit says of it: codes only."""
        return {"kind": self.kind, "state": self.state, "reason": self.reason}
