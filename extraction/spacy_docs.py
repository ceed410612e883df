"""spaCy's documents in; the same as documents of ours, each token made once, out."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import (  # type: ignore[import-not-found]  # compiled, untyped
    DEP,
    HEAD,
    LEMMA,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Token as SpacyToken
from spacy.vocab import Vocab

from extraction.tokens import Doc, Morphology, Token, TokenSpan, Word

REMEMBERED = 30_000  # words; 10 MB
_COLUMNS = [ORTH, LEMMA, POS, TAG, DEP, HEAD, MORPH, SENT_START, SPACY]
_UNSIGNED = (1 << 64) - 1


class Reader:
    """Turns spaCy's documents of one vocabulary into ours."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._words: dict[int, Word] = {}
        self._strings: dict[int, str] = {0: ""}
        self._morphs: dict[int, Morphology] = {}

    def read(self, doc: SpacyDoc) -> Doc:
        """The document, made anew."""
        if len(self._words) > REMEMBERED:
            self._words.clear()
            self._strings = {0: ""}
        annotated = frozenset(a for a in ("DEP", "SENT_START") if doc.has_annotation(a))
        tokens = own = Doc(doc.text, annotated)
        # spaCy's numbers are unsigned; read as signed ones, a head to the left is negative
        columns = doc.to_array(_COLUMNS).view(np.int64).T.tolist()
        words, strings, morphs = self._words, self._strings, self._morphs
        at = 0
        for i, row in enumerate(zip(*columns, strict=True)):
            orth, lemma, pos, tag, dep, _, morph, begins, blank = row
            token = Token()
            tokens.append(token)
            word = words.get(orth) or self._word(orth)
            token.word = word
            token.text, token.lower_, token.is_punct, token.is_space, _, _, _ = word
            token.doc = own
            token.i = i
            token.idx = at
            at += len(token.text) + blank
            token.whitespace_ = " " if blank else ""
            token.children = ()
            token.ent_type_ = ""
            token.is_sent_start = begins > 0 if begins else None
            if not (
                lemma in strings
                and pos in strings
                and tag in strings
                and dep in strings
                and morph in morphs
            ):
                self._learn(doc[i], lemma, pos, tag, dep, morph)
            token.lemma_ = strings[lemma]
            token.pos_ = strings[pos]
            token.tag_ = strings[tag]
            token.dep_ = strings[dep]
            token.morph = morphs[morph]
        for token, offset in zip(tokens, columns[5] if tokens else (), strict=True):
            head = tokens[token.i + offset]
            token.head = head
            if offset:
                if head.children:
                    head.children.append(token)
                else:
                    head.children = [token]
        own.ents = [TokenSpan(own, e.start, e.end, e.label_) for e in doc.ents]
        return own

    def _word(self, orth: int) -> Word:
        lexeme: Any = self._vocab[orth & _UNSIGNED]  # Any: compiled
        word = Word(
            lexeme.text,
            lexeme.lower_,
            lexeme.is_punct,
            lexeme.is_space,
            lexeme.is_alpha,
            lexeme.is_upper,
            lexeme.is_title,
        )
        self._words[orth] = word
        return word

    def _learn(
        self, token: SpacyToken, lemma: int, pos: int, tag: int, dep: int, morph: int
    ) -> None:
        self._strings[lemma] = token.lemma_
        self._strings[pos] = token.pos_
        self._strings[tag] = token.tag_
        self._strings[dep] = token.dep_
        self._morphs[morph] = Morphology(token.morph)
