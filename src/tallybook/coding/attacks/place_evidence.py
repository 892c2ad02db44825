"""What in a sentence speaks for a place to be where an attack happened, and what against.

Each piece of evidence has a name that says what it is. What it is worth is learnt
(`place_weights`), from sentences in which people marked the place of one event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from tallybook.coding.language.clauses import is_passive
from tallybook.coding.language.phrases import CLAUSES, NOUNS, first_conjunct
from tallybook.coding.places.words import (
    DIRECTIONS,
    DIVISION_NOUNS,
    FACILITIES,
    KINDS,
    LOCATIVE,
    SPOTS,
)
from tallybook.coding.roles.words import HITTING
from tallybook.core.values import COUNTRY_PRECISION

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.places.mention import PlaceMention

Relation = Literal["clause", "noun", "modifier", "target", "of target", "arrival", "scene"]
"""What grammar holds a place to be beside an attack: an adjunct of its clause, or of its noun; the
noun's modifier; what was attacked, or in a description of that; where the attackers came to; where
the sentence sets what it tells."""

RELATIONS = {
    "dobj": "object", "nsubj": "subject", "nsubjpass": "passive subject", "pobj": "",
    "compound": "modifier", "nmod": "modifier", "amod": "modifier", "poss": "possessor",
    "conj": "and", "appos": "apposition", "relcl": "relative", "acl": "participle",
    "advcl": "adverbial", "ccomp": "complement", "xcomp": "complement", "pcomp": "gerund",
    "prep": "prep", "agent": "by", "attr": "is", "npadvmod": "adverb", "advmod": "adverb",
}  # fmt: skip
"""Dependencies (of the ClearNLP scheme) as the names of evidence call them."""

STEPS = 4
"""So many steps of a path are told; longer ones are "far"."""

DISTANCES = (2, 5, 10, 20)
"""Words between a place and the word for the attack, in steps."""


@dataclass(slots=True)
class SentencePlaces:
    """The places of a sentence beside its frames: what grammar proposes, and what it sets aside."""

    sentence: Sentence
    mentions: Mentions
    frames: Sequence[Frame]
    places: tuple[PlaceMention, ...] = field(init=False)
    _list_of: dict[int, int] = field(init=False)
    _proposed: dict[tuple[int, int], Relation] = field(default_factory=dict)
    _aside: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        within = range(self.sentence.start, self.sentence.end)
        self.places = tuple(
            p for p in self.mentions.places if p.start in within and not p.holds_next
        )
        self._list_of = dict(_lists(self.sentence.passage.doc, self.places))

    def propose(self, frame: Frame, place: PlaceMention, relation: Relation) -> None:
        """Note that grammar gives a place to a frame; what was noted first stays."""
        self._proposed.setdefault((id(frame), place.start), relation)

    def set_aside(self, place: PlaceMention) -> None:
        """Note that a place is nobody's: it names who speaks, or where somebody was taken."""
        self._aside.add(place.start)

    def relation(self, frame: Frame, place: PlaceMention) -> Relation | None:
        """Return what grammar holds a place to be beside a frame."""
        return self._proposed.get((id(frame), place.start))

    def is_aside(self, place: PlaceMention) -> bool:
        """Whether a place is nobody's."""
        return place.start in self._aside

    def listed(self, one: PlaceMention, other: PlaceMention) -> bool:
        """Whether two names are coordinated ("in Homs and Hama"), or stand in one list ("the
        villages of A (twice), B, the C camp and D"), and are no address ("Karrada, Baghdad")."""
        doc = self.sentence.passage.doc
        first, second = sorted((one, other), key=lambda p: p.start)
        if second.start < first.chain_end:
            return False
        if first_conjunct(name_head(doc, first)) is first_conjunct(name_head(doc, second)):
            return True
        mine = self._list_of.get(one.start)
        return mine is not None and mine == self._list_of.get(other.start)

    def proposed(self, frame: Frame) -> list[PlaceMention]:
        """Return the places that grammar gives to a frame."""
        return [p for p in self.places if self.relation(frame, p) is not None]

    def loose(self) -> list[PlaceMention]:
        """Return the places in a locative phrase that grammar gives to no frame."""
        return [
            p
            for p in self.places
            if p.site
            and p.preposition is not None
            and not self.is_aside(p)
            and all(self.relation(f, p) is None for f in self.frames)
        ]


