"""An article in; hashes of runs of its own words, with everything quoted left out, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from intake.article import Article, PartKind

WORDS = 8  # a shingle: shorter ones are set phrases, longer ones miss edited copy
SAMPLED = 4  # one hash in so many is looked up: enough to find a candidate

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENING = re.compile(r"[“”„«»\"]|''|(?<![\w’'])[‘'](?=\w)")
_SINGLE = ("‘", "'")
_DOUBLE_END = re.compile(r"[”“»«\"]|''")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…;-])[’'](?!\w)")


# In news prose outside marks these are somebody else's words: a tweet, a statement, a document.
_FIRST_PERSON = re.compile(
    r"\b(?:I|I[’']\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e[’']\w+|[Oo]ur|[Yy]ou|[Yy]our)\b"
)
_TWEET_MARKS = ("@", "#", "t.co", "pic.twitter", "http")  # one of them is in every such thing
_TWEET = re.compile(r"@\w{2,}|\bt\.co\b|pic\.twitter|https?://|(?<!\w)#\w{2,}")


def passages(article: Article) -> tuple[frozenset[int], ...]:
    """For each paragraph the hashes (signed, 64 bits) of its runs of eight own words.

    Quoted speech is the same in independent accounts of one event, so it is no sign of copying
    (Broder 1997 for shingles and containment); nor is what is quoted without marks, such as a
    tweet. Headlines are written anew and a caption comes with the photo: only paragraphs count.
    """
    found = []
    for part in article.parts:
        if part.kind is not PartKind.PARAGRAPH:
            continue
        runs = list(_own_words(article.text[part.start : part.end]))
        if any(_FIRST_PERSON.search(run) or _is_tweet(run) for run in runs):
            continue
        hashes = set()
        for run in runs:
            words = [word.lower().replace("’", "'") for word in _WORD.findall(run)]
            for at in range(len(words) - WORDS + 1):
                hashes.add(_hash(" ".join(words[at : at + WORDS])))
        if hashes:
            found.append(frozenset(hashes))
    return tuple(found)


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def _is_tweet(run: str) -> bool:
    return any(mark in run for mark in _TWEET_MARKS) and _TWEET.search(run) is not None


def _own_words(paragraph: str) -> Iterator[str]:
    """The stretches of a paragraph outside quotation marks; a mark never closed runs to its end.

    A single mark opens a quotation only where one closes it: `the workers' fund` opens none.
    """
    at = 0
    last = max((match.start() for match in _SINGLE_END.finditer(paragraph)), default=-1)
    while True:
        opening = _OPENING.search(paragraph, at)
        while opening and opening.group() in _SINGLE and opening.end() > last:
            opening = _OPENING.search(paragraph, opening.end())
        if opening is None:
            yield paragraph[at:]
            return
        yield paragraph[at : opening.start()]
        end = _SINGLE_END if opening.group() in _SINGLE else _DOUBLE_END
        closing = end.search(paragraph, opening.end())
        if closing is None:
            return
        at = closing.end()
