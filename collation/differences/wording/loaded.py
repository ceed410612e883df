"""The articles of a story in; what outlets call one thing in words that take a side, out.

The choice of a word frames (Entman 1993): "rioters" and "demonstrators", "illegal aliens" and
"undocumented workers". `data/loaded.toml` pairs a plain wording with a loaded one. An outlet that
uses both takes no side; words between marks are somebody else's; and the two uses must stand in
sentences that tell of the same thing, by what they share and how rare it is in news. Always soft: a
choice of words, not of facts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.telling import weigh
from collation.differences.words import content_stems, load
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import QuotationKind, Span

_EACH = 2  # pieces of evidence an article
_OFTEN = 3  # plain uses for each loaded one from which an account takes no side
_LEAST = 2  # stems that a loaded and a plain use must share
_WEIGHT = 7.0  # of what they share
_SIGNED = r"[^\n]{1,600} [—–-] ?[^\n(]{2,40} \(@\w+\)|"  # signed by a handle
_MARKED = re.compile(
    r"“[^”]{0,600}”|\"[^\"\n]{0,600}\"|(?<!\w)[‘'][^’'\n]{1,80}[’'](?!\w)|"
    r"(?<=:)\n{2,}[^\n]{1,900}|"  # set off below what announces it: "Two posts followed:"
    rf"{_SIGNED}"
    r"(?i:\bso-called) +\S+(?: \S+)?|"  # a word that is held at arm's length
    # what friends and foes call it, and what is only supposed
    r"(?i:\b(?:supporter|proponent|backer|advocate|opponent|critic|foe|detractor|defender)s "
    r"(?:have )?(?:say|said|call|argue|describe|denounce|deride|decry|label|dub)(?:e?d)?\b|"
    r"\b(?:equat|liken|compar)ed\b|"
    r"\b(?:idea|notion|claim|charge|allegation|accusation|suggestion)s? that\b)[^.;\n]{0,60}"
)
#: The same of a text without handles, which is sooner searched: nothing there is signed.
_MARKED_UNSIGNED = re.compile(_MARKED.pattern.replace(_SIGNED, ""))
#: A time before that of the story: those whom it tells of are others.
_BEFORE = re.compile(r"\b(?:at other times|in the past|in (?:previous|earlier|past) years)\b")
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*\w|[A-Za-z]")
_CAPITAL = re.compile(r"\b[A-Z]\w+")
_NAMED = re.compile(r"\b[A-Z]\w+(?:[ -][A-Z]\w+)*")
_BESIDE = 3  # words shown on either side


@dataclass(frozen=True, slots=True)
class _Pair:
    subject: str
    near: bool  # a name close by must be the same in both
    alone: bool  # the name tells what it is
    named: str  # what kind of name is added where none stands close: "place"
    not_before: frozenset[str]
    not_after: frozenset[str]  # words before a plain form with which it is of other people
    plain_with: tuple[str, ...]  # one of these stands in the sentence of a plain form
    unless: re.Pattern[str] | None  # an account that prints it anywhere is not on the plain side


@dataclass(frozen=True, slots=True)
class _Form:
    """A word or phrase of a pair, as tokens."""

    pair: int
    loaded: bool
    tokens: tuple[str, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form where an article prints it."""

    span: Span
    word: str
    loaded: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Use:
    covered: Covered
    span: Span
    sentence: Span
    word: str
    loaded: bool
    stems: frozenset[str]
    beside: frozenset[str]  # stems of the names among the few words around it


@cache
def _pairs() -> tuple[_Pair, ...]:
    return tuple(
        _Pair(
            entry["subject"],
            entry.get("near", False),
            entry.get("alone", False),
            entry.get("named", ""),
            frozenset(entry.get("not_before", ())),
            frozenset(entry.get("not_after", ())),
            tuple(entry.get("plain_with", ())),
            re.compile(entry["unless"], re.I) if "unless" in entry else None,
        )
        for entry in load("loaded")["pair"]
    )


