"""The workspace in a terminal: lines in; messages, numbered buttons and forms as text, out."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO
from urllib.parse import quote

import aiohttp

from sandbox.line_input import LineInput
from sandbox.terminal_view import WIDTH, Pen, Target, message_lines, view_lines

QUIET = 0.3  # seconds without news after which an answer counts as complete

HELP = """\
/command …        a slash command            @bot …     a mention
anything else     a message to the channel   N          presses button N
N choice          picks an option by its number, value or label; fills input N of a form
submit, cancel    send or close the open form
:reply TEXT       answers in the thread of the last message
:go #channel      goes to a channel; :go @app to the bot's direct messages
:as NAME          becomes somebody else (dana, robin, gale)
:home             opens the bot's Home       :shortcut ID  uses a shortcut
:file PATH        sends a file to the bot    :help, :quit"""

Json = dict[str, Any]  # Any: the JSON border


async def talk(
    url: str,
    *,
    user: str,
    channel: str,
    wait: float,
    source: TextIO | None = None,
    sink: TextIO | None = None,
) -> int:
    """Until the input ends. The exit status: 0, or 2 when no sandbox answers at `url`."""
    source, sink = source or sys.stdin, sink or sys.stdout
    styled = sink.isatty()
    pen = Pen(styled, min(WIDTH, shutil.get_terminal_size().columns - 4))
    async with aiohttp.ClientSession(base_url=url.rstrip("/") + "/") as session:
        terminal = Terminal(session, user, channel, pen, sink, wait)
        try:
            await terminal.enter()
            await terminal.converse(source, prompt=source.isatty())
        except aiohttp.ClientError as error:
            print(f"sandbox: nothing answers at {url}: {error}", file=sys.stderr)
            return 2
        finally:
            await terminal.leave()
    return 0


class Terminal:
    def __init__(
        self,
        session: aiohttp.ClientSession,
        user: str,
        channel: str,
        pen: Pen,
        sink: TextIO,
        wait: float,
    ) -> None:
        self._session = session
        self._user = user
        self._channel = channel
        self._pen = pen
        self._sink = sink
        self._wait = wait
        self._state: Json = {}
        self._targets: list[Target] = []
        self._form: dict[tuple[str, str], Any] = {}  # Any: text or a list of values
        self._stack: list[Json] = []
        self._last: Json | None = None
        self._printed: dict[tuple[str, str], str] = {}
        self._news: asyncio.Queue[Json] = asyncio.Queue()
        self._listening: asyncio.Task[None] | None = None

    async def enter(self) -> None:
        """Loads what this person sees and says where they are."""
        await self.leave()
        async with self._session.get(f"ui/state?as={quote(self._user)}") as answer:
            if answer.status != 200:
                self._print(f"(there is nobody called {self._user})")
                self._user = "dana"
                return await self.enter()
            self._state = await answer.json()
        self._stack = self._state["stack"]
        since = self._state["revision"]
        stream = await self._session.ws_connect(f"ui/stream?as={quote(self._user)}&since={since}")
        self._listening = asyncio.create_task(self._listen(stream))
        me = next(one for one in self._state["users"] if one["id"] == self._state["me"])
        self._print(f"You are {me['name']} in {self._channel}. :help lists what can be typed.")
        if not self._state["connected"]:
            self._print("(no bot is connected yet)")
        for example in self._state["examples"]:
            self._print(f"  {example}")
        return None

    async def leave(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
            self._listening = None

    async def converse(self, source: TextIO, *, prompt: bool) -> None:
        lines = LineInput(source)
        while True:
            if prompt:
                print(f"\n{self._channel}> ", end="", file=self._sink, flush=True)
            reading = lines.read()
            while prompt and not reading.done():
                await self._show_while(reading)
            line = await reading
            if not line:
                return
            line = line.strip()
            if not prompt and line:
                self._print(f"\n{self._channel}> {line}")
            if line in (":quit", ":q"):
                return
            if line:
                await self._obey(line)

    async def _show_while(self, reading: asyncio.Future[str]) -> None:
        """Prints what comes unasked, a digest say, while a person thinks."""
        news = asyncio.ensure_future(self._news.get())
        either: set[asyncio.Future[Any]] = {reading, news}  # Any: a line, or a batch
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if news.done():
            self._show(news.result())
        else:
            news.cancel()

    async def _obey(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        own: Mapping[str, Callable[[str], Any]] = {  # Any: a coroutine of nothing
            ":as": self._become,
            ":file": self._send_file,
            ":go": self._go,
            ":help": self._help,
            ":home": self._home,
            ":reply": self._reply,
            ":shortcut": self._shortcut,
        }
        if word in own:
            await own[word](rest.strip())
        elif word.startswith(":"):
            self._print(f"(unknown: {word}; :help lists what can be typed)")
        elif word.isdecimal():
            await self._use(int(word), rest.strip())
        elif self._stack and line in ("submit", "cancel"):
            await self._finish(line)
        else:
            await self._do("send", channel=self._place(), text=line)

    # Verbs

    async def _use(self, number: int, text: str) -> None:
        if not 1 <= number <= len(self._targets):
            self._print(f"(there is no number {number})")
            return
        target = self._targets[number - 1]
        choice = _choice(target, text)
        if target.is_input:
            self._form[(target.block_id, target.action_id)] = choice
            self._print(f"({target.label or target.action_id}: {choice})")
            return
        if target.kind != "button" and not text:
            self._print(f"(say which: {number} " + " | ".join(t for _, t in target.options) + ")")
            return
        await self._do(
            "act",
            **target.source,
            block_id=target.block_id,
            action_id=target.action_id,
            choice=choice,
            values=self._values() if "view" in target.source else [],
        )

    async def _finish(self, word: str) -> None:
        view = self._stack[-1]["id"]
        if word == "submit":
            await self._do("submit", view=view, values=self._values())
        else:
            await self._do("close", view=view)

    async def _reply(self, text: str) -> None:
        if self._last is None:
            self._print("(there is no message to answer yet)")
            return
        thread = self._last["thread_ts"] or self._last["ts"]
        await self._do("send", channel=self._last["channel"], text=text, thread_ts=thread)

    async def _home(self, _: str) -> None:
        await self._do("home", tab="home")

    async def _shortcut(self, callback_id: str) -> None:
        known = {one["id"]: one for one in self._state["shortcuts"]}
        if callback_id not in known:
            self._print("(shortcuts: " + ", ".join(known) + ")")
            return
        place: Json = {}
        if known[callback_id]["on_message"]:
            if self._last is None:
                self._print("(there is no message yet)")
                return
            place = {"channel": self._last["channel"], "ts": self._last["ts"]}
        await self._do("shortcut", callback_id=callback_id, **place)

    async def _send_file(self, path: str) -> None:
        try:
            with open(path, "rb") as file:
                content = file.read()
        except OSError as error:
            self._print(f"(cannot read {path}: {error.strerror})")
            return
        name = path.replace("\\", "/").rpartition("/")[2]
        where = f"as={quote(self._user)}&channel={quote(self._direct())}&name={quote(name)}"
        headers = {"Content-Type": "application/octet-stream"}
        async with self._session.post(f"ui/file?{where}", data=content, headers=headers) as answer:
            shape = await answer.json()
        await self._show_news(shape)

    async def _go(self, name: str) -> None:
        if name in ("@app", "@" + self._bot_handle()):
            self._channel = "@app"
        elif any(name.lstrip("#") == one["name"] for one in self._state["channels"]):
            self._channel = "#" + name.lstrip("#")
        else:
            names = (one["name"] for one in self._state["channels"] if one["kind"] != "im")
            self._print("(channels: " + ", ".join(f"#{one}" for one in names) + ", @app)")
            return
        self._print(f"(now in {self._channel})")

    async def _become(self, name: str) -> None:
        self._user = name
        await self.enter()

    async def _help(self, _: str) -> None:
        self._print(HELP)
        for one in self._state["commands"]:
            self._print(f"{one['name']} {one['hint']}".ljust(40) + one["about"])

    # What came of it

    async def _do(self, verb: str, **body: Any) -> None:  # Any: the JSON border
        while not self._news.empty():
            self._show(self._news.get_nowait())
        async with self._session.post(f"ui/{verb}", json={"as": self._user, **body}) as answer:
            shape = await answer.json()
        if answer.status >= 400:
            self._print(f"({shape['error']})")
            return
        await self._show_news(shape)

    async def _show_news(self, shape: Json) -> None:
        """Prints what becomes visible: waits for something of the bot's, then for quiet."""
        loop = asyncio.get_running_loop()
        finish = loop.time() + (self._wait if shape.get("delivered", True) else QUIET)
        answered = False
        while (left := finish - loop.time()) > 0:
            try:
                async with asyncio.timeout(QUIET if answered else left):
                    batch = await self._news.get()
            except TimeoutError:
                break
            answered = self._show(batch) or answered
        if not answered and shape.get("delivered", True):
            self._print("(nothing came back)")

    async def _listen(self, stream: aiohttp.ClientWebSocketResponse) -> None:
        async for message in stream:
            if message.type == aiohttp.WSMsgType.TEXT:
                await self._news.put(message.json())

    def _show(self, batch: Json) -> bool:
        """Whether any of it was the bot's."""
        of_bot = False
        for message in batch.get("messages", ()):
            if not (message["from_bot"] or message["from_system"]):
                continue
            key = (message["channel"], message["ts"])
            if self._printed.get(key) == _identity(message):
                continue  # only its count of replies changed
            of_bot = True
            self._printed[key] = _identity(message)
            self._last = message if not message["ephemeral"] else self._last
            self._lines(message_lines(message, self._pen, self._number))
        for note in batch.get("notes", ()):
            of_bot = True
            self._print(f"({note})")
        if batch.get("gone"):
            of_bot = True
            self._print("(a message was deleted)")
        if "stack" in batch:
            of_bot = True
            self._show_stack(batch["stack"])
        if batch.get("home"):
            of_bot = True
            self._lines(view_lines(batch["home"], self._pen, self._number, home=True))
        return of_bot

    def _show_stack(self, stack: list[Json]) -> None:
        before = self._stack[-1]["id"] if self._stack else None
        self._stack = stack
        if not stack:
            self._form.clear()
            self._print("(the form is closed)")
            return
        if stack[-1]["id"] != before:
            self._form.clear()
        self._lines(view_lines(stack[-1], self._pen, self._number))

    def _number(self, target: Target) -> int:
        self._targets.append(target)
        return len(self._targets)

    def _values(self) -> list[list[Any]]:  # Any: text or a list of values
        return [[block, action, choice] for (block, action), choice in self._form.items()]

    def _place(self) -> str:
        return self._direct() if self._channel == "@app" else self._channel

    def _direct(self) -> str:
        return str(next(one["id"] for one in self._state["channels"] if one["kind"] == "im"))

    def _bot_handle(self) -> str:
        return str(next(one["handle"] for one in self._state["users"] if one["bot"]))

    def _lines(self, lines: Any) -> None:  # Any: an iterator of lines
        self._print("")
        for line in lines:
            self._print(line)

    def _print(self, text: str) -> None:
        print(text, file=self._sink, flush=True)


def _choice(target: Target, text: str) -> Any:  # Any: text or a list of values
    if target.kind == "button":
        return None
    if not target.options:
        return text
    by_name = {name: value for value, name in target.options}
    values = [value for value, _ in target.options]

    def one(name: str) -> str:
        if name.isdecimal() and 1 <= int(name) <= len(values) and name not in values:
            return values[int(name) - 1]
        return by_name.get(name, name)

    if target.kind.startswith("multi_") or target.kind == "checkboxes":
        return [one(name.strip()) for name in text.split(",") if name.strip()]
    return one(text)


def _identity(message: Json) -> str:
    parts = (message["plain"], message["edited"], message["reactions"], message["files"])
    return repr((*parts, [block.get("block_id") for block in message["blocks"]]))
