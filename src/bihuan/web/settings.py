"""Django's settings, made from one typed class that is checked at start. Environment names begin with ``BIHUAN_``."""

import os
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import BaseModel, Field

# Pages of 4 KiB of a transaction that SQLite keeps in memory: what spills shuts readers out before the commit.
SPILL_PAGES = 50_000


class BihuanSettings(BaseModel):
    """Everything an administrator can set; the help text stands beside each."""

    dir: Path = Field(default=Path("bihuan-data"), description="数据文件夹：数据库、原件、快照、输出都在里面")
    database: str = Field(
        default="sqlite", description="sqlite，或 postgresql://用户:密码@主机:端口/库名（套接字写成 ?host=/文件夹）"
    )
    debug: bool = Field(default=False, description="调试模式，只供开发")
    hosts: str = Field(default="127.0.0.1,localhost,[::1]", description="允许访问的主机名，以逗号分隔")
    https: bool = Field(default=False, description="网页经 HTTPS 打开（反向代理）：登录凭据只走加密连接")
    today: date | None = Field(default=None, description="把这一天当作今天，只供演示和测试")
    webhook_hosts: str = Field(default="", description="本机和内网里允许推送的主机或网段，以逗号分隔；公网地址不必写")
    sql: Path | None = Field(
        default=None, description="编译好的指标查询放在哪里；默认在数据文件夹里，几个数据文件夹可以共用一处"
    )
    demo_scale: float = Field(
        default=1.0, ge=0.02, le=50, description="设置向导里示范县条目数量的倍数，1 约为两万四千条"
    )
    watch: Path | None = Field(
        default=None, description="监看的文件夹：放进去的文件由 bihuan serve 自动入库；不设就不监看"
    )
    packs: Path | None = Field(default=None, description="行业包所在文件夹；默认用随程序带的")

    @classmethod
    def from_environment(cls) -> "BihuanSettings":
        """Read ``BIHUAN_*``; an unusable value stops the start with its name."""
        given = {
            name: os.environ[f"BIHUAN_{name.upper()}"]
            for name in cls.model_fields
            if os.environ.get(f"BIHUAN_{name.upper()}")
        }
        return cls.model_validate(given)

    def django_database(self) -> dict[str, object]:
        """Django's DATABASES entry. SQLite: rollback journal, FULL, BEGIN IMMEDIATE (see docs/adr/0003)."""
        if self.database == "sqlite":
            return {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": self.dir / "bihuan.sqlite3",
                "OPTIONS": {
                    "timeout": 60,
                    "transaction_mode": "IMMEDIATE",
                    "init_command": (
                        "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                        f"PRAGMA cache_spill={SPILL_PAGES};"
                    ),
                },
            }
        parts = urlsplit(self.database)
        socket = parse_qs(parts.query).get("host")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": socket[0] if socket else unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }


def secret_key(folder: Path) -> str:
    """The data folder's own key, made once; before the folder is initialised, one for this process alone."""
    file = folder / "secret_key"
    if file.is_file():
        return file.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(48)
    if (folder / "bihuan.json").is_file():
        file.touch(mode=0o600)
        file.write_text(key, encoding="ascii")
    return key


BIHUAN = BihuanSettings.from_environment()

DEBUG = BIHUAN.debug
SECRET_KEY = secret_key(BIHUAN.dir)
ALLOWED_HOSTS = BIHUAN.hosts.split(",")
DATABASES = {"default": BIHUAN.django_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "treebeard",
    "ninja",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "bihuan.apps.units",
    "bihuan.apps.calendars",
    "bihuan.apps.ledgers",
    "bihuan.apps.people",
    "bihuan.apps.figures",
    "bihuan.apps.drafts",
    "bihuan.apps.tracking",
    "bihuan.apps.notices",
    "bihuan.apps.library",
    "bihuan.apps.hooks",
    "bihuan.apps.boards",
    "bihuan.apps.homes",
    "bihuan.apps.programs",
    "bihuan.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bihuan.web.api.gate.ApiGate",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bihuan.web.acting.ActorMiddleware",
]
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "login"
SESSION_ENGINE = "bihuan.apps.people.sessions"
SESSION_COOKIE_NAME = "bihuan"
SESSION_COOKIE_AGE = 24 * 3600  # the policy ends sessions earlier: idle, and in all
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BIHUAN.https
CSRF_COOKIE_NAME = "bihuan_csrf"
CSRF_COOKIE_HTTPONLY = True
OTP_TOTP_ISSUER = "闭环"
ROOT_URLCONF = "bihuan.web.urls"
WSGI_APPLICATION = "bihuan.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "bihuan.web.shell.shell",
            ]
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
