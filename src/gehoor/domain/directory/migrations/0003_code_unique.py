"""No two institutions have one code; apart from giving codes, so that rows and columns change in transactions of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0002_codes_and_own_terms"),
    ]

    operations = [
        migrations.AlterField("institution", "code", models.CharField(max_length=60, unique=True)),
    ]
