"""Members and their body: "fighters of the Taliban", "a group of gunmen from the ELN".

A noun for those who act, with "of", "from" or "belonging to" and a proper name behind it, names the
body that they act for: the genitive of a whole and its members (Quirk et al. 1985, 5.115). What
only numbers or gathers them in front ("a group of", "dozens of") adds nothing.
"""

from __future__ import annotations

from collections.abc import Callable

_OF = frozenset(["of", "from"])
_BELONGING = ("belonging", "to")
_ARTICLES = frozenset(["the", "a", "an"])
_GATHERED = frozenset(
    [
        *["group", "band", "number", "unit", "cell", "team", "squad", "column", "contingent"],
        *["dozen", "score", "hundred", "thousand", "handful", "pair", "couple", "some", "several"],
    ]
)
"""Words that only say how many, or that they came together; in the singular, as keys are."""


def body_of(keys: tuple[str, ...], acts_for: Callable[[str], bool]) -> int | None:
    """Return where the name of the body begins in the keys of a phrase, None where no members are
    named before one. `acts_for` tells nouns for those who act for a body."""
    for index in range(1, len(keys) - 1):
        joint = 1 if keys[index] in _OF else 2 if keys[index : index + 2] == _BELONGING else 0
        after = index + joint
        if not joint or after >= len(keys):
            continue
        if keys[after] in _ARTICLES:
            after += 1
        if after < len(keys) and (acts_for(keys[index - 1]) or keys[index - 1] in _GATHERED):
            return after
    return None
