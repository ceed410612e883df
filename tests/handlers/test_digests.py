"""An edition that was claimed is posted once, whatever happens in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk.answers import Delivery, Digest, DigestStory, DiscrepancyView, SourceCount, StoryView
from handlers.app import make_client
from handlers.digests import deliver
from sandbox.testing import BOT_TOKEN, Sandbox, SeenMessage

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
STORY = StoryView(7, "A meeting", 5, 4, None, None, ())
COUNT = SourceCount(5, 4, ())


@dataclass
class Ledger:
    """What the desk is told about editions; `fails_after` calls the process dies."""

    told: list[tuple[str, Any]] = field(default_factory=list)
    dies_after: int | None = None
    kept: list[Any] = field(default_factory=list)

    @property
    def digests(self) -> Ledger:
        """The counter that is told."""
        return self

    @property
    def postings(self) -> Ledger:
        """The counter that remembers messages."""
        return self

    def keep(self, asker: object, posting: Any, views: object) -> None:
        self.kept.append(posting)

    def posted(self, delivery: Delivery, ts: str, parts: int) -> None:
        self._tell("posted", (ts, parts))

    def delivered(self, delivery: Delivery, ts: str) -> None:
        self._tell("delivered", ts)

    def failed(self, delivery: Delivery, why: str) -> None:
        self.told.append(("failed", why))

    def _tell(self, what: str, value: Any) -> None:
        if self.dies_after == len(self.told):
            raise KeyboardInterrupt
        self.told.append((what, value))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(MANIFEST) as sandbox:
        yield sandbox


@pytest.fixture
def edition(desk: Any) -> Delivery:
    conflict: DiscrepancyView = desk.conflict
    items = tuple(replace(conflict, id=id) for id in (12, 13, 14))
    digest = Digest(date(2025, 4, 15), "Europe/London", "", (DigestStory(STORY, COUNT, items, 2),))
    return Delivery(
        id=1,
        subscription=1,
        workspace="newsroom",
        channel="C0NEWSROOM",
        slot="1:2025-04-15",
        digest=digest,
        taken_over=False,
        ts=None,
        parts=0,
    )


def post(sandbox: Sandbox, ledger: Ledger, delivery: Delivery) -> bool:
    client = make_client(BOT_TOKEN, sandbox.api_url)
    return deliver(client, ledger, delivery)  # type: ignore[arg-type]


def headlines(sandbox: Sandbox) -> list[SeenMessage]:
    return [one for one in sandbox.messages() if "Differences in the coverage" in one.plain]


def test_an_edition_is_one_headline_message_with_the_sources_in_its_thread(
    sandbox: Sandbox, edition: Delivery
) -> None:
    ledger = Ledger()
    assert post(sandbox, ledger, edition)
    (headline,) = headlines(sandbox)
    assert "5 new differences in 1 story" in headline.plain
    assert headline.metadata is not None
    assert headline.metadata["event_payload"] == {"slot": "1:2025-04-15"}
    _, *cards = sandbox.thread(headline)
    assert len(cards) == 3
    assert all("The Post" in card.plain and "The Star" in card.plain for card in cards)
    assert ledger.told[-1] == ("delivered", headline.ts)
    assert [one.ts for one in ledger.kept] == [headline.ts, *(card.ts for card in cards)]
    assert [value for what, value in ledger.told if what == "posted"][-1] == (headline.ts, 3)


def test_a_process_that_dies_in_the_thread_is_followed_by_one_that_goes_on(
    sandbox: Sandbox, edition: Delivery
) -> None:
    dying = Ledger(dies_after=2)
    with pytest.raises(KeyboardInterrupt):
        post(sandbox, dying, edition)
    ts, parts = dying.told[-1][1]
    post(sandbox, Ledger(), replace(edition, taken_over=True, ts=ts, parts=parts + 1))
    assert len(headlines(sandbox)) == 1
    assert len(sandbox.thread(headlines(sandbox)[0])) == 4


def test_what_slack_refuses_is_recorded_and_not_called_delivered(
    sandbox: Sandbox, edition: Delivery
) -> None:
    ledger = Ledger()
    assert not post(sandbox, ledger, replace(edition, channel="G0EDITORS"))
    assert ledger.told == [("failed", "channel_not_found")]


def test_an_outage_is_recorded_and_tried_again_later(sandbox: Sandbox, edition: Delivery) -> None:
    ledger = Ledger()
    sandbox.outage(calls=1)
    assert not post(sandbox, ledger, edition)
    assert not headlines(sandbox)
    assert post(sandbox, ledger, replace(edition, taken_over=True))
    assert len(headlines(sandbox)) == 1


def test_a_server_error_in_the_thread_leaves_the_headline_alone(
    sandbox: Sandbox, edition: Delivery
) -> None:
    ledger = Ledger()
    sandbox.slow("chat.postMessage", seconds=0)
    sandbox.fail("chat.postMessage", status=500)
    assert not post(sandbox, ledger, edition)
    ts, parts = ledger.told[0][1]
    assert post(sandbox, ledger, replace(edition, taken_over=True, ts=ts, parts=parts))
    assert len(headlines(sandbox)) == 1
    assert len(sandbox.thread(headlines(sandbox)[0])) == 4


def test_a_reader_of_history_finds_the_headline_that_nobody_recorded(
    sandbox_with_history: Sandbox, edition: Delivery
) -> None:
    with pytest.raises(KeyboardInterrupt):
        post(sandbox_with_history, Ledger(dies_after=0), edition)
    post(sandbox_with_history, Ledger(), replace(edition, taken_over=True))
    assert len(headlines(sandbox_with_history)) == 1


@pytest.fixture
def sandbox_with_history() -> Iterator[Sandbox]:
    """A workspace that granted the bot a scope it does not ask for."""
    import yaml

    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].append("channels:history")
    with Sandbox(manifest) as sandbox:
        yield sandbox


def test_a_post_that_slack_puts_off_is_made_when_it_says(
    sandbox: Sandbox, edition: Delivery
) -> None:
    sandbox.fail("chat.postMessage", status=429, retry_after=0)
    assert post(sandbox, Ledger(), edition)
    assert len(headlines(sandbox)) == 1


def test_a_post_that_slack_puts_off_for_an_hour_is_left_to_a_later_attempt(
    sandbox: Sandbox, edition: Delivery
) -> None:
    ledger = Ledger()
    sandbox.fail("chat.postMessage", status=429, retry_after=3600)
    assert not post(sandbox, ledger, edition)
    assert ledger.told == [("failed", "ratelimited")]
