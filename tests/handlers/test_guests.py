"""Guests and people of other workspaces are refused in a sentence, until an admin lets them in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sandbox.testing import Sandbox

Desk = Any  # the hand-written one of conftest.py
REFUSED = "you are a guest here"


def test_a_guest_is_refused_everywhere(slack: Sandbox, desk: Desk) -> None:
    command = slack.command("/who-said preposterous", user="gale")
    assert REFUSED in command.plain
    assert command.ephemeral
    mention = slack.mention("who said preposterous?", user="gale")
    assert REFUSED in mention.plain
    assert mention.ephemeral, "nobody else is to see it"
    assert REFUSED in slack.direct_message("who said preposterous?", user="gale").plain
    assert REFUSED in slack.open_home("gale").plain
    card = slack.mention("discrepancies id:12")
    asked = list(desk.asked)
    pressed = slack.click(card, "Resolve", user="gale")
    assert REFUSED in pressed.plain
    assert "Resolved" not in slack.refresh(card).plain
    assert desk.asked == asked


def test_an_admin_lets_guests_in_and_nobody_else_does(slack: Sandbox, desk: Desk) -> None:
    assert "Only an admin decides" in slack.command("/parallax guests allow", user="robin").plain
    assert not desk.rules.guests
    assert "are not answered" in slack.command("/parallax guests").plain
    assert "may ask me" in slack.command("/parallax guests allow").plain
    assert "Nayib Bukele" in slack.command("/who-said preposterous", user="gale").plain
    assert "are not answered" in slack.command("/parallax guests refuse").plain
    assert REFUSED in slack.command("/who-said preposterous", user="gale").plain


@pytest.mark.parametrize("change", [{"team": "T0OTHER"}, {"is_stranger": True}])
def test_somebody_of_another_workspace_is_refused(slack: Sandbox, change: dict[str, Any]) -> None:
    users = slack.service.workspace.users
    users["U0ROBIN"] = replace(users["U0ROBIN"], **change)
    reply = slack.command("/who-said preposterous", user="robin")
    assert "you belong to another one" in reply.plain


def test_whom_slack_does_not_show_is_of_another_workspace(slack: Sandbox) -> None:
    slack.fail("users.info", status=200, error="user_not_visible")
    reply = slack.command("/who-said preposterous", user="robin")
    assert "you belong to another one" in reply.plain


def test_a_member_is_answered_while_slack_does_not_say_who_is_who(slack: Sandbox) -> None:
    slack.fail("users.info", status=200, error="missing_scope")
    assert "Nayib Bukele" in slack.command("/who-said preposterous", user="robin").plain
