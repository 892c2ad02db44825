"""Dates in other calendars and languages, and feasts: "10 Muharram 1445", "5 Tishreen al-Thani",
"17 octobre 2023", "the eve of Eid al-Fitr", "Orthodox Easter".

A feast's days follow from its calendar. Where the text names no year, they are those of the last
one that had begun, as for dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tallybook.coding.counts.numerals import read_ordinal
from tallybook.coding.language.token_rows import Tokens, by_first_word, word_set
from tallybook.coding.moments.calendar import (
    OPEN,
    Partial,
    Stretch,
    clip,
    shift_day,
    stretch,
    third,
    valid_day,
)
from tallybook.coding.moments.dates import read_part
from tallybook.coding.moments.foreign_dates import read_foreign_date
from tallybook.coding.moments.month_names import FIRST_WORDS, MonthName, read_month_name
from tallybook.coding.moments.other_calendars import (
    SIGHTING,
    Days,
    easter,
    hanukkah,
    jewish_new_year,
    month_days,
    orthodox_easter,
    passover,
    years_around,
)
from tallybook.coding.moments.readings import (
    Kind,
    RelativeTo,
    Source,
    TimeReading,
    date_reading,
    speaks_of_future,
    unresolved,
)

_DAY = re.compile(r"^(\d{1,2})(st|nd|rd|th|er|º|\.)?$")
_YEAR = re.compile(r"^(1[0-9]|20)\d\d$")
_ERAS = {
    "ah": "own", "a.h.": "own", "hijri": "own", "e.c.": "own", "ec": "own", "a.m.": "own",
    "sh": "own", "g.c.": "gregorian", "gc": "gregorian", "ce": "gregorian", "ad": "gregorian",
}  # fmt: skip
"""What stands behind a year: the calendar's own era, or the Gregorian one."""

GREGORIAN_FROM = {"hijri": 1600, "solar": 1600, "ethiopian": 9999, "coptic": 1850}
"""From this number on a year beside a calendar's month is Gregorian ("Ramadan 2023"). Ethiopian
years lie seven or eight behind and look alike: there a year is Ethiopian unless "G.C." follows."""

_BEFORE_MONTH = word_set(
    "in during of since until till before after through this last next throughout"
)
_OF = frozenset({"of", "de", "del", "di", "min"})


class Feast(NamedTuple):
    """A feast: its days in a Gregorian year, and words that are another thing's name as well
    (`bare`), so that a preposition of time must stand before."""

    days: Callable[[int], list[Days]]
    bare: bool = False


def _hijri(month: int, first: int, last: int) -> Callable[[int], list[Days]]:
    def days(year: int) -> list[Days]:
        found = []
        for own in years_around("hijri", date(year, 1, 1)):
            opening, closing = month_days("hijri", own, month, first), _last(own, month, last)
            if opening is not None and opening[0].year == year:
                found.append((opening[0], closing))
        return found

    return days


def _last(year: int, month: int, day: int) -> date:
    closing = month_days("hijri", year, month, day) or month_days("hijri", year, month)
    assert closing is not None
    return closing[1]


def _from(
    start: Callable[[int], date], first: int = 0, last: int = 0
) -> Callable[[int], list[Days]]:
    return lambda year: [(start(year) + timedelta(first), start(year) + timedelta(last))]


def _either_easter(year: int) -> list[Days]:
    """Easter of which churches, the text does not say; they keep it together in few years."""
    both = easter(year), orthodox_easter(year)
    return [(min(both), max(both))]


def _nowruz(year: int) -> list[Days]:
    days = month_days("solar", year - 621, 1, 1)
    assert days is not None
    return [days]


def _fixed(month: int, day: int) -> Callable[[int], list[Days]]:
    return lambda year: [(date(year, month, day), date(year, month, day))]


_FITR, _ADHA, _RAMADAN = _hijri(10, 1, 3), _hijri(12, 10, 13), _hijri(9, 1, 30)


def _either_eid(year: int) -> list[Days]:
    return sorted([*_FITR(year), *_ADHA(year)])


