"""Misfortunes: dead, hurt and damage that a text lays to an accident, to nature or to a disease.

To kill, to hurt, to hit and to destroy say what came about and leave open by what: their subject
may be a natural force, a thing in motion or an event (external causers, Quirk et al. 1985,
§10.21), where to murder or to ambush takes somebody who means it (murder verbs, Levin 1993,
§42.1). So what brought it about decides. It is named by a noun ("in the crash"), by a verb whose
subject comes to grief by itself ("the ferry sank, killing 14"; unaccusative verbs, Levin 1993,
§45), or is a vehicle that nobody is said to have driven at somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tallybook.coding.attacks.triggers import FoundTrigger
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.counts.units import unit_of
from tallybook.coding.harms.words import BLAZING
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import NOUNS, conjuncts, contents, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import is_hostile

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions

NATURE = word_set(
    """
    flood flooding floodwater earthquake quake landslide mudslide storm cyclone hurricane typhoon
    tornado drought famine hunger disease cholera malaria ebola coronavirus covid covid-19 outbreak
    epidemic pandemic virus cancer stroke illness heatwave avalanche lightning old-age heart traffic
    rain rainfall gale tsunami volcano wave
    """
)
"""Nature and illness: what they do is never done by an attacker."""

MISHAPS = word_set(
    """
    accident crash collision derailment capsize capsizing shipwreck stampede drowning overdose
    wildfire crush rockfall hypothermia heatstroke liquor alcohol moonshine
    """
)
"""Events that nobody means, which may all the same follow from an attack."""

FAULTS = frozenset({"fault", "failure", "malfunction", "leak", "circuit"})
TECHNICAL = frozenset(
    {
        "electrical",
        "electric",
        "mechanical",
        "technical",
        "engine",
        "brake",
        "wiring",
        "gas",
        "short",
    }
)
"""What things fail by that nobody attacked ("had an electrical fault", "a short circuit")."""

FIRES = word_set("blaze inferno")
"""Fires, which break out by themselves or are set: in a report of violence they may have been."""

GOING_UP = word_set(
    "firework firecracker boiler cylinder stove kitchen colliery foundry bakery gas"
)
PLANTS = word_set("factory plant refinery depot tanker mill transformer workshop laboratory")
"""What explodes by itself, and places where that happens: of the latter only where nothing else in
the report is violent."""

GRIEF = word_set(
    """
    crash collide capsize overturn derail collapse plunge skid swerve veer topple founder drown
    suffocate electrocute sink fall burst cave tip flip explode
    """
)
"""Verbs whose subject, without an object, comes to grief by itself."""

INTRANSITIVE = frozenset({"collide", "skid", "swerve", "veer", "founder", "plunge"})
"""Those that never have an object, so that what the parser takes for one is where it was."""

GRIEF_PHRASES = frozenset({"go down", "give way", "break apart", "break up", "run aground"})

FALLING = word_set(
    """
    wall roof tree rock boulder building bridge crane balcony scaffolding ceiling house plane
    helicopter lift elevator debris dam tyre tire pipe
    """
)
"""What falls on people or bursts; who falls is mostly a soldier, or gets up again."""

VEHICLES = word_set(
    """
    train bus minibus truck lorry car taxi van trailer tram motorcycle motorbike motorcyclist
    coach tractor rickshaw ferry ship vessel boat dinghy raft barge yacht trawler canoe tanker
    motorist airliner
    """
)
"""Vehicles of traffic, and their drivers. Aircraft strike as well."""

OBSTACLES = word_set(
    "rock reef iceberg tree pole lamppost wall ditch hill mountain pothole barrier wave"
)
"""What moving things hit without anybody's doing it to them."""

BLASTS = frozenset({"shock", "blast", "pressure"})
"""What an explosion's wave is called by, which is no wave of the sea."""

RUNNING_INTO = word_set("hit strike slam crash plough plow smash ram knock run")
GATHERED = word_set(
    "crowd worshipper reveller shopper protester demonstrator marcher parade procession checkpoint"
)
"""Those who stand together: a vehicle that goes into them may have been driven at them."""

NEUTRAL = frozenset({"attack", "killing", "explosion", "vehicle_ramming", "arson", "armed_assault"})
"""Types of event whose weak words say what came about, and not that somebody attacked."""

BY_CAUSE = frozenset({"in", "from", "by", "of", "to", "with"})

_NO_COMBAT = re.compile(r"\bnon-?(?:combat|hostile|battle)\b", re.IGNORECASE)
"""How armed forces call a death that no hostile act brought about."""


def is_neutral(found: FoundTrigger) -> bool:
    """Whether a trigger says what came about and leaves open by what."""
    return found.trigger.strength == "weak" and found.trigger.event_type in NEUTRAL


def befallen(
    sentence: Sentence,
    mentions: Mentions,
    triggers: Iterable[FoundTrigger],
    anchors: Iterable[int],
    *,
    violent: bool,
) -> frozenset[int] | None:
    """Return those words for harm and damage that a sentence lays to a misfortune, by their token
    indices; None where it tells of no misfortune.

    `anchors` are the words of its harms; `violent` says whether the report has told violence. In
    a sentence that also tells an attack, a crash or a fall is part of that; nature never is.
    """
    causes = [t for t in sentence.tokens if t.pos_ in NOUNS and _is_cause(t, violent)]
    doc = sentence.passage.doc
    words = {t.token.i for t in triggers if is_neutral(t)} | set(anchors)
    if _is_armed(sentence, mentions, triggers):
        natural = {t.i for t in causes if t.lemma_.lower() in NATURE}
        laid = {i for i in words if natural & {t.i for t in _causes_of(doc[i])}}
        laid |= {i for i in words if any(map(_is_household, doers_of(doc[i])))}
        laid |= {t.token.i for t in triggers if is_neutral(t) and _meets_obstacle(t.token)}
        return frozenset(laid) if laid else None
    griefs = any(map(_comes_to_grief, sentence.tokens))
    if causes or griefs or _NO_COMBAT.search(sentence.span.words):
        return frozenset(words)
    runs = {t.i for t in sentence.tokens if _runs_into(t)}
    going_up = {
        t.token.i
        for t in triggers
        if t.trigger.event_type == "explosion" and _goes_up(t.token, violent)
    }
    return frozenset(words) if runs or going_up else None


