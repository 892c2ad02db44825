"""Names of peoples that are places' names as well: "the Angolan city", "the Lendu tribe"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.token_rows import word_set
from tallybook.coding.places.ordinary import divides
from tallybook.coding.places.words import TOWN_NOUNS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc, Token
    from tallybook.knowledge.gazetteer import Gazetteer

_PEOPLES = frozenset({"tribe", "clan", "tribesman", "clansman", "ethnic"})

_MADE_OF = word_set(
    "member leader elder chief youth man woman people fighter draw recruit come hail belong"
)
"""What is of a people, or from one."""


def names_a_people(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the name of the tokens `[start, end)` is a people's where it stands."""
    if end < len(doc) and _is_a_people(doc[end]):
        return True
    return end - start == 1 and _describes(doc[start], gazetteer)


def _describes(token: Token, gazetteer: Gazetteer) -> bool:
    """ "The southern Angolan city", whatever word class the tagger guesses; "the Somali city" is in
    Somalia, where the Somali Region is Ethiopia's."""
    describes = token.dep_ in ("amod", "compound", "nmod")
    if not describes or not gazetteer.demonym_countries(token.text):
        return False
    settled = token.head.lower_ in TOWN_NOUNS and token.ent_type_ == "NORP"
    return settled or not divides(token.text, gazetteer)


def _is_a_people(noun: Token) -> bool:
    """ "The Lendu tribe", "members of the Berom community": the noun for a people, behind its name;
    a community that something happens in is a settlement."""
    lemma = noun.lemma_.lower()
    if lemma in _PEOPLES:
        return True
    above = noun.head.head
    made = noun.head.lower_ in ("of", "from") and above.lemma_.lower() in _MADE_OF
    return lemma == "community" and made
