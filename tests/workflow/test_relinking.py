"""A batch is linked in parts; who comes next finishes it; a report costs what it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tallybook.core.claims import Claim
from tallybook.core.documents import Document, Paragraph
from tallybook.core.incidents import Incident
from tallybook.core.judgements import PersonJudgement, make_person_judgement
from tallybook.core.spans import Span
from tallybook.core.values import Count, Moment, Place
from tallybook.knowledge.loading import load_knowledge
from tallybook.store import codec
from tallybook.store.memory import MemoryStore
from tallybook.store.protocol import Store
from tallybook.store.sqlite import open_sqlite
from tallybook.workflow.keeping import relinking
from tallybook.workflow.keeping.relinking import is_linked, relink, relink_as_judged

TOWNS = ("Gao, Mali", "Kidal", "Timbuktu", "Mopti", "Maiduguri", "Baidoa")


def report(number: int, place: Place, day: date, killed: int = 3) -> tuple[Document, Claim]:
    """A report of one attack, in words of its own."""
    words = f"Kind{number} fell on quarter{number} at hour{number}."
    document = Document(
        id=f"document1_{number:032x}",
        capture="00",
        source=f"{number}.txt",
        media_type="text/plain",
        text=words,
        paragraphs=(Paragraph(0, len(words), "body"),),
        published=(day + timedelta(days=1)).isoformat(),
    )
    claim = Claim(
        id=f"claim1_{number:032x}",
        document=document.id,
        kind="incident",
        sentence=Span(0, len(words), words),
        event_type="attack",
        stage="done",
        places=(place,),
        when=Moment(day.isoformat(), day.isoformat(), "sometime", "then"),
        killed=Count(killed, killed, str(killed)),
    )
    return document, claim


def reports(number: int) -> list[tuple[Document, Claim]]:
    """Reports of attacks that nobody takes for one: each in another month."""
    places = [load_knowledge().gazetteer.question_places(name) for name in TOWNS]
    first = date(1990, 1, 5)
    return [
        report(n, places[n % len(places)], first + timedelta(days=45 * n)) for n in range(number)
    ]


def keep(store: Store, written: Sequence[tuple[Document, Claim]]) -> None:
    with store.writer() as writer:
        writer.put([record for pair in written for record in pair])


def incidents(store: Store) -> list[Incident]:
    with store.view() as view:
        return sorted(view.scan(Incident), key=lambda incident: incident.id)


def test_a_batch_in_parts_is_linked_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    written = [*reports(4), *(report(10 + n, p.places[0], date(1990, 1, 5)) for n, (_, p) in
               enumerate(reports(2)))]  # fmt: skip
    whole, parts = MemoryStore(), MemoryStore()
    for store, size in ((whole, 100), (parts, 1)):
        monkeypatch.setattr(relinking, "REPORTS_AT_ONCE", size)
        keep(store, written)
        relink(store)
    assert incidents(whole) == incidents(parts)
    assert parts.info().version == len(written) + 1
    assert whole.info().version == 2


def test_how_far_linking_has_got_is_told_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "REPORTS_AT_ONCE", 2)
    store = MemoryStore()
    keep(store, reports(5))
    told: list[tuple[int, int]] = []
    relink(store, tell=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert {total for _, total in told} == {5}
    assert {2, 4, 5} <= {done for done, _ in told}
    relink(store, tell=lambda done, total: told.append((done, 0)))
    assert told[-1] == (5, 5), "what is linked is not linked again"


def test_who_comes_next_finishes_what_was_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    keep(store, reports(4))
    monkeypatch.setattr(relinking, "REPORTS_AT_ONCE", 2)
    whole = relinking._write
    calls: list[int] = []

    def once(*arguments: Any) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(1)
        whole(*arguments)

    monkeypatch.setattr(relinking, "_write", once)
    with pytest.raises(KeyboardInterrupt):
        relink(store)
    with store.view() as view:
        assert not is_linked(view)
        assert view.count(Incident) == 2
    monkeypatch.setattr(relinking, "_write", whole)
    relink(store)
    with store.view() as view:
        assert is_linked(view)
        assert view.count(Incident) == 4


def test_linking_again_writes_nothing() -> None:
    store = MemoryStore()
    keep(store, reports(3))
    relink(store)
    version = store.info().version
    relink(store)
    relink(store, [document.id for document, _ in reports(3)])
    assert store.info().version == version


def cost(path: Path, size: int, patch: pytest.MonkeyPatch) -> tuple[Counter[str], Counter[str]]:
    """Return how many records of each kind are decoded to link one report more in a book of some
    size, which tells of the first attack again; and how many to judge that it does not."""
    store = open_sqlite(path, create=True)
    written = reports(size)
    keep(store, written)
    relink(store)
    first, place = written[0][1], written[0][1].places[0]
    again = report(9999, place, date(1990, 1, 5))
    keep(store, [again])
    found: list[Counter[str]] = []
    decode = codec.decode

    def counting(kind: Any, *given: Any) -> Any:
        found[-1][codec.name_of(kind)] += 1
        return decode(kind, *given)

    def apart(view: Any) -> PersonJudgement:
        verdicts = [(first.id, again[1].id, "different")]
        return make_person_judgement(
            "judge",
            number=1,
            by="ana",
            made_at="2024-05-01T08:00:00+00:00",
            because="so",
            verdicts=verdicts,  # type: ignore[arg-type]
        )

    with patch.context() as patched:
        patched.setattr(codec, "decode", counting)
        found.append(Counter())
        relink(store, [again[0].id])
        assert len(incidents(store)) == size
        found[0]["incidents"] -= size
        found.append(Counter())
        relink_as_judged(store, apart)
        assert len(incidents(store)) == size + 1
        found[1]["incidents"] -= size + 1
    store.close()
    return found[0], found[1]


def test_a_report_and_a_judgement_cost_the_same_in_a_larger_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = cost(tmp_path / "small.db", 12, monkeypatch)
    large = cost(tmp_path / "large.db", 60, monkeypatch)
    assert large == small
    assert max(max(each.values()) for each in large) < 12
