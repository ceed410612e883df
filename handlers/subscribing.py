"""Digests set up, changed, paused and stopped by buttons and in a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as changed
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.answers import SubscriptionView
from desk.errors import BadRequest
from desk.requests import Asker, Subscribe
from handlers import answers, digests
from handlers.actions import numbered, value_of
from handlers.arguments import parse
from handlers.asked import PreviewDigest
from handlers.blocks import digest, orders, subscriptions
from handlers.blocks.elements import MORE_NEWS, ORDER, SUBSCRIPTION
from handlers.blocks.fitting import Message
from handlers.carried import pack, unpack
from handlers.orders import write_order
from handlers.reception import Reception
from handlers.replies import Place, place_of, replace, reply


def register(app: App, reception: Reception) -> None:
    """Buttons of a proposal, of a standing order and of an edition; the form."""
    _register_proposal(app, reception)
    _register_standing(app, reception)

    @app.view(orders.CALLBACK)
    def submitted(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        id = int(carried["id"])
        here = str(carried["here"])
        before = changed(_order(reception, asker, place, str(carried["order"])), channel=here)
        try:
            order = orders.read_form(view["state"]["values"], before, here)
        except orders.Faults as faults:
            ack(response_action="errors", errors=faults.fields)
            return
        ack()
        if id:
            standing = reception.desk.digests.owned(asker, id)
            if order.to_me and standing.channel.startswith("D"):  # whosever it is, it stays there
                order = changed(order, channel=standing.channel)
            else:
                order = with_channel(client, asker, order)
            edited = reception.desk.digests.change(asker, id, order)
            _again(client, place, subscriptions.edited(edited))
        else:
            _again(client, place, digests.propose(reception.desk, asker, order))

    @app.action(numbered(MORE_NEWS))
    def show_more(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        value = value_of(action)
        if value.startswith("/"):  # of an edition that was never claimed
            question = parse(value, reception.setting(asker, place))
            message = reception.answer(client, asker, place, question, share=False)
        else:
            delivery, story, beyond = (int(part) for part in value.split(":"))
            found = reception.desk.digests.rest(asker, delivery, story, beyond)
            message = digest.rest(found, asker.zone)
        reply(client, changed(place, thread=place.thread or place.message), message)


def _register_proposal(app: App, reception: Reception) -> None:
    @app.action(numbered(f"{ORDER}_confirm"))
    def confirm(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        order = _order(reception, asker, place, value_of(action))
        order = with_channel(client, asker, order)
        replace(client, place, digests.set_up(client, reception.desk, asker, order))

    @app.action(numbered(f"{ORDER}_cancel"))
    def cancel(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        replace(client, place_of(body), orders.cancelled())

    @app.action(numbered(f"{ORDER}_edit"))
    def edit_proposal(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        order = _order(reception, asker, place, value_of(action))
        _open_form(client, str(body["trigger_id"]), place, order)


def _register_standing(app: App, reception: Reception) -> None:
    @app.action(numbered(f"{SUBSCRIPTION}_edit"))
    def edit_standing(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        view = reception.desk.digests.owned(asker, int(value_of(action)))
        open_edit(client, str(body["trigger_id"]), place, view)

    @app.action(numbered(f"{SUBSCRIPTION}_(?:preview|pause|resume|remove|restore)"))
    def change_standing(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        number = int(value_of(action))
        verb = str(action["action_id"]).split(".")[0].removeprefix(f"{SUBSCRIPTION}_")
        held = reception.desk.digests
        if verb == "preview":
            shown = answers.answer(reception.desk, asker, PreviewDigest(number))
            reply(client, place, shown)
        elif verb == "remove":
            _again(client, place, subscriptions.removed(held.unsubscribe(asker, number)))
        elif verb == "restore":
            _again(client, place, subscriptions.restored(held.go_on(asker, number)))
        else:
            paused = held.pause(asker, number, verb == "pause")
            _again(client, place, subscriptions.changed(paused))


def open_edit(client: WebClient, trigger: str, place: Place, view: SubscriptionView) -> None:
    """The form of a standing order, with every field as it is."""
    _open_form(client, trigger, place, orders.order_of(view), view.id)


def with_channel(client: WebClient, asker: Asker, order: Subscribe) -> Subscribe:
    """What is for the asker alone comes to their direct messages with us."""
    if not order.to_me:
        return order
    opened = client.conversations_open(users=asker.person)
    return changed(order, channel=str(opened["channel"]["id"]))


def _open_form(
    client: WebClient, trigger: str, place: Place, order: Subscribe, id: int = 0
) -> None:
    channel = place.channel if order.channel.startswith("D") else order.channel
    here = "" if channel.startswith("D") else channel  # a channel that it may also come to
    carried = pack(place, id=id, order=write_order(order), here=here or order.channel)
    submit = "Save" if id else "Show"
    view = orders.form(order, carried, here=bool(here), submit=submit)
    client.views_open(trigger_id=trigger, view=view)


def _order(reception: Reception, asker: Asker, place: Place, line: str) -> Subscribe:
    order = parse(line, reception.setting(asker, place))
    if not isinstance(order, Subscribe):
        raise BadRequest("This digest can no longer be read. Type /digest subscribe again.")
    return order


def _again(client: WebClient, place: Place, message: Message) -> None:
    """In place of the message whose button was pressed; App Home keeps its own."""
    if place.message:
        replace(client, place, message)
    else:
        reply(client, place, message)
