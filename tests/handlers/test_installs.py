"""Several workspaces: installed by OAuth, each with its own articles, its token sealed."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier
from spacy.language import Language

from bot.doctor import check_tokens
from bot.installing import check, make_bot
from bot.settings import BadSetting, Settings, load
from desk.desk import Desk
from desk.requests import Asker
from desk.sealing import Seal, Unsealable, new_key
from extraction.reading import read_articles
from handlers.installs import INSTALL_PATH, REDIRECT_PATH, Installs
from handlers.reception import Reception
from handlers.replies import place_of
from sandbox.credentials import CLIENT_ID, CLIENT_SECRET
from sandbox.people import TEAM
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox
from tests.handlers.mill import MANIFEST, MORNING, coverage
from tests.store.archives import fresh_archive

PUBLIC = "http://parallax.example"
OTHER = "T0OTHER"
KEY = new_key()


@dataclass
class Clock:
    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Office:
    """The bot as it serves several workspaces, and a browser to install it with."""

    app: App
    desk: Desk
    reception: Reception
    installs: Installs
    slack: Sandbox
    clock: Clock
    archive: Path

    def get(self, path: str, query: str = "", cookie: str = "") -> Any:
        """A page of the bot."""
        flow = self.app.oauth_flow
        assert flow is not None
        request = BoltRequest(body="", query=query, headers={"cookie": [cookie]})
        return (flow.handle_installation if path == INSTALL_PATH else flow.handle_callback)(request)

    def begin(self) -> tuple[str, str]:
        """The address of Slack's page, and the cookie of the browser."""
        page = self.get(INSTALL_PATH)
        found = re.search(r'href="([^"]+authorize[^"]+)"', page.body)
        assert found is not None
        return html.unescape(found[1]), page.headers["set-cookie"][0].split(";")[0]

    def install(self) -> Any:
        """All of it, by the links that a person presses."""
        address, cookie = self.begin()
        back = self.allow(address)
        return self.get(REDIRECT_PATH, urlsplit(back).query, cookie)

    def allow(self, address: str, word: str = "Allow") -> str:
        """What the link on Slack's page leads back to."""
        with urllib.request.urlopen(address) as answer:  # the sandbox, on loopback
            text = answer.read().decode()
        found = re.search(rf'<a href="([^"]+)">{word}</a>', text)
        assert found is not None
        return html.unescape(found[1])

    def command(self, text: str, team: str) -> str:
        """What /who-said answers to somebody of a workspace, as Slack would show it."""
        told: list[str] = []
        fields = {
            "command": "/who-said", "text": text, "team_id": team, "user_id": "U0DANA",
            "channel_id": "D0DANA", "trigger_id": "1.1",
        }  # fmt: skip
        body = urlencode(fields)
        stamp = str(int(datetime.now().timestamp()))  # noqa: DTZ005  # what Bolt compares it with
        signed = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=stamp, body=body)
        headers = {
            "x-slack-request-timestamp": [stamp],
            "x-slack-signature": [str(signed)],
            "content-type": ["application/x-www-form-urlencoded"],
        }
        answer = self.app.dispatch(BoltRequest(body=body, headers=headers))
        told.append(f"{answer.status} {answer.body}")
        return "\n".join(told)


