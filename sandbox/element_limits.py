"""One interactive element or text object in; what the platform holds against it, out. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

Json = Mapping[str, Any]  # Any: the JSON border
Found = tuple[str, str]  # the sentence and the JSON pointer

IDENTIFIER = 255  # action_id
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
BUTTON_URL = 3_000
ACCESSIBILITY = 75
OPTION_TEXT = 75
OPTION_VALUE = 150
OPTIONS = 100
OPTION_GROUPS = 100
FEW_OPTIONS = 10  # checkboxes, radio buttons
OVERFLOW_OPTIONS = 5
PLACEHOLDER = 150
INPUT_LENGTH = 3_000
ALT_TEXT = 2_000
IMAGE_URL = 3_000
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}

ELEMENTS = frozenset(
    {
        "button",
        "image",
        "overflow",
        "checkboxes",
        "radio_buttons",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "plain_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "file_input",
        *(
            f"{many}{kind}_select"
            for many in ("", "multi_")
            for kind in ("static", "external", "users", "conversations", "channels")
        ),
    }
)
STYLES = (None, "primary", "danger")


def faults_of_element(element: Json, pointer: str) -> Iterator[Found]:
    """The element's type is known to be allowed where it stands."""
    kind = str(element.get("type"))
    action = element.get("action_id")
    if action is not None and not isinstance(action, str):
        yield "must be a string", f"{pointer}/action_id"
    yield from longer(action, IDENTIFIER, f"{pointer}/action_id")
    if element.get("placeholder") is not None:
        where = f"{pointer}/placeholder"
        yield from faults_of_text(element["placeholder"], PLACEHOLDER, where, plain=True)
    if element.get("confirm") is not None:
        yield from _confirm(element["confirm"], f"{pointer}/confirm")
    if kind == "button":
        yield from _button(element, pointer)
    elif kind == "image":
        yield from _image(element, pointer)
    elif kind in ("static_select", "multi_static_select"):
        yield from _select(element, pointer)
    elif kind == "overflow":
        yield from _options(element.get("options"), OVERFLOW_OPTIONS, f"{pointer}/options")
    elif kind in ("checkboxes", "radio_buttons"):
        yield from _options(element.get("options"), FEW_OPTIONS, f"{pointer}/options", rich=True)
    elif kind == "plain_text_input":
        yield from _text_input(element, pointer)
    elif kind == "number_input":
        if not isinstance(element.get("is_decimal_allowed"), bool):
            yield "missing required field: is_decimal_allowed", pointer
    elif kind == "datepicker":
        yield from _parses(element.get("initial_date"), date, f"{pointer}/initial_date")
    elif kind == "timepicker":
        yield from _parses(element.get("initial_time"), time, f"{pointer}/initial_time")


def faults_of_text(
    value: object, limit: int, pointer: str, *, plain: bool = False
) -> Iterator[Found]:
    """A text object: type, a text of 1 to `limit` characters."""
    if not isinstance(value, Mapping):
        yield "must be a text object", pointer
        return
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")
    if value.get("type") not in kinds:
        yield f"must be one of: {', '.join(kinds)}", f"{pointer}/type"
    text = value.get("text")
    if not isinstance(text, str) or not text:
        yield "must be more than 0 characters", f"{pointer}/text"
    yield from longer(text, limit, f"{pointer}/text")


def longer(value: object, limit: int, pointer: str) -> Iterator[Found]:
    if isinstance(value, str) and len(value) > limit:
        yield f"must be less than {limit + 1} characters", pointer


def required(mapping: Json, name: str, pointer: str) -> Iterator[Found]:
    if not mapping.get(name):
        yield f"missing required field: {name}", pointer


def array(value: object, least: int, most: int | None, pointer: str) -> Iterator[Found]:
    if not isinstance(value, list):
        yield "must be an array", pointer
    elif len(value) < least:
        yield f"no fewer than {least} items allowed", pointer
    elif most is not None and len(value) > most:
        yield f"no more than {most} items allowed", pointer


