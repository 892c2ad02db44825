"""What a question costs, by the size of the book: `make bench-asking`.

For each size a book of invented reports (`linked_books.py`) is asked twice, in whole processes as a
person meets them, held to one processor core: a month of one country, and everything. On a shared
machine the clock says as much about its neighbours as about Tallybook, so processor time stands
beside it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from multiprocessing import Process
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from books import QUESTION
from cost_plot import Line, cost_plot
from linked_books import write_linked_book
from speed import MEBIBYTE, ROOT, Run, processor, put_between, tallybook, tell

SIZES = (1_000, 10_000, 100_000)
RUNS = 3
"""Runs of each question, of which the one with the least processor time counts."""
PLOT = ROOT / "docs" / "asking-cost.svg"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- asking: begin -->", "<!-- asking: end -->"


@dataclass(frozen=True)
class Cost:
    """What a question to a book of `claims` costs: a month of one country, and all of it."""

    claims: int
    month: Run
    everything: Run


def main() -> int:
    """Measure, print, and on request write the plot and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"draw {PLOT.name}, fill the page")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="claims of the books")
    parser.add_argument(
        "--books", type=Path, help="a folder that keeps the books (CLAIMS.db), and may have them"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as scratch:
        folder = given.books or Path(scratch)
        costs = [measure(folder, size) for size in given.sizes]
    table = as_table(costs)
    print(table)
    if given.write:
        write(costs, table, " ".join(map(str, given.sizes)))
    return 0


def measure(folder: Path, size: int) -> Cost:
    """Return what questions to a book of some size cost; the book is made where there is none."""
    book = f"{size}.db"
    if not (folder / book).exists():
        tell(f"a book of {size:,} claims")
        # In a process of its own: what this one needs would count as the questions' as well.
        making = Process(target=write_linked_book, args=(folder / book, size))
        making.start()
        making.join()
    tell(f"asking a book of {size:,} claims")
    # The first run may bring the book up to date, and fills the system's cache.
    tallybook("--book", book, "tally", *QUESTION, cwd=folder)
    month, everything = (
        min(
            (tallybook("--book", book, "tally", *words, cwd=folder) for _ in range(runs)),
            key=lambda run: run.processor,
        )
        for words, runs in ((QUESTION, RUNS), ((), 1 if size > SIZES[1] else RUNS))
    )
    return Cost(size, month, everything)


def as_table(costs: Sequence[Cost]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| claims | a month of one country | peak memory | everything | peak memory |",
        "|---|---|---|---|---|",
    ]
    lines.extend(
        f"| {one.claims:,} | {_seconds(one.month)} | {one.month.peak / MEBIBYTE:.0f} MiB | "
        f"{_seconds(one.everything)} | {one.everything.peak / MEBIBYTE:.0f} MiB |"
        for one in costs
    )
    return "\n".join(lines)


def _seconds(run: Run) -> str:
    return f"{run.processor:.2f} s ({run.wall:.2f} s on the clock)"


def write(costs: Sequence[Cost], table: str, sizes: str) -> None:
    """Draw the plot, and put the table into the page."""
    lines = [
        Line("everything", [one.everything.processor for one in costs], "#1f5fa8"),
        Line("a month of one country", [one.month.processor for one in costs], "#b3541e"),
    ]
    PLOT.write_text(cost_plot([one.claims for one in costs], lines), encoding="utf-8")
    where = (
        f"`python benchmarks/asking.py --write --sizes {sizes}`, {date.today().isoformat()}, "
        f"{processor()}, one core of it; seconds of processor time."
    )
    put_between(PAGE, (BEGIN, END), f"{where}\n\n{table}")


if __name__ == "__main__":
    sys.exit(main())
