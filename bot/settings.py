"""The environment and .env in; every setting of the process, out. Read once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from desk.errors import ParallaxError

#: Every variable, what it means and what holds where it is not set: .env.example names the same.
VARIABLES = {
    "SLACK_BOT_TOKEN": "xoxb-… of the app; empty: the local Slack",
    "SLACK_APP_TOKEN": "xapp-… with connections:write, for Socket Mode",
    "SLACK_SIGNING_SECRET": "for HTTP mode only",
    "SLACK_CLIENT_ID": "for several workspaces: of the app's Basic Information",
    "SLACK_CLIENT_SECRET": "the same",
    "PARALLAX_TOKEN_KEY": "seals the tokens of several workspaces; a new one before old ones",
    "PARALLAX_PUBLIC_URL": "where browsers reach the bot, for several workspaces",
    "PARALLAX_SLACK_URL": "base URL of the Web API; another for an emulator",
    "PARALLAX_DATABASE": "an SQLAlchemy address, or a path of an SQLite file",
    "PARALLAX_WORKSPACE": "whose articles are seen; one name for one newsroom",
    "PARALLAX_ZONE": "time zone of people whose own Slack does not tell",
    "PARALLAX_HOST": "the address on which HTTP mode listens",
    "PARALLAX_PORT": "where HTTP mode listens",
    "PARALLAX_SANDBOX_PORT": "where the local Slack listens",
    "PARALLAX_NOW": "a time with its zone at which the clock starts; empty: the present",
    "PARALLAX_KEEP_TEXT_DAYS": "days after which only what is cited of a text is kept; empty: all",
    "PARALLAX_ADMINS": "ids of people who may forget articles, beside admins and owners",
    "PARALLAX_LOG": "debug, info, warning or error",
}

SLACK = "https://slack.com/api/"
LOG_LEVELS = ("debug", "info", "warning", "error")


class BadSetting(ParallaxError):
    """A variable whose value cannot be used; the sentence names it and says what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says."""

    bot_token: str
    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str
    token_keys: tuple[str, ...]
    public_url: str
    slack_url: str
    database: str
    workspace: str
    zone: str
    host: str
    port: int
    sandbox_port: int
    now: datetime | None  # aware
    log: str
    keep_text_days: int | None = None
    admins: frozenset[str] = frozenset()

    @property
    def has_slack(self) -> bool:
        """Whether a token for some Slack is set; without one the local Slack is started."""
        return bool(self.bot_token) or self.has_oauth

    @property
    def has_oauth(self) -> bool:
        """Whether workspaces install the bot themselves: no token is set, but the app's id is."""
        return bool(self.client_id) and not self.bot_token


def load(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """From the environment, then from `.env` in `folder` (the current one) for what it lacks.

    Raises BadSetting.
    """
    given = dict(os.environ if environment is None else environment)
    file = (folder or Path.cwd()) / ".env"
    if file.is_file():
        from dotenv import dotenv_values

        given = {key: value or "" for key, value in dotenv_values(file).items()} | given
    values = {name: given.get(name, "").strip() for name in VARIABLES}
    return Settings(
        bot_token=values["SLACK_BOT_TOKEN"],
        app_token=values["SLACK_APP_TOKEN"],
        signing_secret=values["SLACK_SIGNING_SECRET"],
        client_id=values["SLACK_CLIENT_ID"],
        client_secret=values["SLACK_CLIENT_SECRET"],
        token_keys=tuple(values["PARALLAX_TOKEN_KEY"].replace(",", " ").split()),
        public_url=_public(values["PARALLAX_PUBLIC_URL"]),
        slack_url=_url("PARALLAX_SLACK_URL", values["PARALLAX_SLACK_URL"] or SLACK),
        database=values["PARALLAX_DATABASE"] or "var/parallax.sqlite3",
        workspace=values["PARALLAX_WORKSPACE"] or "newsroom",
        zone=_zone("PARALLAX_ZONE", values["PARALLAX_ZONE"] or "UTC"),
        host=values["PARALLAX_HOST"] or "127.0.0.1",
        port=_port("PARALLAX_PORT", values["PARALLAX_PORT"] or "3000"),
        sandbox_port=_port("PARALLAX_SANDBOX_PORT", values["PARALLAX_SANDBOX_PORT"] or "3999"),
        now=_moment("PARALLAX_NOW", values["PARALLAX_NOW"]),
        log=_level("PARALLAX_LOG", values["PARALLAX_LOG"] or "info"),
        keep_text_days=_days("PARALLAX_KEEP_TEXT_DAYS", values["PARALLAX_KEEP_TEXT_DAYS"]),
        admins=frozenset(values["PARALLAX_ADMINS"].replace(",", " ").split()),
    )


def _public(value: str) -> str:
    return _url("PARALLAX_PUBLIC_URL", value).rstrip("/") if value else ""


def _url(name: str, value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise BadSetting(f"{name} must begin with http:// or https://, not {value}.")
    return value if value.endswith("/") else value + "/"


def _zone(name: str, value: str) -> str:
    if value not in available_timezones():
        raise BadSetting(f"{name} is no time zone: {value}. Write one such as Europe/London.")
    return value


def _port(name: str, value: str) -> int:
    if not value.isdigit() or not 0 < int(value) < 65_536:
        raise BadSetting(f"{name} must be a port between 1 and 65535, not {value}.")
    return int(value)


def _days(name: str, value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 100_000):
        raise BadSetting(f"{name} must be a number of days, 1 or more, not {value}.")
    return int(value)


def _moment(name: str, value: str) -> datetime | None:
    """An ISO time; a zone name may follow it: "2025-04-15T09:00 America/New_York"."""
    if not value:
        return None
    text, _, zone = value.partition(" ")
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(
            f"{name} is no time: {value}. Write one such as 2025-04-15T09:00:00-04:00."
        ) from None
    if zone:
        return found.replace(tzinfo=ZoneInfo(_zone(name, zone)))
    if found.tzinfo is None:
        raise BadSetting(f"{name} needs its zone: 2025-04-15T09:00:00-04:00, not {value}.")
    return found


def _level(name: str, value: str) -> str:
    if value.lower() not in LOG_LEVELS:
        raise BadSetting(f"{name} must be one of {', '.join(LOG_LEVELS)}, not {value}.")
    return value.lower()
