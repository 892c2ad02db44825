"""Those of several dead who fell in one place: "eleven were killed, eight of them at X, where
gunmen opened fire on a church".

A partitive says of how many of a whole something holds (Huddleston & Pullum 2002, ch. 5 §7.3), and
a relative clause of "where" what happened at the place right before it: the whole fell in more
than that attack, and the part in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

_REACH = 12
"""Words from the number up to "where", with a name of some words between."""


def part_there(whole: Token) -> tuple[Token, Token] | None:
    """Return the number of those who fell where a clause of "where" tells an attack, and the verb
    of that clause, behind the word that says what befell them all."""
    doc = whole.doc
    for number in doc[whole.i + 1 : whole.sent.end - 2]:
        of, them = doc[number.i + 1], doc[number.i + 2]
        if number.pos_ != "NUM" or of.lower_ != "of" or them.lower_ not in ("them", "whom"):
            continue
        for where in doc[them.i + 1 : min(number.i + _REACH, whole.sent.end)]:
            clause = where.head
            if where.lower_ == "where" and clause.dep_ == "relcl" and clause.pos_ == "VERB":
                return number, clause
    return None
