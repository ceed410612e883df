"""A citation shows the sentence as printed and opens the article at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.citations import cite, count_sources, link, published
from extraction.annotations import Span
from intake.plain import read_plain
from store.articles import Origin, Stored

LONDON = ZoneInfo("Europe/London")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def stored(text: str) -> Stored:
    return Stored(1, "k", read_plain(text, "file:a"), "The One", 1, 0, 7, 1)


@given(TEXTS, st.data())
def test_marks_stand_on_the_same_letters_as_in_the_article(text: str, data: st.DataObject) -> None:
    spans = [
        Span(*sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))) for _ in range(3)
    ]
    sentence, *marks = spans
    found = cite(stored(text), sentence, marks, LONDON)
    assert len(found.sentence) <= sentence.end - sentence.start
    for start, end in found.marks:
        assert 0 <= start < end <= len(found.sentence)
        printed = text[found.at + start : found.at + end]
        assert found.sentence[start:end].split() == printed.split()
    assert list(found.marks) == sorted(found.marks)


def test_white_space_around_a_sentence_is_not_shown() -> None:
    found = cite(stored("A.\n \nIt\nburned. B."), Span(2, 16), [Span(5, 7), Span(7, 14)], LONDON)
    assert (found.sentence, found.at, found.marks) == ("It burned.", 5, ((0, 9),))


@pytest.mark.parametrize(
    ("url", "sentence", "opened"),
    [
        (None, "It burned.", None),
        ("https://a.example/x", "It burned.", "https://a.example/x#:~:text=It%20burned."),
        ("https://a.example/x#top", "It burned.", "https://a.example/x#top:~:text=It%20burned."),
        (
            "https://a.example/x",
            "Re-read a, b & c",
            "https://a.example/x#:~:text=Re%2Dread%20a%2C%20b%20%26%20c",
        ),
        ("https://a.example/x", " ", "https://a.example/x"),
    ],
)
def test_a_link_opens_the_article_at_the_sentence(
    url: str | None, sentence: str, opened: str | None
) -> None:
    assert link(url, sentence) == opened


def test_a_long_sentence_is_named_by_its_ends() -> None:
    words = [f"w{n}" for n in range(40)]
    found = link("https://a.example/", " ".join(words)) or ""
    first, last = unquote(found.partition("text=")[2]).split(",")
    assert first.split() == words[:6]
    assert last.split() == words[-6:]


@given(TEXTS)
def test_a_fragment_holds_nothing_that_a_browser_reads_as_syntax(sentence: str) -> None:
    found = link("https://a.example/", sentence) or ""
    fragment = found.partition(":~:text=")[2]
    assert not set(fragment) & set("-& <>\"'")
    assert fragment.count(",") <= 1


def test_a_clock_time_is_dated_in_the_zone_of_the_reader() -> None:
    article = read_plain("date 2025-04-14\n\nA.", "file:a")
    assert published(article, LONDON) == date(2025, 4, 14)
    late = replace(article, published_at=datetime(2025, 4, 14, 23, 30, tzinfo=UTC))
    assert published(late, LONDON) == date(2025, 4, 15)
    assert published(late, ZoneInfo("America/New_York")) == date(2025, 4, 14)


def test_printings_of_one_dispatch_count_as_one_source() -> None:
    origins = [
        Origin(1, "A", 1, 0, None),
        Origin(2, "B", 1, 0, None),
        Origin(3, "C", 1, 1, None),
        Origin(4, "D", 2, 0, None),
    ]
    assert count_sources(origins).sentence == (
        "4 articles, 3 independent sources (A and B print one dispatch)"
    )
    assert count_sources([]).articles == 0
