"""Responsibility: who takes credit, who is blamed, who denies.

"Claimed responsibility for", "took credit", "claimed the attack", "blamed X for", "accused X
of", "denied involvement in": each is a claim of its own, by its own voice, about an attack or
about a share of several ("most of the attacks": neither all nor one). That an attack took place
is presupposed by these phrases, whoever is held to have done it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    prepositional,
    subtree_bounds,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.speech.assertion import is_asserted
from tallybook.coding.speech.authors import authors, issuers, owned_up_to
from tallybook.coding.speech.denials import denials
from tallybook.coding.speech.other_words import (
    MAKING,
    POINTING,
    makes_the_claim,
    pointed_at,
)
from tallybook.coding.speech.own_deeds import DENIAL_VERBS, SAYING, is_own, own_deed
from tallybook.coding.speech.verdicts import (
    BEHIND_WHAT,
    Responsibility,
    all_of,
    is_attack,
    make_verdicts,
    may_attack,
    share_of,
    what_for,
)
from tallybook.coding.voices.cues import (
    CREDIT_NOUNS,
    CREDIT_VERBS,
)
from tallybook.core.claims import Verdict

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

BLAMING_PHRASES = frozenset({"lay", "put", "pin", "place", "point"})
"""Verbs that blame with a noun: "laid the blame on", "pointed the finger at"."""
BLAME_VERBS = word_set("blame accuse suspect implicate attribute ascribe fault")
ATTRIBUTING = frozenset({"attribute", "ascribe"})
CHARGING = {
    "charge": "with", "indict": "for", "convict": "of", "link": "to", "tie": "to",
    "arrest": "for over", "detain": "for over", "hold": "for over", "involve": "in",
}  # fmt: skip
"""Verbs by which the law and its servants lay a deed on somebody, or others do, and the deed's
prepositions: who is arrested for an attack is suspected of it."""
CONNECTIONS = frozenset({"connection", "relation"})
"""What somebody is arrested "in", before the deed ("in connection with the murder of Y")."""


def find_responsibilities(
    sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> list[Responsibility]:
    """Return the verdicts of a sentence, in order."""
    found: list[Responsibility] = []
    for token in sentence.tokens:
        if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD"):
            continue
        if not is_asserted(token):
            continue
        lemma = token.lemma_.lower()
        if lemma in ("be", "have", "play"):
            found.extend(_behind(token, sentence, mentions, knowledge))
        if lemma in ("be", "bear", "do"):
            found.extend(_work_of(token, sentence, mentions, knowledge))
        if lemma in ("be", "participate", "take"):
            found.extend(authors(token, sentence, mentions, knowledge))
        if lemma in CREDIT_VERBS:
            found.extend(_credit(token, sentence, mentions, knowledge))
        found.extend(denials(token, sentence, mentions, knowledge))
        if lemma in BLAME_VERBS:
            found.extend(_blame(token, sentence, mentions, knowledge))
        if lemma in CHARGING:
            found.extend(_charge(token, sentence, mentions, knowledge))
        if lemma in BLAMING_PHRASES or lemma == "hold":
            found.extend(_blame_by_phrase(token, sentence, mentions, knowledge))
        if lemma in POINTING:
            found.extend(pointed_at(token, sentence, mentions, knowledge))
        if lemma in MAKING:
            found.extend(makes_the_claim(token, sentence, mentions, knowledge))
        if lemma in SAYING:
            found.extend(own_deed(token, sentence, mentions, knowledge))
    return found


def _blame_by_phrase(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Laid the blame on X", "held X responsible for": blaming in more words."""
    on, about = frozenset({"on", "at"}), frozenset({"for", "over"})
    if verb.lemma_.lower() == "hold":
        held = next((t for t in verb.subtree if t.lower_ == "responsible"), None)
        if held is None or held.head not in (verb, *objects(verb)):
            return
        doers = [*objects(verb), *(t for t in held.children if t.dep_ == "nsubj")]
        if is_passive(verb):
            doers = subjects(verb)
        heads = [held, verb]
    else:
        noun = next((o for o in objects(verb) if o.lemma_.lower() in ("blame", "finger")), None)
        if noun is None:
            return
        doers = prepositional(verb, on) or prepositional(noun, on)
        heads = [noun, verb]
    what = frozenset(
        i for h in heads for t in prepositional(h, about) for i in range(*subtree_bounds(t))
    )
    yield from make_verdicts("blames", verb, doers, what, sentence, mentions, knowledge)


