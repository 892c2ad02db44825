"""Reports whose author is a party: what it tells as its own deed, and what as done to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]
DAY = "2025-02-05"


def _only(claims: list[Claim]) -> Claim:
    (found,) = (c for c in claims if c.kind == "incident")
    return found


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Armed Forces General Staff",
         "On Tuesday, aerial vectors struck a column of fleeing terrorists near Djibo."),
        ("Nigerian Army", "An air strike hit a terrorist enclave near Bama on Tuesday, killing "
         "nine insurgents."),
        ("General Staff of the Armed Forces of Ukraine",
         "A drone hit an enemy position near Bakhmut on Tuesday."),
        ("ISWAP", "An explosive device hit a vehicle of the Nigerian army near Bama on Tuesday."),
    ],
)  # fmt: skip
def test_what_a_party_did_rests_on_its_word(code_report: Code, publisher: str, text: str) -> None:
    found = _only(code_report(f"Operations\n\n{text}", DAY, publisher))
    assert found.stance == "claimed"
    assert [m.name for m in found.attackers] == [publisher]


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Nigerian Army", "Terrorists attacked troops near Bama on Tuesday, killing a soldier."),
        ("Nigerian Army", "Troops repelled an attack by Boko Haram near Bama on Tuesday."),
        ("ISWAP", "Unknown gunmen killed a teacher in Gwoza on Tuesday."),
        ("Army Times", "An air strike hit a terrorist enclave near Bama on Tuesday, killing nine."),
    ],
)
def test_what_others_did_is_asserted(code_report: Code, publisher: str, text: str) -> None:
    assert _only(code_report(f"Operations\n\n{text}", DAY, publisher)).stance == "asserted"


def test_a_letterhead_names_the_author(code_report: Code) -> None:
    found = _only(code_report(
        "GENERAL STAFF OF THE ARMED FORCES\n\nCOMMUNIQUE No. 2025-017\n\n"
        "On Tuesday, drones struck a column of terrorists near Djibo, in Burkina Faso.\n",
        DAY, "",
    ))  # fmt: skip
    assert found.stance == "claimed"


def test_our_forces_outside_quotation_are_the_authors(code_report: Code) -> None:
    found = _only(code_report(
        "Statement\n\nOur forces attacked an American destroyer in the Red Sea on Monday.", DAY, "",
    ))  # fmt: skip
    assert found.stance == "claimed"


def test_a_quotation_is_not_the_papers_own_deed(code_report: Code) -> None:
    found = code_report(
        '"Our forces attacked a destroyer in the Red Sea on Monday," a Houthi spokesman said.', DAY
    )
    assert [v.name for v in _only(found).voices][-1] != "Gazette"


def test_launching_an_attack_launches_nothing_else(code_report: Code) -> None:
    found = _only(code_report("Gunmen launched an attack on a post near Djibo on Monday.", DAY))
    assert found.event_type == "attack"


def test_a_phrase_before_a_comma_is_no_part_of_a_name(code_report: Code) -> None:
    found = _only(code_report("On Monday, masked men in Djibo shot a guard.", DAY))
    assert [m.name for m in found.attackers] == ["masked men"]
