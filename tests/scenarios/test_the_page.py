"""Somebody with no Slack account asks the real bot in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sandbox.browser import Browser, find_chromium

if TYPE_CHECKING:
    from tests.scenarios.conftest import Newsroom

needs_chromium = pytest.mark.skipif(
    find_chromium() is None, reason="chromium is not installed: apt-get install chromium"
)


@needs_chromium
@pytest.mark.chromium
def test_a_reader_asks_in_the_page_and_opens_a_quotation_in_context(
    open_newsroom: Callable[..., Newsroom],
) -> None:
    newsroom = open_newsroom("socket mode")
    with Browser(width=1280, height=900) as browser:
        browser.open(newsroom.slack.url + "/#newsroom")
        browser.wait_for("document.activeElement.id === 'composer-text'")
        browser.type("/who-said preposterous\n")
        browser.wait_for_text("5 articles, 4 independent sources")
        assert "Nayib Bukele" in browser.text()
        assert browser.evaluate("document.querySelectorAll('#messages strong, b').length") > 0

        browser.press("In context: 003")
        browser.wait_for_text("How can I smuggle a terrorist into the United States?")
        browser.wait_for("document.querySelector('dialog[open], [role=dialog]') !== null")
        assert "during a press conference with Trump" in browser.text()
        assert browser.complaints == []
