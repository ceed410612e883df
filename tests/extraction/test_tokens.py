"""Our tokens say of a parse what spaCy's say of it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from spacy.tokens import Span

from extraction.spacy_docs import Reader
from extraction.tokens import Doc, Morphology

BARE = spacy.blank("en")
TEXT = (
    "“We won't sell the two farms,” Ann Roe of Leeds said.  Her brother, who runs a shop, left\n"
    "on Monday. NATO’s 12 ships (all grey) sailed at 5 p.m."
)
PLAIN = (
    "text lower_ lemma_ pos_ tag_ dep_ i idx ent_type_ whitespace_ is_sent_start is_punct "
    "is_space is_alpha is_upper is_title"
).split()


def both(doc: SpacyDoc) -> tuple[SpacyDoc, Doc]:
    """A document of spaCy's and ours of it."""
    return doc, Reader(doc.vocab).read(doc)


def numbers(tokens: Iterable[object]) -> list[int]:
    """The places of tokens of either kind."""
    return [token.i for token in tokens]  # type: ignore[attr-defined]


def assert_alike(theirs: SpacyDoc, ours: Doc) -> None:
    """Token by token, and span by span, both say the same."""
    assert len(theirs) == len(ours)
    assert theirs.text == ours.text
    for their, our in zip(theirs, ours, strict=True):
        for name in PLAIN:
            assert getattr(our, name) == getattr(their, name), (our, name)
        assert str(our.morph) == str(their.morph)
        assert our.morph.get("Number", []) == their.morph.get("Number", [])
        assert (our.head.i, len(our)) == (their.head.i, len(their))
        for name in ("children", "lefts", "rights", "subtree"):
            assert numbers(getattr(our, name)) == numbers(getattr(their, name)), (our, name)
        assert our.left_edge.i == their.left_edge.i
        assert our.right_edge.i == their.right_edge.i
        assert (our.sent.start, our.sent.end) == (their.sent.start, their.sent.end)
    assert [(e.start, e.end, e.label_) for e in ours.ents] == [
        (e.start, e.end, e.label_) for e in theirs.ents
    ]
    assert [(s.start, s.end) for s in ours.sents] == [(s.start, s.end) for s in theirs.sents]
    for start in range(len(theirs)):
        for end in range(start + 1, len(theirs) + 1):
            assert ours.span(start, end).text == theirs[start:end].text
            assert ours.span(start, end).root.i == theirs[start:end].root.i
            assert ours.span(start, end).start_char == theirs[start:end].start_char
            assert ours.span(start, end).end_char == theirs[start:end].end_char


def test_tokens_of_a_parse_say_what_spacys_do(nlp: Language) -> None:
    assert_alike(*both(nlp(TEXT)))


@given(
    st.integers(1, 9).flatmap(
        lambda size: st.tuples(
            st.lists(st.integers(0, 8), min_size=size, max_size=size),
            st.lists(st.sampled_from(["Roe", ",", "won", "U.S.", "\n"]), min_size=size,
                     max_size=size),
        )
    )
)  # fmt: skip
def test_tokens_of_any_tree_say_what_spacys_do(made: tuple[list[int], list[str]]) -> None:
    above, words = made
    # each hangs on the one before it, or on the last before it that is its own root: projective
    heads: list[int] = []
    for i, turn in enumerate(above):
        roots = [k for k in range(i) if heads[k] == k]
        heads.append(i if not i or turn < 2 else i - 1 if turn < 6 else roots[-1])
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    assert_alike(*both(SpacyDoc(BARE.vocab, words=words, heads=heads, deps=deps)))


@pytest.mark.parametrize("end", range(1, 24))
def test_characters_touch_the_same_tokens(end: int) -> None:
    theirs, ours = both(BARE("Roe’s two ships  sailed"))
    for start in range(end):
        found = ours.char_span(start, end)
        wanted = theirs.char_span(start, end, alignment_mode="expand")
        assert (found is None) == (wanted is None)
        if found is not None and wanted is not None:
            assert (found.start, found.end) == (wanted.start, wanted.end)


def test_characters_beyond_the_text_touch_nothing() -> None:
    ours = Reader(BARE.vocab).read(BARE("Roe won"))
    assert ours.char_span(3, 99) is None
    assert Reader(BARE.vocab).read(BARE("")).char_span(0, 1) is None


def test_a_text_without_a_parse_has_no_sentences_until_each_word_is_its_own() -> None:
    theirs = BARE("Ann Roe won")
    theirs.ents = [Span(theirs, 0, 2, label="PERSON")]
    ours = Reader(BARE.vocab).read(theirs)
    assert not ours.has_annotation("DEP")
    with pytest.raises(ValueError, match="no sentences"):
        _ = ours[0].sent
    alone = ours.rooted()
    assert [len(sent) for sent in alone.sents] == [1, 1, 1]
    assert [token.head.i for token in alone] == [0, 1, 2]
    assert [token.ent_type_ for token in alone] == ["PERSON", "PERSON", ""]
    assert alone[1].doc is alone


def test_other_names_take_the_place_of_those_before() -> None:
    theirs = BARE("Ann Roe met Doe")
    theirs.ents = [Span(theirs, 0, 2, label="PERSON")]
    ours = Reader(BARE.vocab).read(theirs)
    ours.ents = [type(ours.ents[0])(ours, 3, 4, "ORG")]
    assert [token.ent_type_ for token in ours] == ["", "", "", "ORG"]


def test_neighbours_end_with_the_text() -> None:
    ours = Reader(BARE.vocab).read(BARE("Roe won"))
    assert ours[0].nbor().text == "won"
    for token, step in ((ours[0], -1), (ours[1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_a_feature_that_is_not_marked_has_no_values() -> None:
    assert Morphology("Case=Acc,Dat|Number=Plur").get("Case") == ["Acc", "Dat"]
    assert Morphology("").get("Case") == []
    assert Morphology("Number=Plur").get("Numb") == []
