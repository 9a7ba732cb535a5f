"""Settings of the portal, read from the environment alone; `.env.example` tells of each.

In production (DEBUG off) a missing or weak value stops the start with one sentence that names it.
"""

import sys
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from paritrana.limits import MAX_ADDRESS_BYTES as MAX_ADDRESS_BYTES
from paritrana.limits import MAX_BODY_BYTES as MAX_BODY_BYTES
from paritrana.limits import MAX_BODY_BYTES_AT as MAX_BODY_BYTES_AT
from paritrana.limits import MAX_HEADER_BYTES as MAX_HEADER_BYTES
from paritrana.limits import MOST_FIELDS as MOST_FIELDS
from paritrana.limits import MOST_FIELDS_AT as MOST_FIELDS_AT
from paritrana.refusals import (
    LOOPBACK,
    own_key,
    refuse_negative,
    refuse_open_development,
    refuse_open_hosts,
    refuse_weak_keys,
)

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
TESTING = "pytest" in sys.modules
DEBUG = env.bool("DEBUG", default=TESTING)
KEYS_KEPT_IN = VAR_DIR if DEBUG else None  # in production they lie in the environment alone

SECRET_KEY = own_key("SECRET_KEY", env.str("SECRET_KEY", default=""), KEYS_KEPT_IN)
AUDIT_KEY = own_key("AUDIT_KEY", env.str("AUDIT_KEY", default=""), KEYS_KEPT_IN)  # chains the audit trail
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=LOOPBACK if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # how many stand before us; decides the client's address
BOUNDARIES_DIR = env.str("BOUNDARIES_DIR", default="")
BOUNDARIES_CREDIT = env.str("BOUNDARIES_CREDIT", default="Cahya DSN (lisensi MIT), disederhanakan")
RECONCILIATION_TOLERANCE = env.int("RECONCILIATION_TOLERANCE", default=0)  # per mille of the other source's number
refuse_negative("RECONCILIATION_TOLERANCE", RECONCILIATION_TOLERANCE, "Give the tolerance in per mille, 0 for none.")
refuse_negative("TRUSTED_PROXIES", TRUSTED_PROXIES, "Give the number of your own proxies before the portal.")
if DEBUG:
    refuse_open_development(ALLOWED_HOSTS)
else:
    refuse_weak_keys(SECRET_KEY, AUDIT_KEY)
    refuse_open_hosts(ALLOWED_HOSTS, CSRF_TRUSTED_ORIGINS)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "regions.apps.RegionsConfig",
    "accounts.apps.AccountsConfig",
    "coverage.apps.CoverageConfig",
    "planning.apps.PlanningConfig",
    "awards.apps.AwardsConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "paritrana.error_pages.PolicyOnErrors",  # outermost, so that static files and errors carry the policy too
    "accounts.middleware.RequestOrigin",
    "accounts.middleware.ResponseHeaders",
    "django.middleware.security.SecurityMiddleware",
    "paritrana.error_pages.KnownHosts",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",  # ETag and 304
    "django.contrib.sessions.middleware.SessionMiddleware",
    "paritrana.error_pages.SlashForReaders",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "paritrana.languages.ReadersLanguage",  # around the pages of errors
    "paritrana.error_pages.ErrorPages",
    "accounts.api.ProgramsDoor",  # before a body is read
    "accounts.middleware.RequestLimits",  # within ErrorPages, which puts a page around its refusals
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SignedInLimits",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "paritrana.urls"
WSGI_APPLICATION = "paritrana.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]


