"""Which places of a sentence are where an attack happened.

Grammar proposes: the adjunct of the attack's clause, the attack's target, the scene that the
sentence sets. What such a proposal is worth, and what a place that grammar leaves out may be worth
all the same, is learnt (`place_weights`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import (
    of_some_among,
    on_name,
    owner,
    scene_of,
)
from tallybook.coding.attacks.attaching_elsewhere import (
    came_from,
    goes_there,
    has_come,
    is_a_roads,
    is_of_what_is_answered,
    only_describes,
    where_a_state_speaks,
)
from tallybook.coding.attacks.attaching_words import (
    ARRIVING,
    AVENGING,
    SETTLEMENTS,
)
from tallybook.coding.attacks.care import in_care, is_destination, is_dying
from tallybook.coding.attacks.courses import SEQUENCE, of_one_doer
from tallybook.coding.attacks.place_evidence import Relation, SentencePlaces, name_head
from tallybook.coding.attacks.place_weights import candidates, chosen, place_weights
from tallybook.coding.harms.parts_there import part_there
from tallybook.coding.harms.tolls import WARS
from tallybook.coding.language.clauses import own_subject, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    OBJECTS,
    SUBJECTS,
    prepositional,
)
from tallybook.coding.places.words import HAVING, KINDS, UNDERGOING
from tallybook.coding.roles.words import AGAINST
from tallybook.core.values import COUNTRY_PRECISION

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
    """Give each frame the places where its attack most likely happened."""
    doc = sentence.passage.doc
    scene = propose_places(sentence, mentions, frames, attributions)
    for frame in frames:
        # What was learnt is of single events: of attacks that are told together, all places count.
        if frame.plural and scene.proposed(frame):
            frame.places = scene.proposed(frame)
        else:
            told = [c for c in candidates(scene, frame) if not _of_another(c.place, frame, scene)]
            frame.places = chosen(told, place_weights())
        if not frame.places:
            frame.places.extend(_meant_by_kind(frame, mentions))
        if not frame.places:
            frame.places.extend(p for p in scene.proposed(frame) if _is_country_aimed_at(p, doc))
        if not frame.places:
            frame.places.extend(_that_saw(frame, mentions))
        if not frame.places:
            frame.places.extend(_before_the_semicolon(frame, frames))


def _that_saw(frame: Frame, mentions: Mentions) -> list[PlaceMention]:
    """ "Quetta has seen five bombings", "Borno recorded nine attacks", "was hit by nine": the place
    as the subject of what took place in it (setting subjects, Langacker 1991, ch. 8)."""
    saw = [t for t in frame.roles.targets if t.dep_ in SUBJECTS and t.head.lemma_ in UNDERGOING]
    for found in (t.token for t in frame.triggers if not t.is_verb):
        by = found.dep_ == "pobj" and found.head.dep_ == "agent"
        if by or (found.dep_ in OBJECTS and found.head.lemma_.lower() in HAVING):
            saw += subjects(found.head.head if by else found.head)
    places = (mentions.place_at(t.i) for t in saw)
    return [place for place in places if place is not None]


def _before_the_semicolon(frame: Frame, frames: Sequence[Frame]) -> list[PlaceMention]:
    """ "X was shelled twice on Sunday; a man was killed by a drone": narrated events of one
    sentence share time and place unless it says otherwise (Hinrichs 1986), and the place is its
    topic."""
    doc = frame.sentence.passage.doc
    told = [
        f
        for f in frames
        if f.head.i < frame.head.i
        and any(t.text == ";" for t in doc[f.head.i : frame.head.i])
        and any(p.start <= t.i < p.end for p in f.places for t in f.roles.targets)
    ]
    return list(told[-1].places) if told else []


def _is_country_aimed_at(place: PlaceMention, doc: Doc) -> bool:
    """ "Fired missiles at Israel": a country is no exact answer, but it holds the exact one."""
    aimed = place.preposition is not None and doc[place.preposition].lower_ in AGAINST
    return place.place.precision == COUNTRY_PRECISION and aimed


def _of_another(place: PlaceMention, frame: Frame, scene: SentencePlaces) -> bool:
    """ "Jets struck A, hours after the navy had fired on B": what comes before and what comes after
    are two events, so that a place that grammar gives to the one is not where the other was."""
    others = [f for f in scene.frames if f is not frame]
    name = name_head(scene.sentence.passage.doc, place)
    if _hangs_on_another(frame.head, place):
        return True
    for downing in (f for f in others if f.brings_down and of_one_doer(f.head, frame.head)):
        if downing.head in name.ancestors:
            return True  # Over which a body shot something down is not where it struck.
    if scene.relation(frame, place) or not any(scene.relation(f, place) for f in others):
        return False
    if scene.proposed(frame) and any(
        scene.relation(f, place) and _joined_behind(frame.head, f.head) for f in others
    ):
        return True  # "Nine were killed in A, and three died when …, near B": each in its own.
    several = frame.plural or part_there(frame.head) is not None
    some = several and of_some_among(name, ())
    return some or _in_sequence(name) != _in_sequence(frame.head)


def _joined_behind(head: Token, before: Token) -> bool:
    """Whether "and" joins the clause of one word, with a subject of its own, to another's."""
    above = (head, *head.ancestors)
    joined = next((t for t in above if t.dep_ == "conj" and t.pos_ in ("VERB", "AUX")), None)
    if joined is None or not own_subject(joined) or before in (joined, *joined.subtree):
        return False
    return before in (joined.head, *joined.head.subtree)


