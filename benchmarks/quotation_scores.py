"""Gold and predicted quotations in; the measures A to D out.

A coverage (the Gender Gap Tracker's: a prediction covers more than .3 / .8 of the gold),
B one to one at intersection over union >= .5, and exact, by kind and with the speaker,
C attribution of every stretch of four or more words inside quotation marks,
D the resolved full name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.corpora import Document, GoldQuotation, inside_marks
from benchmarks.counts import Score
from benchmarks.pairing import letters_of, pair_up, same_speaker

_TITLES = frozenset(
    (
        "the a an mr mrs ms miss dr sir sen rep gov president prime minister premier mayor "
        "justice judge const sgt det insp chief officer prof professor of"
    ).split(" ")
)

Predictions = Mapping[str, Sequence[GoldQuotation]]


def score(documents: Sequence[Document], predictions: Predictions) -> dict[str, Score]:
    """Every measure by its label, in the order in which they are printed."""
    rows: dict[str, Score] = {}
    rows["A coverage > .3"] = _coverage(documents, predictions, 0.3)
    rows["A coverage > .8"] = _coverage(documents, predictions, 0.8)
    for label, kinds in (
        ("direct", {"direct"}),
        ("direct+mixed", {"direct", "mixed"}),
        ("indirect", {"indirect"}),
        ("all", {"direct", "mixed", "indirect"}),
    ):
        loose = _one_to_one(documents, predictions, kinds, exact=False)
        tight = _one_to_one(documents, predictions, kinds, exact=True)
        rows[f"B {label}, IoU .5"] = loose.quotation
        rows[f"B {label}, exact"] = tight.quotation
        rows[f"B {label} + speaker"] = loose.with_speaker
    rows["C segments attributed"] = _segments(documents, predictions)
    if any(q.name for d in documents for q in d.quotations):
        rows["D resolved speaker"] = _names(documents, predictions)
    return rows


def _coverage(documents: Sequence[Document], predictions: Predictions, over: float) -> Score:
    total = Score()
    for document in documents:
        open_ = list(predictions.get(document.id, ()))
        right = 0
        count = len(open_)
        for gold in document.quotations:
            start, end = gold.content[0]
            shares = [
                max(0, min(end, q.content[0][1]) - max(start, q.content[0][0])) / (end - start)
                for q in open_
            ]
            best = max(range(len(open_)), key=lambda k: shares[k], default=None)
            if best is not None and shares[best] > over:
                right += 1
                del open_[best]
        total += Score(right, len(document.quotations), count)
    return total


@dataclass(frozen=True, slots=True)
class _Matched:
    quotation: Score
    with_speaker: Score


def _one_to_one(
    documents: Sequence[Document], predictions: Predictions, kinds: set[str], *, exact: bool
) -> _Matched:
    quotation, named = Score(), Score()
    for document in documents:
        text = document.text
        pairs = list(
            pair_up(text, document.quotations, predictions.get(document.id, ()), exact=exact)
        )
        of_kind = [pair for pair in pairs if pair.kind in kinds]
        matched = [(p.gold, p.predicted) for p in of_kind if p.gold and p.predicted]
        in_gold = sum(pair.gold is not None for pair in of_kind)
        in_predicted = sum(pair.predicted is not None for pair in of_kind)
        speakers = sum(same_speaker(text, gold, guess) for gold, guess in matched)
        quotation += Score(len(matched), in_gold, in_predicted)
        named += Score(speakers, in_gold, in_predicted)
    return _Matched(quotation, named)


def _segments(documents: Sequence[Document], predictions: Predictions) -> Score:
    total = Score()
    for document in documents:
        text, mask = document.text, inside_marks(document.text)
        for match in re.finditer(rb"\x01+", bytes(mask)):
            start, end = match.span()
            words = [w for w in text[start:end].split() if any(c.isalnum() for c in w)]
            if len(words) < 4:
                continue
            letters = [k for k in range(start, end) if text[k].isalnum()]
            gold = _covering(document.quotations, letters)
            wanted = letters_of(text, gold.speaker) if gold else frozenset()
            if gold and not wanted:
                continue  # the text names nobody: neither right nor wrong
            guess = _covering(predictions.get(document.id, ()), letters)
            given = letters_of(text, guess.speaker) if guess else frozenset()
            total += Score(bool(wanted & given), bool(wanted), bool(given))
    return total


def _covering(quotations: Sequence[GoldQuotation], letters: Sequence[int]) -> GoldQuotation | None:
    """The quotation that holds most of `letters`, at least half; the later one of equals."""
    best, most = None, 0.5
    for quotation in quotations:
        inside = sum(any(s <= k < e for s, e in quotation.content) for k in letters)
        if inside / len(letters) >= most:
            best, most = quotation, inside / len(letters)
    return best


def _names(documents: Sequence[Document], predictions: Predictions) -> Score:
    total = Score()
    for document in documents:
        text, predicted = document.text, predictions.get(document.id, ())
        right = 0
        for pair in pair_up(text, document.quotations, predicted):
            if pair.gold and pair.predicted:
                mention = " ".join(text[s:e] for s, e in pair.predicted.speaker)
                right += same_name(pair.predicted.name or mention, pair.gold.name)
        total += Score(right, len(document.quotations), len(predicted))
    return total


def same_name(a: str, b: str) -> bool:
    """Equal last words, or all words of one within the other, titles aside; "" is like none."""
    first, second = _name_words(a), _name_words(b)
    if not first or not second:
        return False
    return first[-1] == second[-1] or set(first) <= set(second) or set(second) <= set(first)


def _name_words(name: str) -> list[str]:
    plain = re.sub(r"['’]s\b", "", name.lower())
    words = [w.strip(".") for w in re.findall(r"[a-z0-9'&.-]+", plain)]
    return [w for w in words if w not in _TITLES] or words
