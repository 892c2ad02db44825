"""Numbers that count nothing: parts of names, ages, scores, times of day and old figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from tallybook.coding.counts_numerals import POWERS, Numeral, read_numeral
from tallybook.coding.counts_tokens import PARAGRAPH, Tokens, word_set
from tallybook.coding.counts_units import UNIT_OF, Unit, singular
from tallybook.coding.moments_calendar import MONTHS, WEEKDAYS

Change = Literal["rise", "fall"]

_DESIGNATORS = word_set(
    """
    article resolution unit flight route highway road section chapter number no. no nos. room
    gate boeing airbus channel page pages paragraph phase tower camp checkpoint battalion
    regiment brigade level category type mark version model line grade law decree act protocol
    radio covid rule annex point sector zone block district area platform terminal pier hangar
    building apartment suite floor ward order clause verse volume issue episode season game
    round stage tu mig su mi ka il an bm rpg pkm sa ss ch uh ah group squadron wing platoon
    company fleet #
    """
)
"""A number right after one of these tells one of its kind from the others; it counts none."""

_STREETS = word_set(
    """
    street st. road avenue boulevard lane drive square highway expressway st rd ave
    """
)
_AFTER_TIME = word_set(
    """
    am pm a.m. p.m. a.m p.m o'clock gmt utc hrs bst est
    """
)
_AGE_WORDS = ("year", "years", "month", "months", "week", "weeks", "day", "days")
_RISES = word_set(
    """
    rose rise rises risen rising climb climbed climbing climbs increase increased increasing
    increases grew grow grown growing jumped jump jumping soared soaring surged surge surging
    up swelled expanded rallied rallying advanced advancing leapt leaping spiked spiking swelling
    """
)
_FALLS = word_set(
    """
    fell fall falls fallen falling drop dropped dropping drops decline declined declining
    decrease decreased decreasing dipped slid slipped plunged plummeted tumbled shrank shrunk
    sank down dipping sliding slipping plunging plummeting tumbling shrinking sinking slumped
    slumping
    """
)
_GAINS = frozenset({"gained", "gain", "gains", "gaining", "added", "adding"})
_LOSSES = frozenset({"lost", "lose", "loses", "losing", "shed", "shedding"})
"""Verbs that take ordinary objects too, and tell of a change only with a share, a sum or points."""

_SHIFT_VERBS = (
    _RISES
    | _FALLS
    | word_set(
        """
        went gone going revised raised raise raising lowered lower lowering cut reduced reduce
        reducing doubled tripled updated
        """
    )
)
_FRACTIONS = word_set(
    """
    third thirds quarter quarters fifth fifths tenth tenths halves
    """
)
_WINDOW = 7
_LEADING_ZERO = re.compile(r"^0\d")


def names_something(tokens: Tokens, index: int, numeral: Numeral) -> bool:
    """Whether the numeral names, dates or scores something instead of counting it."""
    low, end = tokens.low, numeral.end
    before, after = low[index - 1], low[end]
    if (
        after == "mm"
        or after in _FRACTIONS
        or after in _AFTER_TIME
        or _LEADING_ZERO.match(low[index])
    ):
        return True
    if before in MONTHS or after in MONTHS or (after == "may" and tokens.text[end] != "may"):
        return True
    if _is_designator(tokens, index - 1) and not _noun_list(tokens, index):
        return True
    if after in ("zip", "postcode"):
        return True
    if low[index] == "one" and _is_pronoun(tokens, index):
        return True
    if _after_name(tokens, index, numeral):
        return True
    if not numeral.digits:
        return False
    if before in ("-", "/") and tokens.glued(index) and tokens.glued(index - 1):
        return True
    if tokens.text[index - 1][-1:] in ("-", "/") and tokens.glued(index):
        return True
    in_street = any(
        low[end + ahead] in _STREETS and tokens.text[end + ahead][:1].isupper()
        for ahead in (0, 1, 2)
    )
    return in_street and tokens.text[end][:1].isupper()


def _is_designator(tokens: Tokens, index: int) -> bool:
    """Whether a word designates one of its kind by a number; the short codes of aircraft and arms
    are in capitals ("An 26", not "an 8")."""
    word = tokens.low[index]
    return word in _DESIGNATORS and (len(word) > 3 or tokens.text[index] != word)


def _after_name(tokens: Tokens, index: int, numeral: Numeral) -> bool:
    """Whether the number is the last word of a name: "Euro 2020", "Tower 22", "BBC One".

    A number in figures right after a capitalised word that does not open a sentence belongs to
    it, unless something counted follows in the same phrase ("in Iraq 10 attacks"). A day's name
    takes no number. A figure that looks like a year counts only before a plural, and not there
    either behind a name or a possessive, where it dates ("Keita's 2018 songs").
    """
    low, end = tokens.low, numeral.end
    text = tokens.text[index - 1]
    yearlike = numeral.digits and 1900 <= numeral.value < 2100 and low[index].isdigit()
    if (
        yearlike
        and low[end].isalpha()
        and not _is_counted(low[end])
        and not _is_counted(low[end + 1])
    ):
        return low[end] not in ("in", "at", "and", "on", "or")
    if yearlike and text in ("'s", "’s"):
        return True
    if yearlike and index > 1 and text[:1].isupper() and low[index - 2] not in {"in", *_OPENERS}:
        return True
    spelled = not numeral.digits and tokens.text[index][:1].isupper()
    capital = text[:1].isupper() or any(c.isupper() for c in text[1:])
    if not (numeral.digits or spelled) or not capital or not text.replace("&", "").isalnum():
        return False
    if index < 2 or low[index - 2] in _OPENERS or low[index - 1] in WEEKDAYS:
        return False
    if low[index - 2] == "in" and (low[end] in _LEFT_OUT or _is_counted(low[end])):
        return False  # "And in Syria 3": the noun is left out after a place.
    if low[end] in ("%", "percent", "per", "-") or low[end - 1] in POWERS:
        return False
    if low[end] in ("to", "or") and read_numeral(tokens, end + 1) is not None:
        return False
    for ahead in range(4):
        if low[end + ahead] in _PHRASE_ENDS:
            return True
        if _is_counted(low[end + ahead]):
            return False
    return True


_LEFT_OUT = frozenset({".", ",", ";", "and", "", PARAGRAPH})

_PHRASE_ENDS = word_set(
    """
    which that who is was are has had in on at of for to from with by as and but or than while
    when where because rose fell said says , . ; : ( )
    """
)
"""Words that end the phrase in which what a number counts would stand."""

_OPENERS = frozenset({".", "!", "?", ":", ";", PARAGRAPH, '"', "“", "-", ""})


def _is_counted(word: str) -> bool:
    """Whether a word can be what a number counts: a plural, a participle of harm, a unit."""
    if word in ("killed", "dead", "wounded", "injured", "hurt", "died", "were", "have", "others"):
        return True
    if not word.isalpha():
        return False
    plural = word.endswith("s") and len(word) > 3 and word not in ("this", "was", "across")
    return plural or (singular(word) != word) or UNIT_OF.get(word) == "people"


def change_at(tokens: Tokens, start: int, end: int, unit: Unit | None) -> Change | None:
    """Return "rise" or "fall" where a number says by how much something changed.

    "Rose by 12", "up 9 per cent", "a 4 per cent drop", "12 fewer than": a difference, not a
    total; "rose to 12" is the total. Without "by", a noun of weapons, people or distance
    after the number belongs to the verb ("dropped 20 bombs", "fell 40 km away").
    """
    low = tokens.low
    if low[end + 1] == "than" and low[end] in ("more", "fewer", "less"):
        return "rise" if low[end] == "more" else "fall"
    before = low[start - 1]
    if before in ("by", "or") and unit in ("percent", "money"):
        # "Exports rose by 4 per cent and imports by 6", "fell by 30 boats, or 2 per cent": the verb
        # is left out where it is the same (Quirk et al. 1985, §13.92 on gapping).
        before = _verb_before(low, start - 1)
    elif before == "by":
        before = low[start - 2]
    elif unit not in ("percent", "money") and any(_is_object(low[end + n]) for n in range(3)):
        return None
    of_kind = unit in ("percent", "money") or low[end] == "points"
    after = low[end] if of_kind else ""
    if before in _RISES or after in _RISES or (after and before in _GAINS):
        return "rise"
    if before in _FALLS or after in _FALLS or (after and before in _LOSSES):
        return "fall"
    return None


def _verb_before(low: Sequence[str], index: int) -> str:
    """The nearest verb or adverb of change before `index` in its sentence, or ""."""
    for word in reversed(low[max(0, index - _GAP) : index]):
        if word in _RISES or word in _FALLS:
            return word
        if word in _OPENERS:
            break
    return ""


_GAP = 14


def _is_object(word: str) -> bool:
    unit = UNIT_OF.get(singular(word))
    return unit in ("weapons", "people", "vehicles", "attacks", "distance", "time")


def is_modifier(tokens: Tokens, end: int) -> bool:
    """Whether a number is the first half of a hyphenated adjective ("two-hour", "one-way"), also of
    one that the next one completes ("7- or 8-inch")."""
    low = tokens.low
    if low[end] != "-" or not tokens.glued(end):
        return False
    if tokens.glued(end + 1):
        return low[end + 1][:1].isalpha()
    return low[end + 1] in (",", "or", "and", "to")


def age_at(tokens: Tokens, index: int, end: int) -> int | None:
    """Return the end of an age whose number is `[index, end)`, or None.

    "12-year-old", "12 years old", "aged 12", "the age of 12", and the bare number between
    commas after a name ("Ahmed Karim, 35,"), which is how news prints ages.
    """
    low = tokens.low
    for hyphen in (0, 1):
        at = end + hyphen
        if hyphen and low[end] != "-":
            continue
        if low[at] in _AGE_WORDS:
            tail = at + 2 if low[at + 1] == "-" else at + 1
            if low[tail] in ("old", "olds") or (low[tail] == "of" and low[tail + 1] == "age"):
                return tail + (1 if low[tail] != "of" else 2)
    if low[index - 1] == "aged" or (low[index - 2] == "age" and low[index - 1] in ("of", "at")):
        oldest = read_numeral(tokens, end + 1) if low[end] in ("to", "-", "and") else None
        return end if oldest is None else oldest.end
    between = low[index - 1] in (",", "(") and low[end] in (",", ")", ".")
    if between and end == index + 1 and low[index].isdigit() and 0 < int(low[index]) < 110:
        name = tokens.text[index - 2]
        surname = tokens.text[index - 3]
        opened = surname in _OPENERS
        if name[:1].isupper() and (surname[:1].isupper() or opened) and name[1:].isalpha():
            return end
    return None


def revised_from(tokens: Tokens, index: int) -> bool:
    """Whether a number is an old figure: "up from 12", "rose from 12 to 23"."""
    low = tokens.low
    at = index - 1
    if low[at] != "from":
        return False
    return any(low[at - back] in _SHIFT_VERBS for back in range(1, _WINDOW) if at - back >= 0)


def is_multiplier(tokens: Tokens, end: int) -> bool:
    """Whether "three times" / "twice", ending at `end`, multiplies: "twice as many as"."""
    low = tokens.low
    if low[end] in ("as", "more", "higher", "greater", "larger", "bigger", "less", "that"):
        return True
    return low[end] in ("the", "its", "their", "his", "her") and low[end + 1] in (
        "number", "size", "amount", "rate", "level", "average", "normal", "usual", "previous",
    )  # fmt: skip


def _noun_list(tokens: Tokens, index: int) -> bool:
    """Whether what precedes is no designator after all: "killed in the camp 12 people" has a
    counted noun after the number, and a designated number has none ("Flight 17 crashed")."""
    after = index + 1
    numeral = read_numeral(tokens, index)
    if numeral is not None:
        after = numeral.end
    if tokens.low[index - 1] in ("no", "no.", "number", "nos.", "#", "article", "resolution"):
        return False
    word = tokens.low[after]
    return word in ("people", "men", "women", "children", "police") or (
        word.endswith("s") and word.isalpha() and word not in ("has", "was", "is", "as", "'s")
    )


def _is_pronoun(tokens: Tokens, index: int) -> bool:
    """Whether "one" is no numeral: "no one", "this one", "one another", "one of the worst"."""
    low = tokens.low
    if low[index - 1] in (
        "no", "the", "this", "that", "any", "every", "each", "another", "which", "day", "number",
        "same",
    ):  # fmt: skip
        return True
    if low[index + 1] in ("another", "by", "who", "'s", "can", "must", "should", "would"):
        return True
    if low[index + 1] == "of":
        nearby = low[index + 2 : index + 7]
        return any(w in ("most", "least") or (w.endswith("est") and len(w) > 5) for w in nearby)
    return low[index + 1] in POWERS and low[index - 1] == "-"
