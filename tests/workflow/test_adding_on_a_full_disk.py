"""A disk that fills up while reports go in: clear words, and what was said stays."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.errors import BookError
from tallybook.store.session import Session
from tallybook.store.sqlite import SqliteSession, open_sqlite
from tallybook.store.statements import Query
from tallybook.workflow.keeping.adding import Added, Settings, add, add_each
from tallybook.workflow.keeping.verifying import verify

Write = Callable[..., str]
ROOM_PAGES = 12
"""Pages of 4 kB that are left on the disk: some reports fit, all do not."""


def limit(session: Session, pages: int) -> None:
    assert isinstance(session, SqliteSession)
    session.row(Query(f"PRAGMA max_page_count = {pages}"))


def test_reports_that_went_in_stay_and_the_others_go_in_later(
    tmp_path: Path, report: Write
) -> None:
    text = "Police said gunmen attacked a market in Gao on 2024-03-05. "
    paths = [report(f"{n:02}.txt", f"{text}It was the day's number {n}.") for n in range(40)]
    told: list[Added] = []
    store = open_sqlite(tmp_path / "a.db", create=True)
    add(store, paths[:1])
    # No disk to fill: a limit on the pages of the file fails in the same way, statement by
    # statement, and without a disk's other users.
    with store.transaction() as session:
        used = session.number(Query("PRAGMA page_count"))
        limit(session, used + ROOM_PAGES)
    with pytest.raises(BookError, match=r"the disk of .* is full; nothing of this write was kept"):
        told.extend(add_each(store, paths))
    assert 1 < len(told) < len(paths)
    with store.view() as view:
        assert {one.document for one in told} <= {d.id for d in view.scan(Document)}
    assert verify(store).faults == ()
    with store.transaction() as session:
        limit(session, 1_000_000)
    outcomes = add(store, paths, settings=Settings(resume=True))
    assert {one.outcome for one in outcomes} == {"known", "new"}
    with store.view() as view:
        assert (view.count(Document), view.count(Incident) > 0) == (40, True)
    store.close()
    with closing(open_sqlite(tmp_path / "a.db")) as again:
        assert verify(again).faults == ()
