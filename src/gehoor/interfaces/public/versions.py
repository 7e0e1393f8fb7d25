"""A story on its way keeps to the version of its service that it began with; when that is gone, it goes over to today's.

Called by every view of telling, before it looks at a question. What no question takes any more stays in view until it is carried
over into the story, or the story is sent without it.
"""

from urllib.parse import parse_qsl

from django.http import HttpRequest

from gehoor.domain.services.forms.carrying import carried_over
from gehoor.domain.services.schema.service import Audience
from gehoor.domain.services.service import Service
from gehoor.interfaces.public import doors, tellings
from gehoor.interfaces.public.tellings import Telling


def go_on(request: HttpRequest, telling: Telling, *, as_today: bool = False) -> tuple[Service, Audience]:
    """The service and the readers of a story on its way, as they were when it began wherever that is still known.

    :param as_today: the story lay aside for a while, and what is asked and promised today counts.
    :raises Http404: the service, or that door, is no longer there.
    """
    service, audience = doors.come_in_as(request, telling.service, telling.audience, version="" if as_today else telling.version)
    if telling.version != service.hash:
        if telling.version and not telling.is_over:
            _go_over(telling, service)
        telling.version = service.hash
        tellings.keep(request.session, telling)
    return service, audience


def add_to_the_story(telling: Telling, service: Service) -> None:
    """Put what no question takes any more at the end of the story, in its teller's own words."""
    story = next(one for one in service.questionnaire(telling.audience).fields() if one.means == "story")
    telling.answers[story.code] = "\n\n".join(part for part in (telling.answers.get(story.code, ""), *telling.left) if part)
    telling.left = []


def _go_over(telling: Telling, service: Service) -> None:
    questionnaire = service.questionnaire(telling.audience)
    telling.answers, left = carried_over(questionnaire, telling.answers, doors.reader(service, telling.audience))
    pages = {page.code for page in questionnaire.pages}
    for code in [code for code in telling.typed if code not in pages]:
        left += [value.strip() for _name, value in parse_qsl(telling.typed.pop(code)) if value.strip()]
    telling.skipped = [code for code in telling.skipped if code in pages]
    telling.passed = [code for code in telling.passed if code in pages]
    telling.left += [words for words in left if words not in telling.left]
