"""An article in; what people say in it, with the verb that tells it and what it makes of it, out.

A verb of saying judges: "admitted" convicts the speaker, "claimed" doubts him, "confirmed" vouches
for what he says (Hooper 1975 on factive verbs, Recasens 2013 on bias). And an outlet may add that
there is no ground for it. `data/framing.toml` has the verbs by stance. Only the outlet's own verbs
count, of what was said in fact: not "refused to admit", nor what somebody quoted says of a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from collation.coverage import Covered
from collation.differences.scene import Scene
from collation.differences.words import content_stems, load, stem
from extraction.annotations import Quotation, QuotationKind, Span

OTHER, UNFOUNDED = "other", "unfounded"
_WORD = re.compile(r"[A-Za-z]+")
_PRINTED = re.compile(r"[A-Za-z][A-Za-z’'-]*[A-Za-z]|[A-Za-z]")
_NAME_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_NAME = frozenset("the an and of for in his her its their mr mrs ms dr jr sr former".split())
_ENDS = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr)\.)(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Rev)\.)"
    r"(?<=[.!?…])[”\"'’]*\s+(?=[“\"'‘(]*[A-Z])"
)
#: Before the verb: it was not said, or not yet.
_UNREAL = re.compile(
    r"\b(?:not|never|to|if|would|could|should|might|may|can|cannot|will|almost|whether|nor|for|of|by|"
    r"without|before|after|despite|from)\s+(?:\w+ly\s+)?$|n['’]t\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)
_BEFORE = 30  # characters
_PLEA = re.compile(r"\b(?:plead\w*|pled|guilty|plea)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nor|neither|barely|hardly|cannot|without|"
    r"den(?:y|ies|ied|ying)|fail\w*|refus\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
#: Between what was said and a remark on it: "He has offered no evidence".
_HE_DOES = re.compile(
    r"\s*(?:But )?(?:he|she|they|it|the \w+|(?:Mr|Ms|Mrs)\.? \w+|\w+)\s+(?:has |have |had |also )?",
    re.IGNORECASE,
)
_NEXT = 40  # characters
_LONG = 60  # words: a piece of more is a text


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of what was said, and its stems without the speaker's name."""

    span: Span
    stems: frozenset[str]
    negated: bool
    order: tuple[str, ...]  # the stems as they stand

    @property
    def deed(self) -> str:
        """The first word that says something: "sue" of "to sue the state"."""
        return self.order[0]


