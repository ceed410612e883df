"""A story's size: articles, independent sources, and who prints one dispatch, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SourceCount:
    """How many printings there are, how many independent sources, and which share a dispatch.

    `agencies` are those that the printings of each dispatch credit with it, in the order of
    `shared`: "" where they credit none, or not the same.
    """

    articles: int
    sources: int
    shared: tuple[tuple[str, ...], ...]  # outlets that print one dispatch, group by group
    agencies: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """ "5 articles, 4 independent sources (A and B print one AFP dispatch)"."""
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        sources = (
            "1 independent source" if self.sources == 1 else f"{self.sources} independent sources"
        )
        shared = "; ".join(self.dispatches)
        return f"{articles}, {sources}" + (f" ({shared})" if shared else "")

    @property
    def dispatches(self) -> tuple[str, ...]:
        """ "A and B print one AFP dispatch", one for each dispatch that several print."""
        agencies = self.agencies or ("",) * len(self.shared)
        return tuple(
            _printed(group, agency) for group, agency in zip(self.shared, agencies, strict=True)
        )


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story by its number and title, with its size."""

    id: int
    title: str
    articles: int
    sources: int  # independent ones
    first: date | None
    last: date | None
    outlets: tuple[str, ...]
    changed: int = 0  # steps in which outlets changed its articles after printing them


def _printed(outlets: tuple[str, ...], agency: str) -> str:
    one = f"one {agency} dispatch" if agency else "one dispatch"
    if len(outlets) == 1:
        return f"{outlets[0]} prints {one} more than once"
    return f"{_listed(outlets)} print {one}"


def _listed(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]
