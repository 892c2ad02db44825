"""Actors by construction: "Iraqi army", "Iran-backed militias", "Hamas fighters", "a US base".

No list holds all of these, and none has to. In news English a country's name or demonym before
a noun of the state's bodies names that body; a group's name before "fighters", "group" and the
like names the group; "X-backed", "pro-X" and "backed by X" before or after a noun for armed
groups name a class of groups by their principal. What is built so gets an id that says how:

    iq-army                            the army of Iraq
    any.armed_group.of-iq.pro-ir       armed groups in or of Iraq that Iran backs
    any.base.of-us-forces              a base of the United States' forces
    any.gunman                         gunmen of whom nothing is said
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct

from tallybook.knowledge.actor_types import (
    ARMED,
    Country,
    CountryName,
    Institution,
    Name,
    TargetType,
    generic_id,
    letters_of,
    split_generic,
)
from tallybook.knowledge.vocabulary import Parts, Phrases, fold, in_capitals, key, parts_of

NounRole = Literal["institution", "target", "attacker"]
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_MAX_MODIFIERS = 4
"""More adjectives than this between a country and its noun do not occur in news phrases."""


class Noun(Struct, frozen=True):
    """A noun that makes an actor: an institution's, a target type's or an attacker class's."""

    role: NounRole
    of: str
    head: str


