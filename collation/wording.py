"""Printed words in; the forms under which two printings of one speech are compared, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

from collation.spelling import APOSTROPHES, expand
from extraction.annotations import Span

FUNCTION_WEIGHT = 0.25  # of a word that any sentence may have
LEAST, MOST = 0.8, 4.0  # weights of content words, by how rare they are in the story
_SMALL = 30  # paragraphs: rarity counted over fewer says nothing

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|[$€£]?\d[\d,.:]*\d%?|[$€£]?\d%?|[^\W_]+(?:['’ʼ`´‑-][^\W_]+)*"
)
_SENTENCE_END = re.compile(r"[.!?…]")
_CUE_END = re.compile(r"[.!?:][\"”’']?\s+[\"“‘']?$")
_ABBREVIATED = frozenset(
    "mr mrs ms dr drs st sen sens rep reps gov govs gen jr sr prof rev no vs amb lt col sgt capt "
    "cpl cmdr maj adm hon pres atty supt messrs fr bros inc corp co ltd dept jan feb aug sept oct "
    "nov dec".split()
)

_PERSONS = frozenset(
    "i he she we they you me him her us them it himself herself myself themselves".split()
)
_OWNERS = frozenset("my his our their your its mine ours theirs yours".split())
_ROOTS = {
    **dict.fromkeys("do does did done doing".split(), "do"),
    **dict.fromkeys("have has had having".split(), "have"),
    **dict.fromkeys("am is are was were be been being 's".split(), "be"),
    **dict.fromkeys("will would shall should".split(), "will"),
    **dict.fromkeys("can could".split(), "can"),
    **dict.fromkeys("may might".split(), "may"),
    **dict.fromkeys("this that these those".split(), "this"),
    **dict.fromkeys(_PERSONS, "<person>"),
    **dict.fromkeys(_OWNERS, "<owner>"),
}
_FUNCTION = frozenset(
    "a an the and or but nor so yet if then than as at by for from in into of off on onto out over "
    "to under up with without about after before between through during against not no do have be "
    "will can may must this there here what which who whom whose when where why how all any some "
    "very just also too more most other such only own same well now going go get got let because "
    "while until again each few both one thing <person> <owner>".split()
)


class Key(NamedTuple):
    """One word as compared: `form` aside from case and marks, `root` aside from inflection."""

    form: str
    root: str


_NUMBER = (Key("number", "number"),)  # "No. 1", which others print as "number one"
_COUNT = re.compile(r"\.\s?\d")


class Word(NamedTuple):
    """A word as printed, and the keys it stands for: "don't" is "do" and "not"."""

    span: Span
    text: str
    keys: tuple[Key, ...]


def find_words(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end]; offsets are of `text`."""
    return [
        Word(
            Span(*match.span()),
            printed := match.group(),
            _NUMBER if printed == "No" and _COUNT.match(text, match.end()) else _keys(printed),
        )
        for match in _WORD.finditer(text, start, end)
    ]


def printed_words(text: str) -> list[str]:
    """All words of a text as printed, in order."""
    return _WORD.findall(text)


def find_content_roots(text: str) -> list[str]:
    """The roots of all words of a text that are no function words, in order."""
    return [root for word in _WORD.findall(text) for root in _content(word)]


@lru_cache(maxsize=100_000)
def compared(printed: str) -> str:
    """A word as it is compared aside from case and marks: "Don’t" is "do not"."""
    return " ".join(key.form for key in _keys(printed))


@lru_cache(maxsize=100_000)
def written(printed: str) -> str:
    """A word as it is spelled, aside from case, stops, the shape of marks and an ending 's."""
    word = printed.casefold().translate(APOSTROPHES)
    bare = word.replace(".", "").replace(",", "") if word[:1].isalnum() else word
    return bare.removesuffix("'s")


