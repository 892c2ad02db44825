"""Which attacks of a report its figures count, and which stand beside them.

News gives a figure first and tells the attacks after it (the inverted pyramid, Bell 1991): "two
blasts … the first went off … a second came hours later" are two attacks, not four. "Another
attack" right after a figure is one more than it counts; after a single attack it is only another
than that one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import singular
from tallybook.coding.local import LocalKnowledge
from tallybook.coding.report.apart import other_town, places_apart
from tallybook.coding.report.cards import Card
from tallybook.coding.report.enumeration import place_in_series, rank_of
from tallybook.coding.report.gathering import Assembled
from tallybook.coding.roles.words import HOSTILE
from tallybook.coding.totals.figures import Figure
from tallybook.coding.totals.left_out import is_left_out
from tallybook.coding.totals.member_scopes import (
    harms_there,
    in_its_scope,
    on_what_all_were,
    only_harms,
    where_all_were,
)
from tallybook.coding.totals.ranked import is_ranked_among
from tallybook.core.certainty import Certainty
from tallybook.core.claims import ATTACK_STAGES, Claim
from tallybook.core.values import Count, Mention, Moment, Place

if TYPE_CHECKING:
    from tallybook.knowledge.actor_types import Actor

LEAD = 2
"""Sentences that open a report: headline and lead, which announce what the body tells."""

NEAR = 3
"""Sentences after which a figure further down no longer announces what follows it."""

MEMBER_STANCES = frozenset({"asserted", "claimed", "suspected"})


def figures_beside(card: Card, cards: Sequence[Card], done: Assembled) -> tuple[str, ...]:
    """Return the count claims that a card's attack is told apart from."""
    first = card.tellings[0]
    left_out = is_left_out(card)
    if not left_out and (
        first.reference != "other"
        or first.ordinal is not None
        or place_in_series(first) is not None
    ):
        return ()  # "The third" is the third of those counted.
    order = first.sentence.order
    before = [
        (max(o for t in f.tellings if (o := t.sentence.order) <= order), claim)
        for f, claim in done.of_figure
        if f.first_order <= order
    ]
    singles = [
        t.sentence.order
        for c in cards
        if c is not card
        for t in c.tellings
        if t.sentence.order <= order and not t.sentence.passage.is_title
    ]
    if not before:
        return ()
    last, claim = max(before, key=lambda item: item[0])
    if not left_out and _is_counted_off(card, claim):
        return ()
    return (claim.id,) if left_out or last >= max(singles, default=-1) else ()


def with_members(
    cards: Sequence[Card], done: Assembled, knowledge: LocalKnowledge
) -> dict[str, Claim]:
    """Return, by their ids, the claims that change as the report's own attacks become parts of its
    counts: these counts, and where they give it the attacks' and their tolls' days, places and
    attackers."""
    changed: dict[str, Claim] = {}
    lead = _lead(done)
    by_id = {claim.id: claim for _, claim in done.of_figure}
    for figure, claim in done.of_figure:
        split = bool(figure.main.parts or figure.split)
        if claim.count is None or claim.count.high == 0:
            continue
        own = [
            card
            for card in cards
            if not (split and not _said_to_be_one(card))
            and _is_member(card, figure, claim, lead, done, knowledge)
        ]
        members = [done.of_card[card.number][0] for card in own]
        inner = [by_id[part] for part in claim.parts if part in by_id]
        if members and at_most(inner, claim.count, len(members)):
            changed[claim.id] = replace(claim, parts=(*claim.parts, *(m.id for m in members)))
            off = {card.number for card in own if _is_counted_off(card, claim)}
            named = [
                done.of_card[card.number][0]
                for card in own
                if card.number in off or _is_taken_up(card)
            ]
            scoped = {m.id: in_its_scope(m, claim) for m in named}
            changed |= scoped | harms_there(scoped, done)
            if claim.count.low == claim.count.high == together(inner, len(members)):
                nobodys = [changed.get(m.id, m) for m in members if not m.attackers]
                changed |= {m.id: _by_whoever(claim, m) for m in nobodys}
            for card in own:
                harm = only_harms(card.tellings[0])
                for told_of in done.of_card[card.number]:
                    found = where_all_were(claim, changed.get(told_of.id, told_of))
                    if card.number in off and (harm or not found.targets):
                        found = on_what_all_were(claim, found)
                    changed[told_of.id] = found
    return changed


def _said_to_be_one(card: Card) -> bool:
    return any(t.among for t in card.tellings)


def _is_counted_off(card: Card, whole: Claim) -> bool:
    """ "Attacked three times … a third attack": what is brought in by its order, right behind a
    number that holds it, is one of those (an ordinal presupposes its series, Heim 1982)."""
    rank, most = rank_of(card.tellings[0]), whole.count.high if whole.count is not None else None
    return rank is not None and most is not None and rank < most


