"""Records held in little memory: equal values once, and without what nobody looks at.

A book names the same few hundred places and groups in all its records, and each that is read brings
its own. A question to all of a large book holds hundreds of thousands at a time.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from msgspec import structs

from tallybook.core.claims import Claim

ValueT = TypeVar("ValueT", bound=Hashable)


class Shared:
    """The values seen so far."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, Hashable] = {}

    def count(self, claim: Claim) -> Claim:
        """Return a count claim with shared values, and without the words that its fields came
        from."""
        return structs.replace(
            claim,
            attackers=self._one(claim.attackers),
            targets=self._one(claim.targets),
            weapons=self._one(claim.weapons),
            places=self._one(claim.places),
            voices=self._one(claim.voices),
            when=self._one(claim.when),
            spans={},
            inferred={},
            confidences={},
        )

    def _one(self, value: ValueT) -> ValueT:
        found = self._seen.setdefault(value, value)
        return found  # type: ignore[return-value]
