"""Fit what the evidence is worth that two reports tell of one event.

    python -m training.report_weights [--data FOLDER] [--jobs N] [--kept FOLDER]

Learnt from pairs of reports of the train part of the corpus of shootings, and of headlines of the
other half of UCDP's events (`evals.shootings`, `evals.headlines`), by logistic regression, which
makes additive log odds. It is the greatest posterior under normal priors: what claims' evidence is
worth in linking (`tallybook.linking.weights`) is expected to be worth half of that beside the
texts, what contradicts there to count against, and everything else nothing. So evidence that these
corpora hardly have (attackers, sides, weapons) keeps about half of its weight.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean

import msgspec
import numpy as np
from msgspec import Struct
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.clusters import b_cubed
from evals.data import default_folder
from evals.headlines import load_headlines
from evals.linking import link_all
from evals.parts import Part, part_of
from evals.shootings import TRAIN, Reading, Report, load_reports, read_all
from tallybook.knowledge.loading import load_knowledge
from tallybook.linking.reports import Reports, ReportWeights, grouped

WEIGHTS = (
    Path(__file__).parents[1] / "src" / "tallybook" / "linking" / "data" / "report_weights.json"
)
SOURCE = (
    "the train part of the corpus of shootings and the half of UCDP's events that is not scored"
)
HEADLINE_PAIR = 0.5
"""What a pair of headlines counts beside one of reports: they have no text, and many name nothing.
Between a fifth and the whole, this costs the reports least for what the headlines gain."""
CONTRADICTIONS = ("other day", "other place", "other weapon", "reported before")
HALVES: tuple[Part, ...] = ("dev", "held")
ODDS = (-0.5, 0.0, 0.5, 1.0, 1.5)
"""Thresholds to choose from."""


class Labelled(Struct, frozen=True):
    """A pair's evidence, the events that the two are filed under, how much it counts, and the log
    odds that are known of it beside the evidence."""

    evidence: dict[str, float]
    events: tuple[str, str]
    counts: float
    known: float = 0.0


def main() -> int:
    """Fit, choose the threshold, write; the exit status is 0."""
    shootings, told = (
        filed(readings, reports) for readings, reports in read_train_part(str(__doc__))
    )
    pairs, heads = labelled(shootings, 1.0), labelled(told, HEADLINE_PAIR)
    halves = [fit([*of_half(pairs, half), *heads], _prior) for half in HALVES]
    scores = {odds: _checked(shootings, halves, odds) for odds in ODDS}
    best = max(ODDS, key=lambda odds: scores[odds])
    fitted = ReportWeights(source=SOURCE, from_odds=best, weights=fit([*pairs, *heads], _prior))
    WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=1) + b"\n")
    print({odds: round(100 * f1, 2) for odds, f1 in scores.items()})
    return 0


def read_train_part(about: str) -> Iterator[tuple[list[Reading], list[Report]]]:
    """Yield the readings and reports of the shootings to learn from, and those of the headlines, as
    the command line says where they are; `about` is what it tells of the command."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--data", type=Path, default=default_folder())
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    for reports in (load_reports(given.data, TRAIN), load_headlines(given.data, TRAIN)):
        yield list(read_all(reports, jobs=given.jobs, kept=given.kept)), reports


class Filed(Struct, frozen=True):
    """Reports, each with the event that it is filed under."""

    reports: Reports
    events: tuple[str, ...]


def filed(readings: Sequence[Reading], reports: Sequence[Report]) -> Filed:
    """Return what was read as the package compares it."""
    contents = link_all(readings).contents
    event = {report.id: report.incident for report in reports}
    events = {r.document.id: event[r.report] for r in readings if r.document is not None}
    compared = Reports(
        contents.documents.values(),
        list(contents.claims.values()),
        contents.incidents.values(),
        load_knowledge(),
    )
    return Filed(compared, tuple(events[document.id] for document in compared.documents))


def labelled(told: Filed, counts: float) -> list[Labelled]:
    """Return the pairs of reports that are candidates, with their events."""
    return [
        Labelled(told.reports.evidence(pair), (told.events[pair[0]], told.events[pair[1]]), counts)
        for pair in sorted(told.reports.candidates())
    ]


def of_half(pairs: Sequence[Labelled], half: Part) -> list[Labelled]:
    """Return the pairs of which both events are in a half of the train part."""
    return [one for one in pairs if all(_half_of(event) == half for event in one.events)]


def _half_of(event: str) -> Part:
    """Return the half of the train part that an event is in."""
    return part_of(f"{event} of the train part")


class Prior(Struct, frozen=True):
    """What a weight is expected to be, how firmly (half the inverse variance), and between what it
    lies."""

    expected: float
    firmness: float
    least: float | None = None
    most: float | None = None


def fit(pairs: Sequence[Labelled], prior: Callable[[str], Prior]) -> dict[str, float]:
    """Return the weights of the greatest posterior, by their names' priors."""
    names = sorted({name for one in pairs for name in one.evidence})
    column = {name: index for index, name in enumerate(names)}
    rows = [index for index, one in enumerate(pairs) for _ in one.evidence]
    columns = [column[name] for one in pairs for name in one.evidence]
    values = [value for one in pairs for value in one.evidence.values()]
    evidence = csr_matrix((values, (rows, columns)), (len(pairs), len(names)))
    same = np.array([one.events[0] == one.events[1] for one in pairs], float)
    counts = np.array([one.counts for one in pairs])
    known = np.array([one.known for one in pairs])
    priors = [prior(name) for name in names]
    expected = np.array([one.expected for one in priors])
    firmness = np.array([one.firmness for one in priors])
    bounds = [(one.least, one.most) for one in priors]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = known + evidence @ weights
        off = weights - expected
        likelihood = float(counts @ (np.logaddexp(0, odds) - same * odds))
        slope = evidence.T @ (counts * (1 / (1 + np.exp(-odds)) - same))
        return likelihood + float(firmness @ off**2), slope + 2 * firmness * off

    options = {"maxiter": 5000}
    found = minimize(loss, expected, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    return {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}


def _prior(name: str) -> Prior:
    kind, _, of_attack = name.partition("attack: ")
    if kind or not of_attack:
        return Prior(0.0, 0.05)
    return Prior(-2.0, 0.3) if of_attack in CONTRADICTIONS else Prior(0.5, 3.0)


def _checked(told: Filed, halves: Iterable[dict[str, float]], odds: float) -> float:
    """Return the mean B³ F1 of groups from a threshold on, with the weights of each half. All
    reports are scored: the more there are, the more may be joined wrongly."""
    wanted = {str(index): event for index, event in enumerate(told.events)}
    scores = []
    for weights in halves:
        groups = grouped(
            told.reports, ReportWeights(source=SOURCE, from_odds=odds, weights=weights)
        )
        found = {str(index): number for number, group in enumerate(groups) for index in group}
        scores.append(b_cubed(found, wanted)[2])
    return mean(scores)


if __name__ == "__main__":
    sys.exit(main())
