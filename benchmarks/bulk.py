"""How much memory `tallybook add` takes while ever more reports go in.

    python benchmarks/bulk.py --reports 100000 --write

The reports are a stream of which next to none is about an attack, so that the coder's gate passes
over them: what grows with the number of reports, and not with what is in them, shows. The words of
each paragraph are shuffled, or all reports would be copies of each other. The process's resident
memory is read after every thousandth report, once more when all are linked, and its highest until
then; `--write` draws it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

sys.path.insert(0, str(Path(__file__).parent))

from reports import write_reports

ROOT = Path(__file__).parents[1]
DRAWING = ROOT / "docs" / "bulk-memory.svg"
MEBIBYTE = 1024 * 1024
STEP = 1000
"""Reports between two readings."""
WARM = 5000
"""Reports after which everything is loaded that the first thousand of them load."""


@dataclass(frozen=True)
class Reading:
    """The resident memory after so many reports and seconds."""

    reports: int
    mebibytes: float
    seconds: float


def main() -> int:
    """Measure and print; draw on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--write", action="store_true", help=f"draw {DRAWING.name}")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _add(*map(Path, options.child))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        readings, linked, peak = measure(Path(folder), options.reports)
    last = readings[-1]
    warm = next(r for r in readings if r.reports >= min(WARM, last.reports))
    print(
        f"{last.reports:,} reports in {last.seconds:.0f} s ({last.reports / last.seconds:.0f} a "
        f"second): {warm.mebibytes:.0f} MiB after {warm.reports:,}, {last.mebibytes:.0f} MiB after "
        f"the last, {linked.mebibytes:.0f} MiB when all were linked after {linked.seconds:.0f} s; "
        f"{peak:.0f} MiB at most"
    )
    if options.write:
        DRAWING.write_text(drawn(readings), encoding="utf-8")
    return 0


def measure(folder: Path, reports: int) -> tuple[list[Reading], Reading, float]:
    """Return the readings of one process that adds so many reports, the last when all are linked,
    and the most memory that it ever had."""
    write_reports(folder / "reports", reports, every=reports + 1)
    _shuffle(folder / "reports")
    command = [sys.executable, __file__, "--child", str(folder / "a.db"), str(folder / "reports")]
    readings = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            number, mebibytes, seconds, peak = line.split()
            readings.append(Reading(int(number), float(mebibytes), float(seconds)))
            print(line, end="", file=sys.stderr)
    if process.returncode:
        raise SystemExit(f"adding ended with status {process.returncode}")
    return readings[:-1], readings[-1], float(peak)


def _shuffle(folder: Path) -> None:
    """Shuffle the words of each paragraph but the headline and the one with the dateline."""
    random = Random(7)
    for path in sorted(folder.iterdir()):
        first, second, *paragraphs = path.read_text(encoding="utf-8").split("\n\n")
        told = [paragraph.split() for paragraph in paragraphs]
        for words in told:
            random.shuffle(words)
        text = "\n\n".join([first, second, *map(" ".join, told)])
        path.write_text(f"{text}\n", encoding="utf-8")


def _add(book: Path, reports: Path) -> None:
    from tallybook.store import open_store
    from tallybook.workflow.keeping.adding import add_each

    store = open_store(book, create=True)
    begun = monotonic()
    number = 0
    for number, _ in enumerate(add_each(store, [str(reports)]), 1):
        if number % STEP == 0:
            _tell(number, begun)
    _tell(number, begun)
    store.close()


def _tell(reports: int, begun: float) -> None:
    # Linux gives the most that was resident in KiB (getrusage(2)).
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(reports, f"{_resident():.1f}", f"{monotonic() - begun:.1f}", f"{peak:.1f}", flush=True)


def _resident() -> float:
    """Return this process's resident memory in MiB (proc(5), statm)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 300, 60, 260, 20


def drawn(readings: Sequence[Reading]) -> str:
    """Return the readings as a line over the number of reports, from zero up."""
    return "\n".join(_parts(readings)) + "\n"


def _parts(readings: Sequence[Reading]) -> Iterator[str]:
    reports = readings[-1].reports
    # Whole hundreds of MiB, so that the line has air above it.
    most = (max(r.mebibytes for r in readings) // 100 + 1) * 100

    def point(r: Reading) -> str:
        x = LEFT + (WIDTH - LEFT - 20) * r.reports / reports
        return f"{x:.1f},{BOTTOM - (BOTTOM - TOP) * r.mebibytes / most:.1f}"

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">'
    )
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    for share in range(5):
        y = BOTTOM - (BOTTOM - TOP) * share / 4
        yield f'<path d="M{LEFT} {y:.0f}H{WIDTH - 20}" stroke="#ddd"/>'
        label = f"{most * share / 4:.0f}"
        yield f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{label}</text>'
    yield f'<text x="{LEFT}" y="{TOP - 6}">resident memory, MiB</text>'
    yield f'<text x="{LEFT}" y="{BOTTOM + 18}">0</text>'
    yield (f'<text x="{WIDTH - 20}" y="{BOTTOM + 18}" text-anchor="end">{reports:,} reports</text>')
    points = " ".join(point(reading) for reading in readings)
    yield f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>'
    yield "</svg>"


if __name__ == "__main__":
    raise SystemExit(main())
