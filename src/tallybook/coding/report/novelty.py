"""What a telling brings in anew, so that it tells another attack than the one told before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching_words import SETTLEMENTS
from tallybook.coding.attacks.courses import told_elsewhere
from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.attacks.tellings import Telling, head_word
from tallybook.coding.attacks.usage import doers_of
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import NOUNS, SUBJECTS, ancestors_to_root
from tallybook.coding.report.parties import attackers_of
from tallybook.coding.report.rival_versions import CLASH
from tallybook.coding.roles.words import BUILDINGS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.roles.names import Named
    from tallybook.core.values import Mention


def is_new(telling: Telling, heads: set[str]) -> bool:
    """ "A bus was burnt by unknown men", told after a blast: a clause of another kind of attack in
    which everybody is brought in anew, doer and what was attacked, tells another (Heim 1982 on
    indefinites; a sequel goes on with a pronoun or "the gunmen")."""
    if telling.effects_only or not telling.targets or telling.sentence.passage.is_title:
        return False
    brought_in = (*telling.attackers, *telling.targets)
    own = all(head_word(n.value.name) not in heads for n in telling.targets)
    return own and bool(telling.attackers) and all(_is_indefinite(n, telling) for n in brought_in)


def at_another_site(telling: Telling, heads: set[str]) -> bool:
    """ "A car bomb went off outside a bank. Gunmen stormed a police station": a building that is
    brought in beside another is another, and an attack has one place (UCDP GED codebook, the unit
    of an event), unless those told of go on to it ("they also burned a school")."""
    if telling.effects_only or telling.reference != "bare":
        return False
    struck = {head_word(n.value.name) for n in telling.targets}
    if telling.by_its_voice and struck and heads and struck.isdisjoint(heads):
        return True  # "Israel said it struck launchers": its own deed, on something of its own.
    if goes_on(telling):
        return False
    sites = {head_word(n.value.name) for n in telling.targets if _is_indefinite(n, telling)}
    return bool(sites & SINGLE and heads & SINGLE) and sites.isdisjoint(heads)


SINGLE = BUILDINGS - SETTLEMENTS - {"camp", "base"}
"""Buildings that hold no others: a village has shops."""


def goes_on(telling: Telling) -> bool:
    """ "Gunmen raided a village; there, the raiders burned the granaries": a pronoun or a definite
    phrase for those who do it takes up who was told of (Heim 1982); another place does not. "A car
    was then burnt": "then" tells the next step of one course (Quirk et al. 1985, §8.72)."""
    if any(t.lower_ == "then" and t.dep_ == "advmod" for t in clause_verb(telling.head).lefts):
        return telling.moment is None
    doers = doers_of(telling.head)
    return bool(doers) and all(map(_points_back, doers))


def fights_on(telling: Telling) -> bool:
    """ "They exchanged fire with guards", "he then stabbed bystanders": a fight of those told of,
    and whatever else a pronoun's people do without a place or a time of its own, is in the course
    of what was told, of whatever kind."""
    doers = doers_of(telling.head)
    theirs = bool(doers) and all(d.lower_ in ("he", "she", "they") for d in doers)
    alone = not (telling.places or telling.moment)
    return (telling.event_type == CLASH and goes_on(telling)) or (theirs and alone)


def _points_back(doer: Token) -> bool:
    definite = doer.pos_ == "NOUN" and any(t.lower_ in DEFINITE for t in doer.lefts)
    return definite or (doer.tag_ == "PRP" and not _is_its_speaker(doer))


def _is_its_speaker(pronoun: Token) -> bool:
    """ "The army killed ten, a day after the group said it had seized the town": in reported speech
    a pronoun is whoever reports it, named beside it (Banfield 1982)."""
    verb = pronoun.head
    return verb.dep_ == "ccomp" and any(
        t.dep_ in SUBJECTS and t.pos_ in NOUNS for t in verb.head.lefts
    )


def _is_indefinite(named: Named[Mention], telling: Telling) -> bool:
    """Whether a phrase has no definite determiner and holds no name."""
    tokens = telling.sentence.tokens_in(named.span)
    if not tokens or any(t.pos_ == "PROPN" for t in tokens):
        return False
    before = tokens[0].nbor(-1) if tokens[0].i > 0 else tokens[0]
    return before.lower_ not in DEFINITE


def is_added(telling: Telling, heads: set[str]) -> bool:
    """ "The rebels also attacked a school": "also" adds what is told to something else of its kind
    (additive adjuncts, Quirk et al. 1985, §8.116), where what was attacked is new; "the strike also
    wounded a nurse" adds harm to one attack."""
    if telling.reference == "definite":
        return False
    also = any(t.lower_ == "also" and t.dep_ == "advmod" for t in telling.head.children)
    new = [n for n in telling.targets if head_word(n.value.name) not in heads]
    return also and not telling.effects_only and bool(new) and bool(heads)


