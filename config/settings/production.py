"""A hospital: TLS in front, second factor required, keys given and never made in silence."""

from config import env
from config.settings import base
from config.settings.base import *  # noqa: F403

ANAMNESIS_MAKE_KEYS = False
base.ANAMNESIS_MAKE_KEYS = False
SECRET_KEY = base._secret_key()
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.flag("ANAMNESIS_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLOWED_HOSTS = env.listed("ANAMNESIS_HOSTS")
