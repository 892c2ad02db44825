"""What a question names that no table knows, and nothing that bears on the answer is called.

An unknown name is no error, since reports name groups that no table has. But then a slip of the pen
("JNM") asks for something that everything without a name may be, and the answer does not show it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tallybook.core.certainty import Certainty
from tallybook.core.questions import Question
from tallybook.core.values import Mention, Weapon
from tallybook.tally.figures import Figure
from tallybook.tally.material import Actors, Weapons
from tallybook.tally.names import ATTACKERS, TARGETS, WEAPONS, Names
from tallybook.tally.scopes import Unit


def unknown_notes(
    question: Question, units: Collection[Unit], figures: Collection[Figure], names: Names
) -> Iterator[str]:
    """Yield a note for each name of a question that neither the tables know nor any of the
    incidents and figures is called that bear on the answer."""
    actors, weapons = names.knowledge.actors, names.knowledge.weapons
    for flag, dimension, asked in (
        ("--attacker", ATTACKERS, question.attacker),
        ("--target", TARGETS, question.target),
        ("--weapon", WEAPONS, question.weapon),
    ):
        if asked is None:
            continue
        table: Actors | Weapons = weapons if dimension == WEAPONS else actors
        query = table.query(asked)
        if _is_known(query):
            continue
        # Looked at for an unknown name alone: a question may bear on a hundred thousand incidents.
        said = {one for unit in units for one in unit.named[dimension]}
        said.update(one for f in figures for union in f.scope.named[dimension] for one in union)
        number = names.number(dimension, query)
        if any(names.holds(dimension, one, number) is Certainty.SURE for one in said):
            continue
        spellings = table.spelt_nearly(asked)
        meant = f" Spelt nearly so: {', '.join(spellings)}." if spellings else ""
        yield (
            f"{flag} {asked}: the tables know no such name, and nothing that bears on the answer "
            f"is surely called so; what is counted is what reports leave open.{meant}"
        )


def _is_known(query: Mention | Weapon) -> bool:
    return (query.actor if isinstance(query, Mention) else query.weapon) is not None
