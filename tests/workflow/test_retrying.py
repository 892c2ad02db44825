"""What was rejected is found again, tried again, and leaves the list once it goes in."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tallybook.core.records import Rejection, make_rejection
from tallybook.ingest.sources import count_inputs
from tallybook.store import open_store
from tallybook.store.memory import MemoryStore
from tallybook.surface.terminal.main import app
from tallybook.workflow.keeping.adding import Settings, add
from tallybook.workflow.keeping.refusals import retriable

Write = Callable[..., str]
MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CONVOY = "Police said gunmen attacked a convoy in Menaka on 2024-04-09."


def rejected(store: MemoryStore) -> list[str]:
    with store.view() as view:
        return [rejection.source for rejection in view.scan(Rejection)]


def found(store: MemoryStore, *codes: str) -> tuple[list[str], list[str]]:
    with store.view() as view:
        result = retriable(view, codes)
    return list(result.sources), [rejection.source for rejection in result.left]


def test_what_can_be_named_again_is(store: MemoryStore, report: Write, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "film.mp4").write_bytes(b"\x00")
    (folder / "bang!.txt").touch()
    add(
        store,
        [report("a.txt", MARKET), str(folder), "missing.txt", "ftp://news.example/a", "-"],
        settings=Settings(stdin=BytesIO(b"")),
    )
    sources, left = found(store)
    assert sources == [str(folder / "bang!.txt"), "missing.txt", "ftp://news.example/a"]
    assert left == [str(folder / "film.mp4"), "-"]
    assert found(store, "missing", "scheme")[0] == ["missing.txt", "ftp://news.example/a"]
    assert found(store, "missing")[0] == ["missing.txt"]


def test_a_member_is_met_again_in_its_archive(
    store: MemoryStore, report: Write, tmp_path: Path
) -> None:
    path = tmp_path / "week.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", MARKET)
        archive.writestr("b.txt", "")
    add(store, [str(path)])
    assert rejected(store) == [f"{path}!b.txt"]
    assert found(store) == ([str(path)], [])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", MARKET)
        archive.writestr("b.txt", CONVOY)
    outcomes = add(store, found(store)[0], settings=Settings(resume=True))
    assert [one.outcome for one in outcomes] == ["known", "new"]
    assert rejected(store) == []


def test_an_entry_of_a_feed_is_met_again_by_its_address(store: MemoryStore) -> None:
    with store.writer() as writer:
        writer.put([make_rejection("https://a.example/feed!https://a.example/1", "i", "empty", "")])
    assert found(store)[0] == ["https://a.example/feed"]


@pytest.fixture
def book(tmp_path: Path, report: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.db"
    store = open_store(path, create=True)
    add(store, [report("a.txt", MARKET), "b.txt", "c.txt"])
    store.close()
    return path


def test_the_command_line_tries_again(book: Path, report: Write) -> None:
    report("b.txt", CONVOY)
    done = CliRunner().invoke(app, ["--book", str(book), "retry"])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1].startswith("2 inputs: 1 new, 1 rejected (1 missing); 1 inc")
    report("c.txt", CONVOY, MARKET)
    done = CliRunner().invoke(app, ["--book", str(book), "retry", "--code", "missing", "--json"])
    assert (done.exit_code, [one["source"] for one in json.loads(done.stdout)]) == (0, ["c.txt"])
    done = CliRunner().invoke(app, ["--book", str(book), "retry"])
    assert (done.exit_code, done.stdout) == (
        0, "0 inputs: nothing to read; no claims written\n",
    )  # fmt: skip
    assert CliRunner().invoke(app, ["--book", str(book), "retry", "--json"]).stdout == "[]\n"


def test_a_table_is_tried_again_with_its_columns(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"story,day,paper\n{MARKET},2024-03-06,Courier\n{CONVOY},soon,Courier\n")
    call = ["--book", str(tmp_path / "a.db")]
    columns = ["--map", "text=story", "--map", "published=day,publisher=paper"]
    done = CliRunner().invoke(app, [*call, "add", str(table), *columns, "--json"])
    assert [one["outcome"] for one in json.loads(done.stdout)] == ["new", "rejected"]
    table.write_text(table.read_text().replace("soon", "2024-04-10"))
    done = CliRunner().invoke(app, [*call, "retry", *columns, "--json"])
    told = [(one["outcome"], one["published"], one["publisher"]) for one in json.loads(done.stdout)]
    assert told == [
        ("known", "2024-03-06", "Courier"), ("new", "2024-04-10", "Courier"),
    ]  # fmt: skip


def test_inputs_are_counted_where_that_is_possible(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    for name in ("a.txt", "b.mp4", ".hidden", "deeper/c.html"):
        (folder / name).touch()
    assert count_inputs([str(folder), "missing.txt"]) == 4
    for unknown in ("-", "https://news.example/", "week.zip", "rows.csv.gz"):
        assert count_inputs([str(folder), unknown]) is None
