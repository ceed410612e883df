"""A Bolt app in; requests answered over HTTP within a block."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slack_bolt import App

THREADS = 8  # of the HTTP server; 20 requests at once were all answered by 8


@contextmanager
def serving(app: App, host: str, port: int) -> Iterator[None]:
    """A WSGI server in a thread of its own."""
    from slack_bolt.adapter.wsgi import SlackRequestHandler
    from waitress import create_server, wasyncore  # type: ignore[import-untyped]  # no stubs

    sockets: dict[int, object] = {}
    wsgi = SlackRequestHandler(app)
    server = create_server(wsgi, map=sockets, host=host, port=port, threads=THREADS)
    thread = threading.Thread(target=server.run, name="http", daemon=True)
    thread.start()
    try:
        yield
    finally:
        # In the server's own thread: closed from another, a socket fails under its select().
        server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
        thread.join(5)
        server.task_dispatcher.shutdown()
