"""manifest.yml says what is registered, .env.example what is read: no more and no less."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.settings import VARIABLES
from handlers import (
    actions,
    commands,
    decisions,
    drafts,
    exports,
    faults,
    home,
    mentions,
    onboarding,
    once,
    removal,
    searches,
    shortcuts,
)
from handlers.blocks.notices import HELP
from sandbox.manifest import read_manifest

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))

#: Scopes by Web API method, from its reference page; None: needs no scope, or is done without.
SCOPES = {
    "api_test": None,
    "auth_test": None,
    "chat_postEphemeral": "chat:write",
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "files_info": "files:read",
    "views_push": None,
    "views_update": None,
    "conversations_history": None,  # used where granted, never asked for
    "conversations_replies": None,
    "conversations_open": "im:write",
    "files_upload_v2": "files:write",
    "users_info": "users:read",
    "views_open": None,
    "views_publish": None,
}
EVENT_SCOPES = {"app_mention": "app_mentions:read", "message.im": "im:history"}


class Recorder:
    """In place of an App: remembers what was registered."""

    def __init__(self) -> None:
        self.names: dict[str, list[Any]] = {}

    def __getattr__(self, kind: str) -> Callable[..., Any]:
        def register(name: Any) -> Any:
            if kind in ("middleware", "error"):
                return name
            self.names.setdefault(kind, []).append(name)
            return lambda listener: listener

        return register


#: Every module of listeners.
MODULES = (
    *(removal, once, commands, mentions, actions, decisions, drafts, exports, home, onboarding),
    *(searches, shortcuts),
)


def registered() -> dict[str, list[Any]]:
    recorder: Any = Recorder()
    reception: Any = None
    for module in MODULES:
        module.register(recorder, reception)
    faults.register(recorder)
    return dict(recorder.names)


def test_every_command_of_the_manifest_is_registered_and_none_else() -> None:
    listed = {entry["command"] for entry in MANIFEST["features"]["slash_commands"]}
    assert set(registered()["command"]) == listed


def test_every_event_of_the_manifest_is_registered_and_none_else() -> None:
    listed = set(MANIFEST["settings"]["event_subscriptions"]["bot_events"])
    # Bolt calls all messages "message"; the manifest asks for those of direct messages alone.
    names = {"message.im" if name == "message" else name for name in registered()["event"]}
    assert names == listed


def test_every_shortcut_of_the_manifest_is_registered_and_none_else() -> None:
    listed = {
        (f"{entry['type']}_shortcut", entry["callback_id"])
        for entry in MANIFEST["features"]["shortcuts"]
    }
    found = registered()
    kinds = ("global_shortcut", "message_shortcut")
    assert {(kind, name) for kind in kinds for name in found[kind]} == listed


def test_every_scope_of_the_manifest_is_needed_and_none_lacks() -> None:
    used = set()
    for folder in ("handlers", "bot"):
        for path in (ROOT / folder).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            used |= set(re.findall(r"client(?:\([^)]*\))?\.([a-z]+_\w+)\(", text))
    unknown = used - set(SCOPES)
    assert not unknown, f"say which scope these need: {unknown}"
    needed = {SCOPES[method] for method in used} | {"commands"}
    needed |= {EVENT_SCOPES.get(name) for name in EVENT_SCOPES}
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed - {None}


def test_the_manifest_would_be_accepted() -> None:
    read = read_manifest(ROOT / "manifest.yml")
    assert read.home_tab
    assert read.interactive
    assert MANIFEST["settings"]["socket_mode_enabled"] is True
    assert all(not command.should_escape for command in read.commands)


def test_every_command_has_help() -> None:
    assert {f"/{name}" for name in HELP} == set(registered()["command"])


def test_every_setting_stands_in_the_example_and_none_else() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert named == set(VARIABLES)


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in registered()["command"] if name not in readme]
    assert not missing
