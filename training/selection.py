"""Thresholds, chosen on the held-out part of train."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from evals.muc4 import Report, score
from evals.templates import Template
from tallybook.coding.trained.incidents import Thresholds, read_incidents
from tallybook.coding.trained.labels import ROLES
from tallybook.coding.trained.model import Network
from tallybook.coding.trained.spans import Constants, ReadSpan, read_spans, told_of
from training.templates import templates_of

VALUES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


@dataclass(frozen=True)
class Reading:
    """A report with its spans and how likely its windows are to tell of incidents."""

    report: Report
    spans: list[ReadSpan]
    told: np.ndarray


def read(reports: Iterable[Report], network: Network, constants: Constants) -> list[Reading]:
    """Return what the network gives for each report, before anything is chosen."""
    found = []
    for report in reports:
        windows, outputs = network.run(report.text)
        found.append(Reading(report, read_spans(windows, outputs, constants), told_of(outputs)))
    return found


def predict(
    readings: Sequence[Reading], constants: Constants, thresholds: Thresholds
) -> dict[str, tuple[Template, ...]]:
    """Return the templates of each report by its id."""
    return {
        one.report.id: templates_of(
            one.report.text,
            read_incidents(one.report.text, one.spans, one.told, constants, thresholds),
        )
        for one in readings
    }


def choose(readings: Sequence[Reading], constants: Constants) -> tuple[Thresholds, float]:
    """Return the thresholds with the best micro F1, one searched after the other, twice."""
    reports = [one.report for one in readings]
    chosen = Thresholds()
    best = _f1(reports, predict(readings, constants, chosen))
    for _ in range(2):
        for name in asdict(chosen):
            for tried in list(_variants(chosen, name)):
                f1 = _f1(reports, predict(readings, constants, tried))
                if f1 > best:
                    best, chosen = f1, tried
    return chosen, best


def _variants(chosen: Thresholds, name: str) -> Iterator[Thresholds]:
    if name != "span":
        for value in VALUES:
            yield replace(chosen, **{name: value})
        return
    for role, value in itertools.product(range(len(ROLES)), VALUES):
        yield replace(chosen, span=(*chosen.span[:role], value, *chosen.span[role + 1 :]))


def _f1(reports: Sequence[Report], predictions: Mapping[str, Sequence[Template]]) -> float:
    return score(reports, predictions).micro.f1
