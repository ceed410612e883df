"""Annotated articles in; the weights by which extraction tells how sure a speaker is, out.

python -m training.confidence --data DIR [--write]

Two logistic regressions with a quadratic penalty: whether the mention is who speaks (also on
PolNeAR, which names no persons), and whether the entry is whom it means.
The table that is printed comes from ten-fold cross-validation over articles; held-out texts are
never read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp
from pathlib import Path

from spacy.language import Language

from benchmarks import corpora
from benchmarks.corpora import Document, GoldQuotation
from benchmarks.pairing import letters_of, pair_up
from benchmarks.quotation_errors import speaker_kind
from benchmarks.quotation_scores import same_name
from extraction.annotations import NAMED_FROM
from extraction.parsed import ParsedArticle, parse_articles
from extraction.pipeline import load_pipeline
from extraction.quotations import attribute
from extraction.speech import confidence
from intake.plain import read_plain
from training import logistic

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold" / "quotations-dev.jsonl"
FOLDS = 10
PENALTY = 200.0  # of squared weights, over the articles that hold the feature
LEAST = 3  # articles that a feature must be seen in
BINS = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 1.01)
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.82, 0.84, 0.86, 0.87, 0.88, 0.9, 0.92, 0.94, 0.96)
POLNEAR = "polnear"  # a feature of its own, so that its customs do not enter the rest

Weights = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Example:
    """One quotation that was found: its features and what proved right; None: not annotated."""

    article: str
    mention: tuple[str, ...]
    person: tuple[str, ...]
    mention_right: bool
    name_right: bool | None
    printed: tuple[str, ...] = ()  # features of showing it as printed; () where it is no choice
    printed_right: bool = False


def examples_of(document: Document, parsed: ParsedArticle, by: int) -> Iterator[Example]:
    """The quotations of one article that have a partner in its gold; `by` is the length of what
    stands before the document's text."""
    attributions, entries = attribute(parsed)
    rows = []
    for a in attributions:
        content = tuple((s.start - by, s.end - by) for s in a.draft.content)
        spoken = a.draft.speaker
        speaker = ((spoken.span.start - by, spoken.span.end - by),) if spoken else ()
        entry = entries[a.found.number] if a.found.number is not None else None
        rows.append(GoldQuotation(content, speaker, "", entry.name if entry else ""))
    text = document.text
    for pair in pair_up(text, document.quotations, rows):
        if pair.gold is None or pair.predicted is None:
            continue
        a = attributions[pair.index]
        spoken, number = a.draft.speaker, a.found.number
        if spoken is None or number is None:
            continue
        wanted, given = (letters_of(text, q.speaker) for q in (pair.gold, pair.predicted))
        said = bool(wanted & given)
        described = speaker_kind(text, pair.predicted.speaker) == "description"
        names = pair.gold.name
        own = same_name(spoken.text, names) or (said and described) if names else None
        alone = a.found.path in confidence.UNLINKED
        linked = a.found.path in confidence.LINKED
        meant = same_name(pair.predicted.name, names) if names else None
        yield Example(
            document.id,
            tuple(confidence.mention_features(a.passage, a.draft, spoken)),
            tuple(confidence.person_features(spoken, a.found, entries[number])),
            said,
            own if alone else meant,
            tuple(confidence.printed_features(spoken)) if linked else (),
            bool(own),
        )


def gather(nlp: Language, documents: Sequence[Document], *, named: bool) -> list[Example]:
    """The examples of annotated articles; without names where the corpus has none."""
    prepared = [
        read_plain((f"date {d.published}\n\n" if d.published else "") + d.text, f"file:{d.id}")
        for d in documents
    ]
    found = []
    for document, parsed in zip(documents, parse_articles(nlp, prepared), strict=True):
        by = len(parsed.article.text) - len(document.text)
        found += list(examples_of(document, parsed, by))
    if named:
        return found
    return [
        Example(e.article, (*e.mention, POLNEAR), e.person, e.mention_right, None) for e in found
    ]


def fit(rows: Iterable[tuple[Sequence[str], bool, str]]) -> dict[str, float]:
    """The weights of a logistic regression over named features; a row ends in its article.

    A feature is penalised by the articles it was seen in, not by the quotations: those of one
    article are right or wrong together, so that a rule met ten times in one of them is hardly
    known (the design effect of cluster sampling, Kish 1965).
    """
    rows = list(rows)
    seen: dict[str, set[str]] = {}
    for features, _, article in rows:
        for feature in features:
            seen.setdefault(feature, set()).add(article)
    penalty = {f: PENALTY / len(articles) for f, articles in seen.items() if len(articles) >= LEAST}
    return logistic.fit(
        [({f: 1.0 for f in features if f in penalty}, right) for features, right, _ in rows],
        penalty,
        1,
        "",
    )


