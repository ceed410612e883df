"""Words encoded in blocks are what they are when all are encoded at once."""

import numpy as np
import pytest
import spacy
from spacy.language import Language

from extraction import encoding
from extraction.encoding import encode_in_blocks
from extraction.pipeline import EN_PARALLAX
from extraction.remembering import networks

LENGTHS = ([7], [0, 3, 0], [1], [40, 0, 25, 9], [0, 0])


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(EN_PARALLAX)


@pytest.mark.parametrize("rows", [512, 20])
@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_blocks_give_what_the_whole_gives(
    plain: Language, monkeypatch: pytest.MonkeyPatch, rows: int, lengths: list[int]
) -> None:
    monkeypatch.setattr(encoding, "ROWS", rows)
    nlp = spacy.load(EN_PARALLAX)
    encode_in_blocks(nlp)
    random = np.random.default_rng(1)
    texts = [random.standard_normal((length, 96), dtype=np.float32) for length in lengths]
    for network, whole in zip(networks(nlp), networks(plain), strict=True):
        found = network.get_ref("encode").predict(texts)
        wanted = whole.get_ref("encode").predict(texts)
        assert [len(text) for text in found] == lengths
        for text, same in zip(found, wanted, strict=True):
            assert np.allclose(text, same, atol=1e-5)


def test_what_was_encoded_in_blocks_cannot_be_trained() -> None:
    nlp = spacy.load(EN_PARALLAX)
    encode_in_blocks(nlp)
    network = next(networks(nlp))
    _, go_back = network.get_ref("encode")([np.ones((3, 96), dtype=np.float32)], is_train=False)
    with pytest.raises(RuntimeError):
        go_back(None)
