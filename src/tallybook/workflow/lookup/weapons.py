"""What the name of a weapon is read as."""

from __future__ import annotations

from msgspec import Struct

from tallybook.errors import NothingFoundError
from tallybook.knowledge.loading import Knowledge
from tallybook.knowledge.weapons import Weapons, WeaponType


class WeaponName(Struct, frozen=True):
    """A kind of weapon that another one refers to."""

    id: str
    name: str


class WeaponCandidate(Struct, frozen=True, kw_only=True):
    """A kind of weapon: the wider kinds that it is of, the nearest first, the kinds that it has
    itself, and what an attack with it is coded as elsewhere."""

    id: str
    name: str
    aliases: tuple[str, ...]
    wider: tuple[WeaponName, ...]
    narrower: tuple[WeaponName, ...]
    acled: str
    plover: str
    muc4: str


class WeaponLookup(Struct, frozen=True, kw_only=True, tag_field="lookup", tag="weapon"):
    """What weapon a phrase names: `chosen` among the candidates, None where none is chosen."""

    text: str
    chosen: WeaponCandidate | None
    why: tuple[str, ...]
    candidates: tuple[WeaponCandidate, ...]


def look_up_weapon(text: str, knowledge: Knowledge) -> WeaponLookup:
    """Return the weapon that a phrase, or an id of the vocabulary, names."""
    weapons = knowledge.weapons
    hits = list(dict.fromkeys(hit.weapon_id for hit in weapons.scan(text.split())))
    chosen, why = weapons.get(text), "the id of one kind"
    if chosen is None:
        chosen = weapons.get(weapons.find(text) or "")
        why = "the last weapon of a noun phrase is its head"
        if len(hits) == 1:
            why = "the longest name in the words"
    found = [weapons.get(weapon_id) for weapon_id in hits]
    kinds = dict.fromkeys(kind for kind in (chosen, *found) if kind is not None)
    if not kinds:
        raise NothingFoundError(
            f"no weapon {text!r}: no name in the vocabulary; in a book it stays as named"
        )
    candidates = tuple(_candidate(weapons, kind) for kind in kinds)
    return WeaponLookup(
        text=text,
        chosen=candidates[0] if chosen is not None else None,
        why=(why if chosen is not None else "the words hold a weapon, and name another thing",),
        candidates=candidates,
    )


def _candidate(weapons: Weapons, kind: WeaponType) -> WeaponCandidate:
    return WeaponCandidate(
        id=kind.id,
        name=kind.name,
        aliases=kind.aliases,
        wider=tuple(WeaponName(other.id, other.name) for other in weapons.wider(kind.id)),
        narrower=tuple(WeaponName(o.id, o.name) for o in weapons if o.parent == kind.id),
        acled=kind.acled,
        plover=kind.plover,
        muc4=kind.muc4,
    )
