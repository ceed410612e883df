"""The page in a headless Chromium; and who may talk to the server at all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from sandbox.browser import Browser, find_chromium
from sandbox.journal import Journal
from sandbox.testing import BOT_TOKEN, Sandbox

if TYPE_CHECKING:
    from tests.sandbox.conftest import Pair

needs_chromium = pytest.mark.skipif(
    find_chromium() is None, reason="chromium is not installed: apt-get install chromium"
)


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[Browser]:
    with Browser(width=1280, height=800) as browser:
        browser.open(sandbox.url + "/#newsroom")
        yield browser
        assert browser.complaints == []


@needs_chromium
@pytest.mark.chromium
def test_a_command_is_chosen_typed_answered_and_pressed(browser: Browser) -> None:
    browser.wait_for("document.activeElement.id === 'composer-text'")
    browser.type("/s")
    browser.wait_for("!document.querySelector('#offers').hidden")
    browser.key("ArrowDown")
    browser.key("ArrowUp")
    browser.key("Tab")
    browser.type("good morning\n")
    browser.wait_for_text("You said good morning")
    assert "Only visible to you" in browser.text()

    browser.press("Again")
    browser.wait_for_text("Again: good morning")
    assert "You said" not in browser.text()


@needs_chromium
@pytest.mark.chromium
def test_a_form_is_filled_by_keyboard_alone(browser: Browser) -> None:
    browser.type("/form \n")
    browser.wait_for("document.querySelector('#modal').open")
    browser.wait_for("document.activeElement.tagName === 'TEXTAREA'")
    browser.type("wrong\t\t\t")
    browser.wait_for("document.activeElement.textContent === 'Send'")
    browser.key("Enter")
    browser.wait_for_text("Not that word")
    assert browser.evaluate("document.querySelector('#modal textarea').value") == "wrong"

    browser.key("Escape")
    browser.wait_for("!document.querySelector('#modal').open")


@needs_chromium
@pytest.mark.chromium
def test_options_that_the_bot_holds_are_asked_for_by_typing(browser: Browser) -> None:
    browser.type("/herbs \n")
    browser.wait_for_text("Only visible to you")
    browser.key("ArrowUp")
    browser.tab_to("external select")
    browser.type("la")
    browser.wait_for(
        "document.querySelector('.pick-option.active')?.innerText.includes('Lavender')"
    )
    browser.key("Escape")  # nothing is taken
    browser.type("l")
    browser.wait_for("document.querySelectorAll('.pick-option').length === 3")
    browser.key("ArrowDown")
    browser.key("Enter")
    browser.wait_for_text("Took lovage")
    assert browser.focus == "external select"


@needs_chromium
@pytest.mark.chromium
def test_an_empty_channel_offers_examples_and_a_thread_opens(
    browser: Browser, sandbox: Sandbox
) -> None:
    browser.press("/say hello world")
    browser.wait_for_text("You said hello world")

    browser.type("@echo who said so?\n")
    browser.press("1 reply")
    browser.wait_for_text("heard @Echo who said so?")
    browser.type("and in the thread, @echo?\n")
    browser.wait_for_text("3 replies")
    assert [one.author for one in sandbox.messages("#newsroom")] == ["U0DANA"]


@needs_chromium
@pytest.mark.chromium
def test_what_a_bot_sends_is_text_and_never_markup(browser: Browser, sandbox: Sandbox) -> None:
    nasty = "<img src=x onerror=\"document.title='owned'\"> & <b>bold</b>"
    sandbox.command(f"/say {nasty}")

    browser.wait_for_text("onerror=")
    assert browser.evaluate("document.querySelectorAll('#messages img, #messages b').length") == 0
    assert browser.evaluate("document.title") != "owned"


@needs_chromium
@pytest.mark.chromium
def test_a_message_shortcut_is_chosen_with_the_mouse(browser: Browser, sandbox: Sandbox) -> None:
    for words in ("first", "second", "third"):
        sandbox.message(words)
    browser.wait_for_text("third")
    messages = "[...document.querySelectorAll('#messages .message')]"
    message = f"{messages}.find((one) => one.innerText.includes('first'))"
    browser.point(message)
    browser.point(f"{message}.querySelector('[data-key=shortcuts]')", click=True)
    browser.wait_for("document.querySelector('.menu:popover-open') !== null")
    entries = "[...document.querySelectorAll('.menu:popover-open button')]"
    browser.point(f"{entries}.find((one) => one.innerText === 'Check this')", click=True)
    browser.wait_for_text("Checked: first")


def table(*rows: tuple[str, ...]) -> dict[str, object]:
    text = [[{"type": "raw_text", "text": one or " "} for one in row] for row in rows]
    return {"type": "table", "rows": text}


@needs_chromium
@pytest.mark.chromium
def test_a_card_of_a_narrow_table_says_again_the_value_above_it(
    browser: Browser, sandbox: Sandbox
) -> None:
    shown = table(("Value", "Outlet"), ("twelve", "Post"), ("", "Star"))
    client = WebClient(BOT_TOKEN, base_url=f"{sandbox.url}/api/")
    client.chat_postMessage(channel="#newsroom", text="🔴 differs", blocks=[shown])
    browser.wait_for_text("Star")
    words = "(one) => one.innerText.split(/\\s+/).join(' ').trim()"
    rows = f"[...document.querySelectorAll('tbody tr')].map({words})"
    assert browser.evaluate(rows) == ["twelve Post", "Star"]
    browser.resize(420, 800)
    browser.wait_for("getComputedStyle(document.querySelector('tbody tr')).display === 'block'")
    assert browser.evaluate(rows) == ["twelve Post", "twelve Star"]


@needs_chromium
@pytest.mark.chromium
def test_a_coloured_circle_is_drawn_and_can_be_copied(browser: Browser, sandbox: Sandbox) -> None:
    sandbox.message("🔴 one, 🟡 two")
    browser.wait_for("document.querySelectorAll('#messages .disc').length === 2")
    disc = "document.querySelector('#messages .disc')"
    assert browser.evaluate(f"getComputedStyle({disc}).backgroundColor") == "rgb(201, 48, 44)"
    assert browser.evaluate(f"{disc}.parentElement.textContent") == "🔴 one, 🟡 two"


@needs_chromium
@pytest.mark.chromium
def test_home_and_other_people_are_a_click_away(browser: Browser) -> None:
    browser.press("EEcho")  # the avatar's initial and the name
    browser.press("Home")
    browser.wait_for_text("Hello @Dana Editor")
    browser.evaluate(
        "(() => { const one = document.querySelector('#act-as'); one.value = 'robin';"
        " one.dispatchEvent(new Event('change')); })()"
    )
    browser.wait_for_text("London")


@needs_chromium
@pytest.mark.chromium
def test_an_address_can_say_something_once(sandbox: Sandbox) -> None:
    with Browser(width=390, height=780) as browser:
        browser.open(sandbox.url + "/#newsroom?say=/say%20from%20the%20address&press=Again")
        browser.wait_for_text("Again: from the address")

        assert browser.evaluate("location.hash") == "#newsroom"
        assert browser.evaluate("document.documentElement.scrollWidth") == 390
        assert browser.complaints == []
    assert len(sandbox.delivered) == 2


def ask(
    sandbox: Sandbox, method: str, path: str, body: str | None = None, **headers: str
) -> tuple[int, str]:
    place = urlsplit(sandbox.url)
    assert place.port is not None
    connection = HTTPConnection("127.0.0.1", place.port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, content


def test_another_name_for_this_machine_is_refused(sandbox: Sandbox) -> None:
    assert ask(sandbox, "GET", "/", Host="evil.example")[0] == 403
    assert ask(sandbox, "GET", "/", Host="localhost")[0] == 200


def test_pages_of_other_origins_are_refused(sandbox: Sandbox) -> None:
    send = json.dumps({"channel": "#newsroom", "text": "/say x"})
    shape = {"Content_Type": "application/json", "Origin": "http://evil.example"}
    assert ask(sandbox, "POST", "/ui/send", send, **shape)[0] == 403
    assert ask(sandbox, "POST", "/ui/send", send, Content_Type="text/plain")[0] == 415
    assert sandbox.delivered == []


def test_the_page_forbids_scripts_of_others(sandbox: Sandbox) -> None:
    place = urlsplit(sandbox.url)
    assert place.port is not None
    connection = HTTPConnection("127.0.0.1", place.port, timeout=5)
    connection.request("GET", "/")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert "script-src 'self'" in (answer.headers["Content-Security-Policy"] or "")
    assert answer.headers["Access-Control-Allow-Origin"] is None


def test_only_files_of_the_page_are_served(sandbox: Sandbox) -> None:
    assert ask(sandbox, "GET", "/page/app.js")[0] == 200
    assert ask(sandbox, "GET", "/page/..%2fserver.py")[0] == 404
    assert ask(sandbox, "GET", "/page/server.py")[0] == 404


def test_faults_can_be_asked_for_from_outside(pair: Pair) -> None:
    def post(path: str, **body: object) -> tuple[int, str]:
        return ask(pair.sandbox, "POST", path, json.dumps(body), Content_Type="application/json")

    assert post("/ui/fault", method="auth.test", status=500)[0] == 200
    assert ask(pair.sandbox, "POST", "/api/auth.test", "token=xoxb-sandbox")[0] == 500
    assert post("/ui/fault", method="auth.test", times=10_000)[0] == 409
    assert post("/ui/clock", seconds=3600)[0] == 200
    assert pair.sandbox.now.hour == 14


def test_a_change_before_the_waiter_has_begun_is_not_missed() -> None:
    async def wait() -> None:
        journal = Journal()
        waiting = asyncio.create_task(journal.changed(journal.revision))
        journal.record("note")  # the task has not started yet
        await asyncio.wait_for(waiting, 5)

    asyncio.run(wait())
