"""What is due next on a case may be due on one of its points, by the law of that point."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_wrote_after_end")]

    operations = [
        migrations.AddField("case", "next_due_point", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("case", "next_due_regime", models.CharField(blank=True, default="", max_length=80)),
    ]