def _is_taken_up(card: Card) -> bool:
    """Whether an attack is told of as one of those counted: "one of them", "the third"."""
    return _said_to_be_one(card) or place_in_series(card.tellings[0]) is not None


IN_UNIFORM = frozenset({"soldier", "troop", "police", "policeman", "officer", "convoy", "patrol"})


def _by_whoever(whole: Claim, member: Claim) -> Claim:
    """ "It carried out three operations. The first targeted …": what is said of all that were
    counted holds of each, where all of them are told."""
    theirs = {singular(head_word(t.name)) for t in member.targets}
    if not whole.attackers or theirs & IN_UNIFORM:
        return member  # Of those that the forces tell, some were on them.
    own = whole.stance == "claimed" and whole.voices[-1:] == member.voices[-1:]
    return replace(
        member,
        attackers=whole.attackers,
        stance="claimed" if own else member.stance,
        spans={**member.spans, "attackers": whole.spans.get("attackers", (whole.sentence,))},
        inferred={**member.inferred, "attackers": "whoever made the attacks counted"},
    )


def _lead(done: Assembled) -> int:
    """The last sentence of a report's lead: the headline's, or the first paragraph's with a figure
    where the report opens with it."""
    told = [t for f, _ in done.of_figure for t in f.tellings if not t.sentence.passage.is_title]
    first = min((t.sentence.passage.index for t in told), default=0)
    opening = [t.sentence.order for t in told if t.sentence.passage.index == first]
    return max(opening) if opening and min(opening) <= LEAD else LEAD


def lies_in(inner: Place, outer: Place, knowledge: LocalKnowledge) -> bool:
    """ "Near X" is within the country of X that a total is for, wherever the border runs."""
    entry = knowledge.gazetteer.by_key(outer.key) if outer.key is not None else None
    if entry is not None and entry.kind == "country":
        return inner.country is not None and inner.country == outer.country
    return knowledge.gazetteer.located_in(inner, outer) is Certainty.SURE


def _is_member(
    card: Card,
    figure: Figure,
    claim: Claim,
    lead: int,
    done: Assembled,
    knowledge: LocalKnowledge,
) -> bool:
    made = done.of_card.get(card.number)
    if not made or made[0].stance not in MEMBER_STANCES or made[0].stage not in ATTACK_STAGES:
        return False
    if made[0].background or claim.id in made[0].apart_from:
        return False
    place, most = place_in_series(card.tellings[0]), claim.count.high if claim.count else None
    if place is not None and most is not None and place >= most:
        return False  # "The first two were missiles. The third …".
    if _said_to_be_one(card):
        return figure is _counted_last(card, done)
    others = _on_others(made[0], claim, knowledge) and not _is_counted_off(card, claim)
    if others or by_others(made[0], claim, knowledge):
        return False
    order = min(t.sentence.order for t in card.tellings)
    announced = figure.first_order <= order and (
        figure.first_order <= lead or order - figure.first_order <= NEAR
    )
    days = card.moments() or [m for m in (made[0].when,) if m is not None]
    if not announced or not _days_meet(days, claim.when):
        return False
    return not any(
        all(places_apart(p, q, knowledge) or other_town(p, q, knowledge) for q in claim.places)
        for p in card.places()
        if claim.places
    )


def _counted_last(card: Card, done: Assembled) -> Figure | None:
    """The figure that "in one of them" points back to: the last one before it. "The latest" and
    "the deadliest" are of the whole, whatever shares of it were told since."""
    order = min(t.sentence.order for t in card.tellings if t.among)
    before = [f for f, _ in done.of_figure if f.first_order <= order]
    if any(t.among and is_ranked_among(t.head) for t in card.tellings):
        shares = {part for _, claim in done.of_figure for part in claim.parts}
        wholes = [f for f, claim in done.of_figure if f in before and claim.id not in shares]
        before = wholes or before
    return max(
        before,
        key=lambda f: max(t.sentence.order for t in f.tellings if t.sentence.order <= order),
        default=None,
    )


HEADED = "a headline counts what its text counts"


