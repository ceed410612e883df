"""A parse by spaCy in; the same tokens as plain objects, read once and quick to ask again, out.

Every rule asks a token for its word, its relation and its head, many times over. spaCy makes
an object for each answer, which costs more than the parse; here each token is made once. Names
are spaCy's, so that its documentation holds; what is not here, no rule needs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from typing import NamedTuple, overload

NEAR = 60  # children; no rule looks at more


class Morphology(str):
    """Features as Universal Dependencies write them: `Number=Plur|Person=3`."""

    __slots__ = ()

    def get(self, field: str, default: list[str] | None = None) -> list[str]:
        """The values of one feature; `default`, or none, where it is not marked."""
        for feature in self.split("|"):
            name, _, values = feature.partition("=")
            if name == field:
                return values.split(",")
        return default or []


class Word(NamedTuple):
    """What a word is wherever it stands."""

    text: str
    lower: str
    is_punct: bool
    is_space: bool
    is_alpha: bool
    is_upper: bool
    is_title: bool


class Token:
    """A token of a document. Two are the same only if they are one object."""

    __slots__ = (
        "children", "copular", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct",
        "is_sent_start", "is_space", "lemma_", "lower_", "morph", "near", "pos_", "tag_", "text",
        "whitespace_", "word",
    )  # fmt: skip

    children: Sequence[Token]  # in text order
    copular: bool  # a copula is among the near ones: "is" of "he is a lawyer"
    dep_: str
    doc: Doc
    ent_type_: str
    head: Token  # itself at the root
    i: int  # its number within the document
    idx: int  # its first character within the document
    is_punct: bool
    is_sent_start: bool | None  # None where nobody said
    is_space: bool
    lemma_: str
    lower_: str
    morph: Morphology
    near: Sequence[Token]  # the first children, for hostile text hangs thousands on one
    pos_: str
    tag_: str
    text: str
    whitespace_: str  # a blank or nothing
    word: Word

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        """Whether it is letters only."""
        return self.word.is_alpha

    @property
    def is_upper(self) -> bool:
        """Whether its letters are all capitals."""
        return self.word.is_upper

    @property
    def is_title(self) -> bool:
        """Whether its first letter alone is a capital."""
        return self.word.is_title

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The children behind it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """All that hangs on it, itself included, in text order."""
        if self.doc.is_plain(self.i):
            first, last = self.doc.edges
            yield from self.doc[first[self.i].i : last[self.i].i + 1]
            return
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, opened = waiting.pop()
            if opened or not token.children:
                yield token
                continue
            waiting += [(child, False) for child in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(child, False) for child in reversed(token.lefts)]

    @property
    def left_edge(self) -> Token:
        """The first token of all that hangs on it."""
        return (self.doc._edges or self.doc.edges)[0][self.i]

    @property
    def right_edge(self) -> Token:
        """The last token of all that hangs on it."""
        return (self.doc._edges or self.doc.edges)[1][self.i]

    @property
    def sent(self) -> TokenSpan:
        """Its sentence. Raises ValueError where there are none."""
        return self.doc.sentence_of(self.i)

    def nbor(self, i: int = 1) -> Token:
        """The token so many places on. Raises IndexError outside the document."""
        if self.i + i < 0:
            raise IndexError(f"no token {self.i + i}")
        return self.doc[self.i + i]


class TokenSpan:
    """Tokens [start, end) of a document."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...

    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, slice):
            first, last, _ = at.indices(self.end - self.start)
            return TokenSpan(self.doc, self.start + first, self.start + max(first, last))
        return self.doc[self.start : self.end][at]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, TokenSpan)
            and self.doc is other.doc
            and (self.start, self.end, self.label_) == (other.start, other.end, other.label_)
        )

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.label_))

    @property
    def start_char(self) -> int:
        """Its first character within the document."""
        doc = self.doc
        return doc[self.start].idx if self.start < len(doc) else len(doc.text)

    @property
    def end_char(self) -> int:
        """The character behind its last."""
        if self.start == self.end:
            return self.start_char
        last = self.doc[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """What it reads."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The first of its tokens that are highest in the tree. Raises IndexError where empty."""
        inside = self.doc[self.start : self.end]
        if len(inside) == 1:
            return inside[0]
        for token in inside:
            if token.head is token:
                return token
        best, depth = self.doc[self.start], len(self.doc)
        for token in inside:
            if self.start <= token.head.i < self.end:
                continue
            steps, above = 0, token
            while above.head is not above and steps < depth:
                steps, above = steps + 1, above.head
            if (token.is_space or token.is_punct) and not token.children:
                steps = len(self.doc) - 1  # a mark only where there is nothing else
            if steps < depth:
                best, depth = token, steps
        return best

    @property
    def sent(self) -> TokenSpan:
        """The sentence of its first token. Raises ValueError where there are none."""
        return self.doc.sentence_of(self.start)


class Doc(list[Token]):
    """The tokens of one text. `ents` are its names, in order; rules may put others there."""

    __slots__ = ("_edges", "_ents", "_numbers", "_plain", "_sents", "annotated", "phrases", "text")

    def __init__(self, text: str, annotated: frozenset[str]) -> None:
        """`annotated` are those of "DEP" and "SENT_START" that the pipeline has set."""
        super().__init__()
        self.text = text
        self.annotated = annotated
        self._ents: tuple[TokenSpan, ...] = ()
        self._edges: tuple[list[Token], list[Token]] | None = None
        self._plain: list[bool] = []
        self.phrases: dict[int, tuple[Token, Token]] = {}  # what clauses.phrase has found
        self._sents: tuple[TokenSpan, ...] | None = None
        self._numbers: list[TokenSpan] = []

    def __hash__(self) -> int:  # type: ignore[override]  # two documents are never the same
        return id(self)

    def span(self, start: int, end: int) -> TokenSpan:
        """Tokens [start, end)."""
        first, last, _ = slice(start, end).indices(len(self))
        return TokenSpan(self, first, max(first, last))

    @property
    def ents(self) -> tuple[TokenSpan, ...]:
        """The names, in text order."""
        return self._ents

    @ents.setter
    def ents(self, found: Sequence[TokenSpan]) -> None:
        for before in self._ents:
            for token in before:
                token.ent_type_ = ""
        self._ents = tuple(sorted(found, key=lambda entity: entity.start))
        for entity in self._ents:
            for token in entity:
                token.ent_type_ = entity.label_

    @property
    def sents(self) -> tuple[TokenSpan, ...]:
        """The sentences. Raises ValueError where nothing has set any."""
        if self._sents is None:
            if not self.has_annotation("SENT_START"):
                raise ValueError("the pipeline sets no sentences")
            starts = [t.i for t in self if t.is_sent_start and t.i]
            bounds = [0, *starts, len(self)] if self else []
            self._sents = tuple(TokenSpan(self, start, end) for start, end in pairwise(bounds))
            self._numbers = [sent for sent in self._sents for _ in range(len(sent))]
        return self._sents

    def sentence_of(self, i: int) -> TokenSpan:
        """The sentence of token i. Raises ValueError where nothing has set any."""
        if self._sents is None:
            _ = self.sents
        return self._numbers[i]

    @property
    def edges(self) -> tuple[list[Token], list[Token]]:
        """For each token the first and the last of all that hangs on it."""
        if self._edges is None:
            first, last = list(self), list(self)
            sizes, plain = [1] * len(self), [True] * len(self)
            below = [token for token in self if token.head is token]
            for token in below:
                below.extend(token.children)
            for token in reversed(below):
                at, head = token.i, token.head.i
                plain[at] = plain[at] and last[at].i - first[at].i < sizes[at]
                if at == head:
                    continue
                if first[at].i < first[head].i:
                    first[head] = first[at]
                if last[at].i > last[head].i:
                    last[head] = last[at]
                sizes[head] += sizes[at]
                plain[head] = plain[head] and plain[at]
            self._edges, self._plain = (first, last), plain
        return self._edges

    def is_plain(self, i: int) -> bool:
        """Whether all that hangs on token i stands side by side, and so for each part of it."""
        if self._edges is None:
            _ = self.edges
        return self._plain[i]

    def rooted(self) -> Doc:
        """The same words, each its own root and sentence: what a text without a parse is."""
        own = Doc(self.text, frozenset(("DEP", "SENT_START")))
        for token in self:
            alone = copy(token)
            alone.doc, alone.head, alone.children, alone.near = own, alone, (), ()
            alone.copular = False
            alone.dep_, alone.is_sent_start = "dep", True
            alone.lemma_ = alone.pos_ = alone.tag_ = ""
            alone.morph = Morphology()
            own.append(alone)
        own.ents = [TokenSpan(own, e.start, e.end, e.label_) for e in self.ents]
        return own

    def has_annotation(self, name: str) -> bool:
        """Whether the pipeline has set "DEP" or "SENT_START"."""
        return name in self.annotated

    def char_span(self, start: int, end: int) -> TokenSpan | None:
        """The tokens that the characters [start, end) touch; None where one lies in no token."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        token = self[first]
        if start == token.idx + len(token.text):
            first += 1  # the blank behind a token is none of it
        if first > last + 1:
            raise IndexError(f"no tokens at [{start}, {end})")
        return TokenSpan(self, first, last + 1)

    def _at(self, offset: int) -> int | None:
        at = bisect_right(self, offset, key=_begin) - 1
        if at < 0:
            return None
        token = self[at]
        return at if offset < token.idx + len(token.text) + len(token.whitespace_) else None


def _begin(token: Token) -> int:
    return token.idx
