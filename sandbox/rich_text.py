"""A rich_text block in; the same paragraphs of styled runs that mrkdwn becomes, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sandbox.emoji import EMOJI
from sandbox.mrkdwn import Paragraph, ParagraphKind, Reader, Run, safe_url, show_date

Json = Mapping[str, Any]  # Any: the JSON border
STYLES = ("bold", "italic", "strike", "code")


def parse_rich_text(block: Json, reader: Reader) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph for part in block.get("elements") or () for paragraph in _part(part, reader)
    )


def _part(part: Json, reader: Reader) -> Iterator[Paragraph]:
    kind = part.get("type")
    elements: Sequence[Json] = part.get("elements") or ()
    if kind == "rich_text_list":
        first = int(part.get("offset") or 0) + 1
        ordered = part.get("style") == "ordered"
        for number, item in enumerate(elements, start=first):
            runs = tuple(_run(one, reader) for one in item.get("elements") or ())
            marker = f"{number}." if ordered else "•"
            yield Paragraph("item", runs, int(part.get("indent") or 0), marker)
    elif kind == "rich_text_preformatted":
        text = "".join(_run(one, reader).text for one in elements)
        yield Paragraph("pre", (Run(text),))
    else:
        yield from _split(
            [_run(one, reader) for one in elements],
            "quote" if kind == "rich_text_quote" else "text",
        )


def _split(runs: Sequence[Run], kind: ParagraphKind) -> Iterator[Paragraph]:
    """A line break within a section starts a new paragraph; a last one ends it."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        line.append(Run(first, run.styles, run.url))
        for text in others:
            yield Paragraph(kind, tuple(line))
            line = [Run(text, run.styles, run.url)]
    if any(run.text for run in line):
        yield Paragraph(kind, tuple(line))


def _run(element: Json, reader: Reader) -> Run:
    style = element.get("style") or {}
    styles = tuple(name for name in STYLES if isinstance(style, Mapping) and style.get(name))
    kind = element.get("type")
    if kind == "link":
        url = str(element.get("url", ""))
        return Run(str(element.get("text") or url), styles, safe_url(url))
    if kind == "emoji":
        name = str(element.get("name", ""))
        return Run(EMOJI.get(name, f":{name}:"), styles)
    if kind == "user":
        return Run("@" + reader.name_of(str(element.get("user_id", ""))), (*styles, "mention"))
    if kind == "channel":
        return Run("#" + reader.name_of(str(element.get("channel_id", ""))), (*styles, "mention"))
    if kind == "broadcast":
        return Run("@" + str(element.get("range", "")), (*styles, "mention"))
    if kind == "date":
        shown = show_date(int(element.get("timestamp") or 0), str(element.get("format")), reader)
        return Run(shown, styles, safe_url(str(element.get("url") or "")))
    return Run(str(element.get("text", "")), styles)
