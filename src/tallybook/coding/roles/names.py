"""Names for attackers, targets and weapons: phrases of the text, resolved to actors.

A phrase keeps the report's words; the actor table adds an id where it knows the name. "US and
coalition forces" is two targets that share a head noun (Huddleston & Pullum 2002, ch. 15 §4,
on coordinated modifiers). Pronouns and bare kinds ("they", "attackers") name nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from tallybook.coding.counts.quantities import QUANTITIES
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import (
    NOUNS,
    conjuncts,
    contents,
    first_conjunct,
    phrase_bounds,
    prepositional,
)
from tallybook.coding.roles.defending import by_defenders
from tallybook.coding.roles.given_names import given_name
from tallybook.coding.roles.nobodies import (
    MANNERS,
    MODIFYING,
    NAMELESS,
    NO_THING,
    is_of_forces,
    no_actor,
)
from tallybook.coding.roles.persons import is_fleeing
from tallybook.coding.roles.things import (
    holds_people,
    is_bare_place,
    is_building,
    is_channel,
    is_located,
    thing_attacked,
)
from tallybook.coding.voices.cues import BODY_NOUNS, COMMUNICATIONS
from tallybook.core.spans import Span
from tallybook.core.values import Mention, Weapon
from tallybook.knowledge.zones import ABBREVIATIONS

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

Value = TypeVar("Value", Mention, Weapon)


@dataclass(frozen=True, slots=True)
class Named(Generic[Value]):
    """A value and the words that it came from."""

    value: Value
    span: Span


def named_attackers(frame: Frame, knowledge: LocalKnowledge) -> list[Named[Mention]]:
    """Return the named or described attackers of a frame; no attacks, weapons or statements."""
    found: list[Named[Mention]] = []
    harmed = {h.victim for h in frame.harms}
    for doer in frame.roles.attackers:
        head = _antecedent(doer)
        lemma = head.lemma_.lower()
        deed = knowledge.event_types.noun(lemma) is not None or lemma in COMMUNICATIONS
        if no_actor(next(contents(head)), frame.mentions) or (
            deed and frame.mentions.actor_at(head.i) is None
        ):
            continue
        if head.i in harmed or is_fleeing(head) or (head is not doer and is_located(head)):
            continue
        if thing_attacked(head, frame.mentions, knowledge) is not None:
            continue
        if any(p.modifier and p.start <= head.i < p.end for p in frame.places):
            continue  # "The Somalia attack" was there.
        whose = frame.mentions.weapon_at(head.head.i) is not None or is_of_forces(head)
        hit = frame.mentions.actor_at(head.i)
        if whose and head.dep_ in MODIFYING and (hit is None or not hit.start < head.i < hit.end):
            found.extend(_forces_of(head, frame.sentence.passage, knowledge))
            continue
        found.extend(name_of(head, frame.sentence.passage, frame.mentions, knowledge))
        found.extend(_persons_named(head, frame.sentence.passage))
    return _distinct(found)


ARMED_KINDS = frozenset({"military", "armed_group", "umbrella", "coalition", "police"})


def _forces_of(
    modifier: Token, passage: Passage, knowledge: LocalKnowledge
) -> Iterator[Named[Mention]]:
    """Whose weapons they are: a people's ("Ukrainian guns") are its state's forces'."""
    span = passage.span(modifier.i, modifier.i + 1)
    found = knowledge.actors.find(f"{span.words} forces") or knowledge.actors.find(span.words)
    if found is not None and found.kind in ARMED_KINDS:
        yield Named(Mention(span.words, found.id), span)
    elif knowledge.actors.generic_kind(modifier.lemma_.lower()) is not None:
        yield Named(Mention(span.words, found.id if found is not None else None), span)


