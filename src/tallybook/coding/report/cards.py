"""File cards: which tellings of one report speak of one attack.

Reading a report opens a card for each attack that is brought in and files every later telling
under the card that it refers back to (file change semantics, Heim 1982; given and new, Prince
1981). A definite phrase looks for a card; "another attack" and an indefinite phrase open one; a
verb without a place or time of its own goes on telling what the sentence before told. Places
that surely lie apart and days that do not meet never share a card.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.moments.clock import hours_of
from tallybook.coding.report.agreement import (
    ANYBODY,
    by_toll,
    by_weapon,
    is_called_so,
    kinds_agree,
    names_its_kind,
)
from tallybook.coding.report.apart import (
    NEAR_A_TOWN,
    any_same,
    below_province,
    days_conflict,
    long_before,
    most_exact,
    places_apart,
)
from tallybook.coding.report.brought_down import brings_down_others, gets_through
from tallybook.coding.report.complex_attacks import course_of, step_of
from tallybook.coding.report.day_of_verb import dates_its_verb
from tallybook.coding.report.defences import attack_ended
from tallybook.coding.report.enumeration import nth_of, shot_of
from tallybook.coding.report.harm_alone import (
    harm_elsewhere,
    is_elsewhere,
    is_of_a_figure,
    is_of_a_series,
    says_killing,
)
from tallybook.coding.report.narrative import is_avenged, is_gone_before, is_recalled
from tallybook.coding.report.novelty import (
    announced_apart,
    announced_second,
    at_another_site,
    brings_in_its_target,
    fights_on,
    goes_on,
    in_sequence,
    is_added,
    is_new,
    takes_up,
    told_aside,
    told_beside,
)
from tallybook.coding.report.own_sites import is_at_its_own_site
from tallybook.coding.report.parties import beats_them_off, others_attack, strikes_back
from tallybook.coding.report.rival_versions import (
    is_its_own_version,
    is_one_sides_version,
)
from tallybook.coding.report.scenes import SAID_OF_IT
from tallybook.coding.report.taking_up import (
    befalls_what_was_told,
    in_the_place_told,
    is_called_the_same,
    is_later_than,
    is_pointed_at,
    stands_in_what_was_told,
    takes_up_the_kind,
)
from tallybook.core.values import Moment, Place

if TYPE_CHECKING:
    from tallybook.coding.local import LocalKnowledge


@dataclass(slots=True)
class Card:
    """One attack of a report: its tellings, in the order of the text; the cards that the text tells
    it apart from, and those that were at another site of, for all that it says, the same town."""

    number: int
    tellings: list[Telling] = field(default_factory=list)
    apart_from: set[int] = field(default_factory=set)
    elsewhere: set[int] = field(default_factory=set)

    def places(self) -> list[Place]:
        return [p for t in self.tellings for p, _ in t.places]

    def moments(self) -> list[Moment]:
        return [t.moment[0] for t in self.tellings if t.moment is not None]

    @property
    def last_order(self) -> int:
        return max(t.sentence.order for t in self.tellings)


NEEDED = {"definite": 0.5, "bare": 1.0, "indefinite": 2.0, "other": 3.0}
"""How much must speak for a card before a telling is filed under it, by how it refers: definite
phrases presuppose a card, "another" denies the ones at hand. Hand-set on the golden reports;
learning them is a later issue's."""


