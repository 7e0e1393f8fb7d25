"""The pages of who works here, over many cases: the work list, and opening a case in which much happened."""

import base64
import hmac
import time

from bench.machine import percentile
from tests.instances import Instance, Served
from tests.people import ILIAS, PASSPHRASE
from tests.visitor import Visitor

VIEWS = ("mine", "nobody", "team")


def signed_in(served: Served, instance: Instance) -> Visitor:
    """Ilias, unlocked."""
    visitor = Visitor(served.address)
    page = visitor.get("/werk/sign-in/")
    page = visitor.send(page, {"login": ILIAS.username, "password": PASSPHRASE}, form=page.form("login"))
    page = visitor.send(page, {"code": _six_digits(instance.second_factor)}, form=page.form("code"))
    assert page.path.startswith("/werk/list/"), page.text[:500]
    return visitor


def _six_digits(secret: str) -> str:
    """What an app shows at this moment (RFC 6238)."""
    mac = hmac.digest(base64.b32decode(secret), (int(time.time()) // 30).to_bytes(8, "big"), "sha1")
    start = mac[-1] & 15
    return f"{(int.from_bytes(mac[start:start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"


def pages(visitor: Visitor, reference: str, *, times: int) -> list[str]:
    """One row a page: median and p95 in milliseconds, and its size."""
    rows = []
    for name, path in [*((f"work list, {view}", f"/werk/list/?view={view}") for view in VIEWS),
                       ("a case with 50 entries", f"/werk/case/{reference}/")]:
        took = []
        for _time in range(times):
            began = time.perf_counter()
            page = visitor.get(path)
            took.append(time.perf_counter() - began)
            assert page.status == 200, page.text[:500]
        rows.append(f"| {name} | {percentile(took, 0.5):.0f} | {percentile(took, 0.95):.0f} | {len(page.body) / 1000:.0f} |")
    return rows
