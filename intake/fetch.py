"""A link that somebody typed in; the bytes it leads to, or a typed reason why not, out.

The host is looked up once and every address checked; the connection goes to an address that was
checked; each redirect begins again. One deadline holds for all of it.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum
from functools import partial

from intake.fetching.addresses import Address
from intake.fetching.exchange import Answer, Deadline, Limits, exchange, is_redirect
from intake.fetching.faults import BadRedirect, Forbidden, NotFetched, TooLarge, WrongType
from intake.fetching.links import Link, follow, parse_link
from intake.fetching.network import Network
from intake.fetching.robots import LONGEST, Rules, parse_rules
from intake.fetching.unpacking import OFFERED

AGENT = "ParallaxBot"
USER_AGENT = f"Mozilla/5.0 (compatible; {AGENT}/0.2; reads articles that a newsroom asks for)"
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
FEEDS = (
    *("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"),
    *("application/xml", "text/xml", "application/rdf+xml", *PAGES),
    # What servers say where nobody told them: the bytes are looked at in any case.
    *("application/x-rss+xml", "text/rss+xml", "application/rss", "application/octet-stream"),
)
LONGEST_VALIDATOR = 500  # characters
LONGEST_WAIT = 30 * 24 * 3600  # seconds of Retry-After that are believed


class Absence(StrEnum):
    """Why a site that answered gave nothing."""

    MISSING = "missing"  # 404
    GONE = "gone"  # 410: for good
    DENIED = "denied"  # 401, 403, 451 and other refusals
    LATER = "later"  # 429, 5xx: the same link may work in a while


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site gave with a body, to be asked with: has it changed since?"""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body. `url` is where it was found after all redirects; `permanent` whether each of them
    was said to be for good; `charset` what Content-Type said; `wire` the bytes received."""

    url: str
    body: bytes
    media_type: str
    charset: str | None
    validators: Validators
    wire: int
    permanent: bool
    status: int = 200


@dataclass(frozen=True, slots=True)
class NotModified:
    """As it was when the validators were given."""

    url: str
    status: int = 304


@dataclass(frozen=True, slots=True)
class Absent:
    """The site answered and gave nothing; `why` is a sentence, `retry_after` seconds."""

    url: str
    status: int
    absence: Absence
    why: str
    retry_after: float | None


Outcome = Fetched | NotModified | Absent

_USUAL = Limits()
_UNKNOWN = Validators()


def fetch(
    text: str,
    network: Network,
    robots: MutableMapping[str, Rules],
    now: datetime,
    *,
    limits: Limits = _USUAL,
    types: tuple[str, ...] = PAGES,
    validators: Validators = _UNKNOWN,
) -> Outcome:
    """Fetch what was typed. `robots` holds what is known of each origin's rules; this adds to it.

    `now`, aware, is for a Retry-After that names a day.

    Raises:
        NotFetched: nothing was read; which of its kinds says why, and its message is a sentence.
    """
    link = parse_link(text)
    deadline = Deadline(network.clock, limits.seconds)
    # Once for each host, whatever the name server says a moment later; page and rules alike.
    found: dict[str, tuple[Address, ...]] = {}

    def resolve(host: str, seconds: float) -> tuple[Address, ...]:
        if host not in found:
            found[host] = network.resolve(host, seconds)
        return found[host]

    once = replace(network, resolve=resolve)
    permanent = True
    for _ in range(limits.redirects + 1):
        _heed_robots(link, once, robots, limits, deadline)
        answer = exchange(
            link,
            _headers(types, validators),
            once,
            limits,
            deadline,
            partial(_check_type, types, link.host),
        )
        if not is_redirect(answer):
            return _outcome(link, answer, now, permanent=permanent)
        permanent = permanent and answer.status in (301, 308)
        link = follow(link, answer.headers["location"])
    raise BadRedirect(f"{parse_link(text).host} leads from link to link without an end.")


def _headers(types: tuple[str, ...], validators: Validators) -> dict[str, str]:
    asked = {
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(types) + ", */*;q=0.1",
        "Accept-Language": "en",
        "Accept-Encoding": OFFERED,
    }
    if validators.etag:
        asked["If-None-Match"] = validators.etag
    if validators.last_modified:
        asked["If-Modified-Since"] = validators.last_modified
    return asked


def _validators(answer: Answer) -> Validators:
    """As given, but none that could not be sent back as it is."""
    etag, modified = (
        value if value and value.isascii() and len(value) <= LONGEST_VALIDATOR else None
        for value in (answer.headers.get("etag"), answer.headers.get("last-modified"))
    )
    return Validators(etag, modified)


def _heed_robots(
    link: Link,
    network: Network,
    robots: MutableMapping[str, Rules],
    limits: Limits,
    deadline: Deadline,
) -> None:
    """Raises Forbidden where the site asks programs not to read the link."""
    rules = robots.get(link.origin)
    if rules is None or not rules.fresh(network.clock()):
        rules = robots[link.origin] = _read_rules(link, network, limits, deadline)
    if rules.allow(link.url, AGENT):
        return
    if rules.unread is not None:
        refusal = Forbidden(
            f"{link.host} does not say now whether programs may read it: its robots.txt could not "
            f"be read ({rules.unread})."
        )
        refusal.passing = True
        raise refusal
    raise Forbidden(f"{link.host} asks programs not to read this page (robots.txt).")


def _read_rules(link: Link, network: Network, limits: Limits, deadline: Deadline) -> Rules:
    """Errors that would meet the page as well, such as a host that leads inside, are raised."""
    asked = Link(link.scheme, link.host, link.port, "/robots.txt", link.address)
    headers = {"User-Agent": USER_AGENT, "Accept": "text/plain", "Accept-Encoding": OFFERED}
    small = Limits(limits.seconds, 2 * LONGEST, 2 * LONGEST, limits.headers, limits.fields)
    for _ in range(limits.redirects + 1):
        try:
            answer = exchange(asked, headers, network, small, deadline)
        except TooLarge:
            return Rules(None, network.clock(), unread="it is too large")
        except NotFetched:
            if asked.origin == link.origin:
                raise
            return Rules(None, network.clock(), unread="it leads elsewhere")
        if not is_redirect(answer):
            return parse_rules(answer.status, answer.body, network.clock())
        try:
            asked = follow(asked, answer.headers["location"])
        except NotFetched:
            return Rules(None, network.clock(), unread="it leads elsewhere")
    return Rules(None, network.clock(), unread="it leads from link to link")


def _check_type(types: tuple[str, ...], host: str, head: Answer) -> None:
    media_type, _ = _content_type(head)
    if media_type and media_type not in types:
        raise WrongType(f"{host} sent {media_type[:80]}, which is no web page.")


def _content_type(answer: Answer) -> tuple[str, str | None]:
    """Media type in lower case, empty if none is given, and charset."""
    given = answer.headers.get("content-type", "")
    if not given:
        return "", None
    message = Message()
    message["content-type"] = given.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset")
    media_type = given.partition(";")[0].strip().lower()
    return media_type, charset if isinstance(charset, str) else None


def _outcome(link: Link, answer: Answer, now: datetime, *, permanent: bool) -> Outcome:
    if answer.status == 200:
        media_type, charset = _content_type(answer)
        return Fetched(
            link.url,
            answer.body,
            media_type,
            charset,
            _validators(answer),
            answer.wire,
            permanent=permanent,
        )
    if answer.status == 304:
        return NotModified(link.url)
    absence, why = _absence(answer.status, link.host)
    wait = _retry_after(answer.headers.get("retry-after", ""), now)
    return Absent(link.url, answer.status, absence, why, wait)


def _absence(status: int, host: str) -> tuple[Absence, str]:
    if status == 404:
        return Absence.MISSING, f"{host} has no such page (404)."
    if status == 410:
        return Absence.GONE, f"{host} has taken this page away (410)."
    if status == 429:
        return Absence.LATER, f"{host} says that it is asked too often (429)."
    if status >= 500:
        return Absence.LATER, f"{host} cannot answer just now ({status})."
    if status == 451:
        return Absence.DENIED, f"{host} may not show this page for legal reasons (451)."
    if status in (401, 402, 403, 407):
        return Absence.DENIED, f"{host} does not let this program read the page ({status})."
    return Absence.DENIED, f"{host} gave no page (status {status})."


def _retry_after(value: str, now: datetime) -> float | None:
    """Seconds from now (RFC 9110, 10.2.3): a number of them, or a day and hour."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:12]), LONGEST_WAIT))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), float(LONGEST_WAIT))
