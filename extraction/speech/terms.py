"""A marked span in; whether it is a title or a term rather than speech, out."""

from __future__ import annotations

from extraction.speech.marks import count_words
from extraction.speech.passages import Passage
from extraction.speech.stretches import behind

_SMALL = frozenset("a an the of and or in on at to for with from by is my your our".split())
_INTRODUCED = frozenset(
    "so-called known titled called dubbed named nicknamed entitled labeled labelled termed "
    "song album film movie book episode show series novel video single headlined hashtag".split()
)


def is_title(passage: Passage, n: int) -> bool:
    """Whether the words are the name of a work or a thing: capitals, or a word that says so."""
    first, last = passage.bounds[n]
    words = [t.text for t in passage.doc[first:last] if t.text[:1].isalpha() and t.lower_ != "n't"]
    heavy = [w for w in words if w.lower() not in _SMALL]
    capitals = sum(w[0].isupper() for w in heavy)
    if heavy and capitals >= 0.8 * len(heavy) and len(words) < 12:
        return not all(w.isupper() for w in heavy)
    return _before(passage, n) in _INTRODUCED


def is_titled(passage: Passage, n: int) -> bool:
    """Whether the word before the marks says that they hold a title: `an essay titled "…"`."""
    return _before(passage, n) in ("titled", "entitled", "headlined")


def _before(passage: Passage, n: int) -> str:
    before = passage.bounds[n][0] - 1
    while before >= 0 and (passage.is_mark(before) or passage.words[before] == ","):
        before -= 1
    return passage.words[before] if before >= 0 else ""


def is_term(passage: Passage, n: int) -> bool:
    """Whether the marks hold a term rather than somebody's words: `called it "misguided"`."""
    return count_words(passage.text, passage.marked[n].inside) < 3


def stands_alone(passage: Passage, n: int) -> bool:
    """Whether no word follows marked span n in its clause."""
    k = behind(passage, n)
    return k >= len(passage.words) or not passage.words[k][:1].isalnum()
