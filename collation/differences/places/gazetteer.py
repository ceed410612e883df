"""Two names of places in; whether one lies in the other, or both apart, out.

What `data/places.tsv` holds: countries, states of the United States, parts of the United Kingdom,
provinces of Canada and Australia, and towns with the region that holds them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from collation.differences.words import DATA

_EXTRA = re.compile(r"^the\s+|\s+(?:state|city|county|province)$")


class Containment(StrEnum):
    """How two places lie to each other."""

    WITHIN = "within"  # one may hold the other, or both are one
    NEAR = "near"  # two places of one region, one of them a big city with suburbs
    APART = "apart"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Known:
    regions: frozenset[str]  # codes of what is itself a region
    towns: frozenset[str]  # codes of regions that hold a town of that name
    big: bool


def containment(one: str, other: str) -> Containment:
    """How two places lie to each other; UNKNOWN where the table lacks one of them.

    A name that several places bear ("Washington", "Georgia") may be any of them.
    """
    a, b = _known(_plain(one)), _known(_plain(other))
    if a is None or b is None:
        return Containment.UNKNOWN
    if _plain(one) == _plain(other):
        return Containment.WITHIN
    if any(_holds(region, code) for region in a.regions for code in b.regions | b.towns):
        return Containment.WITHIN
    if any(_holds(region, code) for region in b.regions for code in a.regions | a.towns):
        return Containment.WITHIN
    if (a.big or b.big) and a.towns & b.towns:
        return Containment.NEAR
    return Containment.APART


def is_region(name: str) -> bool:
    """Whether it names a country, a state, or the like."""
    known = _known(_plain(name))
    return known is not None and bool(known.regions)


def _holds(region: str, code: str) -> bool:
    return code == region or code.startswith(region + "-")


def _known(name: str) -> _Known | None:
    line = _table().get(name) or _table().get(_EXTRA.sub("", name))
    if line is None:
        return None
    codes = line.split()
    return _Known(
        frozenset(code[1:] for code in codes if code[0] == "="),
        frozenset(code.lstrip("+") for code in codes if code[0] != "="),
        any(code[0] == "+" for code in codes),
    )


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.lower().replace("’", "'").split()).removesuffix("'s")


@cache
def _table() -> Mapping[str, str]:
    """Codes by name, as the file has them."""
    text = (DATA / "places.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: codes for name, _, codes in rows}
