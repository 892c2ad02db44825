"""What was committed is there after a crash, and nothing else is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from tallybook.core.claims import Claim
from tallybook.core.origins import Origin
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place
from tallybook.store.sqlite import open_sqlite

BATCH = 20

WRITE_FOR_EVER = f"""
import sys
from pathlib import Path
from tallybook.core.origins import Origin
from tallybook.store.sqlite import open_sqlite

store = open_sqlite(Path(sys.argv[1]), create=True)
version = store.info().version
while True:
    version += 1
    with store.writer() as writer:
        writer.put([Origin(f"{{version}}-{{n}}", str(version), "word " * 200) for n in range(10)])
        writer.capture(str(version).encode())
        writer.put([Origin(f"{{version}}-{{n}}", str(version), "") for n in range(10, {BATCH})])
    print(version, flush=True)
"""

STOP_HALFWAY = """
import sys, time
from pathlib import Path
from tallybook.core.origins import Origin
from tallybook.store.sqlite import open_sqlite

with open_sqlite(Path(sys.argv[1])).writer() as writer:
    # More than SQLite's cache of pages holds, so that some of it reaches the disk.
    writer.put([Origin(f"half-{n}", "half", "word " * 2000) for n in range(1000)])
    print("halfway", flush=True)
    time.sleep(60)
"""


def killed_after(script: str, path: Path, lines: int) -> str:
    """Start a writing process, kill it after some lines of output, and return the last."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = ""
    for _ in range(lines):
        line = process.stdout.readline()
    process.kill()
    # What it committed and said between the last line and its end counts as well.
    rest = process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    process.wait()
    return next((late for late in reversed(rest) if late.endswith("\n")), line).strip()


def check_whole(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_killed_writer_leaves_whole_writes_only(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    said = 0
    for lines in (1, 7, 40):
        said = int(killed_after(WRITE_FOR_EVER, path, lines))
        store = open_sqlite(path)
        version = store.info().version
        # The process may die between a commit and the line that says so.
        assert said <= version <= said + 1
        with store.view() as view:
            numbers = [int(origin.origin) for origin in view.scan(Origin)]
        assert numbers == [n for n in range(1, version + 1) for _ in range(BATCH)]
        store.close()
        check_whole(path)
    assert said >= 48


def test_a_writer_killed_halfway_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    store = open_sqlite(path, create=True)
    with store.writer() as writer:
        writer.put([Origin("whole", "whole", "")])
    assert killed_after(STOP_HALFWAY, path, 1) == "halfway"
    for _ in range(2):
        assert store.info().version == 1
        with store.view() as view:
            assert [origin.id for origin in view.scan(Origin)] == ["whole"]
        store.close()
        store = open_sqlite(path)
    with store.writer() as writer:
        assert writer.put([Origin("half-0", "again", "")]) == ["new"]
    store.close()
    check_whole(path)


def test_a_closed_book_is_one_file(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.book", create=True)
    with store.writer() as writer:
        writer.put([Origin("c", "o", "")])
    with store.view(), store.view() as view:
        assert view.count(Origin) == 1
    store.close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.book"]


def test_commits_are_flushed_and_readers_do_not_wait(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.book", create=True)
    (session,) = store._idle

    def setting(name: str) -> object:
        return session._connection.execute(f"PRAGMA {name}").fetchone()[0]

    full, on = 2, 1
    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == full
    assert setting("foreign_keys") == on
    store.close()


def test_processes_that_make_a_book_at_once_make_one(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    code = (
        "import sys; from pathlib import Path\n"
        "from tallybook.core.origins import Origin\n"
        "from tallybook.store.sqlite import open_sqlite\n"
        "sys.stdin.readline()\n"
        "store = open_sqlite(Path(sys.argv[1]), create=True)\n"
        "with store.writer() as writer: writer.put([Origin(sys.argv[2], 'o', '')])\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(n)], stdin=subprocess.PIPE, text=True
        )
        for n in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    store = open_sqlite(path)
    assert store.info().version == 4
    with store.view() as view:
        assert sorted(origin.id for origin in view.scan(Origin)) == ["0", "1", "2", "3"]
    store.close()


def typical_claim(number: int) -> Claim:
    """A claim of about the size that a coder makes."""
    words = "Gunmen attacked two posts near the town on Monday, a spokesman of the province said."
    return Claim(
        id=f"claim1_{number:032x}",
        document=f"document1_{number // BATCH:032x}",
        kind="count" if number % 4 == 0 else "incident",
        sentence=Span(1000, 1000 + len(words), words),
        event_type="attack",
        stage="done",
        count=Count(2, 2, "two"),
        attackers=(Mention("Gunmen"),),
        targets=(Mention("two posts"),),
        places=(
            Place(name="Kirkuk", country="IQ", lat=35.5, lon=44.4, radius_km=5.0, precision=1),
        ),
        when=Moment("2022-05-02", "2022-05-02", "sometime", "on Monday"),
        voices=(Mention("an outlet"), Mention("a spokesman of the province")),
        spans={
            field: (Span(1000, 1006, words[:6]),)
            for field in ("count", "attackers", "targets", "places", "when", "voices")
        },
        maker="builtin.v1+en",
    )


def test_ten_thousand_claims_are_quick(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """The bounds are ten times and more what it took when this was written: they find a lost
    index or a flush for each record, not a busy machine."""
    claims = [typical_claim(number) for number in range(10_000)]
    store = open_sqlite(tmp_path / "a.book", create=True)
    seconds = {}

    begin = perf_counter()
    for start in range(0, len(claims), BATCH):
        with store.writer() as writer:
            writer.put(claims[start : start + BATCH])
    seconds["put 10,000 in 500 writes"] = perf_counter() - begin

    with store.view() as view:
        begin = perf_counter()
        assert sum(1 for _ in view.scan(Claim)) == 10_000
        seconds["scan 10,000"] = perf_counter() - begin

        begin = perf_counter()
        assert sum(1 for _ in view.scan(Claim, claim_kinds=["count"])) == 2_500
        seconds["scan 2,500 by kind"] = perf_counter() - begin
    store.close()

    for name, value in seconds.items():
        record_property(name, round(value, 3))
        print(f"{name}: {value:.3f} s")
    assert seconds["put 10,000 in 500 writes"] < 30
    assert seconds["scan 10,000"] < 3
    assert seconds["scan 2,500 by kind"] < 1
