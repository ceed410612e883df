"""A sentence as it stands in a text in; whether it is the page's furniture, not the account's, out.

Pages put between the words of an account what is none of them: headlines of other articles run
into a name that links to them ("Roe Jane Ann RoePort to close MORE"), a player's or a reader's
buttons, invitations to read on or to sign up, credits. Cut out of its page such a thing reads like
a sentence, and what it says belongs to another story.
"""

from __future__ import annotations

import re

#: A name, its longer form, and the next word run into that: "Roe Jane (Jay) RoePort".
_RUN_IN = re.compile(
    r"\b([A-Z][a-z][\w’']*)\s+(?:\(?(?:[A-Z][\w.’'-]*|d[aeiu]|la|van|von|bin|al)\)?\s+){0,5}?\1(?=[A-Z])"
)
_BUTTON = re.compile(
    r"\b(?:READ MORE|JUST WATCHED|MUST WATCH|Replay More Videos|SHARE THIS|Share Tweet|"
    r"LISTEN TO ARTICLE|WATCH|CLOSE|ADVERTISEMENT|Advertisement|Newsletter Sign Up|"
    r"Story highlights|Story Continued|Continue reading|Enlarge this image|[Tt]oggle caption|"
    r"(?:READ|WATCH|MORE|RELATED|Related|Read more|Read More|Watch now|See also)\s*:)|"
    r"(?:[a-z]|\s)MORE(?=\W|$)|(?:^|\W)[Rr]ead [Mm]ore\W*$|^\W*Sign up (?:for|to)\b|"
    r"\b(?:AP Photo|FILE PHOTO|Getty Images|REUTERS/)"
)
_LINKED = re.compile(
    r"https?:|@\w|\bwww\.|pic\.twitter|\b(?:copyright|newsletter|sign up|subscribe|click|"
    r"read more|caption|toggle|story highlights|related)\b|Getty|\bImage|\bPhoto|#\w",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:[a-z]|\s)MORE(?=\W|$)")
#: What all of this has in common, in small letters.
_LINK_MARKS = re.compile(
    "http|@|www|pic.twitter|copyright|newsletter|sign up|subscribe|click|read more|caption|toggle|"
    "story highlights|related|getty|image|photo|#"
)


def is_run_in(words: str, at: int) -> bool:
    """Whether a place of a sentence is in headlines of other articles, "MORE" behind the last."""
    if _MORE.search(words, at) is None:
        return False
    before = [match.end() for match in _MORE.finditer(words, 0, at)]
    name = _RUN_IN.search(words, before[-1] if before else 0)
    return name is None or name.end() <= at


def is_furniture(words: str) -> bool:
    """Whether a sentence holds anything that the page put into it."""
    return bool(_BUTTON.search(words) or _RUN_IN.search(words))


def is_linked(words: str) -> bool:
    """Whether a sentence holds a link, a handle, a caption or a button."""
    return _LINK_MARKS.search(words.lower()) is not None and _LINKED.search(words) is not None
