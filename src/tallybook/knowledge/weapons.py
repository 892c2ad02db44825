"""With what: a hierarchical vocabulary of weapons.

A "one-way attack drone" is a drone, and a question for drones finds it; a report that says
"drones" leaves open whether they were one-way. Categories follow ACLED's sub-event types and
MUC-4's instrument types; see `data/weapons.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.values import Weapon
from tallybook.knowledge.near_names import names_near
from tallybook.knowledge.own_tables import NOTHING, OwnTables
from tallybook.knowledge.vocabulary import Phrases, key, parts_of, read_table


class WeaponType(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of weapon. `parent` is the wider kind or None; `acled` the sub-event type that an
    attack with it is coded as; `plover` PLOVER's category and mode; `muc4` the instrument type of
    the MUC-4 fill rules. `event_type` is what an attack with it is called, where it differs from
    that of the wider kind."""

    id: str
    name: str
    acled: str
    plover: str
    muc4: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    event_type: str | None = None


class WeaponHit(Struct, frozen=True):
    """The words `[start, end)` name the weapon `weapon_id`."""

    start: int
    end: int
    weapon_id: str


class Weapons:
    """The weapons known before reading."""

    def __init__(
        self,
        types: Sequence[WeaponType],
        not_weapons: Sequence[str] = (),
        own: Sequence[WeaponType] = (),
    ) -> None:
        """`not_weapons` are phrases that hold a weapon's word and name none: "gold mine". The
        user's `own` replace those of their ids, and their names mean no other weapon."""
        self._types = {weapon.id: weapon for weapon in (*types, *own)}
        self._names: Phrases[str] = Phrases()
        for weapon in own:
            for name in (weapon.name, *weapon.aliases):
                self._names.add(name, weapon.id)
        taken = {key(name) for weapon in own for name in (weapon.name, *weapon.aliases)}
        for weapon in types:
            if self._types[weapon.id] is not weapon:
                continue
            if weapon.parent is not None and weapon.parent not in self._types:
                raise msgspec.ValidationError(
                    f"weapons.toml: {weapon.id!r} has the unknown parent {weapon.parent!r}"
                )
            for name in (weapon.name, *weapon.aliases):
                if key(name) in taken:
                    continue
                known = self._names.exact(key(name))
                if known and known[0] != weapon.id:
                    raise msgspec.ValidationError(
                        f"weapons.toml: {name!r} names both {known[0]!r} and {weapon.id!r}"
                    )
                self._names.add(name, weapon.id)
        for phrase in not_weapons:
            self._names.add(phrase, "")

    def get(self, weapon_id: str) -> WeaponType | None:
        """Return the weapon type of an id, or None."""
        return self._types.get(weapon_id)

    def __len__(self) -> int:
        return len(self._types)

    def __iter__(self) -> Iterator[WeaponType]:
        return iter(self._types.values())

    def wider(self, weapon_id: str) -> Iterator[WeaponType]:
        """Return the kinds that a weapon is of, from the nearest to the widest."""
        known = self._types.get(weapon_id)
        while known is not None and known.parent is not None:
            known = self._types[known.parent]
            yield known

    def event_type_of(self, weapon_id: str) -> str | None:
        """Return the event type of an attack with a weapon; None where the weapon does not say."""
        own = self._types.get(weapon_id)
        kinds = [*([own] if own is not None else []), *self.wider(weapon_id)]
        return next((kind.event_type for kind in kinds if kind.event_type is not None), None)

    def scan(self, words: Sequence[str]) -> list[WeaponHit]:
        """Return the weapons that stand in a run of words, the longest name first."""
        parts = parts_of(words)
        hits: list[WeaponHit] = []
        position = 0
        while position < len(parts.keys):
            found = self._names.longest(parts.keys, position)
            if found is None:
                position += 1
                continue
            end, ids = found
            if ids[0]:
                hits.append(WeaponHit(parts.owners[position], parts.owners[end - 1] + 1, ids[0]))
            position = end
        return hits

    def find(self, words: str | Sequence[str]) -> str | None:
        """Return the weapon that a phrase names, or None.

        The last weapon in a noun phrase is its head: a "rocket-propelled grenade launcher" is
        read whole, "explosive-laden drone" is a drone, "explosives packed in a car" none.
        """
        listed = words.split() if isinstance(words, str) else words
        hits = self.scan(listed)
        return hits[-1].weapon_id if hits and hits[-1].end == len(listed) else None

    def is_a(self, child: str, parent: str) -> bool:
        """Whether `child` is `parent` or a kind of it."""
        return child == parent or any(kind.id == parent for kind in self.wider(child))

    def matches(self, weapon: Weapon, query: Weapon) -> Certainty:
        """Return whether an attack with `weapon` is one with `query`.

        A kind of what was asked is SURE, a wider kind POSSIBLE, another kind NO. Words that the
        vocabulary does not know match themselves and are otherwise POSSIBLE.
        """
        said = weapon.weapon or self.find(weapon.name)
        asked = query.weapon or self.find(query.name)
        if said is not None and asked is not None:
            if self.is_a(said, asked):
                return Certainty.SURE
            return Certainty.POSSIBLE if self.is_a(asked, said) else Certainty.NO
        one, other = key(weapon.name), key(query.name)
        if one and other and one[-1] == other[-1] and set(other) <= set(one):
            return Certainty.SURE
        return Certainty.POSSIBLE

    def query(self, text: str) -> Weapon:
        """Return what a question names; unknown words stay words."""
        return Weapon(text, self.find(text))

    def spelt_nearly(self, unknown: str) -> tuple[str, ...]:
        """Return the weapons' names that are spelt nearly so, the nearest first."""
        return names_near(unknown, (n for t in self._types.values() for n in (t.name, *t.aliases)))


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    not_weapons: tuple[str, ...]
    weapon: tuple[WeaponType, ...]


def load_weapons(own: OwnTables = NOTHING) -> Weapons:
    """Read the weapon vocabulary from the package's data files, and the user's own weapons.

    Raises KnowledgeError where one of these has no parent that is there.
    """
    table = read_table("weapons.toml", _File)
    known = {weapon.id: weapon for weapon in table.weapon}
    added: list[WeaponType] = []
    for row in own.weapons:
        parent = known.get(row.parent)
        if parent is None or row.parent == row.id:
            problem = f"there is no weapon {row.parent!r} in the package or above this row"
            raise own.error("weapon", row.id, "parent", problem)
        known[row.id] = WeaponType(
            row.id, row.name, parent.acled, parent.plover, parent.muc4, row.parent, row.aliases
        )
        added.append(known[row.id])
    return Weapons(table.weapon, table.not_weapons, added)
