"""Merge, split, undo: buttons and modals on a story's card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.errors import BadRequest, ParallaxError
from desk.grouped import MergeStories, Regrouped, ShowStory, SplitStory, UndoStory
from desk.requests import Asker
from handlers.actions import numbered, value_of
from handlers.blocks import limits, story
from handlers.blocks.elements import STORY
from handlers.carried import pack, unpack
from handlers.reception import Reception
from handlers.replies import Place, post_where_let, replace
from handlers.typed import bare_links, read_line

NO_STORY = "Choose a story, or type its number or words of its title."
NO_ARTICLE = "Choose at least one article."


def register(app: App, reception: Reception) -> None:
    """The buttons of a card, and the two modals they open."""

    @app.action(numbered(f"{STORY}_undo"))
    def undo(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        number, _, decision = value_of(action).partition(":")
        done = reception.desk.grouping.decide(asker, UndoStory(int(number), int(decision)))
        _show(reception, client, asker, place, done)

    @app.action(numbered(f"{STORY}_(?:merge|split)"))
    def ask_for_more(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        desk = reception.desk.grouping
        view = desk.card(asker, ShowStory(int(value_of(action))))
        number = view.story.id
        carried = pack(place, id=number)
        if "split" in str(action["action_id"]):
            articles = desk.articles(asker, number, limits.OPTIONS)
            modal = story.split_modal(view, articles, carried)
        else:
            modal = story.merge_modal(view, desk.candidates(asker, number), carried)
        client.views_open(trigger_id=body["trigger_id"], view=modal)

    @app.view(story.MERGE)
    def merge(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        try:
            wanted = _merge(int(carried["id"]), view["state"]["values"])
            done = reception.desk.grouping.decide(asker, wanted)
        except ParallaxError as error:  # said beside the field: the modal stays open
            ack(response_action="errors", errors={"typed": str(error)[:2_000]})
            return
        ack()  # within three seconds: before the stories are collated anew
        _show(reception, client, asker, place, done)

    @app.view(story.SPLIT)
    def split(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        carried, place = unpack(view, body)
        asker = reception.asker(client, place)
        chosen, typed = story.read_split(view["state"]["values"])
        try:
            parts = (*chosen, *read_line(bare_links(typed), ()).parts)
            if not parts:
                raise BadRequest(NO_ARTICLE)
            done = reception.desk.grouping.decide(asker, SplitStory(int(carried["id"]), parts))
        except ParallaxError as error:
            field = "typed" if typed else "articles"
            ack(response_action="errors", errors={field: str(error)[:2_000]})
            return
        ack()
        _show(reception, client, asker, place, done)


def _merge(id: int, values: Mapping[str, Any]) -> MergeStories:
    chosen, typed = story.read_merge(values)
    bare = typed.lower().removeprefix("story").strip(" :#")
    if bare.isascii() and bare.isdigit():
        return MergeStories(id, int(bare[:9]))
    if typed:
        return MergeStories(id, typed)
    if chosen is None:
        raise BadRequest(NO_STORY)
    return MergeStories(id, chosen)


def _show(
    reception: Reception, client: WebClient, asker: Asker, place: Place, done: Regrouped
) -> None:
    """The card again as it stands now; a word in the thread where all can see it; then Home."""
    view = reception.desk.grouping.collated(asker, done.story)
    replace(client, place, story.card(view, done=done, zone=asker.zone, share=place.shareable))
    if place.seen_by_all:
        told = story.said(view, place.person, done)
        post_where_let(client, place.channel, told, place.thread or place.message)
    reception.homes.refresh(reception)
