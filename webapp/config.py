"""Settings, read from the environment and checked at start."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from webapp.domain.email_address import is_address

ROOT = Path(__file__).resolve().parent.parent
KIB = 1024
SESSION_SECONDS = 12 * 3600
"""A session that nobody ended is over after a working day."""


class WrongConfiguration(Exception):
    """A setting is missing or wrong; the message says what to do."""


@dataclass(frozen=True)
class MailServer:
    """Where messages are handed over; `encrypted` from the first byte, or else once the server offers it."""

    host: str
    port: int
    encrypted: bool
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class IdentityProvider:
    """Who proves residents' identity: where its metadata stand (OpenID Discovery), and our own name."""

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True)
class TranslationMachine:
    """A server of LibreTranslate's API: its address, and what it knows us by, if it asks."""

    url: str
    key: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What people know it by."""
        return urlsplit(self.url).hostname or ""


def _home(name: str) -> Path:
    """The folder `name`, inside the installed package or beside it in a checkout."""
    inside = Path(__file__).resolve().parent / name
    return inside if inside.is_dir() else ROOT / name


@dataclass(frozen=True)
class Settings:
    """What can be set, each from the environment variable of the same name in capitals.

    Args:
        secret_key: signs sessions and keys the hashes of receipts. At least 32 characters. Changing it
            makes every receipt unknown.
        database_url: SQLite (default, in ``instance/``) or PostgreSQL.
        base_url: the address that QR codes and links carry, ``https://dialog.example.se``.
        time_zone: where the municipality's days begin and end.
        secure_cookies: off only where the site is served over plain http on this machine.
        rate_storage: where rate limits are kept: memory, or Redis/Valkey for several servers.
        proxies: how many reverse proxies stand in front.
        profiles: a folder with policy profiles of one's own, beside those that come with the product.
        smtp_url: the mail server, ``smtp://user:password@host:587`` or ``smtps://…``. Without it residents
            are not asked for e-mail addresses.
        mail_from: the address that messages come from.
        oidc_metadata: where the e-identity provider's metadata stand, ``https://…/.well-known/openid-configuration``.
            Without it dialogues cannot ask residents to sign in.
        oidc_client_id, oidc_client_secret: what the provider knows this installation by.
        translate_url: a server of LibreTranslate's API, ``https://translate.example.se``. Without it nobody
            is offered drafts made by a machine.
        translate_key: what that server knows this installation by, if it asks.
    """

    secret_key: str
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    time_zone: str = "Europe/Stockholm"
    secure_cookies: bool = True
    rate_storage: str = "memory://"
    proxies: int = 0
    profiles: Path | None = None
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    oidc_metadata: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    translate_url: str = ""
    translate_key: str = field(default="", repr=False)
    testing: bool = False
    templates: Path = field(default_factory=lambda: _home("templates"))
    static: Path = field(default_factory=lambda: _home("static"))
    translations: Path = field(default_factory=lambda: _home("translations"))

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None) -> "Settings":
        """Settings from the environment.

        Raises:
            WrongConfiguration: a value is missing or cannot be right.
        """
        env = dict(os.environ) if environ is None else environ
        base_url = env.get("BASE_URL") or f"http://{env.get('HOST', '127.0.0.1')}:{env.get('PORT', '8000')}"
        settings = cls(
            secret_key=env.get("SECRET_KEY", ""),
            database_url=env.get("DATABASE_URL") or default_database(),
            base_url=base_url.rstrip("/"),
            time_zone=env.get("TIME_ZONE", "Europe/Stockholm"),
            secure_cookies=base_url.startswith("https://"),
            rate_storage=env.get("RATE_STORAGE", "memory://"),
            proxies=_whole(env, "PROXIES"),
            profiles=profiles_folder(env),
            smtp_url=env.get("SMTP_URL", ""),
            mail_from=env.get("MAIL_FROM", ""),
            oidc_metadata=env.get("OIDC_METADATA", ""),
            oidc_client_id=env.get("OIDC_CLIENT_ID", ""),
            oidc_client_secret=env.get("OIDC_CLIENT_SECRET", ""),
            translate_url=env.get("TRANSLATE_URL", "").rstrip("/"),
            translate_key=env.get("TRANSLATE_KEY", ""),
        )
        settings.check()
        return settings

    def check(self) -> None:
        """Refuses settings that would make the service unsafe or broken.

        Raises:
            WrongConfiguration: with one sentence that says what to do.
        """
        if len(self.secret_key) < 32:
            raise WrongConfiguration(
                "Set SECRET_KEY to at least 32 random characters, for example with: "
                "export SECRET_KEY=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')\""
            )
        parts = urlsplit(self.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise WrongConfiguration(
                f"BASE_URL is {self.base_url!r}; set it to the site's own address, such as https://dialog.example.se"
            )
        if self.profiles is not None:
            _refuse_no_folder(self.profiles)
        if self.mail_server and not is_address(self.mail_from):
            raise WrongConfiguration(
                f"MAIL_FROM is {self.mail_from!r}; set it to the address that messages come from, "
                "such as dialog@example.se, or leave out SMTP_URL"
            )
        _ = self.identity_provider, self.translation_machine

    @property
    def mail_server(self) -> MailServer | None:
        """The mail server; None where none is set.

        Raises:
            WrongConfiguration: it cannot be one. The message does not repeat it: it holds a password.
        """
        if not self.smtp_url:
            return None
        parts = _mail_parts(self.smtp_url)
        if parts is None:
            raise WrongConfiguration(
                "SMTP_URL is not the address of a mail server; set it to one, such as "
                "smtp://user:password@host:587 or smtps://user:password@host, or leave it out"
            )
        return MailServer(
            parts.hostname or "",
            parts.port or MAIL_PORTS[parts.scheme],
            parts.scheme == "smtps",
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    @property
    def identity_provider(self) -> IdentityProvider | None:
        """The e-identity provider; None where none is set.

        Raises:
            WrongConfiguration: half of it is set, or its address cannot be trusted.
        """
        given = (self.oidc_metadata, self.oidc_client_id, self.oidc_client_secret)
        if not any(given):
            return None
        if not all(given):
            raise WrongConfiguration(
                "Set all of OIDC_METADATA, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, or none of them"
            )
        parts = urlsplit(self.oidc_metadata)
        if not parts.hostname or not (parts.scheme == "https" or _on_this_machine(parts)):
            raise WrongConfiguration(
                f"OIDC_METADATA is {self.oidc_metadata!r}; set it to an address that begins with https://"
            )
        return IdentityProvider(*given)

    @property
    def translation_machine(self) -> TranslationMachine | None:
        """The server that makes drafts of translations; None where none is set.

        Raises:
            WrongConfiguration: its address cannot be trusted, or there is a key and no address.
        """
        if not (self.translate_url or self.translate_key):
            return None
        if not _is_machine(self.translate_url):
            raise WrongConfiguration(
                f"TRANSLATE_URL is {self.translate_url!r}; set it to the address of a LibreTranslate server "
                "that begins with https://, without user or password, or leave out TRANSLATE_KEY too"
            )
        return TranslationMachine(self.translate_url, self.translate_key)

    def flask(self) -> dict[str, object]:
        """The same settings as Flask's own names for them."""
        return {
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_NAME": "staff",
            "PERMANENT_SESSION_LIFETIME": SESSION_SECONDS,
            "MAX_CONTENT_LENGTH": 2048 * KIB,
            "MAX_FORM_MEMORY_SIZE": 1024 * KIB,
            "MAX_FORM_PARTS": 3000,
            "WTF_CSRF_CHECK_DEFAULT": False,
            "WTF_CSRF_TIME_LIMIT": None,
            "RATELIMIT_STORAGE_URI": self.rate_storage,
            "COMPRESS_ALGORITHM": ["br", "gzip"],
            "COMPRESS_BR_LEVEL": 5,
            "COMPRESS_BR_WINDOW": 18,
            "COMPRESS_MIN_SIZE": 500,
        }


