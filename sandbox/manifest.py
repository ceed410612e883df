"""A manifest.yml in; what the app may do here (commands, shortcuts, events, scopes), out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

NAME_LIMIT = 35
DESCRIPTION_LIMIT = 140
COMMAND_LIMIT = 32  # characters, the slash included
SHORTCUT_LIMIT = 10  # global and message shortcuts together


class BadManifest(ValueError):
    """The file is not a manifest that the platform would accept; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Command:
    name: str  # with its slash
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    name: str
    callback_id: str
    description: str
    on_message: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    name: str
    bot_name: str
    description: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    events: frozenset[str]
    scopes: tuple[str, ...]
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactive: bool

    def command(self, name: str) -> Command | None:
        return next((command for command in self.commands if command.name == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((one for one in self.shortcuts if one.callback_id == callback_id), None)


def read_manifest(path: Path) -> Manifest:
    """Raises BadManifest when the file is missing, not YAML, or breaks a limit."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadManifest(f"cannot read the manifest {path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadManifest(f"{path} is not YAML: {error}") from error
    return parse_manifest(document)


def parse_manifest(document: object) -> Manifest:
    """The parsed YAML in; raises BadManifest with every fault named in one sentence."""
    root = _mapping(document)
    if not root:
        raise BadManifest("the manifest is empty or not a mapping")
    about = _mapping(root.get("display_information"))
    features = _mapping(root.get("features"))
    settings = _mapping(root.get("settings"))
    home = _mapping(features.get("app_home"))
    bot_user = _mapping(features.get("bot_user"))
    scopes = _mapping(_mapping(root.get("oauth_config")).get("scopes"))
    subscriptions = _mapping(settings.get("event_subscriptions"))
    name = str(about.get("name", ""))
    manifest = Manifest(
        name=name,
        bot_name=str(bot_user.get("display_name") or name.lower()),
        description=str(about.get("description", "")),
        commands=tuple(_command(item) for item in _sequence(features.get("slash_commands"))),
        shortcuts=tuple(_shortcut(item) for item in _sequence(features.get("shortcuts"))),
        events=frozenset(str(item) for item in _sequence(subscriptions.get("bot_events"))),
        scopes=tuple(str(item) for item in _sequence(scopes.get("bot"))),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        interactive=bool(_mapping(settings.get("interactivity")).get("is_enabled", False)),
    )
    faults = _faults(manifest)
    if faults:
        raise BadManifest("the manifest would be refused: " + "; ".join(faults))
    return manifest


def _faults(manifest: Manifest) -> list[str]:
    faults = []
    if not manifest.name:
        faults.append("display_information.name is missing")
    if len(manifest.name) > NAME_LIMIT:
        faults.append(f"the name is longer than {NAME_LIMIT} characters")
    if len(manifest.description) > DESCRIPTION_LIMIT:
        faults.append(f"the description is longer than {DESCRIPTION_LIMIT} characters")
    if len(manifest.shortcuts) > SHORTCUT_LIMIT:
        faults.append(f"more than {SHORTCUT_LIMIT} shortcuts")
    for command in manifest.commands:
        if not command.name.startswith("/") or " " in command.name:
            faults.append(f"{command.name!r} is not a command name")
        if len(command.name) > COMMAND_LIMIT:
            faults.append(f"{command.name} is longer than {COMMAND_LIMIT} characters")
        if not command.description:
            faults.append(f"{command.name} has no description")
    if manifest.commands and "commands" not in manifest.scopes:
        faults.append("slash commands need the scope commands")
    for shortcut in manifest.shortcuts:
        if not shortcut.name or not shortcut.callback_id or not shortcut.description:
            faults.append(f"shortcut {shortcut.name!r} lacks name, callback_id or description")
    return faults


def _command(item: object) -> Command:
    fields = _mapping(item)
    return Command(
        name=str(fields.get("command", "")),
        description=str(fields.get("description", "")),
        usage_hint=str(fields.get("usage_hint", "")),
        should_escape=bool(fields.get("should_escape", False)),
    )


def _shortcut(item: object) -> Shortcut:
    fields = _mapping(item)
    return Shortcut(
        name=str(fields.get("name", "")),
        callback_id=str(fields.get("callback_id", "")),
        description=str(fields.get("description", "")),
        on_message=fields.get("type") == "message",
    )


def _mapping(value: object) -> Mapping[str, Any]:  # Any: the YAML border
    return value if isinstance(value, dict) else {}


def _sequence(value: object) -> Sequence[Any]:  # Any: the YAML border
    return value if isinstance(value, list) else ()
