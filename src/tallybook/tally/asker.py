"""The scopes of one question, answered at each standard of evidence.

Who attacked is itself said at a standard: that a group alone says that it did it does not confirm
that it did. Asked about an attacker, each standard goes by the attackers that are named at it, and
an attack without any may have been anybody's.
"""

from __future__ import annotations

from msgspec import structs

from tallybook.core.incidents import STANDARDS, Outlined, Standard
from tallybook.core.questions import Question
from tallybook.tally.book import Book
from tallybook.tally.bounds import Answered, Bounder
from tallybook.tally.material import Material, Policy
from tallybook.tally.scopes import Scope
from tallybook.tally.units import units_of, with_incidents


class Asker:
    """Answers scopes that lie in a question."""

    def __init__(self, question: Question, book: Book, material: Material, policy: Policy) -> None:
        named = (
            dict.fromkeys(STANDARDS, book)
            if question.attacker is None
            else {
                standard: Book(
                    book.figures, units_of(named_at(standard, material), book.names), book.reach
                )
                for standard in STANDARDS
            }
        )
        # What two standards share is solved once, where they go by one book.
        bounders = {id(one): Bounder(one, policy) for one in named.values()}
        self._bounders = {standard: bounders[id(one)] for standard, one in named.items()}

    def all_standards(self, scope: Scope, *, residue: bool = False) -> dict[Standard, Answered]:
        """Return the answer of a scope at each standard; at the widest with its residue, if that
        is asked for."""
        for bounder in self._bounders.values():
            bounder.forget()
        # The widest first: what the others share with it needs no second look for the residue.
        found = {
            standard: self._bounders[standard].at(
                scope, standard, residue=residue and standard == STANDARDS[-1]
            )
            for standard in reversed(STANDARDS)
        }
        return {standard: found[standard] for standard in STANDARDS}


def named_at(standard: Standard, material: Material) -> Material:
    """Return the material with only those attackers that are named at a standard or stricter."""
    allowed = STANDARDS[: STANDARDS.index(standard) + 1]

    def limited(incident: Outlined) -> Outlined:
        if len(incident.attacker_standards) != len(incident.attackers):
            return incident
        kept = [
            (mention, at)
            for mention, at in zip(incident.attackers, incident.attacker_standards, strict=True)
            if at in allowed
        ]
        return structs.replace(
            incident,
            attackers=tuple(mention for mention, _ in kept),
            attacker_standards=tuple(at for _, at in kept),
        )

    return with_incidents(material, limited)
