"""A workspace in; the client that speaks there, out: one for all, or one for each installation."""

from __future__ import annotations

from typing import Protocol

from slack_sdk import WebClient


class Clients(Protocol):
    """Clients by workspace."""

    def of(self, workspace: str) -> WebClient | None:
        """None where the bot is not installed any more."""


def client_of(client: WebClient | Clients, workspace: str) -> WebClient | None:
    """The one that speaks in a workspace; None where the bot is not installed any more."""
    return client if isinstance(client, WebClient) else client.of(workspace)
