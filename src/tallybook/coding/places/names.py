"""Which words of a passage name places.

Four kinds of evidence propose a range of words: the gazetteer's list of names, the entity
recogniser, a common noun that says what is named ("the village of X", "X district"), and a name
that the report has used as a place's elsewhere. A proposal falls where the words say something
else: a date, an actor, a person, a newspaper, an ordinary word at the head of a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.lexicon import stems
from tallybook.coding.language.model import load_model
from tallybook.coding.places.anaphora import places_told
from tallybook.coding.places.runs import HYPHENS, names, run_after, run_before
from tallybook.coding.places.states import state_name
from tallybook.coding.places.words import (
    ARTICLE_WORDS,
    BANK,
    BEFORE_PROPER,
    BODIES,
    DIRECTIONS,
    DIVISION_NOUNS,
    FACILITIES,
    KINDS,
    PUBLICATIONS,
    QUALIFYING,
    ROADS,
    SITE,
    TAKING_PLACES,
    TAKING_TOWNS,
    TITLES,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.moments.finding import MomentMention
    from tallybook.knowledge.gazetteer import Gazetteer

ENTITY_LABELS = frozenset({"GPE", "LOC", "FAC"})
MAX_NAME_WORDS = 6

GOVERNING = frozenset({"in", "at", "near", "outside", "inside", "around"})
FALLING = frozenset({"fall", "descend", "march", "advance", "open", "fire", "rain", "close"})
"""Verbs whose "on" phrase names what is attacked ("fell on X", "opened fire on X")."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a passage before its places are: what else its words are, the countries
    of the report, the names that it uses for places elsewhere, and the words of persons' full
    names. `others` are the tokens `[start, end)` of the names of actors; not of states, whose names
    are places' too. `counted` says that the report counts settlements."""

    others: Sequence[tuple[int, int]]
    moments: Sequence[MomentMention]
    countries: tuple[str, ...]
    established: Collection[str] = ()
    persons: Collection[str] = ()
    counted: bool = False


def name_ranges(
    doc: Doc, surroundings: Surroundings, gazetteer: Gazetteer
) -> list[tuple[int, int]]:
    """Return the token ranges that name places, in order and without overlaps; of two that
    overlap, the longer."""
    taken = {i for start, end in surroundings.others for i in range(start, end) if end - start > 1}
    taken |= {i for m in surroundings.moments for i in range(m.start, m.end)}
    proposals = [*_listed(doc, surroundings, gazetteer), *_recognised(doc)]
    proposals += _described(doc, gazetteer)
    proposals += _governed(doc, surroundings)
    proposals += _abbreviated(doc)
    proposals += _established(doc, surroundings)
    proposals += places_told(doc, counted=surroundings.counted)
    proposals.sort(key=lambda r: (r[0] - r[1], r[0]))
    kept: list[tuple[int, int]] = []
    for start, end in proposals:
        span = set(range(start, end))
        if span & taken or not 0 < end - start <= MAX_NAME_WORDS:
            continue
        if _of_something_else(doc, start, end) or _surname(doc, start, end, surroundings):
            continue
        taken |= span
        kept.append((start, end))
    return sorted(kept)


def is_common(word: str) -> bool:
    """Whether a word is an ordinary English one, in whatever case it stands: a verb, an adjective,
    an adverb or a number, or a body that news writes with a capital. The model's nouns cannot tell,
    since they hold the names of cities too."""
    small = word.lower()
    return small in BODIES or small in SMALL or not _modifying_lemmas().isdisjoint(stems(small))


@cache
def _modifying_lemmas() -> frozenset[str]:
    index = load_model().lemma_tables.get_table("lemma_index")
    return frozenset(w for part in ("verb", "adj", "adv") for w in index[part])


