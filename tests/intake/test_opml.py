"""OPML: lists of feeds taken in and given out, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.feeds.opml import LARGEST, Outline, UnreadableOpml, read_opml, write_opml
from intake.tracking import without_tracking

NOW = datetime(2025, 4, 15, 13, tzinfo=UTC)


def opml(outlines: str, before: str = "") -> bytes:
    return f'{before}<opml version="2.0"><body>{outlines}</body></opml>'.encode()


def test_folders_are_taken_apart_and_each_feed_is_taken_once() -> None:
    found = read_opml(
        opml(
            '<outline text="News"><outline type="rss" text="Herald &amp; Star" '
            'xmlUrl="https://herald.example/feed" htmlUrl="https://herald.example/"/></outline>'
            '<outline title="Again" XMLURL="https://herald.example/feed"/>'
            '<outline text="a folder"/><outline xmlUrl="https://star.example/atom"/>'
        )
    )
    assert found == (
        Outline("https://herald.example/feed", "Herald & Star", "https://herald.example/"),
        Outline("https://star.example/atom", ""),
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (opml("<outline/>"), "names no feed"),
        (b"<rss/>", "no OPML"),
        (b"feeds", "cannot be read as XML"),
        (b"", "cannot be read as XML"),
        (b"x" * (LARGEST + 1), "more than any list"),
        (opml("&a;", '<!DOCTYPE opml [<!ENTITY a "b">]>'), "document type"),
        (
            opml("<outline xmlUrl='&a;'/>", '<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/a">]>'),
            "document type",
        ),
        (opml("".join(f'<outline xmlUrl="https://a.example/{n}"/>' for n in range(501))), "501"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_in_a_sentence(body: bytes, why: str) -> None:
    with pytest.raises(UnreadableOpml, match=why):
        read_opml(body)


@given(
    st.lists(
        st.builds(Outline, st.text(min_size=1), st.text(), st.one_of(st.none(), st.text())),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_can_be_read_again(outlines: list[Outline]) -> None:
    kept = Outline("https://kept.example/", "Kept")
    written = write_opml([*outlines, kept], 'Feeds of <b> & "co"', NOW)
    found = read_opml(written.encode("utf-8", "replace"))
    assert kept in found
    assert len(found) <= len(outlines) + 1


def test_addresses_are_written_as_they_are() -> None:
    outline = Outline("https://a.example/?x=1&y=%22<>'", 'The "Star" & co', "https://a.example/")
    assert read_opml(write_opml([outline], "Feeds", NOW).encode()) == (outline,)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("https://a.example/x?utm_source=a&utm_medium=b", "https://a.example/x"),
        ("https://a.example/x?id=3&fbclid=q#top", "https://a.example/x?id=3"),
        ("https://a.example/x?a=1&b=&c", "https://a.example/x?a=1&b=&c"),
        ("https://a.example/x?ref=rss&page=2", "https://a.example/x?page=2"),
        ("https://a.example/x?ref=42&source=paper", "https://a.example/x?ref=42&source=paper"),
        ("https://a.example/x?at_medium=RSS&at_campaign=KARANGA", "https://a.example/x"),
        ("http://[", "http://["),
    ],
)
def test_tracking_is_cut_and_nothing_else(typed: str, left: str) -> None:
    assert without_tracking(typed) == left
