"""A mail server of our own, and mail settings that point at it."""

import pytest

from tests.foundation.outbox import post_office


@pytest.fixture
def post(settings):
    server = post_office.opened()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.office.port
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_TIMEOUT = False, "", 5
    settings.DEFAULT_FROM_EMAIL = "post@gehoor.example"
    yield server.office
    server.shutdown()
    server.server_close()
