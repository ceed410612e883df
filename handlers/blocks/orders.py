"""The order of a digest in; its proposal, and the form in which it is changed, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from desk.answers import Digest, SubscriptionView
from desk.errors import BadRequest
from desk.requests import Subscribe
from handlers.blocks import digest
from handlers.blocks.discrepancies import kind_words
from handlers.blocks.elements import ORDER, actions, button, context, modal, plain, section
from handlers.blocks.fitting import Block, Message, compose, literal, one_line
from handlers.blocks.subscriptions import WEEKDAYS, about, when
from handlers.dates import check_zone
from handlers.orders import (
    KINDS,
    LISTED,
    SEVERITIES,
    TOPIC,
    WORD,
    check_topic,
    read_words,
    write_order,
)

CALLBACK = "order_form"
STORIES = 3  # of what it would hold now, in the proposal
_ALL = "all"
_HERE = "here"
_ME = "me"


def proposal(order: Subscribe, preview: Digest) -> Message:
    """What would come, and what it would hold now: nothing is set up before it is confirmed."""
    view = as_view(order)
    who = "You" if order.to_me else "This channel"
    asked = f"*{who} would get a digest {when(view)}. Is this what you want?*{about(view)}"
    line = write_order(order)
    head = [
        section(asked),
        context(_empty(order)),
        context(f"Now it would hold: {literal(one_line(digest.notification(preview)), 500)}"),
    ]
    foot = [
        actions(
            button("Confirm", f"{ORDER}_confirm", line, style="primary"),
            button("Edit", f"{ORDER}_edit", line),
            button("Cancel", f"{ORDER}_cancel", line),
        )
    ]
    told = replace(preview, stories=preview.stories[:STORIES])
    text = f"{who} would get a digest {when(view)}. Confirm or cancel it."
    return compose(
        text,
        head,
        digest.stories(told),
        foot,
        left_out=lambda count: "The rest of what it would hold is left out here.",
    )


def cancelled() -> Message:
    """That nothing was set up."""
    text = "Nothing was set up."
    return compose(text, [section(text)])


def as_view(order: Subscribe) -> SubscriptionView:
    """An order as it is shown, before it has a number."""
    given = (order.topic, order.kinds, order.severity, order.exclude, False, None)
    return SubscriptionView(
        0, order.channel, order.at, order.zone, order.days, *given, order.include, order.say_empty
    )


def order_of(view: SubscriptionView) -> Subscribe:
    """A standing order as what was asked for."""
    return Subscribe(
        view.channel,
        view.at,
        view.zone,
        view.days,
        view.topic,
        view.kinds,
        view.severity,
        view.exclude,
        view.include,
        view.say_empty,
        view.channel.startswith("D"),
    )


def form(order: Subscribe, carried: str, *, here: bool, submit: str) -> Block:
    """Every field of an order as it is now. `here`: it may also come to the channel."""
    blocks = [
        _text("topic", "Topic", order.topic, TOPIC, "A name or a few words; empty: everything"),
        _several("kinds", "Kinds", [(kind_words(kind), kind) for kind in KINDS], order.kinds),
        _one("severity", "How serious", _severities(), order.severity or _ALL),
        _text("include", "Only what names one of these", ", ".join(order.include), *_words()),
        _text("exclude", "Nothing that names one of these", ", ".join(order.exclude), *_words()),
        _field(
            "at",
            "Time of day",
            {"type": "timepicker", "action_id": "at", "initial_time": f"{order.at:%H:%M}"},
        ),
        _text("zone", "Time zone", order.zone, 60, "As Europe/London, or a city", optional=False),
        _days(order.days),
        _radio("empty", "When nothing is new", (("Say so", "say"), ("Be quiet", "quiet")), order),
    ]
    if here:
        ways = (("To this channel", _HERE), ("To me alone, in a direct message", _ME))
        blocks.append(_radio("to", "Where to", ways, order))
    return modal(CALLBACK, "Digest", submit, blocks, carried)


class Faults(Exception):
    """What is wrong in the form: a sentence for each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = dict(fields)


