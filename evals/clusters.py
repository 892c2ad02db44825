"""Scores of a clustering against another: B³ and pairs.

B³ (Bagga & Baldwin 1998, "Algorithms for Scoring Coreference Chains") asks of every item which
share of its cluster belongs there, and which share of what belongs to it is there, and averages.
Pairs are counted once each; large clusters weigh more there than in B³.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from evals.figures import Figure, percent
from evals.scores import Tally

Clustering = Mapping[str, Hashable]
"""Items by id, each with the name of its cluster."""


def b_cubed(predicted: Clustering, wanted: Clustering) -> tuple[float, float, float]:
    """Return B³ precision, recall and F1 over the items of `wanted`, all of which are predicted."""
    both = Counter((predicted[item], cluster) for item, cluster in wanted.items())
    found = Counter(predicted[item] for item in wanted)
    true = Counter(wanted.values())
    precision = sum(n * n / found[cluster] for (cluster, _), n in both.items()) / len(wanted)
    recall = sum(n * n / true[cluster] for (_, cluster), n in both.items()) / len(wanted)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairs(predicted: Clustering, wanted: Clustering) -> Tally:
    """Return the pairs of items in one cluster: right, predicted and wanted."""
    both = Counter((predicted[item], cluster) for item, cluster in wanted.items())
    return Tally(
        _pairs(both),
        _pairs(Counter(predicted[i] for i in wanted)),
        _pairs(Counter(wanted.values())),
    )


def _pairs(sizes: Counter[tuple[Hashable, Hashable]] | Counter[Hashable]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def b_cubed_figure(
    key: str,
    what: str,
    predicted: Clustering,
    wanted: Clustering,
    *,
    bar: float | None = None,
    kept: bool = False,
) -> Figure:
    """Return the figure of B³ F1, with its precision and recall."""
    precision, recall, f1 = b_cubed(predicted, wanted)
    return Figure(
        key=key,
        what=what,
        value=percent(f1),
        parts={
            "precision": percent(precision),
            "recall": percent(recall),
            "reports": len(wanted),
            "of": len(set(wanted.values())),
        },
        bar=bar,
        kept=kept,
    )
