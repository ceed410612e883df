"""When it happened: dated entries in; days with the sentences that date them, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from desk.answers import EntryView, StoryView, TimelineAnswer
from handlers.blocks.citations import outlet, sentence, source_row
from handlers.blocks.elements import (
    ASK,
    button,
    context,
    count_of,
    header,
    line,
    name,
    rich,
    run,
    section,
    several,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.footers import lead_on

TITLE = 150
KINDS = {"statement": "a statement", "plan": "planned", "background": "background"}


def render(
    answer: TimelineAnswer,
    here: str,
    turn: Sequence[str] = ("", ""),
    *,
    unfold: str = "",
    share: bool = False,
    shared_by: str = "",
) -> Message:
    """`unfold` is the command line that shows background entries too; rest as in `lead_on`."""
    head = [header(answer.story.title), context(_counted(answer))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    items = [
        _entry(entry, first_of_day=number == 0)
        for _, entries in groupby(answer.entries, key=lambda entry: entry.when)
        for number, entry in enumerate(entries)
    ]
    extra: list[Block] = []
    if answer.folded and unfold:
        extra.append(button(f"Show background ({answer.folded})", ASK, unfold))
    foot = lead_on(answer.page, here, turn, share=share, extra=extra)
    if answer.others:
        foot.append(context(_others(answer.others)))
    if not answer.entries:
        items = [[section("No dated entry fits.")]]
    return compose(
        notification(answer),
        head,
        items,
        foot,
        left_out=lambda count: (
            f"Left out for want of room: {count_of(count, 'later entry', 'later entries')}. "
            "Narrow it with since:, until: or outlet:."
        ),
    )


def notification(answer: TimelineAnswer) -> str:
    """The story, its span of days and how many entries there are."""
    title = cut(one_line(answer.story.title), TITLE)
    if not answer.entries:
        return f"{title}: no dated entry fits."
    first, last = answer.entries[0].when, answer.entries[-1].when
    span = first if first == last else f"{first} to {last}"
    entries = count_of(answer.page.total, "dated entry", "dated entries")
    conflicts = sum(entry.conflict is not None for entry in answer.entries)
    disagree = f" {count_of(conflicts, 'date does', 'dates do')} not agree." if conflicts else ""
    return f"{title}: {entries}, {cut(span, 100)}. {answer.count.sentence}.{disagree}"


def _counted(answer: TimelineAnswer) -> str:
    text = f"{count_of(answer.page.total, 'entry', 'entries')} from {answer.count.sentence}."
    if any(entry.names_topic for entry in answer.entries):
        text += f" Entries that name {cut(one_line(answer.topic), 80)} are marked ●."
    return literal(text, 1_000)


def _entry(entry: EntryView, *, first_of_day: bool) -> list[Block]:
    """The day, the sentence that dates it, its source; two more where dates do not agree."""
    opening: list[Block] = []
    if first_of_day:
        opening.append(line(run(cut(one_line(entry.when), 100), bold=True)))
    if entry.conflict:
        conflict = cut(one_line(entry.conflict), 400)
        opening.append(line(run("⚠ Dates do not agree: ", bold=True), run(conflict)))
    blocks: list[Block] = []
    shown = entry.citations[: 3 if entry.conflict else 1]
    for number, citation in enumerate(shown):
        blocks.append(rich(*(opening if number == 0 else ()), sentence(citation)))
        notes = (KINDS.get(entry.kind, ""), _also(entry)) if number == 0 else ()
        marker = "● " if entry.names_topic and number == 0 else ""
        blocks.append(source_row(citation, *notes, marker=marker))
    return blocks or [rich(*opening or [line(run("(no sentence)"))])]


def _also(entry: EntryView) -> str:
    """Who prints the event besides the outlet whose sentence is shown."""
    names = [outlet(citation) for citation in entry.citations]
    others = sorted(set(names[1:]) - set(names[:1]))
    return f"also {several(others)}" if others else ""


def _others(stories: Sequence[StoryView]) -> str:
    shown = ", ".join(f"{name(story.title)} (`story:{story.id}`)" for story in stories[:5])
    return f"Other stories that fit: {shown}"
