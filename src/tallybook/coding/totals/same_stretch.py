"""The same stretch of another year: "64 attacks in May, against 43 in the same month of 2024".

"Same" takes its value from a description just given (Halliday & Hasan 1976, ch. 2 on comparative
reference): the months told of, in the year that follows it. "A year earlier" is that as well.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from tallybook.coding.moments.finding import MomentMention
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc

_LONGEST = 9
"""Words of the longest such phrase."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BEFORE = r"last year|the (?:previous|preceding) year|the year before|a year (?:earlier|before|ago)"
_SAME = re.compile(
    r"(?:(?:in|during|over|for) )?the (?:same|corresponding|comparable) (?:\w+ )?"
    r"(?:period|months?|weeks?|quarter|half|stretch|time|span|days?) "
    rf"(?:(?:of|in) )?(?:{_YEAR}|{_BEFORE})\b|(?:{_BEFORE})\b"
)


def names_same_stretch(doc: Doc, at: int) -> bool:
    """Whether the words from a token on name a stretch through one told before."""
    return _match(doc, at) is not None


def _match(doc: Doc, at: int) -> re.Match[str] | None:
    words = [t.lower_ for t in doc[at : min(at + _LONGEST, len(doc))]]
    return _SAME.match(" ".join(words))


def same_stretch(doc: Doc, at: int, whole: Moment) -> MomentMention | None:
    """Return the stretch that the words from a token on name through the one told before; None
    where they name none."""
    found = _match(doc, at)
    if found is None or whole.first is None or whole.last is None:
        return None
    if found["year"] and whole.first.year != whole.last.year:
        return None
    if found[0] == "last year" and (whole.last - whole.first).days >= _A_YEAR:
        return None  # "31 in 2023, against 24 last year": by the calendar of the report.
    back = whole.first.year - int(found["year"]) if found["year"] else 1
    end = at + found[0].count(" ") + 1
    first = _in_year(whole.first, whole.first.year - back)
    last = _in_year(whole.last, whole.last.year - back)
    return MomentMention(
        start=at,
        end=end,
        start_char=doc[at].idx,
        end_char=doc[end - 1].idx + len(doc[end - 1].text),
        moment=Moment(first.isoformat(), last.isoformat(), "throughout", doc.words(at, end)),
        rule="the same stretch of another year",
        kind="period",
    )


_A_YEAR = 300
"""Days from which a stretch is a year."""


def _in_year(day: date, year: int) -> date:
    """The same day of another year; of a leap day, the one before it."""
    leap = day.month == 2 and day.day == 29
    return date(year, 2, 28) if leap else day.replace(year=year)
