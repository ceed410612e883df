"""Walls, error pages, checks of visitors, other languages: each its own sentence."""

from __future__ import annotations

import pytest

from intake.languages import find_language
from intake.page import extract_page, read_page
from intake.refusals import NotEnglish, NotFound, Paywalled, UnreadablePage
from tests.intake.pages import PARAGRAPHS, TITLE, linked, page

GERMAN = (
    "Die Mühle in Orrin ist am Dienstag abgebrannt, teilte die Feuerwehr mit, und es wurde niemand "
    "verletzt. Der Bürgermeister sagte, dass der Rat am Freitag darüber beraten werde, was nun mit "
    "dem Gelände geschehen soll. Wie das Feuer entstanden ist, war zunächst nicht klar, und die "
    "Polizei bittet alle, die etwas gesehen haben, sich zu melden.",
    "Das Dach war schon eingestürzt, als die ersten Wagen kamen. Die Schule am Fluss blieb offen.",
) * 2
RUSSIAN = (
    "Мельница в Оррине сгорела во вторник, сообщили пожарные, и никто не пострадал в этом огне.",
    "Мэр сказал, что совет соберется в пятницу и решит, что делать дальше с этой старой землей.",
) * 3


def refusal(html: bytes) -> UnreadablePage | None:
    return extract_page(html).refusal


def test_a_teaser_of_a_closed_article_is_refused_as_such() -> None:
    head = linked(headline=TITLE, isAccessibleForFree="False", datePublished="2024-03-05")
    with pytest.raises(Paywalled, match="subscribers"):
        read_page(page(head=head, paragraphs=PARAGRAPHS[:3]))


def test_a_closed_article_that_is_on_the_page_as_a_whole_is_read() -> None:
    head = linked(headline=TITLE, isAccessibleForFree=False, datePublished="2024-03-05")
    assert refusal(page(head=head)) is None


def test_less_than_half_of_the_declared_length_is_a_teaser() -> None:
    head = linked(headline=TITLE, isAccessibleForFree=False, wordCount=900)
    assert isinstance(refusal(page(head=head)), Paywalled)


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe now to continue reading",
        "To continue reading this article, please log in",
        "This article is only available to our subscribers.",
        "You've reached your limit of free articles.",
    ],
)
def test_a_short_text_before_a_wall_is_a_teaser(wall: str) -> None:
    html = page(paragraphs=PARAGRAPHS[:3], after=f"<h3>{wall}</h3>")
    assert isinstance(refusal(html), Paywalled)


def test_a_short_dispatch_without_a_wall_is_read() -> None:
    html = page(paragraphs=PARAGRAPHS[:3], after="<p>Subscribe</p>")
    assert refusal(html) is None


@pytest.mark.parametrize(
    "title",
    ["Page not found", "404", "Error 404 – Herald", "Sorry, this page is no longer available",
     "We can’t find the page you were looking for", "This article has been removed"],
)  # fmt: skip
def test_an_error_page_with_the_status_of_a_page_is_told_from_an_article(title: str) -> None:
    text = ("We are sorry. Try the search above, or go to the home page and start again there.",)
    html = page(title=title, paragraphs=text)
    with pytest.raises(NotFound, match="no article at this address"):
        read_page(html)


@pytest.mark.parametrize("title", ["404 people moved out of Orrin", "Missing page of diary found"])
def test_a_headline_about_what_is_lost_is_no_error(title: str) -> None:
    head = linked(headline=title, datePublished="2024-03-05")
    assert refusal(page(title=title, head=head)) is None
    assert refusal(page(title=title, paragraphs=PARAGRAPHS[:3])) is None


def test_a_check_of_visitors_is_told_as_such() -> None:
    html = page(title="Just a moment...", paragraphs=("Checking your browser before you go on.",))
    with pytest.raises(UnreadablePage, match="check of its visitors"):
        read_page(html)


def test_a_page_without_an_article_is_told_as_such() -> None:
    with pytest.raises(UnreadablePage, match="no article on the page"):
        read_page(page(paragraphs=("Today’s pictures.",)))


def test_other_languages_are_named_and_refused() -> None:
    with pytest.raises(NotEnglish, match="is not in English but in German"):
        read_page(page(paragraphs=GERMAN, lang="de"))
    with pytest.raises(NotEnglish, match="is not in English but in Russian"):
        read_page(page(paragraphs=RUSSIAN, lang="ru"))


def test_what_is_printed_counts_more_than_what_a_template_declares() -> None:
    assert isinstance(refusal(page(paragraphs=GERMAN, lang="en")), NotEnglish)
    assert isinstance(refusal(page(paragraphs=RUSSIAN, lang="en")), NotEnglish)
    found = extract_page(page(lang="de"))
    assert (found.language, found.refusal) == ("en", None)


def test_lists_of_results_are_english_though_they_have_few_common_words() -> None:
    scores = " ".join(f"Orrin {n}, Tarn {n + 3}; Parrow {n + 9}, Doe 4." for n in range(40))
    assert find_language("en", scores) == "en"
    assert find_language(None, scores) is None
