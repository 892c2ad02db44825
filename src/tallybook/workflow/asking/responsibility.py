"""Who says who did it: for each attack and each figure, every voice with its verdict on each actor.

Nothing is decided here. A claim of responsibility, a denial and an army's blame stand side by side,
each with its sentence; that voices differ is said, and not which of them is right. The verdicts are
those of the claims, and where an account of the attack itself names who did it, its stance.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal

from msgspec import Struct, structs

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim, Share, Stance
from tallybook.core.incidents import Incident
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import split_generic
from tallybook.knowledge.loading import Knowledge
from tallybook.workflow.asking.listing import Listing
from tallybook.workflow.asking.selecting import ListedClaim, ListedIncident
from tallybook.workflow.telling.views import DocumentLine, document_line
from tallybook.workflow.telling.words import attack_in_words, chain_in_words, listed

Held = Literal["claims", "concedes", "blames", "asserts", "unconfirmed", "denies"]
"""How a voice holds an actor to be responsible: it takes credit, admits it, lays the blame, says so
as a fact, cannot confirm it, or denies it."""

HELD_WORDS: dict[Held, str] = {
    "claims": "claimed by",
    "concedes": "conceded by",
    "blames": "blamed by",
    "asserts": "named by",
    "unconfirmed": "not confirmed by",
    "denies": "denied by",
}
"""Each verdict on an actor, before the voice that gives it."""

AFFIRMING: frozenset[Held] = frozenset({"claims", "concedes", "blames", "asserts"})

UNNAMED = "nobody by name"
"""The actor of what is said of "gunmen" or "the group": a class of people, and no one of them."""

_OF_STANCE: dict[Stance, Held] = {
    "asserted": "asserts",
    "claimed": "claims",
    "suspected": "blames",
    "unconfirmed": "unconfirmed",
    "denied": "denies",
}
"""What an account of an attack says of those whom it names; one that imagines or announces an
attack says nothing of who did it."""

_ADMITTING = re.compile(r"(acknowledg|admit|conced|confess|own)", re.IGNORECASE)
"""Verbs of admission: what is admitted is presupposed to be held against the speaker, and so the
same words are no boast. A claim keeps the verb that its verdict rests on."""


class Saying(Struct, frozen=True, kw_only=True):
    """One voice's verdict on one actor: the `name` that it used, its sentence, and where that
    stands. `share` is of how many attacks, where it is said of several; `sensitive` what of it is
    marked as such."""

    verdict: Held
    name: str
    voice: str
    voices: str
    stance: Stance
    share: Share | None
    claim: str
    quote: str
    document: DocumentLine
    sensitive: str = ""


class Cell(Struct, frozen=True):
    """What is said of one actor in one row."""

    actor: str
    sayings: tuple[Saying, ...]


class Row(Struct, frozen=True, kw_only=True):
    """An attack, or a figure of several, with what is said of who did it.

    `sure` is False where the filters leave open whether it belongs. `disputes` say, a sentence
    each, where voices differ.
    """

    kind: Literal["incident", "count"]
    id: str
    words: str
    sure: bool
    cells: tuple[Cell, ...]
    disputes: tuple[str, ...]


class Column(Struct, frozen=True):
    """An actor that somebody speaks of: its name, its id in the table of actors or null, and how
    many rows hold each verdict on it."""

    name: str
    actor: str | None
    verdicts: dict[Held, int]


class Matrix(Struct, frozen=True, kw_only=True):
    """Who says who did it. `unattributed` are the attacks and figures of which nobody says so,
    `unattached` the claims that name somebody, and no attack or figure that is read from them."""

    actors: tuple[Column, ...]
    rows: tuple[Row, ...]
    unattributed: tuple[str, ...]
    unattached: tuple[str, ...]


def responsibility_matrix(listing: Listing) -> Matrix:
    """Return the matrix of the attacks and figures that lie in the listing's question."""
    return _Matrix(listing).made()


class _Actor(Struct, frozen=True):
    """An actor under one name, however a report calls it."""

    name: str
    id: str | None
    mention: Mention


