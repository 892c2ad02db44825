"""Score the built-in coder on the corpora that are there.

    python -m evals                        everything
    python -m evals --only muc4,polnear    some of it
    python -m evals --data FOLDER          other data in the same files
    python -m evals --jobs 4 --kept FOLDER with four processes, keeping what they read (linking)

Exit status: 0 where nothing is under its floor, 1 where something is, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from evals import (
    event_place,
    headlines,
    html,
    linking,
    muc4,
    newsquant,
    polnear,
    re3d,
    relevance,
    stress,
    times,
    toponyms,
    ucdp,
)
from evals.data import Absent, default_folder
from evals.figures import Figure
from evals.floors import raised, read_floors, under, write_floors
from evals.table import as_markdown, as_text

Evaluation = Callable[[Path, int | None, Callable[[float], None]], list[Figure]]

BOOKS = {"linking": linking.evaluate, "headlines": headlines.evaluate}
"""Those that read whole books, in several processes and from kept readings where that is asked
for."""
EVALUATIONS: dict[str, Evaluation] = {
    "muc4": muc4.evaluate,
    "polnear": polnear.evaluate,
    "newsquant": newsquant.evaluate,
    "relevance": relevance.evaluate,
    "times": times.evaluate,
    "toponyms": toponyms.evaluate,
    "event_place": event_place.evaluate,
    "re3d": re3d.evaluate,
    "ucdp": ucdp.evaluate,
    **BOOKS,
    "stress": stress.evaluate,
    "html": html.evaluate,
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- evals: begin -->", "<!-- evals: end -->"


def main() -> int:
    """Measure, print, and keep or write what was asked for."""
    parser = _parser()
    given = parser.parse_args()
    whole = given.limit is None and given.data == default_folder()
    if (given.keep or given.write) and not whole:
        parser.error("--keep and --write go with the whole of the usual data")
    if given.write and set(given.only) != set(EVALUATIONS):
        parser.error("--write goes without --only: the page has one table")
    books = {name: partial(one, jobs=given.jobs, kept=given.kept) for name, one in BOOKS.items()}
    figures = measure(given.data, given.only, given.limit, books)
    floors = read_floors() if whole else {}
    if given.json:
        # A width without an end is null.
        print(msgspec.json.encode(figures).decode())
    else:
        print(as_text(figures, floors))
    failed = under(floors, figures)
    for one in failed:
        sys.stderr.write(f"under its floor: {one.what}: {one.value}, was {floors[one.key]}\n")
    if given.keep:
        floors = raised(floors, figures)
        write_floors(floors)
    if given.write:
        write_page(PAGE, figures, floors)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=default_folder(), help="folder of corpora")
    parser.add_argument("--only", type=_names, default=list(EVALUATIONS), help="names, by commas")
    parser.add_argument("--limit", type=_positive, help="only the first texts of each corpus")
    parser.add_argument("--jobs", type=_positive, default=1, help="processes that read (linking)")
    parser.add_argument("--kept", type=Path, help="folder in which readings are kept (linking)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--keep", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    return parser


def _names(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in EVALUATIONS:
            known = ", ".join(EVALUATIONS)
            raise argparse.ArgumentTypeError(f"{name!r} is no evaluation; known: {known}")
    return names


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def measure(
    folder: Path, names: list[str], limit: int | None, books: Mapping[str, Evaluation]
) -> list[Figure]:
    """Return the figures of some evaluations; what has no data is skipped, and said to be.

    `books` are those of BOOKS with their settings."""
    figures: list[Figure] = []
    columns = (TextColumn("{task.description:10}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for name in names:
            task = progress.add_task(name, total=1.0)

            def tell(share: float, task: TaskID = task) -> None:
                progress.update(task, completed=share)

            try:
                figures += {**EVALUATIONS, **books}[name](folder, limit, tell)
            except Absent as absent:
                progress.console.print(f"{name} is skipped: {absent}")
            progress.remove_task(task)
    return figures


def write_page(page: Path, figures: list[Figure], floors: dict[str, float]) -> None:
    """Put the table between its markers, with the day, the command and the machine."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{page} has no {BEGIN} and {END}")
    where = (
        f"`make eval`, {date.today().isoformat()}, {platform.machine()}, {os.cpu_count()} cores; "
        f"CPython {platform.python_version()}."
    )
    table = as_markdown(figures, floors)
    page.write_text(f"{before}{BEGIN}\n{where}\n\n{table}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
