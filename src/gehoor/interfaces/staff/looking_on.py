"""After an end or a finding of which somebody looks later what became of it: the young person is told so, with words that stand ready."""

from urllib.parse import urlencode

from django.urls import reverse

from gehoor.domain.conversations.queries import can_be_written_to


def tell_of_looking_on(scene, said: dict) -> str:
    """The page on which the declared message stands ready; empty where nothing is looked at later, or nobody can be written to."""
    procedure = scene.service.procedure
    declared = [*(one for one in procedure.outcomes if one.code == said.get("outcome")),
                *(one for one in procedure.findings if one.code == said.get("finding"))]
    block = next((one.needs_follow_up.tells for one in declared if one.needs_follow_up and one.needs_follow_up.tells), "")
    if not block or not can_be_written_to(scene.case):
        return ""
    return f"{reverse('staff:act', args=[scene.case.reference, 'answer'])}?{urlencode({'block': block})}"
