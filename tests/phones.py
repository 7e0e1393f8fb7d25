"""Somebody outside with a telephone: a browser without JavaScript that keeps its one cookie and sends the forms it is shown."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import urlsplit

from django.test import Client

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
MOST_PAGES = 25


class Phone(Client):
    """A browser. Forged forms are refused as in the real thing; a fault of ours becomes a page, not an exception."""

    def __init__(self, **how):
        super().__init__(enforce_csrf_checks=True, raise_request_exception=False, **how)
        self.answer = None
        self.at = "/"

    @property
    def text(self) -> str:
        """The page before them, as it is written."""
        return unescape(self.answer.content.decode())

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def token(self) -> str:
        return _TOKEN.search(self.answer.content.decode())[1]

    def open(self, path: str, **headers) -> str:
        """Open a page and go where it leads; its text."""
        self.answer = self.get(path, follow=True, headers=headers)
        self._note(path)
        return self.text

    def press(self, go: str = "", *, to: str = "", **typed) -> str:
        """Press a button of the form on this page, with what was typed, and go where that leads."""
        to = to or self.at
        said = {"csrfmiddlewaretoken": self.token, **({"go": go} if go else {}), **typed}
        self.answer = self.post(to, said, follow=True)
        self._note(to)
        return self.text

    def begin(self, door: str) -> "Phone":
        """Through a door, past the limit of confidentiality, to the first question."""
        self.open(f"/{door}/start")
        self.press("new")
        return self

    def tell(self, **typed) -> "Phone":
        """Answer the questions that come by their names, and pass the others, as far as the page to check it all."""
        for _page in range(MOST_PAGES):
            if self.at.endswith("/check"):
                return self
            here = {name: answer for name, answer in typed.items() if f'name="{name}"' in self.text}
            self.press("next", **here)
            assert self.status == 200, (self.at, self.text)
        raise AssertionError(f"no end to the questions: {self.at}")

    def send(self) -> str:
        """Send it; the code in words."""
        self.press()
        return self.code

    @property
    def code(self) -> str:
        """The code in words that the page shows."""
        shown = re.search(r'<ol class="words">(.*?)</ol>', self.text, re.DOTALL)
        return " ".join(re.findall(r"<li>([^<]+)</li>", shown[1])) if shown else ""

    def shows(self, code: str) -> bool:
        """Whether two words of a code stand beside each other on this page: a single one may be a word of ours by chance."""
        said = " ".join(re.sub(r"<[^>]*>", " ", self.text).split())
        return any(f"{first} {then}" in said for first, then in pairwise(code.split()))

    def come_back(self, code: str) -> str:
        """Enter a code."""
        self.open("/back/")
        return self.press(code=code)

    def _note(self, path: str) -> None:
        chain = getattr(self.answer, "redirect_chain", [])
        self.at = urlsplit(chain[-1][0]).path if chain else urlsplit(path).path