def name_targets(frame: Frame, knowledge: LocalKnowledge) -> list[Named[Mention]]:
    """Return what was attacked: objects of the attack, then those who were hurt."""
    heads = list(frame.roles.targets)
    doc = frame.sentence.passage.doc
    heads += [
        doc[h.victim]
        for h in frame.harms
        if h.victim is not None and not by_defenders(doc[h.anchor])
    ]
    found: list[Named[Mention]] = []
    things = [thing_attacked(h, frame.mentions, knowledge) for h in frame.roles.attackers]
    heads += [t for t in things if t is not None and t not in heads]
    attackers = {_antecedent(h).i for h in frame.roles.attackers}
    attackers -= {t.i for t in things if t is not None}
    attackers -= {h.victim for h in frame.harms if h.victim is not None}
    for head in map(_counted, map(_antecedent, heads)):
        if head.pos_ == "NUM":
            found.extend(_persons_named(head, frame.sentence.passage))
        if (
            head.lower_ == "arms"
            or head.lower_ in DEVICES
            or head.i in attackers
            or head.pos_ == "PRON"
            or head.lemma_.lower() in NAMELESS | QUANTITIES
            or head.text in ABBREVIATIONS  # "At about 0400 UTC".
        ):
            continue
        if not head.text[0].isalnum() or head.pos_ not in NOUNS:
            continue
        if is_bare_place(head, frame.mentions):
            continue
        if head.head.lower_ in ("at", "from") and head.lemma_.lower() in MANNERS:
            continue  # "Opened fire at close range": how.
        if head.ent_type_ in NO_THING or head.like_num or frame.mentions.moment_at(head.i):
            continue
        if head.lemma_.lower() in MADE or head.lower_ in LEFT:
            continue
        if head.lower_ in BARE_AMOUNTS and not prepositional(head, frozenset({"of"})):
            continue  # "Scores were hurt": people of whom nothing else is said.
        if any(t.lower_ == "no" and t.dep_ == "det" for t in head.lefts):
            continue  # "No ships were damaged": nothing was.
        if any(t.lower_ == "such" for t in head.lefts):
            continue  # "The third such operation": the deed itself, taken up again.
        crossing = head.lemma_.lower() in CROSSINGS and not is_building(head)
        if head.i in frame.indices or crossing or is_channel(head) or _is_fired(head, frame):
            continue
        if knowledge.event_types.noun(head.lemma_.lower()) is not None and not head.ent_type_:
            continue  # "…, the second deadly strike in two days": the deed again.
        found.extend(name_of(head, frame.sentence.passage, frame.mentions, knowledge))
        found.extend(_persons_named(head, frame.sentence.passage))
    return _distinct(found)


def _is_fired(head: Token, frame: Frame) -> bool:
    """ "Fired missiles at a site and a drone at X", "launched drones and decoys": what is fired is
    not what is fired at."""
    fires = any("attacker_weapon" in t.trigger.patterns for t in frame.triggers)
    listed = [head, first_conjunct(head)]
    return (
        fires
        and head.dep_ == "conj"
        and any(frame.mentions.weapon_at(t.i) is not None for t in listed if t.dep_ != "pobj")
    )


BARE_AMOUNTS = frozenset({"scores", "dozens", "hundreds", "thousands", "many", "several"})
MADE = frozenset({"hole", "crater", "gap"})
"""What an attack makes ("blew holes in it": effected objects, Quirk et al. 1985, §10.24)."""
LEFT = frozenset({"bodies", "corpse", "corpses", "remains", "life", "lives"})
"""What is left of people, or taken from them ("threw their bodies into a well")."""
DEVICES = frozenset({"device", "explosive", "charge", "explosives"})


RAMMING = "vehicle-ramming"
"""The id of a vehicle as a weapon."""


def named_weapons(frame: Frame) -> list[Named[Weapon]]:
    """Return the weapons of a frame, each surface form once."""
    passage = frame.sentence.passage
    found: list[Named[Weapon]] = []
    for head in frame.roles.weapons:
        for part in (p for c in conjuncts(head) for p in contents(c)):
            hit = frame.mentions.weapon_at(part.i)
            if hit is not None:
                span = passage.span(hit.start, hit.end)
                found.append(Named(Weapon(span.words, hit.weapon_id), span))
            elif unit_of(part.lemma_.lower()) == "vehicles":
                span = passage.span(*phrase_bounds(part))  # What was driven at somebody.
                found.append(Named(Weapon(span.words, RAMMING), span))
    low = min(frame.indices | {h.i for h in frame.roles.weapons}, default=0)
    high = max(frame.indices | {h.i for h in frame.roles.weapons}, default=0)
    for hit in frame.mentions.weapons:
        # A weapon word that is itself the trigger ("air strike", "car bombing"), or stands in
        # the phrase between the trigger and a weapon already found ("a mix of … and rockets").
        if (
            hit.start in frame.indices
            or hit.end - 1 in frame.indices
            or (found and low < hit.start <= high)
        ):
            span = passage.span(hit.start, hit.end)
            found.append(Named(Weapon(span.words, hit.weapon_id), span))
    return _distinct(found)


