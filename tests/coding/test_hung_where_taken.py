"""Phrases and clauses hung on the word that takes them, and whom an attack is said to befall."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def only_incident(claims: list[Claim]) -> Claim:
    [claim] = [c for c in claims if c.kind == "incident"]
    return claim


@pytest.mark.parametrize(
    ("text", "attacker", "target"),
    [
        ("A stun grenade was tossed at a tea house by rebels in Taiz on Friday.", "rebels", "tea"),
        ("Rockets were fired at a dairy by ISWAP near Monguno on Friday.", "ISWAP", "dairy"),
        ("The bishop deplored the knife attack on two novices by masked youths in Jos.", "youths",
         "two novices"),
        ("The torching of a creamery by militiamen in Beni angered farmers.", "militiamen",
         "creamery"),
        ("Shots were fired at a school bus by bandits in Zamfara on Friday.", "bandits", "bus"),
        ("Villagers accused men on horseback of shooting at a clinic in Kutum.", "men", "clinic"),
    ],
)  # fmt: skip
def test_the_agent_is_that_of_the_deed(
    code_report: Code, text: str, attacker: str, target: str
) -> None:
    claim = only_incident(code_report(text))
    assert any(attacker in a.name for a in claim.attackers)
    assert any(target in t.name for t in claim.targets)
    assert not any(attacker in t.name for t in claim.targets)


@pytest.mark.parametrize(
    "text",
    [
        "A grenade was thrown at a house by the river in Taiz on Friday.",
        "Rockets were fired at a depot by the main road near Monguno on Friday.",
        "A minibus was shot at by a bridge in Jos on Friday by nobody in particular.",
    ],
)
def test_where_something_stands_is_nobody(code_report: Code, text: str) -> None:
    claim = only_incident(code_report(text))
    assert not claim.attackers


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen who shot dead two postmen in Taiz on Friday fled before police arrived.",
        "Rebels who ambushed a milk lorry near Beni on Friday were still at large a week later.",
        "The bandits that abducted four tailors in Zamfara on Friday have asked for money.",
    ],
)
def test_a_day_before_the_main_verb_is_the_relative_clause_s(code_report: Code, text: str) -> None:
    claim = only_incident(code_report(text, published="2025-06-30"))
    assert claim.when is not None
    assert claim.when.earliest == claim.when.latest == "2025-06-27"


def test_a_day_that_is_set_off_is_the_main_clause_s(code_report: Code) -> None:
    text = "Gunmen who shot dead two postmen in May, on Friday gave themselves up in Taiz."
    claim = only_incident(code_report(text, published="2025-06-30"))
    assert claim.when is None or claim.when.latest != "2025-06-27"


def test_only_persons_are_meant_by_who(code_report: Code) -> None:
    text = "Four men on motorcycles who knifed a cobbler in Bouake on Friday rode off."
    claim = only_incident(code_report(text))
    assert [a.name for a in claim.attackers] == ["Four men"]


@pytest.mark.parametrize(
    ("text", "target", "attacker"),
    [
        ("A dairy fell victim to a drone strike in Sumy on Friday.", "dairy", None),
        ("Two tailors fell prey to an acid attack in Sylhet on Friday.", "tailors", None),
        ("The hamlet was subjected to heavy shelling by rebels in Taiz on Friday.", "hamlet",
         "rebels"),
        ("The junta subjected a village near Loikaw to an air raid on Friday.", "village", "junta"),
        ("A milk lorry became the latest target of an ambush near Beni on Friday.", "lorry", None),
    ],
)  # fmt: skip
def test_whom_an_attack_befell(
    code_report: Code, text: str, target: str, attacker: str | None
) -> None:
    claim = only_incident(code_report(text))
    assert any(target in t.name for t in claim.targets)
    assert [attacker] if attacker else not claim.attackers
    assert attacker is None or any(attacker in a.name for a in claim.attackers)


@pytest.mark.parametrize(
    ("text", "attacker", "target"),
    [
        ("A mob set upon two porters with clubs near Kisii on Friday.", "mob", "two porters"),
        ("A bomber rammed a bus packed with explosives into a mill in Marka on Friday.", "bomber",
         "mill"),
        ("A patrol ran into an ambush near Menaka on Friday.", None, "patrol"),
        ("Two nurses were caught in a gun battle in Cali on Friday.", None, "nurses"),
        ("Men threw acid in the face of a seamstress in Sylhet on Friday.", "Men", "seamstress"),
    ],
)  # fmt: skip
def test_what_a_verb_moves_and_meets(
    code_report: Code, text: str, attacker: str | None, target: str
) -> None:
    claim = only_incident(code_report(text))
    assert any(target in t.name for t in claim.targets)
    assert attacker is None or any(attacker in a.name for a in claim.attackers)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Nine people were killed when rebels shelled a dairy in Taiz on Friday.", "shelling"),
        ("Two men died and six were hurt when gunmen stormed a tea house in Jos.", "raid"),
        ("Bandits assailed a hamlet near Gusau on Friday, leaving six people dead.", "attack"),
        ("Gunmen killed nine people and burned huts in Katsina on Friday.", "killing"),
    ],
)
def test_a_clause_of_time_tells_what_was_done(
    code_report: Code, text: str, event_type: str
) -> None:
    assert only_incident(code_report(text)).event_type == event_type
