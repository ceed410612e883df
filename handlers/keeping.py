"""Messages that show discrepancies: remembered when they are posted, edited when what they tell
changes, their threads told once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace as changed
from typing import TYPE_CHECKING, Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from desk.answers import DiscrepanciesAnswer, Page
from desk.errors import ParallaxError
from desk.postings import Change, Posting, Renewal
from desk.requests import Asker
from handlers.blocks import digest, discrepancies, tidings
from handlers.blocks.fitting import Message
from handlers.blocks.notices import sentence
from handlers.replies import Place, post, refused_entry, reply, share, update

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.keeping")

FORGOTTEN = "What this message showed was forgotten, with the article that it came from."
#: What Slack says of a message that can never be edited again.
_GONE = ("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive")


def reply_and_keep(
    client: WebClient, desk: Desk, asker: Asker, place: Place, message: Message
) -> None:
    """Answer where it belongs; what all can see is kept up to date from then on."""
    ts = reply(client, place, message)
    if ts is not None:
        keep(desk, asker, place.channel, place.thread, ts, message)


def share_and_keep(
    client: WebClient, desk: Desk, asker: Asker, place: Place, message: Message
) -> None:
    """For everybody in the channel; kept up to date where the bot may post by itself."""
    ts = share(client, place, message)
    if ts is not None:
        keep(desk, asker, place.channel, place.thread, ts, message)


def keep(
    desk: Desk,
    asker: Asker,
    channel: str,
    thread: str | None,
    ts: str,
    message: Message,
    delivery: int | None = None,
) -> None:
    """Remember a message that stands in Slack, if it shows discrepancies."""
    held = message.holding
    if held is None or not channel or not (held.views or held.form == "digest"):
        return
    posting = Posting(channel, ts, thread, held.form, held.shape, delivery)
    desk.postings.keep(asker, posting, held.views)


def renew_due(client_of: Callable[[str], WebClient | None], desk: Desk) -> int:
    """Edit what no longer tells what holds, in all workspaces; how many messages it was.

    `client_of` gives the client of a workspace, None where the bot is no longer installed.
    """
    try:
        renewals = desk.postings.claim_outdated()
        return sum(_renew(client_of(one.workspace), desk, one) for one in renewals)
    except ParallaxError as error:
        _log.warning("messages not renewed why=%s", error)
        return 0


def renew_about(client: WebClient, desk: Desk, asker: Asker, discrepancy: int) -> None:
    """Edit the messages that show this discrepancy, now: somebody has just decided about it.

    What a busy archive does not let through is left to `renew_due`.
    """
    try:
        for renewal in desk.postings.claim_about(asker, discrepancy):
            _renew(client, desk, renewal)
    except ParallaxError as error:
        _log.warning("messages left to the schedule why=%s", error)


def _renew(client: WebClient | None, desk: Desk, renewal: Renewal) -> bool:
    """Edit one message and tell its thread; whether Slack took it."""
    posting = renewal.posting
    if client is None:
        desk.postings.not_renewed(renewal, gone=True)
        return False
    try:
        update(client, posting.channel, posting.ts, rendered(renewal))
    except (SlackClientError, OSError) as error:
        gone = isinstance(error, SlackApiError) and (
            refused_entry(error) or error.response.get("error") in _GONE
        )
        desk.postings.not_renewed(renewal, gone=gone)
        _log.info("message not edited channel=%s gone=%s", posting.channel, gone)
        return False
    for change in renewal.changes:
        tell(client, desk, renewal.workspace, _thread(posting), change)
    desk.postings.renewed(renewal)
    return True


def tell(
    client: WebClient,
    desk: Desk,
    workspace: str,
    thread: tuple[str, str],
    change: Change,
    message: Message | None = None,
) -> None:
    """Tell a thread (channel, ts) of a change, unless it has been told or is being told."""
    channel, ts = thread
    if not desk.postings.tell(workspace, channel, ts, change):
        return
    try:
        post(client, channel, message or tidings.render(change), ts)
    except (SlackClientError, OSError) as error:
        desk.postings.not_told(workspace, channel, ts, change)
        _log.info("thread not told channel=%s why=%s", channel, type(error).__name__)


def _thread(posting: Posting) -> tuple[str, str]:
    return posting.channel, posting.thread or posting.ts


def rendered(renewal: Renewal) -> Message:
    """The message as it is to be now."""
    shape: dict[str, Any] = dict(renewal.posting.shape)  # Any: JSON
    views = renewal.views
    zone = str(shape.get("zone") or "UTC")
    if renewal.posting.form == "digest" and renewal.digest is not None:
        return digest.render(renewal.digest, str(shape.get("slot", "")))
    if not views:
        return sentence(FORGOTTEN)
    if renewal.posting.form == "card":
        return discrepancies.card(views[0], zone=zone, shared_by=str(shape.get("by", "")))
    number, pages, total = (int(value) for value in shape["page"])
    # Older ones have two.
    found = [*(int(value) for value in shape["found"]), 0, 0, 0]
    hard, soft, edited, among, unnamed = found[:5]
    page = Page(number, pages, total)
    answer = DiscrepanciesAnswer(
        str(shape["topic"]), views, page, hard, soft, edited, among, bool(unnamed)
    )
    before, after = (str(line) for line in shape["turn"])
    shown = discrepancies.render(
        answer,
        str(shape["line"]),
        (before, after),
        shared_by=str(shape.get("by", "")),
        zone=zone,
    )
    return changed(shown, holding=None)
