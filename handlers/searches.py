"""Search coverage: a form, its results in the same modal, page by page, or posted to the asker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.errors import ParallaxError
from desk.requests import Asker, ShowDiscrepancies, ShowTimeline, WhoSaid
from handlers import answers
from handlers.actions import numbered, value_of
from handlers.arguments import parse, turns
from handlers.blocks import search
from handlers.blocks.elements import SEARCH_AGAIN, SEARCH_OPEN, SEARCH_PAGE, SEARCH_POST
from handlers.blocks.fitting import Block
from handlers.reception import Reception
from handlers.replies import Place, place_of, post

Given = dict[str, str]
NOTHING = "Fill in words that were said, a name, an outlet or a day."


def register(app: App, reception: Reception) -> None:
    """The global shortcut, the form and the buttons below its results."""

    @app.global_shortcut(search.FORM)
    def open_form(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asker = reception.asker(client, place_of(body))
        view = search.form(reception.desk.outlets(asker))
        client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view(search.FORM)
    def submitted(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        asker, place = reception.who(client, body)
        given = search.read(view["state"]["values"], reception.desk.outlets(asker))
        line = search.as_line(given)
        if line == f"/{search.WHATS[0][1]}":
            ack(response_action="errors", errors={"words": NOTHING})
            return
        ack(response_action="update", view=_found(reception, asker, place, line, given))

    @app.action(numbered(SEARCH_PAGE))
    def turn_page(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        given = _given(body["view"])
        page = _found(reception, asker, place, value_of(action), given)
        client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=page)

    @app.action(numbered(SEARCH_OPEN))
    def open_on_top(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        try:
            question = parse(value_of(action), reception.setting(asker, place))
            view = search.opened(answers.answer(reception.desk, asker, question))
        except ParallaxError as error:
            view = search.regret(str(error), "")
        client.views_push(trigger_id=body["trigger_id"], view=view)

    @app.action(numbered(SEARCH_POST))
    def post_to_asker(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker, place = reception.who(client, body)
        question = parse(value_of(action), reception.setting(asker, place))
        post(client, place.person, answers.answer(reception.desk, asker, question))
        shown = search.posted(body["view"])
        client.views_update(view_id=body["view"]["id"], view=shown)

    @app.action(numbered(SEARCH_AGAIN))
    def search_again(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asker = reception.asker(client, place_of(body))
        view = search.form(reception.desk.outlets(asker), _given(body["view"]))
        client.views_update(view_id=body["view"]["id"], view=view)


def _given(view: Mapping[str, Any]) -> Given:
    """What the form held when the search began."""
    carried = str(view.get("private_metadata") or "")
    return dict(json.loads(carried)) if carried else {}


def _found(reception: Reception, asker: Asker, place: Place, line: str, given: Given) -> Block:
    """The results of a line as a modal, or the sentence why there are none."""
    carried = json.dumps(given, ensure_ascii=False)
    try:
        question = parse(line, reception.setting(asker, place))
        match question:
            case WhoSaid() | ShowTimeline() | ShowDiscrepancies():
                page = _page(reception, asker, question)
                turn = turns(question, page)
            case _:
                turn = ("", "")
        message = answers.answer(reception.desk, asker, question)
    except ParallaxError as error:
        return search.regret(str(error), carried)
    return search.results(message, line, turn, carried)


def _page(
    reception: Reception, asker: Asker, question: WhoSaid | ShowTimeline | ShowDiscrepancies
) -> Any:  # Any: desk.answers.Page of whichever answer
    match question:
        case WhoSaid():
            return reception.desk.who_said(asker, question).page
        case ShowTimeline():
            return reception.desk.timeline(asker, question).page
        case ShowDiscrepancies():
            return reception.desk.discrepancies(asker, question).page
