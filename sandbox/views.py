"""Modals and App Home: the view as the bot gave it, with id, hash and what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sandbox.messages import Json, with_block_ids
from sandbox.people import APP, BOT, TEAM

STACK_LIMIT = 3  # modals on top of one another


@dataclass(frozen=True, slots=True)
class View:
    id: str
    user: str
    content: Json  # as the bot sent it, block ids filled in
    hash: str
    root_id: str
    previous_id: str | None = None
    state: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)  # block id to sentence

    @property
    def is_home(self) -> bool:
        return self.content.get("type") == "home"

    @property
    def title(self) -> str:
        return str((self.content.get("title") or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id") or "")

    def payload(self) -> Json:
        """The view as the platform sends it to the bot."""
        content = self.content
        return {
            "id": self.id,
            "team_id": TEAM,
            "type": content.get("type"),
            "blocks": content.get("blocks", []),
            "private_metadata": content.get("private_metadata", ""),
            "callback_id": content.get("callback_id", ""),
            "external_id": content.get("external_id", ""),
            "state": {"values": {block: dict(items) for block, items in self.state.items()}},
            "hash": self.hash,
            "title": content.get("title"),
            "clear_on_close": bool(content.get("clear_on_close", False)),
            "notify_on_close": bool(content.get("notify_on_close", False)),
            "close": content.get("close"),
            "submit": content.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT,
        }


class ViewBook:
    """Each person's pile of modals and their App Home."""

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._stacks: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}
        self._count = 0

    def get(self, view_id: str) -> View | None:
        return self._views.get(view_id)

    def by_external_id(self, external_id: str) -> View | None:
        return next(
            (
                view
                for view in reversed(list(self._views.values()))
                if view.content.get("external_id") == external_id
            ),
            None,
        )

    def stack(self, user: str) -> list[View]:
        """From the lowest modal to the one on top."""
        return [self._views[view_id] for view_id in self._stacks.get(user, [])]

    def modal(self, user: str) -> View | None:
        stack = self.stack(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        view_id = self._homes.get(user)
        return self._views[view_id] if view_id else None

    def open(self, user: str, content: Json) -> View:
        """A first modal; whatever was open before is closed by it."""
        self.close_all(user)
        view = self._new(user, content, previous=None)
        self._stacks[user] = [view.id]
        return view

    def push(self, user: str, content: Json) -> View | None:
        """A modal on top; None when the pile is full."""
        stack = self._stacks.setdefault(user, [])
        if len(stack) >= STACK_LIMIT:
            return None
        view = self._new(user, content, previous=stack[-1] if stack else None)
        stack.append(view.id)
        return view

    def update(self, view: View, content: Json) -> View:
        """New content under the same id; what was typed stays where the block ids stay."""
        kept = {str(block.get("block_id")) for block in content.get("blocks", [])}
        state = {block: items for block, items in view.state.items() if block in kept}
        return self._put(
            replace(view, content=_named(content), hash=self._hash(), state=state, errors={})
        )

    def publish(self, user: str, content: Json) -> View:
        home = self.home(user)
        if home is not None:
            return self.update(home, content)
        view = self._new(user, content, previous=None)
        self._homes[user] = view.id
        return view

    def type_in(self, view: View, state: Mapping[str, Mapping[str, Json]]) -> View:
        """The view with what the person entered, merged over what was entered before."""
        merged = {block: dict(items) for block, items in view.state.items()}
        for block, items in state.items():
            merged.setdefault(block, {}).update(items)
        return self._put(replace(view, state=merged))

    def show_errors(self, view: View, errors: Mapping[str, str]) -> View:
        return self._put(replace(view, errors=dict(errors)))

    def close_top(self, user: str) -> View | None:
        stack = self._stacks.get(user, [])
        return self._views[stack.pop()] if stack else None

    def close_all(self, user: str) -> list[View]:
        closed = self.stack(user)
        self._stacks[user] = []
        return closed

    def _new(self, user: str, content: Json, previous: str | None) -> View:
        self._count += 1
        view_id = f"V0SANDBOX{self._count:04d}"
        root = self._views[previous].root_id if previous else view_id
        filled = _named(content)
        return self._put(View(view_id, user, filled, self._hash(), root, previous))

    def _put(self, view: View) -> View:
        self._views[view.id] = view
        return view

    def _hash(self) -> str:
        self._count += 1
        return f"1744722000.h{self._count}"


def _named(content: Json) -> Json:
    return {**content, "blocks": list(with_block_ids(content.get("blocks") or []))}
