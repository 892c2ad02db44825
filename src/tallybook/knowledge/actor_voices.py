"""Who speaks for whom, and who investigates: what a standard of evidence asks of a voice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import split_generic
from tallybook.knowledge.vocabulary import Key, key

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable

_PARTIES = frozenset({"armed_group", "umbrella", "military", "coalition"})
"""Kinds of actors that speak for a party to a conflict."""

_ROLE_WORDS = 3
"""The longest role noun of data/actor_nouns.toml, [authorities], in words."""


class Roles(Struct, frozen=True):
    """Role nouns: `authorities` investigate or attest attacks, `partisan` speak for a party."""

    authorities: frozenset[Key]
    partisan: frozenset[Key]


def roles_of(table: Mapping[str, Any]) -> Roles:
    """Return the roles of the table [authorities] of data/actor_nouns.toml."""
    return Roles(frozenset(map(key, table["nouns"])), frozenset(map(key, table["partisan"])))


def is_authority(table: ActorTable, roles: Roles, name: str) -> bool:
    """Return whether a voice is an authority that investigates or attests attacks.

    The bodies that its words name decide first, then its role: see `ActorTable.is_authority`.
    """
    named = [table.get(hit.actor_id) for hit in table.scan(name.split())]
    actors = [actor for actor in named if actor is not None]
    for actor in actors:
        if actor.authority is not None:
            return actor.authority
    if any(actor.kind in _PARTIES for actor in actors):
        return False
    if any(actor.kind == "monitor" for actor in actors):
        return True
    investigates, takes_part = _longest(name, roles.authorities), _longest(name, roles.partisan)
    # The longer phrase tells: a "military administration" governs, a "military" fights.
    return investigates > takes_part


def is_target_side(table: ActorTable, voice: Mention, target: Mention) -> bool:
    """Return whether `voice` speaks for the side that was attacked.

    The Pentagon speaks for the forces of the United States and, as a member, for a coalition
    that it fights in. A state's officials do not speak for its civilians: of an attack on
    those they are an investigating authority or none.
    """
    speaker = table.of(voice)
    if speaker is None:
        return False
    body = speaker.speaks_for or speaker.id
    attacked = [mention.actor for mention in table.conjuncts(target.name)]
    if target.actor is not None:
        attacked = [target.actor]
    if any(one is None or _ownerless(one) for one in attacked):
        # "bases where US troops are stationed": the words name the side, the head does not.
        attacked.extend(hit.actor_id for hit in table.scan(target.name.split()))
        if _stateless_force(table, body) and any(
            (found := table.find(word)) is not None and _stateless_force(table, found.id)
            for word in target.name.split()
        ):
            return True  # "The army said an army post had been raided": of one and the same.
    return any(one is not None and _same_side(table, body, one) for one in attacked)


def _same_side(table: ActorTable, body: str, attacked: str) -> bool:
    actor = table.get(attacked)
    if actor is None or actor.kind == "civilians":
        return False
    if table.same_party(body, attacked):
        return True
    return actor.kind == "coalition" and any(
        table.same_party(body, member) for member in actor.may_include
    )


def _stateless_force(table: ActorTable, actor_id: str) -> bool:
    """Whether the words say "the army" or "the forces" without a state."""
    generic = split_generic(actor_id)
    if generic is None or generic[1] is not None:
        return False
    of_a_state = table.get(f"us-{generic[0]}")
    return of_a_state is not None and of_a_state.kind == "military"


def _ownerless(actor_id: str) -> bool:
    generic = split_generic(actor_id)
    return generic is not None and generic[1] is None


def _longest(name: str, phrases: frozenset[Key]) -> int:
    """Return how many words the longest of the phrases in a name has, 0 for none."""
    parts = key(name)
    return max(
        (
            length
            for length in range(1, _ROLE_WORDS + 1)
            for start in range(len(parts) - length + 1)
            if parts[start : start + length] in phrases
        ),
        default=0,
    )
