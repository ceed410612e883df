"""What somebody typed in; a link that may be asked for, or the sentence why not, out.

Stricter than browsers (WHATWG URL): an address that a resolver could read in two ways, such as
`0x7f.1` or `2130706433`, is refused in every notation, so nothing depends on who reads it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

import idna

from intake.fetching.addresses import Address, is_public
from intake.fetching.faults import BadLink, BadRedirect, NotPublic

LONGEST = 4096  # characters of a link; the longest that news sites print have 1,500
PORTS = {"http": 80, "https": 443}

_LINK = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.I)
_HALF = re.compile(r"https?:(?!//)", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_PATH = "/?:@!$&'()*+,;=-._~%"  # RFC 3986, what may stand in a path or query as it is
# Names that never lead to the public internet: RFC 6761, 6762, 7686, 8375 and ICANN's .internal
_PRIVATE = frozenset(
    "localhost localdomain local internal intranet private corp home lan arpa onion test invalid"
    " alt".split()
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link taken apart. `host` is in ASCII, without brackets; `path` begins with a slash and
    holds the query; there is no fragment."""

    scheme: str  # "http" or "https"
    host: str
    port: int
    path: str
    address: Address | None  # if the host is one

    @property
    def netloc(self) -> str:
        """Host as the `Host` header names it: with the port where it is not the scheme's."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def url(self) -> str:
        """The link in one way of writing."""
        return self.origin + self.path


def parse_link(text: str) -> Link:
    """Take a link apart.

    Raises:
        BadLink: another scheme, port, a user's name, or no host that could be public.
        NotPublic: the host is an address or a name inside some network.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise BadLink(f"This link is longer than {LONGEST} characters: {text[:60]}…")
    shown = _CONTROL.sub("?", text)[:200]
    if _CONTROL.search(text):
        raise BadLink(f"There are control characters in this link: {shown}")
    match = _LINK.match(text)
    if match is None:
        raise BadLink(f"A link begins with https:// or http://, and this does not: {shown}")
    scheme, authority, path = match[1].lower(), match[2], match[3]
    if "@" in authority or "\\" in authority:
        raise BadLink(f"Links with a user's name or password in them are not followed: {shown}")
    host, port = _host_and_port(authority, PORTS[scheme], shown)
    address = _address_of(host, shown)
    if address is None:
        host = _name_of(host, shown)
    elif not is_public(address):
        raise NotPublic(f"{address} is no address on the public internet: {shown}")
    else:
        host = str(address)
    path = quote(path if path.startswith("/") else "/" + path, safe=_PATH, errors="replace")
    return Link(scheme, host, port, path, address)


def follow(link: Link, location: str) -> Link:
    """Where an answer's `Location` leads, checked as if it had been typed.

    Raises:
        BadRedirect: from https to http.
        BadLink, NotPublic: as `parse_link`.
    """
    location = location.strip()
    try:
        if _HALF.match(location):  # browsers take it for a host, RFC 3986 for a path
            raise ValueError(location)
        target = urljoin(link.url, location)
    except ValueError as error:
        raise BadLink(f"{link.host} leads on to something that is no link.") from error
    onward = parse_link(target)
    if link.scheme == "https" and onward.scheme == "http":
        raise BadRedirect(
            f"{link.host} leads from https to {onward.netloc} without it, where anybody on the way "
            "could change the text."
        )
    return onward


def _host_and_port(authority: str, default: int, shown: str) -> tuple[str, int]:
    if authority.startswith("["):
        host, bracket, rest = authority[1:].partition("]")
        if not bracket or ":" not in host:
            raise BadLink(f"The address in brackets is none: {shown}")
        host = f"[{host}]"
        colon, port = rest[:1], rest[1:]
        if rest and colon != ":":
            raise BadLink(f"The host of this link is no name: {shown}")
    else:
        host, _, port = authority.partition(":")
    if not port:
        return host, default
    if not re.fullmatch(r"[0-9]{1,5}", port) or int(port) not in PORTS.values():
        raise BadLink(f"Only the usual ports of the web, 80 and 443, are asked: {shown}")
    return host, int(port)


def _address_of(host: str, shown: str) -> Address | None:
    """The address that a host is, None for a name. Only the usual notation of one is taken."""
    if host.startswith("["):
        try:
            return IPv6Address(host[1:-1])
        except AddressValueError as error:
            raise BadLink(f"The address in brackets is none: {shown}") from error
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").lower()
    last = plain.removesuffix(".").rpartition(".")[2]
    if not _NUMBER.fullmatch(last):
        return None
    # A last label of digits is an IPv4 address to every browser and to inet_aton, or it is none.
    try:
        return IPv4Address(host)
    except AddressValueError as error:
        raise NotPublic(f"Addresses in unusual notation are not followed: {shown}") from error


def _name_of(host: str, shown: str) -> str:
    """A host's name in lower-case ASCII (UTS 46, IDNA 2008), without the dot at its end."""
    bad = BadLink(f"The host of this link is no name that a public site can have: {shown}")
    name = host.lower()
    if len(name) > 253:
        raise bad
    if not name.isascii() or "xn--" in name:
        try:
            name = idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise bad from error
    name = name.removesuffix(".")
    labels = name.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise bad
    if _NUMBER.fullmatch(labels[-1]):
        raise NotPublic(f"Addresses in unusual notation are not followed: {shown}")
    if len(labels) < 2 or labels[-1] in _PRIVATE:
        raise NotPublic(f"{name} is a name inside some network, not on the internet: {shown}")
    return name
