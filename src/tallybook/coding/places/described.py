"""Names beside a noun that says what they name: "the village of X", "X district", "X area"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.ordinary import divides, is_common
from tallybook.coding.places.runs import HYPHENS, names, run_after, run_before
from tallybook.coding.places.words import (
    BEFORE_PROPER,
    BUILDINGS,
    DIVISION_NOUNS,
    ENTITY_LABELS,
    GROUND,
    JUNCTIONS,
    KINDS,
    LANDFORMS,
    MILITARY,
    QUALIFYING,
    ROADS,
    SPOTS,
    STANDING,
    STREETS,
)
from tallybook.knowledge.places.scanning import NOTABLE_POPULATION

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer


def names_described(
    doc: Doc, actors: frozenset[int], gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of names beside a noun for a kind of place: "the village of Dan Kano", "Dan
    Kano village", "the towns of A, B and C", "Sabzal Road"; `actors` are the words that name an
    actor."""
    for token in doc:
        kind = token.lower_
        proper = token.text[:1].isupper() and token.i > 0 and names(doc[token.i - 1])
        if proper and (
            kind in ROADS | LANDFORMS
            or (kind in SPOTS and _bears_name(doc, token, actors, gazetteer))
        ):
            yield run_before(doc, token.i), token.i + 1
            continue
        purpose = token.i - 1
        if proper and kind in STANDING and purpose > 0 and doc[purpose].lower_ in MILITARY:
            if names(doc[purpose - 1]):
                yield run_before(doc, purpose), purpose  # "the Sheyda Military Airport"
            continue
        if kind in BEFORE_PROPER and token.text[:1].isupper():
            article = token.i + 2 < len(doc) and doc[token.i + 2].text in HYPHENS
            end = run_after(doc, token.i + 1 + 2 * article)
            if end > token.i + 1 + 2 * article:  # "Barangay Rio Hondo", "Jabal al-Sayyid"
                yield token.i, end
        if kind not in KINDS | SPOTS:
            continue
        yield from _after_kind(doc, token)
        yield from _listed_before(doc, token)
        end = token.i - (doc[token.i - 1].lower_ in QUALIFYING | MILITARY if token.i > 1 else 0)
        if end > 0 and names(doc[end - 1]) and _before_kind(doc, end, token, actors, gazetteer):
            yield run_before(doc, end), end


def _after_kind(doc: Doc, kind: Token) -> Iterator[tuple[int, int]]:
    """ "The village of X", "villages like X and Y", "two towns: X and Y": of a plural all that are
    listed are such places."""
    if kind.i + 2 >= len(doc):
        return
    plural = kind.tag_ == "NNS"
    opening = doc.words(kind.i + 1, kind.i + 3).lower()
    words = next((n for start, n in LISTING.items() if opening.startswith(start)), 0)
    if not (doc[kind.i + 1].lower_ == "of" or (plural and words)):
        return
    start = kind.i + 1 + (words or 1)
    start += start < len(doc) and doc[start].lower_ == "the"
    while (end := run_after(doc, start)) > start:
        if doc[start].ent_type_ == "NORP" and (plural or doc[start].tag_ != "NNP"):
            return  # "Villages of Kurds", where "the village of X" has one name.
        yield start, end
        if not plural:
            return
        start = _past_aside(doc, end)
        joins = [t.lower_ for t in doc[start : start + 2]]
        start += 2 if joins == [",", "and"] else 1 if joins[:1] in ([","], ["and"]) else len(doc)


def _listed_before(doc: Doc, kind: Token) -> Iterator[tuple[int, int]]:
    """ "X, Y and Z villages": all that are listed are villages."""
    if kind.tag_ != "NNS" or kind.lower_ not in DIVISION_NOUNS:
        return
    end = kind.i
    start = run_before(doc, end)
    while 0 < start < end and doc[start].ent_type_ != "NORP":
        yield start, end
        joins = doc[start - 1].lower_ in (",", "and", "&")
        end = start - 1 - (doc[start - 2].text == "," if start > 1 else 0) if joins else 0
        start = run_before(doc, end)


LISTING = {"of": 1, ":": 1, "like": 1, "such as": 2, "including": 1, ", including": 2}
"""What opens a list of things of a kind behind the kind's noun, and its number of words."""


