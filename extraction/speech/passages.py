"""A parsed part in; its tokens with the marks laid over them, cut into frames, out.

A frame is what one attribution can govern: the words outside marks from one sentence end to the
next, with the marked spans that stand among them (`"A," said X. "B," he added.` has two).
Sentence ends inside marks do not count, and one between `?”` and `Roe said` is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from extraction.annotations import Span
from extraction.parsed import ParsedPart
from extraction.speech.cues import CueVerb, cue_verbs, find_cue
from extraction.speech.marks import Marked, count_words, find_marked
from extraction.tokens import Doc, Token
from intake.article import PartKind

if TYPE_CHECKING:
    from extraction.speech.mentions import Mention

OUTSIDE = -1
LONGEST_FRAME = 250  # tokens: no attribution reaches further, and work grows with the square
MOST_MARKED = 12  # marked spans in one frame
_ENDS = frozenset(".!?…")
_JOINED = frozenset((",", ";", "—", "–", "-", "--", "―", ")"))
_MARKS = "\"“”„«»‘’'`〝〞‟"
_MARKED = frozenset(_MARKS)
_WORD_BEFORE = re.compile(r"[A-Z][\w.’'-]* $")
_WORD_AFTER = re.compile(r" [A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Frame:
    """Tokens [start, end) of one frame and the numbers of the marked spans in it."""

    start: int
    end: int
    marked: tuple[int, ...]


class NameTokens(NamedTuple):
    """A name that the pipeline marked: tokens [start, end) and "PERSON", "ORG" or "LOC"."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One part: `inside[i]` is the number of the marked span that token i stands in, or OUTSIDE.

    `marked` holds the spans of depth 0; `nested` those of depth 1. Numbers index `marked`.
    """

    number: int  # place among ParsedArticle.parts
    parsed: ParsedPart
    doc: Doc
    text: str  # of the whole article
    marked: tuple[Marked, ...]
    nested: tuple[Marked, ...]
    inside: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]  # tokens [start, end) that each marked span holds
    frames: tuple[Frame, ...]
    words: tuple[str, ...]  # lower case
    sentence: tuple[int, ...]  # number of each token's sentence within the part
    has_parse: bool  # without one only surface rules can work
    sentences: tuple[tuple[int, int], ...]  # tokens [start, end) of each sentence
    mark_ends: tuple[int, ...]  # where each marked span ends in the text, marks included
    names: tuple[NameTokens, ...]
    name_starts: tuple[int, ...]
    first_word: int  # the first token outside marks that is a word
    # Names and verbs of speech are counted once: each quotation asks for those near it.
    people: tuple[NameTokens, ...]  # the names of persons
    people_starts: tuple[int, ...]
    people_outside: tuple[NameTokens, ...]  # of them those that begin outside marks
    people_outside_starts: tuple[int, ...]
    cues_outside: tuple[int, ...]  # the verbs of speech outside marks
    marks: tuple[bool, ...]  # by token: nothing but quotation marks
    clear: tuple[bool, ...]  # by token: outside all marks and none itself
    cues: tuple[CueVerb | None, ...]  # by token: the verb of speech there
    subjects: dict[int, Mention | None]  # what speakers.speaker_by_parse has found, by token

    @property
    def base(self) -> int:
        """Where the part begins in the text."""
        return self.parsed.part.start

    @property
    def kind(self) -> PartKind:
        """What the part is."""
        return self.parsed.part.kind

    def place(self, i: int) -> int:
        """Where token i begins in the text."""
        return self.parsed.part.start + self.doc[i].idx

    def end_of(self, i: int) -> int:
        """Where token i ends in the text."""
        token = self.doc[i]
        return self.parsed.part.start + token.idx + len(token.text)

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens [start, end), not empty."""
        return Span(self.place(start), self.end_of(end - 1))

    def marked_in(self, span: Span) -> tuple[Marked, ...]:
        """The marked spans that touch `span` or its edges, in order."""
        first = bisect_left(self.mark_ends, span.start)
        last = first
        while last < len(self.marked) and self.marked[last].outside.start <= span.end:
            last += 1
        return self.marked[first:last]

    def names_in(self, start: int, end: int) -> list[NameTokens]:
        """The names that stand wholly within tokens [start, end)."""
        first = bisect_left(self.name_starts, start)
        last = bisect_left(self.name_starts, end)
        return [name for name in self.names[first:last] if name.end <= end]

    def people_in(
        self, start: int, end: int, outside: bool = False, but: tuple[int, int] = (0, 0)
    ) -> Iterator[NameTokens]:
        """The persons' names wholly within tokens [start, end) and clear of those of `but`, one
        after another; with `outside` only those that begin outside marks."""
        names = self.people_outside if outside else self.people
        starts = self.people_outside_starts if outside else self.people_starts
        for n in range(bisect_left(starts, start), bisect_left(starts, end)):
            name = names[n]
            if name.end <= end and (name.start >= but[1] or name.end <= but[0]):
                yield name

    def cues_in(self, start: int, end: int) -> int:
        """How many verbs of speech stand outside marks among tokens [start, end)."""
        return bisect_left(self.cues_outside, end) - bisect_left(self.cues_outside, start)

    def cues_of(self, start: int, end: int) -> tuple[int, ...]:
        """The verbs of speech that stand outside marks among tokens [start, end)."""
        first, last = bisect_left(self.cues_outside, start), bisect_left(self.cues_outside, end)
        return self.cues_outside[first:last]

    def cue(self, i: int) -> CueVerb | None:
        """The verb of speech at token i."""
        return self.cues[i]

    def outside(self, i: int) -> bool:
        """Whether token i stands outside all marks and is none itself."""
        return self.clear[i]

    def is_mark(self, i: int) -> bool:
        """Whether token i is nothing but quotation marks."""
        return self.marks[i]


