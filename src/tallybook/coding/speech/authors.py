"""Who issued a claim: "X issued a statement claiming the raid" is a claim by X, for whom the
statement speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tallybook.coding.language.clauses import is_passive, subjects
from tallybook.coding.language.phrases import OBJECTS, SUBJECTS, prepositional
from tallybook.coding.roles.words import BY
from tallybook.coding.speech.verdicts import all_of
from tallybook.coding.voices.cues import COMMUNICATIONS

if TYPE_CHECKING:
    from tallybook.coding.language.tokens import Token

ISSUED = frozenset({"by", "from", "of"})


def issuers(claimants: Sequence[Token]) -> list[Token]:
    """Return who claims: of a statement, video or leaflet, whoever issued it ("a statement by the
    group claimed", "the group released a video claiming"), and nobody where that is not told: such
    things speak for somebody and do nothing themselves."""
    return [issuer for claimant in claimants for issuer in _issuers(claimant)]


def _issuers(claimant: Token) -> list[Token]:
    if claimant.lemma_.lower() not in COMMUNICATIONS:
        return [claimant]
    owners = [t for t in claimant.lefts if t.dep_ == "poss"]
    for node in (claimant, *(t for t in claimant.rights if t.dep_ == "acl")):
        owners += prepositional(node, ISSUED if node is claimant else BY)
    owners = owners or channel_owners(claimant)
    if owners:
        return owners
    named = [t for t in claimant.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN"]
    verb = claimant.head
    if claimant.dep_ in OBJECTS and verb.pos_ == "VERB":
        return named or (prepositional(verb, BY) if is_passive(verb) else all_of(subjects(verb)))
    if claimant.dep_ in SUBJECTS and is_passive(verb):
        return named or prepositional(verb, BY)
    if claimant.dep_ == "pobj" and verb.lower_ in ("in", "through", "via"):
        saying = verb.head  # "X said in a statement"
        return named or (all_of(subjects(saying)) if saying.pos_ == "VERB" else [])
    return named


CHANNELS = frozenset({"channel", "account", "website", "site", "page", "feed"})


def channel_owners(message: Token) -> list[Token]:
    """Return whose channel a communication came out on ("a message posted on a Telegram channel
    used by X", "a video on X's website"): what somebody puts out there, he says."""
    nodes = [message, *(t for t in message.rights if t.dep_ == "acl")]
    found: list[Token] = []
    for channel in (c for n in nodes for c in prepositional(n, frozenset({"on", "in", "via"}))):
        if channel.lemma_.lower() not in CHANNELS:
            continue
        found += [t for t in channel.lefts if t.dep_ == "poss" and t.pos_ != "PRON"]
        for node in (channel, *(t for t in channel.rights if t.dep_ == "acl")):
            found += prepositional(node, ISSUED | {"to"})
    return found


def owned_up_to(verb: Token) -> list[Token]:
    """Return what was admitted to ("owned up to the attack")."""
    up = [t for t in verb.children if t.lower_ == "up"] if verb.lemma_ == "own" else []
    return [t for head in (verb, *up) for t in prepositional(head, frozenset({"to"}))] if up else []
