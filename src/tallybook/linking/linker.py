"""From claims to incidents: join within reports, compare across them, cluster, settle the facts.

roster ─ accounts of each family of reports ─ pairs of accounts ─ clusters ─ incidents
  │        │                                                        │
  │        └ people's verdicts, "another attack", copied sentences  └ apart stays apart
  └ claims of single attacks in one order; near-copies of reports
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.judgements import Judgement
from tallybook.core.origins import Origin
from tallybook.linking.accounts import MAKER, AccountPair, Accounts, mark, tell
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.comparison import Comparer
from tallybook.linking.components import Clusters, cluster, compare_pair
from tallybook.linking.incidents import IncidentMaker, incident_id
from tallybook.linking.names import common_names
from tallybook.linking.origins import Sources
from tallybook.linking.relations import Relations
from tallybook.linking.roster import make_roster
from tallybook.linking.thresholds import DEFAULT, Thresholds

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge


class Linking(Struct, frozen=True):
    """What linking gives: rule judgements that are not in the log yet, all incidents, and the
    origin of every claim."""

    judgements: tuple[Judgement, ...]
    incidents: tuple[Incident, ...]
    origins: tuple[Origin, ...]


def link(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
    knowledge: Knowledge,
    *,
    thresholds: Thresholds = DEFAULT,
) -> Linking:
    """Return the incidents that the claims speak of, with the reasons.

    A pure function: the order of `claims` and `documents` changes nothing, while `judgements`
    come in the order in which they were made, because later beats earlier. Every
    claim of one attack is in exactly one incident. A book is linked under the default
    `thresholds`; others show what its incidents would be.

    Raises RecordError for a claim without its document.
    """
    roster = make_roster(claims, documents)
    relations = Relations(knowledge, thresholds.neighbours_km)
    comparer = Comparer(relations, roster, thresholds)
    common = common_names(roster)
    accounts = tell(roster, sorted(roster.claims), judgements, comparer, common)
    mark(roster, accounts.profiles.values(), common)
    for pair in candidate_pairs(accounts, thresholds):
        compare_pair(roster, accounts, comparer, pair)
    accounts.links.update(accounts.voted)
    sources = Sources(roster, knowledge.actors)
    maker = IncidentMaker(roster, relations, sources)
    clusters = cluster(accounts, comparer, sorted(accounts.profiles))
    incidents, origins = settle(maker, accounts, clusters)
    told = roster.everything(roster.documents)
    return Linking(
        judgements=_new(accounts.judgements.values(), judgements),
        incidents=tuple(incidents),
        origins=tuple(origins.get(c.id) or sources.alone(c) for c in told),
    )


def candidate_pairs(accounts: Accounts, thresholds: Thresholds = DEFAULT) -> Iterator[AccountPair]:
    """Yield the pairs of accounts that are worth comparing, the older account first."""
    leads = sorted(accounts.profiles)
    keys = [blocking_keys(accounts.profiles[lead], thresholds) for lead in leads]
    for one, other in candidates(keys):
        yield leads[one], leads[other]


def settle(
    maker: IncidentMaker, accounts: Accounts, clusters: Clusters
) -> tuple[list[Incident], dict[str, Origin]]:
    """Return the incidents of the clusters that are not fixed, and the origins of their claims."""
    ids = [incident_id(members[0][-1]) for members in clusters.members]
    incidents: list[Incident] = []
    origins: dict[str, Origin] = {}
    for index, leads in enumerate(clusters.members):
        if index in clusters.fixed:
            continue
        incident, theirs = maker.make(
            sorted(m for lead in leads for m in accounts.profiles[lead].members),
            unsure=[ids[other] for other in clusters.unsure[index]],
            doubted=[ids[other] for other in clusters.doubted[index]],
        )
        incidents.append(incident)
        origins.update(theirs)
    return incidents, origins


def _new(made: Iterable[Judgement], log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that say otherwise than this maker's last word on their pair, sorted
    by pair."""
    last = {(j.first, j.second): j.verdict for j in log if j.maker == str(MAKER)}
    fresh = [j for j in made if last.get((j.first, j.second)) != j.verdict]
    return tuple(sorted(fresh, key=lambda j: (j.first, j.second, j.verdict)))