def evidence(scene: SentencePlaces, frame: Frame, place: PlaceMention) -> dict[str, float]:
    """Return what there is of evidence on whether an attack happened at a place."""
    doc = scene.sentence.passage.doc
    name = name_head(doc, place)
    anchor = doc[place.preposition] if place.preposition is not None else name
    word = _nearest_word(doc, frame, anchor)
    relation = scene.relation(frame, place)
    single = {
        "grammar": relation or "no",
        "preposition": _preposition(anchor, place),
        "order": "before" if place.start < word.i else "after",
        "distance": _step(abs(anchor.i - word.i)),
        "verbs between": str(min(_verbs_between(doc, anchor.i, word.i), 3)),
        "exactness": str(place.place.precision if place.place.lat is not None else "unknown"),
        "recognised": name.ent_type_ or "no",
        "path": path(anchor, word),
        "clauses": _clauses(anchor, word),
        "kind of word": _kind_of_word(word),
        "word": word.lower_,
        "places": str(min(len(scene.places), MANY)),
        "proposed": str(min(len(scene.proposed(frame)), MANY)),
        "before a noun": _modified(doc, place),
        "hangs on": _hangs_on(anchor, word),
        "of": _noun_of(name),
        "word before": _neighbour(doc, place.start - 1, scene.sentence),
        "word after": _neighbour(doc, place.chain_end, scene.sentence),
    }
    found = [f"{what}: {value}" for what, value in single.items()]
    found += [f"{a}, {b}: {single[a]}, {single[b]}" for a, b in JOINED]
    others = [f for f in scene.frames if f is not frame]
    if relation is None and any(scene.relation(f, place) for f in others):
        found.append("another attack's by grammar")
    if any(abs(i - anchor.i) < abs(word.i - anchor.i) for f in others for i in f.indices):
        found.append("another attack's word is nearer")
    if scene.sentence.passage.quoted[place.start]:
        found.append("quoted")
    if (place.place.key or "").startswith("near:"):
        found.append("a distance or direction from another")
    if doc[place.start].lower_ in DIRECTIONS:
        found.append("a direction in it")
    found += _beside_others(scene, place, word)
    return dict.fromkeys(found, 1.0)


JOINED = (
    ("grammar", "exactness"), ("grammar", "word"), ("grammar", "kind of word"),
    ("grammar", "preposition"), ("grammar", "places"), ("order", "distance"),
    ("exactness", "word"), ("path", "preposition"), ("path", "kind of word"),
    ("preposition", "exactness"), ("grammar", "hangs on"),
)  # fmt: skip
"""Pieces of evidence that weigh otherwise together than apart."""

MANY = 4
"""So many places and more count alike."""


def path(one: Token, other: Token) -> str:
    """Return the way from one word to another in the parse: the dependencies up to the first word
    that both hang on, and those down from there."""
    meeting = _meeting(one, other)
    if meeting is None:
        return "none"
    up = [_step_name(t) for t in _way_up(one, meeting)]
    down = [_step_name(t) for t in _way_up(other, meeting)]
    steps = [*(f"{s}↑" for s in up if s), *(f"{s}↓" for s in reversed(down) if s)]
    return " ".join(steps) if len(steps) <= STEPS else "far"


def _meeting(one: Token, other: Token) -> Token | None:
    """The first word that both hang on, or are."""
    above = [one, *one.ancestors]
    return next((t for t in (other, *other.ancestors) if t in above), None)


def _way_up(token: Token, meeting: Token) -> Iterator[Token]:
    return takewhile(lambda t: t is not meeting, (token, *token.ancestors))


def _clauses(one: Token, other: Token) -> str:
    """The same way by clauses alone, as far as it goes: what each word is in its clause, and the
    clauses from the one to the other."""
    meeting = _meeting(one, other)
    if meeting is None:
        return "none"
    (part, up), (other_part, down) = _climbed(one, meeting), _climbed(other, meeting)
    joint = "verb" if meeting.pos_ in VERBAL else "noun"
    return f"{part} {'/'.join(up)} | {'/'.join(reversed(down))} {other_part}, {joint}"


def _climbed(token: Token, meeting: Token) -> tuple[str, list[str]]:
    """What a word is in its clause, and the clauses above it up to where both ways meet."""
    part, crossed = "-", []
    for node in _way_up(token, meeting):
        if node.dep_ in CLAUSES or (node.dep_ == "conj" and node.pos_ in VERBAL):
            crossed.append(node.dep_)
        elif part == "-" and not crossed and node.head.pos_ in VERBAL:
            part = node.dep_
    return part, crossed


VERBAL = frozenset({"VERB", "AUX"})


def _step_name(token: Token) -> str:
    return RELATIONS.get(token.dep_, "other")


def name_head(doc: Doc, place: PlaceMention) -> Token:
    """The word of a name that the rest of the sentence governs."""
    inside = range(place.start, place.end)
    return next((doc[i] for i in inside if doc[i].head.i not in inside), doc[place.start])


def _nearest_word(doc: Doc, frame: Frame, anchor: Token) -> Token:
    return doc[min(frame.indices, key=lambda i: (abs(i - anchor.i), i))]


def _preposition(anchor: Token, place: PlaceMention) -> str:
    if place.preposition is not None:
        return anchor.lower_ if anchor.lower_ in LOCATIVE else "other"
    head = anchor.head
    return head.lower_ if head.dep_ == "prep" and head.lower_ in OTHER_PREPOSITIONS else "none"


