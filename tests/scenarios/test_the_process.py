"""`parallax run`, `demo`, `index`, `ask`, `digest` and `doctor` as somebody types them."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import yaml

from bot import exits
from bot.cli import main
from bot.demo import MORNING
from bot.local_slack import local_slack
from bot.settings import BadSetting, load
from sandbox.testing import BOT_TOKEN, SIGNING_SECRET, Sandbox
from store.archive import open_archive

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / "manifest.yml"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "PARALLAX_DATABASE": str(folder / "archive.sqlite3"),
        **more,
    }


def parallax(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture
def bot_process(archive: Path, request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A bot in a process of its own, told nothing but a base URL and tokens."""
    http = request.param == "http"
    port = free_port()
    target = f"http://127.0.0.1:{port}/slack/events" if http else None
    with Sandbox(MANIFEST, bot=target, ack_seconds=3, deadline=60) as sandbox:
        more = {
            "PARALLAX_SLACK_URL": sandbox.api_url,
            "PARALLAX_PORT": str(port),
            "PARALLAX_NOW": "2025-04-15T09:00:00-04:00",
            **sandbox.environment(),
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", *(["--http"] if http else [])],
            cwd=archive.parent,
            env=environment(archive.parent, **more),
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        try:
            said = ""
            while "Control-C" not in said:
                line = process.stdout.readline()
                assert line, f"the bot ended: {said}"
                said += line
            yield sandbox
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(30) == 0
            process.stdout.close()


@pytest.mark.parametrize("bot_process", ["socket mode", "http"], indirect=True)
def test_a_bot_in_its_own_process_answers_by_base_url_and_tokens_alone(
    bot_process: Sandbox,
) -> None:
    reply = bot_process.command("/who-said preposterous")
    assert reply.text.startswith("Nayib Bukele")


def test_without_tokens_a_local_slack_is_started_and_ended(tmp_path: Path) -> None:
    settings = load({"PARALLAX_SANDBOX_PORT": str(free_port())}, tmp_path)
    with local_slack(settings, MORNING, http=False) as local:
        assert local.bot_token == BOT_TOKEN
        assert local.signing_secret == SIGNING_SECRET
        with socket.create_connection(("127.0.0.1", settings.sandbox_port), timeout=5):
            pass
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", settings.sandbox_port), timeout=5)


def test_a_port_in_use_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = load({"PARALLAX_SANDBOX_PORT": str(taken.getsockname()[1])}, tmp_path)
        with (
            pytest.raises(BadSetting, match="is in use"),
            local_slack(settings, MORNING, http=False),
        ):
            pass


def test_a_missing_token_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    assert main(["run"]) == exits.FAILED
    assert "SLACK_APP_TOKEN" in capsys.readouterr().err
    assert main(["run", "--http"]) == exits.FAILED
    assert "SLACK_SIGNING_SECRET" in capsys.readouterr().err


def test_a_token_that_slack_does_not_take_is_a_sentence(archive: Path) -> None:
    with Sandbox(MANIFEST) as sandbox:
        tokens = {
            "SLACK_BOT_TOKEN": "xoxb-wrong",
            "SLACK_APP_TOKEN": "xapp-wrong",
            "PARALLAX_SLACK_URL": sandbox.api_url,
        }
        done = parallax(archive.parent, "run", **tokens)
    assert done.returncode == 1
    assert "invalid_auth" in done.stderr


def test_doctor_says_what_is_well(archive: Path) -> None:
    done = parallax(archive.parent, "doctor", PARALLAX_SANDBOX_PORT=str(free_port()))
    assert done.returncode == 0, done.stdout
    lines = done.stdout.splitlines()
    assert len(lines) == 6
    assert all(line.startswith("ok ") for line in lines)
    assert "holds 5 articles" in done.stdout


def test_doctor_names_a_scope_that_lacks(archive: Path) -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("users:read")
    with Sandbox(manifest) as sandbox:
        more = {"PARALLAX_SLACK_URL": sandbox.api_url, **sandbox.environment()}
        done = parallax(archive.parent, "doctor", PARALLAX_PORT=str(free_port()), **more)
    assert done.returncode == 1
    assert "FAIL  scopes: The token lacks users:read" in done.stdout


def test_ask_answers_in_the_terminal(archive: Path) -> None:
    done = parallax(archive.parent, "ask", "/who-said preposterous")
    assert done.returncode == 0, done.stderr
    assert "Nayib Bukele" in done.stdout
    assert "4 independent sources" in done.stdout


def test_a_question_without_an_answer_fails_with_a_sentence(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(archive))
    assert main(["ask", "/who-said", "zzzqqq"]) == exits.FAILED
    assert "zzzqqq" in capsys.readouterr().err


def test_a_digest_is_printed_with_its_thread(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(archive))
    monkeypatch.setenv("PARALLAX_NOW", "2025-04-15T09:00:00-04:00")
    assert main(["digest"]) == exits.DONE
    shown = capsys.readouterr().out
    assert "Differences in the coverage, Tuesday 15 April 2025" in shown
    assert "Value" in shown  # the head of a card's table


def test_a_path_where_no_archive_can_be_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(tmp_path))
    assert main(["ask", "/timeline"]) == exits.FAILED
    assert "cannot be opened" in capsys.readouterr().err


def test_indexing_again_changes_nothing_and_a_bad_file_stops_nothing(archive: Path) -> None:
    bad = archive.parent / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    done = parallax(archive.parent, "index", str(bad), str(ROOT / "seeds"))
    assert done.returncode == 0, done.stderr
    assert "5 unchanged, 1 failed" in done.stderr
    assert "not read: bad.txt is UTF-16" in done.stderr


def test_an_archive_that_another_process_writes_to_is_a_sentence(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARALLAX_DATABASE", str(archive))
    monkeypatch.setattr("store.archive.open_archive", partial(open_archive, wait=0.1))
    holder = sqlite3.connect(archive, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        assert main(["ask", "/timeline"]) == exits.DONE
        assert main(["ask", '/parallax outlet "BBC News" "BBC"']) == exits.FAILED
    finally:
        holder.close()
    assert "Another process is writing" in capsys.readouterr().err


def test_the_demo_prints_four_answers_with_sources(tmp_path: Path) -> None:
    done = parallax(tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    for words in (
        "/who-said preposterous",
        "12 March 2025",
        "Contradiction",
        "this morning's digest",
    ):
        assert words in done.stdout
    assert not list(tmp_path.iterdir())
