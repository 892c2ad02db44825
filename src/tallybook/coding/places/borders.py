"""Borders: "near the border with Syria", "the Iraqi-Syrian border", "10 km from Iran's border".

What is told so lies along the line between two countries, and not anywhere in the one named.
Whoever reports from a country calls its border by the neighbour ("the Syrian border"), so that the
other country is the one that the sentence or the report speaks of and that borders on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tallybook.coding.language.phrases import NOUNS
from tallybook.coding.places.distances import distance_before
from tallybook.coding.places.mention import PlaceMention, governing_preposition
from tallybook.coding.places.runs import HYPHENS, POSSESSIVE
from tallybook.coding.places.words import BEFORE_NAMES, SITE
from tallybook.core.values import COUNTRY_PRECISION, Place

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer

LINES = frozenset({"border", "frontier", "boundary"})
BESIDE = frozenset({"close", "next", "adjacent", "near", "up"})
"""What stands before "to" where something is beside a border."""

LONGEST_COUNTRY = 5
"""Words of a country's name ("Democratic Republic of the Congo", without its article)."""

Codes = tuple[str, ...]
"""The countries that one word may mean: "Congolese" two."""


class Border(NamedTuple):
    """The tokens `[start, end)` speak of the border `line` of the countries `named`."""

    start: int
    end: int
    line: Token
    named: tuple[Codes, ...]


def borders(doc: Doc, gazetteer: Gazetteer) -> Iterator[Border]:
    """Yield the borders that a text speaks of by the names of one country or both."""
    for token in doc:
        if token.lemma_.lower() not in LINES or token.pos_ not in NOUNS:
            continue
        if token.dep_ == "compound" and token.head.i > token.i:
            continue  # A border guard, a border town.
        start, before = _before(doc, token.i, gazetteer)
        end, after = _after(doc, token.i + 1, gazetteer)
        named = (*before, *after)[:2]
        if named:
            yield Border(start, end, token, named)


def _before(doc: Doc, at: int, gazetteer: Gazetteer) -> tuple[int, list[Codes]]:
    """Where the names before "border" begin, and their countries: "Iraq's", "the Iraqi-Syrian"."""
    found: list[Codes] = []
    start = at
    while len(found) < 2:
        end = start
        joint = doc[end - 1].lower_ if end > 0 else ""
        if joint in POSSESSIVE or (found and joint in {*HYPHENS, "and"}):
            end -= 1
        elif found:
            break
        for first in range(max(0, end - LONGEST_COUNTRY), end):
            if codes := _codes(doc, first, end, gazetteer):
                found.insert(0, codes)
                start = first
                break
        else:
            break
    return start, found


def _after(doc: Doc, at: int, gazetteer: Gazetteer) -> tuple[int, list[Codes]]:
    """Where the names behind "border" end, and their countries: "with X", "between X and Y"."""
    found: list[Codes] = []
    end = at
    if at >= len(doc) or doc[at].lower_ not in ("with", "between"):
        return end, found
    start = at + 1
    while len(found) < 2:
        while start < len(doc) and doc[start].lower_ in BEFORE_NAMES:
            start += 1
        for last in range(min(len(doc), start + LONGEST_COUNTRY), start, -1):
            if codes := _codes(doc, start, last, gazetteer):
                found.append(codes)
                end, start = last, last + 1
                break
        else:
            break
        if doc[at].lower_ == "with" or end >= len(doc) or doc[end].lower_ != "and":
            break
    return end, found


def _codes(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Codes:
    """Return the countries that words name, by their names or their peoples'."""
    if not doc[start].text[:1].isupper() or not doc[end - 1].text[:1].isupper():
        return ()
    words = doc.words(start, end)
    peoples = gazetteer.demonym_countries(words)
    if peoples:
        return tuple(peoples)
    place = gazetteer.resolve(words)
    return (
        (place.country,)
        if place.precision == COUNTRY_PRECISION and place.country is not None
        else ()
    )


def at_border(
    border: Border, others: Sequence[PlaceMention], countries: Codes, gazetteer: Gazetteer
) -> PlaceMention:
    """Return a border as a place: the surroundings of the line, on the side that the sentence says.

    `others` are the other places of the text, `countries` those that the report speaks of.
    """
    doc = border.line.doc
    start = border.start
    while start > 0 and doc[start - 1].lower_ == "the":
        start -= 1
    distance = distance_before(doc, start)
    governor = governing_preposition(border.line)
    beside = border.line.head
    if governor is None and beside.lower_ == "to" and doc[beside.i - 1].lower_ in BESIDE:
        governor = beside
    told = [
        m.place.country
        for m in others
        if m.site and m.place.country is not None and border.line.sent.start <= m.start
        if m.start < border.line.sent.end
    ]
    line, side = _line_of(border, (_side_of(border.line, gazetteer), *told), countries, gazetteer)
    name = doc.words(border.start, border.end)
    if line is None:
        place = Place(name=name, reason="which countries' border it is, is not said")
    else:
        km = None if distance is None else distance.km
        place = replace(gazetteer.near(line, km), name=name, country=side)
    anchor = governor.i if governor is not None else None
    site = governor is not None and (governor.lower_ in SITE or governor is beside)
    if distance is not None:
        anchor, site = distance.anchor, True
    return PlaceMention(border.start, border.end, border.end, place, anchor, site, False)


def _side_of(line: Token, gazetteer: Gazetteer) -> str | None:
    """ "On the Turkish side of the border" """
    noun = line.head.head if line.dep_ == "pobj" and line.head.lower_ == "of" else None
    if noun is None or noun.lower_ != "side":
        return None
    found = [gazetteer.demonym_countries(t.text) for t in noun.lefts if t.text[:1].isupper()]
    return found[0][0] if found and found[0] else None


def _line_of(
    border: Border, sides: Sequence[str | None], countries: Codes, gazetteer: Gazetteer
) -> tuple[Place | None, str | None]:
    """Return the line that is meant, and the country on whose side of it; None for what is not
    said. Of both that are named, what happens "in Iraq" is on Iraq's side."""
    known = [side for side in sides if side is not None]
    if len(border.named) == 2:
        pairs = list(product(*border.named))
    else:
        neighbours = [c for c in known if c not in border.named[0]] or list(countries)
        pairs = [(a, b) for b in dict.fromkeys(neighbours) for a in border.named[0] if a != b]
    lines = {pair: line for pair in pairs if (line := gazetteer.border(*pair)) is not None}
    if not lines or (len(lines) > 1 and not known):
        return None, None
    pair, line = next(iter(lines.items()))
    return line, next((side for side in known if side in pair), None)
