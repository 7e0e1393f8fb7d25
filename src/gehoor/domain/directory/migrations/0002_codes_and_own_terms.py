"""A stable code for each institution, where it is reached, and the lengths of terms that it sets itself."""

from itertools import count

import django.db.models.deletion
from django.db import migrations, models
from django.utils.text import slugify

import gehoor.foundation.ids


def give_codes(apps, schema_editor):
    """Name and place, and a number where that is taken."""
    taken = set()
    for row in apps.get_model("directory", "Institution").objects.order_by("name", "place", "id"):
        base = slugify(f"{row.name} {row.place}")[:50].strip("-") or "institution"
        row.code = next(code for code in (base, *(f"{base}-{n}" for n in count(2))) if code not in taken)
        taken.add(row.code)
        row.save(update_fields=["code"])


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.AddField("institution", "code", models.CharField(max_length=60, null=True)),
        migrations.AddField("institution", "address", models.CharField(blank=True, max_length=300, default=""), preserve_default=False),
        migrations.AddField("institution", "notes", models.CharField(blank=True, max_length=1000, default=""), preserve_default=False),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.CreateModel(
            name="OwnTerm",
            fields=[
                ("id", models.UUIDField(default=gehoor.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=130)),
                ("within", models.CharField(blank=True, max_length=30)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("holds_from", models.DateField()),
                ("is_confirmed", models.BooleanField(default=False)),
                ("institution", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="own_terms",
                                                  to="directory.institution")),
            ],
            options={
                "ordering": ["rule", "holds_from"],
                "constraints": [models.UniqueConstraint(fields=("institution", "rule", "holds_from"), name="an_own_term_a_day")],
            },
        ),
    ]
