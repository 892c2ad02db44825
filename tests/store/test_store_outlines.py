"""Outlines of incidents and counts say what the whole records say, with equal values held once."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.core.claims import Claim, CountOutline
from tallybook.core.documents import Document, DocumentOutline, Paragraph
from tallybook.core.incidents import Fact, Incident, IncidentOutline
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon
from tallybook.errors import BookError
from tallybook.store import codec, open_store, statements
from tallybook.store.copying import copy_book
from tallybook.store.memory import MemoryStore
from tallybook.store.outlines import Outlines, outline_of
from tallybook.store.protocol import View
from tallybook.store.sql import SqlStore


def incident(number: int, *against: str) -> Incident:
    return Incident(
        id=f"i{number}",
        anchor=f"c{number}",
        claims=(f"c{number}", "d"),
        event_type="bombing",
        stage="attempted",
        attackers=(Mention("Group “A”", "group-a"),),
        attacker_standards=("claimed",),
        targets=(Mention("a convoy"),),
        weapons=(Weapon("drones", "drone"),),
        places=(Place(name="Mosul", country="IQ", lat=36.3, key="geonames:99072"),),
        when=Moment("2024-05-01", "2024-05-01", "throughout", "on 1 May"),
        standard="reported",
        unsure=("i9",),
        doubted=("i9",),
        apart_from=("c7",),
        facts=(
            Fact(field='"against":[]', rule="stated", support=("d",)),
            Fact(field="places", rule="stated", support=("d",), against=against),
        ),
    )


def counted(number: int) -> Claim:
    words = "At least two attacks on convoys in Mosul, said police; the army said two."
    return Claim(
        id=f"c{number}",
        document="d",
        kind="count",
        sentence=Span(0, len(words), words),
        event_type="bombing",
        stage="done",
        count=Count(2, None, "At least two"),
        attackers=(Mention("Group “A”", "group-a"),),
        targets=(Mention("convoys"),),
        weapons=(Weapon("drones", "drone"),),
        places=(Place(name="Mosul", country="IQ"),),
        when=Moment("2024-05-01", None, "sometime", "since May"),
        voices=(Mention("police"),),
        stance="unconfirmed",
        preliminary=True,
        parts=("c8",),
        apart_from=("c9",),
        definition=("attacks on convoys",),
        repeats=(Span(50, 72, words[50:72]),),
        spans={"count": (Span(0, 12, "At least two"),)},
        inferred={"when": "dateline"},
        maker="builtin.v1",
        confidence=0.5,
    )


NOT_LOOKED_AT = {"spans", "inferred", "maker", "confidence", "confidences", "background"}
NOT_LOOKED_AT |= {"killed", "injured", "about", "verdict", "share", "relation", "motive"}


def text_of(record: Incident | Claim | Document) -> bytes:
    outline = outline_of(record)
    assert outline is not None
    return outline


def outlined(whole: Incident) -> IncidentOutline:
    return msgspec.json.decode(codec.encode(whole), type=IncidentOutline)


def test_a_count_keeps_all_that_a_tally_looks_at() -> None:
    whole = counted(0)
    outline = Outlines().count(text_of(whole))
    for field in msgspec.structs.fields(Claim):
        if field.name not in NOT_LOOKED_AT:
            assert getattr(outline, field.name) == getattr(whole, field.name), field.name


def test_an_incident_keeps_all_that_a_tally_looks_at() -> None:
    whole = incident(0, "c9")
    assert Outlines().incident(text_of(whole)) == outlined(whole)


def test_facts_that_nobody_contests_are_left_out() -> None:
    whole = incident(0)
    expected = msgspec.structs.replace(outlined(whole), facts=())
    assert Outlines().incident(text_of(whole)) == expected


def test_a_claim_that_counts_nothing_has_no_outline() -> None:
    assert outline_of(msgspec.structs.replace(counted(0), kind="incident")) is None


def test_equal_values_are_held_once() -> None:
    outlines = Outlines()
    one, other = (outlines.incident(text_of(incident(number))) for number in range(2))
    assert one.places is other.places
    assert one.attackers is other.attackers
    assert one.when is other.when
    assert outlines.count(text_of(counted(0))).places is not None


@pytest.mark.parametrize("damage", [b'"extent":"never"', b'"extent":7', b'"extent"'])
def test_a_damaged_value_is_told_of(damage: bytes) -> None:
    text = text_of(incident(0)).replace(b'"extent":"throughout"', damage)
    with pytest.raises(BookError, match="incidents hold 'i0'"):
        codec.decode(IncidentOutline, "i0", text)


def kept(store: SqlStore) -> list[tuple[str, int, bytes]]:
    """Return all outlines that a book in a database keeps."""
    with store.transaction() as session:
        return [
            (table, entry, outline)
            for table in statements.OUTLINE_TABLES.values()
            for entry, outline in session.rows(
                statements.rows(table, ["entry", "outline"], "entry")
            )
        ]


def made_again(store: SqlStore) -> list[tuple[str, int, bytes]]:
    """Return the outlines of all rows of a book, in force or not."""
    with store.transaction() as session:
        return [
            (statements.OUTLINE_TABLES[codec.name_of(kind)], entry, outline)
            for kind in (Document, Claim, Incident)
            for entry, name, body in session.rows(
                statements.rows(codec.name_of(kind), ["entry", "id", "body"], "entry")
            )
            if (outline := outline_of(codec.decode(kind, name, body))) is not None
        ]


def written(dice: Random, number: int) -> Document | Claim | Incident:
    """A record with one of a few ids: it may be another version of one that is there."""
    name = str(number % 5)
    when = dice.choice([None, Moment("2024-05-01", "2024-05-02", "sometime", "")])
    kind = dice.choice(["document", "claim", "incident"])
    if kind == "document":
        title = dice.choice([(), (Paragraph(0, 2, "title"),)])
        return Document(
            id=f"document1_{name:0>32}",
            capture=f"{name:0>64}",
            source=dice.choice(["a.txt", "b.txt"]),
            media_type="text/plain",
            text="A b",
            paragraphs=title,
            published=dice.choice([None, "2024-05-03"]),
        )
    if kind == "claim":
        return Claim(
            id=f"claim1_{name:0>32}",
            document=f"document1_{name:0>32}",
            kind=dice.choice(["count", "incident"]),
            sentence=Span(0, 1, "A"),
            count=Count(dice.randrange(3), None, "A"),
            when=when,
        )
    against = dice.choice([(), ("c",)])
    return Incident(
        id=f"incident1_{name:0>32}",
        anchor="c",
        claims=(f"claim1_{name:0>32}",),
        when=when,
        facts=(Fact(field="when", rule="r", support=(), against=against),),
    )


def check_outlines(view: View) -> None:
    """Hold what a view gives in outline to what it gives whole."""
    outlines = Outlines()
    incidents = [outlines.incident(text_of(whole)) for whole in view.scan(Incident)]
    assert list(view.scan(IncidentOutline)) == incidents
    counts = [outlines.count(text_of(c)) for c in view.scan(Claim, claim_kinds=["count"])]
    assert list(view.scan(CountOutline)) == counts
    assert view.get_many(CountOutline, [c.id for c in view.scan(Claim)]) == {
        count.id: count for count in counts
    }
    documents = view.get_many(DocumentOutline, [f"document1_{n:0>32}" for n in range(5)])
    assert documents.keys() == {document.id for document in view.scan(Document)}
    for whole in view.scan(Document):
        for field in DocumentOutline.__struct_fields__:
            assert getattr(documents[whole.id], field) == getattr(whole, field)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_outlines_are_those_of_the_bodies_whatever_was_done(seed: int) -> None:
    dice = Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.book"
        store = open_store(path, create=True)
        memory = MemoryStore()
        for number in range(dice.randrange(1, 6)):
            records = [written(dice, dice.randrange(9)) for _ in range(dice.randrange(1, 8))]
            done = dice.choice(["put", "put", "twice", "retire", "erase"])
            for book in (store, memory):
                with book.writer() as writer:
                    writer.put(records)
                    if done == "twice":
                        writer.put(records[::-1])
                with book.writer() as writer:
                    if done == "retire":
                        writer.retire(type(records[0]), [records[0].id])
                    elif done == "erase":
                        writer.erase([f"document1_{number:0>32}"])
        outlines = kept(store)
        assert outlines == made_again(store)
        for book in (store, memory):
            for version in range(book.info().version + 1):
                with book.view(version) as view:
                    check_outlines(view)
        store.close()
        copy_book(path, Path(folder) / "b.book")
        copied = open_store(Path(folder) / "b.book")
        assert kept(copied) == outlines
        copied.close()
