"""Places meant without their names: "here", "this port city", "the town", "the Somali capital"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.places.mention import PlaceMention, governing_preposition
from tallybook.coding.places.runs import run_after
from tallybook.coding.places.words import (
    FACILITIES,
    SITE,
    SPOTS,
    TAKING_PLACES,
    TOWN_NOUNS,
    UNDERGOING,
)
from tallybook.coding.roles.words import BUILDINGS
from tallybook.core.values import COUNTRY_PRECISION
from tallybook.knowledge.places.asked import of_size

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.core.values import Place
    from tallybook.knowledge.gazetteer import Gazetteer


def deictic(passage: Passage, dateline: Place | None) -> list[PlaceMention]:
    """ "here" and "this port city" are the town of the dateline: a reporter's deixis is anchored
    where the report was filed (Fillmore 1997, *Lectures on Deixis*)."""
    if dateline is None or dateline.lat is None:
        return []
    doc = passage.doc
    found: list[PlaceMention] = []
    for token in doc:
        if passage.quoted[token.i]:
            continue  # A quoted speaker's "here" is where the speaker stands.
        if token.lower_ == "here" and token.dep_ == "advmod" and token.head.pos_ != "ADP":
            found.append(
                PlaceMention(token.i, token.i + 1, token.i + 1, dateline, token.i, True, False)
            )
        elif token.lower_ == "this" and token.head.lower_ in TOWN_NOUNS and token.i > 0:
            end = token.head.i + 1
            before = doc[token.i - 1]
            if before.lower_ in SITE and token.i < end <= token.i + 6:
                found.append(PlaceMention(token.i, end, end, dateline, before.i, True, False))
    return found


def with_there(doc: Doc, mentions: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Add what "there" is to a paragraph's places, and "the same town": where something was last
    said to be ("a hotel in X was held for hours; nine died there": locative anaphora, Quirk et al.
    1985, §12.10). "A hospital in X, after gunmen stormed it": what is stormed was there."""
    found: list[PlaceMention] = []
    for token in doc:
        at = token.i
        if token.lower_ == "there" and token.dep_ == "advmod" and token.head.pos_ in STANDING:
            where = _placed(doc, _named_before(at, mentions))
        elif token.lower_ in SAME and any(t.lower_ == "same" for t in token.lefts):
            before = _named_before(at, mentions)
            where = before[-1:] if governing_preposition(token) is not None else []
        elif token.lower_ == "it" and token.dep_ == "dobj" and token.head.lemma_ in TAKING_PLACES:
            before = _named_before(at, mentions)
            here = [m for m in before if m.start >= token.sent.start and m.preposition is not None]
            where = [m for m in here if _is_of_a_building(doc, m)][-1:]
        else:
            continue
        found += (PlaceMention(at, at + 1, at + 1, m.place, at, True, False) for m in where)
    return tuple(sorted((*mentions, *found), key=lambda m: m.start)) if found else mentions


STANDING = frozenset({"VERB", "NOUN"})
"""What "there" hangs on: "nine died there", "killed nine people there"."""

SAME = frozenset({"town", "city", "village", "area", "place", "spot", "street", "neighbourhood"})
"""Nouns by which "the same" takes up where something was."""