def read_within(passage: Passage) -> Passage | None:
    """The same part as those hear it who speak within its double marks: there the tokens count
    as outside, the marks within marks as marks, and each sentence is a frame. None without
    double marks."""
    spans = [b for m, b in zip(passage.marked, passage.bounds, strict=True) if not m.single]
    if not spans:
        return None
    inside, bounds = _lay(passage.nested, passage.doc, passage.base)
    frames: list[Frame] = []
    for first, last in spans:
        start = first
        for k in range(first + 1, last + 1):
            apart = k == last or (
                passage.sentence[k] != passage.sentence[k - 1] and inside[k] == OUTSIDE
            )
            if apart or k - start > LONGEST_FRAME:
                held = sorted({inside[j] for j in range(start, k)} - {OUTSIDE})
                frames.append(Frame(start, k, tuple(held[:MOST_MARKED])))
                start = k
    clear = _clear(inside, passage.marks)
    outside = tuple(name for name in passage.people if clear[name.start])
    return replace(
        passage,
        marked=passage.nested,
        nested=(),
        inside=tuple(inside),
        bounds=tuple(bounds),
        frames=tuple(frames),
        mark_ends=tuple(m.outside.end for m in passage.nested),
        people_outside=outside,
        people_outside_starts=tuple(name.start for name in outside),
        cues_outside=tuple(k for k, cue in enumerate(passage.cues) if cue and clear[k]),
        clear=clear,
        subjects={},
    )


def read_passage(number: int, parsed: ParsedPart, text: str) -> Passage:
    """Lay the marks over a part's tokens and cut it into frames."""
    part, doc = parsed.part, parsed.doc
    has_parse = doc.has_annotation("DEP")
    found = find_marked(text, part.start, part.end)
    marked = tuple(m for m in found if m.depth == 0 and not _is_nickname(text, m))
    inside, bounds = _lay(marked, doc, part.start)
    sentence: list[int] = []
    spans: list[tuple[int, int]] = []
    for at_sentence, length in enumerate(_sentences(doc)):
        spans.append((len(sentence), len(sentence) + length))
        sentence += [at_sentence] * length
    names = tuple(NameTokens(ent.start, ent.end, ent.label_) for ent in doc.ents)
    people = tuple(name for name in names if name.label == "PERSON")
    words = tuple([token.lower_ for token in doc])
    tree = doc if has_parse else doc.rooted()
    marks = tuple([word[0] in _MARKED and _is_mark(word, tree[k]) for k, word in enumerate(words)])
    clear, cues = _clear(inside, marks), _cues(words)
    people_outside = tuple(name for name in people if clear[name.start])
    spoken = (k for k, n in enumerate(inside) if n == OUTSIDE and doc[k].text[:1].isalnum())
    frames = _cut(text, doc, words, inside, marked, bounds, sentence)
    nested = tuple(m for m in found if m.depth)
    return Passage(
        number=number,
        parsed=parsed,
        doc=tree,
        text=text,
        marked=marked,
        nested=nested,
        inside=tuple(inside),
        bounds=tuple(bounds),
        frames=frames,
        words=words,
        sentence=tuple(sentence),
        has_parse=has_parse,
        sentences=tuple(spans),
        mark_ends=tuple(m.outside.end for m in marked),
        names=names,
        name_starts=tuple(name.start for name in names),
        first_word=next(spoken, len(doc)),
        people=people,
        people_starts=tuple(name.start for name in people),
        people_outside=people_outside,
        people_outside_starts=tuple(name.start for name in people_outside),
        cues_outside=tuple(k for k, cue in enumerate(cues) if cue and clear[k]),
        marks=marks,
        clear=clear,
        cues=cues,
        subjects={},
    )


