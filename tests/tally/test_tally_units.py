"""Incidents that are read as a question comes to them give the answer of those at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tally_worlds import KNOWLEDGE, count, incident, material

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.values import Moment
from tallybook.store.codec import country_of
from tallybook.tally import Material, answer
from tallybook.tally.names import Names
from tallybook.tally.scopes import Scope, claim_scope
from tallybook.tally.stretches import Stretches
from tallybook.tally.units import Units, undated, units_of

FIRST = date(2023, 1, 1)
PLACES: tuple[tuple[str, ...], ...] = ((), ("a",), ("a/x",), ("b",), ("a/x", "b"), ("?",))


class Shelf:
    """Incidents that are handed out only when they are asked for, and what was asked."""

    def __init__(self, incidents: Sequence[Incident], published: date | None) -> None:
        self._incidents = incidents
        self._published = published
        self.handed_out: list[str] = []

    def between(self, first: int, last: int, country: str | None) -> Iterator[Incident]:
        for one in self._incidents:
            if country is not None and country_of(one) not in ("", country):
                continue
            start = None if one.when is None else one.when.first
            end = None if one.when is None else one.when.last
            if (start is None or start.toordinal() <= last) and (
                end is None or first <= end.toordinal()
            ):
                yield from self._handed([one])

    def named(self, identifiers: Sequence[str]) -> Iterator[Incident]:
        yield from self._handed(i for i in self._incidents if i.id in identifiers)

    def whole(self, identifiers: Sequence[str]) -> Iterator[Incident]:
        yield from (i for wanted in identifiers for i in self._incidents if i.id == wanted)

    def on_claims(self, claims: Sequence[str]) -> Iterator[Incident]:
        yield from self._handed(i for i in self._incidents if set(claims) & set(i.claims))

    def reported(self, incident: Incident) -> date | None:
        return self._published if undated(incident) else None

    def _handed(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        for one in incidents:
            self.handed_out.append(one.id)
            yield one


def shelved(whole: Material, published: date | None = None) -> tuple[Material, Shelf]:
    shelf = Shelf(whole.incidents, published)
    counts = {i: claim for i, claim in whole.claims.items() if claim.kind == "count"}
    return structs.replace(whole, incidents=(), more=shelf, claims=counts), shelf


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


@st.composite
def moments(draw: Any) -> Moment | None:
    start = draw(st.integers(0, 200))
    end = start + draw(st.sampled_from((0, 0, 1, 6, 80)))
    extent = draw(st.sampled_from(("throughout", "throughout", "sometime")))
    form = draw(st.sampled_from(("both",) * 6 + ("until", "since", "open year", "none")))
    if form == "none":
        return None
    if form == "open year":
        return Moment(f"XXXX{day(start)[4:]}", f"XXXX{day(start)[4:]}", extent, "")
    return Moment(
        None if form == "until" else day(start), None if form == "since" else day(end), extent, ""
    )


@st.composite
def worlds(draw: Any) -> Material:
    """Counts and incidents of half a year; some share a report, are tied by its text, or may be
    the same as another."""
    records: list[Claim | Incident] = []
    ids = [f"i{n}" for n in range(draw(st.integers(0, 12)))]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)))) if ids else []
    keys = [f"c{n}" for n in range(draw(st.integers(0, 5)))]
    told = [f"claim-{i}" for i in ids] + keys
    some = st.lists(st.sampled_from(told), max_size=2, unique=True) if told else st.just([])
    for key in keys:
        low = draw(st.integers(0, 3))
        parts = [c for c in draw(some) if c != key]
        apart = [c for c in draw(some) if c != key and c not in parts]
        records.append(
            count(
                key,
                low,
                draw(st.sampled_from((low, low, low + 2, None))),
                places=draw(st.sampled_from(PLACES)),
                when=draw(moments()),
                voice=draw(st.sampled_from(("police", "us", "army"))),
                document=draw(st.sampled_from(("d1", "d2", "d3"))),
                parts=tuple(parts),
                apart_from=tuple(apart),
            )
        )
    for identifier in ids:
        unsure = {a if b == identifier else b for a, b in pairs if identifier in (a, b)}
        records.append(
            incident(
                identifier,
                places=draw(st.sampled_from(PLACES)),
                when=draw(moments()),
                attackers=draw(st.sampled_from(((), ("g",), ("g/h",)))),
                attacker_standards=draw(st.sampled_from(((), ("claimed",)))),
                standard=draw(st.sampled_from(("confirmed", "reported", "claimed", None))),
                unsure=tuple(sorted(unsure - {identifier})),
                apart_from=tuple(draw(st.lists(st.sampled_from(keys), max_size=1)) if keys else ()),
            )
        )
    return material(*records)


@st.composite
def questions(draw: Any) -> Question:
    since = draw(st.one_of(st.none(), st.integers(0, 200)))
    length = draw(st.sampled_from((None, 0, 7, 60)))
    return Question(
        places=draw(st.sampled_from(((), ("a",), ("a/x", "b")))),
        since=None if since is None else FIRST + timedelta(days=since),
        until=None if length is None else FIRST + timedelta(days=(since or 90) + length),
        attacker=draw(st.sampled_from((None, None, "g"))),
        by=draw(st.sampled_from((None, "place", "month", "attacker"))),
    )


@settings(max_examples=150, deadline=None)
@given(worlds(), questions())
def test_what_is_read_as_needed_answers_as_what_is_at_hand(
    whole: Material, asked: Question
) -> None:
    lazy, _ = shelved(whole)
    assert answer(asked, lazy, KNOWLEDGE) == answer(asked, whole, KNOWLEDGE)


def test_an_undated_incident_is_no_later_than_its_report() -> None:
    whole = material(
        incident("i", when=None, claims=("k",)), count("c", 1, 1, places=("b",), document="d")
    )
    after = Question(places=("iraq",), since=date(2024, 1, 1))
    lazy, _ = shelved(whole, published=date(2023, 11, 1))
    assert answer(after, lazy, KNOWLEDGE).possible_incidents == ()
    lazy, _ = shelved(whole, published=None)
    assert answer(after, lazy, KNOWLEDGE).possible_incidents == ("i",)


def test_a_question_reads_what_its_days_hold_once() -> None:
    days = range(0, 900)
    records: list[Claim | Incident] = [
        incident(f"i{n}", when=Moment(day(n), day(n), "throughout", "")) for n in days
    ]
    # Two weekly counts touch the question's week, and the days that one of them reaches back to.
    records += [
        count(f"c{n}", 3, None, when=Moment(day(n), day(n + 6), "throughout", ""))
        for n in (395, 405, 700)
    ]
    records += [incident("undated", when=None, places=("b",))]
    asked = Question(places=("iraq",), since=date.fromisoformat(day(400)))
    asked = structs.replace(asked, until=date.fromisoformat(day(406)))
    undated = {f"doc-c{n}": None for n in (395, 405, 700)}
    lazy, shelf = shelved(material(*records, published=undated))
    tally = answer(asked, lazy, KNOWLEDGE)
    assert tally.bounds.confirmed.lower == 7
    handed_out = [identifier for identifier in shelf.handed_out if identifier != "undated"]
    assert sorted(handed_out) == [f"i{n}" for n in range(395, 412)]


@settings(deadline=None)
@given(worlds(), st.integers(0, 2))
def test_incidents_that_are_put_together_by_kind_are_the_same(whole: Material, rank: int) -> None:
    names = Names(KNOWLEDGE)
    asked = [
        claim_scope(claim, date(2023, 11, 1), names)
        for claim in whole.claims.values()
        if claim.kind == "count"
    ]

    def found(units: Units, scope: Scope) -> tuple[object, list[int], list[int]]:
        inside = units.numbers_inside([scope, scope], rank, lambda unit: unit.rank <= rank)
        alone = units.numbers_alone([scope, scope], rank, lambda unit, _: unit.rank <= rank)
        return units.dated_inside(scope), inside, alone

    looking, together = units_of(whole, names), units_of(whole, names)
    for scope in asked:
        for _ in range(12):  # until they are put together
            together.dated_inside(scope)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Units, "_together", lambda self, scope: None)
        expected = [found(looking, scope) for scope in asked]
    assert [found(together, scope) for scope in asked] == expected


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from((0, 1, 6, 7, 61, 62, 200, 10**6)))),
    st.integers(0, 300),
    st.integers(0, 80),
)
def test_stretches_that_share_a_day_are_found(
    things: list[tuple[int, int]], first: int, length: int
) -> None:
    rows = [(start, start + days, n) for n, (start, days) in enumerate(things)]
    stretches = Stretches(rows[::2])
    stretches.put(rows[1::2])
    found = list(stretches.meeting(first, first + length))
    assert sorted(found) == [n for s, e, n in rows if s <= first + length and first <= e]
