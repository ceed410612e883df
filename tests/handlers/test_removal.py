"""Forgetting in Slack: who may, the dialog before it, and all of a workspace when it uninstalls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from desk.removal import Forget, Gone, PrivacyView, ToForget
from desk.requests import Asker
from handlers.allowed import check
from sandbox.testing import Sandbox

Desk = Any  # the hand-written one of conftest.py


@dataclass
class FakeKeeping:
    """Remembers what was forgotten."""

    forgotten: list[object] = field(default_factory=list)

    def to_forget(self, asker: Asker, request: Forget) -> ToForget:
        return ToForget(request, "“Mill fire” (Herald)", (3, 4), 1)

    def forget(self, asker: Asker, request: Forget) -> Gone:
        self.forgotten.append(request)
        return Gone(request, "“Mill fire” (Herald)", 1, 2)

    def forget_workspace(self, workspace: str) -> int:
        self.forgotten.append(workspace)
        return 5

    def privacy(self, asker: Asker) -> PrivacyView:
        return PrivacyView(5, 40, 3, 30, "sqlite")


@pytest.fixture
def keeping(desk: Desk) -> FakeKeeping:
    desk.keeping = FakeKeeping()
    return desk.keeping


def test_nothing_goes_before_the_dialog_is_confirmed(slack: Sandbox, keeping: FakeKeeping) -> None:
    asked = slack.command("/parallax forget article 3")
    assert asked.ephemeral
    assert "“Mill fire” (Herald)" in asked.plain
    opened = slack.click(asked, "Forget …")
    assert opened.modal is not None
    assert keeping.forgotten == []
    slack.submit(opened, {})
    assert keeping.forgotten == [Forget("article", "3")]
    assert "Forgotten: “Mill fire” (Herald)" in slack.ephemerals()[-1].plain


def test_a_whole_workspace_needs_a_word_typed(slack: Sandbox, keeping: FakeKeeping) -> None:
    opened = slack.click(slack.command("/parallax forget workspace"), "Forget …")
    refused = slack.submit(opened, {"Type forget to go on": "yes"})
    assert keeping.forgotten == []
    assert refused.modal is not None
    slack.submit(opened, {"Type forget to go on": "forget"})
    assert keeping.forgotten == [Forget("workspace")]


def test_who_is_no_admin_is_refused_in_a_sentence(slack: Sandbox, keeping: FakeKeeping) -> None:
    refused = slack.command("/parallax forget outlet Herald", user="robin")
    assert "Only an admin or owner" in refused.plain
    assert "Forget …" not in refused.buttons


def test_whoever_the_settings_name_may() -> None:
    check(Asker("T1", "U1"), frozenset({"U1"}))
    check(Asker("T1", "U2", admin=True), frozenset())


@pytest.mark.parametrize("line", ["forget", "forget article", "forget it all", "forget outlet"])
def test_what_is_to_be_forgotten_must_be_said(
    slack: Sandbox, keeping: FakeKeeping, line: str
) -> None:
    assert "Type what to forget" in slack.command(f"/parallax {line}").plain


def test_all_of_a_workspace_goes_when_the_app_is_uninstalled(
    slack: Sandbox, keeping: FakeKeeping
) -> None:
    slack.uninstall()
    assert set(keeping.forgotten) == {"newsroom"}


def test_privacy_says_what_is_kept_and_how_it_goes(slack: Sandbox, keeping: FakeKeeping) -> None:
    said = slack.command("/parallax privacy").plain
    assert "5 articles of 3 outlets" in said
    assert "30 days after they were read" in said
    assert "/parallax forget workspace" in said
