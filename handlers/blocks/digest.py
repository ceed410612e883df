"""One edition in; the headline message and, for its thread, one message a discrepancy, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desk.answers import Digest, DigestStory, DiscrepancyView
from handlers.blocks.changes import IN_DIGEST
from handlers.blocks.changes import one_sentence as changed_sentence
from handlers.blocks.changes import row as row_of
from handlers.blocks.discrepancies import (
    EDITED,
    card,
    grade,
    in_groups,
    is_edited,
    kind,
    one_sentence,
    row,
    shortened,
    sign,
    tellers,
    value_of,
)
from handlers.blocks.elements import (
    MORE_NEWS,
    actions,
    button,
    context,
    count_of,
    divider,
    header,
    name,
    section,
    several,
)
from handlers.blocks.fitting import Block, Holding, Message, compose, cut, literal, one_line
from handlers.blocks.standing import assigned, mark, struck

EVENT = "parallax_edition"  # the metadata's event type
CHANGED = "Changed by their outlets after they were printed"
HEADLINE = 160
LINES = 8  # discrepancies of one story in the headline message; all are in the thread


def render(digest: Digest, slot: str = "") -> Message:
    """The headline message; `slot` goes into its metadata, to be found again on takeover. Without
    one it is a preview: nothing stands in its thread, and nobody has ordered it yet."""
    head = [header(title(digest)), context(_sum(digest, preview=not slot))]
    items = [*stories(digest), *_changed(digest)]
    foot = [context(_closing(preview=not slot))]
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
    return replace(_marked(message, slot), holding=_holding(digest, slot))


def stories(digest: Digest) -> list[list[Block]]:
    """A headline for each story with a line for each discrepancy, and a button for the rest; then,
    under a heading of its own, what was edited in dispatches."""
    found = [_story(part, digest) for part in digest.stories if _told(part) or part.more]
    apart = [_edited(part, digest) for part in digest.stories if len(_told(part)) < len(part.items)]
    if apart:
        apart[0] = [divider(), header(EDITED), *apart[0]]
    return found + apart


def _told(part: DigestStory) -> list[DiscrepancyView]:
    """What differs between outlets, or the people they quote."""
    return [view for view in part.items if not is_edited(view)]


def _edited(part: DigestStory, digest: Digest) -> list[Block]:
    """What editors changed in a dispatch that several outlets of a story print."""
    edited = [view for view in part.items if is_edited(view)]
    blocks = [section(f"*{literal(one_line(part.story.title), HEADLINE)}*")]
    return blocks + [section(_line(view, digest.zone)) for view in edited[:LINES]]


def rest(views: Sequence[DiscrepancyView], zone: str) -> Message:
    """What an edition's headline has no line for."""
    if not views:
        text = "Nothing more: the rest was forgotten, or comes with a later edition."
        return compose(text, [section(text)])
    text = f"{count_of(len(views), 'more difference')}. {one_sentence(views[0])}"
    return compose(
        text,
        [header(count_of(len(views), "more difference"))],
        in_groups([[divider(), *row(view, zone)] for view in views], views),
        left_out=lambda count: (
            f"{count_of(count, 'more difference')} for which there is no room here: "
            f"see /discrepancies story:{views[0].story.id}."
        ),
    )


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
    if not any(part.items for part in digest.stories) and digest.changes:
        return f"{title(digest)}: {_revised(digest)}. {changed_sentence(digest.changes[0])}"
    if not digest.stories or not any(part.items for part in digest.stories):
        return f"{title(digest)}: nothing new."
    shown = [view for part in digest.stories for view in part.items]
    worst = min(shown, key=is_edited)  # the first, but what was edited in a dispatch comes last
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
    return replace(message, metadata=metadata)


def _holding(digest: Digest, slot: str) -> Holding:
    shape = {
        "slot": slot,
        "day": digest.day.isoformat(),
        "zone": digest.zone,
        "topic": digest.topic,
        "folded": list(digest.folded),
    }
    views = tuple(view for part in digest.stories for view in part.items)
    return Holding("digest", views, shape)


def _changed(digest: Digest) -> list[list[Block]]:
    """Under a heading of its own: each outlet against itself."""
    rows = [[divider(), *row_of(view, digest.zone, IN_DIGEST)] for view in digest.changes]
    if rows:
        rows[0] = [divider(), header(CHANGED), *rows[0][1:]]
    return rows


def _sum(digest: Digest, *, preview: bool) -> str:
    if not digest.stories and digest.changes:
        return literal(f"No new difference between accounts; {_revised(digest)}.", 300)
    if not digest.stories:
        new = "There is nothing new now." if preview else "Nothing new since the last edition."
        return f"{new} `/discrepancies` lists all that are open."
    counted = literal(f"{_counts(digest)}, the most serious first.", 250)
    there = "`/discrepancies` shows their sources." if preview else "Sources are in the thread."
    return f"{counted} {there}"


def _revised(digest: Digest) -> str:
    return f"{count_of(len(digest.changes), 'article')} changed by their outlets"


def _counts(digest: Digest) -> str:
    stories = count_of(len(digest.stories), "story", "stories")
    edited = sum(is_edited(view) for part in digest.stories for view in part.items)
    counted = f"{count_of(digest.total - edited, 'new difference')} in {stories}"
    if edited:
        counted += f"; {count_of(edited, 'change to one dispatch', 'changes to one dispatch')}"
    return f"{counted}; {_revised(digest)}" if digest.changes else counted


def _story(part: DigestStory, digest: Digest) -> list[Block]:
    """The story's headline, its sources, a line for each discrepancy."""
    head = f"*{literal(one_line(part.story.title), HEADLINE)}*"
    counted = literal(part.count.sentence, 400)
    blocks = [section(f"{head}\n{counted}")]
    told = _told(part)
    blocks.extend(section(_line(view, digest.zone)) for view in told[:LINES])
    edited = len(part.items) - len(told)
    left = max(len(told) - LINES, 0) + max(edited - LINES, 0) + part.more
    if left:
        story = part.story.id
        line = f"/discrepancies story:{story}"
        value = line if digest.delivery is None else f"{digest.delivery}:{story}:{LINES}"
        blocks.append(
            actions(
                button(
                    f"Show {left} more", MORE_NEWS, value, of=f"story {story}: {part.story.title}"
                )
            )
        )
    return blocks


def _line(view: DiscrepancyView, zone: str) -> str:
    """ "🔴 Contradiction · label: his status", and in a second line each value with its outlets;
    struck through, with what became of it, where it no longer holds."""
    sides = " · ".join(
        f"{literal(value_of(view, side, 90), 200)} ({name(several(tellers(side), 4), 160)})"
        for side in view.sides[:3]
    )
    if view.absent_in:
        sides += f"; not in {name(several([one_line(n) for n in view.absent_in], 4), 160)}"
    more = f" · {len(view.sides) - 3} more" if len(view.sides) > 3 else ""
    if view.count is not None and view.count.shared and not is_edited(view):
        more += f" · {name(several(view.count.dispatches), 200)}"
    subject = literal(shortened(view.subject, 140), 160)
    top = f"{sign(view)} *{grade(view)}* · {name(kind(view))}: {subject}"
    lines = [struck(top, view), struck(f"{sides}{more}", view), mark(view, zone), assigned(view)]
    return "\n".join(line for line in lines if line)


def _closing(*, preview: bool) -> str:
    once = "Sources that print one dispatch count once."
    if preview:
        return f"{once} This is a preview: `/digest subscribe` has it sent every morning."
    return f"{once} Change or stop this digest: `/digest list`."
