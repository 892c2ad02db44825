"""The tally over the knowledge that ships with Tallybook, and bounds in words."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs
from tally_worlds import bounds, count, incident, keys, material, moment

from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.tallies import Bounds
from tallybook.core.values import Mention, Place
from tallybook.knowledge.loading import Knowledge, load_knowledge
from tallybook.tally import answer, bounds_in_words


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_the_surroundings_of_a_town_are_a_row_of_their_own(knowledge: Knowledge) -> None:
    gao = knowledge.gazetteer.question_places("Gao, Mali")
    around = structs.replace(knowledge.gazetteer.near(gao), name=gao.name)
    records = [
        structs.replace(incident(f"i{number}"), places=(place,))
        for number, place in enumerate((gao, gao, around))
    ]
    tally = answer(Question(by="place"), material(*records), knowledge)
    assert keys(tally.by) == {gao.name: (2, 3), f"near {gao.name}": (3, 3)}


def test_a_briefing_with_parts_a_headline_and_an_unconfirmed_attack(knowledge: Knowledge) -> None:
    def place(name: str) -> Place:
        return knowledge.gazetteer.question_places(name)

    iraq, syria, west = place("Iraq"), place("Syria"), place("western Iraq")
    targets = tuple(knowledge.actors.query(name) for name in ("US forces", "coalition forces"))
    voices = (Mention("The Paper"), knowledge.actors.query("Pentagon"))
    week = moment("17", "24")
    said = {"targets": targets, "voices": voices, "document": "d"}
    whole = structs.replace(
        count("whole", 13, None, when=week, parts=("i", "s")), places=(iraq, syria), **said
    )
    parts = [
        structs.replace(count("i", 10, None, when=week), places=(iraq,), **said),
        structs.replace(count("s", 3, None, when=week), places=(syria,), **said),
    ]
    headline = structs.replace(
        count("h", 13, 13, when=None), places=(iraq, syria), **{**said, "targets": targets[:1]}
    )
    another: Incident = structs.replace(
        incident("x", when=week, standard="claimed", apart_from=("whole",)), places=(west,)
    )
    question = Question(
        places=("Iraq", "Syria"), since=date(2023, 10, 17), until=date(2023, 10, 24), by="place"
    )
    tally = answer(question, material(whole, *parts, headline, another), knowledge)
    assert bounds(tally, "confirmed") == (13, None)
    assert bounds(tally, "reported") == (13, None)
    assert bounds(tally, "claimed") == (14, None)
    assert tally.incidents == ("x",)
    assert not tally.contradictions
    confirmed = {row.key: row.bounds.confirmed.lower for row in tally.by}
    assert (confirmed["Iraq"], confirmed["Syria"]) == (10, 3)
    assert keys(tally.by)["Iraq"] == (11, None)
    by_claim = {c.claim: c.repeats for c in tally.constraints}
    assert by_claim == {"whole": ("h",), "i": (), "s": ()}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Bounds(13, None), "at least 13"),
        (Bounds(13, 13), "13"),
        (Bounds(13, 14), "13 to 14"),
        (Bounds(0, 2), "at most 2"),
        (Bounds(0, 0), "none reported"),
        (Bounds(0, None), "any number, or none"),
        (Bounds(1, 2, tight=False), "1 to 2 (valid, perhaps wider than need be)"),
    ],
)
def test_bounds_in_words(found: Bounds, words: str) -> None:
    assert bounds_in_words(found) == words
    assert bounds_in_words(found, silent=True) == "no report bears on this"