class _Matrix:
    def __init__(self, listing: Listing) -> None:
        self._contents = listing.contents
        self._knowledge: Knowledge = listing.knowledge
        self._claims = listing.claims()
        self._incidents = listing.incidents()
        self._verdicts: dict[str, list[Claim]] = {}
        for claim in self._contents.claims.values():
            if claim.kind == "responsibility":
                for about in claim.about:
                    self._verdicts.setdefault(about, []).append(claim)
        self._actors: dict[str, _Actor] = {}
        self._keys: dict[str, str] = {}

    def made(self) -> Matrix:
        """Return the matrix."""
        known = self._contents.claims
        rows = [self._of_incident(one) for one in self._incidents]
        rows += [self._of_count(one) for one in self._claims if one.claim.kind == "count"]
        unattached = [
            one.claim.id
            for one in self._claims
            if one.claim.kind == "responsibility" and not any(a in known for a in one.claim.about)
        ]
        filled = [row for row in rows if row.cells]
        actors = self._columns(filled)
        order = {column.name: place for place, column in enumerate(actors)}
        return Matrix(
            actors=actors,
            rows=tuple(
                structs.replace(
                    row, cells=tuple(sorted(row.cells, key=lambda cell: order[cell.actor]))
                )
                for row in filled
            ),
            unattributed=tuple(row.id for row in rows if not row.cells),
            unattached=tuple(unattached),
        )

    def _of_incident(self, one: ListedIncident) -> Row:
        incident = one.incident
        told = [self._contents.claims[claim] for claim in incident.claims]
        cells, disputes = self._said(told)
        return Row(
            kind="incident",
            id=incident.id,
            words=_words(incident),
            sure=one.sure,
            cells=cells,
            disputes=disputes,
        )

    def _of_count(self, one: ListedClaim) -> Row:
        cells, disputes = self._said([one.claim])
        return Row(
            kind="count",
            id=one.claim.id,
            words=_words(one.claim),
            sure=one.sure,
            cells=cells,
            disputes=disputes,
        )

    def _said(self, told: Collection[Claim]) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
        """Return what is said of each actor by claims on one thing, and where voices differ."""
        verdicts = (verdict for claim in told for verdict in self._verdicts.get(claim.id, ()))
        sayings: dict[str, list[Saying]] = {}
        # A verdict that stands for one attack alone is among the attack's claims as well.
        claims = {claim.id: claim for claim in (*told, *verdicts)}
        for actor, saying in self._sayings(claims.values()):
            sayings.setdefault(actor, []).append(saying)
        cells = tuple(Cell(actor, tuple(said)) for actor, said in sayings.items())
        return cells, tuple(self._disputes(sayings))

    def _sayings(self, claims: Collection[Claim]) -> Iterator[tuple[str, Saying]]:
        """Yield what each claim says of each actor, in the order of the reports.

        Whoever takes credit or lays the blame tells of the attack by the same words: that account
        says nothing further of the same actor.
        """
        judged = {
            (claim.document, claim.sentence, claim.voices, self._actor(mention).name)
            for claim in claims
            if claim.kind == "responsibility"
            for mention in claim.attackers
        }
        for claim in claims:
            held = _held(claim)
            if held is None:
                continue
            for mention in claim.attackers:
                actor = self._actor(mention).name
                where = (claim.document, claim.sentence, claim.voices, actor)
                if claim.kind == "responsibility" or where not in judged:
                    yield actor, self._saying(claim, held, mention)

    def _saying(self, claim: Claim, held: Held, mention: Mention) -> Saying:
        document = self._contents.documents[claim.document]
        chain = chain_in_words(claim.voices) or document.publisher or "the report itself"
        voice = chain
        if claim.voices:
            said = claim.voices[-1]
            # "Local officials" are some of a class, and not all that bears its name.
            of_a_class = said.actor is not None and split_generic(said.actor) is not None
            voice = said.name if of_a_class else self._actor(said).name
        return Saying(
            verdict=held,
            name=mention.name,
            voice=voice,
            voices=chain,
            stance=claim.stance,
            share=claim.share,
            claim=claim.id,
            quote=claim.sentence.words,
            document=document_line(document, self._contents.sensitive),
            sensitive=self._contents.sensitive.of_claim(claim),
        )

    def _actor(self, mention: Mention) -> _Actor:
        """Return whom a mention names: by the table of actors, else by its words."""
        generic = None if mention.actor is None else split_generic(mention.actor)
        if generic is not None and generic[1:] == (None, None):
            return self._actors.setdefault(UNNAMED, _Actor(UNNAMED, None, mention))
        words = " ".join(mention.name.split())
        key = mention.actor or f"={words.casefold()}"
        if key not in self._keys:
            name = self._name(words, mention.actor)
            self._keys[key] = name
            self._actors.setdefault(name, _Actor(name, mention.actor, mention))
        return self._actors[self._keys[key]]

    def _name(self, words: str, actor_id: str | None) -> str:
        """Return what an actor is called: as the reports call it first where that is a name of its
        own ("JNIM"), else as the table does, for "the army" may be any state's. A name has a
        capital that no sentence's beginning gives it, and its head, the last word, has one."""
        known = None if actor_id is None else self._knowledge.actors.get(actor_id)
        capitals = any(character.isupper() for character in words[1:])
        own = capitals and words.split()[-1][0].isupper() and words not in self._actors
        return words if known is None or own else known.name

    def _disputes(self, sayings: Mapping[str, list[Saying]]) -> Iterator[str]:
        """Yield where an actor is held responsible and somebody denies it, and where two voices
        name actors that are surely not the same, nor one of the other's."""
        named: dict[str, dict[str, None]] = {}
        for actor, said in sayings.items():
            by = {one.voice for one in said if one.verdict in AFFIRMING}
            against = list(dict.fromkeys(one.voice for one in said if one.verdict == "denies"))
            if actor != UNNAMED:
                for voice in sorted(by):
                    named.setdefault(voice, {})[actor] = None
            if by and against:
                yield f"{actor}: {_affirmed(said)}; denied by {listed(against)}"
        if any(self._apart(one, other) for one, other in combinations(named.values(), 2)):
            every = dict.fromkeys(actor for actors in named.values() for actor in actors)
            yield "; ".join(f"{actor}: {_affirmed(sayings[actor])}" for actor in every)

    def _apart(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Whether two voices name none who may be the same, or part of the same."""
        matches = self._knowledge.actors.matches
        pairs = [(self._actors[a].mention, self._actors[b].mention) for a in ones for b in others]
        return all(
            matches(one, other) is Certainty.NO and matches(other, one) is Certainty.NO
            for one, other in pairs
        )

    def _columns(self, rows: Iterable[Row]) -> tuple[Column, ...]:
        """Return the actors, those of whom most is said first, nobody by name last."""
        verdicts: dict[str, dict[Held, int]] = {}
        weight: dict[str, int] = {}
        for row in rows:
            for cell in row.cells:
                counted = verdicts.setdefault(cell.actor, {})
                weight[cell.actor] = weight.get(cell.actor, 0) + 1
                for held in {saying.verdict for saying in cell.sayings}:
                    counted[held] = counted.get(held, 0) + 1
        order = sorted(verdicts, key=lambda name: (name == UNNAMED, -weight[name], name))
        return tuple(
            Column(
                name,
                self._actors[name].id,
                {held: verdicts[name][held] for held in HELD_WORDS if held in verdicts[name]},
            )
            for name in order
        )


def _held(claim: Claim) -> Held | None:
    """Return the verdict of a claim on those whom it names; None where it gives none.

    What a claim has from another voice or sentence (`inferred`) it does not say itself.
    """
    if claim.kind == "responsibility":
        cues = claim.spans.get("verdict", ())
        if claim.verdict == "claims" and any(_ADMITTING.match(cue.words) for cue in cues):
            return "concedes"
        return claim.verdict
    if claim.kind not in ("incident", "count"):
        return None
    own = "attackers" not in claim.inferred or claim.stance == "claimed"
    return _OF_STANCE.get(claim.stance) if own else None


def _affirmed(said: Iterable[Saying]) -> str:
    """Return "claimed by JNIM and blamed by Malian army"."""
    by: dict[Held, dict[str, None]] = {}
    for one in said:
        if one.verdict in AFFIRMING:
            by.setdefault(one.verdict, {})[one.voice] = None
    return listed([f"{HELD_WORDS[held]} {listed(list(by[held]))}" for held in by])


def _words(record: Incident | Claim) -> str:
    """Return what a row is of, without those who are said to have done it: that is the matter."""
    return attack_in_words(structs.replace(record, attackers=()))
