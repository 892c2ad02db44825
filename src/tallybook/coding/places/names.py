"""Which words of a passage name places.

Four kinds of evidence propose a range of words: the gazetteer's list of names, the entity
recogniser, a common noun that says what is named ("the village of X", "X district"), and a name
that the report has used as a place's elsewhere. A proposal falls where the words say something
else: a date, an actor, a person, a newspaper, an ordinary word at the head of a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.places.anaphora import had_so_many, places_told
from tallybook.coding.places.described import (
    described,
    has_streets,
    is_adjective,
    is_of_ground,
    names_described,
)
from tallybook.coding.places.governed import addressed, governed
from tallybook.coding.places.mention import says_where
from tallybook.coding.places.ordinary import divides, is_common, is_ordinary, is_plural
from tallybook.coding.places.peoples import names_a_people
from tallybook.coding.places.runs import HYPHENS, names, run_after, run_before
from tallybook.coding.places.states import state_name
from tallybook.coding.places.words import (
    ARTICLE_WORDS,
    BANK,
    BUILDINGS,
    DEEDS,
    DIRECTIONS,
    DIVISION_NOUNS,
    ENTITY_LABELS,
    EVENTS,
    FACILITIES,
    HOLDING,
    KINDS,
    OPENERS,
    PUBLICATIONS,
    ROADS,
    SITE,
    SPOTS,
    TAKING_PLACES,
    TAKING_TOWNS,
    TITLES,
    WHITHER,
)
from tallybook.knowledge.places.asked import CITY

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.moments.finding import MomentMention
    from tallybook.knowledge.gazetteer import Gazetteer

MAX_NAME_WORDS = 6


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
    taken = {
        i
        for start, end in surroundings.others
        if end - start > 1 and not _is_land(doc.words(start, end), gazetteer)
        for i in range(start, end)
    }
    taken |= {i for m in surroundings.moments for i in range(m.start, m.end)}
    proposals = [*_listed(doc, surroundings, gazetteer), *_recognised(doc)]
    actors = frozenset(i for other in surroundings.others for i in range(*other))
    proposals += names_described(doc, actors, gazetteer)
    proposals += governed(doc, actors, gazetteer)
    proposals += (r for r in addressed(doc, gazetteer) if actors.isdisjoint(range(*r)))
    proposals += _abbreviated(doc)
    proposals += _established(doc, surroundings)
    told = places_told(doc, counted=surroundings.counted)
    proposals += (r for r in told if actors.isdisjoint(range(*r)))
    proposals = [_with_what_it_opens(doc, *r) for r in proposals]
    proposals.sort(key=lambda r: (r[0] - r[1], r[0]))
    kept: list[tuple[int, int]] = []
    for start, end in proposals:
        span = set(range(start, end))
        if span & taken or not 0 < end - start <= MAX_NAME_WORDS:
            continue
        if _of_something_else(doc, start, end) or _surname(doc, start, end, surroundings):
            continue
        if names_a_people(doc, start, end, gazetteer) or is_ordinary(doc, start, end):
            continue
        taken |= span
        kept.append((start, end))
    return sorted(kept)


def _with_what_it_opens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """ "Abu", "Tall" and "Al" alone name nothing where a name goes on behind them: they open it."""
    opens = all(t.lower_ in OPENERS or t.text in HYPHENS for t in doc[start:end])
    return (start, run_after(doc, start)) if opens and run_after(doc, start) > end else (start, end)


ARTICLES = frozenset({"Al", "El", "As", "Ash", "Ar", "An", "At", "Ad", "Az"})
"""The Arabic article before a name, where it has a capital ("in As Suwayda Governorate")."""


def _is_land(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a body's name is its land's as well: "South Ossetia" acts and is where one acts, and
    "Mexico state" is oftener a division than the Mexican state."""
    found = gazetteer.candidates(name)
    state = name.endswith(" state") and any(entry.kind == "admin1" for entry in found)
    return state or any(entry.own and entry.kind == "region" for entry in found)


