"""Words for the dead and the hurt: verbs, adjectives and nouns."""

from __future__ import annotations

from tallybook.coding.language.token_rows import word_set

DIE = frozenset(["die", "perish", "succumb"])

DEAD_ADJECTIVES = frozenset({"dead"})

HURT_ADJECTIVES = frozenset({"injured", "wounded", "hurt"})

DEATH_NOUNS = frozenset(["death", "fatality", "dead"])

KILLING_NOUNS = word_set(
    "killing murder slaying assassination massacre execution beheading lynching"
)
"""Nouns of killing verbs, whose "of" phrase is the object: "the murder of three teachers"."""

FATAL_NOUNS = frozenset({"shooting", "stabbing", "beating"})

INJURY_NOUNS = frozenset({"injury", "wound", "burn", "fracture", "bruise", "laceration"})

TOLL_NOUNS = frozenset({"toll"})

LIFE_TAKERS = frozenset({"claim", "take", "cost", "lose"})

FATALLY = frozenset({"fatally", "mortally"})

FATAL_WITH_RESULT = word_set(
    """
    shoot gun mow stab hack beat burn strangle club stone cut torture bludgeon kick batter whip flog
    thrash slash chop knife punch pummel lash smother choke trample put spear smash crush cudgel
    """
)
"""Verbs of harm that kill where a result says so: "shot dead", "gunned down", "beaten to death"
(resultative constructions, Levin 1993, §7.5)."""

SOLDIERS = word_set(
    """
    soldier troop serviceman officer policeman fighter combatant guard gendarme peacekeeper
    marine ranger comrade militiaman sailor airman paratrooper member man
    """
)

DIRECTIONS = word_set(
    "to from into off onto on upon behind out down back short ill silent over through"
)
"""After "fall" these make it a movement, a change or an attack; without one, a soldier who falls
is killed (a euphemism of military language)."""

BODIES = frozenset({"corpse", "body"})

FEARING = frozenset({"fear", "presume", "believe", "assume", "think"})
"""Verbs of belief: who is feared dead may be alive."""

FINDERS = word_set("recover find retrieve pull discover collect")

BRINGERS = frozenset({"take", "bring", "dig", "carry", "drag"})
"""What is done with bodies, with "out" or "up", where they are recovered."""

PUTTING = frozenset({"put", "place", "estimate"})
"""Verbs that give a number "at" so many."""

TREATING = word_set("take rush admit treat hospitalise hospitalize bring transport fly")

EFFECTS = word_set(
    """kill die wound injure hurt maim perish damage destroy harm devastate death fatality casualty
    killing injury damages collapse lose fall"""
)
"""Words for what an attack does. Without a doer or a weapon they say that people or things came
to harm, not that somebody attacked."""

BLAZING = word_set(
    "sweep break start spread gut engulf rage ravage burn tear rip erupt destroy kill raze"
)
"""What a blaze does and gunfire does not ("fire swept through the ward")."""
