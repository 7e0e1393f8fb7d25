"""Somebody with a browser and no JavaScript: reads the forms of a page, fills them in, sends them, keeps the cookies.

Used by the service tests and the bench. A thin thing over the standard library, so that measuring it costs little.
"""

import contextlib
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPResponse
from secrets import token_hex
from urllib.parse import urlencode, urljoin, urlsplit

TYPED = {"text", "textarea", "search", "email", "tel", "number", "password", ""}
TIMEOUT = 30
# A server lets go of a connection that nobody uses for five seconds.
KEPT_SECONDS = 3
MOST_REDIRECTS = 8


@dataclass
class Input:
    """A field of a form: its name, what kind it is, and what it can be."""

    name: str
    kind: str
    value: str = ""
    chosen: bool = False
    mode: str = ""
    offered: list[str] = field(default_factory=list)


@dataclass
class Form:
    """A form as a page shows it."""

    action: str
    method: str
    has_files: bool
    inputs: list[Input] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def typed(self) -> list[Input]:
        """The fields that somebody types in."""
        return [one for one in self.inputs if one.kind in TYPED]

    def has(self, name: str) -> bool:
        """Whether it asks for that."""
        return any(one.name == name for one in self.inputs)

    def values(self, given: dict) -> list[tuple[str, str]]:
        """What a browser sends: what stands in the form, changed by what was given."""
        kept = [(one.name, one.value) for one in self.inputs if one.name not in given and _is_sent(one)]
        told = [(name, value) for name, values in given.items() for value in (values if isinstance(values, list) else [values])]
        return kept + told


@dataclass
class Page:
    """What came back."""

    status: int
    address: str
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def path(self) -> str:
        return urlsplit(self.address).path

    def forms(self) -> list[Form]:
        """The forms of the page, in order."""
        reader = _Reader()
        reader.feed(self.text)
        return reader.forms

    def form(self, name: str = "") -> Form:
        """The first form that is sent (not a filter of a list), or the first that has a field or button of that name."""
        found = [one for one in self.forms() if one.method == "post"]
        wanted = [one for one in found if not name or one.has(name) or any(name == button for button, _value in one.buttons)]
        if not wanted:
            raise AssertionError(f"{self.address} ({self.status}) has no form {name!r}: {self.text[:2000]}")
        return wanted[0]

    def links(self) -> list[str]:
        """Where its links lead, without the host."""
        return [found.replace("&amp;", "&") for found in re.findall(r'<a\b[^>]*\bhref="([^"]+)"', self.text)]

    def words(self) -> str:
        """The seven words of the receipt that the page shows."""
        shown = re.search(r'<ol class="words">(.*?)</ol>', self.text, re.DOTALL)
        return " ".join(re.findall(r"<li>([^<]+)</li>", shown[1])) if shown else ""


class Visitor:
    """One browser: its cookies and one kept connection. Not for two threads at once."""

    def __init__(self, address: str, headers: dict | None = None, *, comes_from: str = ""):
        self.address = address
        self._comes_from = (comes_from, 0) if comes_from else None
        self.headers = headers or {}
        self.cookies: dict[str, str] = {}
        self._connection: HTTPConnection | None = None
        self._used_at = 0.0

    def get(self, path: str) -> Page:
        """Open a page, going where it leads."""
        return self._follow("GET", path)

    def send(self, page: Page, given: dict | None = None, *, form: Form | None = None, button: tuple[str, str] | None = None,
             files: list | None = None) -> Page:
        """Send a form of the page, with its first button where none is named; `files` are (field, file name, content)."""
        form = form or page.form()
        button = button or next(iter(form.buttons), ("", ""))
        values = form.values(given or {}) + ([button] if button[0] else [])
        return self.post(urljoin(page.address, form.action), values, files=files, is_multipart=form.has_files)

    def post(self, path: str, values: list, *, files: list | None = None, is_multipart: bool = False) -> Page:
        """Send values to an address, going where the answer leads."""
        if files or is_multipart:
            kind, body = _multipart(values, files or [])
        else:
            kind, body = "application/x-www-form-urlencoded", urlencode(values).encode()
        return self._follow("POST", path, body, {"Content-Type": kind})

    def once(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None) -> Page:
        """One request and its answer, following nothing.

        :raises OSError, http.client.HTTPException: there was no answer.
        """
        whole = urljoin(self.address, path)
        told = {**self.headers, **(headers or {})}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if time.monotonic() - self._used_at > KEPT_SECONDS:
            self.close()
        connection = self._connection = self._connection or HTTPConnection(
            urlsplit(self.address).netloc, timeout=TIMEOUT, source_address=self._comes_from)
        parts = urlsplit(whole)
        try:
            connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path, body, told)
            answer = connection.getresponse()
            page = Page(answer.status, whole, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        except BaseException:
            self.close()
            raise
        self._used_at = time.monotonic()
        self._keep_cookies(answer)
        return page

    def close(self) -> None:
        """Let the connection go."""
        connection, self._connection = self._connection, None
        if connection:
            with contextlib.suppress(OSError):
                connection.close()

    def _follow(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None) -> Page:
        page = self.once(method, path, body, headers)
        for _time in range(MOST_REDIRECTS):
            if page.status not in (301, 302, 303):
                return page
            page = self.once("GET", urljoin(page.address, page.headers["location"]))
        raise AssertionError(f"{path} leads round and round")

    def _keep_cookies(self, answer: HTTPResponse) -> None:
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = said.partition(";")[0].partition("=")
            if value.strip('"'):
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)


class _Reader(HTMLParser):
    """Picks the forms out of a page."""

    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._area: Input | None = None
        self._select: Input | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower(), said.get("enctype", "").startswith("multipart"))
            self.forms.append(self._form)
        elif self._form is not None:
            self._inside(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data if self._area.value else data.removeprefix("\n")

    def _inside(self, tag: str, said: dict) -> None:
        name = said.get("name", "")
        if tag == "button" and said.get("type", "submit") == "submit":
            self._form.buttons.append((name, said.get("value", "")))
        elif tag == "option" and self._select is not None:
            self._select.offered.append(said.get("value", ""))
            if "selected" in said or len(self._select.offered) == 1:
                self._select.value = said.get("value", "")
        elif not name:
            return
        elif tag == "input":
            kind = said.get("type", "text")
            value = said.get("value", "on" if kind == "checkbox" else "")
            self._form.inputs.append(Input(name, kind, value, "checked" in said, said.get("inputmode", "")))
        elif tag == "textarea":
            self._area = Input(name, "textarea")
            self._form.inputs.append(self._area)
        elif tag == "select":
            self._select = Input(name, "select", chosen=True)
            self._form.inputs.append(self._select)


def _is_sent(one: Input) -> bool:
    if one.kind in ("radio", "checkbox"):
        return one.chosen
    return one.kind not in ("file", "submit", "button", "image", "reset")


def _multipart(values: list, files: list) -> tuple[str, bytes]:
    edge = token_hex(16)
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in values]
    for name, file_name, content in files:
        said = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
        parts.append(f"{said}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return f"multipart/form-data; boundary={edge}", b"".join(parts) + f"--{edge}--\r\n".encode()
