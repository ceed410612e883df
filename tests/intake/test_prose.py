"""The paragraphs of an article, and what stands among them on a page and goes out."""

from __future__ import annotations

import pytest

from intake.page import extract_page
from intake.prose import is_furniture
from tests.intake.pages import PARAGRAPHS, TITLE, linked, page

BODY = list(PARAGRAPHS)


def body(html: bytes) -> list[str]:
    return list(extract_page(html).paragraphs)


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src='a'><figcaption>The mill in 1911. Photo: Orrin</figcaption></figure>",
        "<div class='photo-gallery'><p>Picture one of nine shows the old wheel in 1911.</p></div>",
        "<div class='newsletterSignup'><h3>Mornings</h3><p>All that matters, at seven.</p></div>",
        "<div class='related-content'><p>Bridge opens after nine years of work.</p></div>",
        "<p><a href='/bridge'>Bridge opens in Orrin after nine years</a></p>",
        "<p><strong>READ MORE: <a href='/bridge'>Bridge opens in Orrin</a></strong></p>",
        "<ul><li><a href='/a'>Bridge</a></li><li><a href='/b'>School prize</a></li></ul>",
        "<div class='breaking-ticker'><p>Just in: the council will meet on Friday.</p></div>",
        "<div id='cookie-consent'><p>We value your privacy, as do 814 partners.</p></div>",
        "<p>We use cookies to make this site better and to show you what you may like.</p>",
        "<div class='share-tools'><span>Share</span> <span>Tweet</span></div>",
        "<p>24 comments</p>",
        "<p>Follow us on Twitter and Facebook.</p>",
        "<p hidden>An editor's note that nobody was ever meant to see on the page.</p>",
        "<div style='display: none'><p>Words that a script would show to some.</p></div>",
        "<p>DON'T MISS</p>",
        "<p>Story continues below</p>",
    ],
)  # fmt: skip
def test_what_is_not_of_the_article_goes_out(box: str) -> None:
    half = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:5])
    assert body(page(before=half + box, paragraphs=PARAGRAPHS[5:])) == BODY


def test_a_box_that_holds_the_article_stays_whatever_it_is_called() -> None:
    for name in ("promo-article", "has-related-content", "article subscribe-bar", "barred widget"):
        html = page().replace(b'class="article-body"', f'class="{name}"'.encode())
        assert body(html) == BODY


def test_the_parts_of_a_body_that_advertisements_part_are_one_body() -> None:
    second = (
        f'</div><div class="ad-slot">Buy now</div><div class="article-body"><p>{PARAGRAPHS[9]}</p>'
    )
    html = page(
        paragraphs=PARAGRAPHS[:5], after=second.replace(PARAGRAPHS[9], "</p><p>".join(BODY[5:]))
    )
    assert body(html) == BODY


def test_a_quoted_post_stays_with_the_name_below_it() -> None:
    post = (
        '<div class="social-embed"><blockquote class="twitter-tweet"><p>The wheel is gone but the '
        "stones are safe, and we shall build it again.</p>— Orrin Mill (@orrinmill) "
        '<a href="https://t.example/1">March 5, 2024</a></blockquote><script></script></div>'
    )
    found = "\n".join(body(page(after=post)))
    assert "The wheel is gone but the stones are safe" in found
    assert "— Orrin Mill (@orrinmill)" in found


def test_a_sentence_that_is_one_long_link_is_a_sentence() -> None:
    sentence = (
        "The council said in a letter on Monday that it would not sell the land by the river to "
        "the builders who had asked for it."
    )
    assert sentence in body(page(after=f'<p><a href="/letter">{sentence}</a></p>'))


def test_the_text_that_the_page_declares_is_taken_where_the_page_shows_little_of_it() -> None:
    head = linked(headline=TITLE, articleBody="\n\n".join(PARAGRAPHS))
    assert body(page(head=head, paragraphs=PARAGRAPHS[:1])) == BODY


def test_a_paragraph_printed_twice_is_taken_once() -> None:
    assert body(page(after=f"<p>{PARAGRAPHS[2]}</p>")) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Topics ranged from the price of wheat to the state of the bridge.",
        "Register offices across the county were closed for the day.",
        "Live music will be played in the square.",
        "Related families had owned the land since 1700.",
        "Share prices fell by a tenth on Monday.",
        "Images of the wheel were shown in court.",
        "Follow the money, she told the committee.",
        "This article was originally published by Another Paper.",
        "© 2024 Associated Press. All Rights Reserved.",
        "— Ann Roe (@annroe) March 5, 2024",
    ],
)
def test_what_only_sounds_like_furniture_stays(line: str) -> None:
    assert not is_furniture(line)
