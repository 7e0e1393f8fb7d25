"""Through which door somebody would have come who called, wrote or came by: its questions are the ones to ask them still.

Called where a case that staff registered waits for answers. Pure: declared doors and what is known of somebody in, a code out.
"""

from gehoor.domain.services.roles import is_the_child
from gehoor.domain.services.schema.service import Audience
from gehoor.domain.services.service import Service


def fitting_audience(service: Service, *, role: str, kind: str) -> str:
    """The door for that role: one that this kind of contact can be chosen at goes first, then one that speaks to a child as to a child
    and to an adult as to an adult; nothing when there is no door for that role."""
    fitting = [one for one in service.about.audiences if role in one.roles]
    is_child = is_the_child(service, role)
    best = min(fitting, default=None, key=lambda one: (not _takes(service, one, kind), (one.wording == "plain") != is_child))
    return best.code if best else ""


def _takes(service: Service, audience: Audience, kind: str) -> bool:
    """Whether one can come for that through this door; where a door asks nothing of it, one comes for what the service is there for."""
    asking = next((one for one in service.questionnaire(audience.code).fields() if one.means == "contact_kind"), None)
    return kind in {choice.code for choice in asking.choices} if asking else kind == service.procedure.counts_as
