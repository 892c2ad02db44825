"""Sources beside what they say: "according to X", "by X's count", "the text was word on a bomb".

Adjuncts of viewpoint and source are of the whole clause (Quirk et al. 1985, §§8.124, 9.57).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import prepositional, subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import COMMUNICATIONS, RECKONINGS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

OF = frozenset({"of"})
ABOUT = OF | {"on", "about"}

TELLING = word_set(
    "word confirmation acknowledgement acknowledgment admission mention account comment report news"
)
"""What a communication is where it tells of something."""


def word_on(copula: Token) -> tuple[Token, frozenset[int]] | None:
    """ "The text was the first official word on a bomb": return the communication that is said to
    tell of something, and the words for that; None for any other clause."""
    if copula.lemma_ != "be":
        return None
    source = next((t for t in copula.lefts if t.dep_ == "nsubj"), None)
    told = next((t for t in copula.rights if t.dep_ == "attr"), None)
    if source is None or told is None or told.lemma_.lower() not in TELLING:
        return None
    phrases = [t for t in told.rights if t.dep_ == "prep" and t.lower_ in ABOUT]
    content = frozenset(i for t in phrases for i in range(*subtree_bounds(t)))
    return (source, content) if source.lemma_.lower() in COMMUNICATIONS and content else None


def source_beside(token: Token) -> Token | None:
    """Return whom "according" names behind "to", or whose reckoning "by" says that it is ("by the
    army's own count", "by the reckoning of the police"); None for any other word."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc):
        to = token.nbor(1)
        named = (c for c in to.children if c.dep_ == "pobj")
        return next(named, None) if to.lower_ == "to" else None
    if token.lemma_.lower() in RECKONINGS and token.dep_ == "pobj" and token.head.lower_ == "by":
        owners = [t for t in token.lefts if t.dep_ == "poss"] or prepositional(token, OF)
        return next(iter(owners), None)
    return None
