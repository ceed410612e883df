"""Articles come back as they went in, each once, whatever their text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction.annotations import (
    Person,
    Quotation,
    QuotationKind,
    Reading,
    Sentence,
    Span,
    TimeExpression,
    TimeType,
)
from intake.article import Article
from intake.plain import read_plain
from store import articles, failures, outlets, readings
from store.archive import Archive, add_rows
from store.failures import Failure
from store.keys import article_key
from store.tables import outlets as outlets_table

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)
READING = Reading(
    version="1",
    sentences=(Sentence(Span(0, 9), 0),),
    people=(Person(0, "Ann Roe", "person", (Span(0, 3), Span(5, 8)), ("Mayor",)),),
    quotations=(
        Quotation(
            QuotationKind.MIXED, (Span(1, 2), Span(4, 5)), None, Span(0, 3), "Ann Roe", 0, 0.5,
            Span(0, 9), date(2025, 4, 12),
        ),
    ),
    times=(
        TimeExpression(
            Span(0, 3), TimeType.DATE, "2025-04", date(2025, 4, 1), date(2025, 4, 30), "month",
            "month", "absolute", 0.9,
        ),
    ),
    figures=(), claims=(), labels=(), names=(), events=(),
)  # fmt: skip


def keep(archive: Archive, article: Article, workspace: str = "T1") -> int:
    with archive.writing() as db:
        articles.add(db, workspace, article, READING, NOW)
        known = articles.find_known(db, workspace, article)
    assert known is not None
    return known.id


def test_an_article_and_its_reading_come_back_as_they_went_in(archive: Archive) -> None:
    text = " date 2025-04-14 LEEDS >> “Oh,“ said Ann Roe.\r\n\tFive\u2028 hurt."
    article = read_plain(text, "file:a.txt")
    article = replace(article, title="A", url="https://a.example/?q=1", published_at=NOW)
    id = keep(archive, article)
    with archive.reading() as db:
        assert articles.load(db, "T1", [id])[id].article == article
        assert readings.load(db, "T1", [id])[id] == READING
        assert articles.load(db, "T2", [id]) == {}
        assert readings.load(db, "T2", [id]) == {}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_untouched(archive: Archive, text: str) -> None:
    article = replace(read_plain(text, f"file:{text}", outlet=text), title=text)
    with archive.writing() as db:
        if articles.find_known(db, "T1", article) is None:
            articles.add(db, "T1", article, READING, NOW)
        known = articles.find_known(db, "T1", article)
        assert known is not None
        assert articles.load(db, "T1", [known.id])[known.id].article == article


def test_the_key_sorts_by_day_and_does_not_know_when_an_article_came() -> None:
    early = replace(read_plain("a", "file:z"), published=date(2025, 4, 1))
    late = replace(read_plain("a", "file:a"), published=date(2025, 4, 2))
    undated = read_plain("a", "file:a")
    assert article_key(early) < article_key(late) < article_key(undated)
    assert article_key(early) == article_key(replace(early, outlet="Other"))


def test_an_outlet_is_one_however_its_name_is_printed(archive: Archive) -> None:
    with archive.writing() as db:
        first = outlets.find_or_add(db, "T1", "Le Café News")
        assert outlets.find_or_add(db, "T1", "LE CAFE  NEWS") == first
        assert outlets.find_or_add(db, "T2", "Le Café News") != first
        assert outlets.matching(db, "T1", "cafe") == (first,)
        assert outlets.matching(db, "T1", "caf") == ()


def test_a_long_outlet_can_be_named_by_its_beginning_only_if_it_is_one(archive: Archive) -> None:
    keep(archive, read_plain("a", "file:1", outlet="003_1b95a740fe692537"))
    keep(archive, read_plain("b", "file:2", outlet="004_e7f69b961056dfed"))
    with archive.writing() as db:
        assert outlets.rename(db, "T1", "00…", "Both") == 0
        assert outlets.rename(db, "T1", "003…", "Latin America Reports") == 1
        assert outlets.names(db, "T1") == ("004_e7f69b961056dfed", "Latin America Reports")


def test_the_latest_failure_of_a_source_is_kept(archive: Archive) -> None:
    with archive.writing() as db:
        failures.record(db, "T1", Failure("file:a", "first\x00", NOW))
        failures.record(db, "T1", Failure("file:a", "second", NOW))
        failures.record(db, "T2", Failure("file:b", "other", NOW))
        assert failures.newest(db, "T1", 9) == (Failure("file:a", "second", NOW),)
        failures.clear(db, "T1", "file:a")
        assert failures.newest(db, "T1", 9) == ()


def test_a_text_that_is_no_unicode_is_refused_and_leaves_nothing(archive: Archive) -> None:
    broken = read_plain("\ud800", "file:broken")
    with pytest.raises(ValueError, match="surrogates"):
        keep(archive, broken)
    with archive.reading() as db:
        assert articles.find_known(db, "T1", broken) is None


def test_of_many_articles_it_is_told_which_are_unknown(archive: Archive) -> None:
    kept = read_plain("Rain fell.", "file:/a/rain.txt")
    keep(archive, kept)
    other = read_plain("Rain fell hard.", "file:/a/rain.txt")
    copy = read_plain("Rain fell.", "file:/b/rain.txt")
    with archive.reading() as db:
        asked = [other, kept, copy]
        assert articles.unknown(db, "T1", asked) == [True, False, False]
        assert articles.unknown(db, "T1", asked) == [
            articles.find_known(db, "T1", one) is None for one in asked
        ]
        assert articles.unknown(db, "T2", [kept]) == [True]
        assert articles.unknown(db, "T1", []) == []


def test_rows_added_at_once_get_ids_of_their_own_in_order(archive: Archive) -> None:
    rows = [{"workspace": "T1", "found": f"Paper {n}", "found_key": f"{n}"} for n in range(1200)]
    with archive.writing() as db:
        before = outlets.find_or_add(db, "T1", "The Herald")
        ids = add_rows(db, outlets_table, rows)
        after = outlets.find_or_add(db, "T1", "The Post")
        named = outlets.by_id(db, "T1", [ids[0], ids[700], ids[-1]])
        assert add_rows(db, outlets_table, []) == []
    assert named == {ids[0]: "Paper 0", ids[700]: "Paper 700", ids[-1]: "Paper 1199"}
    assert before < ids[0]
    assert sorted(set(ids)) == ids
    assert after not in ids
