"""Which countries a report speaks of, and where it was filed: read off the words alone, before
anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.places.ordinary import is_common
from tallybook.coding.places.states import state_name, states_after_towns
from tallybook.coding.places.words import (
    ARTICLE_WORDS,
    DIRECTIONS,
    FACILITIES,
    KINDS,
    LOCATIVE,
    PUBLICATIONS,
    TITLES,
)
from tallybook.knowledge.place_offices import OTHER_FORCES

if TYPE_CHECKING:
    from tallybook.core.documents import Document
    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer
    from tallybook.knowledge.loading import Knowledge

_TOKEN = re.compile(r"[^\W\d_][\w'’-]*|\d+|[^\w\s]")
_SPACED_HYPHEN = re.compile(r"(?<=\s)[-–](?=\s)")
_DATELINE_END = re.compile(r"\s*(?:\(|--|[–—:]|\s-|,?\s*\d|,\s*(?:" + "|".join(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
) + r")[a-z]*\b)", re.IGNORECASE)  # fmt: skip


def countries_named(text: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield a country for each word that speaks for it: its name, its people, a place in it."""
    yield from (country for _, country in states_after_towns(text))
    # A hyphen in spaces is a dash, and joins no names: "Fotokol, Cameroon - Police said".
    words = [_without_possessive(w) for w in _TOKEN.findall(_SPACED_HYPHEN.sub("—", text))]
    gazetteer = knowledge.gazetteer
    inside: set[int] = set()
    for hit in knowledge.actors.scan(words):
        actor = knowledge.actors.get(hit.actor_id)
        if hit.end - hit.start > 1:
            inside.update(range(hit.start, hit.end))
        if actor is not None and actor.kind == "state" and actor.country is not None:
            yield from (actor.country, actor.country)
    for word in words:
        for part in {word, *word.split("-")} if "-" in word else (word,):  # "Portuguese-flagged"
            if part[:1].isupper():
                yield from gazetteer.demonym_countries(part)
    for start, end in gazetteer.scan(words):
        if not inside.isdisjoint(range(start, end)):
            continue
        entries = gazetteer.candidates(" ".join(words[start:end]))
        kind = entries[0].kind if entries else ""
        if kind == "country":
            yield from entries[0].countries[:1]
        elif _names_a_place(words, start, end, divides=kind == "admin1"):
            place = gazetteer.resolve(" ".join(words[start:end]))
            if place.country is not None and place.lat is not None:
                yield place.country


def dateline_place(
    document: Document, countries: tuple[str, ...], gazetteer: Gazetteer
) -> Place | None:
    """Return the town that a report was filed from, as its dateline says; None without one."""
    if document.dateline is None:
        return None
    words = document.dateline.words
    end = _DATELINE_END.search(words)
    parts = [p.strip(" -\n") for p in words[: end.start() if end else None].split(",")]
    name = ", ".join(_dateline_name(p) for p in parts if p.strip("."))
    if not name:
        return None
    place = gazetteer.resolve(name, countries=countries)
    if place.lat is None:
        place = gazetteer.resolve(name)
    return replace(place, name=name.split(",")[0]) if place.lat is not None else None


def _names_a_place(words: Sequence[str], start: int, end: int, *, divides: bool) -> bool:
    """Whether a listed name is used of a place: not a word of a person's, a firm's or a paper's
    name, no ordinary word, and for towns in a phrase of place."""
    name = words[start:end]
    before = words[start - 1].lower() if start > 0 else ""
    after = words[end] if end < len(words) else ""
    known = KINDS | FACILITIES | DIRECTIONS
    if name[0] in ARTICLE_WORDS or name[-1].lower() in DIRECTIONS or len(" ".join(name)) < 3:
        return False
    if all(is_common(w) for w in name) and (not divides or before not in LOCATIVE):
        return False
    if after[:1].isupper() and (after.lower() in PUBLICATIONS or after.lower() not in known):
        return False
    if after.lower() == "police" and name[0].lower() in OTHER_FORCES:
        return False
    if after.lower() in ("county", "parish"):
        return False  # They bear names of their own, in several countries.
    if before in TITLES or (
        start > 1 and words[start - 1][:1].isupper() and before not in known | LOCATIVE
    ):
        return False
    return divides or before in known | LOCATIVE | {",", "of", "to", "and", "the", ""}


_POSSESSIVE = re.compile(r"['’]s?$")


def _without_possessive(word: str) -> str:
    return word if word.isalnum() else _POSSESSIVE.sub("", word)


def _dateline_name(part: str) -> str:
    """A town of a dateline, or the state that it abbreviates."""
    state = state_name(part)
    return state if state != part else _cased(part.strip("."))


def _cased(name: str) -> str:
    return " ".join(w.capitalize() if w.isupper() else w for w in name.split())
