"""The actors that a book names, and which of them the tables know.

A name that no table lists stays as the report has it, and equal names are one actor. A person who
knows better maps the name to an actor: a row of the person's own table, which questions then go by.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.values import Mention
from tallybook.errors import KnowledgeError, NothingFoundError, UsageError
from tallybook.knowledge.actor_members import body_of
from tallybook.knowledge.actor_types import split_generic
from tallybook.knowledge.actors import ActorTable
from tallybook.knowledge.loading import Knowledge
from tallybook.knowledge.own_tables import NOTHING, VARIABLE, read_own_tables, tables_in
from tallybook.knowledge.vocabulary import key
from tallybook.workflow.asking.listing import Listing
from tallybook.workflow.keeping.exporting import replace_file


class NamedActor(Struct, frozen=True, kw_only=True):
    """An actor as the claims of a book name it. `names` are its names, the most frequent first;
    `actor` is its id in the tables, None where they do not know it; `generic` where the words name
    a class ("gunmen"). The numbers are claims that name it as attacker, target or voice."""

    names: tuple[str, ...]
    actor: str | None
    generic: bool
    attacker: int = 0
    target: int = 0
    voice: int = 0

    @property
    def known(self) -> bool:
        """Whether the tables know the actor or its class."""
        return self.actor is not None


class Mapped(Struct, frozen=True, kw_only=True):
    """A name mapped to an actor in a file of the person's own."""

    name: str
    actor: str
    actor_name: str
    file: str


def named_actors(listing: Listing, *, unknown: bool = False) -> list[NamedActor]:
    """Return the actors that the claims of a list name, those named in most claims first; with
    `unknown` those alone that the tables do not know."""
    table = listing.knowledge.actors
    numbers: dict[str, dict[str, int]] = {}
    names: dict[str, dict[str, int]] = {}
    ids: dict[str, str | None] = {}
    for listed in listing.claims():
        for role, mention in set(_mentions(listed.claim)):
            actor = table.of(mention)
            if role == "target" and _is_thing(mention.name, table):
                continue
            identity = actor.id if actor is not None else _body(mention.name, table)
            ids[identity] = None if actor is None else actor.id
            counted = numbers.setdefault(identity, {})
            counted[role] = counted.get(role, 0) + 1
            spelt = names.setdefault(identity, {})
            spelt[mention.name] = spelt.get(mention.name, 0) + 1
    found = [
        NamedActor(
            names=_by_frequency(names[identity]),
            actor=ids[identity],
            generic=split_generic(ids[identity] or "") is not None,
            **counted,
        )
        for identity, counted in numbers.items()
        if not unknown or ids[identity] is None
    ]
    return sorted(found, key=lambda one: (-(one.attacker + one.target + one.voice), one.names))


def _body(name: str, table: ActorTable) -> str:
    """Return what an unknown name comes down to: "fighters of the X" are of the X."""
    parts = key(name)
    return " ".join(parts[body_of(parts, table.acts_for) or 0 :])


def _is_thing(name: str, table: ActorTable) -> bool:
    """Whether the words name a building, a vehicle or another thing, which is no actor."""
    kind = table.targets.get(table.target_kind(name) or "")
    return kind is not None and kind.nature == "object"


def _by_frequency(counted: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def _mentions(claim: Claim) -> Iterator[tuple[str, Mention]]:
    for role, mentions in (
        ("attacker", claim.attackers),
        ("target", claim.targets),
        ("voice", claim.voices),
    ):
        for mention in mentions:
            yield role, mention


def map_actor(name: str, actor: str, because: str = "") -> Mapped:
    """Write to the person's own tables that `name` is `actor`, an id or a name of the tables.

    The file is the one that --knowledge or $TALLYBOOK_KNOWLEDGE names; it is made where there is
    none, and written whole or not at all. Raises UsageError where no file is named,
    NothingFoundError for an actor that no table knows, and KnowledgeError where the file maps the
    name to another actor already or cannot be written.
    """
    path = os.environ.get(VARIABLE)
    if not path:
        raise UsageError(
            "actors map writes to your own tables: name the file with --knowledge FILE before the "
            f"command, or with ${VARIABLE}; it is made where there is none"
        )
    if not key(name):
        raise UsageError(f"the name {name!r} has no letters in it")
    knowledge = Knowledge(read_own_tables(path) if Path(path).exists() else NOTHING)
    known = knowledge.actors.get(actor) or knowledge.actors.find(actor)
    if known is None or split_generic(known.id) is not None:
        raise NothingFoundError(
            f"no actor {actor!r} in the tables: give an id or a name that `tallybook lookup actor` "
            "finds, or write an [[actor]] of your own first"
        )
    before = knowledge.actors.find(name)
    if before is not None and before.id == known.id:
        return Mapped(name=name, actor=known.id, actor_name=known.name, file=path)
    for alias in knowledge.own.aliases:
        if key(alias.name) == key(name):
            raise KnowledgeError(
                f"{path}: [[alias]] {alias.name!r} is mapped to {alias.actor!r}; change it there"
            )
    row = [f"name = {_quoted(name)}", f"actor = {_quoted(known.id)}"]
    if because.strip():
        row.append(f"because = {_quoted(because.strip())}")
    _append(Path(path), "\n".join(["[[alias]]", *row]) + "\n")
    return Mapped(name=name, actor=known.id, actor_name=known.name, file=path)


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, which escapes what JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _append(path: Path, row: str) -> None:
    """Put a row at the end of a file, which must be readable as tables with it."""
    try:
        is_there = path.exists()
        before = path.read_text(encoding="utf-8") if is_there else ""
        joint = "" if not before else "\n" if before.endswith("\n") else "\n\n"
        after = f"{before}{joint}{row}".encode()
        tables_in(after, str(path))
        replace_file([after], path, path.stat().st_mode if is_there else PRIVATE)
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise KnowledgeError(f"{path}: {reason}; nothing was changed") from error


PRIVATE = 0o600
"""Permissions of a new table: names of informants and sources may be in its reasons."""
