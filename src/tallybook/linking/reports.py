"""Which reports most likely tell of one event: for finding the reports, not for counting.

An incident holds claims, and its bounds stay open where it is unsure whether two are one attack. A
reader who looks for all that was written of an event asks something else: which reports most likely
belong together, those included in which no attack was read (accidents, trials, photographs with a
line of text). So reports are compared by their main attacks, as far as they tell of one, and by
what they have in common as texts. Days and places that contradict are evidence here and decide
nothing, since one of two reports may be read wrongly; only that two bulletins of one form tell of
their own days does. Nothing of this enters a tally.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.linking.accounts import account_profile
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.bulletins import are_bulletins, weigh_bulletins
from tallybook.linking.clustering import Pair, Rules, agglomerate
from tallybook.linking.comparison import Comparer
from tallybook.linking.days import days_between, ordinal
from tallybook.linking.names import common_names
from tallybook.linking.profiles import Profile
from tallybook.linking.relations import Relations
from tallybook.linking.roster import Position, Roster, make_roster
from tallybook.linking.text_evidence import text_evidence
from tallybook.linking.texts import ReportText
from tallybook.linking.thresholds import DEFAULT

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge

KEY_REPORTS_AT_MOST = 30
"""What more reports print finds no candidates."""
OTHER_BULLETIN = "other bulletin"
"""Evidence that decides alone: two reports of one form tell each of their own days."""
SCORE_LIMIT = 8.0
"""Sums are cut here before they are averaged, so that no pair outvotes a cluster."""


class ReportWeights(Struct, frozen=True, kw_only=True):
    """What each piece of evidence is worth that two reports are of one event, in log odds per
    unit: fitted by `training.report_weights`, on what `source` says."""

    source: str
    from_odds: float
    weights: dict[str, float]


@cache
def report_weights() -> ReportWeights:
    """Return the fitted weights."""
    data = files("tallybook.linking").joinpath("data/report_weights.json").read_bytes()
    return msgspec.json.decode(data, type=ReportWeights)


def group_reports(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    incidents: Iterable[Incident],
    knowledge: Knowledge,
) -> list[list[str]]:
    """Return the reports, by id, in groups that most likely tell of one event each, the oldest
    first; a report that stands alone is a group of its own. The order of what is given changes
    nothing.

    Raises RecordError for a claim without its document.
    """
    reports = Reports(documents, claims, incidents, knowledge)
    return [
        [reports.documents[index].id for index in group]
        for group in grouped(reports, report_weights())
    ]


class Reports:
    """The reports of a book, the oldest first, as they are compared with each other."""

    def __init__(
        self,
        documents: Iterable[Document],
        claims: Sequence[Claim],
        incidents: Iterable[Incident],
        knowledge: Knowledge,
    ) -> None:
        self.documents = sorted(documents, key=lambda d: (d.published or "", d.id))
        roster = self._roster = make_roster(claims, self.documents)
        mains = main_attacks(roster, incidents)
        self._mains = [mains.get(document.id) for document in self.documents]
        self._texts = [roster.text(document.id) for document in self.documents]
        relations = Relations(knowledge, DEFAULT.neighbours_km)
        self._comparer = Comparer(relations, roster, DEFAULT)
        self._evidence: dict[Pair, dict[str, float]] = {}

    def candidates(self) -> set[Pair]:
        """Return the pairs worth comparing, by their places: main attacks that are candidates for
        each other, and texts that share a name or a heavy word which few print."""
        telling = [index for index, main in enumerate(self._mains) if main is not None]
        keys = [blocking_keys(main) for main in self._mains if main is not None]
        found = {(telling[one], telling[other]) for one, other in candidates(keys)}
        return found | _sharing_keys(self._texts)

    def evidence(self, pair: Pair) -> dict[str, float]:
        """Return the evidence on two reports by name: of their main attacks, where both tell of
        one, of their texts, and of the days between them."""
        known = self._evidence.get(pair)
        if known is not None:
            return known
        one, other = pair
        days = days_between(*(ordinal(self.documents[index].published) for index in pair))
        found = {"any": 1.0, **text_evidence(self._texts[one], self._texts[other], days)}
        mine, others = self._mains[one], self._mains[other]
        if mine is not None and others is not None:
            compared = self._comparer.compare_claims(mine, others)
            if are_bulletins(self._roster, mine, others):
                weigh_bulletins(compared, self._roster, mine, others)
            if compared.pairwise:
                found[OTHER_BULLETIN] = 1.0
            found["both tell of an attack"] = 1.0
            for name, weight, _ in compared.evidence:
                found[f"attack: {name}"] = found.get(f"attack: {name}", 0.0) + weight
            if compared.contradiction is not None:
                found[f"attack: {compared.contradiction[0]}"] = 1.0
        self._evidence[pair] = found
        return found


def grouped(reports: Reports, fitted: ReportWeights) -> list[list[int]]:
    """Return the groups of reports, by their places, under some weights."""

    def odds(pair: Pair) -> float:
        evidence = reports.evidence(pair)
        if OTHER_BULLETIN in evidence:
            return -SCORE_LIMIT
        found = sum(fitted.weights.get(name, 0.0) * value for name, value in evidence.items())
        return max(-SCORE_LIMIT, min(SCORE_LIMIT, found))

    scores = {pair: odds(pair) for pair in reports.candidates()}
    # Two that are alike a third are compared as well, so that no mean leaves them out.
    alike: dict[int, set[int]] = defaultdict(set)
    for (one, other), found in scores.items():
        if found >= fitted.from_odds:
            alike[one].add(other)
            alike[other].add(one)
    beside = {pair for near in alike.values() for pair in combinations(sorted(near), 2)}
    scores.update((pair, odds(pair)) for pair in beside if pair not in scores)
    size = len(reports.documents)
    rules = Rules(
        threshold=fitted.from_odds,
        apart=frozenset(),
        constraints=[0] * size,
        contradictory=lambda one, other: False,
    )
    return agglomerate(size, scores, rules)


def main_attacks(roster: Roster, incidents: Iterable[Incident]) -> dict[str, Profile]:
    """Return what each report that tells of attacks knows of its main one, by its id: of the one
    that it tells most often, a claim and each sentence that says it again counting one; of equals
    the one that it tells first."""
    home = {claim: incident.id for incident in incidents for claim in incident.claims}
    told: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str], list[Position]] = defaultdict(list)
    common = common_names(roster)
    for position, claim in sorted(roster.claims.items()):
        told[claim.document][home[claim.id]] += 1 + len(claim.repeats)
        places[claim.document, home[claim.id]].append(position)
    return {
        document: account_profile(roster, places[document, often.most_common(1)[0][0]], common)
        for document, often in told.items()
    }


def _sharing_keys(texts: Sequence[ReportText]) -> set[Pair]:
    printing: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for mark in text.marks:
            printing[mark].append(index)
    return {
        pair
        for found in printing.values()
        if len(found) <= KEY_REPORTS_AT_MOST
        for pair in combinations(found, 2)
    }
