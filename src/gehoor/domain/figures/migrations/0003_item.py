"""What a point of complaint is counted by: how it was found, and the kind of its respondent."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("figures", "0002_factmark")]

    operations = [
        migrations.AddField(model_name="fact", name="finding", field=models.CharField(blank=True, max_length=40, default=""),
                            preserve_default=False),
        migrations.AddField(model_name="fact", name="respondent", field=models.CharField(blank=True, max_length=40, default=""),
                            preserve_default=False),
    ]