def read_form(values: Mapping[str, Any], before: Subscribe, channel: str) -> Subscribe:
    """The order that the form describes; `channel` is where "to this channel" leads.

    Raises Faults.
    """
    faults: dict[str, str] = {}

    def tried(name: str, read: Any) -> Any:  # Any: whatever the reader gives
        try:
            return read(str(_given(values, name).get("value") or ""))
        except BadRequest as error:
            faults[name] = str(error)
            return None

    topic = tried("topic", check_topic)
    include = tried("include", read_words)
    exclude = tried("exclude", read_words)
    zone = tried("zone", check_zone)
    days = tuple(sorted(int(value) for value in _chosen(values, "days")))
    if not days:
        faults["days"] = "Choose at least one day."
    at = str(_given(values, "at").get("selected_time") or "")
    if not at:
        faults["at"] = "Choose a time of day."
    both = sorted(set(map(str.casefold, include or ())) & set(map(str.casefold, exclude or ())))
    if both:
        faults["exclude"] = f"“{both[0]}” cannot be included and excluded."
    if faults:
        raise Faults(faults)
    to = _picked(values, "to")
    return replace(
        before,
        channel=channel if to == _HERE else before.channel,
        at=time.fromisoformat(at),
        zone=zone,
        days=days,
        topic=topic,
        kinds=tuple(_chosen(values, "kinds")),
        severity=severity if (severity := _picked(values, "severity")) in SEVERITIES else None,
        exclude=exclude,
        include=include,
        say_empty=_picked(values, "empty") == "say",
        to_me=to == _ME if to else before.to_me,
    )


def _empty(order: Subscribe) -> str:
    if order.say_empty:
        return "When there is nothing new, it says so."
    return "When there is nothing new, nothing is posted."


def _severities() -> tuple[tuple[str, str], ...]:
    return (("All differences", _ALL), ("Contradictions only", "hard"), ("Soft ones only", "soft"))


def _words() -> tuple[int, str]:
    return LISTED * (WORD + 2), "Words or outlets, apart by commas"


def _text(
    name: str, label: str, value: str, most: int, hint: str, *, optional: bool = True
) -> Block:
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": most}
    if value:
        element["initial_value"] = value[:most]
    return {**_field(name, label, element, optional=optional), "hint": plain(hint, 150)}


def _several(
    name: str, label: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]
) -> Block:
    shown = [_option(text, value) for text, value in options]
    element: Block = {
        "type": "multi_static_select",
        "action_id": name,
        "placeholder": plain("All kinds", 150),
        "options": shown,
    }
    picked = [option for option in shown if option["value"] in chosen]
    if picked:
        element["initial_options"] = picked
    return _field(name, label, element, optional=True)


def _one(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Block:
    shown = [_option(text, value) for text, value in options]
    first = next((option for option in shown if option["value"] == chosen), shown[0])
    element = {
        "type": "static_select",
        "action_id": name,
        "options": shown,
        "initial_option": first,
    }
    return _field(name, label, element)


def _radio(name: str, label: str, options: Sequence[tuple[str, str]], order: Subscribe) -> Block:
    chosen = {"empty": "say" if order.say_empty else "quiet", "to": _ME if order.to_me else _HERE}
    shown = [_option(text, value) for text, value in options]
    first = next(option for option in shown if option["value"] == chosen[name])
    element = {
        "type": "radio_buttons",
        "action_id": name,
        "options": shown,
        "initial_option": first,
    }
    return _field(name, label, element)


def _days(days: Sequence[int]) -> Block:
    shown = [_option(day, str(number)) for number, day in enumerate(WEEKDAYS)]
    element: Block = {"type": "checkboxes", "action_id": "days", "options": shown}
    picked = [option for option in shown if int(option["value"]) in days]
    if picked:
        element["initial_options"] = picked
    return _field("days", "Days", element)


def _option(text: str, value: str) -> Block:
    return {"text": plain(text, 75), "value": value}


def _field(name: str, label: str, element: Block, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label, 150),
        "element": element,
        "optional": optional,
    }


def _given(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = (values.get(name) or {}).get(name) or {}
    return found if isinstance(found, Mapping) else {}


def _picked(values: Mapping[str, Any], name: str) -> str:
    return str((_given(values, name).get("selected_option") or {}).get("value") or "")


def _chosen(values: Mapping[str, Any], name: str) -> list[str]:
    return [str(one["value"]) for one in _given(values, name).get("selected_options") or ()]
