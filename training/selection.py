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
from tallybook.core.documents import Document
from tallybook.ingest import Fetched, read_batch
from training.templates import templates_of

VALUES = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)


@dataclass(frozen=True)
class Reading:
    """A report with its text as the package keeps it, in which the grammar's words have their
    places too, its spans, and how likely its windows are to tell of incidents."""

    report: Report
    text: str
    spans: list[ReadSpan]
    told: np.ndarray


def read(reports: Iterable[Report], network: Network, constants: Constants) -> list[Reading]:
    """Return what the network gives for each report, before anything is chosen."""
    found = []
    for report in reports:
        text = kept_text(report.text)
        windows, outputs = network.run(text)
        spans = read_spans(windows, outputs, constants)
        found.append(Reading(report, text, spans, told_of(outputs)))
    return found


def kept_text(text: str) -> str:
    """Return a text as the package keeps it when it is added; as it is, where it is refused."""
    [taken] = read_batch([Fetched("report.txt", text.encode("utf-8"))])
    return taken.result.text if isinstance(taken.result, Document) else text


def predict(
    readings: Sequence[Reading], constants: Constants, thresholds: Thresholds
) -> dict[str, tuple[Template, ...]]:
    """Return the templates of each report by its id."""
    return {
        one.report.id: templates_of(
            one.text,
            read_incidents(one.text, one.spans, one.told, constants, thresholds),
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
