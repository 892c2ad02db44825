"""What DESIGN.md says that a tally counts, case by case."""

from __future__ import annotations

from datetime import date

import pytest
from tally_worlds import (
    BOTH,
    EVERYTHING,
    IRAQ,
    KNOWLEDGE,
    ask,
    bounds,
    count,
    incident,
    keys,
    material,
    moment,
)

from tallybook.core.questions import Question
from tallybook.core.values import Moment
from tallybook.errors import QuestionError
from tallybook.tally import Policy, answer


def test_an_exact_count_and_an_open_one() -> None:
    assert bounds(ask(count("a", 13, 13))) == (13, 13)
    assert bounds(ask(count("a", 13, None))) == (13, None)
    assert bounds(ask(count("a", 10, 15))) == (10, 15)


def test_an_incident_surely_inside_possibly_inside_and_outside_of_a_count() -> None:
    thirteen = count("a", 13, 13, targets=("us",))
    inside = incident("i", targets=("us",))
    unclear = incident("i", targets=())
    outside = incident("i", targets=("iraq-army",))
    assert bounds(ask(thirteen, inside)) == (13, 13)
    assert bounds(ask(thirteen, unclear)) == (13, 14)
    assert bounds(ask(thirteen, outside)) == (14, 14)


def test_an_incident_that_the_text_sets_apart_is_outside_whatever_its_place_and_day() -> None:
    tally = ask(count("a", 13, 13), incident("i", apart_from=("a",), standard="claimed"))
    assert bounds(tally, "confirmed") == (13, 13)
    assert bounds(tally, "claimed") == (14, 14)


def test_a_total_with_its_parts() -> None:
    whole = count("w", 13, None, places=("iraq", "syria"), parts=("p", "q"), document="d")
    parts = (
        count("p", 10, None, document="d"),
        count("q", 3, None, places=("syria",), document="d"),
    )
    tally = ask(whole, *parts, question=BOTH)
    assert bounds(tally) == (13, None)
    assert bounds(ask(whole, *parts)) == (10, None)
    exact = count("w", 13, 13, places=("iraq", "syria"), parts=("p", "q"), document="d")
    assert bounds(ask(exact, *parts)) == (10, 10)
    assert bounds(ask(exact, *parts, question=BOTH)) == (13, 13)
    rows = ask(whole, *parts, question=Question(places=BOTH.places, by="place")).by
    assert keys(rows) == {"iraq": (10, None), "syria": (3, None)}


def test_a_total_that_a_part_outside_the_question_decides() -> None:
    whole = count("w", 13, 13, places=("iraq", "syria"))
    assert bounds(ask(whole)) == (0, 13)
    tally = ask(whole, count("q", 3, 3, places=("syria",), voice="police b"))
    assert bounds(tally) == (10, 10)
    assert [c.sense for c in tally.constraints] == ["part", "outside"]


def test_parts_that_fall_short_of_their_total_leave_the_rest_somewhere() -> None:
    whole = count("w", 17, 17, places=("co",), parts=("x", "y"), document="d")
    parts = (
        count("x", 8, 8, places=("co/cauca",), document="d"),
        count("y", 5, 5, places=("co/narino",), document="d"),
    )
    asked = Question(places=("co",), by="place")
    tally = ask(whole, *parts, question=asked)
    assert bounds(tally) == (17, 17)
    assert keys(tally.by) == {"co": (17, 17), "co/cauca": (8, 8), "co/narino": (5, 5)}


def test_parts_that_no_dimension_tells_apart_are_disjoint_because_the_text_parts_them() -> None:
    whole = count("w", 9, None, parts=("x", "y"), document="d")
    shared = {"document": "d", "voice": "police"}
    tally = ask(whole, count("x", 4, 4, **shared), count("y", 7, 7, **shared))
    assert bounds(tally) == (11, None)


def test_overlapping_parts_whose_sum_exceeds_the_total_are_not_forced_apart() -> None:
    whole = count("w", 13, 13, parts=("x", "y"), weapons=("drone", "rocket"), document="d")
    parts = (
        count("x", 8, 8, weapons=("drone",), document="d"),
        count("y", 7, 7, weapons=("rocket",), document="d"),
    )
    tally = ask(whole, *parts)
    assert bounds(tally) == (13, 13)
    assert not tally.contradictions


def test_two_incidents_that_may_be_one() -> None:
    pair = (incident("i", unsure=("j",)), incident("j"))
    assert bounds(ask(*pair)) == (1, 2)
    assert bounds(ask(incident("i"), incident("j"))) == (2, 2)