def file_cards(
    tellings: Sequence[Telling],
    knowledge: LocalKnowledge,
    figures: Collection[int] = (),
    plurals: Sequence[Telling] = (),
) -> list[Card]:
    """Return the cards of a report's single attacks, in the order in which they come up.

    After a figure (`figures` are the sentences of those told in numbers) words for an attack that
    give neither its place nor its time nor its victims speak of the attacks counted, and open no
    card; nor do, anywhere, words that do not even say who attacked whom. Harm told beside a figure
    is that figure's ("14 attacks over the past day; two dead"). After attacks told in the plural
    (`plurals`) "the violence" and "the assault" are all of them.
    """
    first_figure = min(figures, default=None)
    cards: list[Card] = []
    for telling in tellings:
        counted_off = nth_of(telling, cards) or shot_of(telling, cards, knowledge)
        counted_off = counted_off or course_of(telling, cards)
        if counted_off is not None:
            counted_off.tellings.append(telling)
            continue
        if len(cards) > 1 and _sums_up(telling):
            continue
        if dates_its_verb(telling, cards, knowledge):
            telling.moment = None
        apart = {c.number for c in cards if _conflict(telling, c, knowledge)}
        elsewhere = {c.number for c in cards if is_at_its_own_site(telling, c, knowledge)}
        ended = attack_ended(telling, [c for c in cards if c.number not in apart])
        if ended is not None:
            telling.killed = telling.injured = None
            telling.attackers, telling.targets = [], []
            telling.stage = ended.tellings[0].stage
            ended.tellings.append(telling)
            continue
        step = step_of(telling, cards, knowledge)
        if step is not None:
            step.tellings.append(telling)
            continue
        barred = apart | elsewhere
        scored = [
            (None if c.number in barred else _score(telling, c, knowledge), c.number, c)
            for c in _at_hand(telling, cards)
        ]
        ranked = sorted(scored, key=lambda item: (item[0] or -1.0, item[1]), reverse=True)
        best = ranked[0] if ranked else None
        if is_of_a_figure(telling, figures, tellings):
            continue
        if telling.only_harm:
            # Harm told by itself belongs to what was told before, and opens nothing.
            may_be = best is not None and best[0] is not None
            if best is not None and may_be and not harm_elsewhere(telling, best[2], knowledge):
                best[2].tellings.append(telling)
                continue
            killing = says_killing(telling) and (may_be or not cards)
            killing = killing or is_of_a_series(telling, tellings)
            if not killing and not (cards and is_elsewhere(telling)):
                continue
            best = best if not may_be else None  # Harmed elsewhere than in the likeliest.
        if best is not None and best[0] is not None and best[0] >= NEEDED[telling.reference]:
            best[2].tellings.append(telling)
            continue
        counted = first_figure is not None and telling.sentence.order >= first_figure
        counted = counted or any(takes_up_the_kind(telling, told, knowledge) for told in plurals)
        counted = counted and not (brings_in_its_target(telling) or _at_an_hour(telling))
        if _says_nothing_of_its_own(telling) and (counted or _names_nobody(telling)):
            continue
        card = Card(len(cards), [telling])
        card.apart_from = {
            c.number
            for c in cards
            if telling.reference == "other"
            # What was hours later is not what was before.
            or any(t is telling.counted_from for t in c.tellings)
            or any(told_beside(t, telling) for t in c.tellings)
            or in_sequence(c.tellings, telling)
            or c.number in apart
        }
        card.elsewhere = elsewhere - card.apart_from
        cards.append(card)
    return cards


def _at_hand(telling: Telling, cards: Sequence[Card]) -> Sequence[Card]:
    """The attacks that a telling may be of: harm told by itself, without a place, is of one that
    the text has told, and not of what only its headline announces, where there is one."""
    if not telling.only_harm or telling.places or _heads(telling):
        return cards
    told = [card for card in cards if not all(map(_heads, card.tellings))]
    return told or cards


def _says_nothing_of_its_own(telling: Telling) -> bool:
    return telling.reference not in ("other", "indefinite") and not (
        telling.places or telling.moment or telling.killed or telling.injured
    )


def _at_an_hour(telling: Telling) -> bool:
    """ "Attacked three times on Friday. Shells hit the garrison at dawn": what a verb says was at
    an hour of the day was one of them, and not all of them together."""
    return telling.head.tag_ == "VBD" and hours_of(telling.sentence.span.words) is not None


def _sums_up(telling: Telling) -> bool:
    """ "The violence came as …", after two attacks: a mass noun is of all of it, and tells none
    (cumulative reference, Krifka 1989)."""
    summing = telling.head.lemma_.lower() in {"violence", "bloodshed", "carnage", "unrest"}
    return summing and telling.reference == "definite" and _says_nothing_of_its_own(telling)


def _names_nobody(telling: Telling) -> bool:
    """ "Amid shelling", "I am being fired at": without doer, victim, weapon, place or time, a bare
    word for attacks refers to none in particular."""
    weapons = [w for w in telling.weapons if w.span not in telling.trigger_spans]
    named = telling.attackers or telling.targets or weapons
    return telling.reference == "bare" and not named


