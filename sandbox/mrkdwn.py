"""mrkdwn in; paragraphs of styled runs, out: what the page draws and the terminal prints.

Rules follow the platform's: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, fenced code, `>`
quotes, `<url|label>`, `<@U…>`, `<#C…>`, `<!date^…>`, `:emoji:`; `&amp;`, `&lt;`, `&gt;` stand for
themselves. A style mark counts only at a word's edge: `2*3*4` stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sandbox.emoji import EMOJI

ParagraphKind = Literal["text", "quote", "pre", "item", "heading"]
MARKS = {"*": "bold", "_": "italic", "~": "strike"}
NESTING_LIMIT = 6  # deeper marks stay as they are typed
CLOSING_LIMIT = 50  # marks looked at before one counts as never closed: `*a *a *a …` is hostile

Naming = Callable[[str], str]  # a user's or channel's id to the name people read


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    styles: tuple[str, ...] = ()  # bold, italic, strike, code, mention
    url: str = ""  # only ever http, https or mailto


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ParagraphKind
    runs: tuple[Run, ...]
    indent: int = 0
    marker: str = ""  # of an item: "•" or "1."

    @property
    def text(self) -> str:
        lead = "  " * self.indent + (self.marker + " " if self.marker else "")
        return lead + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is drawn: how people and channels are called, which zone the clock shows."""

    name_of: Naming
    zone: str = "UTC"


def parse_mrkdwn(text: str, reader: Reader) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    for index, part in enumerate(re.split(r"```", text)):
        if index % 2 and text.count("```") > index:
            paragraphs.append(Paragraph("pre", (Run(_code_text(part.strip("\n"), reader)),)))
            continue
        if index % 2:
            part = "```" + part
        paragraphs += _lines(part, reader)
    return tuple(paragraphs)


def parse_plain(text: str, *, emoji: bool = True) -> tuple[Paragraph, ...]:
    """A plain_text object: no marks, only emoji; lines stay lines."""
    shown = replace_emoji(text) if emoji else text
    return tuple(Paragraph("text", (Run(line),)) for line in shown.split("\n"))


def plain_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """As a person reads it, without marks."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def replace_emoji(text: str) -> str:
    """Unknown shortcodes stay: what looks like one may be a time, as in 10:30:00."""
    return re.sub(r":([a-z0-9_+-]+):", lambda found: EMOJI.get(found[1], found[0]), text)


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def safe_url(url: str) -> str:
    """The address, or nothing when it is neither a web nor a mail address."""
    return url if re.match(r"(?i)(https?://|mailto:)[^\s]", url) else ""


def show_date(stamp: int, form: str, reader: Reader) -> str:
    """`{date_short} at {time}` and its like, in the reader's zone."""
    when = datetime.fromtimestamp(stamp, ZoneInfo(reader.zone))
    day, hour = when.day, when.strftime("%I").lstrip("0")
    shown = {
        "date_num": when.strftime("%Y-%m-%d"),
        "date": f"{when:%B} {day}, {when.year}",
        "date_short": f"{when:%b} {day}, {when.year}",
        "date_long": f"{when:%A}, {when:%B} {day}, {when.year}",
        "time": f"{hour}:{when:%M %p}",
        "time_secs": f"{hour}:{when:%M:%S %p}",
    }
    for name in ("date", "date_short", "date_long"):
        shown[name + "_pretty"] = shown[name]
    return re.sub(r"\{(\w+)\}", lambda found: shown.get(found[1], found[0]), form)


def _lines(text: str, reader: Reader) -> Iterator[Paragraph]:
    if not text:
        return
    lines = text.split("\n")
    for index, line in enumerate(lines):
        edge = index in (0, len(lines) - 1)
        if not line and edge and len(lines) > 1:
            continue
        quoted = re.match(r"(?:&gt;|>) ?", line)
        kind: ParagraphKind = "quote" if quoted else "text"
        rest = line[quoted.end() :] if quoted else line
        yield Paragraph(kind, tuple(_inline(rest, (), reader)))


def _inline(text: str, styles: tuple[str, ...], reader: Reader) -> Iterator[Run]:
    position = start = 0
    while position < len(text):
        found = _special(text, position, styles, reader)
        if found is None:
            position += 1
            continue
        runs, end = found
        if text[start:position]:
            yield _text_run(text[start:position], styles)
        yield from runs
        position = start = end
    if text[start:]:
        yield _text_run(text[start:], styles)


def _special(
    text: str, at: int, styles: tuple[str, ...], reader: Reader
) -> tuple[list[Run], int] | None:
    mark = text[at]
    if mark == "<":
        end = text.find(">", at)
        if end > at + 1:
            return [_reference(text[at + 1 : end], styles, reader)], end + 1
    elif mark == "`":
        end = text.find("`", at + 1)
        if end > at + 1:
            inner = _code_text(text[at + 1 : end], reader)
            return [Run(inner, (*styles, "code"))], end + 1
    elif mark in MARKS and MARKS[mark] not in styles and len(styles) < NESTING_LIMIT:
        closing = _closing(text, at, mark)
        if closing is not None:
            inner_runs = list(_inline(text[at + 1 : closing], (*styles, MARKS[mark]), reader))
            return inner_runs, closing + 1
    return None


def _closing(text: str, at: int, mark: str) -> int | None:
    """Where the mark that opens at `at` closes; None where it is no mark but a character."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() or after.isspace() or after == mark:
        return None
    end = at
    for _ in range(CLOSING_LIMIT):
        end = text.find(mark, end + 1)
        if end == -1:
            break
        outside = text[end + 1] if end + 1 < len(text) else " "
        if not text[end - 1].isspace() and not outside.isalnum() and outside != mark:
            return end
    return None


def _reference(inner: str, styles: tuple[str, ...], reader: Reader) -> Run:
    """`<…>`: a link, a mention, a date."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return Run("@" + reader.name_of(target[1:]), (*styles, "mention"))
    if target.startswith("#"):
        return Run("#" + (label or reader.name_of(target[1:])), (*styles, "mention"))
    if target.startswith("!date^"):
        stamp, form, *link = (*target[len("!date^") :].split("^"), "")
        shown = show_date(int(stamp), form, reader) if stamp.isdecimal() and form else label
        return Run(unescape(shown), styles, safe_url(link[0]) if link else "")
    if target.startswith("!"):
        return Run("@" + (label or target[1:]).lstrip("@"), (*styles, "mention"))
    url = safe_url(unescape(target))
    shown = replace_emoji(unescape(label)) if label else unescape(target)
    return Run(shown.removeprefix("mailto:"), styles, url)


def _code_text(text: str, reader: Reader) -> str:
    """Within code only references and escapes count."""
    named = re.sub(r"<([^<>]+)>", lambda found: _reference(found[1], (), reader).text, text)
    return unescape(named)


def _text_run(text: str, styles: tuple[str, ...]) -> Run:
    return Run(replace_emoji(unescape(text)), styles)
