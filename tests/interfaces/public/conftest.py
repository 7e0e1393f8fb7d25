"""A telephone before a service whose clock stands still. A house is founded only where a story is sent."""

from contextlib import contextmanager

import pytest


@pytest.fixture
def service():
    """The first service of the settings."""
    from gehoor.domain.services.registry import all_services
    from tests import make

    return all_services(make.a_day())[0]


@pytest.fixture
def phone(db, clock):
    from tests.phones import Phone

    return Phone()


@pytest.fixture
def child(service):
    """The door for readers of plain words."""
    return next(one for one in service.about.audiences if one.wording == "plain")


@pytest.fixture
def adult(service):
    """The first door for other readers."""
    return next(one for one in service.about.audiences if one.wording != "plain")


@pytest.fixture
def offer(tmp_path, db, clock):
    """Lets an instance offer services declared for one test: `offer(folder)`, and more than one by their codes."""
    from django.test import override_settings

    @contextmanager
    def offered(folder, *codes):
        with override_settings(GEHOOR_DECLARED=[folder.root], GEHOOR_SERVICES=codes or ("voorbeeld",)):
            yield

    return offered


@pytest.fixture
def folder(tmp_path):
    """The example service in a folder of its own, to be changed."""
    from tests.domain.services.declared import a_folder

    return a_folder(tmp_path)
