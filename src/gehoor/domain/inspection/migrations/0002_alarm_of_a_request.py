"""What raises the alarm of a request to see a file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cases", "0006_wrote_after_end"),
        ("inspection", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="accessrequest", name="task",
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="access_request",
                                       to="cases.task"),
        ),
    ]