def _past_aside(doc: Doc, at: int) -> int:
    """Skip what stands in brackets ("A (five times), B")."""
    if at < len(doc) and doc[at].text == "(":
        closing = next((t.i for t in doc[at : at + LISTED] if t.text == ")"), at - 1)
        return closing + 1
    return at


def _before_kind(
    doc: Doc, end: int, kind: Token, actors: frozenset[int], gazetteer: Gazetteer
) -> bool:
    """Whether the words up to `end` are a name that the kind's noun behind them goes with."""
    noun, last = kind.lower_, doc[end - 1]
    start = run_before(doc, end)
    first = doc[start]
    if first.is_sent_start and is_common(first.text):
        return False
    if is_adjective(last, noun) and not _is_town(last, gazetteer):
        # A count noun in the singular has an article unless the whole is a name ("at X village").
        bare = last.tag_ == "NNP" and kind.tag_ == "NN" and kind.dep_ != "compound"
        before = doc[start - 1] if start > 0 else first
        proper = noun in DIVISION_NOUNS and before.pos_ in ("ADP", "VERB")
        return bare and proper and first.ent_type_ == last.ent_type_
    if first.ent_type_ in ENTITY_LABELS:
        return True
    if noun in DIVISION_NOUNS and _named_behind(doc, kind, gazetteer):
        return bool(gazetteer.candidates(doc.words(start, end)))
    if noun in DIVISION_NOUNS or _local_government(doc, kind.i):
        return True
    known = actors.isdisjoint(range(start, end)) and last.pos_ == "PROPN"
    if end < kind.i and doc[end].lower_ in MILITARY:
        return known
    if noun in GROUND | SPOTS | JUNCTIONS or noun == "quarter":
        return known and (kind.text.islower() or noun == "quarter")
    # "Guerrero state": the noun alone stands beside other names as well.
    return noun == "state" and divides(doc.words(start, kind.i + 1), gazetteer)


def _is_town(token: Token, gazetteer: Gazetteer) -> bool:
    """Whether a name that the recogniser takes for a people's is a town's and no people's."""
    if token.tag_ != "NNP" or is_common(token.text) or gazetteer.demonym_countries(token.text):
        return False
    return any(e.population >= NOTABLE_POPULATION for e in gazetteer.candidates(token.text)[:1])


def _named_behind(doc: Doc, kind: Token, gazetteer: Gazetteer) -> bool:
    """ "The mixed Uzbek and Tajik village of X": "of" names what the noun is of, so that what
    stands before it describes, unless "of" names a country or a division that holds it."""
    if kind.i + 2 >= len(doc) or doc[kind.i + 1].lower_ != "of":
        return False
    end = run_after(doc, kind.i + 2)
    return end > kind.i + 2 and not divides(doc.words(kind.i + 2, end), gazetteer)


