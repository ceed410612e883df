"""An entry in; in few words what it tells, who gives its day, and how a count in it grew, out."""

from __future__ import annotations

from desk.answers import Citation, EntryView, StepView
from desk.own_days import of

_SIGNS = {"": "", "later": " → ", "same time": " / "}
MOST = 6  # values that are shown: the first, and the newest
LOWER = ", lower than before"


def said(entry: EntryView) -> str:
    """A person's wording, else the course of a count, else the best sentence; "" for none."""
    if entry.what or entry.course:
        return entry.what or headline(entry)
    return entry.citations[0].sentence if entry.citations else ""


def headline(entry: EntryView) -> str:
    """ "Dead: 8 → 12 → 14"; a stroke where two values hold for one time. "" without a course."""
    steps = shown(entry)
    if not steps:
        return ""
    left = " → …" if len(steps) < len(entry.course) else ""
    values = steps[0].value + left
    values += "".join(f"{_SIGNS[step.after]}{step.value}" for step in steps[1:])
    return f"{_counted(entry)}: {values}"


def told(entry: EntryView) -> str:
    """ "Dead: 8 (Sunday morning, 13 April: A) → 12 (Sunday night, 13 April: B, C)"."""
    if not entry.course:
        return ""
    parts = (f"{_SIGNS[step.after]}{step.value} ({who(step)})" for step in entry.course)
    return f"{_counted(entry)}: {''.join(parts)}"


def who(step: StepView) -> str:
    """ "Sunday night, 13 April: B, C; published 14 April: D, lower than before"."""
    told = "; ".join(f"{when}: {', '.join(outlets)}" for when, outlets in step.told)
    return told + (LOWER if step.lower else "")


def shown(entry: EntryView) -> tuple[StepView, ...]:
    """The first value and the newest ones, at most MOST."""
    steps = entry.course
    return steps if len(steps) <= MOST else (steps[0], *steps[1 - MOST :])


def gives(entry: EntryView, citation: Citation) -> str:
    """ "says only March 2025": what a sentence gives by itself; "" where it gives the entry's days
    or `date_note` says whence they are."""
    found = of(entry.own, citation.article, citation.at)
    return "" if found is None or (found.counts and entry.date_note) else found.words


def value_of(entry: EntryView, citation: Citation) -> tuple[str, str]:
    """The value that a citation of a course gives, and when it held; "" and "" for others."""
    for step in entry.course:
        for one, as_of in zip(step.citations, step.as_of, strict=True):
            if one == citation:
                return step.value, as_of
    return "", ""


def _counted(entry: EntryView) -> str:
    return entry.counted[:1].upper() + entry.counted[1:]
