"""A host in; its addresses, and a socket connected to one of them, out.

Everything of the outside world that fetching needs is a field of `Network`, so that a test can let
a public name lead to a server on loopback; `the_internet()` is the real one.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address

import certifi

from intake.fetching.addresses import Address
from intake.fetching.faults import NoSuchHost, TooSlow, Unreachable


@dataclass(frozen=True, slots=True)
class Network:
    """`resolve(host, seconds)` gives all addresses of a name; `connect(address, port, seconds)` a
    socket to exactly that address; `clock` counts seconds and never goes back; `tls` gives the
    context that checks certificates."""

    resolve: Callable[[str, float], tuple[Address, ...]]
    connect: Callable[[Address, int, float], socket.socket]
    clock: Callable[[], float]
    tls: Callable[[], ssl.SSLContext]


def the_internet() -> Network:
    """The resolver of this machine, real sockets, the monotonic clock, the usual authorities."""
    return Network(resolve, connect, time.monotonic, trusting)


def resolve(host: str, seconds: float) -> tuple[Address, ...]:
    """All addresses of a name, in the order of the resolver, each once.

    The C library's resolver cannot be interrupted: it is asked in a thread that is left alone when
    the time is over, and ends by itself.

    Raises:
        NoSuchHost: there is no such name.
        TooSlow: no answer within `seconds`.
    """
    found: list[tuple[Address, ...] | OSError | UnicodeError | ValueError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            found.append(tuple(dict.fromkeys(ip_address(row[4][0]) for row in rows)))
        except (OSError, UnicodeError, ValueError) as error:
            found.append(error)

    thread = threading.Thread(target=ask, name="resolver", daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    if not found:
        raise TooSlow(f"The address of {host} could not be found out in time.")
    answer = found[0]
    if isinstance(answer, Exception):
        raise NoSuchHost(f"There is no site named {host}, or its name cannot be looked up now.")
    return answer


def connect(address: Address, port: int, seconds: float) -> socket.socket:
    """A socket to that address and no other: no name is looked up, no proxy asked.

    Raises:
        OSError: it cannot be reached within `seconds`.
    """
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(seconds)
        made.connect((str(address), port))
        if ip_address(made.getpeername()[0]) != address:
            raise Unreachable(f"{address} is answered by somebody else.")
    except BaseException:
        made.close()
        raise
    return made


@cache
def trusting() -> ssl.SSLContext:
    """A context that takes certificates of this machine's authorities and of Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
