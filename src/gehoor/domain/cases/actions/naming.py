"""The keyed hashes of names that stand beside a case while its team works on it, and go with a wall or to another team.

Written and taken away as a part of other actions, within their journey.
"""

from collections.abc import Mapping
from uuid import UUID

from gehoor.domain.cases.models import Case, NameTag
from gehoor.foundation.action import current_journey


def tag_names(*, case: Case, tags: Mapping[UUID, Mapping[bytes, bool]]) -> None:
    """Put these tags beside the people of the case, in place of those that they had: `{party: {tag: with date of birth}}`.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    NameTag.objects.filter(party__in=list(tags)).delete()
    NameTag.objects.bulk_create(NameTag(party_id=party, team_id=case.team_id, tag=tag, with_birth_date=exact)
                                for party, own in tags.items() for tag, exact in own.items())


def forget_names(*, case: Case) -> None:
    """Take every tag of the case away: who doesn't open it any more shall not see that it knows a name.

    :raises OutsideJourney: outside a journey.
    """
    current_journey()
    NameTag.objects.filter(party__case=case).delete()
