"""Names that the text itself takes up as places, whatever they look like.

"Where" after a name, "there" at the head of the next clause, and "a hamlet" in apposition refer
to the name as a place (anaphora by pro-form and by hypernym, Halliday & Hasan 1976, chs 2 and 6).
What one storms, shells or enters has ground, so that a bare name there is a place's, and so have
the things whose streets, outskirts or countryside are spoken of.
Where a report counts villages that were raided, a bare name that is raided is one of them: the
names spell out the set that the figure announced.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import SUBJECTS, first_conjunct
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.ordinary import is_plural
from tallybook.coding.places.runs import HYPHENS, names, run_before
from tallybook.coding.places.words import (
    BEARINGS,
    DIVISION_NOUNS,
    ENTITY_LABELS,
    GROUND,
    HAVING,
    LANDFORMS,
    LENGTHS_KM,
    RANKING,
    SPOTS,
    TAKING_PLACES,
    TAKING_TOWNS,
    TITLES,
)

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token

ARGUMENTS = SUBJECTS | {"dobj", "pobj", "attr", "acomp", "conj"}
CLAUSE_MARKS = frozenset({":", ";", "-", "–", "—", ","})

COMING = word_set("come go follow be")
"""Verbs by which a list of events in order brings in the next: "next came X"."""

IN_ORDER = word_set("first second third fourth fifth sixth seventh next last then also too")
"""Words that give what is attacked its place in a series."""


def places_told(doc: Doc, *, counted: bool) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of names that the words around them take for places; `counted` says
    that the report counts settlements."""
    for token in doc:
        name: Token | None = None
        if _takes_up(token):
            name = _name_before(token)
        elif (
            _lies_from(token)
            or _has_ground(token)
            or _whole_of_part(token)
            or (counted and _of_the_counted(token))
            or _goes_on_with_a_list(token)
            or _joined_to_a_town(token)
            or _had_so_many(token)
        ):
            name = token
        if name is not None:
            start = run_before(doc, name.i + 1)
            first = max(start - 1, 0)
            if not any(t.lower_.rstrip(".") in TITLES for t in doc[first : name.i + 1]):
                yield start, name.i + 1


def _takes_up(token: Token) -> bool:
    """Whether a word refers to the place that was named just before it."""
    if token.lower_ == "where":
        return token.dep_ == "advmod" and token.head.dep_ == "relcl"
    if token.lower_ == "there":
        before = token.nbor(-1) if token.i > token.sent.start else token
        return token.dep_ == "advmod" and (before.text in CLAUSE_MARKS or before.dep_ == "cc")
    return token.lemma_.lower() in DIVISION_NOUNS and token.dep_ in ("appos", "attr")


def _name_before(token: Token) -> Token | None:
    """The name that a word for a place takes up: what its clause hangs on, what it stands in
    apposition to or is predicated of; for "there", the last argument of the clause before."""
    if token.lower_ == "where":
        name = token.head.head
    elif token.dep_ == "appos":
        name = token.head
    elif token.dep_ == "attr":
        name = next((s for s in token.head.children if s.dep_ in SUBJECTS), token)
    else:
        before = token.doc[token.sent.start : token.i]
        name = next((t for t in reversed(before) if _names_argument(t)), token)
    return name if name.i < token.i and _names_argument(name) else None


def _names_argument(token: Token) -> bool:
    # A capital inside a sentence is a name's, whatever word class the tagger guesses; that of its
    # first word is not, where this is an ordinary noun's plural ("Pipelines were attacked").
    if token.is_sent_start and is_plural(token.lower_):
        return False
    named = token.pos_ == "PROPN" or token.ent_type_ in ENTITY_LABELS | {"PERSON", "ORG"}
    return token.dep_ in ARGUMENTS and named and names(token)


def _lies_from(token: Token) -> bool:
    """ "X, about 200 miles northwest of Y,": only a place lies so far from another."""
    doc = token.doc
    if not _names_argument(token) or token.i + 3 >= len(doc) or doc[token.i + 1].text != ",":
        return False
    behind = doc[token.i + 2 : token.i + 12]
    length = next((t.i for t in behind[:5] if t.lower_ in LENGTHS_KM), len(doc))
    return any(
        (t.lower_ in ("from", "outside") or doc[t.i - 1].lower_ in BEARINGS)
        and doc[t.i + 1].text[:1].isupper()
        for t in doc[length + 1 : length + 7]
        if t.i + 1 < len(doc)
    )


def _has_ground(token: Token) -> bool:
    """ "Rebels entered X", "X was shelled", and what the recogniser too takes for a place: "X was
    seized". Not "shelled Bravo fighters": there the name only says whose."""
    lemma = first_conjunct(token).head.lemma_.lower()
    if token.lower_ in DIVISION_NOUNS | GROUND:
        return False  # "Raided Dolo Local Government Area": the name stands before its kind.
    if lemma in SEIZING:
        taking = token.ent_type_ in ("LOC", "FAC")
    else:
        taking = lemma in (TAKING_PLACES if token.ent_type_ in ENTITY_LABELS else TAKING_TOWNS)
    return taking and _names_bare_object(token)


SEIZING = frozenset({"capture", "seize"})
"""Whose object is a town or a person: of a bare name that no table has oftener a person, whom the
recogniser takes for a state or a town as often as not."""


