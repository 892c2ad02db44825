"""MUC-4: incidents, their roles, stage and confidence, against the answer keys.

    python -m evals.muc4 --predictions FILE.jsonl      any reader's templates, scored alone

The form of the file is that of evals/templates.py. docs/evals.md says how each score is matched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from evals.data import Absent, default_folder, find_part, read_lines
from evals.figures import Figure, f1_figure, share_figure
from evals.muc4_gtt import (
    TYPE_ROLE,
    align,
    prepare_keys,
    score_confidence,
    score_report,
    score_stage,
)
from evals.muc4_keys import Key, parse_key
from evals.muc4_slots import SLOTS, score_all
from evals.scores import Tally, total
from evals.table import as_text
from evals.templates import ROLES, Template, read_predictions

CORPUS = "muc4"
ROWS = (TYPE_ROLE, *ROLES)


class Report(Struct, frozen=True):
    """A report of the corpus with its answer key."""

    id: str
    text: str
    keys: tuple[Key, ...]


class Scores(Struct, frozen=True, kw_only=True):
    """Sums over all reports."""

    roles: dict[str, Tally]
    matched_confidence: Tally
    confidence: Tally
    stage: Tally
    slots: dict[str, Tally]

    @property
    def micro(self) -> Tally:
        """Types and entities of all roles together, each counting one."""
        return total(self.roles.values())


def load_reports(path: Path, limit: int | None = None) -> list[Report]:
    """Return the reports of a part."""
    reports = [
        Report(one["id"], one["text"], tuple(parse_key(key) for key in one["templates"]))
        for one in read_lines(path)
    ]
    return reports[:limit]


def score(reports: Sequence[Report], predictions: Mapping[str, Sequence[Template]]) -> Scores:
    """Return the scores; a report without a prediction has no template."""
    roles = {row: Tally() for row in ROWS}
    slots = {slot: Tally() for slot in SLOTS}
    matched = confidence = stage = Tally()
    for report in reports:
        predicted = tuple(predictions.get(report.id, ()))
        keys = prepare_keys(report.keys, report.text)
        aligned = align(predicted, keys)
        for row, tally in score_report(predicted, keys, aligned).items():
            roles[row] += tally
        of_matched, of_all = score_confidence(predicted, keys, aligned)
        matched, confidence = matched + of_matched, confidence + of_all
        stage += score_stage(predicted, keys, aligned)
        for slot, tally in score_all(predicted, report.keys).items():
            slots[slot] += tally
    return Scores(
        roles=roles, matched_confidence=matched, confidence=confidence, stage=stage, slots=slots
    )


def figures(scores: Scores) -> list[Figure]:
    """Return the figures of the table, the headline first."""
    found = [
        f1_figure(
            "muc4.micro_f1", "MUC-4 micro F1, GTT convention", scores.micro, bar=53, kept=True
        )
    ]
    for row, tally in scores.roles.items():
        found.append(f1_figure(f"muc4.{row.replace(' ', '_')}_f1", f"MUC-4 {row} F1", tally))
    found += [
        share_figure(
            "muc4.confidence_matched",
            "MUC-4 perpetrator confidence, of matched",
            scores.matched_confidence,
            bar=75,
            kept=True,
        ),
        f1_figure(
            "muc4.confidence_f1", "MUC-4 perpetrator confidence, over all", scores.confidence
        ),
        share_figure(
            "muc4.stage", "MUC-4 stage, of aligned templates", scores.stage, bar=90, kept=True
        ),
        f1_figure(
            "muc4.all_templates_f1",
            "MUC-4 all templates, scoring-guidelines.v7",
            total(scores.slots.values()),
            kept=True,
        ),
    ]
    return found


def main() -> int:
    """Score a file of predictions."""
    parser = argparse.ArgumentParser(prog="python -m evals.muc4", description=__doc__)
    parser.add_argument("--predictions", type=Path, required=True, help="JSON lines, see above")
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--file", type=Path, help="the reports themselves, instead of --data")
    parser.add_argument("--limit", type=int, help="only the first reports")
    given = parser.parse_args()
    try:
        path = given.file or find_part(given.data, CORPUS)
        predictions = read_predictions(given.predictions)
    except (Absent, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    scores = score(load_reports(path, given.limit), predictions)
    print(as_text(figures(scores)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
