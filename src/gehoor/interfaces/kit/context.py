"""What every template may ask: `house`. Named in TEMPLATES; computed only when a template asks for it."""

from datetime import datetime
from functools import cached_property, lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from gehoor.domain.services.hours import Line, open_at_any, open_now
from gehoor.domain.services.registry import all_services
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.schema.service import Reader
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.kit.look import look_address

FORMAL = "-formal"
"""What the code of a language ends in where it speaks to adults otherwise than to children."""
NOBODYS = "gehoor"
"""A theme that no service declares: the colours that the stylesheet has of itself."""

AT_A_GLANCE = 3
"""So many numbers fit beside what somebody came for; more are folded."""


class House:
    """This instance, in the language and for the readers of one request."""

    def __init__(self, request):
        self._request = request
        self.has_noted = False

    @cached_property
    def services(self) -> list[Service]:
        """The services that this instance offers."""
        return all_services(now().date())

    @cached_property
    def is_shared(self) -> bool:
        """Whether the page belongs to several services at once: it wears nobody's look, and names them all."""
        return getattr(self._request, "service", None) is None and len(self.services) > 1

    @cached_property
    def service(self) -> Service:
        """The service that the page belongs to; a page of none of them asks the first where one must answer."""
        return getattr(self._request, "service", None) or self.services[0]

    @cached_property
    def audience(self) -> str | None:
        """Code of the readers, where the page has any."""
        return getattr(self._request, "audience", None)

    @property
    def plain(self) -> bool:
        """Whether the readers get the plain words."""
        return self.audience is not None and self.service.speaks_plainly_to(self.audience)

    @cached_property
    def readers(self) -> tuple:
        """All that a part of a page may depend on when it is kept: who reads it, on which side, and in which minute."""
        return (self.service.hash, *(one.hash for one in self.services), self.audience, self.is_shared, self.exit, self.language,
                self.is_staff_side, self._minute)

    @cached_property
    def _minute(self) -> datetime:
        return now().replace(second=0, microsecond=0)

    @property
    def language(self) -> str:
        return (get_language() or settings.LANGUAGE_CODE).removesuffix(FORMAL)

    def reads(self, language: str) -> bool:
        """Whether that is the language of the page."""
        return language.split("-")[0] == self.language.split("-")[0]

    def only_in_dutch(self) -> str:
        """A note for the first words of a page that aren't translated; nothing for the next ones."""
        if self.has_noted:
            return ""
        self.has_noted = True
        return format_html(' <small class="untranslated">{}</small> ', _("Alleen in het Nederlands"))

    @property
    def door(self) -> str:
        """The segment of the readers' door in an address, where they came through one."""
        return self.service.audience(self.audience).path if self.audience else ""

    @property
    def direction(self) -> str:
        return "rtl" if get_language_bidi() else "ltr"

    @property
    def is_staff_side(self) -> bool:
        return self._request.path_info.startswith(settings.GEHOOR_STAFF_PATH)

    @cached_property
    def home(self) -> str:
        """Where these readers began: their own door, or the first page of the side."""
        if self.is_staff_side:
            return settings.GEHOOR_STAFF_PATH
        return f"/{self.service.audience(self.audience).path}/" if self.audience else "/"

    @property
    def frame(self) -> str:
        """The base template of the side, for pages that both sides show."""
        return "staff/base.html" if self.is_staff_side else "public/base.html"

    @property
    def name(self) -> str:
        """Name in the masthead."""
        worn = self.services if self.is_shared else [self.service]
        return " · ".join(one.about.short_name.text(self.language) for one in worn)

    @property
    def theme(self) -> str:
        return NOBODYS if self.is_shared else self.service.look.theme

    @cached_property
    def look(self) -> str:
        """Address of the colours."""
        return look_address()

    @property
    def exit_address(self) -> str:
        """The neutral site that "leave" leads to."""
        return self._as_it_stands.about.exit_address

    @property
    def exit(self) -> str:
        """The address of our own that leads there: where there are several services it says by its number of which."""
        codes = [one.code for one in self.services]
        return f"/exit?{codes.index(self.service.code) + 1}" if len(codes) > 1 and self.service.code in codes else "/exit"

    @cached_property
    def lines(self) -> list[Line]:
        """Whom these readers can reach: danger first, then who is open."""
        if self.is_shared:
            return _open_at_any(tuple(self.services), self._minute)
        return _open_in(self._as_it_stands, self._minute, self.audience)

    @cached_property
    def _as_it_stands(self) -> Service:
        """The service as it stands today, where the page speaks as it did when a story came: numbers of years ago help nobody."""
        return next((one for one in self.services if one.code == self.service.code), self.service)

    @cached_property
    def notices(self) -> list[Wording]:
        """What these readers should know before they begin; on a page of several services each says its own."""
        return [] if self.is_shared else self.service.notices(audience=self.audience, on=self.service.day_of(self._minute))

    @property
    def every_door(self) -> list[tuple[Service, list[Wording]]]:
        """The services of this instance, each with what everybody should know before they come in there."""
        return [(one, one.notices(audience=None, on=one.day_of(self._minute))) for one in self.services]

    @property
    def read_along(self) -> list[Reader]:
        """Who may read what these readers tell, as the service says it to them."""
        return [one for one in self.service.about.readers if not one.audiences or self.audience in one.audiences]

    @property
    def emergency(self) -> list[Line]:
        return [line for line in self.lines if line.is_emergency]

    @property
    def talking(self) -> list[Line]:
        """Everybody to talk to when there is no danger: who is there now, then who opens next."""
        return [line for line in self.lines if (line.number or line.website or line.appointments_from) and not line.is_emergency]

    @property
    def nearest(self) -> list[Line]:
        """Whom to talk to at a glance: the first few, and ourselves. A single one more is no reason to fold it away."""
        nearest = [line for place, line in enumerate(self.talking) if place < AT_A_GLANCE or line.is_ours]
        return self.talking if len(self.talking) - len(nearest) == 1 else nearest

    @property
    def further(self) -> list[Line]:
        """Everybody else to talk to, for who looks further."""
        nearest = self.nearest
        return [line for line in self.talking if line not in nearest]

    @property
    def first_numbers(self) -> list[Line]:
        """The numbers for the foot of a page: every one for danger, then two who are there now."""
        return [*self.emergency, *[line for line in self.talking if line.number and line.state in ("open", "day_and_night")][:2]]

    @property
    def is_demo(self) -> bool:
        """Whether nobody reads along here, which every page must say."""
        return settings.GEHOOR_DEMO


@lru_cache(maxsize=256)
def _open_in(service: Service, minute: datetime, audience: str | None) -> list[Line]:
    """Hours are declared in whole minutes, so that within one the answer is the same."""
    return open_now(service, minute, audience)


@lru_cache(maxsize=64)
def _open_at_any(services: tuple[Service, ...], minute: datetime) -> list[Line]:
    return open_at_any(services, minute)


def house(request) -> dict:
    """`house`, for every template."""
    return {"house": House(request)}