def split_sentences(text: str, pieces: Iterable[Span]) -> list[list[Word]]:
    """The words of a content that may be interrupted, sentence by sentence.

    A piece that ends no sentence goes on in the next, unless the cue ends its own:
    `“We will,” she said, “appeal.”` is one sentence, `“We will,” she said. “Soon.”` are two.
    """
    sentences: list[list[Word]] = []
    ended, last = True, 0
    for piece in pieces:
        before: Word | None = None
        ended = ended or bool(_CUE_END.search(text[last : piece.start]))
        for word in find_words(text, piece.start, piece.end):
            if before is not None:
                between = text[before.span.end : word.span.start]
                ended = (
                    between != " "
                    and bool(_SENTENCE_END.search(between))
                    and not (
                        before.text.lower() in _ABBREVIATED
                        or (len(before.text) == 1 and before.text.isupper() and before.text != "I")
                        or word.text[0].islower()
                    )
                )
            if ended:
                sentences.append([])
            sentences[-1].append(word)
            ended = False
            before = word
        if before is not None:
            ended = bool(_SENTENCE_END.search(text[before.span.end : piece.end + 2]))
        last = piece.end
    return sentences


def is_function(root: str) -> bool:
    """Whether a root is a word that any sentence may have."""
    return root in _FUNCTION


class Weights:
    """How much a word tells: little for function words, more the fewer paragraphs have it."""

    def __init__(self, frequencies: Mapping[str, int], paragraphs: int) -> None:
        """`frequencies` counts the paragraphs of the story that have a root."""
        self._frequencies = frequencies
        self._paragraphs = max(paragraphs, _SMALL)
        self._known: dict[str, float] = {}

    def of(self, root: str) -> float:
        """The weight of a root: 0.25, or from 0.8 to 4."""
        known = self._known.get(root)
        if known is None:
            known = self._known[root] = self._weight(root)
        return known

    def _weight(self, root: str) -> float:
        if root in _FUNCTION:
            return FUNCTION_WEIGHT
        rarity = log((self._paragraphs + 1) / (self._frequencies.get(root, 0) + 0.5))
        return min(MOST, max(LEAST, rarity))

    @classmethod
    def count(cls, paragraphs: Iterable[str]) -> Weights:
        """Weights by the paragraphs of a story."""
        frequencies: dict[str, int] = {}
        number = 0
        for paragraph in paragraphs:
            number += 1
            words = set(_WORD.findall(paragraph))
            for root in {root for word in words for root in roots_of(word)}:
                frequencies[root] = frequencies.get(root, 0) + 1
        return cls(frequencies, number)


@lru_cache(maxsize=100_000)
def _keys(printed: str) -> tuple[Key, ...]:
    return tuple(key_of(form) for form in expand(printed))


@lru_cache(maxsize=100_000)
def _content(printed: str) -> tuple[str, ...]:
    return tuple(root for root in roots_of(printed) if len(root) > 1 and root not in _FUNCTION)


@lru_cache(maxsize=100_000)
def roots_of(printed: str) -> tuple[str, ...]:
    """The roots of one printed word: "don't" has two."""
    return tuple(key.root for key in _keys(printed))


def key_of(form: str) -> Key:
    """The key of a form of `spelling.expand`."""
    return Key(form, _ROOTS.get(form) or (form if form in _FUNCTION else _stem(form)))


_DOUBLED = frozenset("bdgkmnprt")


def _stem(form: str) -> str:
    """A word without plural, past and -ing, -ly and a last e; enough to tell inflections alike.

    Forty times as fast as Porter's stemmer (1980), which also joins "nation" and "national".
    """
    stem = form
    if len(stem) > 4 and stem.endswith("ies"):
        stem = stem[:-3] + "y"
    elif len(stem) > 3 and stem[-1] == "s" and stem[-2] not in "sui":
        stem = stem[:-1]
    for ending in ("ing", "ed", "ly"):
        if stem.endswith(ending) and len(stem) >= len(ending) + 3:
            stem = stem[: -len(ending)]
            if stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
                stem = stem[:-1]
            break
    return stem[:-1] if len(stem) > 3 and stem[-1] == "e" else stem
