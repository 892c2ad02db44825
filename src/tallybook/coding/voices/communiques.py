"""Communiqués: reports whose author is a party to what they tell.

An armed force or group that publishes its own account speaks in every sentence of it, and tells
what it did itself without naming the doer: "aerial vectors struck a column of terrorists". Whom it
calls terrorists or the enemy, it fights (the deixis of the in-group, van Dijk 1998, *Ideology*,
ch. 25).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tallybook.coding.report.headings import is_short_line
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import ARMED_KINDS

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.local import LocalActors
    from tallybook.core.documents import Document
    from tallybook.knowledge.actor_types import Actor
    from tallybook.knowledge.loading import Knowledge

PARTIES = frozenset({"military", "armed_group", "umbrella", "coalition"})

LABEL = re.compile(r"\b(?:communiqu[eé]|press release|press statement|military statement)\b", re.I)
"""How such a document calls itself, on a line of its own."""

LETTERHEAD = 6
"""Paragraphs at the head of a document among which its author and its kind stand."""

ENEMIES = frozenset({"enemy", "enemies", "adversary", "adversaries", "foe", "foes"})


def issuer_of(document: Document, actors: LocalActors) -> Mention | None:
    """Return the party that a document is the account of: its publisher, or whom the letterhead of
    a communiqué names; None for what is news of others."""
    if document.publisher is not None:
        found = actors.find(document.publisher)
        if found is not None:
            return Mention(document.publisher, found.id) if _is_party(found, actors) else None
    lines = [document.text[p.start : p.end] for p in document.paragraphs[:LETTERHEAD]]
    head = [line.strip() for line in lines if is_short_line(line)]
    if not any(LABEL.search(line) for line in head):
        return None
    for line in head:
        found = actors.find(line)
        if found is not None and _is_party(found, actors):
            return Mention(line, found.id)
    return None


def _is_party(actor: Actor, actors: LocalActors) -> bool:
    """Whether an actor fights, or is an office of one that does."""
    body = actors.get(actor.speaks_for) if actor.speaks_for is not None else actor
    return body is not None and body.kind in PARTIES


def with_home(
    document: Document, countries: tuple[str, ...], knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the countries that a report speaks of, with that of a party that publishes it: its
    "troops" and "the military" are its own."""
    found = knowledge.actors.find(document.publisher) if document.publisher is not None else None
    if found is None or found.kind not in PARTIES or found.country is None:
        return countries
    return countries if found.country in countries else (*countries, found.country)


def tell_for(issuer: Mention, telling: Telling, actors: LocalActors) -> None:
    """Let a telling in a communiqué's own words be its issuer's, and its own deed where it is."""
    if telling.chain:
        return
    telling.chain = (issuer,)
    author = actors.get(issuer.actor) if issuer.actor is not None else None
    unnamed = all(_is_unnamed(n.value, actors) for n in telling.attackers)
    foes = any(_is_foe(n.value, actors) for n in telling.targets)
    attacks_others = author is not None and author.kind in ARMED_KINDS
    telling.by_its_voice = telling.by_its_voice or (unnamed and (foes or attacks_others))


def _is_unnamed(mention: Mention, actors: LocalActors) -> bool:
    """Whether a doer is told by what it flies or carries, and is nobody's foe."""
    named = mention.actor is not None and not mention.actor.startswith("any.")
    return not named and not _is_foe(mention, actors)


def _is_foe(mention: Mention, actors: LocalActors) -> bool:
    """Whether the words call somebody a foe, or a thing a foe's ("a terrorist camp")."""
    words = mention.name.lower().split()
    return any(w in ENEMIES or actors.generic_kind(w) is not None for w in words)