def fit_both(examples: Sequence[Example]) -> Weights:
    """The weights of both models, as `confidence.tsv` holds them."""
    told = fit((e.mention, e.mention_right, e.article) for e in examples)
    known = [e for e in examples if e.mention_right and e.name_right is not None]
    meant = fit(
        [(e.person, bool(e.name_right), e.article) for e in known]
        + [(e.printed, e.printed_right, e.article) for e in known if e.printed]
    )
    told.pop(POLNEAR, None)
    return {(confidence.MENTION, f): w for f, w in told.items()} | {
        (confidence.PERSON, f): w for f, w in meant.items()
    }


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the weights give one example: the chance of the name, of the words as printed."""

    named: float
    named_right: bool
    printed: float
    printed_right: bool

    def shown(self, threshold: float) -> tuple[float, bool]:
        """The chance of what is shown where nobody is named below `threshold`, and its truth."""
        if self.named < threshold <= self.printed:
            return self.printed, self.printed_right
        return self.named, self.named_right


def estimate(weights: Weights, example: Example) -> Estimate:
    """The chances that the weights give an example."""
    told = _chance(weights, confidence.MENTION, example.mention)
    if not confidence.DOUBTFUL.isdisjoint(example.mention):
        told *= confidence.DOUBT
    meant = told * _chance(weights, confidence.PERSON, example.person)
    if confidence.TIE in example.person:
        meant *= confidence.DOUBT
    return Estimate(
        meant,
        bool(example.name_right),
        told * _chance(weights, confidence.PERSON, example.printed) if example.printed else 0.0,
        example.printed_right,
    )


def _chance(weights: Weights, model: str, features: Sequence[str]) -> float:
    total = sum(weights.get((model, f), 0.0) for f in features)
    return 1.0 / (1.0 + exp(-total))


def cross_validate(examples: Sequence[Example], more: Sequence[Example] = ()) -> list[Estimate]:
    """The estimate of each named example by weights that never saw its article; `more` are
    examples that are always fitted to and never judged."""
    articles = sorted({e.article for e in examples})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    found = []
    for k in range(FOLDS):
        weights = fit_both([*(e for e in examples if fold[e.article] != k), *more])
        found += [
            estimate(weights, e)
            for e in examples
            if fold[e.article] == k and e.name_right is not None
        ]
    return found


def table(judged: Sequence[Estimate], gold: int) -> Iterator[str]:
    """The reliability of the chances, and what a reader would be shown from each on."""
    yield "chance       given   right      n"
    rows = [e.shown(NAMED_FROM) for e in judged]
    for low, high in pairwise(BINS):
        inside = [(c, r) for c, r in rows if low <= c < high]
        if inside:
            given = 100 * sum(c for c, _ in inside) / len(inside)
            right = 100 * sum(r for _, r in inside) / len(inside)
            yield f"{low:.2f}-{min(high, 1):.2f}  {given:6.1f}  {right:6.1f}  {len(inside):5}"
    yield "from     right  named of 100 gold"
    for low in THRESHOLDS:
        shown = [r for c, r in (e.shown(low) for e in judged) if c >= low]
        if shown:
            share = 100 * sum(shown) / len(shown)
            yield f"{low:.2f}  {share:6.1f}  {100 * len(shown) / gold:6.1f}"


def write(weights: Weights, path: Path) -> None:
    """The weights as a table, one feature a line."""
    lines = [
        "# Weights of the two models of extraction/speech/confidence.py: model, feature, weight.",
        "# Fitted by `python -m training.confidence`; the feature without a name is the constant.",
    ]
    lines += [
        f"{model}\t{feature}\t{weight:.3f}" for (model, feature), weight in sorted(weights.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description="Fit how sure a speaker is.")
    parser.add_argument("--data", type=Path, required=True, help="the folder with stories, quotes")
    parser.add_argument("--write", action="store_true", help="replace the weights in extraction")
    options = parser.parse_args(arguments)
    nlp = load_pipeline()
    data: Path = options.data
    named = list(corpora.news_dev(data.parent / "gold/quotations/news-dev.jsonl"))
    named += corpora.by_offsets(GOLD, data / "stories")
    examples = gather(nlp, named, named=True)
    more = gather(nlp, list(corpora.polnear(data / "quotes/polnear", "dev")), named=False)
    judged = cross_validate(examples, more)
    gold = sum(bool(q.name) for d in named for q in d.quotations)
    print("\n".join(table(judged, gold)))
    if options.write:
        write(fit_both([*examples, *more]), confidence.WEIGHTS)


if __name__ == "__main__":
    main()