@cache
def _forms() -> Mapping[str, tuple[_Form, ...]]:
    """The forms by their first token, the longest first."""
    table: dict[str, list[_Form]] = defaultdict(list)
    for number, entry in enumerate(load("loaded")["pair"]):
        for side in ("plain", "loaded"):
            for printed in entry[side]:
                for shown in (printed, f"{printed}s"):
                    form = tuple(shown.lower().split())
                    table[form[0]].append(_Form(number, side == "loaded", form, shown))
    return {
        first: tuple(sorted(forms, key=lambda f: (-len(f.tokens), f.tokens, f.pair)))
        for first, forms in table.items()
    }


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each pair of which two outlets use one side each."""
    loaded: dict[int, list[_Use]] = defaultdict(list)
    plain: dict[int, list[_Use]] = defaultdict(list)
    printed = [(covered, _hits(covered)) for covered in scene.coverage.articles]
    told_both_ways = _two_sided([found for _, found in printed])
    for covered, found in printed:
        quoted: list[Span] | None = None
        for number in sorted(found.keys() & told_both_ways):
            if quoted is None:
                quoted = _quoted(covered)
            hits = [_marked(hit, quoted) for hit in found[number]]
            # one that has the loaded word at all, even between marks, is not on the plain side
            pair, sided = _pairs()[number], any(hit.loaded for hit in hits)
            if not sided and pair.unless and pair.unless.search(covered.article.text):
                continue
            own = [hit.loaded for hit in hits if not hit.quoted]
            if sided and own.count(False) >= _OFTEN * max(1, own.count(True)):
                continue  # one phrase of an outlet that says it plainly, too
            sides = [h for h in hits if h.loaded is sided]
            for use in _uses(scene, covered, sides, pair):
                (loaded if sided else plain)[number].append(use)
    words: set[str] = set()
    for number in sorted(loaded.keys() & plain.keys()):
        fresh = [use for use in loaded[number] if use.word.removesuffix("s") not in words]
        told = _told(scene, _pairs()[number], fresh, plain[number])
        if told is not None:
            words |= {e.value.removesuffix("s") for e in told.evidence}
            yield told


def _two_sided(printed: Sequence[Mapping[int, Sequence[_Hit]]]) -> set[int]:
    """The pairs of which some account has a loaded word, and some other has plain ones alone."""
    sides: dict[int, set[bool]] = defaultdict(set)
    for found in printed:
        for number, hits in found.items():
            sides[number].add(any(hit.loaded for hit in hits))
    return {number for number, both in sides.items() if len(both) > 1}


def _marked(hit: _Hit, quoted: Sequence[Span]) -> _Hit:
    """The hit as quoted where it stands within marks."""
    inside = any(other.overlaps(hit.span) for other in quoted)
    return replace(hit, quoted=True) if inside else hit


def _hits(covered: Covered) -> dict[int, list[_Hit]]:
    """Where an article prints the words of each pair, of two that overlap the longer."""
    text = covered.article.text
    tokens = [(_folded(match.group()), match) for match in _TOKEN.finditer(text)]
    words = [word for word, _ in tokens]
    found: dict[int, list[_Hit]] = defaultdict(list)
    table = _forms()
    for at, word in enumerate(words):
        for form in table.get(word, ()):
            pair, size = _pairs()[form.pair], len(form.tokens)
            if tuple(words[at : at + size]) != form.tokens:
                continue
            if at + size < len(words) and words[at + size] in pair.not_before:
                continue
            if at and words[at - 1] in pair.not_after and not form.loaded:
                continue
            span = Span(tokens[at][1].start(), tokens[at + size - 1][1].end())
            if any(hit.span.overlaps(span) for hit in found[form.pair][-1:]):
                continue
            beside = form.loaded and _is_both(words, at, form)
            found[form.pair].append(_Hit(span, form.shown, form.loaded, beside))
    return found


@lru_cache(maxsize=50_000)
def _folded(printed: str) -> str:
    return printed.lower().replace("’", "'").removesuffix("'s")


def _is_both(words: Sequence[str], at: int, form: _Form) -> bool:
    """Whether a plain word of the pair stands before the loaded one: "shooting massacre"."""
    return any(
        other.pair == form.pair and not other.loaded and len(other.tokens) == 1
        for word in words[max(0, at - 1) : at]
        for other in _forms().get(word, ())
    )


def _quoted(covered: Covered) -> list[Span]:
    """Stretches of the article that are somebody else's words."""
    text = covered.article.text
    marked = _MARKED if "(@" in text else _MARKED_UNSIGNED
    found = [Span(m.start(), m.end()) for m in marked.finditer(text)]
    for quotation in covered.reading.quotations:
        if quotation.kind is QuotationKind.DIRECT:
            found += quotation.content
    return found


