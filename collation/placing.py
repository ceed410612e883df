"""One text's features and those of stories in; which of them it is about, best first, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from collation.features import Rarity, StoryItem, count_frequencies
from collation.stories import NAMES, UNDATED, product, vectors_of

NEAREST = 3  # articles of a story whose likeness counts: a long story has follow-ups of all sorts
FITS = 0.06  # likeness from which a text is about a story, as for an article that is left alone
SURE = 2.0  # times as like it as the next story: then nobody needs to be asked
NAMED = 0.05  # likeness of names that it needs besides: two fires may burn in two towns


@dataclass(frozen=True, slots=True)
class Placed:
    """How like a story a text is, 0 to 1, by its words and names together and by names alone."""

    story: int
    likeness: float
    named: float

    @property
    def fits(self) -> bool:
        """Whether the text can be about the story."""
        return self.likeness >= FITS and self.named >= NAMED


def place(item: StoryItem, stories: Mapping[int, Sequence[StoryItem]]) -> tuple[Placed, ...]:
    """Every story with how like it the text is, the likest first.

    The cosine of TF-IDF that groups articles into stories, without regard to days: a draft may be
    about last year.
    """
    others = [(story, one) for story in sorted(stories) for one in stories[story]]
    if not others:
        return ()
    ordered = [item, *(one for _, one in others)]
    rarity = Rarity(count_frequencies(ordered))
    words = vectors_of([one.words for one in ordered], rarity.of)
    names = vectors_of([one.names for one in ordered], lambda name: rarity.of(f"@{name}"))
    found: dict[int, list[tuple[float, float]]] = {}
    for number, (story, _) in enumerate(others, 1):
        by_name = product(names[0], names[number])
        by_word = product(words[0], words[number])
        likeness = UNDATED * ((1 - NAMES) * by_word + NAMES * by_name)
        found.setdefault(story, []).append((likeness, by_name))
    placed = [_of(story, pairs) for story, pairs in found.items()]
    return tuple(sorted(placed, key=lambda one: (-one.likeness, one.story)))


def _of(story: int, pairs: Sequence[tuple[float, float]]) -> Placed:
    nearest = sorted(pairs, reverse=True)[:NEAREST]
    count = len(nearest)
    return Placed(story, sum(a for a, _ in nearest) / count, sum(b for _, b in nearest) / count)


def choose(placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """The stories that a text may be about: none, the one that it clearly is, or several to ask of.

    `placed` is sorted, the likest first.
    """
    fitting = [one for one in placed if one.fits]
    if not fitting:
        return ()
    best = fitting[0]
    near = [one for one in fitting if one.likeness * SURE > best.likeness]
    return tuple(near)
