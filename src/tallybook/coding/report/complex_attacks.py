"""Complex attacks: a way is blasted open, gunmen go in, hostages are held, and it is one attack.

Who blows up the gate and who storms through it carry out one plan at one place (ACLED Codebook:
what the same actors do in one place on one day is one event; UCDP GED codes a vehicle bomb and the
assault behind it as one event). News tells the steps clause by clause, calls what follows "the
siege" or "the standoff", and dates that by its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import unit_of
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import SUBJECTS, first_conjunct
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.report.apart import any_same, days_conflict
from tallybook.coding.roles.words import BUILDINGS, LONG_ATTACKS

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.report.cards import Card

REACH = 2
"""Sentences between the blast and the storming: news tells them in one paragraph."""

BLASTS = frozenset({"explosion", "bombing", "suicide_bombing", "vehicle_ramming"})

BREACHED = word_set(
    "gate entrance wall fence perimeter door checkpoint barrier gateway reception gatepost lobby"
)
"""Where a way in is blasted open."""

STORMING = word_set("storm enter burst rush force break pour assault breach overrun invade")
"""What is done by those who go in behind a blast."""

INSIDE = frozenset({"inside", "into", "through"})

ENTERABLE = BUILDINGS | word_set(
    """
    compound parliament academy cantonment mall university college complex garrison court courthouse
    palace stadium centre center hall
    """
)
"""What is stormed behind a blast at its gate."""

ENTERED = frozenset(
    {"raid", "armed_assault", "hostage_taking", "siege", "capture", "shooting", "killing", "battle"}
    | {"attack"}
)
"""Types of event as which going in is told."""


def step_of(telling: Telling, cards: Sequence[Card], knowledge: LocalKnowledge) -> Card | None:
    """Return the complex attack of which a telling tells a further step: those who go in behind a
    blast at the gate ("gunmen then stormed the compound"), or the blast behind which those who were
    told of went in ("it began when a bomber rammed the gate"); None where it tells none."""
    if telling.reference == "other" or telling.several:
        return None
    for card in reversed(cards):
        near = 0 <= telling.sentence.order - card.last_order <= REACH
        singles = [told for told in card.tellings if not told.several]
        if not near or not singles or _elsewhere(telling, card, knowledge):
            continue
        if any(_opens_a_way(t, telling, knowledge) and _is_known(telling, t) for t in singles):
            return card
        if _prepares(telling):
            return card
        back = _goes_back(telling) and _at_its_gate(telling)
        if back and any(_opens_a_way(telling, t, knowledge) for t in singles):
            return card
    return None


def _prepares(telling: Telling) -> bool:
    """ "Mortar shells landed on the barracks before the fighters came through the fence": what
    stands before the going in of those who were told of is the first step of what they did."""
    return any(
        clause.dep_ == "advcl"
        and any(t.lower_ == "before" and t.dep_ == "mark" for t in clause.lefts)
        and any(_is_told_of(t) for t in clause.lefts if t.dep_ in SUBJECTS)
        and (clause.lemma_.lower() in STORMING or any(t.lower_ in INSIDE for t in clause.rights))
        for clause in clause_verb(telling.head).rights
    )


def _is_told_of(doer: Token) -> bool:
    """Whether a pronoun or a definite noun takes up who was told of."""
    return doer.tag_ == "PRP" or any(t.lower_ in DEFINITE for t in doer.lefts)


def _elsewhere(telling: Telling, card: Card, knowledge: LocalKnowledge) -> bool:
    """Whether a place or a day of its own sets a telling apart; minutes or hours do not."""
    here, there = [p for p, _ in telling.places], card.places()
    if here and there and not any_same(here, there, knowledge):
        return True
    if telling.moment is None or telling.moment[2].relative_to == "narrative":
        return False
    return any(days_conflict(telling.moment[0], day) for day in card.moments())


def _opens_a_way(blast: Telling, entry: Telling, knowledge: LocalKnowledge) -> bool:
    """Whether a blast at the gate of something, or at something that people go into, may be the
    first step of an entry's being stormed."""
    kinds = knowledge.event_types
    blasted = blast.event_type is not None and any(kinds.is_a(blast.event_type, b) for b in BLASTS)
    entered = entry.event_type in ENTERED
    if not (blasted and entered and _goes_in(entry)):
        return False
    gate = any(_is_of_a_building(t) for t in blast.sentence.tokens)
    return gate or not ENTERABLE.isdisjoint(t.lemma_.lower() for t in blast.sentence.tokens)


