"""Direct quotations of several articles in; a sentence that they print in other words, out.

Only words inside marks are compared, sentence by sentence (`printings`, `reworded`). A quotation
cut short, an ellipsis, an insertion in brackets, spelling, numerals and contractions are no
difference in wording, unless the cut begins after a word that turns the sense ("not", "one of").
Where the outlets name two speakers there are two utterances, unless the words are the same almost
to the last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from collation.differences.scene import Scene, difference
from collation.differences.wording.occasion import has_both, is_denied, on_two_occasions
from collation.differences.wording.printings import Printed, find_printings
from collation.differences.wording.reworded import Change, compare, turning_cut
from collation.differences.wording.whose import whose
from collation.differences.wording.worth import Worth
from collation.discrepancy import Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span, Voice

_LEAST_SHARED = 5  # words that a third printing must share with a side to be on it
_BEFORE, _BEHIND = 6, 4  # words beside the difference by which a reader knows the sentence
_REST = 3  # words that are shown rather than cut
_WORD_END = re.compile(r"\w*")  # "50th" is two words to compare
_MARK = re.compile(r"[“”\"\])]")
_DANGLING = frozenset(
    "a an the this that his her its my your our their of to and or in with no not very let most we "
    "those these can be by for from another own mr mrs ms dr st who which as at on than but "
    "if when is are was were will would could i he she they it had has have".split()
)
_COMMON = 60  # sentences a word may stand in and still lead to its twin
_MANY = 5  # places in which nobody differs who writes down what he hears
_ROOM = 16  # words shown at most
_MOST_MORE = 4  # words that one printing of a sentence may have more
_NOTE = "may be two sentences of one answer, or a slip"
_SLIGHT_NOTE = "small words only: how each outlet wrote down what it heard"
_CUT_NOTE = "what stands before the words in the fuller printing changes their sense"


def find(scene: Scene) -> Iterator[Discrepancy]:
    """Wordings that differ, one discrepancy a sentence with every printing of it."""
    printed = [row for covered in scene.coverage.articles for row in find_printings(scene, covered)]
    changes: list[tuple[int, int, Change]] = []
    for at, other in _pairs(printed):
        change = compare(printed[at], printed[other])
        if change is not None:
            changes.append((at, other, change))
    told: set[int] = set()
    for at, other, change in sorted(
        changes, key=lambda row: (-round(row[2].agree * row[2].dense, 3), row[:2])
    ):
        if at in told or other in told:
            continue
        told |= {at, other}
        one = _told(scene, printed, at, other, change)
        if one is not None:
            yield one
    yield from _cut(scene, printed, told)


def _pairs(printed: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """Printings of two sources, or of a headline and its body, that share two telling words."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(printed):
        for root in row.telling:
            by_word[root].append(at)
    near: dict[tuple[int, int], int] = defaultdict(int)
    for rows in by_word.values():
        for number, at in enumerate(rows if len(rows) <= _COMMON else ()):
            for other in rows[number + 1 :]:
                near[at, other] += 1
    for (at, other), shared in sorted(near.items()):
        if shared > 1 and _apart(printed[at], printed[other]):
            yield at, other


def _apart(a: Printed, b: Printed) -> bool:
    """Whether two sources print them, or one as its headline."""
    if a.covered.id == b.covered.id:
        return a.headline != b.headline and min(len(a.keys), len(b.keys)) >= _LEAST_SHARED
    return a.covered.group != b.covered.group


def _told(
    scene: Scene, printed: Sequence[Printed], at: int, other: int, change: Change
) -> Discrepancy | None:
    a, b = printed[at], printed[other]
    (i1, i2), (j1, j2) = change.one, change.other
    values = [" ".join(a.forms[i1:i2]), " ".join(b.forms[j1:j2])]
    rows = [(a, i1, i2, values[0]), (b, j1, j2, values[1])]
    cores = [
        (max(0, begin - 3), begin, end, value, side.forms[max(0, begin - 3) : end + 3])
        for side, begin, end, value in rows
    ]
    for more, row in enumerate(printed):
        if more in (at, other):
            continue
        forms = row.forms
        for low, begin, end, value, core in cores:
            for start in range(len(forms) - len(core) + 1):
                if forms[start : start + len(core)] == core and len(core) >= _LEAST_SHARED:
                    rows.append((row, start + begin - low, start + end - low, value))
                    break
    by_article: dict[str, set[str]] = defaultdict(set)
    for row, *_, value in rows:
        if not row.headline:
            by_article[row.covered.id].add(value)
    if any(len(found) > 1 for found in by_article.values()):
        return None  # one article prints both: they were said one after the other
    if on_two_occasions(a, b) or has_both(b, a, i1, i2) or has_both(a, b, j1, j2):
        return None
    if is_denied(a) != is_denied(b):
        return None  # doesn't “see any reason”: the "not" of the other printing
    if not (values[0] and values[1]) and not (a.named or b.named):
        return None  # nobody is known who said it, and words more or less make another text
    if not all(values) and len(" ".join(values).split()) > _MOST_MORE:
        return None  # so many words more are said in another sentence
    evidence = [
        Evidence(row.covered.id, shown, row.covered.sentence_at(shown.start), value)
        for row, begin, end, value in rows
        for shown in [_shown(row, begin, end)]
    ]
    return difference(
        scene,
        Kind.QUOTE_WORDING,
        Severity.HARD if change.worth is Worth.OPPOSED else Severity.SOFT,
        f"{whose(scene, [row for row, *_ in rows])}: {_both(a, (i1, i2), b, (j1, j2))}",
        evidence,
        _sureness(change),
        [(Voice.OUTLET, None, value) for *_, value in rows],
        _SLIGHT_NOTE if change.worth is Worth.SMALL else _NOTE,
    )


