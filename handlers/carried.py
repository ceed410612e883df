"""Where a modal was opened from: packed into it, and unpacked from its submission."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from handlers.blocks import limits
from handlers.replies import Place, place_of

Carried = dict[str, Any]  # Any: JSON


def pack(place: Place, **more: object) -> str:
    """Private metadata: a submission comes without the message that it began at.

    A `line` is left out where there is no room for it.
    """
    shape: Carried = {
        **more,
        "channel": place.channel,
        "message": place.message,
        "thread": place.thread,
        "url": place.response_url,
        "ephemeral": place.ephemeral,
    }
    packed = json.dumps(shape, ensure_ascii=False)
    if len(packed) > limits.PRIVATE_METADATA:
        packed = json.dumps({**shape, "line": ""}, ensure_ascii=False)
    return packed


def unpack(view: Mapping[str, Any], body: Mapping[str, Any]) -> tuple[Carried, Place]:
    """What was packed, and the place as it was then, for whoever submits."""
    carried: Carried = json.loads(view["private_metadata"])
    return carried, Place(
        place_of(body).team,
        str((body.get("user") or {}).get("id", "")),
        str(carried["channel"]),
        carried["thread"],
        carried["message"],
        carried["url"],
        bool(carried["ephemeral"]),
    )
