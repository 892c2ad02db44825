"""Random histories: each engine and the reference in memory tell the same story of every
version."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.core.claims import Claim
from tallybook.core.origins import Origin
from tallybook.core.spans import Span
from tallybook.store.memory import MemoryStore
from tallybook.store.postgresql import open_postgresql
from tallybook.store.protocol import Record, Store
from tallybook.store.sqlite import open_sqlite
from tests.postgresql_server import new_schema

Step = tuple[Literal["put", "retire", "capture"], Record]
History = list[tuple[list[Step], bool]]

claims = st.builds(
    lambda identifier, document, words, kind: Claim(
        id=identifier,
        document=document,
        kind=kind,
        sentence=Span(0, 1, words),
        count=None,
    ),
    st.sampled_from("abcd"),
    st.sampled_from("xy"),
    st.sampled_from("mn"),
    st.sampled_from(["incident", "harm"]),
)
# The ids of origins are those of claims, and the two must not get into each other's way.
origins = st.builds(Origin, st.sampled_from("abcd"), st.sampled_from("op"), st.just(""))
steps = st.tuples(st.sampled_from(["put", "put", "retire", "capture"]), claims | origins)
histories = st.lists(st.tuples(st.lists(steps, max_size=6), st.booleans()), max_size=8)


class TakenBack(Exception):
    """What makes a write of a random history fail at its end."""


def play(book: Store, history: History) -> list[object]:
    """Write a history; return all that the book answered."""
    answers: list[object] = []
    for write, kept in history:
        try:
            with book.writer() as writer:
                for what, record in write:
                    if what == "put":
                        answers.append(writer.put([record]))
                    elif what == "retire":
                        answers.append(writer.retire(type(record), [record.id]))
                    else:
                        answers.append(writer.capture(record.id.encode()))
                if not kept:
                    raise TakenBack
        except TakenBack:
            answers.append("taken back")
        answers.append(book.info().version)
    return answers


def tell(book: Store, version: int) -> list[object]:
    """Return all that a view at a version says."""
    with book.view(version) as view:
        return [
            *(list(view.scan(kind)) for kind in (Claim, Origin)),
            *(list(view.scan(Claim, document=name)) for name in "xy"),
            *(list(view.scan(Claim, claim_kinds=[kind])) for kind in ("incident", "harm")),
            list(view.scan(Claim, document="x", claim_kinds=["harm", "incident"])),
            *(view.count(kind) for kind in (Claim, Origin)),
            *(view.get(kind, name) for kind in (Claim, Origin) for name in "abcd"),
        ]


def check_against_the_reference(book: Store, history: History) -> None:
    """Every version of the book must read as the reference did when it was the newest."""
    reference = MemoryStore()
    as_it_was: dict[int, list[object]] = {0: tell(reference, 0)}
    for write in history:
        assert play(book, [write]) == play(reference, [write])
        version = reference.info().version
        as_it_was.setdefault(version, tell(reference, version))
        assert tell(book, version) == as_it_was[version]
    for version, told in as_it_was.items():
        assert tell(book, version) == told
        assert tell(reference, version) == told


@settings(max_examples=60, deadline=None)
@given(histories)
def test_sqlite_tells_what_the_reference_tells(history: History) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(open_sqlite(Path(folder) / "a.book", create=True)) as book,
    ):
        check_against_the_reference(book, history)


@settings(max_examples=30, deadline=None)
@given(histories)
def test_postgresql_tells_what_the_reference_tells(
    postgresql_server: str, history: History
) -> None:
    with (
        new_schema(postgresql_server) as address,
        closing(open_postgresql(address, create=True)) as book,
    ):
        check_against_the_reference(book, history)
