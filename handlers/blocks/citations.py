"""A citation of the desk in; its line, its sentence and the way to its article, out."""

from __future__ import annotations

from collections.abc import Sequence

from desk.answers import Citation
from handlers.blocks.elements import (
    SHOW_CONTEXT,
    actions,
    button,
    choice,
    day,
    line,
    link,
    name,
    quoted,
    run,
    safe_link,
    section,
)
from handlers.blocks.fitting import MORE, Block, cut, escape, literal, one_line

BUTTONS = 5  # more sources than this go into a menu
SENTENCE = 450  # characters of a sentence in a list: two long sentences of news prose
OUTLET = 80


def place(citation: Citation) -> str:
    """What a *Show in context* button carries: "article:offset"."""
    return f"{citation.article}:{citation.at}"


def quotation_place(citation: Citation) -> str:
    """The same where the marks are the words of a quotation: "article:offset:said"."""
    first = citation.marks[0][0] if citation.marks else 0
    return f"{citation.article}:{citation.at + first}:said"


def read_place(value: str) -> tuple[int, int]:
    """The other way round. Raises ValueError for a value that is none of ours."""
    article, at = value.removesuffix(":said").split(":")
    return int(article), int(at)


def is_quotation(value: str) -> bool:
    """Whether a place is that of a quotation, whose words are to be marked."""
    return value.endswith(":said")


def outlet(citation: Citation) -> str:
    """The outlet's name in one line, of bearable length."""
    shown = one_line(citation.outlet)
    return shown if len(shown) <= OUTLET else shown[: OUTLET - 1] + "…"


def source_line(citation: Citation, *notes: str) -> Block:
    """ "Outlet · 14 April 2025 · note · open at the sentence"."""
    runs = [run(outlet(citation), bold=True), run(f" · {day(citation.published)}")]
    runs += [run(f" · {one_line(note)}") for note in notes if note.strip()]
    if citation.link:
        runs += [run(" · "), link(citation.link, "open at the sentence")]
    return line(*runs)


def source_row(citation: Citation, *notes: str, marker: str = "") -> Block:
    """`source_line` with a *Show in context* button at its right; notes are plain words."""
    parts = [f"{marker}*{name(outlet(citation))}*", day(citation.published)]
    parts += [literal(one_line(note), 300) for note in notes if note.strip()]
    address = safe_link(citation.link)
    if address is not None and len(address) <= 2_000:
        parts.append(f"<{escape(address)}|open at the sentence>")
    of = f"{cut(outlet(citation), 24)}: {one_line(citation.sentence)}"
    way = button("Show in context", SHOW_CONTEXT, place(citation), of=of)
    return section(" · ".join(parts), way)


def sentence(citation: Citation, limit: int = SENTENCE) -> Block:
    """The sentence as a quotation, the stretches that matter in bold.

    A sentence longer than `limit` characters is cut around its first mark.
    """
    return quoted(*sentence_runs(citation, limit))


def sentence_runs(citation: Citation, limit: int = SENTENCE) -> list[Block]:
    """The sentence as stretches of rich text; line breaks are shown as blanks."""
    text = citation.sentence.replace("\r", " ").replace("\n", " ")
    begin, end = window(text, citation.marks, limit)
    runs: list[Block] = [run(MORE.strip() + " ")] if begin > 0 else []
    at = begin
    for start, stop in _sound(citation.marks, begin, end):
        if start > at:
            runs.append(run(text[at:start]))
        runs.append(run(text[max(start, at) : stop], bold=True))
        at = stop
    if at < end or not runs:
        runs.append(run(text[at:end]))
    if end < len(text):
        runs.append(run(MORE))
    return runs


def window(text: str, marks: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """The stretch of at most `limit` characters to show, at words, with the first mark in it."""
    if len(text) <= limit:
        return 0, len(text)
    first = min((start for start, _ in marks), default=0)
    begin = 0 if first < limit * 2 // 3 else max(0, min(first - limit // 3, len(text) - limit))
    if begin > 0:
        blank = text.find(" ", begin, begin + 40)
        begin = blank + 1 if blank >= 0 else begin
    end = min(len(text), begin + limit)
    if end < len(text):
        blank = text.rfind(" ", max(begin + 1, end - 40), end)
        end = blank if blank > 0 else end
    return begin, end


def _sound(marks: Sequence[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
    """The marks that show between `begin` and `end`, in order, without overlap."""
    kept: list[tuple[int, int]] = []
    for start, stop in sorted(marks):
        start, stop = max(start, begin, kept[-1][1] if kept else begin), min(stop, end)
        if start < stop:
            kept.append((start, stop))
    return kept


def ways_in(citations: Sequence[Citation], *, quotations: bool = False) -> Block | None:
    """Buttons that show each citation in its article, or a menu where there are many."""
    places: dict[str, Citation] = {}
    for citation in citations:
        places.setdefault(quotation_place(citation) if quotations else place(citation), citation)
    if not places:
        return None
    if len(places) <= BUTTONS:
        labels = _labels(list(places.values()))
        return actions(
            *(
                button(label, SHOW_CONTEXT, value)
                for label, value in zip(labels, places, strict=True)
            )
        )
    options = [
        (f"{outlet(citation)}: {one_line(citation.sentence)[:60]}", value)
        for value, citation in places.items()
    ]
    return actions(choice("Show in context …", SHOW_CONTEXT, options))


def _labels(citations: Sequence[Citation]) -> list[str]:
    names = [outlet(citation) for citation in citations]
    if len(names) == 1:
        return ["Show in context"]
    nth = [names[: at + 1].count(name) for at, name in enumerate(names)]
    return [
        f"In context: {cut(name, 50)}" + (f" · {number}" if names.count(name) > 1 else "")
        for name, number in zip(names, nth, strict=True)
    ]
