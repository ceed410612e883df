"""A headless Chromium with a page of the sandbox open: text in it, keys into it, pictures of it.

    with Browser(width=1280, height=800) as browser:
        browser.open(sandbox.url + "/#newsroom")
        browser.type("/who-said preposterous\\n")
        browser.wait_for_text("Bukele")
        browser.picture(Path("reply.png"))

Spoken to by the DevTools protocol over aiohttp, so that neither tests nor pictures need another
dependency. Nothing sleeps: the page is asked again after each animation frame, with a deadline.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Self, TypeVar

import aiohttp

R = TypeVar("R")

NAMES = ("chromium", "chromium-browser", "google-chrome")
STEPS = 12  # in which the mouse moves: what it passes over sees it
DEADLINE = 15.0  # seconds; a cold start on a busy machine takes five
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
KEYS = {"\n": ("Enter", 13), "\t": ("Tab", 9)}
NAMED_KEYS = {
    **{"Backspace": 8, "Tab": 9, "Enter": 13, "Escape": 27, "Space": 32, "End": 35, "Home": 36},
    **{"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "F6": 117},
}
FOCUS = """(() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  const label = one.closest("label")?.innerText ?? one.innerText;
  return (one.getAttribute("aria-label") ?? label ?? "").trim().replace(/\\s+/g, " ");
})()"""


def find_chromium() -> str | None:
    """The program's path; None where it is not installed."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


# What is seen: without the region that only a screen reader hears.
SEEN = (
    "[...document.body.children]"
    ".filter((one) => one.matches(':not(#said)') && one.checkVisibility())"
    ".map((one) => one.innerText).join('\\n')"
)


