"""A line as somebody typed it in; its words, phrases and filters, out. Also where it was typed."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from desk.errors import BadRequest, UnknownWord
from handlers.dates import SPELT

#: Opening mark and the marks that may close it, as keyboards and phones produce them.
_MARKS = {'"': '"”“„', "“": '”“"', "„": '“”"', "«": "»", "”": '”"'}
_FILTER = re.compile(r"([A-Za-z]+):(?!//)")
_SLACK_LINK = re.compile(r"<(?:https?|mailto):[^|>]*\|([^>]*)>|<(https?:[^>|]*)>")

#: What turns the direction of writing or takes no room: pasted along with words.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_WRAPPED = re.compile(r"\s*(```|[`*_~])(?P<inside>.+)\1\s*", re.S)
_DATED = ("since", "until")  # filters whose value may be a date of several words

_LABELLED_LINK = re.compile(r"<(https?:[^|>\s]*)(?:\|[^>]*)?>", re.I)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a line is typed: what it leaves unsaid."""

    now: datetime  # aware, in the asker's zone
    zone: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stood in the line, in order; `filters` are (name, value) in lower case names."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]  # words and phrases together, in the order typed

    def only(self, name: str) -> str | None:
        """The one value given for a filter. Raises BadRequest for two that are not the same."""
        values = {value.casefold(): value for value in self.all(name)}
        if len(values) > 1:
            one, other = [*values.values()][:2]
            raise BadRequest(
                f"{name}: stands there twice, with {one} and {other}. Type one of them."
            )
        return next(iter(values.values()), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a filter; `kind:number,date` counts as two where it has a comma."""
        return tuple(value for key, value in self.filters if key == name)


def read_line(line: str, filters: Collection[str]) -> Typed:
    """Split a line; only `filters` may stand before a colon.

    Quotation marks of any sort hold words together, after a colon too; an unclosed one runs to
    the end of the line. `&lt;` and links that Slack made of words become what was typed.
    Raises UnknownWord for a filter that looks like one of `filters` and is none, BadRequest for
    one without a value.
    """
    text = as_typed(line)
    words: list[str] = []
    phrases: list[str] = []
    found: list[tuple[str, str]] = []
    parts: list[str] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        if text[at] in _MARKS:
            phrase, at = _quoted(text, at)
            if phrase:
                phrases.append(phrase)
                parts.append(phrase)
            continue
        name, after = _filter(text, at, filters)
        if name:
            value, at = _value(text, after, dated=name in _DATED)
            if not value:
                raise BadRequest(f"{name}: needs a value behind it, as in {name}:…")
            found.append((name, value))
            continue
        end = at
        while end < len(text) and not text[end].isspace():
            end += 1
        words.append(text[at:end])
        parts.append(text[at:end])
        at = end
    return Typed(tuple(words), tuple(phrases), tuple(found), tuple(parts))


def as_typed(line: str) -> str:
    """Slack's escapes and links undone, marks that nobody sees left out."""
    plain = _SLACK_LINK.sub(lambda match: match.group(1) or match.group(2) or "", line)
    plain = _UNSEEN.sub("", plain)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def unwrapped(line: str) -> str:
    """A line without the code marks, asterisks … that stand around all of it."""
    while match := _WRAPPED.fullmatch(line):
        line = match["inside"]
    return line


def bare_links(line: str) -> str:
    """Slack's `<https://…|label>` as the address alone: where links are asked for, not words."""
    return _LABELLED_LINK.sub(r" \1 ", line)


def is_link(word: str) -> bool:
    """Whether a word begins as the address of a web page does."""
    return word.lower().startswith(("http://", "https://"))


def quote(value: str) -> str:
    """A phrase written so that `read_line` reads it back."""
    return '"' + re.sub(r'["“”„]', "'", value) + '"'


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that somebody most likely meant, or None."""
    close = get_close_matches(word.lower(), list(known), n=1, cutoff=0.7)
    return close[0] if close else None


def _filter(text: str, at: int, known: Collection[str]) -> tuple[str, int]:
    match = _FILTER.match(text, at)
    if not match:
        return "", at
    name = match.group(1).lower()
    if name in known:
        return name, match.end()
    meant = nearest(name, known)
    followed = match.end() < len(text) and not text[match.end()].isspace()
    if meant and followed:
        right = text[: match.start()] + f"{meant}:" + text[match.end() :]
        raise UnknownWord(f"There is no filter {name}: here. Did you mean {meant}:?", right)
    return "", at


def _value(text: str, at: int, *, dated: bool) -> tuple[str, int]:
    """The value behind a filter's colon, which a blank may part from it; `dated`: "14 April"."""
    while at < len(text) and text[at] in " \t":
        at += 1
    if at < len(text) and text[at] in _MARKS:
        return _quoted(text, at)
    if dated and (date := SPELT.match(text, at)):
        return date[0], date.end()
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[at:end], end


def _quoted(text: str, at: int) -> tuple[str, int]:
    """What stands in marks, and where the line goes on."""
    closing = _MARKS[text[at]]
    end = at + 1
    while end < len(text) and text[end] not in closing:
        end += 1
    return " ".join(text[at + 1 : end].split()), min(end + 1, len(text))
