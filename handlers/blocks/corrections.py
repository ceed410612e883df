"""The modals by which people add to a timeline and correct it, and the record of what they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from zoneinfo import ZoneInfo

from desk.answers import CorrectionsAnswer, CorrectionView, EntryView, StoryView
from handlers.blocks import limits
from handlers.blocks.course import said
from handlers.blocks.elements import (
    ASK,
    UNDO_CORRECTION,
    actions,
    button,
    choice,
    context,
    count_of,
    disagreement,
    header,
    modal,
    name,
    plain,
    section,
)
from handlers.blocks.fitting import Block, Message, compose, cut, literal, one_line
from handlers.blocks.timeline import DONE, mark

ADD, CHOOSE, CORRECT = "add_entry", "choose_correction", "correct_entry"
WHAT, NOTE, LINK, WHEN = 300, 1_000, 2_000, 80  # characters

#: What can be done with an entry: its name in requests, in the menu, and the modal's title.
WAYS: Final = (
    ("dated", "Correct its date", "Correct the date"),
    ("reworded", "Word it otherwise", "Word it otherwise"),
    ("excluded", "One sentence is about something else", "Not this event"),
    ("split", "Split a sentence off, as an entry of its own", "Split a sentence off"),
    ("merged", "Join it with another entry: both tell one event", "Join two entries"),
    ("hidden", "Hide it", "Hide an entry"),
)


def add_modal(story: StoryView, carried: str) -> Block:
    """Asks for the day, what happened, a link and a note."""
    blocks = [
        section(f"On the timeline of *{name(story.title, 200)}*"),
        asked("when", "When", _line_input("when", WHEN, hint="12 March 2025, about 10 April")),
        asked("what", "What happened", _line_input("what", WHAT)),
        asked("link", "Where it says so (a link)", _line_input("link", LINK), optional=True),
        asked("note", "Note", _line_input("note", NOTE, lines=True), optional=True),
    ]
    return modal(ADD, "Add an entry", "Add", blocks, carried)


def choose_modal(entries: Sequence[EntryView], carried: str) -> Block:
    """Asks which entry of the page, and what to do with it."""
    options = [(label(entry), str(entry.id)) for entry in entries]
    ways = [(text, way) for way, text, _ in WAYS]
    first = choice("What to do", "way", ways)
    blocks = [
        asked("entry", "Which entry", choice("An entry of this page", "entry", options)),
        asked("way", "What to do with it", {**first, "initial_option": first["options"][0]}),
    ]
    return modal(CHOOSE, "Correct an entry", "Next", blocks, carried)


def correct_modal(entry: EntryView, way: str, others: Sequence[EntryView], carried: str) -> Block:
    """Asks what that way of correcting needs; `others` are the entries that it could join."""
    blocks = [section(_as_it_is(entry))]
    if way == "dated":
        blocks.append(
            asked(
                "when", "The right date", _line_input("when", WHEN, hint="March 2025, 2025-03-12")
            )
        )
    elif way == "reworded":
        text = _line_input("what", WHAT)
        if entry.what:
            text["initial_value"] = cut(one_line(entry.what), WHAT)
        blocks.append(asked("what", "What happened", text))
    elif way in ("excluded", "split"):
        options = [
            (f"{one_line(c.outlet)[:20]}: {one_line(c.sentence)}", f"{c.article}:{c.at}")
            for c in entry.citations
        ]
        blocks.append(
            asked("sentence", "Which sentence", choice("A sentence", "sentence", options))
        )
    elif way == "merged":
        options = [(label(other), str(other.id)) for other in others]
        blocks.append(asked("other", "With which entry", choice("An entry", "other", options)))
    blocks.append(asked("note", "Note", _line_input("note", NOTE, lines=True), optional=True))
    title = next(title for known, _, title in WAYS if known == way)
    return modal(CORRECT, title, title.split()[0], blocks, carried)


def cannot(sentence: str) -> Block:
    """A modal that only says why not."""
    return {
        "type": "modal",
        "title": plain("Correct an entry", limits.VIEW_TITLE),
        "close": plain("Close", limits.VIEW_BUTTON),
        "blocks": [section(literal(sentence, 500))],
    }


def read(values: Mapping[str, Any]) -> dict[str, str]:
    """What a modal was filled in with, by the names of its fields."""
    found = {}
    for field, row in values.items():
        given = row.get(field) or {}
        chosen = given.get("selected_option") or {}
        found[field] = str(given.get("value") or chosen.get("value") or "").strip()
    return found


def label(entry: EntryView) -> str:
    """ "12 March 2025: The mill burned …"."""
    return f"{one_line(entry.when)}: {one_line(said(entry))}"


def confirmation(view: CorrectionView, title: str) -> Message:
    """Who did what, with the way back; for the thread, or the person alone."""
    text = f"✎ {_told(view)}"
    row = [
        section(text, _undo(view)),
        context(f"{name(title, 150)} · kept, whatever the bot reads"),
    ]
    return compose(f"A timeline was changed: {_plainly(view)}", row)


def record(answer: CorrectionsAnswer, zone: str) -> Message:
    """Every change of a story's timeline, newest first; what was taken back is struck through."""
    head = [
        header("Changes by hand"),
        context(
            f"{name(answer.story.title, 200)} · "
            f"{count_of(len(answer.items), 'change')}, newest first. They win over the bot."
        ),
    ]
    items: list[list[Block]] = []
    for here in answer.items:
        view = replace(here, at=here.at.astimezone(ZoneInfo(zone)))
        at = f"{view.at:%H:%M}"
        if view.undone_at is None:
            items.append([section(f"{_told(view, at)}", _undo(view))])
        else:
            by = f"<@{view.undone_by}>" if (view.undone_by or "").isalnum() else "somebody"
            undone = f"{view.undone_at.day} {view.undone_at:%B %Y}"
            items.append([section(f"~Taken back~ by {by} on {undone}: {_told(view, at)}")])
    if not items:
        items = [[section("Nobody has added or corrected anything on this timeline.")]]
    foot = [actions(button("Show the timeline", ASK, f"/timeline story:{answer.story.id}"))]
    return compose(
        f"{count_of(len(answer.items), 'change')} by hand on the timeline of {answer.story.title}.",
        head,
        items,
        foot,
        left_out=lambda count: f"{count_of(count, 'older change')} not shown.",
    )


