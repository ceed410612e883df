"""Envelopes to the bot's request URL, signed; or to a function, for tests without a port."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode, urlsplit

import aiohttp

from sandbox.credentials import SIGNING_SECRET
from sandbox.delivery import Ack, Envelope
from sandbox.messages import Json

KNOCK_SECONDS = 0.05  # between two looks whether the bot listens yet

Headers = Mapping[str, str | Sequence[str]]
InProcess = Callable[[str, Mapping[str, str], bytes], tuple[int, Headers, bytes | str]]
"""(method, headers, body) to (status, headers, body), called in a thread of its own."""

TIMED_OUT = Ack(error="operation_timeout")
FAILED = Ack(error="dispatch_failed")


def encode(envelope: Envelope) -> tuple[str, bytes]:
    """Content type and body, as the platform sends them."""
    form = "application/x-www-form-urlencoded"
    if envelope.kind == "slash_commands":
        return form, urlencode(envelope.payload).encode()
    body = json.dumps(envelope.payload, ensure_ascii=False)
    if envelope.kind == "interactive":
        return form, urlencode({"payload": body}).encode()
    return "application/json", body.encode()


def sign(body: bytes, timestamp: int, secret: str = SIGNING_SECRET) -> str:
    """The `v0` signature over timestamp and body."""
    base = b"v0:" + str(timestamp).encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class HttpTransport:
    def __init__(
        self, target: str | InProcess, *, wall_clock: Callable[[], float] = time.time
    ) -> None:
        """`wall_clock` dates the signature: verifiers compare it with the real time."""
        self._target = target
        self._wall_clock = wall_clock
        self._session: aiohttp.ClientSession | None = None

    async def send(
        self, envelope: Envelope, seconds: float, attempt: int = 0, reason: str = ""
    ) -> Ack:
        content_type, body = encode(envelope)
        timestamp = int(self._wall_clock())
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": str(timestamp),
            "X-Slack-Signature": sign(body, timestamp),
            "User-Agent": "Sandbox 1.0",
        }
        if attempt:
            headers["X-Slack-Retry-Num"] = str(attempt)
            headers["X-Slack-Retry-Reason"] = reason
        try:
            async with asyncio.timeout(seconds):
                status, content, answer = await self._post(headers, body)
        except TimeoutError:
            return TIMED_OUT
        except (aiohttp.ClientError, OSError):
            return FAILED
        if not 200 <= status < 300:
            return Ack(error="dispatch_failed", status=status)
        return Ack(body=_parsed(content, answer), status=status)

    async def wait_for_listener(self, seconds: float) -> bool:
        """Whether something accepts connections at the request URL before the time is up."""
        if not isinstance(self._target, str):
            return True
        place = urlsplit(self._target)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    with contextlib.suppress(OSError):
                        _, writer = await asyncio.open_connection(place.hostname, place.port)
                        writer.close()
                        return True
                    await asyncio.sleep(KNOCK_SECONDS)
        return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _post(self, headers: Mapping[str, str], body: bytes) -> tuple[int, str, str]:
        if not isinstance(self._target, str):
            status, answered, content = await asyncio.to_thread(self._target, "POST", headers, body)
            text = content.decode() if isinstance(content, bytes) else content
            return status, _header(answered, "content-type"), text or ""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(self._target, data=body, headers=headers) as response:
            return response.status, response.headers.get("Content-Type", ""), await response.text()


def _header(headers: Headers, name: str) -> str:
    for key, value in headers.items():
        if key.lower() == name:
            return value if isinstance(value, str) else next(iter(value), "")
    return ""


def _parsed(content_type: str, answer: str) -> Json:
    if not answer:
        return {}
    if "json" in content_type:
        try:
            parsed = json.loads(answer)
        except ValueError:
            return {"text": answer}
        return parsed if isinstance(parsed, dict) else {}
    return {"text": answer}
