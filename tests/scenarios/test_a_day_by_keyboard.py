"""A day's work in the page by keys alone: no mouse, and the focus is never lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from spacy.language import Language

from extraction.reading import read_articles
from sandbox.browser import Browser, find_chromium

if TYPE_CHECKING:
    from tests.scenarios.conftest import Newsroom

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        find_chromium() is None, reason="chromium is not installed: apt-get install chromium"
    ),
]
LAST = "[...document.querySelectorAll('#messages li.message')].at(-1)"
MODAL = "document.querySelector('#modal')"
WRITING = "Write to #newsroom"
DRAFT = "Bukele met Trump on April 14. Abrego Garcia was arrested on March 20."


class Hands(Browser):
    """Ten fingers and a pair of eyes."""

    def ask(self, text: str, *awaited: str) -> None:
        """Type into where the focus is, which must be where one writes; wait for the answer."""
        before = self.evaluate(f"{LAST}?.dataset.ts ?? ''")
        assert self.focus.startswith("Write to"), self.focus
        self.type(text + "\n")
        self.wait_for(f"({LAST}?.dataset.ts ?? '') > {json.dumps(before)}")
        self.wait_for(f"{LAST}.querySelector('.tag') !== null")  # the bot's own
        for words in awaited:
            self.sees(words)
        assert self.focus.startswith("Write to")  # an answer takes no focus

    def sees(self, words: str) -> None:
        """In the last message."""
        self.wait_for(f"{LAST}.innerText.includes({json.dumps(words)})")

    def press_in_answer(self, label: str) -> None:
        """From where one writes up into the last message, to the button, Enter."""
        self.key("ArrowUp")
        assert self.evaluate(f"{LAST}.querySelector('article') === document.activeElement")
        self.tab_to(label)
        self.key("Enter")

    def back_to_writing(self) -> None:
        self.key("Escape")
        self.key("Escape")
        assert self.focus == WRITING

    def wait_for_modal(self, *, open: bool = True) -> None:
        self.wait_for(f"{MODAL}.open === {json.dumps(open)}")

    def wait_for_focus(self, label: str) -> None:
        self.wait_for(f"(document.activeElement.innerText ?? '').trim() === {json.dumps(label)}")


@pytest.fixture
def hands(open_newsroom: Callable[..., Newsroom], nlp: Language) -> Iterator[Hands]:
    newsroom = open_newsroom("socket mode", read=lambda items: read_articles(nlp, items))
    with Hands(width=1180, height=900) as hands:
        hands.open(newsroom.slack.url + "/#newsroom")
        hands.wait_for("document.activeElement.id === 'composer-text'")
        yield hands
        assert hands.complaints == []


def test_a_day(hands: Hands) -> None:
    ask_page_and_share(hands)
    decide_and_take_back(hands)
    subscribe_in_a_form(hands)
    check_a_draft(hands)
    search_and_use_a_menu(hands)
    go_home(hands)


def ask_page_and_share(hands: Hands) -> None:
    hands.ask("/who-said by:Trump", "Donald Trump")
    hands.press_in_answer("Next page")
    hands.sees("Previous page")
    assert hands.focus in ("Next page", "Previous page")
    hands.back_to_writing()

    hands.ask("/who-said preposterous", "Nayib Bukele", "5 articles, 4 independent sources")
    assert hands.evaluate(f"{LAST}.querySelectorAll('strong').length") > 0
    hands.press_in_answer("In context: 003")
    hands.wait_for_modal()
    hands.wait_for_text("during a press conference with Trump")
    for _ in range(5):  # Tab goes round within it
        hands.key("Tab")
        assert hands.evaluate(f"{MODAL}.contains(document.activeElement)")
    hands.key("Escape")
    hands.wait_for_modal(open=False)
    assert hands.focus == "In context: 003"

    hands.tab_to("Share to channel")
    hands.key("Enter")
    hands.wait_for(f"!{LAST}.querySelector('.only')")
    hands.sees("preposterous")
    hands.key("Escape")
    hands.key("Escape")
    assert hands.focus == WRITING


def decide_and_take_back(hands: Hands) -> None:
    hands.ask("/discrepancies id:1", "Resolve")
    hands.press_in_answer("Resolve")
    hands.sees("Resolved by @Dana Editor")
    hands.wait_for_focus("Undo")
    hands.key("Enter")
    hands.sees("Undone by @Dana Editor")
    hands.wait_for_focus("Resolve")
    hands.back_to_writing()


def subscribe_in_a_form(hands: Hands) -> None:
    hands.ask("/digest subscribe at 09:00 Europe/London weekdays", "Is this what you want?")
    hands.press_in_answer("Edit")
    hands.wait_for_modal()
    assert hands.focus == "Topic"
    hands.tab_to("Kinds")
    hands.type("words of")  # narrows the list
    hands.key("Enter")
    hands.key("Escape")  # closes the list, not the form
    assert hands.evaluate(f"{MODAL}.open && {MODAL}.innerText.includes('words of a quotation')")
    hands.tab_to("How serious")
    hands.key("ArrowDown")
    hands.key("ArrowDown")
    hands.key("Enter")
    hands.tab_to("Sunday")
    hands.key("Space")
    hands.tab_to("Show")
    hands.key("Enter")
    hands.wait_for_modal(open=False)
    hands.sees("words of a quotation")
    hands.sees("Sunday")
    hands.wait_for_focus("Edit")
    hands.tab_to("Confirm", back=True)
    hands.key("Enter")
    hands.sees("set up a digest")
    hands.key("Escape")
    hands.key("Escape")


def check_a_draft(hands: Hands) -> None:
    assert hands.focus == WRITING
    hands.type("/check-draft ")
    hands.key("Enter")
    hands.wait_for_modal()
    assert hands.focus == "Draft"
    hands.type(DRAFT)
    hands.key("Enter", control=True)
    hands.wait_for_modal(open=False)
    hands.sees("March 20")
    assert hands.focus == WRITING


def search_and_use_a_menu(hands: Hands) -> None:
    hands.tab_to("Shortcuts")
    hands.key("Enter")
    assert hands.focus == "Search coverage"
    hands.key("Escape")
    assert hands.focus == "Shortcuts"
    hands.key("Enter")
    hands.key("Enter")
    hands.wait_for_modal()
    hands.key("Escape")
    hands.wait_for_modal(open=False)
    assert hands.focus == "Shortcuts"
    hands.tab_to(WRITING, back=True)

    hands.type("Rubio said it was a hell of a president.\n")
    hands.sees("Rubio said")
    hands.key("ArrowUp")
    hands.tab_to("Message shortcuts")
    hands.key("ArrowDown")
    assert hands.focus == "Check this message"
    hands.key("Enter")
    hands.wait_for(f"{LAST}.querySelector('.only') !== null")
    assert hands.focus == "Message shortcuts"


def go_home(hands: Hands) -> None:
    hands.key("F6")  # where one writes
    hands.key("ArrowDown", alt=True)
    hands.wait_for("document.querySelector('h1').innerText !== '#newsroom'")
    while hands.evaluate("document.querySelector('[role=tab]') === null"):
        hands.key("ArrowDown", alt=True)
    hands.key("F6")
    hands.tab_to("Messages")
    hands.key("ArrowLeft")
    hands.wait_for_text("Newest discrepancies")
    assert hands.focus == "Home"
    hands.tab_to("Details")
    hands.key("Enter")
    hands.wait_for_text("Messages")
    hands.key("Tab", shift=True)
    assert hands.evaluate("document.activeElement !== document.body")
