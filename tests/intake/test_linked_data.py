"""JSON-LD as outlets write it: in graphs and lists, nested, of other articles, and broken."""

from __future__ import annotations

import json

import pytest

from intake.linked_data import LinkedData, read_linked_data
from intake.markup import parse

URL = "https://herald.example/news/mill"
MILL = {"@type": "NewsArticle", "headline": "Old mill burns", "datePublished": "2024-03-05"}
OTHER = {"@type": "NewsArticle", "headline": "New bridge opens", "datePublished": "2024-03-01"}


def read(*scripts: object, headline: str = "") -> LinkedData:
    rows = [script if isinstance(script, str) else json.dumps(script) for script in scripts]
    html = "".join(f'<script type="application/ld+json">{row}</script>' for row in rows)
    return read_linked_data(parse(f"<html>{html}<p>x".encode()), url=URL, headline=headline)


@pytest.mark.parametrize(
    "script",
    [
        MILL,
        [MILL],
        {"@graph": [{"@type": "WebSite", "name": "Herald"}, MILL]},
        {"@type": "WebPage", "mainEntity": MILL},
        MILL | {"@type": ["Article", "ReportageNewsArticle"]},
        MILL | {"@type": "http://schema.org/NewsArticle"},
        {("schema:" + key if key[0] != "@" else key): value for key, value in MILL.items()},
    ],
)
def test_the_article_is_found_wherever_it_stands(script: object) -> None:
    assert read(script).text("datePublished") == "2024-03-05"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Old mill burns", "datePublished": "2024-03-05",}',
        '{"@type": "NewsArticle", "datePublished": "2024-03-05", "image": ,'
        ' "headline": "Old mill burns"}',
        '{"@type": "NewsArticle", "headline": "Old\nmill\tburns", "datePublished": "2024-03-05"};',
        '{"@type": "NewsArticle", "datePublished": "2024-03-05", "x": "a "b" c",'
        ' "headline": "Old mill burns"}',
        '{"@type": "NewsArticle", "datePublished": "2024-03-05", "headline": "Old mill burns"} }',
        '<![CDATA[{"@type":"NewsArticle","datePublished":"2024-03-05",'
        '"headline":"Old mill burns"}]]>',
    ],
)
def test_broken_json_is_mended_or_what_matters_is_made_out(script: str) -> None:
    found = read(script)
    assert found.text("datePublished") == "2024-03-05"
    assert found.text("headline") == "Old mill burns"


@pytest.mark.parametrize("script", ["", "nonsense", "[" * 100_000, '{"a":' * 5_000, "null", "3"])
def test_what_is_no_json_gives_no_article(script: str) -> None:
    assert read(script).article == {}


def test_of_several_articles_the_pages_own_is_taken() -> None:
    assert read(OTHER, MILL, headline="Old mill burns").text("headline") == "Old mill burns"
    assert read(OTHER, MILL | {"url": f"{URL}?from=home"}).text("headline") == "Old mill burns"


def test_an_article_in_a_list_of_links_is_another_one() -> None:
    listed = {"@type": "ItemList", "itemListElement": [OTHER]}
    assert read(listed).article == {}
    assert read(listed, MILL).text("headline") == "Old mill burns"


def test_names_are_found_by_their_id() -> None:
    found = read(
        {
            "@graph": [
                MILL | {"author": [{"@id": "#jane"}, "John Poe"]},
                {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
            ]
        }
    )
    assert found.names("author") == ("Jane Doe", "John Poe")


def test_entities_and_blanks_in_values_are_resolved() -> None:
    assert read(MILL | {"headline": "Mill &amp; \n barn"}).text("headline") == "Mill & barn"
