from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody can stand too near to a person, whose name only they read back."""

    dependencies = [("accounts", "0003_absence")]

    operations = [
        migrations.AddField(model_name="conflictofinterest", name="sealed", field=models.BinaryField(null=True)),
    ]
