"""Which places of a sentence are where an attack was: those of its clause and of its targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import on_name, owner, scene_of
from tallybook.coding.attacks.attaching_words import CARE, DYING, SETTLEMENTS, TAKING_AWAY
from tallybook.coding.harms.tolls import WARS
from tallybook.coding.language.clauses import own_subject
from tallybook.coding.language.phrases import NOUNS, ancestors_to_root, prepositional
from tallybook.coding.places.words import KINDS
from tallybook.coding.roles.words import AGAINST

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.coding.places.mention import PlaceMention
    from tallybook.coding.voices.attribution import Attribution


def attach_places(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    """Give each frame the places of its clause and of its targets."""
    doc = sentence.passage.doc
    voices = {i for a in attributions for i in range(*a.source_range)}
    loose: list[PlaceMention] = []
    for place in mentions.places:
        if not sentence.start <= place.start < sentence.end or place.start in voices:
            continue
        frame: Frame | None = None
        if place.site and place.preposition is not None:
            anchor = doc[place.preposition]
            if _destination(anchor) or any(_in_care(anchor, f) for f in frames):
                continue
            frame = owner(anchor, frames, attributions, of_place=True) or _right_after(
                anchor, frames
            )
        elif place.modifier and _locates_what_is_told(place, frames, doc):
            frame = owner(doc[place.end], frames, ())
        if frame is None:
            frame = _as_target(place, frames) or _arrived_at(place, frames)
        if frame is None:
            # "Next came X, where two guards were shot".
            name = range(place.start, place.end)
            frame = next((f for f in frames if on_name(f.head, name)), None)
            if frame is not None and place.preposition is not None and _is_dying(frame.head):
                frame = None  # "was taken to X, where he died": of a wound from elsewhere.
        if frame is not None:
            frame.places.append(place)
        elif place.site and place.preposition is not None:
            loose.append(place)
    for frame in frames:
        frame.places = [p for p in frame.places if not _names_the_doer(p, frame, doc)]
        for head in frame.roles.targets:
            place_of = mentions.place_at(head.i)
            if place_of is not None and place_of not in frame.places:
                frame.places.append(place_of)
            for child in head.subtree:
                inner = mentions.place_at(child.i)
                # "A man from X", "a ship on its way to X" are elsewhere.
                away = child.dep_ == "pobj" and child.head.lower_ in ("from", "to", "for", "by")
                named = (child.dep_ == "pobj" and not away) or (
                    child.head == head and head.lower_ in KINDS
                )
                if inner is not None and inner not in frame.places and named:
                    frame.places.append(inner)
    for frame in frames:
        if not frame.places:
            frame.places.extend(
                p
                for p in loose
                if p.preposition is not None
                and scene_of(doc[p.preposition], range(p.start, p.end), frame, attributions)
            )
        if not frame.places:
            frame.places.extend(_meant_by_kind(frame, mentions))


def _locates_what_is_told(place: PlaceMention, frames: Sequence[Frame], doc: Doc) -> bool:
    """ "The Somalia attack", "Nigeria's worst raid", "an Odesa hospital": a place before a noun is
    where the noun is, which must be the attack or what was attacked ("sunk by Britain's fleet")."""
    if place.end >= len(doc):
        return False
    noun = doc[place.start].head
    meant = {i for f in frames for i in (*f.indices, *(t.i for t in f.roles.targets))}
    return any(t.i in meant for t in (noun, *noun.ancestors) if t.pos_ in NOUNS or t == noun)


def _names_the_doer(place: PlaceMention, frame: Frame, doc: Doc) -> bool:
    """ "A US strike", "the Russia attack on Ukraine": a country before the noun says who did it
    where it is an acronym, which serves as an adjective, or where the noun says on whom; else it
    says where ("the Somalia attack")."""
    if not place.modifier:
        return False
    noun = doc[place.start].head
    if noun.lemma_.lower() in WARS and any(t.dep_ == "case" for t in doc[place.start].children):
        return True  # "Israel's offensive", "Russia's war": whose it is, and not where.
    if not any(place.start <= h.i < place.end for h in frame.roles.attackers):
        return False
    acronym = all(t.text.replace(".", "").isupper() for t in doc[place.start : place.end])
    return acronym or bool(prepositional(noun, AGAINST))


def _meant_by_kind(frame: Frame, mentions: Mentions) -> Iterator[PlaceMention]:
    """ "In X … stormed the community": a definite noun for a settlement means the one named
    last in the paragraph (anaphora by a hypernym, Halliday & Hasan 1976, ch. 6)."""
    for head in frame.roles.targets:
        definite = any(t.lower_ in ("the", "this", "that") for t in head.children)
        if definite and head.lemma_.lower() in SETTLEMENTS:
            before = [
                p
                for p in mentions.places
                if p.start < head.i and p.site and (p.place.precision or 3) <= 3
            ]
            if before:
                last = before[-1].chain_end
                yield next(p for p in before if p.chain_end == last)
                return


def _in_care(anchor: Token, frame: Frame) -> bool:
    """ "died at a hospital in X": the place of care, unless it was attacked itself."""
    if any(t.lemma_.lower() in CARE for t in frame.roles.targets):
        return False
    cared = any(map(_cares, anchor.children))
    for node in ancestors_to_root(anchor):
        cared = cared or _cares(node)
        if node.pos_ == "VERB":
            return cared and _is_dying(node)
    return False


def _right_after(anchor: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "Arrested in a shooting in X": a phrase right after the attack's noun is the noun's (right
    association, Kimball 1973)."""
    return next(
        (f for f in frames for t in f.triggers if not t.is_verb and t.token.i == anchor.i - 1), None
    )


def _destination(anchor: Token) -> bool:
    """ "Was flown to a hospital in X": where somebody is taken is where he was not hurt."""
    to = False
    for node in ancestors_to_root(anchor):
        to = to or (node.dep_ == "prep" and node.lower_ == "to")
        if node.pos_ == "VERB":
            return to and node.lemma_.lower() in TAKING_AWAY
    return False


def _cares(noun: Token) -> bool:
    """ "A hospital", "Mercy Medical Center" """
    lemma = noun.lemma_.lower()
    medical = any(t.lower_ in ("medical", "trauma", "health") for t in noun.lefts)
    return lemma in CARE or (lemma in ("center", "centre") and medical)


def _is_dying(verb: Token) -> bool:
    return verb.lemma_.lower() in DYING


def _arrived_at(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    """ "Entered the village of X and shot nine men": who comes somewhere does there what the next
    verb of the same subject says (narrative order of coordinated verbs, Schmerling 1975)."""
    for frame in frames:
        verb = frame.head
        if verb.dep_ != "conj" or own_subject(verb) or verb.head.lemma_.lower() not in ARRIVING:
            continue
        if verb.head.i < place.start < verb.i and not frame.places:
            return frame
    return None


ARRIVING = frozenset({"enter", "reach", "arrive", "come", "ride", "invade", "burst", "descend"})


def _as_target(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    for frame in frames:
        if any(place.start <= head.i < place.end for head in frame.roles.targets):
            return frame
    return None
