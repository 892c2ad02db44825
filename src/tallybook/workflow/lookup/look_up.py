"""What the program makes of a name, a time or a number, and why: `tallybook lookup`.

The answers are those of the resolvers that read reports; nothing is resolved here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, get_args

from tallybook.errors import QuestionError
from tallybook.knowledge.loading import Knowledge
from tallybook.workflow.asking.questions import read_day
from tallybook.workflow.lookup.names import (
    ActorLookup,
    PlaceLookup,
    look_up_actor,
    look_up_place,
)
from tallybook.workflow.lookup.values import (
    NumberLookup,
    TimeLookup,
    look_up_number,
    look_up_time,
)
from tallybook.workflow.lookup.weapons import WeaponLookup, look_up_weapon

LookupKind = Literal["place", "actor", "time", "number", "weapon"]
KINDS: tuple[LookupKind, ...] = get_args(LookupKind)

Lookup: TypeAlias = PlaceLookup | ActorLookup | TimeLookup | NumberLookup | WeaponLookup

_DATED = ("actor", "time")
_LOCATED = ("actor", "place", "time")


def look_up(
    kind: str,
    text: str,
    knowledge: Knowledge,
    *,
    day: str | None = None,
    countries: Sequence[str] = (),
) -> Lookup:
    """Return what `text` is read as, with the candidates and the reasons.

    `day` is the day of the report, as a person wrote it, and `countries` are those that it speaks
    of, by name or code. Raises QuestionError for an unknown kind, day or country and for a
    setting that decides nothing there; NothingFoundError where nothing is known of the text.
    """
    kind = kind.strip().lower()
    if kind not in KINDS:
        raise QuestionError(f"lookup: {kind!r} is none of {', '.join(KINDS)}; choose one of these")
    if not any(character.isalnum() for character in text):
        raise QuestionError(f"lookup: {text!r} has no letters or digits in it; write what to read")
    if day and kind not in _DATED:
        raise QuestionError(f"--date decides nothing about a {kind}: leave it out")
    if countries and kind not in _LOCATED:
        raise QuestionError(f"--country decides nothing about a {kind}: leave it out")
    written = read_day("--date", day)
    codes = tuple(dict.fromkeys(read_country(country, knowledge) for country in countries))
    if kind == "place":
        return look_up_place(text, knowledge, codes)
    if kind == "actor":
        return look_up_actor(text, knowledge, codes, written)
    if kind == "time":
        return look_up_time(text, knowledge, codes, written)
    if kind == "weapon":
        return look_up_weapon(text, knowledge)
    return look_up_number(text)


def read_country(text: str, knowledge: Knowledge) -> str:
    """Return the ISO 3166 code of a country by its name or code; raises QuestionError."""
    gazetteer, asked = knowledge.gazetteer, text.strip()
    entry = gazetteer.by_key(f"country:{asked.upper()}")
    if entry is None:
        named = (e for e in gazetteer.candidates(asked) if e.kind == "country")
        entry = next(named, None)
    if entry is None:
        raise QuestionError(
            f"--country {text!r} is no country; write its name or its ISO 3166 code, "
            "as in --country Iraq or --country IQ"
        )
    return entry.countries[0]