def _score(telling: Telling, card: Card, knowledge: LocalKnowledge) -> float | None:
    """How much speaks for a telling being the card's attack, which is not in conflict with it; None
    where something else forbids it."""
    if telling.only_harm and told_aside(card.tellings, telling):
        return None
    if _goes_on_elsewhere(telling, card):
        return None
    first = card.tellings[0]
    if _heads(telling) and all(announced_apart(t, telling, knowledge) for t in card.tellings):
        return None
    if telling.reference == "other" and first.reference != "other" and not _heads(first):
        return None  # "Another attack" is none of those at hand but one that was another too.
    last = card.tellings[-1]
    distance = telling.sentence.order - card.last_order
    score = 0.0
    stays = not telling.places or _one_place(telling, card, knowledge)
    if telling.sentence.order == last.sentence.order:
        # One sentence that tells two things apart in grammar mostly tells two things; but harm
        # told by itself, and what points back, belong to what the same sentence has just told.
        pointing = telling.reference == "definite" or telling.only_harm
        further = _goes_with_the_scene(telling) and _goes_with_the_scene(last)
        further = further or (goes_on(telling) and stays)
        score += 1.0 if pointing else 1.3 if further else -1.0
    elif distance <= 1:
        score += 1.0
    elif distance <= 4:
        score += 0.6
    else:
        score += 0.3
    shared = _shared(telling, card, knowledge)
    if all(map(_heads, card.tellings)) and telling.reference != "definite":
        # The text tells what the headline announced, mostly at once, or where they share something.
        score += 2.0 if distance <= 1 or shared >= 0.7 else 0.5 if shared > 0 else 0.0
    if shared <= 0 and len(card.tellings) == 1 and announced_second(first):
        # A headline tells nothing but what its text does, and there it has a place.
        score += 1.5 if distance > 1 and telling.places else -4.0
    if telling.reference == "definite":
        # "The October 7 attack on X" says itself which is meant, and need not point back.
        whole = telling.places or (telling.attackers and telling.targets)
        score += 0.0 if telling.moment is not None and whole else 1.0
        score += 1.0 if is_called_the_same(telling, card) else 0.0
        if is_pointed_at(telling):
            score += 0.5 * (distance <= 1)
        elif card.tellings[0].sentence.passage.is_title and _says_nothing_of_its_own(telling):
            score += 0.6  # A bare "the attack" is the report's own (global focus, Grosz 1977).
    taken_up = distance <= 2 and befalls_what_was_told(telling)
    score += 1.5 * (taken_up + is_one_sides_version(telling, card, knowledge))
    if is_its_own_version(telling, card, knowledge):
        score += 3.0
    if shared < 1.0 and telling.reference == "bare" and is_avenged(last.head):
        score -= 1.0  # What is avenged is background (see `is_avenged`).
    elif telling.reference == "bare" and distance and all(map(is_gone_before, card.tellings)):
        score -= 1.0 if shared < 0.7 else 0.0
    if brings_down_others(telling, card.tellings):
        score -= 2.0
    if gets_through(telling, card.tellings):
        score -= 1.0
    if telling.moment is not None and any(
        t.carried is not None and days_conflict(telling.moment[0], t.carried[0])
        for t in card.tellings
    ):
        score -= 1.0  # A day of its own turns to what happened then (temporal anaphora).
    if telling.reference in ("bare", "indefinite") and _names_another_town(
        telling, card, knowledge
    ):
        score -= 1.0
    if strikes_back(telling, card, knowledge) or beats_them_off(telling, card, knowledge):
        score -= 2.0
    if telling.reference in ("bare", "indefinite") and others_attack(telling, card, knowledge):
        score -= 1.5
    if distance == 2 and _goes_with_the_scene(telling):
        score += 0.4
    return score + shared


