"""A point may wait to be filed with whom it is about; until then no term of its law runs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_children_are_counted")]

    operations = [migrations.AddField("item", "is_filed", models.BooleanField(default=True))]
