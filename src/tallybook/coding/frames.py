"""Frames: what one sentence says of one attack, or of several told together.

Triggers that stand in one clause, or in clauses that tell one course of action ("stormed the
village, killing 12 and torching houses"), make one frame. A trigger that the sentence sets apart
("another attack", a place and a toll of its own) makes a frame of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tallybook.coding.counts import CountMention
from tallybook.coding.counts_tokens import word_set
from tallybook.coding.cues import OTHER_WORDS, SIMILAR_WORDS
from tallybook.coding.harms import EFFECTS, Harm
from tallybook.coding.moments import MomentMention
from tallybook.coding.phrases import (
    NOUNS,
    SUBJECTS,
    ancestors_to_root,
    own_subject,
    subtree_bounds,
)
from tallybook.coding.places import PlaceMention
from tallybook.coding.roles import HITTING, Roles, noun_roles, verb_roles
from tallybook.coding.triggers import FoundTrigger
from tallybook.coding.voices import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

    from tallybook.coding.mentions import Mentions
    from tallybook.coding.reading import Sentence
    from tallybook.knowledge.event_types import EventTypes

DEFINITE = word_set("the this that these those both its their his")
"""Definite determiners; a genitive ("Wednesday's raid") is one too (Quirk et al. 1985, §5.121)."""

HAPPENING = word_set(
    "be happen occur take come have carry conduct launch stage mount result end involve cause see"
)
"""Verbs that add nothing to the attack that is their subject or object but that it was so."""

TOTALS = frozenset({"numeral", "range", "vague", "zero", "frequency", "multiple", "ordinal"})
"""Readings of a number that say how many there are, not how many more or fewer."""

PERIODS = frozenset({"period", "since"})

Reference = Literal["definite", "indefinite", "other", "bare"]


@dataclass(slots=True)
class Frame:
    """One sentence's telling of one attack, or of several together (`number` or `plural`)."""

    sentence: Sentence
    mentions: Mentions
    head: Token
    triggers: list[FoundTrigger]
    roles: Roles = field(default_factory=Roles)
    harms: list[Harm] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    moments: list[MomentMention] = field(default_factory=list)
    numbers: list[CountMention] = field(default_factory=list)
    plural: bool = False
    reference: Reference = "bare"

    @property
    def indices(self) -> set[int]:
        return {t.token.i for t in self.triggers} | {h.anchor for h in self.harms}


def find_frames(
    sentence: Sentence,
    mentions: Mentions,
    triggers: Sequence[FoundTrigger],
    harms: Sequence[Harm],
    attributions: Sequence[Attribution],
    event_types: EventTypes,
) -> list[Frame]:
    """Return the frames of a sentence, in the order of their heads."""
    groups = _group(sentence, triggers, harms)
    frames = [_frame(sentence, mentions, members, own, event_types) for members, own in groups]
    _attach_places(sentence, mentions, frames, attributions)
    _attach_moments(sentence, mentions, frames, attributions)
    _attach_numbers(sentence, mentions, frames)
    return sorted(frames, key=lambda f: f.head.i)


def _group(
    sentence: Sentence, triggers: Sequence[FoundTrigger], harms: Sequence[Harm]
) -> list[tuple[list[FoundTrigger], list[Harm]]]:
    """Union of the triggers and harms that one course of action joins."""
    doc = sentence.passage.doc
    nodes = sorted({t.token.i for t in triggers} | {h.anchor for h in harms})
    parent = {i: i for i in nodes}

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i in nodes:
        for j in _joined(doc[i], set(nodes)):
            if not _set_apart(doc[i]) or _governs_by_role(doc[i], doc[j]):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[FoundTrigger], list[Harm]]] = {}
    for trigger in triggers:
        groups.setdefault(root(trigger.token.i), ([], []))[0].append(trigger)
    for harm in harms:
        groups.setdefault(root(harm.anchor), ([], []))[1].append(harm)
    return list(groups.values())


