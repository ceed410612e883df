"""A count that grew in; its values by time, each with who prints it, as they are shown, out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from collation.timeline import AsOf, Counted, Entry
from desk.answers import Citation, StepView
from desk.citations import cite
from store.articles import Origin, Stored

_PARTS = {9.0: "morning", 12.0: "midday", 15.0: "afternoon", 19.0: "evening", 22.0: "night"}


def course(
    entry: Entry, by_key: Mapping[str, Stored], origins: Mapping[int, Origin], zone: ZoneInfo
) -> tuple[StepView, ...]:
    """The values in time order; equal ones that follow each other are one step.

    Only of sentences that are still behind the entry: people may have taken some out.
    """
    sentences = {(w.article, w.event): w.sentence for w in entry.witnesses}
    rows = [
        one for one in entry.course
        if (one.article, one.event) in sentences and one.article in by_key
    ]  # fmt: skip
    steps: list[StepView] = []
    highest = 0.0
    before: AsOf | None = None
    for value, found in groupby(rows, key=lambda one: one.value):
        group = list(found)
        cited = tuple(
            cite(by_key[one.article], sentences[one.article, one.event], (one.number,), zone)
            for one in group
        )
        as_of = tuple(_as_of(one.as_of, by_key[one.article], entry.begin, zone) for one in group)
        after = ""
        if before is not None:
            at = group[0].as_of
            after = "same time" if (at.day, at.hour) == (before.day, before.hour) else "later"
        steps.append(
            StepView(
                value=_value(group),
                told=_told(as_of, cited, origins),
                after=after,
                lower=value < highest,
                citations=cited,
                as_of=as_of,
            )
        )
        highest, before = max(highest, value), group[-1].as_of
    return tuple(steps)


def _value(group: list[Counted]) -> str:
    hedges = {one.hedge for one in group}
    hedge = "" if "" in hedges else min(hedges)
    return f"{hedge} {group[0].value:,.0f}".strip()


def _told(
    as_of: tuple[str, ...], cited: tuple[Citation, ...], origins: Mapping[int, Origin]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who prints it by the time they give; outlets that print one dispatch are one source."""
    found: dict[str, dict[object, list[str]]] = {}
    for words, citation in zip(as_of, cited, strict=True):
        origin = origins.get(citation.article)
        group = (origin.story, origin.group) if origin else citation.article
        names = found.setdefault(words, {}).setdefault(group, [])
        if citation.outlet not in names:
            names.append(citation.outlet)
    return tuple(
        (words, tuple(" + ".join(names) for names in groups.values()))
        for words, groups in found.items()
    )


def _as_of(as_of: AsOf, stored: Stored, shown: date | None, zone: ZoneInfo) -> str:
    """ "Sunday night, 13 April", "Monday, 14 April, 9:00", "published 14 April, 15:20"."""
    moment = stored.article.published_at
    if as_of.basis == "update" and moment is not None:
        local = moment.astimezone(zone)
        return f"published {_day(local.date(), shown)}, {local:%H:%M}"
    if as_of.basis in ("update", "publication"):
        return f"published {_day(as_of.day, shown)}"
    day = f"{as_of.day:%A}"
    if as_of.basis == "day" and as_of.hour is not None:
        return f"{day} {_PARTS.get(as_of.hour, '')}".strip() + f", {_day(as_of.day, shown)}"
    if as_of.hour is not None:
        minutes = round(as_of.hour * 60)
        return f"{day}, {_day(as_of.day, shown)}, {minutes // 60}:{minutes % 60:02}"
    return f"{day}, {_day(as_of.day, shown)}"


def _day(day: date, shown: date | None) -> str:
    """Without the year where the entry's own date gives it."""
    year = "" if shown is not None and shown.year == day.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"