def _told(view: CorrectionView, at: str = "") -> str:
    person = f"<@{view.person}>" if view.person.isalnum() else name(view.person or "somebody")
    text = f"*{DONE.get(view.action, 'Changed by {}').format(person)}*"
    text += f" on {view.at.day} {view.at:%B %Y}{', ' + at if at else ''}"
    if view.after:
        text += f": {literal(one_line(view.after), 400)}"
    if view.about and view.action != "added":
        text += f"\n“{literal(one_line(view.about), 200)}”"
    if view.before:
        text += f"\nThe bot had: {literal(one_line(view.before), 300)}"
    if view.note:
        text += f"\nNote: {literal(one_line(view.note), 600)}"
    return text


def _plainly(view: CorrectionView) -> str:
    return (
        f"{DONE.get(view.action, 'changed by {}').format('somebody')}: {view.after or view.about}"
    )


def _undo(view: CorrectionView) -> Block:
    return button("Undo", UNDO_CORRECTION, str(view.id), of=f"change {view.id}: {_plainly(view)}")


def _as_it_is(entry: EntryView) -> str:
    """The entry that is about to change, with what people changed before."""
    text = f"*{literal(one_line(entry.when), 100)}*"
    if entry.conflict:
        text += f"\n⚠ {literal(one_line(disagreement(entry.conflict)), 300)}"
    if entry.what:
        text += f"\n{literal(one_line(entry.what), 400)}"
    for citation in entry.citations[:2]:
        outlet = name(citation.outlet)
        text += f"\n>{literal(one_line(citation.sentence), 450)}\n*{outlet}*"
    for one in entry.by_people[-2:]:
        text += f"\n✎ {mark(one)}"
    return text


def asked(field: str, text: str, element: Block, *, optional: bool = False) -> Block:
    """A row of a modal; `field` names its block and its element."""
    return {
        "type": "input",
        "block_id": field,
        "label": plain(text, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }


def _line_input(field: str, most: int, *, lines: bool = False, hint: str = "") -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": field,
        "multiline": lines,
        "max_length": most,
    }
    if hint:
        element["placeholder"] = plain(hint, limits.PLACEHOLDER)
    return element
