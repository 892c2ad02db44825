"""Killed and injured: how many, in which words, said by which verb or noun.

A stated nobody ("no one was hurt") is zero; nothing stated is unknown, never zero. A single
victim may be counted by an article alone ("a soldier was killed"); a bare plural is at least
two, open above. Deaths that the text lays to accident, disease or nature are no harm of an
attack.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tallybook.coding.counts.finding import CountMention
from tallybook.coding.counts.quantities import QUANTITIES, quantity_over
from tallybook.coding.counts.units import singular, unit_of
from tallybook.coding.harms.harm import Harm, HarmKind, harms_of
from tallybook.coding.harms.mishaps import goes_off_by_itself
from tallybook.coding.harms.nouns import (
    of_bodies,
    of_no_casualties,
    of_noun,
    of_quantity,
    of_some_among,
    of_the_treated,
    of_those_put_at,
    of_toll,
)
from tallybook.coding.harms.shots import hits_with_shot, in_the_body
from tallybook.coding.harms.tolls import is_death_toll
from tallybook.coding.harms.victims import (
    INJURE,
    KILL_TRANSITIVE,
    bare_after,
    counted_after,
    is_person,
    just_before,
    of_both,
    share,
)
from tallybook.coding.harms.words import (
    BODIES,
    DEAD_ADJECTIVES,
    DEATH_NOUNS,
    DIE,
    DIRECTIONS,
    FATAL_NOUNS,
    FATAL_WITH_RESULT,
    FATALLY,
    FEARING,
    HURT_ADJECTIVES,
    INJURY_NOUNS,
    KILLING_NOUNS,
    LIFE_TAKERS,
    SOLDIERS,
    TOLL_NOUNS,
)
from tallybook.coding.language.clauses import (
    causing,
    is_passive,
    objects,
    own_subject,
    subjects,
)
from tallybook.coding.language.phrases import NOUNS, OBJECTS, SUBJECTS, conjuncts, prepositional
from tallybook.coding.roles.persons import is_hostile
from tallybook.coding.roles.words import OF
from tallybook.core.values import Count

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Passage, Sentence
    from tallybook.coding.language.tokens import Token


def find_harms(sentence: Sentence, counts: Sequence[CountMention]) -> list[Harm]:
    """Return the harms that a sentence states, in order, none twice."""
    here = [c for c in counts if sentence.start <= c.start < sentence.end]
    found: dict[tuple[HarmKind, int], Harm] = {}
    for token in sentence.tokens:
        for harm in _of_word(token, sentence.passage, here):
            found.setdefault((harm.kind, harm.start), harm)
    for harm in [*found.values()]:
        for part in _parts_of(harm, sentence, here):
            found.setdefault((part.kind, part.start), part)
    for again in _as_many(sentence, [*found.values()]):
        found.setdefault((again.kind, again.start), again)
    harms = sorted(found.values(), key=lambda h: h.start)
    if any(h.kind == "killed" and h.count.low > 0 for h in harms):
        # "Two died; nobody else was hurt": nobody's being hurt is not nobody's being killed.
        return [h for h in harms if h.kind != "killed" or h.count.low > 0]
    return [h for h in harms if h.count.high != 0 or not _of_the_rest(h, sentence)]


def _as_many(sentence: Sentence, harms: Sequence[Harm]) -> Iterator[Harm]:
    """ "Sixteen were killed and as many wounded": an equality whose standard is the number just
    told (Huddleston & Pullum 2002, ch. 13 §4)."""
    doc = sentence.passage.doc
    for token in sentence.tokens[1:-1]:
        if token.lower_ != "many" or token.nbor(-1).lower_ != "as":
            continue
        near = doc[token.i + 1 : token.i + 4]
        hurt = next((t for t in near if t.lower_ in HURT_ADJECTIVES), None)
        before = [h for h in harms if h.kind == "killed" and h.end <= token.i]
        if hurt is not None and before:
            count = before[-1].count
            yield Harm("injured", count, hurt.i, token.i - 1, token.i + 1, None)


def _parts_of(harm: Harm, sentence: Sentence, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "Killed 31 people, including 14 in a strike on a house": the part is that attack's toll."""
    for noun in parts_in_attacks(sentence.passage.doc[harm.anchor]):
        part = noun.head.head
        count = next((c for c in counts if c.start <= part.i < c.end or c.head == part.i), None)
        if count is not None:
            yield Harm(harm.kind, count.count, noun.i, count.start, count.end, None)


