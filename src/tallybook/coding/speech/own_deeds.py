"""Own deeds: a party to the fighting tells of its own attack, or says that it made none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.language.antecedents import owned_by_neighbour
from tallybook.coding.language.clauses import is_nobody, is_passive, objects, subjects
from tallybook.coding.language.phrases import (
    SUBJECTS,
    conjuncts,
    prepositional,
    subtree_bounds,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import AGAINST
from tallybook.coding.speech.holding import denies
from tallybook.coding.speech.verdicts import (
    FIGHTING,
    OWN_FORCES,
    Responsibility,
    is_attack,
)
from tallybook.coding.voices.cues import (
    COMMUNICATIONS,
    FOIL_VERBS,
    INTERCEPT_VERBS,
    REPEL_VERBS,
)
from tallybook.core.claims import Verdict

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

SAYING = word_set(
    """
    say tell announce claim confirm acknowledge admit declare state boast add deny reject insist
    maintain assert concede accept stress
    """
)
"""Verbs by which an author tells of its own attack, or denies it: "said it had struck"."""
OWN = frozenset({"it", "we", "they", "he", "she", "i"})
OWNING = frozenset({"its", "our", "their", "his", "her", "my"})
DEFENDING = REPEL_VERBS | INTERCEPT_VERBS | FOIL_VERBS


TAKEN_UP = frozenset({"it", "this", "them", "both", "which", "that"})
"""What takes up a deed that was told, as the object of a verb that only carries it out."""

CARRYING_OUT = word_set("carry conduct launch stage mount perpetrate make execute commit")
"""Verbs that say nothing but that an attack, which their object names, was made."""

DEVICES = frozenset({"device", "explosive", "charge"})
"""Words for a weapon that the weapon vocabulary leaves out, since they name much else too."""


def own_deed(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "The group said it had struck a convoy", "denied that its men had shelled the town": in
    reported speech "it" and "its men" are the speaker and its own (Banfield 1982). Only a party
    that fights tells of attacks so; police who say that "it" went off speak of the bomb."""
    for clause in _told(verb):
        for deed in conjuncts(clause):
            if not is_deed(deed, sentence, mentions, knowledge):
                continue
            doers = subjects(deed)
            denied = denies(verb)
            # "It denied that it had": one denies one's own deeds, whoever one is.
            same = denied and any(d.lower_ in OWN for d in doers)
            if not any(is_own(d) for d in doers) or not (
                same or _fights(verb, doers, mentions, knowledge)
            ):
                continue
            about = frozenset(range(*subtree_bounds(deed)))
            undone = any(t.dep_ == "neg" for t in deed.children) or any(map(is_negative, doers))
            unreal = any(t.tag_ == "MD" or (t.dep_ == "mark" and t.lower_ in ("if", "whether"))
                         for t in deed.children)  # fmt: skip
            if unreal or (denied and undone):
                continue
            verdict: Verdict = "denies" if denied or undone else "claims"
            yield Responsibility(verdict, (), verb.i, about, None, None)
            return


def is_deed(deed: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a verb's clause tells of an attack that its subject made."""
    if deed.pos_ != "VERB" or is_passive(deed) or _defends(deed):
        return False
    if {c.lemma_.lower() for c in conjuncts(deed)} & SEIZING:
        return False  # "Found and dismantled three launchers"
    armed = any(
        mentions.weapon_at(o.i) is not None or o.lemma_.lower() in DEVICES for o in objects(deed)
    )
    trigger = knowledge.event_types.verb(deed.lemma_.lower())
    aimed = bool(prepositional(deed, AGAINST))  # "Had fired on the ship"
    launches = trigger is not None and trigger.patterns == ("attacker_weapon",)
    if launches and not (armed or aimed):
        return False  # "said it had sent a team": what is sent decides.
    return armed or _is_attacking(deed, sentence, knowledge)


def is_negative(doer: Token) -> bool:
    """ "None of its men", "no member of the group", "neither it nor its allies"."""
    return is_nobody(doer) or any(t.lower_ == "neither" for t in doer.lefts)


def own_gerund(verb: Token) -> Token | None:
    """What the subject of a verb is said to have done itself: its gerund or infinitive, with or
    without a preposition ("admitted carrying it out", "confessed to killing two", "claimed to have
    struck"; subject control, Huddleston & Pullum 2002, ch. 14 §2)."""
    for child in verb.rights:
        inner = [c for c in child.rights if c.dep_ == "pcomp"] if child.dep_ == "prep" else [child]
        for deed in inner:
            nonfinite = deed.tag_ in ("VB", "VBG", "VBN") and deed.dep_ in ("xcomp", "pcomp")
            own = not any(t.dep_ in SUBJECTS for t in deed.lefts)
            undone = any(t.dep_ == "neg" for t in deed.lefts)
            past = deed.tag_ != "VB"  # "Claims to attack bases" is a habit.
            if nonfinite and own and past and not undone:
                return deed
    return None


def _told(verb: Token) -> Iterator[Token]:
    """The verbs of what is said; "said in a message sent to X that …" hangs it on the message."""
    yield from (t for t in verb.children if t.dep_ == "ccomp")
    through = prepositional(verb, frozenset({"in", "through", "via"}))
    for message in (t for t in through if t.lemma_.lower() in COMMUNICATIONS):
        marks = (t for t in message.subtree if t.dep_ == "mark" and t.lower_ == "that")
        yield from (t.head for t in marks if t.head.dep_ in ("relcl", "acl", "ccomp"))


SEIZING = word_set("find discover seize recover uncover dismantle confiscate defuse disarm locate")
"""What is done with weapons that others laid or left."""


def _is_attacking(deed: Token, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    """ "Had struck the base", "had carried out the two attacks": beside a light verb the noun says
    what was done (Quirk et al. 1985, §10.30). Of what was told ("the attack", "the two attacks"),
    and of what a pronoun takes up ("it had carried it out"), it is credit taken; "three attacks"
    are told anew."""
    if deed.lemma_.lower() in CARRYING_OUT | {"do"}:
        if any(o.lower_ in TAKEN_UP for o in objects(deed)):
            return True
        return any(
            is_attack(o.i, sentence, knowledge)
            and not DEFINITE.isdisjoint(t.lower_ for t in o.lefts)
            for o in objects(deed)
        )
    aimed = objects(deed) or prepositional(deed, AGAINST)
    return bool(aimed) and is_attack(deed.i, sentence, knowledge)


def is_own(doer: Token) -> bool:
    """Whether a doer is the speaker or the speaker's own ("one of its men"); not in
    "the junta's navy and its marines"."""
    owned = [t for t in doer.subtree if t.lower_ in OWNING and not owned_by_neighbour(t.head)]
    return doer.lower_ in OWN or bool(owned)


def _fights(
    verb: Token, doers: Sequence[Token], mentions: Mentions, knowledge: LocalKnowledge
) -> bool:
    for token in (*subjects(verb), *doers):
        for part in token.subtree:
            actor = knowledge.actors.of_hit(mentions.actor_at(part.i))
            if actor is not None and actor.kind in FIGHTING:
                return True
            if part.lemma_.lower() in OWN_FORCES:
                return True
    return any(knowledge.actors.generic_kind(t.lemma_.lower()) is not None for t in subjects(verb))


def _defends(deed: Token) -> bool:
    """Whoever says that it repulsed an attack, or shot something down, claims none."""
    return deed.lemma_.lower() in DEFENDING or any(t.lower_ == "down" for t in deed.children)
