"""The body that a speaker speaks for where the speaker's own words leave it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.counts.units import singular
from tallybook.coding.roles.words import HOSTILE
from tallybook.coding.voices.cues import RANKS, SPOKESPERSONS
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.local import LocalActors
    from tallybook.coding.voices.known import Speakers


def settled_body(
    body: Mention | None,
    phrase: tuple[int, int],
    passage: Passage,
    actors: LocalActors,
    speakers: Speakers,
) -> Mention | None:
    """Return the body that a speaker named in the tokens of `phrase` speaks for, given the one that
    the phrase itself names: the one that is implied, where that is none, or only says of what kind
    it is."""
    if body is None:
        return _implied_body(*phrase, passage, speakers)
    if body.actor is None and body.name.split()[-1].lower() in _UNITS:
        # "Colonel X of the western command": the army's, by whose rank its officer is called.
        return Mention(body.name, army_of(phrase, passage, actors))
    speaks_for = any(t.lower_ in SPOKESPERSONS for t in passage.doc[slice(*phrase)])
    if not (speaks_for and _only_says_armed(body)):
        return body
    implied = _implied_body(*phrase, passage, speakers)
    return implied if _fights(implied, actors) else body


_UNITS = frozenset({"command", "brigade", "battalion", "division", "regiment", "corps", "garrison"})
"""Bodies that armies consist of."""


def army_of(phrase: tuple[int, int], passage: Passage, actors: LocalActors) -> str | None:
    """Return the army where a phrase calls a speaker by a military rank: an officer of whom nothing
    else is said speaks for it, and not "Colonel X, the rebels' spokesman"."""
    words = passage.doc[slice(*phrase)]
    if any(singular(t.lower_) in HOSTILE for word in words for t in (word, *word.subtree)):
        return None
    ranked = any(t.lower_ in RANKS for t in words)
    army = actors.find("army") if ranked else None
    return army.id if army is not None else None


def _implied_body(start: int, end: int, passage: Passage, speakers: Speakers) -> Mention | None:
    """The body of a speaker who is named without one. A spokesman speaks for the body that spoke
    before; and one who is given a name after the role alone had spoken ("the administrator
    said. … Administrator X said") is that same one: wires lead with the role and identify
    later (Bell 1991)."""
    words = {t.lower_ for t in passage.doc[start:end]}
    if not is_named(start, end, passage):
        return None
    for known in reversed(speakers.known):
        if not known.named and known.keys & words:
            return known.chain[-1]
    if words & SPOKESPERSONS:
        bodies = (k for k in reversed(speakers.known) if k.kind == "body" or len(k.chain) > 1)
        before = next(bodies, None)
        return before.chain[-1] if before is not None else None
    return None


def _only_says_armed(body: Mention) -> bool:
    """ "Military spokesman X": of which armed body is said by what was told before."""
    unnamed = body.actor is None or body.actor.startswith("any.")
    return unnamed and body.name.lower() in ("military", "armed forces", "army")


def _fights(body: Mention | None, actors: LocalActors) -> bool:
    actor = actors.get(body.actor) if body is not None and body.actor is not None else None
    return actor is not None and actor.kind in ("armed_group", "umbrella", "military")


def is_named(start: int, end: int, passage: Passage) -> bool:
    """Whether a speaker's phrase holds the name of a person."""
    return any(t.ent_type_ == "PERSON" for t in passage.doc[start:end])
