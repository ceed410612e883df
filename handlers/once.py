"""Each event counts once: Slack sends it again when late, and Bolt would run it twice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse

from handlers.reception import Reception

_log = logging.getLogger("parallax.once")


def register(app: App, reception: Reception) -> None:
    """A middleware before all listeners; by event_id, since a retry may come without its header."""

    @app.middleware
    def once(
        body: Mapping[str, Any], context: BoltContext, next: Callable[[], BoltResponse]
    ) -> BoltResponse:
        event_id = body.get("event_id")
        workspace = reception.workspace or str(context.team_id or "")
        if event_id and not reception.desk.first_time(workspace, str(event_id)):
            _log.info("event seen before event_id=%s", event_id)
            return BoltResponse(status=200, body="")
        return next()