OTHER_PREPOSITIONS = frozenset({"of", "to", "against", "for", "by", "with", "about", "through"})


def _step(distance: int) -> str:
    return str(next((step for step in DISTANCES if distance <= step), "more"))


def _verbs_between(doc: Doc, one: int, other: int) -> int:
    return sum(t.pos_ == "VERB" for t in doc[min(one, other) + 1 : max(one, other)])


def _kind_of_word(word: Token) -> str:
    if word.pos_ in NOUNS:
        return "noun"
    if word.pos_ != "VERB":
        return "other"
    hitting = "hitting" if word.lemma_.lower() in HITTING else "verb"
    return f"{hitting}, passive" if is_passive(word) else hitting


def _modified(doc: Doc, place: PlaceMention) -> str:
    """What kind of thing the noun behind a name is: a place of some kind, a facility, a thing that
    is the place's own, or any other."""
    following = doc[place.end] if place.end < len(doc) else None
    if following is None:
        return "no"
    if following.text in ("'s", "’s"):
        return "its own"
    if following.lower_ in KINDS:
        return "kind of place"
    if following.lemma_.lower() in FACILITIES:
        return "facility"
    return "other" if place.modifier else "no"


def _hangs_on(anchor: Token, word: Token) -> str:
    """What a place's phrase modifies: the attack's word, or which other verb or noun."""
    return "the attack" if anchor.head is word else _small(anchor.head.lemma_)


def _noun_of(name: Token) -> str:
    """The noun whose "of" phrase a name is in: the town, the streets, the residents of X."""
    while name.dep_ in ("compound", "nmod", "appos", "conj"):
        name = name.head
    within = name.dep_ == "pobj" and name.head.lower_ == "of"
    noun = name.head.head if within else None
    return _small(noun.lemma_) if noun is not None and noun.pos_ in NOUNS else "no"


def _neighbour(doc: Doc, at: int, sentence: Sentence) -> str:
    return _small(doc[at].text) if sentence.start <= at < sentence.end else "no"


def _small(word: str) -> str:
    """An ordinary word as it is; of a name only that it is one, since names are no evidence."""
    return word if word == word.lower() else "a name"


def _beside_others(scene: SentencePlaces, place: PlaceMention, word: Token) -> list[str]:
    """What a place is among those of its sentence: which one comes first, which is nearest to the
    attack's word, which holds which, which are listed together."""
    found: list[str] = []
    others = [p for p in scene.places if p.start != place.start]
    if others and all(place.start < p.start for p in others):
        found.append("first of the places")
    if all(abs(place.start - word.i) <= abs(p.start - word.i) for p in others):
        found.append("nearest of the places")
    if any(p.start < place.start < p.chain_end for p in others):
        found.append("holds the one before it")
    if place.chain_end > place.end:
        found.append("held by the one after it")
    if any(_same_country(p, place) and _wider(place, p) for p in others):
        found.append("wider than another of its country")
    if any(_same_country(p, place) and _wider(p, place) for p in others):
        found.append("more exact than another of its country")
    if any(p.start == place.end + 1 or place.start == p.end + 1 for p in others):
        found.append("right beside another")
    if any(scene.listed(p, place) for p in others):
        found.append("listed with another")
    return found


def _lists(doc: Doc, places: Sequence[PlaceMention]) -> Iterator[tuple[int, int]]:
    """Yield where each name that stands in a list starts, with the number of its list. Names go on
    a list while nothing but the joints of one, numbers and nouns for places is between them, with
    "and" somewhere or over more names than an address has."""
    runs: list[list[PlaceMention]] = []
    joined = False
    for place in places:
        before = runs[-1][-1] if runs else None
        gap = [] if before is None else doc[before.chain_end : place.start]
        words = {t.lower_ for t in gap if not t.like_num}
        if words and words <= LIST_WORDS | DIVISION_NOUNS | SPOTS | {"camp", "camps", "base"}:
            joined = joined or "and" in words
            runs[-1].append(place)
            if joined or len(runs[-1]) >= LONG_LIST:
                yield from ((p.start, len(runs)) for p in runs[-1])
        elif before is None or place.start >= before.chain_end:
            runs.append([place])
            joined = False


LONG_LIST = 3

LIST_WORDS = frozenset(
    {",", "and", "&", "as", "well", "the", "of", "in", "at", "both", "also", "once", "twice",
     "times", "(", ")", "'s", "’s"}
)  # fmt: skip
"""What stands between the names of a list besides the nouns for what they name, and how often."""


def _same_country(one: PlaceMention, other: PlaceMention) -> bool:
    return one.place.country is not None and one.place.country == other.place.country


def _wider(one: PlaceMention, other: PlaceMention) -> bool:
    """By class of exactness: a country holds divisions, which hold towns."""
    return _area(one) > _area(other)


def _area(mention: PlaceMention) -> int:
    precision = mention.place.precision or 1
    return precision if precision in (3, 4, COUNTRY_PRECISION) else 1
