"""Main verbs, subjects and speakers that the parser lost have their words back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.language.mending import mended
from tallybook.coding.language.model import load_model
from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def clauses(text: str) -> dict[str, list[str]]:
    """Return each verb's subjects by its word."""
    doc = mended(load_model()(text))
    return {
        token.lower_: [t.text for t in token.children if t.dep_ in ("nsubj", "nsubjpass")]
        for token in doc
        if token.pos_ == "VERB"
    }


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        ("A bomb killed at least nine people in Kano on Friday.", "killed", "bomb"),
        ("A drone killed at least four farmers in Goma on Friday, police said.", "killed", "drone"),
        ("An explosion wounded as many as nine guards, the army said.", "wounded", "explosion"),
        ("Three nights later raiders on foot fired at a toll booth near Jos.", "fired", "raiders"),
        ("Men on motorbikes shot at a ferry near Mopti, hurting a child.", "shot", "Men"),
    ],
)
def test_a_participle_takes_no_object(text: str, verb: str, doer: str) -> None:
    assert clauses(text)[verb] == [doer]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("A man given the order by rebels shot two herders.", "given"),
        ("A woman named Asha shot two herders.", "named"),
        ("The six traders killed in a blast in Jos were buried on Monday.", "killed"),
    ],
)
def test_a_participle_that_can_be_one_stays_one(text: str, verb: str) -> None:
    assert clauses(text).get(verb, []) == []


@pytest.mark.parametrize(
    ("text", "verb", "doer"),
    [
        (
            "In a message read out on YouTube, Adama Cissé, who speaks for the front, said its men "
            "had burned a depot.",
            "said",
            "Cissé",
        ),
        (
            "The Islamic Front in Kivu, a cover name used by militias that Khartoum arms, has "
            "claimed two of them.",
            "claimed",
            "Front",
        ),
        (
            "Rebels shelled the market, the school and the airport of Goma on Friday, the mayor, "
            "Jean Kambale, said.",
            "said",
            "mayor",
        ),
        (
            "Two of the raids hit camps in Mali and three hit camps in Niger, Army Col. Ali Diop, "
            "a mission spokesman, told reporters.",
            "told",
            "Diop",
        ),
    ],
)
def test_subjects_behind_what_stands_between(text: str, verb: str, doer: str) -> None:
    assert clauses(text)[verb] == [doer]


def test_who_is_killed_is_no_speaker() -> None:
    text = (
        "Rebels raided Goma on Friday, killing the mayor, Jean Kambale, and a guard, police said."
    )
    assert clauses(text)["said"] == ["police"]


@pytest.mark.parametrize(
    "rank", ["Col.", "Maj.", "Lt.", "Sgt.", "Capt.", "Brig.", "Cmdr.", "Supt.", "Insp.", "Pvt."]
)
def test_no_sentence_ends_with_a_rank(rank: str) -> None:
    doc = load_model()(f"Gunmen killed two guards in Jos, {rank} Musa Bello said on Monday.")
    assert len(list(doc.sents)) == 1


LIST = (
    "In a message read out on YouTube, Adama Cissé, who speaks for the militia, said its men "
    "had ambushed a convoy outside Gao, burning four lorries; stormed a police station in Kidal "
    "and freed nine men; and fired mortars at a barracks in Menaka."
)


def test_items_that_semicolons_part_are_as_many_attacks(code_report: Code) -> None:
    told = [c for c in code_report(f"Militia speaks\n\n{LIST}") if c.kind == "incident"]
    assert {(c.event_type, c.stance) for c in told} == {
        ("ambush", "claimed"),
        ("raid", "claimed"),
        ("mortar_attack", "claimed"),
    }
    assert {p.name for c in told for p in c.places} >= {"Gao", "Kidal"}


def test_what_a_semicolon_adds_to_an_attack_is_no_other(code_report: Code) -> None:
    text = "Rebels attacked a convoy near Gao on Monday, burning a lorry; four guards were killed."
    told = [c for c in code_report(f"Convoy attacked\n\n{text}") if c.kind == "incident"]
    assert [(c.killed.low if c.killed else None) for c in told] == [4]


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        (
            "The worst raid came on May 3, when shells hit a camp near Gao, wounding two men.",
            (2, None),
        ),
        (
            "It was the deadliest blast in Gao since May of last year, when a bomb killed nine.",
            (None, 9),
        ),
    ],
)
def test_what_a_clause_of_when_tells(
    code_report: Code, text: str, attacks: tuple[int | None, int | None]
) -> None:
    injured, killed = attacks
    told = [c for c in code_report(f"Raids in Mali\n\n{text}") if c.kind == "incident"]
    assert injured in {c.injured.low if c.injured else None for c in told}
    assert killed in {c.killed.low if c.killed else None for c in told}


def test_a_blast_of_last_year_is_of_last_year(code_report: Code) -> None:
    text = (
        "A bomb killed two in Gao, Mali, on Friday, police said. It was the deadliest blast in the "
        "town since May of last year, when a lorry bomb at a bridge killed nine people."
    )
    told = [c for c in code_report(f"Bomb in Gao\n\n{text}") if c.kind == "incident"]
    days = {c.when.earliest: c.killed for c in told if c.when is not None}
    assert set(days) == {"2025-06-27", "2024-05-01"}
    killed = days["2024-05-01"]
    assert killed is not None
    assert killed.low == 9