def test_what_may_be_an_attack_elsewhere_is_not_surely_in_question() -> None:
    """Of two reports of what may be one attack, one has its place wrong: nobody knows which."""
    apart = (incident("i", unsure=("j",)), incident("j", places=("syria",)))
    assert bounds(ask(*apart)) == (0, 1)
    assert bounds(ask(*apart, question=BOTH)) == (1, 2)
    [note] = ask(*apart).notes
    assert note.startswith("1 incident is possibly the same as one that is told outside")
    # What meets no standard that is asked for is no other account.
    weak = (apart[0], incident("j", places=("syria",), standard="claimed"))
    assert bounds(ask(*weak), "reported") == (1, 1)


@pytest.mark.parametrize("other", ["2023-10-21", "2023-10-24"])
def test_two_that_may_be_one_may_be_of_other_days(other: str) -> None:
    """An attack by night, or one that a report dates wrongly: linking weighs that."""
    on = [Moment(day, day, "sometime", "then") for day in ("2023-10-20", other)]
    one = incident("i", when=on[0], unsure=("j",))
    assert bounds(ask(one, incident("j", when=on[1]))) == (1, 2)


def test_three_in_a_chain_of_doubt_are_at_least_two() -> None:
    chain = (incident("i", unsure=("j",)), incident("j", unsure=("k",)), incident("k"))
    assert bounds(ask(*chain)) == (2, 3)
    triangle = (incident("i", unsure=("j", "k")), incident("j", unsure=("k",)), incident("k"))
    assert bounds(ask(*triangle)) == (1, 3)


def test_unsure_incidents_inside_an_exact_count_must_merge_to_fit() -> None:
    pair = (incident("i", unsure=("j",)), incident("j"))
    tally = ask(count("a", 1, 1), *pair)
    assert bounds(tally) == (1, 1)
    assert not tally.contradictions


def test_too_many_doubts_to_write_out_stay_valid_and_say_so() -> None:
    identifiers = [f"i{n:02}" for n in range(12)]
    many = [incident(i, unsure=tuple(identifiers)) for i in identifiers]
    tally = ask(*many)
    assert bounds(tally) == (1, 12)
    assert not tally.bounds.claimed.tight


def test_disjoint_scopes_add_and_overlapping_ones_do_not() -> None:
    iraq, syria = count("a", 5, 5), count("b", 3, 3, places=("syria",), voice="police b")
    assert bounds(ask(iraq, syria, question=BOTH)) == (8, 8)
    drones = count("c", 4, 4, weapons=("drone",))
    rockets = count("d", 2, 2, weapons=("rocket",))
    assert bounds(ask(drones, rockets)) == (6, 6)
    nested = count("e", 3, 3, places=("iraq/anbar",), voice="police b")
    assert bounds(ask(iraq, nested)) == (5, 5)


def test_weapons_named_together_by_one_count_may_meet_in_one_attack() -> None:
    both = count("m", 1, None, weapons=("drone", "rocket"), voice="us")
    found = ask(count("c", 4, 4, weapons=("drone",)), count("d", 2, 2, weapons=("rocket",)), both)
    assert bounds(found) == (4, 6)


def test_rival_counts_are_a_contradiction_with_a_side_each() -> None:
    ministry = count("m", 9, 9, voice="police ministry", targets=("villages",))
    monitors = count(
        "n", 14, 14, voice="police monitors", targets=("villages",), attackers=("gunmen",)
    )
    tally = ask(ministry, monitors)
    assert bounds(tally) == (9, 14)
    (found,) = tally.contradictions
    assert found.members == ("m", "n")
    assert found.standard == "confirmed"
    answers = {side.dropped: (side.bounds.lower, side.bounds.upper) for side in found.sides}
    assert answers == {("m",): (14, 14), ("n",): (9, 9)}
    assert "police monitors" in found.words


def test_a_contradiction_keeps_what_has_nothing_to_do_with_it() -> None:
    rivals = (count("m", 9, 9, voice="police a"), count("n", 14, 14, voice="police b"))
    tally = ask(*rivals, count("s", 3, 3, places=("syria",), voice="police c"), question=BOTH)
    assert bounds(tally) == (12, 17)
    assert {s.bounds.lower for s in tally.contradictions[0].sides} == {12, 17}


def test_a_stated_zero_against_an_incident() -> None:
    none = count("z", 0, 0)
    assert bounds(ask(none)) == (0, 0)
    assert not ask(none).silent
    tally = ask(none, incident("i", standard="claimed"))
    assert bounds(tally, "reported") == (0, 0)
    assert bounds(tally, "claimed") == (0, 1)
    (found,) = tally.contradictions
    assert found.members == ("z", "i")
    assert found.standard == "claimed"


