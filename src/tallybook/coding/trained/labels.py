"""What the trained reader tells apart. The words are MUC-4's (fill rules, template-doc-part1.v7 and
-part2.v7), on whose answer keys it was trained; `evidence.py` puts them into Tallybook's own."""

from __future__ import annotations

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "VictimDescription", "Weapon")
"""Who did it, as individuals and as an organisation; what was attacked; who, by name and
described; with what."""

INCIDENT_TYPES = (
    "ATTACK",
    "BOMBING",
    "KIDNAPPING",
    "ARSON",
    "ROBBERY",
    "FORCED WORK STOPPAGE",
)
STAGES = ("ACCOMPLISHED", "ATTEMPTED", "THREATENED")
CONFIDENCES = (
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "CLAIMED OR ADMITTED",
    "POSSIBLE",
)
"""How sure a report is that an organisation did it."""

ANCHORS = frozenset(ROLES.index(role) for role in ("Target", "Victim", "VictimDescription"))
"""Roles that tell incidents apart: an attack is told by whom or what it was on, while one
perpetrator or weapon may be of several."""
