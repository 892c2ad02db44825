"""Hearsay: sources that are nobody in particular, for whom no outlet vouches.

UCDP GED asks for a named source. An official whose name is withheld is known to the outlet; of a
post, a rumour or an anonymous call nobody knows whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.language.phrases import subtree_bounds
from tallybook.coding.language.token_rows import word_set
from tallybook.coding.voices.cues import COMMUNICATIONS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

HEARSAY = frozenset({"rumour", "rumor", "hearsay", "speculation", "gossip"})
UNVERIFIED = word_set("unverified unconfirmed uncorroborated unsubstantiated")
UNSIGNED = frozenset({"anonymous", "unsigned", "unidentified"})
CALLERS = COMMUNICATIONS | word_set("caller call email e-mail tip tipster user")
"""What reaches an outlet from outside, signed or not."""


def is_hearsay(head: Token) -> bool:
    """Whether a source is nobody in particular: social media, rumours, unverified messages, an
    anonymous caller. Who passes such words on does not vouch for them."""
    low, high = subtree_bounds(head)
    words = {t.lower_ for t in head.doc[low:high]}
    lemma = head.lemma_.lower()
    if lemma in HEARSAY or (lemma in CALLERS and words & UNSIGNED):
        return True
    return bool(words & UNVERIFIED) or {"social", "media"} <= words
