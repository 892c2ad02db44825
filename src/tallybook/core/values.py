"""Values that are never falsely exact: counts, moments, places and mentions.

Each keeps the words of the report beside what Tallybook made of them. Unknown is not zero
and zero is not unknown: an unknown count is `None`, a stated zero is `Count(0, 0, "none")`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.errors import RecordError

Extent = Literal["throughout", "sometime"]
"""Whether a thing held throughout a range of days or at some time in it
(the precise and imprecise ranges of Security Force Monitor's Research Handbook)."""

_DAY = re.compile(r"^(\d{4}|XXXX)-(\d{2})-(\d{2})$")


class Count(Struct, frozen=True):
    """A number of things, between `low` and `high` inclusive; `high` None is open above."""

    low: int
    high: int | None
    words: str

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise RecordError(
                f"count {self.words!r}: bounds {self.low} to {self.high} are no range"
            )

    def overlaps(self, other: Count) -> bool:
        """Whether some number lies within the bounds of both."""
        return (self.high is None or self.high >= other.low) and (
            other.high is None or other.high >= self.low
        )


class Moment(Struct, frozen=True):
    """A range of days, inclusive at both ends, as EDTF days (ISO 8601-2:2019).

    A day is "2023-10-17", or "XXXX-10-17" where the report leaves the year open. None is an
    end that the report does not state. `extent` says whether the thing held throughout the
    range or at some time in it. `words` is "" where the range was inferred, not stated.
    """

    earliest: str | None
    latest: str | None
    extent: Extent
    words: str

    def __post_init__(self) -> None:
        for name, day in (("earliest", self.earliest), ("latest", self.latest)):
            if day is not None and not _DAY.match(day):
                raise RecordError(f"moment {self.words!r}: {name} {day!r} is no EDTF day")
        first, last = self.first, self.last
        if first is not None and last is not None and last < first:
            raise RecordError(f"moment {self.words!r}: {self.latest} lies before {self.earliest}")

    @property
    def first(self) -> date | None:
        """The earliest day, or None where it or its year is not known."""
        return _day(self.earliest)

    @property
    def last(self) -> date | None:
        """The latest day, or None where it or its year is not known."""
        return _day(self.latest)

    @property
    def year_open(self) -> bool:
        """Whether the report names days without saying of which year."""
        return (self.earliest or "").startswith("XXXX") or (self.latest or "").startswith("XXXX")

    def within(self, since: date | None, until: date | None) -> Certainty:
        """Whether one thing that happened at some time in this range lies in [since, until]."""
        if since is None and until is None:
            return Certainty.SURE
        first, last = self.first, self.last
        if since is not None and last is not None and last < since:
            return Certainty.NO
        if until is not None and first is not None and first > until:
            return Certainty.NO
        after = since is None or (first is not None and first >= since)
        before = until is None or (last is not None and last <= until)
        return Certainty.SURE if after and before else Certainty.POSSIBLE


class Place(Struct, frozen=True, kw_only=True):
    """Where something happened, as exactly as the report says and no more.

    `lat` and `lon` are WGS 84 degrees; `radius_km` is the radius of a circle around them that
    holds the place; `precision` is UCDP GED's `where_prec` (1 exact location, 2 within about
    25 km of a known one, 3 second-order division, 4 first-order division, 5 linear feature or
    fuzzy region, 6 country, 7 sea or air). `key` is the entry of Tallybook's gazetteer, `country`
    the ISO 3166 code of the one country that holds all of the place: places whose countries differ
    lie apart.
    Coordinates are None where nothing fits, and `reason` says why.
    """

    name: str
    geonames_id: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: int | None = None
    key: str | None = None
    reason: str | None = None


DIVISION_PRECISION = 4
"""`precision` of a first-order division; wider places have higher ones (UCDP GED codebook,
`where_prec`)."""

COUNTRY_PRECISION = 6
"""`precision` of a place that is known by its country alone (UCDP GED codebook, `where_prec`)."""


class Mention(Struct, frozen=True):
    """A voice, attacker or target: the report's name for it, and the actor table's id if known."""

    name: str
    actor: str | None = None


class Weapon(Struct, frozen=True):
    """A weapon: the report's words for it, and its id in the weapon vocabulary if known."""

    name: str
    weapon: str | None = None


@lru_cache(maxsize=1 << 14)
def _day(text: str | None) -> date | None:
    if text is None or text.startswith("XXXX"):
        return None
    year, month, day = (int(part) for part in text.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))
