"""Countries that a report shows by their institutions, where it names none.

Local news names no country: its readers live in it. It does name offices and divisions that one
country has, or a few, and the English of others has no word for: sheriff's deputies and grand
juries, barangays, upazilas. So says the English of each (Oxford English Dictionary, labels of
region); streets are told by the hundred of their house numbers ("the 1800 block of Hooper Street")
where these count on by a hundred from crossing to crossing, in the United States and in Canada.
It is the weakest sign of a country, and is asked only of a report that gives no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SIGNS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), countries)
    for words, countries in (
        (r"\d{1,3}00 block of", ("US", "CA")),
        (r"sheriff['’]s (?:deput(?:y|ies)|office|department)", ("US",)),
        (r"(?:district attorney|grand jury|state troopers?|highway patrol)", ("US",)),
        (r"(?:crown attorney|mounties)", ("CA",)),
        (r"garda[ií]", ("IE",)),
        (r"barangays?", ("PH",)),
        (r"(?:upazilas?|union parishad)", ("BD",)),
        (r"(?:tehsils?|talukas?)", ("PK", "IN")),
        (r"(?:panchayats?|sarpanch)", ("IN",)),
    )
)


def countries_shown(text: str) -> Iterator[str]:
    """Yield a country for each time that a text names an institution of its own."""
    for sign, countries in _SIGNS:
        for _ in sign.finditer(text):
            yield from countries
