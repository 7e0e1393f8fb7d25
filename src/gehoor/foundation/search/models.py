"""The index's two tables, in the keys database: sealed blocks, and how often a segment was merged.

Plain are only numbers: which segment, which bucket, which generation; and, where a case was erased by those who hold no
key, its ordinal. Nothing tells a word, how many words a case has, or which buckets a case is in.
"""

from django.db import models


class Segment(models.Model):
    """A run of 16,384 cases by age, once something of it was merged. Its generation lets one merge at a time through."""

    id = models.BigAutoField(primary_key=True)
    index_id = models.UUIDField()
    number = models.PositiveIntegerField()
    generation = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "search"
        constraints = [models.UniqueConstraint(fields=["index_id", "number"], name="search_one_segment")]


class Block(models.Model):
    """A bucket of a segment, or something that waits to be merged (no bucket): new entries, or a case that is forgotten.

    The ids count up, because what waits must be read in the order in which it was said. A bucket is numbered through:
    segment x 2,048 + bucket in the segment.
    """

    id = models.BigAutoField(primary_key=True)
    index_id = models.UUIDField()
    segment = models.PositiveIntegerField()
    bucket = models.PositiveBigIntegerField(null=True)
    generation = models.PositiveBigIntegerField(default=0)
    forgotten = models.PositiveIntegerField(null=True)
    blob = models.BinaryField(default=b"")

    class Meta:
        app_label = "search"
        constraints = [models.UniqueConstraint(fields=["index_id", "bucket"], name="search_one_bucket")]
        indexes = [
            models.Index(
                fields=["index_id", "segment"], condition=models.Q(bucket__isnull=True), name="search_waiting",
            ),
        ]
