"""An answer of a sheet, `<sheet>.<question>`, is an axis of marks."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("figures", "0003_item")]

    operations = [migrations.AlterField("factmark", "axis", models.CharField(max_length=81))]
