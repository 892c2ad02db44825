"""Numbers that count nothing: parts of names, ages, scores, times of day and old figures."""

from __future__ import annotations

import re

from tallybook.coding.counts.numerals import POWERS, SMALL, Numeral, read_numeral
from tallybook.coding.counts.units import UNIT_OF, UNIT_SYMBOLS, singular, unit_of
from tallybook.coding.language.token_rows import OPENERS, PARAGRAPH, Tokens, word_set
from tallybook.coding.moments.calendar import MONTHS, WEEKDAYS

_DESIGNATORS = word_set(
    """
    article resolution unit flight route highway interstate motorway road section chapter number
    no. no nos. room psalm proposition bill gate boeing airbus channel page pages paragraph
    phase tower camp checkpoint battalion regiment brigade level category type mark version
    model line grade law decree act protocol radio covid rule annex point sector zone block
    district area platform terminal pier hangar building apartment suite floor ward order clause
    verse volume issue episode fiscal season game round stage tu mig su mi ka il an bm rpg pkm
    sa ss ch uh ah group squadron wing platoon company fleet #
    """
)
"""A number right after one of these tells one of its kind from the others; it counts none."""

_ERAS = frozenset({"a.d.", "b.c.", "b.c.e.", "bce", "AD", "BC"})
_STREETS = word_set(
    """
    street st. road avenue boulevard lane drive square highway expressway st rd ave way
    """
)
_AFTER_TIME = word_set(
    """
    am pm a.m. p.m. a.m p.m o'clock gmt utc hrs bst est
    """
)
_AGE_WORDS = ("year", "years", "month", "months", "week", "weeks", "day", "days")

_FRACTIONS = word_set(
    """
    third thirds quarter quarters fifth fifths tenth tenths halves
    """
)
_LEADING_ZERO = re.compile(r"^0\d")


def names_something(tokens: Tokens, index: int, numeral: Numeral) -> bool:
    """Whether the numeral names, dates or scores something instead of counting it."""
    low, end = tokens.low, numeral.end
    before, after = low[index - 1], low[end]
    if after in _FRACTIONS or after in _AFTER_TIME or _LEADING_ZERO.match(low[index]):
        return True
    # "On 23 January two soldiers": the month has its day already.
    dated = index > 1 and before in MONTHS and low[index - 2].isdecimal()
    if (
        (before in MONTHS and not dated)
        or after in MONTHS
        or (after == "may" and tokens.text[end] != "may")
    ):
        return True
    if after in ("%", "percent", "pct", "pc") or tokens.match(end, ("per", "cent")):
        return False  # A share is no name: "in the housing sector 12 per cent".
    if _is_designated(tokens, index) and not _noun_list(tokens, index):
        return True
    if _names_a_day(tokens, index) or _names_an_index(tokens, index, end):
        return True
    if numeral.value > 1 and _names_a_model(tokens, index, end):
        return True
    if _follows_a_number(tokens, index) and low[end] not in UNIT_SYMBOLS:
        return True
    if after in ("zip", "postcode"):
        return True
    if index == 0 and after in ("-", ":") and 1000 <= numeral.value < 2100 and end == 1:
        return True  # "1704 - Troops take the port": the year that opens an entry.
    eras = (before, after, tokens.text[index - 1], tokens.text[end])
    if not _ERAS.isdisjoint(eras) or (after == "block" and low[end + 1] == "of"):
        return True  # "The 1900 block of Elm Street": house numbers.
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
    return opens_address(tokens, end)


_INDICES = word_set(
    "nasdaq ftse stoxx nikkei russell fortune cac dax s&p sp dow asx topix csi ibex hsi nifty"
)


