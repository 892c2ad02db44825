"""Whose a body is that a report names without its country: "troops", "officials", "leaders".

Where one country is spoken of, "the army" is that country's. But words before the noun may say that
it is somebody else's: "separatist forces" fight the state's, "church leaders" lead no state, and
"unidentified soldiers" are nobody's that is known. The words are those of
`data/actor_nouns.toml`, [not_the_state].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tallybook.knowledge.actor_types import generic_id
from tallybook.knowledge.vocabulary import key


class StateBodies:
    """Says of a noun for a body of the state ("troops") whose it is, from the words before it."""

    def __init__(
        self, nouns: Mapping[str, Mapping[str, Sequence[str]]], is_attackers: Callable[[str], bool]
    ) -> None:
        """`is_attackers` says whether a key is a class of those who attack, as "rebel" is."""
        self._is_attackers = is_attackers
        self._foreign = {key(word)[0] for word in nouns["foreign"]["words"]}
        words = nouns["not_the_state"]
        self._armed = {key(word)[0] for word in words["armed"]}
        self._unknown = {key(word)[0] for word in words["unknown"]}
        self._civil = {key(word)[0] for word in words["civil"]}
        self._against = {key(word)[0] for word in words["against"]}
        self._state = {key(word)[0] for word in words["state"]}
        self._leading = {key(noun) for noun in words["leading"]}
        self._bands = {key(noun) for noun in words["bands"]}

    def actor_of(
        self, before: Sequence[str], noun: Sequence[str], body: str, countries: Sequence[str]
    ) -> str | None:
        """Return the id of the actor that a noun and the keys before it name, where `countries` are
        spoken of; None where that is open. `body` is the id of the noun's institution."""
        if self._against.isdisjoint(before):
            fighting = next((word for word in before if word in self._armed), None)
            if fighting is not None:
                known = self._is_attackers(fighting)
                return generic_id(fighting, None, None) if known else None
            if self._is_open(before, tuple(noun), body):
                return None
        # "Foreign troops" are those of no country that is merely spoken of.
        if len(countries) == 1 and self._foreign.isdisjoint(before):
            return f"{countries[0].lower()}-{body}"
        return generic_id(body, None, None)

    def _is_open(self, before: Sequence[str], noun: tuple[str, ...], body: str) -> bool:
        if not self._unknown.isdisjoint(before) or ("armed" in before and noun in self._bands):
            return True
        if noun in self._leading and self._state.isdisjoint(before):
            return True
        return body == "government" and not self._civil.isdisjoint(before)
