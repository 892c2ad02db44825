"""Windows with what is to be learnt of them, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from evals.muc4 import Report
from tallybook.coding.trained.labels import INCIDENT_TYPES
from tallybook.coding.trained.windows import Window, pieces_of, windows_of
from training.annotations import Gold, gold_spans
from training.network import WIDTH


@dataclass
class Example:
    """A window; `spans` are gold spans with their first piece and their length less one, `told` is
    which types of incident it tells, and whether any; `lower` what the frozen layers gave."""

    window: Window
    spans: list[tuple[Gold, int, int]] = field(default_factory=list)
    told: np.ndarray = field(default_factory=lambda: np.zeros(len(INCIDENT_TYPES) + 1, np.float32))
    lower: Tensor | None = None


def examples_of(report: Report, tokenizer: Tokenizer) -> list[Example]:
    """Return the windows of a report with the spans that lie in each."""
    golds = gold_spans(report)
    filled = {template for gold in golds for template in gold.templates}
    examples = [Example(window) for window in windows_of(report.text, tokenizer)]
    for number, example in enumerate(examples):
        here: set[int] = set()
        for gold in golds:
            at = pieces_of(example.window, gold.start, gold.end)
            if at is not None and at[1] - at[0] < WIDTH:
                example.spans.append((gold, at[0], at[1] - at[0]))
                here |= gold.templates
        for template, key in enumerate(report.keys):
            if template in here or (template not in filled and number == 0):
                for one in key.types:
                    if one in INCIDENT_TYPES:
                        example.told[INCIDENT_TYPES.index(one)] = 1
                example.told[-1] = 1
    return examples


def batches(
    examples: Sequence[Example], size: int, empty: float, rng: random.Random
) -> list[list[Example]]:
    """Return an epoch's batches, of like length. Of the windows without a span, a share of `empty`
    is drawn: they say one thing, over and over."""
    drawn = [e for e in examples if e.spans or rng.random() < empty]
    rng.shuffle(drawn)
    found: list[list[Example]] = []
    for start in range(0, len(drawn), size * 16):
        part = sorted(drawn[start : start + size * 16], key=lambda e: len(e.window.ids))
        found += [part[n : n + size] for n in range(0, len(part), size)]
    rng.shuffle(found)
    return found


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids and mask, [batch, pieces], and which spans are whole words,
    [batch, pieces, WIDTH]."""
    longest = max(len(e.window.ids) for e in batch)
    ids = np.zeros((len(batch), longest), np.int64)
    mask = np.zeros((len(batch), longest), np.int64)
    whole = np.zeros((len(batch), longest, WIDTH), bool)
    for n, example in enumerate(batch):
        window, length = example.window, len(example.window.ids)
        ids[n, :length] = window.ids
        mask[n, :length] = 1
        ends = np.pad(window.ends, (0, longest - length + WIDTH))
        ending = np.lib.stride_tricks.sliding_window_view(ends, WIDTH)[:longest]
        whole[n] = np.pad(window.starts, (0, longest - length))[:, None] & ending
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(whole)


def in_order_of_length(windows: Sequence[Window], size: int) -> Iterator[list[int]]:
    """Yield the indices of windows in batches of like length."""
    order = sorted(range(len(windows)), key=lambda n: len(windows[n].ids))
    for start in range(0, len(order), size):
        yield order[start : start + size]