class Browser:
    def __init__(self, *, width: int = 1280, height: int = 800, dark: bool = False) -> None:
        self._size = (width, height)
        self._dark = dark
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="browser", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._profile = ""
        self._page: _Page | None = None
        self._session: aiohttp.ClientSession | None = None
        self._pointer = (0.0, 0.0)

    def __enter__(self) -> Self:
        program = find_chromium()
        if program is None:
            raise FileNotFoundError("Chromium is not installed: apt-get install chromium")
        self._profile = tempfile.mkdtemp(prefix="sandbox-chromium-")
        self._process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self._profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._thread.start()
        try:
            self._call(self._connect())
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            self._call(self._disconnect())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(DEADLINE)
        self._loop.close()
        if self._process is not None:
            self._process.terminate()
            self._process.wait(DEADLINE)
        shutil.rmtree(self._profile, ignore_errors=True)

    def open(self, url: str) -> None:
        """Until the page has drawn the workspace."""
        self._send("Page.navigate", url=url)
        self.wait_for("document.querySelector('#act-as') !== null")

    def evaluate(self, expression: str) -> Any:  # Any: JSON
        """The value of a JavaScript expression; a promise is awaited."""
        answer = self._send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise AssertionError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait_for(self, condition: str, seconds: float = DEADLINE) -> None:
        """Until a JavaScript expression is true. Raises AssertionError."""
        finish = time.monotonic() + seconds
        while not self._holds(condition):
            if time.monotonic() > finish:
                raise AssertionError(f"after {seconds:g} s still not: {condition}\n{self.text()}")

    def wait_for_text(self, text: str, seconds: float = DEADLINE) -> None:
        self.wait_for(f"({SEEN}).includes({json.dumps(text)})", seconds)

    def text(self) -> str:
        return str(self.evaluate(SEEN))

    def press(self, label: str) -> None:
        """Clicks the last button that bears the label, once there is one."""
        found = (
            "[...document.querySelectorAll('button, summary, [role=tab]')].filter((one) => "
            f"one.checkVisibility() && (one.textContent.trim() === {json.dumps(label)} || "
            f"one.getAttribute('aria-label') === {json.dumps(label)})).at(-1)"
        )
        self.wait_for(f"Boolean({found})")
        self.evaluate(f"{found}.click()")

    def point(self, found: str, *, click: bool = False) -> None:
        """Moves the mouse onto the middle of what a JavaScript expression finds, in steps as a
        hand does, and clicks there."""
        self.wait_for(f"Boolean({found})")
        box = self.evaluate(f"(({found}).getBoundingClientRect()).toJSON()")
        goal = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        start, self._pointer = self._pointer, goal
        for step in range(1, STEPS + 1):
            x, y = (a + (b - a) * step / STEPS for a, b in zip(start, goal, strict=True))
            self._send("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self._send(
                "Input.dispatchMouseEvent",
                type=kind, x=goal[0], y=goal[1], button="left", clickCount=1,
            )  # fmt: skip

    def type(self, text: str) -> None:
        """Into what has the focus; a line break is the Enter key, a tab the Tab key."""
        for letter in text:
            if letter in KEYS:
                self.key(KEYS[letter][0])
            elif letter.isascii():
                self._send("Input.dispatchKeyEvent", type="keyDown", key=letter, text=letter)
                self._send("Input.dispatchKeyEvent", type="keyUp", key=letter)
            else:
                self._send("Input.insertText", text=letter)

    def key(
        self, name: str, *, alt: bool = False, shift: bool = False, control: bool = False
    ) -> None:
        code = NAMED_KEYS.get(name, 0)
        shape = {
            "key": " " if name == "Space" else name,
            "code": name,
            "windowsVirtualKeyCode": code,
            "modifiers": (1 if alt else 0) | (2 if control else 0) | (8 if shift else 0),
        }
        text = {"Enter": "\r", "Space": " "}.get(name)
        self._send(
            "Input.dispatchKeyEvent", type="keyDown", **shape, **({"text": text} if text else {})
        )
        self._send("Input.dispatchKeyEvent", type="keyUp", **shape)

    @property
    def focus(self) -> str:
        """What a screen reader calls the element that has the focus."""
        return str(self.evaluate(FOCUS))

    def tab_to(self, label: str, *, back: bool = False, most: int = 60) -> None:
        """Presses Tab, or Shift-Tab, until what bears the label has the focus.

        A button may say behind its label what it is about: "Details, #3".
        """
        seen = []
        for _ in range(most):
            self.key("Tab", shift=back)
            seen.append(self.focus)
            if seen[-1] == label or seen[-1].startswith(f"{label}, "):
                return
        raise AssertionError(f"{label!r} was not among {seen}")

    def choose_file(self, path: Path, selector: str = "input[type=file]") -> None:
        """What the system's own dialog for files does, which no page can be shown in."""
        root = self._send("DOM.getDocument")["root"]["nodeId"]
        found = self._send("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._send("DOM.setFileInputFiles", files=[str(path)], nodeId=found)

    def resize(self, width: int, height: int, *, scale: float = 1) -> None:
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def picture(self, path: Path) -> None:
        """A PNG of the window."""
        answer = self._send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(answer["data"]))

    @property
    def complaints(self) -> list[str]:
        """What the page's console said of errors, and every exception."""
        return list(self._page.complaints) if self._page else []

    def _holds(self, condition: str) -> bool:
        """Asked once a frame; while the page is being loaded nothing holds."""
        frame = "new Promise((done) => requestAnimationFrame(() => done(Boolean(%s))))"
        try:
            return bool(self.evaluate(frame % condition))
        except AssertionError:
            return False

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:  # Any: JSON
        if self._page is None:
            raise AssertionError("the browser runs only within `with Browser() as browser:`")
        return self._call(self._page.send(method, parameters))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _call(self, work: Coroutine[Any, Any, R]) -> R:  # Any: as asyncio types coroutines
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(DEADLINE * 2)

    async def _connect(self) -> None:
        port = await _read_port(Path(self._profile) / "DevToolsActivePort")
        self._session = aiohttp.ClientSession()
        async with self._session.get(f"http://127.0.0.1:{port}/json/list") as answer:
            pages = [one for one in await answer.json(content_type=None) if one["type"] == "page"]
        socket = await self._session.ws_connect(
            pages[0]["webSocketDebuggerUrl"], max_msg_size=64 * 1024 * 1024
        )
        self._page = _Page(socket)
        await self._page.send("Page.enable", {})
        await self._page.send("Runtime.enable", {})
        await self._page.send("Log.enable", {})
        scheme = "dark" if self._dark else "light"
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        await self._page.send("Emulation.setEmulatedMedia", {"features": features})
        width, height = self._size
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self._page.send("Emulation.setDeviceMetricsOverride", size)

    async def _disconnect(self) -> None:
        if self._page is not None:
            await self._page.close()
        if self._session is not None:
            await self._session.close()


class _Page:
    """One DevTools connection: numbered calls, and what the page complains of."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._count = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}  # Any: JSON
        self._reading = asyncio.create_task(self._read())
        self.complaints: list[str] = []

    async def send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
        self._count += 1
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._count] = future
        call = {"id": self._count, "method": method, "params": parameters}
        await self._socket.send_json(call)
        async with asyncio.timeout(DEADLINE):
            answer = await future
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']['message']}")
        result: dict[str, Any] = answer["result"]
        return result

    async def close(self) -> None:
        with contextlib.suppress(AssertionError, TimeoutError, ConnectionError):
            await self.send("Browser.close", {})
        self._reading.cancel()
        await self._socket.close()

    async def _read(self) -> None:
        async for message in self._socket:
            shape = json.loads(message.data)
            future = self._waiting.pop(shape.get("id", 0), None)
            if future is not None and not future.done():
                future.set_result(shape)
            elif shape.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(shape["params"]["exceptionDetails"]))
            elif shape.get("method") == "Log.entryAdded":
                entry = shape["params"]["entry"]
                if entry["level"] == "error":
                    self.complaints.append(f"{entry['text']} {entry.get('url', '')}")


async def _read_port(path: Path) -> int:
    """Chromium writes the port it took into its profile."""
    async with asyncio.timeout(DEADLINE):
        while not path.exists() or not path.read_text().strip():
            await asyncio.sleep(0.05)
    return int(path.read_text().split()[0])
