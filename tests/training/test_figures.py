"""Labelled pairs of figures in, weights out."""

from __future__ import annotations

from pathlib import Path

from collation.differences.figures import judging
from training.figures import labels_of, write


def test_marks_are_ordered_and_later_groups_left_out(tmp_path: Path) -> None:
    table = tmp_path / "labels.tsv"
    table.write_text("007\tC:n2\tA:n11\tH\t3\tseats\n012\tA:n1\tB:n2\tP\t2\n", encoding="utf-8")
    assert labels_of(table, 12) == {7: {("A:n11", "C:n2"): "H"}}


def test_what_is_written_is_what_the_product_reads(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    write({"likeness": {"thing": 0.5, "always": -3.0}, "conflict": {"ratio": -1.25}}, path)
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    assert rows == [
        ["likeness", "always", "-3.000"],
        ["likeness", "thing", "0.500"],
        ["conflict", "ratio", "-1.250"],
    ]


def test_the_weights_in_use_say_what_they_must() -> None:
    likeness, conflict = judging.weights()["likeness"], judging.weights()["conflict"]
    assert likeness["close words"] > 0 > likeness["state differs"]
    assert conflict["likeness"] > 0 > conflict["ratio"]
