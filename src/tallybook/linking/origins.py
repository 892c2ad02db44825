"""The independent sources behind claims. Origins are counted, not articles.

The rule throughout: never count as two what may be one. A voice beyond the outlet is the origin
of what it says, wherever it is printed; two officials of one body speak for that body; what an
outlet says in its own words comes from its report, and so do the copies of the report.

Within one incident more is known, and more falls together. "Police" of one report and "local
officials" of another may be one desk, and the named command of a third may be the same again.
An outlet's own words about an attack, in a report that also quotes the police on it, may rest on
the police. What an outlet, or an agency, reports again is no second source. And a report that says
"Reuters reported" is no second source beside Reuters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.certainty import Certainty
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.origins import Origin
from tallybook.core.values import Mention
from tallybook.knowledge.actor_types import split_generic
from tallybook.knowledge.vocabulary import Key, key
from tallybook.linking.roster import Roster
from tallybook.linking.sets import DisjointSets

if TYPE_CHECKING:
    from tallybook.knowledge.actors import ActorTable

_BYSTANDERS = frozenset(["witness", "eyewitness", "survivor", "neighbour", "relative", "bystander"])
"""Voices who saw it and hold no office, beside the civilians that the actor table knows."""

AUTHORITIES = "voice:unnamed authorities"
BYSTANDERS = "voice:unnamed residents and witnesses"


class Source(Struct, frozen=True):
    """The origin of a claim before its incident is known. `unnamed` and `authority` say whether
    the voice is anonymous, and whether it is an office of state or one that attests attacks."""

    origin: str
    words: str
    voice: Mention | None = None
    unnamed: bool = False
    authority: bool = False


class Sources:
    """Finds the origins of claims under one actor table."""

    def __init__(self, roster: Roster, actors: ActorTable) -> None:
        self._roster = roster
        self._actors = actors
        self._known: dict[Mention, Source] = {}
        self._outlets: dict[str, frozenset[Key]] = {}

    def voice_of(self, claim: Claim) -> Mention | None:
        """Return the innermost voice beyond the outlet, or None: the outlet's own words. An outlet
        that is an actor, such as an army that publishes a communiqué, is a voice itself."""
        publisher = self._roster.documents[claim.document].publisher
        outlet = key(publisher) if publisher is not None else ()
        beyond = [v for v in claim.voices if key(v.name) != outlet or v.actor is not None]
        return beyond[-1] if beyond else None

    def source(self, claim: Claim) -> Source:
        """Return a claim's origin by its voice and report alone."""
        voice = self.voice_of(claim)
        if voice is None:
            group = self._roster.copies[claim.document]
            words = "the report's own words"
            if group.size > 1:
                words = f"the words of one report and {group.size - 1} copies of it; {group.words}"
            return Source(f"document:{group.id}", words)
        found = self._known.get(voice)
        if found is None:
            found = self._known[voice] = self._voice_source(voice)
        return found

    def alone(self, claim: Claim) -> Origin:
        """Return the origin of a claim that is part of no incident."""
        source = self.source(claim)
        return Origin(claim.id, source.origin, source.words)

    def of_incident(self, claims: Sequence[Claim]) -> dict[str, Origin]:
        """Return the origins of an incident's claims by claim id; `claims` come oldest first."""
        sources = {claim.id: self._as_report(claim, claims) for claim in claims}
        sources = self._as_outlets(claims, self._as_wholes(sources))
        named = next((s for s in sources.values() if s.authority and not s.unnamed), None)
        if named is not None:
            for claim in claims:
                source = sources[claim.id]
                if source.authority and source.unnamed:
                    words = f"{source.words}, who may be the same as {named.words}"
                    sources[claim.id] = Source(named.origin, words, source.voice)
        quoted: dict[str, Source] = {}
        for claim in claims:
            if sources[claim.id].voice is not None:
                quoted.setdefault(self._roster.copy_group(claim), sources[claim.id])
        origins: dict[str, Origin] = {}
        for claim in claims:
            source = sources[claim.id]
            behind = quoted.get(self._roster.copy_group(claim))
            if source.voice is None and behind is not None:
                words = f"{source.words}, which also give the word of {behind.words}"
                source = Source(behind.origin, words)
            origins[claim.id] = Origin(claim.id, source.origin, source.words)
        return origins

    def _as_wholes(self, sources: dict[str, Source]) -> dict[str, Source]:
        """Return the sources with a part of a body taken for the body where that speaks as well:
        an army and the forces that it belongs to may have it from one desk."""
        speaking = {s.voice: s for s in sources.values() if s.voice and s.voice.actor is not None}

        def whole(source: Source) -> Source:
            # The widest body, which itself is part of none that speaks.
            above = [v for v in speaking if source.voice and self._is_part(source.voice, v)]
            widest = next((v for v in above if not any(self._is_part(v, w) for w in above)), None)
            if widest is None:
                return source
            other = speaking[widest]
            words = f"{source.words}, which is part of {other.words}"
            return Source(other.origin, words, source.voice, source.unnamed, source.authority)

        return {claim: whole(source) for claim, source in sources.items()}

    def _is_part(self, voice: Mention, whole: Mention) -> bool:
        forth, back = self._actors.matches(voice, whole), self._actors.matches(whole, voice)
        return forth is Certainty.SURE and back is not Certainty.SURE

    def _as_outlets(self, claims: Sequence[Claim], sources: dict[str, Source]) -> dict[str, Source]:
        """Return the sources with the own words of one outlet, or of outlets that credit one
        agency, taken for one source: it is not confirmed by what it says again."""
        own = [claim for claim in claims if sources[claim.id].voice is None]
        origins = list(dict.fromkeys(sources[claim.id].origin for claim in own))
        wholes, first = DisjointSets(len(origins)), dict[Key, int]()
        for claim in own:
            number = origins.index(sources[claim.id].origin)
            for outlet in self._outlets_of(self._roster.documents[claim.document]):
                wholes.union(first.setdefault(outlet, number), number)
        found = dict(sources)
        for claim in own:
            source = sources[claim.id]
            oldest = origins[wholes.find(origins.index(source.origin))]
            if oldest != source.origin:
                words = f"{source.words}, whose outlet or agency tells of it elsewhere"
                found[claim.id] = Source(oldest, words)
        return found

    def _as_report(self, claim: Claim, claims: Sequence[Claim]) -> Source:
        """Return the claim's source; an outlet that is quoted and has a report here is that
        report."""
        source = self.source(claim)
        if source.voice is None or source.voice.actor is not None:
            return source
        name = key(source.voice.name)
        for other in claims:
            document = self._roster.documents[other.document]
            if name in self._outlets_of(document):
                group = self._roster.copies[document.id].id
                return Source(f"document:{group}", f"{source.words}, whose own report is here")
        return source

    def _outlets_of(self, document: Document) -> frozenset[Key]:
        """Return the names of those whose report a document is."""
        found = self._outlets.get(document.id)
        if found is None:
            publisher = [] if document.publisher is None else [document.publisher]
            names = (*publisher, *self._roster.copies[document.id].credits)
            found = self._outlets[document.id] = frozenset(key(name) for name in names)
        return found

    def _voice_source(self, voice: Mention) -> Source:
        actor = self._actors.get(voice.actor) if voice.actor is not None else None
        generic = split_generic(voice.actor) if voice.actor is not None else None
        authority = self._actors.is_authority(voice.name)
        if actor is not None and (generic is None or generic[1] is not None):
            state = authority or self._actors.is_state_body(actor)
            return Source(f"voice:{actor.id}", actor.name, voice, authority=state)
        if any(word[0].isupper() for word in voice.name.split()[1:]):
            folded = " ".join(key(voice.name))
            return Source(f"voice:{folded}", voice.name, voice, authority=authority)
        return self._unnamed_source(voice, generic[0] if generic else None, authority)

    def _unnamed_source(self, voice: Mention, head: str | None, authority: bool) -> Source:
        if authority or (head is not None and head in self._actors.institutions):
            return Source(AUTHORITIES, f'"{voice.name}"', voice, unnamed=True, authority=True)
        actor = self._actors.get(voice.actor) if voice.actor is not None else None
        civilian = actor is not None and actor.kind == "civilians"
        if civilian or set(key(voice.name)) & _BYSTANDERS:
            return Source(BYSTANDERS, f'"{voice.name}"', voice, unnamed=True)
        folded = " ".join(key(voice.name))
        return Source(f"voice:{folded}", f'"{voice.name}"', voice, unnamed=True)
