"""When it happened: dated entries in; days with the sentences that date them, out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from desk.answers import ByPerson, EntryView, StoryView, TimelineAnswer
from handlers.blocks import course, limits
from handlers.blocks.citations import outlet, sentence, source_row, ways_in
from handlers.blocks.elements import (
    ADD_ENTRY,
    ASK,
    CORRECT_ENTRY,
    CORRECTIONS,
    PICTURE,
    TIMELINE_JS,
    actions,
    button,
    choice,
    context,
    count_of,
    day,
    disagreement,
    header,
    line,
    link,
    name,
    rich,
    run,
    safe_link,
    section,
    several,
)
from handlers.blocks.fitting import Block, Message, compose, cut, escape, literal, one_line
from handlers.blocks.footers import lead_on

TITLE = 150
#: What a person did, as small print says it beneath the entry.
DONE = {
    "added": "Added by {}",
    "dated": "Date corrected by {}",
    "reworded": "Reworded by {}",
    "hidden": "Hidden by {}",
    "excluded": "A sentence taken out by {}",
    "split": "Split off by {}",
    "merged": "Two entries joined by {}",
}
MARKS = 3  # changes of one entry that are shown; the record has them all
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
    fits = len(here) <= limits.BUTTON_VALUE
    head = [header(answer.story.title), context(_counted(answer))]
    if shared_by:
        head.append(context(f"Shared by {shared_by}."))
    items = [
        _entry(entry, first_of_day=place == number == 0, first_of_note=number == 0)
        for _, of_day in groupby(answer.entries, key=lambda entry: entry.when)
        for place, (_, of_note) in enumerate(groupby(of_day, key=lambda entry: entry.date_note))
        for number, entry in enumerate(of_note)
    ]
    extra: list[Block] = []
    if answer.folded and unfold:
        extra.append(button(f"Show background ({answer.folded})", ASK, unfold))
    if fits and answer.entries:
        extra.append(button("Export TimelineJS", TIMELINE_JS, here))
        extra.append(button("Picture", PICTURE, here))
    foot = lead_on(answer.page, here, turn, share=share, extra=extra)
    if fits:
        foot.append(actions(*_by_hand(answer, here)))
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


def _entry(entry: EntryView, *, first_of_day: bool, first_of_note: bool) -> list[Block]:
    """The day, the sentence that dates it, its source; two more where dates do not agree."""
    opening: list[Block] = []
    if first_of_day:
        opening.append(line(run(cut(one_line(entry.when), 100), bold=True)))
    if entry.date_note and first_of_note:
        opening.append(line(run(f"({cut(one_line(entry.date_note), 300)})", italic=True)))
    if entry.conflict:
        head, _, days = disagreement(cut(one_line(entry.conflict), 400)).partition(": ")
        opening.append(line(run(f"⚠ {head}: ", bold=True), run(days)))
    if entry.what:
        marker = "● " if entry.names_topic and not entry.citations else ""
        opening.append(line(run(f"{marker}{cut(one_line(entry.what), 400)}")))
    blocks: list[Block] = _course(entry, opening) if entry.course else []
    if blocks:
        return [*blocks, *_marks(entry)]
    shown = entry.citations[: 3 if entry.conflict else 1]
    for number, citation in enumerate(shown):
        blocks.append(rich(*(opening if number == 0 else ()), sentence(citation)))
        taken = course.gives(entry, citation)
        notes = (KINDS.get(entry.kind, ""), taken, _also(entry)) if number == 0 else (taken,)
        marker = "● " if entry.names_topic and number == 0 else ""
        blocks.append(source_row(citation, *notes, marker=marker))
    if not blocks:
        blocks.append(rich(*opening or [line(run("(no sentence)"))]))
    return [*blocks, *_marks(entry)]


def _course(entry: EntryView, opening: Sequence[Block]) -> list[Block]:
    """How a count grew: each value with when it held, who prints it, and one sentence for it."""
    marker = [run("● ")] if entry.names_topic else []
    heading = run(cut(one_line(course.headline(entry)), 300), bold=True)
    rows = [*opening, line(*marker, heading)]
    steps = course.shown(entry)
    for step in steps:
        who = run(f" · {cut(one_line(course.who(step)), 300)}")
        opened = safe_link(step.citations[0].link)
        way = [run(" · "), link(opened, "open at the sentence")] if opened else []
        rows.append(line(run(step.value, bold=True), who, *way))
        rows.append(sentence(step.citations[0]))
    if left := len(entry.course) - len(steps):
        rows.append(line(run(f"{count_of(left, 'value')} between the first two left out here.")))
    ways = ways_in([step.citations[0] for step in steps])
    return [rich(*rows), *([ways] if ways else [])]


def _marks(entry: EntryView) -> list[Block]:
    """What people did with the entry, as small print."""
    if not entry.by_people:
        return []
    marks = [mark(one) for one in entry.by_people[-MARKS:]]
    if address := safe_link(entry.link):
        marks.append(f"<{escape(address)}|its source>")
    return [context("✎ " + " · ".join(marks))]


def mark(one: ByPerson) -> str:
    """ "Date corrected by @dana on 15 April 2025; the bot had 13 April 2025. “A note”": mrkdwn."""
    person = f"<@{one.person}>" if one.person.isalnum() else name(one.person or "somebody")
    text = f"{DONE.get(one.action, 'Changed by {}').format(person)} on {day(one.at.date())}"
    if one.before:
        text += f"; the bot had {literal(one_line(one.before), 200)}"
    if one.note:
        text += f". “{literal(one_line(one.note), 200)}”"
    return text


def _by_hand(answer: TimelineAnswer, here: str) -> list[Block]:
    """What people can do with the timeline, and the other stories that they may have meant."""
    found = [button("Add an entry …", ADD_ENTRY, here)]
    if answer.entries:
        found.append(button("Correct an entry …", CORRECT_ENTRY, here))
    if answer.changed:
        found.append(button(f"Changes ({answer.changed})", CORRECTIONS, str(answer.story.id)))
    if answer.others:
        options = [(story.title, _line_for(answer.topic, story)) for story in answer.others]
        found.append(choice("Another story …", ASK, options))
    found.append(button("The story …", ASK, f"/parallax story {answer.story.id}"))
    return found


def _line_for(topic: str, story: StoryView) -> str:
    """The line that asks for another story; with the topic, whose entries are marked."""
    words = " ".join(word for word in topic.split() if word.isalnum())
    long = f"/timeline {words} story:{story.id}"
    fits = words and len(long) <= limits.OPTION_VALUE
    return long if fits else f"/timeline story:{story.id}"


def _also(entry: EntryView) -> str:
    """Who prints the event besides the outlet whose sentence is shown."""
    names = [outlet(citation) for citation in entry.citations[:1]]
    notes = {outlet(c): course.gives(entry, c) for c in reversed(entry.citations[1:])}
    others = sorted(notes.keys() - set(names))
    shown = [f"{name} ({notes[name]})" if notes[name] else name for name in others]
    return f"also {several(shown)}" if shown else ""


def _others(stories: Sequence[StoryView]) -> str:
    shown = ", ".join(f"{name(story.title)} (`story:{story.id}`)" for story in stories[:5])
    return f"Other stories that fit: {shown}"
