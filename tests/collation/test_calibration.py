"""How sure a difference is, and whether it is shown, comes from an editor's verdicts by finder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import collation.differences as differing
from collation.differences import FINDERS, calibration, find_discrepancies, find_with_doubtful
from collation.differences.calibration import calibrated, is_doubted
from collation.differences.scene import Scene
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from extraction.annotations import Span
from tests.collation.readings import coverage, quoted

TABLE = """# a remark
name\tsoft\t30\t6\t4
quote_wording\tsoft\t2\t36\t2
negation\tsoft\t8\t0\t32
"""  # 40 of 120 right, 38 wrong


@pytest.fixture(autouse=True)
def verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three finders were read, one of which was mostly wrong."""
    table = tmp_path / "read.tsv"
    table.write_text(TABLE, "utf-8")
    caches = calibration.verdicts, calibration.overall
    monkeypatch.setattr(calibration, "READ", table)
    monkeypatch.setattr(differing, "is_doubted", is_doubted)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def found(confidence: float = 0.75) -> Discrepancy:
    return Discrepancy(Kind.NAME, Severity.SOFT, Between.OUTLETS, "x", (), confidence)


def test_a_finder_that_was_mostly_right_is_sure_and_one_that_was_not_is_not() -> None:
    assert calibrated("name", found()) == pytest.approx((30 + 6 / 3) / 46)
    assert calibrated("quote_wording", found()) == pytest.approx((2 + 6 / 3) / 46)


def test_what_nobody_read_is_as_sure_as_all_together() -> None:
    assert calibrated("place", found()) == pytest.approx(1 / 3)
    assert not is_doubted("place", Severity.SOFT)


def test_of_one_finder_the_rules_own_confidence_orders() -> None:
    low, high = calibrated("name", found(0.6)), calibrated("name", found(0.9))
    assert low < high < low + 0.02


def test_a_finder_that_told_much_that_was_wrong_is_doubted_and_a_trivial_one_is_not() -> None:
    assert is_doubted("negation", Severity.SOFT)
    assert not is_doubted("negation", Severity.HARD), "nobody read what it told as hard"
    assert not is_doubted("quote_wording", Severity.SOFT)


def test_what_a_doubted_finder_tells_is_kept_and_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    accounts = coverage(one=quoted("The mill burned."), two=quoted("The mill stands."))

    def tell(scene: Scene) -> Iterator[Discrepancy]:
        rows = [
            Evidence(covered.id, Span(0, 8), Span(0, 8), covered.id)
            for covered in scene.coverage.articles
        ]
        yield Discrepancy(
            Kind.NEGATION, Severity.SOFT, Between.OUTLETS, "the mill", tuple(rows), 0.9
        )

    tell.__module__ = "collation.differences.events.negation"
    monkeypatch.setattr(differing, "FINDERS", (tell,))
    assert find_discrepancies(accounts, ()) == ()
    assert [d.doubtful for d in find_with_doubtful(accounts, ())] == [True]
    tell.__module__ = "collation.differences.names.name"
    assert [d.doubtful for d in find_with_doubtful(accounts, ())] == [False]


def test_the_verdicts_that_ship_are_of_finders_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    calibration.verdicts.cache_clear()
    calibration.overall.cache_clear()
    names = {find.__module__.rpartition(".")[2] for find in FINDERS}
    assert {finder for finder, _ in calibration.verdicts()} <= names
    assert all(0.0 <= calibrated(name, found(1.0)) <= 1.0 for name in names)
