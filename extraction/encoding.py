"""A loaded pipeline in; the same, its layers worked out in blocks that the cache holds, out.

Between two multiplications of matrices a layer takes some ten small steps. Over the words of
many paragraphs each of them waits for memory; over some hundred words none does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import Model

from extraction.remembering import networks

ROWS = 512  # words a block, whose numbers take 1.2 MB

Floats = NDArray[np.float32]
Forward = Callable[[Any, Any, bool], tuple[Any, Callable[[Any], Any]]]


def encode_in_blocks(nlp: Language) -> None:
    """Let every network of the pipeline encode its words in blocks; training is as before.

    Answers are the same. Weights that change later are not noticed: call it on a pipeline that is
    only read from.
    """
    for network in networks(nlp):
        encode = network.get_ref("encode")
        encode._func = _Encoder(encode).forward


@dataclass(frozen=True, slots=True)
class _Layer:
    """One of spaCy's MaxoutWindowEncoder; `weights` are [inputs, pieces x width]."""

    weights: Floats
    bias: Floats
    gain: Floats
    offset: Floats


class _Encoder:
    """The layers of one network, each of which adds to a word what it and its neighbours say."""

    def __init__(self, encode: Model[Any, Any]) -> None:
        self._compute = cast(Forward, encode._func)
        self._pad: int = encode.attrs["pad"]
        nodes = list(encode.walk())
        self._layers = [
            _layer(maxout, norm)
            for maxout, norm in zip(
                (node for node in nodes if node.name == "maxout"),
                (node for node in nodes if node.name == "layernorm"),
                strict=True,
            )
        ]

    def forward(
        self, model: Model[Any, Any], texts: Sequence[Floats], is_train: bool
    ) -> tuple[list[Floats], Callable[[Any], Any]]:
        """In place of thinc's: the encoded words of each text, from their vectors."""
        if is_train or not any(len(text) for text in texts):
            return self._compute(model, texts, is_train)
        begins, end = [], self._pad + 1  # a row of nothing before the first and behind the last
        for text in texts:
            begins.append(end)
            end += len(text) + self._pad
        table = np.zeros((end + 1, texts[0].shape[1]), dtype=np.float32)
        for begin, text in zip(begins, texts, strict=True):
            table[begin : begin + len(text)] = text
        for layer in self._layers:
            table = _apply(layer, table)
        return [
            table[begin : begin + len(text)] for begin, text in zip(begins, texts, strict=True)
        ], _refuse


def _layer(maxout: Model[Any, Any], norm: Model[Any, Any]) -> _Layer:
    weights, bias, gain, offset = cast(
        tuple[Floats, ...],
        (maxout.get_param("W"), maxout.get_param("b"), norm.get_param("G"), norm.get_param("b")),
    )
    return _Layer(
        # of [width, pieces, inputs], so that the pieces of a word stand side by side
        np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        np.ascontiguousarray(bias.T.reshape(-1)),
        gain,
        offset,
    )


def _apply(layer: _Layer, table: Floats) -> Floats:
    width = table.shape[1]
    # each word with the one before and the one behind it
    windows = np.lib.stride_tricks.sliding_window_view(table.reshape(-1), 3 * width)[::width]
    encoded = np.zeros_like(table)
    count = -(-len(windows) // ROWS)
    for block in range(count):  # of even sizes: a small one would be multiplied in another order
        start, end = (len(windows) * at // count for at in (block, block + 1))
        np.add(
            table[start + 1 : end + 1],
            _mix(layer, np.ascontiguousarray(windows[start:end]), width),
            out=encoded[start + 1 : end + 1],
        )
    return encoded


def _mix(layer: _Layer, windows: Floats, width: int) -> Floats:
    """Maxout and layer norm, in the order in which thinc rounds."""
    pieces = windows @ layer.weights
    pieces += layer.bias
    best: Floats = pieces[:, :width]
    for start in range(width, pieces.shape[1], width):
        best = np.maximum(best, pieces[:, start : start + width])
    best -= best.mean(axis=1, keepdims=True)
    spread = np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8)
    best *= spread ** np.float32(-0.5)
    best *= layer.gain
    best += layer.offset
    return best


def _refuse(_: object) -> object:
    raise RuntimeError("what was encoded in blocks cannot be trained")
