"""Places in their sentence: which words name one, how it is resolved, and what it locates.

A name is resolved with what stands around it: "Kirkuk, Iraq" and "the village of X in Y state"
say their own container; otherwise the countries that the report speaks of decide. Only a place
in a locative phrase locates an attack: "Iraq's prime minister" and "support for Israel" do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts_tokens import word_set
from tallybook.coding.phrases import NOUNS
from tallybook.core.values import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tallybook.coding.reading import Passage
    from tallybook.knowledge.actor_types import ActorHit
    from tallybook.knowledge.gazetteer import Gazetteer

LOCATIVE = word_set(
    """
    in at near outside inside around on across throughout within along off between over
    beside close by into toward towards amid from
    """
)
SITE = word_set(
    """
    in at near outside inside around on across throughout within along off beside
    """
)
"""Prepositions that say where something happened; "from", "into" and "towards" say whence and
whither (Huddleston & Pullum 2002, ch. 7 §5.1, location against goal and source)."""

NEARNESS = frozenset({"near", "outside", "around", "off", "beside"})

KINDS = word_set(
    """
    village town city district province state region area county governorate prefecture
    department municipality commune hamlet settlement suburb neighbourhood neighborhood
    quarter camp base island valley border crossing territory locality parish subcounty
    sub-county township port capital oblast raion cercle wilaya division zone enclave
    peninsula forest hometown outskirts airport airbase outpost strip sea gulf strait
    desert mountains hills ward woreda
    """
)
DIRECTIONS = word_set(
    """
    north south east west northern southern eastern western central northeast northwest
    southeast southwest northeastern northwestern southeastern southwestern north-east
    north-west south-east south-west north-eastern north-western south-eastern south-
    western
    """
)

ENTITY_LABELS = frozenset({"GPE", "LOC", "FAC"})
MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens `[start, end)` name a place; `chain_end` is past the containers that follow it.

    `preposition` is the token index of the locative preposition that governs it, or None;
    `site` says whether that preposition says where something happened. `modifier` marks a name
    before the noun that it modifies ("the Kabul airport attack").
    """

    start: int
    end: int
    chain_end: int
    place: Place
    preposition: int | None
    site: bool
    modifier: bool


def find_places(
    passage: Passage,
    actors: Sequence[ActorHit],
    countries: Sequence[str],
    gazetteer: Gazetteer,
) -> Iterator[PlaceMention]:
    """Yield the places of a passage, left to right, innermost of a chain first."""
    doc = passage.doc
    inside_actor = {i for a in actors for i in range(a.start, a.end) if a.end - a.start > 1}
    ranges = _name_ranges(doc, inside_actor, gazetteer)
    for chain in _chains(doc, ranges, gazetteer):
        place: Place | None = None
        resolved: list[Place] = []
        for start, end in reversed(chain):
            name = passage.words(start, end)
            place = _resolve(name, doc, start, countries, place, gazetteer)
            resolved.append(place)
        resolved.reverse()
        chain_end = chain[-1][1]
        for (start, end), found in zip(chain, resolved, strict=True):
            mention = _situate(passage, start, end, chain_end, found, gazetteer)
            if found.lat is not None or mention.site:
                # A name that nothing places is a place only where the grammar says so.
                yield mention


def _resolve(
    name: str,
    doc: Doc,
    start: int,
    countries: Sequence[str],
    within: Place | None,
    gazetteer: Gazetteer,
) -> Place:
    if within is not None and within.country is not None:
        inner = gazetteer.resolve(name, countries=(within.country,), within=within)
        if inner.lat is not None:
            return inner
        outer = gazetteer.resolve(name, countries=(within.country,))
        return outer if outer.lat is not None and outer.country == within.country else inner
    found = gazetteer.resolve(name, countries=tuple(countries))
    if found.lat is None and countries:
        # A report about one country may name a place in another: its one clear reading holds.
        elsewhere = gazetteer.resolve(name)
        return elsewhere if elsewhere.lat is not None else found
    return found


