"""Adding: one outcome for every input, nothing counted twice, nothing half written."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.core.records import Rejection
from tallybook.errors import BookError, ConfigError
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.keeping.adding import BATCH, Settings, add, add_each
from tallybook.workflow.keeping.book import NewBook, open_for_adding

Write = Callable[..., str]

MARKET = "Police said gunmen attacked a market in Gao on 2024-03-05."
CONVOY = "Police said gunmen attacked a convoy in Menaka on 2024-04-09."


def test_every_input_has_one_outcome_in_order(
    store: MemoryStore, report: Write, tmp_path: Path
) -> None:
    good, empty, other = report("a.txt", MARKET), tmp_path / "empty.txt", report("b.txt", CONVOY)
    empty.touch()
    added = add(store, [good, str(empty), "missing.txt", other])
    assert [(a.source, a.outcome) for a in added] == [
        (good, "new"),
        (str(empty), "rejected"),
        ("missing.txt", "rejected"),
        (other, "new"),
    ]
    assert added[0].claims == {"incident": 1}
    with store.view() as view:
        assert view.count(Document) == 2
        assert view.count(Incident) == 2
        assert [r.code for r in view.scan(Rejection)] == ["empty", "missing"]


def test_the_bytes_are_kept(store: MemoryStore, report: Write) -> None:
    [added] = add(store, [report("a.txt", MARKET)])
    with store.view() as view:
        document = view.get(Document, added.document or "")
        assert document is not None
        assert view.capture(document.capture) == f"{MARKET}\n".encode()


def test_the_same_report_again_changes_nothing(store: MemoryStore, report: Write) -> None:
    path = report("a.txt", MARKET)
    add(store, [path])
    version = store.info().version
    [again] = add(store, [path])
    assert again.outcome == "known"
    assert again.known_as is None
    assert store.info().version == version


def test_a_copy_elsewhere_is_the_same_document(store: MemoryStore, report: Write) -> None:
    first, copy = report("a.txt", MARKET), report("copy.txt", MARKET)
    added = add(store, [first, copy])
    assert [(a.outcome, a.known_as) for a in added] == [("new", None), ("known", first)]
    with store.view() as view:
        assert [d.source for d in view.scan(Document)] == [first]
        assert view.count(Incident) == 1


def test_a_date_given_later_is_a_change_and_stays_said(store: MemoryStore, report: Write) -> None:
    path = report("a.txt", MARKET)
    add(store, [path])
    [changed] = add(store, [path], Flags(published="2024-03-06", publisher="Courier"))
    assert (changed.outcome, changed.published) == ("changed", "2024-03-06")
    [again] = add(store, [path], Flags(publisher="Herald"))
    assert (again.outcome, again.published, again.publisher) == ("changed", "2024-03-06", "Herald")
    with store.view(1) as then:
        assert [d.published for d in then.scan(Document)] == [None]


def test_claims_that_are_coded_no_more_are_retired(
    store: MemoryStore, report: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = report("a.txt", MARKET, CONVOY)
    add(store, [path])
    from tallybook.workflow.keeping import adding

    coder = adding._coder("builtin.v1")
    everything = coder.code
    monkeypatch.setattr(
        type(coder), "code", lambda self, ds: ([c[0]] for c in everything(ds)), raising=True
    )
    [added] = add(store, [path])
    assert added.outcome == "changed"
    with store.view() as view:
        kept = [claim.sentence.words.strip() for claim in view.scan(Claim)]
        assert kept == [MARKET]
        assert view.count(Incident) == 1
        assert view.count(Origin) == 1


def test_a_coder_that_fails_on_one_report_codes_the_others(
    store: MemoryStore, report: Write
) -> None:
    paths = [report("a.txt", MARKET), report("b.txt", "Please crash the coder."),
             report("c.txt", CONVOY)]  # fmt: skip
    added = add(store, paths)
    assert [a.outcome for a in added] == ["new", "rejected", "new"]
    assert added[1].rejection is not None
    assert added[1].rejection.code == "defect"
    assert "RuntimeError: no grammar for this" in added[1].rejection.detail


@pytest.mark.parametrize(
    ("sentence", "code"),
    [("Now forge the evidence.", "evidence"), ("There is no language here.", "language")],
)
def test_a_report_that_cannot_be_coded_is_kept_with_the_reason(
    store: MemoryStore, report: Write, sentence: str, code: str
) -> None:
    [added] = add(store, [report("a.txt", sentence)])
    assert added.outcome == "rejected"
    assert added.rejection is not None
    assert added.rejection.code == code
    with store.view() as view:
        assert view.count(Document) == 1
        assert view.count(Claim) == 0


def test_a_source_that_goes_in_later_is_rejected_no_more(
    store: MemoryStore, report: Write, tmp_path: Path
) -> None:
    path = str(tmp_path / "b.txt")
    add(store, [report("a.txt", MARKET), path])
    report("b.txt", CONVOY)
    add(store, [path])
    with store.view() as view:
        assert view.count(Rejection) == 0


def test_standard_input_is_a_source(store: MemoryStore) -> None:
    [added] = add(store, ["-"], settings=Settings(stdin=BytesIO(MARKET.encode())))
    assert (added.source, added.outcome) == ("-", "new")


def test_an_unknown_coder_is_a_mistake_of_use(store: MemoryStore, report: Write) -> None:
    with pytest.raises(ConfigError, match=r"no such coder; known: builtin\.v1"):
        add(store, [report("a.txt", MARKET)], settings=Settings(coder="bultin.v1"))
    assert store.info().version == 0


def test_no_book_is_made_where_nothing_goes_in(tmp_path: Path) -> None:
    book = tmp_path / "new.db"
    store = open_for_adding(str(book))
    assert isinstance(store, NewBook)
    [added] = add(store, [str(tmp_path / "missing.txt")])
    store.close()
    assert added.outcome == "rejected"
    assert list(tmp_path.iterdir()) == []


def test_the_first_report_makes_the_book(tmp_path: Path, report: Write) -> None:
    book = tmp_path / "new.db"
    store = open_for_adding(str(book))
    add(store, [report("a.txt", MARKET), str(tmp_path / "missing.txt")])
    assert store.info().location == str(book)
    store.close()
    again = open_for_adding(str(book))
    with again.view() as view:
        assert view.count(Document) == 1
        assert view.count(Rejection) == 1
    again.close()


def test_a_book_in_a_folder_that_is_missing_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="there is no folder"):
        open_for_adding(str(tmp_path / "nowhere" / "new.db"))


def test_outcomes_and_rejections_are_kept_before_they_are_told(
    store: MemoryStore, report: Write
) -> None:
    sources = [report(f"{n}.txt", f"{MARKET} It was number {n}.") for n in range(BATCH)]
    outcomes = add_each(store, [*sources, "missing.txt", *sources])
    for number in range(BATCH + 1):
        one = next(outcomes)
        with store.view() as view:
            if one.document is not None:
                assert view.get(Document, one.document) is not None
            assert view.count(Rejection) == (number == BATCH)


def test_resuming_passes_over_what_is_there(
    store: MemoryStore, report: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = report("a.txt", MARKET), report("b.txt", CONVOY)
    add(store, [first], Flags(published="2024-03-06"))
    from tallybook.workflow.keeping import adding

    coder, coded = adding._coder("builtin.v1"), []
    code = coder.code

    def counting(self: object, documents: list[Document]) -> object:
        coded.extend(d.source for d in documents)
        return code(documents)

    monkeypatch.setattr(type(coder), "code", counting)
    resumed = add(store, [first, second], settings=Settings(resume=True))
    assert [(a.outcome, a.published) for a in resumed] == [("known", "2024-03-06"), ("new", None)]
    assert coded == [second]
    # What is said of it now is news, and it is read again.
    resumed = add(store, [first], Flags(publisher="Courier"), Settings(resume=True))
    assert [(a.outcome, a.publisher) for a in resumed] == [("changed", "Courier")]
    resumed = add(store, [first], Flags(publisher="Courier"), Settings(resume=True))
    assert [a.outcome for a in resumed] == ["known"]
    assert coded == [second, first]


def test_resuming_reads_again_what_failed(store: MemoryStore, report: Write) -> None:
    failing = report("a.txt", "There is no language here.")
    for _ in range(2):
        (added,) = add(store, [failing], settings=Settings(resume=True))
        assert added.outcome == "rejected"


def test_resuming_links_what_an_interruption_left(store: MemoryStore, report: Write) -> None:
    path = report("a.txt", MARKET)
    next(add_each(store, [path]))
    with store.view() as view:
        assert view.count(Incident) == 0
    add(store, [path], settings=Settings(resume=True))
    with store.view() as view:
        assert view.count(Incident) == 1


def test_what_was_said_of_a_whole_is_dropped_when_it_can_be_read(
    store: MemoryStore, report: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "week"
    folder.mkdir()
    add(store, [report("a.txt", MARKET), str(folder)])
    with store.view() as view:
        assert [r.code for r in view.scan(Rejection)] == ["no-reports"]
    (folder / "b.txt").write_text(CONVOY)
    add(store, [str(folder)])
    with store.view() as view:
        assert view.count(Rejection) == 0