def _names_an_index(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a number is how many shares an index holds, which names it ("the FTSE 100", "the
    S P 500 rose"); "the FTSE 100 points lower" has so many points."""
    low = tokens.low
    before = low[index - 1]
    listed = before in _INDICES or (before == "p" and low[index - 2] in ("s", "&"))
    return listed and low[end] not in ("points", "point") and tokens.text[index].isdigit()


def _names_a_day(tokens: Tokens, index: int) -> bool:
    """Whether a number tells one of a row of days, weeks, months or years: "on day 45 of the war",
    "Week 3". A noun with its number behind it has no article (Quirk et al. 1985, ch. 5)."""
    if tokens.low[index - 1] not in ("day", "week", "month", "year"):
        return False
    return tokens.text[index - 1][:1].isupper() or tokens.low[index - 2] in (
        "on", "by", "of", "since", "until", "from", "into", "entered", "enters", "in",
    )  # fmt: skip


def _names_a_model(tokens: Tokens, index: int, end: int) -> bool:
    """Whether a figure opens the name of one thing: "a 787 Dreamliner", "its own 911 Turbo".

    A number above one counts plurals (Quirk et al. 1985, ch. 5): with a singular article, or one
    possessor's "own", it is a name's where a capitalised singular follows and no plural does.
    """
    name = tokens.text[end]
    if not tokens.text[index].isdigit() or tokens.low[index - 1] not in _SINGULAR:
        return False
    if tokens.low[end] in _PHRASE_ENDS or tokens.part_of_speech(end) == "VERB":
        return True  # "A single 747."
    if not (name[:1].isupper() and name[1:].islower()) or len(name) < 4:
        return False
    return not any(_is_counted(tokens.low[end + ahead]) for ahead in range(2))


_SINGULAR = frozenset({"a", "an", "own", "single"})


def _follows_a_number(tokens: Tokens, index: int) -> bool:
    """Whether a figure stands in a noun phrase that has its number already: "two new 737 jets". A
    phrase has one cardinal (Quirk et al. 1985, ch. 5), so that the second is part of a name."""
    low = tokens.low
    if not tokens.text[index].isdigit() or tokens.part_of_speech(index - 1) != "ADJ":
        return False
    return low[index - 2] in SMALL and low[index - 1] not in ("last", "past", "first", "next")


def _is_designated(tokens: Tokens, index: int) -> bool:
    """Whether a designator stands before a number; one in the plural does for several of them
    ("resolutions 2254 and 2268")."""
    if _is_designator(tokens, index - 1):
        return True
    at = index
    while tokens.low[at - 1] in ("and", "or", ",", "&") and tokens.text[at - 2].isdigit():
        at -= 2
    kinds = tokens.low[at - 1]
    return kinds.endswith("s") and singular(kinds) in _DESIGNATORS and len(kinds) > 4


def _is_designator(tokens: Tokens, index: int) -> bool:
    """Whether a word designates one of its kind by a number; the short codes of aircraft and arms
    are in capitals ("An 26", not "an 8")."""
    word = tokens.low[index]
    if word == "." and tokens.low[index - 1] == "no" and tokens.glued(index):
        return True
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
    if low[end] in UNIT_SYMBOLS:
        yearlike = False
    if (
        yearlike
        and low[end].isalpha()
        and not _is_counted(low[end])
        and not _is_counted(low[end + 1])
    ):
        return low[end] not in ("in", "at", "and", "on", "or")
    if yearlike and text in ("'s", "’s"):
        return True
    if yearlike and index > 1 and text[:1].isupper() and low[index - 2] not in {"in", *OPENERS}:
        return True
    spelled = not numeral.digits and tokens.text[index][:1].isupper()
    capital = text[:1].isupper() or any(c.isupper() for c in text[1:])
    if not (numeral.digits or spelled) or not capital or not text.replace("&", "").isalnum():
        return False
    if low[index - 1] in WEEKDAYS:
        return False
    if numeral.digits and _CAMEL.search(text) and not _is_counted(low[end]):
        return True  # "iPhone 11", "PlayStation 5": a brand, and its model.
    if index < 2 or low[index - 2] in OPENERS:
        return numeral.digits and _is_subject(tokens, index - 1, end)
    if low[index - 2] == "in" and (low[end] in _LEFT_OUT or _is_counted(low[end])):
        return False  # "And in Syria 3": the noun is left out after a place.
    if low[end] in ("%", "percent", "per", "-") or low[end - 1] in POWERS:
        return False
    if low[end] in ("to", "or") and read_numeral(tokens, end + 1) is not None:
        return False
    for ahead in range(4):
        if low[end + ahead] in _PHRASE_ENDS or tokens.part_of_speech(end + ahead) == "VERB":
            return True
        if _is_counted(low[end + ahead]):
            return False
    return True


_CAMEL = re.compile(r"[a-z][A-Z]")


def _is_subject(tokens: Tokens, noun: int, end: int) -> bool:
    """Whether a noun that opens a sentence, and its number, are the subject of the verb at `end`
    ("Apollo 11 landed"): what follows a noun without a comma tells which one it is."""
    verb = tokens.part_of_speech(end) in ("VERB", "AUX") and not _is_counted(tokens.low[end])
    return verb and tokens.part_of_speech(noun) in ("NOUN", "PROPN")


_LEFT_OUT = frozenset({".", ",", ";", "and", "", PARAGRAPH})

_PHRASE_ENDS = word_set(
    """
    which that who is was are has had in on at of for to from with by as and but or than while
    when where because rose fell said says , . ; : ( )
    """
)
"""Words that end the phrase in which what a number counts would stand."""


def _is_counted(word: str) -> bool:
    """Whether a word can be what a number counts: a plural, a participle of harm, a unit."""
    if word in ("killed", "dead", "wounded", "injured", "hurt", "died", "were", "have", "others"):
        return True
    if not word.isalpha():
        return False
    if word in UNIT_SYMBOLS or UNIT_OF.get(word) == "distance":
        return True
    if UNIT_OF.get(word) == "people":
        return True
    if word.endswith(("us", "is", "ss")) or word in ("this", "was", "across"):
        return False
    return (word.endswith("s") and len(word) > 3) or singular(word) != word


def is_modifier(tokens: Tokens, end: int) -> bool:
    """Whether a number is the first half of a hyphenated adjective ("two-hour", "one-way"), also of
    one that the next one completes ("7- or 8-inch")."""
    low = tokens.low
    if low[end] != "-" or not tokens.glued(end):
        return False
    if tokens.glued(end + 1):
        return low[end + 1][:1].isalpha()
    return low[end + 1] in (",", "or", "and", "to")


def opens_address(tokens: Tokens, end: int) -> bool:
    """Whether a street's name follows a number: "12 Oak Street", "16-18 Mill Road"."""
    in_street = any(
        tokens.low[end + ahead] in _STREETS and tokens.text[end + ahead][:1].isupper()
        for ahead in (0, 1, 2)
    )
    return in_street and tokens.text[end][:1].isupper()


def age_at(tokens: Tokens, index: int, end: int) -> int | None:
    """Return the end of an age whose number is `[index, end)`, or None.

    "12-year-old", "12 years old", "aged 12", "the age of 12", "children under 12", and the bare
    number between commas after a name ("Ahmed Karim, 35,"), which is how news prints ages.
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
    if low[end] in ("or", "and") and low[end + 1] in ("older", "younger"):
        return end
    if low[index - 1] in ("aged", "age", "ages") or (
        low[index - 2] == "age" and low[index - 1] in ("of", "at")
    ):
        oldest = read_numeral(tokens, end + 1) if low[end] in ("to", "-", "and") else None
        return end if oldest is None else oldest.end
    bounded = low[index - 1] in ("under", "over") and unit_of(low[index - 2]) == "people"
    if bounded and tokens.part_of_speech(end) not in ("NOUN", "ADJ", "PROPN"):
        return end  # "Children under five", "men over 50"
    between = low[index - 1] in (",", "(") and low[end] in (",", ")", ".")
    if between and end == index + 1 and low[index].isdigit() and 0 < int(low[index]) < 110:
        name = tokens.text[index - 2]
        surname = tokens.text[index - 3]
        opened = surname in OPENERS
        if name[:1].isupper() and (surname[:1].isupper() or opened) and name[1:].isalpha():
            return end
    return None


def _noun_list(tokens: Tokens, index: int) -> bool:
    """Whether what precedes is no designator after all: "killed in the camp 12 people" has a
    counted noun after the number, and a designated number has none ("Flight 17 crashed")."""
    after = index + 1
    numeral = read_numeral(tokens, index)
    if numeral is not None:
        after = numeral.end
    if tokens.low[index - 1] in (
        "no", "no.", ".", "number", "nos.", "#", "article", "resolution",
    ):  # fmt: skip
        return False
    word = tokens.low[after]
    if tokens.text[after][:1].isupper() or tokens.part_of_speech(after) in ("VERB", "AUX"):
        return False  # "Channel 4 News", "Rule 41 allows it"
    return word in ("people", "men", "women", "children", "police") or (
        word.endswith("s") and word.isalpha() and word not in ("has", "was", "is", "as", "'s")
    )


def is_one_of_the_most(tokens: Tokens, index: int) -> bool:
    """Whether "one" ranks a thing among others and counts none: "one of the worst attacks"."""
    nearby = tokens.low[index + 2 : index + 7]
    return tokens.match(index, ("one", "of")) and any(
        word in _SUPERLATIVES or (word.endswith("est") and len(word) > 5) for word in nearby
    )


_SUPERLATIVES = frozenset({"most", "least", "best", "worst"})


def _is_pronoun(tokens: Tokens, index: int) -> bool:
    """Whether "one" is no numeral: "no one", "this one", "one another", "one of the worst"."""
    low = tokens.low
    if low[index - 1] in (
        "no", "the", "this", "that", "any", "every", "each", "another", "which", "day", "number",
        "same",
    ):  # fmt: skip
        return True
    if low[index - 1] == "by" and low[index - 2] == "one":
        return True
    if low[index + 1] in ("another", "by", "never", "who", "'s", "can", "must", "should", "would"):
        return True
    if low[index - 1] in ("on", "for", "as", "like", "than") and (
        low[index + 1] in (".", ",", ";", "", PARAGRAPH)
    ):
        return True  # "Get their hands on one": no noun is counted or left out.
    if is_one_of_the_most(tokens, index):
        return True
    return low[index + 1] in POWERS and low[index - 1] == "-"