_FEASTS: dict[str, Feast] = {
    "eid": Feast(_either_eid, bare=True),
    **dict.fromkeys(
        ("eid al - fitr", "eid ul - fitr", "eid - ul - fitr", "eid al fitr", "eid - al - fitr",
         "eid ul fitr", "idul fitri"), Feast(_FITR)),
    **dict.fromkeys(
        ("eid al - adha", "eid ul - adha", "eid - ul - adha", "eid al adha", "eid - al - adha",
         "eid ul - azha", "eid - ul - azha", "eid ul azha", "kurban bayrami", "tabaski"),
        Feast(_ADHA)),
    **dict.fromkeys(("ashura", "ashoura"), Feast(_hijri(1, 10, 10), bare=True)),
    **dict.fromkeys(("arbaeen", "arbain"), Feast(_hijri(2, 20, 20), bare=True)),
    **dict.fromkeys(("mawlid", "mawlid al - nabi"), Feast(_hijri(3, 12, 17), bare=True)),
    **dict.fromkeys(("nowruz", "newroz", "norouz", "navruz", "nauroz"), Feast(_nowruz, bare=True)),
    "orthodox easter": Feast(_from(orthodox_easter)),
    "orthodox easter sunday": Feast(_from(orthodox_easter)),
    "orthodox good friday": Feast(_from(orthodox_easter, -2, -2)),
    "orthodox christmas": Feast(_fixed(1, 7)), "coptic christmas": Feast(_fixed(1, 7)),
    "orthodox christmas eve": Feast(_fixed(1, 6)), "coptic christmas eve": Feast(_fixed(1, 6)),
    "timkat": Feast(_fixed(1, 19), bare=True),
    "catholic easter": Feast(_from(easter)), "western easter": Feast(_from(easter)),
    "easter sunday": Feast(_either_easter), "easter": Feast(_either_easter, bare=True),
    "easter monday": Feast(_from(easter, 1, 1)), "good friday": Feast(_from(easter, -2, -2)),
    "holy saturday": Feast(_from(easter, -1, -1)), "maundy thursday": Feast(_from(easter, -3, -3)),
    "holy thursday": Feast(_from(easter, -3, -3)), "holy wednesday": Feast(_from(easter, -4, -4)),
    "palm sunday": Feast(_from(easter, -7, -7)),
    "rosh hashanah": Feast(_from(jewish_new_year, 0, 1)),
    "yom kippur": Feast(_from(jewish_new_year, 9, 9)),
    "sukkot": Feast(_from(jewish_new_year, 14, 20), bare=True),
    "simchat torah": Feast(_from(jewish_new_year, 21, 22)),
    "hanukkah": Feast(_from(hanukkah, 0, 7), bare=True),
    "purim": Feast(_from(passover, -30, -30), bare=True),
    "passover": Feast(_from(passover, 0, 7), bare=True),
    "shavuot": Feast(_from(passover, 50, 50), bare=True),
}  # fmt: skip
"""Feasts by the words of their names. Western churches far outnumber others in "Good Friday" and
the days that only they call so."""

_UNKNOWN = ("diwali", "thanksgiving")
"""Feasts whose day differs by country, or follows from no arithmetic."""

_BY_FIRST = by_first_word((tuple(name.split()), feast) for name, feast in _FEASTS.items())
_OPENERS = word_set("during at over before after on of this last in since until by around for next")
STARTERS = frozenset(_BY_FIRST) | FIRST_WORDS | frozenset(_UNKNOWN) | {"eve"}


def read_named_day(source: Source, index: int) -> TimeReading | None:
    """Return the feast, or the date with a month of another calendar or language, at `index`."""
    return _feast(source, index) or _other_date(source, index) or read_foreign_date(source, index)


