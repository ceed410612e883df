"""What a person clicks, picks or submits in; what the bot is told and people see, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sandbox import payloads
from sandbox.delivery import Courier, Envelope
from sandbox.elements import (
    STATELESS,
    Choice,
    Placed,
    chosen,
    find_element,
    missing_inputs,
    state_values,
)
from sandbox.limits import faults_of_view
from sandbox.messages import Json, Message
from sandbox.outcome import Impossible, Outcome
from sandbox.people import User
from sandbox.views import View
from sandbox.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


class Interactions:
    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier
        self._typed: dict[tuple[str, str, str], dict[str, dict[str, Json]]] = {}
        self._suggested: dict[tuple[str, str, str], dict[str, Json]] = {}

    async def act(
        self, user: User, source: Message | View, block_id: str, action_id: str, choice: Choice
    ) -> Outcome:
        """Press a button, pick an option; in a modal also what was typed so far is sent."""
        placed = self._placed(source, block_id, action_id)
        if not self._workspace.manifest.interactive:
            raise Impossible("settings.interactivity.is_enabled is false in the manifest")
        if placed.kind == "button":
            state: Json = {}
        else:
            state = chosen(placed.element, choice)
        values = self._values(user, source, placed, state)
        if isinstance(source, View):
            source = self._workspace.views.get(source.id) or source
        payload, _ = payloads.block_actions(self._workspace, user, placed, state, source, values)
        ack = await self._courier.deliver(Envelope("interactive", payload))
        if ack.error:
            where = source.channel if isinstance(source, Message) else ""
            thread = source.thread_ts if isinstance(source, Message) else None
            sentence = f'The app did not answer the click ("{ack.error}").'
            if where:
                self._workspace.notice(user.id, where, sentence, thread)
            else:
                self._workspace.journal.record("note", viewer=user.id, detail=sentence)
            return Outcome(sentence)
        return Outcome()

    async def suggest(
        self, user: User, source: Message | View, block_id: str, action_id: str, typed: str
    ) -> list[Json]:
        """Groups of options that the bot offers for typed words: `{"label", "options"}`."""
        placed = self._placed(source, block_id, action_id)
        if "external_select" not in placed.kind:
            raise Impossible(f"{action_id!r} holds its own options")
        payload = payloads.block_suggestion(self._workspace, user, placed, source, typed)
        ack = await self._courier.deliver(Envelope("interactive", payload))
        if ack.error:
            raise Impossible(f'The app gave no options ("{ack.error}").')
        groups = [
            {"label": one["label"], "options": one["options"]}
            for one in ack.body.get("option_groups") or ()
        ] or [{"label": {}, "options": ack.body.get("options") or []}]
        known = self._suggested.setdefault((_name_of(source), block_id, action_id), {})
        known |= {str(one["value"]): one for group in groups for one in group["options"]}
        return groups

    def choose(
        self, user: User, source: Message | View, block_id: str, action_id: str, choice: Choice
    ) -> None:
        """Fill an input of a form without telling the bot, as typing does."""
        placed = self._placed(source, block_id, action_id)
        self._values(user, source, placed, chosen(placed.element, choice))

    async def submit(
        self, user: User, view: View, typed: Mapping[tuple[str, str], Choice]
    ) -> Outcome:
        """Send the modal on top; keys of `typed` are (block_id, action_id)."""
        for (block_id, action_id), choice in typed.items():
            self.choose(user, view, block_id, action_id, choice)
        view = self._on_top(user, view)
        values = state_values(view.content["blocks"], view.state)
        errors = missing_inputs(view.content["blocks"], values)
        if errors:
            self._workspace.show_modal(self._workspace.views.show_errors(view, errors))
            return Outcome("; ".join(errors.values()), delivered=False)
        payload = payloads.view_submission(self._workspace, user, view, values)
        ack = await self._courier.deliver(Envelope("interactive", payload))
        if ack.error:
            return self._view_trouble(view, TROUBLE)
        return await self._follow(user, view, ack.body)

    async def close(self, user: User, view: View, *, everything: bool = False) -> Outcome:
        """Cancel one modal, or the whole pile by its corner."""
        self._on_top(user, view)
        views = self._workspace.views
        top = views.close_top(user.id)
        closed = [*reversed(views.close_all(user.id))] if everything else []
        self._workspace.journal.record("modal", viewer=user.id)
        delivered = False
        for one in (top, *closed):
            if one is not None and one.content.get("notify_on_close"):
                payload = payloads.view_closed(self._workspace, user, one, cleared=everything)
                await self._courier.deliver(Envelope("interactive", payload))
                delivered = True
        return Outcome(delivered=delivered)

    async def use_shortcut(
        self, user: User, callback_id: str, message: Message | None = None
    ) -> Outcome:
        """A global shortcut, or one of a message's menu."""
        known = self._workspace.manifest.shortcut(callback_id)
        if known is None or known.on_message != (message is not None):
            raise Impossible(f"the manifest has no such shortcut: {callback_id}")
        if message is None:
            payload = payloads.shortcut(self._workspace, user, callback_id)
        else:
            payload, _ = payloads.message_shortcut(self._workspace, user, callback_id, message)
        ack = await self._courier.deliver(Envelope("interactive", payload))
        if ack.error:
            sentence = f'{known.name} failed with the error "{ack.error}"'
            where = message.channel if message else ""
            if where:
                self._workspace.notice(user.id, where, sentence)
            else:
                self._workspace.journal.record("note", viewer=user.id, detail=sentence)
            return Outcome(sentence)
        return Outcome()

    async def _follow(self, user: User, view: View, body: Json) -> Outcome:
        """Do what the bot's answer to a submission says."""
        views = self._workspace.views
        action = body.get("response_action")
        if action == "errors":
            self._workspace.show_modal(views.show_errors(view, body.get("errors") or {}))
            return Outcome("; ".join((body.get("errors") or {}).values()))
        if action in ("update", "push"):
            faults = faults_of_view(body.get("view"))
            if faults:
                return self._view_trouble(view, f"{TROUBLE} {faults[0]}")
            if action == "update":
                self._workspace.show_modal(views.update(view, body["view"]))
                return Outcome()
            pushed = views.push(user.id, body["view"])
            if pushed is None:
                return self._view_trouble(view, f"{TROUBLE} push_limit_reached")
            self._workspace.show_modal(pushed)
            return Outcome()
        if action == "clear":
            views.close_all(user.id)
        elif (top := views.modal(user.id)) is not None and top.id == view.id:
            views.close_top(user.id)
        self._workspace.journal.record("modal", viewer=user.id)
        return Outcome()

    def _view_trouble(self, view: View, sentence: str) -> Outcome:
        self._workspace.show_modal(self._workspace.views.show_errors(view, {"": sentence}))
        return Outcome(sentence)

    def _placed(self, source: Message | View, block_id: str, action_id: str) -> Placed:
        placed = find_element(_blocks_of(source), block_id, action_id)
        if placed is None:
            raise Impossible(f"there is no element {action_id!r} here")
        offered = self._suggested.get((_name_of(source), block_id, action_id))
        if offered is None:
            return placed
        first = [placed.element.get("initial_option"), *placed.element.get("initial_options", ())]
        options = [*filter(None, first), *offered.values()]
        return replace(placed, element=placed.element | {"options": options})

    def _values(
        self, user: User, source: Message | View, placed: Placed, state: Json
    ) -> dict[str, dict[str, Json]]:
        """`state.values` after this choice, which is remembered."""
        stateful = placed.kind not in STATELESS
        entered = {placed.block_id: {placed.action_id: state}} if stateful else {}
        if isinstance(source, View):
            current = self._workspace.views.get(source.id) or source
            view = self._workspace.views.type_in(current, entered)
            return state_values(view.content["blocks"], view.state)
        typed = self._typed.setdefault((source.channel, source.ts, user.id), {})
        for block, items in entered.items():
            typed.setdefault(block, {}).update(items)
        return state_values(_blocks_of(source), typed)

    def _on_top(self, user: User, view: View) -> View:
        top = self._workspace.views.modal(user.id)
        if top is None or top.id != view.id:
            raise Impossible("that modal is not the one on top")
        return top


def _name_of(source: Message | View) -> str:
    return source.id if isinstance(source, View) else f"{source.channel}/{source.ts}"


def _blocks_of(source: Message | View) -> list[Json]:
    """Of a message also those in its attachments."""
    if isinstance(source, View):
        return list(source.content["blocks"])
    attached = (block for one in source.attachments for block in one.get("blocks") or ())
    return [*source.blocks, *attached]
