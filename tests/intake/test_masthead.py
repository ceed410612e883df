"""Who printed it, who wrote it, under what name and address."""

from __future__ import annotations

import pytest

from intake.linked_data import LinkedData, read_linked_data
from intake.markup import parse
from intake.masthead import Masthead, canonical_url, read_masthead
from intake.sites import same_site
from tests.intake.pages import TITLE, linked, page

URL = "https://www.herald.example/news/mill"


def masthead(
    head: str = "", before: str = "", url: str | None = URL, title: str = TITLE
) -> Masthead:
    tree = parse(page(head=head, before=before, title=title))
    return read_masthead(tree, read_linked_data(tree), url)


def test_the_sites_name_goes_before_the_publisher_of_a_dispatch() -> None:
    site = '<meta property="og:site_name" content="Orrin Post | Local news">'
    assert masthead(site + linked(publisher={"name": "Some Agency"})).outlet == "Orrin Post"


def test_a_section_that_passes_for_a_sites_name_is_not_taken() -> None:
    site = '<meta property="og:site_name" content="U.S.">'
    assert masthead(site + linked(publisher={"name": "Herald"})).outlet == "Herald"


def test_a_site_without_a_name_is_named_by_its_host() -> None:
    assert masthead().outlet == "herald.example"


@pytest.mark.parametrize(
    ("head", "before", "names"),
    [
        (linked(author={"name": "Jane Doe"}), "", ("Jane Doe",)),
        (linked(author=[{"name": "By JANE DOE, Staff Writer"}]), "", ("JANE DOE",)),
        (linked(author="Jane Doe and John Poe"), "", ("Jane Doe", "John Poe")),
        (linked(author={"name": "herald.example"}), "", ()),
        ('<meta name="author" content="Jane Doe, John Poe">', "", ("Jane Doe", "John Poe")),
        ('<meta name="author" content="https://herald.example/jane">', "", ()),
        ('<meta name="author" content="admin">', "", ()),
        ("", '<p class="byline">By Jane Doe | March 5</p>', ("Jane Doe",)),
        ("", '<p class="byline">By Jane Doe Monday, March 5</p>', ("Jane Doe",)),
        ("", '<p class="c-byline">More by this writer</p>', ()),
        ("", '<a rel="author" href="/jane">Jane Doe</a>', ("Jane Doe",)),
    ],
)
def test_authors_are_names_and_nothing_else(head: str, before: str, names: tuple[str, ...]) -> None:
    assert masthead(head, before).authors == names


@pytest.mark.parametrize(
    ("declared", "given", "taken"),
    [
        ("/news/mill?id=4#top", URL, "https://www.herald.example/news/mill?id=4"),
        ("https://herald.example/a", "https://m.herald.example/a?amp", "https://herald.example/a"),
        ("https://herald.example:443/a", None, "https://herald.example/a"),
        ("https://other.example/a", URL, URL),
        ("https://www.herald.example/", URL, URL),
        ("javascript:alert(1)", URL, URL),
        ("ftp://herald.example/a", None, None),
        ("https://user:pass@herald.example/a", URL, URL),
        ("https://[broken", URL, URL),
        ("", None, None),
    ],
)
def test_the_canonical_url_is_absolute_and_of_the_same_site(
    declared: str, given: str | None, taken: str | None
) -> None:
    tree = parse(page(head=f'<link rel="canonical" href="{declared}">'))
    assert canonical_url(tree, LinkedData(), given) == taken


def test_a_site_is_its_host_and_what_lies_below_it() -> None:
    assert same_site("https://www.herald.example/a", "http://news.herald.example/b")
    assert not same_site("https://herald.example/a", "https://notherald.example/a")


def test_the_headline_is_the_printed_one_where_the_declared_one_agrees() -> None:
    head = f'<meta property="og:title" content="{TITLE} - Orrin Herald">'
    assert masthead(head).title == TITLE


def test_a_sites_name_printed_as_heading_is_no_headline() -> None:
    head = linked(headline="Old mill burns down", publisher={"name": "Orrin Herald"})
    assert masthead(head, title="Herald").title == "Old mill burns down"
