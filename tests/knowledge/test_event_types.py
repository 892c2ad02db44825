"""Event types, trigger words and figurative frames."""

from __future__ import annotations

import pytest

from tallybook.core.certainty import Certainty
from tallybook.errors import QuestionError
from tallybook.knowledge.event_types import EventTypes, load_event_types


@pytest.fixture(scope="module")
def events() -> EventTypes:
    return load_event_types()


def test_nouns(events: EventTypes) -> None:
    bombing = events.noun("bombings")
    assert bombing is not None
    assert (bombing.event_type, bombing.strength, bombing.episode) == ("bombing", "strong", False)
    strike = events.noun("strike")
    assert strike is not None
    assert strike.strength == "weak"
    offensive = events.noun("offensive")
    assert offensive is not None
    assert offensive.episode
    assert events.noun("teapot") is None


def test_verbs_say_which_argument_is_what(events: EventTypes) -> None:
    patterns = {
        lemma: events.verb(lemma).patterns  # type: ignore[union-attr]
        for lemma in ("attack", "fire", "explode", "clash", "gun down")
    }
    assert patterns["attack"][0] == "attacker_target"
    assert patterns["fire"] == ("attacker_weapon",)
    assert patterns["explode"] == ("weapon",)
    assert patterns["clash"] == ("mutual",)
    assert patterns["gun down"] == ("attacker_victim",)
    assert events.light_verb("carry out") == "attacker"
    assert events.light_verb("come under") == "target"


def test_types(events: EventTypes) -> None:
    assert events.is_a("suicide_bombing", "bombing")
    assert events.is_a("suicide_bombing", "attack")
    assert events.matches("drone_strike", "air_strike") is Certainty.SURE
    assert events.matches("air_strike", "drone_strike") is Certainty.POSSIBLE
    assert events.matches("shooting", "bombing") is Certainty.NO
    assert events.matches(None, "bombing") is Certainty.POSSIBLE
    # Whether a voice that speaks of attacks means clashes too, stays open.
    assert events.matches("battle", "attack") is Certainty.POSSIBLE
    assert events.matches("battle", "bombing") is Certainty.NO


def test_questions(events: EventTypes) -> None:
    assert events.query("drone strikes") == "drone_strike"
    assert events.query("Kidnappings") == "abduction"
    assert events.query("suicide_bombing") == "suicide_bombing"
    with pytest.raises(QuestionError, match="unknown type of attack 'picnic'; known: abduction"):
        events.query("picnic")


def test_statements(events: EventTypes) -> None:
    assert events.statement("condemn") == "accuse"
    assert events.statement("urge") == "demand"
    assert events.statement("vow") == "vow"
    assert events.statement("reserve the right") == "vow"
    assert events.statement("walk") is None
    assert events.plover_of_statement["accuse"] == "ACCUSE"


def test_figurative_frames_name_the_fact(events: EventTypes) -> None:
    assert "illness" in (events.figurative("attack", modifiers=["heart"]) or "")
    assert events.figurative("strike", objects=["deal"]) is not None
    assert events.figurative("attack", objects=["bill"]) is not None
    assert events.figurative("strike", subjects=["teachers"]) is not None
    assert events.figurative("hit", subjects=["earthquake"]) is not None
    assert events.figurative("attack", context=["striker", "goal"]) is not None


def test_targets_of_armed_attacks_are_never_figurative(events: EventTypes) -> None:
    for target in ("market", "school", "minister", "base", "mosque", "bank", "network", "theatre"):
        for verb in ("attack", "strike", "hit", "target", "storm", "bombing", "shooting"):
            reason = events.figurative(verb, objects=[target])
            assert reason is None or (verb, target) == ("hit", "theatre"), (verb, target)


def test_collocates_yield_to_arms(events: EventTypes) -> None:
    sentence = ["bomb", "striker", "goal"]
    assert events.figurative("attack", context=sentence) is not None
    assert events.figurative("attack", context=sentence, armed=True) is None
    assert events.figurative("attack", context=["goal", "the"]) is None


def test_what_came_of_an_attack_crosses_by_what_means() -> None:
    """Seventeen people shot in a bar are a massacre to one voice and a shooting to another."""
    types = load_event_types()
    assert types.matches("shooting", "massacre") is Certainty.POSSIBLE
    assert types.matches("bombing", "killing") is Certainty.POSSIBLE
    assert types.matches("shooting", "bombing") is Certainty.NO
    assert types.matches("battle", "raid") is Certainty.NO