@dataclass(frozen=True)
class Told:
    """Something said, as an article tells it; `verb` is the place of the words that judge it."""

    covered: Covered
    quotation: Quotation
    speaker: str
    words: frozenset[str]  # of the speaker's name
    stance: str
    verb: Span

    @cached_property
    def named(self) -> bool:
        """Whether the speaker is somebody, or some body, with a name: not "the writer"."""
        return any(word[0].isupper() for word in _NAME_WORD.findall(self.speaker)[1:])

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The sentences of what was said; none after a remark that there is no ground for it."""
        return tuple(_pieces(self))


@cache
def _stances() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(stem(word) for word in verb.split()): name
        for name, verbs in load("framing")["stance"].items()
        for verb in verbs
    }


@lru_cache(maxsize=5_000)
def _stance_of(cue: str) -> str:
    """The stance of a verb of saying: "had admitted" is "concession"."""
    words = [stem(word) for word in _WORD.findall(cue)]
    for size in (2, 1):
        for at in range(len(words) - size + 1):
            found = _stances().get(tuple(words[at : at + size]))
            if found is not None:
                return found
    return OTHER


@cache
def _elsewhere() -> re.Pattern[str]:
    nouns = "|".join(load("framing")["elsewhere"]["nouns"])
    return re.compile(rf"\s+(?:\W?\w+\W?\s+){{0,2}}?\W?(?:{nouns})(?![\w-])", re.IGNORECASE)


@cache
def _unfounded() -> re.Pattern[str]:
    table = load("framing")["unfounded"]
    beside, lacking, grounds = ("|".join(table[row]) for row in ("beside", "lacking", "grounds"))
    return re.compile(
        rf"\b(?P<beside>{beside})\b|\b(?:{lacking})\s+(?:\w+\s+){{0,4}}?(?:{grounds})\b",
        re.IGNORECASE,
    )


@cache
def _sign_of_unfounded() -> tuple[str, ...]:
    table = load("framing")["unfounded"]
    return (*table["beside"], *table["grounds"])


def sayings(scene: Scene, covered: Covered) -> Iterator[Told]:
    """What the outlet itself says that people said, in text order."""
    text = covered.article.text
    remarks = [
        (Span(match.start(), match.end()), match.group("beside") is not None)
        for sentence in scene.having(covered, _sign_of_unfounded())
        for match in _unfounded().finditer(text, sentence.span.start, sentence.span.end)
    ]
    for quotation in covered.reading.quotations:
        cue = quotation.cue
        if cue is None or not _said(covered, quotation, cue):
            continue
        speaker = scene.person(covered, quotation.person) or quotation.speaker_name or ""
        words = frozenset(word.lower() for word in _NAME_WORD.findall(speaker)) - _NO_NAME
        if not words:
            continue
        remark = next(
            (span for span, by in remarks if _is_of(text, span, by, quotation, cue)), None
        )
        stance = _stance_of(text[cue.start : cue.end]) if remark is None else UNFOUNDED
        if stance == "concession" and _PLEA.search(covered.text(quotation.sentence)):
            stance = OTHER  # that of a court, and a fact
        yield Told(covered, quotation, speaker, words, stance, remark or cue)


def has_verb(told: Told, stance: str) -> bool:
    """Whether the sentence has a verb of that stance, too, outside the words that are quoted."""
    covered, quotation = told.covered, told.quotation
    return any(
        _stances().get((stem(match.group()),)) == stance
        and not any(piece.start <= match.start() < piece.end for piece in quotation.content)
        for match in _WORD.finditer(
            covered.article.text, quotation.sentence.start, quotation.sentence.end
        )
    )


def _said(covered: Covered, quotation: Quotation, cue: Span) -> bool:
    """Whether the outlet itself says that it was said."""
    text = covered.article.text
    return not (
        _UNREAL.search(text, max(0, cue.start - _BEFORE), cue.start)
        or _elsewhere().match(text, cue.end)
        or any(
            piece.overlaps(cue)
            for other in covered.reading.quotations
            if other is not quotation
            for piece in other.content
        )
    )


def _is_of(text: str, remark: Span, beside: bool, quotation: Quotation, cue: Span) -> bool:
    """Whether a remark that there is no ground is of what was said, and the outlet's own."""
    end = quotation.sentence.end
    if not beside and end <= remark.start < end + _NEXT:
        return bool(_HE_DOES.fullmatch(text, end, remark.start))
    if not quotation.sentence.covers(remark):
        return False
    if quotation.kind is not QuotationKind.INDIRECT and any(
        piece.overlaps(remark) for piece in quotation.content
    ):
        return False
    return not beside or min(abs(remark.end - cue.start), abs(remark.start - cue.end)) <= 1


def _pieces(told: Told) -> Iterator[Piece]:
    text, named = told.covered.article.text, content_stems(told.speaker)
    first = told.quotation.start
    for content in told.quotation.content:
        if told.stance == UNFOUNDED and first < told.verb.start < content.start:
            break  # said after the remark, which is not of it
        start = content.start
        for match in [*_ENDS.finditer(text, content.start, content.end), None]:
            end = content.end if match is None else match.start()
            words = text[start:end]
            order = tuple(
                root for word in _PRINTED.findall(words) for root in content_stems(word) - named
            )
            if len(set(order)) > 1 and len(words.split()) <= _LONG:
                span = Span(start, end)
                negated = bool(_NEGATION.search(words))
                yield Piece(span, frozenset(order), negated, order)
            start = end if match is None else match.end()