def takes_up(telling: Telling, heads: set[str]) -> bool:
    """ "The bar was full when the grenade went off": a definite noun for what a card's attack was
    on takes that up (Heim 1982), wherever its sentence has it."""
    return any(
        t.pos_ == "NOUN" and t.lower_ in heads and any(d.lower_ == "the" for d in t.lefts)
        for t in telling.sentence.tokens
    )


def in_sequence(told: Sequence[Telling], other: Telling) -> bool:
    """ "Jets struck targets after two rockets were fired": a clause of "after" or "before" orders
    two events, which so are not one (Huddleston & Pullum 2002, ch. 8 §6.2); but for "ten died after
    gunmen opened fire", where one of them is the other's harm, and for a clash after an attack,
    which is the fight over it: one engagement (ACLED Codebook, "armed clash")."""
    if any(t.event_type == CLASH for t in (*told, other)) or other.effects_only:
        return False
    return any(
        _follows(one.head, other.head) or _follows(other.head, one.head)
        for one in told
        if not one.effects_only
    )


def _follows(head: Token, verb: Token) -> bool:
    """Whether a head stands in a clause of sequence that hangs on a verb, or on the reporting
    clause behind it ("jets struck X, a source said, after rockets were fired")."""
    above = {verb.i, verb.head.i} if verb.dep_ == "ccomp" else {verb.i}
    for clause in ancestors_to_root(head):
        if clause.head.i in above and clause != verb and clause.head != clause:
            marks = {t.lower_ for t in clause.lefts if t.dep_ == "mark"}
            return clause.dep_ == "advcl" and bool(marks & {"after", "before"})
    return False


def told_beside(one: Telling, other: Telling) -> bool:
    """ "A lawyer was gunned down as he left court, and three lorries were burnt near X": of main
    clauses side by side, each with its own subject, one that gives its own place leaves the other's
    ("two were killed and three houses burnt" does not)."""
    first, second = sorted((one, other), key=lambda t: t.head.i)
    shared = {p.name for p, _ in first.places} & {p.name for p, _ in second.places}
    return coordinated(one, other) and bool(second.places) and not shared


def coordinated(one: Telling, other: Telling) -> bool:
    """Whether two tellings are main clauses side by side, each with its own subject; a reporting
    clause at the end ("…, and gunmen shot a guard, police said") may stand over the second."""
    first, second = sorted((one, other), key=lambda t: t.head.i)
    joined = second.head.head if second.head.dep_ == "ccomp" else second.head
    if one.sentence is not other.sentence or joined.dep_ != "conj":
        return False
    if first.head not in ancestors_to_root(joined):
        return False
    return all(
        any(t.dep_ in SUBJECTS and t.pos_ in NOUNS for t in h.lefts)
        for h in (first.head, second.head)
    )


def told_aside(told: Sequence[Telling], harm: Telling) -> bool:
    """ "The group, which hijacked a train last week, said it had killed 90": what only a relative
    clause of the sentence tells is beside the point, and what its main clause says is of another
    attack (Quirk et al. 1985, §17.22 on non-restrictive clauses)."""
    if any(t.sentence is not harm.sentence for t in told):
        return False
    if any(told_elsewhere(clause_verb(t.head)) for t in told):
        return True
    aside = [c for t in told for c in ancestors_to_root(t.head) if c.dep_ == "relcl"]
    return bool(aside) and not any(c in ancestors_to_root(harm.head) for c in aside)


def brings_in_its_target(telling: Telling) -> bool:
    """ "An outpost was overrun": what an indefinite phrase says was attacked is new (Heim 1982),
    and so is the attack."""
    return any(
        thing.dep_ in ("dobj", "nsubjpass") and any(t.lower_ in ("a", "an") for t in thing.lefts)
        for thing in telling.head.children
    )


def announced_second(telling: Telling) -> bool:
    """ "Bomb halts pipeline; sniper kills officer", "24 dead at X as rebels strike farther south":
    such a clause of a headline tells another story than the lead, which goes with the clause before
    it (Bell 1991, ch. 8)."""
    passage, start = telling.sentence.passage, telling.sentence.start
    behind = any(t.text == ";" for t in passage.doc[:start])
    return passage.is_title and (behind or told_elsewhere(clause_verb(telling.head)))


def announced_apart(one: Telling, other: Telling, knowledge: LocalKnowledge) -> bool:
    """ "Traders shot in A; railway blown up in B": of two clauses that a semicolon parts in a
    headline, each with a place or a doer of its own, each announces an attack."""
    if one.sentence is other.sentence or not one.sentence.passage.is_title:
        return False
    here, there = {p.name for p, _ in one.places}, {p.name for p, _ in other.places}
    doers = attackers_of([one]), attackers_of([other])
    same = any(knowledge.actors.same_party(a, b) for a in doers[0] for b in doers[1])
    placed = bool(here and there) and here.isdisjoint(there)
    return placed or (all(doers) and not same)
