"""Behind a web server with TLS: a browser says that it comes from https://…, and what it sends arrives."""

from contextlib import closing

import pytest

from tests.instances import new_instance, served
from tests.visitor import Visitor

OUTSIDE = "https://help.example.org"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """An instance whose settings name the address of the outside world."""
    instance = new_instance(tmp_path_factory.mktemp("tls") / "house")
    settings = instance.folder / "settings.toml"
    said = settings.read_text().replace("hosts = [", 'hosts = ["help.example.org", ')
    settings.write_text(f'{said}address = "{OUTSIDE}"\n')
    with served(instance) as server:
        yield server.address


def begun_from(address: str, origin: str):
    """Through the first door, as a browser does that was sent on by the web server in front."""
    with closing(Visitor(address, {"Host": "help.example.org", "Origin": origin})) as visitor:
        door = next(link for link in visitor.get("/").links() if link.count("/") == 2 and link.endswith("/") and link != "/back/")
        return visitor.send(visitor.get(f"{door}start"))


def test_who_comes_from_the_address_outside_can_begin(address):
    begun = begun_from(address, OUTSIDE)
    assert begun.status == 200
    assert begun.path.startswith("/tell/")


def test_a_form_on_another_site_is_refused(address):
    assert begun_from(address, "https://elsewhere.example.org").status == 403