def name_of(
    head: Token, passage: Passage, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Named[Mention]]:
    """Yield the mention, or the coordinated mentions, that a noun phrase names. A relative
    pronoun names its antecedent, and "gunmen believed to be X" is named by the belief."""
    head = _believed(_antecedent(head))
    if head.pos_ == "PRON":
        return
    given = given_name(head, passage)
    if given is not None:
        span = passage.span(*given)
        known = knowledge.actors.find(span.words)
        role = knowledge.actors.find(head.lemma_)
        if role is not None and unit_of(head.lemma_) == "people" and role.kind != "civilians":
            # "A policeman named as X": of whom he is one says on whom it was.
            own = passage.span(*phrase_bounds(head))
            yield Named(Mention(own.words, role.id), own)
        yield Named(Mention(span.words, known.id if known is not None else None), span)
        return
    body = _body_of(head, passage, mentions, knowledge)
    if body is not None:
        yield body
        return
    start, end = phrase_bounds(head)
    shared = list(_shared_head(head, passage, passage.span(start, end), knowledge))
    if shared:
        yield from shared
        return
    held = next(contents(head))
    hit = mentions.actor_at(held.i)
    if hit is not None:
        start, end = min(start, hit.start), _closed(start, max(end, hit.end), head)
        if (hit.end - hit.start == 1 and hit.start == head.i) or hit.start <= start:
            span = passage.span(start, end)
            whole = knowledge.actors.find(span.words)
            yield Named(Mention(span.words, whole.id if whole else hit.actor_id), span)
            return
    found = knowledge.actors.find(passage.words(start, end))
    span = passage.span(start, _end_of_owner(head, end, mentions, knowledge))
    actor = found.id if found is not None else hit.actor_id if hit is not None else None
    yield Named(Mention(span.words, actor), span)


def _closed(start: int, end: int, head: Token) -> int:
    """The end of a name whose acronym stands behind it in brackets, which the parser may take for
    its head: "the Coast Front (CF) attacked"."""
    words = [t.text for t in head.doc[start:end]]
    return start + words.index("(") if "(" in words[1:] and ")" not in words else end


def _end_of_owner(head: Token, end: int, mentions: Mentions, knowledge: LocalKnowledge) -> int:
    """Where the name of a thing ends: "headquarters", "home" and "car" say little without whose
    they are, which an "of" phrase tells (the of-genitive, Quirk et al. 1985, §5.115); of a place
    it only says where."""
    if not (knowledge.actors.is_thing(head.lemma_.lower()) or holds_people(head)):
        return end
    for token in head.rights:
        if token.i == end and token.dep_ == "prep" and token.lower_ == "of":
            owner = next((t for t in token.rights if t.dep_ == "pobj"), None)
            if owner is not None and owner.pos_ in NOUNS and mentions.place_at(owner.i) is None:
                return phrase_bounds(owner)[1]
    return end


def _persons_named(head: Token, passage: Passage) -> Iterator[Named[Mention]]:
    """Whom a report describes and then names: "the mayor, X", "two drivers, X and Y", "three nuns,
    including X" (apposition, and inclusion as its partial kind: Quirk et al. 1985, §17.65 ff.)."""
    if head.pos_ not in ("NOUN", "NUM"):
        return
    described = [head]
    if unit_of(head.lemma_.lower()) == "people":
        described += prepositional(head, frozenset({"of", "for"}))  # "the mayor of Gao, X"
    given = [t for d in described for t in d.rights if t.dep_ == "appos"]
    for governor in (head, head.head):
        given += prepositional(governor, frozenset({"including"}))
    for name in (c for first in given for c in conjuncts(first)):
        if name.pos_ == "PROPN" and name.ent_type_ == "PERSON":
            span = passage.span(*phrase_bounds(name))
            yield Named(Mention(span.words), span)


