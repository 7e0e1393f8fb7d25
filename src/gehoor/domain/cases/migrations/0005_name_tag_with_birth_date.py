"""Whether a name tag has the date of birth in it: such a match says more."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("cases", "0004_work_indexes")]

    operations = [
        migrations.AddField(model_name="nametag", name="with_birth_date", field=models.BooleanField(default=False)),
    ]
