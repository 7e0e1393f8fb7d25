"""A small mail server on loopback, which says what a test tells it to say."""

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class PostOffice:
    """What it was given, and what it answers: to a recipient, and to a mail as a whole."""

    mails: list[EmailMessage] = field(default_factory=list)
    to_recipient: str = "250 OK"
    to_mail: str = "250 OK"
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        office: PostOffice = self.server.office
        self._say("220 post")
        for line in self.rfile:
            match line[:4].upper().strip():
                case b"RCPT":
                    self._say(office.to_recipient)
                case b"DATA":
                    self._say("354 go on")
                    self._take(office)
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 OK")

    def _take(self, office: PostOffice) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if office.to_mail.startswith("250"):
            office.mails.append(message_from_bytes(b"".join(lines), policy=policy.default))
        self._say(office.to_mail)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


def opened():
    """A context in which the post office is open."""
    server = _Server(("127.0.0.1", 0), _Talk)
    server.office = PostOffice(port=server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server
