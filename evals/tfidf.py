"""The baseline that linking is held against: TF-IDF with a window of days.

Two reports are one incident where the cosine of their TF-IDF vectors (Salton & Buckley 1988, with
the logarithm of the term frequency) reaches a threshold and they were published within WINDOW days;
clusters are what chains of such pairs tie together. The threshold is the one that gives the best
B³ F1 on reports that nothing is scored on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import log

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from evals.clusters import b_cubed

WINDOW = 14
"""Days between the publication of two reports of one incident, at most."""
THRESHOLD = 0.26
"""The best one on the train part of the corpus of shootings, for data that has no such part."""
THRESHOLDS = tuple(step / 50 for step in range(4, 36))
_WORD = re.compile(r"\w+")


class Text(Struct, frozen=True):
    """A text with its name and the day of its publication."""

    id: str
    text: str
    published: str


def best_threshold(texts: Sequence[Text], wanted: dict[str, str]) -> float:
    """Return the threshold of the best B³ F1 on `texts`; of equally good ones the lowest."""
    near = _near(texts)
    return max(THRESHOLDS, key=lambda at: (b_cubed(_tied(texts, near, at), wanted)[2], -at))


def clusters(texts: Sequence[Text], threshold: float) -> dict[str, int]:
    """Return the texts by id, each with the number of its cluster."""
    return _tied(texts, _near(texts), threshold)


def _near(texts: Sequence[Text]) -> csr_matrix:
    """Return the cosines of the pairs of texts within the window."""
    vectors = _vectors([text.text for text in texts])
    cosines = (vectors @ vectors.T).tocoo()
    days = np.array([date.fromisoformat(text.published).toordinal() for text in texts])
    kept = (np.abs(days[cosines.row] - days[cosines.col]) <= WINDOW) & (
        cosines.data >= THRESHOLDS[0]
    )
    return csr_matrix((cosines.data[kept], (cosines.row[kept], cosines.col[kept])), cosines.shape)


def _tied(texts: Sequence[Text], near: csr_matrix, threshold: float) -> dict[str, int]:
    reaching = near.multiply(near >= threshold)
    _, labels = connected_components(reaching, directed=False)
    return {text.id: int(label) for text, label in zip(texts, labels, strict=True)}


def _vectors(texts: Sequence[str]) -> csr_matrix:
    column: dict[str, int] = {}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        for word, times in Counter(_WORD.findall(text.lower())).items():
            columns.append(column.setdefault(word, len(column)))
            values.append(1 + log(times))
        ends.append(len(columns))
    shape = (len(texts), len(column))
    counts = csr_matrix((values, columns, ends), shape)
    frequency = np.bincount(columns, minlength=len(column))
    inverse = np.log((1 + len(texts)) / (1 + frequency)) + 1
    weighted = csr_matrix(counts.multiply(inverse))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    length[length == 0] = 1
    return csr_matrix(weighted.multiply(1 / length[:, None]))
