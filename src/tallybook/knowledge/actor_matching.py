"""Whether an act by one mention is one by another: sure, possible or not.

A question names an actor in its own words, a report in its own. What neither the words nor the
table settle stays possible, so that it widens the upper bound and never the lower.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tallybook.core.certainty import Certainty, any_of
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import (
    ARMED,
    ARMED_KINDS,
    STATE_KINDS,
    Actor,
    TiedActor,
    split_generic,
)
from tallybook.knowledge.target_kinds import is_kind_of
from tallybook.knowledge.vocabulary import key

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable

_LEADING = frozenset(
    ["the", "a", "an", "some", "suspected", "alleged", "other", "unidentified", "unknown"]
)
_CONJUNCTION = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*&\s*|\s+or\s+")


def matches(table: ActorTable, mention: Mention, query: Mention) -> Certainty:
    """Return whether an act by or on `mention` is one by or on `query`.

    SURE: the same actor, part of it, or the same words. POSSIBLE: the question is narrower than
    the report, or the report's words are generic or unknown. NO: known to be others.
    """
    # "US and coalition forces" are asked for, or hit, one as well as the other.
    return any_of(
        _one(table, said, asked)
        for said in _parts(table, mention)
        for asked in _parts(table, query)
    )


def _parts(table: ActorTable, mention: Mention) -> tuple[Mention, ...]:
    return (mention,) if mention.actor is not None else table.conjuncts(mention.name)


def _one(table: ActorTable, mention: Mention, query: Mention) -> Certainty:
    said, asked = table.of(mention), table.of(query)
    if said is not None and asked is not None:
        same_words = _plain(mention.name) == _plain(query.name)
        if same_words or (said.id != asked.id and table.belongs(said.id, asked.id)):
            return Certainty.SURE
        if said.id == asked.id:
            narrowed = _ownerless(asked) and not asked.ties
            covered = not narrowed or _words_cover(mention.name, query.name)
            return Certainty.SURE if covered else Certainty.POSSIBLE
        if not _generic(said) and not _generic(asked):
            return _both_named(table, said, asked)
        if _words_cover(mention.name, query.name) and not _apart(table, said, asked):
            return Certainty.SURE
        if _generic(asked):
            return _generic_asked(table, said, asked, mention, query)
        return _generic_said(table, said, asked)
    if _words_cover(mention.name, query.name):
        return Certainty.SURE
    if said is not None and not _generic(said):
        # The table lists a known actor's names; an unknown name is not one of them.
        return Certainty.NO
    return Certainty.POSSIBLE


def _generic(actor: Actor) -> bool:
    return split_generic(actor.id) is not None


def _ownerless(actor: Actor) -> bool:
    generic = split_generic(actor.id)
    return generic is not None and generic[1] is None


def _both_named(table: ActorTable, said: Actor, asked: Actor) -> Certainty:
    if table.belongs(asked.id, said.id):
        return Certainty.POSSIBLE
    if _may_include(table, said, asked) or _may_include(table, asked, said):
        return Certainty.POSSIBLE
    return Certainty.NO


def _may_include(table: ActorTable, wide: Actor, narrow: Actor) -> bool:
    """Whether the wide name may be used for the narrow body, its parts, or what it is part of."""
    return any(
        table.belongs(narrow.id, one) or table.belongs(one, narrow.id) for one in wide.may_include
    )


def _apart(table: ActorTable, said: Actor, asked: Actor) -> bool:
    """Whether two generic phrases name different owners or principals."""
    one, other = split_generic(said.id), split_generic(asked.id)
    if one is None or other is None:
        return False
    return any(
        a is not None and b is not None and not table.same_party(a, b)
        for a, b in zip(one[1:], other[1:], strict=True)
    )


def _is_kind(mention: Mention, query: Mention) -> bool:
    """Whether the report's noun, with as many of its modifiers as the table knows, is a kind of
    the question's: "merchant shipping" is not any shipping."""
    said, asked = _plain(mention.name), " ".join(_plain(query.name))
    return any(is_kind_of(" ".join(said[start:]), asked) for start in range(len(said)))