def _button(element: Json, pointer: str) -> Iterator[Found]:
    yield from faults_of_text(element.get("text"), BUTTON_TEXT, f"{pointer}/text", plain=True)
    value = element.get("value")
    if value is not None and not isinstance(value, str):
        yield "must be a string", f"{pointer}/value"
    yield from longer(value, BUTTON_VALUE, f"{pointer}/value")
    yield from longer(element.get("url"), BUTTON_URL, f"{pointer}/url")
    label = element.get("accessibility_label")
    yield from longer(label, ACCESSIBILITY, f"{pointer}/accessibility_label")
    if element.get("style") not in STYLES:
        yield "must be one of: primary, danger", f"{pointer}/style"


def _image(element: Json, pointer: str) -> Iterator[Found]:
    if not element.get("image_url") and not element.get("slack_file"):
        yield "missing required field: image_url or slack_file", pointer
    yield from longer(element.get("image_url"), IMAGE_URL, f"{pointer}/image_url")
    yield from required(element, "alt_text", pointer)
    yield from longer(element.get("alt_text"), ALT_TEXT, f"{pointer}/alt_text")


def _select(element: Json, pointer: str) -> Iterator[Found]:
    groups = element.get("option_groups")
    if groups is None:
        yield from _options(element.get("options"), OPTIONS, f"{pointer}/options")
    else:
        where = f"{pointer}/option_groups"
        yield from array(groups, 1, OPTION_GROUPS, where)
        for index, group in enumerate(groups if isinstance(groups, list) else ()):
            label = group.get("label") if isinstance(group, Mapping) else None
            options = group.get("options") if isinstance(group, Mapping) else None
            yield from faults_of_text(label, OPTION_TEXT, f"{where}/{index}/label", plain=True)
            yield from _options(options, OPTIONS, f"{where}/{index}/options")
    chosen = element.get("initial_options") or [element.get("initial_option")]
    known = {_key(option) for option in _all_options(element)}
    for option in chosen if isinstance(chosen, list) else ():
        if option is not None and _key(option) not in known:
            yield "the initial option is not among the options", pointer


def _options(options: object, most: int, pointer: str, *, rich: bool = False) -> Iterator[Found]:
    yield from array(options, 1, most, pointer)
    for index, option in enumerate(options if isinstance(options, list) else ()):
        where = f"{pointer}/{index}"
        if not isinstance(option, Mapping):
            yield "must be an object", where
            continue
        yield from faults_of_text(option.get("text"), OPTION_TEXT, f"{where}/text", plain=not rich)
        value = option.get("value")
        if not isinstance(value, str) or not value:
            yield "missing required field: value", where
        yield from longer(value, OPTION_VALUE, f"{where}/value")
        if option.get("description") is not None:
            about = option["description"]
            yield from faults_of_text(about, OPTION_TEXT, f"{where}/description", plain=not rich)


def _text_input(element: Json, pointer: str) -> Iterator[Found]:
    for name, least in (("min_length", 0), ("max_length", 1)):
        value = element.get(name)
        if value is not None and not (isinstance(value, int) and least <= value <= INPUT_LENGTH):
            yield f"must be between {least} and {INPUT_LENGTH}", f"{pointer}/{name}"
    most = element.get("max_length")
    limit = most if isinstance(most, int) else INPUT_LENGTH
    yield from longer(element.get("initial_value"), limit, f"{pointer}/initial_value")


def _confirm(value: object, pointer: str) -> Iterator[Found]:
    for name, limit in CONFIRM.items():
        inner = value.get(name) if isinstance(value, Mapping) else None
        if inner is None:
            if name in ("title", "text"):
                yield f"missing required field: {name}", pointer
            continue
        yield from faults_of_text(inner, limit, f"{pointer}/{name}", plain=name != "text")


def _parses(value: object, kind: type[date] | type[time], pointer: str) -> Iterator[Found]:
    if value is None:
        return
    try:
        kind.fromisoformat(str(value))
    except ValueError:
        yield f"not a valid {kind.__name__}", pointer


def _all_options(element: Json) -> list[Json]:
    options = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        if isinstance(group, Mapping):
            options += group.get("options") or ()
    return [option for option in options if isinstance(option, Mapping)]


def _key(option: Any) -> tuple[object, object]:  # Any: the JSON border
    if not isinstance(option, Mapping):
        return (None, None)
    text = option.get("text")
    return (option.get("value"), text.get("text") if isinstance(text, Mapping) else None)