def _feast(source: Source, index: int) -> TimeReading | None:
    """Read "Eid al-Fitr", "the first day of Eid", "the eve of Ashura", "Easter Sunday 2019"."""
    tokens, low = source.tokens, source.tokens.low
    at = index + 1 if low[index] == "the" else index
    part: int | None = None
    if low[at] == "eve" and low[at + 1] == "of":
        part, at = 0, at + 2
    else:
        ordinal = read_ordinal(tokens, at)
        if ordinal is not None and low[ordinal.end] == "day" and low[ordinal.end + 1] == "of":
            part, at = int(ordinal.value), ordinal.end + 2
        elif at != index:
            return None
    if low[at] in _UNKNOWN and low[at - 1] in _OPENERS:
        return unresolved(index, at + 1, "period", "feast")
    for words, feast in _BY_FIRST.get(low[at], ()):
        end = at + len(words)
        if not tokens.match(at, words) or not tokens.text[at][:1].isupper():
            continue
        if feast.bare and not (low[index - 1] in _OPENERS or part is not None):
            return None
        if feast.bare and tokens.text[end][:1].isupper():
            return None  # "the Easter Rising", "Eid Mohammed".
        end, year = _year_after(source, end)
        days = _of_feast(source, index, end, feast, year)
        if part is not None:
            days = _part(days, part, unsure=feast.days in (_FITR, _ADHA, _either_eid))
        kind: Kind = "point" if _within_days(days, 3) else "period"
        relative: RelativeTo | None = None if year is not None else "document"
        return TimeReading(index, end, days, kind, "feast", relative)
    return None


def _within_days(days: Stretch, most: int) -> bool:
    """Whether a feast lasts a day, be it known to a day or two."""
    if days.earliest is None or days.latest is None:
        return False
    return (date.fromisoformat(days.latest) - date.fromisoformat(days.earliest)).days < most


def _part(days: Stretch, part: int, *, unsure: bool) -> Stretch:
    """Return the day of that number of a feast, 0 for its eve; a day more to both sides where the
    feast begins with a sighted crescent."""
    if days.earliest is None:
        return OPEN
    first = date.fromisoformat(days.earliest) + timedelta(part - 1)
    return stretch(first, first + timedelta(2 if unsure else 0))


def _year_after(source: Source, end: int) -> tuple[int, int | None]:
    """Return the end and the Gregorian year behind a feast: "2019", "in 2019", "last year"."""
    low = source.tokens.low
    at = end + 1 if low[end] in (",", "of", "in") else end
    if _YEAR.match(low[at]) and int(low[at]) >= 1800:
        return at + 1, int(low[at])
    if low[at] in ("last", "this", "next") and low[at + 1] == "year" and source.reference:
        return at + 2, source.reference.year + {"last": -1, "this": 0, "next": 1}[low[at]]
    return end, None


def _of_feast(source: Source, start: int, end: int, feast: Feast, year: int | None) -> Stretch:
    if year is not None:
        return _spanning(feast.days(year))
    if source.reference is None:
        return OPEN
    around = range(source.reference.year - 2, source.reference.year + 3)
    return _nearest(source, start, end, [days for y in around for days in feast.days(y)])


def _nearest(source: Source, start: int, end: int, found: Iterable[Days]) -> Stretch:
    """Return the last days that had begun when the text was written; with a future, the next."""
    reference = source.reference
    if reference is None:
        return OPEN
    ordered = sorted(found)
    if speaks_of_future(source.tokens, start, end):
        ahead = [days for days in ordered if days[1] >= reference]
        return stretch(*ahead[0]) if ahead else OPEN
    begun = [days for days in ordered if days[0] <= reference]
    return clip(stretch(*begun[-1]), reference) if begun else OPEN


def _spanning(found: list[Days]) -> Stretch:
    return stretch(found[0][0], found[-1][1]) if found else OPEN


def _other_date(source: Source, index: int) -> TimeReading | None:
    """Read "12 Meskerem 2016", "the tenth of Muharram", "mid-Ramadan", "17 de octubre de 2023"."""
    tokens, low = source.tokens, source.tokens.low
    day, at = _day_at(tokens, index)
    qualified = read_part(tokens, index) if day is None else None
    at, part = qualified if qualified is not None else (at, None)
    named = read_month_name(tokens, at)
    if named is None:
        return None
    end, month = named
    behind = _DAY.match(low[end]) if day is None and part is None else None
    if behind and 1 <= int(behind[1]) <= 31:
        day, end = int(behind[1]), end + 1
    year, end, era = _own_year(source, end)
    exact = year is not None and day is not None
    if month.doubtful and not exact and not _surely(source, (at, end), month, year, index):
        return None
    if day is None and year is None and part is None and low[index - 1] not in _BEFORE_MONTH:
        return None
    if month.calendar == "gregorian":
        partial = Partial(year=year, month=month.month, day=day, part=part)
        return _gregorian(source, index, end, partial)
    days = _days(source, (index, end), month, day, (year, era))
    if days is None:
        return None
    relative: RelativeTo | None = None if year is not None else "document"
    kind: Kind = "point" if day is not None else "period"
    rule = f"{month.calendar} calendar"
    days = in_sighted(days, rule, source.reference, lambda month: third(month, part))
    return TimeReading(index, end, days, kind, rule, relative)