def _credit(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    # "Claimed responsibility" is one phrase, whatever the parser hangs its noun on.
    beside = [verb.nbor()] if verb.i + 1 < verb.sent.end else []
    nouns = [o for o in (*objects(verb), *beside) if o.lemma_.lower() in CREDIT_NOUNS]
    passive = is_passive(verb)
    if passive:
        nouns = [s for s in subjects(verb) if s.lemma_.lower() in CREDIT_NOUNS]
    doers = prepositional(verb, frozenset({"by"})) if passive else all_of(subjects(verb))
    doers = issuers(doers)
    if nouns:
        about = what_for(verb, nouns[0])
    elif verb.lemma_ == "claim" or owned_up_to(verb):
        # "claimed the attack", "owned up to it", "an attack claimed by X": the verb takes the
        # attack itself.
        things = subjects(verb) if passive else owned_up_to(verb) or objects(verb)
        if verb.dep_ in ("relcl", "acl") and (
            passive or any(t.lower_ in ("which", "that") for t in things)
        ):
            things = [_claimable(verb, sentence, knowledge)]
        about = frozenset(i for t in things for i in range(*subtree_bounds(t)))
        # "The bomb was claimed by X": what went off stands for the deed.
        armed = passive and any(mentions.weapon_at(i) is not None for i in about)
        counted = not passive and any(map(_some_of_those_told, things))
        if not (armed or counted) and not any(is_attack(i, sentence, knowledge) for i in about):
            return
    else:
        return
    yield from make_verdicts("claims", verb, doers, about, sentence, mentions, knowledge)


def _some_of_those_told(thing: Token) -> bool:
    """ "Claimed 11 of the 14", "claimed two of them": a number with a partitive of a number, with
    no noun, is of what was counted before (nominal ellipsis, Halliday & Hasan 1976, ch. 4)."""
    wholes = prepositional(thing, frozenset({"of"}))
    bare = all(t.lower_ in ("them", "these", "those") or t.tag_ == "CD" for t in wholes)
    return thing.tag_ in ("CD", "DT") and bool(wholes) and bare


def _claimable(verb: Token, sentence: Sentence, knowledge: LocalKnowledge) -> Token:
    """What "which X has claimed" is about: deeds are claimed, not places, people or days, so of
    "an attack on a base near Gao on Monday, which …" it is the attack before, wherever the parser
    hangs the clause."""
    doc = sentence.passage.doc
    before = range(subtree_bounds(verb)[0] - 1, sentence.start - 1, -1)
    deeds = (doc[i] for i in before if doc[i].pos_ in NOUNS and is_attack(i, sentence, knowledge))
    return next(deeds, verb.head)


def _behind(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "it was responsible for", "was behind", "had nothing to do with", "played no part in": of
    oneself a claim or a denial, of others a blame."""
    doc = sentence.passage.doc
    doers = all_of(subjects(verb))
    negated = any(t.dep_ == "neg" for t in verb.children)
    about: frozenset[int] = frozenset()
    if verb.lemma_ == "be":
        for child in verb.children:
            if child.lower_ == "responsible":
                about = what_for(verb, child) or frozenset({child.i})
            elif child.lower_ == "behind":
                # Parsers take "behind" for an adverb as well, and what it leads to for the verb's.
                things = [child, *(t for t in verb.rights if t.dep_ == "attr" and t.i > child.i)]
                about = frozenset(i for t in things for i in range(*subtree_bounds(t)))
    else:
        for child in objects(verb):
            none = child.lower_ == "nothing" or any(t.lower_ == "no" for t in child.children)
            # "Nothing to do with it" denies a part in it, and "nothing to confirm" does not.
            if child.lower_ == "nothing" and not any(t.lower_ == "do" for t in child.rights):
                continue
            if none and child.lemma_.lower() in ("nothing", "part", "role", "hand", "involvement"):
                negated = True
                about = frozenset(range(*subtree_bounds(verb)))
    if not about:
        return
    of_attack = any(
        is_attack(i, sentence, knowledge) or doc[i].lower_ in BEHIND_WHAT for i in about
    )
    if not of_attack:
        return  # "The command is responsible for the gulf."
    itself = any(is_own(d) for d in doers)
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in DENIAL_VERBS:
        # "denied that it was behind the blast": the denial is the verdict.
        denial = verb.head
        if not any(t.dep_ == "neg" for t in denial.children):
            doers = all_of(subjects(denial)) if itself else doers
            yield from make_verdicts("denies", denial, doers, about, sentence, mentions, knowledge)
        return
    verdict: Verdict = "denies" if negated else "claims" if itself else "blames"
    if negated and not itself:
        return
    if itself:
        share, index = share_of(about, sentence)
        told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING
        cue = verb.head if told else verb
        yield Responsibility(verdict, (), cue.i, about, share, index)
        return
    yield from make_verdicts(verdict, verb, doers, about, sentence, mentions, knowledge)


def _work_of(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "This was the work of X", "bears the hallmarks of X", "soldiers had done it": deeds told of
    before, and whose they are."""
    if any(t.dep_ == "neg" for t in verb.children):
        return
    if verb.lemma_ == "do":
        about = frozenset(o.i for o in objects(verb) if o.lower_ in ("it", "this"))
        doers = [d for d in all_of(subjects(verb)) if may_attack(d, mentions, knowledge)]
    else:
        marks = [t for t in verb.rights if t.lemma_.lower() in WORK and t.dep_ in ("attr", "dobj")]
        doers = [d for t in marks for d in prepositional(t, frozenset({"of"}))]
        about = frozenset(i for s in subjects(verb) for i in range(*subtree_bounds(s)))
        saying = verb.head
        if verb.dep_ == "ccomp" and saying.lemma_.lower() in SAYING and any(map(is_own, marks)):
            # "The blast, which the group said was its doing": it speaks of itself.
            if saying.dep_ == "relcl":
                deed = _claimable(saying, sentence, knowledge)
                about = frozenset(range(*subtree_bounds(deed)))
            claimants = all_of(subjects(saying))
            yield from make_verdicts(
                "claims", saying, claimants, about, sentence, mentions, knowledge
            )
            return
        if marks and not any(_is_done(i, sentence, mentions, knowledge) for i in about):
            return  # "The collision was the work of a sleeping helmsman."
    if about and doers:
        yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _is_done(index: int, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a word stands for an attack: its name, its weapon, a pronoun or a word for a deed."""
    word = sentence.passage.doc[index].lower_
    named = word in BEHIND_WHAT | DEEDS or mentions.weapon_at(index) is not None
    return named or is_attack(index, sentence, knowledge)


DEEDS = frozenset({"act", "crime", "deed", "atrocity", "event", "events", "all", "both"})
WORK = frozenset({"work", "handiwork", "hallmark", "doing"})


def _blame(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    passive = is_passive(verb)
    # "accused X of killing": the parser hangs "of" on the verb or within the accused.
    heads = [verb, *(t for accused in _accused(verb) for t in accused.subtree)]
    about = frozenset(
        i
        for head in heads
        for preposition in head.children
        if preposition.dep_ == "prep"
        and preposition.lower_ in ("for", "of", "in", "over")
        and (head == verb or any(_is_deed(c, sentence, knowledge) for c in preposition.children))
        for i in range(*subtree_bounds(preposition))
    )
    blamed_on = _blamed_on(verb, sentence, mentions, knowledge)
    if verb.lemma_ in ATTRIBUTING or (blamed_on and verb.lemma_ == "blame"):
        doers = blamed_on
        things = subjects(verb) if passive else objects(verb)
        about = frozenset(i for t in things for i in range(*subtree_bounds(t)))
    else:
        doers = all_of(subjects(verb)) if passive else objects(verb)
        if passive and verb.dep_ == "acl":
            doers = [verb.head]
    of_something = any(t.lower_ == "of" for h in heads for t in h.rights if t.dep_ == "prep")
    bare = verb.lemma_ in ("accuse", "suspect") and not (about or of_something or passive)
    if bare and doers and all(may_attack(d, mentions, knowledge) for d in doers):
        # "Police suspect bandits", "the army accused the rebels": of what has just been told.
        about = frozenset({verb.i})
    elif verb.lemma_ in ("accuse", "suspect") and not any(
        is_attack(i, sentence, knowledge) for i in about
    ):
        return
    yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _charge(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Charged X with the murder of Y", "linked X to the raid", "X was convicted of killing two",
    "X was arrested in connection with the raid": a deed that is laid on somebody; the bare name of
    a crime ("charged with murder") is none."""
    accused = all_of(subjects(verb)) if is_passive(verb) else objects(verb)
    if is_passive(verb) and verb.dep_ == "acl":
        accused = [verb.head]
    particles = CHARGING[verb.lemma_.lower()].split()
    for head in (verb, *accused):
        for preposition in (t for t in head.rights if t.dep_ == "prep"):
            for deed in _deeds(preposition, particles):
                told = deed.dep_ == "pcomp" or any(t.dep_ in ("det", "poss") for t in deed.lefts)
                if told and is_attack(deed.i, sentence, knowledge):
                    about = frozenset(range(*subtree_bounds(preposition)))
                    yield from make_verdicts(
                        "blames", verb, accused, about, sentence, mentions, knowledge
                    )
                    return


def _deeds(preposition: Token, particles: Sequence[str]) -> Iterator[Token]:
    """What a preposition leads to, if it is the verb's, or through "in connection with"; who is
    arrested "in a raid" is caught in it."""
    for token in preposition.rights:
        if token.lemma_.lower() in CONNECTIONS:
            yield from prepositional(token, frozenset({"with", "to"}))
        elif preposition.lower_ in particles:
            yield token


def _accused(verb: Token) -> list[Token]:
    """Whom "accuse", "blame" and "suspect" name, and the name in apposition: the parser may hang
    what they are accused of on either."""
    if verb.lemma_.lower() not in ("accuse", "suspect", "blame"):
        return []
    named = [o for o in objects(verb) if o.lower_ not in ("other", "another")]
    return [*named, *(t for o in named for t in o.rights if t.dep_ == "appos")]


def _is_deed(token: Token, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    return token.dep_ == "pcomp" or (
        token.dep_ == "pobj" and is_attack(token.i, sentence, knowledge)
    )


def _blamed_on(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> list[Token]:
    """Whom a deed is blamed on or put down to; not the day of "blamed the army … on Monday". Of a
    deed the phrase may hang on the deed itself ("blamed the raid on rebels"): what is blamed is
    no actor, and the last phrase says who is."""
    # A deed is attributed to somebody and pinned on somebody: an "attack on X" is not.
    onto = frozenset({"to"}) if verb.lemma_ in ATTRIBUTING else frozenset({"to", "on"})
    found = prepositional(verb, onto)
    if not found and verb.lemma_ in ATTRIBUTING:
        # "Attributed the bomb that killed four on Monday to X": it may hang on anything between.
        to = [t for t in verb.subtree if t.lower_ == "to" and t.dep_ == "prep" and t.i > verb.i]
        found = [d for t in to[-1:] for d in prepositional(t.head, onto) if d.i > t.i]
    if not found:
        deeds = [o for o in objects(verb) if is_attack(o.i, sentence, knowledge)]
        found = [t for deed in deeds for t in prepositional(deed, onto)][-1:]
    return [t for t in found if mentions.moment_at(t.i) is None]
