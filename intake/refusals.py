"""Why a page is no article that can be read, each an error whose message is a sentence to show.

UnreadableText (intake.plain)
└── UnreadablePage     no HTML, too large, no article in it
    ├── NotEnglish     the only language that is read is English
    ├── Paywalled      only the beginning of the article is in the page
    └── NotFound       the server said 200, but the page says that there is nothing here
"""

from __future__ import annotations

from intake.plain import UnreadableText


class UnreadablePage(UnreadableText):
    """A page that is no article; its message says what to do about it."""


class NotEnglish(UnreadablePage):
    """An article in another language than English."""


class Paywalled(UnreadablePage):
    """An article of which the page holds only the beginning, for subscribers have the rest."""


class NotFound(UnreadablePage):
    """A page that says, with the status of a page that exists, that there is nothing at it."""
