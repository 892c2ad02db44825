"""Days behind verbs that take none: states, perfects and claims. The day is the attack's there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import owner
from tallybook.coding.language.clauses import clause_verb, objects
from tallybook.coding.language.phrases import NOUNS
from tallybook.coding.voices.cues import CREDIT_NOUNS, CREDIT_VERBS

if TYPE_CHECKING:
    from tallybook.coding.attacks.frames import Frame
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.moments.finding import MomentMention
    from tallybook.coding.voices.attribution import Attribution


def past_a_state(
    outer: Token, frames: Sequence[Frame], attributions: Sequence[Attribution]
) -> Frame | None:
    """ "A bomb hit a convoy bound for X on Friday", "trucks that belonged to a firm on Sunday":
    states take no day (Vendler 1957), so that it is that of the clause in which the noun stands."""
    state = outer.head.head
    goal = state.dep_ == "acl" and state.tag_ == "VBN" and state.lower_ in GOING
    goal = goal or (state.dep_ == "relcl" and state.lemma_.lower() == "belong")
    return owner(state.head, frames, attributions) if goal and outer.dep_ == "pobj" else None


GOING = frozenset({"bound", "headed", "destined", "laden", "loaded", "packed", "filled"})
"""Participles of states on a journey."""


def after_perfect(moment: MomentMention, outer: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "Nobody has claimed the bombing in X on Monday": the present perfect takes no definite past
    time (the present perfect puzzle, Klein 1992), so that the day is the attack's before it. Of
    "had claimed" too the noun between is the nearer one (right association, Kimball 1973)."""
    verb = clause_verb(outer)
    perfect = any(t.dep_ == "aux" and t.lemma_ == "have" for t in verb.lefts)
    dated = moment.kind == "point" or (moment.kind == "period" and moment.moment.first is not None)
    if not (perfect and dated) or moment.moment.words.lower() in PRESENT:
        return None
    between = [f for f in frames if verb.i < f.head.i < moment.start and f.head.pos_ in NOUNS]
    return between[-1] if between else None


def of_the_noun_before(
    moment: MomentMention, outer: Token, frames: Sequence[Frame]
) -> Frame | None:
    """ "A man accused in the shooting of a boy on Saturday", "a shooting that left two hospitalized
    on Saturday": being accused, wanted or in hospital is a state, which begins on no day, so that a
    day behind the attack's noun is the attack's (right association, Kimball 1973)."""
    verb = clause_verb(outer)
    if verb.lemma_.lower() not in LASTING or verb.tag_ != "VBN":
        return None
    first = verb.head.i if verb.lemma_.lower() in IN_CARE else verb.i
    nouns = [
        (t.token.i, f)
        for f in frames
        for t in f.triggers
        if not t.is_verb and first <= t.token.i < moment.start
    ]
    return max(nouns, key=lambda found: found[0])[1] if nouns else None


def owned_up_to(moment: MomentMention, outer: Token, frames: Sequence[Frame]) -> Frame | None:
    """ "Took responsibility for a car bombing in X in March 2016": news of a claim is of these
    days, and a month or a year behind an attack that an indefinite brings in is the attack's
    (right association, Kimball 1973)."""
    verb = clause_verb(outer)
    claims = verb.lemma_.lower() in CREDIT_VERBS and any(
        o.lemma_.lower() in CREDIT_NOUNS for o in objects(verb)
    )
    if not claims or moment.kind != "period" or moment.moment.first is None:
        return None
    before = [f for f in frames if verb.i < f.head.i < moment.start and f.head.pos_ in NOUNS]
    brought_in = [f for f in before if any(t.lower_ in ("a", "an") for t in f.head.lefts)]
    return brought_in[-1] if brought_in else None


IN_CARE = frozenset({"hospitalize", "hospitalise"})
LASTING = IN_CARE | {"accuse", "want", "suspect", "seek", "implicate", "link", "connect"}
"""Participles of states in which an attack leaves people, or puts those who are said to have done
it."""


PRESENT = frozenset({"today", "now", "so far", "recently", "lately", "this morning", "tonight"})
"""Times that hold the moment of speaking, which the present perfect does take."""
