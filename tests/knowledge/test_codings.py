"""Codings in other schemes: each is one that its codebook lists."""

from __future__ import annotations

from tallybook.knowledge.event_types import load_event_types
from tallybook.knowledge.weapons import load_weapons

ACLED = frozenset(
    {
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
        "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
        "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike",
        "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement",
        "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    }
)  # fmt: skip
"""Sub-event types of the ACLED Codebook (October 2024), table "Event Types and Sub-Event Types"."""

MODES = {
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    },
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    },
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
}  # fmt: skip
CATEGORIES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
"""Categories and modes of the PLOVER manual (February 2024), tables of each category."""

MUC4 = {"ARSON", "ATTACK", "BOMBING", "HIJACKING", "KIDNAPPING", "ROBBERY"}
"""Incident types of slot 4 of the MUC-4 fill rules, but forced work stoppage."""


def in_plover(coding: str) -> bool:
    category, _, mode = coding.partition("/")
    return category in CATEGORIES and (not mode or mode in MODES.get(category, ()))


def test_every_weapon_has_codings_that_the_codebooks_list() -> None:
    for weapon in load_weapons():
        assert weapon.acled in ACLED, weapon
        assert in_plover(weapon.plover), weapon
        assert weapon.plover.startswith("ASSAULT"), weapon


def test_every_type_has_codings_that_the_codebooks_list() -> None:
    events = load_event_types()
    for event in events:
        assert event.acled in ACLED, event
        assert in_plover(event.plover), event
        assert event.muc4 in MUC4, event


def test_statements_are_categories_of_plover() -> None:
    events = load_event_types()
    assert set(events.plover_of_statement.values()) <= CATEGORIES


def test_a_kind_of_drone_is_coded_as_one() -> None:
    weapons = load_weapons()
    for kind in weapons:
        if weapons.is_a(kind.id, "drone"):
            assert (kind.acled, kind.plover) == ("Air/drone strike", "ASSAULT/drone")
