"""An invented world of attacks, for books of any size: years of them, in thousands of places.

Places, armed groups, weapons and event types are those of Tallybook's own tables, so that an
invented claim meets the same look-ups as a read one. The attacks never happened. How they lie is
like news: a few countries have most of them, and in a country a few towns; most attacks are told
in a report or two, a few in dozens.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from itertools import accumulate
from random import Random

from tallybook.core.values import Mention, Place, Weapon
from tallybook.knowledge.loading import Knowledge
from tallybook.knowledge.places.entries import KINDS

FIRST_DAY = date(2021, 1, 1)
DAYS = 4 * 365
TOWNS_OF_A_COUNTRY = 150
SMALLEST_TOWN = 3000
"""Inhabitants; below it lie villages of which a country has thousands."""
MOST_REPORTS = 60
REPORTS_TAIL = 1.16
"""The exponent of the Pareto law of reports per attack, which gives four or five on average."""

COUNTRIES = (
    *("UA", "SY", "IQ", "NG", "PK", "ML", "CD", "SO", "MM", "AF", "YE", "CO", "MX", "BF", "SD"),
    *("ET", "PH", "IN", "LY", "CM", "NE", "MZ", "LB", "TR", "KE"),
)
"""From the most attacks to the least."""
SKEW = 0.7
"""The n-th country, or town of a country, has n to the minus SKEW times as many as the first."""

TARGETS = (
    "an army post",
    "a military convoy",
    "a police station",
    "a village market",
    "a convoy of aid lorries",
    "a bus carrying traders",
    "a power station",
    "a church",
    "a school",
    "a checkpoint",
)
_WEAPONS = ("mortar", "rocket", "drone", "car bomb", "roadside bomb", "assault rifle", "missile")
_TYPES = ("attack", "bombing", "raid", "shooting", "air_strike", "ambush")


@dataclass(frozen=True, slots=True)
class Attack:
    """What took place, as no single report need tell it; `reports` is how many there are."""

    number: int
    day: date
    town: Place
    region: Place | None
    country: Place
    attacker: Mention
    army: Mention
    target: str
    weapon: Weapon
    event_type: str
    killed: int
    injured: int
    witness: str
    reports: int


@dataclass(frozen=True, slots=True)
class _Country:
    place: Place
    towns: tuple[tuple[Place, Place | None], ...]
    groups: tuple[Mention, ...]
    army: Mention


def attacks(
    dice: Random, reports: int, knowledge: Knowledge, tail: float = REPORTS_TAIL
) -> list[Attack]:
    """Return attacks that some `reports` reports tell of, by day; `tail` is the exponent of how
    many an attack has."""
    countries = [_country(code, knowledge) for code in COUNTRIES]
    weapons = [knowledge.weapons.query(name) for name in _WEAPONS]
    found: list[Attack] = []
    told = 0
    while told < reports:
        home = countries[_zipf(dice, len(countries))]
        town, region = home.towns[_zipf(dice, len(home.towns))]
        number = min(MOST_REPORTS, int(dice.paretovariate(tail)), reports - told)
        told += number
        killed = min(300, int(dice.paretovariate(1.5)) - 1)
        found.append(
            Attack(
                number=len(found),
                day=FIRST_DAY + timedelta(days=dice.randrange(DAYS)),
                town=town,
                region=region,
                country=home.place,
                attacker=dice.choice(home.groups),
                army=home.army,
                target=dice.choice(TARGETS),
                weapon=dice.choice(weapons),
                event_type=dice.choice(_TYPES),
                killed=killed,
                injured=killed * 2 + dice.randrange(5),
                witness=surname(dice),
                reports=number,
            )
        )
    return sorted(found, key=lambda attack: (attack.day, attack.number))


def surname(dice: Random) -> str:
    """Return an invented surname; there are about 90,000."""
    return "".join(dice.choice(_SYLLABLES) for _ in range(3)).capitalize()


def vocabulary(dice: Random, size: int) -> list[str]:
    """Return invented words, for text that says nothing and repeats nothing."""
    return ["".join(dice.choices(_SYLLABLES, k=dice.randrange(1, 4))) for _ in range(size)]


_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in ("a", "e", "i", "o", "u")][:45]


def _country(code: str, knowledge: Knowledge) -> _Country:
    gazetteer = knowledge.gazetteer
    entry = gazetteer.by_key(f"country:{code}")
    assert entry is not None, "every country has an entry"
    rows = list(_towns(code))
    places = []
    for town, region in rows:
        held = None if region is None else gazetteer.by_key(f"geonames:{region}")
        settlement = gazetteer.by_key(f"geonames:{town}")
        assert settlement is not None, "its row was just read"
        places.append(
            (gazetteer.place_of(settlement), None if held is None else gazetteer.place_of(held))
        )
    groups = [a for a in knowledge.actors if a.kind == "armed_group" and a.country == code]
    named = tuple(Mention(actor.name, actor.id) for actor in groups[:8])
    army = knowledge.actors.query(f"{entry.name} army")
    return _Country(
        gazetteer.place_of(entry),
        tuple(places),
        (*named, Mention("gunmen", "any.gunman")),
        Mention("the army", army.actor),
    )


def _towns(code: str) -> Iterator[tuple[int, int | None]]:
    """Yield the numbers of a country's largest towns, each with that of its region."""
    path = resources.files("tallybook.knowledge").joinpath("data", "gazetteer.sqlite")
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as gazetteer:
        yield from gazetteer.execute(
            "SELECT p.id, a.id FROM place p LEFT JOIN place a ON a.id = p.parent AND a.kind = ? "
            "WHERE p.kind = ? AND p.country = ? AND p.population >= ? "
            "ORDER BY p.population DESC, p.id LIMIT ?",
            (
                KINDS.index("admin1"),
                KINDS.index("settlement"),
                code,
                SMALLEST_TOWN,
                TOWNS_OF_A_COUNTRY,
            ),
        )


def _zipf(dice: Random, size: int) -> int:
    """Return a position below `size`, the first ones the likelier, as ranks are (Zipf 1949)."""
    if size not in _LIMITS:
        _LIMITS[size] = list(accumulate(rank**-SKEW for rank in range(1, size + 1)))
    limits = _LIMITS[size]
    return dice.choices(range(size), cum_weights=limits)[0]


_LIMITS: dict[int, list[float]] = {}