class Text(Struct, frozen=True):
    """Words with their key parts; `capitals` where case tells nothing; `lenient` where the
    writer is a person who types a question and need not care about case."""

    words: tuple[str, ...]
    parts: Parts
    capitals: bool
    lenient: bool

    def surface(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words that the key parts `[start, end)` come from."""
        owners = self.parts.owners
        return self.words[owners[start] : owners[end - 1] + 1]

    def from_part(self, start: int) -> str:
        """Return the words from a key part on."""
        return " ".join(self.words[self.parts.owners[start] :])


def text_of(words: Sequence[str], *, lenient: bool = False) -> Text:
    """Return a run of words with what its case can tell."""
    return Text(tuple(words), parts_of(words), in_capitals(words), lenient)


_HELD = re.compile(
    r"\w[-\u2010\u2011](?:held|controlled|occupied|ruled|run|besieged|administered)$", re.IGNORECASE
)


def without_holder(words: Sequence[str]) -> str:
    """Return words without who holds what they name: an "ISIL-held town" is a town, and its holder
    neither attacks nor is attacked in it. "" where nobody is said to hold it."""
    rest = [word for word in words if not _HELD.search(word)]
    return " ".join(rest) if 0 < len(rest) < len(words) else ""


class Found(Struct, frozen=True):
    """The key parts up to `end` name `actor`; `bare` where they are a lone country or name."""

    end: int
    actor: str
    bare: bool = False


class _Principal(Struct, frozen=True):
    end: int
    actor: str
    country: bool
    demonym: bool


class _Tie(Struct, frozen=True):
    end: int
    principal: str


class PhraseReader:
    """Reads names and constructions of actors out of key parts."""

    def __init__(
        self,
        names: Phrases[Name],
        countries: Sequence[Country],
        institutions: Sequence[Institution],
        targets: Sequence[TargetType],
        nouns: dict[str, dict[str, list[str]]],
        choose: Callable[[Sequence[str], Sequence[str]], str],
        reaches: Callable[[str, Sequence[str]], bool],
    ) -> None:
        """`choose` picks among the ids of equal names, given countries of the context;
        `reaches` says whether an actor is at home or active in any of some countries."""
        self._names = names
        self._choose = choose
        self._reaches = reaches
        self._two_letters = frozenset(nouns["acronyms"]["two_letters"])
        self._words_as_acronyms = frozenset(
            key(word)[0] for word in nouns["acronyms"]["english_words"]
        )
        self._countries: Phrases[CountryName] = Phrases()
        for country in countries:
            state = country.code.lower()
            for name in country.names:
                self._countries.add(name, CountryName(Name(state)))
            for name in country.acronyms:
                self._countries.add(name, CountryName(Name(state, letters_of(name))))
            for name in country.demonyms:
                self._countries.add(name, CountryName(Name(state), demonym=True))
        self.nouns: Phrases[Noun] = Phrases()
        for institution in institutions:
            for noun in institution.nouns:
                self.nouns.add(noun, Noun("institution", institution.id, institution.id))
        for target in targets:
            for noun in target.nouns:
                self.nouns.add(noun, Noun("target", target.id, "_".join(key(noun))))
        for kind, listed in nouns["attackers"].items():
            for noun in listed:
                self.nouns.add(noun, Noun("attacker", kind, "_".join(key(noun))))
        self._sides = {target.id: target.side for target in targets}
        self._institutions = {institution.id for institution in institutions}
        self._swallowed: Phrases[bool] = Phrases()
        for noun in nouns["swallowed"]["nouns"]:
            self._swallowed.add(noun, True)
        self._nothing: Phrases[bool] = Phrases()
        for phrase in nouns["not_actors"]["phrases"]:
            self._nothing.add(phrase, True)
        self._tie_words = {fold(word)[0] for listed in nouns["ties"].values() for word in listed}
        self._modifiers = {
            fold(word)[0] for listed in nouns["modifiers"].values() for word in listed
        }
        self._openers = {fold(word)[0] for word in nouns["openers"]["words"]}
        self._openings = frozenset({"pro"} | names.firsts() | self._countries.firsts())
        self.firsts = self._openings | self.nouns.firsts() | self._nothing.firsts()

    def read(self, text: Text, start: int, context: Sequence[str] = ()) -> Found | None:
        """Return the longest actor that begins at key part `start`, named or built; with the
        actor "" for a phrase that only seems to name one ("New Mexico")."""
        nothing = self._nothing.longest(text.parts.keys, start)
        if nothing is None and not self._may_begin(text.parts.keys, start):
            return None
        named = self._named(text, start, context)
        if nothing is not None and (named is None or named.end <= nothing[0]):
            return Found(nothing[0], "")
        built = self._built(text, start, context)
        if built is not None and (named is None or built.end > named.end):
            return built
        return named

    def _may_begin(self, keys: tuple[str, ...], start: int) -> bool:
        """Whether any name or construction begins so."""
        if keys[start] in self._openings:
            return True
        found = self.nouns.longest(keys, start)
        if found is None or found[0] >= len(keys):
            return False
        return keys[found[0]] == "of" or keys[found[0]] in self._tie_words

    def modifies(self, part: str) -> bool:
        """Whether a key part only says what kind of, or how many, the noun after it stands for."""
        return part.isdecimal() or part in self._modifiers

    def opens(self, part: str) -> bool:
        """Whether a key part before a phrase modifies it, or hedges its number."""
        return self.modifies(part) or part in self._openers

    def noun_at_end(self, parts: tuple[str, ...]) -> tuple[int, Noun] | None:
        """Return (start, noun) of the longest actor noun that ends the phrase, or None."""
        for start in range(len(parts)):
            found = self.nouns.exact(parts[start:])
            if found:
                return start, found[0]
        return None

    def _named(self, text: Text, start: int, context: Sequence[str]) -> Found | None:
        for end, names in self._names.at(text.parts.keys, start):
            fitting = [
                name.actor
                for name in names
                if self._fits(text, name, start, end) and self._is_told(text, name, context)
            ]
            if fitting:
                chosen = self._choose(fitting, context) if len(fitting) > 1 else fitting[0]
                return Found(end, chosen, bare=True)
        country = self._country(text, start, context)
        if country is not None and not country.demonym:
            return Found(country.end, country.actor, bare=True)
        return None

    def _is_told(self, text: Text, name: Name, context: Sequence[str]) -> bool:
        """Whether a name tells its actor: a description and two letters do in its countries."""
        if name.common:
            return self._reaches(name.actor, context)
        if not name.proper and not name.acronym and context and not text.lenient:
            return self._reaches(name.actor, context)
        if len(name.acronym) != 2 or name.acronym in self._two_letters:
            return True
        return self._reaches(name.actor, context)

    def _fits(self, text: Text, name: Name, start: int, end: int) -> bool:
        """Whether the case of the printed words allows this name."""
        words = text.surface(start, end)
        if name.acronym:
            if text.capitals and text.parts.keys[start] in self._words_as_acronyms:
                return "." in words[0] or self._before_noun(text, start, end)
            letters = letters_of("".join(words))
            if text.lenient:
                return letters.upper() in {name.acronym.upper(), f"{name.acronym}S".upper()}
            if text.capitals:
                return letters == name.acronym.upper()
            return letters in {name.acronym, f"{name.acronym}s"}
        if not name.proper or text.capitals or text.lenient:
            return True
        return any(word[:1].isupper() or not word.islower() for word in words)

    def _country(self, text: Text, start: int, context: Sequence[str]) -> _Principal | None:
        for end, listed in self._countries.at(text.parts.keys, start):
            fitting = [c for c in listed if self._fits(text, c.name, start, end)]
            if len(fitting) == 1:
                return _Principal(end, fitting[0].name.actor, True, fitting[0].demonym)
            if fitting:
                chosen = self._choose([c.name.actor for c in fitting], context)
                demonym = all(c.demonym for c in fitting if c.name.actor == chosen)
                return _Principal(end, chosen, True, demonym)
        return None

    def _before_noun(self, text: Text, start: int, end: int) -> bool:
        """Whether an acronym that is also a word ("US TROOPS") stands before an actor's noun
        in a text in capitals: the pronoun does not."""
        keys = text.parts.keys
        return text.capitals and end < len(keys) and self.nouns.longest(keys, end) is not None

    def _principal(self, text: Text, start: int, context: Sequence[str]) -> _Principal | None:
        if start >= len(text.parts.keys):
            return None
        country = self._country(text, start, context)
        named = self._named(text, start, context)
        if named is not None and (country is None or named.end > country.end):
            return _Principal(named.end, named.actor, False, False)
        return country

    def _built(self, text: Text, start: int, context: Sequence[str]) -> Found | None:
        keys = text.parts.keys
        owner: _Principal | None = None
        tie: _Tie | None = None
        position, modifiers = start, 0
        while position < len(keys):
            pro = tie is None and keys[position] == "pro"
            principal = self._principal(text, position + pro, context)
            if principal is not None and tie is None:
                end = principal.end
                if pro or self._ties(text, principal):
                    position = end if pro else end + 1
                    tie = _Tie(position, principal.actor)
                    continue
            # "Yemen's Houthis": a group's name after a country's narrows it.
            if principal is not None and (owner is None or self._narrows(owner, principal)):
                owner, position = principal, principal.end
                continue
            if owner is None and tie is None:
                return self._noun_then_tie(text, position, context)
            found = self._noun(keys, position, owner, tie)
            if found is not None:
                return found if tie is not None else self._with_tie(text, found, context)
            if not self.modifies(keys[position]) or modifiers == _MAX_MODIFIERS:
                break
            position, modifiers = position + 1, modifiers + 1
        if owner is not None and not owner.country:
            return Found(owner.end, owner.actor)
        return None

    def _narrows(self, owner: _Principal, principal: _Principal) -> bool:
        if not owner.country or principal.country:
            return False
        return self._reaches(principal.actor, (owner.actor.upper(),))

    def _ties(self, text: Text, principal: _Principal) -> bool:
        """Whether "backed" or its like follows: "Iran-backed", "Iranian backed"; but "Iran
        backed the militias" has a verb there."""
        keys, end = text.parts.keys, principal.end
        if end >= len(keys) or keys[end] not in self._tie_words:
            return False
        return text.parts.joined[end - 1] or principal.demonym or text.lenient

    def _tie_after(self, text: Text, start: int, context: Sequence[str]) -> _Tie | None:
        """Read "backed by Iran", "loyal to Iran", "affiliated with Iran" at `start`."""
        keys = text.parts.keys
        if start + 2 >= len(keys) or keys[start] not in self._tie_words:
            return None
        if keys[start + 1] not in {"by", "to", "with"}:
            return None
        after = start + (3 if keys[start + 2] == "the" else 2)
        principal = self._principal(text, after, context)
        return _Tie(principal.end, principal.actor) if principal else None

    def _with_tie(self, text: Text, found: Found, context: Sequence[str]) -> Found:
        """Read on after "Iraqi militias": "backed by Iran" makes a class of them."""
        tie = self._tie_after(text, found.end, context)
        generic = split_generic(found.actor)
        if tie is None or generic is None:
            return found
        return Found(tie.end, generic_id(ARMED, generic[1], tie.principal))

    def _noun_then_tie(self, text: Text, start: int, context: Sequence[str]) -> Found | None:
        """Read "militias backed by Iran" and "the government of Syria"."""
        keys = text.parts.keys
        found = self.nouns.longest(keys, start)
        if found is None or found[0] >= len(keys):
            return None
        end, nouns = found
        tie = self._tie_after(text, end, context)
        if tie is not None and any(n.role == "attacker" or n.of == "forces" for n in nouns):
            return Found(tie.end, generic_id(ARMED, None, tie.principal))
        if keys[end] == "of":
            after = end + (2 if keys[end + 1 : end + 2] == ("the",) else 1)
            country = self._country(text, after, context) if after < len(keys) else None
            if country is not None and nouns[0].role == "institution" and not country.demonym:
                return Found(country.end, f"{country.actor}-{nouns[0].of}")
        return None

    def _noun(
        self, keys: tuple[str, ...], start: int, owner: _Principal | None, tie: _Tie | None
    ) -> Found | None:
        """Read the noun at `start` as a body of `owner`, or of the class that `tie` makes."""
        if owner is not None and not owner.country:
            return self._noun_of_group(keys, start, owner)
        found = self.nouns.longest(keys, start)
        if found is None:
            return None
        end, nouns = found
        noun = nouns[0]
        second = self.nouns.longest(keys, end) if end < len(keys) else None
        if second is not None and second[1][0].role != "institution":
            if noun.role == "institution" and second[1][0].role == "target" and owner is not None:
                owned = self._owned(second[1][0], f"{owner.actor}-{noun.of}", False)
                return Found(second[0], owned)
            end, noun = second[0], second[1][0]
        if tie is not None and owner is None:
            return Found(end, generic_id(_tied_head(noun), None, tie.principal))
        if owner is None:
            return None
        if noun.role == "institution":
            return Found(end, f"{owner.actor}-{noun.of}")
        attackers = [n for n in (noun, *nouns) if n.role == "attacker"]
        if tie is not None and attackers:
            return Found(end, generic_id(_tied_head(attackers[0]), owner.actor, tie.principal))
        if noun.role == "target":
            return Found(end, self._owned(noun, owner.actor, True))
        return Found(end, generic_id(noun.head, owner.actor, None))

    def _noun_of_group(self, keys: tuple[str, ...], start: int, owner: _Principal) -> Found | None:
        # "FARC 12th Front": the numbered units of a group are the group.
        nouns = start + 1 if _ORDINAL.match(keys[start]) else start
        end = nouns
        while end < len(keys):
            step = self._swallowed.longest(keys, end) or self._attacker(keys, end)
            if step is None:
                break
            end = step[0]
        found = self.nouns.longest(keys, end) if end < len(keys) else None
        if found is not None and found[1][0].role == "target":
            return Found(found[0], generic_id(found[1][0].head, owner.actor, None))
        return Found(end, owner.actor) if end > nouns else None

    def _attacker(self, keys: tuple[str, ...], start: int) -> tuple[int, list[Noun]] | None:
        found = self.nouns.longest(keys, start)
        return found if found and any(n.role == "attacker" for n in found[1]) else None

    def _owned(self, noun: Noun, owner: str, is_country: bool) -> str:
        """Return the id of a target of `owner`: a base is the forces', an embassy the
        government's, a ship or a farmer nobody's but of the country."""
        side = self._sides[noun.of]
        if is_country and side in self._institutions:
            owner = f"{owner}-{side}"
        return generic_id(noun.head, owner, None)


def _tied_head(noun: Noun) -> str:
    """A tie makes one class of all armed groups, "pro-Iran militias"; crowds, unknowns stay."""
    if noun.role == "attacker" and noun.of in {"crowd", "unidentified"}:
        return noun.head
    return ARMED if noun.role in {"attacker", "institution"} else noun.head
