"""Whole dates in other languages than English that the own tables do not hold: "17 października
2023", "17 ตุลาคม 2023", "2023年10月17日".

The library `dateparser` knows the months of some two hundred languages. It is asked only for a date
that stands there whole, with day, month and year in figures and words, since on less it guesses
("9 men 2023" is to it a month in Lithuanian); and its answer is taken only where it has the day and
the year that the text has. See docs/decisions.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tallybook.coding.moments.calendar import Partial, valid_day
from tallybook.coding.moments.readings import Source, TimeReading, date_reading

_DAY = re.compile(r"^(\d{1,2})\.?$")
_YEAR = re.compile(r"^(19|20)\d\d$")
_CHARACTERS = re.compile(r"^(\d{4})[年년](\d{1,2})[月월](\d{1,2})[日일]?$")
"""Dates in Chinese, Japanese and Korean, which name their parts by characters."""

_SHORTEST = 4
"""Letters of a month's name in Latin letters: shorter ones are abbreviations, and words of English
too often ("sun", "set", "men")."""

_OF = frozenset({"de", "del", "di", "da", "d'"})


def read_foreign_date(source: Source, index: int) -> TimeReading | None:
    """Return the whole date in another language at `index`, or None."""
    tokens = source.tokens
    characters = _CHARACTERS.match(tokens.text[index])
    if characters is not None:
        year, month, day = (int(part) for part in characters.groups())
        return _reading(source, index, index + 1, Partial(year, month, day))
    found = _DAY.match(tokens.text[index])
    if found is None:
        return None
    at = index + 1 + (tokens.text[index + 1] == ".")
    at += tokens.low[at] in _OF
    word = tokens.text[at]
    after = at + 1 + (tokens.low[at + 1] in _OF)
    if not _may_be_month(word) or not _YEAR.match(tokens.text[after]):
        return None
    number = month_of(word)
    if number is None:
        return None
    partial = Partial(int(tokens.text[after]), number, int(found[1]))
    return _reading(source, index, after + 1, partial)


def _may_be_month(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "")
    plain = all(c.isalpha() or not c.isascii() for c in letters)
    return plain and len(letters) >= (_SHORTEST if letters.isascii() else 2)


def _reading(source: Source, start: int, end: int, partial: Partial) -> TimeReading | None:
    if not valid_day(partial.year, partial.month or 0, partial.day or 0):
        return None
    return date_reading(source, start, end, partial)


@lru_cache(maxsize=1 << 12)
def month_of(word: str) -> int | None:
    """Return the month that a word names in the likeliest language that has it, or None."""
    from dateparser.date import DateDataParser  # Costs a quarter of a second: few reports need it.

    # A whole date, since alone a word is read as a weekday, a number or a unit of time.
    parser = DateDataParser(settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    read = parser.get_date_data(f"{_PROBE_DAY} {word} {_PROBE_YEAR}").date_obj
    if read is None or (read.day, read.year) != (_PROBE_DAY, _PROBE_YEAR):
        return None
    return int(read.month)


_PROBE_DAY, _PROBE_YEAR = 23, 2001
"""A day that is no month's number and a year that no unit of time reaches."""
