"""The first steps and the settings: buttons that open a form, and what the form brings about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from desk.errors import ParallaxError
from desk.requests import Subscribe
from handlers import digests, links
from handlers.actions import numbered
from handlers.blocks import onboarding
from handlers.blocks.elements import INDEX_LINK, SETTINGS, START_DIGEST
from handlers.blocks.notices import sentence
from handlers.home import publish
from handlers.reception import Reception
from handlers.replies import place_of, post
from handlers.typed import bare_links, is_link


def register(app: App, reception: Reception) -> None:
    """Buttons of App Home and of the welcome, and their forms."""

    @app.action(numbered(INDEX_LINK))
    def ask_for_links(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=onboarding.index_form())

    @app.view(onboarding.INDEX_FORM)
    def take_links(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        asker, place = reception.who(client, body)
        words = bare_links(onboarding.field(view["state"]["values"], "links")).split()
        wrong = next((word for word in words if not is_link(word)), None)
        try:
            if wrong is not None:
                raise _Refused(f"{wrong[:80]} is no link. Give whole links: https://…")
            taken = links.begin(reception.desk, asker, place, words)
        except (ParallaxError, _Refused) as error:
            ack(response_action="errors", errors={"links": str(error)})
            return
        ack()
        post(client, place.person, taken)

    @app.action(numbered(START_DIGEST))
    def ask_for_a_digest(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        asker = reception.asker(client, place_of(body))
        form = onboarding.digest_form(asker.zone)
        client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.view(onboarding.DIGEST_FORM)
    def subscribe(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        asker = reception.asker(client, place_of(body))
        values = view["state"]["values"]
        where = onboarding.field(values, "where")
        order = Subscribe(
            where,
            onboarding.read_time(onboarding.field(values, "at")),
            asker.zone,
            tuple(int(day) for day in onboarding.field(values, "days") or "01234"),
            onboarding.field(values, "topic"),
            to_me=where.startswith("D"),
        )
        try:
            told = digests.set_up(client, reception.desk, asker, order)
        except ParallaxError as error:
            ack(response_action="errors", errors={"where": str(error)})
            return
        ack()
        post(client, asker.person, told)
        publish(client, reception, asker)

    @app.action(numbered(f"{SETTINGS}_(?:zone|outlet)"))
    def ask_for_a_setting(
        ack: Ack, action: Mapping[str, Any], body: Mapping[str, Any], client: WebClient
    ) -> None:
        ack()
        asker = reception.asker(client, place_of(body))
        if str(action["action_id"]).startswith(f"{SETTINGS}_zone"):
            form = onboarding.zone_form(asker.zone)
        else:
            form = onboarding.outlet_form(reception.desk.outlets(asker))
        client.views_open(trigger_id=body["trigger_id"], view=form)

    @app.view(onboarding.ZONE_FORM)
    def choose_zone(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        place = place_of(body)
        zone = onboarding.field(view["state"]["values"], "zone") or None
        try:
            reception.desk.front.choose_zone(reception.asker(client, place), zone)
        except ParallaxError as error:
            ack(response_action="errors", errors={"zone": str(error)})
            return
        ack()
        publish(client, reception, reception.asker(client, place))

    @app.view(onboarding.OUTLET_FORM)
    def name_outlet(
        ack: Ack, body: Mapping[str, Any], view: Mapping[str, Any], client: WebClient
    ) -> None:
        asker = reception.asker(client, place_of(body))
        values = view["state"]["values"]
        outlets = reception.desk.outlets(asker)
        number = int(onboarding.field(values, "old") or -1)
        old = outlets[number] if 0 <= number < len(outlets) else ""
        new = onboarding.field(values, "new")
        ack()  # its stories are collated anew, which may take longer than Slack waits
        changed = reception.desk.rename_outlet(asker, old, new)
        publish(client, reception, asker)
        articles = "1 article" if changed == 1 else f"{changed} articles"
        post(client, asker.person, sentence(f"“{old}” is now “{new}” on {articles}."))


class _Refused(Exception):
    """What was filled in cannot be taken; the sentence says why."""
