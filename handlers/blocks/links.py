"""Links that were to be fetched in; what became of each, with *Try again*, out."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from desk.links import FinishedLinks, LinksView, LinkView
from handlers.blocks.elements import (
    ASK,
    TRY_LINK,
    actions,
    button,
    context,
    count_of,
    day,
    for_all,
    header,
    line,
    link,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.notices import sentence

_OUTCOMES = {
    "new": "new",
    "changed": "changed since it was last read",
    "unchanged": "held already",
}


def begun(view: LinksView) -> Message:
    """That links are on their way."""
    count = count_of(len(view.links), "link")
    which = "it" if len(view.links) == 1 else "them"
    return sentence(f"Indexing {count}. What becomes of {which} will be said here.")


def finished(result: FinishedLinks) -> Message:
    """What became of links asked for together."""
    done = sum(one.state == "done" for one in result.links)
    read = f"{done} of {count_of(len(result.links), 'link')} read"
    later = sum(one.again_at is not None for one in result.links)
    read += f"; {count_of(later, 'is', 'are')} tried again" if later else ""
    titles = "; ".join(
        cut(one_line(one.title or one.url), 80)
        if one.state == "done"
        else f"{cut(one.url, 80)}: {one_line(one.why or '')}"
        for one in result.links[:3]
    )
    return compose(f"{read}. {titles}", [context(read)], [_link(one) for one in result.links])


def listing(view: LinksView, zone: str) -> Message:
    """The latest links, newest first."""
    if not view.links:
        return sentence("No link has been indexed yet. Try: /index https://…")
    failed = sum(one.state == "failed" for one in view.links)
    said = f"The latest {count_of(len(view.links), 'link')}; {failed} could not be read."
    rows = [row(one, zone) for one in view.links]
    return compose(said, [header("Links"), section(literal(said, 200))], rows)


def row(view: LinkView, zone: str, *, named: bool = False) -> list[Block]:
    """One link, what became of it, who asked for it and when; `named` by a feed, nobody did."""
    return [*_link(view, zone), _asked(view, zone, named)]


def _link(view: LinkView, zone: str = "UTC") -> list[Block]:
    if view.state == "done":
        return _article(view)
    if view.state == "failed":
        said = line(link(view.url, cut(view.url, 200)), run(f"\n{cut(view.why or '—', 500)}"))
        return [
            rich(said),
            actions(button("Try again", TRY_LINK, str(view.id), of=f"link {view.id}: {view.url}")),
        ]
    if view.again_at is not None:
        why = literal(one_line(view.why or ""), 400)
        again = for_all(view.again_at, zone)  # seen by people of several zones
        told = f"Could not be read: {why} It is tried again by itself: {again}."
        return [rich(line(link(view.url, cut(view.url, 200)))), context(told)]
    waiting = "being read" if view.state == "fetching" else "waiting"
    return [rich(line(link(view.url, cut(view.url, 200)), run(f"\n{waiting}")))]


def _article(view: LinkView) -> list[Block]:
    outcome = _OUTCOMES.get(view.outcome or "", "read")
    if view.article is None:
        return [rich(line(link(view.url, cut(view.url, 200)), run("\nread, and deleted since")))]
    about = [cut(one_line(view.outlet or "unknown outlet"), 100), day(view.published), outcome]
    title = one_line(view.title or view.url)
    blocks = [rich(line(link(view.url, title), run("\n" + " · ".join(about))))]
    if view.story is not None:
        story = f"Story: {literal(one_line(view.story_title or ''), 200)} · `story:{view.story}`"
        blocks.append(context(story))
        of = f"story {view.story}, of {title}"
        blocks.append(
            actions(
                button("Timeline", ASK, f"/timeline story:{view.story}", of=of),
                button("Differences", ASK, f"/discrepancies story:{view.story}", of=of),
            )
        )
    return blocks


def _asked(view: LinkView, zone: str, named: bool) -> Block:
    """Who asked and when, what the site answered: what helps to find out what went wrong."""
    at = view.asked_at.astimezone(ZoneInfo(zone))
    parts = [f"{'named' if named else 'asked for'} at {at:%H:%M} on {day(at.date())}"]
    if not named and view.person.startswith(("U", "W")) and view.person.isalnum():
        parts[0] += f" by <@{view.person}>"
    if view.status is not None:
        parts.append(f"status {view.status}")
    if view.wire is not None:
        parts.append(f"{view.wire:,} bytes")
    if view.tries > 1:
        parts.append(f"{view.tries} tries")
    return context(" · ".join(parts))
