"""Safe defaults. `local.py` relaxes them for a laptop, `production.py` tightens them for a hospital."""

from pathlib import Path

from csp.constants import NONCE
from django.utils.translation import gettext_lazy as _

from config import env, queues
from records.engine import keyfile
from records.engine.keyring import KeyRing

BASE_DIR = Path(__file__).resolve().parents[2]
DEBUG = False

# --- state and keys -------------------------------------------------------------------------------
ANAMNESIS_DATA = Path(env.text("ANAMNESIS_DATA") or BASE_DIR / "var").resolve()
ANAMNESIS_DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
ANAMNESIS_DEFAULT_KEY_FILE = Path(env.text("XDG_CONFIG_HOME") or Path.home() / ".config") / "anamnesis" / "keys.json"
ANAMNESIS_KEY_FILE = Path(env.text("ANAMNESIS_KEY_FILE") or ANAMNESIS_DEFAULT_KEY_FILE)
ANAMNESIS_KEYS = env.secret("ANAMNESIS_KEYS")
ANAMNESIS_MAKE_KEYS = True  # production.py: never make keys in silence
# The audit trail's head (count and digest) is kept here, outside the database.
ANAMNESIS_AUDIT_HEADS = Path(env.text("ANAMNESIS_AUDIT_HEADS") or ANAMNESIS_KEY_FILE.parent / "audit-heads")


def _secret_key() -> str:
    if given := env.secret("ANAMNESIS_SECRET_KEY"):
        return given
    if ANAMNESIS_KEYS:
        return KeyRing.from_json(ANAMNESIS_KEYS).derive("django").hex()
    return keyfile.load_or_create(ANAMNESIS_KEY_FILE, create=ANAMNESIS_MAKE_KEYS).derive("django").hex()


# --- applications ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "channels",
    "csp",
    "django_htmx",
    "config",
    "records",
    "triage",
    "assistant",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.IdleLockMiddleware",
    "config.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.SealedTogetherMiddleware",
    "config.middleware.UserErrorMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
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
                "csp.context_processors.nonce",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "records.User"

# --- database, broker, channel layer, cache: embedded by default, real ones by URL ------------------
DATABASE_URL = env.secret("DATABASE_URL")
DATABASES = {"default": env.database(DATABASE_URL, ANAMNESIS_DATA / "anamnesis.sqlite3")}
REDIS_URL = env.secret("REDIS_URL")
EMBEDDED = not REDIS_URL  # the worker runs inside the web process
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, float] = {"visibility_timeout": 3600}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}},
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    CELERY_BROKER_URL = "memory://"
    # The in-memory transport polls about once a second unless told otherwise.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"polling_interval": 0.01}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_IGNORE_RESULT = True  # results are rows of the database
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = queues.QUICK
CELERY_TASK_ROUTES = queues.ROUTES
CELERY_BEAT_SCHEDULE = queues.SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(ANAMNESIS_DATA / "beat-schedule")
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# --- sign-in --------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "config.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "config.forms.SignInForm",
    "reauthenticate": "config.forms.ConfirmForm",
    "change_password": "config.forms.ChangePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
MFA_FORMS = {
    "authenticate": "config.forms.CodeForm",
    "reauthenticate": "config.forms.ConfirmCodeForm",
    "activate_totp": "config.forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Anamnesis"
MFA_ADAPTER = "config.accounts.MfaAdapter"
REQUIRE_SECOND_FACTOR = True  # for clinicians, officers and administrators
IDLE_LOCK_SECONDS = env.whole("ANAMNESIS_IDLE_LOCK_MINUTES", 15) * 60
BREAK_GLASS_SECONDS = 4 * 60 * 60

# --- headers --------------------------------------------------------------------------------------
ALLOWED_HOSTS = env.listed("ANAMNESIS_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = env.listed("ANAMNESIS_ORIGINS")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", NONCE],
        "style-src": ["'self'", NONCE],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- language, time, static files -----------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.text("ANAMNESIS_TIME_ZONE", "UTC")
STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "build" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ANAMNESIS_DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- models ---------------------------------------------------------------------------------------
# "packaged", a sentence-transformers id, or a local folder.
ANAMNESIS_EMBEDDER = env.text("ANAMNESIS_EMBEDDER", "packaged")
# "packaged", a folder, or a token-classification id on the Hugging Face hub.
ANAMNESIS_NER_CLINICAL = env.text("ANAMNESIS_NER_CLINICAL", "packaged")
ANAMNESIS_NER_LITERATURE = env.text("ANAMNESIS_NER_LITERATURE", "packaged")
# "packaged", a folder that `make train` made, or an id or folder of the kind of model that docs/setup.md names.
ANAMNESIS_SECTION = env.text("ANAMNESIS_SECTION", "packaged")
ANAMNESIS_SUPPORT = env.text("ANAMNESIS_SUPPORT", "packaged")
ANAMNESIS_SUMMARY = env.text("ANAMNESIS_SUMMARY", "packaged")
ANAMNESIS_DEID = env.text("ANAMNESIS_DEID", "packaged")
ANAMNESIS_DIFFERENTIAL = env.text("ANAMNESIS_DIFFERENTIAL", "packaged")
ANAMNESIS_WEIGHTS = BASE_DIR / "weights"
ANAMNESIS_KNOWLEDGE = BASE_DIR / "knowledge"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.PatientSafeFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Libraries speak up when something is wrong; a line for every task and beat helps nobody.
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "anamnesis": {"level": env.text("ANAMNESIS_LOG_LEVEL", "INFO")},
        # The in-memory broker has no host name, and says so at every connection.
        "kombu.connection": {"level": "ERROR"},
        "django.server": {"handlers": ["console"], "propagate": False},
    },
}
