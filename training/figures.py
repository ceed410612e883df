"""Groups of articles and labelled pairs of their figures in; the weights of `likeness.tsv`, out.

python -m training.figures --groups DIR --labels TSV [--to N] [--write]

DIR holds read groups, pickled as (name, coverage, utterances), named by a number of three digits.
The labels, a line each: group, mark, mark, label; a mark "B:n7" is figure 7 of the second article
in the order of ids. Labels: H contradict each other, S differ in a way that an editor wants to
know, U one quantity at two hours, R one quantity rounded, P two that are alike. H, S, U and R tell
one quantity, and so do pairs of equal and not round values; what has no label is of two. "conflict"
learns from likenesses by weights that never saw their group; the table rates each group so, too.
"""

from __future__ import annotations

import argparse
import math
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from collation.coverage import Coverage
from collation.differences.figures import judging
from collation.differences.figures.approximation import severity_of
from collation.differences.figures.judging import Match
from collation.differences.figures.likeness import Features, Place, rarity
from collation.differences.scene import Scene
from training.logistic import fit

FOLDS = 8
PENALTIES = {"likeness": 10.0, "conflict": 3.0}
LEAST = {"likeness": 25, "conflict": 15}  # times a feature must be seen
DIGITS = 2  # of a value that two quantities seldom share
SAME = frozenset("HSUR")
WANTED = frozenset("HS")
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pool:
    """Figures of one sort of a group, with what each pair of them has in common."""

    group: int
    scene: Scene
    places: list[Place]
    pairs: list[tuple[Place, Place, Features]]
    marks: dict[int, str] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def label(self, a: Place, b: Place) -> str:
        """The label of two figures, "" for none."""
        one, other = sorted((self.marks[id(a)], self.marks[id(b)]))
        return self.labels.get((one, other), "")


def read(path: Path, labels: Mapping[tuple[str, str], str]) -> Iterator[Pool]:
    """The pools of a pickled group."""
    _, coverage, utterances = pickle.loads(path.read_bytes())
    articles = sorted(coverage.articles, key=lambda covered: covered.id)[:8]
    scene = Scene(Coverage(tuple(articles)), utterances)
    letters = dict(zip((covered.id for covered in articles), "ABCDEFGH", strict=False))
    weigh = rarity(articles)
    for places in judging.pools(scene):
        marks = {
            id(its): f"{letters[its.ref.id]}:n{its.ref.covered.reading.figures.index(its.figure)}"
            for its in places
        }
        pairs = list(judging.comparable(scene, places, weigh))
        yield Pool(int(path.stem[:3]), scene, places, pairs, marks, labels)


def fitted_likeness(pools: Sequence[Pool]) -> Weights:
    """How surely two figures tell one quantity."""
    rows = []
    for pool in pools:
        for a, b, features in pool.pairs:
            if a.figure.value != b.figure.value:
                rows.append((features, pool.label(a, b) in SAME))
            elif len(f"{abs(a.figure.value):.10g}".replace(".", "").strip("0")) >= DIGITS:
                rows.append((features, True))
    return fit(rows, PENALTIES["likeness"], LEAST["likeness"], "always")


def matches(pool: Pool, weights: Weights) -> Iterator[tuple[Match, str]]:
    """What may contradict each other in a pool, by some weights of likeness, with its label."""
    alike = [(a, b, _odds(weights, features)) for a, b, features in pool.pairs]
    for match in judging.matches_of(pool.scene, pool.places, alike):
        yield match, pool.label(match.one, match.other)


def fitted_conflict(found: Sequence[tuple[Match, str]]) -> Weights:
    """How surely two figures of one quantity contradict each other."""
    rows = [(match.features, label in WANTED) for match, label in found]
    return fit(rows, PENALTIES["conflict"], LEAST["conflict"], "always")


def _odds(weights: Weights, features: Mapping[str, float]) -> float:
    points = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return max(-5.0, min(5.0, points))


def crossed(pools: Sequence[Pool]) -> list[tuple[int, Match, str]]:
    """Matches by weights of likeness that never saw their group."""
    found = []
    for fold in range(FOLDS):
        weights = fitted_likeness([pool for pool in pools if pool.group % FOLDS != fold])
        for pool in pools:
            if pool.group % FOLDS == fold:
                found += [(pool.group, match, label) for match, label in matches(pool, weights)]
    return found


def rated(found: Sequence[tuple[int, Match, str]]) -> list[tuple[float, int, Match, str]]:
    """The same with chances by weights that never saw their group, the surest first."""
    rows = []
    for fold in range(FOLDS):
        weights = fitted_conflict([(m, label) for g, m, label in found if g % FOLDS != fold])
        for group, match, label in found:
            if group % FOLDS == fold:
                chance = 1 / (1 + math.exp(-_odds(weights, match.features)))
                rows.append((chance, group, match, label))
    return sorted(rows, key=lambda row: -row[0])


def table(rows: Sequence[tuple[float, int, Match, str]]) -> Iterator[str]:
    """What would be told from each chance on, by label; no figure twice."""
    told: set[int] = set()
    shown = []
    for chance, _, match, label in rows:
        if id(match.one) not in told and id(match.other) not in told:
            told |= {id(match.one), id(match.other)}
            severity = severity_of(match.one.figure, match.other.figure)
            shown.append((chance, str(severity), label or "-"))
    for low in THRESHOLDS:
        for kind in ("hard", "soft"):
            counts = Counter(lb for c, sv, lb in shown if c >= low and sv == kind)
            yield f"{low:.2f} {kind} {dict(sorted(counts.items()))}"


def labels_of(path: Path, to: int) -> dict[int, dict[tuple[str, str], str]]:
    """The labels by group and pair of marks."""
    found: dict[int, dict[tuple[str, str], str]] = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        group, one, other, label, *_ = row.split("\t")
        if int(group) < to:
            a, b = sorted((one.strip(), other.strip()))
            found.setdefault(int(group), {})[a, b] = label.strip()
    return found


def write(tables: Mapping[str, Weights], path: Path) -> None:
    """The weights as a table, one feature a line."""
    lines = [
        "# Whether two figures tell one quantity, and whether they contradict each other:",
        "# model, feature, log-odds. Fitted by `python -m training.figures`.",
    ]
    for model, weights in tables.items():
        lines += [f"{model}\t{name}\t{weight:.3f}" for name, weight in sorted(weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the table, and write the weights if told to."""
    parser = argparse.ArgumentParser(description="Fit which figures contradict each other.")
    parser.add_argument("--groups", type=Path, required=True, help="pickled read groups")
    parser.add_argument("--labels", type=Path, required=True, help="labelled pairs of figures")
    parser.add_argument("--to", type=int, default=300, help="the first group not learned from")
    parser.add_argument("--write", action="store_true", help="replace the weights in collation")
    options = parser.parse_args(arguments)
    labels = labels_of(options.labels, options.to)
    pools = [
        pool
        for path in sorted(options.groups.glob("[0-9]*.pkl"))
        if int(path.stem[:3]) < options.to
        for pool in read(path, labels.get(int(path.stem[:3]), {}))
    ]
    found = crossed(pools)
    print("\n".join(table(rated(found))))
    tables = {
        "likeness": fitted_likeness(pools),
        "conflict": fitted_conflict([(match, label) for _, match, label in found]),
    }
    if options.write:
        write(tables, judging.WEIGHTS)


if __name__ == "__main__":
    main()
