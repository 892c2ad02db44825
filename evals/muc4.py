"""MUC-4: incidents, their roles, stage and confidence, against the answer keys.

    python -m evals.muc4 --predictions FILE.jsonl      any reader's templates, scored alone
    python -m evals.muc4 --write FILE.jsonl            what the package reads, in the same form

The form of the file is that of evals/templates.py. docs/evals.md says how each score is matched.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from evals import reliability
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
from evals.muc4_mapping import Mapper
from evals.muc4_slots import SLOTS, score_all
from evals.reading import Read, read_report
from evals.reliability import asked, judge
from evals.scores import Tally, total
from evals.table import as_text
from evals.templates import ROLES, Prediction, Template, read_predictions, write_predictions
from tallybook.coding.coder import DEFAULT_CODER
from tallybook.errors import TallybookError

CORPUS = "muc4"
TRAINED = "trained.v1"
"""The coder that has the trained reader beside the grammar."""

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


def figures(scores: Scores, coder: str = DEFAULT_CODER) -> list[Figure]:
    """Return the figures of the table, the headline first; those of another coder than the default
    bear its name."""
    key, name = _named(coder)
    found = [
        f1_figure(
            f"{key}.micro_f1",
            f"MUC-4 micro F1, GTT convention{name}",
            scores.micro,
            bar=53,
            kept=True,
        )
    ]
    for row, tally in scores.roles.items():
        found.append(f1_figure(f"{key}.{row.replace(' ', '_')}_f1", f"MUC-4 {row} F1{name}", tally))
    found += [
        share_figure(
            f"{key}.confidence_matched",
            f"MUC-4 perpetrator confidence, of matched{name}",
            scores.matched_confidence,
            bar=75,
        ),
        f1_figure(
            f"{key}.confidence_f1",
            f"MUC-4 perpetrator confidence, over all{name}",
            scores.confidence,
            kept=True,
        ),
        share_figure(
            f"{key}.stage",
            f"MUC-4 stage, of aligned templates{name}",
            scores.stage,
            bar=90,
        ),
        f1_figure(
            f"{key}.all_templates_f1",
            f"MUC-4 all templates, scoring-guidelines.v7{name}",
            total(scores.slots.values()),
            kept=True,
        ),
    ]
    return found


def read_all(
    reports: Sequence[Report], progress: Callable[[float], None] | None, coder: str
) -> dict[str, Read]:
    """Return what a coder of the package reads in each report, by its id."""
    found: dict[str, Read] = {}
    for number, report in enumerate(reports, start=1):
        found[report.id] = read_report(report.text, coder=coder)
        if progress is not None:
            progress(number / len(reports))
    return found


def predict(reads: Mapping[str, Read]) -> dict[str, tuple[Template, ...]]:
    """Return what was read in each report, as templates."""
    mapper = Mapper()
    return {id: mapper.templates(read) for id, read in reads.items()}


def evaluate(
    folder: Path, limit: int | None = None, progress: Callable[[float], None] | None = None
) -> list[Figure]:
    """Return the figures of both coders; raises Absent where the corpus is not there."""
    reports = load_reports(find_part(folder, CORPUS), limit)
    found: list[Figure] = []
    for coder in (DEFAULT_CODER, TRAINED):
        reads = read_all(reports, progress, coder)
        found += figures(score(reports, predict(reads)), coder)
        found += reliability.figures(judge_all(reports, reads, coder), *_named(coder))
    return found


def _named(coder: str) -> tuple[str, str]:
    """Return how a coder's figures begin in their keys and end in their names."""
    return ("muc4", "") if coder == DEFAULT_CODER else (f"muc4.{coder}", f", {coder}")


def judge_all(
    reports: Sequence[Report], reads: Mapping[str, Read], coder: str
) -> list[reliability.Judged]:
    """Return the probabilities that a coder gave, judged: the default coder's of what the answer
    keys can speak of, those of a coder that was taught what they record, of all."""
    mapper = Mapper()
    found: list[reliability.Judged] = []
    for report in reports:
        read = reads[report.id]
        claims = asked(read, mapper) if coder == DEFAULT_CODER else read.claims
        found += judge(claims, report.keys)
    return found


def main() -> int:
    """Score a file of predictions, or write one."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.muc4",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--predictions", type=Path, help="a file of templates to score")
    way.add_argument("--write", type=Path, help="where to write the package's own templates")
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--file", type=Path, help="the reports themselves, instead of --data")
    parser.add_argument("--coder", default=DEFAULT_CODER, help="which coder's reading to write")
    parser.add_argument("--limit", type=int, help="only the first reports")
    given = parser.parse_args()
    try:
        path = given.file or find_part(given.data, CORPUS)
        reports = load_reports(path, given.limit)
        if given.predictions:
            predictions = read_predictions(given.predictions)
        else:
            predictions = predict(read_all(reports, None, given.coder))
        if given.write:
            write_predictions(
                given.write, [Prediction(id, found) for id, found in predictions.items()]
            )
    except (Absent, OSError, ValueError, TallybookError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    print(as_text(figures(score(reports, predictions))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
