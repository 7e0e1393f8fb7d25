"""Django's settings, made from the instance's folder (GEHOOR_DATA). Nothing about a service stands here."""

import hashlib
import os
from pathlib import Path
from urllib.parse import urlsplit

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as said_by_django

from gehoor.wiring.databases import embedded, on_postgresql
from gehoor.wiring.instance import the_instance

INSTANCE = the_instance()
PACKAGE = Path(__file__).resolve().parent.parent
INTERFACES = PACKAGE / "interfaces"

# Django signs little here (sessions are sealed, CSRF lives in them); the key is still of this instance alone.
SECRET_KEY = (
    hashlib.blake2b(INSTANCE.secret_key.read_bytes(), person=b"django-secret", digest_size=32).hexdigest()
    if INSTANCE.secret_key.exists() else "no instance here yet"
)
DEBUG = False
ALLOWED_HOSTS = list(INSTANCE.hosts)

GEHOOR_DATA = INSTANCE.folder
GEHOOR_SECRET_KEY = INSTANCE.secret_key
GEHOOR_ROOT_FINGERPRINT = INSTANCE.root_fingerprint
GEHOOR_SERVICES = INSTANCE.services
GEHOOR_DECLARED = [PACKAGE / "declared", INSTANCE.folder / "declared"]
GEHOOR_FILES = INSTANCE.folder / "files"
GEHOOR_CLAMD = INSTANCE.clamd
GEHOOR_DUTY_ADDRESS = INSTANCE.duty_address
GEHOOR_FILE_LIMIT = 10 * 2**20
GEHOOR_FILES_A_REQUEST = 5
GEHOOR_DEMO = INSTANCE.demo
GEHOOR_ADDRESS = INSTANCE.address
GEHOOR_NAME = INSTANCE.name
GEHOOR_IDLE_SECONDS = 600
GEHOOR_ARGON2_FAST = os.environ.get("GEHOOR_ARGON2_FAST") == "for-tests-only"
# One process serves both sides by default; apart, each answers only its own addresses.
GEHOOR_SIDE = INSTANCE.side

DATABASES = on_postgresql(INSTANCE.database) if INSTANCE.database else embedded(INSTANCE.folder)
DATABASE_ROUTERS = ["gehoor.wiring.routers.ByRoom"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "gehoor.foundation.vault",
    "gehoor.foundation.instance",
    "gehoor.foundation.sealed_sessions",
    "gehoor.foundation.audit",
    "gehoor.foundation.files",
    "gehoor.foundation.search",
    "gehoor.foundation.outbox",
    "gehoor.domain.directory",
    "gehoor.domain.services",
    "gehoor.domain.accounts",
    "gehoor.domain.contacts",
    "gehoor.domain.cases",
    "gehoor.domain.consent",
    "gehoor.domain.centres",
    "gehoor.domain.mediation",
    "gehoor.domain.conversations",
    "gehoor.domain.inspection",
    "gehoor.domain.figures",
    "gehoor.interfaces.kit",
    "gehoor.interfaces.public",
    "gehoor.interfaces.staff",
    "gehoor.interfaces.demo",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "gehoor.interfaces.kit.middleware.SafeHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gehoor.foundation.sealed_sessions.middleware.SealedSessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gehoor.interfaces.kit.middleware.CalmRefusals",
]

ROOT_URLCONF = {"public": "gehoor.wiring.urls_public", "staff": "gehoor.wiring.urls_staff"}.get(GEHOOR_SIDE, "gehoor.wiring.urls")
WSGI_APPLICATION = "gehoor.wiring.asgi.pages"

TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {"builtins": ["gehoor.interfaces.kit.templatetags.addresses"], "context_processors": [
        "django.template.context_processors.request",
        "django.contrib.messages.context_processors.messages",
        "gehoor.interfaces.kit.context.house",
    ]},
}]

# Sessions: sealed, in a database of their own, one cookie a side.
SESSION_ENGINE = "gehoor.foundation.sealed_sessions.backend"
# Cookies ignore ports, so each instance has names of its own; they tell nothing to who looks at a child's device.
SESSION_COOKIE_NAME = f"s{hashlib.blake2b(INSTANCE.name.encode(), digest_size=3).hexdigest()}"
GEHOOR_STAFF_COOKIE_NAME = f"{SESSION_COOKIE_NAME}w"
GEHOOR_STAFF_PATH = "/werk/"
SESSION_COOKIE_SECURE = INSTANCE.address.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 30 * 3600
GEHOOR_STAFF_SESSION_AGE = 10 * 3600
CSRF_USE_SESSIONS = True
# A browser says that it comes from https://…, while the web server with TLS in front asks us over plain HTTP.
_outside = urlsplit(INSTANCE.address)
CSRF_TRUSTED_ORIGINS = [f"{_outside.scheme}://{_outside.netloc}"] if _outside.netloc else []
CSRF_FAILURE_VIEW = "gehoor.interfaces.kit.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
X_FRAME_OPTIONS = "DENY"

# What someone sends stays in memory, under a limit, until it is sealed: nothing is spooled to a temporary folder.
FILE_UPLOAD_HANDLERS = ["gehoor.foundation.files.uploads.PrivateUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["gehoor.domain.accounts.backends.VaultBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_ADAPTER = "gehoor.interfaces.staff.adapters.AccountAdapter"
# Only second factors are counted so, by person, for who gave the passphrase. Passphrases are answered later and later instead.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "20/5m/key"}
ACCOUNT_LOGIN_TIMEOUT = 300
MFA_ADAPTER = "gehoor.interfaces.staff.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Gehoor"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SESSION_COOKIE_SECURE

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

EMAIL_BACKEND = INSTANCE.mail.get("backend", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = INSTANCE.mail.get("host", "localhost")
EMAIL_PORT = INSTANCE.mail.get("port", 25)
EMAIL_USE_TLS = INSTANCE.mail.get("tls", False)
EMAIL_HOST_USER = INSTANCE.mail.get("user", "")
EMAIL_HOST_PASSWORD = INSTANCE.mail.get("password", "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = INSTANCE.mail.get("from", "gehoor@localhost")

LANGUAGE_CODE = "nl"
# A language is a folder of translations; a service offers it once it declares it too. Its name is said by Django.
LOCALE_PATHS = [INTERFACES / "kit" / "locale"]
LANGUAGES = [(code, said_by_django(LANG_INFO[code]["name"])) for code in (
    LANGUAGE_CODE, *sorted(path.parent.parent.name for path in LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po"))) if code in LANG_INFO]
# Languages that speak to adults otherwise than to children: a folder `xx_Formal` holds the texts that differ.
GEHOOR_FORMAL = {path.parent.parent.name.split("_")[0] for path in LOCALE_PATHS[0].glob("*_Formal/LC_MESSAGES/django.po")}
LANGUAGE_COOKIE_NAME = "unused"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = INSTANCE.folder / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# No request line, address or user agent is ever logged; faults are, without the values of their variables.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "gehoor.wiring.logs.WithoutWords", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.server": {"level": "ERROR"}, "django.request": {"level": "ERROR"},
                "django.security": {"level": "CRITICAL"}, "gehoor": {"level": "INFO"}},
}
