"""The same conversation as lines of text; and how the program starts and refuses to."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox.__main__ import main
from sandbox.terminal import talk
from sandbox.testing import Sandbox


@pytest.fixture
def typed(sandbox: Sandbox) -> Callable[..., str]:
    """What is printed when these lines are piped in."""

    def run(*lines: str, wait: float = 5.0) -> str:
        sink = io.StringIO()
        status = asyncio.run(
            talk(
                sandbox.url,
                user="dana",
                channel="#newsroom",
                wait=wait,
                source=io.StringIO("\n".join(lines) + "\n"),
                sink=sink,
            )
        )
        assert status == 0
        return sink.getvalue()

    return run


def test_a_command_is_answered_and_a_button_pressed_by_number(typed: Callable[..., str]) -> None:
    shown = typed("/say hello", "2", "3 Two")

    assert "You said hello" in shown
    assert "[1] Again  [2] Share  [3] Pick: One, Two" in shown
    assert "Shared: hello" in shown
    assert "Picked 2" in shown


def test_a_form_is_filled_and_sent(typed: Callable[..., str]) -> None:
    shown = typed("/form", "submit", "1 some words", "2 Loud", "submit")

    assert "── A form" in shown
    assert "! Please complete this required field." in shown
    assert "some words (loud, kept)" in shown


def test_mentions_direct_messages_and_home(typed: Callable[..., str]) -> None:
    shown = typed("@echo hello", ":reply @echo again", ":go @app", "psst", ":home", ":as robin")

    assert "heard @Echo hello" in shown
    assert "heard @Echo again" in shown
    assert "read psst" in shown
    assert "Hello @Dana Editor" in shown
    assert "You are Robin Reporter" in shown


def test_what_cannot_be_done_is_said(typed: Callable[..., str]) -> None:
    shown = typed("/nope", "7", ":dance", ":go #nowhere", ":shortcut x", ":help")

    assert "/nope is not a valid command" in shown
    assert "(there is no number 7)" in shown
    assert "(unknown: :dance" in shown
    assert "(channels: #newsroom, #general, #editors, @app)" in shown
    assert "(shortcuts: search, check)" in shown
    assert "Says it again" in shown


def test_a_text_cannot_move_the_cursor(typed: Callable[..., str]) -> None:
    shown = typed("/say \x1b[2Jgone")
    assert "\x1b" not in shown.partition("only visible to you")[2]


def test_nothing_there_is_a_sentence_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        status = main(["terminal", "--url", f"http://127.0.0.1:{port}"])

    assert status == 2
    assert "nothing answers at" in capsys.readouterr().err


def test_a_port_in_use_is_a_sentence_and_status_2(
    manifest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status = main(["--manifest", str(manifest), "--port", str(port)])

    assert status == 2
    assert f"port {port} on 127.0.0.1 is in use" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "empty or not a mapping"),
        ("display_information: {name: x}\nfeatures: {slash_commands: [{command: go}]}", "'go'"),
        ("a: [", "is not YAML"),
    ],
)
def test_a_bad_manifest_is_a_sentence_and_status_2(
    text: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(text)

    assert main(["--manifest", str(path)]) == 2
    assert sentence in capsys.readouterr().err


def test_a_clock_without_a_zone_is_refused(
    manifest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--manifest", str(manifest), "--clock", "2025-04-15T09:00:00"]) == 2
    assert "zone" in capsys.readouterr().err


def test_the_program_serves_until_it_is_told_to_stop(manifest: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--manifest", str(manifest), "--port", "0"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        url = first.split(": ")[1].split("/ ")[0]
        talking = subprocess.run(
            [sys.executable, "-m", "sandbox", "terminal", "--url", url],
            cwd=root,
            input="/nope\n",
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0

    assert "/nope is not a valid command" in talking.stdout
    assert "(no bot is connected yet)" in talking.stdout
