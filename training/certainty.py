"""Fit how likely what the grammar reads is to be right (`tallybook.coding.certainty`).

    python -m training.certainty [--data FOLDER]

On MUC-4's training part, without the sixth that is held out, which it prints the expected
calibration errors of. What the fill rules leave out however well it is read (fights between armed
forces, old attacks, other countries) is not asked about, and an attack that names nothing cannot
be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from evals.data import default_folder, find_file
from evals.muc4 import Report, load_reports
from evals.muc4_mapping import Mapper
from evals.reading import read_report
from evals.reliability import Judged, asked, bins_of, expected_error, right_names
from tallybook.coding.certainty import (
    NAMED_FIELDS,
    Certainty,
    attack_facts,
    name_facts,
    probability,
)
from tallybook.core.claims import Claim
from training.annotations import is_held_out
from training.calibration import fit

FILE = Path(__file__).parents[1] / "src" / "tallybook" / "coding" / "data" / "certainty.json"
SOURCE = "training/certainty.py, on five sixths of the training part of MUC-4"

Case = tuple[dict[str, float], bool]


def main() -> int:
    """Fit, write, and print the errors on what was held out; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=default_folder())
    reports = load_reports(find_file(parser.parse_args().data, "muc4", "train.jsonl.gz"))
    mapper = Mapper()
    told = {one.id: list(asked(read_report(one.text), mapper)) for one in reports}
    kept = [one for one in reports if not is_held_out(one)]
    attack = _fitted(c for one in kept for c in attack_cases(told[one.id], one))
    weights = {"attack": attack} | {
        field: _fitted(c for one in kept for c in name_cases(told[one.id], one, field, attack))
        for field in NAMED_FIELDS
    }
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(Certainty(SOURCE, weights))) + b"\n")
    held = [one for one in reports if is_held_out(one)]
    for what in weights:
        cases = (
            c
            for one in held
            for c in (
                attack_cases(told[one.id], one)
                if what == "attack"
                else name_cases(told[one.id], one, what, attack)
            )
        )
        judged = [Judged(what, probability(weights[what], facts), right) for facts, right in cases]
        print(f"{what}: {100 * expected_error(bins_of(judged)):.1f} points, of {len(judged)}")
    return 0


def attack_cases(claims: Sequence[Claim], report: Report) -> Iterator[Case]:
    """Yield the facts of each attack, and whether one of its names is right."""
    for claim in claims:
        yield attack_facts(claim), any(right for *_, right in right_names(claim, report.keys))


def name_cases(
    claims: Sequence[Claim], report: Report, field: str, attack: dict[str, float]
) -> Iterator[Case]:
    """Yield the facts of each name in a field, and whether it is right."""
    for claim in claims:
        likely = probability(attack, attack_facts(claim))
        right = [right for name, _, right in right_names(claim, report.keys) if name == field]
        for value, one in zip(getattr(claim, field), right, strict=True):
            yield name_facts(claim, field, value, likely), one


def _fitted(cases: Iterable[Case]) -> dict[str, float]:
    """Return the weights of the facts by name, the constant among them."""
    rows = list(cases)
    names = [name for name in rows[0][0] if name != "constant"]
    fitted = fit([(tuple(facts[name] for name in names), right) for facts, right in rows])
    return dict(zip(["constant", *names], fitted, strict=True))


if __name__ == "__main__":
    sys.exit(main())