def _day_at(tokens: Tokens, index: int) -> tuple[int | None, int]:
    """Return the day before a month's name, and where the name begins: "12", "the tenth of"."""
    low = tokens.low
    at = index + 1 if low[index] == "the" else index
    found = _DAY.match(low[at])
    ordinal = None if found else read_ordinal(tokens, at)
    if found and 1 <= int(found[1]) <= 31:
        after = at + 1
        return int(found[1]), after + (low[after] in (".", "-") or low[after] in _OF)
    if ordinal is not None and ordinal.value <= 31 and low[ordinal.end] in _OF:
        return int(ordinal.value), ordinal.end + 1
    return None, index


def in_sighted(
    days: Stretch, rule: str, reference: date | None, change: Callable[[Stretch], Stretch]
) -> Stretch:
    """Return a change of days that makes a part of them; of a Hijri month, which may have begun a
    day earlier or later than the table has it, the part by the table and a day to both sides."""
    if rule != HIJRI or days.earliest is None or days.latest is None:
        return change(days)
    slack = SIGHTING.days
    cut = reference is not None and days.latest == reference.isoformat()
    end = days.latest if cut else shift_day(days.latest, -slack)
    part = change(Stretch(shift_day(days.earliest, slack), end))
    if part.earliest is None or part.latest is None:
        return part
    return clip(Stretch(shift_day(part.earliest, -slack), shift_day(part.latest, slack)), reference)


HIJRI = "hijri calendar"
"""The rule of readings whose months begin with a sighted crescent."""


def _surely(
    source: Source, words: tuple[int, int], month: MonthName, year: int | None, start: int
) -> bool:
    """ "In Ramadan", "10 Ramadan", "Rajab 1444": of a name that is also a person's, a month where a
    preposition of time or the day stands before and no other name follows, or its year does."""
    low = source.tokens.low
    at, end = words
    if month.calendar == "hijri":
        opened = low[at - 1] in _BEFORE_MONTH or start < at
        return (opened and not source.tokens.text[end][:1].isupper()) or year is not None
    return False


def _own_year(source: Source, end: int) -> tuple[int | None, int, str]:
    """Return the year behind a month, where it ends, and its era's name in `_ERAS`."""
    low = source.tokens.low
    at = end + 1 if low[end] in (",", *_OF) else end
    figures = low[at].removesuffix(".")  # No tokeniser of English parts it from other digits.
    if not _YEAR.match(figures):
        return None, end, ""
    era = _ERAS.get(low[at + 1], "")
    return int(figures), at + 2 if era else at + 1, era


def _gregorian(source: Source, start: int, end: int, partial: Partial) -> TimeReading | None:
    if partial.year is not None and partial.year < 1500:
        return None
    if partial.day is not None and not valid_day(partial.year, partial.month or 1, partial.day):
        return None
    return date_reading(source, start, end, partial)


def _days(
    source: Source,
    words: tuple[int, int],
    month: MonthName,
    day: int | None,
    stated: tuple[int | None, str],
) -> Stretch | None:
    year, era = stated
    own = year is not None and (era == "own" or year < GREGORIAN_FROM[month.calendar])
    if year is not None and own and era != "gregorian":
        days = month_days(month.calendar, year, month.month, day)
        return stretch(*days) if days is not None else None
    if year is not None:
        return _spanning([d for d in _instances(month, day, date(year, 7, 1)) if d[0].year == year])
    if source.reference is None:
        return OPEN
    return _nearest(source, *words, _instances(month, day, source.reference))


def _instances(month: MonthName, day: int | None, around: date) -> Iterator[Days]:
    for year in years_around(month.calendar, around):
        days = month_days(month.calendar, year, month.month, day)
        if days is not None:
            yield days
