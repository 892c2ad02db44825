"""Presuppositions: what stands whatever becomes of the clause that only mentions it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallybook.coding.attacks.references import DEFINITE
from tallybook.coding.language.token_rows import word_set
from tallybook.core.claims import Stance

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

JUSTICE = word_set("face charge try sentence jail arraign appear punish prosecute stand indict")
"""What courts do about a deed, and who has done it: it is named with "for"."""

PROJECTED: frozenset[Stance] = frozenset({"denied", "hypothetical", "threatened", "unconfirmed"})

MAKING = word_set(
    "carry launch stage mount make commit conduct execute perpetrate repeat plan lead"
)
"""Verbs by which an attack is made."""

TOLD = DEFINITE - {"such"}
"""Determiners of what has been told: "either attack" is of two that were, "such" only of a kind."""


def presupposed(trigger: Token) -> bool:
    """ "They believe the attack was the work of rebels": a definite description presupposes that
    there was one (Strawson 1950), and belief is about who did it."""
    return trigger.pos_ in ("NOUN", "PROPN") and any(
        t.dep_ == "poss" or t.lower_ in TOLD for t in trigger.children
    )


def is_about(infinitive: Token, trigger: Token) -> bool:
    """Whether what is tried is something about an attack that there was, and not to make one."""
    making = infinitive.lemma_.lower() in MAKING and trigger.head in (infinitive, infinitive.head)
    return presupposed(trigger) and not making
