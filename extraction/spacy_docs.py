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
from spacy.vocab import Vocab

from extraction.tokens import NEAR, Doc, Morphology, Token, TokenSpan, Word

REMEMBERED = 30_000  # words; 10 MB
_COLUMNS = [ORTH, LEMMA, POS, TAG, DEP, HEAD, MORPH, SENT_START, SPACY]
_UNSIGNED = (1 << 64) - 1


class _Strings(dict[int, str]):
    """What spaCy's numbers stand for, looked up once each."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        self[number] = found = str(self._vocab.strings[number & _UNSIGNED])
        return found


class Reader:
    """Turns spaCy's documents of one vocabulary into ours."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._words: dict[int, Word] = {}
        self._strings = _Strings(vocab)
        self._morphs: dict[int, Morphology] = {}

    def read(self, doc: SpacyDoc) -> Doc:
        """The document, made anew."""
        if len(self._words) > REMEMBERED:
            self._words.clear()
            self._strings.clear()
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
            token.children = token.near = ()
            token.copular = False
            token.ent_type_ = ""
            token.is_sent_start = begins > 0 if begins else None
            if morph not in morphs:
                morphs[morph] = Morphology(doc[i].morph)
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
                    if len(head.children) == NEAR + 1:
                        head.near = head.children[:NEAR]
                else:
                    head.children = head.near = [token]
                if token.dep_ == "cop" and len(head.children) <= NEAR:
                    head.copular = True
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
