"""A book's incidents as the tally asks for them: of some days, of some ids, of some claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.store.protocol import View
from tallybook.tally.material import Told
from tallybook.tally.units import undated

_EVER = (date.min.toordinal(), date.max.toordinal())


class StoredIncidents:
    """The incidents of a view, each read when it is asked for. `read` are those read so far."""

    def __init__(self, view: View) -> None:
        self.read: dict[str, Incident] = {}
        self._view = view
        self._reported: dict[str, date] = {}

    def between(self, first: int, last: int) -> list[Incident]:
        """Return those that may lie in the days of [first, last], as ordinals."""
        days = (date.fromordinal(first), date.fromordinal(last))
        return self._kept(self._view.scan(Incident, days=None if (first, last) == _EVER else days))

    def named(self, identifiers: Sequence[str]) -> list[Incident]:
        """Return those of these ids."""
        return self._kept(self._view.get_many(Incident, identifiers).values())

    def on_claims(self, claims: Sequence[str]) -> list[Incident]:
        """Return those that rest on any of these claims."""
        return self._kept(self._view.scan(Incident, claims=claims))

    def reported(self, incident: Incident) -> date | None:
        """Return the first day on which an incident without a last day was reported, if known."""
        return self._reported.get(incident.id)

    def told(self, claims: Sequence[str]) -> list[Told]:
        """Return claims by their ids, with the days of their reports."""
        found = self._view.get_many(Claim, claims)
        documents = self._view.get_many(Document, (c.document for c in found.values()))
        days = {d.id: d.as_of for d in documents.values()}
        return [
            Told(
                claim,
                None if (day := days.get(claim.document)) is None else date.fromisoformat(day),
            )
            for claim in found.values()
        ]

    def _kept(self, incidents: Iterable[Incident]) -> list[Incident]:
        """Return the incidents, with the reports of the undated ones noted."""
        found = list(incidents)
        vague = [i for i in found if undated(i) and i.id not in self.read]
        self.read.update((incident.id, incident) for incident in found)
        claims = self._view.get_many(Claim, (c for i in vague for c in i.claims))
        documents = self._view.get_many(Document, (c.document for c in claims.values()))
        for incident in vague:
            told = (claims[c].document for c in incident.claims if c in claims)
            days = [documents[d].published for d in told if d in documents]
            if published := min((day for day in days if day is not None), default=None):
                self._reported[incident.id] = date.fromisoformat(published)
        return found