def _named_before(at: int, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places that a paragraph has named before a token, without those that only hold another
    ("Niger" in "reached Diffa, Niger")."""
    before = [m for m in mentions if not m.modifier and m.chain_end <= at]
    return [m for m in before if not any(o.start < m.start < o.chain_end for o in before)]


def _placed(doc: Doc, before: list[PlaceMention]) -> list[PlaceMention]:
    """The place named last; for a building that nothing places, the last town before it, in which
    it is ("residents of X gathered at the Monday Market, where a bomb had gone off")."""
    last = before[-1:]
    if last and last[0].place.lat is None and not _names_a_town(doc, last[0]):
        return [m for m in before if m.place.lat is not None and _names_a_town(doc, m)][-1:] or last
    return last


def _is_of_a_building(doc: Doc, place: PlaceMention) -> bool:
    assert place.preposition is not None
    return doc[place.preposition].head.lemma_.lower() in BUILDINGS


def with_the_town(
    doc: Doc,
    mentions: tuple[PlaceMention, ...],
    named: Mapping[str, Place],
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """Add what "the city", "the village" and "the area" are to a paragraph's places: the one that
    the report has `named` by that noun, else the town that the paragraph named last ("struck a
    hotel in X; an hour later another hit a depot on the edge of the city"; Halliday & Hasan 1976,
    ch. 6), where it has named no other. "The village" is no large city, and none that the paragraph
    brought in without a name ("a village near X … in the village"); "the area" is around the
    town."""
    found: list[PlaceMention] = []
    known = {i for m in mentions for i in range(m.start, m.end)}
    for token in doc:
        if token.text not in SETTLED or token.i in known:
            continue
        if token.text in named:
            found += (m for m in [_meant(token, named[token.text])] if m is not None)
            continue
        before = _named_before(token.i, mentions)
        towns = [m for m in before if _names_a_town(doc, m)]
        if not towns or towns[-1] is not before[-1] or len({m.place.name for m in towns}) > 1:
            continue
        place = towns[-1].place
        entry = gazetteer.by_key(place.key) if place.key is not None else None
        fits = entry is None or of_size(entry, token.text)
        if not fits or token.text in PARTS or _is_brought_in(token.text, doc[: token.i]):
            continue
        if token.text == AREA and place.lat is not None:
            place = replace(gazetteer.near(place), name=place.name)
        found += (m for m in [_meant(token, place)] if m is not None)
    return tuple(sorted((*mentions, *found), key=lambda m: m.start)) if found else mentions


def _names_a_town(doc: Doc, mention: PlaceMention) -> bool:
    """Whether a name is a town's, or one that no gazetteer knows and that is no building's."""
    place = mention.place
    if place.lat is not None:
        return place.precision == EXACT and not (place.key or "").startswith("near:")
    behind = doc[mention.end - 1 : mention.end + 1]
    return all(t.lemma_.lower() not in FACILITIES | SPOTS for t in behind)


def _is_brought_in(noun: str, words: Sequence[Token]) -> bool:
    """ "Raided a village near X": the next "the village" is that one, which has no name."""
    return any(
        t.lemma_.lower() == noun
        and (t.tag_ == "NNS" or any(d.lower_ in INDEFINITE for d in t.lefts))
        for t in words
    )


INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "each", "every", "no"})

EXACT = 1
"""UCDP GED's `where_prec` of a town that is known by its name."""


def by_kind(doc: Doc, place: Place | None, nouns: frozenset[str]) -> Iterator[PlaceMention]:
    """ "In the waterway", "stormed the town" are the water and the town that the report names,
    where it names but one (anaphora by a hypernym, Halliday & Hasan 1976, ch. 6)."""
    if place is not None:
        for token in doc:
            mention = _meant(token, place) if token.text in nouns else None
            if mention is not None:
                yield mention


def _meant(token: Token, place: Place) -> PlaceMention | None:
    """A definite noun for a kind of place as the mention of one that was named, where it says where
    something was; None where it names another, or none."""
    if token.dep_ == "appos":
        return None
    if any(t.dep_ in ("compound", "prep", "amod", "appos", "poss") for t in token.children):
        return None  # "The port city of X", "the northern city": another, or named right here.
    if not any(t.dep_ == "det" and t.lower_ in ("the", "this") for t in token.children):
        return None
    governor = governing_preposition(token)
    site = governor is not None and governor.lower_ in SITE
    saw = token.dep_ == "nsubj" and token.head.lemma_ in UNDERGOING
    if not (site or saw or token.dep_ in ("dobj", "nsubjpass")):
        return None
    at = governor.i if governor is not None else None
    return PlaceMention(token.i, token.i + 1, token.i + 1, place, at, site, False)


def divisions_named(
    passages: Sequence[Passage], placed: Sequence[Sequence[PlaceMention]]
) -> dict[str, Place]:
    """Return the divisions and settlements of which a report names but one with the noun for its
    kind ("Sagaing region", "the village of X"), by that noun, where it brings in no other without a
    name: it says "in the region", "in the village" after."""
    named: dict[str, dict[str, Place]] = {}
    for passage, mentions in zip(passages, placed, strict=True):
        doc = passage.doc
        for mention in mentions:
            place, after = mention.place, doc[mention.end : mention.end + 1]
            before = doc[max(mention.start - 2, 0) : mention.start]
            kinds = [t.lower_ for t in after] + [t.lower_ for t in before[:-1]][-1:]
            of = [t.lower_ for t in before][-1:] == ["of"]
            known = place.lat is not None and place.key is not None
            for kind in OF_A_KIND.intersection(kinds[:1] + (kinds[1:] if of else [])):
                if known or (place.lat is None and kind in SETTLED):
                    named.setdefault(kind, {})[place.key or place.name] = place
    return {
        kind: next(iter(found.values()))
        for kind, found in named.items()
        if len(found) == 1
        and (kind in DIVISIONS or not any(_is_brought_in(kind, p.doc) for p in passages))
    }


DIVISIONS = frozenset(
    {"region", "province", "state", "district", "county", "governorate", "department", "oblast"}
)
TOWNS = frozenset({"city", "town"})
VILLAGES = frozenset({"village", "hamlet", "settlement", "township"})
AREA = "area"
PARTS = frozenset({"neighbourhood", "neighborhood", "suburb"})
SETTLED = TOWNS | VILLAGES | PARTS | {AREA}
OF_A_KIND = DIVISIONS | SETTLED


def capitals(doc: Doc, gazetteer: Gazetteer) -> Iterator[PlaceMention]:
    """ "In the Somali capital", "Sudan's capital": the capital of whose people or country is named
    before it; "the regional capital of X" is another."""
    for token in doc:
        if token.lower_ != "capital" or token.i < 1 or token.dep_ == "compound":
            continue
        before = token.nbor(-1)
        if before.lower_ in ("'s", "’s") and token.i > 1:
            before = token.nbor(-2)
        countries = gazetteer.demonym_countries(before.text) if before.text[:1].isupper() else ()
        known = gazetteer.resolve(before.text) if before.ent_type_ == "GPE" else None
        if known is not None and known.precision == COUNTRY_PRECISION and known.country is not None:
            countries = (known.country,)
        named = any(t.dep_ == "appos" and t.pos_ == "PROPN" for t in token.children)
        capital = gazetteer.capital_of(countries[0]) if len(countries) == 1 and not named else None
        if capital is not None and not _is_named(doc, token.i + 1, capital, gazetteer):
            governor = governing_preposition(token)
            site = governor is not None and governor.lower_ in SITE
            at = governor.i if governor is not None else None
            place = replace(capital, name=doc.words(before.i, token.i + 1))
            yield PlaceMention(before.i, token.i + 1, token.i + 1, place, at, site, False)


def _is_named(doc: Doc, at: int, place: Place, gazetteer: Gazetteer) -> bool:
    """ "The Kenyan capital of Nairobi", "Peru's capital, Lima": the name itself follows."""
    at += at < len(doc) and doc[at].lower_ in (",", "of", "city")
    end = run_after(doc, at)
    names = gazetteer.candidates(doc.words(at, end)) if end > at else ()
    return any(entry.key == place.key for entry in names)
