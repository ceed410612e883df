"""Interactive elements in blocks: where they are, and what a person's choice becomes in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.messages import Json

Choice = str | Sequence[str] | None  # what a person typed or picked: option values, ids, text

CHOSEN_ONE = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
}
CHOSEN_MANY = {
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
    "file_input": "files",
}
INITIAL = {
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "value": "initial_value",
}
STATELESS = frozenset({"button", "overflow", "image"})


class NoSuchChoice(ValueError):
    """The option picked is not among the element's options."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An interactive element and the block it stands in."""

    block_id: str
    action_id: str
    element: Json
    block: Json

    @property
    def kind(self) -> str:
        return str(self.element.get("type"))

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"

    @property
    def label(self) -> str:
        """What a person reads on it: a button's text, an input's label, a select's placeholder."""
        for text in (
            self.element.get("text"),
            self.block.get("label") if self.is_input else None,
            self.element.get("placeholder"),
        ):
            if isinstance(text, Mapping):
                return str(text.get("text", ""))
        return "…" if self.kind == "overflow" else self.kind.replace("_", " ")


def placed_elements(blocks: Sequence[Json]) -> Iterator[Placed]:
    """In reading order. An element the bot left unnamed gets a name from its place."""
    for index, block in enumerate(blocks):
        block_id = str(block.get("block_id") or f"b{index}")
        found = [*(block.get("elements") or ())] if block.get("type") == "actions" else []
        for name in ("accessory", "element"):
            if isinstance(block.get(name), Mapping):
                found.append(block[name])
        for position, element in enumerate(found):
            if isinstance(element, Mapping) and element.get("type") != "image":
                action_id = str(element.get("action_id") or f"{block_id}-{position}")
                yield Placed(block_id, action_id, dict(element), dict(block))


def find_element(blocks: Sequence[Json], block_id: str, action_id: str) -> Placed | None:
    """An empty block_id matches any block."""
    return next(
        (
            placed
            for placed in placed_elements(blocks)
            if placed.action_id == action_id and block_id in ("", placed.block_id)
        ),
        None,
    )


def options_of(element: Mapping[str, Any]) -> list[Json]:  # Any: the JSON border
    options = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        options += group.get("options") or ()
    return options


def chosen(element: Mapping[str, Any], choice: Choice) -> Json:  # Any: the JSON border
    """The element's state after a choice: `{"type": …, "selected_option": {…}}` and its like.

    Options are found by value, else by their text. Raises NoSuchChoice.
    """
    kind = str(element.get("type"))
    if kind in CHOSEN_MANY:
        name = CHOSEN_MANY[kind]
        many = [choice] if isinstance(choice, str) else list(choice or ())
        picked = [_option(element, one) for one in many] if name == "selected_options" else many
        return {"type": kind, name: picked}
    one = choice if isinstance(choice, str) or choice is None else next(iter(choice), None)
    name = CHOSEN_ONE.get(kind, "value")
    if name == "selected_option":
        return {"type": kind, name: None if one in (None, "") else _option(element, str(one))}
    if name == "selected_date_time":
        return {"type": kind, name: int(str(one)) if one else None}
    return {"type": kind, name: one or None}


def initial_state(element: Mapping[str, Any]) -> Json:  # Any: the JSON border
    kind = str(element.get("type"))
    many = kind in CHOSEN_MANY
    name = CHOSEN_MANY[kind] if many else CHOSEN_ONE.get(kind, "value")
    first = element.get(INITIAL.get(name, ""))
    return {"type": kind, name: first if first is not None else ([] if many else None)}


def state_values(
    blocks: Sequence[Json], typed: Mapping[str, Mapping[str, Json]]
) -> dict[str, dict[str, Json]]:
    """`state.values` of a view or message: what was entered, else the initial values."""
    values: dict[str, dict[str, Json]] = {}
    for placed in placed_elements(blocks):
        if placed.kind not in STATELESS:
            entered = typed.get(placed.block_id, {}).get(placed.action_id)
            state = entered if entered is not None else initial_state(placed.element)
            values.setdefault(placed.block_id, {})[placed.action_id] = state
    return values


def is_empty(state: Json) -> bool:
    return not any(value for name, value in state.items() if name != "type")


def missing_inputs(
    blocks: Sequence[Json], values: Mapping[str, Mapping[str, Json]]
) -> dict[str, str]:
    """Block id to the sentence that keeps the form from being sent."""
    errors: dict[str, str] = {}
    for placed in placed_elements(blocks):
        if not placed.is_input:
            continue
        state = values.get(placed.block_id, {}).get(placed.action_id, {})
        text = state.get("value") or ""
        least, most = placed.element.get("min_length"), placed.element.get("max_length")
        if is_empty(state):
            if not placed.block.get("optional"):
                errors[placed.block_id] = "Please complete this required field."
        elif least and len(text) < least:
            errors[placed.block_id] = f"Please enter at least {least} characters."
        elif most and len(text) > most:
            errors[placed.block_id] = f"Please enter no more than {most} characters."
        elif placed.kind == "plain_text_input" and len(text) > 3000:
            errors[placed.block_id] = "Please enter no more than 3000 characters."
    return errors


def _option(element: Mapping[str, Any], choice: str) -> Json:  # Any: the JSON border
    options = options_of(element)
    for option in options:
        if option.get("value") == choice:
            return option
    for option in options:
        if option["text"]["text"] == choice:
            return option
    known = ", ".join(str(option.get("value")) for option in options)
    raise NoSuchChoice(f"{choice!r} is not among the options: {known}")