def _names_bare_object(token: Token) -> bool:
    # "Stormed the Noor Hospital": the noun for what stands there may have an article.
    bare = token.lower_ in SPOTS | LANDFORMS or not any(
        t.dep_ in ("det", "poss") for t in token.children
    )
    if not bare or not _names_argument(token):
        return False
    verb = first_conjunct(token).head
    return token in (subjects(verb) if is_passive(verb) else objects(verb))


def _whole_of_part(token: Token) -> bool:
    """ "The streets of X", "the outskirts of X": only what has ground has such parts. What a group
    may have as well, or be ("the stronghold of X"), needs the recogniser's word."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or not _names_argument(token):
        return False
    part = token.head.head.lemma_.lower()
    return part in PARTS or (part in HELD and token.ent_type_ in ENTITY_LABELS)


PARTS = word_set(
    """
    street outskirt suburb alley alleyway neighbourhood neighborhood quarter farm farmland hillside
    countryside perimeter fringe entrance gate ruin slum sky bank shore coast battle siege
    """
)
"""Nouns for parts of places, by their lemmas (meronymy, Cruse 1986, *Lexical Semantics*, ch. 7),
and for the battles that are called by theirs."""

HELD = word_set("stronghold bastion headquarters headquarter fortress enclave fall")
"""Nouns for what is held or lost, which places and groups have."""


def _of_the_counted(token: Token) -> bool:
    """ "X was raided too", "X was the last to be hit", "next came X": a bare name that suffers
    what the counted places suffered."""
    if not _names_argument(token) or any(t.dep_ in ("det", "poss") for t in token.children):
        return False
    verb = token.head
    if verb.lemma_.lower() in TAKING_PLACES:
        return _names_bare_object(token)
    in_order = any(t.lower_ in IN_ORDER for t in verb.children)
    if verb.lemma_.lower() not in COMING or not in_order:
        return False
    serial = [t for t in verb.children if t.lower_ in IN_ORDER]
    clauses = [c for t in serial for c in t.children if c.dep_ in ("relcl", "acl", "xcomp")]
    return verb.lemma_ != "be" or any(c.lemma_.lower() in TAKING_PLACES for c in clauses)


def _had_so_many(token: Token) -> bool:
    """ "Attacks have risen. Khartoum has 112, and Darfur 43": what had so many of the attacks told
    before is where these were."""
    doc = token.doc
    if not names(token) or token.i + 3 >= len(doc) or token.pos_ != "PROPN":
        return False
    following, number = token.nbor(1), token.nbor(2)
    has = had_so_many(following)
    if has and number.lower_ in SHARING:
        number = token.nbor(3)  # "Khartoum accounted for 112".
    if has and number.like_num and token.dep_ in SUBJECTS:
        counted = number.head.tag_ not in ("NN", "NNS")
    else:
        joined = token.i > 0 and token.nbor(-1).lower_ in (",", "and")
        gapped = any(t.lemma_.lower() in HAVING for t in doc[token.sent.start : token.i])
        counted = joined and gapped and following.like_num and number.tag_ not in ("NN", "NNS")
    return counted and any(
        t.tag_ == "NNS" and t.lemma_.lower() in ("attack", "raid", "incident", "strike")
        for t in doc[: token.sent.start]
    )


def had_so_many(verb: Token) -> bool:
    """Whether a verb says with a number what its subject had: "recorded 14", "accounted for 14"."""
    lemma = verb.lemma_.lower()
    if lemma in RANKING:
        return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in SHARING
    return lemma in HAVING


SHARING = frozenset({"for", "with"})
"""What stands between such a verb and the number."""


def _joined_to_a_town(token: Token) -> bool:
    """ "Gunmen raided A and B": coordination joins likes (Huddleston & Pullum 2002, ch. 15 §3), so
    that what is raided together with a town is another, whatever it looks like."""
    town = first_conjunct(token)
    if town is token or not _names_argument(token):
        return False
    taken = town.dep_ in ("dobj", "nsubjpass") and town.head.lemma_.lower() in TAKING_PLACES
    bare = not any(t.dep_ in ("det", "poss", "amod") for t in (*token.children, *town.lefts))
    listed = all(
        t.lower_ in (",", "and", "&") or names(t) or t.text in HYPHENS
        for t in token.doc[town.i + 1 : token.i]
    )
    return listed and taken and bare and town.ent_type_ in ENTITY_LABELS and names(town)


def _goes_on_with_a_list(token: Token) -> bool:
    """ "Then came X", "X was next", "X followed on Monday", "it was the turn of X", after something
    was attacked: what the same is done to in its turn is a place as the first one was."""
    if not _names_argument(token) and token.dep_ != "poss":
        return False
    if any(t.dep_ in ("det", "poss") for t in token.children):
        return False
    if not _is_in_turn(token):
        return False
    told_before = token.doc[: token.sent.start]
    return any(t.lemma_.lower() in TAKING_PLACES | FALLING for t in told_before)


def _is_in_turn(token: Token) -> bool:
    if token.dep_ in ("pobj", "poss"):
        turn = token.head.head if token.dep_ == "pobj" else token.head
        return turn.lemma_.lower() == "turn" and turn.head.lemma_.lower() in ("be", "come")
    verb = token.head
    lemma, words = verb.lemma_.lower(), {t.lower_ for t in verb.children}
    if lemma == "be":
        return "next" in words
    follows = lemma == "follow" and token.dep_ in SUBJECTS and not objects(verb)
    return follows or (lemma == "come" and token.i > verb.i and bool(words & {"then", "next"}))


FALLING = frozenset({"fall", "land", "explode", "detonate"})
"""What shells and bombs do, where they are told of."""
