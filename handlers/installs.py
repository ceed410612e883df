"""Several workspaces: the installations that Bolt saves and finds, sealed in the archive.

State is a sealed nonce: it is good for ten minutes, once, and in the browser that began.
"""

from __future__ import annotations

import hashlib
import html
import json
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import Logger
from typing import TYPE_CHECKING, Any

from slack_bolt import BoltResponse
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot, Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore

from desk.requests import Asker
from desk.sealing import Seal, Unsealable
from handlers.blocks import onboarding, plain
from handlers.replies import post

if TYPE_CHECKING:
    from desk.desk import Desk

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
STATE_AGE = timedelta(minutes=10)

_log = logging.getLogger("parallax.installs")


@dataclass(frozen=True, slots=True)
class OAuthApp:
    """What Slack knows the app by. `public_url` is where browsers reach the bot, "" for the first
    redirect URL that the app names; `authorize_url` is Slack's page."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...]
    seal: Seal
    authorize_url: str
    public_url: str = ""


class Installs(InstallationStore):
    """Bolt's store over the archive's: one bot token a workspace, no tokens of people."""

    def __init__(
        self, desk: Desk, seal: Seal, make: Callable[[str], WebClient], now: Callable[[], datetime]
    ) -> None:
        """`make` gives a client for a token."""
        self._desk = desk
        self._seal = seal
        self._make = make
        self._now = now
        self._known: dict[str, tuple[bytes, WebClient]] = {}

    @property
    def logger(self) -> Logger:
        """Bolt asks for one."""
        return _log

    def save(self, installation: Installation) -> None:
        """What an installation gave; tokens of people are not asked for and not kept."""
        self.save_bot(installation.to_bot(), installation.user_id)

    def save_bot(self, bot: Bot, person: str = "") -> None:
        """The bot's token and names, sealed."""
        if not bot.team_id:
            raise ValueError("organisation-wide installations are not supported")
        kept = {
            "app_id": bot.app_id,
            "enterprise_id": bot.enterprise_id,
            "bot_token": bot.bot_token,
            "bot_id": bot.bot_id,
            "bot_user_id": bot.bot_user_id,
            "bot_scopes": list(bot.bot_scopes or ()),
        }
        secret = self._seal.seal(json.dumps(kept).encode(), self._now())
        self._desk.installations.keep(bot.team_id, bot.team_name or "", person, secret)
        _log.info("installed team=%s", bot.team_id)

    def find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Of one workspace; None where it is not installed, or sealed with a key that is gone."""
        stored = self._desk.installations.find(team_id or "")
        if stored is None:
            return None
        try:
            kept: dict[str, Any] = json.loads(self._seal.open(stored.secret))
        except Unsealable:
            _log.error("installation cannot be opened: another key team=%s", team_id)
            return None
        return Bot(
            team_id=stored.workspace,
            team_name=stored.name,
            installed_at=stored.installed_at.timestamp(),
            **kept,
        )

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The same as an installation; whoever asks for a person's tokens gets none."""
        bot = self.find_bot(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None:
            return None
        stored = self._desk.installations.find(team_id or "")
        return Installation(
            app_id=bot.app_id,
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            team_name=bot.team_name,
            bot_token=bot.bot_token,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_scopes=bot.bot_scopes,
            user_id=stored.person if stored else "",
            installed_at=bot.installed_at,
        )

    def delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the workspace's token."""
        self._desk.installations.remove(team_id or "")
        self._known.pop(team_id or "", None)

    def delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """No tokens of people are kept: only the whole installation can go."""
        if user_id is None:
            self.delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    def of(self, workspace: str) -> WebClient | None:
        """A client that speaks in the workspace; None where the bot is not installed."""
        stored = self._desk.installations.find(workspace)
        if stored is None:
            return None
        known = self._known.get(workspace)
        if known is None or known[0] != stored.secret:
            bot = self.find_bot(enterprise_id=None, team_id=workspace)
            if bot is None:
                return None
            known = (stored.secret, self._make(bot.bot_token))
            self._known[workspace] = known
        return known[1]


class States(OAuthStateStore):
    """Nothing is kept of a state but, when it is used, that it was."""

    def __init__(self, desk: Desk, seal: Seal, now: Callable[[], datetime]) -> None:
        self._desk = desk
        self._seal = seal
        self._now = now

    @property
    def logger(self) -> Logger:
        """Bolt asks for one."""
        return _log

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """A new one."""
        nonce = secrets.token_bytes(16)
        return self._seal.seal(nonce, self._now()).decode("ascii")

    def consume(self, state: str) -> bool:
        """Whether we issued it within ten minutes, and it is used for the first time."""
        sealed = state.encode("ascii", "replace")
        if not self._seal.is_fresh(sealed, self._now(), STATE_AGE):
            return False
        # One state can be written in many ways: base64 passes over what is no letter of it.
        used = hashlib.sha256(self._seal.open(sealed)).hexdigest()
        return self._desk.first_time("", f"state:{used}")


def oauth_settings(desk: Desk, app: OAuthApp, installs: Installs, states: States) -> OAuthSettings:
    """Bolt's settings for the pages /slack/install and /slack/oauth_redirect."""
    redirect = f"{app.public_url.rstrip('/')}{REDIRECT_PATH}" if app.public_url else None
    return OAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=list(app.scopes),
        user_scopes=[],
        redirect_uri=redirect,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=app.authorize_url,
        installation_store=installs,
        installation_store_bot_only=True,
        state_store=states,
        state_expiration_seconds=int(STATE_AGE.total_seconds()),
        callback_options=CallbackOptions(
            success=lambda args: _installed(desk, installs, args), failure=_failed
        ),
    )


def _installed(desk: Desk, installs: Installs, args: SuccessArgs) -> BoltResponse:
    """A page that says so; the same to the installer in Slack, with three ways to begin."""
    installation = args.installation
    team, person = installation.team_id or "", installation.user_id
    client = installs.of(team)
    if client is not None and person:
        lines = plain.examples(desk.questions.examples(Asker(team, person)))
        try:
            post(client, person, onboarding.welcome(lines[0] if lines else ""))
        except SlackApiError as error:
            _log.warning("installer not welcomed why=%s", error.response.get("error"))
    name = html.escape(installation.team_name or "the workspace")
    return _page(
        200,
        f"Parallax is installed in {name}",
        "Open Slack: Parallax has written to you. Its Home tab has three ways to begin.",
    )


_REASONS = {
    "access_denied": "The installation was cancelled. Nothing was kept.",
    "invalid_browser": "Begin and finish in one browser: this one did not begin.",
    "invalid_state": "That took longer than ten minutes, or the page was opened twice.",
    "invalid_code": "Slack did not take the code. Begin again.",
}


def _failed(args: FailureArgs) -> BoltResponse:
    reason = _REASONS.get(args.reason, "Slack or the archive refused. Begin again.")
    _log.warning("installation failed why=%.40s", args.reason)
    again = f'{html.escape(reason)} <a href="{INSTALL_PATH}">Begin again</a>'
    return _page(args.suggested_status_code, "Parallax is not installed", again, escaped=True)


def _page(status: int, title: str, words: str, *, escaped: bool = False) -> BoltResponse:
    body = words if escaped else html.escape(words)
    page = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head>"
        '<body style="font:1rem/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem">'
        f"<h1>{title}</h1><p>{body}</p></body></html>"
    )
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return BoltResponse(status=status, body=page, headers=headers)
