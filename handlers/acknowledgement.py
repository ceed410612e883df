"""An acknowledgement that stays given, whatever becomes of its listener.

Bolt 1.30 takes an acknowledgement back when the listener raises after `ack()`: whoever waits for
it in another thread then waits the full three seconds, and Slack shows "operation_timeout".
"""

from __future__ import annotations

from collections.abc import Callable

from slack_bolt import Ack, App, BoltContext, BoltResponse


class LastingAck(Ack):
    """As Bolt's own, but a response once given is never taken back."""

    _given: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        """What Slack is answered; None before."""
        return self._given

    @response.setter
    def response(self, value: BoltResponse | None) -> None:
        if value is not None or self._given is None:
            self._given = value


def register(app: App) -> None:
    """A middleware before all listeners."""

    @app.middleware
    def acknowledge_for_good(
        context: BoltContext, next: Callable[[], BoltResponse]
    ) -> BoltResponse:
        context["ack"] = LastingAck()  # type: ignore[no-untyped-call]  # Bolt leaves it bare
        return next()
