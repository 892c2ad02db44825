"""What a name's words are besides: ordinary words of English, or a country's or division's name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tallybook.coding.counts.numerals import SMALL
from tallybook.coding.language.lexicon import stems
from tallybook.coding.language.model import load_model
from tallybook.coding.places.words import BODIES

if TYPE_CHECKING:
    from tallybook.knowledge.gazetteer import Gazetteer


def is_common(word: str) -> bool:
    """Whether a word is an ordinary English one, in whatever case it stands: a verb, an adjective,
    an adverb or a number, or a body that news writes with a capital. The model's nouns cannot tell,
    since they hold the names of cities too."""
    small = word.lower()
    return small in BODIES or small in SMALL or not _modifying_lemmas().isdisjoint(stems(small))


@cache
def _modifying_lemmas() -> frozenset[str]:
    index = load_model().lemma_tables.get_table("lemma_index")
    return frozenset(w for part in ("verb", "adj", "adv") for w in index[part])


def divides(name: str, gazetteer: Gazetteer) -> bool:
    """Countries and first-order divisions are named more often than their namesakes."""
    found = gazetteer.candidates(name)
    return bool(found) and found[0].kind in ("country", "admin1")