def _joined(token: Token, nodes: set[int]) -> Iterable[int]:
    """The nearest governor of `token` that is a node and tells the same course of action."""
    here = token
    while here.head != here:
        governor = here.head
        if not _continues(here, governor):
            break
        if governor.i in nodes:
            yield governor.i
            return
        if governor.pos_ in ("VERB", "AUX"):
            if governor.lemma_.lower() not in HITTING | HAPPENING:
                return
            # "The attack left 12 dead", "the blast came as …": what such a verb's subject names
            # is what its other words tell.
            for sibling in governor.children:
                if sibling.i in nodes and sibling.i < here.i and _continues(sibling, governor):
                    yield sibling.i
                    return
        here = governor
    # A relative clause may be hung on another noun than the attack just before it.
    if any(t.lower_ in ("which", "that") and t.dep_ in SUBJECTS for t in token.children):
        near = [i for i in nodes if token.i - 4 <= i < token.i]
        if near:
            yield max(near)


def _continues(token: Token, governor: Token) -> bool:
    """Whether a dependent's event goes on being its governor's event."""
    relation = token.dep_
    if relation == "relcl" and governor.ent_type_ in ("DATE", "TIME"):
        return False  # "October 2022, when gunmen attacked …" tells of that October.
    if relation in ("nsubj", "nsubjpass", "dobj", "agent", "xcomp", "compound", "attr", "oprd",
                    "amod", "nmod", "acl", "relcl", "pcomp", "appos"):  # fmt: skip
        return True
    if relation == "pobj":
        return True
    if relation == "prep":
        return token.lower_ in ("in", "by", "during", "from", "of", "with", "under", "on", "at",
                                "via", "through", "as", "when", "including", "for")  # fmt: skip
    if relation == "advcl":
        return token.tag_ in ("VBG", "VBN") or any(
            t.lower_ in ("when", "as", "while") and t.dep_ in ("advmod", "mark")
            for t in token.children
        )
    if relation == "conj":
        if token.lemma_.lower() in EFFECTS and governor.lemma_.lower() in EFFECTS:
            return True  # "four killed and several others wounded" is one toll.
        if token.pos_ in NOUNS and governor.pos_ in NOUNS:
            return not any(t.dep_ == "det" and t.lower_ in OTHER_WORDS for t in token.children)
        return not own_subject(token) or _pronoun_subject(token)
    return False


def _pronoun_subject(verb: Token) -> bool:
    return any(t.dep_ in SUBJECTS and t.pos_ == "PRON" for t in verb.children)


def _set_apart(token: Token) -> bool:
    return any(
        t.lower_ in OTHER_WORDS or t.lower_ in SIMILAR_WORDS
        for t in token.children
        if t.dep_ in ("det", "amod", "advmod", "nummod")
        # "a night earlier" says when, and sets nothing apart.
        and not any(c.dep_ == "npadvmod" for c in t.children)
    )


def _governs_by_role(token: Token, governor: Token) -> bool:
    """An attack that is the subject, agent or setting of a verb of harm is that harm's attack,
    however the noun is introduced ("another attack killed five")."""
    return governor.pos_ in ("VERB", "AUX") and (
        (token.dep_ in SUBJECTS and governor.lemma_ in HITTING)
        or (token.dep_ == "pobj" and token.head.head == governor)
    )


