"""Gold and predicted quotations in; speakers by kind, names shown, errors by class, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.corpora import Document, Spans
from benchmarks.counts import Score
from benchmarks.pairing import Pair, letters_of, pair_up, same_speaker
from benchmarks.quotation_scores import Predictions, same_name

SPEAKER_KINDS = ("name", "pronoun", "description", "none")
_PRONOUNS = frozenset(
    "i he she it we you they who one that this these those him her them us".split()
)
_DETERMINERS = frozenset(
    "a an the his her its their our my this that these those some several many two three".split()
)
# What follows one of these, or a comma, narrows a description and is not its head.
_HEAD_ENDS = re.compile(r",|\s(?:of|for|from|with|in|at|on|to|who|that|and|or)\s")


def speaker_kind(text: str, speaker: Spans) -> str:
    """What a mention is: "name" (of a person or body), "pronoun", "description" or "none".

    By its letters alone: a name's head is capitalised. One capitalised word that the article also
    prints in small letters ("Officials") is a description.
    """
    mention = " ".join(text[start:end] for start, end in speaker).strip()
    if not mention:
        return "none"
    if mention.lower() in _PRONOUNS:
        return "pronoun"
    words = _HEAD_ENDS.split(mention)[0].split()
    while len(words) > 1 and words[0].lower() in _DETERMINERS:
        words = words[1:]
    head = words[-1] if words else mention
    if not head[:1].isupper():
        return "description"
    common = len(words) == 1 and re.search(rf"\b{re.escape(head.lower())}\b", text)
    return "description" if common else "name"


def by_speaker(documents: Sequence[Document], predictions: Predictions) -> dict[str, Score]:
    """Quotation and speaker both right, by the kind of the gold's speaker."""
    rows = {f"B speaker: {kind}": Score() for kind in SPEAKER_KINDS}
    for document, pair in _all_pairs(documents, predictions):
        gold, guess = pair.gold, pair.predicted
        known = gold or guess
        if known is None:
            continue
        label = f"B speaker: {speaker_kind(document.text, known.speaker)}"
        right = gold is not None and guess is not None and same_speaker(document.text, gold, guess)
        rows[label] += Score(right, gold is not None, guess is not None)
    return rows


def shown(documents: Sequence[Document], predictions: Predictions, *, as_printed: bool) -> Score:
    """What a reader is told: P of the speakers named to a reader, R of the gold's quotations.

    Only quotations that are in the gold: whether one is there at all is measure B. A gold quotation
    whose speaker nobody names counts as wrong where somebody is shown. With `as_printed` a
    description shown in the words of the right mention ("a spokesman") is right, too, where the
    gold gives the fullest name or description of the article.
    """
    total = Score()
    for document, pair in _all_pairs(documents, predictions):
        gold, guess = pair.gold, pair.predicted
        if gold is None:
            continue
        if guess is None or not guess.shown:
            total += Score(gold=1)
            continue
        right = same_name(guess.name, gold.name)
        if as_printed and not right and same_speaker(document.text, gold, guess):
            mention = " ".join(document.text[start:end] for start, end in guess.speaker)
            described = speaker_kind(document.text, guess.speaker) == "description"
            right = described and guess.name.casefold() == mention.casefold()
        total += Score(right, 1, 1)
    return total


def errors(documents: Sequence[Document], predictions: Predictions) -> Counter[str]:
    """How many errors of each class; one quotation may have a wrong end and a wrong speaker."""
    counts: Counter[str] = Counter()
    for document, pair in _all_pairs(documents, predictions):
        counts.update(_classes(document.text, pair))
    return counts


def _classes(text: str, pair: Pair) -> Iterator[str]:
    gold, guess = pair.gold, pair.predicted
    if gold is None or guess is None:
        yield f"{'missed' if gold else 'not a quotation'}: {pair.kind}"
        return
    wanted, given = letters_of(text, gold.content), letters_of(text, guess.content)
    if wanted != given:
        fault = "too short" if given < wanted else "too long" if wanted < given else "other"
        yield f"content {fault}: {gold.kind}"
    if not same_speaker(text, gold, guess):
        kind = speaker_kind(text, gold.speaker)
        yield f"speaker {'not found' if not guess.speaker else 'another'}: {kind}"
    elif gold.name and guess.name and not same_name(guess.name, gold.name):
        yield f"name of the right mention: {speaker_kind(text, gold.speaker)}"


def _all_pairs(
    documents: Sequence[Document], predictions: Predictions
) -> Iterator[tuple[Document, Pair]]:
    for document in documents:
        for pair in pair_up(document.text, document.quotations, predictions.get(document.id, ())):
            yield document, pair
