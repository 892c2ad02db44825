"""Where it was, said in a sentence of its own: "Gunmen shot nine people. It happened in X"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.attacks.attaching import happens
from tallybook.coding.language.clauses import clause_verb
from tallybook.coding.language.phrases import SUBJECTS
from tallybook.coding.report.scenes import BACK, THE_EVENT

if TYPE_CHECKING:
    from tallybook.coding.attacks.tellings import Telling
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.mentions import Mentions

RULE = "where it is said to have happened, in a sentence of its own"


def place_what_was_told(sentence: Sentence, mentions: Mentions, before: Sequence[Telling]) -> None:
    """Give the attack told last the place at which a pronoun for it is said to have happened (event
    anaphora, Asher 1993), where it has none of its own."""
    if sentence.passage.is_title:
        return
    doc = sentence.passage.doc
    verb = next(
        (
            t
            for t in sentence.tokens
            if (happens(t) or t.lemma_ == "unfold")
            and any(s.dep_ in SUBJECTS and s.lower_ in THE_EVENT for s in t.lefts)
        ),
        None,
    )
    told = next((t for t in reversed(before) if not t.sentence.passage.is_title), None)
    if verb is None or told is None or told.several or told.places:
        return
    if not 0 < sentence.order - told.sentence.order <= BACK:
        return
    past = 0
    for place in mentions.places:
        if place.start < past:
            continue  # "In X, Nigeria": the country only holds it.
        here = sentence.start <= place.start < sentence.end and place.site
        if here and place.preposition is not None and clause_verb(doc[place.preposition]) is verb:
            told.places.append((place.place, sentence.passage.span(place.start, place.end)))
            told.inferred["places"] = RULE
            past = place.chain_end
