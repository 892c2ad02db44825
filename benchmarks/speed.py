"""How fast and how heavy: `make bench`, or `python benchmarks/speed.py --write`.

Every figure is of whole processes, as a person meets them, held to one processor core where the
system lets a process choose (Linux). Wall-clock time on a shared machine says as much about its
neighbours as about Tallybook, so processor time stands beside it. The lowest of several runs is
the fairer figure for what is short; what is long runs once.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from books import QUESTION, write_book
from reports import STREAM_SHARE, WORDS, write_reports

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "docs" / "benchmarks.md", ROOT / "README.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Run:
    """One process: seconds on the clock, seconds of processor time, peak memory in bytes."""

    wall: float
    processor: float
    peak: int


@dataclass(frozen=True)
class Figure:
    """One line of the table; `aim` is "" where none is set."""

    what: str
    value: str
    aim: str
    met: bool | None


def main() -> int:
    """Measure, print, and on request write the page; the exit status says nothing of aims."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--write", action="store_true", help="update docs/benchmarks.md and README.md"
    )
    parser.add_argument("--reports", type=int, default=200, help="reports in each folder")
    parser.add_argument("--claims", type=int, default=10_000, help="claims in the large book")
    parser.add_argument("--runs", type=int, default=10, help="runs of what is short")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tallybook-bench-") as folder:
        figures = measure(Path(folder), given.reports, given.claims, given.runs)
    table = as_table(figures)
    print(table)
    if given.write:
        options = f"--reports {given.reports} --claims {given.claims} --runs {given.runs}"
        write_pages(table, options)
    return 0


def measure(folder: Path, reports: int, claims: int, runs: int) -> list[Figure]:
    """Return every figure, the slow ones last."""
    tell("start-up")
    short = [tallybook("--help", cwd=folder) for _ in range(runs + 1)][1:]
    figures = [time_figure("`tallybook --help`", short, 0.3)]

    tell(f"a book of {claims:,} claims")
    # In a process of its own: what a process has held counts as its children's peak, too.
    writer = get_context("spawn").Process(target=write_book, args=(folder / "large.db", claims))
    writer.start()
    writer.join()
    if writer.exitcode:
        raise SystemExit(f"the book of {claims:,} claims could not be written")
    asked = [
        tallybook("--book", "large.db", "tally", *QUESTION, cwd=folder) for _ in range(runs + 1)
    ][1:]
    figures.append(time_figure(f"`tallybook tally` on a book of {claims:,} claims", asked, 0.3))
    figures.append(memory_figure("the same, peak memory", max(run.peak for run in asked), None))

    tell("spaCy alone")
    write_reports(folder / "attacks", reports, every=1)
    bare = bare_parse(folder / "attacks")
    figures.append(
        Figure("spaCy alone on the reports about attacks", f"{bare:.1f} a second", "", None)
    )

    tell("loading the coder")
    write_reports(folder / "one", 1, every=1)
    load = min((add(folder, "one", n) for n in range(2)), key=lambda run: run.processor)
    figures.append(
        Figure("`tallybook add` of one report", f"{load.wall:.1f} s", "", None),
    )
    for name, what, every in (
        ("stream", f"a stream, 1 in {STREAM_SHARE} about an attack", STREAM_SHARE),
        ("attacks", "all about attacks", 1),
    ):
        tell(f"{reports} reports, {what}")
        write_reports(folder / name, reports, every=every)
        run = add(folder, name, 0)
        # Loading model, tables and gazetteer is the same for one report and for a thousand.
        rate = (reports - 1) / max(run.wall - load.wall, 1e-9)
        per_core = (reports - 1) / max(run.processor - load.processor, 1e-9)
        title = f"`tallybook add`, {reports} reports of {WORDS} words, {what}"
        figures.append(Figure(title, f"{rate:.1f} a second", "≥ 10 a second", rate >= 10))
        share = f" ({per_core / bare:.2f} of spaCy alone)" if every == 1 else ""
        value = f"{per_core:.1f} a second{share}"
        figures.append(Figure("the same, by processor time", value, "", None))
        figures.append(
            Figure("the same, loading included", f"{reports / run.wall:.1f} a second", "", None),
        )
        figures.append(memory_figure("the same, peak memory", run.peak, 600))
    return figures


def bare_parse(folder: Path) -> float:
    """Return the reports that the parser alone gets through in a second of processor time."""
    script = """
import sys, time
from pathlib import Path
from tallybook.coding.language.model import load_model
model = load_model().language
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).iterdir())]
paragraphs = [part for text in texts for part in text.split("\\n\\n")]
list(model.pipe(paragraphs[:20]))
started = time.process_time()
list(model.pipe(paragraphs, batch_size=64))
print(len(texts) / (time.process_time() - started))
"""
    command = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, preexec_fn=one_core)
    return float(done.stdout)


def add(folder: Path, reports: str, number: int) -> Run:
    """Return the run that adds a folder to a new book."""
    return tallybook("--book", f"{reports}-{number}.db", "add", reports, cwd=folder)


def tallybook(*words: str, cwd: Path) -> Run:
    """Run the program as a process of its own and return what it took; raise where it fails."""
    command = [str(Path(sys.executable).with_name("tallybook")), *words]
    started = time.perf_counter()
    # Installed packages are compiled once; what may not write beside its sources does so here.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(cwd / "compiled")
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=one_core,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {said.decode(errors='replace')}")
    # Linux counts ru_maxrss in kibibytes, macOS in bytes (getrusage(2) of each).
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def one_core() -> None:
    """Hold this process to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def time_figure(what: str, runs: Sequence[Run], aim: float) -> Figure:
    """Return the median of some runs on the clock, with the fastest beside it."""
    middle, fastest = median(run.wall for run in runs), min(run.wall for run in runs)
    value = f"{middle:.2f} s (median of {len(runs)}; lowest {fastest:.2f} s)"
    return Figure(what, value, f"< {aim} s", middle < aim)


def memory_figure(what: str, peak: int, aim: int | None) -> Figure:
    """Return a peak of resident memory."""
    size = peak / MEBIBYTE
    if aim is None:
        return Figure(what, f"{size:.0f} MiB", "", None)
    return Figure(what, f"{size:.0f} MiB", f"≤ {aim} MiB", size <= aim)


def as_table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | measured | aim | |", "|---|---|---|---|"]
    for one in figures:
        met = "" if one.met is None else "met" if one.met else "missed"
        lines.append(f"| {one.what} | {one.value} | {one.aim} | {met} |")
    return "\n".join(lines)


def write_pages(table: str, options: str) -> None:
    """Put the table into the pages, with the day, the command and the machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("spacy", "numpy", "msgspec"))
    where = (
        f"`python benchmarks/speed.py --write {options}`, {date.today().isoformat()}, "
        f"{processor()}, {os.cpu_count()} cores, one of them used; "
        f"CPython {platform.python_version()}, {packages}."
    )
    for path in PAGES:
        put_between(path, (BEGIN, END), f"{where}\n\n{table}")


def put_between(page: Path, marks: tuple[str, str], text: str) -> None:
    """Put a text between two marks of a page, in place of what stands there."""
    begin, end = marks
    before, _, rest = page.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def processor() -> str:
    """Return the processor's name where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def tell(what: str) -> None:
    """Say on standard error what is being measured."""
    sys.stderr.write(f"measuring: {what}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
