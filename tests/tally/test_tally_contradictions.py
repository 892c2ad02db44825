"""Contradictions as news has them: of each kind, explained in a sentence, answered for each side,
and no larger than need be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tally_worlds import BOTH, KNOWLEDGE, ask, bounds, count, incident, material, moment

from tallybook.core.claims import Claim
from tallybook.core.incidents import Fact, Incident
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.tallies import Contradiction, Tally
from tallybook.core.values import Mention, Moment, Place
from tallybook.tally import DocumentFacts, Policy, answer

IRAQ = Question(places=("iraq",))


def sides(found: Contradiction) -> dict[tuple[str, ...], tuple[int, int | None]]:
    return {side.dropped: (side.bounds.lower, side.bounds.upper) for side in found.sides}


def only(tally: Tally, kind: str) -> Contradiction:
    [found] = tally.contradictions
    assert found.kind == kind
    return found


def with_documents(records: Sequence[Any], documents: dict[str, DocumentFacts]) -> Tally:
    made = material(*records)
    return answer(IRAQ, structs.replace(made, documents={**made.documents, **documents}), KNOWLEDGE)


def test_a_headline_against_its_text() -> None:
    head = count("h", 15, 15, document="d", voice="outlet")
    body = count("b", 13, 13, document="d", voice="police")
    body = with_sentence(body, 40)
    facts = DocumentFacts("outlet", date(2023, 11, 1), "d.txt", headline_end=20)
    found = only(with_documents([head, body], {"d": facts}), "headline_body")
    assert sides(found) == {("h",): (13, 13), ("b",): (15, 15)}
    assert found.words.startswith("A headline and the text below it disagree: 15 in iraq (outlet")
    both_below = DocumentFacts("outlet", date(2023, 11, 1), "d.txt", headline_end=0)
    only(with_documents([head, body], {"d": both_below}), "voices")


def with_sentence(claim: Claim, start: int) -> Claim:
    words = claim.sentence.words
    return structs.replace(claim, sentence=Span(start, start + len(words), words))


def test_parts_against_their_total() -> None:
    whole = count("w", 12, 12, places=("iraq", "syria"), parts=("p", "q"), document="d")
    parts = (count("p", 9, 9, document="d"), count("q", 7, 7, places=("syria",), document="d"))
    tally = ask(whole, *parts, question=BOTH)
    found = only(tally, "parts_total")
    assert bounds(tally) == (12, 16)
    assert found.words.startswith("Parts come to more than their total: 9 in iraq (police")
    assert "against 12 in iraq or syria" in found.words
    assert sides(found) == {("w",): (16, 16), ("p",): (12, 12), ("q",): (12, 12)}


def test_what_others_count_apart_against_a_total() -> None:
    total = count("t", 5, 5, places=("iraq", "syria"), voice="police a")
    tally = ask(
        total,
        count("p", 4, 4, voice="police b"),
        count("q", 3, 3, places=("syria",), voice="police c"),
        question=BOTH,
    )
    only(tally, "parts_total")


def test_a_running_total_that_falls() -> None:
    first = count("a", 16, 16, when=moment("17", "26"), voice="us", document="x")
    second = count("b", 13, 13, when=moment("17", "30"), voice="us", document="y")
    published = {"x": date(2023, 10, 26), "y": date(2023, 10, 30)}
    tally = ask(first, second, question=IRAQ, published=published)
    found = only(tally, "falling_total")
    assert "16 in iraq" in found.words
    assert found.words.index("16 in iraq") < found.words.index("13 in iraq")
    assert sides(found) == {("a",): (13, 13), ("b",): (16, 16)}


def test_two_voices_that_count_the_same() -> None:
    found = only(ask(count("a", 13, 13), count("b", 15, 15, voice="un")), "voices")
    assert found.words.startswith("What is counted alike is counted differently: 13 in iraq")


def test_a_count_against_attacks_told_one_by_one() -> None:
    found = only(ask(count("z", 1, 1), incident("i"), incident("j")), "count_attacks")
    assert found.words.startswith("More attacks are told one by one than a count leaves room for")
    found = only(ask(count("z", 0, 0), incident("i")), "count_attacks")
    assert "a voice says that there were none" in found.words


def told(identifier: str, *, place: str = "iraq/anbar", when: Moment | None = None) -> Claim:
    words = f"An attack in {place}."
    return Claim(
        id=identifier,
        document=f"doc-{identifier}",
        kind="incident",
        sentence=Span(0, len(words), words),
        places=(Place(name=place),),
        when=when or moment("20"),
        voices=(Mention("police"),),
    )


def disputed(field: str, against: Sequence[str], **facts: Any) -> Incident:
    fact = Fact(field=field, rule="cannot both be right", support=("a",), against=tuple(against))
    return incident("i", claims=("a", "b", "c"), facts=(fact,), **facts)


def test_one_attack_in_two_places_counts_possibly_in_each() -> None:
    claims = (told("a"), told("b", place="syria/hasaka"), told("c", place="syria/hasaka"))
    attack = disputed("places", ("b", "c"), places=("iraq/anbar", "syria/hasaka"))
    tally = ask(attack, *claims)
    assert bounds(tally) == (0, 1)
    found = only(tally, "place")
    assert found.members == ("a", "b")
    assert "in iraq/anbar (police: “An attack in iraq/anbar.”)" in found.words
    assert sides(found) == {("b", "c"): (1, 1), ("a",): (0, 0)}
    assert bounds(ask(attack, *claims, question=BOTH)) == (1, 1)


def test_places_that_may_be_one_contradict_nothing() -> None:
    claims = (told("a"), told("b", place="iraq"), told("c", place="iraq/anbar/base"))
    attack = disputed("places", ("b", "c"), places=("iraq/anbar",))
    assert ask(attack, *claims).contradictions == ()


def test_one_attack_on_two_days() -> None:
    claims = (told("a"), told("b", when=moment("28")))
    attack = disputed("when", ("b",), when=moment("20", "28", extent="sometime"))
    week = Question(places=("iraq",), since=date(2023, 10, 25), until=date(2023, 10, 31))
    tally = ask(attack, *claims, question=week)
    assert bounds(tally) == (0, 1)
    found = only(tally, "date")
    assert "2023-10-20 (police" in found.words
    assert "2023-10-28 (police" in found.words
    assert sides(found) == {("b",): (0, 0), ("a",): (1, 1)}


def test_an_attack_reported_before_its_day() -> None:
    claims = (told("a", when=moment("28")), told("b", when=Moment(None, None, "sometime", "")))
    attack = disputed("when", ("b",), when=moment("28"))
    published = {"doc-a": date(2023, 10, 29), "doc-b": date(2023, 10, 22)}
    week = Question(places=("iraq",), since=date(2023, 10, 25), until=date(2023, 10, 31))
    found = only(ask(attack, *claims, question=week, published=published), "date")
    assert found.words.startswith("An attack was reported before it is said to have been")
    assert sides(found) == {("b",): (1, 1), ("a",): (0, 0)}


def test_a_day_that_had_not_come_when_the_report_appeared() -> None:
    attack = disputed("when", ("a",), when=moment("28"))
    published = {"doc-a": date(2023, 10, 22)}
    week = Question(places=("iraq",), since=date(2023, 10, 25), until=date(2023, 10, 31))
    tally = ask(attack, told("a", when=moment("28")), question=week, published=published)
    found = only(tally, "date")
    assert found.members == ("a", "doc-a")
    assert "which had not come" in found.words
    assert sides(found) == {("a",): (0, 0), ("doc-a",): (1, 1)}


def test_a_report_that_was_changed_since_tells_as_of_then() -> None:
    later = count("c", 4, 4, when=moment("28"), document="d")
    for as_of, found in ((None, 1), (date(2023, 10, 29), 0)):
        facts = DocumentFacts("outlet", date(2023, 10, 22), "d.txt", as_of=as_of)
        assert len(with_documents([later], {"d": facts}).contradictions) == found


@pytest.mark.parametrize(("printed", "found"), [(15, 1), (16, 0), (20, 0), (24, 0)])
def test_a_count_of_days_that_had_not_come(printed: int, found: int) -> None:
    """A period that had begun is so far: "in October", printed on the 20th."""
    tally = ask(count("c", 4, 4, document="d"), published={"d": date(2023, 10, printed)})
    assert len(tally.contradictions) == found
    if found:
        one = only(tally, "date")
        assert one.members == ("c", "d")
        assert sides(one) == {("c",): (0, 0), ("d",): (4, 4)}
    assert bounds(tally) == (4, 4)


@given(st.data())
def test_without_any_one_member_the_others_hold_together(data: st.DataObject) -> None:
    """The members of each contradiction, and they alone, contradict each other; every set that
    lacks one of them does not."""
    places = st.lists(st.sampled_from(["iraq", "iraq/anbar", "syria"]), min_size=1, max_size=2)
    records: list[Any] = []
    for number in range(data.draw(st.integers(2, 5))):
        low = data.draw(st.integers(0, 4))
        high = data.draw(st.none() | st.integers(low, low + 1))
        where = tuple(dict.fromkeys(data.draw(places)))
        records.append(count(f"c{number}", low, high, places=where, voice=f"police {number}"))
    for number in range(data.draw(st.integers(0, 4))):
        records.append(incident(f"i{number}", places=(data.draw(places)[0],)))
    by_id = {record.id: record for record in records}
    for found in ask(*records, question=BOTH).contradictions:
        members = [by_id[member] for member in found.members]
        assert ask(*members, question=BOTH).contradictions
        for one in members:
            rest = [member for member in members if member is not one]
            assert not ask(*rest, question=BOTH).contradictions


def test_where_too_many_counts_bear_each_is_held_against_the_attacks_that_are_known() -> None:
    records = [count("c", 2, 2), *(incident(f"i{number}") for number in range(4))]
    tally = ask(*records, policy=Policy(counts=0))
    found = only(tally, "count_attacks")
    assert found.members == ("c", "i0", "i1", "i2")
    assert found.sides == ()
    assert bounds(tally) == (4, None)
    assert any("1 count is left aside" in note for note in tally.notes)
    # Without any one of them the others can hold together.
    for left_out in found.members:
        rest = [one for one in records if one.id in found.members and one.id != left_out]
        assert ask(*rest, policy=Policy(counts=0)).contradictions == ()


def test_where_too_many_counts_bear_two_that_may_be_one_contradict_none() -> None:
    pair = [incident("i", unsure=("j",)), incident("j", unsure=("i",))]
    assert ask(count("c", 1, 1), *pair, policy=Policy(counts=0)).contradictions == ()


def test_where_too_many_counts_bear_two_that_count_alike_are_held_against_each_other() -> None:
    records = [
        count("a", 4, 4, voice="police"),
        count("b", 6, 6, voice="army"),
        count("c", 9, None, voice="mayor", places=("syria",)),
    ]
    tally = ask(*records, question=BOTH, policy=Policy(counts=0))
    found = only(tally, "voices")
    assert set(found.members) == {"a", "b"}
    assert "counted alike is counted differently" in found.words
    # What holds whichever of the two is wrong, and not that both are right.
    assert bounds(tally) == (9, None)
    assert any("2 counts are left aside" in note for note in tally.notes)
    assert ask(records[0], records[2], question=BOTH, policy=Policy(counts=0)).contradictions == ()


def test_where_too_many_counts_bear_a_part_that_is_more_than_its_total_is_found() -> None:
    week = count("week", 7, 7, voice="army")
    day = count("day", 8, None, voice="mayor", places=("iraq/anbar",))
    found = only(ask(week, day, policy=Policy(counts=0)), "parts_total")
    assert set(found.members) == {"week", "day"}
    # One that only may lie in it contradicts nothing, nor does one that leaves it room.
    for other in (
        count("day", 8, None, voice="mayor", places=("iraq", "syria")),
        count("day", 7, None, voice="mayor", places=("iraq/anbar",)),
    ):
        assert ask(week, other, policy=Policy(counts=0)).contradictions == ()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_two_counts_that_are_held_against_each_other_cannot_hold_together(data: Any) -> None:
    places = st.lists(st.sampled_from(["iraq", "iraq/anbar", "syria"]), max_size=2)
    days = st.sampled_from([("10", "10"), ("10", "12"), ("11", "13")])
    records: list[Any] = []
    for number in range(data.draw(st.integers(2, 5))):
        low = data.draw(st.integers(0, 4))
        high = data.draw(st.none() | st.integers(low, low + 1))
        first, last = data.draw(days)
        when = Moment(f"2023-10-{first}", f"2023-10-{last}", "throughout", "")
        where = tuple(dict.fromkeys(data.draw(places)))
        records.append(count(f"c{number}", low, high, places=where, when=when, voice=f"v{number}"))
    for number in range(data.draw(st.integers(0, 2))):
        records.append(incident(f"i{number}", places=("iraq/anbar",)))
    by_id = {record.id: record for record in records}
    exactly = ask(*records, question=BOTH)
    roughly = ask(*records, question=BOTH, policy=Policy(counts=0))
    for found in roughly.contradictions:
        members = [by_id[member] for member in found.members]
        assert ask(*members, question=BOTH).contradictions
        for one in members:
            rest = [member for member in members if member is not one]
            assert not ask(*rest, question=BOTH).contradictions
    if not exactly.contradictions:
        assert not roughly.contradictions
        low, high = bounds(roughly)
        least, most = bounds(exactly)
        assert low <= least
        assert high is None or (most is not None and most <= high)


def test_a_sentence_names_the_first_of_many_attacks() -> None:
    attacks = [incident(f"i{number:02}") for number in range(12)]
    found = only(ask(count("c", 10, 10), *attacks), "count_attacks")
    assert len(found.members) == 12
    assert found.words.endswith("and 6 more.")
