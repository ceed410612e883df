"""Two printings of one outlet's article in; what the outlet changed between them, out.

Pure. Sentences are aligned, wherever they moved; what differs between two that are aligned is told
by kind, so that a corrected figure stands out and a corrected comma floods nobody. What the two
printings contradict each other in is found by the same rules as between outlets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from collation.coverage import Coverage, Covered
from collation.differences import find_discrepancies
from collation.differences.words import family, load
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.matched import Line, Matched, line_of, match_sentences
from collation.notes import find_note
from collation.revision import SILENT, Change, ChangeKind, Revision
from collation.utterance import Utterance
from collation.utterances import align_utterances
from collation.wording import Word, is_function
from extraction.annotations import Quotation, QuotationKind, Reading, Span
from intake.article import Article, PartKind

REMOVALS = 3  # sentences of one revision that are reported as left out
REMOVED = 0.75  # confidence: that a sentence has gone is sure, that it matters is not
PHRASE = 90  # characters of a sentence in a subject
TYPO = 0.7  # of likeness: “goverment” and “government” have .95, “house” and “horse” .8
SHORTEST = 4  # letters of a word that can be a slip of the pen
NOON = time(12, tzinfo=UTC)  # where only the day is known
HOUR = timedelta(hours=1)
_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "without", "neither", "nor"})
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions dozen dozens half "
    "third quarter first second".split()
)
_ORDER = tuple(ChangeKind)

Printing = tuple[str, Article, Reading]  # the article's key first
Find = Callable[[Coverage, tuple[Utterance, ...]], Iterable[Discrepancy]]
Align = Callable[[Coverage], tuple[Utterance, ...]]


def compare_printings(
    before: Printing,
    after: Printing,
    find: Find = find_discrepancies,
    align: Align = align_utterances,
) -> Revision:
    """All that changed. Never raises for any text.

    The differences found cite the two articles by their keys. Whether the outlet said that it
    changed something is read from the newer text alone.
    """
    _, older, old = before
    _, newer, new = after
    matched = match_sentences(older, old, newer, new)
    note = find_note(newer.text)
    changes = [
        *_headline(older, newer),
        *_in_sentences(before, after, matched),
        *(Change(ChangeKind.REMOVED, line.span, None) for line in matched.removed),
        *(Change(ChangeKind.ADDED, None, line.span) for line in matched.added),
    ]
    if note is not None and find_note(older.text) is None:
        changes.append(Change(ChangeKind.NOTE, None, note))
    if not changes and older.text != newer.text:
        changes.append(Change(ChangeKind.TYPOGRAPHY, None, None))
    changes.sort(key=lambda change: _ORDER.index(change.kind))  # within a kind in text order
    kept = matched.total - len(matched.removed)
    found = Revision(tuple(changes), matched.total, kept, note, ())
    if not found.shown:
        return found
    return replace(found, differences=_differences(before, after, found, matched, find, align))


def _headline(older: Article, newer: Article) -> Iterator[Change]:
    one, other = _title(older), _title(newer)
    if one is None or other is None or one[0] == other[0]:
        return
    (words, place), (new_words, new_place) = one, other
    left, right = line_of(words, Span(0, len(words))), line_of(new_words, Span(0, len(new_words)))
    if left is None or right is None:
        return
    gone, new = _differing(left, right)
    silent = _silent_kind(gone, new)
    shift, new_shift = (span.start if span else None for span in (place, new_place))
    yield Change(
        silent or ChangeKind.HEADLINE,
        place,
        new_place,
        _moved(gone, shift),
        _moved(new, new_shift),
    )


def _title(article: Article) -> tuple[str, Span | None] | None:
    for part in article.parts:
        if part.kind is PartKind.HEADLINE:
            return article.text[part.start : part.end], Span(part.start, part.end)
    return (article.title, None) if article.title else None


def _moved(words: Sequence[Word], by: int | None) -> tuple[Span, ...]:
    if by is None:
        return ()
    return tuple(Span(word.span.start + by, word.span.end + by) for word in words)


def _in_sentences(before: Printing, after: Printing, matched: Matched) -> Iterator[Change]:
    for one, other in matched.pairs:
        if (
            before[1].text[one.span.start : one.span.end]
            == (after[1].text[other.span.start : other.span.end])
        ):
            continue
        gone, new = _differing(one, other)
        kind = _silent_kind(gone, new) or _kind(before, after, one, other, gone, new)
        yield Change(kind, one.span, other.span, _spans(gone), _spans(new))


def _spans(words: Sequence[Word]) -> tuple[Span, ...]:
    return tuple(word.span for word in words)


def _differing(one: Line, other: Line) -> tuple[list[Word], list[Word]]:
    """The words of each that the other has not, in order; aside from case and marks."""
    left, right = _placed(one), _placed(other)
    matcher = SequenceMatcher(
        None, [form for form, _ in left], [form for form, _ in right], autojunk=False
    )
    gone: dict[Span, Word] = {}
    new: dict[Span, Word] = {}
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone |= {word.span: word for _, word in left[a:b]}
            new |= {word.span: word for _, word in right[c:d]}
    return list(gone.values()), list(new.values())


def _placed(line: Line) -> list[tuple[str, Word]]:
    return [(key.form, word) for word in line.words for key in word.keys]


def _silent_kind(gone: Sequence[Word], new: Sequence[Word]) -> ChangeKind | None:
    """Typography or a minor change; None for one that tells a reader something."""
    if not gone and not new:
        return ChangeKind.TYPOGRAPHY
    words = (*gone, *new)
    if any(_is_figure(word) or _is_negation(word) for word in words):
        return None
    if "".join(word.text for word in gone).casefold().replace("-", "") == (
        "".join(word.text for word in new).casefold().replace("-", "")
    ):
        return ChangeKind.TYPOGRAPHY  # “home-grown” and “homegrown”, “per cent” and “percent”
    if len(gone) == len(new) and all(map(_is_slip, gone, new)):
        return ChangeKind.TYPOGRAPHY
    if all(is_function(key.root) for word in words for key in word.keys) or _roots(gone) == _roots(
        new
    ):
        return ChangeKind.MINOR
    return None


def _is_slip(one: Word, other: Word) -> bool:
    """Whether two words are one word of which one is misspelled: both small, of one root or nearly
    the same letters. A name spelled otherwise is more than that."""
    left, right = one.text, other.text
    if left[0].isupper() or right[0].isupper() or min(len(left), len(right)) < SHORTEST:
        return False
    if not set(left) ^ set(right) and sorted(left) == sorted(right):
        return True  # letters in another order: “teh”
    return (
        left[0] == right[0]
        and abs(len(left) - len(right)) <= 1
        and Indel.distance(left, right) <= 2
        and Indel.normalized_similarity(left, right) >= TYPO
        and left[-1] == right[-1]
        and len(left) > SHORTEST
    )


def _roots(words: Sequence[Word]) -> list[str]:
    return sorted(key.root for word in words for key in word.keys if not is_function(key.root))


def _is_figure(word: Word) -> bool:
    return any(c.isdigit() for c in word.text) or any(
        key.form in _NUMBERS or key.form.isdigit() for key in word.keys
    )


def _is_negation(word: Word) -> bool:
    return any(key.form in _NEGATIONS for key in word.keys)


def _kind(
    before: Printing,
    after: Printing,
    one: Line,
    other: Line,
    gone: Sequence[Word],
    new: Sequence[Word],
) -> ChangeKind:
    """What kind of change these words make."""
    quoted = [_in_quotation(before[2], word) for word in gone]
    quoted += [_in_quotation(after[2], word) for word in new]
    if any(quoted):
        return ChangeKind.QUOTATION
    if any(_is_figure(word) for word in (*gone, *new)):
        return ChangeKind.FIGURE
    names = [*(w for w in gone if _is_name(w, one)), *(w for w in new if _is_name(w, other))]
    if names and any(_is_name(w, one) for w in gone) and any(_is_name(w, other) for w in new):
        return ChangeKind.NAME
    return ChangeKind.REWORDED


def _in_quotation(reading: Reading, word: Word) -> bool:
    return any(_holds(quotation, word.span) for quotation in reading.quotations)


def _holds(quotation: Quotation, span: Span) -> bool:
    return quotation.kind is not QuotationKind.INDIRECT and any(
        piece.covers(span) for piece in quotation.content
    )


def _is_name(word: Word, line: Line) -> bool:
    return word.text[0].isupper() and word.span != line.words[0].span


def _differences(
    before: Printing,
    after: Printing,
    found: Revision,
    matched: Matched,
    find: Find,
    align: Align,
) -> tuple[Discrepancy, ...]:
    """What the two printings contradict each other in: only where the outlet changed something."""
    key, older, old = before
    new_key, newer, new = after
    covered = (Covered(key, older, old, 0), Covered(new_key, _later(older, newer), new, 1))
    coverage = Coverage(tuple(sorted(covered, key=lambda one: one.id)))
    changed = [change for change in found.changes if change.kind not in SILENT]
    gone = [change.before for change in changed if change.before]
    come = [change.after for change in changed if change.after]
    told = []
    for one in find(coverage, align(coverage)):
        if one.kind is Kind.OMISSION or one.absent_in:
            continue
        left = [e for e in one.evidence if e.article == key]
        right = [e for e in one.evidence if e.article == new_key]
        if one.kind is Kind.NUMBER and _grew(old, left, new, right):
            continue
        if _all_in(left, gone) and _all_in(right, come) and _apart(left, right):
            severity = Severity.SOFT if found.note is not None else one.severity
            told.append(replace(one, between=Between.SELF, severity=severity))
    if not found.rewritten:
        told += _removals(before, new_key, matched)
    return tuple({one.key: one for one in reversed(told)}.values())[::-1]


def _later(older: Article, newer: Article) -> Article:
    """The newer printing as of a later hour: otherwise a toll that rose would contradict itself."""
    day = older.published
    stood = older.published_at or (datetime.combine(day, NOON) if day is not None else None)
    if stood is None:
        return newer
    changed = newer.modified_at
    return replace(newer, published_at=changed if changed and changed > stood else stood + HOUR)


def _grew(old: Reading, left: Sequence[Evidence], new: Reading, right: Sequence[Evidence]) -> bool:
    """Whether it is a count that only grows, such as of the dead, and is higher now: an update."""
    before, after = _growing(old, left), _growing(new, right)
    return bool(before) and bool(after) and max(before) < min(after)


def _growing(reading: Reading, evidence: Sequence[Evidence]) -> list[float]:
    growing = load("families")["growing"]
    return [
        figure.value
        for figure in reading.figures
        if family("predicate", figure.predicate) in growing
        and any(figure.number.overlaps(one.span) for one in evidence)
    ]


def _all_in(evidence: Sequence[Evidence], spans: Sequence[Span]) -> bool:
    return bool(evidence) and all(
        any(span.overlaps(one.sentence) for span in spans) for one in evidence
    )


def _apart(left: Sequence[Evidence], right: Sequence[Evidence]) -> bool:
    """Whether no value stands in both printings: what one keeps it does not contradict."""
    return {one.value for one in left}.isdisjoint({one.value for one in right})


def _removals(before: Printing, new_key: str, matched: Matched) -> Iterator[Discrepancy]:
    """Sentences that the newer text lacks and that quote somebody or give a figure."""
    key, older, old = before
    shown = 0
    for line in matched.removed:
        sentence = line.span
        if shown == REMOVALS or not _weighs(old, sentence):
            continue
        shown += 1
        words = " ".join(older.text[sentence.start : sentence.end].split())
        if len(words) > PHRASE:
            words = words[:PHRASE].rsplit(" ", 1)[0] + " …"
        yield Discrepancy(
            Kind.OMISSION,
            Severity.SOFT,
            Between.SELF,
            f"taken out: “{words}”",
            (Evidence(key, sentence, sentence, "told"),),
            REMOVED,
            absent_in=(new_key,),
        )


def _weighs(reading: Reading, sentence: Span) -> bool:
    quoted = any(Span(q.start, q.end).overlaps(sentence) for q in reading.quotations)
    return quoted or any(figure.sentence == sentence for figure in reading.figures)
