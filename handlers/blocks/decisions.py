"""The modal that asks what a decision needs (a note, a time, a person), and what it answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk.answers import DiscrepancyView
from handlers.blocks import limits
from handlers.blocks.discrepancies import grade, one_sentence
from handlers.blocks.elements import choice, plain, section
from handlers.blocks.fitting import Block, Message, compose, literal

CALLBACK = "decide_with_more"
NOTE = 1_000
_TITLES = {"snooze": "Snooze", "assign": "Assign", "note": "Add a note"}
_SPANS = (("Until tomorrow", "1"), ("For three days", "3"), ("For a week", "7"), ("A month", "30"))


def modal(view: DiscrepancyView, verb: str, carried: str) -> Block:
    """`carried` comes back with the submission, as private metadata."""
    blocks = [section(literal(one_sentence(view), 1_000))]
    if verb == "snooze":
        menu = {**choice("How long", "span", _SPANS)}
        menu["initial_option"] = menu["options"][0]
        blocks.append(_asked("span", "How long", menu))
    if verb == "assign":
        blocks.append(_asked("person", "To whom", {"type": "users_select", "action_id": "person"}))
    text = {
        "type": "plain_text_input",
        "action_id": "note",
        "multiline": True,
        "max_length": NOTE,
    }
    blocks.append(_asked("note", "Note", text, optional=verb != "note"))
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": carried,
        "title": plain(_TITLES[verb], limits.VIEW_TITLE),
        "submit": plain(_TITLES[verb].split()[0], limits.VIEW_BUTTON),
        "close": plain("Cancel", limits.VIEW_BUTTON),
        "blocks": blocks,
    }


def read(values: Mapping[str, Any]) -> tuple[str, int]:
    """The note, the person chosen before it as a mention; the days to snooze, 0 if none."""
    note = str(_field(values, "note").get("value") or "").strip()
    person = _field(values, "person").get("selected_user")
    chosen = _field(values, "span").get("selected_option") or {}
    said = " ".join(part for part in (f"<@{person}>" if person else "", note) if part)
    return said[: NOTE + 40], int(chosen.get("value") or 0)


def said(view: DiscrepancyView, person: str, what: str) -> Message:
    """For the thread: who did what."""
    note = view.decisions[-1].note if view.decisions else ""
    words = f" “{literal(note, 600)}”" if note and view.decisions[-1].action != "undone" else ""
    text = f"<@{person}> {what}.{words}"
    return compose(f"{grade(view)} #{view.id}: somebody {what}.", [section(text)])


def _asked(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }


def _field(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = (values.get(name) or {}).get(name) or {}
    return found if isinstance(found, Mapping) else {}