def parts_in_attacks(verb: Token) -> list[Token]:
    """Return the nouns for attacks in which "including" says that a part of a verb's victims
    fell."""
    people = [c for t in verb.children if t.dep_ in VICTIMS for c in conjuncts(t)]
    return [
        noun
        for head in (verb, *people)
        for part in prepositional(head, frozenset({"including"}))
        for noun in prepositional(part, frozenset({"in", "by", "during"}))
        if unit_of(noun.lemma_.lower()) == "attacks"
    ]


VICTIMS = SUBJECTS | OBJECTS


def _of_the_rest(harm: Harm, sentence: Sentence) -> bool:
    """ "No other injuries were reported": nobody besides those told of before."""
    anchor = sentence.passage.doc[harm.anchor]
    around = {anchor, *anchor.children, *(t for c in anchor.children for t in c.children)}
    return any(t.lower_ in ("other", "others", "else", "further", "additional") for t in around)


def _of_word(token: Token, passage: Passage, counts: Sequence[CountMention]) -> Iterator[Harm]:
    lemma = token.lemma_.lower()
    if _stands_for_people(token):
        told: HarmKind = "injured" if token.lower_ in HURT_ADJECTIVES else "killed"
        yield from of_those_put_at(token, told, counts)
        return
    if _is_remembered(token):
        return
    if lemma == "be":
        yield from of_some_among(token, passage, counts)
    is_verb = token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")
    if is_verb:
        yield from _of_any_verb(token, lemma, passage, counts)
    if token.lower_ in DEAD_ADJECTIVES | HURT_ADJECTIVES and token.pos_ != "VERB":
        kind: HarmKind = "killed" if token.lower_ in DEAD_ADJECTIVES else "injured"
        yield from _of_adjective(kind, token, passage, counts)
    if token.lower_ in FATALLY:
        yield from _of_share(token, counts)
    if token.pos_ not in NOUNS:
        return
    if lemma in DEATH_NOUNS or lemma in KILLING_NOUNS:
        yield from of_noun("killed", token, lemma in DEATH_NOUNS, passage, counts)
    elif lemma in FATAL_NOUNS and any(t.lower_ in ("fatal", "deadly") for t in token.lefts):
        yield from harms_of("killed", prepositional(token, OF), token, passage, counts)
    elif lemma in INJURY_NOUNS:
        yield from of_noun("injured", token, lemma == "injury", passage, counts)
        yield from of_the_treated(token, passage, counts)
    elif lemma == "casualty":
        yield from of_no_casualties(token, passage, counts)
    elif lemma == "loss" and any(t.lemma_ == "life" for t in prepositional(token, OF)):
        no = next((t for t in token.lefts if t.lower_ == "no"), None)
        if no is not None:
            yield Harm("killed", Count(0, 0, no.text), token.i, no.i, no.i + 1, None)
    elif singular(token.lower_) in BODIES:
        yield from of_bodies(token, passage, counts)
    elif lemma in TOLL_NOUNS and is_death_toll(token):
        yield from of_toll(token, counts)
    elif lemma in QUANTITIES:
        yield from of_quantity(token, counts)


