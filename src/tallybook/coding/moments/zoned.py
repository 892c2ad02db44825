"""Clocks that a report tells with their zone: "2200 GMT Monday", "at 01:00 in Iraq on Tuesday",
"10 p.m. local time (1900 GMT) on Monday".

An attack's day is the day at the place where it happened. A clock of another zone may name the day
before or after it: 22:00 GMT on a Monday is Tuesday in Iraq. The clock told first is the report's
own, and an hour in brackets behind it is the same moment for readers elsewhere (the custom of the
agencies: local time, with GMT in brackets), which moves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from tallybook.coding.moments.calendar import Stretch
from tallybook.coding.moments.clock import hours_of
from tallybook.knowledge.zones import ABBREVIATIONS

_SHORT = rf"(?:(?:GMT|UTC)[+-]\d{{1,2}}|{'|'.join(sorted(ABBREVIATIONS, reverse=True))}|Zulu)\b"
_HOUR = (
    r"(?<![\d.,:$€£])"
    r"(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<past>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?"
    r"|(?P<clock>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?:\s?(?:hours|hrs))?\b"
    rf"|(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hours|hrs|{_SHORT}))(?:\s?(?:hours|hrs))?"
    r"|\b(?P<noon>noon|midday)\b)"
)
_NAME = r"[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)?"
_ZONE = (
    r"(?:(?P<own>local(?:\s[Tt]ime\b|(?=\s*(?:[,.;)]|on\b|$))))"
    rf"|(?:local\s)?(?P<name>{_NAME})\s(?:(?:[Ss]tandard|[Dd]aylight|[Ss]ummer|local)\s)?[Tt]ime\b"
    rf"|(?P<short>{_SHORT})"
    rf"|in\s(?:the\s)?(?P<town>{_NAME}))"
)
_GLOSS = r"\s?\((?:[\d.:]+\s?(?:[ap]\.?m\.?)?|noon|midnight)\s?" rf"{_SHORT}[^)]*\)"
_BETWEEN = r"(?:[\s,]|\bon\b|\bearly\b|\blate\b|\bthis\b|\bthat\b)*"
_LEAD = r"(?:[\s,]|\bat\b|\babout\b|\baround\b|\bapproximately\b|\broughly\b|\bby\b|\bjust\b" \
        r"|\bshortly\b|\bbefore\b|\bafter\b)*"  # fmt: skip
_BEFORE = re.compile(rf"{_HOUR}(?:\s?{_ZONE})?(?P<gloss>{_GLOSS})?{_BETWEEN}$")
_AFTER = re.compile(rf"^{_LEAD}{_HOUR}(?:\s?{_ZONE}|(?P<gloss>{_GLOSS}))")
_BEHIND = re.compile(rf"^(?:[\s,]*{_ZONE}|(?P<gloss>{_GLOSS}))")
_WINDOW = 60
"""Code points to either side in which a clock of the day is looked for: the longest that the
patterns allow, near enough."""

_DAY = (0, 24 * 60 - 1)
_PARTS = {"early": (0, 10 * 60), "late": (17 * 60, _DAY[1])}
NOON = 12 * 60


class ZonedClock(Struct, frozen=True):
    """The minutes of the day, first and last, at which something was by a clock, and its zone.

    `zone` is an abbreviation or a name, "" for the place's own; `where` is the name of a place
    whose clock it is ("01:00 in Iraq").
    """

    minutes: tuple[int, int]
    zone: str = ""
    where: str = ""

    @property
    def own(self) -> bool:
        """Whether the clock is that of the place where it happened."""
        return not (self.zone or self.where)


def find_clock(text: str, start: int, end: int) -> ZonedClock | None:
    """Return the clock with a zone told beside the day that stands at `[start, end)` of a text, or
    None."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    ahead, following = _BEFORE.search(before), _AFTER.match(after)
    behind = _BEHIND.match(after)
    if ahead is not None:
        if ahead["gloss"] or (behind is not None and behind["gloss"] and not _is_zoned(ahead)):
            return ZonedClock(_minutes(ahead))
        zoned = ahead if _is_zoned(ahead) else behind
        return None if zoned is None else _clock(_minutes(ahead), zoned)
    if following is not None:
        return _clock(_minutes(following), following)
    if behind is None or behind["town"] or behind["short"] or behind["gloss"]:
        return None  # Behind a bare day "in Iraq" is a place, and "UN" no clock.
    words = f"{before[-12:]} {text[start:end]}".lower()
    hours = hours_of(text[start:end])
    part = next((m for word, m in _PARTS.items() if re.search(rf"\b{word}\b", words)), _DAY)
    minutes = part if hours is None else (hours[0] * 60, hours[1] * 60)
    return _clock(minutes, behind)


def _is_zoned(found: re.Match[str]) -> bool:
    return any(found[group] for group in ("own", "name", "short", "town"))


def _clock(minutes: tuple[int, int], found: re.Match[str]) -> ZonedClock:
    return ZonedClock(minutes, found["name"] or found["short"] or "", found["town"] or "")


def _minutes(found: re.Match[str]) -> tuple[int, int]:
    if found["noon"]:
        return NOON, NOON
    if found["hour"]:
        hour = int(found["hour"]) % 12 + 12 * (found["half"] == "p")
        minute = hour * 60 + int(found["past"] or 0)
    else:
        clock, past = found["clock"] or found["four"][:2], found["minute"] or found["four"][2:]
        minute = int(clock) * 60 + int(past)
    return minute, minute


def day_there(days: Stretch, clock: ZonedClock | None, written: date | None) -> Stretch:
    """Return the days of a weekday that may be tomorrow's by the clock of the place.

    Who writes on Monday evening of what happened "early on Tuesday local time" writes west of it:
    that Tuesday is tomorrow. Six days back would be "last Tuesday" or a date. Before noon only,
    since hardly two clocks lie farther apart than that in one report.
    """
    if clock is None or written is None or clock.minutes[0] >= NOON:
        return days
    six_back, tomorrow = written - timedelta(6), (written + timedelta(1)).isoformat()
    return Stretch(tomorrow, tomorrow) if days == (six_back.isoformat(),) * 2 else days


def days_at(
    day: date, clock: ZonedClock, its_zones: Sequence[str], place_zones: Sequence[str]
) -> tuple[date, date]:
    """Return the first and last day that it may have been at a place, of any of its zones, when a
    clock of any of `its_zones` showed the minutes of a day."""
    midnight = datetime(day.year, day.month, day.day)
    days = [
        (midnight + timedelta(minutes=minute))
        .replace(tzinfo=ZoneInfo(zone))
        .astimezone(ZoneInfo(place))
        .date()
        for minute in clock.minutes
        for zone in its_zones
        for place in place_zones
    ]
    return min(days), max(days)
