"""Why a link was not fetched, each an error whose message is a sentence for whoever asked.

UnreadableText (intake.plain)
└── NotFetched           nothing was read from the link
    ├── BadLink          what was typed is no link to a public web page; nobody was asked
    │   └── NotPublic    it leads to an address that is not on the public internet
    ├── NoSuchHost       its host has no address
    ├── Unreachable      nobody answers there, or in no way that a browser would take
    │   └── Untrusted    its certificate does not prove that it is who it says
    ├── TooSlow          the whole fetch took longer than it may
    ├── TooLarge         more bytes, headers or unpacked bytes than it may send
    ├── WrongType        it is neither a page nor a feed
    ├── BadRedirect      it leads elsewhere, to where we do not follow
    ├── Forbidden        its robots.txt asks programs not to read it
    └── NotNow           its robots.txt asks for more time between two requests; nobody was asked
"""

from __future__ import annotations

from intake.plain import UnreadableText


class NotFetched(UnreadableText):
    """Nothing was read. `passing` says whether the same link may well work in a while."""

    passing = False


class BadLink(NotFetched):
    """What was typed is no link to a public web page."""


class NotPublic(BadLink):
    """The link leads to an address that is not on the public internet."""


class NoSuchHost(NotFetched):
    """The host has no address."""

    passing = True


class Unreachable(NotFetched):
    """Nobody answers there, or not as a web server does."""

    passing = True


class Untrusted(Unreachable):
    """The certificate does not prove whose server it is."""

    passing = False


class TooSlow(NotFetched):
    """The deadline of the whole fetch is over."""

    passing = True


class TooLarge(NotFetched):
    """Larger than any news page, packed or unpacked, or with too many headers."""


class WrongType(NotFetched):
    """Neither a page nor a feed."""


class BadRedirect(NotFetched):
    """It leads on to where we do not follow."""


class Forbidden(NotFetched):
    """The site's robots.txt asks programs like this one not to read it."""


class NotNow(NotFetched):
    """The host was asked a moment ago and wants to be left alone for `seconds` more."""

    passing = True

    def __init__(self, sentence: str, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds
