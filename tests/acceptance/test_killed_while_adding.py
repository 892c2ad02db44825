"""`add` killed at any moment and started again: nothing that it said is lost, nothing is doubled.

The coder is a third party's, found by its entry point, that needs no model: the moments of a kill
then fall into reading, writing and linking, not into loading.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection
from tallybook.store import open_store
from tallybook.workflow.keeping.verifying import verify

HERE = Path(__file__).parent
KILLS = int(os.environ.get("TALLYBOOK_KILLS", "1000"))
"""Of `make test-slow`; over as many books as it takes."""
KILLS_OF_EACH_RUN = 10
KILLS_OF_A_BOOK = 25
"""After which a book is let to its end and another begun: where other work slows the machine down,
all that are left would fall into the last stretch of one book."""

LATEST_SHARE = 1.2
"""Of the time that a run takes after its first line, when a run is killed at the latest: some end
by themselves, and kills fall into all that happens before. How long a run takes is learned from the
last that ended, since other work on the machine slows some down."""


@pytest.mark.parametrize(
    ("documents", "kills"),
    [(120, KILLS_OF_EACH_RUN), pytest.param(500, KILLS, marks=pytest.mark.slow)],
)
def test_nothing_is_lost_or_doubled(tmp_path: Path, documents: int, kills: int) -> None:
    _install_coder(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(documents):
        (reports / f"{number:03}.txt").write_text(_report(number))
    (reports / "empty.txt").touch()
    longest = LATEST_SHARE * _add_whole(tmp_path / "whole.db", reports, tmp_path)
    whole = _contents(tmp_path / "whole.db")
    assert whole[Document] == whole[Claim] // 2 == documents
    assert whole[Rejection] == 1
    # Seeded: a failure names the moment, and the next run meets it again.
    moments, killed, books, begun = random.Random(7), 0, 0, monotonic()
    while killed < kills:
        books += 1
        path = tmp_path / f"{books}.db"
        said: set[str] = set()
        for _ in range(min(KILLS_OF_A_BOOK, kills - killed)):
            took = _run(path, reports, tmp_path, moments.uniform(0, longest), said)
            _check(path, said)
            if took is not None:
                longest = LATEST_SHARE * took
                break
            killed += 1
        took = _run(path, reports, tmp_path, None, said)
        assert took is not None
        longest = max(longest, LATEST_SHARE * took)
        assert _contents(path) == whole
        with closing(open_store(path)) as store:
            assert verify(store).faults == ()
        for left in tmp_path.glob(f"{books}.db*"):
            left.unlink()
    print(f"{killed} kills, {books} books of {documents} reports, {monotonic() - begun:.0f} s")


def test_two_at_once_lose_and_double_nothing(tmp_path: Path) -> None:
    _install_coder(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(60):
        (reports / f"{number:03}.txt").write_text(_report(number))
    path = tmp_path / "a.db"
    both = [_start(path, reports, tmp_path) for _ in range(2)]
    printed = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    for lines in printed:
        assert len(lines.splitlines()) == 60 + 1
    _check(path, {str(one) for one in reports.iterdir()})
    whole = _contents(path)
    assert (whole[Document], whole[Claim]) == (60, 120)
    with closing(open_store(path)) as store:
        assert verify(store).faults == ()


def _report(number: int) -> str:
    return (
        f"Gunmen attacked a market in town number {number} on Monday, police said.\n\n"
        f"Residents said that others attacked a convoy of {number + 2} lorries there.\n"
    )


def _install_coder(folder: Path) -> None:
    """Lay the coder beside what an installed package leaves of itself."""
    (folder / "killed_coder.py").write_text((HERE / "killed_coder.py").read_text())
    about = folder / "killed_coder-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: killed-coder\nVersion: 1\n")
    (about / "entry_points.txt").write_text(
        "[tallybook.coders]\nquick.v1 = killed_coder:QuickCoder\n"
    )


def _start(book: Path, reports: Path, folder: Path) -> subprocess.Popen[str]:
    program = "from tallybook.surface.terminal.main import main; main()"
    command = [sys.executable, "-c", program, "--book", str(book)]
    command += ["add", "--resume", "--coder", "quick.v1", str(reports)]
    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), *sys.path])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _add_whole(book: Path, reports: Path, folder: Path) -> float:
    """Add all reports; return how many seconds that took after the first line."""
    process = _start(book, reports, folder)
    assert process.stdout is not None
    process.stdout.readline()
    begun = monotonic()
    process.communicate()
    # One of the reports is empty.
    assert process.returncode == 1
    return monotonic() - begun


def _run(
    book: Path, reports: Path, folder: Path, seconds: float | None, said: set[str]
) -> float | None:
    """Add, and kill the process `seconds` after its first line; note the reports that it said are
    in. Return how long it took after that line, or None where the kill came first."""
    process = _start(book, reports, folder)
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    begun = monotonic()
    # A pipe that nobody empties would stop the process.
    listening = Thread(target=lines.extend, args=(process.stdout,))
    listening.start()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    took = monotonic() - begun
    process.kill()
    listening.join()
    process.stdout.close()
    # The last line may have been cut by the kill.
    whole = [one for one in lines if one.endswith("\n")]
    said.update(one.split(":")[0].split()[-1] for one in whole if one.startswith(("new", "known")))
    return took if process.wait() == 1 else None


def _check(path: Path, said: set[str]) -> None:
    """What was said to be in is in, once, and whole."""
    if not path.exists():
        assert not said
        return
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            assert not said
            return
        bodies = connection.execute("SELECT body FROM documents WHERE version_to IS NULL")
        documents = [json.loads(body) for (body,) in bodies]
        rows = connection.execute("SELECT document FROM claims WHERE version_to IS NULL")
        claims = [document for (document,) in rows]
    sources = [document["source"] for document in documents]
    assert len(set(sources)) == len(sources)
    assert said <= set(sources)
    assert sorted(claims) == sorted([document["id"] for document in documents] * 2)


def _contents(path: Path) -> dict[type, int | list[str]]:
    """What an answer is made from, and how many inputs gave nothing."""
    with closing(open_store(path)) as store, store.view() as view:
        assert {o.id for o in view.scan(Origin)} == {c.id for c in view.scan(Claim)}
        return {
            Document: view.count(Document),
            Claim: view.count(Claim),
            Incident: sorted(incident.id for incident in view.scan(Incident)),
            Rejection: view.count(Rejection),
        }
