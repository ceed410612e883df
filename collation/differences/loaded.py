"""The articles of a story in; what outlets call one thing in words that take a side, out.

The choice of a word frames (Entman 1993): "rioters" and "demonstrators", "illegal aliens" and
"undocumented workers". `data/loaded.toml` pairs a plain wording with a loaded one. An outlet that
uses both takes no side; words between marks are somebody else's; and the two uses must stand in
sentences that tell of the same thing. Always soft: a choice of words, not of facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import QuotationKind, Span

_EACH = 2  # pieces of evidence an article
_LEAST = 2  # stems that a loaded and a plain use must share
_MARKED = re.compile(r"“[^”]{0,600}”|\"[^\"\n]{0,600}\"|(?<!\w)[‘'][^’'\n]{1,80}[’'](?!\w)")
_WORD = re.compile(r"\S+")
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_BESIDE = 3  # words shown on either side


@dataclass(frozen=True, slots=True)
class _Use:
    covered: Covered
    span: Span
    sentence: Span
    word: str
    loaded: bool
    stems: frozenset[str]
    beside: frozenset[str]  # stems of the names among the few words around it


@dataclass(frozen=True, slots=True)
class _Pair:
    subject: str
    plain: re.Pattern[str]
    loaded: re.Pattern[str]
    near: bool  # a name close by must be the same in both


@cache
def _pairs() -> tuple[_Pair, ...]:
    return tuple(
        _Pair(
            entry["subject"],
            _pattern(entry["plain"], entry.get("not_before", ())),
            _pattern(entry["loaded"], entry.get("not_before", ())),
            entry.get("near", False),
        )
        for entry in load("loaded")["pair"]
    )


def _pattern(words: Sequence[str], not_before: Sequence[str] = ()) -> re.Pattern[str]:
    forms = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len)[::-1])
    unless = rf"(?!\s+(?:{'|'.join(not_before)})\b)" if not_before else ""
    return re.compile(rf"(?<![\w-])(?:{forms})s?(?![\w-]){unless}", re.I)


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each pair of which two outlets use one side each."""
    own = {c.id: _quoted(c) for c in scene.coverage.articles}
    for pair in _pairs():
        loaded: list[_Use] = []
        plain: list[_Use] = []
        for covered in scene.coverage.articles:
            sided = list(_uses(scene, covered, pair.loaded, True, own[covered.id]))
            # one that has the loaded word at all, even between marks, is on neither side
            if sided:
                loaded += sided
            elif not pair.loaded.search(covered.article.text):
                plain += _uses(scene, covered, pair.plain, False, own[covered.id])
        if loaded and plain:
            told = _told(scene, pair, loaded, plain)
            if told is not None:
                yield told


def _quoted(covered: Covered) -> list[Span]:
    """Stretches of the article that are somebody else's words."""
    text = covered.article.text
    found = [Span(m.start(), m.end()) for m in _MARKED.finditer(text)]
    for quotation in covered.reading.quotations:
        if quotation.kind is QuotationKind.DIRECT:
            found += quotation.content
    return found


def _uses(
    scene: Scene, covered: Covered, words: re.Pattern[str], loaded: bool, quoted: Sequence[Span]
) -> Iterator[_Use]:
    text = covered.article.text
    for sentence in covered.reading.sentences:
        for match in words.finditer(text, sentence.span.start, sentence.span.end):
            span = Span(match.start(), match.end())
            if any(other.overlaps(span) for other in quoted):
                continue
            stems = scene.stems(covered, sentence.span) - content_stems(match.group())
            word = " ".join(match.group().lower().split())
            shown = _shown(text, sentence.span, span)
            beside = content_stems(" ".join(_CAPITAL.findall(text, shown.start, shown.end)))
            yield _Use(covered, shown, sentence.span, word, loaded, stems, beside)
            break


def _shown(text: str, sentence: Span, span: Span) -> Span:
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, sentence.start, sentence.end)]
    inside = [n for n, word in enumerate(words) if word.overlaps(span)]
    low, high = max(0, inside[0] - _BESIDE), min(len(words) - 1, inside[-1] + _BESIDE)
    shown = text[words[low].start : words[high].end]
    left = len(shown) - len(shown.lstrip("“\"'‘(["))
    return Span(words[low].start + left, words[low].start + len(shown.rstrip("”\"'’)],.;:–—")))


def _told(
    scene: Scene, pair: _Pair, loaded: Sequence[_Use], plain: Sequence[_Use]
) -> Discrepancy | None:
    best: dict[_Use, int] = {}
    for one in loaded:
        for other in plain:
            if one.covered.group == other.covered.group:
                continue
            if pair.near and one.beside.isdisjoint(other.beside):
                continue
            shared = len(one.stems & other.stems)
            if shared >= _LEAST:
                for use in (one, other):
                    best[use] = max(best.get(use, 0), shared)
    if not best:
        return None
    rows: list[_Use] = []
    for use in sorted(best, key=lambda u: (-best[u], u.covered.id, u.span)):
        if sum(r.covered.id == use.covered.id for r in rows) < _EACH:
            rows.append(use)
    taken = sorted(u.word for u in rows if u.loaded)[0]
    usual = sorted(u.word for u in rows if not u.loaded)[0]
    return difference(
        scene,
        Kind.LABEL,
        Severity.SOFT,
        f"what the outlets call {pair.subject}: “{taken}” or “{usual}”",
        [Evidence(u.covered.id, u.span, u.sentence, u.word if u.loaded else "plain") for u in rows],
        min(0.8, 0.55 + 0.05 * max(best.values())),
        note="a choice of words, not of facts",
    )