def _listed(
    doc: Doc, surroundings: Surroundings, gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """The gazetteer's names. A single word that is some town's name is that town only where the
    sentence uses it so: "Police", "Most" and "Ten" are towns too."""
    for start, end in gazetteer.scan([t.text for t in doc], surroundings.countries):
        if doc[start].text in ARTICLE_WORDS and doc[start + 1].text not in HYPHENS:
            start += 1  # "At Kiryat Shmona" holds a preposition, and no article.
        if _is_person(doc, start, end):
            continue
        if start > 0 and doc[start - 1].text in ARTICLES and not doc[start - 1].is_sent_start:
            start -= 1
        if start > 0 and doc[start - 1].text in HYPHENS and not doc[start - 1].whitespace_:
            first = doc[start - 2].text if start > 1 else ""
            if not (gazetteer.candidates(first) and divides(doc[start].text, gazetteer)):
                continue  # "Stress-Free"; "Myanmar-China" names two.
        if end - start == 1:
            proposed = _reads_as_place(doc[start], surroundings, gazetteer)
        else:
            proposed = _after_site(doc, start) or not all(is_common(t.text) for t in doc[start:end])
        if proposed:
            yield start, end


def _reads_as_place(token: Token, surroundings: Surroundings, gazetteer: Gazetteer) -> bool:
    if token.lower_ in DIRECTIONS:
        return False  # "the Eastern Myrtle": what a direction points at is named after it.
    if _is_held(token):
        return True
    labelled = token.ent_type_ in ENTITY_LABELS
    before = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    located = bool(before) and (says_where(token.nbor(-1)) or before in DIRECTIONS)
    following = token.nbor(1) if token.i + 1 < len(token.doc) else token
    if following.lower_ in DIVISION_NOUNS and divides(token.text, gazetteer):
        return True  # "Aleppo city", whatever word class the tagger guesses.
    if _lies_in(token, gazetteer):
        return True
    if token.pos_ == "PROPN" and not is_common(token.text):
        found = [e for e in gazetteer.candidates(token.text) if e.kind == "settlement"]
        if found and following.lower_ in EVENTS:
            return True
        told = {c for e in found for c in e.countries}.intersection(surroundings.countries)
        if told and following.lower_ in DEEDS:
            return True
    ordinary = is_common(token.text) or (token.is_sent_start and is_plural(token.lower_))
    if ordinary and not divides(token.text, gazetteer):
        return (labelled or located) and not token.is_sent_start
    if labelled or located or before in WHITHER | {"of", "and", "between"}:
        return labelled or token.pos_ == "PROPN" or (located and token.pos_ == "NOUN")
    kind = token.nbor(-1 - (before == ",")) if token.i > token.sent.start + 1 else token
    if kind.lower_ in DIVISION_NOUNS | {"capital"} and kind.text.islower():
        # "the capital Rabat", "the capital, Rabat": a name in apposition to the kind of place.
        apposed = token.dep_ == "appos" or (before != "," and kind.dep_ in ("compound", "nmod"))
        seat = kind.text == "capital" and any(e.capital for e in gazetteer.candidates(token.text))
        if seat and token.pos_ == "PROPN":
            return True
        return token.pos_ == "PROPN" and (apposed or kind.head is token)
    if before == ",":
        # "Soyapango, San Salvador"; "his father, David, …" is no such chain, but "the town of
        # Cocula, Guerrero" is one, whosever name Guerrero is besides.
        if token.i < 2 or token.nbor(-2).pos_ != "PROPN":
            return False
        start = run_before(token.doc, token.i - 1)
        of_town = described(token.doc, start, token.i - 1) and divides(token.text, gazetteer)
        return of_town or token.ent_type_ != "PERSON"
    if (
        before == "the"
        and token.dep_ == "compound"
        and (following.lower_ in ROADS | KINDS or token.head.lemma_.lower() in FACILITIES)
    ):
        return token.pos_ == "PROPN"
    building = token.head.lemma_.lower() in BUILDINGS | SPOTS or token.head.lower_ in BUILDINGS
    if token.dep_ in ("compound", "nmod") and building and token.head.text.islower():
        own = any(t.dep_ in ("poss", "det") for t in token.head.lefts)
        person = token.ent_type_ == "PERSON" and not _is_city(token.text, gazetteer)
        return own and token.pos_ == "PROPN" and not person
    if has_streets(token.doc, token.i + 1):
        return True
    governed = token.dep_ in ("dobj", "nsubjpass")
    if governed and token.head.lemma_.lower() in TAKING_TOWNS:
        return token.pos_ == "PROPN"
    named = any(t.dep_ == "compound" and t.pos_ == "PROPN" for t in token.lefts)  # "Ana Ruiz"
    taken = governed and token.head.lemma_.lower() in TAKING_PLACES and not named
    had = token.dep_ in SUBJECTS and had_so_many(token.head)
    had = had and not named and divides(token.text, gazetteer)
    if token.ent_type_ == "PERSON" and (taken or had) and token.pos_ == "PROPN":
        # "Rebels attacked Goma", "Cauca had nine": news gives a person's full name first.
        return token.text not in surroundings.persons and any(
            code in surroundings.countries
            for entry in gazetteer.candidates(token.text)
            for code in entry.countries
        )
    if token.ent_type_ in ("PERSON", "NORP"):
        return False
    if before in ("'s", "’s") and token.pos_ == "PROPN":
        return token.dep_ in ("pobj", "dobj", "nsubjpass", "conj", "appos", "compound")
    return token.pos_ == "PROPN" and (taken or divides(token.text, gazetteer))


def _lies_in(token: Token, gazetteer: Gazetteer) -> bool:
    """ "Turbat in Pakistan had been calm": a town's name before the country that holds the town,
    whatever the tagger guesses."""
    if token.i + 3 >= len(token.doc) or token.nbor(1).lower_ != "in":
        return False
    start = token.i + 2 + (token.nbor(2).lower_ == "the")
    end = run_after(token.doc, start)
    holder = gazetteer.candidates(token.doc.words(start, end))[:1] if end > start else ()
    if not holder or holder[0].kind != "country":
        return False
    held = {c for e in gazetteer.candidates(token.text) for c in e.countries}
    return bool(held.intersection(holder[0].countries)) and not is_common(token.text)


def _is_city(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is rather a city than somebody's name before a building ("her Abuja home")."""
    return any(entry.population >= CITY for entry in gazetteer.candidates(name)[:1])


def _is_held(name: Token) -> bool:
    """ "Houthi-held Sanaa", "rebel-controlled Idlib": what somebody holds, runs or occupies is
    ground, and where the holder is told before the participle, its name follows."""
    at = name.i - 1
    return (
        at - 2 >= name.sent.start
        and name.doc[at].lower_ in HOLDING
        and name.doc[at - 1].text in HYPHENS
        and name.pos_ == "PROPN"
    )


def _recognised(doc: Doc) -> Iterator[tuple[int, int]]:
    for entity in doc.ents:
        if entity.label_ not in ENTITY_LABELS:
            continue
        start, end = _trim(doc, entity.start, entity.end)
        if end <= start or not doc[start].text[:1].isupper():
            continue
        if end - start == 1 and doc[start].is_sent_start and is_plural(doc[start].lower_):
            continue  # "Clinics were shelled."
        if end - start == 1 and is_adjective(doc[start], doc[end].lower_ if end < len(doc) else ""):
            continue  # "In Ukrainian drone attacks": whose they are.
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
        if entity.label_ == "PERSON" and doc[entity.end - 1].lower_ not in DIVISION_NOUNS
        if entity.end - entity.start > 1
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
    before = doc[start - 1] if start > 0 else None
    return before is not None and (says_where(before) or before.lower_ in DIRECTIONS | {"the"})


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and doc[start].lower_ in ("the", "a", "an", "this", "that"):
        start += 1
    while end > start and (
        doc[end - 1].lower_ in KINDS
        or is_of_ground(doc, end - 1)
        or doc[end - 1].text in ("'s", "’s")
        or _begins_what_follows(doc[end - 1], end)
    ):
        end -= 1
    return start, end


def _begins_what_follows(token: Token, end: int) -> bool:
    """Whether a word behind a name begins what is said next: "shelled Goma eight times", "struck
    Goma twice". Names of places have no adverbs, and a number that counts what follows is none of
    theirs, as that of "District 9" is."""
    counts = token.dep_ == "nummod" and token.head.i >= end
    small = token.text.islower()
    moving = token.pos_ == "ADV" or unit_of(token.lemma_) in MOVING or token.like_num
    return counts or (small and moving)


MOVING = frozenset({"people", "vehicles", "weapons", "attacks"})
"""Units of what a place's name may stand before and is no place: "Mastung van", "Kano bomb"."""
