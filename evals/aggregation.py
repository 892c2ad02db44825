"""The aggregation rules on MAVERICK: reports of electoral violence, several to an event.

    python -m evals.aggregation                   people killed, by every rule, beside our bounds
    python -m evals.aggregation --field injuries  people injured
    python -m evals.aggregation --data FOLDER     other data in the same files

MAVERICK (van Baalen and Höglund, 2026; CC BY 4.0) keeps the reports from which an event is made.
Exit status: 0, also where the data is not there, 1 where our bounds leave out the answer of a rule
other than the plain sum, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import sys
from pathlib import Path
from typing import Literal

import msgspec

from evals.data import Absent, default_folder, find_file
from tallybook.core.tallies import Bounds
from tallybook.tally.aggregation import Row, RuleAnswers, apply_rules, bounds_of_rows

FILE = "maverick-event-reports.csv.gz"
Field = Literal["deaths", "injuries"]
NOT_RULES = frozenset({"events", "reports", "plain_sum"})
"""Of `RuleAnswers`: what is no rule that picks a number for an event."""


def read_rows(folder: Path, field: Field = "deaths") -> list[Row]:
    """Return a row for each report, in the order of the file; raises Absent."""
    with gzip.open(find_file(folder, "aggregation", FILE), "rt", encoding="utf-8") as file:
        return [
            Row(
                group=line["event_id"],
                value=int(line[f"{field}_best"]),
                low=int(line[f"{field}_low"]),
                high=int(line[f"{field}_high"]),
                order=number,
                source=line["source_author"],
            )
            for number, line in enumerate(csv.DictReader(file))
        ]


def outside(answers: RuleAnswers, bounds: Bounds) -> list[str]:
    """Return the rules whose answer the bounds leave out."""
    upper = float("inf") if bounds.upper is None else bounds.upper
    found = msgspec.to_builtins(answers)
    return [
        rule
        for rule, value in found.items()
        if rule not in NOT_RULES and value is not None and not bounds.lower <= value <= upper
    ]


def main() -> int:
    """Print the answers of the rules and the bounds."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.aggregation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--field", choices=("deaths", "injuries"), default="deaths")
    given = parser.parse_args()
    try:
        rows = read_rows(given.data, given.field)
    except Absent as absent:
        sys.stderr.write(f"aggregation is skipped: {absent}\n")
        return 0
    answers, bounds = apply_rules(rows), bounds_of_rows(rows)
    for rule, value in msgspec.to_builtins(answers).items():
        if value is not None:
            print(f"{rule.replace('_', ' '):24}{value:>10,.0f}")
    print(f"{'our bounds':24}{bounds.lower:>10,} to {bounds.upper:,}")
    left_out = outside(answers, bounds)
    if left_out:
        sys.stderr.write(f"outside of our bounds: {', '.join(left_out)}\n")
    return 1 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