def with_headlines(done: Assembled, knowledge: LocalKnowledge) -> dict[str, Claim]:
    """Return the figures of a headline alone, with the days, places and names that it leaves to the
    one figure of the text.

    A headline is an abstract of its text and leaves out what the text says (Bell 1991, ch. 8):
    "15 attacks in Lamu" above "the army counted 13 attacks in Lamu between 1 and 7 May" is of these
    days, whatever the number. Where the text gives several figures, or one of another place or
    day, it may be of any. Where an attack of the text has the headline's toll, the headline counts
    what was attacked then: "Five killed as gunmen raid two villages" is of no yearly figure.
    """
    headed = [c for f, c in done.of_figure if all(t.sentence.passage.is_title for t in f.tellings)]
    single = {
        head.id: _as_its_text(head, attack)
        for head in headed
        if (attack := _with_its_toll(head, done)) is not None
    }
    if single:
        return single
    below = [c for f, c in done.of_figure if c not in headed and not f.main.by_plural]
    if len(below) != 1:
        return {}
    [body] = below
    return {
        head.id: _as_its_text(head, body)
        for head in headed
        if _days_meet([m for m in (head.when,) if m is not None and m.words], body.when)
        and not by_others(head, body, knowledge)
        and (
            not head.places
            or any(not knowledge.lie_apart(p, q) for p in head.places for q in body.places)
        )
    }


def _with_its_toll(head: Claim, done: Assembled) -> Claim | None:
    """Return the attack, told below a headline, with the toll that the headline gives."""
    toll = head.killed
    if toll is None:
        return None
    attacks = (claims[0] for claims in done.of_card.values() if claims)
    return next((c for c in attacks if c.killed is not None and c.killed.low == toll.low), None)


def _as_its_text(head: Claim, body: Claim) -> Claim:
    open_fields = [
        name
        for name in ("attackers", "targets", "weapons", "places")
        if getattr(body, name) and (not getattr(head, name) or name in head.inferred)
    ]
    if body.when is not None and (head.when is None or not head.when.words):
        open_fields.append("when")
    return replace(
        head,
        **{name: getattr(body, name) for name in open_fields},
        spans={**head.spans, **{n: body.spans[n] for n in open_fields if n in body.spans}},
        inferred={**head.inferred, **dict.fromkeys(open_fields, HEADED)},
    )


def at_most(parts: Sequence[Claim], total: Count, more: int = 0) -> bool:
    return total.high is None or together(parts, more) <= total.high


def together(parts: Sequence[Claim], more: int) -> int:
    return more + sum(part.count.low for part in parts if part.count is not None)


def by_others(one: Claim, whole: Claim, knowledge: LocalKnowledge) -> bool:
    """Whether both name attackers, and surely none of the one's is any of the other's."""
    mine = [m for m in one.attackers if m.actor is not None]
    theirs = [m for m in whole.attackers if m.actor is not None]
    if (
        mine
        and theirs
        and all(map(_is_outlaw, mine))
        and all(_serves(m, knowledge) for m in theirs)
    ):
        return True
    may_be = knowledge.actors.may_be
    return bool(mine and theirs) and not any(may_be(a, b) for a in mine for b in theirs)


def _on_others(one: Claim, whole: Claim, knowledge: LocalKnowledge) -> bool:
    """Whether one is on civilians alone, as far as its targets are known, and the whole on forces:
    a market is none of the army posts that somebody counts attacks on."""
    mine = {known.kind for t in one.targets if (known := _known(t, knowledge)) is not None}
    theirs = [_known(t, knowledge) for t in whole.targets]
    return mine == {"civilians"} and bool(theirs) and all(_armed(a, knowledge) for a in theirs)


def _known(mention: Mention, knowledge: LocalKnowledge) -> Actor | None:
    return None if mention.actor is None else knowledge.actors.get(mention.actor)


def _armed(actor: Actor | None, knowledge: LocalKnowledge) -> bool:
    """Whether a body is a state's forces, or something of theirs ("army posts")."""
    kinds = ("military", "police")
    if actor is None or actor.kind in kinds:
        return actor is not None
    owners = (knowledge.actors.get(owner) for owner in actor.part_of)
    return any(owner is not None and owner.kind in kinds for owner in owners)


def _is_outlaw(actor: Mention) -> bool:
    """ "A suicide bomber", "gunmen": whose name is the violence that they do serves no state."""
    return head_word(actor.name) in HOSTILE or singular(head_word(actor.name)) in HOSTILE


def _serves(actor: Mention, knowledge: LocalKnowledge) -> bool:
    """ "Security forces", "the army": those who fight for a state."""
    known = knowledge.actors.get(actor.actor) if actor.actor is not None else None
    of_a_state = singular(head_word(actor.name)) in ("force", "army", "troop", "police", "soldier")
    return known is not None and (known.kind == "military" or of_a_state)


def _days_meet(moments: Iterable[Moment], period: Moment | None) -> bool:
    if period is None:
        return True
    for moment in moments:
        if moment.last and period.first and moment.last < period.first:
            return False
        if moment.first and period.last and moment.first > period.last:
            return False
    return True