def _lay(marked: Sequence[Marked], doc: Doc, base: int) -> tuple[list[int], list[tuple[int, int]]]:
    """The number of the marked span that each token stands in, and the tokens that each holds."""
    inside = [OUTSIDE] * len(doc)
    bounds: list[tuple[int, int]] = []
    at = 0
    places = [base + token.idx for token in doc] if marked else []
    for n, m in enumerate(marked):
        while at < len(places) and places[at] < m.inside.start:
            at += 1
        first = at
        while at < len(places) and places[at] < m.inside.end:
            inside[at] = n
            at += 1
        bounds.append((first, at))
    return inside, bounds


def _clear(inside: Sequence[int], marks: Sequence[bool]) -> tuple[bool, ...]:
    return tuple([n == OUTSIDE and not mark for n, mark in zip(inside, marks, strict=True)])


def _cues(words: Sequence[str]) -> tuple[CueVerb | None, ...]:
    verbs = cue_verbs()
    return tuple(
        [
            find_cue(word, words[k + 1] if k + 1 < len(words) else "") if word in verbs else None
            for k, word in enumerate(words)
        ]
    )


def _is_mark(word: str, token: Token) -> bool:
    if word in ("'", "’") and token.tag_ == "POS":
        return False  # `the workers' pay`
    return not word.strip(_MARKS)


def _is_nickname(text: str, marked: Marked) -> bool:
    """`Marcia "Cia" Price`: a capital word between two others."""
    inner = marked.inside.of(text)
    if inner.count(" ") > 1 or not inner[:1].isupper() or not inner[-1:].isalpha():
        return False
    before = _WORD_BEFORE.search(text, max(marked.outside.start - 30, 0), marked.outside.start)
    after = _WORD_AFTER.match(text, marked.outside.end)
    return bool(before and after)


def _sentences(doc: Doc) -> list[int]:
    if doc.has_annotation("SENT_START"):
        return [len(sent) for sent in doc.sents]
    lengths, begun = [], 0
    for token in doc:
        if token.text in (".", "!", "?"):
            lengths.append(token.i + 1 - begun)
            begun = token.i + 1
    return [*lengths, len(doc) - begun] if begun < len(doc) else lengths


def _cut(
    text: str,
    doc: Doc,
    words: tuple[str, ...],
    inside: list[int],
    marked: tuple[Marked, ...],
    bounds: list[tuple[int, int]],
    sentence: list[int],
) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    start, i, total = 0, 0, len(doc)
    numbers: list[int] = []
    while i < total:
        if inside[i] != OUTSIDE:
            number = inside[i]
            numbers.append(number)
            i = max(bounds[number][1], i + 1)
            while i < total and inside[i] == OUTSIDE and _only_marks(words[i]):
                i += 1
            final = text[marked[number].inside.end - 1]
            alone = bounds[number][0] <= start + 1  # `"No." Roe said.`
            ends = final in _ENDS and (not alone or count_words(text, marked[number].inside) > 1)
            apart = ends and i < total and not _attributes(doc, words, inside, i, final)
            if apart or len(numbers) > MOST_MARKED:
                frames.append(Frame(start, i, tuple(numbers)))
                start, numbers = i, []
            continue
        last = i + 1 == total or sentence[i + 1] != sentence[i]
        ended = last and (words[i][-1:] in _ENDS or _only_marks(words[i]))
        if i - start > LONGEST_FRAME or (ended and _begins(doc, i + 1)):
            frames.append(Frame(start, i + 1, tuple(numbers)))
            start, numbers = i + 1, []
        i += 1
    if start < total:
        frames.append(Frame(start, total, tuple(numbers)))
    return tuple(frames)


def _only_marks(word: str) -> bool:
    return not word.strip("\"“”„«»‘’'`〝〞‟ \n")


def _begins(doc: Doc, i: int) -> bool:
    return i >= len(doc) or not doc[i].text[:1].islower()


def _attributes(doc: Doc, words: tuple[str, ...], inside: list[int], i: int, final: str) -> bool:
    """Whether what follows a marked sentence at token i still belongs to it.

    `"Why?" she asked`, `"No." Roe said.`, but not `"No." Roe said he would appeal.`
    """
    if doc[i].text[:1].islower() or words[i] in _JOINED:
        return True
    for k in range(i, min(i + 12, len(doc))):
        if inside[k] != OUTSIDE or words[k] in (".", ":", "!", "?"):
            return False
        following = words[k + 1] if k + 1 < len(doc) else ""
        verb = find_cue(words[k], following)
        if verb is not None and k > i and doc[k].text.islower() and verb.takes("marks", "comma"):
            behind = words[k + 1 + bool(verb.particle)] if k + 1 < len(doc) else "."
            if behind == "," and final == ".":
                beyond = k + 2 + bool(verb.particle)
                return (
                    beyond < len(doc)
                    and inside[beyond] == OUTSIDE
                    and not _only_marks(words[beyond])
                )
            if behind in (".", ",", "as", "in", "on", "of", "during", "when", "after"):
                return True
            return final in "?!" and behind in ("him", "her", "them", "reporters", "me")
    return False
