"""Ids of people in; the names they go by, out: in a file Slack turns no id into a name."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from desk.answers import TimelineAnswer

MOST = 20  # people of one file whose names are asked for

_log = logging.getLogger("parallax.names")


def names_in(client: WebClient, answer: TimelineAnswer) -> dict[str, str]:
    """Of those who added or corrected entries; who cannot be named is left out."""
    return names_of(client, (one.person for entry in answer.entries for one in entry.by_people))


def names_of(client: WebClient, people: Iterable[str]) -> dict[str, str]:
    """By their ids."""
    found: dict[str, str] = {}
    for person in list(dict.fromkeys(filter(None, people)))[:MOST]:
        try:
            user = client.users_info(user=person).get("user") or {}
        except SlackApiError as error:
            _log.warning("users.info refused why=%s", error.response.get("error"))
            continue
        profile = user.get("profile") or {}
        name = profile.get("display_name") or profile.get("real_name") or user.get("name")
        if name:
            found[person] = str(name)
    return found
