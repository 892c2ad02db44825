"""Linking by headlines alone: those that UCDP names as the sources of one event.

UCDP GED (Sundberg & Melander 2013; CC BY 4.0) lists the headlines that an event was coded from.
Taken are events with two or more, and of their headlines those that no other event names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from evals.clusters import b_cubed_figure
from evals.data import find_file, read_lines
from evals.figures import Figure
from evals.linking import link_all, report_clusters
from evals.parts import Part, part_of
from evals.shootings import HELD, Report, read_all

CORPUS = "ucdp"
FILES = ("mexico", "myanmar", "syria-2016-2018")


def evaluate(
    folder: Path,
    limit: int | None = None,
    tell: Callable[[float], None] = lambda share: None,
    *,
    jobs: int = 1,
    kept: Path | None = None,
) -> list[Figure]:
    """Return the figure of the part that is only scored; raises Absent."""
    headlines = load_headlines(folder, HELD)[:limit]
    readings = []
    for reading in read_all(headlines, jobs=jobs, kept=kept):
        readings.append(reading)
        tell(0.9 * len(readings) / len(headlines))
    found = b_cubed_figure(
        "headlines.b_cubed_f1",
        "UCDP headlines B³ F1",
        report_clusters(link_all(readings)),
        {headline.id: headline.incident for headline in headlines},
        kept=True,
    )
    tell(1.0)
    return [found]


def load_headlines(folder: Path, part: Part) -> list[Report]:
    """Return the headlines of a part as reports without a text; raises Absent."""
    lines = (
        line
        for name in FILES
        for line in read_lines(find_file(folder, CORPUS, f"{name}.jsonl.gz", f"{name}.jsonl"))
    )
    return [headline for headline in headlines_of(lines) if part_of(headline.incident) == part]


def headlines_of(lines: Iterable[dict[str, Any]]) -> list[Report]:
    """Return the headlines as reports without a text, each filed under its event."""
    events: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        for source in line["sources"]:
            if source.get("headline") and source.get("date"):
                said = (source["headline"].strip(), source["date"])
                events.setdefault(said, set()).add(str(line["id"]))
    told: dict[str, list[tuple[str, str]]] = {}
    for said, named in events.items():
        if len(named) == 1:
            told.setdefault(min(named), []).append(said)
    return [
        Report(id=f"{event}: {day} {title}", incident=event, title=title, text="", published=day)
        for event, listed in sorted(told.items())
        if len({title for title, _ in listed}) > 1
        for title, day in sorted(listed)
    ]
