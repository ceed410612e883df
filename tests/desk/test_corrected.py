"""Which outlet changed its side of a difference, and whether it prints now what the other does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from collation.revision import Change, ChangeKind, Revision
from desk.corrected import changes_in, told
from extraction.annotations import Span
from intake.plain import read_plain
from store.articles import Stored
from store.revisions import StoredRevision

NOW = datetime(2025, 6, 12, 9, tzinfo=UTC)
BEFORE = "In all 52 people left the mill."
OTHER = "There were 60 at the mill."


def stored(id: int, key: str, outlet: str, text: str) -> Stored:
    article = read_plain(text, f"file:{outlet}", outlet=outlet, published=date(2025, 6, 12))
    return Stored(id, key, article, outlet, None, 0, id, 1)


def evidence(article: str, text: str, value: str) -> Evidence:
    at = text.index(value)
    return Evidence(article, Span(at, at + len(value)), Span(0, len(text)), value)


def between(kind: Between, *sides: Evidence) -> Discrepancy:
    return Discrepancy(Kind.NUMBER, Severity.HARD, kind, "how many people", sides, 0.9)


@pytest.mark.parametrize(
    ("after", "found_to_print", "agrees"),
    [
        ("In all 60 people left the mill.", (), "60"),
        ("In all 70 people left the mill.", (), ""),
        ("Three score people left the mill.", ("k1b", "60"), "60"),
        ("Three score people left the mill.", ("k1b", "70"), ""),
        ("Three score people left the mill.", ("k1", "60"), ""),
    ],
    ids=["its words", "another value", "as it was found", "found otherwise", "found before"],
)
def test_an_outlet_agrees_where_it_prints_what_the_other_side_prints(
    after: str, found_to_print: tuple[str, str] | tuple[()], agrees: str
) -> None:
    found = between(Between.OUTLETS, evidence("k1", BEFORE, "52"), evidence("k2", OTHER, "60"))
    whole = Change(ChangeKind.REWORDED, Span(0, len(BEFORE)), Span(0, len(after)))
    own = ()
    if found_to_print:
        key, value = found_to_print
        row = Evidence(key, Span(0, 11), Span(0, len(after)), value)
        own = (between(Between.SELF, row),)
    step = StoredRevision(1, 1, 2, NOW, False, Revision((whole,), 1, 1, None, own), None)
    texts = {1: stored(1, "k1", "Herald", BEFORE), 2: stored(2, "k1b", "Herald", after)}
    (changed,) = changes_in(found, [step], texts)
    assert changed.agrees == agrees
    assert told(changed).startswith("Herald changed “52”")
