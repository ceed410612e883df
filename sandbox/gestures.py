"""What a person types, opens or invites in; what the bot is told and people see, out."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox import payloads
from sandbox.delivery import Ack, Courier, Envelope
from sandbox.files import File
from sandbox.messages import Json, Message
from sandbox.outcome import Impossible, Outcome
from sandbox.people import BOT_USER, Channel, User
from sandbox.responses import respond
from sandbox.telling import MESSAGES_IN, tell
from sandbox.workspace import Draft, Workspace


class Gestures:
    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier

    async def send(
        self, user: User, channel: Channel, typed: str, thread_ts: str | None = None
    ) -> Outcome:
        """A line from the composer: a slash command, or a message."""
        if typed.startswith("/") and len(typed) > 1 and not typed.startswith("//"):
            return await self.run_command(user, channel, typed, thread_ts)
        return await self.say(user, channel, typed, thread_ts)

    async def run_command(
        self, user: User, channel: Channel, typed: str, thread_ts: str | None = None
    ) -> Outcome:
        name, _, text = typed.strip().partition(" ")
        name = name.lower()
        if thread_ts is not None:
            return self._refused(
                user, channel, f"{name} is not supported in threads. Sorry!", thread_ts
            )
        if name == "/invite":
            return await self._invite(user, channel, text)
        if self._workspace.manifest.command(name) is None:
            return self._refused(user, channel, f"{name} is not a valid command")
        fields, token = payloads.slash_command(self._workspace, user, channel, name, text.strip())
        ack = await self._courier.deliver(Envelope("slash_commands", fields))
        error = ack.error or self._show_answer(token, ack.body)
        if error:
            sentence = f'{name} failed with the error "{error}"'
            return self._refused(user, channel, sentence, delivered=True)
        return Outcome()

    async def say(
        self,
        user: User,
        channel: Channel,
        typed: str,
        thread_ts: str | None = None,
        files: Sequence[File] = (),
    ) -> Outcome:
        """A message; delivered as app_mention or message event where the manifest subscribes."""
        if user.id not in channel.members:
            raise Impossible(f"{user.real_name} is not in {channel.name}")
        manifest = self._workspace.manifest
        if channel.is_direct and (not manifest.messages_tab or manifest.messages_tab_read_only):
            return self._refused(user, channel, "Sending messages to this app has been turned off.")
        message = self._workspace.post(
            Draft(
                channel=channel.id,
                user=user.id,
                text=payloads.as_sent(self._workspace, typed),
                thread_ts=self._root(channel, thread_ts),
                files=tuple(file.id for file in files),
            )
        )
        mentioned = f"<@{BOT_USER}>" in message.text and not channel.is_direct
        if mentioned and BOT_USER not in channel.members:
            text = f"You mentioned <@{BOT_USER}>, but they’re not in this channel. /invite them?"
            self._workspace.notice(user.id, channel.id, text)
        told = []
        if mentioned:
            event = payloads.message_event(self._workspace, message, "app_mention")
            told.append(await self._tell("app_mention", event, channel))
        event = payloads.message_event(self._workspace, message, "message")
        told.append(await self._tell(MESSAGES_IN[channel.kind], event, channel))
        return _outcome(told, message)

    async def share_file(
        self, user: User, channel: Channel, name: str, content: bytes, typed: str = ""
    ) -> Outcome:
        file = File(
            id=self._workspace.files.new_id(),
            name=name.replace("/", "_"),
            title=name,
            owner=user.id,
            content=content,
            created=int(self._workspace.clock.now().timestamp()),
            channels=(channel.id,),
            completed=True,
        )
        self._workspace.files.put(file)
        return await self.say(user, channel, typed, files=(file,))

    async def react(self, user: User, message: Message, name: str) -> Outcome:
        """Adds the reaction, or takes it back."""
        log = self._workspace.log
        changed = log.with_reaction(message, name, user.id)
        kind = "reaction_added"
        if changed is None:
            changed, kind = log.without_reaction(message, name, user.id), "reaction_removed"
        if changed is not None:
            self._workspace.keep(changed)
        event: Json = {
            "type": kind,
            "user": user.id,
            "reaction": name,
            "item_user": message.user,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "event_ts": self._workspace.clock.next_ts(),
        }
        ack = await tell(
            self._workspace, self._courier, kind, event, self._workspace.channels[message.channel]
        )
        return _outcome([ack])

    async def open_home(self, user: User, tab: str = "home") -> Outcome:
        """`tab` is home or messages."""
        channel = self._workspace.direct_channel(user.id)
        if channel is None:
            raise Impossible(f"{user.real_name} has no conversation with the app")
        event: Json = {
            "type": "app_home_opened",
            "user": user.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": self._workspace.clock.next_ts(),
        }
        home = self._workspace.views.home(user.id)
        if home is not None and tab == "home":
            event["view"] = home.payload()
        ack = await self._tell("app_home_opened", event, channel)
        return _outcome([ack])

    async def uninstall(self) -> Outcome:
        """Tokens die first, then the events are delivered."""
        self._workspace.installed = False
        tokens: Json = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        told = [
            await self._tell("tokens_revoked", tokens, None),
            await tell(
                self._workspace, self._courier, "app_uninstalled", {"type": "app_uninstalled"}, None
            ),
        ]
        return _outcome(told)

    async def _invite(self, user: User, channel: Channel, text: str) -> Outcome:
        wanted = self._workspace.user_called(text.strip())
        if wanted is None or channel.is_direct:
            return self._refused(
                user, channel, f"There is nobody called {text.strip()!r} to invite."
            )
        joined = self._workspace.join(channel, wanted.id)
        event: Json = {
            "type": "member_joined_channel",
            "user": wanted.id,
            "channel": channel.id,
            "channel_type": channel.id[0],
            "inviter": user.id,
            "event_ts": self._workspace.clock.next_ts(),
        }
        ack = await self._tell("member_joined_channel", event, joined)
        self._workspace.notice(user.id, channel.id, f"<@{wanted.id}> was added to the channel.")
        return _outcome([ack])

    def _show_answer(self, token: str, body: Json) -> str:
        """What came with the ack of a command; the first fault's word, if any."""
        if not any(body.get(name) for name in ("text", "blocks", "attachments")):
            return ""
        now = self._workspace.clock.now()
        response = self._workspace.triggers.use_response(token, now)
        if isinstance(response, str):
            return response
        faults = respond(self._workspace, token, response, body)
        return faults[0].code if faults else ""

    def _refused(
        self,
        user: User,
        channel: Channel,
        sentence: str,
        thread_ts: str | None = None,
        *,
        delivered: bool = False,
    ) -> Outcome:
        self._workspace.notice(user.id, channel.id, sentence, self._root(channel, thread_ts))
        return Outcome(sentence, delivered)

    def _root(self, channel: Channel, thread_ts: str | None) -> str | None:
        parent = self._workspace.log.get(channel.id, thread_ts) if thread_ts else None
        return (parent.thread_ts or parent.ts) if parent else None

    async def _tell(self, subscription: str, event: Json, channel: Channel | None) -> Ack | None:
        return await tell(self._workspace, self._courier, subscription, event, channel)


def _outcome(told: Sequence[Ack | None], message: Message | None = None) -> Outcome:
    acks = [ack for ack in told if ack is not None]
    return Outcome(next((ack.error for ack in acks if ack.error), ""), bool(acks), message)