def _body_of(
    head: Token, passage: Passage, mentions: Mentions, knowledge: LocalKnowledge
) -> Named[Mention] | None:
    """The armed body that people are said to be from: "fighters from JNIM", "men belonging to a
    militia calling itself the X" act for it. Where somebody is "from" is mostly a place, so that
    only such a body counts."""
    # "A group of fighters from the X": the fighters are.
    members = [head, *prepositional(head, frozenset({"of"}))]
    groups = [
        group
        for noun in members
        if unit_of(noun.lemma_.lower()) == "people"
        for group in _bodies_behind(noun, knowledge)
    ]
    for group in groups:
        given = given_name(group, passage)
        if given is not None:
            span = passage.span(*given)
            return Named(Mention(span.words), span)
        hit = mentions.actor_at(group.i)
        actor = knowledge.actors.of_hit(hit)
        if hit is not None and actor is not None and actor.kind in ("armed_group", "umbrella"):
            span = passage.span(phrase_bounds(head)[0], max(hit.end, group.i + 1))
            return Named(Mention(span.words, hit.actor_id), span)
        if hit is None and group.pos_ == "PROPN" and group.lemma_.lower() in BODY_NOUNS:
            span = passage.span(phrase_bounds(head)[0], group.i + 1)
            return Named(Mention(span.words), span)
    return None


def _bodies_behind(noun: Token, knowledge: LocalKnowledge) -> list[Token]:
    groups = prepositional(noun, frozenset({"from"}))
    if knowledge.actors.generic_kind(noun.lemma_.lower()) is not None:
        groups += prepositional(noun, frozenset({"of"}))  # "guerrillas of the X Front"
    for clause in noun.rights:
        if clause.dep_ == "acl" and clause.lemma_.lower() == "belong":
            groups += prepositional(clause, frozenset({"to"}))
    return groups


def _counted(noun: Token) -> Token:
    """What a noun of quantity is of: "a total of 43 people"."""
    if noun.lemma_.lower() not in QUANTITIES:
        return noun
    return next(iter(prepositional(noun, frozenset({"of"}))), noun)


def _antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for (Huddleston & Pullum 2002, ch. 12 §2)."""
    if head.lower_ not in RELATIVE:
        return head
    clause = head.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" and clause.head.pos_ in NOUNS else head


CROSSINGS = frozenset({"block", "intersection", "corner"})
"""Parts of streets, where something takes place, and which nobody attacks."""

RELATIVE = frozenset({"who", "which", "that", "whom"})
BELIEVED = frozenset({"believe", "suspect", "think", "presume", "say", "allege", "identify"})


def _believed(head: Token) -> Token:
    """ "Gunmen believed to be rebels", "men suspected of being rebels", "men identified as
    rebels": the predicate complement says who they are taken for."""
    if head.pos_ not in NOUNS:
        return head
    for clause in head.children:
        if clause.dep_ not in ("acl", "relcl") or clause.lemma_.lower() not in BELIEVED:
            continue
        for token in clause.subtree:
            taken = token.dep_ == "attr" and token.head.lemma_ == "be"
            named = token.dep_ == "pobj" and token.head.lower_ == "as"
            if token.pos_ in NOUNS and (taken or named) and token.i > clause.i:
                return token
    return head


def _shared_head(
    head: Token, passage: Passage, span: Span, knowledge: LocalKnowledge
) -> Iterator[Named[Mention]]:
    modifiers = [t for t in head.lefts if t.dep_ in ("nmod", "amod", "compound")]
    first = next((t for t in modifiers if any(c.dep_ == "cc" for c in t.children)), None)
    if first is None:
        return
    shared = [*conjuncts(first), *(t for t in modifiers if t.i > first.i)]
    names = [_with_head(m, head, passage, knowledge) for m in shared]
    actors = [knowledge.actors.find(name) for name in names]
    if any(actor is not None for actor in actors):
        for name, actor in zip(names, actors, strict=True):
            yield Named(Mention(name, actor.id if actor is not None else None), span)


def _with_head(modifier: Token, head: Token, passage: Passage, knowledge: LocalKnowledge) -> str:
    """ "US and coalition forces" share their noun; in "the Congolese army and M23 rebels" the army
    has one of its own, whatever the parser makes of it."""
    own = passage.words(*phrase_bounds(modifier))
    shared = f"{passage.words(modifier.i, modifier.i + 1)} {head.text}"
    alone = knowledge.actors.find(own) if modifier.pos_ == "NOUN" else None
    # "The coalition" and "coalition forces" are one body: the noun is shared.
    return shared if alone is None or knowledge.actors.find(shared) == alone else own


def _distinct(found: list[Named[Value]]) -> list[Named[Value]]:
    kept: list[Named[Value]] = []
    for item in found:
        if all(item.value.name.lower() != k.value.name.lower() for k in kept):
            kept.append(item)
    return kept
