"""What stands in one printing of a sentence for what stands in the other in; how much it is worth
to a reader, out.

Who writes down what he hears sets small words as he likes, mends false starts and puts one verb for
its neighbour: that is worth no line. Worth one is another word that says something, a word of how
sure, how much or how grave it is, a "not", a point of time, another person, and a phrase left out.
`data/wording.toml` has the words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from collation.differences.concepts import concept
from collation.differences.words import load, stem
from collation.wording import is_function, key_of

_SPELLING = 80.0  # of rapidfuzz's ratio: "colour" and "colur" are one word
_BEGINNING = 5  # letters with which two forms of one word begin: "credible", "credibility",
_BEGUN = 4  # or all of a shorter one: "Sept."
_SHORT = 3  # letters: of a shorter word every other letter makes another word
_PHRASE = 2  # words that say something: so many left out are no slip
_CLAUSE = 3  # words: with a person and a verb they are a clause

_NEGATIONS = frozenset("not never no none nor neither without cannot nobody nothing".split())
_MODALS = frozenset("must should may might can could would will shall".split())
_IT = frozenset("it this that these those there here".split())
#: Of these one group for another changes of whom it is said; "you" may be anybody.
_PEOPLE = (
    frozenset("i we me us my our".split()), frozenset("they them their its".split()),
    frozenset("he him his".split()), frozenset("she her".split()),
)  # fmt: skip
_THIRD = frozenset("he she they him her them".split())
_SOUNDS = {
    letter: str(number)
    for number, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
    for letter in letters
}


class Worth(IntEnum):
    """How much a reader learns: nothing to speak of, another word, another claim, its contrary."""

    SMALL, TELLING, TURNING, OPPOSED = range(4)


@dataclass(frozen=True, slots=True)
class Side:
    """The differing words of one printing, aside from case and spelling, as a part of it."""

    words: tuple[str, ...]
    whole: tuple[str, ...]  # of the sentence
    after: str  # the word behind them, "" for none
    names: frozenset[str]  # those that are printed as proper names
    asks: bool  # the sentence is a question


def rate(one: Side, other: Side) -> Worth:
    """How much it is worth that one printing has these words where the other has those."""
    if _opposes(one, other):
        return Worth.OPPOSED
    if _turns(one, other):
        return Worth.TURNING
    left, right = _told_apart(one, other)
    phrase = max(left, right, key=len)
    if any(not _IT.isdisjoint(a.words) and b.names for a, b in ((one, other), (other, one))):
        return Worth.SMALL  # "this state" for its name
    if (left and right) or len(lost(one, other)) >= _PHRASE:
        return Worth.TELLING
    if phrase and not _THIRD.isdisjoint((*one.words, *other.words)) and one.words and other.words:
        return Worth.TELLING  # "this person" for "he"
    if _is_clause(one, other) or _is_clause(other, one):
        return Worth.TELLING
    return Worth.TELLING if _of_others(one.words, other.words) else Worth.SMALL


def lost(one: Side, other: Side) -> frozenset[str]:
    """The words that say something, and are no names, which one of two printings has more, and the
    other nowhere in the sentence."""
    left, right = _told_apart(one, other)
    if left and right:
        return frozenset()
    more = (left - set(other.whole)) | (right - set(one.whole))
    return more - one.names - other.names


def _opposes(one: Side, other: Side) -> bool:
    """Whether one has a "not" where the other has another word: "is not" for "is now"."""
    if len(one.words) != 1 or len(other.words) != 1 or one.asks != other.asks:
        return False
    negated = [not _NEGATIONS.isdisjoint(side.words) for side in (one, other)]
    return negated[0] != negated[1] and _IT.isdisjoint((*one.words, *other.words))


def _turns(one: Side, other: Side) -> bool:
    """Whether it is another claim: by a "not" more, by what may or must be, how sure or how much it
    is, or when."""
    mine, theirs = set(one.words), set(other.words)
    if bool(mine & _NEGATIONS) != bool(theirs & _NEGATIONS) and (
        _NEGATIONS.isdisjoint(one.whole) != _NEGATIONS.isdisjoint(other.whole)
    ):
        return one.asks == other.asks  # "isn't it …?", "it isn't …": one turn of speech
    modals = [{key_of(word).root for word in words & _MODALS} for words in (mine, theirs)]
    if modals[0] and modals[1] and modals[0] != modals[1]:
        return True
    if not _IT.isdisjoint(mine | theirs) and len(mine) == len(theirs) == 1:
        return _which(one) != _which(other) and None not in (_which(one), _which(other))
    weighs = _words("qualifiers")
    heavy = [word for word in mine ^ theirs if word in weighs or stem(word) in _loaded()]
    if heavy and not _swapped_alike(mine, theirs):
        return True
    if _timed(mine) != _timed(theirs):
        return True
    which = _which(one), _which(other)
    return None not in which and which[0] != which[1]


def _swapped_alike(mine: set[str], theirs: set[str]) -> bool:
    return len(mine) == len(theirs) == 1 and alike(*mine, *theirs)


def _timed(words: Collection[str]) -> frozenset[str]:
    """The points of time, months by three letters."""
    return frozenset(
        time[:3] for time in _words("times") for word in words
        if word == time or (len(word) >= _SHORT and word[:4] == time[:4] and time != "may")
    )  # fmt: skip


def _which(side: Side) -> str | None:
    """Which month, week … it is: "last", "this" or "next"."""
    if stem(side.after) not in {stem(word) for word in _words("spans")}:
        return None
    return next((word for word in load("wording")["which"] if word in side.words), None)


def _told_apart(one: Side, other: Side) -> tuple[frozenset[str], frozenset[str]]:
    """What says something in each that the other has neither itself nor by another word.

    A verb that hardly says anything stands against one that does: "used to have", "to hire".
    """
    mine, theirs = (list(dict.fromkeys(_content(side.words))) for side in (one, other))
    for word in tuple(mine):
        twin = next((w for w in theirs if alike(word, w)), None)
        if twin is not None:
            mine.remove(word)
            theirs.remove(twin)
    if mine and not theirs and _carried(other.words):
        theirs = ["be"]
    elif theirs and not mine and _carried(one.words):
        mine = ["be"]
    return frozenset(mine), frozenset(theirs)


def _carried(words: Sequence[str]) -> bool:
    return any(key_of(word).root in _words("carriers") for word in words)


def _content(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        root = key_of(word).root
        if not is_function(root) and stem(word) not in _light() and root not in _light():
            yield word


def _is_clause(one: Side, other: Side) -> bool:
    """Whether one printing has a clause more: "what you think"."""
    more = one.words
    if len(more) < len(other.words) + _CLAUSE or len(set(more)) < len(more):
        return False
    said = {key_of(word).root for word in more}
    return {"what", "<person>"} <= said and not said.isdisjoint(_light() - _words("carriers"))


def _of_others(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether somebody else is meant: "we" for "they"."""
    groups = [
        {number for number, group in enumerate(_PEOPLE) if group & set(words)}
        for words in (mine, theirs)
    ]
    return bool(groups[0] and groups[1]) and groups[0].isdisjoint(groups[1])


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words are one as far as a reader cares: in spelling, sound, form or sense."""
    if key_of(one).root == key_of(other).root or stem(one) == stem(other):
        return True
    if ratio(one, other) >= _SPELLING or _slipped(one, other) or _sound(one) == _sound(other):
        return True
    begun = min(len(one), len(other), _BEGINNING)
    if begun >= _BEGUN and one[:begun] == other[:begun]:
        return True
    stems = {stem(one), stem(other)}
    if concept(one) == concept(other) and stems.isdisjoint(_loaded()):
        return True  # not "killed" and "murdered"
    return any(stems <= line for line in _lines())


def _slipped(one: str, other: str) -> bool:
    """Whether a finger slipped: one letter, or the same letters in another order and one more."""
    short, long = sorted((one, other), key=len)
    if len(short) <= _SHORT:
        return OSA.distance(short, long) == 1 and is_function(key_of(short).root)
    apart = OSA.distance(short, long)
    return apart == 1 or (apart == 2 and set(short) <= set(long) and len(long) <= len(short) + 1)


def _sound(word: str) -> str:
    """Its Soundex code (Russell 1918): "bark" and "barque" have one; a figure sounds as it is."""
    if not word.isalpha():
        return word
    codes = [_SOUNDS.get(letter, "" if letter in "hw" else "-") for letter in word]
    kept = [code for at, code in enumerate(codes) if code and code != (codes[at - 1] if at else "")]
    digits = "".join(code for code in kept[1 if _SOUNDS.get(word[0]) else 0 :] if code != "-")
    return word[0] + digits


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("wording")[name].split())


@cache
def _loaded() -> frozenset[str]:
    """Stems of the words that take a side or judge where there is a plain one."""
    return frozenset(
        stem(words) for pair in load("loaded")["pair"] for words in pair["loaded"]
        if " " not in words
    )  # fmt: skip


@cache
def _light() -> frozenset[str]:
    return frozenset(form for word in _words("light") for form in (word, stem(word)))


@cache
def _lines() -> tuple[frozenset[str], ...]:
    lines = (*load("wording")["alike"], *load("wording")["forms"])
    return tuple(frozenset(stem(word) for word in line.split()) for line in lines)