def _names_another_town(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """ "A strike near A", then "fire from positions near B": who names another town means another
    spot, however near the two are."""
    told = [t for t in card.tellings if not _heads(t)]
    mine = [p for p, _ in telling.places if (p.precision or 1) <= NEAR_A_TOWN]
    theirs = [p for t in told for p, _ in t.places if (p.precision or 1) <= NEAR_A_TOWN]
    if not mine or not theirs or _heads(telling):
        return False
    return not any_same(mine, theirs, knowledge)


def _goes_with_the_scene(telling: Telling) -> bool:
    """ "Houses were set on fire", a sentence after the raid: what is told without a doer, a place
    or a time depends for these on what was told before (temporal anaphora, Partee 1984)."""
    bare = telling.reference == "bare" and _says_nothing_of_its_own(telling)
    return bare and not (telling.attackers or telling.weapons)


def _one_place(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    return any_same((p for p, _ in telling.places), card.places(), knowledge)


def _goes_on_elsewhere(telling: Telling, card: Card) -> bool:
    """ "Since October, when X attacked Y. A settler shot a farmer": the news does not go on from
    what a phrase of "since" goes back to."""
    brings_in = telling.reference in ("bare", "indefinite") and not telling.effects_only
    apart = all(t.sentence is not telling.sentence for t in card.tellings)
    return brings_in and apart and all(map(is_recalled, card.tellings))


def _heads(telling: Telling) -> bool:
    return telling.sentence.passage.is_title


def _said_by_others(telling: Telling, told: Sequence[Telling]) -> bool:
    return all(t.chain[-1:] != telling.chain[-1:] for t in told)


def _shared(telling: Telling, card: Card, knowledge: LocalKnowledge) -> float:
    score = 0.0
    if _one_place(telling, card, knowledge):
        spot = any(below_province(p) for p, _ in telling.places)
        score += 1.5 if spot == any(map(below_province, card.places())) else 1.0
    if telling.moment is not None and card.moments():
        score += 0.7
    if telling.killed is not None:
        counted = [t for t in card.tellings if t.killed is not None]
        tolls = [t.killed[0] for t in counted if t.killed is not None]
        # Who contradicts a toll speaks of the same attack, and so does who boasts of it.
        own = telling.only_harm or telling.by_its_voice
        contradicts = own and bool(telling.chain) and _said_by_others(telling, counted)
        apart = 0.0 if contradicts else 0.5
        score += by_toll(telling.killed[0], tolls, same=1.5, apart=apart)
    if telling.injured is not None:
        tolls = [t.injured[0] for t in card.tellings if t.injured is not None]
        score += by_toll(telling.injured[0], tolls, same=0.7, apart=0.3)
    heads = {head_word(n.value.name) for t in card.tellings for n in t.targets}
    taken_up = any(head_word(n.value.name) in heads - ANYBODY for n in telling.targets)
    there = in_the_place_told(telling, card) or stands_in_what_was_told(telling, card)
    if taken_up or takes_up(telling, heads - ANYBODY) or there:
        score += 0.7
    elif heads and telling.targets and telling.reference == "indefinite":
        score -= 1.0  # "An attack on Y", after one on X: what is brought in anew is new.
    actors = {head_word(n.value.name) for t in card.tellings for n in t.attackers}
    if any(head_word(n.value.name) in actors for n in telling.attackers):
        score += 0.5
    score += by_weapon(telling, card, knowledge)
    if not there and at_another_site(telling, heads):
        score -= 1.0
    if not (fights_on(telling) or kinds_agree(telling, card, knowledge)):
        # "The ambush" is no bombing, but "the attack" may be what was told in other words.
        definite = 0.8 if names_its_kind(telling) else 0.3
        against = {"indefinite": 0.7, "other": 0.7, "definite": definite}.get(
            telling.reference, 0.3
        )
        score -= 1.5 if is_new(telling, heads) else against
    elif is_added(telling, heads):
        score -= 1.0
    elif telling.reference == "definite" and is_called_so(telling, card, knowledge):
        score += 0.6  # "The ambush" is the one that was told as an ambush.
    return score


def _conflict(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether place or day forbids that the telling is the card's attack."""
    mine = [p for p, _ in telling.places]
    # The places of a headline, which may be rough or another attack's as well ("Man shot in Lyon as
    # blast rocks Metz"), give way to what the text has told of the card's since.
    placed = [t for t in card.tellings if t.places]
    placed = [t for t in placed if not _heads(t)] or placed
    theirs = most_exact([p for t in placed for p, _ in t.places], knowledge)
    loose = telling.reference == "definite" or _heads(telling) or all(map(_heads, placed))
    if (
        mine
        and theirs
        and all(places_apart(p, q, knowledge, loose=loose) for p in mine for q in theirs)
    ):
        return True
    if is_later_than(telling, card):
        return True
    if telling.moment is None:
        return False
    day = telling.moment[0]
    said = [t.carried[0] for t in card.tellings if t.carried and t.carried_rule == SAID_OF_IT]
    return any(days_conflict(day, m) for m in (*card.moments(), *said)) or any(
        long_before(day, told.carried[0]) for told in card.tellings if told.carried is not None
    )
