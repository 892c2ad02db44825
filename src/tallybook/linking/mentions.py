"""Two mentions of attacks in one report: whether the later goes on about the earlier.

A report is mostly about one attack and speaks of it again and again, and yet a round-up tells of a
dozen. What a mention adds of its own, and how it is brought in, tells the two apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallybook.core.certainty import Certainty
from tallybook.knowledge.event_types import BATTLE
from tallybook.linking import weights
from tallybook.linking.evidence import Comparison
from tallybook.linking.profiles import Profile, Toll
from tallybook.linking.relations import Relations, Tie
from tallybook.linking.tolls import is_other_toll, is_part

_REWORDED = frozenset({"target", "type"})
"""What a report words anew at each mention; a difference in these is no sign of a new attack."""


def weigh_mention(
    result: Comparison, one: Profile, other: Profile, relations: Relations, *, alone: bool
) -> None:
    """Weigh whether the later of two mentions, `other`, goes on about the earlier one; `alone` says
    that nothing in their report tells attacks apart."""
    against = any(weight < 0 and name not in _REWORDED for name, weight, _ in result.evidence)
    one_sentence = one.sentence == other.sentence
    bare = one_sentence or _adds_nothing(one, other, is_other_toll)
    bare = bare or _adds_nothing(
        other,
        one,
        lambda mine, others: is_other_toll(mine, others) and not is_part(mine, others),
    )
    if bare and not against and result.contradiction is None:
        words = "one sentence" if one_sentence else "one of them adds no place or day"
        result.add("bare mention", weights.BARE_MENTION, words)
    if alone:
        result.add("one attack", weights.ONE_ATTACK, "the report tells no two attacks apart")
    _weigh_what_is_new(result, one, other, relations)
    if one.in_title:
        return
    if other.article == "definite":
        result.add("definite", weights.DEFINITE, "the later one is spoken of as known")
    elif other.article == "indefinite":
        result.add("indefinite", weights.INDEFINITE, "the later one is brought in as new")
    distance = abs(other.sentence[1] - one.sentence[1])
    if distance <= weights.NEARBY_CHARACTERS:
        result.add("nearby", weights.NEARBY_MENTION, "they stand near each other")


def _weigh_what_is_new(
    result: Comparison, one: Profile, other: Profile, relations: Relations
) -> None:
    """Weigh what the later mention brings in: means, victims or a place of its own, an "also"."""
    if one.in_title or one.sentence == other.sentence:
        return  # A headline leaves out what its text tells, half a sentence what the other says.
    if _by_other_means(one, other, relations):
        words = f"{', '.join(one.event_types)} – {', '.join(other.event_types)}"
        result.add("other means", weights.OTHER_MEANS, words)
    later, earlier = other.killed + other.injured, one.killed + one.injured
    known = bool(later and earlier) and is_part(later, earlier)
    known = known or _shares_targets(one, other, relations)
    if other.brings_in and one.targets and not known:
        words = f"{one.targets[0].name} – {other.targets[0].name}"
        result.add("other victims", weights.OTHER_VICTIMS, words)
    if other.states_place and not one.states_place:
        result.add("own place", weights.OWN_PLACE, other.places[0].name)
    if other.added:
        result.add("also", weights.ALSO, "the later one is told in addition")


def _by_other_means(one: Profile, other: Profile, relations: Relations) -> bool:
    """Whether no type of the one attack can be one of the other's: a stabbing and a shooting, and
    not a raid, a killing or a clash and either."""
    types = relations.knowledge.event_types
    pairs = [(mine, others) for mine in one.event_types for others in other.event_types]
    return bool(pairs) and all(
        types.matches(a, b) is types.matches(b, a) is Certainty.NO
        and not types.is_a(a, BATTLE)
        and not types.is_a(b, BATTLE)
        for a, b in pairs
    )


def _shares_targets(one: Profile, other: Profile, relations: Relations) -> bool:
    ties = {relations.actors(m, n) for m in one.targets for n in other.targets}
    return bool(ties & {Tie.SAME, Tie.KIN, Tie.SHARED_WORD})


def _adds_nothing(
    mention: Profile,
    known: Profile,
    other_toll: Callable[[Sequence[Toll], Sequence[Toll]], bool],
) -> bool:
    """Whether a mention states no day or place that the other does not state, and no other
    toll. A toll where the other has none adds nothing: reports come to it later."""
    same_day = mention.days is None or mention.days == known.days
    tolls = ((mention.killed, known.killed), (mention.injured, known.injured))
    other = any(mine and others and other_toll(mine, others) for mine, others in tolls)
    return same_day and not other and (not mention.places or bool(known.places))
