"""Join networks that were trained apart into one file, which gives the mean of what they give.

    python -m training.join OUT FOLDER FOLDER … --encoder FOLDER

Each FOLDER is where `python -m training` wrote a network. Networks from different seeds err
differently, so that their mean errs less (Hansen & Salamon 1990, "Neural network ensembles"). The
embeddings, half of a network's size, stay as they were in the training and are shared. What comes
next is `python -m training.fit OUT`, as for a single network.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.export import export
from training.network import CONSTANTS, OUTPUTS, RANK, Reader, load_encoder

BY_ROLE = ("query", "key")
"""Outputs that are one vector for each role."""

VECTORS = (*BY_ROLE, "link_start", "link_end", "same_start", "same_end")
"""Outputs that count by their products, divided by the root of their length; the others are
scores."""


class Joined(nn.Module):
    """Several networks as one: means of their scores, and vectors side by side, scaled so that
    their products are means as well."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        super().__init__()
        self.encoder = readers[0].encoder
        for reader in readers[1:]:
            reader.encoder.embeddings = self.encoder.embeddings
        self.readers = nn.ModuleList(readers)

    def forward(self, ids: Tensor, mask: Tensor | None) -> dict[str, Tensor]:
        x = self.encoder.embeddings(input_ids=ids)
        found = [reader.upper(x, mask, 0) for reader in self.readers]
        return {name: _joined(name, [out[name] for out in found]) for name in OUTPUTS}


def _joined(name: str, values: list[Tensor]) -> Tensor:
    if name not in VECTORS:
        return torch.stack(values).mean(0)
    scale = len(values) ** -0.25
    if name in BY_ROLE:
        values = [one.unflatten(-1, (-1, RANK)) for one in values]
        return (scale * torch.cat(values, -1)).flatten(-2)
    return scale * torch.cat(values, -1)


def main() -> int:
    """Join and export; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--encoder", type=Path, required=True)
    given = parser.parse_args()
    readers, learnt = [], []
    for folder in given.folders:
        reader = Reader(load_encoder(given.encoder))
        reader.load_state_dict(torch.load(folder / "reader.pt"))
        readers.append(reader)
        learnt.append(json.loads((folder / "constants.json").read_text()))
    given.out.mkdir(parents=True, exist_ok=True)
    export(Joined(readers), given.out / "network.onnx")
    shutil.copyfile(given.folders[0] / "tokenizer.json", given.out / "tokenizer.json")
    means = {name: np.mean([one[name] for one in learnt], axis=0).tolist() for name in CONSTANTS}
    recipes = [one["recipe"] for one in learnt]
    (given.out / "constants.json").write_text(json.dumps({**means, "recipe": recipes}))
    print(f"written to {given.out}; next: python -m training.fit {given.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
