"""The reader's network: one encoder, small heads on its word pieces.

Spans are scored from their first and last piece (start + end + a low-rank product, as biaffine
span scorers do: Dozat & Manning 2017), so that everything the network gives is per piece, and what
is per span or per pair of spans is a sum or a product that NumPy takes at run time.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from tallybook.coding.trained.labels import CONFIDENCES, INCIDENT_TYPES, ROLES, STAGES

WIDTH = 24
"""Pieces in the longest span that is scored; the longest fill of the training part has 21."""

RANK = 32
LINK = 64
DISTANCES = 8
"""Buckets of the distance in pieces between two spans, by powers of two from 8."""

OUTPUTS = (
    "edge", "query", "key", "kind_start", "kind_end",
    "link_start", "link_end", "same_start", "same_end", "told",
)  # fmt: skip
"""What the network gives, in the order in which the exported file gives it."""

CONSTANTS = ("width", "bias", "link_roles", "link_far")
"""Parameters that belong to spans and pairs: no part of the exported file."""

KINDS = len(INCIDENT_TYPES) + len(STAGES) + len(CONFIDENCES)


def load_encoder(folder: Path) -> BertModel:
    """Return the pretrained encoder in `folder` (config.json and one .safetensors file).

    Raises ValueError where the weights are not those of the configuration.
    """
    settings = BertConfig.from_json_file(str(folder / "config.json"))
    # Dropout inside attention keeps PyTorch from its fused kernel on the processor.
    settings.attention_probs_dropout_prob = 0.0
    encoder = BertModel(settings, add_pooling_layer=False)
    [weights] = folder.glob("*.safetensors")
    state = {k: v.float() for k, v in load_file(str(weights)).items() if "pooler" not in k}
    state.pop("embeddings.position_ids", None)
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    missing = [name for name in missing if "position_ids" not in name]
    if missing or unexpected:
        raise ValueError(f"{weights}: missing {missing}, unexpected {unexpected}")
    return encoder


def head(hidden: int, out: int, inner: int = 256) -> nn.Sequential:
    """Return two layers on each piece."""
    return nn.Sequential(
        nn.Linear(hidden, inner), nn.GELU(), nn.Dropout(0.2), nn.Linear(inner, out)
    )


class Reader(nn.Module):
    """Encoder and heads; without a mask no window is padded. What it gives, [batch, pieces, …] but
    for `told`, [batch, types + 1]:

    edge        scores of a piece as first and as last of a span, for each role
    query, key  the low-rank parts of a span's score
    kind_*      of a span by its ends: incident types, stages, confidences
    link_*      of a span by its ends: a vector; two whose product is high are of one incident
    same_*      likewise: of one and the same person, group or thing
    told        whether the window tells an incident of a type, and any at all
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        hidden, roles = encoder.config.hidden_size, len(ROLES)
        self.encoder = encoder
        self.drop = nn.Dropout(0.2)
        self.edge = head(hidden, 2 * roles)
        self.query = nn.Linear(hidden, roles * RANK)
        self.key = nn.Linear(hidden, roles * RANK)
        self.width = nn.Parameter(torch.zeros(roles, WIDTH))
        self.bias = nn.Parameter(torch.full((roles,), -6.0))
        self.kind_start, self.kind_end = head(hidden, KINDS), head(hidden, KINDS)
        self.link_start, self.link_end = head(hidden, LINK), head(hidden, LINK)
        self.same_start, self.same_end = head(hidden, LINK), head(hidden, LINK)
        self.link_roles = nn.Parameter(torch.zeros(roles, roles))
        self.link_far = nn.Parameter(torch.zeros(DISTANCES))
        self.told = head(hidden, len(INCIDENT_TYPES) + 1)

    def lower(self, ids: Tensor, mask: Tensor | None, layers: int) -> Tensor:
        """Return what the embeddings and the first `layers` layers give."""
        x = self.encoder.embeddings(input_ids=ids)
        return self._through(x, mask, 0, layers)

    def upper(self, x: Tensor, mask: Tensor | None, layers: int) -> dict[str, Tensor]:
        """Return what the network gives from what its first `layers` layers gave."""
        x = self._through(x, mask, layers, len(self.encoder.encoder.layer))
        x = self.drop(x)
        if mask is None:
            pooled = x.mean(1)
        else:
            pooled = (x * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return {name: getattr(self, name)(pooled if name == "told" else x) for name in OUTPUTS}

    def forward(self, ids: Tensor, mask: Tensor | None) -> dict[str, Tensor]:
        return self.upper(self.lower(ids, mask, 0), mask, 0)

    def _through(self, x: Tensor, mask: Tensor | None, first: int, end: int) -> Tensor:
        seen = None
        if mask is not None:
            seen = (1.0 - mask[:, None, None, :].to(x.dtype)) * torch.finfo(x.dtype).min
        for layer in self.encoder.encoder.layer[first:end]:
            out = layer(x, attention_mask=seen)
            x = out[0] if isinstance(out, tuple) else out
        return x

    def span_scores(self, out: dict[str, Tensor]) -> Tensor:
        """Return the logits of spans, [batch, roles, pieces, WIDTH]: that from i to i + w."""
        b, t, _ = out["edge"].shape
        roles = len(ROLES)
        start, end = out["edge"].view(b, t, 2, roles).permute(2, 0, 3, 1)
        query = out["query"].view(b, t, roles, RANK).transpose(1, 2)
        key = out["key"].view(b, t, roles, RANK).transpose(1, 2)
        full = nn.functional.pad(query @ key.transpose(2, 3) / RANK**0.5, (0, WIDTH - 1))
        at = torch.arange(t)[:, None] + torch.arange(WIDTH)
        product = full.gather(3, at.to(full.device).expand(b, roles, t, WIDTH))
        last = nn.functional.pad(end, (0, WIDTH - 1)).unfold(2, WIDTH, 1)
        return product + start.unsqueeze(-1) + last + (self.width + self.bias[:, None])[:, None, :]

    def link_scores(self, vectors: Tensor, roles: Tensor, at: Tensor) -> Tensor:
        """Return the logits that pairs of spans are of one incident."""
        both = self.link_roles + self.link_roles.T
        far = self.link_far[distance_bucket(at[:, None] - at[None, :])]
        near = vectors @ vectors.T / LINK**0.5
        return near + both[roles[:, None], roles[None, :]] + far


def distance_bucket(distance: Tensor) -> Tensor:
    """Return the bucket of each distance in pieces."""
    return (torch.log2(distance.abs().clamp(min=1).float()) - 2).clamp(0, DISTANCES - 1).long()
