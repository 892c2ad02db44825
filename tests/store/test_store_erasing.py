"""What is erased is gone: from every version, and from the bytes below."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any

import msgspec
import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.fetches import Fetch, fetch_id
from tallybook.core.incidents import Incident
from tallybook.core.judgements import make_judgement, make_person_judgement
from tallybook.core.origins import Origin
from tallybook.core.questions import Question
from tallybook.core.records import make_rejection
from tallybook.core.spans import Span
from tallybook.core.tallies import Bounds, Residue, StandardBounds, Tally
from tallybook.errors import BookError, BusyBookError
from tallybook.store import codec
from tallybook.store.postgresql import open_postgresql
from tallybook.store.protocol import Record, Store
from tallybook.store.sqlite import open_sqlite
from tallybook.store.words import read_wanted
from tests.postgresql_server import files_of

SECRET = "Zarathustrian"
"""Stands in everything that is to go, and in nothing else."""

GONE_BYTES = f"{SECRET} raw bytes".encode()
KEPT_BYTES = b"other raw bytes"


def document(name: str, words: str, data: bytes) -> Document:
    return Document(
        id=f"document1_{name}",
        capture=sha256(data).hexdigest(),
        source=f"{words}.txt",
        media_type="text/plain",
        text=f"{words} was there.",
        paragraphs=(),
    )


def claim(name: str, of: Document, words: str) -> Claim:
    return Claim(
        id=f"claim1_{name}", document=of.id, kind="incident", sentence=Span(0, len(words), words)
    )


GONE = document("gone", SECRET, GONE_BYTES)
KEPT = document("kept", "Someone", KEPT_BYTES)
GONE_CLAIM = claim("gone", GONE, SECRET)
KEPT_CLAIM = claim("kept", KEPT, "Someone")
FETCH = Fetch(
    id=fetch_id("https://news.example/a", "https://news.example/a", "2024-05-01T08:00:00+00:00"),
    source="https://news.example/a",
    url="https://news.example/a",
    fetched_at="2024-05-01T08:00:00+00:00",
    tool="t",
    capture=GONE.capture,
)


def incident(name: str, *claims: Claim, words: str) -> Incident:
    return Incident(
        id=f"incident1_{name}",
        anchor=claims[0].id,
        claims=tuple(one.id for one in claims),
        event_type=words,
    )


def tally(name: str, *incidents: str) -> Tally:
    return Tally(
        id=f"tally1_{name}",
        question=Question(),
        book_version=1,
        policy="p",
        bounds=StandardBounds(Bounds(0, 1), Bounds(0, 1), Bounds(0, 1)),
        silent=False,
        residue=Residue(0, None, ""),
        incidents=incidents,
    )


def person(number: int, one: Claim, other: Claim, because: str) -> Record:
    return make_person_judgement(
        "judge",
        number=number,
        by="ana",
        made_at="2024-05-01T08:00:00+00:00",
        because=because,
        verdicts=[(one.id, other.id, "same")],
    )


STAYS: list[Record] = [
    KEPT,
    KEPT_CLAIM,
    Origin(KEPT_CLAIM.id, KEPT_CLAIM.id, "alone"),
    make_rejection("b.txt", "ingest", "empty", "nothing"),
    tally("kept", "incident1_other"),
]
GOES: list[Record] = [
    GONE,
    GONE_CLAIM,
    Origin(GONE_CLAIM.id, GONE_CLAIM.id, SECRET),
    make_judgement(GONE_CLAIM.id, KEPT_CLAIM.id, "same", judge="rule", maker=SECRET, reasons=()),
    person(1, GONE_CLAIM, KEPT_CLAIM, SECRET),
    incident("both", KEPT_CLAIM, GONE_CLAIM, words=SECRET),
    make_rejection(GONE.source, "coding", "defect", SECRET),
    FETCH,
    tally("gone", "incident1_both"),
]


def fill(book: Store) -> None:
    """Write what stays and what goes, with an older reading of the report and a claim that was
    withdrawn."""
    older = msgspec.structs.replace(GONE, text=f"{SECRET} was here.")
    withdrawn = claim("withdrawn", GONE, SECRET)
    with book.writer() as writer:
        writer.capture(GONE_BYTES)
        writer.capture(KEPT_BYTES)
        writer.put([older, withdrawn, *STAYS])
        writer.put([incident("kept", withdrawn, KEPT_CLAIM, words=SECRET)])
    with book.writer() as writer:
        writer.retire(Claim, [withdrawn.id])
        writer.put([*GOES, incident("kept", KEPT_CLAIM, words="shooting")])


def erase(book: Store) -> int:
    with book.writer() as writer:
        return writer.erase([GONE.id]).records


def told(book: Store, version: int) -> list[Any]:
    with book.view(version) as view:
        return [record for kind in codec.NAMES for record in view.scan(kind)]  # type: ignore[type-var]


def test_what_is_erased_is_gone_from_every_version(book: Store) -> None:
    fill(book)
    assert erase(book) == len(GOES) + 2
    assert book.info().version == 3
    for version in range(4):
        assert SECRET not in str(told(book, version))
        with book.view(version) as view:
            assert list(view.search(Document, read_wanted(SECRET))) == []
            with pytest.raises(BookError):
                view.capture(GONE.capture)
    assert sorted(record.id for record in told(book, 1)) == sorted(r.id for r in STAYS)
    with book.view() as view:
        assert view.capture(KEPT.capture) == KEPT_BYTES
        assert [found.id for found in view.search(Claim, read_wanted("someone"))] == [KEPT_CLAIM.id]
        assert [found.id for found in view.scan(Incident, claims=[KEPT_CLAIM.id])] == [
            "incident1_kept"
        ]
        assert list(view.scan(Incident, claims=[GONE_CLAIM.id])) == []


def test_an_erasure_is_taken_back_with_its_write(book: Store) -> None:
    fill(book)
    before = [told(book, version) for version in range(3)]

    def fail() -> None:
        with book.writer() as writer:
            writer.erase([GONE.id])
            _ = 1 / 0

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [told(book, version) for version in range(3)] == before


def test_nothing_is_erased_where_there_is_nothing(book: Store) -> None:
    fill(book)
    with book.writer() as writer:
        assert writer.erase(["document1_none"]).records == 0
    assert book.info().version == 2


def test_a_file_with_other_reports_is_not_taken_from_them(book: Store) -> None:
    fill(book)
    with book.writer() as writer:
        writer.put([msgspec.structs.replace(KEPT, capture=GONE.capture)])
    with pytest.raises(BookError, match="its file holds 1 other reports"):
        erase(book)
    assert SECRET in str(told(book, 3))


def test_what_was_said_of_a_source_goes_and_another_reports_stays(book: Store) -> None:
    """The page changed: its later version is another report, with a fetch of its own."""
    fill(book)
    page = "https://news.example/a"
    later = msgspec.structs.replace(FETCH, id="fetch1_later", capture=KEPT.capture)
    short = msgspec.structs.replace(FETCH, id="fetch1_end", source="https://s.example/1")
    hop = msgspec.structs.replace(short, id="fetch1_hop", capture=None)
    listed = make_rejection(f"https://news.example/feed!{hop.source}", "ingest", "status", "404")
    with book.writer() as writer:
        writer.put([later, hop, short, listed, msgspec.structs.replace(KEPT, url=page)])
    with book.writer() as writer:
        erased = writer.erase([GONE.id])
    assert erased.sources == {GONE.source, hop.source}
    assert erased.captures == {GONE.capture}
    with book.view() as view:
        assert list(view.scan(Fetch)) == [later]
        assert listed not in list(view.scan(type(listed)))
    with book.writer() as writer:
        assert writer.erase([], sources=[page]).records == 1
    with book.view() as view:
        assert list(view.scan(Fetch)) == []
        assert view.count(Document) == 1


def test_bytes_that_no_document_has_are_dropped(book: Store) -> None:
    fill(book)
    feed = f"<rss>{SECRET}</rss>".encode()
    line = msgspec.structs.replace(FETCH, id="fetch1_feed", capture=sha256(feed).hexdigest())
    with book.writer() as writer:
        writer.capture(feed)
        writer.put([line])
    with book.writer() as writer:
        writer.drop([sha256(feed).hexdigest()])
    assert book.info().version == 3
    with book.view() as view:
        assert view.get(Fetch, line.id) == msgspec.structs.replace(line, capture=None)
        assert view.get(Fetch, FETCH.id) == FETCH
        with pytest.raises(BookError):
            view.capture(sha256(feed).hexdigest())
        assert view.capture(KEPT.capture) == KEPT_BYTES


def test_what_was_erased_can_come_again(book: Store) -> None:
    fill(book)
    erase(book)
    with book.writer() as writer:
        assert writer.put([GONE, GONE_CLAIM]) == ["new", "new"]
        assert writer.capture(GONE_BYTES) == GONE.capture
    with book.view() as view:
        assert [record.id for record in view.scan(Document)] == [KEPT.id, GONE.id]
        assert [found.id for found in view.search(Document, read_wanted(SECRET))] == [GONE.id]


def bytes_of_folder(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_the_file_has_no_byte_of_it(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.db", create=True)
    fill(store)
    traces = (SECRET.encode(), SECRET.lower().encode(), GONE_CLAIM.id.encode())
    assert all(trace in bytes_of_folder(tmp_path) for trace in traces)
    erase(store)
    store.compact()
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    for trace in traces:
        assert trace not in bytes_of_folder(tmp_path)
    store.close()
    assert SECRET.encode() not in (tmp_path / "a.db").read_bytes()
    assert b"Someone" in (tmp_path / "a.db").read_bytes()


def test_a_reader_of_what_was_erased_is_waited_for(tmp_path: Path) -> None:
    store = open_sqlite(tmp_path / "a.db", create=True, busy_seconds=0.05)
    fill(store)
    opened, done = Event(), Event()

    def read() -> None:
        with store.view() as view:
            view.count(Claim)
            opened.set()
            done.wait(10)

    reader = Thread(target=read)
    reader.start()
    assert opened.wait(10)
    erase(store)
    with pytest.raises(BusyBookError, match="still holds what was deleted"):
        store.compact()
    done.set()
    reader.join()
    store.compact()
    assert SECRET.encode() not in bytes_of_folder(tmp_path)
    store.close()


def test_the_servers_files_have_no_byte_of_it(postgresql: str) -> None:
    store = open_postgresql(postgresql, create=True)
    fill(store)

    traces = (SECRET.encode(), SECRET.lower().encode(), GONE_CLAIM.id.encode())
    assert all(trace in files_of(postgresql) for trace in traces)
    erase(store)
    # Deleted rows lie there until the tables are written anew.
    assert SECRET.encode() in files_of(postgresql)
    store.compact()
    for trace in traces:
        assert trace not in files_of(postgresql)
    assert b"Someone" in files_of(postgresql)
    store.close()


def test_compacting_leaves_a_book_that_works(book: Store) -> None:
    fill(book)
    book.compact()
    assert SECRET in str(told(book, 2))
    with book.writer() as writer:
        assert writer.put([Origin("c", "o", "")]) == ["new"]