def _sureness(change: Change) -> float:
    """Below what is shown for small words, and where so much differs that it may be another time
    that the same was said, or another translation."""
    if change.worth is Worth.SMALL or (change.worth is Worth.TELLING and change.places >= _MANY):
        return 0.5
    return 0.7 if change.worth is Worth.TELLING else 0.8


def _cut(scene: Scene, printed: Sequence[Printed], told: set[int]) -> Iterator[Discrepancy]:
    """Printings that begin after a word that turns what is said, with the fuller ones."""
    fuller: dict[int, list[tuple[Printed, int]]] = defaultdict(list)
    for at, other in _pairs(printed):
        for whole, part in ((at, other), (other, at)):
            start = turning_cut(printed[whole], printed[part])
            if start is not None and part not in told:
                fuller[part].append((printed[whole], start))
    seen: set[str] = set()
    for part, wholes in sorted(fuller.items()):
        b = printed[part]
        if " ".join(b.roots) in seen or is_denied(b):
            continue
        seen.add(" ".join(b.roots))
        shown = [(row, max(0, start - 2), start + 3, "whole") for row, start in wholes]
        shown.append((b, 0, min(len(b.keys), 5), "cut"))
        evidence = []
        for row, low, high, value in shown:
            span = _whole(row, low, high)
            sentence = row.covered.sentence_at(span.start)
            evidence.append(Evidence(row.covered.id, span, sentence, value))
        a, start = wholes[0]
        yield difference(
            scene,
            Kind.QUOTE_WORDING,
            Severity.SOFT,
            f"{whose(scene, (a, b))}: “{_around(a, max(0, start - 2), start)}”, with or without "
            f"“{_printed(a, max(0, start - 2), start)}”",
            evidence,
            0.7,
            [(Voice.OUTLET, None, e.value) for e in evidence],
            _CUT_NOTE,
        )


def _both(a: Printed, at: tuple[int, int], b: Printed, other: tuple[int, int]) -> str:
    """ "“a drawdown of all but essential personnel” or “of all except emergency personnel”"."""
    return f"“{_around(a, *at)}” or “{_around(b, *other)}”"


def _around(row: Printed, begin: int, end: int) -> str:
    """The words that differ with some before and after, as printed; a short rest as well.

    What stands outside the marks ends them: “With Roe,” she said, “we have a plan”.
    """
    low, high = max(0, begin - _BEFORE), _noun_after(row, end + _BEHIND)
    low = 0 if low <= _REST else low
    high = len(row.keys) if len(row.keys) - high <= _REST else high
    low = max((at for at in range(low, begin + 1) if _breaks(row, at)), default=low)
    high = min((at for at in range(max(end, low + 1), high) if _breaks(row, at)), default=high)
    return f"{'… ' if low else ''}{_printed(row, low, high)}{' …' if high < len(row.keys) else ''}"


def _breaks(row: Printed, at: int) -> bool:
    """Whether the outlet's own words, or the end of an insertion, stand right before a word."""
    if not 0 < at < len(row.places):
        return False
    between = row.covered.article.text[row.places[at - 1].end : row.places[at].start]
    return _MARK.search(between) is not None


def _printed(row: Printed, begin: int, end: int) -> str:
    """Some words of a sentence as printed, in one line."""
    text = row.covered.article.text
    last = _WORD_END.match(text, row.places[end - 1].end)
    stop = last.end() if last else row.places[end - 1].end
    return " ".join(text[row.places[begin].start : stop].split())


def _shown(row: Printed, begin: int, end: int) -> Span:
    """The differing words with up to four on either side."""
    last = _noun_after(row, end + 3)
    return Span(row.places[max(0, begin - 3)].start, row.places[last - 1].end)


def _whole(row: Printed, begin: int, end: int) -> Span:
    """The words from one to another, as many as are shown."""
    last = min(len(row.keys), end, begin + _ROOM)
    return Span(row.places[begin].start, row.places[last - 1].end)


def _noun_after(row: Printed, end: int) -> int:
    """Where words up to `end` may stop: not at "a" or "of", which call for another."""
    end = min(len(row.keys), end)
    while end < len(row.keys) and row.forms[end - 1] in _DANGLING:
        end += 1
    return end
