"""The vectors that the model's encoders give to tokens, computed with nothing done twice.

The encoder (Honnibal's "embed, encode": hashed features of each word, then four residual
convolutions of three words' width) is the model's own, weights and all. Two things are done
differently from thinc's layers. A word's embedding depends on that word's features alone, so it
is computed once and kept. And matrices are multiplied in blocks of one fixed shape: a library of
linear algebra chooses its kernel by the shape, so that otherwise the last bits of a report's
vectors would hang on how long the reports beside it happen to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import get_current_ops

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Features = NDArray[np.uint64]

BLOCK = 256
"""Rows that are multiplied together."""
PAD = 4
"""Empty rows around each text: as many as the convolutions are deep, as in training."""
KEPT_WORDS = 50_000
"""Words whose embeddings are kept (19 MB an encoder); past that, they are forgotten together."""


class Affine:
    """Rows times weights plus a bias; `weights` as (outputs, inputs)."""

    def __init__(self, weights: Floats, bias: Floats) -> None:
        self._weights = np.ascontiguousarray(weights)
        self._bias = bias
        # The model's own multiplication (BLIS): on one core, whatever else the process does.
        self._multiply: Any = get_current_ops().gemm

    def __call__(self, rows: Floats) -> Floats:
        count, width = rows.shape
        size = -(-count // BLOCK) * BLOCK
        if size != count:
            rows = np.concatenate([rows, np.zeros((size - count, width), np.float32)])
        result = np.empty((size, len(self._weights)), np.float32)
        for start in range(0, size, BLOCK):
            block = slice(start, start + BLOCK)
            self._multiply(rows[block], self._weights, out=result[block], trans2=True)
        result = result[:count]
        result += self._bias
        return result


class _Layer:
    """Maxout over several pieces, then layer normalisation."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self.outputs, self._pieces, inputs = weights.shape
        self._affine = Affine(
            weights.transpose(1, 0, 2).reshape(-1, inputs), np.ravel(bias.transpose(1, 0))
        )
        self._gain, self._bias = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        pieces = self._affine(rows).reshape(len(rows), self._pieces, self.outputs)
        best: Floats = pieces[:, 0]
        for piece in range(1, self._pieces):
            best = np.maximum(best, pieces[:, piece])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.square(best).mean(axis=1, keepdims=True) + np.float32(1e-8)
        best *= variance ** np.float32(-0.5)
        best *= self._gain
        best += self._bias
        return best


class Encoder:
    """One of the model's encoders ("spacy.Tok2Vec.v2")."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self.columns: tuple[str, ...] = tuple(_one(embed, "extract_features").attrs["columns"])
        self._embeds = [layer for layer in embed.walk() if layer.name == "hashembed"]
        self._mix = _Layer(_one(embed, "maxout"), _one(embed, "layernorm"))
        maxouts, norms = _all(encode, "maxout"), _all(encode, "layernorm")
        self._layers = [_Layer(*both) for both in zip(maxouts, norms, strict=True)]
        self._width = self._mix.outputs
        self._index: dict[bytes, int] = {}
        self._words = np.zeros((0, self._width), np.float32)

    def encode(self, texts: Sequence[Features]) -> Iterator[Floats]:
        """Yield the vectors of each text's tokens, given their features by `columns`."""
        tokens = self._embedded(np.concatenate(texts))
        places: list[slice] = []
        end = 1  # Before the first row and after the last stands an empty one.
        for text in texts:
            places.append(slice(end + PAD, end + PAD + len(text)))
            end = places[-1].stop
        size = -(-(end + PAD) // BLOCK) * BLOCK
        rows = np.zeros((1 + size + 1, self._width), np.float32)
        taken = 0
        for text, place in zip(texts, places, strict=True):
            rows[place] = tokens[taken : taken + len(text)]
            taken += len(text)
        for layer in self._layers:
            rows = _convolved(rows, layer)
        for place in places:
            yield rows[place]

    def _embedded(self, features: Features) -> Floats:
        """The embeddings of words, most of which were met before."""
        width = features.dtype.itemsize * features.shape[1]
        keys = np.ascontiguousarray(features).view(f"V{width}").ravel().tolist()
        if len(self._index) > KEPT_WORDS:
            self._index = {}
        index = self._index
        new: list[int] = []
        for position, key in enumerate(keys):
            if key not in index:
                index[key] = len(index)
                new.append(position)
        if new:
            unknown = features[new]
            parts = [
                layer.predict(np.ascontiguousarray(unknown[:, layer.attrs["column"]]))
                for layer in self._embeds
            ]
            self._keep(self._mix(np.hstack(parts)))
        return self._words[[index[key] for key in keys]]

    def _keep(self, embeddings: Floats) -> None:
        """Put the embeddings of the words that came last into the table, which grows by half."""
        count = len(self._index)
        if count > len(self._words):
            grown = np.empty((count * 3 // 2, self._width), np.float32)
            grown[: len(self._words)] = self._words
            self._words = grown
        self._words[count - len(embeddings) : count] = embeddings


def _convolved(rows: Floats, layer: _Layer) -> Floats:
    """Each row with what the layer makes of it between its neighbours; the rows at both ends are
    empty and stay so."""
    result = np.zeros_like(rows)
    for start in range(1, len(rows) - 1, BLOCK):
        end = start + BLOCK
        windows = [rows[start - 1 : end - 1], rows[start:end], rows[start + 1 : end + 1]]
        result[start:end] = rows[start:end] + layer(np.hstack(windows))
    return result


def _all(model: Any, name: str) -> list[Any]:
    return [layer for layer in model.walk(order="dfs_pre") if layer.name == name]


def _one(model: Any, name: str) -> Any:
    [layer] = _all(model, name)
    return layer
