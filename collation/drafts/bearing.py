"""A claim of a draft and a place in an article in; whether that place bears the claim out, out.

Words in common are not enough: "would return him" and "would not return him" share nearly all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.words import content_stems, load, stem
from collation.people import Identity
from collation.speaking import may_be_one
from extraction.annotations import Claim, Figure, Span

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_WORD_WITH_HYPHEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
ALTERING = frozenset(
    "deputy vice former ex then acting interim assistant associate deposed ousted retired late "
    "designate elect nominee candidate alleged allegedly accused suspected "
    "self-proclaimed would-be convicted acquitted spokesman spokeswoman spokesperson "
    "adviser advisor aide lawyer attorney wife husband widow son daughter brother sister mother "
    "father cousin friend".split()
)
_DENIES = re.compile(
    r"\b(?:not|no|never|nobody|nothing|neither|nor|cannot|without|unable|barr(?:ed|ing)"
    r"|\w+n['’ʼ]t|refus(?:e|es|ed|ing|al)|den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?"
    r"|declin(?:e|es|ed|ing)|rul(?:e|es|ed|ing) out|fail(?:s|ed|ing|ure)?)\b",
    re.I,
)


def denies(text: str) -> bool:
    """Whether a text says that something is not so, in whatever words: "ruled out returning"."""
    return _DENIES.search(text) is not None


def values(covered: Covered, spans: Iterable[Span]) -> frozenset[float]:
    """The numbers that some words hold, "twenty-one" as 21."""
    held = tuple(spans)
    return frozenset(
        figure.value
        for figure in covered.reading.figures
        if any(span.covers(figure.number) for span in held)
    )


def says_as_much(
    scene: Scene,
    draft: Covered,
    own: Sequence[Span],
    covered: Covered,
    theirs: Sequence[Span],
    least: float,
) -> bool:
    """Whether words bear out a report: its telling words and all its numbers stand in them, and
    both deny or neither. `least` is the share of the telling words."""  # fmt: skip
    telling = frozenset().union(*(scene.stems(draft, span) for span in own))
    printed = frozenset().union(*(scene.stems(covered, span) for span in theirs))
    return (
        len(telling & printed) >= least * len(telling)
        and values(draft, own) <= values(covered, theirs)
        and denies(_text(draft, own)) == denies(_text(covered, theirs))
    )


def bears_number(own: Figure, other: Figure) -> bool:
    """Whether another number bears the draft's out: "nearly 400" is not "more than 400", nor "more
    than 250" just "250"."""  # fmt: skip
    if own.hedge == other.hedge:
        return own.value == other.value
    return own.low <= other.low and other.high <= own.high


def mood(claim: Claim) -> str:
    """The modality of a claim; whether something is alleged is another question."""
    return "actual" if claim.modality in ("actual", "alleged") else claim.modality


def altering(text: str) -> set[str]:
    """The words of a text that make of a post or a person another: "deputy", "former"."""
    return {word for word in _WORD_WITH_HYPHEN.findall(text.lower()) if word in ALTERING}


def same_judgement(own: str, other: str) -> bool:
    """Whether the other judges an act in the same words: "mistaken" does not bear "illegal" out."""
    judged = load("opposed")["judgement"]
    stems = {
        stem for words in judged.values() if isinstance(words, list) for stem in map(_stem, words)
    }
    mine = {_stem(word) for word in _WORD.findall(own)} & stems
    return mine <= {_stem(word) for word in _WORD.findall(other)}


def _stem(word: str) -> str:
    return stem(word.lower())


def may_have_said(mine: Identity | None, theirs: Identity | None) -> bool:
    """Whether the one whom an article names may be the one whom the draft names.

    Nobody named contradicts nothing. "A speaker" is not "his wife", and a person no office;
    two offices may be one ("the administration", "White House officials").
    """
    if mine is None or theirs is None or mine is theirs or may_be_one(mine, theirs):
        return True
    if "person" in (mine.kind, theirs.kind):
        return False
    if "unnamed" in (mine.kind, theirs.kind):
        return bool(content_stems(mine.name) & content_stems(theirs.name))
    return True


def words_of(text: str) -> list[str]:
    """The words of a text as they are sought: aside from case, marks and an ending 's."""
    return [
        word.casefold().replace("’", "'").replace("ʼ", "'").removesuffix("'s")
        for word in _WORD.findall(text)
    ]


def find_printed(covered: Covered, words: Sequence[str]) -> Span | None:
    """Where an article first prints words one after the other; None where it does not."""
    found = list(_WORD.finditer(covered.article.text))
    plain = words_of(covered.article.text)
    for at in range(len(plain) - len(words) + 1) if words else ():
        if plain[at : at + len(words)] == list(words):
            return Span(found[at].start(), found[at + len(words) - 1].end())
    return None


def _text(covered: Covered, spans: Iterable[Span]) -> str:
    return " ".join(covered.text(span) for span in spans)