def test_a_count_that_too_many_incidents_contradict_names_just_enough_of_them() -> None:
    many = [incident(f"i{n}") for n in range(6)]
    tally = ask(count("a", 2, 2), *many)
    assert len(tally.contradictions[0].members) == 4
    assert bounds(tally) == (2, 6)


def test_two_contradictions_at_once() -> None:
    records = (
        count("a", 2, 2, voice="police a"),
        count("b", 5, 5, voice="police b"),
        count("c", 9, 9, voice="police c"),
    )
    tally = ask(*records)
    assert bounds(tally) == (2, 9)
    assert len(tally.contradictions) >= 2


def test_since_a_day_runs_to_publication() -> None:
    since = count("a", 13, 13, when=moment("17", None), document="d")
    published = {"d": date(2023, 10, 24)}
    assert bounds(ask(since, published=published)) == (13, 13)
    inside = incident("i", when=moment("20"))
    assert bounds(ask(since, inside, published=published)) == (13, 13)
    that_day = incident("i", when=moment("24"))
    assert bounds(ask(since, that_day, published=published)) == (13, 14)
    later = Question(places=("iraq",), since=date(2023, 10, 25))
    tally = ask(since, question=later, published=published)
    assert bounds(tally) == (0, 0)
    assert tally.silent


def test_a_restated_figure_is_kept_and_does_not_bind() -> None:
    records = (count("a", 3, 3, document="d1"), count("b", 4, 4, document="d2"))
    published = {"d1": date(2023, 10, 25), "d2": date(2023, 10, 27)}
    tally = ask(*records, published=published)
    assert bounds(tally) == (4, 4)
    by_claim = {c.claim: c.superseded_by for c in tally.constraints}
    assert by_claim == {"a": "b", "b": None}
    assert any("replaced" in note for note in tally.notes)


def test_a_figure_of_unknown_scope_is_not_taken_for_restated() -> None:
    records = (
        count("a", 3, 3, document="d1", places=()),
        count("b", 4, 4, document="d2", places=()),
    )
    published = {"d1": date(2023, 10, 25), "d2": date(2023, 10, 27)}
    tally = ask(*records, published=published, question=EVERYTHING)
    assert bounds(tally) == (4, 7)


def test_headline_lead_and_quote_are_one_constraint() -> None:
    quote = count("q", 13, None, targets=("us",), document="d")
    lead = count("l", 13, None, document="d", when=None)
    headline = count("h", 13, 13, places=(), when=None, document="d", voice="The Paper")
    tally = ask(quote, lead, headline, origins={"q": "o", "l": "o", "h": "o"})
    assert bounds(tally) == (13, None)
    (only,) = tally.constraints
    assert (only.claim, only.repeats) == ("q", ("h", "l"))


def test_copies_of_a_wire_are_one_origin_and_two_voices_are_two() -> None:
    figure = {"low": 5, "high": 5, "voice": "resident", "targets": ("villages",)}
    copies = (count("a", **figure), count("b", **figure))
    assert bounds(ask(*copies, origins={"a": "o", "b": "o"}), "confirmed") == (0, 0)
    tally = ask(*copies, origins={"a": "o", "b": "p"})
    assert bounds(tally, "confirmed") == (5, 5)
    assert len(tally.constraints) == 2


def test_equal_figures_of_different_things_are_not_repeats() -> None:
    records = (
        count("a", 3, 3, targets=("police",), places=(), document="d"),
        count("b", 3, 3, places=("iraq",), document="d"),
    )
    assert len(ask(*records).constraints) == 2
    apart = (count("a", 3, 3, document="d"), count("b", 3, 3, document="d", apart_from=("a",)))
    assert bounds(ask(*apart)) == (6, 6)


def test_weaker_standards_do_not_bind_stricter_answers() -> None:
    boast = count("c", 40, 40, voice="the group", stance="claimed")
    tally = ask(count("a", 13, None), boast)
    assert bounds(tally, "confirmed") == (13, None)
    assert bounds(tally, "reported") == (13, None)
    assert bounds(tally, "claimed") == (40, 40)


def test_denied_counts_are_left_out_and_said_so() -> None:
    tally = ask(count("a", 13, 13, stance="denied"))
    assert bounds(tally) == (0, 0)
    assert not tally.silent
    assert any("left out" in note for note in tally.notes)


