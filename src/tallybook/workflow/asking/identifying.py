"""Which record a person means by an id, by its beginning, or by the id of a merged incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import PersonJudgement
from tallybook.core.tallies import Tally
from tallybook.errors import UnknownIdError
from tallybook.store.protocol import View
from tallybook.workflow.telling.words import listed

Named = Literal["tally", "incident", "claim", "document", "judgement"]

CANDIDATES_SHOWN = 8
_KINDS: Mapping[Named, type[Tally | Incident | Claim | Document | PersonJudgement]] = (
    MappingProxyType(
        {
            "tally": Tally,
            "incident": Incident,
            "claim": Claim,
            "document": Document,
            "judgement": PersonJudgement,
        }
    )
)
_COMMANDS: Mapping[Named, str] = MappingProxyType(
    {
        "tally": "tally",
        "incident": "incidents",
        "claim": "claims",
        "document": "documents",
        "judgement": "judgements",
    }
)
"""The command that prints the ids of each kind."""


def find_id(view: View, asked: str, names: Sequence[Named]) -> str:
    """Return the one id of these kinds of record that `asked` is or begins, with or without its
    kind; the id of an incident that was merged leads to the other.

    Raises UnknownIdError where nothing has that id, naming the candidates where several begin so.
    """
    wanted = asked.strip().lower()
    commands = [f"`{_COMMANDS[name]}`" for name in names]
    commands[0] = f"`tallybook {_COMMANDS[names[0]]}`"
    prints = f"{listed(commands)} {'print' if names[1:] else 'prints'} the ids that it holds"
    if not wanted:
        raise UnknownIdError(f"no id is given; {prints}")
    for name in names:
        if view.get(_KINDS[name], wanted) is not None:
            return wanted
    merged = view.get(Redirect, wanted) if "incident" in names else None
    while merged is not None:
        if view.get(Incident, merged.to) is not None:
            return merged.to
        merged = view.get(Redirect, merged.to)
    found = [
        record.id
        for name in names
        for record in view.scan(_KINDS[name])
        if begins(record.id, wanted, name)
    ]
    if len(found) == 1:
        return found[0]
    if not found and "incident" in names:
        found = [one.id for one in view.scan(Redirect) if begins(one.id, wanted, "incident")]
        if len(found) == 1 and found[0] != wanted:
            return find_id(view, found[0], names)
    if not found:
        raise UnknownIdError(f"the book holds no {listed(names, joint='or')} {asked!r}; {prints}")
    shown = ", ".join(found[:CANDIDATES_SHOWN])
    more = f" and {len(found) - CANDIDATES_SHOWN} more" if len(found) > CANDIDATES_SHOWN else ""
    raise UnknownIdError(f"{asked!r} begins {len(found)} ids: {shown}{more}; write more of one")


def begins(identifier: str, asked: str, name: Named) -> bool:
    """Whether an id of this kind of record begins with what was asked, with or without its kind."""
    wanted = asked.strip().lower()
    return identifier.startswith((wanted, f"{name}1_{wanted}"))


def find_tally(view: View, asked: str) -> Tally:
    """Return the one tally whose id `asked` is or begins; raise UnknownIdError."""
    tally = view.get(Tally, find_id(view, asked, ["tally"]))
    assert tally is not None, "find_id found it"
    return tally