def _listed(
    doc: Doc, surroundings: Surroundings, gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """The gazetteer's names. A single word that is some town's name is that town only where the
    sentence uses it so: "Police", "Most" and "Ten" are towns too."""
    for start, end in gazetteer.scan([t.text for t in doc], surroundings.countries):
        if doc[start].text in ARTICLE_WORDS and doc[start + 1].text not in HYPHENS:
            continue
        if _is_person(doc, start, end):
            continue
        if start > 0 and doc[start - 1].text in HYPHENS and not doc[start - 1].whitespace_:
            first = doc[start - 2].text if start > 1 else ""
            if not (gazetteer.candidates(first) and _divides(doc[start].text, gazetteer)):
                continue  # "Stress-Free"; "Myanmar-China" names two.
        if end - start == 1:
            proposed = _reads_as_place(doc[start], gazetteer)
        else:
            proposed = _after_site(doc, start) or not all(is_common(t.text) for t in doc[start:end])
        if proposed:
            yield start, end


def _reads_as_place(token: Token, gazetteer: Gazetteer) -> bool:
    if token.lower_ in DIRECTIONS:
        return False  # "the Eastern Myrtle": what a direction points at is named after it.
    labelled = token.ent_type_ in ENTITY_LABELS
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    located = before in SITE or before in DIRECTIONS
    if is_common(token.text) and not _divides(token.text, gazetteer):
        return (labelled or located) and not token.is_sent_start
    if labelled or located or before in ("of", "from", "to", "and", "between"):
        return labelled or token.pos_ == "PROPN"
    if before == ",":
        # "Soyapango, San Salvador"; "his father, David, …" is no such chain, but "the town of
        # Cocula, Guerrero" is one, whosever name Guerrero is besides.
        if token.i < 2 or token.nbor(-2).pos_ != "PROPN":
            return False
        start = run_before(token.doc, token.i - 1)
        of_town = described(token.doc, start, token.i - 1) and _divides(token.text, gazetteer)
        return of_town or token.ent_type_ != "PERSON"
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if (
        before == "the"
        and token.dep_ == "compound"
        and (following.lower_ in ROADS | KINDS or token.head.lemma_.lower() in FACILITIES)
    ):
        return token.pos_ == "PROPN"
    governed = token.dep_ in ("dobj", "nsubjpass")
    if governed and token.head.lemma_.lower() in TAKING_TOWNS:
        return token.pos_ == "PROPN"
    if token.ent_type_ in ("PERSON", "NORP"):
        return False
    if before in ("'s", "’s") and token.pos_ == "PROPN":
        return token.dep_ in ("pobj", "dobj", "nsubjpass", "conj", "appos", "compound")
    if token.i + 1 < len(token.doc) and token.nbor(1).text in ("'s", "’s"):
        return token.pos_ == "PROPN" and _divides(token.text, gazetteer)
    taken = governed and token.head.lemma_.lower() in TAKING_PLACES
    return token.pos_ == "PROPN" and (taken or _divides(token.text, gazetteer))


def _divides(name: str, gazetteer: Gazetteer) -> bool:
    """Countries and first-order divisions are named more often than their namesakes."""
    found = gazetteer.candidates(name)
    return bool(found) and found[0].kind in ("country", "admin1")


def _recognised(doc: Doc) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ not in ENTITY_LABELS:
            continue
        start, end = _trim(doc, entity.start, entity.end)
        if end <= start or not doc[start].text[:1].isupper():
            continue
        if all(is_common(t.text) for t in doc[start:end] if t.is_alpha) and (
            doc[start].is_sent_start or not _after_site(doc, start)
        ):
            continue
        yield start, end


def _abbreviated(doc: Doc) -> Iterator[tuple[int, int]]:
    """ "Camden, N.J.": a state's abbreviation after a town."""
    for token in doc[2:]:
        after_name = doc[token.i - 1].text == "," and doc[token.i - 2].text[:1].isupper()
        if after_name and state_name(token.text) != token.text:
            yield token.i, token.i + 1


def _described(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """ "the village of Dan Kano", "Dan Kano village", "Sabzal Road": a noun says what kind of
    place the capitalised words beside it name."""
    for token in doc:
        kind = token.lower_
        if kind in ROADS and token.text[:1].isupper() and token.i > 0 and names(doc[token.i - 1]):
            yield run_before(doc, token.i), token.i + 1
            continue
        if kind not in KINDS:
            continue
        if kind in BEFORE_PROPER and token.text[:1].isupper():
            end = run_after(doc, token.i + 1)
            if end > token.i + 1:  # "Barangay Rio Hondo", "Camp Taji"
                yield token.i, end
        if token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            start = token.i + 2 + (doc[token.i + 2].lower_ == "the")
            end = run_after(doc, start)
            if end > start and doc[start].ent_type_ != "NORP":
                yield start, end
        end = token.i - (token.i > 1 and doc[token.i - 1].lower_ in QUALIFYING)
        if end > 0 and names(doc[end - 1]) and not _adjective(doc[end - 1], kind):
            start = run_before(doc, end)
            local = _local_government(doc, token.i)
            strict = kind in DIVISION_NOUNS or local or doc[start].ent_type_ in ENTITY_LABELS
            # "Guerrero state": the noun alone stands beside other names as well.
            strict = strict or (kind == "state" and _divides(doc.words(start, token.i), gazetteer))
            if strict and not (doc[start].is_sent_start and is_common(doc[start].text)):
                yield start, end


def described(doc: Doc, start: int, end: int) -> bool:
    """Whether a noun for a settlement or division stands beside a name."""
    return kind_of(doc, start, end) in DIVISION_NOUNS or _local_government(doc, end)


def kind_of(doc: Doc, start: int, end: int) -> str:
    """Return the noun that says what a name names, in lower case: right behind it ("Bajaur tribal
    district"), behind names that it is listed with ("the Segou and Mopti regions"), or before it
    ("the region of Kidal"); an empty string where there is none."""
    at = end + (end < len(doc) and doc[end].lower_ in QUALIFYING)
    if at < len(doc) and doc[at].lower_ in KINDS:
        return doc[at].lower_
    while at < min(len(doc), end + LISTED) and (doc[at].lower_ in ("and", ",") or names(doc[at])):
        at += 1
    if end < at < len(doc) and doc[at].lower_ in DIVISION_NOUNS and doc[at].tag_ == "NNS":
        return doc[at].lemma_.lower()
    first = start - (start > 0 and doc[start - 1].lower_ == "the")
    if first > 2 and doc[first - 1].lower_ == "of" and not names(doc[first - 3]):
        return doc[first - 2].lower_ if doc[first - 2].lower_ in DIVISION_NOUNS else ""
    return ""  # In "the Gedo region of Somalia" the region is Gedo.


LISTED = 8
"""Words from a name to the noun at the end of a list that it stands in: some three names."""


def _local_government(doc: Doc, index: int) -> bool:
    """ "X Local Government Area", the second-order division of Nigeria and the Gambia."""
    return [t.lower_ for t in doc[index : index + 3]] == ["local", "government", "area"]


def _adjective(token: Token, kind: str = "") -> bool:
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


def _governed(doc: Doc, surroundings: Surroundings) -> Iterator[tuple[int, int]]:
    """ "at Iga-Barrière", "near Elwak": a name that a preposition of place governs, whatever the
    recogniser takes it for. Names that go on as another noun's modifier ("in Bravo custody"),
    and actors, are none."""
    actors = {i for other in surroundings.others for i in range(*other)}
    for token in doc:
        falling = token.lower_ == "on" and token.head.lemma_.lower() in FALLING
        if not falling and token.lower_ not in GOVERNING:
            continue
        start = token.i + 1
        end = run_after(doc, start)
        if end == start or not actors.isdisjoint(range(start, end)):
            continue
        last = doc[end - 1]
        head = last.dep_ == "pobj" or last.ent_type_ in ENTITY_LABELS
        person = last.ent_type_ == "PERSON" and end - start > 1
        small = all(is_common(t.text) for t in doc[start:end] if t.is_alpha)
        initials = end - start == 1 and doc[start].text.isupper()
        if head and not person and not small and not initials and not _adjective(doc[start]):
            yield start, end


def _established(doc: Doc, surroundings: Surroundings) -> Iterator[tuple[int, int]]:
    """Names that the report has introduced as a place's ("the village of X") stay a place's."""
    if not surroundings.established:
        return
    for token in doc:
        if not names(token):
            continue
        for end in range(min(len(doc), token.i + MAX_NAME_WORDS), token.i, -1):
            if doc.words(token.i, end) in surroundings.established:
                if not _is_person(doc, token.i, end):
                    yield token.i, end
                break


def _of_something_else(doc: Doc, start: int, end: int) -> bool:
    """Whether the words around a name make it part of a longer name of something else."""
    following = doc[end] if end < len(doc) else None
    before = doc[start - 1] if start > 0 else None
    if doc.words(start, end).lower().split() == list(BANK) and (
        following is not None and following.lower_ == "of"
    ):
        return True  # "the west bank of the Nile" is a river's.
    if following is not None and following.text[:1].isupper() and following.pos_ == "PROPN":
        if following.lower_ in PUBLICATIONS:
            return True
        compound = doc[end - 1].dep_ in ("compound", "nmod") and doc[end - 1].head.i >= end
        known = KINDS | FACILITIES | DIRECTIONS
        if compound and following.lower_ not in known and following.ent_type_ == "PERSON":
            return True
    if before is None or doc[end - 1].ent_type_ in ENTITY_LABELS:
        return False
    if before.lower_.rstrip(".") in TITLES and before.text[:1].isupper():
        return True
    given = before.pos_ == "PROPN" and before.dep_ in ("compound", "nmod") and before.i >= 0
    return (
        given
        and before.head.i in range(start, end)
        and before.text[:1].isupper()
        and before.lower_ not in KINDS | DIRECTIONS | ROADS
        and before.ent_type_ == "PERSON"
    )


def _surname(doc: Doc, start: int, end: int, surroundings: Surroundings) -> bool:
    """News gives a person's full name once and the surname from then on: such a word is the
    person, unless a preposition of place says otherwise."""
    if end - start > 1 or doc[start].text not in surroundings.persons:
        return False
    return start == 0 or doc[start - 1].lower_ not in SITE - {"on", "off"}


def person_words(doc: Doc) -> set[str]:
    """Return the words of the persons' full names in a passage."""
    return {
        t.text
        for entity in doc.ents
        if entity.label_ == "PERSON" and entity.end - entity.start > 1
        for t in entity
        if t.text.istitle()
    }


def _is_person(doc: Doc, start: int, end: int) -> bool:
    """A town's name inside a person's longer name, or after a title of rank or office."""
    if start > 0 and doc[start - 1].lower_.rstrip(".") in TITLES - {"governor", "chief", "deputy"}:
        return doc[start - 1].text[:1].isupper()
    if doc[start].ent_type_ == "PERSON":
        entity = next((e for e in doc.ents if e.start <= start < e.end), None)
        return entity is not None and (entity.end - entity.start) > (end - start)
    return False


def _after_site(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].lower_ in SITE | DIRECTIONS | {"the"}


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].lower_ in ("the", "a", "an", "this", "that"):
        start += 1
    while end > start and (
        doc[end - 1].lower_ in KINDS
        or doc[end - 1].text in ("'s", "’s")
        or (doc[end - 1].text.islower() and unit_of(doc[end - 1].lemma_) in MOVING)
    ):
        end -= 1
    return start, end


MOVING = frozenset({"people", "vehicles", "weapons", "attacks"})
"""Units of what a place's name may stand before and is no place: "Mastung van", "Kano bomb"."""
