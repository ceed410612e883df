"""What outlets changed after they had printed it: each change before and after, marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.changes import ChangesAnswer
from desk.revised import ChangeView, RevisionView
from handlers.blocks.elements import (
    ASK,
    SHARE,
    TURN_PAGE,
    actions,
    button,
    context,
    count_of,
    day,
    divider,
    header,
    line,
    link,
    name,
    rich,
    run,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.standing import judging

WORDS = 320  # characters of one side of a change
IN_DIGEST = 3  # changes of one article in a digest
WITHOUT, WITH = "changed by the outlet without a note", "changed, with a note"
KINDS = {
    "headline": "Headline",
    "figure": "Figure",
    "quotation": "Words of a quotation",
    "name": "Name",
    "removed": "Taken out",
    "added": "Added",
    "reworded": "Reworded",
}


def render(
    answer: ChangesAnswer,
    here: str,
    turn: Sequence[str] = ("", ""),
    *,
    zone: str = "UTC",
    share: bool = False,
    shared_by: str = "",
) -> Message:
    """Articles that changed, the newest change first; `here` and `turn` are command lines."""
    head = [header("Changed since they were printed"), context(literal(_sum(answer), 500))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    items = [[divider(), *row(view, zone)] for view in answer.items]
    return compose(
        f"{_sum(answer)} {_first(answer)}",
        head,
        items,
        _foot(answer, here, turn, share=share),
        left_out=lambda count: f"Left out for want of room: {count_of(count, 'article')}.",
    )


def row(view: RevisionView, zone: str, most: int | None = None) -> list[Block]:
    """One article: what it is, when it was seen to change, and what changed in it."""
    title = one_line(view.title or view.url or "an article")
    sign, said = ("✏️", WITH) if view.noted else ("⚠️", WITHOUT)
    top = f"{sign} *{said[0].upper()}{said[1:]}* · {name(view.outlet)} · {_when(view, zone)}"
    about = line(
        *((link(view.url, cut(title, 200)),) if view.url else (run(cut(title, 200), bold=True),)),
        *((run(f"  {_rewritten(view)}", italic=True),) if view.rewritten else ()),
    )
    parts: list[Block] = [about]
    shown = view.changes[:most]
    for change in shown:
        parts.extend(_change(change))
    more = view.more + len(view.changes) - len(shown)
    if more:
        parts.append(line(run(f"and {count_of(more, 'further change')}", italic=True)))
    if view.note:
        words = run(cut(one_line(view.note), 300))
        parts.append(line(run("The outlet says: ", italic=True), words))
    blocks = [section(top), rich(*parts)]
    if most is None and view.story is not None:
        story = view.story
        of = f"story {story.id}: {story.title}"
        blocks.append(
            actions(
                button("Differences", ASK, f"/discrepancies story:{story.id}", of=of),
                button("All changes here", ASK, f"/parallax changes story:{story.id}", of=of),
            )
        )
    return blocks


def one_sentence(view: RevisionView) -> str:
    """What a notification and a screen reader say of an article."""
    title = cut(one_line(view.title or "an article"), 100)
    said = WITH if view.noted else WITHOUT
    if not view.changes:
        return f"{view.outlet}, “{title}”: {said}."
    first = view.changes[0]
    words = f"“{_marked(first.before, first.gone)}” became “{_marked(first.after, first.new)}”"
    if first.kind == "removed":
        words = f"“{cut(one_line(first.before), 100)}” was taken out"
    elif first.kind == "added":
        words = f"“{cut(one_line(first.after), 100)}” was added"
    return f"{view.outlet}, “{title}”: {said}: {words}."


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> str:
    """The words that differ, or all where that is not known."""
    found = " … ".join(text[start:end] for start, end in marks) or text
    return cut(one_line(found), 80)


def _sum(answer: ChangesAnswer) -> str:
    """ "2 times an article was changed after it was read, once without a note." """
    silent, total = answer.without_note, answer.page.total
    if total == 1:
        how = "without a note from the outlet" if silent else "with a note from the outlet"
        return f"1 article was changed after it was read, {how}."
    how = f"{_times(silent)} without a note" if silent else "each time with a note"
    return f"{_times(total).capitalize()} an article was changed after it was read, {how}."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _first(answer: ChangesAnswer) -> str:
    return one_sentence(answer.items[0]) if answer.items else ""


def _when(view: RevisionView, zone: str) -> str:
    """Between which two looks it was changed."""
    first, last = (at.astimezone(ZoneInfo(zone)) for at in (view.read_at, view.found_at))
    if first.date() == last.date():
        return f"between {first:%H:%M} and {last:%H:%M}, {day(last.date())}"
    return f"between {_moment(first)} and {_moment(last)}"


def _moment(moment: datetime) -> str:
    return f"{moment:%H:%M}, {day(moment.date())}"


def _rewritten(view: RevisionView) -> str:
    return f"written anew: {view.kept} of {count_of(view.sentences, 'sentence')} stand"


def _change(change: ChangeView) -> list[Block]:
    """ "Figure: before … after …", the words that differ struck out and bold."""
    kind = KINDS.get(change.kind, change.kind)
    if change.kind == "removed":
        return [line(run(f"{kind}: ", bold=True), run(_short(change.before), strike=True))]
    if change.kind == "added":
        return [line(run(f"{kind}: ", bold=True), *_opened(change))]
    return [
        line(run(f"{kind}: ", bold=True), *_runs(change.before, change.gone, struck=True)),
        line(run("→ "), *_runs(change.after, change.new, struck=False), *_open(change)),
    ]


def _opened(change: ChangeView) -> list[Block]:
    return [run(_short(change.after)), *_open(change)]


def _open(change: ChangeView) -> list[Block]:
    return [run(" · "), link(change.link, "open")] if change.link and change.after else []


def _short(text: str) -> str:
    return cut(one_line(text), WORDS) or "—"


def _runs(text: str, marks: Sequence[tuple[int, int]], *, struck: bool) -> list[Block]:
    """The words with the marks; what is far from the first mark is left out."""
    if not text.strip():
        return [run("—")]
    start = max(0, marks[0][0] - WORDS // 2) if marks else 0
    start = text.find(" ", start) + 1 if start else 0
    end = min(len(text), start + WORDS)
    found: list[Block] = [run("[…] ")] if start else []
    at = start
    for first, last in marks:
        if first >= end or last <= at:
            continue
        first = max(first, at)
        if first > at:
            found.append(run(text[at:first]))
        found.append(run(text[first : min(last, end)], strike=struck, bold=not struck))
        at = min(last, end)
    if at < end:
        found.append(run(text[at:end]))
    if end < len(text):
        found.append(run(" […]"))
    return found


def _foot(answer: ChangesAnswer, here: str, turn: Sequence[str], *, share: bool) -> list[Block]:
    buttons: list[Block] = []
    if turn[0]:
        buttons.append(button("Previous page", TURN_PAGE, turn[0]))
    if turn[1]:
        buttons.append(button("Next page", TURN_PAGE, turn[1]))
    if share:
        buttons.append(button("Share to channel", SHARE, here))
    if answer.page.total:
        buttons += judging(here)
    rows = [divider(), actions(*buttons)] if buttons else []
    if answer.page.pages > 1:
        rows.append(context(f"Page {answer.page.number} of {answer.page.pages}."))
    return rows
