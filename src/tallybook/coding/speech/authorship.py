"""Who did it, as a clause says it: "was behind the raid", "had a hand in it", "was the work of X".

Each of these predicates relates somebody to a deed that is taken for granted, so that the clause
says only who it was. Whether it is said, believed, admitted or denied is another matter, which
what governs the clause tells (`holding`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.attacks.frames import NAMED_BY_A_DEED
from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    SUBJECTS,
    contents,
    prepositional,
    subtree_bounds,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.words import BY, OF
from tallybook.coding.speech.holding import holding
from tallybook.coding.speech.own_deeds import CARRYING_OUT, TAKEN_UP, is_negative, is_own
from tallybook.coding.speech.verdicts import (
    BEHIND_WHAT,
    DEEDS,
    LEADING_TO_DEEDS,
    all_of,
    is_attack,
    is_fighting,
    may_attack,
    may_be_blamed,
    what_for,
)
from tallybook.coding.voices.cues import EVIDENTIAL
from tallybook.coding.voices.taken_for_granted import DOING

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

AUTHORS = word_set(
    """
    perpetrator mastermind author culprit organiser organizer planner ringleader architect
    instigator
    """
)
"""Nouns for whoever did or planned a deed, which "of" names."""

ALONE = frozenset({"perpetrator", "culprit", "author"})
"""Those without whom there was no other."""

SUSPECTS = frozenset({"suspect"})
DOERS = AUTHORS | SUSPECTS | NAMED_BY_A_DEED | DOING
"""Nouns by which those who did a deed are called after it: "the attackers were members of X"."""

ANSWERABLE = word_set("responsible involved complicit culpable guilty implicated answerable")
"""Adjectives for whoever did a deed, which "for", "in" or "of" names."""

PARTS = word_set(
    "part role hand involvement participation complicity connection link tie responsibility share"
)
"""What one has, plays or takes in a deed that one did."""

WORK = frozenset({"work", "handiwork", "doing"})
MARKS = word_set("hallmark fingerprint signature stamp imprint trademark mark")
"""What a deed shows of whoever did it."""

BEARING = word_set("have bear carry show wear display")
ORDERING = word_set("order mastermind orchestrate commission instigate")
"""Verbs by which somebody has a deed done."""

OF_OR_FROM = frozenset({"to", "from"})
PERHAPS = frozenset({"may", "might", "could"})
LIKELY = EVIDENTIAL | {"likely", "perhaps", "maybe"}


@dataclass(frozen=True, slots=True)
class Authorship:
    """What a clause says of who did a deed: the words for them, the words that name the deed,
    and whether it says that it was not they. A `deed` is told by a verb of making ("carried out
    the raid"), and is about who did it only where it is doubted, admitted or denied; `hedged` is
    what the clause itself leaves open ("probably", "may have")."""

    doers: tuple[Token, ...]
    about: frozenset[int]
    negated: bool = False
    deed: bool = False
    hedged: bool = False


def authorship(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """Return what the clause of a verb says of who did a deed; None where it speaks of none, or
    says that nobody did."""
    for read in _READINGS.get(verb.lemma_.lower(), ()):
        found = read(verb, sentence, mentions, knowledge)
        if found is not None:
            return _with_polarity(verb, found)
    return None


def tells_of_authors(verb: Token) -> bool:
    """Whether a verb's subject is who did a deed, or the deed, or the blame for it, and not who
    says so."""
    return verb.lemma_.lower() in _READINGS or any(
        t.lemma_.lower() in ("suspicion", "blame", "fault", "finger", "claim", "responsibility")
        for t in subjects(verb)
    )


def _with_polarity(verb: Token, found: Authorship) -> Authorship | None:
    """The doers and whether it was not they: "none of its men was behind it" is of its men, and
    "no group was behind it" of nobody."""
    doers: list[Token] = []
    meant = _cleft(verb)
    if meant:
        found = Authorship(tuple(meant), found.about, found.negated)
    negated = found.negated or any(t.dep_ == "neg" for t in verb.children)
    for doer in found.doers:
        if not is_negative(doer):
            doers.append(doer)
            continue
        whole = [doer] if is_own(doer) else prepositional(doer, OF)
        if not whole:
            return None
        negated, doers = True, [*doers, *whole]
    modals = {t.lower_ for t in verb.children if t.tag_ == "MD"}
    perfect = any(t.lower_ == "have" for t in verb.children if t.dep_ == "aux")
    if modals and not (modals & PERHAPS or perfect):
        return None  # "Must be involved in the talks", "will take part in it"
    hedged = bool(modals) or any(t.lower_ in LIKELY for t in verb.children if t.dep_ == "advmod")
    return Authorship(tuple(doers), found.about, negated, found.deed, hedged)


def _cleft(verb: Token) -> list[Token]:
    """ "It was X that carried out the raid": a cleft sentence takes the raid for granted and says
    who it was (Huddleston & Pullum 2002, ch. 16 §9)."""
    copula = verb.head
    relative = any(t.dep_ in SUBJECTS and t.lower_ in ("that", "who", "which") for t in verb.lefts)
    if not relative or verb.dep_ not in ("ccomp", "relcl"):
        return []
    if copula.pos_ in NOUNS and copula.dep_ == "attr":
        copula = copula.head
    it = any(t.dep_ in SUBJECTS and t.lower_ == "it" for t in copula.lefts)
    return [t for t in copula.rights if t.dep_ == "attr"] if copula.lemma_ == "be" and it else []


def _it_was(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "There is no doubt that it was X", "they are sure it was X": what was told last."""
    it = any(t.dep_ in SUBJECTS and t.lower_ == "it" for t in verb.lefts)
    named = [t for t in verb.rights if t.dep_ == "attr" and is_fighting(t, mentions, knowledge)]
    if not (it and named and holding(verb).kind == "held"):
        return None
    return Authorship(tuple(d for n in named for d in all_of([n])), frozenset({verb.i}))


def _answerable(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Was behind the raid", "was responsible for it", "was to blame", "was involved"."""
    doers = all_of(subjects(verb))
    about: frozenset[int] = frozenset()
    for child in verb.children:
        if child.lower_ in ANSWERABLE and child.dep_ != "conj":
            about = _answered_for(verb, child, doers)
        elif child.lower_ == "behind":
            # Parsers take "behind" for an adverb as well, and what it leads to for the verb's.
            things = [child, *(t for t in verb.rights if t.dep_ == "attr" and t.i > child.i)]
            about = _words(things)
        elif child.lower_ == "blame" and child.dep_ == "xcomp" and child.tag_ == "VB":
            about = what_for(verb, child) or frozenset({child.i})
    return _of_a_deed(doers, about, sentence, knowledge)


def _answered_for(verb: Token, word: Token, doers: list[Token]) -> frozenset[int]:
    """What "responsible for" or "involved in" leads to; "X was responsible" is of what was told
    last, as is "it was not involved" of whoever says so."""
    named = what_for(verb, word)
    own = any(map(is_own, doers)) or verb.dep_ in ("xcomp", "pcomp")
    undone = any(t.dep_ == "neg" for t in verb.children) or any(map(is_negative, doers))
    answers = own and (undone or holding(verb).kind in ("denied", "owned"))
    if named or not (word.lower_ == "responsible" or answers):
        return named
    return frozenset({word.i})


def _involved(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Was involved in the raid", where the parser takes a passive; "participated in"."""
    if verb.lemma_.lower() == "involve" and not is_passive(verb) and verb.tag_ != "VBN":
        return None
    doers = all_of(subjects(verb))
    if verb.lemma_.lower() == "involve" and not what_for(verb, verb):
        return _of_a_deed(doers, _answered_for(verb, verb, doers), sentence, knowledge)
    return _in_a_deed(verb, verb, sentence, knowledge)


def _has_part(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Had a hand in it", "played no part in it", "had nothing to do with it"."""
    lemma = verb.lemma_.lower()
    for thing in objects(verb):
        word = thing.lower_
        none = word == "nothing" or any(t.lower_ == "no" for t in thing.children)
        found = None
        if thing.lemma_.lower() in PARTS and (lemma != "take" or word in ("part", "participation")):
            found = _in_a_deed(verb, thing, sentence, knowledge)
        elif word in ("nothing", "anything", "something", "little", "much"):
            # "Nothing to do with it" denies a part in it, and "nothing to confirm" does not.
            doing = (t for t in thing.subtree if t.lemma_ == "do" and t.i > thing.i)
            found = next((_in_a_deed(verb, t, sentence, knowledge) for t in doing), None)
        if found is not None:
            return Authorship(found.doers, found.about, negated=none)
    return None


def _work_of(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "This was the work of X", "the raid bears the hallmarks of X", "it was their doing"."""
    words = WORK if verb.lemma_ == "be" else MARKS
    marks = [t for t in verb.rights if t.lemma_.lower() in words and t.dep_ in ("attr", "dobj")]
    doers = [d for t in marks for d in prepositional(t, OF) or ([t] if is_own(t) else [])]
    if words is MARKS:
        # "The hallmarks of an inside job": not of anybody, nor does one say so of oneself.
        doers = [d for d in doers if may_be_blamed(d, mentions, knowledge) and not is_own(d)]
    about = _words(subjects(verb))
    done = any(map(is_own, doers)) or any(_is_done(i, sentence, mentions, knowledge) for i in about)
    if not doers or not done:
        return None  # "The collision was the work of a sleeping helmsman."
    return Authorship(tuple(doers), about)


def _called(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "X was the mastermind of the raid", "X is the main suspect", "the attackers were members of
    X": who did it is called by the deed, and the clause says who that is (specificational clauses:
    Huddleston & Pullum 2002, ch. 4 §5.5)."""
    for name in (t for t in verb.rights if t.dep_ == "attr"):
        if name.lemma_.lower() in AUTHORS | SUSPECTS:
            about = deed_of(name, verb)
            bare = not about and is_given(name)
            if name.lemma_.lower() not in ALONE and any(t.dep_ == "neg" for t in verb.children):
                return None  # Who was not the mastermind may have had a part in it.
            if bare or any(is_attack(i, sentence, knowledge) for i in about):
                return Authorship(tuple(all_of(subjects(verb))), about or frozenset({name.i}))
        elif any(is_given(s) and s.lemma_.lower() in DOERS for s in subjects(verb)):
            return _of_members(verb, [name], mentions, knowledge)
    return None


def _belong(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "The gunmen belonged to X"."""
    if not any(is_given(s) and s.lemma_.lower() in DOERS for s in subjects(verb)):
        return None
    return _of_members(verb, prepositional(verb, OF_OR_FROM), mentions, knowledge)


def _of_members(
    verb: Token, named: Iterable[Token], mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    doers = tuple(d for n in named for d in all_of([n]) if is_fighting(d, mentions, knowledge))
    # What the attackers are is no matter of a denial of anybody's.
    negated = any(t.dep_ == "neg" for t in verb.children)
    return Authorship(doers, frozenset({verb.i})) if doers and not negated else None


def _did_it(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Soldiers had done it"."""
    about = frozenset(o.i for o in objects(verb) if o.lower_ in ("it", "this"))
    doers = [d for d in all_of(subjects(verb)) if may_attack(d, mentions, knowledge)]
    return Authorship(tuple(doers), about) if about and doers else None


def _made(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Carried out the raid", "carried it out": of a deed that was told."""
    passive = is_passive(verb)
    deeds = subjects(verb) if passive else objects(verb)
    doers = prepositional(verb, BY) if passive else all_of(subjects(verb))
    told = [t for t in deeds if _is_told(t, sentence, knowledge)]
    if verb.lemma_.lower() in ("make", "execute") or (
        verb.lemma_ == "carry" and not any(t.lower_ == "out" for t in verb.rights)
    ):
        told = [t for t in told if t.pos_ in NOUNS]  # "Made it home", "carried it"
    return Authorship(tuple(doers), _words(told), deed=True) if told and doers else None


def _in_a_deed(
    verb: Token, noun: Token, sentence: Sentence, knowledge: LocalKnowledge
) -> Authorship | None:
    """ "Took part in the raid", "had nothing to do with it": of a deed that was told, or another;
    what somebody had no part in is one that was told."""
    deeds = [d for h in (noun, verb) for d in prepositional(h, LEADING_TO_DEEDS)]
    # "The raid in which X was involved"
    deeds = [verb.head if verb.dep_ == "relcl" and d.tag_ in ("WDT", "WP") else d for d in deeds]
    found = [d for d in deeds if _is_told(d, sentence, knowledge)]
    if verb.lemma_.lower() == "involve":
        deeds = [d for d in deeds if any(t.dep_ in ("det", "poss") for t in d.lefts)]
    if not found and not any(t.dep_ == "neg" for t in verb.children):
        found = [d for d in deeds if any(is_attack(c.i, sentence, knowledge) for c in contents(d))]
    return Authorship(tuple(all_of(subjects(verb))), _words(found)) if found else None


def _is_told(noun: Token, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    if noun.lower_ in TAKEN_UP | BEHIND_WHAT and noun.pos_ in ("PRON", "DET"):
        return True
    named = [c for c in contents(noun) if is_attack(c.i, sentence, knowledge)]
    return any(is_given(c) for c in (noun, *named)) and bool(named)


def holders(noun: Token) -> list[Token]:
    """Whose "the involvement of X", "X's role" or "X involvement" is."""
    before = [t for t in noun.lefts if t.dep_ in ("poss", "compound", "nmod")]
    return [*before, *prepositional(noun, OF)]


def deed_of(name: Token, verb: Token) -> frozenset[int]:
    """The deed of "the author of the raid", "a suspect in the raid"."""
    deeds = (d for h in (name, verb) for d in prepositional(h, OF_DEEDS))
    return frozenset(i for d in deeds for i in range(*subtree_bounds(d)))


OF_DEEDS = frozenset({"of", "in", "behind", "for"})


def is_given(noun: Token) -> bool:
    """Whether a noun phrase takes up what was told ("the raid", "Sunday's raid")."""
    return any(t.lower_ in DEFINITE or t.dep_ == "poss" for t in noun.lefts)


def _of_a_deed(
    doers: list[Token], about: frozenset[int], sentence: Sentence, knowledge: LocalKnowledge
) -> Authorship | None:
    doc = sentence.passage.doc
    told = BEHIND_WHAT | ANSWERABLE | {"blame"}
    named = any(
        is_attack(i, sentence, knowledge) or (doc[i].lower_ in told and doc[i].dep_ != "det")
        for i in about
    )
    # "The command is responsible for the gulf."
    return Authorship(tuple(doers), about) if named else None


def _is_done(index: int, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a word stands for an attack: its name, its weapon, a pronoun or a word for a deed."""
    word = sentence.passage.doc[index].lower_
    named = word in BEHIND_WHAT | DEEDS or mentions.weapon_at(index) is not None
    return named or is_attack(index, sentence, knowledge)


def _words(things: Iterable[Token]) -> frozenset[int]:
    return frozenset(i for t in things for i in range(*subtree_bounds(t)))


Reading = Callable[["Token", "Sentence", "Mentions", "LocalKnowledge"], Authorship | None]

_READINGS: dict[str, tuple[Reading, ...]] = {
    "be": (_answerable, _work_of, _called, _it_was),
    "have": (_has_part, _work_of),
    "play": (_has_part,),
    "take": (_has_part,),
    "involve": (_involved,),
    "participate": (_involved,),
    "belong": (_belong,),
    "do": (_did_it,),
    **{verb: (_made,) for verb in CARRYING_OUT},
    **{verb: (_work_of,) for verb in BEARING - {"have", "carry"}},
    **{verb: (_made,) for verb in ORDERING},
    "carry": (_made, _work_of),
}
