"""Direct quotations of several articles in; one sentence of somebody's printed in other words, out.

Only words inside marks are compared, sentence by sentence. A quotation cut short, an ellipsis, an
insertion in brackets, spelling, numerals and contractions are no difference in wording. Where the
outlets name two speakers there are two utterances, however alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.fuzz import ratio

from collation.coverage import Covered
from collation.differences.scene import Scene, difference
from collation.differences.words import STOP
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import QuotationKind, Span, Voice

LEAST_SHARED = 5  # words two printings must share, in order, to be one sentence
_BESIDE = 4  # words on either side of the difference by which a reader knows the sentence
_DANGLING = frozenset(
    "a an the this that his her its my your our their of to and or in with".split()
)
_COMMON = 60  # sentences a word may stand in and still lead to its twin
_ALIKE = 0.6  # of the longer sentence, that must be shared
_SPELLING = 80.0  # of rapidfuzz's ratio: "colour" and "color" are one word
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_WORD = re.compile(r"\[[^\]]{0,80}\]|\([^)]{0,80}\)|[\w$£€%][\w’'$%,*-]*")
_IN_MARKS = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"“»]?")
_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "number": "no", "percent": "%", "per": "%",
}  # fmt: skip
_CONTRACTED = {
    "i'm": "i am", "don't": "do not", "can't": "can not", "cannot": "can not", "it's": "it is",
    "that's": "that is", "we're": "we are", "they're": "they are", "won't": "will not",
    "i've": "i have", "we've": "we have", "didn't": "did not", "doesn't": "does not",
    "isn't": "is not", "wasn't": "was not", "he's": "he is", "she's": "she is", "i'd": "i would",
    "we'll": "we will", "i'll": "i will", "gonna": "going to", "there's": "there is",
    "you're": "you are", "they've": "they have", "you've": "you have", "who's": "who is",
    "let's": "let us", "we'd": "we would", "you'll": "you will", "they'll": "they will",
    "couldn't": "could not", "wouldn't": "would not", "what's": "what is",
}  # fmt: skip

#: Words that a transcriber changes without a change of sense: "has agreed", "have agreed".
_TRIVIAL = (
    frozenset({"the", "a", "an", "that", "this", "these", "those", "any"}),
    frozenset({"has", "have", "had", "is", "are", "was", "were", "be", "been", "do", "does"}),
    frozenset({"till", "until"}),
    frozenset({"in", "on", "at", "to", "toward", "towards", "of", "for"}),
    frozenset({"someone", "somebody", "anyone", "anybody", "everyone", "everybody"}),
    frozenset({"who", "that", "which", "whom"}),
    frozenset({"and", "but", "so", "well"}),
    frozenset({"they", "have", "we", "has"}),
)


_BOTH_SIDES = 3  # words shared before and after what one printing leaves out
_MOST_DROPPED = 3
_ALMOST_ALL = 7  # words shared, for a small word to count
_FILLERS = frozenset(
    "a an the that this and but so or well just very really oh uh um like you know i mean now "
    "then actually too also right okay ok yes yeah no here there sort kind".split()
)
_WHEN_WHO = (
    frozenset({"is", "are", "am"}), frozenset({"was", "were"}),
    frozenset({"i", "we", "me", "us"}), frozenset({"they", "them", "he", "she"}),
    frozenset({"you"}),
)  # fmt: skip
_WHO_WHEN = frozenset().union(*_WHEN_WHO)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A sentence inside quotation marks as one article prints it."""

    covered: Covered
    span: Span
    words: tuple[str, ...]
    places: tuple[Span, ...]  # of each word; several words of one contraction share a place
    speaker: str | None
    broken: bool  # holds an ellipsis or an insertion


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Wordings that differ, one discrepancy a sentence with every printing of it."""
    printed = [row for covered in scene.coverage.articles for row in _printed(scene, covered)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(printed):
        for word in set(row.words) - STOP:
            by_word[word].append(at)
    told: set[int] = set()
    for at, row in enumerate(printed):
        near: dict[int, int] = defaultdict(int)
        for word in set(row.words) - STOP:
            for other in by_word[word] if len(by_word[word]) <= _COMMON else ():
                if other > at and printed[other].covered.id != row.covered.id:
                    near[other] += 1
        for other in sorted(near, key=lambda o: (-near[o], o)):
            if at in told or other in told or near[other] < 2:
                continue
            found = _compared(scene, row, printed[other])
            if found is not None:
                told |= {at, other}
                one = _told(scene, printed, at, other, found)
                if one is not None:
                    yield one


def _printed(scene: Scene, covered: Covered) -> Iterator[_Printed]:
    seen: set[Span] = set()
    for quotation in covered.reading.quotations:
        speaker = scene.person(covered, quotation.person)
        for content in quotation.content:
            text = covered.text(content)
            if quotation.kind is QuotationKind.DIRECT and not _IN_MARKS.search(text):
                stretches = [(content.start, text)]
            else:
                stretches = [
                    (content.start + match.start(1), match[1]) for match in _IN_MARKS.finditer(text)
                ]
            for start, stretch in stretches:
                for match in _SENTENCE.finditer(stretch):
                    span = Span(start + match.start(), start + match.end())
                    if span not in seen:
                        seen.add(span)
                        yield _words(covered, span, match.group(), speaker, stretch)


def _words(covered: Covered, span: Span, text: str, speaker: str | None, stretch: str) -> _Printed:
    words: list[str] = []
    places: list[Span] = []
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'").replace("-", "").strip("',")
        place = Span(span.start + match.start(), span.start + match.end())
        for piece in _CONTRACTED.get(word, _NUMBERS.get(word, word)).split():
            words.append(piece)
            places.append(place)
    broken = bool(re.search(r"\.\.\.|…|\[|\(", text))
    return _Printed(covered, span, tuple(words), tuple(places), speaker, broken)


def _compared(scene: Scene, a: _Printed, b: _Printed) -> tuple[int, int, int, int] | None:
    """The first stretch in which two printings of one sentence have other words, else None.

    Gives the word ranges of the stretch in both: (a from, a to, b from, b to).
    """
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return None
    if a.broken or b.broken:
        return None
    if a.covered.group == b.covered.group:
        return None
    matcher = SequenceMatcher(None, a.words, b.words, autojunk=False)
    blocks = matcher.get_opcodes()
    shared = sum(i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal")
    longest = max((i2 - i1 for tag, i1, i2, _, _ in blocks if tag == "equal"), default=0)
    if shared < LEAST_SHARED or longest < 3:
        return None
    if shared < _ALIKE * max(len(a.words), len(b.words)) and shared < 0.75 * min(
        len(a.words), len(b.words)
    ):
        return None
    for number, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag in ("insert", "delete") and _dropped(a, b, blocks, number):
            return i1, i2, j1, j2
        if tag != "replace" or i2 - i1 > 6 or j2 - j1 > 6:
            continue
        if _small(a.words[i1:i2], b.words[j1:j2], shared):
            return i1, i2, j1, j2
        edge = number in (0, len(blocks) - 1)
        if number == len(blocks) - 1 and max(i2 - i1, j2 - j1) > 2:
            continue  # one of them goes on with something else
        if edge and shared < _ALIKE * max(len(a.words), len(b.words)):
            continue
        if _differs(a.words[i1:i2], b.words[j1:j2]):
            return i1, i2, j1, j2
    return None


def _dropped(
    a: _Printed, b: _Printed, blocks: Sequence[tuple[str, int, int, int, int]], number: int
) -> bool:
    """Whether words within the sentence stand in one printing and not in the other.

    At the ends a quotation is only cut short; what speakers fill pauses with is left out freely.
    """
    if number in (0, len(blocks) - 1):
        return False
    _, i1, i2, j1, j2 = blocks[number]
    extra = (*a.words[i1:i2], *b.words[j1:j2])
    if len(extra) > _MOST_DROPPED or set(extra) <= _FILLERS:
        return False
    sides = (blocks[number - 1], blocks[number + 1])
    if not all(tag == "equal" and h - g >= _BOTH_SIDES for tag, g, h, _, _ in sides):
        return False
    row, low, high = (a, i1, i2) if i2 > i1 else (b, j1, j2)
    # a stammer ("to work to — work to kill") says nothing new
    return row.words[low - len(extra) : low] != extra != row.words[high : high + len(extra)]


def _small(one: tuple[str, ...], other: tuple[str, ...], shared: int) -> bool:
    """Another tense of "be" or another pronoun in a sentence that is otherwise the same."""
    if len(one) != 1 or len(other) != 1 or shared < _ALMOST_ALL:
        return False
    return any(one[0] in g and other[0] not in g and {*one, *other} <= _WHO_WHEN for g in _WHEN_WHO)


def _differs(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words differ by more than spelling."""
    left, right = "".join(one), "".join(other)
    if "*" in left + right or any(c.isdigit() for c in left) != any(c.isdigit() for c in right):
        return False  # a word masked, a number spelt
    if any(set(one) <= group and set(other) <= group for group in _TRIVIAL):
        return False
    if left == right or ratio(left, right) >= _SPELLING:
        # "this salary" and "his salary" differ; "colour" and "color" do not
        return set(one) <= STOP and set(other) <= STOP and left != right
    return re.sub(r"\W", "", left) != re.sub(r"\W", "", right)


