"""When an article was published: which of a page's many dates is its own, with its zone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.page import extract_page
from intake.published import Moment, parse_moment
from tests.intake.pages import TITLE, linked, page


def published(html: bytes, url: str | None = None) -> tuple[str, str] | None:
    found = extract_page(html, url).published
    return (found.iso(), found.found) if found else None


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("2024-03-05T14:30:00-05:00", "2024-03-05T14:30:00-05:00"),
        ("2024-03-05T14:30:00.123Z", "2024-03-05T14:30:00+00:00"),
        ("2024-03-05T14:30:00+0530", "2024-03-05T14:30:00+05:30"),
        ("2024-03-05 14:30", "2024-03-05T14:30:00"),
        ("2024-03-05 02:30 PM EST", "2024-03-05T14:30:00-05:00"),
        ("2024-03-05", "2024-03-05"),
        ("20240305T143000Z", "2024-03-05T14:30:00+00:00"),
        ("20240305", "2024-03-05"),
        ("Tue, 05 Mar 2024 14:30:00 GMT", "2024-03-05T14:30:00+00:00"),
        ("1709649000", "2024-03-05T14:30:00+00:00"),
        ("1709649000000", "2024-03-05T14:30:00+00:00"),
        ("March 5, 2024 2:30 PM ET", "2024-03-05T14:30:00-05:00"),
        ("July 5, 2024 at 2:30 p.m. ET", "2024-07-05T14:30:00-04:00"),
        ("5 March 2024", "2024-03-05"),
        ("Published: 5th March 2024 | 14:30 GMT", "2024-03-05T14:30:00+00:00"),
    ],
)
def test_dates_are_read_as_pages_write_them(printed: str, meant: str) -> None:
    moment = parse_moment(printed)
    assert moment is not None
    assert moment.isoformat() == meant


@pytest.mark.parametrize(
    "printed",
    ["", "soon", "2024-13-01", "2024-02-30", "0001-01-01T00:00:00Z", "99999999999999", "9" * 90,
     "2024-03-05T25:61:00Z", "Smarch 5, 2024", "1889-03-05", "-5", "20241399"],
)  # fmt: skip
def test_what_is_no_date_gives_none(printed: str) -> None:
    assert parse_moment(printed) is None


def test_a_moment_has_the_day_of_its_own_zone() -> None:
    moment = Moment(datetime.fromisoformat("2024-03-05T23:30:00-05:00"), "meta")
    assert moment.day() == date(2024, 3, 5)
    assert Moment(datetime(2024, 3, 5, 23, 30), "meta").aware() is None  # noqa: DTZ001


def test_json_ld_goes_before_meta_and_time() -> None:
    head = linked(datePublished="2024-03-05T14:30:00Z", headline=TITLE)
    head += '<meta property="article:published_time" content="2024-03-07T10:00:00Z">'
    html = page(head=head, before='<time datetime="2024-03-09T10:00:00Z">March 9</time>')
    assert published(html) == ("2024-03-05T14:30:00+00:00", "json-ld")


def test_the_same_moment_is_taken_in_the_outlets_own_zone() -> None:
    head = linked(datePublished="2024-03-06T01:30:00Z", headline=TITLE)
    head += '<meta property="article:published_time" content="2024-03-05T20:30:00-05:00">'
    assert published(page(head=head)) == ("2024-03-05T20:30:00-05:00", "meta")


def test_a_time_without_a_zone_gives_way_to_one_with_it() -> None:
    head = linked(datePublished="2024-03-05", headline=TITLE)
    head += '<meta name="parsely-pub-date" content="2024-03-05T20:30:00Z">'
    assert published(page(head=head)) == ("2024-03-05T20:30:00+00:00", "meta")


def test_meta_names_of_many_makers_are_known() -> None:
    for name in ("pubdate", "sailthru.date", "DC.date.issued", "og:published_time"):
        html = page(head=f'<meta name="{name}" content="2024-03-05T20:30:00Z">')
        assert published(html) == ("2024-03-05T20:30:00+00:00", "meta")


def test_the_time_of_a_related_item_is_not_the_articles() -> None:
    html = page(
        before='<div class="related-stories"><time datetime="2023-01-01T08:00:00Z">x</time></div>'
        '<time class="published" datetime="2024-03-05T14:30:00+01:00">5 March</time>',
        after='<aside><time datetime="2022-01-01T08:00:00Z">x</time></aside>',
    )
    assert published(html) == ("2024-03-05T14:30:00+01:00", "time")


def test_the_time_of_an_update_is_not_that_of_publication() -> None:
    html = page(
        before='<time class="updated" datetime="2024-03-08T08:00:00Z">x</time>'
        '<time datetime="2024-03-05T14:30:00Z">5 March</time>'
    )
    assert published(html) == ("2024-03-05T14:30:00+00:00", "time")


def test_microdata_is_read() -> None:
    html = page(before='<span itemprop="datePublished" content="2024-03-05T14:30:00Z">x</span>')
    assert published(html) == ("2024-03-05T14:30:00+00:00", "microdata")


def test_the_url_goes_before_a_guess() -> None:
    assert published(page(), "https://herald.example/2024/mar/05/mill") == ("2024-03-05", "url")


def test_a_guess_says_that_it_is_one() -> None:
    html = page(before="<div class='posted'>Posted on March 5, 2024</div>")
    assert published(html) == ("2024-03-05", "htmldate")


def test_a_page_without_any_date_has_none() -> None:
    plain = ("Nobody knows when it was.",) * 3
    assert published(page(paragraphs=plain)) is None


def test_the_last_change_stands_apart() -> None:
    head = linked(datePublished="2024-03-05T14:30:00Z", dateModified="2024-03-06T09:00:00Z")
    found = extract_page(page(head=head)).modified
    assert found is not None
    assert found.iso() == "2024-03-06T09:00:00+00:00"
