"""Whether a verb of claiming, blaming or denying asserts what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.specificity import OFTEN
from tallybook.coding.language.clauses import by_nobody
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.speech.own_deeds import SAYING
from tallybook.coding.voices.attribution import is_negated

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token


def is_asserted(verb: Token) -> bool:
    """Whether a verb's clause is said to be so: not asked, not meant only, and not left unsaid."""
    if verb.lemma_ != "be" and is_negated(verb):
        return False
    return not by_nobody(verb) and is_committed(verb)


def is_committed(verb: Token) -> bool:
    """Whether somebody stands for what a clause says, or for its denial: it is no question, no aim,
    and not left unsaid."""
    if any(t.dep_ == "advmod" and t.lower_ in OFTEN for t in verb.children):
        return False  # "It rarely claims attacks": of its habit, and of no attack.
    return not (_is_questioned(verb) or _is_aim(verb) or _is_unsaid(verb) or _is_held_back(verb))


def _is_aim(verb: Token) -> bool:
    """ "It set off the mine to blame the army": an infinitive of purpose says what was meant, and
    asserts nothing (Quirk et al. 1985, §15.48)."""
    infinitive = verb.tag_ == "VB" and any(t.tag_ == "TO" for t in verb.lefts)
    return infinitive and (verb.dep_ in ("advcl", "acl") or verb.head.lemma_ == "set")


def _is_unsaid(verb: Token) -> bool:
    """ "Did not say that it was responsible"; who does not deny it is another matter."""
    unsaid = verb.head.lemma_ in SAYING - {"deny", "reject"} and is_negated(verb.head)
    return verb.dep_ == "ccomp" and unsaid


def _is_held_back(verb: Token) -> bool:
    """ "Stopped short of claiming the blast", "refrained from saying that it was behind it",
    "without blaming anybody": negative implicatives, whose complement is not done (Karttunen 1971).
    """
    said = verb.head if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING else verb
    opener = said.head
    if said.dep_ != "pcomp":
        return False
    above = (opener.head, *opener.head.children)
    return (
        opener.lower_ == "without"
        or (opener.lower_ == "of" and any(t.lower_ == "short" for t in above))
        or (opener.lower_ == "from" and opener.head.lemma_ in _REFRAINING)
    )


_REFRAINING = frozenset({"refrain", "abstain", "desist", "shy", "hold"})


def _is_questioned(verb: Token) -> bool:
    """Whether a verb stands in an embedded question or a condition ("it was not clear whether the
    same men were behind it", "who was behind it is being investigated"): neither asserts its
    clause (Huddleston & Pullum 2002, ch. 11 §5)."""
    while True:
        if any(
            (t.dep_ == "mark" and t.lower_ in ("whether", "if"))
            or (t.dep_ in SUBJECTS and t.lower_ in ("who", "whoever") and verb.dep_ != "relcl")
            for t in verb.children
        ):
            return True
        if verb.dep_ not in ("conj", "ccomp", "xcomp", "acl") or verb.head.pos_ == "NOUN":
            return False
        verb = verb.head
