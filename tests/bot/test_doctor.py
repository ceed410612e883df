"""The doctor's word on the port: free, Parallax's own, or somebody else's."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.doctor import Problem, check_port
from bot.settings import Settings, load


class Refusing(BaseHTTPRequestHandler):
    """Answers every POST with one status, and a JSON that Slack's client reads."""

    status, body = 401, b"{}"

    def do_POST(self) -> None:
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Refusing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({}, tmp_path)


def test_a_bot_that_listens_on_the_port_is_no_failure(
    settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_slack = replace(settings, bot_token="xoxb-1", port=port)
    assert "it is running" in check_port(in_slack)
    monkeypatch.setattr(Refusing, "status", 404)
    with pytest.raises(Problem, match="is in use"):
        check_port(in_slack)


def test_the_local_slack_is_known_by_its_answer(
    settings: Settings, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = replace(settings, sandbox_port=port)
    with pytest.raises(Problem, match="is in use"):
        check_port(local)
    monkeypatch.setattr(Refusing, "status", 200)
    monkeypatch.setattr(Refusing, "body", b'{"ok": true}')
    assert "it is running" in check_port(local)


def test_a_free_port_is_said_to_be_free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    assert check_port(replace(settings, sandbox_port=number)) == f"{number} is free"