def _told(
    scene: Scene,
    printed: list[_Printed],
    at: int,
    other: int,
    where: tuple[int, int, int, int],
) -> Discrepancy | None:
    a, b = printed[at], printed[other]
    i1, i2, j1, j2 = where
    rows = [(a, i1, i2, " ".join(a.words[i1:i2])), (b, j1, j2, " ".join(b.words[j1:j2]))]
    for more, row in enumerate(printed):
        if more in (at, other) or len(row.words) < LEAST_SHARED or row.broken:
            continue
        for side, begin, end, value in tuple(rows[:2]):
            low = max(0, begin - 3)
            core = side.words[low : end + 3]
            for start in range(len(row.words) - len(core) + 1):
                if row.words[start : start + len(core)] == core and len(core) >= 5:
                    rows.append((row, start + begin - low, start + end - low, value))
                    break
    values: dict[str, set[str]] = defaultdict(set)
    for row, *_, value in rows:
        values[row.covered.id].add(value)
    if any(len(found) > 1 for found in values.values()):
        return None  # one article prints both: they were said one after the other
    evidence = []
    for row, begin, end, value in rows:
        shown = _shown(row, begin, end)
        sentence = row.covered.sentence_at(shown.start)
        evidence.append(Evidence(row.covered.id, shown, sentence, value))
    speaker = a.speaker or b.speaker
    name = speaker if speaker else "the speaker"
    return difference(
        scene,
        Kind.QUOTE_WORDING,
        Severity.SOFT,
        f"what {name} said: “{_around(a, i1, i2)}”",
        evidence,
        0.8,
        [(Voice.OUTLET, None, value) for *_, value in rows],
        "may be two sentences of one answer, or a slip",
    )


def _around(row: _Printed, begin: int, end: int) -> str:
    """The words before and after those that differ, as printed: "with … salary"."""
    text = row.covered.article.text
    sides = []
    more = _BESIDE if end < len(row.words) else 2 * _BESIDE
    for low, high in ((max(0, begin - more), begin), (end, _noun_after(row, end + _BESIDE))):
        if low < high:
            said = text[row.places[low].start : row.places[high - 1].end]
            sides.append(" ".join(said.split()))
        else:
            sides.append("")
    return " … ".join(sides).strip()


def _shown(row: _Printed, begin: int, end: int) -> Span:
    """The differing words with up to four on either side."""
    last = _noun_after(row, end + 3)
    return Span(row.places[max(0, begin - 3)].start, row.places[last - 1].end)


def _noun_after(row: _Printed, end: int) -> int:
    """Where words up to `end` may stop: not at "a" or "of", which call for another."""
    end = min(len(row.words), end)
    while end < len(row.words) and row.words[end - 1] in _DANGLING:
        end += 1
    return end
