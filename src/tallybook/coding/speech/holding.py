"""How a clause is held: told, believed, admitted, denied, or left open.

A clause about who did it stands under what governs it: a verb of saying or belief, an admission or
a denial (FactBank's source-introducing predicates, Saurí & Pustejovsky 2009), or a noun for what
is said ("rejected claims that …", "there is no evidence that …").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tallybook.coding.language.clauses import is_nobody, is_passive
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.attribution import is_negated
from tallybook.coding.voices.cues import CREDIT_VERBS, CUE_VERBS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

Kind = Literal["told", "held", "owned", "denied", "open"]

DENIAL_VERBS = frozenset(verb for verb, kind in CUE_VERBS.items() if kind == "deny")
OWNING_UP = (CREDIT_VERBS - {"take", "own"}) | {"confess", "boast", "brag", "concede"}
"""Verbs by which somebody says of himself that he did it ("admitted carrying out the raid")."""

BELIEVING = frozenset(verb for verb, kind in CUE_VERBS.items() if kind == "suspect") | word_set(
    "understand consider reckon know say allege report suppose feel deem"
)
CERTAIN = word_set("sure certain convinced confident likely unlikely positive clear possible")
ACCUSATIONS = word_set(
    """
    accusation allegation claim charge suggestion report rumour rumor insinuation assertion notion
    idea theory speculation suspicion belief complaint version conclusion finding
    """
)
"""Nouns for what somebody says or thinks of another."""

POSSIBILITIES = word_set("possibility prospect chance hypothesis likelihood question")
"""What may be so or not."""

GROUNDS = word_set("evidence proof indication sign reason doubt information intelligence suspicion")
"""What there is, or is not, for thinking that somebody did it."""

CALLING = frozenset({"call", "term", "brand", "label", "describe"})
UNTRUE = word_set(
    "fabrication lie falsehood nonsense slander invention false baseless untrue unfounded "
    "groundless absurd ridiculous fabricated"
)
"""What somebody calls an accusation who says that there is nothing in it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """How a clause is held, and the verb that says so: the clause's own where it is told."""

    kind: Kind
    by: Token
    noun: Token | None = None


def denies(verb: Token) -> bool:
    """Whether a verb denies what it governs ("denied", "ruled out")."""
    lemma = verb.lemma_.lower()
    return lemma in DENIAL_VERBS or (
        lemma == "rule" and any(t.lower_ == "out" for t in verb.rights)
    )


def holding(clause: Token) -> Holding:
    """Return how the clause of a verb is held by what governs it."""
    governor, dep = clause.head, clause.dep_
    if governor == clause:
        return Holding("told", clause)
    if dep == "pcomp":
        if governor.lower_ in AT_THE_TIME:
            return Holding("told", clause)  # "Was arrested after taking part in the raid"
        governor = governor.head
    infinitive = any(t.tag_ == "TO" for t in clause.lefts)
    if infinitive and dep in ("acl", "relcl", "advcl"):
        return Holding("open", clause)  # "The decision not to get involved in it"
    if governor.pos_ in NOUNS and dep in ("acl", "relcl", "ccomp", "pcomp"):
        return _by_noun(clause, governor)
    if governor.pos_ == "ADJ" and governor.lower_ in CERTAIN:
        return Holding("open" if _is_doubted(governor) else "held", clause)
    if dep not in ("ccomp", "xcomp", "pcomp"):
        return Holding("open" if infinitive else "told", clause)
    lemma = governor.lemma_.lower()
    if denies(governor):
        return Holding("open" if is_negated(governor) else "denied", governor)
    if lemma == "doubt":
        return Holding("open", governor)
    if clause.tag_ in ("VB", "VBG", "VBN") and dep != "ccomp" and lemma in OWNING_UP:
        open_ = is_negated(governor) or is_passive(governor)
        return Holding("open" if open_ else "owned", governor)
    if dep == "pcomp":
        return Holding("open", governor)  # "Accused of being behind it": that verb is read itself.
    if lemma in BELIEVING and (lemma not in SAID or is_passive(governor)):
        return Holding("open" if is_negated(governor) else "held", clause)
    # "The people want to take part in it"
    aim = infinitive and lemma not in SEEMING
    return Holding("open" if aim else "told", clause)


AT_THE_TIME = frozenset({"after", "before", "since", "while", "when", "by", "besides"})
SEEMING = frozenset({"appear", "seem", "prove", "turn", "happen", "say", "tell"})
SAID = frozenset({"say", "report", "allege", "know"})
"""Verbs of saying and knowing, which leave open who says so in the passive alone."""


def _by_noun(clause: Token, noun: Token) -> Holding:
    """ "Rejected claims that it was behind the raid", "no evidence that rebels were"."""
    lemma = noun.lemma_.lower()
    if lemma not in ACCUSATIONS | GROUNDS | POSSIBILITIES or clause.dep_ == "relcl":
        return Holding("told", clause)
    verb = noun.head
    none = is_nobody(noun) or any(t.dep_ == "neg" for t in verb.children)
    if lemma in GROUNDS and none == (lemma != "doubt"):
        return Holding("open", clause, noun)
    if noun.dep_ in OBJECTS | SUBJECTS and verb.pos_ in ("VERB", "AUX"):
        untrue = any(t.lemma_.lower() in UNTRUE for t in verb.subtree if t.i > clause.i)
        calls = verb.lemma_.lower() in CALLING if noun.dep_ in OBJECTS else verb.lemma_ == "be"
        if denies(verb) or (untrue and calls):
            return Holding("open" if is_negated(verb) else "denied", _saying(verb), noun)
    return Holding("open" if lemma in POSSIBILITIES else "held", clause, noun)


def _saying(verb: Token) -> Token:
    """ "Said that the accusations were false": whoever says so denies."""
    told = verb.dep_ == "ccomp" and verb.lemma_ == "be" and verb.head.pos_ == "VERB"
    return verb.head if told else verb


def _is_doubted(word: Token) -> bool:
    return word.lower_ == "unlikely" or any(t.dep_ == "neg" for t in (*word.children,
                                            *word.head.children))  # fmt: skip
