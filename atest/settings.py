"""Every setting of the product, read once from the environment. `.env.example` documents each."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from atest import embedded, env, logs, secrets_file

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

# --- who we are -------------------------------------------------------------------------------
# The coalition's name is a setting; the shipped sample data belongs to a fictional one.
COALITION_NAME = env.text("COALITION_NAME", "Demo Coalition")
COALITION_LINE = env.text(
    "COALITION_LINE",
    "a coalition of human-rights organizations working to end human trafficking and forced labor",
)
CONTACT_NAME = env.text("CONTACT_NAME", "SAMPLE Policy Desk")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "policy@demo-coalition.example")
CONTACT_PHONE = env.text("CONTACT_PHONE", "202-555-0100")

# --- how it runs ------------------------------------------------------------------------------
DEMO = env.boolean("DEMO")
DEBUG = env.boolean("DEBUG")
SITE_URL = env.address("SITE_URL", "http://localhost:8000")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
SITE_IS_LOCAL = SITE_HOST in {"localhost", "127.0.0.1", "::1"}
if DEMO and not SITE_IS_LOCAL:
    raise env.SettingError("DEMO must not be set where SITE_URL is reachable from outside.")
if DEBUG and not SITE_IS_LOCAL:
    # Its error pages show what was asked for, and whatever was in memory, to anyone.
    raise env.SettingError("DEBUG must not be set where SITE_URL is reachable from outside.")
SECRET_KEY = secrets_file.secret("SECRET_KEY", VAR_DIR, required=not SITE_IS_LOCAL)
# Former keys: what they sealed or signed still counts until it is sealed anew (docs/operations.md).
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", "")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", f"{SITE_HOST},localhost,127.0.0.1,[::1]")
if DEMO and not {SITE_HOST, "localhost", "127.0.0.1", "[::1]"}.issuperset(ALLOWED_HOSTS):
    raise env.SettingError("DEMO must not be set where ALLOWED_HOSTS names more than this machine.")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ROOT_URLCONF = "atest.urls"
WSGI_APPLICATION = "atest.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "members.User"

INSTALLED_APPS = [
    "atest",
    "briefings",
    "outreach",
    "priorities",
    "appropriations",
    "legislation",
    "decisions",
    "members",
    "common",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "common.middleware.AccessMiddleware",
    "members.middleware.SecondFactorMiddleware",
    "members.middleware.ActingForMiddleware",
]

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
                "atest.context.site",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database ---------------------------------------------------------------------------------
DATABASE_URL = env.address("DATABASE_URL", "", schemes=("postgres", "postgresql"))
# The role that owns the tables and changes them (`migrate`); the site itself works as the role of DATABASE_URL,
# which cannot empty a table or take a trigger away.
DATABASE_OWNER_URL = env.address("DATABASE_OWNER_URL", "", schemes=("postgres", "postgresql"))
_testing = "pytest" in sys.modules
if DATABASE_URL:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
    if DATABASE_OWNER_URL and not _testing:
        DATABASES["owner"] = dj_database_url.parse(DATABASE_OWNER_URL)
else:
    DATABASES = embedded.database_settings(VAR_DIR, testing=_testing)

# --- cache, broker, work in the background ----------------------------------------------------
REDIS_URL = env.address("REDIS_URL", "", schemes=("redis", "rediss", "unix"))
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 3600}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    CELERY_BROKER_URL = "filesystem://localhost/"
    # One folder is both inbox and outbox: worker and web are on one machine without Redis. It is looked into five
    # times a second, for somebody waits.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        **dict.fromkeys(("data_folder_in", "data_folder_out"), str(VAR_DIR / "broker" / "messages")),
        "control_folder": str(VAR_DIR / "broker" / "control"),
        "store_processed": False,
        "polling_interval": 0.2,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "pull tracked bills": {"task": "legislation.tasks.pull_tracked_bills", "schedule": timedelta(hours=2)},
    "discover bills": {"task": "legislation.tasks.discover_new_bills", "schedule": timedelta(minutes=30)},
    "pull tracked texts": {"task": "legislation.tasks.pull_tracked_texts", "schedule": timedelta(hours=6)},
    "suggest candidates": {"task": "legislation.tasks.suggest_new", "schedule": timedelta(minutes=10)},
    "pull tracked votes": {"task": "legislation.tasks.pull_tracked_votes", "schedule": timedelta(hours=6)},
    "load legislators": {"task": "legislation.tasks.load_published_roster", "schedule": timedelta(days=1)},
    "keep milestones": {"task": "appropriations.tasks.keep_money_milestones", "schedule": timedelta(days=1)},
    "keep congresses": {"task": "legislation.tasks.keep_congresses", "schedule": timedelta(days=1)},
    "pull meetings": {"task": "legislation.tasks.pull_committee_meetings", "schedule": timedelta(hours=1)},
    "run watches": {"task": "priorities.tasks.run_watches_on_changes", "schedule": timedelta(minutes=10)},
    "re-queue expired jobs": {"task": "atest.tasks.requeue_expired_jobs", "schedule": timedelta(minutes=1)},
    "send reminders": {"task": "atest.tasks.send_reminders", "schedule": timedelta(minutes=10)},
    "tidy accounts": {"task": "atest.tasks.tidy_accounts", "schedule": timedelta(hours=1)},
    "throw away old tables": {
        "task": "appropriations.tasks.throw_away_old_tables",
        "schedule": timedelta(days=1),
    },
    "check stored packets": {"task": "briefings.tasks.check_stored_packets", "schedule": timedelta(hours=6)},
    "send notices": {"task": "atest.tasks.send_notices", "schedule": timedelta(minutes=1)},
}

# --- outside sources --------------------------------------------------------------------------
CONGRESS_API_KEY = env.text("CONGRESS_API_KEY", "")
# Congress.gov allows 5,000 calls an hour for a key; some are left for whoever else uses it.
CONGRESS_CALLS_PER_HOUR = env.integer("CONGRESS_CALLS_PER_HOUR", 4500, low=1, high=5000)
CONGRESS_API_URL = env.address("CONGRESS_API_URL", "https://api.congress.gov/v3")
LEGISLATORS_URL = env.address("LEGISLATORS_URL", "https://unitedstates.github.io/congress-legislators")
GOVINFO_URL = env.address("GOVINFO_URL", "https://www.govinfo.gov/bulkdata")
# A bill not refreshed for this many days is called stale wherever its facts are shown.
STALE_AFTER_DAYS = env.integer("STALE_AFTER_DAYS", 7, low=1, high=365)
PACKET_FRESH_DAYS = env.integer("PACKET_FRESH_DAYS", 7, low=1, high=365)
PACKET_FRESH_DAYS_IN_RECESS = env.integer("PACKET_FRESH_DAYS_IN_RECESS", 21, low=1, high=365)
PACKET_RECESSES = env.periods("PACKET_RECESSES")
PACKET_FRESH_MONEY_DAYS = env.integer("PACKET_FRESH_MONEY_DAYS", 90, low=1, high=730)
PACKET_FRESH_ROSTER_DAYS = env.integer("PACKET_FRESH_ROSTER_DAYS", 30, low=1, high=730)

# --- signing in -------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATORS = {
    "UserAttributeSimilarityValidator": {"user_attributes": ("email", "name")},
    "MinimumLengthValidator": {"min_length": 12},
    "CommonPasswordValidator": {},
    "NumericPasswordValidator": {},
}
_HERE = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [{"NAME": f"{_HERE}.{one}", "OPTIONS": said} for one, said in _VALIDATORS.items()]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "front"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "members.adapter.ClosedSignupAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.LoginForm",
    "change_password": "members.forms.ChangePasswordForm",
    "set_password": "members.forms.SetPasswordForm",
    "reset_password": "members.forms.ResetPasswordForm",
    "reset_password_from_key": "members.forms.ResetPasswordKeyForm",
    "reauthenticate": "members.forms.ReauthenticateForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/h/ip,5/h/key",
    "manage_email": "10/h/user",
    "wrong_feed": "30/10m/ip",  # private feeds
}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of every change to how an account is signed in to
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Behind a proxy every request comes from the proxy: without this, everyone would share one visitor's limit.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", 0 if SITE_IS_LOCAL else 1, low=0, high=5)
MFA_ADAPTER = "members.adapter.SealedFactorsAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_IS_LOCAL
MFA_TOTP_ISSUER = COALITION_NAME
MFA_REQUIRED_FOR_SECRETARIAT = not DEMO  # a demonstration stays on this machine

# --- mail -------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.integer("EMAIL_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{COALITION_NAME} <{CONTACT_EMAIL}>")
EMAIL_TIMEOUT = 30  # a mail server that does not answer holds up one letter, not the worker
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

# --- security ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}
SECURE_SSL_REDIRECT = not SITE_IS_LOCAL
SECURE_HSTS_SECONDS = 0 if SITE_IS_LOCAL else 31_536_000
# Only where a proxy sets it; on this machine nobody takes it off a request that makes it up.
SECURE_PROXY_SSL_HEADER = None if SITE_IS_LOCAL else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not SITE_IS_LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/New_York"

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# `make setup` derives the fonts for the screen into var/fonts.
STATICFILES_DIRS = [BASE_DIR / "static", *([VAR_DIR / "fonts"] if (VAR_DIR / "fonts").is_dir() else [])]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or "pytest" in sys.modules
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Private files (packets, attachments) are served by views that check who asks, never by address.
MEDIA_ROOT = VAR_DIR / "files"

LOGGING = logs.to_console(env.choice("LOG_LEVEL", "INFO", allowed=("DEBUG", "INFO", "WARNING", "ERROR")))