def _name_ranges(doc: Doc, inside_actor: set[int], gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Token ranges that name places: gazetteer names, entities, "the village of X", "X
    province"; longer ranges win, and nothing inside an actor's name or a person's."""
    proposals: list[tuple[int, int]] = []
    for start, end in gazetteer.scan([t.text for t in doc]):
        if _is_person(doc, start, end):
            continue
        if end - start == 1 and not _reads_as_place(doc[start]):
            continue
        proposals.append((start, end))
    for entity in doc.ents:
        if entity.label_ in ENTITY_LABELS:
            start, end = _trim(doc, entity.start, entity.end)
            if end > start and doc[start].text[:1].isupper():
                proposals.append((start, end))
    proposals.extend(_described(doc))
    proposals.sort(key=lambda r: (r[0] - r[1], r[0]))
    taken: set[int] = set()
    kept: list[tuple[int, int]] = []
    for start, end in proposals:
        span = set(range(start, end))
        if span & taken or span & inside_actor or end - start > MAX_NAME_WORDS:
            continue
        taken |= span
        kept.append((start, end))
    return sorted(kept)


def _reads_as_place(token: Token) -> bool:
    """A single word that is some town's name is that town only where the sentence uses it so:
    the model takes it for a place, or a preposition of place governs it. "Police", "Most" and
    "Of" are towns too."""
    if token.ent_type_ in ENTITY_LABELS:
        return True
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    return (
        before in SITE or before in DIRECTIONS or (token.pos_ == "PROPN" and before in ("of", ","))
    )


def _described(doc: Doc) -> Iterator[tuple[int, int]]:
    """ "the village of Dan Kano" and "Dan Kano village": a common noun says what kind of place
    the capitalised words beside it name."""
    for token in doc:
        if token.lower_ not in KINDS and token.lower_.rstrip("s") not in KINDS:
            continue
        if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            start = token.i + 2
            if doc[start].lower_ == "the":
                start += 1
            end = _capitalised_run(doc, start)
            if end > start:
                yield start, end
        if token.i > 0 and _names(doc[token.i - 1]):
            start = token.i
            while start > 0 and _names(doc[start - 1]) and token.i - start < 3:
                start -= 1
            if doc[start].ent_type_ not in ("PERSON", "NORP", "ORG"):
                yield start, token.i


def _capitalised_run(doc: Doc, start: int) -> int:
    end = start
    while end < len(doc) and end - start < 4:
        token = doc[end]
        joined = token.text == "-" and end > start and end + 1 < len(doc)
        if not (_names(token) or (joined and doc[end + 1].text[:1].isupper())):
            break
        end += 1
    return end


def _names(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and token.is_alpha
        and not (token.is_sent_start and token.lower_ in ("the", "a", "an"))
    )


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].lower_ in ("the", "a", "an"):
        start += 1
    while end > start and (doc[end - 1].lower_ in KINDS or doc[end - 1].text in ("'s", "’s")):
        end -= 1
    return start, end


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """A town's name inside a person's longer name, or after a title of rank or office."""
    first = doc[start]
    if first.ent_type_ == "PERSON":
        entity = next((e for e in doc.ents if e.start <= start < e.end), None)
        return entity is not None and (entity.end - entity.start) > (end - start)
    return False


def _chains(
    doc: Doc, ranges: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[list[tuple[int, int]]]:
    """Join names that hold one another: "A, B", "A in B", "A in the B", "A in northern B"."""
    chain: list[tuple[int, int]] = []
    for start, end in ranges:
        if chain and _holds(doc, chain[-1][1], start) and not _country(doc, chain[-1], gazetteer):
            chain.append((start, end))
        else:
            if chain:
                yield chain
            chain = [(start, end)]
    if chain:
        yield chain


def _holds(doc: Doc, left: int, right: int) -> bool:
    between = [t.lower_ for t in doc[left:right]]
    words = [
        w
        for w in between
        if w not in KINDS and w not in DIRECTIONS and w not in ("the", "-", "'s", "’s", "part")
    ]
    if words == [","]:
        return True
    return words in (["in"], [",", "in"], ["of"], ["in", "of"], [",", "in", "of"], ["of", "in"])


def _country(doc: Doc, name: tuple[int, int], gazetteer: Gazetteer) -> bool:
    """A country is held by nothing: "in Iraq, Syria" lists two of a kind."""
    found = gazetteer.candidates(doc[name[0] : name[1]].text)
    return bool(found) and found[0].kind == "country"


def _situate(
    passage: Passage, start: int, end: int, chain_end: int, place: Place, gazetteer: Gazetteer
) -> PlaceMention:
    """Say what the place locates, and widen it for a direction or a distance."""
    doc = passage.doc
    first = start
    if start > 0 and doc[start - 1].lower_ in DIRECTIONS and place.lat is not None:
        words = passage.words(start - 1, end)
        place = _named(gazetteer.direction(doc[start - 1].lower_, place), words)
        start -= 1
        first = min(first, start)
    while first > 0 and doc[first - 1].lower_ in (
        "the", "central", "downtown", "nearby", "neighbouring", "neighboring", "part",
        "restive", "remote", *DIRECTIONS,
    ):  # fmt: skip
        first -= 1
    governor = _governing_preposition(doc[end - 1])
    if governor is None and first > 0 and doc[first - 1].lower_ in LOCATIVE:
        governor = doc[first - 1]
    preposition = governor.i if governor is not None else None
    site = governor is not None and governor.lower_ in SITE
    if governor is not None and governor.lower_ in NEARNESS and place.lat is not None:
        place = _named(gazetteer.near(place), place.name)
    following = doc[end] if end < len(doc) else None
    modifier = (
        preposition is None
        and following is not None
        and (following.pos_ in NOUNS or following.text in ("'s", "’s"))
    )
    return PlaceMention(start, end, chain_end, place, preposition, site, modifier)


def _governing_preposition(token: Token) -> Token | None:
    """The locative preposition that governs a name: past coordination ("in Iraq and Syria"),
    apposition, and the nouns whose "of" phrase the name is in ("near the town of X", "at the
    cattle market of X")."""
    for _ in range(8):
        if token.dep_ in ("conj", "appos", "compound", "nmod"):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of":
            noun = token.head.head
            if noun.pos_ in NOUNS:
                token = noun
            elif noun.dep_ == "prep" and noun.lower_ in LOCATIVE:
                return noun
            else:
                return None
        elif token.dep_ == "pobj" and token.head.lower_ in LOCATIVE:
            return token.head
        elif token.dep_ == "pobj" and token.head.head.lower_ in LOCATIVE:
            return token.head.head
        else:
            return None
    return None


def _named(place: Place, words: str) -> Place:
    from msgspec.structs import replace

    return replace(place, name=words)
