"""service.yaml against itself and its neighbours: audiences, teams, roles, channels, lines."""

from calendar import monthrange
from collections.abc import Iterable

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.hours import has_a_way_in
from gehoor.foundation.calendars import is_country_known


@looks_at("service")
def doors(view: View) -> None:
    """Each audience has an address of its own, one team that receives it, and is the only one of its name."""
    seen: dict[str, str] = {}
    for place, audience in enumerate(view.service.audiences):
        if audience.path in seen:
            view.fault("service", ("audiences", place, "path"),
                       f'audiences "{seen[audience.path]}" and "{audience.code}" share the path "{audience.path}"')
        seen[audience.path] = audience.code
        receiving = [team.code for team in view.service.teams if audience.code in team.receives]
        if len(receiving) != 1:
            teams = f"teams {' and '.join(receiving)} both receive" if receiving else "no team receives"
            view.fault("service", ("teams",), f'{teams} the reports of audience "{audience.code}"')


@looks_at("service")
def audience_references(view: View) -> None:
    """Whoever is named as an audience is one."""
    known = [audience.code for audience in view.service.audiences]
    for part in ("readers", "channels", "lines"):
        for place, item in enumerate(getattr(view.service, part)):
            _all_known(view, (part, place, "audiences"), item.audiences, known)
    for place, team in enumerate(view.service.teams):
        _all_known(view, ("teams", place, "receives"), team.receives, known)


@looks_at("service", "axes")
def offered_roles(view: View) -> None:
    """A role that is offered is declared in axes.yaml."""
    known = [role.code for role in view.axes.roles]
    for place, audience in enumerate(view.service.audiences):
        for position, role in enumerate(audience.roles):
            view.must_know("service", ("audiences", place, "roles", position), role, known, "role of axes.yaml")


@looks_at("service", "core")
def channels_and_lines(view: View) -> None:
    """Channels stand on the common axis, a telephone has a number, and somebody is named for danger now."""
    known = [value.code for value in view.core.axes["channel"].values]
    for place, channel in enumerate(view.service.channels):
        view.must_know("service", ("channels", place, "core"), channel.core, known, "channel of core.yaml")
        if channel.core == "phone" and channel.public and not channel.number:
            view.fault("service", ("channels", place), f'channel "{channel.code}" is a telephone without a number')
        if channel.public and channel.hours and not has_a_way_in(channel):
            view.fault("service", ("channels", place),
                       f'channel "{channel.code}" has hours, and neither a number, an address nor a website: nobody would find it')
    if view.service.usual_channel:
        registered = [channel.code for channel in view.service.channels if channel.core != "web_form"]
        view.must_know("service", ("usual_channel",), view.service.usual_channel, registered, "channel that staff register")
    if not any(channel.code == channel.core == "web_form" for channel in view.service.channels):
        view.fault("service", ("channels",), 'no channel is called "web_form", and the questionnaires arrive through it')
    if not any(line.emergency for line in view.service.lines):
        view.fault("service", ("lines",), "no line has `emergency: true`; name the one to call in danger")


@looks_at("service")
def country_and_days(view: View) -> None:
    """The holidays of the country are known, and a season ends on a day that exists."""
    about = view.service
    if not is_country_known(about.country, about.subdivision):
        where = about.country + (f" {about.subdivision}" if about.subdivision else "")
        view.fault("service", ("country",), f"the public holidays of {where} are not known")
    hours = [((part, place, name), getattr(item, name, None)) for part in ("channels", "lines")
             for place, item in enumerate(getattr(about, part)) for name in ("hours", "by_appointment")]
    for path, declared in hours:
        for position, season in enumerate(declared.seasons if declared else ()):
            for end in ("first", "last"):
                month, day = (int(number) for number in getattr(season, end).split("-"))
                if day > monthrange(2024, month)[1]:
                    view.fault("service", (*path, "seasons", position, end), f"{getattr(season, end)} is no day of the year")


@looks_at("service", "procedure")
def promises_by_urgency(view: View) -> None:
    """A promise says how soon for each urgency, and for nothing else."""
    urgencies = [urgency.code for urgency in view.procedure.urgencies]
    for place, promise in enumerate(view.service.promised):
        for code in promise.within:
            view.must_know("service", ("promised", place, "within", code), code, urgencies, "urgency of procedure.yaml")
        if missing := [code for code in urgencies if code not in promise.within]:
            view.fault("service", ("promised", place, "within"), f'promise "{promise.code}" says nothing for {", ".join(missing)}')


@looks_at("service")
def centres(view: View) -> None:
    """No two other centres share a code."""
    codes = [one.code for one in view.service.centres]
    for place, code in enumerate(codes):
        if code in codes[:place]:
            view.fault("service", ("centres", place, "code"), f'centre "{code}" stands twice')


def _all_known(view: View, path: tuple, codes: Iterable[str], known: list[str]) -> None:
    for position, code in enumerate(codes):
        view.must_know("service", (*path, position), code, known, "audience")


CHECKS = [doors, audience_references, offered_roles, channels_and_lines, country_and_days, promises_by_urgency, centres]
