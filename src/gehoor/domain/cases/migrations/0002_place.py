"""Lists read an index in their own order: each case gets a place, and each part of a list an index."""

from django.db import migrations, models
from django.db.models import PROTECT, Q

from gehoor.domain.cases.places import place_of

OPEN = Q(closed_at=None, is_confidential=False)
CLOSED = Q(closed_at__isnull=False, is_confidential=False)
WAITING, NOBODYS = Q(last_word_by="us"), Q(handler=None)
ASKED = ("closed_at", "is_confidential", "id")
READ_AT_ONCE = 1_000


def give_places(apps, _editor):
    """To the cases that are there."""
    case = apps.get_model("cases", "Case")
    known = case.objects.only("ordinal", "is_urgent", "next_due_at", "closed_at")
    some = []
    for one in known.iterator(READ_AT_ONCE):
        one.place = place_of(is_urgent=one.is_urgent, due_at=one.next_due_at, closed_at=one.closed_at, ordinal=one.ordinal)
        some.append(one)
        if len(some) == READ_AT_ONCE:
            case.objects.bulk_update(some, ["place"])
            some.clear()
    case.objects.bulk_update(some, ["place"])


def index(name: str, condition: Q, *fields: str) -> migrations.AddIndex:
    return migrations.AddIndex("case", models.Index(fields=fields, name=name, condition=condition))


def unindexed(name: str, to: str, **more) -> migrations.AlterField:
    return migrations.AlterField(
        "case", name, models.ForeignKey(to=to, on_delete=PROTECT, related_name="cases", db_index=False, **more))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        *(migrations.RemoveIndex("case", name) for name in ("worklist_handler", "worklist_team", "worklist_closed", "newest_of_team")),
        # Lists stand in indexes of their own now; these two would only lead a database astray.
        unindexed("handler", "accounts.account", null=True),
        unindexed("team", "accounts.team"),
        migrations.AlterField("respondent", "tag", models.BinaryField(max_length=16, null=True)),
        migrations.AddIndex("respondent", models.Index(fields=["tag", "case"], name="about_institution")),
        migrations.AddField("case", "place", models.BigIntegerField(default=0)),
        migrations.RunPython(give_places, migrations.RunPython.noop),
        index("open_of_handler", OPEN & Q(handler__isnull=False), "team", "handler", "place", "last_word_by", *ASKED),
        index("open_of_team", OPEN, "team", "place", "handler", *ASKED),
        index("open_of_nobody", OPEN & NOBODYS, "team", "place", "handler", *ASKED),
        index("waiting_of_team", OPEN & WAITING, "team", "place", "handler", "last_word_by", *ASKED),
        index("waiting_of_nobody", OPEN & WAITING & NOBODYS, "team", "place", "handler", "last_word_by", *ASKED),
        index("closed_of_team", CLOSED, "team", "place", "handler", *ASKED),
        index("closed_of_handler", CLOSED, "team", "handler", "place", *ASKED),
        index("not_indexed", Q(indexed_at=None, is_confidential=False), "team", "handler", "indexed_at", "is_confidential", "id"),
    ]
