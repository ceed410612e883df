"""No tokens in; a small Slack on this machine, in a process of its own, and its address, out.

It is reached by nothing but its base URL and tokens, as any other emulator would be.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.ports import check_free
from bot.settings import BadSetting, Settings

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
HOST = "127.0.0.1"
BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "sandbox-signing-secret"
EXAMPLES = ("/who-said preposterous", "/timeline Abrego Garcia", "/discrepancies")
PATIENCE = 20.0  # seconds for it to answer; a busy machine starts Python slowly


@contextmanager
def local_slack(settings: Settings, start: datetime, *, http: bool) -> Iterator[Settings]:
    """Settings that point to it, until the end of the block.

    Raises BadSetting where its port is taken or it does not start.
    """
    check_free(HOST, settings.sandbox_port, "PARALLAX_SANDBOX_PORT")
    address = f"http://{HOST}:{settings.sandbox_port}"
    command = [sys.executable, "-m", "sandbox", "--quiet", "--manifest", str(MANIFEST)]
    command += ["--port", str(settings.sandbox_port), "--clock", start.isoformat()]
    command += [part for example in EXAMPLES for part in ("--examples", example)]
    if http:
        command += ["--http", f"http://{HOST}:{settings.port}/slack/events"]
    # In the project's folder, where the package is found also when it is not installed.
    # A session of its own: Control-C reaches us alone, and we end it after the bot.
    process = subprocess.Popen(command, cwd=MANIFEST.parent, start_new_session=True)
    try:
        _wait_for(process, settings.sandbox_port)
        yield replace(
            settings,
            slack_url=f"{address}/api/",
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SIGNING_SECRET,
            now=start,
        )
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.1)):
        if process.poll() is not None:
            raise BadSetting(
                f"The local Slack ended at once with status {process.returncode}; what it said "
                "stands above."
            )
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            pause.wait(0.1)
    raise BadSetting(f"The local Slack did not answer within {PATIENCE:.0f} seconds.")
