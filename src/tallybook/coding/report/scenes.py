"""Scenes: sentences that tell no attack, and say when the one was that the report tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from tallybook.coding.attacks.attaching import happens
from tallybook.coding.attacks.attaching_words import ARRIVING
from tallybook.coding.attacks.tellings import Telling, head_word, in_words
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import clause_verb, is_passive
from tallybook.coding.language.phrases import SUBJECTS, ancestors_to_root
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import is_hostile
from tallybook.core.spans import Span
from tallybook.core.values import Moment

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.mentions import Mentions


@dataclass(frozen=True, slots=True)
class Scene:
    """The time that a sentence sets for what is told after it ("It was a Tuesday evening …"), and
    gives to what was told in the `back` sentences before it; `rule` says how, where an attack has
    it from there; `thing`: only where that was attacked."""

    order: int
    moment: Moment
    span: Span
    rule: str
    back: int
    thing: str | None = None


TOLD = "the narrative goes on from the moment told before"
SAID_OF_IT = "when it is said to have happened, in a sentence of its own"
CALLED = "when police or rescuers are said to have been called to it"

BACK = 4
"""Sentences over which a scene gives its time to what was told before: about two paragraphs."""

BACK_TO_THEM = 2
"""Sentences back in which "the attackers" are those told of last (see `PRONOUN_REACH`)."""


def find_scene(sentence: Sentence, mentions: Mentions) -> Scene | None:
    """Return the time that a sentence sets: with the "it" of times and weather, with which
    narratives begin (Huddleston & Pullum 2002, ch. 17 §2.5); by announcing one of several ("the
    deadliest came on …", "the latest case dates from …") or what was done in return; with when the
    attackers came, or what was under way when they did; by saying that it happened then; or that
    police or rescuers were called then, who are called while an attack goes on or as soon as it is
    found out."""
    if sentence.passage.is_title:
        return None
    for token in sentence.tokens:
        found = _kind(token)
        if found is None:
            continue
        rule, back = found
        for mention in mentions.moments:
            here = sentence.start <= mention.start < sentence.end
            # "Dates from 2 June" was on that day, and is nothing that lasts since.
            since = mention.kind == "since" and token.lemma_.lower() == "date"
            dated = here and mention.moment.first is not None
            kind = since or mention.kind == "point"
            if dated and kind and _dates(sentence.passage.doc[mention.start], token):
                span = sentence.passage.span(mention.start, mention.end)
                moment = in_words(mention.moment, span)
                if since:
                    moment = structs.replace(moment, latest=moment.earliest)
                thing = _under_way(token)
                named = thing.lemma_.lower() if thing is not None else None
                return Scene(sentence.order, moment, span, rule, back, named)
    return None


def _dates(word: Token, verb: Token) -> bool:
    """Whether a time is of a verb's clause, or of what describes an object of it ("responded to
    shots fired at 2 a.m.")."""
    own = clause_verb(word)
    return own == verb or (own.dep_ == "acl" and verb in ancestors_to_root(own))


def _kind(token: Token) -> tuple[str, int] | None:
    """By which rule a verb sets a scene, and for how many sentences before it."""
    lemma = token.lemma_.lower()
    if _under_way(token) is not None:
        return SAID_OF_IT, BACK_TO_THEM
    if lemma == "be":
        it = any(t.dep_ == "nsubj" and t.lower_ == "it" for t in token.children)
        return (TOLD, 0) if it or _announces_one(token) else None
    if token.pos_ != "VERB":
        return None
    if _they_come(token):
        return TOLD, BACK_TO_THEM
    reported = lemma in ("report", "record", "document") and is_passive(token)
    if lemma == "come" and _announces_one(token, anything=True):
        return TOLD, 0
    if (reported or lemma in ("date", "occur")) and _announces_one(token):
        return TOLD, 0
    words = {t.lemma_.lower() for t in token.children if t.dep_ in SUBJECTS}
    if words & RETURNING and lemma in COMING_ABOUT:
        return TOLD, 0
    if lemma == "unfold" or happens(token):
        return (SAID_OF_IT, BACK) if words & THE_EVENT else None
    passive = is_passive(token)
    called = lemma in CALLING and passive
    if words & SERVICES and (called or (lemma in COMING and not passive)):
        return CALLED, BACK
    return None


def _under_way(verb: Token) -> Token | None:
    """ "The coach was on its way to X on Tuesday evening when men flagged it down", "the bus was
    travelling …": what was going on with a thing told of, when something happened, is the ground of
    what happened (Leech 2004, ch. 2, the past progressive as a temporal frame)."""
    going = verb.tag_ == "VBG" and any(t.lower_ in ("was", "were") for t in verb.lefts)
    on_its_way = verb.lower_ in ("was", "were") and any(
        t.lower_ == "on" and any(c.lemma_ == "way" for c in t.rights) for t in verb.rights
    )
    if not (going or on_its_way):
        return None
    if not any(
        w.lower_ == "when" for t in verb.subtree if t.dep_ in ("advcl", "relcl") for w in t.lefts
    ):
        return None
    return next(
        (
            t
            for t in verb.lefts
            if t.dep_ == "nsubj" and any(d.lower_ in ("the", "their", "its") for d in t.lefts)
        ),
        None,
    )


def _announces_one(verb: Token, *, anything: bool = False) -> bool:
    """ "The heaviest loss came on 19 May", "the deadliest of them came a day later", "the most
    recent case dates from 2 June": a superlative of several announces the one that is told next.
    Of what does not come, that must be a case of such things, and no "round of talks"."""
    nouns = [
        t
        for t in verb.lefts
        if t.dep_ in SUBJECTS
        and (anything or t.lemma_.lower() in CASES or t.pos_ == "ADJ" or t.tag_ == "JJS")
    ]
    words = [w for n in nouns for w in (n, *(w for a in n.lefts for w in a.subtree))]
    return any(t.tag_ in ("JJS", "RBS") or t.lower_ in ("last", "latest") for t in words)


def _they_come(verb: Token) -> bool:
    """ "The gunmen scaled the fence at about 4 a.m. on Monday": they attack as they arrive."""
    return verb.lemma_.lower() in ARRIVING | {"scale", "infiltrate", "sneak", "storm"} and any(
        t.dep_ == "nsubj" and is_hostile(t) and any(d.lower_ == "the" for d in t.lefts)
        for t in verb.children
    )


CASES = word_set(
    """
    case incident attack raid ambush strike bombing shooting blast explosion killing abduction
    assault one latest last recent deadliest worst heaviest
    """
)
"""What a superlative picks out of a series of attacks, or stands for it alone."""

THE_EVENT = word_set("it this that crime")
"""What takes up an event that was told, and is no word for an attack (event anaphora, Asher
1993)."""

RETURNING = word_set("retaliation revenge reprisal response retribution vengeance payback riposte")
COMING_ABOUT = word_set("come arrive follow begin start")
"""What is done in return, and its coming: "the response came on Monday" says when what is told next
was done."""

SERVICES = word_set(
    """
    police officer deputy firefighter paramedic crew medic ambulance trooper cop patrol sheriff
    patrolman policeman
    """
)
COMING = word_set("respond rush arrive hurry")
CALLING = word_set("call dispatch summon alert send notify")


def take_scene(telling: Telling, scene: Scene) -> None:
    """Give a telling the time of a scene."""
    telling.carried = (structs.replace(scene.moment, extent="sometime"), scene.span)
    telling.carried_rule = scene.rule


def look_back(scene: Scene, before: Sequence[Telling]) -> None:
    """Give the time of a scene to the attack told last before it, where that has none of its own:
    "Two men were shot in Djibo. Police were called at 9 p.m. on Sunday"."""
    for telling in (t for t in reversed(before) if t.sentence.order < scene.order):
        if scene.order - telling.sentence.order > scene.back or telling.several:
            return
        things = {singular(head_word(n.value.name)) for n in telling.targets}
        if scene.thing is not None and scene.thing not in things:
            continue
        if telling.moment is not None or telling.carried is not None:
            return
        take_scene(telling, scene)
