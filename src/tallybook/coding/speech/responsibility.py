"""Responsibility: who takes credit, who is blamed, who denies.

"Claimed responsibility for", "took credit", "claimed the attack", "blamed X for", "accused X
of", "denied involvement in": each is a claim of its own, by its own voice, about an attack or
about a share of several ("most of the attacks": neither all nor one). That an attack took place
is presupposed by these phrases, whoever is held to have done it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import (
    NOUNS,
    prepositional,
    subtree_bounds,
)
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.speech.assertion import is_asserted, is_committed
from tallybook.coding.speech.authors import issuers, owned_up_to
from tallybook.coding.speech.authorship import WORK, authorship, is_given
from tallybook.coding.speech.denials import denials
from tallybook.coding.speech.holding import OWNING_UP, holding
from tallybook.coding.speech.naming import named_as
from tallybook.coding.speech.other_words import (
    MAKING,
    POINTING,
    makes_the_claim,
    pointed_at,
)
from tallybook.coding.speech.own_deeds import SAYING, is_deed, is_own, own_deed, own_gerund
from tallybook.coding.speech.verdicts import (
    Responsibility,
    all_of,
    is_attack,
    is_fighting,
    make_verdicts,
    may_attack,
    may_be_blamed,
    of_violence,
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

BLAME_VERBS = word_set("blame accuse suspect implicate attribute ascribe fault")
ATTRIBUTING = frozenset({"attribute", "ascribe"})
CHARGING = {
    "charge": "with over", "indict": "for", "convict": "of", "link": "to", "tie": "to",
    "trace": "to", "arrest": "for over", "detain": "for over", "hold": "for over", "connect": "to",
    "condemn": "for", "denounce": "for", "criticise": "for", "criticize": "for", "fault": "for",
    "castigate": "for", "jail": "for over", "prosecute": "for over", "sentence": "for over",
}  # fmt: skip
"""Verbs by which the law and its servants lay a deed on somebody, or others do, and the deed's
prepositions: who is arrested for an attack is suspected of it, and who is condemned for one is
taken to have made it (verbs of judging presuppose who is responsible, Fillmore 1971)."""
LINKING = frozenset({"link", "tie", "connect", "trace"})
"""Verbs that join a deed to somebody as well as somebody to a deed."""

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
        found.extend(_said_of(token, sentence, mentions, knowledge))
        if not is_asserted(token):
            continue
        lemma = token.lemma_.lower()
        if lemma in CREDIT_VERBS:
            found.extend(_credit(token, sentence, mentions, knowledge))
        if lemma in OWNING_UP:
            found.extend(_owned(token, sentence, mentions, knowledge))
        found.extend(denials(token, sentence, mentions, knowledge))
        if lemma in BLAME_VERBS:
            found.extend(_blame(token, sentence, mentions, knowledge))
        if lemma in CHARGING:
            found.extend(_charge(token, sentence, mentions, knowledge))
        found.extend(named_as(token, sentence, mentions, knowledge))
        if lemma in POINTING:
            found.extend(pointed_at(token, sentence, mentions, knowledge))
        if lemma in MAKING:
            found.extend(makes_the_claim(token, sentence, mentions, knowledge))
        if lemma in SAYING:
            found.extend(own_deed(token, sentence, mentions, knowledge))
    return found


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


def _owned(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "Admitted killing two", "claimed to have struck a base", "confessed to the raid": what one
    owns to have done."""
    if is_passive(verb):
        return
    deed = own_gerund(verb)
    if deed is not None:
        # "Admitted carrying out the raid" is read with what else says who did it.
        read = authorship(deed, sentence, mentions, knowledge) is not None
        about = frozenset(range(*subtree_bounds(deed)))
        if read or not is_deed(deed, sentence, mentions, knowledge):
            return
    else:
        admitting = verb.lemma_.lower() in ("admit", "confess")
        things = [*prepositional(verb, frozenset({"to"})), *objects(verb)] if admitting else []
        deeds = [t for t in things if _is_told(t, sentence, knowledge)]
        about = frozenset(i for t in deeds for i in range(*subtree_bounds(t)))
    doers = [d for d in issuers(all_of(subjects(verb))) if about]
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


