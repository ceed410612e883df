"""Two figures in; the question that both answer ("how many suspects arrested"), out."""

from __future__ import annotations

import re

from collation.differences.figures.slots import Ref
from collation.differences.words import stem

#: What figures that count nothing answer, by their quantity.
ASKS = {
    "money": "what sum", "percent": "what percentage", "measure": "how much",
    "rank": "which in order", "score": "what score", "vote": "by what vote",
    "clock": "at what time", "age": "how old",
}  # fmt: skip
#: What measures answer, by their unit.
_MEASURES = {
    "how fast": ("mph", "km/h"), "what distance": ("mi", "km"), "how large": (
        "acre", "ha", "sq mi", "km2", "sq ft"),
    "what length": ("m", "ft", "in", "cm", "yd"), "how heavy": ("lb", "kg", "g", "t", "oz"),
    "what volume": ("gal", "l", "bbl"), "what temperature": ("C", "F"),
    "what magnitude": ("magnitude",), "what power": ("MW", "GW"),
}  # fmt: skip
_BY_UNIT = {unit: words for words, units in _MEASURES.items() for unit in units}
#: What counts of people are counted for, as the family of the verb and the state they are in.
_STATES = {
    "kill": "killed", "injure": "hurt", "arrest": "arrested", "evacuate": "evacuated",
    "rescue": "rescued", "miss": "missing", "hospitalize": "in hospital", "charge": "charged",
}  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MANY = re.compile(r"(?:s|people|men|women|children|police|personnel)$")


def asked(a: Ref, b: Ref) -> str:
    """ "how many people killed", "what sum"; of counts with what is counted, as far as both say."""
    if a.figure.quantity == "measure":
        return _BY_UNIT.get(a.figure.unit, ASKS["measure"])
    if a.figure.quantity in ASKS:
        return ASKS[a.figure.quantity]
    words = ["how many"]
    counted = {_counted(ref) for ref in (a, b) if a.counted == b.counted} - {""}
    printed = sorted(counted, key=lambda word: (len(word), word))  # of equals always the same
    words += printed[:1]
    if a.predicate == b.predicate and a.predicate in _STATES and printed and a.counted != "time":
        words.append(_STATES[a.predicate])
    return " ".join(words)


def _counted(ref: Ref) -> str:
    """What is counted, in the plural that its account prints; "" where it prints none."""
    *before, noun = ref.figure.counted.split() or [""]
    for word in _WORDS.findall(ref.covered.text(ref.figure.sentence)):
        if noun and stem(word.lower()) == stem(noun) and _MANY.search(word.lower()):
            return " ".join((*before, word.lower()))
    return ""