def _hangs_on_another(head: Token, place: PlaceMention) -> bool:
    """ "Blasts in A, B and C, where a car bomb went off": it went off where its clause hangs."""
    clause = next((t for t in (head, *head.ancestors) if t.dep_ == "relcl"), None)
    if clause is None or not any(t.lower_ == "where" for t in clause.lefts):
        return False
    listed = clause.head.dep_ == "conj" and clause.head.pos_ == "PROPN"
    before = place.end <= clause.left_edge.i
    return listed and before and not place.start <= clause.head.i < place.end


def _in_sequence(token: Token) -> list[int]:
    """The words of sequence ("after", "before") below which a token stands."""
    above = (token, *token.ancestors)
    marks = (t for node in above for t in (node, *node.lefts))
    found = {t.i for t in marks if t.lower_ in SEQUENCE and t.dep_ in ("mark", "prep")}
    # "Struck X in response to a salvo": what is answered came before.
    return sorted(found | {t.i for t in above if t.lemma_.lower() in AVENGING})


def propose_places(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> SentencePlaces:
    """Return the places of a sentence, and what grammar makes of each beside each frame."""
    doc = sentence.passage.doc
    voices = {i for a in attributions for i in range(*a.source_range)}
    scene = SentencePlaces(sentence, mentions, frames)
    for place in scene.places:
        if (
            place.start in voices
            or goes_there(doc, place, frames)
            or came_from(doc, place)
            or is_of_what_is_answered(doc, place, frames)
            or where_a_state_speaks(doc, place, scene, attributions)
            or only_describes(doc, place, frames)
        ):
            scene.set_aside(place)
            continue
        frame: Frame | None = None
        relation: Relation = "clause"
        if place.site and place.preposition is not None:
            anchor = doc[place.preposition]
            elsewhere = is_destination(anchor) or of_some_among(anchor, frames)
            if elsewhere or all(in_care(anchor, f) for f in frames):
                told_there = _opening_clause(place, frames)
                if told_there is None:
                    scene.set_aside(place)
                else:
                    scene.propose(told_there, place, "scene")
                continue
            frame = owner(anchor, frames, attributions, of_place=True)
            if frame is None:
                frame, relation = _right_after(anchor, frames), "noun"
            if frame is None and _sets_scene(place, anchor, scene, attributions):
                frame, relation = frames[0], "clause"
        elif place.modifier and _locates_what_is_told(place, frames, doc):
            frame, relation = owner(doc[place.end], frames, ()), "modifier"
        if frame is None:
            frame, relation = _as_target(place, frames), "target"
        if frame is None:
            frame, relation = _arrived_at(place, frames, scene), "arrival"
        if frame is None:
            frame, relation = _on_the_road(place, frames, doc), "noun"
        if frame is None:
            frame, relation = _opening_clause(place, frames), "scene"
        if frame is not None and not _names_the_doer(place, frame, doc):
            scene.propose(frame, place, relation)
    for frame in frames:
        _propose_targets(frame, scene)
    for frame in frames:
        if not scene.proposed(frame):
            for place in scene.loose():
                named = range(place.start, place.end)
                if scene_of(doc[place.preposition or 0], named, frame, attributions):
                    scene.propose(frame, place, "scene")
    return scene


def _sets_scene(
    place: PlaceMention, anchor: Token, scene: SentencePlaces, attributions: Sequence[Attribution]
) -> bool:
    """ "In Chicago, police said they were looking into a shooting": a place that opens the sentence
    is the scene of what is said (Quirk et al. 1985, §8.45), where no other is given for it."""
    opens = anchor.i == scene.sentence.start and any(a.cue == anchor.head.i for a in attributions)
    others = [p for p in scene.places if p.start >= place.chain_end]
    return opens and not others and bool(scene.frames)


def _opening_clause(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    """ "Next came X, where two guards were shot", but not "was taken to X, where he died": of a
    wound from elsewhere."""
    name = range(place.start, place.end)
    frame = next((f for f in frames if on_name(f.head, name)), None)
    if frame is not None and place.preposition is not None and is_dying(frame.head):
        return None
    return frame


def _propose_targets(frame: Frame, scene: SentencePlaces) -> None:
    """ "Attacked X", "attacked a market in X", "attacked X village"."""
    for head in frame.roles.targets:
        place = scene.mentions.place_at(head.i)
        if place is not None:
            scene.propose(frame, place, "target")
        for child in head.subtree:
            inner = scene.mentions.place_at(child.i)
            # "A man from X", "a ship on its way to X" are elsewhere.
            away = child.dep_ == "pobj" and child.head.lower_ in ("from", "to", "for", "by")
            away = away and not (
                child.head.lower_ == "to" and has_come(child.head.head, scene.frames)
            )
            named = (child.dep_ == "pobj" and not away) or (
                child.head == head and head.lower_ in KINDS
            )
            if inner is not None and named:
                scene.propose(frame, inner, "of target")


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


def _right_after(anchor: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "Arrested in a shooting in X": a phrase right after the attack's noun is the noun's (right
    association, Kimball 1973)."""
    return next(
        (f for f in frames for t in f.triggers if not t.is_verb and t.token.i == anchor.i - 1), None
    )


def _arrived_at(
    place: PlaceMention, frames: Sequence[Frame], scene: SentencePlaces
) -> Frame | None:
    """ "Entered the village of X and shot nine men": who comes somewhere does there what the next
    verb of the same subject says (narrative order of coordinated verbs, Schmerling 1975)."""
    for frame in frames:
        verb = frame.head
        into = name_head(scene.sentence.passage.doc, place).head
        if verb.lemma_.lower() in ARRIVING and into.lower_ == "into" and into.head is verb:
            return frame
        if verb.dep_ != "conj" or own_subject(verb) or verb.head.lemma_.lower() not in ARRIVING:
            continue
        if verb.head.i < place.start < verb.i and not scene.proposed(frame):
            return frame
    return None


def _on_the_road(place: PlaceMention, frames: Sequence[Frame], doc: Doc) -> Frame | None:
    """ "Stepped on a mine on a track leading to X": what happens on a road is where it leads."""
    to = name_head(doc, place).head
    leads = to.lower_ == "to" and is_a_roads(to.head)
    return owner(to.head.head, frames, (), of_place=True) if leads else None


def _as_target(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    for frame in frames:
        if any(place.start <= head.i < place.end for head in frame.roles.targets):
            return frame
    return None
