"""Verdicts on who did it, and the parts of a sentence that every kind of them is read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import NOUNS, conjuncts, contents, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.roles.names import Named, name_of
from tallybook.coding.roles.nobodies import is_abstract
from tallybook.coding.roles.persons import is_hostile
from tallybook.core.claims import Share, Verdict
from tallybook.core.values import Mention

if TYPE_CHECKING:
    from tallybook.coding.language.reading import Sentence
    from tallybook.coding.language.tokens import Token
    from tallybook.coding.local import LocalKnowledge
    from tallybook.coding.mentions import Mentions

OWN_FORCES = word_set(
    """
    fighter man force troop soldier unit militant commando gunner operative
    jet warplane aircraft plane helicopter drone artillery warship fleet
    """
)
"""What "its" or "their" makes a party's own in the report of its deeds: its people and its arms."""

SHARES: dict[str, Share] = {
    "most": "most", "majority": "most", "bulk": "most", "all": "all", "every": "all",
    "some": "some", "several": "some", "many": "some", "both": "all", "one": "one",
}  # fmt: skip


BEHIND_WHAT = word_set(
    "responsible it this them that these those incident one launch launches firing launching"
)
"""What stands for an attack, besides its names, where somebody is said to be behind it."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One verdict on who did it. `about` are the tokens that name what it is about; the cue is
    the verb's index. What `takes_up` what was said before is a verdict only behind a blame; a
    denial `by_others` is of somebody who does not speak."""

    verdict: Verdict
    actors: tuple[Named[Mention], ...]
    cue: int
    about: frozenset[int]
    share: Share | None
    share_index: int | None
    takes_up: bool = False
    by_others: bool = False


def make_verdicts(
    verdict: Verdict,
    verb: Token,
    doers: Sequence[Token],
    about: frozenset[int],
    sentence: Sentence,
    mentions: Mentions,
    knowledge: LocalKnowledge,
) -> Iterator[Responsibility]:
    # "No group has claimed responsibility" is a verdict on nobody, "blamed the other" on no name.
    doers = [
        d
        for d in doers
        if d.lower_ not in ("no-one", "nobody", "none", "other", "another")
        and not any(t.dep_ == "det" and t.lower_ == "no" for t in d.children)
        and (may_attack(d, mentions, knowledge) or not _is_matter(d))
        # "Faulted the decision", "blamed negligence": whatever came of them, they attack nobody.
        and not (d.pos_ == "NOUN" and is_abstract(d.lemma_.lower()) and not mentions.actor_at(d.i))
    ]
    named = [n for d in doers for n in name_of(d, sentence.passage, mentions, knowledge)]
    share, index = share_of(about, sentence)
    if named or any(d.pos_ == "PRON" and d.lower_ in ("it", "they", "we", "he") for d in doers):
        yield Responsibility(
            verdict=verdict,
            actors=tuple(named),
            cue=verb.i,
            about=about,
            share=share,
            share_index=index,
        )


def may_attack(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a noun names an actor or a class of those who attack ("soldiers", "bandits")."""
    lemma = head.lemma_.lower()
    named = mentions.actor_at(head.i) is not None or lemma in OWN_FORCES
    return named or knowledge.actors.generic_kind(lemma) is not None


FIGHTING = frozenset({"armed_group", "umbrella", "military", "coalition", "agency"})


def is_fighting(head: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a noun means a party that fights ("members of X", "the rebels")."""
    for part in (head, *contents(head)):
        actor = knowledge.actors.of_hit(mentions.actor_at(part.i))
        if is_hostile(part) or (actor is not None and actor.kind in FIGHTING):
            return True
    return False


def may_be_blamed(doer: Token, mentions: Mentions, knowledge: LocalKnowledge) -> bool:
    """Whether a noun means somebody who may have made an attack, or not: a party that fights, or a
    class of them ("the group")."""
    generic = knowledge.actors.generic_kind(doer.lemma_.lower()) is not None
    return generic or is_fighting(doer, mentions, knowledge)


def _is_matter(noun: Token) -> bool:
    """ "Blamed dust", "put it down to negligence": a common noun that stands alone in the singular
    is uncountable (Quirk et al. 1985, §5.2), a matter and nobody."""
    return noun.tag_ == "NN" and not noun.lefts and noun.lower_ == noun.text


def share_of(about: frozenset[int], sentence: Sentence) -> tuple[Share | None, int | None]:
    doc = sentence.passage.doc
    index = next((i for i in sorted(about) if doc[i].lower_ in SHARES), None)
    return (SHARES[doc[index].lower_] if index is not None else None), index


LEADING_TO_DEEDS = frozenset({"for", "in", "of", "with", "to", "over", "behind"})


def what_for(verb: Token, noun: Token) -> frozenset[int]:
    """What the responsibility is for: the phrases of the noun or of the verb that lead to deeds."""
    return frozenset(
        i
        for head in (noun, verb)
        for child in head.children
        if child.dep_ == "prep" and child.lower_ in LEADING_TO_DEEDS
        for i in range(*subtree_bounds(child))
    )


def is_attack(index: int, sentence: Sentence, knowledge: LocalKnowledge) -> bool:
    token = sentence.passage.doc[index]
    if token.pos_ in NOUNS or token.tag_ == "VBG":
        noun = knowledge.event_types.noun(token.lower_) or knowledge.event_types.noun(
            token.lemma_.lower()
        )
        if noun is not None:
            return True
    verb = token.lemma_.lower()
    known = knowledge.event_types.verb(verb) is not None and verb != "steal"
    return token.pos_ == "VERB" and known


DEEDS = frozenset({"act", "crime", "deed", "atrocity", "event", "events", "all", "both"})
OMITTING = word_set("fail failure neglect lack refuse inability allow lapse negligence")
"""What one does who lets a thing happen."""

VIOLENCE = (
    (BEHIND_WHAT - {"responsible", "launch"})
    | DEEDS
    | word_set(
        """
        violence unrest bloodshed carnage death killing tragedy outrage loss casualty toll damage
        destruction harm fatality crash disaster fire blaze abuse escalation what victim war case
        which whom action part role involvement hand complicity
        """
    )
)


def of_violence(
    prepositions: Iterable[Token], sentence: Sentence, knowledge: LocalKnowledge
) -> bool:
    """Whether what prepositions lead to is violence or its harm, and no omission before it ("for
    the deaths", "for killing two"; not "for the drought", "for failing to prevent the raid")."""
    for deed in (c for t in prepositions for c in t.rights if c.dep_ in ("pobj", "pcomp")):
        if deed.dep_ == "pcomp":
            words = list(deed.subtree)
            if any(t.lemma_.lower() in OMITTING for t in words):
                return False
        else:
            words = [held for one in conjuncts(deed) for held in (one, *contents(one))]
        if any(is_attack(t.i, sentence, knowledge) for t in words) or any(
            # "For the six": of those that were counted before.
            t.tag_ == "CD" or (t.lemma_.lower() in VIOLENCE and t.dep_ != "det")
            for t in words
        ):
            return True
    return False


def all_of(heads: Sequence[Token]) -> list[Token]:
    return [c for h in heads for c in conjuncts(h)]
