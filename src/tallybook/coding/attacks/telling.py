"""From frames to tellings: words become values.

Phrases become actors, place mentions one place as exact as the clause says, moments days, and
several numbers in one clause a total with its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.attacks.dating import cover_joined_days, set_moment, told_again
from tallybook.coding.attacks.devices import is_cleared
from tallybook.coding.attacks.event_type import event_type_of
from tallybook.coding.attacks.frames import Frame
from tallybook.coding.attacks.sites import by_place, by_toll, most_exact, outermost
from tallybook.coding.attacks.stances import Factuality, factuality, own_modifiers
from tallybook.coding.attacks.tellings import Telling, exact_words, width_of
from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.counts.units import singular
from tallybook.coding.harms.harm import Harm
from tallybook.coding.harms.tolls import is_since
from tallybook.coding.harms.words import EFFECTS
from tallybook.coding.language.antecedents import owned_by_neighbour
from tallybook.coding.language.clauses import clause_verb, is_perfect
from tallybook.coding.language.phrases import SUBJECTS, contents, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.roles.motives import find_motives
from tallybook.coding.roles.names import Named, name_targets, named_attackers, named_weapons
from tallybook.coding.speech.denials import is_said_in_denial
from tallybook.coding.totals.clause import (
    compared_with,
    other_periods,
    places_of_total,
    set_numbers,
)
from tallybook.coding.totals.serials import ordinal_period
from tallybook.coding.voices.attribution import Attribution, chain_at
from tallybook.core.values import Count, Mention
from tallybook.knowledge.actor_types import generic_id, split_generic

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def tell(
    frame: Frame, attributions: Sequence[Attribution], knowledge: LocalKnowledge
) -> list[Telling]:
    """Return the tellings of a frame: one, or one for each of several places attacked."""
    holding, chain = chain_at(frame.head.i, attributions)
    # The strongest trigger's factuality is the attack's, not a weaker word's of the same clause.
    told = [t for t in frame.triggers if not _of_unreal(t, frame)]
    readings = [_factuality(t, holding) for t in told]
    main = [r for t, r in zip(told, readings, strict=True) if t.token == frame.head]
    reading = min(
        (*main, *readings),
        key=lambda f: f.stance != "asserted",
        default=Factuality("asserted", "done"),
    )
    if reading.stage == "done" and any(_is_attempted(t) for t in told):
        reading = replace(reading, stage="attempted")
    if any(t.is_verb and is_cleared(t.token) for t in frame.triggers):
        frame.roles.attackers.clear()
    if reading.purpose or _without(frame.head) or _denies_a_habit(frame.head):
        return []
    if reading.stance == "denied" and all(t.intercepted for t in told):
        return []  # "Four missiles were not intercepted": what they hit is told elsewhere.
    passage = frame.sentence.passage
    strong = any(t.trigger.strength == "strong" for t in frame.triggers)
    weapons = named_weapons(frame)
    telling = Telling(
        sentence=frame.sentence,
        head=frame.head,
        event_type=event_type_of(frame, weapons, knowledge),
        strong=strong,
        effects_only=all(t.token.lemma_.lower() in EFFECTS for t in frame.triggers),
        reference=frame.reference,
        plural=frame.plural,
        chain=chain,
        voice_spans=tuple(a.source for a in holding if a.source is not None),
        stance=reading.stance,
        stage=reading.stage,
        trigger_spans=tuple(passage.span(t.token.i, t.token.i + 1) for t in frame.triggers),
        attackers=named_attackers(frame, knowledge),
        targets=name_targets(frame, knowledge),
        weapons=weapons,
        cue_spans=tuple(a.cue_span for a in holding)
        + (() if reading.cue is None else (passage.span(reading.cue, reading.cue + 1),)),
    )
    serial = ordinal_period(frame.triggers, frame.mentions) is not None
    stretch = any(m.kind in ("since", "frequency") for m in frame.moments) or is_since(frame.head)
    stretch = stretch or _over_a_period(frame) or (telling.effects_only and _in_them(frame))
    if not serial and stretch:
        # "has fought since 2007", "attacks every week": a stretch or a habit, no one attack
        # (Vendler 1957, activities against achievements).
        telling.plural = True
    motives = find_motives(frame.sentence, frozenset(t.token.i for t in frame.triggers))
    telling.motive = motives[0][1] if motives else None
    telling.accused = any(a.kind == "accuse" for a in holding) or is_said_in_denial(frame.head)
    # "The rebels launched their attack, the army said": "their" are whom the clause names.
    named = any(h.pos_ not in ("PRON", "DET") for h in frame.roles.attackers)
    telling.by_its_voice = bool(chain) and any(
        _speaker(h, frame, holding, knowledge)
        for h in (part for doer in frame.roles.attackers for part in (doer, *contents(doer)))
        if not (named and h.dep_ == "poss")
    )
    if chain:
        telling.targets = [_owned(n, frame, chain[-1], knowledge) for n in telling.targets]
    if frame.said is not None:
        span = passage.span(frame.said.start, frame.said.end)
        telling.said = (frame.said, span)
    if (
        not chain
        and telling.stance == "asserted"
        and any(
            _in_first_person(h) and not frame.sentence.passage.quoted[h.i]
            for h in frame.roles.attackers
        )
    ):
        telling.stance = "claimed"  # A text of those who say that they did it.
    set_moment(telling, frame, holding)
    _set_harms(telling, frame, holding)
    set_numbers(telling, frame)
    cover_joined_days(telling, frame)
    _count_plural(telling, frame)
    nobody = telling.effects_only and telling.killed is not None and telling.killed[0].high == 0
    none = telling.number is not None and telling.number.high == 0
    if nobody or (none and (frame.plural or _over_days(telling))):
        # "There were no attacks in April", "no deaths": the voice asserts that there were none.
        telling.stance = "asserted"
    if telling.several:
        telling.targets = _without_victims(telling, frame)
    apart = by_toll(telling, frame, knowledge)
    if apart and (telling.number is None or telling.by_plural):
        return apart
    if telling.number is None:
        again = (*told_again(telling, frame), *compared_with(telling, frame))
        return [t for told in (telling, *again) for t in by_place(told, frame, knowledge)]
    others = list(other_periods(telling, frame))
    places = telling.places or [
        (p.place, passage.span(p.start, p.end)) for p in outermost(frame.places, frame)
    ]
    telling.places = most_exact(places_of_total(telling, places), knowledge)
    return [telling, *(replace(o, places=o.places or telling.places) for o in others)]


def _is_attempted(found: FoundTrigger) -> bool:
    """ "An attempted attack on the camp was repelled": the noun says how far it came."""
    return not found.is_verb and own_modifiers(found.token).stage == "attempted"


def _without_victims(telling: Telling, frame: Frame) -> list[Named[Mention]]:
    """ "14 attacks, in which 21 guards were killed": a toll over several attacks does not say that
    each of them was on those who fell."""
    passage = frame.sentence.passage
    victims = [passage.span(h.victim, h.victim + 1).start for h in frame.harms if h.victim]
    return [n for n in telling.targets if not any(n.span.start <= v < n.span.end for v in victims)]


COUNTED_APART = word_set(
    "attack strike airstrike raid bombing ambush assault kidnapping abduction assassination"
)
"""Nouns whose plural is of several attacks. Clashes, blasts, shots and killings may be the many
moments of one."""


def _is_clash(frame: Frame) -> bool:
    """ "Clashes left eight dead in Djibo on Monday": what two sides exchange in one place on one
    day is one event (UCDP GED codebook 24.1, the unit of an event)."""
    return (
        bool(frame.places)
        and not frame.over
        and all(t.trigger.event_type == "battle" for t in frame.triggers if t.token.tag_ == "NNS")
    )


def _count_plural(telling: Telling, frame: Frame) -> None:
    """ "Air strikes on Friday killed 60": a bare plural brings in two or more (Huddleston & Pullum
    2002, ch. 5 §8.2), where it has a day or a toll; without these it may be of attacks at large. A
    definite one does where it says itself which ("the bombings of 7 August at …")."""
    if not telling.plural or telling.number is not None or telling.shares:
        return
    whole = telling.moment is not None and bool(frame.places or telling.targets)
    brought_in = telling.reference in ("bare", "indefinite") or _separate(frame)
    if not brought_in and not (whole and telling.reference == "definite"):
        return
    if frame.sentence.passage.is_title:
        return
    if any(m.kind in ("since", "frequency") for m in frame.moments):
        return
    noun = next(
        (
            t.token
            for t in frame.triggers
            if t.token.tag_ in ("NNS", "NNPS") and t.token.lemma_.lower() in COUNTED_APART
        ),
        None,
    )
    if noun is not None and noun.dep_ in SUBJECTS and noun.head.lemma_.lower() in CHANGING:
        return
    day = telling.moment[0] if telling.moment is not None else None
    if noun is None and day is not None and width_of(day) == 0 and _is_clash(frame):
        telling.plural = False
        return
    dated = day is not None and day.first is not None and width_of(day) <= MONTH_AT_MOST
    # "With air strikes the next day": a day too, which the text before it gives.
    dated = dated or (telling.moment is not None and telling.moment[2].relative_to == "narrative")
    toll = any(h is not None and h[0].low > 0 for h in (telling.killed, telling.injured))
    if noun is None or not (dated or toll):
        return
    span = frame.sentence.passage.span(noun.i, noun.i + 1)
    telling.number = Count(2, None, span.words)
    telling.number_spans = (span,)


def _in_them(frame: Frame) -> bool:
    """ "More than 270 people have been killed in them": in all the attacks spoken of."""
    verb = clause_verb(frame.head)
    within = prepositional(verb, frozenset({"in", "by"}))
    return any(t.lower_ in ("them", "these", "those") for t in within)


def _over_a_period(frame: Frame) -> bool:
    """ "Seven mayors have been murdered in the past year", "rebels have raided the road for years":
    a perfect sums up its period (the extended now, McCoard 1978), and no attack lasts for months.
    """
    verb = clause_verb(frame.head)
    if not is_perfect(verb):
        return False
    if any(m.kind == "period" and width_of(m.moment) > MONTH_AT_MOST for m in frame.moments):
        return True
    # "Have raided villages for years"
    return (
        frame.head == verb
        and not frame.harms
        and any(
            t.lemma_ in ("year", "month", "decade") and any(a.lower_ == "for" for a in t.ancestors)
            for t in verb.subtree
        )
    )


def _over_days(telling: Telling) -> bool:
    """ "There was no attack in April": of a stretch of days "no attack" says what "no attacks"
    does, and denies no one attack ("there was no attack on Monday", "overnight")."""
    moment = None if telling.moment is None else telling.moment[0]
    return moment is not None and moment.first is not None and width_of(moment) > 1


def _separate(frame: Frame) -> bool:
    """ "Two were killed in separate strikes": told apart from each other, not only from others."""
    return any(t.lower_ in ("separate", "different") for f in frame.triggers for t in f.token.lefts)


MONTH_AT_MOST = 31

CHANGING = word_set(
    """
    soar rise increase surge fall decline drop decrease continue intensify escalate grow double
    triple multiply persist spread subside cease resume become worsen
    """
)
"""Verbs of change and lasting: their subject is a rate or a run of attacks ("attacks soared this
week"), not some attacks that happened then."""


def _of_unreal(found: FoundTrigger, frame: Frame) -> bool:
    """ "A possible strike that killed two": what a relative clause says of a thing is as sure as
    the thing."""
    clause = found.token
    while clause.dep_ == "conj" and clause.head != clause:
        clause = clause.head
    return clause.dep_ == "relcl" and any(
        other.token == clause.head and own_modifiers(other.token).stance != "asserted"
        for other in frame.triggers
    )


def _factuality(found: FoundTrigger, holding: Sequence[Attribution]) -> Factuality:
    reading = factuality(found.token, holding)
    if reading.stance == "asserted" and (found.intercepted or found.found):
        return replace(reading, stage="intercepted" if found.intercepted else "foiled")
    return reading


def _without(head: Token) -> bool:
    """ "A month has passed without an attack" tells of no attack."""
    return head.dep_ == "pobj" and head.head.lower_ == "without"


def _denies_a_habit(head: Token) -> bool:
    """ "We do not target civilians" is of no attack: the simple present of a deed tells of habits
    (Quirk et al. 1985, §4.5)."""
    present = any(t.lower_ in ("do", "does") and t.dep_ == "aux" for t in head.children)
    return present and any(t.dep_ == "neg" or t.lower_ == "never" for t in head.children)


def _speaker(
    head: Token, frame: Frame, holding: Sequence[Attribution], knowledge: LocalKnowledge
) -> bool:
    """Whether a doer is the voice itself: "we" inside quotation marks, and in indirect speech "it"
    or "its fighters", which in "the group said its fighters …" refer to the subject of saying
    (the perspective of indirect discourse, Banfield 1982); "they" only where that is armed. A
    pronoun does not take up a name that follows it (Reinhart 1976), so that in "it has attacked 20
    posts, according to the army" it is not the army; "its fighters attacked, the group said" goes
    on from a group that was told of."""
    if _in_first_person(head):
        return True
    inner = next(a for a in reversed(holding) if a.chain)
    voice, named = inner.chain[-1], inner.source
    here = frame.sentence.passage.span(head.i, head.i + 1)
    follows = named is not None and named.start > here.start
    words = {head.lower_, *(t.lower_ for t in head.children if t.dep_ == "poss")}
    owner = next((t for t in head.lefts if t.dep_ == "poss"), head)
    if frame.sentence.passage.quoted[owner.i] or owned_by_neighbour(head):
        return False
    if words & {"it", "its"}:
        return not follows or _is_armed(voice, knowledge, GROUP_KINDS)
    if words & {"they", "their"}:
        return _is_armed(voice, knowledge)
    if words & {"his", "her"} and head.lemma_.lower() in FOLLOWERS:
        return True  # "A commander said his men had done it."
    # "A spokesman for X said the group had …": the definite noun for what speaks.
    of_a_group = head.lemma_.lower() in GROUP_NOUNS and "the" in {t.lower_ for t in head.children}
    return of_a_group and _is_armed(voice, knowledge, GROUP_KINDS)


def _owned(
    target: Named[Mention], frame: Frame, voice: Mention, knowledge: LocalKnowledge
) -> Named[Mention]:
    """ "The army said its posts had been attacked": in indirect speech "its" and "our" are the
    speaker's (the perspective of indirect discourse, Banfield 1982)."""
    generic = split_generic(target.value.actor or "")
    if generic is None or generic[1] is not None or not _is_armed(voice, knowledge):
        return target
    named = frame.sentence.tokens_in(target.span)
    before = named[0].nbor(-1).lower_ if named and named[0].i > frame.sentence.start else ""
    if voice.actor is None or before not in ("its", "our", "their"):
        return target
    actor = generic_id(generic[0], voice.actor, generic[2])
    return replace(target, value=Mention(target.value.name, actor))


FOLLOWERS = frozenset({"man", "fighter", "troop", "force", "soldier", "boy"})
GROUP_NOUNS = frozenset({"group", "movement", "organisation", "organization", "faction", "militia"})
GROUP_KINDS = frozenset({"armed_group", "umbrella"})


def _in_first_person(head: Token) -> bool:
    words = {head.lower_, *(t.lower_ for t in head.children if t.dep_ == "poss")}
    return bool(words & {"we", "our"})


ARMED_KINDS = frozenset({"armed_group", "umbrella", "military", "coalition"})


def _is_armed(
    voice: Mention, knowledge: LocalKnowledge, kinds: frozenset[str] = ARMED_KINDS
) -> bool:
    actor = knowledge.actors.get(voice.actor) if voice.actor is not None else None
    if actor is not None and actor.kind in kinds:
        return True
    words = voice.name.lower().split()
    # "Fighters of a local unit": both the noun and what its "of" phrase names say what they are.
    heads = [*words[-1:], *words[: words.index("of")][-1:]] if "of" in words else words[-1:]
    return any(knowledge.actors.generic_kind(singular(head)) is not None for head in heads)


UNREAL_STAGES = frozenset({"attempted", "foiled", "threatened"})


def _came_about(harm: Harm, frame: Frame, holding: Sequence[Attribution]) -> bool:
    """Whether the harm is said to have happened: who is tried to be killed is not killed."""
    if harm.count.high == 0:
        return True
    reading = factuality(frame.sentence.passage.doc[harm.anchor], holding)
    return reading.stage not in UNREAL_STAGES and reading.stance != "denied"


def _set_harms(telling: Telling, frame: Frame, holding: Sequence[Attribution]) -> None:
    passage = frame.sentence.passage
    # "Two died, bringing the toll to seven": seven in all.
    for harm in sorted(frame.harms, key=lambda harm: not harm.toll):
        if not _came_about(harm, frame, holding):
            continue
        span = passage.span(harm.start, harm.end)
        if getattr(telling, harm.kind) is not None:
            continue
        setattr(telling, harm.kind, (exact_words(harm.count, span), span))
        if harm.kind == "killed":
            telling.toll = harm.toll
        if harm.single:
            telling.single.add(harm.kind)
