"""Merge, split, undo: buttons and modals on a person's card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.errors import BadRequest, ParallaxError
from desk.persons import PersonView
from desk.requests import Asker, ShowPerson
from handlers.actions import numbered, value_of
from handlers.blocks import person
from handlers.blocks.elements import PERSON
from handlers.carried import pack, unpack
from handlers.reception import Reception
from handlers.replies import Place, post_where_let, replace

NOTHING = "Choose somebody, or type a name."


def register(app: App, reception: Reception) -> None:
    """The buttons of a card, and the two modals they open."""

    @app.action(numbered(f"{PERSON}_undo"))
    def undo(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        view = reception.desk.people.undo(asker, int(value_of(action)))
        _show(client, asker, place, view, "took the last change of names back")

    @app.action(numbered(f"{PERSON}_(?:merge|split)"))
    def ask_for_more(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        id = int(value_of(action))
        view = _view(reception, asker, id)
        carried = pack(place, id=id)
        if "split" in str(action["action_id"]):
            modal = person.split_modal(view, carried)
        else:
            found = reception.desk.people.candidates(asker, id)
            modal = person.merge_modal(view, found, carried)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(person.MERGE)
    def merge(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        other = person.read_merge(view["state"]["values"])
        try:
            if other is None:
                raise BadRequest(NOTHING)
            found = reception.desk.people.merge(asker, int(carried["id"]), other)
        except ParallaxError as error:  # said beside the field: the modal stays open
            ack(response_action="errors", errors={"typed": str(error)[:2_000]})
            return
        ack()
        _show(client, asker, place, found, "merged two names of one person")

    @app.view(person.SPLIT)
    def split(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        names, story = person.read_split(view["state"]["values"])
        field = "names" if any(b.get("block_id") == "names" for b in view["blocks"]) else "story"
        try:
            if not names and story is None:
                raise BadRequest("Choose names, or a story.")
            id = int(carried["id"])
            found = _view(reception, asker, id)
            if names:
                found = reception.desk.people.split(asker, id, names)
            if story is not None:
                reception.desk.people.part_in_story(asker, found.id, story)
        except ParallaxError as error:
            ack(response_action="errors", errors={field: str(error)[:2_000]})
            return
        ack()  # within three seconds: before the stories are collated anew
        if story is not None:
            found = reception.desk.people.collated(asker, found.id)
        _show(client, asker, place, found, "split off what is somebody else's")


def _view(reception: Reception, asker: Asker, id: int) -> PersonView:
    found = reception.desk.people.person(asker, ShowPerson(id=id)).person
    assert found is not None  # a number names one person, or raises
    return found


def _show(client: WebClient, asker: Asker, place: Place, view: PersonView, what: str) -> None:
    """The card again as it stands now; a word in the thread where all can see it."""
    replace(client, place, person.card(view, zone=asker.zone, share=place.shareable))
    if place.seen_by_all:
        told = person.said(view, place.person, what)
        post_where_let(client, place.channel, told, place.thread or place.message)
