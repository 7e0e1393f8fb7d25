"""The start page: what this is, who tells and who works where, with password and second factor beside each person."""

import asyncio
from pathlib import Path
from urllib.parse import parse_qs

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

import gehoor
from gehoor.domain.accounts.second_factor import PERIOD_SECONDS, current_code
from gehoor.domain.services.look import stylesheet
from gehoor.domain.services.registry import the_service
from gehoor.foundation.clock import now
from gehoor.interfaces.demo.houses import PASSPHRASE
from gehoor.interfaces.demo.running import Running

ROLES = {"handler": _("Behandelaar"), "supervisor": _("Leidinggevende"), "adviser": _("Beleidsadviseur"),
         "protection": _("Waakt over gegevens")}
"""What somebody is here, beside what they do: who signs in must know what they will see."""
STATIC = Path(gehoor.__file__).parent / "interfaces" / "kit" / "static" / "gehoor"
SAFE = [(b"content-security-policy", b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'"),
        (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer")]


class StartPage:
    """A small ASGI application: one page, its two stylesheets and its icon."""

    def __init__(self, running: list[Running]):
        self._running = running

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "lifespan":
            while True:
                message = await receive()
                await send({"type": f"{message['type']}.complete"})
                if message["type"] == "lifespan.shutdown":
                    return
        status, kind, body, more = await asyncio.to_thread(self._answer, scope["path"], scope.get("query_string", b""))
        headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), *SAFE, *more]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, path: str, query: bytes) -> tuple[int, str, bytes, list]:
        if path == "/":
            language = parse_qs(query.decode("ascii", "replace")).get("language", ["nl"])[0]
            waiting = any(one.state in ("waiting", "being_made", "starting") for one in self._running)
            body = self._page("en" if language == "en" else "nl", waiting=waiting)
            return 200, "text/html; charset=utf-8", body.encode(), [(b"refresh", b"2")] if waiting else []
        if path in ("/gehoor.css", "/icon.svg"):
            kind = "text/css" if path.endswith("css") else "image/svg+xml"
            return 200, kind, (STATIC / path[1:]).read_bytes(), []
        if path == "/look.css":
            looks = (stylesheet(the_service(one.house.services[0], now().date()).look) for one in self._running)
            return 200, "text/css", "".join(looks).encode(), []
        return 404, "text/plain; charset=utf-8", b"404", []

    def _page(self, language: str, *, waiting: bool) -> str:
        at = now()
        doors = [self._door(one, language, at) for one in self._running]
        with translation.override(language):
            return render_to_string("demo/start.html", {
                "language": language, "waiting": waiting, "passphrase": PASSPHRASE, "doors": doors, "walk": _walk(doors),
                "left": PERIOD_SECONDS - int(at.timestamp()) % PERIOD_SECONDS,
            })

    def _door(self, running: Running, language: str, at) -> dict:
        services = [the_service(code, at.date()) for code in running.house.services]
        service = services[0]
        address = f"http://localhost:{running.port}"
        about = running.house.about
        return {
            "state": running.state, "begins": running.house.about.get("begins", False), "fault": running.fault,
            "theme": service.look.theme, "address": address,
            "name": service.about.name.text(language), "where": about["where"][language], "does": about["does"][language],
            "offers": [{
                "name": one.about.short_name.text(language) if len(services) > 1 else "",
                "audiences": [(f"{address}/{door.path}/", door.title.text(language)) for door in one.about.audiences],
            } for one in services],
            "people": [{**told, "does": told["does"][language], "is": ROLES[told["role"]],
                        "code": current_code(running.secrets[told["username"]], at=at) if told["username"] in running.secrets else ""}
                       for told in running.house.people],
        }


def _walk(doors: list[dict]) -> dict | None:
    """Where the walk of three minutes goes: through an example that answers already, in at a child's door, to one who handles cases."""
    ready = [door for door in doors if door["state"] == "ready"]
    if not ready:
        return None
    door = next((one for one in ready if one["begins"]), ready[0])
    return {
        "child": door["offers"][0]["audiences"][0][0], "work": f"{door['address']}/werk/sign-in/", "back": f"{door['address']}/back/",
        "person": next(person for person in door["people"] if person["role"] == "handler"),
    }
