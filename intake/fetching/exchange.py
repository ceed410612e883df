"""A link and its addresses in; one answer over one connection, within every limit, out.

HTTP is read by h11, which opens nothing: every byte passes through here, after a look at the
clock. A connection serves one request and is closed.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass

import h11

from intake.fetching.addresses import Address, is_public
from intake.fetching.faults import (
    NoSuchHost,
    NotFetched,
    NotPublic,
    TooLarge,
    TooSlow,
    Unreachable,
    Untrusted,
)
from intake.fetching.links import Link
from intake.fetching.network import Network
from intake.fetching.unpacking import Unpacking

_PIECE = 65_536  # bytes read at once
_TRIED = 4  # addresses of one host
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost, all redirects and robots.txt together for `seconds`."""

    seconds: float = 20.0
    wire: int = 5_000_000  # bytes received of one answer, headers and packing included
    decoded: int = 5_000_000  # bytes of one body, unpacked: the largest page that is read
    headers: int = 32_768  # bytes
    fields: int = 100  # header fields
    redirects: int = 5
    connecting: float = 5.0  # seconds for one address, so that the next has a chance


@dataclass(frozen=True, slots=True)
class Answer:
    """A final answer's status, its headers by lower-case name (the last of equal ones), its body
    unpacked, and how many bytes came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    wire: int


class Deadline:
    """When a fetch must be over."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        """Begins now."""
        self._clock = clock
        self._end = clock() + seconds

    def left(self, host: str) -> float:
        """Seconds that remain, more than 0.

        Raises:
            TooSlow: none does.
        """
        rest = self._end - self._clock()
        if rest <= 0:
            raise TooSlow(f"{host} did not answer in time.")
        return rest


def exchange(
    link: Link,
    headers: dict[str, str],
    network: Network,
    limits: Limits,
    deadline: Deadline,
    wanted: Callable[[Answer], None] = lambda head: None,
) -> Answer:
    """Ask for a link once. Bodies of redirects and of errors are not read, and come back empty.

    `wanted` is called with the head before the body is read; what it raises ends the exchange.

    Raises:
        NotFetched: one of its kinds.
    """
    with _open(link, network, limits, deadline) as connection:
        try:
            return _converse(connection, link, headers, limits, deadline, wanted)
        except TimeoutError as error:
            raise TooSlow(f"{link.host} did not answer in time.") from error
        except h11.RemoteProtocolError as error:
            if error.error_status_hint == 431:
                raise TooLarge(f"{link.host} sent more headers than any site.") from error
            raise Unreachable(f"{link.host} does not answer as a web server does.") from error
        except h11.LocalProtocolError as error:
            raise Unreachable(f"{link.host} cannot be asked for this.") from error
        except OSError as error:
            raise Unreachable(f"{link.host} broke off the connection.") from error


def addresses_of(link: Link, network: Network, deadline: Deadline) -> tuple[Address, ...]:
    """The addresses of a link's host, looked up once.

    Raises:
        NotPublic: any of them is not public: a name that leads inside as well as outside is made
            to mislead.
        NoSuchHost, TooSlow: as the resolver.
    """
    if link.address is not None:
        found: tuple[Address, ...] = (link.address,)
    else:
        found = network.resolve(link.host, deadline.left(link.host))
    if not found:
        raise NoSuchHost(f"There is no site named {link.host}.")
    for address in found:
        if not is_public(address):
            raise NotPublic(f"{link.host} leads to {address}, which is not on the public internet.")
    return found


def _open(link: Link, network: Network, limits: Limits, deadline: Deadline) -> socket.socket:
    """A connection to one of the addresses that were checked, with TLS where the link says so."""
    refused: Exception | None = None
    for address in addresses_of(link, network, deadline)[:_TRIED]:
        seconds = min(deadline.left(link.host), limits.connecting)
        try:
            plain = network.connect(address, link.port, seconds)
        except OSError as error:
            refused = error
            continue
        if link.scheme == "http":
            return plain
        return _secure(plain, link, network, deadline)
    deadline.left(link.host)
    raise Unreachable(f"{link.host} cannot be reached.") from refused


def _secure(
    plain: socket.socket, link: Link, network: Network, deadline: Deadline
) -> ssl.SSLSocket:
    try:
        plain.settimeout(deadline.left(link.host))
        # The name of the link, not the address: it is sent (SNI) and must be in the certificate.
        return network.tls().wrap_socket(plain, server_hostname=link.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise Untrusted(
            f"{link.host} does not prove who it is ({error.verify_message.rstrip('.')})."
        ) from error
    except TimeoutError as error:
        plain.close()
        raise TooSlow(f"{link.host} did not answer in time.") from error
    except (OSError, ValueError) as error:
        plain.close()
        raise Unreachable(f"{link.host} does not speak https as it should.") from error
    except NotFetched:
        plain.close()
        raise


def _converse(
    connection: socket.socket,
    link: Link,
    headers: dict[str, str],
    limits: Limits,
    deadline: Deadline,
    wanted: Callable[[Answer], None],
) -> Answer:
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.headers)
    asked = {"Host": link.netloc, **headers, "Connection": "close"}
    request = h11.Request(method="GET", target=link.path, headers=list(asked.items()))
    sent = http.send(request) + http.send(h11.EndOfMessage())
    connection.settimeout(deadline.left(link.host))
    connection.sendall(sent)
    received = 0
    head = Answer(0, {}, b"", 0)
    body: Unpacking | None = None
    while True:
        connection.settimeout(deadline.left(link.host))  # before each step: one deadline for all
        event = http.next_event()
        if event is h11.NEED_DATA:
            piece = connection.recv(_PIECE)
            received += len(piece)
            if received > limits.wire:
                raise TooLarge(f"{link.host} sent more than {limits.wire:,} bytes.")
            http.receive_data(piece)
        elif isinstance(event, h11.Response):
            head = Answer(event.status_code, _fields(event, link, limits), b"", received)
            if event.status_code != 200:
                return head
            wanted(head)
            body = Unpacking(head.headers.get("content-encoding", ""), limits.decoded)
        elif isinstance(event, h11.Data) and body is not None:
            body.feed(bytes(event.data))
        elif isinstance(event, h11.EndOfMessage) and body is not None:
            return Answer(head.status, head.headers, body.finish(), received)
        elif not isinstance(event, h11.InformationalResponse):
            raise Unreachable(f"{link.host} broke off the connection.")


def _fields(event: h11.Response, link: Link, limits: Limits) -> dict[str, str]:
    size = sum(len(name) + len(value) for name, value in event.headers)
    if len(event.headers) > limits.fields or size > limits.headers:
        raise TooLarge(f"{link.host} sent more headers than any site.")
    # Bytes above ASCII are UTF-8 in links of newer servers, Latin-1 by the old standard.
    return {name.decode("ascii"): _decoded(value) for name, value in event.headers}


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def is_redirect(answer: Answer) -> bool:
    """Whether it says that the page is elsewhere."""
    return answer.status in _REDIRECTS and bool(answer.headers.get("location"))
