"""How likely what the grammar reads is to be right: the facts, the regression, what is shipped."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tallybook.coding.certainty import (
    NAMED_FIELDS,
    attack_facts,
    load_certainty,
    name_facts,
    probability,
    with_certainty,
)
from tallybook.core.claims import Claim

Coder = Callable[[str], list[Claim]]


def incident(code_report: Coder, text: str) -> Claim:
    [claim] = [c for c in code_report(text) if c.kind == "incident"]
    return claim


def test_every_name_of_an_attack_has_a_probability(code_report: Coder) -> None:
    text = "Gunmen killed two farmers with rifles near Djibo on Monday, police said."
    claim = incident(code_report, text)
    assert {field: set(names) for field, names in claim.confidences.items()} == {
        field: {value.name for value in getattr(claim, field)}
        for field in NAMED_FIELDS
        if getattr(claim, field)
    }
    assert all(0 < p < 1 for names in claim.confidences.values() for p in names.values())


def test_an_attack_told_in_full_is_surer_than_one_in_passing(code_report: Coder) -> None:
    full = incident(
        code_report, "Gunmen killed two farmers in Djibo, Burkina Faso, on Monday, police said."
    )
    bare = incident(code_report, "The mayor spoke for an hour. An attack was reported near Djibo.")
    assert full.confidence > bare.confidence


def test_what_is_no_attack_keeps_its_rank(code_report: Coder) -> None:
    claims = code_report(
        "Gunmen killed two farmers in Djibo on Monday. The army blamed the M-26 for the attack."
    )
    others = [c for c in claims if c.kind != "incident"]
    assert others
    assert [c for c in with_certainty(claims) if c.kind != "incident"] == others


def test_the_shipped_weights_know_every_fact(code_report: Coder) -> None:
    claim = incident(code_report, "Gunmen killed two farmers with rifles in Djibo on Monday.")
    weights = load_certainty().weights
    assert weights["attack"].keys() == attack_facts(claim).keys()
    for field in NAMED_FIELDS:
        [value, *_] = getattr(claim, field)
        assert weights[field].keys() == name_facts(claim, field, value, 0.5).keys()


@given(st.dictionaries(st.text(max_size=3), st.floats(-50, 50), max_size=5))
def test_probabilities_are_never_certain(facts: dict[str, float]) -> None:
    assert 0.01 <= probability(dict.fromkeys(facts, 1.0), facts) <= 0.99


def test_a_likelier_attack_makes_its_names_likelier(code_report: Coder) -> None:
    claim = incident(code_report, "Gunmen killed two farmers in Djibo on Monday.")
    [value] = claim.attackers
    weights = load_certainty().weights["attackers"]
    less, more = (
        probability(weights, name_facts(claim, "attackers", value, p)) for p in (0.2, 0.8)
    )
    assert less < more
