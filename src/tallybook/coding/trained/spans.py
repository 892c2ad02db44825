"""From what the network gives for each word piece to spans with their roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tallybook.coding.trained.labels import INCIDENT_TYPES, ROLES, STAGES
from tallybook.coding.trained.windows import OVERLAP, Window

Outputs = Mapping[str, np.ndarray]
"""What the network gives for one window, [pieces, …]; `told` is [types + 1]."""

FLOOR = 0.05
"""Spans less likely than this are not looked at."""

_TYPES, _STAGES = len(INCIDENT_TYPES), len(STAGES)


@dataclass(frozen=True)
class Constants:
    """Parameters of the network that belong to spans and pairs, not to pieces: [roles, width],
    [roles], [roles, roles] and [buckets of distance]."""

    width: np.ndarray
    bias: np.ndarray
    link_roles: np.ndarray
    link_far: np.ndarray


@dataclass(frozen=True)
class ReadSpan:
    """A span of a role (an index of ROLES), half-open in code points, with its probability and what
    the network says of it: probabilities of types, stages and confidences, and the vectors by which
    it is linked to others. `at` is its first piece, counted through the report."""

    start: int
    end: int
    role: int
    p: float
    types: np.ndarray
    stages: np.ndarray
    confidences: np.ndarray
    link: np.ndarray
    same: np.ndarray
    at: int


def read_spans(
    windows: Sequence[Window], outputs: Sequence[Outputs], constants: Constants
) -> list[ReadSpan]:
    """Return the likeliest spans of each role, none over another of its role. A span that two
    windows hold is read in the one in which it has more context."""
    found: list[ReadSpan] = []
    base = 0
    for number, (window, out) in enumerate(zip(windows, outputs, strict=True)):
        pieces = len(window.ids)
        low = 0 if number == 0 else OVERLAP // 2
        high = pieces if number == len(windows) - 1 else pieces - OVERLAP // 2
        for role in range(len(ROLES)):
            for first, last, p in _spans(window, out, role, constants):
                if low <= (first + last) / 2 < high:
                    found.append(_span(window, out, role, (first, last), p, base))
        base += pieces - OVERLAP - 2
    return found


def _spans(
    window: Window, out: Outputs, role: int, constants: Constants
) -> list[tuple[int, int, float]]:
    roles, width = constants.width.shape
    pieces = len(window.ids)
    edge = out["edge"].reshape(pieces, 2, roles)[:, :, role]
    query = out["query"].reshape(pieces, roles, -1)[:, role]
    key = out["key"].reshape(pieces, roles, -1)[:, role]
    scores = query @ key.T / query.shape[1] ** 0.5 + edge[:, 0][:, None] + edge[:, 1][None, :]
    first, last = np.nonzero(window.starts[:, None] & window.ends[None, :])
    near = (last >= first) & (last - first < width)
    first, last = first[near], last[near]
    logits = scores[first, last] + constants.width[role][last - first] + constants.bias[role]
    likely = sigmoid(logits)
    taken = np.zeros(pieces, dtype=bool)
    chosen: list[tuple[int, int, float]] = []
    for n in np.argsort(-likely):
        if likely[n] < FLOOR:
            break
        if not taken[first[n] : last[n] + 1].any():
            taken[first[n] : last[n] + 1] = True
            chosen.append((int(first[n]), int(last[n]), float(likely[n])))
    return chosen


def _span(
    window: Window, out: Outputs, role: int, at: tuple[int, int], p: float, base: int
) -> ReadSpan:
    first, last = at
    kinds = sigmoid(out["kind_start"][first] + out["kind_end"][last])
    return ReadSpan(
        start=int(window.offsets[first, 0]),
        end=int(window.offsets[last, 1]),
        role=role,
        p=p,
        types=kinds[:_TYPES],
        stages=kinds[_TYPES : _TYPES + _STAGES],
        confidences=kinds[_TYPES + _STAGES :],
        link=out["link_start"][first] + out["link_end"][last],
        same=out["same_start"][first] + out["same_end"][last],
        at=base + first,
    )


def told_of(outputs: Sequence[Outputs]) -> np.ndarray:
    """Return how likely each window is to tell an incident of a type, and any at all,
    [windows, types + 1]."""
    if not outputs:
        return np.zeros((0, len(INCIDENT_TYPES) + 1))
    return sigmoid(np.stack([out["told"] for out in outputs]))


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Return probabilities of logits."""
    likely: np.ndarray = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return likely