def _at_its_gate(blast: Telling) -> bool:
    """ "A bomb went off at the entrance", "at its gate": of what was told to have been entered;
    "the gate of a bank" is another's."""
    return any(
        t.lemma_.lower() in BREACHED
        and any(d.lower_ in ("the", "its", "their") for d in t.lefts)
        and not any(d.lower_ == "of" for d in t.rights)
        for t in clause_verb(blast.head).subtree
    )


def _is_of_a_building(token: Token) -> bool:
    return token.lemma_.lower() in BREACHED and token.dep_ in ("pobj", "dobj", "nsubjpass", "conj")


def _goes_in(entry: Telling) -> bool:
    verb = clause_verb(entry.head)
    # "Gunmen then entered the compound and opened fire": the first of what they did there.
    words = {t.lemma_.lower() for t in (verb, first_conjunct(verb), entry.head)}
    inside = any(t.lower_ in INSIDE for t in clause_verb(entry.head).rights)
    return (
        inside or bool(words & STORMING) or entry.event_type in ("hostage_taking", "siege", "raid")
    )


def _is_known(entry: Telling, blast: Telling) -> bool:
    """Whether what is entered was told of: a definite noun, a pronoun or nothing but people. A
    building that is brought in anew is another's."""
    things = {t.lemma_.lower() for t in blast.sentence.tokens} & ENTERABLE
    for named in entry.targets:
        tokens = entry.sentence.tokens_in(named.span)
        if not tokens or unit_of(tokens[-1].lemma_.lower()) == "people":
            continue
        first = tokens[0]
        before = first.nbor(-1).lower_ if first.i > 0 else ""
        known = before in DEFINITE or first.lower_ in DEFINITE or tokens[-1].lower_ == "it"
        if not known and tokens[-1].lemma_.lower() in ENTERABLE - things:
            return False
        if before in ("a", "an", "another"):
            return False
    return True


def _goes_back(blast: Telling) -> bool:
    """ "The attack began when …", "after a bomb had gone off at the gate": the first step, told
    after the second."""
    verb = clause_verb(blast.head)
    above = [verb, verb.head]
    begun = any(t.lemma_.lower() in ("begin", "start", "open") for t in above)
    marked = any(t.lower_ in ("after", "when", "as") for t in verb.lefts)
    return begun or marked or any(t.lower_ == "had" for t in verb.lefts)


def course_of(telling: Telling, cards: Sequence[Card]) -> Card | None:
    """ "The standoff ended on Wednesday", "the siege went on into the night", "the assault lasted
    six hours": a definite noun for an attack with a verb of lasting says how long the attack told
    last took; the day is that of its end, and there is no other attack. "A gunfight ensued" in the
    sentences behind it is the fight over it (ACLED Codebook, "armed clash"), where it has no place,
    party or day of its own."""
    if not cards:
        return None
    if _breaks_out(telling) and telling.sentence.order - cards[-1].last_order <= REACH:
        telling.moment = None
        return cards[-1]
    noun, verb = telling.head, telling.head.head
    if noun.dep_ not in SUBJECTS:
        return None
    lasted = verb.lemma_.lower() in LASTING
    known = telling.reference == "definite" or noun.lemma_.lower() in ("siege", "standoff")
    if noun.lemma_.lower() not in COURSES or not (lasted and known):
        return None
    telling.moment = telling.carried = None
    return cards[-1]


def _breaks_out(telling: Telling) -> bool:
    """Whether a telling says only that a fight followed, or how long it went on."""
    noun = telling.head
    gun = noun.lemma_.lower() == "battle" and any(t.lower_ == "gun" for t in noun.lefts)
    # The parser may hang "ensued" on the fight.
    verbs = [noun.head] if noun.dep_ in SUBJECTS else list(noun.rights)
    ensued = any(t.lemma_.lower() in LASTING | ENSUING for t in verbs if t.pos_ == "VERB")
    if not ensued or not (gun or noun.lemma_.lower() in FIGHTS):
        return False
    dated = telling.moment is not None and telling.moment[2].relative_to != "narrative"
    sides = [n for n in telling.targets if unit_of(head_word(n.value.name)) != "people"]
    return not (telling.places or telling.attackers or sides or dated)


FIGHTS = word_set("gunfight firefight gunbattle shootout shoot-out exchange")
"""Nouns for what two sides do with arms at one place."""

ENSUING = word_set("ensue follow erupt rage")
COURSES = LONG_ATTACKS | {"drama", "gunbattle", "operation"}
LASTING = word_set("end last continue finish conclude drag go run stretch rage persist wear")
