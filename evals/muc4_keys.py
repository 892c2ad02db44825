"""The answer keys of MUC-4, read as they are written.

"/" parts alternatives of one fill, "?" before a fill makes it optional, a quoted string comes from
the report, and ":" refers a fill to the entity that it is about (template-doc-part1.v7, section
4.2). "OPTIONAL" behind a template's number makes the whole template optional.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from evals.templates import ROLES, SLOT_OF_ROLE, Entity

TYPE = "INCIDENT: TYPE"
STAGE = "INCIDENT: STAGE OF EXECUTION"
CONFIDENCE = "PERP: ORGANIZATION CONFIDENCE"
DATE = "INCIDENT: DATE"
LOCATION = "INCIDENT: LOCATION"
NUMBER = "MESSAGE: TEMPLATE"

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PART = re.compile(rf"\s*({_QUOTED}|[^\"/:]+)\s*")


class Fill(Struct, frozen=True):
    """One fill of a slot: any of `values` is right; `about` names the entity that it belongs to."""

    values: tuple[str, ...]
    about: tuple[str, ...] = ()
    optional: bool = False


class KeyEntity(Struct, frozen=True):
    """An entity of a role, with the confidence that the key gives an organisation."""

    strings: Entity
    optional: bool = False
    confidence: tuple[str, ...] = ()


class Key(Struct, frozen=True, kw_only=True):
    """One template of an answer key."""

    types: tuple[str, ...]
    stages: tuple[str, ...]
    optional: bool
    roles: dict[str, tuple[KeyEntity, ...]]
    fills: dict[str, tuple[Fill, ...]]


def parse_fill(text: str) -> Fill | None:
    """Return a fill as written in a key or a response; None for a hyphen alone."""
    optional = text.lstrip().startswith("?")
    body = text.strip().lstrip("?").strip()
    body = re.sub(r"^\(([^()]*)\)", r"\1", body)
    sides: list[list[str]] = [[], []]
    side, at = 0, 0
    while at < len(body):
        if body[at] in "/:":
            side = 1 if body[at] == ":" else side
            at += 1
            continue
        found = _PART.match(body, at)
        if found is None:
            at += 1
            continue
        value = _unquoted(found[1])
        if value:
            sides[side].append(value)
        at = found.end()
    if not sides[0] or (sides[0] == ["-"] and not sides[1]):
        return None
    return Fill(tuple(sides[0]), tuple(sides[1]), optional)


def parse_location(text: str) -> Fill:
    """Return a place: its colons run from the country inwards and refer to nothing."""
    optional = text.lstrip().startswith("?")
    values = [part.strip() for part in text.strip().lstrip("?").split(" / ")]
    return Fill(tuple(value for value in values if value), (), optional)


def parse_fills(slot: str, texts: Sequence[str]) -> tuple[Fill, ...]:
    """Return the fills of one slot."""
    if slot in (DATE, LOCATION):
        return tuple(parse_location(text) for text in texts if text.strip() not in ("", "-", "*"))
    found = (parse_fill(text) for text in texts if text.strip() != "*")
    return tuple(fill for fill in found if fill is not None)


def parse_key(slots: Mapping[str, Sequence[str]]) -> Key:
    """Return a template of a key."""
    fills = {slot: parse_fills(slot, texts) for slot, texts in slots.items() if slot != NUMBER}
    number = " ".join(slots.get(NUMBER, ()))
    return Key(
        types=_values(fills.get(TYPE, ())),
        stages=_values(fills.get(STAGE, ())),
        optional="OPTIONAL" in number,
        roles={role: _entities(role, fills) for role in ROLES},
        fills=fills,
    )


def _entities(role: str, fills: Mapping[str, Sequence[Fill]]) -> tuple[KeyEntity, ...]:
    sure = fills.get(CONFIDENCE, ()) if role == "PerpOrg" else ()
    entities = []
    for fill in fills.get(SLOT_OF_ROLE[role], ()):
        values = [one.values for one in sure if set(one.about) & set(fill.values)]
        entities.append(KeyEntity(fill.values, fill.optional, values[0] if values else ()))
    return tuple(entities)


def _values(fills: Sequence[Fill]) -> tuple[str, ...]:
    return tuple(value for fill in fills for value in fill.values)


def _unquoted(part: str) -> str:
    part = part.strip()
    if part.startswith('"') and part.endswith('"') and len(part) > 1:
        return part[1:-1].replace('\\"', '"').strip()
    return part.strip('"').strip()
