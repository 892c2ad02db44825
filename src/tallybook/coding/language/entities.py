"""Entity spans, decided as the model's own recogniser decides them.

The recogniser (Lample et al. 2016's transitions, greedy, left to right) begins, continues, ends
or makes an entity at each token, or leaves the token outside. Outside every entity its scores see
the one token alone, and inside one they see the token, the entity's first and the one before:
so the choices outside are scored for all tokens in one multiplication, and only those tokens that
could begin an entity of several words are followed step by step, all of them side by side. spaCy's
own loop asks some seventy times at each token whether a transition is allowed, taking the
interpreter's lock each time where it was compiled with profiling, as it is for Python 3.11: that
was half of what a parse cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tallybook.coding.language.vectors import Affine, Encoder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tallybook.coding.language.vectors import Floats

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

Entity = tuple[int, int, str]
"""A half-open range of tokens, and the label of what they name."""


class EntityFinder:
    """The model's entity recogniser."""

    def __init__(self, recogniser: Any) -> None:
        layers = recogniser.model.layers
        vectors, self._lower, upper = layers
        encoder, _, linear = vectors.layers
        self.encoder = Encoder(encoder)
        self._linear = Affine(linear.get_param("W"), linear.get_param("b"))
        weights = self._lower.get_param("W")  # (features, outputs, pieces, inputs)
        self._shape = weights.shape[:3]
        self._states = Affine(
            weights.reshape(-1, weights.shape[3]), np.zeros(weights[..., 0].size, np.float32)
        )
        self._bias = self._lower.get_param("b")
        self._absent = self._lower.get_param("pad")[0]
        self._weights, self._offsets = upper.get_param("W"), upper.get_param("b")
        self._scores = Affine(self._weights, self._offsets)
        self._moves(recogniser)

    def _moves(self, recogniser: Any) -> None:
        """Read which column scores which move for which label."""
        moves = recogniser.moves
        names = [moves.get_class_name(column) for column in range(moves.n_moves)]
        self._begin = np.array([name.startswith("B-") for name in names])
        self._unit = np.array([name.startswith("U-") and len(name) > 2 for name in names])
        self._outside = names.index("O")
        column = {name: number for number, name in enumerate(names)}
        self._labels = [name[2:] for name in names]
        self._inner = np.array([column.get(f"I-{label}", 0) for label in self._labels])
        self._last = np.array([column.get(f"L-{label}", 0) for label in self._labels])

    def find(self, vectors: Floats, ends: Bools, spaces: Bools) -> list[Entity]:
        """Return the entities in order.

        `vectors` are those of several texts in a row; `ends` says after which tokens a sentence
        or a text ends, where no entity runs on, and `spaces` which are white space, where none
        begins.
        """
        states = self._states(self._linear(vectors)).reshape(-1, *self._shape)
        scores = self._scores(self._hidden(states[:, 0] + self._absent[1] + self._absent[2]))
        allowed = np.zeros(scores.shape, np.bool_)
        allowed[:, self._outside] = True
        allowed[:, self._unit] = ~spaces[:, None]
        allowed[:, self._begin] = ~(spaces | ends)[:, None]
        choice = np.where(allowed, scores, -np.inf).argmax(axis=1)
        lasts = self._lasts(states, choice, ends)
        found: list[Entity] = []
        after = 0
        for start in np.flatnonzero(choice != self._outside).tolist():
            if start < after:
                continue  # Inside the entity before it: nothing begins there.
            after = lasts.get(start, start) + 1
            found.append((start, after, self._labels[choice[start]]))
        return found

    def _lasts(self, states: Floats, choice: Ints, ends: Bools) -> dict[int, int]:
        """The last token of the entity of several tokens that would begin at each token."""
        starts = np.flatnonzero(self._begin[choice])
        inner, last = self._inner[choice[starts]], self._last[choice[starts]]
        at = starts + 1
        lasts: dict[int, int] = {}
        while len(starts):
            hidden = self._hidden(states[at, 0] + states[starts, 1] + states[at - 1, 2])
            on, off = self._score(hidden, inner), self._score(hidden, last)
            closed = ends[at] | (off > on)
            lasts.update(zip(starts[closed].tolist(), at[closed].tolist(), strict=True))
            starts, at = starts[~closed], at[~closed] + 1
            inner, last = inner[~closed], last[~closed]
        return lasts

    def _hidden(self, summed: Floats) -> Floats:
        pieces = summed + self._bias
        best: Floats = np.maximum(pieces[..., 0], pieces[..., 1])
        return best

    def _score(self, hidden: Floats, columns: Ints) -> Floats:
        """One column's score for each row."""
        products = np.einsum("ij,ij->i", hidden, self._weights[columns])
        result: Floats = products + self._offsets[columns]
        return result
