"""What a name's words are besides: ordinary words of English, or a country's or division's name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.lexicon import stems
from tallybook.coding.language.model import load_model
from tallybook.coding.places.words import BODIES

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Doc
    from tallybook.knowledge.gazetteer import Gazetteer


def is_common(word: str) -> bool:
    """Whether a word is an ordinary English one, in whatever case it stands: a verb, an adjective,
    an adverb or a number, or a body that news writes with a capital. The model's nouns cannot tell,
    since they hold the names of cities too."""
    small = word.lower()
    return small in BODIES or small in SMALL or not _modifying_lemmas().isdisjoint(stems(small))


def is_plural(small: str) -> bool:
    """Whether a lower-case word is known as the plural of a noun and as nothing else: "clinics". A
    name of one word has no plural; the last of several may be one ("Coral Gables")."""
    nouns = _lemmas("noun")
    return small[-1:] == "s" and small not in nouns and not nouns.isdisjoint(stems(small))


@cache
def _modifying_lemmas() -> frozenset[str]:
    return frozenset().union(*map(_lemmas, ("verb", "adj", "adv")))


def _lemmas(part: str) -> frozenset[str]:
    lemmas: frozenset[str] = load_model().lemma_tables.get_table("lemma_index")[part]
    return lemmas


def divides(name: str, gazetteer: Gazetteer) -> bool:
    """Countries and first-order divisions are named more often than their namesakes."""
    found = gazetteer.candidates(name)
    return bool(found) and found[0].kind in ("country", "admin1")


HOMOGRAPHS = frozenset({"christmas", "easter", "thanksgiving", "halloween", "police"})
"""Feasts that hamlets are named after, and that date what is told ("the Christmas shooting"); and
who speaks in headlines ("Police: Two shot in Jos"), of which a town in Poland has the name."""


def is_ordinary(doc: Doc, start: int, end: int) -> bool:
    """Whether a word that begins a sentence, or dates one, is no town's name: nothing is in it."""
    inside = start > 0 and doc[start - 1].lower_ in ("in", "near")
    return end - start == 1 and doc[start].lower_ in HOMOGRAPHS and not inside