@pytest.fixture
def office(nlp: Language, tmp_path: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        archive = stack.enter_context(fresh_archive("sqlite", tmp_path))
        clock = Clock()
        desk = Desk(archive, lambda items: read_articles(nlp, items), clock)
        slack = stack.enter_context(Sandbox(MANIFEST, bot=None, start=MORNING))
        settings = replace(
            load({}, tmp_path),
            signing_secret=SIGNING_SECRET,
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            token_keys=(KEY,),
            public_url=PUBLIC,
            slack_url=slack.api_url,
        )
        app, reception, installs = make_bot(desk, settings, clock)
        yield Office(app, desk, reception, installs, slack, clock, tmp_path)


def test_a_workspace_is_installed_by_two_links(office: Office) -> None:
    address, _ = office.begin()
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == [f"{PUBLIC}{REDIRECT_PATH}"]
    assert "files:read" in asked["scope"][0].split(",")
    assert office.install().status == 200
    assert office.desk.installations.workspaces() == (TEAM,)
    bot = office.installs.find_bot(enterprise_id=None, team_id=TEAM)
    assert bot is not None
    assert bot.bot_token == BOT_TOKEN


def test_whoever_installs_it_is_welcomed_with_three_ways_to_begin(office: Office) -> None:
    office.install()
    welcome = office.slack.direct_messages()[-1]
    assert {"Try an example", "Index a link", "Subscribe a digest"} <= set(welcome.buttons)


def test_no_token_stands_in_the_archive_in_plain_text(office: Office) -> None:
    office.install()
    held = b"".join(path.read_bytes() for path in office.archive.rglob("*") if path.is_file())
    assert TEAM.encode() in held
    assert BOT_TOKEN.encode() not in held


def test_a_state_is_good_once_in_one_browser_for_ten_minutes(office: Office) -> None:
    address, cookie = office.begin()
    back = urlsplit(office.allow(address)).query
    assert office.get(REDIRECT_PATH, back, "").status == 400  # another browser
    assert not office.desk.installations.workspaces()
    assert office.get(REDIRECT_PATH, back, cookie).status == 200
    assert office.get(REDIRECT_PATH, back, cookie).status == 401  # again
    late, its_cookie = office.begin()
    query = urlsplit(office.allow(late)).query
    office.clock.at += timedelta(minutes=11)
    assert office.get(REDIRECT_PATH, query, its_cookie).status == 401


def test_a_used_state_written_in_another_way_is_used_all_the_same(office: Office) -> None:
    address, cookie = office.begin()
    back = urlsplit(office.allow(address)).query
    assert office.get(REDIRECT_PATH, back, cookie).status == 200
    state = parse_qs(back)["state"][0]
    again = urlencode({"code": parse_qs(back)["code"][0], "state": f"{state}."})
    assert office.get(REDIRECT_PATH, again, f"slack-app-oauth-state={state}.").status == 401


def test_a_state_of_our_own_making_is_refused(office: Office) -> None:
    forged = Seal([new_key()]).seal(b"x" * 16, MORNING).decode()
    cookie = f"slack-app-oauth-state={forged}"
    query = urlencode({"code": "sandbox-code", "state": forged})
    assert office.get(REDIRECT_PATH, query, cookie).status == 401
    assert not office.desk.installations.workspaces()


def test_who_cancels_or_brings_a_wrong_code_installs_nothing(office: Office) -> None:
    address, cookie = office.begin()
    cancelled = office.get(REDIRECT_PATH, urlsplit(office.allow(address, "Cancel")).query, cookie)
    assert "cancelled" in cancelled.body
    state = parse_qs(urlsplit(address).query)["state"][0]
    wrong = urlencode({"code": "<script>", "state": state})
    refused = office.get(REDIRECT_PATH, wrong, cookie)
    assert refused.status == 401
    assert "<script>" not in refused.body
    assert not office.desk.installations.workspaces()


def test_each_workspace_sees_its_own_articles_only(office: Office) -> None:
    office.install()
    office.desk.index(Asker(OTHER), coverage())
    fields = {"team_id": TEAM, "user_id": "U0DANA", "channel_id": "D0DANA", "command": "/who-said"}
    here = office.reception.workspace_of(place_of(fields).team)
    there = office.reception.workspace_of(place_of({**fields, "team_id": OTHER}).team)
    assert (here, there) == (TEAM, OTHER)
    assert not office.desk.stories(Asker(here))
    assert len(office.desk.stories(Asker(there))) == 2


def test_a_workspace_that_did_not_install_it_is_not_served(office: Office) -> None:
    office.install()
    assert office.command("doors", TEAM).startswith("200")
    assert "Install it again" in office.command("doors", OTHER)


def test_a_deleted_installation_is_served_no_more(office: Office) -> None:
    office.install()
    assert office.installs.of(TEAM) is not None
    assert office.desk.installations.remove(TEAM)
    assert office.installs.of(TEAM) is None
    assert "Install it again" in office.command("doors", TEAM)


def test_an_old_key_still_opens_and_a_lost_one_does_not(office: Office) -> None:
    office.install()
    stored = office.desk.installations.find(TEAM)
    assert stored is not None
    rotated = Seal([new_key(), KEY])
    assert BOT_TOKEN.encode() in rotated.open(stored.secret)
    with pytest.raises(Unsealable):
        Seal([new_key()]).open(stored.secret)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({}, "parallax run --http"),
        ({"client_secret": ""}, "SLACK_CLIENT_SECRET"),
        ({"signing_secret": ""}, "SLACK_SIGNING_SECRET"),
        ({"token_keys": ()}, "PARALLAX_TOKEN_KEY"),
        ({"token_keys": ("short",)}, "PARALLAX_TOKEN_KEY"),
    ],
)
def test_what_several_workspaces_lack_is_said(
    changed: Mapping[str, Any], words: str, tmp_path: Path
) -> None:
    whole: Settings = replace(
        load({}, tmp_path),
        client_id=CLIENT_ID,
        client_secret="x",
        signing_secret="x",
        token_keys=(KEY,),
    )
    with pytest.raises(BadSetting, match=words):
        check(replace(whole, **changed), http=bool(changed))


def test_the_sandbox_refuses_an_app_that_it_does_not_know(office: Office) -> None:
    address, _ = office.begin()
    with pytest.raises(urllib.error.HTTPError):
        office.allow(address.replace(f"client_id={CLIENT_ID}", "client_id=9.9"))


def test_the_doctor_says_what_several_workspaces_lack(tmp_path: Path) -> None:
    lacking = replace(load({}, tmp_path), client_id=CLIENT_ID)
    with pytest.raises(BadSetting, match="SLACK_CLIENT_SECRET"):
        check_tokens(lacking)
    whole = replace(lacking, client_secret="x", signing_secret="x", token_keys=(KEY,))
    assert "each workspace" in check_tokens(whole)
