"""How the words of a printing are shown, with the marks that stand around them."""

from __future__ import annotations

import re

import pytest

from desk.who_said import printed_words
from extraction.annotations import QuotationKind, Span
from store.utterances import PrintedWord, Printing


def shown(text: str, *content: str) -> str:
    """What is shown of the pieces of a text, in order."""
    spans = tuple(Span(text.index(piece), text.index(piece) + len(piece)) for piece in content)
    words = tuple(
        PrintedWord(s.start + m.start(), s.start + m.end(), "")
        for s in spans
        for m in re.finditer(r"\w+", s.of(text))
    )
    printing = Printing(
        quotations=(0,),
        words=words,
        kind=QuotationKind.MIXED,
        content=spans,
        direct=tuple(False for _ in spans),
        sentence=Span(0, len(text)),
        cue=None,
        speaker=None,
        said_on=None,
    )
    return "".join(word.text for word in printed_words(text, printing))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Roe said “hard choices” have to be made.", ["“hard choices” have to be made"]),
        ("Roe said it was a “hard choice.”", ["it was a “hard choice.”"]),
        ("Roe said (as ever) it was over.", ["(as ever) it was over"]),
    ],
)
def test_a_mark_that_opens_is_shown_as_the_one_that_closes(text: str, content: list[str]) -> None:
    assert shown(text, *content) == content[0]


def test_pieces_are_parted_by_an_ellipsis_and_keep_their_marks() -> None:
    text = "“Hard choices” must be made, Roe said, and “very soon” indeed."
    assert shown(text, "“Hard choices” must be made", "“very soon” indeed") == (
        "“Hard choices” must be made … “very soon” indeed"
    )
