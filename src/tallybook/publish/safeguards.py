"""What of a publication may go out, and how exactly.

Every exporter, ours or a third party's, is given records that are safe already: what is marked as
sensitive and what has only just happened is left out, places are coarsened, and words that must
not be read are blanked wherever the report's words are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.marks import Mark
from tallybook.core.spans import Span
from tallybook.core.values import Mention, Moment, Weapon
from tallybook.knowledge.loading import Knowledge
from tallybook.publish.coarsening import PLACE_WITHHELD, Coarsened, Coarseness, coarsened
from tallybook.publish.privacy import WITHHELD, private_voices
from tallybook.publish.publication import Publication, PublishedClaim, PublishedIncident

WORDS_WITHHELD = "(withheld)"

_MENTIONED = ("attackers", "targets", "weapons", "voices")


DEFAULT_DELAY = timedelta(hours=48)


class Safeguards(Struct, frozen=True):
    """How long an event waits before it is published, and how exact its place may be.

    The defaults: what happened within two days may still be going on, and those who fled it may
    be near; a first-order division says where without leading to a door.
    """

    delay: timedelta = DEFAULT_DELAY
    coarsen: Coarseness = "adm1"


class Safe(Struct, frozen=True):
    """What may be published, and the ids of the claims that are left out: on what happened too
    recently (`recent`), and marked as sensitive (`marked`). `hidden` are the words that are blanked
    where they stand in what is published, with what stands instead."""

    publication: Publication
    recent: frozenset[str]
    marked: frozenset[str]
    hidden: Mapping[str, str]


def safeguarded(
    publication: Publication,
    safeguards: Safeguards,
    marks: Iterable[Mark],
    knowledge: Knowledge,
    now: datetime,
) -> Safe:
    """Return a publication as it may go out at `now`."""
    guard = _Guard(publication, safeguards, list(marks), knowledge, now)
    return Safe(
        guard.publication(), frozenset(guard.recent), frozenset(guard.marked), guard.names()
    )


def last_day_over(until: datetime) -> date:
    """Return the last day that was over at `until`."""
    return until.date() - timedelta(days=1)


def is_recent(when: Moment | None, published: str | None, until: datetime) -> bool:
    """Whether an event may not be over at `until`: its last possible day, else the day on which it
    was reported. What no day is known of tells nobody that it is recent."""
    last = None if when is None else when.last
    if last is None and published is not None:
        last = date.fromisoformat(published)
    if last is None or last == date.max:
        return False
    return datetime.combine(last + timedelta(days=1), time(), UTC) > until


class _Guard:
    """One pass over a publication."""

    def __init__(
        self,
        publication: Publication,
        safeguards: Safeguards,
        marks: list[Mark],
        knowledge: Knowledge,
        now: datetime,
    ) -> None:
        self._given = publication
        self._safeguards = safeguards
        self._knowledge = knowledge
        self._until = now - safeguards.delay
        whole = {mark.target for mark in marks if mark.words is None}
        claims = publication.all_claims.values()
        self.marked = {c.id for c in claims if c.id in whole or c.document in whole}
        self.recent = {c.id for c in claims if self._is_recent(c.when, c.document)} - self.marked
        self._marked_words = [mark.words for mark in marks if mark.words is not None]
        self._hidden = self._hidden_words(marks)
        # A report goes out whole or not at all, as in a web archive: what is marked is in it.
        self._touched = {mark.target for mark in marks}
        self._touched |= {c.document for c in claims if c.id in self._touched}

    def publication(self) -> Publication:
        """Return what is safe of it."""
        given = self._given
        out = self.marked | self.recent
        safe = {name: self._claim(c) for name, c in given.all_claims.items() if name not in out}
        held = {given.all_claims[name].document for name in self.recent}
        held |= self._touched
        quoted = {claim.document for claim in safe.values()}
        incidents = (
            PublishedIncident(shown, one.sure)
            for one in given.incidents
            if (shown := self._incident(one.incident, safe, out)) is not None
        )
        return replace(
            given,
            reports=tuple(self._document(d) for d in given.reports if d.id not in held),
            claims=tuple(
                PublishedClaim(safe[one.claim.id], one.sure)
                for one in given.claims
                if one.claim.id in safe
            ),
            incidents=tuple(incidents),
            all_claims=safe,
            documents={
                name: self._document(document)
                for name, document in given.documents.items()
                if name not in held or name in quoted
            },
        )

    def names(self) -> dict[str, str]:
        """Return the names and the marked words that are blanked in any document. What a place was
        made as coarse as is named, also where a finer one has its name."""
        given = self._given.all_claims.values()
        places = [self._coarsened(claim) for claim in given]
        names = dict.fromkeys((n for found in places for n in found.withheld), PLACE_WITHHELD)
        for found in places:
            for place in found.places:
                names.pop(place.name, None)
        for claim in given:
            names |= dict.fromkeys(private_voices(claim.voices, self._given.actors), WITHHELD)
        return names | dict.fromkeys(self._marked_words, WORDS_WITHHELD)

    def _coarsened(self, record: Claim | Incident) -> Coarsened:
        return coarsened(record.places, self._safeguards.coarsen, self._knowledge.gazetteer)

    def _is_recent(self, when: Moment | None, document: str) -> bool:
        documents = self._given.documents
        published = documents[document].published if document in documents else None
        return is_recent(when, published, self._until)

    def _hidden_words(self, marks: list[Mark]) -> dict[str, dict[str, str]]:
        """Return for each document the words that are blanked in it, with what stands instead."""
        hidden: dict[str, dict[str, str]] = {}
        for claim in self._given.all_claims.values():
            blanked = hidden.setdefault(claim.document, {})
            places = self._coarsened(claim)
            words = set(places.withheld)
            if words:
                words |= {span.words for span in claim.spans.get("places", ())}
            blanked |= dict.fromkeys(words, PLACE_WITHHELD)
            blanked |= dict.fromkeys(private_voices(claim.voices, self._given.actors), WITHHELD)
        for mark in marks:
            if mark.words is not None:
                target = self._given.all_claims.get(mark.target)
                document = mark.target if target is None else target.document
                hidden.setdefault(document, {})[mark.words] = WORDS_WITHHELD
        return hidden

    def _claim(self, claim: Claim) -> Claim:
        blank = Blank(self._hidden.get(claim.document, {}))
        sentence = claim.sentence
        return replace(
            claim,
            sentence=Span(sentence.start, sentence.end, blank(sentence.words)),
            places=self._coarsened(claim).places,
            motive=None if claim.motive is None else blank(claim.motive),
            # Ranges and words of the report's text, which is not what goes out.
            spans={},
            repeats=(),
            **_blanked(claim, blank),
        )

    def _incident(
        self, incident: Incident, safe: Mapping[str, Claim], out: Collection[str]
    ) -> Incident | None:
        """Return an incident as it may go out; None where nothing that may stands behind it."""
        claims = tuple(name for name in incident.claims if name in safe)
        documents = [safe[name].document for name in claims]
        if not claims or any(self._is_recent(incident.when, name) for name in documents):
            return None
        words: dict[str, str] = {}
        for name in documents:
            words |= self._hidden.get(name, {})
        shown = replace(incident, claims=claims, **_without_support(incident, out))
        return replace(shown, places=self._coarsened(shown).places, **_blanked(shown, Blank(words)))

    def _document(self, document: Document) -> Document:
        blank = Blank(self._hidden.get(document.id, {}))
        title = None if document.title is None else blank(document.title)
        return replace(document, title=title, text=blank(document.text), paragraphs=())


class Blank:
    """Blanks words in a text, the longest first, where they stand as whole words; what stands
    instead is said for each."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._instead = words
        ordered = sorted(filter(None, words), key=len, reverse=True)
        either = "|".join(re.escape(word) for word in ordered)
        self._pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._instead[found[0]], text)


def _blanked(record: Claim | Incident, blank: Blank) -> dict[str, Any]:
    """Return the names of a record with what is hidden blanked."""
    shown: dict[str, Any] = {}
    for field in _MENTIONED:
        values: tuple[Mention | Weapon, ...] = getattr(record, field, ())
        if values:
            shown[field] = tuple(replace(value, name=blank(value.name)) for value in values)
    return shown


def _without_support(incident: Incident, out: Collection[str]) -> dict[str, Any]:
    """Return the fields of an incident that rest on nothing that may be published, emptied."""
    defaults = {field.name: field.default for field in fields(Incident)}
    lost = {fact.field for fact in incident.facts if fact.support and set(fact.support) <= set(out)}
    return {name: defaults[name] for name in lost if name in defaults}
