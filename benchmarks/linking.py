"""What linking costs, by the size of the book: `make bench-linking`.

For each size a book of invented reports (`books.py`) is linked at once, and then a few reports one
by one, in a process of its own that is held to one processor core. On a shared machine the clock
says as much about its neighbours as about Tallybook, so processor time stands beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from msgspec import Struct

from books import CLAIMS_OF_A_REPORT, Report, keep, reports
from cost_plot import Line, cost_plot
from reports import write_reports
from speed import MEBIBYTE, ROOT, one_core, processor, put_between, tallybook, tell
from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.linking.blocking import BlockingKeys, candidates
from tallybook.store import open_store
from tallybook.store.protocol import Store
from tallybook.workflow.keeping.relinking import relink

SIZES = (1_000, 10_000, 100_000)
ADDED = 20
"""Reports that are added one by one to a book of each size."""
PLOT = ROOT / "docs" / "linking-cost.svg"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- linking: begin -->", "<!-- linking: end -->"
ALL_AIM, ONE_AIM, MEMORY_AIM = 300.0, 0.5, 2048


class Cost(Struct, frozen=True):
    """What linking a book of `claims` costs: seconds of processor time and on the clock for all of
    it, and for one report more (the median, and the most); the peak of memory in bytes; with how
    many others an account is compared, and how many incidents came out."""

    claims: int
    all_processor: float
    all_wall: float
    one_processor: float
    one_wall: float
    one_most: float
    peak: int
    candidates: float
    incidents: int


def main() -> int:
    """Measure, print, and on request write the plot and the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"draw {PLOT.name}, fill the page")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="claims of the books")
    parser.add_argument("--book", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.book is not None:
        sys.stdout.write(json.dumps(measure(given.book, given.sizes[0])))
        return 0
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as folder:
        costs = [measured(Path(folder), size) for size in given.sizes]
        whole = whole_add(Path(folder), given.sizes[-1])
    table = as_table(costs, whole)
    print(table)
    if given.write:
        write(costs, table, " ".join(map(str, given.sizes)))
    return 0


def measured(folder: Path, size: int) -> Cost:
    """Return the cost of a book of some size, measured in a process of its own."""
    tell(f"linking {size:,} claims")
    book = folder / f"{size}.db"
    command = [sys.executable, __file__, "--book", str(book), "--sizes", str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, preexec_fn=one_core)
    return Cost(**json.loads(done.stdout))


def measure(path: Path, size: int) -> dict[str, float]:
    """Link a book of `size` claims, then reports one by one; return the cost's fields."""
    late: list[Report] = []
    store = open_store(path, create=True)
    keep(store, _but_some(reports(size + ADDED * CLAIMS_OF_A_REPORT), size, late))
    started, clock = time.process_time(), time.perf_counter()
    relink(store)
    whole = (time.process_time() - started, time.perf_counter() - clock)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    single = []
    for report in late:
        keep(store, iter([report]))
        started, clock = time.process_time(), time.perf_counter()
        relink(store, [report[0].id])
        single.append((time.process_time() - started, time.perf_counter() - clock))
    with store.view() as view:
        incidents = view.count(Incident)
    found = {
        "claims": size,
        "all_processor": whole[0],
        "all_wall": whole[1],
        "one_processor": median(one[0] for one in single),
        "one_wall": median(one[1] for one in single),
        "one_most": max(one[0] for one in single),
        # Linux counts ru_maxrss in kibibytes, macOS in bytes (getrusage(2) of each).
        "peak": peak * (1 if sys.platform == "darwin" else 1024),
        "candidates": candidates_of_a_claim(store),
        "incidents": incidents,
    }
    store.close()
    return found


def _but_some(written: Iterator[Report], size: int, late: list[Report]) -> Iterator[Report]:
    """Yield reports but for those that come one by one, which go into `late`: they are spread over
    the years, as corrections and follow-ups are."""
    every = size // CLAIMS_OF_A_REPORT // ADDED + 1
    for number, report in enumerate(written):
        if number % every == every // 2:
            late.append(report)
        else:
            yield report


def candidates_of_a_claim(store: Store) -> float:
    """Return how many accounts an account is compared with, by the keys that the book has."""
    with store.view() as view:
        claims = [claim.id for claim in view.scan(Claim, claim_kinds=["incident"])]
        looks, leaves = view.keys("looks", claims), view.keys("leaves", claims)
    keys = [
        BlockingKeys(frozenset(looks.get(claim, ())), frozenset(leaves.get(claim, ())))
        for claim in claims
        if claim in looks or claim in leaves
    ]
    return 2 * sum(1 for _ in candidates(keys)) / max(1, len(keys))


def whole_add(folder: Path, size: int) -> tuple[float, float]:
    """Return the seconds of processor time and on the clock that the whole of `tallybook add` takes
    for one report, its model included, in the book of that size."""
    tell("the whole of adding one report")
    write_reports(folder / "one", 3, every=1)
    runs = [
        tallybook("--book", f"{size}.db", "add", f"one/report-{n:05}.txt", cwd=folder)
        for n in range(3)
    ]
    best = min(runs, key=lambda run: run.processor)
    return best.processor, best.wall


def as_table(costs: Sequence[Cost], whole: tuple[float, float]) -> str:
    """Return the figures as a Markdown table."""
    lines = [
        "| claims | linked at once | a thousand claims | one report more | the most | "
        "peak memory | candidates | incidents |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in costs:
        lines.append(
            f"| {one.claims:,} | {one.all_processor:.1f} s ({one.all_wall:.1f} s on the clock) | "
            f"{1000 * one.all_processor / one.claims:.2f} s | "
            f"{one.one_processor:.2f} s ({one.one_wall:.2f} s) | {one.one_most:.2f} s | "
            f"{one.peak / MEBIBYTE:.0f} MiB | {one.candidates:.1f} | {one.incidents:,} |"
        )
    last = costs[-1]
    met = [
        last.all_processor <= ALL_AIM,
        last.one_processor <= ONE_AIM,
        last.peak <= MEMORY_AIM * MEBIBYTE,
    ]
    said = ["met" if one else "missed" for one in met]
    lines += [
        "",
        f"The aims, for {SIZES[-1]:,} claims: {ALL_AIM:.0f} s at once ({said[0]} at "
        f"{last.claims:,}), {ONE_AIM} s for one report ({said[1]}), {MEMORY_AIM} MiB ({said[2]}).",
        "The whole of `tallybook add` of one report to that book, with its start and its model, "
        f"takes {whole[0]:.1f} s ({whole[1]:.1f} s on the clock).",
    ]
    return "\n".join(lines)


def write(costs: Sequence[Cost], table: str, sizes: str) -> None:
    """Draw the plot, and put the table into the page."""
    sized = [one.claims for one in costs]
    PLOT.write_text(
        cost_plot(
            sized,
            [
                Line("all claims at once", [one.all_processor for one in costs], "#1f5fa8"),
                Line("one report more", [one.one_processor for one in costs], "#b3541e"),
            ],
        ),
        encoding="utf-8",
    )
    where = (
        f"`python benchmarks/linking.py --write --sizes {sizes}`, {date.today().isoformat()}, "
        f"{processor()}, one core of it; seconds of processor time."
    )
    put_between(PAGE, (BEGIN, END), f"{where}\n\n{table}")


if __name__ == "__main__":
    sys.exit(main())