def _is_cause(noun: Token, violent: bool) -> bool:
    lemma = next(contents(noun)).lemma_.lower()  # "A wave of attacks" is no wave of the sea.
    if _kinds(noun) & BLASTS:
        return False
    if lemma in FAULTS and (_kinds(noun) | {t.lower_ for t in noun.lefts}) & TECHNICAL:
        return True
    blaze = lemma in FIRES or (lemma == "fire" and noun.head.lemma_.lower() in BLAZING)
    return lemma in NATURE or lemma in MISHAPS or (blaze and not violent)


def _is_armed(sentence: Sentence, mentions: Mentions, triggers: Iterable[FoundTrigger]) -> bool:
    """Whether a sentence speaks of arms, of those who bear them or of an attack besides."""
    return (
        any(not is_neutral(t) for t in triggers)
        or any(sentence.start <= w.start < sentence.end for w in mentions.weapons)
        or any(map(is_hostile, sentence.tokens))
    )


def _causes_of(word: Token) -> list[Token]:
    """What a word for harm names as its cause: its subject or agent, or what it was of, in or by,
    with the words before a name ("Cyclone Dorin")."""
    named = [*doers_of(word), *prepositional(word, BY_CAUSE)]
    return [t for noun in named for t in (noun, *noun.lefts)]


def _comes_to_grief(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    phrases = {f"{lemma} {t.lower_}" for t in verb.rights} & GRIEF_PHRASES
    if verb.pos_ != "VERB" or not (
        phrases or (lemma in GRIEF and (lemma in INTRANSITIVE or not objects(verb)))
    ):
        return False
    kinds = {kind for s in subjects(verb) for c in conjuncts(s) for kind in _kinds(c)}
    if lemma == "explode":
        return bool(kinds & (GOING_UP | {"tanker"}))
    if phrases or lemma in ("fall", "burst", "tip", "flip", "cave", "plunge", "sink"):
        # Prices plunge and hearts sink, people fall and get up again.
        bursts = FALLING | VEHICLES | (HOUSEHOLD if lemma == "burst" else frozenset())
        return bool(kinds & bursts) and not is_passive(verb)
    return not is_passive(verb) or lemma in ("electrocute", "derail", "overturn", "capsize")


def _runs_into(verb: Token) -> bool:
    """ "A train hit a minibus", "the bus was hit by a lorry", "the ship struck rocks": traffic,
    unless what is run into are people who stand together, or a checkpoint."""
    hurt = verb.lemma_.lower() in ("kill", "injure") and is_passive(verb)
    if verb.pos_ != "VERB" or not (hurt or verb.lemma_.lower() in RUNNING_INTO):
        return False
    doers = doers_of(verb)
    if any(t.lemma_.lower() in GATHERED for t in _met(verb)) or any(
        unit_of(t.lemma_.lower()) in ("attacks", "weapons") for t in doers
    ):
        return False
    return _meets_obstacle(verb) or (
        bool(doers) and all(t.lemma_.lower() in VEHICLES for t in doers)
    )


def _meets_obstacle(verb: Token) -> bool:
    doers = [next(contents(t)) for t in doers_of(verb)]  # "A wave of attacks" is no wave.
    if any(t.lemma_.lower() in OBSTACLES and not _kinds(t) & BLASTS for t in doers):
        return True
    moving = all(t.lemma_.lower() in VEHICLES or t.lower_ in ("it", "they") for t in doers)
    return moving and any(t.lemma_.lower() in OBSTACLES for t in _met(verb))


def _is_household(doer: Token) -> bool:
    """ "A gas cylinder killed two": what bursts in houses without anybody's doing, whatever else
    its sentence speaks of, unless it was made into a bomb."""
    made = any(t.lemma_.lower() in ("bomb", "improvised", "explosive") for t in doer.subtree)
    return doer.lemma_.lower() in HOUSEHOLD and not made


HOUSEHOLD = frozenset({"cylinder", "boiler", "stove", "heater", "firework", "cooker"})


def _met(verb: Token) -> list[Token]:
    """What a verb of hitting says that two things met with: its objects, and the subject of the
    passive."""
    met = [*objects(verb), *prepositional(verb, frozenset({"into", "over"}))]
    return met + ([c for s in subjects(verb) for c in conjuncts(s)] if is_passive(verb) else [])


def _goes_up(word: Token, violent: bool) -> bool:
    """Whether what explodes, or where, is known to explode by itself."""
    near = [*word.lefts, *doers_of(word), *prepositional(word, frozenset({"at", "in", "of"}))]
    if word.pos_ == "VERB":
        near += subjects(word)
    kinds = {kind for t in near for kind in _kinds(t)}
    return bool(kinds & GOING_UP) or (bool(kinds & PLANTS) and not violent)


def _kinds(noun: Token) -> set[str]:
    """The lemmas of a noun and of the nouns before it: "gas cylinder", "fireworks factory"."""
    return {noun.lemma_.lower(), *(t.lemma_.lower() for t in noun.lefts if t.pos_ in NOUNS)}