def _generic_asked(
    table: ActorTable, said: Actor, asked: Actor, mention: Mention, query: Mention
) -> Certainty:
    head, owner, principal = split_generic(asked.id) or ("", None, None)
    if principal is not None:
        return _tied_asked(table, said, owner, principal)
    generic = split_generic(said.id)
    if owner is not None:
        if table.belongs(asked.id, said.id):
            return Certainty.POSSIBLE
        if generic is not None:
            return _same_owner(table, generic[1], owner)
        return _named_for_owned(table, said, owner)
    if head in table.institutions:
        return _institution_asked(table, said, head)
    if generic is None and table.names_any_armed_group(query.name):
        return Certainty.SURE if said.kind in ARMED_KINDS else Certainty.NO
    if generic is not None:
        if _is_kind(mention, query):
            return Certainty.SURE
        return _classes(table, generic[0], head)
    words = head.replace("_", " ")
    attackers = table.generic_kind(words)
    if attackers is None or (attackers == ARMED and said.kind in STATE_KINDS):
        return Certainty.NO
    return Certainty.POSSIBLE


def _tied_asked(table: ActorTable, said: Actor, owner: str | None, principal: str) -> Certainty:
    """A question for "pro-X groups": what reports call so is sure, what only the table ties to
    X is possible, and X itself is none of its clients."""
    generic = split_generic(said.id)
    if generic is None:
        return Certainty.POSSIBLE if table.tied(said.id, principal) else Certainty.NO
    _, said_owner, said_principal = generic
    if said_principal is None:
        if said.kind == "civilians" or said.part_of:
            return Certainty.NO
        return Certainty.POSSIBLE
    if not table.same_party(said_principal, principal):
        return Certainty.NO
    if owner is None or said_owner == owner:
        return Certainty.SURE
    return _same_owner(table, said_owner, owner)


def _same_owner(table: ActorTable, said: str | None, asked: str) -> Certainty:
    if said is None:
        return Certainty.POSSIBLE
    if table.belongs(said, asked) or table.belongs(asked, said):
        return Certainty.POSSIBLE
    return Certainty.NO


def _named_for_owned(table: ActorTable, said: Actor, owner: str) -> Certainty:
    """A question for "Palestinian militants", a report that names a group."""
    state = table.get(owner)
    if state is None or state.kind != "state":
        return Certainty.NO
    if said.kind in ARMED_KINDS and state.country in {said.country, *said.active_in}:
        return Certainty.POSSIBLE
    return Certainty.NO


def _institution_asked(table: ActorTable, said: Actor, body: str) -> Certainty:
    """A question for "soldiers" of whichever state."""
    if said.country is not None and table.belongs(said.id, f"{said.country.lower()}-{body}"):
        return Certainty.SURE
    generic = split_generic(said.id)
    if generic is not None:
        return Certainty.NO if said.kind == "civilians" else Certainty.POSSIBLE
    if said.kind in {"state", "coalition"}:
        return Certainty.POSSIBLE
    if said.country is not None and table.belongs(f"{said.country.lower()}-{body}", said.id):
        return Certainty.POSSIBLE
    return Certainty.NO


def _generic_said(table: ActorTable, said: Actor, asked: Actor) -> Certainty:
    head, owner, principal = split_generic(said.id) or ("", None, None)
    if table.belongs(asked.id, said.id):
        return Certainty.POSSIBLE
    if principal is not None:
        return Certainty.POSSIBLE if table.tied(asked.id, principal) else Certainty.NO
    words = head.replace("_", " ")
    kind = table.generic_kind(words)
    if owner is not None:
        return _owned_said(table, said, asked, owner, kind is not None)
    if head in table.institutions:
        return Certainty.POSSIBLE if table.is_state_body(asked) else Certainty.NO
    if kind == ARMED and asked.kind in STATE_KINDS:
        return Certainty.NO
    if said.kind == "civilians" and asked.kind != "state" and kind is None:
        return Certainty.NO
    return Certainty.POSSIBLE


