"""Frames: what one sentence says of one attack, or of several told together.

Triggers that stand in one clause, or in clauses that tell one course of action ("stormed the
village, killing 12 and torching houses"), make one frame. A trigger that the sentence sets apart
("another attack", a place and a toll of its own) makes a frame of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import owner
from tallybook.coding.attacks.attaching_moments import attach_moments
from tallybook.coding.attacks.attaching_places import attach_places
from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.continuing import continued_place
from tallybook.coding.attacks.courses import group, told_elsewhere
from tallybook.coding.attacks.fallen import take_fallen
from tallybook.coding.attacks.references import Reference, referred_to
from tallybook.coding.attacks.stretches import give_part_there, is_over
from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.attacks.usage import breaks_out, is_heard
from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.quantities import amount_of, quantity_over
from tallybook.coding.harms.harm import Harm
from tallybook.coding.harms.words import DIE, EFFECTS
from tallybook.coding.language.clauses import (
    clause_verb,
    is_meant,
    own_subject,
    subjects,
)
from tallybook.coding.language.phrases import ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.moments.finding import MomentMention
from tallybook.coding.places.mention import PlaceMention
from tallybook.coding.roles.clause import (
    Roles,
    device_roles,
    intercepted_roles,
    noun_roles,
    verb_roles,
)
from tallybook.coding.roles.things import act_of
from tallybook.coding.roles.words import SITES
from tallybook.coding.totals.serials import ordinal_period
from tallybook.coding.voices.attribution import Attribution
from tallybook.coding.voices.cues import OTHER_WORDS

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.coding.mentions import Mentions
    from tallybook.knowledge.event_types import EventTypes


SINGLE_SHOTS = word_set("shot gunshot bullet round")

TOLLS = word_set("death fatality casualty injury")
"""What several people suffer in one attack."""

DEVICES = frozenset({"device", "explosive", "charge", "one"})

TOTALS = frozenset(
    {"numeral", "range", "vague", "zero", "frequency", "multiple", "ordinal", "rate"}
)
"""Readings of a number that say how many there are, not how many more or fewer."""


@dataclass(slots=True)
class Frame:
    """One sentence's telling of one attack, or of several together (`number` or `plural`); `over`
    says that its toll is over attacks of which others tell."""

    sentence: Sentence
    mentions: Mentions
    head: Token
    triggers: list[FoundTrigger]
    roles: Roles = field(default_factory=Roles)
    harms: list[Harm] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    moments: list[MomentMention] = field(default_factory=list)
    said: MomentMention | None = None
    numbers: list[CountMention] = field(default_factory=list)
    plural: bool = False
    over: bool = False
    reference: Reference = "bare"

    @property
    def indices(self) -> set[int]:
        return {t.token.i for t in self.triggers} | {h.anchor for h in self.harms}

    @property
    def brings_down(self) -> bool:
        """Whether all that it tells is that weapons on their way were brought down."""
        return bool(self.triggers) and all(t.intercepted for t in self.triggers)


def find_frames(
    sentence: Sentence,
    mentions: Mentions,
    triggers: Sequence[FoundTrigger],
    harms: Sequence[Harm],
    attributions: Sequence[Attribution],
    event_types: EventTypes,
) -> list[Frame]:
    """Return the frames of a sentence, in the order of their heads."""
    sites = [p.start for p in mentions.places if p.site]
    groups = group(sentence, triggers, harms, sites)
    frames = [_frame(sentence, mentions, members, own, event_types) for members, own in groups]
    attach_places(sentence, mentions, frames, attributions)
    for frame in (f for f in frames if told_elsewhere(clause_verb(f.head))):
        frame.places = [p for p in frame.places if p.start > frame.head.i]
        if frame.reference != "definite":
            frame.reference = "other"
    attach_moments(sentence, mentions, frames, attributions)
    _attach_numbers(sentence, mentions, frames)
    _hand_up(frames)
    for frame in frames:
        take_fallen(frame)
        for verb in (t.token for t in frame.triggers if t.continues):
            frame.reference = "other"
            place = continued_place(verb, mentions)
            frame.places = frame.places if place is None else [place]
        if any(is_over(harm, frame, frames) for harm in frame.harms):
            frame.plural = frame.over = True
            give_part_there(frame, frames)
        if frame.reference == "bare" and (
            _hits_what_was_aimed_at(frame) or _brings_down_the_same(frame)
        ):
            frame.reference = "definite"
        elif frame.reference == "bare" and _sets_apart(frame):
            frame.reference = "other"
        elif frame.reference == "bare" and any(map(is_the_attacker, frame.roles.attackers)):
            frame.reference = "definite"
    return sorted(frames, key=lambda f: f.head.i)


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
            roles.add(intercepted_roles(found.token, found.trigger, mentions))
            continue
        if found.found:
            roles.add(device_roles(found.token, mentions))
        elif found.is_verb:
            roles.add(verb_roles(found.token, found.trigger, mentions))
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
        # "Clashes broke out": what begins at once is one episode of fighting.
        plural=any(
            (t.tag_ in ("NNS", "NNPS") or _in_acts(t))
            and not (breaks_out(t) or is_heard(t))
            # "Attacked by a man who fired three shots": of one attack there are many shots.
            and t.lemma_.lower() not in SINGLE_SHOTS | TOLLS
            for t in ([head] if head in nouns else nouns)
        ),
        reference="definite"
        if ordinal_period(triggers, mentions) is not None
        else referred_to(nouns, sentence),
    )


def _hand_up(frames: Sequence[Frame]) -> None:
    """ "Launched missiles to hit power stations in Kyiv on Monday": what is only meant has no day
    and no place yet, so that these are of what was done for it."""
    for meant in (f for f in frames if is_meant(f.head)):
        done = next(
            (f for t in ancestors_to_root(meant.head.head) for f in frames if t.i in f.indices),
            None,
        )
        if done is not None and done is not meant:
            done.moments = done.moments or meant.moments
            done.places = done.places or meant.places


def _in_acts(noun: Token) -> bool:
    """ "Four acts of sabotage": several, though the noun has no plural."""
    return any(made.tag_ == "NNS" for made in act_of(noun))


def is_the_attacker(doer: Token) -> bool:
    """ "The attackers raided X": whoever is only called by the deed is known by a deed that was
    told."""
    return doer.lemma_.lower() in NAMED_BY_A_DEED and any(t.lower_ == "the" for t in doer.lefts)


def _hits_what_was_aimed_at(frame: Frame) -> bool:
    """ "All designated targets were hit", "the missiles hit their targets": what was aimed at is
    known by an attack that was told (bridging, Clark 1977)."""
    if len(frame.triggers) != 1:
        return False
    named = frame.roles.targets
    return bool(named) and all(
        t.lemma_.lower() == "target" and any(w.lower_ in OF_THEIRS for w in t.lefts) for t in named
    )


def _brings_down_the_same(frame: Frame) -> bool:
    """ "Most of the projectiles were intercepted", "61 of the drones had been shot down": with the
    article they are those of an attack that was told (Heim 1982)."""
    if not frame.brings_down:
        return False
    return any(
        t.dep_ == "det" and t.lower_ in ("the", "those", "these")
        for weapon in frame.roles.weapons
        for t in weapon.lefts
    )


OF_THEIRS = frozenset({"all", "the", "their", "its", "designated", "intended"})

NAMED_BY_A_DEED = word_set("attacker assailant perpetrator ambusher raider abductor hijacker")


def _sets_apart(frame: Frame) -> bool:
    """ "Rebels attacked a second camp", "the second went off on Mill Road": an attack has one place
    and one day (UCDP GED codebook, unit of an event), so that another site is another attack, and
    another bomb is where it has a place or a time of its own."""
    for target in frame.roles.targets:
        words = {t.lower_ for t in target.lefts}
        if target.lemma_.lower() in SITES and words & OTHER_WORDS:
            return bool(words & {"a", "an", "another"})
    if any(_is_a_second(t.token) for t in frame.triggers if t.is_verb):
        return True
    goes_on = any(d.tag_ == "PRP" for d in frame.roles.attackers)
    if not goes_on and any(map(_is_another_part, frame.sentence.tokens)):
        return True  # "They burned houses in the same area" goes on.
    if not frame.places and not frame.moments:
        return False
    if frame.places and any(_hurts_more(harm, frame) for harm in frame.harms):
        return True
    for subject in (s for t in frame.triggers if t.is_verb for s in subjects(t.token)):
        words = {t.lower_ for t in subject.lefts} | {subject.lower_}
        device = frame.mentions.weapon_at(subject.i) is not None or subject.lemma_ in DEVICES
        if words & OTHER_WORDS and (device or subject.lower_ in OTHER_WORDS):
            return True
    return False


def _is_another_part(noun: Token) -> bool:
    """ "Gunmen in another part of the city", "a bus was burnt in the same town": elsewhere than
    what was told, or beside it: what is compared with it is not it."""
    phrase = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "near")
    words = {t.lower_ for t in noun.lefts} if phrase else set()
    apart = words & {"another", "different", "other"} and noun.lemma_.lower() in PARTS
    return bool(apart) or ("same" in words and noun.lemma_.lower() in PARTS | SETTLEMENTS)


PARTS = word_set("part district neighbourhood neighborhood area side quarter suburb section street")
"""Nouns for a part of a town or a country."""


def _is_a_second(verb: Token) -> bool:
    """ "One bomber struck a wedding. A second blew herself up at the hospital": one more of those
    just told of (nominal ellipsis, Halliday & Hasan 1976, ch. 4)."""
    return any(
        s.lower_ in OTHER_WORDS and any(t.lower_ in ("a", "an") for t in s.lefts)
        for s in subjects(verb)
    )


def _hurts_more(harm: Harm, frame: Frame) -> bool:
    """ "Eight were killed in a raid on A. Five more were shot dead in B": people added to others at
    a place of their own; who dies later ("two more died in hospital") was hurt before."""
    doc = frame.sentence.passage.doc
    words = {t.lower_ for t in doc[max(harm.start - 1, 0) : harm.end + 1]}
    killed = frame.triggers and doc[harm.anchor].lemma_.lower() not in DIE
    return bool(killed and words & ADDING)


ADDING = frozenset({"more", "further", "another", "additional"})


def _depth(token: Token) -> int:
    return sum(1 for _ in ancestors_to_root(token))


def _only_hurts(frame: Frame) -> bool:
    """ "A veteran who was wounded twice": wounds are counted, and nobody says by how many
    attacks."""
    return all(t.token.lemma_.lower() in EFFECTS for t in frame.triggers)


def adds_attacks(count: CountMention, doc: Doc) -> bool:
    """Whether a number is of attacks beside those told: "14 more strikes hit X", "a further six".
    "Two more than in April" tells how two figures differ, and "the three other attacks" points to
    attacks that were told."""
    if count.rule != "additional" or count.head is None or count.count.low < 2:
        return False
    noun = doc[count.head]
    pointed = any(t.lower_ in ("the", "these", "those") for t in noun.lefts)
    return not pointed and all(t.lower_ != "than" for t in noun.subtree)


def _attach_numbers(sentence: Sentence, mentions: Mentions, frames: Sequence[Frame]) -> None:
    """Numbers of attacks and of times; how many people or weapons is for others."""
    doc = sentence.passage.doc
    for frame in frames:
        nouns = [t.token for t in frame.triggers if not t.is_verb and t.token.tag_ == "NNS"]
        totals = (amount_of(quantity_over(noun), mentions.counts) for noun in nouns)
        frame.numbers.extend(total for total in totals if total is not None)
    for count in mentions.counts:
        if not sentence.start <= count.start < sentence.end:
            continue
        if count.unit not in ("attacks", "times"):
            continue
        if count.rule not in TOTALS and not adds_attacks(count, doc):
            continue
        noun = doc[count.head] if count.head is not None else None
        if count.count.low > 1 and noun is not None and noun.tag_ == "NN" and not _in_acts(noun):
            continue  # "A nineteen ninety-seven attack": one, and its year.
        anchor = count.head if count.head is not None else count.governor
        if anchor is None or is_heard(doc[anchor]):
            continue
        for frame in frames:
            if anchor in frame.indices:
                if not (count.unit == "times" and _only_hurts(frame)):
                    frame.numbers.append(count)
                break
        else:
            # "Came under fire 43 times": how often is of what the light verb leads to.
            led_to = (f for f in frames if doc[anchor] in (f.head.head, f.head.head.head))
            under = (f for f in led_to if f.head.dep_ in ("pobj", "dobj"))
            mate = next(under, None) or owner(doc[anchor], frames, ())
            if mate is None and len(frames) == 1 and not _of_another_deed(doc[anchor], frames[0]):
                mate = frames[0]
            if mate is not None:
                mate.numbers.append(count)


def _of_another_deed(counted: Token, frame: Frame) -> bool:
    """ "An attack left dozens dead, and the group has tried to take the base five times": how often
    is said of its own clause, where that has a subject of its own."""
    joined = next((t for t in (counted, *counted.ancestors) if t.dep_ == "conj"), None)
    if joined is None or joined.pos_ != "VERB" or not own_subject(joined):
        return False
    return frame.head.i < joined.left_edge.i
