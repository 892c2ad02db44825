"""Tellings: what one voice says of one attack in one sentence, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallybook.coding.attacks.references import Reference
from tallybook.coding.counts.units import singular
from tallybook.coding.language.phrases import PARTITIVES
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.roles.names import Named
from tallybook.core.claims import Stage, Stance
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention, Moment, Place, Weapon

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a total: its number and what sets it apart, its places, its targets or its
    type of event."""

    count: Count
    span: Span
    places: tuple[tuple[Place, Span], ...] = ()
    targets: tuple[Named[Mention], ...] = ()
    event_type: str | None = None


@dataclass(slots=True)
class Telling:
    """What one voice says of one attack (or several, with `number`; or none) in one sentence.

    `single` names the tolls that are one person, named or described and not counted; `inferred`
    says of a field that other tellings filled by which rule. `taken_up`: its words are those of
    the telling before, which it answers by an ellipsis or a pronoun. `among`: it is said to be
    one of the attacks counted last. `accused`: that they attacked is what its voice accuses its
    attackers of. `counted` is how many things were attacked, and `added` says that its number is of
    attacks beside those told before. `set_apart` are the words, of a place or a day, by which one
    sentence tells this attack apart from others that it tells in the same words.
    `by_things`: its number is of things that were attacked, each by itself. `counted_from` is the
    telling that it says it was before or after ("hours later").
    """

    sentence: Sentence
    head: Token
    event_type: str | None
    strong: bool
    reference: Reference
    plural: bool
    chain: tuple[Mention, ...]
    voice_spans: tuple[Span, ...]
    stance: Stance
    stage: Stage
    trigger_spans: tuple[Span, ...]
    attackers: list[Named[Mention]] = field(default_factory=list)
    targets: list[Named[Mention]] = field(default_factory=list)
    weapons: list[Named[Weapon]] = field(default_factory=list)
    places: list[tuple[Place, Span]] = field(default_factory=list)
    moment: tuple[Moment, Span, MomentMention] | None = None
    killed: tuple[Count, Span] | None = None
    injured: tuple[Count, Span] | None = None
    shot: tuple[Count, Span] | None = None
    single: set[str] = field(default_factory=set)
    inferred: dict[str, str] = field(default_factory=dict)
    number: Count | None = None
    number_spans: tuple[Span, ...] = ()
    parts: tuple[Part, ...] = ()
    shares: tuple[Part, ...] = ()
    ordinal: Count | None = None
    ordinal_period: tuple[Moment, Span] | None = None
    ordinal_places: list[tuple[Place, Span]] = field(default_factory=list)
    ordinal_at_least: bool = False
    toll: bool = False
    by_its_voice: bool = False
    motive: Span | None = None
    carried: tuple[Moment, Span] | None = None
    carried_rule: str = "the narrative goes on from the moment told before"
    said: tuple[MomentMention, Span] | None = None
    counts_on: Telling | None = None
    counted_from: Telling | None = None
    effects_only: bool = False
    taken_up: bool = False
    among: bool = False
    accused: bool = False
    counted: tuple[Count, Span] | None = None
    added: bool = False
    set_apart: Span | None = None
    by_things: bool = False
    cue_spans: tuple[Span, ...] = ()

    @property
    def only_harm(self) -> bool:
        """Whether nothing but harm is told: no word for an attack, or a stated nobody killed
        ("no sailor has been killed so far"), which denies an attack's harm, not an attack."""
        if self.event_type is None:
            return True
        if self.strong:
            return False
        harms = [h[0] for h in (self.killed, self.injured) if h is not None]
        if self.effects_only and harms and all(h.high == 0 for h in harms):
            return True
        return self.effects_only and not (self.attackers or self.weapons)

    @property
    def by_plural(self) -> bool:
        """Whether a bare plural alone says how many: two or more."""
        return bool(self.number_spans) and self.number_spans[0] in self.trigger_spans

    @property
    def several(self) -> bool:
        """Whether more than one attack is told: a number that is not one, or a plural."""
        if self.number is None:
            return self.plural
        return (self.number.low, self.number.high) != (1, 1)


def exact_words(count: Count, span: Span) -> Count:
    return Count(count.low, count.high, span.words)


def in_words(moment: Moment, span: Span) -> Moment:
    return Moment(moment.earliest, moment.latest, moment.extent, span.words)


def width_of(moment: Moment) -> int:
    """How many days a moment leaves open; large where an end is unknown."""
    if moment.first is None or moment.last is None:
        return 100_000
    return (moment.last - moment.first).days


def head_word(name: str) -> str:
    """The head of an English noun phrase is the last word before its complement ("home of X"),
    unless what is before only portions it out ("group of gunmen")."""
    words = name.casefold().split()
    if "of" in words[1:] and singular(words[words.index("of") - 1]) not in PARTITIVES:
        words = words[: words.index("of")]
    return words[-1] if words else ""
