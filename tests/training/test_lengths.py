"""What the weights of lengths of time are fitted to."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from collation.differences.times.length import lengths_of
from tests.collation.timing import scene_of
from training import lengths
from training.lengths import Example

ONE = "The 27-minute recording shows the pilots. The mill closed for two weeks."
OTHER = "In the 17-minute recording, the pilots argue."


def gold_of(label: str, *texts: tuple[str, str, str]) -> dict[str, object]:
    """A pair of places, each the first of its words in an account, as `timing` prints it."""
    values = []
    for file, text, words in texts:
        at = f"date 2031-10-24\nNews of the harbour {file}\n\n{text}".index(words)
        values.append([file, at, at + len(words)])
    return {"pairs": [{"label": label, "values": values}]}


def test_a_pair_of_lengths_has_the_label_of_its_places(nlp: Language) -> None:
    scene = scene_of(nlp, ONE, OTHER)
    gold = gold_of("hard", ("1", OTHER, "17-minute"), ("0", ONE, "27-minute"))
    found = list(lengths.examples_of(3, gold, scene.coverage))
    assert sorted((e.label, e.apart, e.group) for e in found) == [("", True, 3), ("hard", True, 3)]
    (right,) = [e for e in found if e.label]
    assert right.features["same thing"] == 1.0


def test_lengths_printed_alike_teach_nothing(nlp: Language) -> None:
    scene = scene_of(nlp, "The strike took two weeks.", "The two-week strike ended.")
    assert [len(lengths_of(covered)) for covered in scene.coverage.articles] == [1, 1]
    assert list(lengths.examples_of(0, {"pairs": []}, scene.coverage)) == []


def made(count: int) -> list[Example]:
    """Pairs that are of one thing where both name it."""
    return [
        Example(
            n,
            {"always": 1.0, **({"same thing": 1.0} if n % 2 else {"other thing": 1.0})},
            ("hard" if n % 4 == 1 else "rounding") if n % 2 else "",
            n % 4 != 3,
        )
        for n in range(count)
    ]


def test_what_is_rounded_is_of_one_thing_too() -> None:
    weights = lengths.fitted(made(40))
    assert weights["same thing"] > 1.0 > -1.0 > weights["other thing"]


def test_the_table_counts_what_differs_among_those_that_exclude_each_other() -> None:
    rows = list(lengths.table(made(40)))
    assert rows[-1] == "0.50    10 of   10"


def test_the_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "lengths.tsv"
    lengths.write({"near": 0.4321, "always": -1.0}, path)
    rows = path.read_text(encoding="utf-8").splitlines()
    assert [row for row in rows if not row.startswith("#")] == ["always\t-1.000", "near\t0.432"]


def test_the_weights_in_use_are_of_features_that_are_found(nlp: Language) -> None:
    scene = scene_of(nlp, ONE, OTHER)
    found = [e.features for e in lengths.examples_of(0, {"pairs": []}, scene.coverage)]
    table = lengths.duration.WEIGHTS.read_text(encoding="utf-8").splitlines()
    names = {row.split("\t")[0] for row in table if not row.startswith("#")}
    assert {"always", "near", "same thing", "apart"} <= names
    assert {"always", "near", "ratio"} <= set(found[0])
    assert found[0]["ratio"] == pytest.approx(0.44, abs=0.01)
