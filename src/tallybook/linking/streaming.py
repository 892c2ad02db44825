"""Linking what changed in a book: some reports are told anew, what they touch is clustered anew.

    families of what changed ─ accounts ─ accounts that share a key ─ components ─ incidents

Incidents come out as if the whole book were linked at once (`link`), because nothing else in it can
bear on them: what a report tells depends on its family, whether two accounts are one attack on the
two alone, and clusters on the component that they lie in. How many reports print a name is the one
thing that every report counts for: where a name becomes common, or ceases to be, whoever prints it
is told anew as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.judgements import Judgement
from tallybook.linking.accounts import (
    AccountPair,
    Accounts,
    account_profile,
    mark,
    ordered,
    tell,
)
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.changes import (
    Changes,
    Filed,
    account_key,
    file_claims,
    file_reports,
    report_key,
)
from tallybook.linking.comparison import Comparer
from tallybook.linking.components import Clusters, cluster, compare_pair
from tallybook.linking.families import Families
from tallybook.linking.incidents import IncidentMaker, incident_id
from tallybook.linking.linker import settle
from tallybook.linking.names import NameCounts, claim_names, name_key, printed_names
from tallybook.linking.origins import Sources
from tallybook.linking.relations import Relations
from tallybook.linking.roster import Position, Roster
from tallybook.linking.scores import Score, Scores
from tallybook.linking.thresholds import DEFAULT
from tallybook.store.protocol import View

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge

TOLD_SHARE, COMPARED_SHARE = 0.3, 0.85
"""How much of the work is done once reports are told anew, and once they are compared; measured on
invented books (`benchmarks/linking.py`)."""


def link_changed(
    view: View,
    changed: Collection[str],
    judgements: Sequence[Judgement],
    tying: Iterable[Judgement],
    knowledge: Knowledge,
    tell: Callable[[float], None] = lambda share: None,
) -> Changes:
    """Return what follows from reports that are new, were read anew, or have claims that somebody
    judged; `changed` are their ids.

    `judgements` are those of people and models that hold, in the order in which they were made,
    `tying` all that ever did. `tell` is told how much of the work is done.
    """
    roster = Roster()
    families = Families(view, roster, tying)
    relations = Relations(knowledge, DEFAULT.neighbours_km)
    prints = families.regroup(changed)
    comparer = Comparer(relations, roster, DEFAULT)
    work = _Neighbourhood(view, roster, families, judgements, comparer)
    names = work.tell_anew({*changed, *prints}, prints)
    tell(TOLD_SHARE)
    found = view.lookup("told", [report_key(document) for document in work.anew])
    before = {claim for claims in found.values() for claim in claims}
    positions = work.positions(work.anew)
    told = before | {position[-1] for position in positions}
    verdicts = [j for j in view.scan(Judgement, claims=sorted(told)) if j.judge == "rule"]
    work.compare(told, verdicts)
    tell(COMPARED_SHARE)
    near = work.near()
    clusters = cluster(work.accounts, comparer, work.core, list(near.values()))
    sources = Sources(roster, knowledge.actors)
    incidents, origins = settle(IncidentMaker(roster, relations, sources), work.accounts, clusters)
    tell(1.0)
    alone = [c for c in roster.everything(work.anew) if c.id not in origins]
    judged = work.accounts.judgements.values()
    return Changes(
        judgements=[j for j in judged if j.first in told or j.second in told],
        judged_before=[judgement.id for judgement in verdicts],
        incidents=incidents,
        clustered=before | work.claims(work.core),
        near=_unsure_of(clusters, near),
        origins=[*origins.values(), *(sources.alone(claim) for claim in alone)],
        filed={
            **file_reports(changed, prints, families.group, names),
            **file_claims(roster, work.accounts, positions, before),
            "scores": work.file_scores(),
        },
    )


class _Neighbourhood:
    """What a change touches: the reports told `anew`, the accounts of the `core`, which are
    clustered anew, and those that are only looked at, for the comparison with these."""

    def __init__(
        self,
        view: View,
        roster: Roster,
        families: Families,
        judgements: Sequence[Judgement],
        comparer: Comparer,
    ) -> None:
        self.anew: set[str] = set()
        self.core: set[Position] = set()
        self.accounts = Accounts()
        self._comparer = comparer
        self._view = view
        self._roster = roster
        self._families = families
        self._judgements = judgements
        self._names = NameCounts(view)
        self._scores = Scores(view)
        self._recalled: dict[tuple[str, str], Score] = {}
        self._whole: set[str] = set()
        self._told: set[str] = set()

    def positions(self, documents: Iterable[str]) -> list[Position]:
        """Return where the attacks stand that some reports tell of, ascending."""
        return sorted(p for document in documents for p in self._roster.told[document])

    def claims(self, leads: Iterable[Position]) -> set[str]:
        """Return the claims of some accounts."""
        return {p[-1] for lead in leads for p in self.accounts.profiles[lead].members}

    def tell_anew(self, documents: Collection[str], prints: Collection[str]) -> dict[str, set[int]]:
        """Tell the accounts of reports and their families; return the names that the groups of
        near-copies among `prints` print, by their oldest reports."""
        self.anew = self._families.closed(documents)
        self._families.read(self.anew)
        names: dict[str, set[int]] = defaultdict(set)
        for document in prints:
            printed = printed_names(self._roster, document)
            names[self._families.group(document).id] |= {name_key(name) for name in printed}
        turned = self._names.change(self._view.keys("names", prints), names)
        owners = self._view.lookup("names", turned).values()
        self.anew |= self._families.closed({document for found in owners for document in found})
        self._families.read(self.anew)
        printed = {name for one in self.anew for name in printed_names(self._roster, one)}
        common = self._names.common(printed)
        self.core = self._tell(self.anew, common)
        mark(self._roster, self.accounts.profiles.values(), common)
        return names

    def compare(self, told: set[str], verdicts: Iterable[Judgement]) -> None:
        """Compare the accounts told anew with all that they may be one with, and draw into the core
        whatever lies in one component with them now or did, by the former `verdicts`. `told` are
        the claims of the reports told anew, and those that they had. How accounts score that are
        drawn in is in the book."""
        self._told = told
        leads = sorted(self.core)
        keys = [blocking_keys(self.accounts.profiles[lead]) for lead in leads]
        for one, other in candidates(keys):
            pair = (leads[one], leads[other])
            compare_pair(self._roster, self.accounts, self._comparer, pair)
        self._meet(self.core)
        same = [j for j in verdicts if j.verdict == "same"]
        drawn = {claim for judgement in same for claim in (judgement.first, judgement.second)}
        frontier = self.core | self._draw(self._leads_of(drawn))
        while frontier:
            self._recall(frontier)
            self.accounts.links.update(self.accounts.voted)
            frontier = self._draw(self._tied_by_links() | self._tied_before(frontier))

    def near(self) -> dict[str, list[Position]]:
        """Return the incidents outside the core that an account of it may be one with, by the
        evidence or as a person is unsure, each with its accounts."""
        may = {p for p, score in self.accounts.links.items() if score > DEFAULT.different_up_to}
        outside = {
            lead
            for pair in may | self.accounts.doubted
            if not self.core.isdisjoint(pair)
            for lead in pair
            if lead not in self.core
        }
        near: dict[str, list[Position]] = {}
        for incident in self._view.scan(Incident, claims=sorted(self.claims(outside))):
            near[incident.id] = sorted(self._leads_of(incident.claims))
        self._link_recalled()
        return near

    def file_scores(self) -> Filed:
        """Return the keys of the accounts that score with one told anew, or did."""
        scores: dict[AccountPair, Score] = {**self.accounts.links}
        scores |= dict.fromkeys(self.accounts.apart)
        pairs = {(one[-1], other[-1]): score for (one, other), score in scores.items()}
        now = {p: score for p, score in pairs.items() if not self._told.isdisjoint(p)}
        return self._scores.filed(self._told, now)

    def _tell(self, documents: set[str], common: frozenset[str]) -> set[Position]:
        """Tell the accounts of whole families that are read; return their leads."""
        self._whole |= documents
        positions = self.positions(documents)
        told = tell(self._roster, positions, self._judgements, self._comparer, common)
        self.accounts.update(told)
        return set(told.profiles)

    def _draw(self, leads: set[Position]) -> set[Position]:
        """Take accounts into the core, with their families; return the new ones. What was judged of
        families is weighed anew."""
        new = leads - self.core
        families = self._families.closed({lead[1] for lead in new}) - self._whole
        self._families.read(families)
        self._whole |= families
        judged = self._families.closed(self._families.judged(families))
        printed = {name for one in judged for name in claim_names(self._roster, one)}
        self._tell(judged, self._names.common(printed))
        self.core |= new
        return new

    def _tied_by_links(self) -> set[Position]:
        """Return the accounts outside the core that score "same" with one of it."""
        return {
            lead
            for pair, score in self.accounts.links.items()
            if score >= DEFAULT.same_from and len(self.core.intersection(pair)) == 1
            for lead in pair
        }

    def _tied_before(self, leads: Iterable[Position]) -> set[Position]:
        """Return the accounts of the incidents that accounts were in before."""
        claims = sorted(self.claims(leads) | self._told)
        incidents = self._view.scan(Incident, claims=claims)
        return self._leads_of({claim for one in incidents for claim in one.claims})

    def _meet(self, leads: set[Position]) -> None:
        """Compare accounts with those of the book that share a key with them."""
        keys = {lead: blocking_keys(self.accounts.profiles[lead]) for lead in leads}
        looks = {key for one in keys.values() for key in one.looks}
        leaves = {key for one in keys.values() for key in one.leaves}
        looking = self._view.lookup("looks", looks | leaves)
        left = self._view.lookup("leaves", looks)
        found: dict[Position, set[str]] = {}
        for lead, one in keys.items():
            claims = [claim for key in (*one.looks, *one.leaves) for claim in looking.get(key, ())]
            claims += [claim for key in one.looks for claim in left.get(key, ())]
            found[lead] = set(claims) - self._told
        self._look_at({account_key(claim) for claims in found.values() for claim in claims})
        pairs = {
            ordered(lead, self._roster.position[claim])
            for lead, claims in found.items()
            for claim in claims
        }
        for pair in sorted(pairs):
            if pair[0] != pair[1]:
                compare_pair(self._roster, self.accounts, self._comparer, pair)

    def _recall(self, leads: set[Position]) -> None:
        """Take in how accounts score with others, where neither was told anew, and look at those
        that may be one with them."""
        asked = [lead[-1] for lead in leads if lead[-1] not in self._told]
        found = {p: s for p, s in self._scores.of(asked).items() if p[1] not in self._told}
        same = (p[1] for p, s in found.items() if s is not None and s > DEFAULT.different_up_to)
        self._leads_of(set(same))
        self._recalled |= found
        self._link_recalled()

    def _link_recalled(self) -> None:
        """Link the accounts that have been read by then; of the others only that they are surely
        none of these attacks is known."""
        position = self._roster.position
        for pair in [p for p in self._recalled if position.keys() >= set(p)]:
            score = self._recalled.pop(pair)
            known = ordered(position[pair[0]], position[pair[1]])
            if score is None:
                self.accounts.apart.add(known)
            else:
                self.accounts.links[known] = score

    def _leads_of(self, claims: Iterable[str]) -> set[Position]:
        """Return the accounts of the book that hold some claims, but those told anew."""
        keys = self._view.keys("accounts", [claim for claim in claims if claim not in self._told])
        return self._look_at({key for found in keys.values() for key in found})

    def _look_at(self, account_keys: set[int]) -> set[Position]:
        """Read accounts as the book has them; return their leads."""
        members = self._view.lookup("accounts", account_keys).values()
        new = {c for found in members for c in found if c not in self._roster.position}
        claims = self._view.get_many(Claim, new).values()
        self._families.look_at({claim.document for claim in claims})
        leads: set[Position] = set()
        for found in members:
            positions = sorted(self._roster.position[c] for c in found if c not in self._told)
            if not positions:
                continue
            leads.add(positions[0])
            if positions[0] not in self.accounts.profiles:
                names = {name for position in positions for name in self._roster.names(position)}
                common = self._names.common(names)
                profile = account_profile(self._roster, positions, common)
                self.accounts.profiles[positions[0]] = profile
        return leads


def _unsure_of(
    clusters: Clusters, near: dict[str, list[Position]]
) -> dict[str, tuple[set[str], set[str]]]:
    """Return for each incident that stays the new ones that may be the same, and those of them that
    a person is unsure of."""
    ids = [incident_id(members[0][-1]) for members in clusters.members]
    return {
        ids[index]: (
            {ids[other] for other in clusters.unsure[index]},
            {ids[other] for other in clusters.doubted[index]},
        )
        for index in clusters.fixed
        if ids[index] in near
    }
