"""A telephone for the pages that every side shares."""

import pytest


@pytest.fixture
def phone(db, clock):
    from tests.phones import Phone

    return Phone()
