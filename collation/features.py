"""An article in; the words and names by which its story is found, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from math import log, log1p

from collation.bouts import bouts_of
from collation.wording import find_content_roots, is_function
from intake.article import Article, PartKind

LEAD = 150  # content words that count in full: the account begins with what happened
LATER = 0.6  # of a word further down, where background is told
TITLE = 2.0  # added for a word of the title
PRIOR = 200.0  # articles that the background table counts as beside those given
RARE = 0.002  # of articles that have a word which the table lacks

_NAME = re.compile(r"[^\W\d_]\w+(?:[’'-]\w+)*")
_ACCOUNT = (PartKind.PARAGRAPH, PartKind.SUBHEADING)

Weighted = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class StoryItem:
    """What grouping needs of an article; small enough to be kept for the active window.

    `words` are stems and `names` capitalised words in small letters, with the logarithm of how
    often the article has them; sorted.
    """

    id: str
    day: date | None
    words: Weighted
    names: Weighted
    bouts: tuple[str, ...] = ()  # which of several like events it tells (`collation/bouts.py`)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `articles` articles each word (its stem) and each name ("@orrin") stands."""

    articles: int
    of: Mapping[str, int]

    def by_kind(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many articles have each word, and each name, the names without their mark."""
        words, names = {}, {}
        for key, count in self.of.items():
            if key.startswith("@"):
                names[key.removeprefix("@")] = count
            else:
                words[key] = count
        return words, names


def story_item(id: str, article: Article) -> StoryItem:
    """The features of an article, straight from its text: no parse is needed.

    Names are capitalised words that the article never prints in small letters.
    """
    title = article.title or ""
    body = [article.text[part.start : part.end] for part in article.parts if part.kind in _ACCOUNT]
    roots = [root for paragraph in body for root in find_content_roots(paragraph)]
    weighed: dict[str, float] = dict(Counter(roots[:LEAD]))
    for root, count in Counter(roots[LEAD:]).items():
        weighed[root] = weighed.get(root, 0.0) + LATER * count
    words = {root: log1p(count) for root, count in weighed.items()}
    for root in set(find_content_roots(title)):
        words[root] = words.get(root, 0.0) + TITLE
    printed = Counter(_NAME.findall(" ".join([*body, title])))
    small = {word for word in printed if word[0].islower()}
    capital: Counter[str] = Counter()
    for word, count in printed.items():
        if word not in small:
            capital[word.replace("’", "'").removesuffix("'s").lower()] += count
    names = {
        name: 1 + log(count)
        for name, count in capital.items()
        if name not in small and not is_function(name)
    }
    return StoryItem(
        id,
        article.published,
        tuple(sorted(words.items())),
        tuple(sorted(names.items())),
        bouts_of(title, " ".join(body)),
    )


def count_frequencies(items: Iterable[StoryItem]) -> Frequencies:
    """In how many of the items each word and each name stands."""
    counts: Counter[str] = Counter()
    number = 0
    for item in items:
        number += 1
        counts.update(word for word, _ in item.words)
        counts.update(f"@{name}" for name, _ in item.names)
    return Frequencies(number, counts)


class Rarity:
    """Inverse document frequency over the articles given and a table of news at large.

    Five articles on one event must not take its words for common ones: the table counts as 200
    articles more.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        """`frequencies` of the active window, or of the archive."""
        self._frequencies = frequencies
        self._articles = frequencies.articles + PRIOR
        self._known: dict[str, float] = {}

    def of(self, key: str) -> float:
        """The weight of a word, or of a name given as "@name"."""
        if key not in self._known:
            common = max(_background().get(key.removeprefix("@"), 0.0), RARE)
            count = self._frequencies.of.get(key, 0) + PRIOR * common + 0.5
            self._known[key] = max(0.0, log((self._articles + 1) / count))
        return self._known[key]

    def of_name(self, name: str) -> float:
        """The weight of a name."""
        return self.of(f"@{name}")


def background_roots() -> tuple[str, ...]:
    """The stems whose frequency in news at large is known."""
    return tuple(_background())


@cache
def _background() -> dict[str, float]:
    """The share of news articles that have a stem."""
    raw = resources.files("collation").joinpath("background.tsv").read_text(encoding="utf-8")
    table = {}
    for row in raw.splitlines():
        if not row.startswith("#"):
            thousandth, words = row.split("\t")
            for word in words.split():
                table[word] = int(thousandth) / 1000
    return table
