"""How sure, and how far it came: the stance and the stage of one trigger in its sentence.

Factuality is read from what governs the trigger: modals and conditionals, implicative verbs
(Karttunen 1971), negation, and the predicate by which a source introduces it (Saurí & Pustejovsky
2009, FactBank). Each voice has its own: the same words can be claimed by one, unconfirmed by
another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.attacks.devices import failed_to_go_off, made_safe
from tallybook.coding.attacks.plots import (
    came_to_pass,
    hold_plan,
    is_foiled,
    of_the_caught,
    time_away,
    took_place,
)
from tallybook.coding.attacks.presuppositions import JUSTICE, PROJECTED, is_about, presupposed
from tallybook.coding.language.clauses import IN_SERIES, is_nobody, is_passive
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, stands_apart
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.persons import are_people
from tallybook.coding.voices.attribution import Attribution
from tallybook.coding.voices.cues import (
    ALLEGED_ADJECTIVES,
    ATTEMPTED_ADJECTIVES,
    CREDIT_VERBS,
    DEFENCE_VERBS,
    EVIDENTIAL,
    FAIL_VERBS,
    FOIL_VERBS,
    FOILED_ADJECTIVES,
    HYPOTHETICAL_MARKS,
    INTERCEPT_VERBS,
    MODALS,
    REPEL_VERBS,
    UNREAL_ADJECTIVES,
    UNREAL_GOVERNORS,
    UNREAL_NOUNS,
)
from tallybook.core.claims import Stage, Stance

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

IMPLICATIVE = word_set(
    """
    manage begin start continue proceed go use keep happen see appear seem resume help say turn
    prove
    """
)
"""Verbs whose infinitive complement is said to have happened."""

_STRENGTH: dict[Stance, int] = {
    "asserted": 0,
    "claimed": 1,
    "suspected": 2,
    "unconfirmed": 3,
    "denied": 4,
    "threatened": 5,
    "hypothetical": 6,
}


@dataclass(frozen=True, slots=True)
class Factuality:
    """The stance and stage that a trigger has for the innermost voice that reports it; `cue` is
    the token that decides, or None where nothing qualifies it. `purpose` marks a bare
    infinitive ("a coalition to fight X"), which tells of no attack, not even a possible one."""

    stance: Stance
    stage: Stage
    cue: int | None = None
    purpose: bool = False

    def weaker(self, other: Factuality) -> Factuality:
        """The less committed of two readings of one trigger."""
        if self.stance == other.stance:
            return other if self.stage == "done" else self
        return self if _STRENGTH[self.stance] > _STRENGTH[other.stance] else other


def factuality(trigger: Token, attributions: Sequence[Attribution]) -> Factuality:
    """Return the stance and stage of a trigger, given the attributions that hold it."""
    mate = _other_infinitive(trigger)
    if mate is not None:
        return factuality(mate, attributions)
    reading = own_modifiers(trigger)
    unconfirmed = unconfirmed_governor(trigger)
    if unconfirmed is not None:
        return Factuality("unconfirmed", "done", unconfirmed).weaker(reading)
    cues = {a.cue for a in attributions}
    node = trigger
    while True:
        own = _of_cue(node) if node.i in cues else _clause(node)
        of_its_author = node != trigger.head or node.lemma_.lower() in CREDIT_VERBS
        if own.stage == "attempted" and node != trigger and is_about(node, trigger):
            own = Factuality("asserted", "done")  # "Trying to find out what sparked the gunfire."
        if own.stance == "denied" and of_its_author and presupposed(trigger):
            # "Nobody has admitted carrying out the raid", "nobody has claimed the raid".
            own = Factuality("asserted", "done")
        reading = reading.weaker(_projected(own, node, trigger))
        governor = node.head
        if governor == node or (node.i in cues and _is_infinitive(node)):
            break  # "Was not able to confirm that …": whether it is said, not whether it is so.
        above = _projected(_governor(node, governor), node, trigger)
        # What was prevented did not take place, however possible it had been (Karttunen 1971).
        reading = above if above.stage == "foiled" else reading.weaker(above)
        if _leaves_scope(node, governor):
            break
        node = governor
    safe = made_safe(trigger)
    if safe is not None and reading.stance == "asserted":
        reading = Factuality("asserted", "foiled", safe)
    dud = failed_to_go_off(trigger)
    if dud is not None and reading.stance == "asserted":
        reading = Factuality("asserted", "attempted", dud)
    for attribution in attributions:
        reading = reading.weaker(_attributed(attribution, trigger, reading))
    return reading


def _other_infinitive(verb: Token) -> Token | None:
    """ "Who plotted to kill a guard and then attack a post": a bare infinitive can only be joined
    to another infinitive, whatever the parser joins it to."""
    if (
        verb.tag_ != "VB"
        or verb.dep_ != "conj"
        or verb.head.tag_ not in ("VBD", "VBN", "VBZ", "VBP")
    ):
        return None
    if any(t.dep_ in ("aux", *SUBJECTS) for t in verb.children):
        return None
    return next(
        (
            t
            for t in reversed(list(verb.doc[verb.head.i : verb.i]))
            if t.tag_ == "VB" and any(c.lower_ == "to" for c in t.lefts)
        ),
        None,
    )


def _projected(found: Factuality, node: Token, trigger: Token) -> Factuality:
    """What a clause that only mentions the trigger in a phrase ("seeking a motive for the
    shooting", "was not arrested over the raid", "will be charged with robbery") says of it: a
    definite description stands whatever becomes of its clause (presuppositions project:
    Karttunen 1973), and what will be done about a deed is no deed to come."""
    if node.dep_ != "prep" and not any(t.dep_ == "prep" for t in _between(trigger, node)):
        return found
    if node.lemma_.lower() in JUSTICE and any(t.lower_ == "for" for t in _between(trigger, node)):
        return Factuality("asserted", "done")  # "Will face a judge for shooting his neighbour."
    if presupposed(trigger) and found.stance in PROJECTED:
        return Factuality("asserted", "done")
    if found.stance == "threatened":
        return Factuality("hypothetical", "threatened", found.cue)
    if found.stage == "attempted":
        return Factuality("asserted", "done")  # "tried to find those behind a shooting"
    return found


def _between(low: Token, high: Token) -> Iterator[Token]:
    """The tokens from `low` up to, and without, its ancestor `high`."""
    while low != high and low.head != low:
        yield low
        low = low.head


def _is_infinitive(verb: Token) -> bool:
    return any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.children)


def _of_cue(cue: Token) -> Factuality:
    """A reporting verb's own condition ("if police confirm that …"). Its negation and modals say
    how the source stands to the content, which the attribution tells."""
    for token in cue.children:
        if token.dep_ == "mark" and token.lower_ in HYPOTHETICAL_MARKS:
            return Factuality("hypothetical", "threatened", token.i)
    return Factuality("asserted", "done")


def own_modifiers(trigger: Token) -> Factuality:
    """What the adjectives and the determiner of a trigger say of its happening, and a "not" that
    denies a noun phrase alone ("an incident at sea, not an attack")."""
    start = trigger.left_edge.i
    if start and trigger.pos_ in NOUNS and trigger.doc[start - 1].lower_ == "not":
        return Factuality("denied", "done", start - 1)
    for child in trigger.children:
        word = child.lower_
        if child.dep_ in ("amod", "compound", "nmod"):
            if word in FOILED_ADJECTIVES:
                return Factuality("asserted", "foiled", child.i)
            if word in ATTEMPTED_ADJECTIVES:
                return Factuality("asserted", "attempted", child.i)
            if word in UNREAL_ADJECTIVES:
                return Factuality("hypothetical", "threatened", child.i)
            if word in ALLEGED_ADJECTIVES and trigger.pos_ != "VERB":
                return Factuality("suspected", "done", child.i)
        if child.dep_ == "det" and word == "any":
            return Factuality("hypothetical", "threatened", child.i)
        if child.dep_ == "det" and word == "no":
            return Factuality("denied", "done", child.i)
    return Factuality("asserted", "done")


def _clause(node: Token) -> Factuality:
    """Modals, conditionals, negation and adverbs of the clause that `node` heads."""
    if node.pos_ not in ("VERB", "AUX"):
        return Factuality("asserted", "done")
    auxiliaries = [t for t in node.children if t.dep_ in ("aux", "auxpass")]
    perfect = any(t.lower_ in ("have", "'ve", "’ve") for t in auxiliaries)
    for token in node.children:
        if token.dep_ == "mark" and token.lower_ in HYPOTHETICAL_MARKS:
            return Factuality("hypothetical", "threatened", token.i)
        if token.dep_ == "neg":
            return Factuality("denied", "done", token.i)
        if token.dep_ in SUBJECTS and node.lemma_.lower() not in HARM_VERBS and is_nobody(token):
            return Factuality("denied", "done", token.i)
        if token.dep_ == "advmod" and token.lower_ in EVIDENTIAL:
            return Factuality("unconfirmed", "done", token.i)
    for token in auxiliaries:
        if token.lower_ in MODALS or token.tag_ == "MD":
            if perfect and token.lower_ in ("may", "might", "could", "must"):
                return Factuality("suspected", "done", token.i)
            if perfect or token.lower_ in ("could", "can", "may", "might", "should", "would"):
                return Factuality("hypothetical", "threatened", token.i)
            return Factuality("threatened", "threatened", token.i)
    if any(t.lower_ == "to" and t.dep_ == "aux" for t in auxiliaries) and not perfect:
        return _infinitive(node)
    return Factuality("asserted", "done")


HARM_VERBS = frozenset({"hurt", "harm", "injure", "kill", "wound"})
"""Of whom nobody was hurt may have been attacked: the number of those hurt is nought."""


def _infinitive(verb: Token) -> Factuality:
    """A to-infinitive is not said to have happened unless an implicative governs it."""
    governor = verb.head
    lemma = governor.lemma_.lower()
    if verb.dep_ == "xcomp" and lemma in IMPLICATIVE and governor.lower_ not in ("use", "using"):
        return Factuality("asserted", "done")
    if verb.dep_ == "xcomp" and lemma in FAIL_VERBS:
        return Factuality("asserted", "attempted", governor.i)
    if verb.dep_ == "acl" and lemma in ("attempt", "effort", "bid"):
        return Factuality("asserted", "attempted", governor.i)
    if verb.dep_ == "acl" and lemma in UNREAL_NOUNS and is_foiled(governor):
        return Factuality("asserted", "foiled", governor.head.i)
    if verb.dep_ == "advcl" and lemma in FOIL_VERBS and hold_plan(governor):
        return Factuality("asserted", "foiled", governor.i)
    if verb.dep_ in ("acl", "relcl") and _one_of_a_series(governor):
        return Factuality("asserted", "done")
    return Factuality("hypothetical", "threatened", verb.i, purpose=True)


def _one_of_a_series(governor: Token) -> bool:
    """ "The last to be hit", "the third village to be raided", "the deadliest to strike": an
    infinitive that an ordinal or a superlative licenses tells what was done (Huddleston & Pullum
    2002, ch. 14 §6.3)."""
    words = [governor, *(t for t in governor.children if t.dep_ == "amod")]
    return any(t.tag_ == "JJS" or t.lower_ in IN_SERIES for t in words)


def _governor(node: Token, governor: Token) -> Factuality:
    """What the word that governs a clause or a noun phrase says of its happening."""
    lemma = governor.lemma_.lower()
    if governor.pos_ in ("VERB", "AUX"):
        as_object = node.dep_ in ("dobj", "nsubjpass", "pobj")
        if node.dep_ in ("dobj", "nsubjpass", "xcomp", "ccomp", "pcomp"):
            if lemma in FOIL_VERBS and not are_people(node):
                return Factuality("asserted", "foiled", governor.i)
            if as_object and lemma in REPEL_VERBS:
                return Factuality("asserted", "attempted", governor.i)
            if as_object and lemma in INTERCEPT_VERBS:
                return Factuality("asserted", "intercepted", governor.i)
            if as_object and lemma in FAIL_VERBS:
                return Factuality("asserted", "attempted", governor.i)
            if lemma in UNREAL_GOVERNORS and came_to_pass(node):
                return Factuality("asserted", "done")
            if lemma in UNREAL_GOVERNORS and node.dep_ != "nsubjpass":
                return Factuality("hypothetical", "threatened", governor.i)
            if lemma in ("threaten", "vow"):
                return Factuality("threatened", "threatened", governor.i)
    elif governor.dep_ == "prep" or governor.pos_ in ("ADP", "SCONJ"):
        above = governor.head
        if governor.lower_ in ("against", "from", "for") and above.lemma_.lower() in DEFENCE_VERBS:
            return Factuality("hypothetical", "threatened", above.i)
        if governor.lower_ == "from" and above.lemma_.lower() in FOIL_VERBS:
            return Factuality("asserted", "foiled", above.i)
        if governor.lower_ == "from" and time_away(above):
            caught = of_the_caught(above)
            return (
                Factuality("hypothetical", "threatened", above.i)
                if caught is None
                else Factuality("asserted", "foiled", caught.i)
            )
        if governor.lower_ == "of" and _of_rumours(node, above):
            return Factuality("unconfirmed", "done", above.i)
        if governor.lower_ in ("of", "about", "for") and above.lemma_.lower() in UNREAL_NOUNS:
            if took_place(node):
                return Factuality("asserted", "done")
            return Factuality("hypothetical", "threatened", above.i)
        if governor.lower_ == "of" and above.lower_ in ("case", "event", "short"):
            return Factuality("hypothetical", "threatened", above.i)
    elif lemma in UNREAL_NOUNS and node.dep_ in ("acl", "compound", "relcl"):
        return Factuality("hypothetical", "threatened", governor.i)
    return Factuality("asserted", "done")


def _of_rumours(node: Token, above: Token) -> bool:
    """ "There are reports of an attack": reports in the plural that are nobody's pass on what is
    said; "police reports", "its report" and reports of "the attack" are of another kind."""
    if above.lemma_.lower() != "report" or above.tag_ != "NNS":
        return False
    owned = any(t.pos_ in ("NOUN", "PROPN", "DET", "PRON") for t in above.lefts)
    return not owned and not any(t.lower_ in ("the", "this", "that") for t in node.lefts)


ASKING = frozenset({"how", "why", "when", "where"})
"""Words that open an embedded question about an event that is taken for granted, as "whether" does
not (Huddleston & Pullum 2002, ch. 10 §4.6)."""


def _leaves_scope(node: Token, governor: Token) -> bool:
    """Whether what governs `governor` no longer bears on the trigger: a subject, what describes
    it, a relative or adverbial clause and a conjunct stand on their own feet."""
    if node.dep_ in ("nsubj", "relcl", "appos", "parataxis"):
        return True
    if node.dep_ == "ccomp" and node.i < governor.i and stands_apart(node):
        return True
    if node.dep_ in ("ccomp", "pcomp") and node.left_edge.lower_ in ASKING:
        return True  # "We do not know how many were taken": that some were is presupposed.
    if node.dep_ == "acl" and node.tag_ in ("VBN", "VBG") and governor.dep_ in SUBJECTS:
        return True  # "Artillery fired in support is not counted": fired it was.
    if node.dep_ == "advcl":
        return governor.pos_ in ("VERB", "AUX") and node.tag_ != "VBG"
    if node.dep_ == "conj" and node.tag_ == "VBD" and governor.tag_ == "VB":
        return True  # "Took what they could find and shot …": no modal governs a past tense.
    if node.dep_ == "conj" and node.pos_ == "VERB":
        return any(t.dep_ in ("nsubj", "nsubjpass") for t in node.children)
    return node.dep_ == "prep" and node.lower_ in ("after", "following", "since", "before")


def _attributed(attribution: Attribution, trigger: Token, reading: Factuality) -> Factuality:
    """What the predicate that introduces a source adds."""
    kind = attribution.kind
    if attribution.wrong and not presupposed(trigger):
        return Factuality("denied", reading.stage, attribution.cue)
    if kind == "deny" and not attribution.negated:
        return Factuality("denied", reading.stage, attribution.cue)
    if kind == "deny" and attribution.negated:
        # Not to deny is neither to assert.
        return Factuality("unconfirmed", reading.stage, attribution.cue)
    if kind == "confirm" and attribution.negated:
        return Factuality("unconfirmed", reading.stage, attribution.cue)
    if attribution.hearsay and reading.stance == "asserted":
        return Factuality("unconfirmed", reading.stage, attribution.cue)
    nobodys = kind == "accuse" and attribution.source is None
    if nobodys or (kind == "suspect" and not presupposed(trigger)):
        # "Rebels were accused of killing nine": by whom is not said.
        return Factuality("suspected", reading.stage, attribution.cue)
    urged = trigger.dep_ == "pobj" and trigger.head.head.i == attribution.cue
    if kind == "urge" and urged and not is_passive(trigger.head.head):
        return Factuality("hypothetical", "threatened", attribution.cue)  # "called for attacks"
    if kind == "threaten" and reading.stance in ("threatened", "hypothetical"):
        return Factuality("threatened", "threatened", attribution.cue)
    return reading


def unconfirmed_governor(trigger: Token) -> int | None:
    """The verb of "have yet to confirm another attack" or "could not verify the claim", where
    the trigger is the verb's object; None where nothing of the kind governs it."""
    node = trigger
    while node.dep_ in ("conj", "pobj", "prep", "dobj", "nsubjpass", "compound"):
        node = node.head
        if node.lemma_.lower() in ("confirm", "verify", "corroborate"):
            chain = [node, node.head] if node.dep_ == "xcomp" else [node]
            for verb in chain:
                words = {t.lower_ for t in verb.children}
                if any(t.dep_ == "neg" for t in verb.children) or "yet" in words:
                    return node.i
                if verb.lower_ in ("unable", "failed", "declined"):
                    return node.i
    return None
