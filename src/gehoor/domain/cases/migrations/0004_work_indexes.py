"""The day's page reads indexes too: who heard nothing for long, what waits for a second person, which glass nobody looked at."""

from django.db import migrations, models
from django.db.models import Q

OPEN = Q(closed_at=None, is_confidential=False)
ASKED = ("closed_at", "is_confidential", "id")


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_work_and_decisions")]
    operations = [
        migrations.AddIndex("case", models.Index(fields=["team", "handler", "last_told_at", "opened_at", *ASKED],
                                                 name="untold_of_handler", condition=OPEN & Q(handler__isnull=False))),
        migrations.AddIndex("approval", models.Index(fields=["asked_at", "case"], name="approvals_waiting", condition=Q(verdict=""))),
        migrations.AddIndex("glass", models.Index(fields=["broken_at", "case"], name="glass_not_looked_at", condition=Q(looked_at=None))),
    ]
