"""Whom the actor table ties to the attacker that a question names, where it asks for them.

Backing and affiliation are no membership (UCDP codes a supporter as a secondary party), and a
report that names only the client has not named the patron. So an attack by a tied group is
possibly one by "pro-X groups" in any case, and surely one only where the asker takes the table's
word for it; the answer then says so, tie by tie.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallybook.core.certainty import Certainty
from tallybook.core.questions import Question
from tallybook.knowledge.actor_types import TiedActor
from tallybook.tally.material import Known
from tallybook.tally.names import ATTACKERS, Names, Union

_KINDS = {
    "backed_by": "backed by",
    "affiliated_with": "affiliated with",
    "alias": "another name of",
}


def tied(question: Question, known: Known) -> tuple[TiedActor, ...]:
    """Return those whom the table ties to the question's attacker within its period; none where
    the question does not ask for ties."""
    if not question.ties or question.attacker is None:
        return ()
    years = (
        question.since.year if question.since is not None else 0,
        question.until.year if question.until is not None else 9999,
    )
    return known.actors.tied_to(known.actors.query(question.attacker), years)


def asked_attackers(question: Question, names: Names) -> Union:
    """Return the names that a question's attacker may go by: its own, and those tied to it."""
    known = names.knowledge
    asked = [] if question.attacker is None else [known.actors.query(question.attacker)]
    asked += [one.mention for one in tied(question, known)]
    return tuple(names.number(ATTACKERS, one) for one in asked)


def ties_note(question: Question, attackers: Iterable[Union], names: Names) -> str | None:
    """Return which ties an answer rests on, in words; None where it asked for none.

    `attackers` are those of what bears on the answer."""
    if not question.ties or question.attacker is None:
        return None
    own = names.number(ATTACKERS, names.knowledge.actors.query(question.attacker))
    said = {
        one
        for union in attackers
        for one in union
        if names.holds(ATTACKERS, one, own) is not Certainty.SURE
    }
    used = [
        _in_words(one)
        for one in tied(question, names.knowledge)
        if any(
            names.holds(ATTACKERS, name, names.number(ATTACKERS, one.mention)) is Certainty.SURE
            for name in said
        )
    ]
    if not used:
        return f"Nobody here is counted as {question.attacker} by a tie of the actor table alone."
    return f"Counted as {question.attacker} by a tie of the actor table: {'; '.join(used)}."


def _in_words(tied_actor: TiedActor) -> str:
    tie = tied_actor.tie
    since = f" since {tie.since}" if tie.since is not None else ""
    until = f" until {tie.until}" if tie.until is not None else ""
    how = f"{_KINDS[tie.kind]} {tied_actor.to}{since}{until}"
    return f"{tied_actor.mention.name} ({how}: {tie.source})"
