"""An article in; which figures give a quantity that news prints again and again, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from collation.coverage import Covered
from collation.differences.figures.measuring import dimension
from collation.differences.figures.templates.wordings import Wording, bare, wording
from collation.differences.words import load
from extraction.annotations import Figure, Span

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’.-][^\W\d_]+)*|[,;:.()]")
_REACH = 10  # tokens on either side of a figure that say what it is of
#: "No trace of nine people", "had no power", "did not survive": what is denied is not the figure.
_SOUGHT = frozenset({"missing", "without power", "dead", "flights cancelled", "ban", "homeless"})
#: Units that stand as nouns behind a number.
_COINS = frozenset(
    "crown krona krone kroner kronor rouble ruble peso rand rupee zloty lira franc shekel dinar "
    "dirham riyal ringgit baht won yuan forint leu lev real naira shilling guilder mark".split()
)
_UNITS = {
    "millimetre": "length", "millimeter": "length", "centimetre": "length", "centimeter": "length",
    "degree": "temperature", "knot": "speed", "tonne": "mass", "litre": "volume", "liter": "volume",
    "hectare": "area", "nautical mile": "length",
}  # fmt: skip
_TERMS = frozenset({"year", "month", "week", "day"})
_QUANTITIES = frozenset({"count", "money", "percent", "measure", "rank"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of the data file: its name, what it answers, and how it behaves."""

    name: str
    asks: str
    kinds: frozenset[str]  # "count", "money", "percent", "rank", "length", …, "term"
    owner: bool  # one person's, body's or thing's
    grows: bool  # rises while news comes in
    lasts: bool  # is so for a while, and counted anew
    guess: bool  # reckoned, not counted
    people: bool  # it counts people
    wordings: tuple[Wording, ...]


#: A figure with its quantity and its zone.
Row = tuple[Quantity, Figure, Span]


@cache
def quantities() -> tuple[Quantity, ...]:
    """All of the data file, in its order: a figure is of the first that fits."""
    return tuple(
        Quantity(
            row["name"],
            row["asks"],
            frozenset(row["quantity"].split()),
            row.get("owner", False),
            row.get("grows", False),
            row.get("lasts", False),
            row.get("guess", False),
            row.get("people", False),
            tuple(wording(pattern) for pattern in row["patterns"]),
        )
        for row in load("quantities")["slot"]
    )


@cache
def _keyed() -> Mapping[str, Mapping[str, Sequence[tuple[int, Wording]]]]:
    """By kind of figure and key word, "" for none: wordings, each with its quantity's place."""
    table: dict[str, dict[str, list[tuple[int, Wording]]]] = defaultdict(lambda: defaultdict(list))
    for at, quantity in enumerate(quantities()):
        for one in quantity.wordings:
            for kind in quantity.kinds:
                for key in one.needs[0] if one.needs else {""}:
                    table[kind][key.partition(" ")[0]].append((at, one))
    return table


def sort_of(figure: Figure) -> str:
    """The kind of a figure: of a measure what its unit measures, "term" for years to days."""
    if figure.quantity == "count" and figure.counted in _COINS:
        return "money"
    if figure.quantity == "count" and figure.counted in _UNITS:
        return _UNITS[figure.counted]
    if figure.quantity != "measure":
        return figure.quantity
    return "term" if figure.unit in _TERMS else dimension(figure)


def zone_of(figure: Figure, figures: Sequence[Figure]) -> Span:
    """From the figure before it in its sentence to the one behind it."""
    sentence, number = figure.sentence, figure.number
    row = [other.number for other in figures if other.sentence == sentence]
    before = [other.end for other in row if other.end <= number.start]
    behind = [other.start for other in row if other.start >= number.end]
    return Span(max(before, default=sentence.start), min(behind, default=sentence.end))


def given(covered: Covered) -> Iterator[Row]:
    """Each figure that a wording fits: its quantity, it, and its zone.

    The zone reaches from the figure before it in its sentence to the one behind it.
    """
    figures = covered.reading.figures
    for sentence, group in groupby(figures, key=lambda figure: figure.sentence):
        row = list(group)
        if not any(figure.quantity in _QUANTITIES for figure in row):
            continue
        tokens = _tokens(covered, sentence, row)
        for figure in row:
            if figure.quantity in _QUANTITIES:
                quantity = _of(figure, tokens)
                if quantity is not None and (not figure.negated or quantity.name in _SOUGHT):
                    yield quantity, figure, zone_of(figure, row)


def _tokens(covered: Covered, sentence: Span, figures: Sequence[Figure]) -> list[tuple[str, int]]:
    """The words of a sentence with their offsets; figures stand as one token, "§"."""
    text = covered.article.text
    found: list[tuple[str, int]] = []
    at = sentence.start
    for figure in sorted(figures, key=lambda one: one.number):
        if figure.number.start < at:
            continue  # within another: "one of 86"
        found += _words(text, at, figure.number.start)
        found.append(("§", figure.number.start))
        at = figure.number.end
    return found + _words(text, at, sentence.end)


def _words(text: str, start: int, end: int) -> list[tuple[str, int]]:
    return [
        (match.group().lower().replace("’", "'"), match.start())
        for match in _TOKEN.finditer(text, start, end)
    ]


def _of(figure: Figure, tokens: Sequence[tuple[str, int]]) -> Quantity | None:
    """The first quantity with a wording that fits; None where none does."""
    at = next((n for n, (_, start) in enumerate(tokens) if start == figure.number.start), None)
    if at is None:
        return None
    words = [word for word, _ in tokens[max(0, at - _REACH) : at + _REACH]]
    words[min(at, _REACH)] = "#"
    kind = sort_of(figure)
    if kind != figure.quantity and figure.quantity == "count":
        del words[min(at, _REACH) + 1 : min(at, _REACH) + 2]  # the unit
    line = bare(f" {' '.join(words)} ")
    fitting: dict[int, list[Wording]] = defaultdict(list)
    keyed = _keyed().get(kind, {})
    known = frozenset(words)
    for word in (*known, ""):
        for place, one in keyed.get(word, ()):
            fitting[place].append(one)
    for place in sorted(fitting):
        if quantities()[place].people and not _is_somebody(figure.counted):
            continue
        if any(one.fits(line, known) for one in fitting[place]):
            return quantities()[place]
    return None


def _is_somebody(noun: str) -> bool:
    """Whether a noun that is counted is one for people: "trekkers", not "penalties"."""
    people = load("quantities")["people"]
    if noun in people["also"]:
        return True
    kind = _kind_of().get(noun)
    if kind is not None:
        return kind == "person"
    return noun.endswith(tuple(people["endings"]))


@cache
def _kind_of() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for words in load("kinds")["kinds"]:
        for word in words:
            table.setdefault(word, words[0])
    return table
