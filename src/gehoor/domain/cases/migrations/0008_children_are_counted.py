"""A child of a case points at what counts it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_nearest_of_points")]

    operations = [migrations.AddField("party", "fact", models.UUIDField(null=True))]
