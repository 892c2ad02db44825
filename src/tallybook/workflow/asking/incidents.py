"""A book's incidents as the tally asks for them: of some days, of some ids, of some claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tallybook.core.claims import Claim, ClaimOutline
from tallybook.core.documents import DocumentOutline
from tallybook.core.incidents import Incident, IncidentOutline, Outlined
from tallybook.store.protocol import Days, View
from tallybook.tally.material import Told
from tallybook.tally.stretches import Stretches
from tallybook.tally.units import undated

_EVER = (date.min.toordinal(), date.max.toordinal())


class StoredIncidents:
    """The incidents of a view, each read in outline when it is first asked for, and kept: a
    question at several standards, or worked out again from more counts, asks for the same ones."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._outlines: dict[str, IncidentOutline] = {}
        self._by_days: dict[str | None, Stretches[IncidentOutline]] = {}
        self._unsorted: dict[str | None, list[IncidentOutline]] = {}
        self._read: dict[str | None, tuple[int, int]] = {}
        self._reported: dict[str, date | None] = {}

    def between(self, first: int, last: int, country: str | None) -> list[IncidentOutline]:
        """Return those that may lie in the days of [first, last], as ordinals, and in a country
        (None: in any)."""
        read = self._read.get(country)
        if read is None:
            self._read_days(country, first, last)
        elif first < read[0] or read[1] < last:
            # Who goes on day by day, from count to count, goes on for long.
            begin, end = read
            further = (end - begin) // 2
            self._read_days(
                country,
                begin if begin <= first else max(_EVER[0], min(first, begin - further)),
                end if last <= end else min(_EVER[1], max(last, end + further)),
            )
        begin, end = self._read[country]
        if first <= begin and end <= last:
            return [*self._by_days[country], *self._unsorted[country]]
        by_days = self._by_days[country]
        by_days.put((*_may_lie(incident), incident) for incident in self._unsorted[country])
        self._unsorted[country].clear()
        return list(by_days.meeting(first, last))

    def _read_days(self, country: str | None, first: int, last: int) -> None:
        """Read those of some days in a country that hold the ones read before."""
        read = self._read.get(country)
        found = self._view.scan(
            IncidentOutline,
            days=None if (first, last) == _EVER else _days(first, last),
            beyond=None if read is None else _days(*read),
            countries=None if country is None else [country],
        )
        self._by_days.setdefault(country, Stretches())
        self._unsorted.setdefault(country, []).extend(self._kept(found))
        self._read[country] = (first, last)

    def named(self, identifiers: Sequence[str]) -> list[IncidentOutline]:
        """Return those of these ids."""
        return self._kept(self._view.get_many(IncidentOutline, identifiers).values())

    def whole(self, identifiers: Sequence[str]) -> list[Incident]:
        """Return those of these ids, in this order, with all that is known of them."""
        return list(self._view.get_many(Incident, identifiers).values())

    def on_claims(self, claims: Sequence[str]) -> list[IncidentOutline]:
        """Return those that rest on any of these claims."""
        return self._kept(self._view.scan(IncidentOutline, claims=claims))

    def reported(self, incident: Outlined) -> date | None:
        """Return the first day on which an incident without a last day was reported, if known."""
        return self._reported.get(incident.id)

    def told(self, claims: Sequence[str]) -> list[Told]:
        """Return claims by their ids, with the days of their reports."""
        found = self._view.get_many(Claim, claims)
        documents = self._view.get_many(DocumentOutline, (c.document for c in found.values()))
        days = {d.id: d.as_of for d in documents.values()}
        return [
            Told(
                claim,
                None if (day := days.get(claim.document)) is None else date.fromisoformat(day),
            )
            for claim in found.values()
        ]

    def _kept(self, incidents: Iterable[IncidentOutline]) -> list[IncidentOutline]:
        """Return the incidents as they were read first; of new ones that are undated, the days on
        which they were reported are noted."""
        outlines = self._outlines
        found = [outlines.setdefault(incident.id, incident) for incident in incidents]
        vague = [i for i in found if undated(i) and i.id not in self._reported]
        claims = self._view.get_many(ClaimOutline, (c for i in vague for c in i.claims))
        documents = self._view.get_many(DocumentOutline, (c.document for c in claims.values()))
        for incident in vague:
            told = (claims[c].document for c in incident.claims if c in claims)
            days = [documents[d].published for d in told if d in documents]
            published = min((day for day in days if day is not None), default=None)
            known = None if published is None else date.fromisoformat(published)
            self._reported[incident.id] = known
        return found


def _may_lie(incident: IncidentOutline) -> tuple[int, int]:
    """Return the first and the last day on which an incident may lie, by its `when` alone."""
    first = None if incident.when is None else incident.when.first
    last = None if incident.when is None else incident.when.last
    return (first or date.min).toordinal(), (last or date.max).toordinal()


def _days(first: int, last: int) -> Days:
    return date.fromordinal(first), date.fromordinal(last)
