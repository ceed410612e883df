"""The workspace in; the JSON one person's page starts from, and what changed since, out."""

from __future__ import annotations

from sandbox.display import show_channel, show_message, show_user, show_view
from sandbox.messages import Json, Message
from sandbox.people import User
from sandbox.service import Service
from sandbox.workspace import Workspace


def whole_state(service: Service, user: User) -> Json:
    workspace = service.workspace
    now = workspace.clock.now()
    channels = [one for one in workspace.channels.values() if user.id in one.members]
    return {
        "revision": workspace.journal.revision,
        "app": {"name": workspace.manifest.name, "about": workspace.manifest.description},
        "me": user.id,
        "users": [show_user(one, now) for one in workspace.users.values()],
        "channels": [show_channel(one, user, workspace.bot) for one in channels],
        "commands": [
            {"name": one.name, "about": one.description, "hint": one.usage_hint}
            for one in workspace.manifest.commands
        ],
        "shortcuts": [
            {"id": one.callback_id, "name": one.name, "on_message": one.on_message}
            for one in workspace.manifest.shortcuts
        ],
        "examples": service.examples,
        "home_tab": workspace.manifest.home_tab,
        "connected": _connected(service),
        "messages": [
            show_message(workspace, message, user)
            for one in channels
            for message in workspace.log.in_channel(one.id, user.id)
        ],
        "home": _home_view(workspace, user),
        "stack": [show_view(workspace, one) for one in workspace.views.stack(user.id)],
    }


def changes_since(service: Service, user: User, revision: int) -> Json:
    workspace = service.workspace
    changes = workspace.journal.since(revision, user.id)
    batch: Json = {
        "revision": workspace.journal.revision,
        "messages": [],
        "gone": [],
        "connected": _connected(service),
    }
    shown: dict[tuple[str, str], Message] = {}
    for change in changes:
        if change.kind in ("message", "gone"):
            place = workspace.channels[change.channel]
            message = workspace.log.get(change.channel, change.ts)
            if message is None:
                batch["gone"].append([change.channel, change.ts])
            elif user.id in place.members:
                shown[(change.channel, change.ts)] = message
            parent = message.thread_ts if message else None
            root = workspace.log.get(change.channel, parent or "")
            if root is not None and user.id in place.members:
                shown[(root.channel, root.ts)] = root  # its count of replies changed
        elif change.kind == "modal":
            stack = workspace.views.stack(user.id)
            batch["stack"] = [show_view(workspace, one) for one in stack]
        elif change.kind == "home":
            batch["home"] = _home_view(workspace, user)
        elif change.kind in ("channel", "clock"):
            batch["reload"] = True
        elif change.detail:
            batch.setdefault("notes", []).append(change.detail)
    batch["messages"] = [show_message(workspace, one, user) for one in shown.values()]
    return batch


def _home_view(workspace: Workspace, user: User) -> Json | None:
    view = workspace.views.home(user.id)
    return show_view(workspace, view) if view else None


def _connected(service: Service) -> bool:
    return not service.by_socket or service.socket.connections > 0
