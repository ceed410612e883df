"""The table of what an editor wants told (`data/matters.toml`), as things to look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from collation.differences.words import load, stem

_LEAST = 4.0  # weight of what two sentences share beside the thing itself
_SIMILAR = 0.2  # and its share of the shorter sentence
_RETOLD = 0.45  # of what stands around the word, unless the thing says otherwise


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that matters: by which words it is told, and what two sentences of it must share."""

    name: str
    told: frozenset[str]
    near: frozenset[str]
    also: frozenset[str]
    quoted: bool  # whether words between marks tell it, too
    loose: bool  # whether the name of whom it is about is enough for two sentences to share
    patient: bool  # whether it is done to somebody: two sentences must not name two
    weak: frozenset[str]  # words that tell it of somebody, too, where the subject is the same
    negative: bool  # whether its denial is news as well: "the cause is not known"
    own: bool  # whether its words are rare enough to be what two sentences share
    story: bool  # whether a story has but one: two sentences need share nothing beside it
    placed: bool  # whether it is a place's: that of one country is not another's
    clause: bool  # whether what it is about ends with its clause: "held hostages, police said"
    act: bool  # whether somebody must do it: "arrest statistics" are no arrest
    like: re.Pattern[str]  # what must stand in the sentence
    unlike: re.Pattern[str] | None  # what makes of the word another thing: "in charge of"
    retold: float  # from which share of what is told about it an account tells it in other words
    refused: bool  # whether an account tells it by any words of refusal
    least: float
    similar: float
    sure: float


@cache
def things() -> tuple[Thing, ...]:
    """Every thing of the table, in its order."""
    return tuple(
        Thing(
            entry["name"],
            _stems(entry["told"]),
            _stems(entry.get("near", ())),
            _stems(entry["also"]) | _stems(entry["told"]),
            entry.get("quoted", False),
            entry.get("loose", False),
            entry.get("patient", False),
            _stems(entry.get("weak", ())),
            entry.get("negative", False),
            entry.get("own", False),
            entry.get("story", False),
            entry.get("placed", False),
            entry.get("clause", False),
            entry.get("act", False),
            re.compile(entry.get("like", ""), re.IGNORECASE),
            re.compile(entry["unlike"], re.IGNORECASE) if "unlike" in entry else None,
            entry.get("retold", _RETOLD),
            entry.get("refused", False),
            entry.get("least", _LEAST),
            entry.get("similar", _SIMILAR),
            entry["sure"],
        )
        for entry in load("matters")["thing"]
    )


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words)