def test_silence() -> None:
    tally = ask(count("a", 13, 13), question=Question(places=("togo",)))
    assert tally.silent
    assert bounds(tally) == (0, 0)
    assert tally.constraints == ()


def test_an_open_year_is_possible_and_never_sure() -> None:
    open_year = moment("XXXX-10-17", "XXXX-10-24")
    tally = ask(count("a", 13, None, when=open_year), published={"doc-a": None})
    assert bounds(tally) == (0, None)
    assert any("--published" in note for note in tally.notes)
    may = Question(since=date(2023, 5, 1), until=date(2023, 5, 31))
    assert ask(count("a", 13, None, when=open_year), question=may).silent
    always = Question(places=("iraq",))
    assert bounds(ask(count("a", 13, None, when=open_year), question=always)) == (13, None)


def test_parts_of_an_open_year_still_belong_to_their_total() -> None:
    shared = {"when": moment("XXXX-10-17", "XXXX-10-24"), "document": "d"}
    records = (
        count("w", 13, 13, places=("iraq", "syria"), parts=("p", "q"), **shared),
        count("p", 10, 10, **shared),
        count("q", 3, 3, places=("syria",), **shared),
    )
    asked = Question(places=("iraq", "syria"))
    assert bounds(ask(*records, question=asked, published={"d": None})) == (13, 13)
    assert bounds(ask(*records, question=BOTH, published={"d": None})) == (0, 13)


def test_a_count_without_place_or_day_is_possible_only() -> None:
    assert bounds(ask(count("a", 5, 5, places=()))) == (0, 5)
    assert bounds(ask(count("a", 5, 5, when=None))) == (0, 5)
    assert bounds(ask(count("a", 5, 5, when=moment("01", "31")))) == (0, 5)


def test_some_time_in_a_range_only_bounds_where_the_attacks_lie() -> None:
    sometime = count("a", 5, 5, when=moment("17", "24", extent="sometime"))
    assert bounds(ask(sometime)) == (5, 5)
    assert bounds(ask(sometime, incident("i"))) == (5, 6)


def test_stages() -> None:
    foiled = incident("i", stage="foiled")
    assert bounds(ask(foiled)) == (0, 0)
    asked = Question(places=("iraq",), stages=("done", "attempted", "foiled"))
    assert bounds(ask(foiled, question=asked)) == (1, 1)
    intercepted = count("a", 12, 12, stage="intercepted")
    assert ask(intercepted).silent
    attempted = incident("j", stage="attempted")
    assert bounds(ask(count("a", 3, 3, stage="done"), attempted)) == (3, 4)


def test_a_count_of_strikes_holds_down_nothing_that_its_voice_leaves_out() -> None:
    """A voice that counts what hit, and no drones that were shot down, contradicts nobody who tells
    of these, and puts no upper end to them."""
    struck = count(
        "a", 2, 2, places=["iraq"], stage="done", definition=("shot-down drones do not count",)
    )
    hits = [incident(name, stage="done", places=["iraq"]) for name in "ij"]
    shot_down = [incident(name, stage="intercepted", places=["iraq"]) for name in "klm"]
    tries = [incident(name, stage="attempted", places=["iraq"]) for name in "no"]
    every = Question(places=("iraq",), stages=("done", "attempted", "intercepted"))
    told = ask(struck, *hits, *shot_down, *tries, question=every)
    assert bounds(told) == (7, 7)
    assert told.contradictions == ()
    [shown] = told.constraints
    assert shown.definition == ("shot-down drones do not count",)
    more = count("b", 9, None, places=["iraq"], stage="intercepted")
    assert bounds(ask(struck, more, *hits, question=every)) == (11, None)


def test_incidents_that_a_count_lists_as_its_parts_are_inside_it() -> None:
    three = count("a", 3, 3, places=(), parts=("ci",))
    tally = ask(three, incident("i", claims=("ci",)), question=EVERYTHING)
    assert bounds(tally) == (3, 3)
    assert tally.residue.words == "2 not individually identified"


def test_residue() -> None:
    assert ask(count("a", 13, None), incident("i")).residue.words == (
        "at least 12 not individually identified"
    )
    tally = ask(count("a", 1, 1), incident("i"))
    assert (tally.residue.lower, tally.residue.upper) == (0, 0)


def test_incidents_with_doubtful_place_or_day() -> None:
    vague = incident("i", places=("iraq?",))
    late = incident("j", when=moment("23", "26"))
    unknown = incident("k", when=None, places=())
    tally = ask(vague, late, unknown, incident("l"))
    assert bounds(tally) == (1, 4)
    assert tally.incidents == ("l",)
    assert tally.possible_incidents == ("i", "j", "k")


