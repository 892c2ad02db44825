"""From the names that claims hold to the fills that MUC-4 asks for.

An attacker is an organisation where it is a proper name or a body of a state, else an individual
(template-doc-part2.v7, slots 9 and 10). A target is a thing, a person by name, or a person
described (slots 12, 18 and 19); a person's name goes without titles and honorifics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from tallybook.coding.counts_units import unit_of
from tallybook.coding.lexicon import known_lemmas, stems
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import STATE_KINDS, Actor, TargetType
from tallybook.knowledge.loading import Knowledge

Nature = Literal["person", "described", "thing", "force"]
"""A person by name, people described, a thing, or an armed force or group as such."""

_BOUNDARY = re.compile(
    r"\s*(?:,|\(|\[| -- "
    r"|\b(?:of|in|at|on|near|from|with|who|which|that|for|between|belonging)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"(?:the|a|an|this|that|these|those|his|her|its|their|our|some|several|many|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|dozens? of|at least|about|another|other|\d[\d,.]*"
    r")\s+(?=\S)",
    re.IGNORECASE,
)
_TITLES = frozenset(
    """mr mrs ms miss dr don dona fr father monsignor msgr reverend rev sister brother col colonel
    gen general lt lieutenant maj major capt captain sgt sergeant cpl corporal adm admiral
    commander cmdr comandante brigadier inspector president minister senator deputy governor mayor
    judge justice ambassador consul attorney lawyer prosecutor engineer professor doctor licenciado
    archbishop bishop priest rector leader secretary chairman director candidate congressman
    congresswoman representative chief councilman councilwoman magistrate delegate official
    businessman journalist newsman reporter photographer cameraman student teacher worker peasant
    citizen guerrilla soldier policeman agent officer detective guard bodyguard driver son daughter
    wife husband widow member head manager economist industrialist rancher farmer coordinator
    unionist activist vice-president ex-president ex-minister cardinal nun""".split()
)
"""Titles, ranks, offices and callings: what stands before a person's name in news."""


_BODIES = frozenset(
    """army front movement command commando battalion brigade party alliance cartel force forces
    police government guard organization organisation group coalition league committee union
    regiment directorate agency ministry council""".split()
)
"""Nouns that end the proper name of a body."""


class Organisation(Struct, frozen=True):
    """An organisation that a mention names, and the words that name it."""

    name: str
    actor: str | None = None


class Namer:
    """Names things as MUC-4 does, for one state of knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._actors = knowledge.actors

    def actor(self, mention: Mention) -> Actor | None:
        """Return the actor of a mention, of the table or built by rule, or None."""
        return self._actors.of(mention)

    def target_type(self, mention: Mention) -> TargetType | None:
        """Return the type of target of a mention's head, or None."""
        kind = self._actors.target_kind(_head(mention.name).lower())
        return self._actors.targets.get(kind or "")

    def organisation(self, mention: Mention) -> Organisation | None:
        """Return the body that a mention names, alone or as that of its members ("ELN
        guerrillas", "members of the ELN"), by the fewest words that name it."""
        words = mention.name.split()
        hits = [
            (hit.end - hit.start, hit)
            for hit in self._actors.scan(words)
            if (actor := self._actors.get(hit.actor_id)) is not None and actor.kind in _NAMED
        ]
        for _, hit in sorted(hits, key=lambda one: one[0]):
            name = self._shortest(words[hit.start : hit.end], hit.actor_id)
            return Organisation(name, hit.actor_id)
        actor = self.actor(mention)
        if actor is not None and actor.kind in STATE_KINDS and self._is_body(words):
            return Organisation(without_count(mention.name), actor.id)
        if actor is None and _is_name_of_body(words):
            return Organisation(without_count(mention.name))
        return None

    def _shortest(self, words: Sequence[str], actor_id: str) -> str:
        """The words without the noun for members that the table's names swallow."""
        while len(words) > 1:
            fewer = self._actors.find(" ".join(words[:-1]))
            if fewer is None or fewer.id != actor_id:
                break
            words = words[:-1]
        return without_count(" ".join(words))

    def is_members(self, mention: Mention) -> bool:
        """Whether a mention describes individuals, and not a body itself."""
        words = mention.name.split()
        if words[0].lower() in ("members", "elements", "units", "a", "member"):
            return True
        organisation = self.organisation(mention)
        return organisation is None or organisation.name != without_count(mention.name)

    def _is_body(self, words: Sequence[str]) -> bool:
        """ "The army" is a body; "soldiers" are individuals."""
        return _head(" ".join(words)).split()[-1].lower() in _BODIES

    def nature(self, mention: Mention) -> Nature:
        """Return what a target is."""
        head = _head(mention.name)
        last = head.split()[-1].lower()
        if is_person_name(person_name(head)):
            return "person"
        kind = self.target_type(mention)
        if kind is not None:
            return "thing" if kind.nature == "object" else "described"
        if self._actors.generic_kind(head.lower()) is not None or last in _TITLES:
            return "described"
        if unit_of(last) == "people":
            return "described"
        actor = self.actor(mention)
        if actor is not None and actor.kind not in ("civilians", "generic"):
            return "force"
        return "thing"


_NAMED = frozenset({"armed_group", "umbrella", "coalition"})


def _is_name_of_body(words: Sequence[str]) -> bool:
    """A proper name that no table holds: it ends on a noun for a body behind at least two words of
    its own, all of them with a capital ("Red River Liberation Front")."""
    return (
        len(words) > 2
        and words[-1].lower() in _BODIES
        and all(word[0].isupper() or len(word) < 4 for word in words)
    )


def is_person_name(words: str) -> bool:
    """Whether words are a person's name: one to five, each with a capital, the last no English
    word (the lists of WordNet hold common nouns, and few surnames)."""
    parts = words.split()
    if not 1 <= len(parts) <= 5 or not all(part[0].isupper() for part in parts):
        return False
    return _is_no_word(parts[-1]) or (len(parts) > 1 and all(map(_is_no_word, parts[:-1])))


def _is_no_word(word: str) -> bool:
    plain = _plain(word)
    return plain.isalpha() and len(plain) > 2 and not stems(plain) & known_lemmas()


def person_name(words: str) -> str:
    """Return a person's name without what stands before it: titles, ranks, offices."""
    parts = words.split()
    last = max((i for i, part in enumerate(parts) if _plain(part) in _TITLES), default=-1)
    name = parts[last + 1 :] or parts
    return " ".join(name).strip(" ,")


def without_count(words: str) -> str:
    """Return a phrase without articles and numbers before it."""
    while (found := _LEADING.match(words)) is not None:
        words = words[found.end() :]
    return words


def distinct_people(names: Iterable[str]) -> Iterator[str]:
    """Yield each person once, by the fullest name: one name's words may be among another's."""
    kept: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda one: -len(one.split())):
        words = set(name.lower().split())
        if not any(words <= set(other.lower().split()) for other in kept):
            kept.append(name)
    yield from kept


def distinct_phrases(phrases: Sequence[str]) -> list[str]:
    """Return phrases without those whose words are the last words of another's."""
    kept: list[str] = []
    for phrase in dict.fromkeys(phrases):
        tail = f" {phrase.lower()}"
        if not any(f" {o.lower()}".endswith(tail) for o in phrases if o.lower() != phrase.lower()):
            kept.append(phrase)
    return kept


def _head(words: str) -> str:
    """The words of a phrase up to what follows its head."""
    return _BOUNDARY.sub("", words).strip() or words


def _plain(word: str) -> str:
    return word.lower().strip(".,'\"")
