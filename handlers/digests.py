"""An edition that this process claimed in; its messages in the channel, each once, out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from desk.answers import Delivery
from desk.errors import ArchiveBusy, BadRequest, NotAllowed
from desk.requests import Asker, Subscribe
from handlers.blocks import digest, orders, subscriptions
from handlers.blocks.fitting import Message
from handlers.keeping import keep
from handlers.orders import write_order
from handlers.replies import post, refused_entry

if TYPE_CHECKING:
    from desk.desk import Desk

_log = logging.getLogger("parallax.digests")

LONGEST = 1_800  # characters of an order as a line: it travels in buttons and forms
RECORDINGS = 4  # attempts to record what was posted
LOOK_BACK = 200  # messages of the channel in which an edition posted by another is looked for


def deliver(client: WebClient, desk: Desk, delivery: Delivery) -> bool:
    """Post the headline, then its thread; tell the desk after each. Whether all is posted.

    What another process posted before it died is found again and not posted twice. A failure is
    recorded; the desk hands the edition out again when its lease has ended.
    """
    try:
        ts = delivery.ts or _headline(client, delivery)
        _record(desk, delivery, ts, delivery.parts)
        _keep(desk, delivery, None, ts, digest.render(delivery.digest, delivery.slot))
        parts = digest.thread(delivery.digest, delivery.slot)
        there = _posted_parts(client, delivery, ts) if delivery.taken_over else frozenset()
        for number, part in enumerate(parts):
            if number < delivery.parts or _slot(part) in there:
                continue
            there_ts = post(client, delivery.channel, part, ts)
            _record(desk, delivery, ts, number + 1)
            _keep(desk, delivery, ts, there_ts, part)
        desk.digests.delivered(delivery, ts)
    except (SlackClientError, OSError) as error:
        why = _why(error)
        _log.warning("edition not posted slot=%s why=%s", delivery.slot, why)
        desk.digests.failed(delivery, why)
        return False
    _log.info("edition posted slot=%s channel=%s", delivery.slot, delivery.channel)
    return True


def propose(desk: Desk, asker: Asker, order: Subscribe) -> Message:
    """What would come, to be confirmed: nothing is set up yet.

    Raises BadRequest where the order is too long to be carried on.
    """
    if len(write_order(order)) > LONGEST:
        raise BadRequest("That is too much for one digest: leave out some words, or make two.")
    return orders.proposal(order, desk.digests.preview(asker, order))


def set_up(client: WebClient, desk: Desk, asker: Asker, order: Subscribe) -> Message:
    """Subscribe, and tell the channel who did: so it is known at once whether the bot may post.

    Raises NotAllowed, with nothing subscribed, where it may not.
    """
    preview = desk.digests.preview(asker, order)
    view, new = desk.digests.set_up(asker, order)
    if new and not order.channel.startswith("D"):
        try:
            post(client, order.channel, subscriptions.announce(view, asker.person))
        except SlackApiError as error:
            desk.digests.unsubscribe(asker, view.id)
            if not refused_entry(error):
                raise
            raise NotAllowed(
                "I am not in this channel and could not post there. Type /invite and my name "
                "here, then subscribe again."
            ) from error
    return subscriptions.confirm(view, preview)


def _keep(desk: Desk, delivery: Delivery, thread: str | None, ts: str, message: Message) -> None:
    """Known from now on, so that it is edited when what it tells changes."""
    reader = Asker(delivery.workspace, "", delivery.digest.zone)
    for _ in range(RECORDINGS):
        try:
            return keep(desk, reader, delivery.channel, thread, ts, message, delivery.id)
        except ArchiveBusy:
            _log.warning("message not remembered yet slot=%s", delivery.slot)
    return None


def _record(desk: Desk, delivery: Delivery, ts: str, parts: int) -> None:
    """What is posted must be known: a busy archive is asked again, each time for its full wait."""
    for attempt in range(RECORDINGS):
        try:
            return desk.digests.posted(delivery, ts, parts=parts)
        except ArchiveBusy:
            if attempt == RECORDINGS - 1:
                raise


def _headline(client: WebClient, delivery: Delivery) -> str:
    """Its ts: found where a process that died had posted it, else posted now."""
    if delivery.taken_over:
        for ts, slot in _slots(client, delivery.channel):
            if slot == delivery.slot:
                return ts
    return post(client, delivery.channel, digest.render(delivery.digest, delivery.slot))


def _posted_parts(client: WebClient, delivery: Delivery, ts: str) -> frozenset[str]:
    """Slots of the thread's messages that stand already."""
    return frozenset(slot for _, slot in _slots(client, delivery.channel, ts))


def _slots(client: WebClient, channel: str, thread: str = "") -> Iterator[tuple[str, str]]:
    """(ts, slot) of editions in a channel or thread; nothing where Slack does not let us look.

    Reading a channel's history needs a scope that we do not ask for: then the ts and the number
    of parts that the desk recorded have to do.
    """
    try:
        if thread:
            answer = client.conversations_replies(
                channel=channel, ts=thread, limit=LOOK_BACK, include_all_metadata=True
            )
        else:
            answer = client.conversations_history(
                channel=channel, limit=LOOK_BACK, include_all_metadata=True
            )
    except SlackApiError as error:
        _log.info("history not readable channel=%s why=%s", channel, error.response.get("error"))
        return
    for message in answer.get("messages") or ():
        slot = digest.slot_of(message.get("metadata"))
        if slot is not None:
            yield str(message["ts"]), slot


def _slot(message: Message) -> str:
    return digest.slot_of(message.metadata) or ""


def _why(error: Exception) -> str:
    if isinstance(error, SlackApiError):
        return str(error.response.get("error") or error)
    return f"{type(error).__name__}: {error}"
