"""The reliability plot: stated against observed, as an SVG of our own drawing.

python -m evals.reliability_plot OUT.svg [--data FOLDER] [--coder NAME]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.data import Absent, default_folder, find_part
from evals.muc4 import TRAINED, judge_all, load_reports, read_all
from evals.reliability import Bin, Judged, bins_of, expected_error

SIDE, LEFT, TOP, GAP = 300, 56, 40, 72
PANELS = (("attack", "attacks"), ("attackers", "attackers"), ("targets", "targets"),
          ("weapons", "weapons"))  # fmt: skip


def plot(judged: Sequence[Judged]) -> str:
    """Return the plot: a panel for attacks and for each field, dots by how many they stand for."""
    width = LEFT + len(PANELS) * (SIDE + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIDE + TOP + 60}" '
        f'viewBox="0 0 {width} {SIDE + TOP + 60}" font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for n, (what, title) in enumerate(PANELS):
        bins = bins_of(one for one in judged if one.what == what)
        parts += _panel(LEFT + n * (SIDE + GAP), title, bins)
    return "\n".join([*parts, "</svg>\n"])


def _panel(left: int, title: str, bins: Sequence[Bin]) -> Iterator[str]:
    bottom = TOP + SIDE
    total = sum(one.count for one in bins)
    yield (
        f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}: {total}, '
        f"expected error {100 * expected_error(bins):.0f} points</text>"
    )
    yield f'<rect x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>'
    yield (
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIDE}" y2="{TOP}" stroke="#888" '
        'stroke-dasharray="4 4"/>'
    )
    for tick in (0, 50, 100):
        at = SIDE * tick / 100
        yield f'<text x="{left + at}" y="{bottom + 18}" text-anchor="middle">{tick} %</text>'
        yield f'<text x="{left - 6}" y="{bottom - at + 4}" text-anchor="end">{tick} %</text>'
    yield f'<text x="{left + SIDE / 2}" y="{bottom + 40}" text-anchor="middle">stated</text>'
    points = [(left + SIDE * b.stated, bottom - SIDE * b.right, b.count) for b in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    yield f'<polyline points="{line}" fill="none" stroke="#1f5fa8" stroke-width="1.5"/>'
    for x, y, count in points:
        radius = 3 + 12 * (count / total) ** 0.5
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f5fa8" opacity="0.6"/>'
        above = y - radius - 3 if y > TOP + 24 else y + radius + 13
        yield f'<text x="{x:.1f}" y="{above:.1f}" text-anchor="middle">{count}</text>'


def main() -> int:
    """Read the part to score, judge and draw."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.reliability_plot",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--coder", default=TRAINED, help="whose probabilities")
    given = parser.parse_args()
    try:
        reports = load_reports(find_part(given.data, "muc4"))
    except (Absent, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    judged = judge_all(reports, read_all(reports, None, given.coder), given.coder)
    given.out.write_text(plot(judged), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
