"""Verbs that name an attack together with what they take, and with nothing else by themselves.

To pour is no attack, and to pour petrol over a car is one; to carry is none, and what gunmen carry
off, if it is a person, is abducted. A verb's meaning is that of its construction (Goldberg 1995,
*Constructions*), and verbs that share one take it in common: the classes follow VerbNet (Kipper and
others 2008) and Levin (1993).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from tallybook.knowledge.vocabulary import read_table

Strength = Literal["strong", "weak"]
Pattern = Literal[
    "attacker_target", "weapon_target", "attacker_weapon", "weapon", "mutual", "attacker_victim"
]
"""Which argument of a verb is what: subject_object. `weapon`: the subject is the weapon
("exploded"); `mutual`: both sides are subjects ("clashed with"); `attacker_weapon`: the target
stands in a phrase with at, on, into or towards ("fired rockets at")."""

CONSTRUCTIONS = "constructions.toml"


class Construction(Struct, frozen=True, forbid_unknown_fields=True):
    """A class of verbs and what each must take to name an attack of a `type`.

    `particles`: one of them stands with the verb. `objects`: what one of the objects, or of the
    subjects of a passive, is. `behind`: prepositions, in a phrase of one of which stands what
    `holding` says; anything where that is left out. `using`: what it is done with. `doers`: what
    the one who does it is; anybody, or nobody named, where it is left out. `target`: the
    prepositions whose phrase says on whom or what the attack is, where the object does not.

    Words are lemmas, or a lemma with a word before it ("gunshot wound"); `person`, `hostile`,
    `vehicle`, `vessel`, `building`, `settlement` and `weapon` in the form `is:person` stand for
    their kinds, `with:knife` for a weapon's id, and `of:fuel` for the words of a group.
    """

    fact: str
    type: str
    strength: Strength
    verbs: tuple[str, ...]
    patterns: tuple[Pattern, ...] = ("attacker_target",)
    particles: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    using: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    group: Mapping[str, tuple[str, ...]]
    construction: tuple[Construction, ...]


class Wanted(Struct, frozen=True):
    """What a word must be: one of these lemmas, of these kinds, or a weapon of these ids."""

    lemmas: frozenset[str]
    kinds: frozenset[str]
    weapons: frozenset[str]


class Frame(Struct, frozen=True):
    """A construction, with what its parts want taken apart; None where anything will do."""

    construction: Construction
    objects: Wanted | None
    holding: Wanted | None
    using: Wanted | None
    doers: Wanted | None


class Constructions:
    """The constructions by their verbs."""

    def __init__(self, table: _Table) -> None:
        self._groups = table.group
        self._frames: dict[str, list[Frame]] = {}
        for one in table.construction:
            frame = Frame(
                one,
                self._wanted(one.objects),
                self._wanted(one.holding),
                self._wanted(one.using),
                self._wanted(one.doers),
            )
            for verb in one.verbs:
                self._frames.setdefault(verb, []).append(frame)

    def of(self, verb: str) -> tuple[Frame, ...] | list[Frame]:
        """Return the frames of a verb (a lemma), in the order of the file."""
        return self._frames.get(verb, ())

    def verbs(self) -> Iterator[tuple[str, Construction]]:
        """Yield every verb with each of its constructions."""
        for verb, frames in self._frames.items():
            for frame in frames:
                yield verb, frame.construction

    def _wanted(self, words: tuple[str, ...]) -> Wanted | None:
        if not words:
            return None
        lemmas: set[str] = set()
        kinds: set[str] = set()
        weapons: set[str] = set()
        for word in words:
            prefix, _, rest = word.partition(":")
            if not rest:
                lemmas.add(word)
            elif prefix == "is":
                kinds.add(rest)
            elif prefix == "with":
                weapons.add(rest)
            elif prefix == "of" and rest in self._groups:
                group = self._wanted(self._groups[rest])
                if group is not None:
                    lemmas |= group.lemmas
                    kinds |= group.kinds
                    weapons |= group.weapons
            else:
                raise msgspec.ValidationError(f"{CONSTRUCTIONS}: {word!r} stands for nothing")
        return Wanted(frozenset(lemmas), frozenset(kinds), frozenset(weapons))


def load_constructions() -> Constructions:
    """Read the constructions from the package's data file; raises msgspec.ValidationError where it
    breaks its shape."""
    return Constructions(read_table(CONSTRUCTIONS, _Table))
