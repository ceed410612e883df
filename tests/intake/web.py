"""A site on loopback that public names lead to: scripts of bytes, and what was asked of it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address

from intake.fetching.addresses import Address
from intake.fetching.network import Network

OUTSIDE = ip_address("198.45.20.7")  # public; no socket of a test ever goes there
Script = Callable[[str], Iterable[bytes]]  # the path asked for; the answer, piece by piece


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; `content_type` becomes Content-Type."""
    named = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body))} | headers
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


class Site:
    """A server on loopback. `asked` holds each request as it came, `gone` how many clients went
    away before the script was over."""

    def __init__(self, script: Script, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[bytes] = []
        self.gone = 0
        self._script, self._tls = script, tls
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def paths(self) -> list[str]:
        return [request.split()[1].decode() for request in self.asked]

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                try:
                    self._converse(client)
                except OSError:
                    self.gone += 1

    def _converse(self, client: socket.socket) -> None:
        if self._tls is not None:
            with self._tls.wrap_socket(client, server_side=True) as secured:
                self._answer(secured)
        else:
            self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            piece = client.recv(65_536)
            if not piece:
                return
            request += piece
        self.asked.append(request)
        for piece in self._script(request.split()[1].decode()):
            client.sendall(piece)
        with suppress(OSError):
            client.shutdown(socket.SHUT_WR)


class Ticking:
    """A clock that goes on by `step` seconds whenever it is read."""

    def __init__(self, step: float = 0.0) -> None:
        self.step, self.time = step, 0.0

    def __call__(self) -> float:
        self.time += self.step
        return self.time


class Web:
    """Names and where they lead; every connection is recorded and led to the site on loopback."""

    def __init__(self, site: Site | None, **names: Iterable[str]) -> None:
        self.site = site
        self.names = {name.replace("_", "."): tuple(found) for name, found in names.items()}
        self.looked_up: list[str] = []
        self.connected: list[tuple[Address, int]] = []

    def network(
        self, clock: Callable[[], float] | None = None, tls: ssl.SSLContext | None = None
    ) -> Network:
        context = tls or ssl.create_default_context()
        return Network(self._resolve, self._connect, clock or Ticking(), lambda: context)

    def _resolve(self, host: str, seconds: float) -> tuple[Address, ...]:
        self.looked_up.append(host)
        found = self.names.get(host, (str(OUTSIDE),))
        return tuple(ip_address(address) for address in found)

    def _connect(self, address: Address, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if self.site is None:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.site.port), timeout=seconds)


@contextmanager
def site(script: Script, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that is closed at the end."""
    made = Site(script, tls)
    try:
        yield made
    finally:
        made.close()


def pages(**paths: bytes) -> Script:
    """A script of whole answers by path: `pages(a=…)` answers `/a`; all else is 404."""

    def script(path: str) -> Iterable[bytes]:
        return [paths.get(path.strip("/").replace(".", "_"), answer(b"", "404 Not Found"))]

    return script
