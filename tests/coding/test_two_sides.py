"""A clash has two sides: who defends, and what each side says of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incidents(claims: list[Claim]) -> list[Claim]:
    return [c for c in claims if c.kind == "incident"]


def _attacks(claims: list[Claim]) -> int:
    """How many attacks a report tells: claims that tell another again are `about` it."""
    return sum(not c.about for c in _incidents(claims))


@pytest.mark.parametrize(
    ("text", "attacker", "killed"),
    [
        ("Soldiers fought off an RSF attack on their base near El Obeid on Monday, killing nine.",
         "RSF", 9),
        ("Troops beat back the rebels near Gao on Monday and killed nine of them.", "rebels", 9),
        ("The army said its troops had repelled a raid by bandits near Gao on Monday, killing "
         "four.", "bandits", 4),
        ("Guards repulsed an assault by gunmen on a mine at Tarkwa on Monday, burning two trucks "
         "and killing three.", "gunmen", 3),
    ],
)  # fmt: skip
def test_who_is_beaten_off_attacked(
    code_report: Code, text: str, attacker: str, killed: int
) -> None:
    (found,) = _incidents(code_report(text))
    assert [m.name for m in found.attackers] == [attacker]
    assert attacker not in {m.name for m in found.targets}
    assert found.killed is not None
    assert found.killed.low == killed


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between the Congolese army and M23 rebels broke out near Sake on Monday. The "
        "army said M23 had attacked its position. The rebels said the army had attacked them.",
        "Clashes erupted between Syrian government forces and the SDF near Manbij on Monday, "
        "each side blaming the other for having fired first. The defence ministry said the SDF "
        "had attacked an army post. The SDF said the army had shelled its positions.",
        "The Malian army and JNIM fighters clashed near Gao on Monday. JNIM said the army had "
        "attacked one of its camps. The army, for its part, said JNIM attacked a patrol.",
    ],
)
def test_each_sides_version_is_of_one_clash(code_report: Code, text: str) -> None:
    assert _attacks(code_report(text)) == 1


def test_another_town_and_day_is_no_version_of_the_clash(code_report: Code) -> None:
    found = code_report(
        "Fighting between the Congolese army and M23 rebels broke out near Sake on Monday. The "
        "army said M23 attacked a convoy in Goma on Wednesday."
    )
    assert _attacks(found) == 2


def test_who_attacked_whom_is_not_taken_from_either_side_of_a_dispute(code_report: Code) -> None:
    found = code_report(
        "Fighting between the Malian army and JNIM broke out near Gao on Monday. The army said "
        "JNIM had attacked its position. JNIM said the army had attacked it. "
        "A nurse said that shells had hit a school."
    )
    sides = {c.voices[-1].name: c for c in _incidents(found) if len(c.voices) > 1}
    assert not sides["JNIM"].targets
    assert not sides["nurse"].attackers


def test_in_indirect_speech_had_goes_on_from_the_day_told(code_report: Code) -> None:
    found = code_report(
        "Bandits attacked a convoy near Gao on Monday. The prefect said that they had killed two "
        "drivers and burned a lorry."
    )
    days = {c.when.earliest for c in _incidents(found) if c.when is not None}
    assert days == {"2025-06-30"}


def test_for_its_part_is_no_part_of_a_name(code_report: Code) -> None:
    found = code_report("The RSF for its part said that bandits raided a convoy near Kosti.")
    assert "RSF" in [v.name for v in _incidents(found)[0].voices]


@pytest.mark.parametrize(
    ("text", "attacks"),
    [
        ("Clashes between rival gangs left eight dead in Port-au-Prince on Monday.", 1),
        ("Clashes between the army and JNIM in Djibo on Monday wounded six soldiers.", 1),
        ("Clashes between rival gangs left 80 dead in Port-au-Prince this year.", 0),
    ],
)
def test_clashes_of_one_day_and_place_are_one(code_report: Code, text: str, attacks: int) -> None:
    assert _attacks(code_report(text)) == attacks
