"""Whether a fill of a response is the fill of a key: right, half right or wrong.

By scoring-guidelines.v7. Where the guidelines leave a mismatch of strings to a person's judgement,
the fixed rules here stand in for the person, and doubt counts as wrong.
"""

from __future__ import annotations

import re
import string
from datetime import date, datetime

from evals.muc4_keys import CONFIDENCE, DATE, LOCATION, TYPE, Fill

FULL, HALF, NONE = 1.0, 0.5, 0.0

STRING_SLOTS = frozenset(
    {
        "INCIDENT: INSTRUMENT ID",
        "PERP: INDIVIDUAL ID",
        "PERP: ORGANIZATION ID",
        "PHYS TGT: ID",
        "HUM TGT: NAME",
        "HUM TGT: DESCRIPTION",
    }
)
NUMBER_SLOTS = frozenset(
    {"PHYS TGT: NUMBER", "PHYS TGT: TOTAL NUMBER", "HUM TGT: NUMBER", "HUM TGT: TOTAL NUMBER"}
)

HALF_RIGHT = {
    CONFIDENCE: {"SUSPECTED OR ACCUSED": {"SUSPECTED OR ACCUSED BY AUTHORITIES"}},
    "PHYS TGT: TYPE": {"POLITICAL FIGURE OFFICE OR RESIDENCE": {"GOVERNMENT OFFICE OR RESIDENCE"}},
    "PHYS TGT: EFFECT OF INCIDENT": {"DESTROYED": {"SOME DAMAGE"}},
    "HUM TGT: TYPE": {
        "GOVERNMENT OFFICIAL": {"FORMER GOVERNMENT OFFICIAL"},
        "ACTIVE MILITARY": {"FORMER ACTIVE MILITARY"},
        "POLITICAL FIGURE": {"GOVERNMENT OFFICIAL"},
    },
    "HUM TGT: EFFECT OF INCIDENT": {
        "NO INJURY": {"NO INJURY OR DEATH"},
        "NO DEATH": {"NO INJURY OR DEATH"},
    },
    # The shallow hierarchy of instrument types of template-doc-part1.v7, section 7.8.
    "INCIDENT: INSTRUMENT TYPE": {
        "GUN": {"MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"},
        "EXPLOSIVE": {
            "BOMB",
            "VEHICLE BOMB",
            "DYNAMITE",
            "MINE",
            "AERIAL BOMB",
            "GRENADE",
            "MOLOTOV COCKTAIL",
        },
        "BOMB": {"VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"},
        "PROJECTILE": {"MISSILE", "ROCKET"},
    },
}
"""Values of a response that are half right where the key has one of those behind them."""

_PUNCTUATION = str.maketrans({c: " " for c in string.punctuation})
_UNESSENTIAL = frozenset("A AN THE SOME SEVERAL MANY".split())
"""Articles and quantifiers: "nonessential modifiers" (section 3.1.1.1)."""


def credit(slot: str, response: Fill, key: Fill) -> float:
    """Return what a response earns against a key's fill: 1, ½ or 0."""
    value = max(_value_credit(slot, one, other) for one in response.values for other in key.values)
    if not key.about:
        return value
    about_right = _is_about(response, key)
    if slot == "HUM TGT: DESCRIPTION":
        return value if about_right else min(value, HALF)
    return value if about_right or value == HALF else HALF if value == FULL else NONE


def _is_about(response: Fill, key: Fill) -> bool:
    if key.about == ("-",):
        return response.about in ((), ("-",))
    return any(string_credit(a, b) > NONE for a in response.about for b in key.about)


def _value_credit(slot: str, response: str, key: str) -> float:
    if slot in STRING_SLOTS:
        return string_credit(response, key)
    if slot in NUMBER_SLOTS:
        return number_credit(response, key)
    if slot == DATE:
        return date_credit(response, key)
    if slot == LOCATION:
        return location_credit(response, key)
    if response == key:
        return FULL
    if slot == TYPE:
        return HALF if response == "ATTACK" else NONE
    return HALF if key in HALF_RIGHT.get(slot, {}).get(response, ()) else NONE


def string_credit(response: str, key: str) -> float:
    """Return what a string earns.

    Right: the key's words, with or without modifiers before them ("old peasants" for "peasants").
    Half right: the last words of the key's ("Torres" for a full name), or the key's words with
    more behind them.
    """
    given, wanted = _words(response), _words(key)
    if not given or not wanted:
        return NONE
    if given[-len(wanted) :] == wanted:
        return FULL
    if wanted[-len(given) :] == given:
        return HALF
    size = len(wanted)
    inside = any(given[at : at + size] == wanted for at in range(len(given) - size + 1))
    return HALF if inside else NONE


def number_credit(response: str, key: str) -> float:
    """Return what a number earns: a single one is half right as the anchor of the key's range or
    where the key has it as an approximate one."""
    given, wanted = response.replace(" ", ""), key.replace(" ", "")
    if given == wanted:
        return FULL
    if not given.isdigit():
        return NONE
    return HALF if given in re.findall(r"\d+", wanted) else NONE


def date_credit(response: str, key: str) -> float:
    """Return what a date earns: half right inside the key's range, or where an open range ends on
    the key's last day."""
    given, wanted = _range(response), _range(key)
    if given is None or wanted is None:
        return NONE
    if given == wanted:
        return FULL
    first, last = given
    key_first, key_last = wanted
    if first is None:
        return HALF if last == key_last else NONE
    return HALF if last <= key_last and (key_first is None or first >= key_first) else NONE


def location_credit(response: str, key: str) -> float:
    """Return what a place earns: half right with the right country, or with all but the country."""
    given, wanted = _places(response), _places(key)
    if given == wanted:
        return FULL
    if not given or not wanted:
        return NONE
    return HALF if given[0] == wanted[0] or (given[1:] and given[1:] == wanted[1:]) else NONE


def _words(text: str) -> list[str]:
    unbracketed = re.sub(r"[\[(][^\])]*[\])]", " ", text.upper())
    words = unbracketed.translate(_PUNCTUATION).split() or text.upper().split()
    return [word for word in words if word not in _UNESSENTIAL]


def _range(text: str) -> tuple[date | None, date] | None:
    """ "4 FEB 90", "1 FEB 90 - 4 FEB 90" or "- 4 FEB 90"."""
    before, dash, after = text.partition("-")
    last = _day(after if dash else before)
    if last is None:
        return None
    if not dash:
        return last, last
    return (_day(before), last) if before.strip() else (None, last)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text.strip().title(), "%d %b %y").date()
    except ValueError:
        return None


def _places(text: str) -> list[str]:
    """The names of a chain of places, the country first, without what kind of place each is."""
    names = (re.sub(r"\([^)]*\)", " ", part) for part in text.upper().split(":"))
    return [" ".join(name.split()) for name in names if name.strip()]