def names_of_settlements(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the ranges of names that are listed beside a noun for settlements or divisions."""
    for token in doc:
        if token.lower_ in DIVISION_NOUNS | GROUND | {"base", "camp", "port", "airport", "airbase"}:
            yield from _after_kind(doc, token)
            yield from _listed_before(doc, token)


def described(doc: Doc, start: int, end: int) -> bool:
    """Whether a noun for a settlement, a division or ground stands beside a name, or a noun for a
    kind of spot is part of it ("Jabal al-Sayyid", "Manger Square")."""
    kind = kind_of(doc, start, end)
    if kind in DIVISION_NOUNS | GROUND or _local_government(doc, end) or is_of_ground(doc, end):
        return True
    if has_streets(doc, end):
        return True
    first, last = doc[start], doc[end - 1]
    proper = end - start > 1 and last.text[:1].isupper()
    ends = last.lower_ in ROADS | LANDFORMS
    return proper and (first.lower_ in BEFORE_PROPER - {"port"} or ends)


def kind_of(doc: Doc, start: int, end: int) -> str:
    """Return the noun that says what a name names, in lower case: right behind it ("Bajaur tribal
    district"), behind names that it is listed with ("the Segou and Mopti regions"), or before it
    ("the region of Kidal", "the capital, Lima"); an empty string where there is none."""
    at = end + (end < len(doc) and doc[end].lower_ in QUALIFYING | MILITARY)
    if at < len(doc) and doc[at].lower_ in KINDS:
        return doc[at].lower_
    while at < min(len(doc), end + LISTED) and (doc[at].lower_ in ("and", ",") or names(doc[at])):
        at += 1
    if end < at < len(doc) and doc[at].lower_ in DIVISION_NOUNS and doc[at].tag_ == "NNS":
        return doc[at].lemma_.lower()
    first = start - (start > 0 and doc[start - 1].lower_ == "the")
    if first > 2 and doc[first - 1].lower_ == "of" and not names(doc[first - 3]):
        return doc[first - 2].lemma_.lower() if doc[first - 2].lower_ in DIVISION_NOUNS else ""
    comma = first > 1 and doc[first - 1].text == ","
    if first - comma > 0 and doc[first - comma - 1].text == "capital":
        of_what = doc[first - comma - 2].lower_ if first - comma > 1 else ""
        return "" if of_what in LESSER else "capital"
    return ""  # In "the Gedo region of Somalia" the region is Gedo.


LESSER = word_set(
    """
    state provincial regional district county departmental former ancient old commercial economic
    financial business cultural summer winter
    """
)
"""What stands before "capital" where it is no country's, or no longer."""


def _bears_name(doc: Doc, kind: Token, actors: frozenset[int], gazetteer: Gazetteer) -> bool:
    """Whether the words before a capitalised noun are its name: not whose it is ("Hamas Prison",
    "the Turkish Hospital"), and not the town that says which is meant ("Mosul Hospital")."""
    start = run_before(doc, kind.i)
    if not actors.isdisjoint(range(start, kind.i)) or is_adjective(doc[kind.i - 1]):
        return False
    return not any(
        gazetteer.candidates(doc.words(start, end)) for end in range(start + 1, kind.i + 1)
    )


LISTED = 8
"""Words from a name to the noun at the end of a list that it stands in: some three names."""


def _local_government(doc: Doc, index: int) -> bool:
    """ "X Local Government Area", "X local council": the second-order division of Nigeria and the
    Gambia, and its council."""
    words = [t.lower_ for t in doc[index : index + 3]]
    return words == ["local", "government", "area"] or words[:2] == ["local", "council"]


def has_streets(doc: Doc, end: int) -> bool:
    """ "Bishkek's central streets", "X's Victory Square": only places have them."""
    last = doc[end - 1]
    owns = end < len(doc) and doc[end].text in ("'s", "’s") and last.dep_ == "poss"
    return owns and last.pos_ == "PROPN" and last.head.lower_ in KINDS | ROADS | STREETS


def is_of_ground(doc: Doc, end: int) -> bool:
    """ "X refugee camp", "X air base": with its purpose told, the noun is of what has ground."""
    purpose = end + 1 < len(doc) and doc[end].lower_ in MILITARY
    return purpose and doc[end + 1].lower_ in STANDING


def is_adjective(token: Token, kind: str = "") -> bool:
    """ "the Turkish town", "the Northern region": the word describes the place, it names none.

    Peoples have villages, and divisions have names: what the tagger takes for an adjective or a
    people, and no dictionary knows, names the division behind it ("the Kidal region"), unless it
    ends as the adjectives of peoples do (Quirk et al. 1985, App. I.39).
    """
    if token.ent_type_ != "NORP" and token.tag_ not in ("JJ", "JJR", "JJS"):
        return False
    derived = token.lower_.endswith(("an", "ese", "ish", "i", "ic", "ern"))
    return kind not in LARGE_DIVISIONS or derived or is_common(token.text)


LARGE_DIVISIONS = frozenset(
    {"region", "province", "district", "governorate", "department", "prefecture", "oblast", "state"}
)


def stands_at(preposition: Token) -> bool:
    """ "A camp for displaced people at X": what stands somewhere stands at a place, and at nobody,
    whatever the recogniser takes the name for."""
    noun = preposition.head
    above = [noun, noun.head.head] if noun.dep_ == "pobj" else [noun]
    return preposition.lower_ != "of" and any(
        t.pos_ == "NOUN" and t.lemma_.lower() in STANDING | BUILDINGS | SPOTS for t in above
    )
