"""Events to the bot, as far as the manifest subscribes to them and the bot is there to see."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox import payloads
from sandbox.delivery import Ack, Courier, Envelope
from sandbox.messages import Json
from sandbox.people import BOT_USER, Channel
from sandbox.workspace import Workspace

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "message.im": ("im:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}
MESSAGES_IN = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


async def tell(
    workspace: Workspace, courier: Courier, subscription: str, event: Json, channel: Channel | None
) -> Ack | None:
    """None where the platform sends nothing: not subscribed, no scope, not a member."""
    manifest = workspace.manifest
    scopes = EVENT_SCOPES.get(subscription, ())
    if subscription not in manifest.events:
        return None
    if scopes and not set(scopes) & set(manifest.scopes):
        return None
    if channel is not None and BOT_USER not in channel.members:
        return None
    callback = payloads.event_callback(workspace, event)
    return await courier.deliver(Envelope("events_api", callback))