def _frame(
    sentence: Sentence,
    mentions: Mentions,
    triggers: list[FoundTrigger],
    harms: list[Harm],
    event_types: EventTypes,
) -> Frame:
    roles = Roles()
    for found in triggers:
        if found.intercepted:
            # Whoever brings the weapon down is no attacker.
            own = verb_roles(found.token, found.trigger.patterns, mentions)
            roles.add(Roles(weapons=own.weapons))
            continue
        if found.is_verb:
            roles.add(verb_roles(found.token, found.trigger.patterns, mentions))
        else:
            roles.add(noun_roles(found.token, mentions, event_types))
    doc = sentence.passage.doc
    heads = [t.token for t in triggers] or [doc[h.anchor] for h in harms]
    nouns = [t.token for t in triggers if not t.is_verb]
    head = min(heads, key=lambda t: (_depth(t), t.i))
    return Frame(
        sentence=sentence,
        mentions=mentions,
        head=head,
        triggers=triggers,
        roles=roles,
        harms=harms,
        plural=any(t.tag_ in ("NNS", "NNPS") for t in nouns),
        reference="definite"
        if ordinal_period(triggers, mentions) is not None
        else _reference(nouns, head),
    )


def ordinal_period(
    triggers: Sequence[FoundTrigger], mentions: Mentions
) -> tuple[CountMention, MomentMention] | None:
    """The ordinal of an attack noun and the period that it orders within ("the third attack on
    the line this week"): the attack is the clause's own, seen as one of a series."""
    for found in triggers:
        if found.is_verb:
            continue
        start, end = subtree_bounds(found.token)
        ordinal = next(
            (c for c in mentions.counts if c.rule == "ordinal" and c.head == found.token.i), None
        )
        period = next(
            (
                m
                for m in mentions.moments
                if start <= m.start < end and m.kind in ("period", "since")
            ),
            None,
        )
        if ordinal is not None and period is not None:
            return ordinal, period
    return None


def _depth(token: Token) -> int:
    return sum(1 for _ in ancestors_to_root(token))


def _reference(nouns: Sequence[Token], head: Token) -> Reference:
    """How the attack is referred to: "the attack" points back, "an attack" brings a new one in,
    "another attack" tells it apart (Prince 1981 on given and new)."""
    if not nouns:
        return "bare"
    words = {t.lower_ for noun in nouns for t in noun.children if t.i < noun.i}
    words |= {
        t.lower_ for noun in nouns for c in noun.lefts if c.dep_ == "compound" for t in c.children
    }
    if words & OTHER_WORDS or words & SIMILAR_WORDS:
        return "other"
    possessed = any(t.dep_ == "poss" for noun in nouns for t in noun.children)
    if possessed or words & {
        "the",
        "this",
        "that",
        "these",
        "those",
        "both",
        "its",
        "their",
        "his",
    }:
        return "definite"
    if words & {"a", "an", "one", "no", "any"}:
        return "indefinite"
    return "bare"


def _argument_of(found: FoundTrigger, verb: Token) -> bool:
    token = found.token
    while token.dep_ in ("conj", "compound") and token.head.pos_ in NOUNS:
        token = token.head
    return (
        not found.is_verb
        and token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr")
        and token.head == verb
        and verb.lemma_.lower() not in ("say", "tell")
    )


def _owner(
    token: Token, frames: Sequence[Frame], attributions: Sequence[Attribution]
) -> Frame | None:
    """The frame whose clause a token stands in: the first on the way up to the root."""
    cues = {a.cue for a in attributions}
    for node in ancestors_to_root(token):
        for frame in frames:
            if node.i in frame.indices:
                return frame
        for frame in frames:
            # The verb that an attack noun is subject or object of: "carried out the attack in
            # Gao on Monday", "attacks have been recorded in Gao since May".
            if any(_argument_of(t, node) for t in frame.triggers):
                return frame
        if node.i in cues and node != token:
            return None
    return None


def _held_by_cue(
    token: Token, frames: Sequence[Frame], attributions: Sequence[Attribution]
) -> bool:
    """Whether a verb of saying that is no trigger comes first on the way up, and so keeps what
    hangs on it ("said in a statement on Friday", "told reporters in Baghdad")."""
    cues = {a.cue for a in attributions}
    for node in ancestors_to_root(token):
        if any(node.i in frame.indices for frame in frames):
            return False
        if node.i in cues and node != token:
            return True
    return False


