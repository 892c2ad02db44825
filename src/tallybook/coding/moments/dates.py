"""Calendar dates as news writes them: "17 October 2023", "Oct. 17", "Tuesday (October 17)",
"4 FEB 90", "2023-10-17", "mid-March", "the 1990s".

A month's or a weekday's name can be another word or a name: "may", "march", "sun", "sat". Such a
word is a date only with a number beside it, or in capitals after a preposition of time. A date
that opens a proper name ("17 July Street", "Black Friday") is no date.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from tallybook.coding.counts.changes import FALLS, RISES
from tallybook.coding.counts.numerals import ORDINALS, TENS
from tallybook.coding.counts.units import UNIT_SYMBOLS
from tallybook.coding.language.token_rows import Tokens, word_set
from tallybook.coding.moments.calendar import (
    MONTHS,
    WEEKDAYS,
    Part,
    Partial,
    Stretch,
    stretch,
    valid_day,
)
from tallybook.knowledge.zones import ABBREVIATIONS


class DateRead(NamedTuple):
    """A date that ends before the word `end`."""

    end: int
    partial: Partial


_AMBIGUOUS_MONTHS = word_set(
    """
    may march mar jan jun dec sep oct nov feb apr jul aug sept
    """
)  # fmt: skip
_AMBIGUOUS_WEEKDAYS = frozenset({"mon", "sun", "sat", "wed", "tue", "thu", "fri"})
_TIME_PREPOSITIONS = word_set(
    """
    in since until till by of during last this next early mid late through from to between
    before after late- mid- every previous past beginning ending end for and
    """
)
_YEAR_PREPOSITIONS = word_set(
    """
    in since until till by of during from before after early mid late through to between than
    and for around circa ( , beginning ending end summer winter autumn spring fall year
    """
)
_ATTACKS = word_set(
    """
    attack attacks strike strikes bombing bombings raid raids massacre killing killings shooting
    shootings blast blasts explosion assault ambush offensive missile drone rocket car suicide
    """
)
_NAME_HEADS = word_set(
    """
    street road square bridge avenue boulevard city district quarter neighbourhood
    neighborhood stadium university hospital school camp mosque alliance coalition movement
    brigade brigades battalion battalions airport college park market intifada group
    organisation organization base village palace times telegraph mirror mail herald express
    tribune post observer punch trust
    """
)
_NAME_OPENERS = word_set(
    """
    black bloody good ash palm easter super cyber holy maundy red
    """
)
_PARTS: dict[str, Part] = {
    "early": "early", "mid": "mid", "middle": "mid", "late": "late", "beginning": "early",
    "start": "early", "end": "late", "begin": "early",
}  # fmt: skip
_NEVER_AFTER_DAY = frozenset({"%", "percent", "million", "thousand", "hundred", "am", "pm", "a.m.",
                              "p.m."})  # fmt: skip
_COUNTED_AFTER_IN = frozenset({"people", "dead", "killed", "wounded", "injured", "attacks", "were",
                               "civilians", "soldiers"})  # fmt: skip
_DAY = re.compile(r"^(\d{1,2})(st|nd|rd|th)?$")
_YEAR = re.compile(r"^(1[5-9]\d\d|20\d\d)$")
_SHORT_YEAR = re.compile(r"^'?(\d\d)$")
_DECADE = re.compile(r"^(1[5-9]\d|20\d)0s$")
_NUMERIC = re.compile(r"^(\d{1,4})([/.\-])(\d{1,2})\2(\d{2,4})$")
_AFTER_SHORT_YEAR = word_set(
    """
    . , ; : ) ( - -- ¶ / in at on by and the a an to from of
    """
)


def read_date(tokens: Tokens, index: int) -> DateRead | None:
    """Return the longest calendar date at `index`, or None."""
    found = _read_date(tokens, index)
    if found is None or _opens_name(tokens, index, found.end):
        return None
    return found


def _read_date(tokens: Tokens, index: int) -> DateRead | None:
    low = tokens.low
    word = low[index]
    if word in WEEKDAYS:
        return _weekday(tokens, index)
    if word in MONTHS:
        return _month_first(tokens, index)
    if word == "the":
        return _day_first(tokens, index + 1, article=True)
    if word in ORDINALS or (word in TENS and low[index + 1] == "-"):
        return _spelled_day(tokens, index)
    if word[:1].isdigit():
        return _day_first(tokens, index, article=False) or _year(tokens, index)
    return None


def read_part(tokens: Tokens, index: int) -> tuple[int, Part] | None:
    """Return the end and sense of "early", "mid-", "late", "the end of"; None for none."""
    low = tokens.low
    at = index + 1 if low[index] == "the" else index
    part = _PARTS.get(low[at])
    if part is None:
        glued = _PARTS.get(low[at].rstrip("-")) if low[at].endswith("-") else None
        return (at + 1, glued) if glued else None
    after = at + 1
    if low[at] in ("beginning", "start", "end", "middle", "begin"):
        return (after + 1, part) if low[after] == "of" else None
    if at != index:
        return None
    if low[after] == "-" or (low[after] == "in" and part in ("early", "late")):
        after += 1
    return after, part


def year_at(tokens: Tokens, index: int) -> int | None:
    """Return the year in figures at `index`, whatever stands before it, or None."""
    found = _YEAR.match(tokens.low[index])
    return int(found[1]) if found and not _counted(tokens, index) else None


def read_decade(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """Return the end and first year of a decade in figures ("1990s"); None for none."""
    found = _DECADE.match(tokens.low[index])
    return (index + 1, int(found[1]) * 10) if found else None


def read_numeric(tokens: Tokens, index: int) -> tuple[int, Stretch] | None:
    """Return the end and days of a date in figures.

    Year first is ISO 8601. Otherwise day and month stand in the order of the country, which
    the text does not tell: where both could be a month, the stretch holds both readings.
    """
    low = tokens.low
    end, word = index + 1, low[index]
    if low[end] in ("-", "/") and low[end + 2] == low[end] and tokens.glued(end):
        word, end = "".join(low[index : index + 5]), index + 5
    elif low[end] == "-" and low[end + 2][:1] == "-":
        return None
    found = _NUMERIC.match(word)
    if not found:
        return None
    first, middle, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4:
        return _days_of(end, [(first, middle, last)])
    if len(found[1]) > 2 or len(found[4]) == 3:
        return None
    year = last if len(found[4]) == 4 else two_digit_year(last)
    return _days_of(end, [(year, middle, first), (year, first, middle)])


def two_digit_year(number: int) -> int:
    """Return the full year: 69-99 are 1969-1999, 00-68 are 2000-2068 (POSIX strptime, %y)."""
    return 1900 + number if number >= 69 else 2000 + number


def _days_of(end: int, candidates: list[tuple[int, int, int]]) -> tuple[int, Stretch] | None:
    days = [date(y, m, d) for y, m, d in candidates if y >= 1500 and valid_day(y, m, d)]
    return (end, stretch(min(days), max(days))) if days else None


def _weekday(tokens: Tokens, index: int) -> DateRead | None:
    low = tokens.low
    weekday = WEEKDAYS[low[index]]
    at = index + 1
    for skip in (("the",), (",", "the"), (",",), ("(",), ()):
        if tokens.match(at, skip):
            found = _calendar(tokens, at + len(skip))
            if found is not None and found.partial.day is not None:
                end = found.end + (1 if skip == ("(",) and low[found.end] == ")" else 0)
                return DateRead(end, found.partial._replace(weekday=weekday))
    number = _day_of_month(low[at + 1]) if low[at] == "the" else None
    if number is not None and number[2]:
        return DateRead(at + 2, Partial(weekday=weekday, day=int(number[1])))  # "Friday the 13th"
    if low[index].rstrip(".") in _AMBIGUOUS_WEEKDAYS:
        return None
    return DateRead(at, Partial(weekday=weekday))


def _calendar(tokens: Tokens, index: int) -> DateRead | None:
    word = tokens.low[index]
    if word in MONTHS:
        return _month_first(tokens, index)
    if word in ORDINALS:
        return _spelled_day(tokens, index)
    return _day_first(tokens, index, article=False) if word[:1].isdigit() else None


def _month_first(tokens: Tokens, index: int) -> DateRead | None:
    """Read "October", "October 17", "Oct. 17, 2023", "October 2023", "October the 17th"."""
    low = tokens.low
    month, at = MONTHS[low[index]], index + 1
    if low[at] == "." and tokens.glued(at) and len(low[index]) < 5:
        at += 1
    day_at = at + 1 if low[at] == "the" else at
    if tokens.text[index] == "may" and low[index - 1] not in _TIME_PREPOSITIONS | {"on", "since"}:
        return None
    day = _day_number(tokens, day_at, after_in=low[index - 1] == "in")
    if day is not None and valid_day(None, month, day[1]):
        return _with_year(tokens, day[0], Partial(month=month, day=day[1]))
    year_at = at + 1 if low[at] in (",", "of") else at
    if _YEAR.match(low[year_at]):
        return DateRead(year_at + 1, Partial(year=int(low[year_at]), month=month))
    if not _is_month_alone(tokens, index):
        return None
    return DateRead(at if low[index].endswith(".") else index + 1, Partial(month=month))


def _is_month_alone(tokens: Tokens, index: int) -> bool:
    """Whether a month's name without a number beside it is the month.

    "May" the modal verb opens questions and wishes, "March" is a demonstration too, and short
    forms are names or words; all of them are dates after a preposition of time.
    """
    word = tokens.low[index]
    if word.rstrip(".") not in _AMBIGUOUS_MONTHS:
        return True
    following = tokens.text[index + 1]
    if not tokens.text[index][:1].isupper() or (following.isalpha() and following[0].isupper()):
        return False
    if word == "may" and tokens.tag(index + 1) in ("VBD", "VBZ"):
        return True  # "May saw 14 raids": behind a modal a verb has its base form.
    before = tokens.low[index - 1]
    if before in ("the", "a", "that", "'s", "’s") and following in _ATTACKS:
        return True  # "The March missile strike": what is named by its month.
    if before == "-":
        before = tokens.low[index - 2]
    return before in _TIME_PREPOSITIONS or (before == "," and tokens.low[index + 1] in (",", "."))


def _day_of_month(word: str) -> re.Match[str] | None:
    found = _DAY.match(word)
    return found if found and 1 <= int(found[1]) <= 31 else None


def _day_number(tokens: Tokens, index: int, *, after_in: bool) -> tuple[int, int] | None:
    """Return the end and number of a day of the month in figures, or None.

    A number that a unit follows is no day. English says "on October 17" and "in October", so
    after "in" a number before a casualty's participle counts ("in October 17 killed").
    """
    low = tokens.low
    found = _day_of_month(low[index])
    if found is None:
        return None
    following = low[index + 1]
    if following in _NEVER_AFTER_DAY or (after_in and following in _COUNTED_AFTER_IN):
        return None
    return index + 1, int(found[1])


def _day_first(tokens: Tokens, index: int, *, article: bool) -> DateRead | None:
    """Read "17 October", "17th of October 2023", "17-OCT-23", and with an article "the 17th"."""
    low = tokens.low
    if article and (low[index] in ORDINALS or (low[index] in TENS and low[index + 1] == "-")):
        return _spelled_day(tokens, index)
    found = _day_of_month(low[index])
    if found is None:
        return None
    day, at = int(found[1]), index + 1
    if (low[at] == "of" and (found[2] or article)) or (low[at] == "-" and low[at + 1] in MONTHS):
        at += 1
    if low[at] in MONTHS and valid_day(None, MONTHS[low[at]], day):
        if low[at] == "may" and tokens.text[at] == "may" and not found[2]:
            # "the 17 may have fled": lower-case "may" after a bare number is the verb, unless
            # a year follows, as in wire copy that was printed in capitals.
            following = low[at + 1]
            if not (_YEAR.match(following) or _SHORT_YEAR.match(following)):
                return None
        month = MONTHS[low[at]]
        end = at + 1
        if low[end] == "." and tokens.glued(end) and len(low[at]) < 5 and low[at] != "may":
            end += 1 if low[end + 1][:1].isdigit() else 0
        return _with_year(tokens, end, Partial(month=month, day=day), short=True)
    if article and found[2] and not low[index + 1][:1].isalnum():
        return DateRead(index + 1, Partial(day=day))
    if article and found[2] and low[index + 1] in ("and", "in", "at", "when", "after", "as"):
        if low[index + 1] == "in" and _YEAR.match(low[index + 2]):
            return None  # "The bombing, the 21st in 2025": a rank.
        return DateRead(index + 1, Partial(day=day))
    return None


def _spelled_day(tokens: Tokens, index: int) -> DateRead | None:
    """Read "first of May", "twenty-third of October"."""
    low = tokens.low
    if low[index] in TENS:
        day, at = TENS[low[index]] + ORDINALS.get(low[index + 2], 0), index + 3
    else:
        day, at = ORDINALS[low[index]], index + 1
    if low[at] == "of" and low[at + 1] in MONTHS and valid_day(None, MONTHS[low[at + 1]], day):
        return _with_year(tokens, at + 2, Partial(month=MONTHS[low[at + 1]], day=day))
    return None


def _with_year(tokens: Tokens, end: int, partial: Partial, *, short: bool = False) -> DateRead:
    """Add the year that follows a day and month: "2023", ", 2023", "of 2023", "90", "-90"."""
    low = tokens.low
    # "The September 11, 2001 attacks": after an article the whole date tells which attacks.
    attributive = low[end - 2] in MONTHS and low[end - 3] in ("the", "a", "an", "this", "that")
    for skip in ((), (",",), ("of",), ("-",), ("/",)):
        at = end + len(skip)
        if not tokens.match(end, skip):
            continue
        if _YEAR.match(low[at]) and (attributive or not _counted(tokens, at)):
            year = int(low[at])
            if partial.day is None or valid_day(year, partial.month or 1, partial.day):
                return DateRead(at + 1, partial._replace(year=year))
        found = _SHORT_YEAR.match(low[at])
        if found and short and skip in ((), ("-",)) and low[at + 1] in {*_AFTER_SHORT_YEAR, ""}:
            return DateRead(at + 1, partial._replace(year=two_digit_year(int(found[1]))))
    return DateRead(end, partial)


def _year(tokens: Tokens, index: int) -> DateRead | None:
    """Read a bare year: after a preposition ("in 2019"), after an article before a noun ("the 2015
    attacks"), or where it saw something ("2024 saw 31 attacks"). Before a plural without an article
    it is a number ("2000 troops")."""
    low = tokens.low
    if not _YEAR.match(low[index]) or low[index + 1] == "block" or _is_amount(tokens, index):
        return None  # "the 1900 block of Elm Street": house numbers.
    if low[index + 1] in ("hours", "hrs", "local") or tokens.text[index + 1] in ABBREVIATIONS:
        return None  # "(1800 GMT)", "around 1900 hours": a clock of four digits.
    before = low[index - 1]
    year = DateRead(index + 1, Partial(year=int(low[index])))
    if before in ("the", "a", "an", "'s", "his", "her", "its", "their", "that", "this"):
        return year if low[index + 1].isalpha() or low[index + 1] == "-" else None
    if before == "-" and low[index - 2] in ("mid", "post", "pre", "late", "early"):
        return year
    if before in MONTHS or (before in _YEAR_PREPOSITIONS and not _counted(tokens, index)):
        return year
    return year if low[index + 1] in ("'s", "saw", "witnessed") else None


def _is_amount(tokens: Tokens, index: int) -> bool:
    """Whether a figure that could be a year says how much: with a unit ("the 1520 sq m hall"), in
    what compares or sums numbers ("more than 2000", "an average of 1500"), or as what a thing rose
    or fell to, where it did not do so from a year ("climbed to 2000")."""
    low = tokens.low
    before = low[index - 1]
    if low[index + 1] in UNIT_SYMBOLS:
        return True
    if before == "than":
        return low[index - 2] in ("more", "fewer", "less", "higher", "lower", "greater")
    if before == "of":
        return low[index - 2] in _SUMS
    risen = low[index - 2] in RISES | FALLS
    return before == "to" and risen and low[index - 2] not in ("up", "down")


_SUMS = frozenset({"average", "total", "maximum", "minimum", "excess", "upwards", "toll", "number"})


def _counted(tokens: Tokens, index: int) -> bool:
    """Whether a plural noun follows, so that the figure counts it. "In 2021 rebels attacked": "in"
    at the head of a clause sets its time, and the noun is its subject (Quirk et al., §8.45)."""
    word = tokens.low[index + 1]
    heads = index < 2 or tokens.low[index - 2] in (",", ";", ".", "and", "but", "", "then")
    if tokens.low[index - 1] == "in" and heads and word not in _CASES:
        return False
    if word in ("people", "men", "women", "children", "police", "personnel"):
        return True
    return len(word) > 3 and word.isalpha() and word.endswith("s") and word not in (
        "was", "has", "this", "his", "as", "is", "across", "as", "its", "saw", "thus", "elections",
    )  # fmt: skip


_CASES = frozenset({"cases", "instances", "places", "households", "homes", "schools", "words"})
"""What something is "in" so many of."""


def _opens_name(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the date is the first part of a name ("14 July Bridge") or the last of one."""
    following = tokens.text[end]
    if tokens.low[end] in _NAME_HEADS and following[:1].isupper():
        return True
    return (
        tokens.low[start - 1] in _NAME_OPENERS
        and tokens.text[start - 1][:1].isupper()
        and tokens.low[start] in WEEKDAYS
    ) or (tokens.low[start - 1] == "black" and tokens.low[start] == "september")
