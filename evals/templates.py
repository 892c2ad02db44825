"""Templates: the neutral form in which any reader's incidents are scored against MUC-4 keys.

A predictor writes one JSON object a line, one line a report:

    {"id": "…", "templates": [{"incident_type": "BOMBING", "stage": "ACCOMPLISHED",
      "PerpInd": [["guerrillas"]], "PerpOrg": [["the front"]], "confidence": ["REPORTED AS FACT"],
      "Target": [["a bridge"]], "Victim": [], "Weapon": [["dynamite"]],
      "slots": {"INCIDENT: DATE": ["- 04 FEB 90"]}}]}

Each role is a list of entities and each entity the list of its strings; every string has to be one
that the key gives for the entity, so one good string serves best. `confidence` runs parallel to
`PerpOrg`, null where it is unknown. `slots` holds further fills, written as MUC-4 writes them; they
count in the all-templates score only.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
SLOT_OF_ROLE = {
    "PerpInd": "PERP: INDIVIDUAL ID",
    "PerpOrg": "PERP: ORGANIZATION ID",
    "Target": "PHYS TGT: ID",
    "Victim": "HUM TGT: NAME",
    "Weapon": "INCIDENT: INSTRUMENT ID",
}
INCIDENT_TYPES = frozenset(
    {
        "ARSON",
        "ATTACK",
        "BOMBING",
        "FORCED WORK STOPPAGE",
        "HIJACKING",
        "KIDNAPPING",
        "ROBBERY",
    }
)
STAGES = frozenset({"ACCOMPLISHED", "ATTEMPTED", "THREATENED"})
CONFIDENCES = frozenset(
    {
        "REPORTED AS FACT",
        "ACQUITTED",
        "CLAIMED OR ADMITTED",
        "SUSPECTED OR ACCUSED",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "POSSIBLE",
    }
)

Entity = tuple[str, ...]
"""The strings of the report that name one and the same person, group or thing."""


class Template(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={
        "perp_ind": "PerpInd",
        "perp_org": "PerpOrg",
        "target": "Target",
        "victim": "Victim",
        "weapon": "Weapon",
    },
):
    """One incident as a reader gives it."""

    incident_type: str
    stage: str | None = None
    perp_ind: tuple[Entity, ...] = ()
    perp_org: tuple[Entity, ...] = ()
    target: tuple[Entity, ...] = ()
    victim: tuple[Entity, ...] = ()
    weapon: tuple[Entity, ...] = ()
    confidence: tuple[str | None, ...] = ()
    slots: dict[str, tuple[str, ...]] = {}

    def __post_init__(self) -> None:
        if self.incident_type not in INCIDENT_TYPES:
            raise ValueError(f"incident_type {self.incident_type!r} is none of MUC-4's")
        if self.stage is not None and self.stage not in STAGES:
            raise ValueError(f"stage {self.stage!r} is none of MUC-4's")
        if self.confidence and len(self.confidence) != len(self.perp_org):
            raise ValueError("confidence needs one value for each entity of PerpOrg")
        for value in self.confidence:
            if value is not None and value not in CONFIDENCES:
                raise ValueError(f"confidence {value!r} is none of MUC-4's")

    def entities(self, role: str) -> tuple[Entity, ...]:
        """Return the entities of a role; one without a string is none."""
        found: tuple[Entity, ...] = getattr(self, _FIELD[role])
        return tuple(entity for entity in found if entity)

    def confidence_of(self, index: int) -> str | None:
        """Return how sure the reader says that the report is of its n-th organisation."""
        return self.confidence[index] if self.confidence else None


_FIELD = {
    "PerpInd": "perp_ind",
    "PerpOrg": "perp_org",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "weapon",
}


class Prediction(Struct, frozen=True, forbid_unknown_fields=True):
    """What a reader made of one report."""

    id: str
    templates: tuple[Template, ...] = ()


def read_predictions(path: Path) -> dict[str, tuple[Template, ...]]:
    """Return the templates of each report in a file of predictions.

    Raises ValueError with the file and line where one cannot be read.
    """
    decoder = msgspec.json.Decoder(Prediction)
    found: dict[str, tuple[Template, ...]] = {}
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
        found[one.id] = one.templates
    return found


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write a file that `read_predictions` reads."""
    lines = [msgspec.json.encode(one) for one in predictions]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
