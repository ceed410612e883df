"""The modal that asks what a decision needs (a reason, a time, a person), and its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.answers import DiscrepancyView
from desk.reasons import DISMISSALS
from handlers.blocks import limits, standing
from handlers.blocks.discrepancies import grade, one_sentence
from handlers.blocks.elements import context, moment, plain, section
from handlers.blocks.fitting import Block, Message, compose, literal

CALLBACK = "decide_with_more"
NOTE = 1_000
LONGEST = timedelta(days=366)  # that anything may be put off
_MORNING = time(9)
_OTHER = "other"  # the choice that takes the date picker's moment
_TITLES = {
    "snooze": "Snooze",
    "assign": "Assign",
    "note": "Add a note",
    "dismiss": "Dismiss",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What was entered: a note, whom it is assigned to, until when it is put off, why dismissed."""

    note: str = ""
    person: str = ""
    until: datetime | None = None
    reason: str = ""


def modal(view: DiscrepancyView, verb: str, carried: str, now: datetime, zone: str) -> Block:
    """`carried` comes back with the submission, as private metadata; times are of `zone`."""
    blocks = [section(literal(one_sentence(view), 1_000))]
    if verb == "snooze":
        local = now.astimezone(ZoneInfo(zone))
        options = [_option(text, value) for text, value in _times(local)]
        chosen = {"initial_option": options[1]}
        blocks.append(_asked("span", "Until when", _radio("span", options, chosen)))
        picker: Block = {
            "type": "datetimepicker",
            "action_id": "until",
            "initial_date_time": int((now + timedelta(days=2)).timestamp()),
        }
        blocks.append(_asked("until", "Another time, if chosen above", picker, optional=True))
        blocks.append(context("It is in the next digest after that, and in the list again."))
    if verb == "assign":
        blocks.append(_asked("person", "To whom", {"type": "users_select", "action_id": "person"}))
        blocks.append(context("They are told in a direct message."))
    if verb == "dismiss":
        options = [_option(reason.words, reason.name) for reason in DISMISSALS]
        blocks.append(_asked("reason", "Why", _radio("reason", options, {})))
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


def read(values: Mapping[str, Any]) -> Given:
    """What was entered; `until` is aware, in UTC."""
    span = str((_field(values, "span").get("selected_option") or {}).get("value") or "")
    picked = _field(values, "until").get("selected_date_time")
    stamp = picked if span == _OTHER else span
    return Given(
        str(_field(values, "note").get("value") or "").strip()[:NOTE],
        str(_field(values, "person").get("selected_user") or ""),
        datetime.fromtimestamp(int(stamp), UTC) if stamp else None,
        str((_field(values, "reason").get("selected_option") or {}).get("value") or ""),
    )


def fault(verb: str, given: Given, now: datetime) -> dict[str, str]:
    """What is wrong with it, by field; empty where nothing is."""
    if verb == "snooze" and given.until is None:
        return {"until": "Choose a day and a time."}
    if verb == "snooze" and given.until is not None and given.until <= now:
        return {"until": "That is over already. Choose a time to come."}
    if verb == "snooze" and given.until is not None and given.until > now + LONGEST:
        return {"until": "That is more than a year ahead. Dismiss it instead."}
    if verb == "dismiss" and not given.reason:
        return {"reason": "Choose a reason."}
    if verb == "assign" and not given.person:
        return {"person": "Choose somebody."}
    if verb == "note" and not given.note:
        return {"note": "Write a few words."}
    return {}


def said(view: DiscrepancyView, person: str, what: str) -> Message:
    """For the thread: who did what."""
    note = view.decisions[-1].note if view.decisions else ""
    assigned = view.decisions and view.decisions[-1].action == "assigned"
    shown = note.partition(">")[2].strip() if assigned else note
    words = f" “{literal(shown, 600)}”" if shown and view.decisions[-1].action != "undone" else ""
    text = f"<@{person}> {what}.{words}"
    return compose(f"{grade(view)} #{view.id}: somebody {what}.", [section(text)])


def assigned(view: DiscrepancyView, by: str) -> Message:
    """To whom it is assigned; the card follows."""
    note = view.decisions[-1].note.partition(">")[2].strip() if view.decisions else ""
    words = f" “{literal(note, 600)}”" if note else ""
    text = f"<@{by}> assigned this to you.{words}"
    return compose(f"{grade(view)} #{view.id} was assigned to you.", [section(text)])


def unassigned(view: DiscrepancyView, by: str) -> Message:
    """To whom it was assigned until now."""
    text = f"{grade(view)} #{view.id} is no longer assigned to you"
    return compose(f"{text}.", [section(f"{text}: <@{by}> took that back.")])


def whose(view: DiscrepancyView) -> str:
    """The id of the person to whom it is assigned; "" for nobody."""
    match = re.search(r"<@([UW][A-Z0-9]+)>", standing.assigned(view))
    return match[1] if match else ""


def _times(local: datetime) -> list[tuple[str, str]]:
    """Moments to choose from, in words with their day, and as seconds since 1970."""
    today = local.date()
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())

    def at(day: date) -> datetime:
        return datetime.combine(day, _MORNING, local.tzinfo)

    zone = str(local.tzinfo)
    choices = [
        ("In an hour", local + timedelta(hours=1)),
        ("Tomorrow", at(tomorrow)),
        ("Monday", at(monday)),
        ("In a week", at(today + timedelta(days=7))),
        ("In a month", at(today + timedelta(days=30))),
    ]
    shown = [
        (f"{text}: {moment(when, zone).rpartition(' (')[0]}", str(int(when.timestamp())))
        for text, when in choices
    ]
    return [*shown, ("Another time", _OTHER)]


def _radio(name: str, options: list[Block], more: Block) -> Block:
    return {"type": "radio_buttons", "action_id": name, "options": options, **more}


def _option(text: str, value: str) -> Block:
    return {"text": plain(text, limits.OPTION_TEXT), "value": value}


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
