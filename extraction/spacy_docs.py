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


class _Words(dict[int, Word]):
    """The words met so far, by the number of their spelling."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __missing__(self, number: int) -> Word:
        lexeme: Any = self._vocab[number & _UNSIGNED]  # Any: compiled
        self[number] = found = Word(
            lexeme.text,
            lexeme.lower_,
            lexeme.is_punct,
            lexeme.is_space,
            lexeme.is_alpha,
            lexeme.is_upper,
            lexeme.is_title,
        )
        return found


class Reader:
    """Turns spaCy's documents of one vocabulary into ours."""

    def __init__(self, vocab: Vocab) -> None:
        self._words = _Words(vocab)
        self._strings = _Strings(vocab)
        self._morphs: dict[int, Morphology] = {}

    def read(self, doc: SpacyDoc) -> Doc:
        """The document, made anew."""
        if len(self._words) > REMEMBERED:
            self._words.clear()
            self._strings.clear()
        annotated = frozenset(a for a in ("DEP", "SENT_START") if doc.has_annotation(a))
        # spaCy's numbers are unsigned; read as signed ones, a head to the left is negative
        table = doc.to_array(_COLUMNS).view(np.int64).T
        orths, lemmas, poses, tags, deps, heads, morphs, begins, blanks = (
            table.tolist() if len(doc) else [()] * len(_COLUMNS)
        )
        text_of, morph_of = self._strings.__getitem__, self._morphs
        words = [*map(self._words.__getitem__, orths)]
        # spaCy joins its words, too, and makes an object of each for that
        spelled = [w.text + " " if b else w.text for w, b in zip(words, blanks, strict=True)]
        own = Doc("".join(spelled), annotated)
        at = 0
        for number in set(morphs) - morph_of.keys():
            morph_of[number] = Morphology(doc[morphs.index(number)].morph)
        rows = zip(
            words,
            map(text_of, lemmas),
            map(text_of, poses),
            map(text_of, tags),
            map(text_of, deps),
            map(morph_of.__getitem__, morphs),
            begins,
            blanks,
            strict=True,
        )
        for i, (word, lemma, pos, tag, dep, morph, begin, blank) in enumerate(rows):
            token = Token()
            own.append(token)
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
            token.is_sent_start = begin > 0 if begin else None
            token.lemma_ = lemma
            token.pos_ = pos
            token.tag_ = tag
            token.dep_ = dep
            token.morph = morph
        for token, offset in zip(own, heads, strict=True):
            if not offset:
                token.head = token
                continue
            token.head = head = own[token.i + offset]
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
