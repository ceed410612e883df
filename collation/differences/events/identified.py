"""The articles of a story in; by whom somebody was named as the one who did it, out.

The police here, an unnamed source or other media there: of a suspect's name an editor wants to know
who stands behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from collation.coverage import Covered
from collation.differences.clause import clause_at, fuller
from collation.differences.scene import Scene, difference
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span

_SURE = 0.65
_SHOWN = 60  # characters of a side
_OPENING = 20  # sentences of an account in which it tells who did it
_DOER = r"(?:suspects?|suspected \w+|gunm[ae]n|shooter|bomber|attacker|assailant|killer|driver)"
_NAMING = re.compile(
    rf"\b(?:identif(?:ied|y|ies)|named|revealed that)\b[^.;]{{0,80}}?\b(?:the |a |an )?{_DOER}\b|"
    rf"\b{_DOER}\b[^.;]{{0,60}}?\b(?:identified|named)\b",
    re.IGNORECASE,
)
_NAMED = ("identif", "named", "revealed")  # what all that has in common
_NOT = re.compile(r"\b(?:not|n['’]t|never|yet to|whether|if)\b", re.IGNORECASE)
#: What kind of source it is, the first that fits; a word of the person's own post is none.
_KINDS = (
    (
        "an unnamed source",
        re.compile(
            r"\b(?:sources?|(?:on|under) (?:the )?condition of anonymity|"
            r"who (?:was|were) not authorized)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "the media",
        re.compile(
            r"\b(?:(?:local |multiple |several |other )?media(?: outlets| reports)?|news reports|"
            r"(?:local )?newspapers? (?:reported|reports|said|says|identified|named))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "officials",
        re.compile(
            r"\b(?:police|authorities|(?:\w+ )?officials?|sheriff|prosecutors?|investigators|FBI|"
            r"chief(?! suspect)|military|army|detectives)\b",
            re.IGNORECASE,
        ),
    ),
)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy where sources of two kinds named whoever did it."""
    rows: list[tuple[Covered, str, Span, Span]] = []
    for covered in scene.coverage.articles:
        opening = covered.reading.sentences[:_OPENING]
        for sentence in scene.having(covered, _NAMED):
            if sentence not in opening:
                break
            text = covered.text(sentence.span)
            naming = _NAMING.search(text)
            if naming is None or _NOT.search(text[max(0, naming.start() - 30) : naming.end()]):
                continue
            for kind, pattern in _KINDS:
                match = pattern.search(text)
                if match is not None:
                    span = _shown(covered, sentence.span, naming, match)
                    rows.append((covered, kind, span, sentence.span))
                    break
    kinds: dict[str, set[str]] = defaultdict(set)
    for covered, kind, *_ in rows:
        kinds[covered.id].add(kind)
    single = [row for row in rows if len(kinds[row[0].id]) == 1]
    if any(a[1] != b[1] and a[0].group != b[0].group for a in single for b in single):
        told = fuller(*(clause_at(c, sentence, span) for c, _, span, sentence in single))
        yield difference(
            scene,
            Kind.ATTRIBUTION,
            Severity.SOFT,
            f"by whom the suspect was named: “{told}”",
            [Evidence(c.id, span, sentence, kind) for c, kind, span, sentence in single],
            _SURE,
        )


def _shown(
    covered: Covered, sentence: Span, naming: re.Match[str], source: re.Match[str]
) -> Span:  # fmt: skip
    """From the source to the naming, or the other way round; the source alone where far apart."""
    low, high = min(naming.start(), source.start()), max(naming.end(), source.end())
    if high - low > _SHOWN:
        low, high = source.start(), min(len(covered.text(sentence)), source.end() + _SHOWN // 2)
    return Span(sentence.start + low, sentence.start + high)
