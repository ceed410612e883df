"""What is typed behind /digest in; the order, and an order back to its line, out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

from desk.errors import BadRequest, UnknownWord
from desk.requests import Subscribe
from handlers.asked import (
    EditDigest,
    Help,
    ListDigests,
    PauseDigest,
    PreviewDigest,
    Question,
    StopDigest,
)
from handlers.dates import check_zone, read_clock, read_days, read_zone
from handlers.typed import Setting, Typed, nearest, quote, read_line

KINDS: Final = (
    *("number", "date", "time", "duration", "place", "status", "label", "quote_wording"),
    *("attribution", "name", "omission", "negation", "manner", "cause", "scope", "actor"),
    *("hedging", "framing"),
)
#: Kinds of discrepancies as people call them.
CALLED: Final = {
    **dict.fromkeys(("date", "dates"), "date"),
    **dict.fromkeys(("number", "numbers", "figure", "figures"), "number"),
    **dict.fromkeys(("place", "places", "location", "locations"), "place"),
    **dict.fromkeys(("name", "names", "spelling", "spellings"), "name"),
    **dict.fromkeys(("quote", "quotes", "quotation", "quotations"), "quote_wording"),
    **dict.fromkeys(("label", "labels"), "label"),
    **dict.fromkeys(("omission", "omissions"), "omission"),
    **dict.fromkeys(("framing", "tone", "slant"), "framing"),
}
SEVERITIES: Final = ("hard", "soft")
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
VERBS: Final = ("subscribe", "list", "edit", "pause", "resume", "unsubscribe", "now", "help")
LISTED = 20  # words that may be included or excluded
WORD = 60  # characters of one of them
TOPIC = 200
_FILTERS = (
    *("topic", "kind", "severity", "include", "exclude"),
    *("at", "zone", "days", "empty", "to"),
)
_WEEKDAYS = (0, 1, 2, 3, 4)
_MORNING = time(9)


def read_digest(rest: str, setting: Setting) -> Question:
    """`subscribe …`, `list`, `edit`, `unsubscribe`, `pause`, `resume`, `now`, `help`."""
    first, _, more = rest.strip().partition(" ")
    verb = first.lower()
    if not verb or verb in ("help", "?"):
        return Help("digest")
    if verb in ("list", "show"):
        return ListDigests()
    if verb in ("unsubscribe", "stop", "remove", "delete"):
        return StopDigest(_optional_number(more))
    if verb in ("edit", "change"):
        return EditDigest(_optional_number(more))
    if verb in ("pause", "resume"):
        return PauseDigest(_optional_number(more), paused=verb == "pause")
    if verb in ("now", "preview"):
        given = more.strip().lstrip("#").isdigit()
        return PreviewDigest(_number(more) if given else read_order(more, setting))
    if verb == "subscribe":
        return read_order(more, setting)
    meant = nearest(verb, VERBS)
    hint = f"Did you mean {meant}?" if meant else f"Try one of {', '.join(VERBS)}."
    raise UnknownWord(f"/digest knows no word {first}. {hint}")


def read_order(rest: str, setting: Setting) -> Subscribe:
    """`[TOPIC] [topic: kind: severity: include: exclude: empty: to:] at 09:00 Europe/London
    weekdays`.

    Raises BadRequest, UnknownWord: the sentence says what to type instead.
    """
    typed = read_line(rest, _FILTERS)
    at = read_clock(typed.only("at") or "")
    zone = check_zone(typed.only("zone") or setting.zone)
    days = read_days(typed.only("days") or "") or ()
    topic = [*typed.all("topic")]
    words = [word for word in typed.parts if word.lower() not in ("on", "every", "and", "in")]
    expecting = False
    for word in words:
        clock = read_clock(word)
        if word.lower() == "at":
            expecting = True
        elif clock is not None and (expecting or ":" in word or not word.isdigit()):
            at, expecting = clock, False
        elif expecting:
            raise BadRequest(f"{word} is no time of day. Type it as at 09:00 or at 9am.")
        elif word.lower() == "day":
            days = (0, 1, 2, 3, 4, 5, 6)
        elif (some := read_days(word.rstrip(","))) is not None:
            days = tuple(sorted({*days, *some}))
        elif "/" in word or (read_zone(word) is not None and at is not None):
            zone = check_zone(word)
        else:
            topic.append(word)
    if expecting:
        raise BadRequest("Say at what time: at 09:00.")
    to = one_of("to", typed.only("to"), ("me", "here"))
    empty = one_of("empty", typed.only("empty"), ("say", "quiet"))
    return Subscribe(
        setting.channel,
        at or _MORNING,
        zone,
        days or _WEEKDAYS,
        check_topic(" ".join(topic)),
        kinds_of(typed),
        one_of("severity", typed.only("severity"), SEVERITIES),
        read_words(",".join(typed.all("exclude"))),
        read_words(",".join(typed.all("include"))),
        say_empty=empty == "say",
        to_me=to == "me" or setting.channel.startswith("D"),
    )


def write_order(order: Subscribe) -> str:
    """The line that subscribes to it again. `read_order` reads it back where the channel is set."""
    days = ",".join(DAYS[day] for day in order.days)
    parts = ["/digest subscribe", f"at:{order.at:%H:%M}", f"zone:{order.zone}", f"days:{days}"]
    parts += [f"topic:{quote(order.topic)}"] if order.topic else []
    parts += [f"kind:{kind}" for kind in order.kinds]
    parts += [f"severity:{order.severity}"] if order.severity else []
    parts += [f"include:{quote(', '.join(order.include))}"] if order.include else []
    parts += [f"exclude:{quote(', '.join(order.exclude))}"] if order.exclude else []
    parts += ["empty:say"] if order.say_empty else []
    parts += ["to:me"] if order.to_me else []
    return " ".join(parts)


def read_words(text: str) -> tuple[str, ...]:
    """Words or outlets apart by commas, each once.

    Raises BadRequest where there are too many, or one is too long.
    """
    words = tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))
    if len(words) > LISTED:
        raise BadRequest(f"That is more than {LISTED} words. Leave some out.")
    if any(len(word) > WORD for word in words):
        raise BadRequest(f"A word or outlet here has at most {WORD} characters.")
    return words


def check_topic(text: str) -> str:
    """The topic in one line. Raises BadRequest where it is too long."""
    topic = " ".join(text.split())
    if len(topic) > TOPIC:
        raise BadRequest(f"A topic has at most {TOPIC} characters: a name or a few words.")
    return topic


def kinds_of(typed: Typed) -> tuple[str, ...]:
    """The kinds named by kind:, each once, also as cards call them. Raises UnknownWord."""
    names = [name for value in typed.all("kind") for name in value.split(",") if name]
    spelt = [CALLED.get(name.lower(), name.replace("-", "_")) for name in names]
    found = [one_of("kind", name, KINDS) for name in spelt]
    return tuple(dict.fromkeys(name for name in found if name))


def one_of(name: str, value: str | None, known: Sequence[str]) -> str | None:
    """The value in lower case; None where none was given. Raises UnknownWord."""
    if value is None or value.lower() in known:
        return value.lower() if value else None
    meant = nearest(value, known)
    hint = f"Did you mean {name}:{meant}?" if meant else f"It is one of {', '.join(known)}."
    raise UnknownWord(f"There is no {name}:{value}. {hint}")


def number(name: str, value: str) -> int:
    """A whole number as people number things. Raises BadRequest."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise BadRequest(f"{name}: takes a number, as in {name}:3, not {value}.")
    return int(value)


def _optional_number(text: str) -> int | None:
    return _number(text) if text.strip() else None


def _number(text: str) -> int:
    word = text.strip().lstrip("#")
    if not (word.isascii() and word.isdigit() and len(word) < 10):
        raise BadRequest(
            f"{word} is no number of a digest. /digest list shows them, each with "
            "its number, as in /digest pause 3."
        )
    return int(word)
