"""Whose word a side is, which outlets lack a thing, and which print one dispatch."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from collation.copies import agency_of
from collation.discrepancy import Between, Discrepancy, Evidence, Kind, Severity
from desk.answers import Citation, SideView
from desk.citations import agencies_of, count_sources
from desk.sides import absent, edited, holder, sides_of
from desk.sources import SourceCount
from extraction.annotations import Person, Quotation, QuotationKind, Reading, Span
from intake.plain import read_plain
from store.articles import Origin, Stored

EMPTY = Reading("", (), (), (), (), (), (), (), (), ())
WIRE = "LESTANE (AFP) - The dam above the town gave way on Sunday, officials said."
PLAIN = "The dam above the town gave way on Sunday, officials said."
CREDITED = f"{PLAIN}\n\nThe Associated Press contributed to this report."


def stored(number: int, outlet: str, group: int, text: str = PLAIN, outlet_id: int = 0) -> Stored:
    article = read_plain(text, f"file:{number}.txt")
    return Stored(number, f"k{number}", article, outlet, 1, group, number, outlet_id or number)


def said(name: str, confidence: float = 0.95, kind: str = "person") -> Reading:
    content = (Span(10, 40),)
    one = Quotation(QuotationKind.DIRECT, content, None, None, name, 0, confidence, Span(0, 50))
    return replace(EMPTY, quotations=(one,), people=(Person(0, name, kind, ()),))


def test_a_side_between_marks_is_the_word_of_whoever_is_quoted() -> None:
    assert holder(said("Jane Roe"), [Span(12, 20)]) == "Jane Roe"
    assert holder(said("Jane Roe"), [Span(25, 48)]) == "Jane Roe"
    assert (
        holder(said("Jane Roe"), [Span(38, 48)]) == holder(said("Jane Roe"), [Span(42, 48)]) == ""
    )
    assert holder(said("Jane Roe"), [Span(12, 20), Span(42, 48)]) == ""
    assert holder(said("Jane Roe", 0.5), [Span(12, 20)]) == ""
    assert holder(said("documents", kind="unnamed"), [Span(12, 20)]) == ""
    assert holder(None, [Span(12, 20)]) == ""


def lacking(*keys: str, told: str = "k1") -> Discrepancy:
    row = Evidence(told, Span(0, 3), Span(0, 10), "told")
    return Discrepancy(
        Kind.OMISSION, Severity.SOFT, Between.OUTLETS, "the cause", (row,), 0.9, absent_in=keys
    )


def test_an_outlet_lacks_what_no_article_of_it_has() -> None:
    held = {
        s.key: s for s in (stored(1, "A", 0), stored(2, "B", 1), stored(3, "B", 2, outlet_id=2))
    }
    whole = {2: frozenset({"k2"})}
    assert absent(lacking("k2"), held, whole) == (("B",), ())
    assert absent(lacking("k2"), held, {2: frozenset({"k2", "k3"})}) == ((), ())
    assert absent(lacking("k2", "k3"), held, {2: frozenset({"k2", "k3"})}) == (("B",), ())


def test_who_prints_the_dispatch_without_it_has_cut_it() -> None:
    held = {s.key: s for s in (stored(1, "A", 0), stored(2, "B", 0), stored(3, "C", 1))}
    keys = {2: frozenset({"k2"}), 3: frozenset({"k3"})}
    assert absent(lacking("k2", "k3"), held, keys) == (("C",), ("B",))


def side(value: str, *articles: int) -> SideView:
    rows = tuple(Citation(a, "X", None, None, value, (), 0, None) for a in articles)
    return SideView(value, rows, SourceCount(1, 1, ()))


def test_sides_that_printings_of_one_dispatch_are_on_are_told() -> None:
    sides = (side("19", 1), side("24", 3), side("29", 2))
    assert edited(sides, {1: (7, 0), 2: (7, 0), 3: (7, 1)}) == ((0, 2),)
    assert edited(sides, {1: (7, 0), 2: (7, 2), 3: (7, 1)}) == ()
    both = (side("19", 1), side("29", 1))
    assert edited(both, {1: (7, 0)}) == ()


def test_the_agency_of_a_dispatch_is_named_where_it_is_credited_with_it() -> None:
    held = [stored(1, "A", 0, WIRE), stored(2, "B", 0), stored(3, "C", 1)]
    origins = [Origin(s.id, s.outlet, 1, s.group, None) for s in held]
    assert count_sources(origins, agencies_of(held)).sentence == (
        "3 articles, 2 independent sources (A and B print one AFP dispatch)"
    )


def test_one_who_only_drew_on_an_agency_names_no_dispatch() -> None:
    one, other = (read_plain(text, "file:a") for text in (CREDITED, PLAIN))
    assert agency_of([one, other]) == ""
    assert agency_of([one, one]) == "AP"
    assert agency_of([read_plain(WIRE, "file:a"), one]) == ""


def test_an_outlets_own_words_come_before_what_it_quotes() -> None:
    held = {"k1": stored(1, "A", 0, "“It was wrong,” Roe said. The fire was wrongly put out.")}
    text = held["k1"].article.text
    quoted, own = text.index("wrong"), text.index("wrongly")
    rows = tuple(
        Evidence("k1", Span(at, at + 5), Span(start, end), "wrong")
        for at, start, end in ((quoted, 0, 25), (own, 26, len(text)))
    )
    found = Discrepancy(Kind.STATUS, Severity.HARD, Between.OUTLETS, "the fire", rows, 0.9)
    one = Quotation(
        QuotationKind.DIRECT, (Span(1, 13),), None, None, "Jane Roe", 0, 0.95, Span(0, 25)
    )
    reading = replace(EMPTY, quotations=(one,), people=(Person(0, "Jane Roe", "person", ()),))
    origins = {1: Origin(1, "A", 1, 0, None)}
    (shown,) = sides_of(found, held, origins, ZoneInfo("UTC"), {1: reading}, {})
    assert [c.at for c in shown.citations] == [26, 0]
    assert shown.holders == ("", "Jane Roe")
