"""Victims whom a later sentence names: "Two men were shot. The victims were identified as X and Y".

A clause that identifies says who they are of whom was told (specificational clauses: Huddleston &
Pullum 2002, ch. 4 §5.5), as does a name in apposition to a noun that takes up a victim ("the mayor,
X, …": Quirk et al. 1985, §17.65 ff.).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.tellings import head_word
from tallybook.coding.counts.units import singular
from tallybook.coding.language.clauses import is_passive, objects, subjects
from tallybook.coding.language.phrases import NOUNS, conjuncts, phrase_bounds, prepositional
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.names import Named
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token

VICTIMS = word_set(
    "victim dead deceased casualty fatality injured wounded slain hostage captive abductee"
)
"""Nouns that take up those whom an attack befell, whoever they were."""

IDENTIFYING = frozenset({"identify", "name"})
PRONOUNS = frozenset({"they", "them", "he", "him", "she", "her"})
AS = frozenset({"as"})
DEFINITE = frozenset({"the", "this", "these", "both", "that", "those"})

RULE = "in part from the sentence that says who they are"


def identify_victims(sentence: Sentence, tellings: Sequence[Telling]) -> None:
    """Give the last attack on people that was told the names of those whom a sentence identifies as
    its victims; a pronoun means those of the sentence before."""
    telling = next((t for t in reversed(tellings) if _befell_somebody(t)), None)
    if telling is None or telling.sentence.order >= sentence.order:
        return
    for who, names in _identified(sentence):
        if _is_meant(who, telling, sentence):
            known = {named.value.name.casefold() for named in telling.targets}
            for name in names:
                span = sentence.passage.span(*_name_bounds(name))
                if span.words.casefold() not in known:
                    telling.targets.append(Named(Mention(span.words), span))
                    telling.inferred["targets"] = RULE


def _befell_somebody(telling: Telling) -> bool:
    """Whether a telling is of harm done to people."""
    harmed = telling.killed or telling.injured or telling.shot or telling.single
    return bool(harmed) and telling.stance not in ("denied", "hypothetical")


def _identified(sentence: Sentence) -> Iterator[tuple[Token, list[Token]]]:
    """Yield who is identified, and the heads of the names. Only persons are identified "as" a
    name; what somebody "is" may be anything, so that only what is known for a person's name
    counts."""
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in IDENTIFYING:
            whom = subjects(token) if is_passive(token) else objects(token)
            for one in whom[:1]:
                named = [n for head in (token, one) for n in prepositional(head, AS)]
                named += [c for t in token.rights if t.dep_ == "oprd" for c in conjuncts(t)]
                yield one, [n for n in named if n.pos_ == "PROPN"]
        elif lemma == "be" and token.dep_ in ("ROOT", "conj", "ccomp"):
            for one in subjects(token)[:1]:
                # "They are X, Y and Z": of a list the parser may hang the last on the verb.
                yield one, _persons(t for t in token.rights if t.dep_ in ("attr", "conj"))
        elif token.pos_ in NOUNS and any(t.lower_ in DEFINITE for t in token.lefts):
            yield token, _persons(t for t in token.rights if t.dep_ == "appos")


def _name_bounds(head: Token) -> tuple[int, int]:
    """A name without the age and the calling before it ("24-year-old trader X")."""
    start, end = phrase_bounds(head)
    while start < head.i and not _is_of_name(head.doc[start]):
        start += 1
    return start, end


def _is_of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text[0].isupper()


def _persons(heads: Iterable[Token]) -> list[Token]:
    return [c for head in heads for c in conjuncts(head) if c.ent_type_ == "PERSON"]


def _is_meant(who: Token, telling: Telling, sentence: Sentence) -> bool:
    """Whether a noun or pronoun takes up the victims of an attack."""
    if who.lower_ in PRONOUNS:
        return telling.sentence.order == sentence.order - 1
    if who.lemma_.lower() in VICTIMS or who.lower_ in VICTIMS:
        return True
    definite = any(t.lower_ in DEFINITE for t in who.lefts)
    heads = {singular(head_word(named.value.name)) for named in telling.targets}
    return definite and singular(who.lower_) in heads
