"""The text of a markdown block in; the same paragraphs that mrkdwn becomes, out.

A small part of Markdown: headings, lists, quotes, fences, `**bold**`, `*italic*`, `~~strike~~`,
`` `code` ``, `[label](url)`. Tables and pictures stay as they are typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sandbox.mrkdwn import NESTING_LIMIT, Paragraph, Run, safe_url

INLINE = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)"
    r"|\*\*(?P<bold>(?=\S).+?(?<=\S))\*\*"
    r"|~~(?P<strike>(?=\S).+?(?<=\S))~~"
    r"|(?<![\w*])\*(?P<italic>(?=[^\s*]).+?(?<=[^\s*]))\*(?![\w*])"
    r"|(?<!\w)_(?P<italic2>(?=[^\s_]).+?(?<=[^\s_]))_(?!\w)"
)


def parse_markdown(text: str) -> tuple[Paragraph, ...]:
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    fenced: list[str] | None = None
    for line in text.split("\n"):
        if line.startswith("```"):
            if fenced is None:
                fenced = []
            else:
                yield Paragraph("pre", (Run("\n".join(fenced)),))
                fenced = None
        elif fenced is not None:
            fenced.append(line)
        else:
            yield _line(line)
    if fenced is not None:
        yield Paragraph("pre", (Run("\n".join(fenced)),))


def _line(line: str) -> Paragraph:
    if heading := re.match(r"#{1,6} +", line):
        return Paragraph("heading", tuple(_inline(line[heading.end() :], ())))
    if quote := re.match(r"> ?", line):
        return Paragraph("quote", tuple(_inline(line[quote.end() :], ())))
    if item := re.match(r"(?P<lead> *)(?P<mark>[-*+]|\d+[.)]) +", line):
        marker = "•" if item["mark"] in "-*+" else item["mark"]
        indent = len(item["lead"]) // 2
        return Paragraph("item", tuple(_inline(line[item.end() :], ())), indent, marker)
    return Paragraph("text", tuple(_inline(line, ())))


def _inline(text: str, styles: tuple[str, ...]) -> Iterator[Run]:
    position = 0
    for found in INLINE.finditer(text) if len(styles) < NESTING_LIMIT else ():
        if found.start() > position:
            yield Run(text[position : found.start()], styles)
        position = found.end()
        if found["code"]:
            yield Run(found["code"], (*styles, "code"))
        elif found["label"]:
            yield Run(found["label"], styles, safe_url(found["url"]))
        else:
            name = "bold" if found["bold"] else "strike" if found["strike"] else "italic"
            inner = found[name] or found["italic2"]
            yield from _inline(inner, (*styles, name))
    if text[position:]:
        yield Run(text[position:], styles)
