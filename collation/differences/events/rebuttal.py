"""The articles of a story in; what somebody said and somebody else turned down in words, out.

"The city disputed that figure" takes up what the sentence before reports; "he dismissed the
senator's comments about the ban" names it. The noun is a shell for a proposition (Schmid 2000):
the claim is found in the sentence before, or by its words in any account of the story. Between
sources always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from collation.coverage import Covered
from collation.differences.acts import LIGHT
from collation.differences.clause import clause_at
from collation.differences.onesided import denier, without_denial
from collation.differences.scene import Scene, difference
from collation.differences.words import load
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Claim, Span, Voice

_LEAST_SHARED = 3  # stems of the shell's complement that a claim elsewhere must have
_LEAST_WORDS = 3  # words of a claim that is shown
_MOST_WORDS = 14
_PRONOUNS = frozenset("he she they it i we you who has have had also not n't never".split())
#: Before the cue: it is a question, or somebody else's report of a rebuttal.
_ELSEWHERE = re.compile(
    r"\b(?:asked|saying|said|claim\w*|accus\w+)\b|\bthat\s+(?:\w+\s+){0,2}$|\b(?:not|never)\s+$",
    re.I,
)
_ACCUSED = re.compile(r"\b(?:accus|alleg|blam|claim)\w*", re.I)
_BESIDE_IT = 0.55  # below what is shown: both stand side by side, and a reader sees that
_MOST_OF = 0.6  # of a claim's stems that the same claim elsewhere has
_PROPOSAL = re.compile(r"\b(?:idea|notion)s?$", re.I)  # turned down, it was no claim
_WORD = re.compile(r"\S+")
_BESIDE = 30  # characters before a clause in which a relative may open it
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|so|such)\s+(?:\w+\s+){0,2}$", re.I)
_RELATIVE_FIRST = re.compile(r"(?:who|which|whose|whom|so|such)\b", re.I)
_SAYING = frozenset(
    "say tell add claim argue insist state declare explain suggest report accuse allege note write "
    "tweet announce respond reply assert contend maintain estimate".split()
)


@dataclass(frozen=True, slots=True)
class _Cues:
    sign: tuple[str, ...]  # a word of each that turns something down
    flat: re.Pattern[str]
    mild: re.Pattern[str]
    reporting: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Said:
    covered: Covered
    span: Span
    sentence: Span


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + ")"


@cache
def _cues() -> _Cues:
    table = load("rebuttal")
    shell = _any(table["saying"]) + "s?"
    known = (
        r"(?:that|those|these|the|such|his|her|their|its|[\w.]+(?:\s[\w.]+)?['’]s?)\s+(?:\w+\s+)?"
    )
    about = r"(?P<about>\s+(?:that|about|of|by|against)\s+[^,;]{8,200})?"
    untrue = r"[“\"']?(?:\w+ly\s+)?" + _any(table["untrue"])
    return _Cues(
        (*table["calling"], *table["disputing"], "disagreed"),
        re.compile(
            rf"\b{_any(table['calling'])}\s+{known}{shell}\s*,?\s*(?:as\s+)?{untrue}\b",
            re.I,
        ),
        re.compile(
            rf"\b{_any(table['disputing'])}\s+{known}{shell}\b(?![-\w]){about}|"
            r"\b(?:officials|spokes\w+|lawyers?|attorneys?|critics|opponents|experts)\s+disagreed\b",
            re.I,
        ),
        re.compile(rf"\b{_any(table['reporting'])}\b", re.I),
    )


def find(scene: Scene) -> Iterator[Discrepancy]:
    """One discrepancy for each rebuttal whose claim is found."""
    for covered in scene.coverage.articles:
        sentences = covered.reading.sentences
        for sentence in scene.having(covered, _cues().sign):
            words = covered.text(sentence.span)
            match = _cues().flat.search(words) or _cues().mild.search(words)
            if match is None:
                continue
            if _ELSEWHERE.search(words, 0, match.start()):
                continue
            about = match.groupdict().get("about")
            if not about and _PROPOSAL.search(match.group()):
                continue
            start, end = match.span()
            if about:
                low, high = match.span("about")
                end = end if high < end else low
                said = _named(
                    scene,
                    covered,
                    sentence.span,
                    Span(sentence.span.start + low, sentence.span.start + high),
                )
            else:
                number = sentences.index(sentence)
                before = sentences[number - 1].span if number else None
                doer = words[: match.start()].split()[-1:]
                known = bool(doer) and doer[0].lower() not in _PRONOUNS
                said = _before(covered, before) if before and known else None
            if said is None:
                continue
            span = Span(sentence.span.start + start, sentence.span.start + end)
            yield _told(scene, covered, sentence.span, span, said)


def _before(covered: Covered, sentence: Span) -> _Said | None:
    """The claim of the sentence before, where somebody is said to make it."""
    if not _cues().reporting.search(covered.text(sentence)):
        return None
    claims = [c for c in covered.reading.claims if c.sentence == sentence and _tells(covered, c)]
    told = [
        c for c in claims if c.voice is Voice.REPORTED and c.polarity and not _is_beside(covered, c)
    ]
    if not told:
        return None
    whole = Span(min(c.span.start for c in told), max(c.span.end for c in told))
    if len(_WORD.findall(covered.text(whole))) <= _MOST_WORDS:
        return _Said(covered, whole, sentence)
    return _Said(covered, min(told, key=lambda claim: claim.span.start).span, sentence)


def _is_beside(covered: Covered, claim: Claim) -> bool:
    """Whether a clause only describes somebody or a degree: "who is …", "so … that it …"."""
    text = covered.article.text
    before = text[max(claim.sentence.start, claim.span.start - _BESIDE) : claim.span.start]
    return bool(_RELATIVE.search(before) or _RELATIVE_FIRST.match(covered.text(claim.span)))


def _tells(covered: Covered, claim: Claim) -> bool:
    return (
        claim.predicate not in _SAYING
        and (claim.predicate not in LIGHT or claim.predicate == "be" or bool(claim.object))
        and len(_WORD.findall(covered.text(claim.span))) >= _LEAST_WORDS
    )


def _named(scene: Scene, covered: Covered, sentence: Span, about: Span) -> _Said | None:
    """The claim, in any article, that has the words of what the rebuttal is about."""
    wanted = scene.stems(covered, about)
    best: tuple[int, int, _Said] | None = None
    for other in scene.coverage.articles:
        for claim in other.reading.claims:
            if claim.voice is Voice.OUTLET and claim.modality == "actual":
                continue
            if claim.sentence == sentence or not claim.polarity or not _tells(other, claim):
                continue
            shared = len(wanted & scene.stems(other, claim.span))
            near = other.id == covered.id
            if shared >= max(_LEAST_SHARED, len(wanted) / 2) and (
                best is None or (shared, near) > best[:2]
            ):
                best = (shared, near, _Said(other, claim.span, claim.sentence))
    return None if best is None else best[2]


def _told(scene: Scene, covered: Covered, sentence: Span, span: Span, said: _Said) -> Discrepancy:
    """The accounts that carry the claim without any denial; else both sides, as doubtful."""
    denial = Evidence(covered.id, _with_subject(covered, sentence, span), sentence, "disputed")
    claims = [
        Evidence(one.covered.id, one.span, one.sentence, "said")
        for one in (said, *_elsewhere(scene, covered, said))
    ]
    if not _ACCUSED.search(said.covered.text(said.sentence)):
        claims = claims[:1]  # what is taken up may be another clause of the sentence
    who = denier(scene, covered, sentence, span.start)
    alone = without_denial(scene, who, [denial], claims) if who else None
    if alone is not None:
        return alone
    words = clause_at(said.covered, said.sentence, said.span)
    found = difference(
        scene,
        Kind.STATUS,
        Severity.SOFT,
        f"turned down by {who or 'another source'}: “{words}”",
        [denial, claims[0]],
        _BESIDE_IT,
        note="one source says so and another turns it down",
    )
    return replace(found, between=Between.SOURCES, severity=Severity.SOFT)


def _elsewhere(scene: Scene, covered: Covered, said: _Said) -> Iterator[_Said]:
    """The same claim in accounts of other outlets, one an account."""
    wanted = scene.stems(said.covered, said.span) - scene.central
    for other in scene.coverage.articles:
        if other.id in (covered.id, said.covered.id):
            continue
        for claim in other.reading.claims:
            shared = len(wanted & scene.stems(other, claim.span))
            if claim.polarity and shared >= max(_LEAST_SHARED, _MOST_OF * len(wanted)):
                yield _Said(other, claim.span, claim.sentence)
                break


def _with_subject(covered: Covered, sentence: Span, span: Span) -> Span:
    """The rebuttal with up to two words before it."""
    text = covered.article.text
    words = [m.start() for m in _WORD.finditer(text, sentence.start, span.start)]
    return Span(words[-2] if len(words) > 1 else span.start, span.end)
