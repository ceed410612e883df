"""How sure a difference is comes from what an editor found right, by kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from collation.differences import calibration
from collation.differences.calibration import calibrated
from collation.discrepancy import Between, Discrepancy, Kind, Severity


@pytest.fixture
def verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Names were right 30 times of 40, quotations twice of 40; nothing else was read."""
    table = tmp_path / "read.tsv"
    table.write_text("# a remark\nname\tsoft\t30\t40\nquote_wording\tsoft\t2\t40\n", "utf-8")
    caches = calibration.verdicts, calibration.overall
    monkeypatch.setattr(calibration, "READ", table)
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def found(kind: Kind, confidence: float = 0.75) -> Discrepancy:
    return Discrepancy(kind, Severity.SOFT, Between.OUTLETS, "x", (), confidence)


@pytest.mark.usefixtures("verdicts")
def test_a_kind_that_was_mostly_right_is_sure_and_one_that_was_not_is_not() -> None:
    assert calibrated(found(Kind.NAME)) == pytest.approx((30 + 6 * 0.4) / 46)
    assert calibrated(found(Kind.QUOTE_WORDING)) == pytest.approx((2 + 6 * 0.4) / 46)


@pytest.mark.usefixtures("verdicts")
def test_what_nobody_read_is_as_sure_as_all_together() -> None:
    assert calibrated(found(Kind.PLACE)) == pytest.approx(0.4)


@pytest.mark.usefixtures("verdicts")
def test_of_one_kind_the_rules_own_confidence_orders() -> None:
    low, high = calibrated(found(Kind.NAME, 0.6)), calibrated(found(Kind.NAME, 0.9))
    assert low < high < low + 0.02


def test_the_verdicts_that_ship_are_shares() -> None:
    for kind in Kind:
        for severity in Severity:
            one = Discrepancy(kind, severity, Between.OUTLETS, "x", (), 1.0)
            assert 0.0 <= calibrated(one) <= 1.0
