"""Simulated worlds: true attacks, and voices that report parts of them."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import strategies as st
from msgspec import structs
from tally_worlds import count, incident, moment

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question

WIDER = {"iraq/anbar": "iraq", "iraq/erbil": "iraq", "syria/homs": "syria"}
WEAPONS = ("drone", "rocket")


def in_place(place: str, scope: str | None) -> bool:
    return scope is None or place == scope or place.startswith(scope + "/")


class World:
    """True attacks, and voices that report some of them honestly."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        size = self.random.randint(0, 7)
        self.attacks = [self._attack() for _ in range(size)]
        self.reported: set[int] = set()
        self.records: list[Claim | Incident] = []

    def _attack(self) -> tuple[str, int, str]:
        r = self.random
        return (
            r.choice(("iraq/anbar", "iraq/erbil", "syria/homs")),
            r.randint(10, 14),
            r.choice(WEAPONS),
        )

    def honest_count(self, number: int) -> None:
        r = self.random
        places = r.choice([("iraq",), ("iraq/anbar",), ("syria",), ("iraq", "syria"), ()])
        first = r.randint(10, 14)
        last = r.randint(first, 14)
        weapons = r.choice([(), ("drone",), ("rocket",)])
        hidden = r.choice(["iraq", "syria"])  # where a count without a place looked
        counted = {
            i
            for i, (place, day, weapon) in enumerate(self.attacks)
            if any(in_place(place, p) for p in (places or (hidden,)))
            and first <= day <= last
            and (not weapons or weapon in weapons)
        }
        true = len(counted)
        low, high = r.choice(
            [
                (true, true),
                (r.randint(0, true), None),
                (r.randint(0, true), true + r.randint(0, 2)),
            ]
        )
        self.reported |= counted
        self.records.append(
            count(
                f"c{number}",
                low,
                high,
                places=places,
                weapons=weapons,
                when=moment(str(first), str(last)),
                voice=f"police {number}",
            )
        )

    def honest_incidents(self) -> None:
        r = self.random
        for index, (place, day, weapon) in enumerate(self.attacks):
            if r.random() < 0.5:
                continue
            self.reported.add(index)
            accounts = r.choice([1, 1, 2])
            for copy in range(accounts):
                spread = r.choice([0, 0, 1])
                self.records.append(
                    incident(
                        f"i{index}-{copy}",
                        places=r.choice([(place,), (WIDER[place],), ()]),
                        when=r.choice(
                            [
                                moment(
                                    f"{day - spread:02}", f"{day + spread:02}", extent="sometime"
                                ),
                                None,
                            ]
                        ),
                        weapons=r.choice([(weapon,), ()]),
                        unsure=tuple(f"i{index}-{other}" for other in range(copy)),
                    )
                )

    def lie(self, number: int, stance: str) -> Claim:
        """A voice gives a number that is wrong, of the scope and days of any count so far or of
        others, and as exactly as it likes."""
        r = self.random
        told = [record for record in self.records if isinstance(record, Claim)]
        model = r.choice(told) if told and r.random() < 0.7 else None
        low = r.randint(0, 9)
        first = r.randint(10, 14)
        lie = count(
            f"lie{number}",
            low,
            r.choice([low, low + r.randint(0, 2), None]),
            places=("iraq",),
            when=moment(str(first), str(r.randint(first, 14))),
            voice=f"liar {number}",
            stance=stance,
        )
        if model is not None:
            fields = {f: getattr(model, f) for f in ("places", "when", "weapons")}
            lie = structs.replace(lie, **fields)
        self.records.append(lie)
        return lie

    def truth(self, question: Question) -> int:
        return sum(
            any(in_place(place, p) for p in question.places or ("iraq", "syria"))
            and (question.weapon is None or weapon == question.weapon)
            and (question.since is None or day >= question.since.day)
            and (question.until is None or day <= question.until.day)
            for place, day, weapon in (self.attacks[i] for i in self.reported)
        )


@st.composite
def questions(draw: Any) -> Question:
    first = draw(st.integers(10, 14))
    last = draw(st.integers(first, 14))
    days = moment(str(first), str(last))
    return Question(
        places=draw(st.sampled_from([(), ("iraq",), ("iraq/anbar",), ("iraq", "syria")])),
        weapon=draw(st.sampled_from([None, "drone"])),
        since=draw(st.sampled_from([None, days.first])),
        until=draw(st.sampled_from([None, days.last])),
    )