def _owned_said(
    table: ActorTable, said: Actor, asked: Actor, owner: str, attackers: bool
) -> Certainty:
    if asked.kind in {"coalition", "umbrella"} and any(
        table.same_party(owner, member) for member in asked.may_include
    ):
        return Certainty.POSSIBLE
    if asked.kind in STATE_KINDS:
        same = table.same_party(owner, asked.id)
        if attackers and not said.part_of:
            return Certainty.NO
        return (
            Certainty.POSSIBLE
            if same
            and (asked.kind == "state" or not said.part_of)
            and (said.kind != "civilians" or asked.kind == "state")
            else Certainty.NO
        )
    return _named_for_owned(table, asked, owner) if attackers else Certainty.NO


def _classes(table: ActorTable, said: str, asked: str) -> Certainty:
    """Compare two classes without owners: "villagers" are civilians, "gunmen" may be anyone."""
    said_words, asked_words = said.replace("_", " "), asked.replace("_", " ")
    if asked == "civilian" and table.generic_kind(said_words) is None:
        type_of = table.target_kind(said_words)
        target = table.targets[type_of] if type_of else None
        if target is not None and target.side == "civilian":
            return Certainty.SURE if target.nature == "person" else Certainty.POSSIBLE
        return Certainty.NO if said in table.institutions else Certainty.POSSIBLE
    one, other = table.target_kind(said_words), table.target_kind(asked_words)
    if said in table.institutions and other is not None and table.targets[other].side == "civilian":
        return Certainty.NO  # "Police" are no tea stall.
    attackers = table.generic_kind(said_words) or table.generic_kind(asked_words)
    return Certainty.NO if one and other and one != other and not attackers else Certainty.POSSIBLE


def _words_cover(said: str, asked: str) -> bool:
    """Whether the report's words hold all of the question's, with the same head.

    The head of an English noun phrase is its last noun, and a modifier narrows it: "masked
    gunmen" are gunmen, "gunmen" need not be masked.
    """
    one, other = _plain(said), _plain(asked)
    return bool(one) and bool(other) and one[-1] == other[-1] and set(other) <= set(one)


@lru_cache(1 << 16)
def _plain(name: str) -> tuple[str, ...]:
    parts = key(name)
    while len(parts) > 1 and parts[0] in _LEADING:
        parts = parts[1:]
    return parts


def conjuncts(table: ActorTable, name: str) -> tuple[Mention, ...]:
    """Return the bodies that a coordinated phrase names; see `ActorTable.conjuncts`."""
    pieces = [piece for piece in _CONJUNCTION.split(name) if piece]
    whole = table.find(name)
    if len(pieces) < 2 or whole is not None:
        return (Mention(name, whole.id if whole else None),)
    noun = pieces[-1].split()[-1]
    found = []
    for piece in pieces:
        shared = table.find(f"{piece} {noun}") if piece is not pieces[-1] else None
        alone = table.find(piece)
        if alone is None or alone.kind == "state":
            alone = shared if shared is not None else alone
        if alone is None:
            return (Mention(name),)
        found.append(Mention(piece if alone is not shared else f"{piece} {noun}", alone.id))
    return tuple(found)


def tied_to(table: ActorTable, query: Mention, years: tuple[int, int]) -> tuple[TiedActor, ...]:
    """Return those whom the table ties to what a question names, at some time in the years
    [first, last], each once. Of "Iraqi pro-Iran groups", those at home or active in Iraq that are
    tied to Iran."""
    generic = split_generic(query.actor or "")
    principal = query.actor if generic is None else generic[2]
    if principal is None:
        return ()
    home = set() if generic is None or generic[1] is None else {generic[1].upper()}
    found: list[TiedActor] = []
    for actor in table:
        near = not home or bool(home & {actor.country, *actor.active_in})
        for tie in table.ties_of(actor.id) if near and actor.id != principal else ():
            patron = table.get(tie.actor)
            if table.belongs(tie.actor, principal) and tie.holds_in(*years) and patron:
                found.append(TiedActor(Mention(actor.name, actor.id), patron.name, tie))
                break
    return tuple(found)


def bearers(table: ActorTable, name: str) -> list[Actor]:
    """Return the actors and states that bear a name, whatever its case, in the table's order."""
    asked = _plain(name)
    states = (table.get(code.lower()) for code in table.countries)
    known = (*table, *(state for state in states if state is not None))
    return [
        actor
        for actor in known
        if asked and asked in {_plain(n) for n in (actor.name, *actor.aliases, *actor.acronyms)}
    ]
