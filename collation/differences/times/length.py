"""Figures that are no numbers of things: times of day, and lengths of time."""

from __future__ import annotations

from extraction.annotations import Figure

PERIODS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade"})


def is_timed(figure: Figure) -> bool:
    """Whether a figure is a time of day ("8:20") or counts periods of time ("three days")."""
    return figure.quantity == "clock" or (figure.quantity != "age" and figure.unit in PERIODS)
