"""What happened: kinds of attack, the words that name them, and the words that only seem to.

Types form a hierarchy with ACLED sub-event types and PLOVER modes. Trigger words are nouns and
verbs, each with what it means alone: "bombing" is an attack wherever it stands, "strike" only
near a weapon, a casualty, an armed actor or a military target. Figurative frames are data too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.errors import QuestionError
from tallybook.knowledge.constructions import (
    Constructions,
    Pattern,
    Strength,
    load_constructions,
)
from tallybook.knowledge.vocabulary import key, read_records, read_table


class EventType(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of event. `acled` is the sub-event type of the ACLED Codebook; `plover` the event
    type and mode of PLOVER; `muc4` the incident type of the MUC-4 fill rules. `crosses`: it says
    how an attack went or what came of it ("massacre", "raid") and not by what means, so that one
    of another type may be one of these as well."""

    id: str
    name: str
    acled: str
    plover: str
    muc4: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    crosses: bool = False


class Trigger(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that names an event. `strength` "strong": an armed attack by itself; "weak": only
    in a violent context. `patterns` belong to verbs. `episode`: a stretch of many attacks
    ("offensive", "fighting"), which is none that can be counted. `target`: the prepositions behind
    which a construction has whom or what the attack was on."""

    lemma: str
    event_type: str
    strength: Strength
    patterns: tuple[Pattern, ...] = ()
    episode: bool = False
    target: frozenset[str] = frozenset()


class _TriggerRow(Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    strength: Strength
    lemmas: tuple[str, ...]
    patterns: tuple[Pattern, ...] = ()
    episode: bool = False


class Figurative(Struct, frozen=True, forbid_unknown_fields=True):
    """A frame in which trigger words are no attacks, and the `fact` behind it.

    `before` are words just before the trigger or modifying it ("heart" attack); `objects` what
    it is on or does to ("strike a deal"); `subjects` who does it; `context` words of the same
    sentence, of which two distinct ones must stand there, since one alone may be chance.
    """

    domain: str
    fact: str
    triggers: tuple[str, ...]
    before: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class _StatementRow(Struct, frozen=True, forbid_unknown_fields=True):
    type: str
    plover: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...] = ()


class _LightVerbs(Struct, frozen=True, forbid_unknown_fields=True):
    attacker: tuple[str, ...]
    target: tuple[str, ...]
    happen: tuple[str, ...]


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    type: tuple[EventType, ...]
    noun: tuple[_TriggerRow, ...]
    verb: tuple[_TriggerRow, ...]
    statement: tuple[_StatementRow, ...]
    light_verbs: _LightVerbs


LightRole = Literal["attacker", "target", "happen"]
BATTLE = "battle"
OF_BOMBS = frozenset({"bombing", "explosion"})
"""Types of what explodes, of which nothing says whether it was laid or dropped from the air."""
ATTACK = "attack"
"""The type of what is only called an attack, an incident or violence: the widest word, which one
voice uses of clashes too and another does not."""

_PARTICLES = frozenset("up down off on out in into over away to at of open set go carry".split())
"""Words of trigger phrases that stand in almost every text."""

_CONTEXT_WORDS = 2
"""Distinct collocates of a domain that make a sentence one of that domain."""

RULING_WORDS = 4
"""Distinct collocates of a domain that make a whole report one of that domain: twice those of a
sentence, since a report of an attack may mention a match or a budget in passing."""


class EventTypes:
    """The event types and trigger words known before reading."""

    def __init__(
        self, table: _Table, frames: Sequence[Figurative], constructions: Constructions
    ) -> None:
        self.constructions = constructions
        self._types = {event.id: event for event in table.type}
        self._nouns = self._triggers(table.noun)
        self._verbs = self._triggers(table.verb)
        self._statements = {
            key(lemma): row.type for row in table.statement for lemma in (*row.verbs, *row.nouns)
        }
        self.plover_of_statement = {row.type: row.plover for row in table.statement}
        light: tuple[tuple[LightRole, tuple[str, ...]], ...] = (
            ("attacker", table.light_verbs.attacker),
            ("target", table.light_verbs.target),
            ("happen", table.light_verbs.happen),
        )
        self._light: dict[tuple[str, ...], LightRole] = {
            key(lemma): role for role, lemmas in light for lemma in lemmas
        }
        self._frames = [
            (
                row,
                frozenset(key(w) for w in row.triggers),
                frozenset(key(w) for w in row.before),
                frozenset(key(w) for w in row.objects),
                frozenset(key(w) for w in row.subjects),
                frozenset(key(w) for w in row.context),
            )
            for row in frames
        ]
        self._collocates: dict[str, set[tuple[str, ...]]] = {}
        for row, *_, around in self._frames:
            self._collocates.setdefault(row.domain, set()).update(around)
        self._asked: dict[tuple[str, ...], str] = {}
        for lemma_key, trigger in (*self._verbs.items(), *self._nouns.items()):
            self._asked[lemma_key] = trigger.event_type
        for event in table.type:
            if event.parent is not None and event.parent not in self._types:
                raise msgspec.ValidationError(
                    f"event_types.toml: {event.id!r} has the unknown parent {event.parent!r}"
                )
            for name in (event.id, event.name, *event.aliases):
                self._asked[key(name.replace("_", " "))] = event.id

    def _triggers(self, rows: Sequence[_TriggerRow]) -> dict[tuple[str, ...], Trigger]:
        triggers: dict[tuple[str, ...], Trigger] = {}
        for row in rows:
            if row.type not in self._types:
                raise msgspec.ValidationError(f"event_types.toml: unknown type {row.type!r}")
            for lemma in row.lemmas:
                if key(lemma) in triggers:
                    raise msgspec.ValidationError(f"event_types.toml: {lemma!r} is given twice")
                triggers[key(lemma)] = Trigger(
                    lemma, row.type, row.strength, row.patterns, row.episode
                )
        return triggers

    def __len__(self) -> int:
        return len(self._types)

    def __iter__(self) -> Iterator[EventType]:
        return iter(self._types.values())

    def get(self, type_id: str) -> EventType | None:
        """Return the event type of an id, or None."""
        return self._types.get(type_id)

    def noun(self, lemma: str) -> Trigger | None:
        """Return the trigger of a noun, also of several words ("air strike"), or None."""
        return self._nouns.get(key(lemma))

    def verb(self, lemma: str) -> Trigger | None:
        """Return the trigger of a verb, with its particle or object ("blow up", "open fire")."""
        return self._verbs.get(key(lemma))

    def telling_words(self, *, strong: bool) -> frozenset[str]:
        """Return the words by which a text that has a trigger can be told from one that has none:
        of each trigger its lemma, or of a phrase the word that says most ("blow" of "blow up").
        `strong` keeps only the words of triggers that are strong."""
        return frozenset(
            max((w for w in words if w not in _PARTICLES), key=len, default=words[0])
            for table in (self._nouns, self._verbs)
            for words, trigger in table.items()
            if trigger.strength == "strong" or not strong
        )

    def light_verb(self, lemma: str) -> LightRole | None:
        """Return what the subject of a verb is whose object is the attack: "carry out" has an
        attacker, "suffer" a target, and "occur" the attack itself; else None."""
        return self._light.get(key(lemma))

    def statement(self, lemma: str) -> str | None:
        """Return the PLOVER-like statement type of a verb or noun ("condemn": accuse), or None."""
        return self._statements.get(key(lemma))

    def is_a(self, child: str, parent: str) -> bool:
        """Whether `child` is `parent` or a kind of it."""
        current: str | None = child
        while current is not None:
            if current == parent:
                return True
            known = self._types.get(current)
            current = known.parent if known is not None else None
        return False

    def matches(self, type_id: str | None, query: str) -> Certainty:
        """Return whether an event of a type is one of the type asked for; unknown is POSSIBLE, and
        so is whether a voice that speaks of attacks means clashes too, and whether a shooting was
        a massacre: types by course and outcome cross those by means."""
        if type_id is None or type_id not in self._types:
            return Certainty.POSSIBLE
        if self.is_a(type_id, query):
            return Certainty.SURE
        loose = query == ATTACK or self.is_a(query, type_id) or self.may_be(type_id, query)
        return Certainty.POSSIBLE if loose else Certainty.NO

    def may_be(self, one: str, other: str) -> bool:
        """Whether what one voice calls the one another may call the other, though neither is a kind
        of it: a shooting that was a massacre, bombs that aircraft dropped."""
        return self._cross(one, other) or self.are_of_bombs(one, other)

    def are_of_bombs(self, one: str, other: str) -> bool:
        """Whether the one is from the air and the other of bombs or blasts, wherever from."""
        from_air = any(self.is_a(event, "air_strike") for event in (one, other))
        return from_air and bool({one, other} & OF_BOMBS)

    def _cross(self, one: str, other: str) -> bool:
        crosses = self._types[one].crosses or (other in self._types and self._types[other].crosses)
        return crosses and not (self.is_a(one, BATTLE) or self.is_a(other, BATTLE))

    def query(self, text: str) -> str:
        """Return the type that a question names. Raises QuestionError for an unknown one."""
        found = self._asked.get(key(text))
        if found is None:
            known = ", ".join(sorted(self._types))
            raise QuestionError(f"unknown type of attack {text!r}; known: {known}")
        return found

    def figurative(
        self,
        lemma: str,
        *,
        modifiers: Collection[str] = (),
        objects: Collection[str] = (),
        subjects: Collection[str] = (),
        context: Collection[str] = (),
        armed: bool = False,
    ) -> str | None:
        """Return why a trigger word is no attack here, or None where nothing says so.

        The arguments are lemmas or words: those that modify the trigger, those it is on or
        does to, those that do it, and all of the sentence. `armed`: the sentence names a
        weapon, an armed actor or casualties, to which collocates of a domain yield ("a bomb at
        the cup match").
        """
        trigger = key(lemma)
        said = [{key(w) for w in words} for words in (modifiers, objects, subjects, context)]
        for row, triggers, before, targets, doers, around in self._frames:
            if trigger not in triggers:
                continue
            if said[0] & before or said[1] & targets or said[2] & doers:
                return f"{row.domain}: {row.fact}"
            if not armed and len(said[3] & around) >= _CONTEXT_WORDS:
                return f"{row.domain}: {row.fact}"
        return None

    def ruling_domain(self, words: Collection[str], among: Collection[str]) -> str | None:
        """Return the domain, of those `among`, that the words of a whole report belong to, or
        None.

        A word keeps one sense through a text, and a text one subject (Gale, Church and Yarowsky
        1992, "One sense per discourse"): several distinct collocates of one field settle it.
        """
        said = {key(word) for word in words}
        found = {
            domain: len(said & collocates)
            for domain, collocates in self._collocates.items()
            if domain in among
        }
        best = max(found, key=lambda domain: found[domain], default=None)
        return best if best is not None and found[best] >= RULING_WORDS else None


def load_event_types() -> EventTypes:
    """Read the event types and trigger words from the package's data files."""
    frames = read_records("figurative.toml", "figurative", Figurative)
    return EventTypes(read_table("event_types.toml", _Table), frames, load_constructions())