def _uses(scene: Scene, covered: Covered, hits: Sequence[_Hit], pair: _Pair) -> Iterator[_Use]:
    """The uses in the article's own words, one a sentence."""
    text = covered.article.text
    seen: set[Span] = set()
    for hit in hits:
        sentence = covered.sentence_at(hit.span.start)
        if hit.quoted or sentence in seen:
            continue
        words = covered.text(sentence)
        with_ = pair.plain_with if not hit.loaded else ()
        if with_ and not any(word in words.lower() for word in with_):
            continue
        if _BEFORE.search(words):
            continue
        seen.add(sentence)
        stems = scene.stems(covered, sentence) - content_stems(hit.word)
        shown = _shown(text, sentence, hit.span)
        beside = content_stems(" ".join(_CAPITAL.findall(text, shown.start, shown.end)))
        yield _Use(covered, shown, sentence, hit.word, hit.loaded, stems, beside)


def _shown(text: str, sentence: Span, span: Span) -> Span:
    words = [match.span() for match in _WORD.finditer(text, sentence.start, sentence.end)]
    inside = [
        n for n, (start, end) in enumerate(words) if start < span.end and span.start < end
    ]  # fmt: skip
    low, high = max(0, inside[0] - _BESIDE), min(len(words) - 1, inside[-1] + _BESIDE)
    start, shown = words[low][0], text[words[low][0] : words[high][1]]
    left = len(shown) - len(shown.lstrip("“\"'‘(["))
    return Span(start + left, start + len(shown.rstrip("”\"'’)],.;:–—")))


def _told(
    scene: Scene, pair: _Pair, loaded: Sequence[_Use], plain: Sequence[_Use]
) -> Discrepancy | None:
    best: dict[_Use, float] = {}
    for one in loaded:
        for other in plain:
            if one.covered.group == other.covered.group:
                continue
            if pair.near and one.beside.isdisjoint(other.beside):
                continue
            shared = one.stems & other.stems
            tells = weigh(shared) if len(shared) >= _LEAST else 0.0
            if tells >= _WEIGHT:
                for use in (one, other):
                    best[use] = max(best.get(use, 0.0), tells)
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
        f"what the outlets call {_what(scene, pair, rows)}: “{taken}” or “{usual}”",
        [Evidence(u.covered.id, u.span, u.sentence, u.word if u.loaded else "plain") for u in rows],
        min(0.8, 0.55 + 0.01 * max(best.values())),
        note="a choice of words, not of facts",
    )


def _what(scene: Scene, pair: _Pair, rows: Sequence[_Use]) -> str:
    """What is called two things, with the name that a loaded and a plain use have in common."""
    names = _close(rows) if pair.near else _shared(scene, pair.named, rows) if pair.named else []
    if names and pair.alone:
        full = [name for name in names if " " in name]
        return (full or names)[-1]  # behind the word, as behind a title
    return f"{pair.subject} ({names[0]})" if names else pair.subject


def _close(rows: Sequence[_Use]) -> list[str]:
    """["North Korea"]: names that stand close by in a loaded and in a plain use."""
    plain = {stem for u in rows if not u.loaded for stem in u.beside}
    found: list[str] = []
    for use in rows:
        text = use.covered.article.text
        for match in _NAMED.finditer(text, use.sentence.start, use.sentence.end):
            near = use.loaded and use.span.overlaps(Span(match.start(), match.end()))
            stems = content_stems(match.group()) - content_stems(use.word)
            if near and stems & plain:
                found.append(" ".join(match.group().split()))
    return found


def _shared(scene: Scene, kind: str, rows: Sequence[_Use]) -> list[str]:
    """Names of a kind in a loaded use's sentence: first those that a plain one has too, the rarest
    first, then those beside the word."""
    plain = {stem for use in rows if not use.loaded for stem in use.stems}
    found: dict[str, tuple[bool, float]] = {}
    for use in rows:
        if not use.loaded or scene.in_headline(use.covered, use.span.start):
            continue  # in a headline all words have capitals
        for name in use.covered.reading.names:
            stems = content_stems(name.text) - content_stems(use.word)
            common = bool(stems) and stems <= plain
            if name.kind == kind and use.sentence.covers(name.span):
                printed = " ".join(name.text.split()).removesuffix("’s").removesuffix("'s")
                if common or use.span.covers(name.span):
                    found[printed] = (common, weigh(stems))
    return sorted(found, key=lambda name: (found[name], name), reverse=True)
