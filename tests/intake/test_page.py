"""A web page becomes an article with its body alone, or a sentence that says why not."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake import markup
from intake.article import Article, PartKind
from intake.page import extract_page, read_page
from intake.refusals import UnreadablePage
from tests.intake.pages import PARAGRAPHS, TITLE, linked, page

URL = "https://herald.example/news/mill"


def paragraphs(html: bytes) -> list[str]:
    return list(extract_page(html).paragraphs)


def test_a_page_becomes_an_article_with_headline_and_body_apart() -> None:
    head = linked(
        headline=TITLE,
        datePublished="2024-03-05T14:30:00-05:00",
        dateModified="2024-03-05T16:00:00-05:00",
        author={"@type": "Person", "name": "Jane Doe"},
        publisher={"@type": "Organization", "name": "Orrin Herald"},
        articleSection="Local",
    )
    article = read_page(page(head=head), URL)
    assert article.source == article.url == URL
    assert article.title == TITLE
    assert article.text == "\n\n".join((TITLE, *PARAGRAPHS))
    kinds = [part.kind for part in article.parts]
    assert kinds == [PartKind.HEADLINE, *[PartKind.PARAGRAPH] * len(PARAGRAPHS)]
    eastern = timezone(timedelta(hours=-5))
    assert article.published == date(2024, 3, 5)
    assert article.published_at == datetime(2024, 3, 5, 14, 30, tzinfo=eastern)
    assert article.published_from == "json-ld"
    assert article.modified_at == datetime(2024, 3, 5, 21, 0, tzinfo=UTC)
    assert (article.outlet, article.outlet_from) == ("Orrin Herald", "site")
    assert article.byline == ("Jane Doe",)
    assert article.section == "Local"


def test_an_outlet_given_by_hand_goes_before_the_page() -> None:
    head = '<meta property="og:site_name" content="Orrin Herald">'
    article = read_page(page(head=head), URL, outlet="The Herald")
    assert (article.outlet, article.outlet_from) == ("The Herald", "given")


def test_a_page_without_any_address_is_known_by_its_title() -> None:
    assert read_page(page()).source == f"page:{TITLE}"


def test_the_body_alone_is_taken_from_what_is_around_it() -> None:
    html = page(
        before=f"<p>{TITLE}</p><p>By Jane Doe</p><p>March 5, 2024 at 2:30 p.m.</p>",
        after='<p>Sign up for our newsletter</p><p class="share-bar">Share this article</p>',
        head=linked(headline=TITLE, author="Jane Doe", datePublished="2024-03-05"),
    )
    assert paragraphs(html) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_the_encoding_is_read_from_the_bytes(declared: str, encoded: str) -> None:
    text = page().decode().replace('<meta charset="utf-8">', declared)
    assert paragraphs(text.encode(encoded)) == list(PARAGRAPHS)


def test_utf_8_is_read_as_such_whatever_the_page_declares() -> None:
    html = page().replace(b'charset="utf-8"', b'charset="iso-8859-1"')
    assert paragraphs(html) == list(PARAGRAPHS)


def test_the_server_is_believed_before_the_page() -> None:
    html = page().decode().encode("cp1251", "xmlcharrefreplace")
    text = extract_page(html + "<p>Орин</p>".encode("cp1251"), charset="windows-1251").text()
    assert "“We saw smoke" in text


@pytest.mark.parametrize("label", ["rot13", "punycode", "no-such-charset", "../utf-8", "zlib"])
def test_a_charset_that_no_page_has_is_passed_over(label: str) -> None:
    html = b"<p>caf\xe9</p>"
    assert markup.decode(html, label) == "<p>café</p>"


@pytest.mark.parametrize(
    "html",
    [b"", b"  \n", b"%PDF-1.7 ...", b"PK\x03\x04abc", b"\x89PNG\r\n", b"<!-- nothing -->", b"\x00"],
)
def test_what_is_no_page_is_refused_in_a_sentence(html: bytes) -> None:
    with pytest.raises(UnreadablePage, match=r"\.$"):
        read_page(html, URL)


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadablePage, match="more than any article"):
        read_page(page() + b" " * markup.LARGEST)


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td"])
def test_elements_without_end_inside_one_another_do_no_harm(tag: str) -> None:
    deep = f"<{tag}>" * 20_000
    assert_survives(f"<html><body>{deep}<p>{PARAGRAPHS[0]}</p>".encode())


def test_more_elements_than_any_article_has_are_refused() -> None:
    many = b"<p>Word.</p>" * (markup.ELEMENTS + 1)
    with pytest.raises(UnreadablePage, match="more parts"):
        extract_page(b"<html><body>" + many)


def test_external_entities_are_not_loaded(tmp_path: object) -> None:
    html = (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">'
        b'<!ENTITY more "&secret;&secret;">]>' + page(after="<p>It said &secret; and &more;.</p>")
    )
    text = extract_page(html).text()
    assert "&secret;" in text or "secret" in text
    with open("/etc/hostname", encoding="utf-8") as file:
        assert f"It said {file.read().strip()}" not in text


HEAD = linked(headline=TITLE, datePublished="2024-03-05T14:30:00Z", author=["Jane Doe"])
WHOLE = page(
    head=HEAD, after="<ul><li><a href='/a'>One</a></li></ul><time datetime='2024'>x</time>"
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_sentence(raw: bytes) -> None:
    assert_survives(raw)
    assert_survives(b"<html><body><p>" + raw)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_no_damaged_page_raises_anything_but_a_sentence(seed: int, cuts: int) -> None:
    chance = random.Random(seed)
    html = bytearray(WHOLE)
    for _ in range(cuts):
        start = chance.randrange(len(html))
        end = min(len(html), start + chance.randrange(60))
        kind = chance.randrange(4)
        if kind == 0:
            del html[start:end]
        elif kind == 1:
            html[start:start] = html[end : end + chance.randrange(400)]
        elif kind == 2:
            html[start:end] = chance.randbytes(end - start)
        else:
            html[start:start] = chance.choice(
                [b"<", b">", b'"', b"</p>", b"<!--", b"&#0;", b"\x00", b"{"]
            )
    assert_survives(bytes(html))


def assert_survives(html: bytes) -> None:
    """Either an article that can be kept, or an error whose message is a sentence."""
    try:
        article: Article | None = read_page(html, URL)
        said = "."
    except UnreadablePage as error:
        article, said = None, str(error)
    assert said.endswith(".")
    if article is not None:
        assert all(part.end <= len(article.text) for part in article.parts)
        article.text.encode("utf-8")


def test_attributes_without_end_are_refused_before_they_are_parsed() -> None:
    many = " ".join(f"a{number}=1" for number in range(6_000))
    with pytest.raises(UnreadablePage, match="more parts"):
        extract_page(page(before=f"<p {many}>x</p>"))


def test_a_class_without_end_is_dropped_and_the_page_is_read() -> None:
    html = page().replace(b'class="article-body"', b'class="' + b"a-" * 5_000 + b'"')
    assert paragraphs(html) == list(PARAGRAPHS)


def test_brackets_without_end_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(UnreadablePage, match="more parts"):
        extract_page(page(before="<" * 5 * markup.ELEMENTS))


def test_a_long_script_is_no_tag_though_it_compares() -> None:
    script = "for (i = 0; i <n.length; i++) { " + "var a = 1 ; " * 4_000 + "}"
    assert paragraphs(page(head=f"<script>{script}</script>")) == list(PARAGRAPHS)