def _attach_places(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    doc = sentence.passage.doc
    voices = {i for a in attributions for i in range(*a.source_range)}
    loose: list[PlaceMention] = []
    for place in mentions.places:
        if not sentence.start <= place.start < sentence.end or place.start in voices:
            continue
        if place.site and place.preposition is not None:
            frame = _owner(doc[place.preposition], frames, attributions)
        elif place.modifier:
            frame = _owner(doc[place.end], frames, ()) if place.end < len(doc) else None
        else:
            frame = _as_target(place, frames)
        if frame is not None:
            frame.places.append(place)
        elif place.site and place.preposition is not None:
            loose.append(place)
    for frame in frames:
        for head in frame.roles.targets:
            place_of = mentions.place_at(head.i)
            if place_of is not None and place_of not in frame.places:
                frame.places.append(place_of)
            for child in head.subtree:
                inner = mentions.place_at(child.i)
                if inner is not None and inner not in frame.places and child.dep_ == "pobj":
                    frame.places.append(inner)
    if len(frames) == 1 and not frames[0].places:
        # What the parser hung on nothing of the attack's is the only attack's all the same.
        frames[0].places.extend(
            p
            for p in loose
            if p.preposition is not None
            and not _held_by_cue(doc[p.preposition], frames, attributions)
        )


def _as_target(place: PlaceMention, frames: Sequence[Frame]) -> Frame | None:
    for frame in frames:
        if any(place.start <= head.i < place.end for head in frame.roles.targets):
            return frame
    return None


def _attach_moments(
    sentence: Sentence,
    mentions: Mentions,
    frames: Sequence[Frame],
    attributions: Sequence[Attribution],
) -> None:
    doc = sentence.passage.doc
    cues = {a.cue for a in attributions}
    loose: list[MomentMention] = []
    for moment in mentions.moments:
        if not sentence.start <= moment.start < sentence.end or moment.kind == "duration":
            continue
        outer = next(
            (
                t
                for t in doc[moment.start : moment.end]
                if not moment.start <= t.head.i < moment.end
            ),
            doc[moment.start],
        )
        if _beside_cue(moment, cues, attributions, frames):
            continue
        frame = _owner(outer, frames, attributions)
        if frame is not None:
            frame.moments.append(moment)
        elif not _held_by_cue(outer, frames, attributions):
            loose.append(moment)
    if len(frames) == 1 and not frames[0].moments:
        frames[0].moments.extend(loose)


def _beside_cue(
    moment: MomentMention,
    cues: set[int],
    attributions: Sequence[Attribution],
    frames: Sequence[Frame],
) -> bool:
    """ "Ryder on Tuesday said", "police said on Sunday", "in a statement on Monday": a moment
    between a speaker and the verb of saying, or right after that verb, dates the saying."""
    for attribution in attributions:
        if any(attribution.cue in frame.indices for frame in frames):
            continue
        start, end = attribution.source_range
        low, high = min(end, attribution.cue), max(start, attribution.cue)
        between = low <= moment.start and moment.end <= high + 1 and moment.start != moment.end
        follows = attribution.cue < moment.start <= attribution.cue + 2
        if (between and end > start) or follows:
            return True
    return False


def _attach_numbers(sentence: Sentence, mentions: Mentions, frames: Sequence[Frame]) -> None:
    """Numbers of attacks and of times; how many people or weapons is for others."""
    doc = sentence.passage.doc
    for count in mentions.counts:
        if not sentence.start <= count.start < sentence.end:
            continue
        if count.unit not in ("attacks", "times") or count.rule not in TOTALS:
            continue
        anchor = count.head if count.head is not None else count.governor
        if anchor is None:
            continue
        for frame in frames:
            if anchor in frame.indices:
                frame.numbers.append(count)
                break
        else:
            owner = _owner(doc[anchor], frames, ())
            if owner is None and len(frames) == 1:
                owner = frames[0]
            if owner is not None:
                owner.numbers.append(count)
