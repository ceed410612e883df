"""A parsed article in; the proper names in it, as printed, out.

Names the pipeline marks, and runs of capitalised words that end in a word of institutions
("Center", "Act"), which it often cuts short. A person's kind comes from the people found before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Name, Person, Span
from extraction.parsed import ParsedArticle

_KINDS = {"PERSON": "person", "PER": "person", "ORG": "organisation", "LOC": "place",
          "GPE": "place", "FAC": "place"}  # fmt: skip
_CAPITAL = r"[A-Z][\w’'&.-]*[\w]"
_RUN = re.compile(
    rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|of|for|and|the|&)(?=\s+{_CAPITAL}|\s+(?:of|for|and|the)\s))*"
    rf"\s+{_CAPITAL}"
)
_INSTITUTIONS = tuple(
    "Center Centre Act Agency Bureau Department Board Commission Committee Council Court "
    "University College School Hospital Church Prison Jail Airport Station Association Union "
    "Institute Foundation Company Corporation Party Service Administration Authority Office "
    "League Bridge Street Avenue Park Stadium Museum Television Studio Bank Force Group".split()
)


def find_names(parsed: ParsedArticle, people: Sequence[Person]) -> tuple[Name, ...]:
    """Names of the account in text order, longest first where two begin together."""
    text = parsed.article.text
    persons = {m for p in people if p.kind == "person" for m in p.mentions}
    found: dict[Span, str] = {}
    for part in parsed.parts:
        for entity in part.doc.ents:
            kind = _KINDS.get(entity.label_, "thing")
            span = _trimmed(text, part.span(entity))
            if span.end - span.start >= 2:
                found[span] = "person" if span in persons else kind
        for match in _RUN.finditer(text, part.part.start, part.part.end):
            if match.group().endswith(_INSTITUTIONS):
                owner = max(match.group().rfind(mark) for mark in ("’s ", "'s "))
                span = _trimmed(
                    text, Span(match.start() + (owner + 3 if owner >= 0 else 0), match.end())
                )
                for other in [s for s in found if span.covers(s) and found[s] != "person"]:
                    del found[other]
                found.setdefault(span, "organisation")
    return tuple(
        Name(span, span.of(text), kind)
        for span, kind in sorted(found.items(), key=lambda item: (item[0].start, -item[0].end))
    )


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    for article in ("The ", "A ", "the "):
        if text.startswith(article, start) and start + len(article) < end:
            start += len(article)
    for ending in ("’s", "'s", "’", "'", "."):
        if text[start:end].endswith(ending) and end - len(ending) > start and ending != ".":
            end -= len(ending)
            break
    return Span(start, end)
