"""What the network is taught, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from tallybook.coding.trained.labels import INCIDENT_TYPES, STAGES
from training.annotations import Gold
from training.examples import Example
from training.network import KINDS, LINK, Reader

_TYPES = len(INCIDENT_TYPES)
_SURE = _TYPES + len(STAGES)
_cross_entropy = nn.functional.binary_cross_entropy_with_logits


@dataclass(frozen=True)
class Weights:
    """How much each part counts. A batch's span loss is a sum over some 50,000 spans a window,
    nearly all of them none: `span` brings it to the others' order."""

    span: float = 0.1
    kind: float = 1.0
    link: float = 0.5
    same: float = 0.3
    told: float = 0.5


def loss_of(
    model: Reader, out: dict[str, Tensor], whole: Tensor, batch: Sequence[Example], weights: Weights
) -> Tensor:
    """Return the loss of a batch. A span that lies in another of its role is neither taught nor
    held wrong: which of the two the key's author meant is not known."""
    scores = model.span_scores(out)
    wanted = torch.zeros_like(scores)
    counts = whole[:, None].expand_as(scores).to(scores.dtype).clone()
    rows = [
        (n, gold.role, first, extra, gold)
        for n, example in enumerate(batch)
        for gold, first, extra in example.spans
    ]
    for n, role, first, extra, gold in rows:
        wanted[n, role, first, extra] = 1
        counts[n, role, first, extra] = 0.0 if gold.nested else 1.0
    spans = (_cross_entropy(scores, wanted, reduction="none") * counts).sum() / len(batch)
    told = torch.from_numpy(np.stack([example.told for example in batch]))
    loss = weights.span * spans + weights.told * _cross_entropy(out["told"], told)
    if not rows:
        return loss
    batch_at, roles, first, extra = (torch.tensor([row[k] for row in rows]) for k in range(4))
    golds = [row[4] for row in rows]
    last = first + extra
    kinds = out["kind_start"][batch_at, first] + out["kind_end"][batch_at, last]
    loss = loss + weights.kind * _kind_loss(kinds, golds)
    pairs = (batch_at[:, None] == batch_at[None, :]) & ~torch.eye(len(rows), dtype=torch.bool)
    link = out["link_start"][batch_at, first] + out["link_end"][batch_at, last]
    linked = _shares(golds, "templates")
    loss = loss + weights.link * _pair_loss(model.link_scores(link, roles, first), linked, pairs)
    same = out["same_start"][batch_at, first] + out["same_end"][batch_at, last]
    alike = pairs & (roles[:, None] == roles[None, :])
    return loss + weights.same * _pair_loss(
        same @ same.T / LINK**0.5, _shares(golds, "entities"), alike
    )


def _kind_loss(scores: Tensor, golds: Sequence[Gold]) -> Tensor:
    wanted = torch.zeros(len(golds), KINDS)
    counts = torch.ones(len(golds), KINDS)
    for n, gold in enumerate(golds):
        for base, indices in ((0, gold.types), (_TYPES, gold.stages), (_SURE, gold.confidences)):
            for index in indices:
                wanted[n, base + index] = 1
        if not gold.confidences:
            counts[n, _SURE:] = 0
    return (_cross_entropy(scores, wanted, reduction="none") * counts).sum() / counts.sum()


def _shares(golds: Sequence[Gold], field: str) -> Tensor:
    sets = [getattr(gold, field) for gold in golds]
    return torch.tensor([[float(bool(a & b)) for b in sets] for a in sets])


def _pair_loss(scores: Tensor, wanted: Tensor, counted: Tensor) -> Tensor:
    losses = _cross_entropy(scores, wanted, reduction="none") * counted
    return losses.sum() / counted.sum().clamp(min=1)
