"""Two stories are merged in the page, put back, and one of them is split."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

from desk.requests import Asker
from extraction.reading import read_articles
from intake.plain import read_plain
from sandbox.browser import Browser, find_chromium
from tests.scenarios.conftest import WORKSPACE

if TYPE_CHECKING:
    from tests.scenarios.conftest import Newsroom

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        find_chromium() is None, reason="chromium is not installed: apt-get install chromium"
    ),
]
ARTICLES = {
    "Orrin Star": (
        "date 2025-04-14\n\nA paper mill on the Tarn river in Orrin burned down on Sunday night, "
        "and 4 people were killed, the Orrin fire service said.\n\n“The roof came down within "
        "minutes,” Fire Chief Ann Roe said on Monday. Roe said 120 firefighters fought the fire.\n"
        "\nThe mill was built in 1931. Mayor Cay Lee said the town would rebuild the mill.\n"
    ),
    "Dell Post": (
        "date 2025-04-14\n\nFire destroyed the paper mill in Orrin on Sunday night, officials said "
        "on Monday.\n\n“The roof came down within minutes,” Fire Chief Ann Roe told reporters. She "
        "said 90 firefighters fought the blaze at the mill on the Tarn river.\n\nAbout 300 people "
        "worked at the mill in Orrin. Mayor Cay Lee said the mill would be rebuilt.\n"
    ),
    "Halden Herald": (
        "date 2025-04-15\n\nHarbour workers in Halden walked out on Tuesday over pay, and 14 ships "
        "could not unload, the port authority said.\n\n“We will stay out until there is an offer,” "
        "union leader Ivo Quill said. The port of Halden handles 40 percent of the grain.\n"
    ),
}
LAST = "[...document.querySelectorAll('#messages li.message')].at(-1)"


def test_two_stories_are_merged_put_back_and_one_is_split(
    open_newsroom: Callable[..., Newsroom], nlp: Language, tmp_path: Path
) -> None:
    newsroom = open_newsroom(
        "socket mode",
        path=tmp_path / "made-up.sqlite3",
        read=lambda items: read_articles(nlp, items),
    )
    newsroom.desk.index(
        Asker(WORKSPACE),
        [read_plain(text, f"file:{name}", outlet=name) for name, text in ARTICLES.items()],
    )
    with Browser(width=1180, height=900) as browser:
        browser.open(newsroom.slack.url + "/#newsroom")
        browser.wait_for("document.activeElement.id === 'composer-text'")
        browser.type("/parallax stories\n")
        browser.wait_for_text("2 stories")
        browser.press("Articles")  # of the older one
        sees(browser, "Orrin Star, 14 April 2025")

        browser.press("Merge with…")
        choose(browser, "A story", "Harbour")
        browser.press("Merge")
        sees(browser, "is part of story 1 now.", "Halden Herald, 15 April 2025", "Dana Editor")
        browser.press("Undo")
        sees(browser, "is a story of its own again, of 1 article.", "undone by")
        assert "Halden Herald, 15" not in browser.evaluate(f"{LAST}.innerText")

        browser.press("Split…")
        choose(browser, "These articles", "Dell")
        browser.press("Split")
        sees(browser, "1 article is story 3 now, no longer part of story 1.")
        browser.press("Open story 3")
        sees(browser, "Dell Post, 14 April 2025", "Split off story 1 by")
        assert browser.complaints == []


def sees(browser: Browser, *words: str) -> None:
    """In the last message."""
    for some in words:
        browser.wait_for(f"{LAST}.innerText.includes({json.dumps(some)})")


def choose(browser: Browser, label: str, words: str) -> None:
    """From a list of the form that is open: type what narrows it, take the first."""
    browser.wait_for("document.querySelector('#modal').open")
    field = f"document.querySelector('#modal [aria-label={json.dumps(label)}]')"
    browser.wait_for(f"{field} !== null")
    browser.evaluate(f"{field}.focus()")
    browser.type(words)
    browser.key("Enter")
    chosen = f"({field}.value + document.querySelector('#modal').innerText)"
    browser.wait_for(f"{chosen}.includes({json.dumps(words)})")
