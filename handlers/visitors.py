"""A person's id in; what Slack says of them: zone, admin or not, of this workspace or not."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_log = logging.getLogger("parallax.visitors")

FRESH = timedelta(minutes=10)  # so long an answer of Slack's is taken to hold
#: What Slack says of people whom it does not show to us: they are of another workspace.
_UNSEEN = ("user_not_found", "user_not_visible")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who asks. `outsider` is "" for a member, else guest or elsewhere."""

    zone: str
    admin: bool = False
    outsider: str = ""


def who_is(client: WebClient, person: str, team: str, zone: str) -> Visitor:
    """What users.info says; a member in `zone` where it says nothing.

    `team` is the workspace that installed the bot, "" where that does not matter.
    """
    try:
        found = client.users_info(user=person).get("user") or {}
    except SlackApiError as error:
        why = str(error.response.get("error"))
        _log.warning("users.info refused why=%s", why)
        return Visitor(zone, outsider="elsewhere" if why in _UNSEEN else "")
    tz = str(found.get("tz") or zone)
    return Visitor(
        tz if tz in available_timezones() else zone,
        admin=any(found.get(name) for name in ("is_admin", "is_owner", "is_primary_owner")),
        outsider=_outsider(found, team),
    )


def _outsider(user: Mapping[str, Any], team: str) -> str:
    """Slack Connect shows people of other workspaces as strangers, with the id of their own."""
    if user.get("is_stranger") or (team and not _of(user, team)):
        return "elsewhere"
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return "guest"
    return ""


def _of(user: Mapping[str, Any], team: str) -> bool:
    """Whether somebody belongs to a workspace; in an Enterprise organisation to one of several."""
    organisation = user.get("enterprise_user") or {}
    theirs = {str(user.get("team_id") or team), *map(str, organisation.get("teams") or ())}
    return team in theirs or team == str(organisation.get("enterprise_id") or "")
