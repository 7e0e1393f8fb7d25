"""What the vault's tests share."""

import pytest


@pytest.fixture
def organisation(db, settings):
    """A founded organisation whose root the settings know."""
    # Models can be imported only once Django is set up, which is after this file is read.
    from tests.foundation.vault.organisations import an_organisation
    from tests.remembered import once

    founded = once("organisation", an_organisation)
    settings.GEHOOR_ROOT_FINGERPRINT = founded.fingerprint
    return founded
