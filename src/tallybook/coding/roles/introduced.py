"""Acronyms that a report introduces: "the Meridian Liberation Vanguard (MLV) … the MLV".

From there on the short form stands for the name. Which words before the bracket the letters stand
for is found as Schwartz & Hearst (2003, "A simple algorithm for identifying abbreviation
definitions in biomedical text") do: from the right, each letter in a word, the first one at the
beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalActors
    from tallybook.coding.roles.names import Named
    from tallybook.coding.voices.attribution import Attribution

_BRACKETS = re.compile(r"\s\((?:the\s)?([A-Z][A-Za-z-]{1,9})\)")
_LONGEST = 120
"""Code points before a bracket in which the name is looked for."""
RULE = "the name that the report introduces the acronym for"


def introduced_names(text: str) -> dict[str, str]:
    """Return the acronyms that a text puts in brackets behind names in capitals, with the names."""
    found: dict[str, str] = {}
    for match in _BRACKETS.finditer(text):
        short = match[1]
        if sum(c.isupper() for c in short) < 2:
            continue
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        name = _long_form(re.split(r"[().;:!?\n]", before)[-1], short)
        if name is not None:
            found.setdefault(short, name)
    return found


def _long_form(before: str, short: str) -> str | None:
    """The words at the end of `before` that an acronym stands for, beginning with a capital."""
    letters = [c.lower() for c in short if c.isalnum()]
    at = len(before)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            before[at].lower() == letters[index]
            and (index > 0 or at == 0 or not before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    name = before[at:]
    return name if name[:1].isupper() and len(name.split()) > 1 else None


def name_in_full(telling: Telling, introduced: dict[str, str], actors: LocalActors) -> None:
    """Give a telling's acronyms that no table knows the actor of the name that the report
    introduces them for, or, of one that no table knows, that name."""
    if not introduced:
        return
    for role in ("attackers", "targets"):
        names: list[Named[Mention]] = getattr(telling, role)
        for at, named in enumerate(names):
            meant = _meant(named.value, introduced, actors)
            if meant is not named.value:
                names[at] = replace(named, value=meant)
                telling.inferred[role] = RULE


def voices_in_full(
    attributions: Sequence[Attribution], introduced: dict[str, str], actors: LocalActors
) -> list[Attribution]:
    """Return attributions whose voices have their names in full."""
    return [
        replace(a, chain=tuple(_meant(m, introduced, actors) for m in a.chain))
        for a in attributions
    ]


def _meant(mention: Mention, introduced: dict[str, str], actors: LocalActors) -> Mention:
    name = introduced.get(mention.name)
    if mention.actor is not None or name is None:
        return mention
    actor = actors.find(name)
    return Mention(name) if actor is None else structs.replace(mention, actor=actor.id)
