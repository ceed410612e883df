"""A headline in; what it quotes in the form `Roe: The plan is dead`, out."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.annotations import Span
from extraction.speech.drafts import Draft
from extraction.speech.marks import trim
from extraction.speech.mentions import mention_in
from extraction.speech.passages import Passage
from intake.article import PartKind

_LONGEST = 6  # words of the speaker


def read_headline(passage: Passage, others: Sequence[Passage]) -> Draft | None:
    """The quotation of a headline that opens with a speaker and a colon.

    The speaker is a name that the body has too, so that `Roundup: the week in sport` is none.
    """
    if passage.kind is not PartKind.HEADLINE:
        return None
    words = passage.words
    colon = next((k for k in range(min(_LONGEST + 1, len(words))) if words[k] == ":"), None)
    if not colon or colon + 2 >= len(words):
        return None
    mention = mention_in(passage, 0, colon, colon - 1)
    if mention is None or not mention.label or mention.kind == "pronoun":
        return None
    last = mention.words[-1]
    if not any(last in other.words for other in others if other.number != passage.number):
        return None
    if mention.label == "ORG" and mention.words[-1] in ("report", "review", "news"):
        return None
    start, end = passage.place(colon + 1), passage.end_of(len(words) - 1)
    content = trim(passage.text, start, end)
    for m in passage.marked:
        if m.outside.start == content.start and m.outside.end == content.end:
            content = m.inside
    if not any(c.isalnum() for c in content.of(passage.text)):
        return None
    return Draft(
        [content],
        passage.number,
        None,
        mention,
        "headline",
        0.9,
        Span(passage.place(0), end),
        list(range(len(passage.marked))),
    )
