"""Who attacks, who is attacked and who speaks: the actor table and its look-ups.

Actors come from data files (each with its source), from a rule ("Iraqi" + "police"; see
`actor_phrases`), or stay as named: an unknown name is no error, and becomes no known actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import Any

import msgspec

from tallybook.core.certainty import Certainty
from tallybook.core.values import Mention
from tallybook.knowledge import actor_matching, actor_voices
from tallybook.knowledge.actor_building import RULE, ActorBuilder
from tallybook.knowledge.actor_members import body_of
from tallybook.knowledge.actor_phrases import Found, PhraseReader, Text, text_of, without_holder
from tallybook.knowledge.actor_states import StateBodies
from tallybook.knowledge.actor_types import (
    STATE_KINDS,
    Actor,
    ActorHit,
    AttackerClass,
    Country,
    Institution,
    Name,
    TargetType,
    Tie,
    TiedActor,
    generic_id,
    letters_of,
    split_generic,
)
from tallybook.knowledge.near_names import names_near
from tallybook.knowledge.own_tables import OwnAlias
from tallybook.knowledge.vocabulary import STOP, Phrases, fold, key

_REMEMBERED = 1 << 16  # Answers kept; more would cost more memory than time.
_PARENTHESES = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DETERMINERS = frozenset("the a an some its his their these those all any another".split())


class ActorTable:
    """The actors known before reading. Immutable after loading; safe to share."""

    def __init__(
        self,
        actors: Sequence[Actor],
        countries: Sequence[Country],
        institutions: Sequence[Institution],
        targets: Sequence[TargetType],
        nouns: dict[str, Any],
        aliases: Sequence[OwnAlias] = (),
    ) -> None:
        self.countries = {country.code: country for country in countries}
        self.institutions = {institution.id: institution for institution in institutions}
        self.targets = {target.id: target for target in targets}
        self._target_of = {key(noun): t.id for t in reversed(targets) for noun in t.nouns}
        self._actors: dict[str, Actor] = {}
        self._built: dict[str, Actor | None] = {}
        # A question meets the same few mentions in thousands of claims.
        self._found = lru_cache(_REMEMBERED)(partial(self._find, countries=(), lenient=False))
        self._conjuncts = lru_cache(_REMEMBERED)(partial(actor_matching.conjuncts, self))
        self._matches = lru_cache(_REMEMBERED)(partial(actor_matching.matches, self))
        self._is_target_side = lru_cache(_REMEMBERED)(partial(actor_voices.is_target_side, self))
        self._is_authority = lru_cache(_REMEMBERED)(self._attests)
        self._builder = ActorBuilder(self.countries, self.institutions, self._target, self.get)
        names: Phrases[Name] = Phrases()
        for alias in aliases:
            names.add(alias.name, Name(alias.actor, proper=True))
        for actor in actors:
            if actor.id in self._actors:
                raise msgspec.ValidationError(f"the actor id {actor.id!r} is given twice")
            self._actors[actor.id] = self._completed(actor)
            for name in (actor.name, *actor.aliases):
                noun = name in nouns["common"]["aliases"]
                names.add(name, Name(actor.id, proper=name != name.lower(), common=noun))
            for name in actor.acronyms:
                names.add(name, Name(actor.id, letters_of(name)))
        self._reader = PhraseReader(
            names, countries, institutions, targets, nouns, self._choose, self._reaches
        )
        self._classes: dict[tuple[str, ...], AttackerClass] = {
            key(noun): kind for kind, listed in nouns["attackers"].items() for noun in listed
        }
        self._any_group = {key(noun) for noun in nouns["questions"]["any_armed_group"]}
        self._states = StateBodies(nouns, lambda word: (word,) in self._classes)
        self._members = {key(noun)[0] for noun in nouns["members"]["nouns"]}
        self._voices = {key(noun)[0] for noun in nouns["voices"]["nouns"]}
        self._roles = actor_voices.roles_of(nouns["authorities"])
        self._peoples: dict[tuple[str, ...], list[str]] = {}
        for country in countries:
            for people in {key(name) for name in country.demonyms}:
                self._peoples.setdefault(people, []).append(country.code.lower())
        self._seats = {
            key(seat): f"{country.code.lower()}-government"
            for country in countries
            for seat in country.seats
        }

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def get(self, actor_id: str) -> Actor | None:
        """Return the actor of an id, of the table or built by rule, or None."""
        known = self._actors.get(actor_id)
        if known is not None:
            return known
        if actor_id not in self._built:
            self._built[actor_id] = self._builder.build(actor_id)
        return self._built[actor_id]

    def of(self, mention: Mention) -> Actor | None:
        """Return the actor of a mention: by its id, else by its name, else None."""
        return self.get(mention.actor) if mention.actor is not None else self.find(mention.name)

    def find(self, name: str, *, countries: Sequence[str] = ()) -> Actor | None:
        """Return the actor that a whole phrase names, or None where no rule knows it.

        `countries` (ISO 3166-1 alpha-2) are those of the context; they decide between bodies of
        one name and give a bare "the army" its state where there is one country only.
        """
        return self._find(name, countries, lenient=False) if countries else self._found(name)

    def query(self, text: str) -> Mention:
        """Return what a question names; unknown words stay words, and case does not matter."""
        found = self.find(text)
        if found is None or split_generic(found.id) is not None:
            typed = self._find(text, (), lenient=True)
            if found is None or (typed is not None and typed.country is not None):
                found = typed
        return Mention(text, found.id if found else None)

    def spelt_nearly(self, unknown: str) -> tuple[str, ...]:
        """Return names of actors and of kinds of targets that are spelt nearly so, the nearest
        first."""
        listed = [n for a in self for n in (a.name, *a.aliases, *a.acronyms)]
        listed += [noun for target in self.targets.values() for noun in target.nouns]
        return names_near(unknown, listed)

    def scan(self, words: Sequence[str], *, countries: Sequence[str] = ()) -> list[ActorHit]:
        """Return the actors that stand in a run of words, from left to right, the longest
        first; a bare country name is a hit of kind "state" that the caller may leave out."""
        text = text_of(words)
        hits: list[ActorHit] = []
        position, owners, joined = 0, text.parts.owners, text.parts.joined
        keys, read, firsts = text.parts.keys, self._reader.read, self._reader.firsts
        while position < len(owners):
            found = read(text, position, countries) if keys[position] in firsts else None
            if found is None:
                position += 1
                continue
            # A bare name before a hyphen only qualifies what follows: "Taliban-held town".
            if found.actor and not (found.bare and joined[found.end - 1]):
                # "Communist Party of India (Maoist)" ends with its bracket.
                closes = keys[found.end : found.end + 1] == (STOP,)
                end = found.end + (closes and STOP in keys[position : found.end])
                hit = ActorHit(owners[position], owners[end - 1] + 1, found.actor)
                hits.append(hit)
            position = found.end
        return hits

    def belongs(self, member: str, group: str) -> bool:
        """Whether `member` is `group` or, through `part_of`, undisputedly part of it."""
        if member == group:
            return True
        actor = self.get(member)
        return actor is not None and any(self.belongs(above, group) for above in actor.part_of)

    def party(self, actor_id: str) -> str:
        """Return the topmost state or group that the actor is part of; itself if none."""
        actor = self.get(actor_id)
        if actor is None or not actor.part_of:
            return actor_id
        return self.party(actor.part_of[0])

    def same_party(self, one: str, other: str) -> bool:
        """Whether two actors are parts of one state or group."""
        return self.party(one) == self.party(other)

    def ties_of(self, actor_id: str) -> tuple[Tie, ...]:
        """Return an actor's ties, and those of what it is part of."""
        actor = self.get(actor_id)
        if actor is None:
            return ()
        return actor.ties + tuple(t for above in actor.part_of for t in self.ties_of(above))

    def tied(self, one: str, other: str) -> list[Tie]:
        """Return the ties between two actors, in either direction. None is membership."""
        return [t for t in self.ties_of(one) if self.belongs(t.actor, other)] + [
            t for t in self.ties_of(other) if self.belongs(t.actor, one)
        ]

    def tied_to(self, query: Mention, years: tuple[int, int]) -> tuple[TiedActor, ...]:
        """Return those whom the table ties to what a question names, in the years [first, last]."""
        return actor_matching.tied_to(self, query, years)

    def generic_kind(self, lemma: str) -> AttackerClass | None:
        """Return the class of a noun for attackers ("gunman", "militia group"), or None."""
        return self._classes.get(key(lemma))

    def target_kind(self, lemma: str) -> str | None:
        """Return the target type of a noun for what attacks are on ("mosque"), or None.

        The last words of a compound decide: an "army base" is a base.
        """
        parts = key(lemma)
        tails = (self._target_of.get(parts[start:]) for start in range(len(parts)))
        return next((found for found in tails if found is not None), None)

    def _target(self, lemma: str) -> TargetType | None:
        return self.targets.get(self.target_kind(lemma) or "")

    def names_any_armed_group(self, name: str) -> bool:
        """Whether the words stand for armed groups of any name, as in "armed groups"."""
        return _without_determiner(key(name)) in self._any_group

    def conjuncts(self, name: str) -> tuple[Mention, ...]:
        """Return the bodies that a coordinated phrase names: "US and coalition forces" are US
        forces and coalition forces, since coordinated modifiers share their noun; the phrase
        itself where it is one body or any part of it is no known one."""
        return self._conjuncts(name)

    def matches(self, mention: Mention, query: Mention) -> Certainty:
        """Return whether an act by or on `mention` is one by or on `query`."""
        return self._matches(mention, query)

    def is_target_side(self, voice: Mention, target: Mention) -> bool:
        """Return whether `voice` speaks for the side that was attacked."""
        return self._is_target_side(voice, target)

    def is_authority(self, name: str) -> bool:
        """Return whether a voice is an authority that investigates or attests attacks.

        By role: police, prosecutors, coroners, hospitals, rescue services, interior and health
        ministries, governors, mayors and local officials, UN missions and monitors. An army, a
        national leader or a foreign or defence ministry speaks for a party, and an armed
        group's official for the group: none of these is an authority. Van Baalen & Höglund
        2026 weigh sources by their access and stake; the UCDP GED Codebook asks of each source
        what its interest is. `data/actor_nouns.toml`, [authorities], holds the words.
        """
        return self._is_authority(name)

    def _attests(self, name: str) -> bool:
        return actor_voices.is_authority(self, self._roles, name)

    def _find(self, name: str, countries: Sequence[str], *, lenient: bool) -> Actor | None:
        outside = _PARENTHESES.sub(" ", name).strip()
        inside = [part.strip() for part in _PARENTHESES.findall(name) if part.strip()]
        held = self._resolve(without_holder(outside.split()), countries, lenient)
        if held is not None and held.kind == "civilians":
            return held
        whole = self._resolve(outside, countries, lenient) if outside else None
        for extra in inside:
            acronym = self._resolve(extra, countries, lenient)
            if acronym is not None and (whole is None or self._settles(acronym, whole)):
                return acronym
        return whole

    def _settles(self, inside: Actor, whole: Actor) -> bool:
        """Whether the name in parentheses is the one that tells: a table entry beside words
        that are only constructed, as in "Congolese army (FARDC)"."""
        return whole.source == RULE and inside.source != RULE

    def _resolve(self, name: str, countries: Sequence[str], lenient: bool) -> Actor | None:
        words = name.strip(" ,;:!?\"'\u201c\u201d").split()
        while len(words) > 1 and "".join(fold(words[0])) in _DETERMINERS:
            words = words[1:]
        text = text_of(words, lenient=lenient)
        keys = text.parts.keys
        if not keys:
            return None
        start = 0
        while start < len(keys):
            found = self._reader.read(text, start, countries)
            if found is not None:
                return self._use(text, found, countries)
            if not self._reader.opens(keys[start]):
                break
            start += 1
        by_role = self._by_role(text, countries) or self._by_members(text, countries)
        return by_role or self._bare(text, countries)

    def _use(self, text: Text, found: Found, countries: Sequence[str]) -> Actor | None:
        """Return what was found at the start, if it is the whole phrase or its voice."""
        keys = text.parts.keys
        if (
            found.end == len(keys)
            or keys[found.end] in self._voices
            or keys[found.end - 1] in self._voices
        ):
            if keys in self._seats and self._is_bare_country(found):
                return self.get(self._seats[keys])
            return self.get(found.actor)
        return self._bare(text, countries)

    def _is_bare_country(self, found: Found) -> bool:
        return found.bare and found.actor.upper() in self.countries

    def _by_role(self, text: Text, countries: Sequence[str]) -> Actor | None:
        """Read "spokesman for the Taliban": a role, a preposition and the body."""
        keys = text.parts.keys
        for index in range(1, len(keys) - 1):
            if keys[index] in {"for", "of", "at", "from"} and keys[index - 1] in self._voices:
                after = index + (2 if keys[index + 1] == "the" else 1)
                found = self._reader.read(text, after, countries) if after < len(keys) else None
                return self.get(found.actor) if found and found.end == len(keys) else None
        return None

    def _by_members(self, text: Text, countries: Sequence[str]) -> Actor | None:
        """Read "fighters of the Taliban": those who act for a body, and the body."""
        body = body_of(text.parts.keys, self.acts_for)
        if body is None:
            return None
        actor = self._resolve(text.from_part(body), countries, text.lenient)
        if actor is None or split_generic(actor.id) is not None:
            return None
        # "Gunmen from Mali" come from there; Mali's own are its soldiers and its police.
        return None if actor.kind == "state" and text.parts.keys[:1] in self._classes else actor

    def acts_for(self, noun: str) -> bool:
        """Whether a noun (a key) is for those who act for a body, as "fighter" is."""
        return (noun,) in self._classes or noun in self._members

    def _bare(self, text: Text, countries: Sequence[str]) -> Actor | None:
        """Return the class that a noun without an owner names, if no unknown name is in it."""
        keys = text.parts.keys
        if keys in self._seats:
            return self.get(self._seats[keys])
        at_end = self._reader.noun_at_end(keys)
        if keys in self._peoples or at_end is None:
            return self._demonym(keys, countries)
        start, noun = at_end
        owners = text.parts.owners
        for index in range(start):
            word = text.words[owners[index]]
            if not self._reader.opens(keys[index]) and (
                not word.islower() and not text.capitals and not text.lenient
            ):
                return None
        if noun.role == "institution":
            found = self._states.actor_of(keys[:start], keys[start:], noun.of, countries)
            return None if found is None else self.get(found)
        before = self._reader.noun_at_end(keys[:start])
        owner = None
        if before is not None and before[1].role == "institution" and len(countries) == 1:
            # "An army base", where one country is spoken of, as "the army" is that country's.
            owner = f"{countries[0].lower()}-{before[1].of}"
        return self.get(generic_id(noun.head, owner, None))

    def _demonym(self, keys: tuple[str, ...], context: Sequence[str]) -> Actor | None:
        """Read "Israelis" as people of that country."""
        codes = self._peoples.get(keys)
        if codes is None:
            return None
        code = self._choose(codes, context)
        return self.get(generic_id("civilian", code, None))

    def _choose(self, ids: Sequence[str], context: Sequence[str]) -> str:
        """Return the id at home in the context, then active there, then the table's first."""
        if len(ids) > 1 and context:
            for where in (self._home, self._reach):
                for candidate in ids:
                    if where(candidate) & set(context):
                        return candidate
        return ids[0]

    def _home(self, actor_id: str) -> set[str]:
        if len(actor_id) == 2:
            return {actor_id.upper()}
        actor = self._actors.get(actor_id)
        return {actor.country} if actor is not None and actor.country else set()

    def _reach(self, actor_id: str) -> set[str]:
        actor = self._actors.get(actor_id)
        return set(actor.active_in) if actor is not None else set()

    def _reaches(self, actor_id: str, codes: Sequence[str]) -> bool:
        return bool((self._home(actor_id) | self._reach(actor_id)) & set(codes))

    def _completed(self, actor: Actor) -> Actor:
        """Give a table entry for a state's body ("cd-army") its place in the state."""
        built = self._builder.build(actor.id)
        if built is None or actor.part_of:
            return actor
        return msgspec.structs.replace(
            actor,
            part_of=built.part_of,
            may_include=actor.may_include or built.may_include,
            country=built.country,
        )

    def is_state_body(self, actor: Actor) -> bool:
        """Whether an actor is a state or undisputedly part of one."""
        return actor.kind in STATE_KINDS or self.party(actor.id).upper() in self.countries


def _without_determiner(parts: tuple[str, ...]) -> tuple[str, ...]:
    return parts[1:] if len(parts) > 1 and parts[0] in _DETERMINERS else parts