def database() -> dict[str, Any]:
    """Return the one database of DATABASE_URL, with the options without which it would lose or refuse writes."""
    found: dict[str, Any] = env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'paritrana.sqlite3'}")
    found["ATOMIC_REQUESTS"] = False
    if found["ENGINE"].endswith("sqlite3"):
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        found["CONN_MAX_AGE"] = None  # opening the file and reading its schema costs more than most pages ask of it
        # Without recursive_triggers a REPLACE deletes rows of append-only tables without asking their guards.
        # mmap_size stays 0: beside connections that open and close, a mapped file answers reads with a disk I/O error.
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA recursive_triggers=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA mmap_size=0;",
        }
    else:
        # A page that cannot get a connection in 4 s says so, instead of holding its worker for half a minute.
        found.setdefault("OPTIONS", {})["pool"] = False if TESTING else {"min_size": 1, "max_size": 8, "timeout": 4}
    return found


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # shared by all workers: limits are counted once
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # by default it forgets used codes and counts of tries beyond 300
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}  # a task is stored with the act that asks for it

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["accounts.hashers.Argon2id", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
ARGON2_TIME_COST = env.int("ARGON2_TIME_COST", default=1 if TESTING else 2)
ARGON2_MEMORY_KIB = env.int("ARGON2_MEMORY_KIB", default=1024 if TESTING else 102_400)
ARGON2_PARALLELISM = env.int("ARGON2_PARALLELISM", default=1 if TESTING else 8)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.validators.NoTellingWordsValidator"},
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["paritrana.formats"]
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

SECURE = not DEBUG
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
SESSION_COOKIE_NAME = "__Host-sesi" if SECURE else "sesi"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_MINUTES = 60
SESSION_IDLE_MINUTES_ADMINISTRATOR = 15
LANGUAGE_COOKIE_NAME = "__Host-bahasa" if SECURE else "bahasa"  # only of who reads another language than the first
CSRF_COOKIE_AGE = None  # ends with the browser
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "paritrana.error_pages.csrf_failure"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "img-src": [SELF, "data:"],
        **{f"{kind}-src": [SELF] for kind in ("script", "style", "font", "connect", "worker", "manifest")},
        "form-action": [SELF],
        **{name: [NONE] for name in ("base-uri", "object-src", "frame-ancestors")},
    }
}

# What apps further up add to pages and acts of coverage, which may not import them; by dotted names.
SECOND_PERSON_MONTHS = ["awards.queries.editions.guarded_months"]  # imports that touch these need a second person
WAITING = ["awards.queries.waiting.waiting_for"]  # what more waits for a person on "Tugas saya"
REFERENCE_TABLES = ["planning.views.reference.TABLES", "awards.views.reference.TABLES"]
DEMONSTRATIONS = ["coverage.actions.demonstration_judged.lay_judged", "awards.actions.demonstration.awards.lay_awards"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # what the framework reads at all; less by the path (`paritrana.limits`)
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = ["paritrana.uploads.UnlinkedFiles"]
UPLOADS_PER_DAY = env.int("UPLOADS_PER_DAY_MB", default=100) * 1024 * 1024  # of one person, in bytes
refuse_negative("UPLOADS_PER_DAY_MB", UPLOADS_PER_DAY, "Give how many MB one person may upload in a day.")
UPLOADED_ROWS_KEPT = env.int("UPLOADED_ROWS_KEPT", default=5_000_000)  # staged, of one person: 1 to 3 GB
refuse_negative("UPLOADED_ROWS_KEPT", UPLOADED_ROWS_KEPT, "Give how many staged rows are kept of one person.")
KEPT_PAGES_BYTES = env.int("KEPT_PAGES_MB", default=0 if TESTING else 24) * 1024 * 1024  # of each worker
refuse_negative("KEPT_PAGES_MB", KEPT_PAGES_BYTES, "Give how many MB of rendered public pages a worker may keep.")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "coverage:inbox"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapters.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePassword",
    "reauthenticate": "accounts.forms.ConfirmByPassword",
}
ACCOUNT_RATE_LIMITS = {
    "login": "",  # accounts.actions.sign_in counts these
    "login_failed": "5/15m/key",  # left to codes of the second factor, counted per person
    "change_password": "5/15m/user",
    "reauthenticate": "10/15m/user",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "accounts.adapters.SecondFactor"
MFA_FORMS = {
    "authenticate": "accounts.forms.SignInByCode",
    "reauthenticate": "accounts.forms.ConfirmByCode",
    "activate_totp": "accounts.forms.ActivateCode",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Paritrana"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_USERNAME_CALLABLE = "accounts.views.sign_in.name_kept"
AXES_CLIENT_IP_CALLABLE = "accounts.access.client_address"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["csrfmiddlewaretoken", "login", "code", "next"]

if email_url := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(email_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
        if DEBUG
        else {"()": "accounts.origin.LogLines"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "axes": {"level": "ERROR"},  # it would log what was typed as a name; the audit trail knows better
        "django_tasks_db": {"level": "WARNING"},  # it tells each look into the queue; each task tells of itself
        **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools")},  # they tell each step of each page
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