def _said_of(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    """ "It was behind the raid", "X had a hand in it": of oneself a claim or a denial, of others a
    blame or a denial, as what governs the clause holds it."""
    found = authorship(verb, sentence, mentions, knowledge)
    if found is None or not is_committed(verb):
        return
    held = holding(verb)
    doers, about = found.doers, found.about
    owns = any(map(is_own, doers))
    denied = held.kind == "denied"
    if held.kind == "open" or (found.negated and denied):
        return
    if held.kind == "owned":
        itself: Verdict = "denies" if found.negated else "claims"
        claimants = issuers(all_of(subjects(held.by)))
        yield from make_verdicts(itself, held.by, claimants, about, sentence, mentions, knowledge)
        return
    told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in SAYING
    doubted = found.hedged or held.kind == "held"
    if found.deed and not (doubted or denied or found.negated):
        return  # "The army said rebels had carried out the raid": that tells of the raid itself.
    if owns and found.deed and told:
        return  # Read as the deed of whoever says so.
    if owns and denied:
        deniers = all_of(subjects(held.by))
        yield from make_verdicts("denies", held.by, deniers, about, sentence, mentions, knowledge)
        return
    if owns and held.noun is not None:
        return  # "Faces accusations that it was behind the raid": whose they are is not told.
    by = held.by if denied else verb.head if told else verb
    share, index = share_of(about, sentence)
    if owns and verb.lemma_ == "be" and told and any(t.lemma_.lower() in WORK for t in verb.rights):
        # "The blast, which the group said was its doing": it speaks of itself.
        if verb.head.dep_ == "relcl":
            about = frozenset(range(*subtree_bounds(_claimable(verb.head, sentence, knowledge))))
        verdict: Verdict = "denies" if found.negated else "claims"
        yield from make_verdicts(
            verdict, by, all_of(subjects(by)), about, sentence, mentions, knowledge
        )
    elif owns:
        # "We did it", "none of its men was involved"
        yield Responsibility("denies" if found.negated else "claims", (), by.i, about, share, index)
    elif found.negated or denied:
        doers = tuple(d for d in doers if may_be_blamed(d, mentions, knowledge))
        for one in make_verdicts("denies", by, doers, about, sentence, mentions, knowledge):
            yield replace(one, by_others=True)
    else:
        yield from make_verdicts("blames", verb, doers, about, sentence, mentions, knowledge)


def _blame(
    verb: Token, sentence: Sentence, mentions: Mentions, knowledge: LocalKnowledge
) -> Iterator[Responsibility]:
    passive = is_passive(verb)
    # "accused X of killing": the parser hangs "of" on the verb or within the accused.
    heads = [verb, *(t for accused in _accused(verb) for t in accused.subtree)]
    leading = [
        preposition
        for head in heads
        for preposition in head.children
        if preposition.dep_ == "prep"
        and preposition.lower_ in ("for", "of", "in", "over")
        and (head == verb or any(_is_deed(c, sentence, knowledge) for c in preposition.children))
    ]
    about = frozenset(i for t in leading for i in range(*subtree_bounds(t)))
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
    what = [t for t in leading if t.lower_ in ("for", "over")]
    if verb.lemma_ in ("blame", "fault") and what and not of_violence(what, sentence, knowledge):
        return  # "Blamed X for the drought", "for failing to prevent the raid"
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
    if verb.lemma_.lower() in LINKING and any(_is_told(d, sentence, knowledge) for d in accused):
        # "Traced the raid to X", "the raid was linked to X"
        onto = [d for h in (verb, *accused) for d in prepositional(h, frozenset({"to", "with"}))]
        fighting = [d for d in onto if is_fighting(d, mentions, knowledge)]
        about = frozenset(i for d in accused for i in range(*subtree_bounds(d)))
        yield from make_verdicts("blames", verb, fighting, about, sentence, mentions, knowledge)
        return
    particles = CHARGING[verb.lemma_.lower()].split()
    for head in (verb, *accused):
        for preposition in (t for t in head.rights if t.dep_ == "prep"):
            for deed in _deeds(preposition, particles):
                done = deed.dep_ == "pcomp" and (
                    is_deed(deed, sentence, mentions, knowledge)
                    or authorship(deed, sentence, mentions, knowledge) is not None
                )
                told = any(t.dep_ in ("det", "poss") for t in deed.lefts)
                if done or (told and is_attack(deed.i, sentence, knowledge)):
                    about = frozenset(range(*subtree_bounds(preposition)))
                    yield from make_verdicts(
                        "blames", verb, accused, about, sentence, mentions, knowledge
                    )
                    return


def _is_told(noun: Token, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    return is_given(noun) and is_attack(noun.i, sentence, knowledge)


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
