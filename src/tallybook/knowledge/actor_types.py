"""The shapes of the actor tables, as the data files hold them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from tallybook.core.values import Mention

ActorKind = Literal[
    "state",
    "government",
    "military",
    "police",
    "agency",
    "armed_group",
    "umbrella",
    "office",
    "monitor",
    "coalition",
    "civilians",
    "generic",
]
TieKind = Literal["backed_by", "affiliated_with", "alias"]
AttackerClass = Literal["armed_group", "unidentified", "criminal", "crowd"]

STATE_KINDS: frozenset[str] = frozenset({"state", "government", "military", "police", "agency"})
"""Kinds that are a state or part of one."""

ARMED_KINDS: frozenset[str] = frozenset({"armed_group", "umbrella"})
"""Kinds of armed groups that are no state's, and what several of them are called together."""

ARMED = "armed_group"
"""The head of a class of armed groups, as in "any.armed_group.pro-ir"."""


class Tie(Struct, frozen=True, forbid_unknown_fields=True):
    """How an actor stands to another, from `since` to `until` (years; None is open).

    Backing and affiliation are no membership: UCDP codes a supporter as a secondary party.
    """

    kind: TieKind
    actor: str
    since: int | None = None
    until: int | None = None
    source: str = ""

    def holds_in(self, first: int, last: int) -> bool:
        """Whether the tie holds in some year of [first, last]."""
        return (self.since or first) <= last and (self.until or last) >= first


class TiedActor(Struct, frozen=True):
    """An actor by a tie of the table: `to` is the name of whom it is tied to."""

    mention: Mention
    to: str
    tie: Tie


class Actor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A body that can attack, be attacked or speak.

    `country` is where it is at home (ISO 3166-1 alpha-2), `active_in` where else it acts; both
    decide between bodies of one name. `aliases` are names in any case, `acronyms` only in
    capitals. `part_of` are the bodies that it undisputedly belongs to; `may_include` those that
    its name is also used for, or that belong to it by some accounts. `speaks_for` is the body
    whose voice an office is. `authority` says whether it investigates attacks; None leaves that
    to its kind.
    """

    id: str
    name: str
    kind: ActorKind
    source: str
    country: str | None = None
    active_in: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    may_include: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    speaks_for: str | None = None
    active_from: int | None = None
    active_until: int | None = None
    ucdp_id: int | None = None
    authority: bool | None = None


class ActorHit(Struct, frozen=True):
    """The words `[start, end)` name the actor `actor_id`."""

    start: int
    end: int
    actor_id: str


class Name(Struct, frozen=True):
    """What a name in print stands for. `acronym` are its letters where it is one, which stands
    only in capitals, else ""; `proper`: a proper name, at least one word of it capitalised;
    `common`: a common noun, which means the actor where its countries are spoken of."""

    actor: str
    acronym: str = ""
    proper: bool = True
    common: bool = False


class CountryName(Struct, frozen=True):
    """A country's name, acronym or demonym; `name.actor` is the id of the state."""

    name: Name
    demonym: bool = False


def letters_of(text: str) -> str:
    """Return the letters and digits of an acronym, "U.S." as "US"."""
    return "".join(c for c in text if c.isalnum())


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """A state: `names[0]` is its name in print; `seats` are cities used for its government."""

    code: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class Institution(Struct, frozen=True, forbid_unknown_fields=True):
    """A body that every state may have: "Iraqi" + one of `nouns` is the body "iq-" + `id`."""

    id: str
    kind: ActorKind
    name: str
    part_of: tuple[str, ...]
    nouns: tuple[str, ...]
    may_include: tuple[str, ...] = ()


class TargetType(Struct, frozen=True, forbid_unknown_fields=True):
    """A type of target. `side` is "civilian", "open" or the institution that it belongs to."""

    id: str
    nature: Literal["person", "object"]
    side: str
    ucdp: str
    acled: str
    muc4: str
    nouns: tuple[str, ...]


def generic_id(head: str, owner: str | None, principal: str | None) -> str:
    """Return the id of a class of actors built by rule."""
    tail = (f".of-{owner}" if owner else "") + (f".pro-{principal}" if principal else "")
    return f"any.{head}{tail}"


def split_generic(actor_id: str) -> tuple[str, str | None, str | None] | None:
    """Return (head, owner, principal) of an id that `generic_id` built, else None."""
    if not actor_id.startswith("any."):
        return None
    head, *rest = actor_id[4:].split(".")
    owner = next((part[3:] for part in rest if part.startswith("of-")), None)
    principal = next((part[4:] for part in rest if part.startswith("pro-")), None)
    return head, owner, principal
