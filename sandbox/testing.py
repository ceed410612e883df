"""The sandbox for tests: a server in a thread, and verbs that return when the bot has handled.

    executor = WatchedExecutor()
    with Sandbox(Path("manifest.yml")) as sandbox:
        client = WebClient(token=BOT_TOKEN, base_url=sandbox.api_url)
        app = App(client=client, signing_secret=SIGNING_SECRET, listener_executor=executor)

        def answer(method, headers, body):
            response = app.dispatch(BoltRequest(body=body.decode(), headers=dict(headers)))
            return response.status, response.headers, response.body

        sandbox.attach(answer, idle=executor.wait_idle)
        reply = sandbox.command("/who-said preposterous")
        assert "Bukele" in reply.plain
        reply = sandbox.click(reply, "Next")

For Socket Mode leave `attach` out, connect the bot to `sandbox.api_url`, call `wait_for_bot`, and
close it by `sandbox.hang_up(handler.close)`.

A verb sends what a person would send, waits for the bot's acknowledgement, then for the bot: with
`idle` until the bot has no work left, otherwise until something new is visible; `until` adds a
condition of the test's own. Nothing sleeps; everything has a deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sandbox.background import Background
from sandbox.credentials import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.elements import Choice
from sandbox.files import File
from sandbox.people import User
from sandbox.seen import Modal, Reply, SeenElement, SeenMessage, see_message
from sandbox.watching import WatchedExecutor

__all__ = [
    "APP_TOKEN",
    "BOT_TOKEN",
    "SIGNING_SECRET",
    "Modal",
    "Reply",
    "Sandbox",
    "SeenElement",
    "SeenMessage",
    "WatchedExecutor",
]


class Sandbox(Background):
    """A context manager. Users and channels are named as people name them: "dana", "#newsroom".

    bot: None for Socket Mode, a request URL, or a function (method, headers, body) to
        (status, headers, body).
    idle: blocks at most the given seconds until the bot has no work left; says whether it has.
    """

    # What a person does

    def command(
        self,
        typed: str,
        *,
        user: str = "dana",
        channel: str = "#newsroom",
        thread_ts: str | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """`/who-said preposterous`, as typed. With thread_ts it is refused, as it would be."""
        who, where = self._user(user), self._channel(channel, user)
        gesture = self.service.gestures.run_command(who, where, typed, thread_ts)
        return self._act(who, gesture, until, seconds)

    def message(
        self,
        typed: str,
        *,
        user: str = "dana",
        channel: str = "#newsroom",
        thread_ts: str | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """A message in a channel; the reply is empty where the bot is told nothing."""
        who, where = self._user(user), self._channel(channel, user)
        gesture = self.service.gestures.say(who, where, typed, thread_ts)
        return self._act(who, gesture, until, seconds)

    def mention(
        self,
        typed: str,
        *,
        user: str = "dana",
        channel: str = "#newsroom",
        thread_ts: str | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """The same with `@bot` before it, unless the text mentions the bot already."""
        handle = "@" + self.service.workspace.bot.handle
        text = typed if handle in typed else f"{handle} {typed}"
        return self.message(
            text, user=user, channel=channel, thread_ts=thread_ts, until=until, seconds=seconds
        )

    def direct_message(
        self,
        typed: str,
        *,
        user: str = "dana",
        thread_ts: str | None = None,
        file: tuple[str, bytes] | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """To the bot; `file` is a name and its bytes, shared along with the text."""
        who, where = self._user(user), self._channel("@app", user)
        if file is not None:
            gesture = self.service.gestures.share_file(who, where, file[0], file[1], typed)
        else:
            gesture = self.service.gestures.say(who, where, typed, thread_ts)
        return self._act(who, gesture, until, seconds)

    def click(
        self,
        where: SeenMessage | Reply | Modal,
        text: str | None = None,
        *,
        action_id: str | None = None,
        user: str | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """A button, found by its label or action_id. `user` is who saw the message, as a rule."""
        return self._press(where, text, action_id, None, user, until, seconds)

    def select(
        self,
        where: SeenMessage | Reply | Modal,
        choice: str | list[str],
        *,
        action_id: str | None = None,
        text: str | None = None,
        user: str | None = None,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """An option of a select, overflow, date picker …, by its value or its label."""
        return self._press(where, text, action_id, choice, user, until, seconds)

    def submit(
        self,
        view: Modal | Reply,
        values: Mapping[str, Choice] | None = None,
        *,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """Send a modal. Keys are an action_id, `block_id/action_id`, a block_id or a label."""
        modal = _modal_of(view)
        who = self._user(modal.user)
        current = self.service.workspace.views.get(modal.id)
        if current is None:
            raise AssertionError("that modal is gone")
        typed = {modal.key_of(name): value for name, value in (values or {}).items()}
        return self._act(who, self.service.interactions.submit(who, current, typed), until, seconds)

    def close(self, view: Modal | Reply, *, seconds: float | None = None) -> Reply:
        """Cancel a modal."""
        modal = _modal_of(view)
        who = self._user(modal.user)
        current = self.service.workspace.views.get(modal.id)
        if current is None:
            raise AssertionError("that modal is gone")
        gesture = self.service.interactions.close(who, current)
        return self._act(who, gesture, lambda reply: True, seconds)

    def open_home(
        self,
        user: str = "dana",
        *,
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Modal:
        """The App Home tab as the bot published it."""
        who = self._user(user)
        reply = self._act(who, self.service.gestures.open_home(who), until, seconds)
        if reply.home is None:
            raise AssertionError("the bot published no Home")
        return reply.home

    def shortcut(
        self,
        callback_id: str,
        message: SeenMessage | Reply | None = None,
        *,
        user: str = "dana",
        until: Callable[[Reply], bool] | None = None,
        seconds: float | None = None,
    ) -> Reply:
        """A global shortcut, or one of a message's menu."""
        who = self._user(user)
        seen = message.message if isinstance(message, Reply) else message
        found = self.service.workspace.log.get(seen.channel, seen.ts) if seen else None
        gesture = self.service.interactions.use_shortcut(who, callback_id, found)
        return self._act(who, gesture, until, seconds)

    def react(self, message: SeenMessage | Reply, name: str, *, user: str = "dana") -> Reply:
        who = self._user(user)
        seen = message.message if isinstance(message, Reply) else message
        found = self.service.workspace.log.get(seen.channel, seen.ts)
        if found is None:
            raise AssertionError("that message is gone")
        gesture = self.service.gestures.react(who, found, name)
        return self._act(who, gesture, lambda reply: True, None)

    def invite_bot(self, channel: str, *, user: str = "dana") -> Reply:
        handle = self.service.workspace.bot.handle
        return self.command(f"/invite @{handle}", user=user, channel=channel)

    def uninstall(self, seconds: float | None = None) -> Reply:
        """The app is removed: its token dies, tokens_revoked and app_uninstalled are sent."""
        who = self._user("dana")
        return self._act(who, self.service.gestures.uninstall(), lambda reply: True, seconds)

    # What a person sees

    def messages(self, channel: str = "#newsroom", *, user: str | None = None) -> list[SeenMessage]:
        """Of a channel's top level, oldest first; `user` adds what that person alone sees."""
        place = self._channel(channel, user or "dana")
        found = self._in_channel(place.id, self._user(user).id if user else None)
        return [one for one in found if one.thread_ts is None or one.broadcast]

    def thread(
        self, channel: str | SeenMessage | Reply, ts: str = "", *, user: str | None = None
    ) -> list[SeenMessage]:
        """A message and its replies, oldest first: of a channel and ts, or of a message seen."""
        if isinstance(channel, Reply):
            channel = channel.message
        if isinstance(channel, SeenMessage):
            place, ts = channel.channel, channel.thread_ts or channel.ts
        else:
            place = self._channel(channel, user or "dana").id
        found = self._in_channel(place, self._user(user).id if user else None)
        return [one for one in found if ts in (one.ts, one.thread_ts)]

    def ephemerals(self, user: str = "dana") -> list[SeenMessage]:
        """What that person alone sees, in all channels, oldest first."""
        who = self._user(user)
        return [one for one in self._visible(who) if one.ephemeral]

    def direct_messages(self, user: str = "dana") -> list[SeenMessage]:
        """The conversation of the bot with one person, threads included."""
        return self._in_channel(self._channel("@app", user).id, self._user(user).id)

    def modal(self, user: str = "dana") -> Modal | None:
        """The modal on top."""
        return self._read(lambda: self._modal(self._user(user)))

    def home(self, user: str = "dana") -> Modal | None:
        return self._read(lambda: self._home(self._user(user)))

    @property
    def files(self) -> list[File]:
        """What was uploaded completely; `.text()` reads a CSV."""
        return self._read(self.service.workspace.files.all)

    def refresh(self, message: SeenMessage | Reply) -> SeenMessage:
        """The same message as it stands now. Raises AssertionError when it was deleted."""
        seen = message.message if isinstance(message, Reply) else message
        viewer = self._user(seen.viewer)
        found = self._read(lambda: self.service.workspace.log.get(seen.channel, seen.ts))
        if found is None:
            raise AssertionError("that message was deleted")
        return see_message(self.service.workspace, found, viewer)

    # Helpers

    def _press(
        self,
        where: SeenMessage | Reply | Modal,
        text: str | None,
        action_id: str | None,
        choice: Choice,
        user: str | None,
        until: Callable[[Reply], bool] | None,
        seconds: float | None,
    ) -> Reply:
        if isinstance(where, Reply):
            where = where.with_element(text, action_id)
        element = where.element(text, action_id)
        who = self._user(user or where.viewer)
        workspace = self.service.workspace
        source = self._read(
            lambda: (
                workspace.views.get(where.id)
                if isinstance(where, Modal)
                else workspace.log.get(where.channel, where.ts)
            )
        )
        if source is None:
            raise AssertionError("what should be clicked is gone")
        gesture = self.service.interactions.act(
            who, source, element.block_id, element.action_id, choice
        )
        return self._act(who, gesture, until, seconds)

    def _in_channel(self, channel: str, viewer: str | None) -> list[SeenMessage]:
        workspace = self.service.workspace
        who = workspace.users[viewer or "U0DANA"]
        found = self._read(lambda: workspace.log.in_channel(channel, viewer))
        return [see_message(workspace, one, who) for one in found]

    def _visible(self, who: User) -> list[SeenMessage]:
        workspace = self.service.workspace
        places = [one.id for one in workspace.channels.values() if who.id in one.members]
        found = self._read(
            lambda: [one for place in places for one in workspace.log.in_channel(place, who.id)]
        )
        return sorted((see_message(workspace, one, who) for one in found), key=lambda seen: seen.ts)


def _modal_of(view: Modal | Reply) -> Modal:
    modal = view.modal if isinstance(view, Reply) else view
    if modal is None:
        raise AssertionError("no modal was opened")
    return modal
