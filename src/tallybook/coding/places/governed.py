"""Names that a preposition of place governs, whatever the recogniser takes them for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.described import is_adjective, stands_at
from tallybook.coding.places.ordinary import is_common
from tallybook.coding.places.runs import HYPHENS, run_after, run_before
from tallybook.coding.places.words import BEARINGS, BEFORE_NAMES, ENTITY_LABELS
from tallybook.coding.voices.cues import COMMUNICATIONS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer

COMING = frozenset({"come", "hail", "flee"})
"""Verbs whose "from" phrase may name a place ("comes from Nyabiondo, in Masisi")."""

GOVERNING = frozenset({"in", "at", "near", "outside", "inside", "around"})
FALLING = frozenset({"fall", "descend", "march", "advance", "open", "fire", "rain", "close"})
"""Verbs whose "on" phrase names what is attacked ("fell on X", "opened fire on X")."""


def governed(doc: Doc, actors: frozenset[int], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """ "at Iga-Barrière", "near Elwak", "south of Mallah": a name that a preposition of place
    governs, whatever the recogniser takes it for. Names that go on as another noun's modifier
    ("in Bravo custody"), and actors, are none."""
    for token in doc:
        falling = token.lower_ == "on" and token.head.lemma_.lower() in FALLING
        bearing = token.lower_ == "of" and token.i > 0 and doc[token.i - 1].lower_ in BEARINGS
        coming = token.lower_ == "from" and token.head.lemma_.lower() in COMING
        if not (falling or bearing or coming or token.lower_ in GOVERNING):
            continue
        start = token.i + 1
        while start < len(doc) and doc[start].lower_ in BEFORE_NAMES and doc[start].text.islower():
            start += 1  # "in northeastern X", "in nearby X"
        while (end := run_after(doc, start)) > start:
            last = doc[end - 1]
            head = last.dep_ in ("pobj", "conj") or last.ent_type_ in ENTITY_LABELS
            person = last.ent_type_ == "PERSON" and end - start > 1 and not _is_inside(token, end)
            small = all(is_common(t.text) for t in doc[start:end] if t.is_alpha)
            initials = end - start == 1 and doc[start].text.isupper()
            if not head or not actors.isdisjoint(range(start, end)):
                break
            if coming and [t.lower_ for t in doc[end : end + 2]] != [",", "in"]:
                break  # News comes from people as well; what is "in Masisi" is a place.
            if (
                not person
                and not small
                and not initials
                and not _describes(token, start, end, gazetteer)
            ):
                yield start, end
            if end + 1 >= len(doc) or doc[end].lower_ != "and":
                break
            start = end + 1


def addressed(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """ "The governor of Pol Sin, Myanmar,": what stands before a comma and a country's name is in
    the country (Associated Press Stylebook, "datelines"), whatever the recogniser takes it for."""
    for comma in doc[2:]:
        if comma.text != "," or comma.i + 1 >= len(doc) or not doc[comma.i + 1].text[:1].isupper():
            continue
        start, end = run_before(doc, comma.i), run_after(doc, comma.i + 1)
        before = doc[start - 1] if start else comma
        if start == comma.i or before.pos_ not in ("ADP", "VERB") or end == comma.i + 1:
            continue
        behind = doc[end].text if end < len(doc) else "."
        held_by = gazetteer.candidates(doc.words(comma.i + 1, end))[:1]
        country = bool(held_by) and held_by[0].kind == "country"
        if country and behind in (",", ".", ";", ")"):
            yield start, comma.i


def _is_inside(preposition: Token, end: int) -> bool:
    """ "Seven were shot in Sor Bun": nothing happens in a person, as it may happen near or be done
    at one; what one believes in or finds in a person is said by its verb or noun."""
    doc, above = preposition.doc, preposition.head
    if stands_at(preposition):
        return True
    owned = end < len(doc) and doc[end].text in ("'s", "’s")
    within = preposition.lower_ in ("in", "inside", "outside", "around")
    return within and not owned and above.lemma_.lower() not in TRUSTING


TRUSTING = word_set(
    """
    believe trust confide invest find see have faith confidence trust belief interest hope partner
    ally friend leader role change result end culminate succeed
    """
)
"""Verbs and nouns whose "in" names whom one trusts, what one finds in somebody, or what came of
something."""


def _describes(preposition: Token, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """ "In Ukrainian drone attacks", "said in Pashto", against "seven were shot in Dindian": an
    adjective of a people has its noun behind it, or names a language in which one says something;
    a singular name that a preposition of place governs alone is a place's."""
    doc, first, last = preposition.doc, preposition.doc[start], preposition.doc[end - 1]
    if not is_adjective(first):
        return False
    one = end - start == 1 or doc[start + 1].text in HYPHENS  # "Dindian", "Ra-ngae"
    alone = one and last.dep_ == "pobj" and last.tag_ == "NNP"
    above = {preposition.head.lemma_.lower(), preposition.head.head.lemma_.lower()}
    if not alone or doc[start - 1].lower_ == "the" or gazetteer.demonym_countries(first.text):
        return True
    return bool(above & SPEAKING)


SPEAKING = COMMUNICATIONS | word_set(
    "say speak write read shout chant sing broadcast publish post tell word fluent translate"
)
"""What one does in a language, and what is worded in one."""