def _is_remembered(noun: Token) -> bool:
    """ "To mark the anniversary of the death of a leader": what is remembered was told before."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above.lemma_.lower() in ("anniversary", "memory", "commemoration")


def _stands_for_people(word: Token) -> bool:
    """ "Two of the wounded", "among the dead": with the article alone a word for the hurt or the
    dead is a noun for those told of before (Quirk et al. 1985, §7.24)."""
    return word.lower_ in DEAD_ADJECTIVES | HURT_ADJECTIVES | {"killed"} and any(
        t.dep_ == "det" and t.lower_ in ("the", "those") for t in word.lefts
    )


def _of_any_verb(
    verb: Token, lemma: str, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    if lemma in DIE and _of_other_causes(verb):
        return
    if goes_off_by_itself(causing(verb)):
        return
    dies = lemma in DIE or dies_of_it(verb)
    if dies or lemma in KILL_TRANSITIVE or _kills_by_result(verb, lemma):
        yield from _of_verb("killed", verb, dies, passage, counts)
    elif lemma in ("neutralise", "neutralize"):
        yield from _of_the_neutralised(verb, passage, counts)
    elif lemma == "fall" and _falls_in_battle(verb):
        yield from _of_verb("killed", verb, True, passage, counts)
    elif lemma in INJURE or (lemma == "burn" and _burns_people(verb)):
        yield from _of_verb("injured", verb, False, passage, counts)
    elif hits_with_shot(verb, lemma):
        for harm in _of_verb("shot", verb, False, passage, counts):
            head = verb.doc[harm.victim] if harm.victim is not None else None
            if head is None or is_person(head) or in_the_body(verb):
                yield harm
    elif lemma in SLITTING and (throats := _throats(verb)):
        yield from harms_of("killed", throats, verb, passage, counts)
    elif lemma in LIFE_TAKERS:
        yield from _of_lives(verb, lemma, passage, counts)
    elif lemma in MARTYRED and any(o.lemma_.lower() == "martyrdom" for o in objects(verb)):
        # "Six soldiers embraced martyrdom": as armies of South Asia say that theirs fell.
        yield from _of_verb("killed", verb, True, passage, counts)


def _throats(verb: Token) -> list[Token]:
    """ "Slit the throats of two nuns", "the guards' throats were cut": whose throats they are."""
    done_to = subjects(verb) if is_passive(verb) else objects(verb)
    throats = [t for t in done_to if t.lemma_.lower() == "throat"]
    return [
        whose
        for throat in throats
        for whose in (*prepositional(throat, OF), *(t for t in throat.lefts if t.dep_ == "poss"))
    ]


SLITTING = frozenset({"slit", "cut", "slash"})


def _burns_people(verb: Token) -> bool:
    """ "Four sailors were burnt" were hurt; "burnt to death" is read before this."""
    return is_passive(verb) and all(map(is_person, subjects(verb))) and bool(subjects(verb))


def _of_the_neutralised(
    verb: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """ "The army neutralised 12 terrorists": armies say so of those whom they killed, wounded or
    took (the Turkish defence ministry's own gloss on its bulletins), so that from none to all are
    dead."""
    for harm in _of_verb("killed", verb, False, passage, counts):
        head = verb.doc[harm.victim] if harm.victim is not None else None
        if head is not None and (head.lemma_.lower() in SOLDIERS or is_hostile(head)):
            yield replace(harm, count=Count(0, harm.count.high, harm.count.words))


def _of_other_causes(verb: Token) -> bool:
    """ "Died of other causes", "of natural causes": not of an attack."""
    return any(
        t.lemma_.lower() == "cause" and any(a.lower_ in NOT_OF_IT for a in t.lefts)
        for t in verb.subtree
    )


NOT_OF_IT = frozenset({"other", "natural", "unrelated", "different"})

MARTYRED = frozenset({"embrace", "attain", "achieve", "receive"})


def _kills_by_result(verb: Token, lemma: str) -> bool:
    """ "shot dead", "gunned down", "stabbed to death", "fatally shot", "lined up and shot" """
    if lemma in FATAL_WITH_RESULT | INJURE and any(t.lower_ in FATALLY for t in verb.children):
        return True
    if lemma not in FATAL_WITH_RESULT:
        return False
    if lemma in ("gun", "mow") or (lemma == "cut" and prepositional(verb, frozenset({"with"}))):
        return any(t.lower_ == "down" for t in verb.children)
    if lemma == "shoot" and _joined_to(verb, "line", "up"):
        return True  # As those are who are to be executed.
    if lemma == "put":
        return any(t.lower_ == "to" and _has_death(t) for t in verb.children)
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else verb
    return following.lower_ == "dead" or any(
        t.lower_ in ("dead", "death") or (t.lower_ == "to" and _has_death(t)) for t in verb.children
    )


def _is_among_them(head: Token) -> bool:
    """ "Wounding 11 people, among them a journalist", "killing 17, 11 of them children": some of
    those counted, and no others besides."""
    places = (head.left_edge.i, head.i)
    before = [[t.lower_ for t in head.doc[max(at - 2, 0) : at]] for at in places]
    return any(words in AMONG_THEM for words in before)


AMONG_THEM = (["among", "them"], ["among", "those"], ["of", "them"], ["of", "whom"])


def _joined_to(verb: Token, lemma: str, particle: str) -> bool:
    first = verb.head
    joined = verb.dep_ == "conj" and first.lemma_.lower() == lemma
    return joined and any(t.lower_ == particle for t in first.rights)


def _of_share(word: Token, counts: Sequence[CountMention]) -> Iterator[Harm]:
    """ "Four were shot, one fatally", "two of them fatally": the number of whom it is said."""
    for count in counts:
        between = {t.lower_ for t in word.doc[count.end : word.i]}
        if count.end <= word.i <= count.end + 2 and between <= {"of", "them", "whom", "those"}:
            yield Harm("killed", count.count, word.head.i, count.start, count.end, None)


def _has_death(preposition: Token) -> bool:
    return any(t.lower_ == "death" for t in preposition.children)


def dies_of_it(verb: Token) -> bool:
    """ "A guard bled to death": without an object the result is the subject's own (intransitive
    resultatives, Simpson 1983)."""
    fatal = any(t.lower_ == "to" and _has_death(t) for t in verb.children)
    done_to = verb.lemma_ != "bleed" and is_passive(verb)  # Nobody is bled, however it is parsed.
    return verb.lemma_.lower() in MORTAL and fatal and not (done_to or objects(verb))


MORTAL = frozenset({"bleed", "choke", "suffocate", "burn"})
"""What one dies of, where "to death" says so."""


def _falls_in_battle(verb: Token) -> bool:
    who = [c for s in subjects(verb) for c in conjuncts(s)]
    moved = any(t.lower_ in DIRECTIONS for t in verb.rights) or objects(verb)
    return (
        not moved and bool(who) and all(c.lemma_.lower() in SOLDIERS or is_hostile(c) for c in who)
    )


def _of_verb(
    kind: HarmKind,
    verb: Token,
    intransitive: bool,
    passage: Passage,
    counts: Sequence[CountMention],
) -> Iterator[Harm]:
    if intransitive or is_passive(verb):
        heads = [c for s in subjects(verb) for c in conjuncts(s)]
        if verb.dep_ == "acl" and not own_subject(verb):
            heads = [verb.head] if dies_of_it(verb) or quantity_over(verb.head) == verb.head else []
    else:
        heads = objects(verb)
        if not heads:
            heads = [t for t in verb.rights if t.pos_ == "NUM" or t.dep_ in ("nummod", "npadvmod")]
        if not heads and verb.tag_ == "VBN" and verb.i > 0:
            # Headlines drop the auxiliary: "12 killed in blast" (Mårdh 1980, Headlinese).
            heads = [t for t in subjects(verb)] or [verb.nbor(-1)]
    heads = [head for head in heads if not _is_among_them(head)]
    apart = just_before(verb, counts) if verb.dep_ == "acl" else None
    if apart is not None:
        heads = []
    found = list(harms_of(kind, heads, verb, passage, counts))
    found = found or list(harms_of(kind, counted_after(verb, counts), verb, passage, counts))
    found = found or [
        Harm(kind, c.count, verb.i, c.start, c.end, None) for c in bare_after(verb, counts)
    ]
    both = of_both(verb)
    if both is not None:
        yield from (replace(harm, count=share(harm.count, both)) for harm in found)
        return
    if not found and verb.tag_ == "VBN":
        before = just_before(verb, counts)
        if before is not None:
            found.append(Harm(kind, before.count, verb.i, before.start, before.end, None))
    yield from found
    if kind == "injured" and verb.lemma_ in ("hurt", "injure", "harm"):
        # Whoever is killed is hurt: where nobody is hurt, nobody is killed.
        for harm in found:
            alone = not any(t.lower_ == "else" for t in verb.subtree)
            if harm.count.high == 0 and alone:
                yield Harm("killed", harm.count, verb.i, harm.start, harm.end, None)


def _of_lives(
    verb: Token, lemma: str, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """ "19 lost their lives", "claimed eight lives", "cost the lives of eight miners" """
    life = next((o for o in objects(verb) if o.lemma_.lower() == "life"), None)
    if life is None:
        if lemma == "lose":
            # "The brigade lost six soldiers": a counted loss of people is their death.
            lost = [o for o in objects(verb) if o.lemma_.lower() in SOLDIERS]
            if any(c.head == o.i for c in counts for o in lost):
                yield from harms_of("killed", lost, verb, passage, counts)
        return
    if lemma == "lose":
        heads = [c for s in subjects(verb) for c in conjuncts(s)]
    else:
        heads = prepositional(life, OF) or [life]
    yield from harms_of("killed", heads, verb, passage, counts)


def _of_adjective(
    kind: HarmKind, word: Token, passage: Passage, counts: Sequence[CountMention]
) -> Iterator[Harm]:
    """ "left 12 dead", "12 dead in blast", "five were dead", "with three wounded"; of those who
    are "feared dead" from none to all are."""
    before = just_before(word, counts)
    if before is not None:
        yield Harm(kind, before.count, word.i, before.start, before.end, None)
        return
    if word.dep_ in ("oprd", "xcomp", "ccomp", "acomp") and word.head.lemma_.lower() in FEARING:
        for harm in harms_of(kind, subjects(word.head), word, passage, counts):
            feared = Count(0, harm.count.high, harm.count.words)
            yield replace(harm, count=feared)
        return
    candidates: list[Token] = []
    if word.dep_ in ("oprd", "ccomp", "acomp", "xcomp", "acl", "advcl", "dobj", "ROOT", "attr"):
        candidates = subjects(word) or objects(word.head) or subjects(word.head)
    if word.dep_ == "amod" and word.head.i < word.i:
        candidates = [word.head]
    if not candidates and word.i > word.sent.start:
        candidates = [word.nbor(-1)]
    yield from harms_of(kind, candidates, word, passage, counts)
