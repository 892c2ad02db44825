"""The corpus of shootings: reports, the records of their incidents, and a book of both.

Reports and records are divided by incident into a part to develop and to fit weights on
(`TRAIN`) and one that is only scored (`HELD`), by `evals.parts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, msgpack

import tallybook
from evals.data import find_file, read_lines
from evals.parts import Part, part_of
from evals.reading import read_report
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.run.pool import map_batches

CORPUS = "incidents"
TRAIN: Part = "dev"
HELD: Part = "held"
BATCH = 8
_READING = ("core", "knowledge", "ingest", "coding")
"""The packages that decide how a report is read."""


class Report(Struct, frozen=True, kw_only=True):
    """A report; `incident` is the id of the record that it is filed under."""

    id: str
    incident: str
    title: str
    text: str
    published: str

    @property
    def whole(self) -> str:
        """The title and the text, as one file would hold them."""
        return f"{self.title}\n\n{self.text}"


class Record(Struct, frozen=True, kw_only=True):
    """An incident as recorded. `is_attack` is False for what went off by accident and for
    suicides alone, which Tallybook does not count."""

    id: str
    day: str
    state: str
    town: str
    killed: int
    injured: int
    is_attack: bool


class Reading(Struct, frozen=True):
    """What was made of a report; `document` is None where nothing was."""

    report: str
    document: Document | None
    claims: tuple[Claim, ...] = ()


def load_reports(folder: Path, part: Part | None, limit: int | None = None) -> list[Report]:
    """Return the reports of a part, or all; raises Absent where the corpus is not there."""
    lines = read_lines(_find(folder, "reports"))
    # A report may be filed under two incidents, and stands then once under each.
    reports = (
        msgspec.convert({**line, "id": f"{line['incident']} {line['id']}"}, Report)
        for line in lines
    )
    return [report for report in reports if part in (None, part_of(report.incident))][:limit]


def load_records(folder: Path) -> dict[str, Record]:
    """Return the records by id; raises Absent where the corpus is not there."""
    records = (_record(line) for line in read_lines(_find(folder, "incidents")))
    return {record.id: record for record in records}


def is_bare(folder: Path) -> bool:
    """Whether the two files lie in the folder itself: other data, of which nothing is known."""
    return any((folder / f"reports.jsonl{suffix}").is_file() for suffix in (".gz", ""))


def _find(folder: Path, name: str) -> Path:
    corpus = "." if is_bare(folder) else CORPUS
    return find_file(folder, corpus, f"{name}.jsonl.gz", f"{name}.jsonl")


def _record(line: dict[str, Any]) -> Record:
    marks = line["incident_characteristics"]
    accident = "Accidental" in marks or "Non-Aggression" in marks
    suicide = "Suicide^" in marks and "Murder/Suicide" not in marks
    return Record(
        id=line["incident_id"],
        day=line["date"],
        state=line["state"],
        town=line["city_or_county"],
        killed=int(line["n_killed"]),
        injured=int(line["n_injured"]),
        is_attack=not accident and not suicide,
    )


def read_all(
    reports: Sequence[Report], *, jobs: int = 1, kept: Path | None = None
) -> Iterator[Reading]:
    """Yield what the package reads in each report, in order.

    `kept` is a folder in which readings are looked for, and left: under the hash of the text, of
    its day and of the code that reads, so that other code reads anew.
    """
    known = {report.id: _kept(report, kept) for report in reports}
    missing = [report for report in reports if known[report.id] is None]
    batches = (missing[start : start + BATCH] for start in range(0, len(missing), BATCH))
    made = (
        reading for batch in map_batches(read_batch_of, batches, jobs=jobs) for reading in batch
    )
    for report in reports:
        reading = known.pop(report.id)
        if reading is None:
            reading = next(made)
            _keep(report, reading, kept)
        yield reading


def read_batch_of(reports: Sequence[Report]) -> list[Reading]:
    """Return the readings of some reports; runs in a worker process where there are several."""
    read = [read_report(report.whole, report.published) for report in reports]
    return [
        Reading(report.id, one.document, one.claims)
        for report, one in zip(reports, read, strict=True)
    ]


@cache
def _code_version() -> str:
    """Return a hash of every file of the package that decides a reading."""
    root = Path(tallybook.__file__).parent
    found = sha256()
    for path in sorted(p for name in _READING for p in (root / name).rglob("*") if p.is_file()):
        if path.suffix != ".pyc":
            found.update(str(path.relative_to(root)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _place(report: Report, kept: Path) -> Path:
    what = f"{report.published}\n{report.whole}"
    return kept / _code_version()[:16] / sha256(what.encode("utf-8")).hexdigest()


def _kept(report: Report, kept: Path | None) -> Reading | None:
    if kept is None or not (place := _place(report, kept)).exists():
        return None
    return msgspec.structs.replace(
        msgpack.decode(place.read_bytes(), type=Reading), report=report.id
    )


def _keep(report: Report, reading: Reading, kept: Path | None) -> None:
    if kept is not None:
        place = _place(report, kept)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(msgpack.encode(reading))
