"""The hour of the day at which a sentence says that something happened.

"Some six hours later" is the same day after eleven in the morning and the next day after nine in
the evening. The parts of a day are those of everyday English (Quirk et al. 1985, §8.51 ff.): the
morning ends at noon, the afternoon at six, the evening at ten.
"""

from __future__ import annotations

import re

from tallybook.coding.moments.shifts import Shift

_HALVES = re.compile(
    r"\b(1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(am|pm|a\.m\.?|p\.m\.?)(?![a-z])", re.IGNORECASE
)
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:h][0-5]\d(?![\d:])")
_PARTS = {
    "dawn": (4, 7), "sunrise": (4, 7), "morning": (5, 12), "noon": (12, 12), "midday": (11, 13),
    "lunchtime": (11, 14), "afternoon": (12, 18), "dusk": (17, 20), "sunset": (17, 20),
    "evening": (17, 22),
}  # fmt: skip


def hours_of(text: str) -> tuple[int, int] | None:
    """Return the first and last hour of the day that a text may mean; None where it names none,
    or more than one. Night and midnight belong to two days, and say nothing here."""
    found = {_of_halves(m) for m in _HALVES.finditer(text)}
    if not found:
        found = {(int(m[1]), int(m[1])) for m in _CLOCK.finditer(text)}
    if not found:
        words = set(re.findall(r"[a-z]+", text.lower()))
        found = {hours for word, hours in _PARTS.items() if word in words}
    return found.pop() if len(found) == 1 else None


def _of_halves(found: re.Match[str]) -> tuple[int, int]:
    hour = int(found[1]) % 12 + (12 if found[2].lower().startswith("p") else 0)
    return hour, hour


def at_hours(shift: Shift, hours: tuple[int, int] | None) -> Shift:
    """Return a shift by hours as one by days, counted from an hour of the day."""
    if shift.hours is None or hours is None:
        return shift
    return Shift((hours[0] + shift.hours[0]) // 24, (hours[1] + shift.hours[1]) // 24)
