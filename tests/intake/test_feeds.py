"""RSS, Atom and JSON Feed in; entries, rhythm and names out, whatever the bytes are."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.feeds.feed import MOST_ENTRIES, Feed, NotAFeed, UnreadableFeed
from intake.feeds.reading import read_feed
from intake.fetching.links import parse_link
from tests.intake.feeds import atom, json_feed, rss
from tests.intake.pages import page

URL = "https://herald.example/feed.xml"
NOON = datetime(2025, 4, 14, 12, tzinfo=timezone(timedelta(hours=-4)))


def links_of(body: bytes) -> list[str]:
    return [entry.link for entry in read_feed(body, URL).entries]


def channel(inside: str, before: str = "") -> bytes:
    return f'{before}<rss version="2.0"><channel>{inside}</channel></rss>'.encode()


def item(inside: str) -> bytes:
    return channel(f"<item><link>https://herald.example/a</link>{inside}</item>")


def test_rss_gives_entries_with_the_zone_of_the_outlet() -> None:
    found = read_feed(rss(("/a?utm_source=rss&id=3", NOON), ("/b", None)), URL)
    assert (found.kind, found.title, found.site) == (
        *("RSS", "Orrin Herald"),
        "https://herald.example/",
    )
    first, second = found.entries
    assert (first.link, first.published) == ("https://herald.example/a?id=3", NOON)
    assert first.title == "News at /a?utm_source=rss&id=3"
    assert second.published is None
    assert first.moment() == datetime(2025, 4, 14, 16, tzinfo=UTC)


def test_atom_links_are_taken_from_the_base_of_the_feed() -> None:
    (entry,) = read_feed(atom(("one", "2025-04-14T09:00:00+02:00")), URL).entries
    assert entry.link == "https://herald.example/news/one"
    assert entry.key == "tag:herald.example,2025:one"
    assert str(entry.published) == "2025-04-14 09:00:00+02:00"


def test_rdf_and_dublin_core_dates_are_read() -> None:
    body = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        b'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<channel><title>Herald</title><link>https://herald.example/</link></channel>"
        b'<item rdf:about="https://herald.example/a"><title>A</title>'
        b"<link>https://herald.example/a</link><dc:date>2025-04-14</dc:date></item></rdf:RDF>"
    )
    found = read_feed(body, URL)
    assert found.title == "Herald"
    assert [(one.link, one.published) for one in found.entries] == [
        ("https://herald.example/a", date(2025, 4, 14))
    ]


def test_a_json_feed_is_read_without_content_type() -> None:
    body = json_feed(
        {"id": 7, "url": "https://herald.example/a", "date_published": "2025-04-14T09:00:00Z"},
        {"id": "https://herald.example/b", "title": "B"},
        "no item",  # type: ignore[arg-type]
        home_page_url="https://herald.example/",
    )
    found = read_feed(body, URL)
    assert [one.link for one in found.entries] == [
        "https://herald.example/a",
        "https://herald.example/b",
    ]
    assert (found.kind, found.entries[0].key, found.left_out) == ("JSON Feed", "7", 1)
    assert not found.ended
    assert read_feed(json_feed(expired=True), URL).ended


def test_the_wishes_of_a_feed_are_read() -> None:
    more = (
        "<ttl>45</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour>"
        "</skipHours><skipDays><day>Sunday</day><day>Caturday</day></skipDays>"
    )
    found = read_feed(rss(more=more), URL)
    assert (found.ttl, found.skip_hours, found.skip_days) == (2700, (0, 7), (6,))
    every = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert read_feed(rss(more=f"<skipHours>{every}</skipHours>"), URL).skip_hours == ()


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://herald.example/a",
        "http://127.0.0.1/a",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        "https://user:secret@herald.example/a",
        "http://herald.example:22/a",
        "https://intranet/a",
        "https://herald.example/",
        "http://[::1]/a",
        "https://" + "x" * 5_000 + ".example/",
        "",
    ],
)
def test_an_entry_that_leads_where_nobody_may_go_is_left_out(link: str) -> None:
    body = json_feed({"id": "1", "url": link}, {"id": "2", "url": "https://herald.example/a"})
    assert links_of(body) == ["https://herald.example/a"]
    assert read_feed(body, URL).left_out == 1


@pytest.mark.parametrize(
    "printed",
    ["Mon, 14 Apr 9999 09:00:00 GMT", "0000-00-00", "yesterday", "9" * 4_000, "31 Feb 2025", ""],
)
def test_a_date_that_is_none_leaves_the_entry_undated(printed: str) -> None:
    (entry,) = read_feed(item(f"<pubDate>{printed}</pubDate>"), URL).entries
    assert entry.published is None


def test_the_same_id_twice_is_one_entry_and_none_is_its_link() -> None:
    body = json_feed(
        {"id": "1", "url": "https://herald.example/a"},
        {"id": "1", "url": "https://herald.example/b"},
        {"url": "https://herald.example/c"},
        {"url": "https://herald.example/c?utm_medium=feed"},
    )
    found = read_feed(body, URL)
    assert [one.key for one in found.entries] == ["1", "https://herald.example/c"]
    assert found.left_out == 2


def test_html_in_titles_becomes_words() -> None:
    title = "&lt;b&gt;Fire&lt;/b&gt; &amp;amp; &lt;script&gt;alert(1)&lt;/script&gt; smoke"
    (entry,) = read_feed(item(f"<title>{title}</title>"), URL).entries
    assert entry.title == "Fire & alert(1) smoke"
    (entry,) = read_feed(item("<title><![CDATA[A <i>mill</i> & more]]></title>"), URL).entries
    assert entry.title == "A mill & more"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (b"<?xml version='1.0' encoding='utf-8'?>", "iso-8859-1"),
        (b"<?xml version='1.0' encoding='us-ascii'?>", None),
        (b"", "rot13"),
        (b"", "utf-8"),
    ],
)
def test_a_wrong_charset_spoils_no_title(body: bytes, charset: str | None) -> None:
    feed = channel("<title>Orrín Herald</title>")
    assert read_feed(body + feed, URL, charset=charset).title == "Orrín Herald"


def test_other_encodings_are_read_as_they_are_declared() -> None:
    text = channel("<title>Orrín “Herald”</title>").decode()
    assert read_feed(text.encode("utf-16"), URL).title == "Orrín “Herald”"
    assert read_feed(text.encode("utf-16-le"), URL).title == "Orrín “Herald”"
    assert read_feed(text.encode("cp1252"), URL, charset="iso-8859-1").title == "Orrín “Herald”"


def test_a_broken_feed_gives_what_can_be_read() -> None:
    body = (
        b"<rss><channel><title>Q&A &nbsp; & more</title><media:thing/>"
        b"<item><media:title>no</media:title><title>A &eacute;</title>"
        b"<link>https://herald.example/a?x=1&y=2</link></item><item><title>cut"
    )
    found = read_feed(body, URL)
    assert found.title == "Q&A & more"
    assert [(one.title, one.link) for one in found.entries] == [
        ("A é", "https://herald.example/a?x=1&y=2")
    ]


def test_entities_are_never_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    found = read_feed(channel("<title>&l9;</title>", doctype), URL)
    assert found.title == "&l9;"
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert read_feed(channel("<title>&x;</title>", outside), URL).title == "&x;"
    quoted = '<!DOCTYPE rss [<!ENTITY x "]><rss>">]>'
    read_feed(channel("<title>&x;</title>", quoted), URL)


def test_a_feed_of_a_hundred_thousand_entries_gives_the_first_ones() -> None:
    items = "".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(100_000))
    found = read_feed(channel(items), URL)
    assert len(found.entries) == MOST_ENTRIES
    assert found.left_out == 100_000 - MOST_ENTRIES
    many = json_feed(*({"url": f"https://a.example/{n}"} for n in range(100_000)))
    assert len(read_feed(many, URL).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    "body",
    [
        b"<rss " + b" ".join(b'a%d="b"' % n for n in range(2_000)) + b"><channel/></rss>",
        b"<rss>" + b"<a>" * 50_000,
        b"<rss><channel><title>" + b"<![CDATA[" * 50_000,
        b"<rss><channel><title>" + b"&a;" * 50_000,
        b"{" + b'"a":[' * 100_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"9" * 9_000 + b"}",
        b"\x00\x01\x02" * 1_000,
        b"<rss",
    ],
)
def test_what_would_hold_a_reader_up_is_read_or_refused_at_once(body: bytes) -> None:
    with suppress(UnreadableFeed):
        assert read_feed(body, URL).entries == ()


def test_a_page_names_its_feeds_and_not_those_of_comments() -> None:
    head = (
        '<base href="https://herald.example/x/">'
        '<link rel="alternate" type="application/rss+xml" href="feed" title="Orrin &amp; Herald">'
        '<link rel="ALTERNATE nofollow" type="application/feed+json; charset=utf-8" href="/json">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed" title="Comments">'
        '<link rel="alternate" type="application/rss+xml" href="http://127.0.0.1/feed">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'
        '<link rel="alternate" hreflang="fr" href="/fr">'
    )
    with pytest.raises(NotAFeed, match="web page") as caught:
        read_feed(page(head=head), "https://herald.example/", media_type="text/html")
    assert [(one.url, one.title) for one in caught.value.alternates] == [
        ("https://herald.example/x/feed", "Orrin & Herald"),
        ("https://herald.example/json", ""),
    ]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "nothing at this address"),
        (page(), "no page that names one"),
        (b"just words", "no page that names one"),
        (b'{"a": 1}', "no list of items"),
        (b'{"items": []}', "does not say that it is a JSON Feed"),
        (b"{", "cannot be read as JSON"),
        (b"<html><body><rss></body></html>", "no page that names one"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(body: bytes, why: str) -> None:
    with pytest.raises(NotAFeed, match=why):
        read_feed(body, URL)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(("id", "url", "external_url", "title", "date_published", "items")),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)
tags = st.sampled_from(
    "<item> </item> <link> </link> <guid isPermaLink='true'> </guid> <title type='xhtml'> <![CDATA["
    " ]]> <!-- --> <? &lt; &#0; &x; <entry> <link href='//a.example/b'/> <pubDate> </pubDate> <!DO"
    " CTYPE https://a.example/x <a:b xml:base='javascript:'> Mon,1Jan2025".split()
)


@given(items=st.lists(json_values, max_size=4))
def test_any_json_is_read_or_refused(items: list[object]) -> None:
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    for entry in read_feed(body, URL).entries:
        assert parse_link(entry.link).url == entry.link


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(st.one_of(tags, st.text(max_size=8)), max_size=40).map(
            lambda parts: ("<rss><channel>" + "".join(parts)).encode("utf-8", "replace")
        ),
        st.lists(tags, max_size=30).map(lambda parts: ("<feed>" + "".join(parts)).encode()),
    )
)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    found = Feed("RSS", None, None)
    with suppress(UnreadableFeed):
        found = read_feed(body, URL)
    for entry in found.entries:
        assert parse_link(entry.link).url == entry.link
        assert "\n" not in entry.title
