"""Names of victims stay in the book: what goes out says what they were, not who.

A person who was attacked did not choose to be in a data set, and a file travels further than the
report that named them (Monitoring casualties: OHCHR, *Guidance on Casualty Recording*, 2019, on
"do no harm"). The rule looks at the form of the name alone, so it withholds too much rather than
too little: an unknown target in capitals is taken for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tallybook.core.values import Mention, Place
from tallybook.knowledge.actors import ActorTable

WITHHELD = "(name withheld)"

# A noun phrase's head stands before its first preposition: "residents of Gaza" are residents.
_COMPLEMENT = re.compile(
    r"\s+(?:of|in|at|near|from|on|for|with|belonging|carrying|who|that|which)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[\w'’.-]+")
_PRIVATE = frozenset(
    [
        *["witness", "eyewitness", "survivor", "victim", "relative", "neighbour", "neighbor"],
        *["father", "mother", "brother", "sister", "son", "daughter", "uncle", "aunt", "cousin"],
        *["husband", "wife", "widow", "widower", "grandfather", "grandmother", "friend"],
    ]
)
"""Nouns of English for who somebody is to others, which are no office."""
_NO_NAMED_BODY = frozenset({"generic", "civilians"})


class PublicTargets(Struct, frozen=True):
    """Targets as they may be published, and the names that must not be."""

    names: tuple[str, ...]
    withheld: tuple[str, ...]

    def redacted(self, words: str) -> str:
        """Return words of a report with the withheld names blanked."""
        for name in sorted(self.withheld, key=len, reverse=True):
            words = words.replace(name, WITHHELD)
        return words


def public_targets(
    targets: Sequence[Mention], places: Sequence[Place], actors: ActorTable
) -> PublicTargets:
    """Return targets with the names of single persons withheld."""
    where = {place.name.casefold() for place in places}
    names: dict[str, None] = {}
    withheld: dict[str, None] = {}
    for target in targets:
        hidden = None if target.name.casefold() in where else _personal_name(target, actors)
        if hidden is None:
            names[target.name] = None
            continue
        role = target.name[: target.name.index(hidden)].strip(" ,")
        names[f"{role} {WITHHELD}".strip()] = None
        withheld[hidden] = None
    return PublicTargets(tuple(names), tuple(withheld))


def _personal_name(target: Mention, actors: ActorTable) -> str | None:
    """Return the part of a target's name that may be a person's, or None.

    English writes personal names in capitals and common nouns without. A name ends its noun
    phrase ("candidate Ana Ruiz"); a body that the actor table knows, or a phrase whose head is a
    common noun ("Malian Army", "the Muslim cemetery"), is no person.
    """
    known = actors.of(target)
    if known is not None and known.kind not in _NO_NAMED_BODY:
        return None
    head = _COMPLEMENT.sub("", target.name)
    words = list(_WORD.finditer(head))
    if not words or not words[-1].group()[0].isupper():
        return None
    if actors.target_kind(words[-1].group().lower()) is not None:
        return None
    first = len(words) - 1
    while first > 0 and _may_be_of_a_name(words[first - 1].group(), actors):
        first -= 1
    return head[words[first].start() :].strip()


def _may_be_of_a_name(word: str, actors: ActorTable) -> bool:
    return word[0].isupper() and actors.target_kind(word.lower().rstrip(".")) is None


def private_voices(voices: Sequence[Mention], actors: ActorTable) -> tuple[str, ...]:
    """Return the names of those who speak for nobody but themselves: "resident Ana Ruiz", "her
    brother Luis Ruiz". Who holds an office answers for it and is named."""
    withheld: dict[str, None] = {}
    for voice in voices:
        hidden = _personal_name(voice, actors)
        if hidden is None:
            continue
        role = _WORD.findall(voice.name[: voice.name.index(hidden)].lower())
        if role and (role[-1] in _PRIVATE or actors.target_kind(role[-1]) == "civilian"):
            withheld[hidden] = None
    return tuple(withheld)
