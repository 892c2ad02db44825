"""Who attacked is itself said at a standard of evidence."""

from __future__ import annotations

from tallybook.core.incidents import Incident, Standard
from tallybook.core.questions import Question
from tallybook.core.values import Mention
from tallybook.knowledge.loading import load_knowledge
from tallybook.tally import Material, answer

GROUP = Mention("Al-Shabaab", "al-shabaab")


def _bounds(named_at: Standard) -> list[tuple[int, int | None]]:
    incident = Incident(
        id="incident1_" + "0" * 32,
        anchor="claim1_" + "0" * 32,
        claims=("claim1_" + "0" * 32,),
        stage="done",
        attackers=(GROUP,),
        attacker_standards=(named_at,),
        standard="confirmed",
    )
    material = Material(incidents=[incident], claims={}, origins={}, documents={}, version=1)
    found = answer(Question(attacker="Al-Shabaab"), material, load_knowledge()).bounds
    return [(b.lower, b.upper) for b in (found.confirmed, found.reported, found.claimed)]


def test_a_groups_own_word_does_not_confirm_that_it_did_it() -> None:
    assert _bounds("claimed") == [(0, 1), (0, 1), (1, 1)]


def test_blame_reports_who_did_it() -> None:
    assert _bounds("reported") == [(0, 1), (1, 1), (1, 1)]


def test_an_assertion_confirms_it() -> None:
    assert _bounds("confirmed") == [(1, 1), (1, 1), (1, 1)]