def default_database(name: str = "radslag") -> str:
    return f"sqlite:///{ROOT / 'instance' / f'{name}.sqlite'}"


def profiles_folder(environ: Mapping[str, str] | None = None) -> Path | None:
    """The folder with policy profiles of one's own; None where there is none.

    Raises:
        WrongConfiguration: it is not there.
    """
    named = (os.environ if environ is None else environ).get("PROFILES")
    if not named:
        return None
    _refuse_no_folder(Path(named))
    return Path(named)


def _refuse_no_folder(path: Path) -> None:
    if not path.is_dir():
        raise WrongConfiguration(f"PROFILES is {str(path)!r}; set it to a folder, or leave it out")


def _on_this_machine(parts: SplitResult) -> bool:
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}


def _is_machine(url: str) -> bool:
    try:
        parts = urlsplit(url)
        sound = parts.port != 0 and parts.hostname and (parts.scheme == "https" or _on_this_machine(parts))
    except ValueError:
        return False
    return bool(sound) and not (parts.query or parts.fragment or parts.username or parts.password)


MAIL_PORTS = {"smtp": 587, "smtps": 465}
"""Scheme -> the port that is meant where none is said (RFC 8314)."""


def _mail_parts(url: str) -> SplitResult | None:
    """The parts of a mail server's address; None where it is not one."""
    try:
        parts = urlsplit(url)
        sound = parts.port != 0 and parts.hostname and parts.scheme in MAIL_PORTS
    except ValueError:
        return None
    return parts if sound and parts.path in {"", "/"} and not (parts.query or parts.fragment) else None


def _whole(env: dict[str, str], name: str) -> int:
    raw = env.get(name, "0")
    if not raw.isdigit():
        raise WrongConfiguration(f"{name} is {raw!r}; set it to a whole number, such as 0 or 1")
    return int(raw)
