"""One edition in; the headline message and, for its thread, one message a discrepancy, out."""

from __future__ import annotations

from desk.answers import Digest, DigestStory, DiscrepancyView
from handlers.blocks.discrepancies import (
    card,
    grade,
    kind,
    one_sentence,
    outlets,
    sign,
    value_of,
)
from handlers.blocks.elements import context, count_of, header, name, section, several
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line

EVENT = "parallax_edition"  # the metadata's event type
HEADLINE = 160
LINES = 8  # discrepancies of one story in the headline message; all are in the thread


def render(digest: Digest, slot: str = "") -> Message:
    """The headline message; `slot` goes into its metadata, to be found again on takeover."""
    head = [header(title(digest)), context(_sum(digest))]
    items = [_story(part) for part in digest.stories]
    foot = [context(_closing(digest))]
    message = compose(
        notification(digest),
        head,
        items,
        foot,
        left_out=lambda count: (
            f"{count_of(count, 'more story', 'more stories')} for which there is no room here: "
            "see /discrepancies."
        ),
    )
    return _marked(message, slot)


def thread(digest: Digest, slot: str = "", *, zone: str | None = None) -> tuple[Message, ...]:
    """One card a discrepancy, in the order of the headlines, each with all its sources."""
    return tuple(
        _marked(card(view, zone=zone or digest.zone), f"{slot}:{view.id}" if slot else "")
        for part in digest.stories
        for view in part.items
    )


def title(digest: Digest) -> str:
    """ "Differences in the coverage, Tuesday 15 April 2025"."""
    about = f" of {cut(one_line(digest.topic), 60)}" if digest.topic.strip() else ""
    return (
        f"Differences in the coverage{about}, {digest.day:%A} {digest.day.day} {digest.day:%B %Y}"
    )


def notification(digest: Digest) -> str:
    """How much, and the worst of it."""
    if not digest.stories or not any(part.items for part in digest.stories):
        return f"{title(digest)}: nothing new."
    worst = next(part.items[0] for part in digest.stories if part.items)
    return f"{title(digest)}: {_counts(digest)}. {one_sentence(worst)}"


def slot_of(metadata: object) -> str | None:
    """The slot that a message's metadata bears; None for any other message."""
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT:
        return None
    payload = metadata.get("event_payload")
    return str(payload.get("slot")) if isinstance(payload, dict) and "slot" in payload else None


def _marked(message: Message, slot: str) -> Message:
    if not slot:
        return message
    metadata = {"event_type": EVENT, "event_payload": {"slot": slot}}
    return Message(message.text, message.blocks, message.plain, metadata)


def _sum(digest: Digest) -> str:
    if not digest.stories:
        return "Nothing new since the last edition. `/discrepancies` lists all that are open."
    return literal(f"{_counts(digest)}, the most serious first. Sources are in the thread.", 300)


def _counts(digest: Digest) -> str:
    stories = count_of(len(digest.stories), "story", "stories")
    return f"{count_of(digest.total, 'new difference')} in {stories}"


def _story(part: DigestStory) -> list[Block]:
    """The story's headline, its sources, a line for each discrepancy."""
    head = f"*{literal(one_line(part.story.title), HEADLINE)}*"
    counted = literal(part.count.sentence, 400)
    lines = [_line(view) for view in part.items[:LINES]]
    left = len(part.items) - LINES + part.more if len(part.items) > LINES else part.more
    if left > 0:
        lines.append(
            f"… and {count_of(left, 'more difference')}: `/discrepancies story:{part.story.id}`"
        )
    blocks = [section(f"{head}\n{counted}")]
    blocks.extend(section(line) for line in lines)
    return blocks


def _line(view: DiscrepancyView) -> str:
    """ "🔴 Contradiction · label: his status", and in a second line each value with its outlets."""
    sides = " · ".join(
        f"{literal(value_of(view, side, 90), 200)} ({name(several(outlets(side), 4), 160)})"
        for side in view.sides[:3]
    )
    if view.absent_in:
        sides += f"; not in {name(several([one_line(n) for n in view.absent_in], 4), 160)}"
    more = f" · {len(view.sides) - 3} more" if len(view.sides) > 3 else ""
    subject = literal(one_line(view.subject), 140)
    return f"{sign(view)} *{grade(view)}* · {name(kind(view))}: {subject}\n{sides}{more}"


def _closing(digest: Digest) -> str:
    return literal(
        "Sources that print one dispatch count once. Change or stop this digest: /digest list.",
        300,
    )