def test_a_zero_outside_the_question_leaves_a_doubtful_incident_no_room_but_inside() -> None:
    doubtful = incident("i", when=moment("16", "17", extent="sometime"))
    assert bounds(ask(doubtful)) == (0, 1)
    assert bounds(ask(doubtful, count("z", 0, 0, when=moment("16")))) == (1, 1)


def test_rival_accounts_of_an_incident_are_alternatives() -> None:
    from tallybook.core.incidents import Fact

    fact = Fact(field="weapons", rule="most common", support=("x",), against=("y",))
    asked = Question(weapon="drone")
    contested = incident("i", weapons=("drone", "rocket"), facts=(fact,))
    assert bounds(ask(contested, question=asked)) == (0, 1)
    assert bounds(ask(incident("i", weapons=("drone", "rocket")), question=asked)) == (1, 1)
    base = incident("i", places=("iraq", "iraq/anbar"))
    assert bounds(ask(base, question=Question(places=("iraq/anbar",)))) == (1, 1)
    either = incident("i", places=("iraq/anbar", "iraq/erbil"))
    assert bounds(ask(either, question=Question(places=("iraq/anbar",)))) == (0, 1)


def test_breakdowns() -> None:
    records = (
        incident("i", when=moment("18"), weapons=("drone",)),
        incident("j", when=moment("23"), weapons=("rocket",)),
        incident("k", when=None),
    )

    def rows(by: str) -> dict[str, tuple[int, int | None]]:
        return keys(ask(*records, question=Question(places=("iraq",), by=by)).by)

    assert rows("day") == {"2023-10-18": (1, 2), "2023-10-23": (1, 2), "unknown": (1, 1)}
    assert rows("week") == {"2023-W42": (1, 2), "2023-W43": (1, 2), "unknown": (1, 1)}
    assert rows("month") == {"2023-10": (2, 3), "unknown": (1, 1)}
    assert rows("weapon") == {"drone": (1, 2), "rocket": (1, 2), "unknown": (1, 1)}


def test_by_voice_is_each_voice_alone() -> None:
    records = (count("m", 9, 9, voice="police a"), count("n", 14, 14, voice="us"))
    rows = ask(*records, question=Question(places=("iraq",), by="voice")).by
    assert keys(rows) == {"police a": (9, 9), "us": (14, 14)}


def test_a_breakdown_with_too_many_rows_is_refused() -> None:
    long = count("a", 5, 5, when=moment("2010-01-01", "2023-10-24"))
    with pytest.raises(QuestionError, match="longer steps"):
        ask(long, question=Question(by="day"))


def test_wrong_questions_say_what_is_wrong() -> None:
    with pytest.raises(QuestionError, match="nowhere"):
        ask(question=Question(places=("nowhere",)))
    with pytest.raises(QuestionError, match="before --since"):
        ask(question=Question(since=date(2023, 2, 1), until=date(2023, 1, 1)))


def test_the_id_is_a_hash_of_question_policy_and_version() -> None:
    book = material(count("a", 1, 1))
    first = answer(IRAQ, book, KNOWLEDGE)
    assert first.id == answer(IRAQ, book, KNOWLEDGE).id
    others = {
        answer(BOTH, book, KNOWLEDGE).id,
        answer(IRAQ, material(count("a", 1, 1), version=2), KNOWLEDGE).id,
        answer(IRAQ, book, KNOWLEDGE, policy=Policy(atoms=7)).id,
    }
    assert first.id not in others
    assert len(others) == 3


def test_past_the_limit_of_atoms_the_bounds_stay_valid() -> None:
    targets = [f"?{n}" for n in range(6)]
    records = [
        count(f"c{n}", 2, 3, targets=(t,), voice=f"police {n}") for n, t in enumerate(targets)
    ]
    exact = ask(*records)
    loose = ask(*records, policy=Policy(atoms=20))
    assert bounds(exact) == bounds(loose) == (2, 18)
    assert exact.bounds.claimed.tight
    assert not loose.bounds.claimed.tight
    assert any("wider" in note for note in loose.notes)


def test_counts_without_a_place_are_no_burden_however_many() -> None:
    records = [count(f"c{n}", 2, 3, places=(), voice=f"police {n}") for n in range(40)]
    tally = ask(*records, question=Question(since=IRAQ.since))
    assert bounds(tally) == (2, 120)
    assert tally.bounds.claimed.tight
    elsewhere = ask(*records, count("x", 9, 9))
    assert bounds(elsewhere) == (9, 9)
