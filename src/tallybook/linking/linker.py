"""From claims to incidents: join within reports, compare across them, cluster, settle the facts.

roster ─ atoms ─ pairs within reports ─ pairs across reports ─ clusters ─ incidents
  │        │                                                      │
  │        └ people's verdicts, "another attack", copied sentences └ apart stays apart
  └ claims of single attacks in one order; near-copies of reports
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident, Redirect
from tallybook.core.judgements import Judgement, PairVerdict, Reason, make_judgement
from tallybook.core.origins import Origin
from tallybook.core.records import Maker
from tallybook.linking import weights
from tallybook.linking.atoms import Atoms, make_atoms
from tallybook.linking.blocking import candidates
from tallybook.linking.clustering import Pair, Rules, agglomerate, mean_scores
from tallybook.linking.comparison import Comparer, Comparison
from tallybook.linking.incidents import IncidentMaker, incident_id, redirects
from tallybook.linking.origins import Sources
from tallybook.linking.profiles import Profile, claim_profile, merged
from tallybook.linking.relations import Relations
from tallybook.linking.roster import Roster, make_roster
from tallybook.linking.thresholds import DEFAULT, Thresholds

if TYPE_CHECKING:
    from tallybook.knowledge.loading import Knowledge

MAKER = Maker("linking", "1")
VOTES = {"same": weights.SCORE_LIMIT, "unsure": 0.0, "different": -weights.SCORE_LIMIT}
"""The score that a model's verdict gives its pair in place of the evidence's sum."""


class Linking(Struct, frozen=True):
    """What linking gives: rule judgements that are not in the log yet, all incidents, where the
    ids of former ones lead, and the origin of every claim."""

    judgements: tuple[Judgement, ...]
    incidents: tuple[Incident, ...]
    redirects: tuple[Redirect, ...]
    origins: tuple[Origin, ...]


class Former(Struct, frozen=True):
    """The incidents and redirects of the last linking."""

    incidents: Sequence[Incident] = ()
    redirects: Sequence[Redirect] = ()


NOTHING_BEFORE = Former()


def link(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    judgements: Sequence[Judgement],
    knowledge: Knowledge,
    *,
    former: Former = NOTHING_BEFORE,
    thresholds: Thresholds = DEFAULT,
) -> Linking:
    """Return the incidents that the claims speak of, with the reasons.

    A pure function: the order of `claims`, `documents` and `former` changes nothing, while
    `judgements` come in the order in which they were made, because later beats earlier. Every
    claim of one attack is in exactly one incident. `former` serves the redirects alone. A
    book is linked under the default `thresholds`; others show what its incidents would be.

    Raises RecordError for a claim without its document.
    """
    roster = make_roster(claims, documents)
    relations = Relations(knowledge, thresholds.neighbours_km)
    run = _Run(roster, relations, make_atoms(roster, judgements), thresholds)
    clusters, unsure, doubted = run.clusters()
    sources = Sources(roster, knowledge.actors)
    maker = IncidentMaker(roster, relations, sources)
    ids = [incident_id(roster.claims[cluster[0]].id) for cluster in clusters]
    incidents: list[Incident] = []
    origins: dict[str, Origin] = {}
    for index, cluster in enumerate(clusters):
        incident, theirs = maker.make(
            cluster,
            unsure=[ids[other] for other in unsure[index]],
            doubted=[ids[other] for other in doubted[index]],
        )
        incidents.append(incident)
        origins.update(theirs)
    for claim in roster.everything:
        if claim.id not in origins:
            source = sources.source(claim)
            origins[claim.id] = Origin(claim.id, source.origin, source.words)
    return Linking(
        judgements=_new(run.judgements, judgements),
        incidents=tuple(incidents),
        redirects=redirects(former.incidents, former.redirects, incidents),
        origins=tuple(origins[claim.id] for claim in roster.everything),
    )


class _Run:
    """One run of the pairwise part, which notes its judgements as it goes."""

    def __init__(
        self, roster: Roster, relations: Relations, atoms: Atoms, thresholds: Thresholds
    ) -> None:
        self._roster = roster
        self._thresholds = thresholds
        self._atoms = atoms
        self.judgements: list[Judgement] = []
        single = [claim_profile(roster, position) for position in range(len(roster.claims))]
        self._profiles = [merged([single[m] for m in members]) for members in atoms.members]
        groups_of: dict[str, set[str]] = defaultdict(set)
        for profile in self._profiles:
            for name in profile.names:
                groups_of[name] |= profile.copy_groups
        self._name_counts = {name: len(groups) for name, groups in groups_of.items()}
        report_groups = len({group for p in self._profiles for group in p.copy_groups})
        self._comparer = Comparer(
            relations, roster.documents, self._name_counts, report_groups, thresholds
        )

    def clusters(self) -> tuple[list[list[int]], list[set[int]], list[set[int]]]:
        """Return the final clusters of roster positions, and for each those that it is unsure
        with, and which of these a person is unsure of."""
        self._judge_retold()
        self._judge_copies()
        scores, apart = self._within_reports()
        rules = Rules(
            threshold=self._thresholds.same_from,
            apart=apart,
            constraints=[None] * len(self._profiles),
            contradictory=lambda one, other: False,
        )
        groups = agglomerate(len(self._profiles), scores, rules)
        return self._across_reports(groups, scores, apart)

    def _judge_retold(self) -> None:
        for one, other in self._atoms.retold:
            words = "the report tells one attack again, in another voice or stance"
            self._judge(one, other, "same", (Reason("told again", weights.ONE_SENTENCE, words),))

    def _judge_copies(self) -> None:
        for oldest, copy in self._atoms.copied:
            words = f"one sentence, printed in reports of which {self._copy_words(copy)}"
            reason = Reason("copied sentence", weights.ONE_SENTENCE, words)
            self._judge(oldest, copy, "same", (reason,))

    def _copy_words(self, position: int) -> str:
        group = self._roster.copies[self._roster.claims[position].document]
        return group.words or "one is the other"

    def _within_reports(self) -> tuple[dict[Pair, float], frozenset[Pair]]:
        """Compare the atoms of each report, and return scores and what must stay apart."""
        reports: dict[str, list[int]] = defaultdict(list)
        copies: dict[str, list[int]] = defaultdict(list)
        for atom, profile in enumerate(self._profiles):
            for document in profile.documents:
                reports[document].append(atom)
            for group in profile.copy_groups:
                copies[group].append(atom)
        pairs = {pair for atoms in reports.values() for pair in combinations(atoms, 2)}
        # Copies are one report. But a bulletin that comes out daily is a chain of copies, and
        # to compare all that it ever told of would cost the square of its days.
        for group, atoms in copies.items():
            if self._roster.copies[group].size > 1:
                profiles = [self._profiles[atom] for atom in atoms]
                near = candidates(profiles, self._name_counts)
                pairs.update((atoms[one], atoms[other]) for one, other in near)
        told = {
            tuple(sorted((self._atoms.of[one], self._atoms.of[other])))
            for one, other in self._atoms.told
        }
        scores: dict[Pair, float] = {}
        apart = set(self._atoms.apart)
        for one, other in sorted(pairs):
            found = self._comparer.compare_in_report(self._profiles[one], self._profiles[other])
            if (one, other) in told:
                found.contradiction = ("told apart", "the text says that they are two attacks")
            self._judge_profiles(self._profiles[one], self._profiles[other], found)
            if found.contradiction is not None:
                apart.add((one, other))
            scores[one, other] = self._score((one, other), found)
        return scores, frozenset(apart)

    def _across_reports(
        self,
        groups: Sequence[Sequence[int]],
        scores: dict[Pair, float],
        apart: frozenset[Pair],
    ) -> tuple[list[list[int]], list[set[int]], list[set[int]]]:
        """Compare what each report knows of an attack with the others', and cluster it all."""
        profiles = [merged([self._profiles[atom] for atom in group]) for group in groups]
        home = {atom: index for index, group in enumerate(groups) for atom in group}
        held = {_ordered(home[one], home[other]) for one, other in apart}
        doubted = {_ordered(home[one], home[other]) for one, other in self._atoms.doubted}
        votes = {
            _ordered(home[one], home[other]): VOTES[verdict]
            for (one, other), verdict in self._atoms.voted.items()
            if home[one] != home[other]
        }
        links = mean_scores(groups, scores)
        for one, other in candidates(profiles, self._name_counts, self._thresholds):
            if (one, other) in links or profiles[one].copy_groups & profiles[other].copy_groups:
                continue
            found = self._comparer.compare(profiles[one], profiles[other])
            self._judge_profiles(profiles[one], profiles[other], found)
            if found.contradiction is None:
                links[one, other] = _limited(found.score)
        links.update(votes)
        rules = self._rules(profiles, frozenset(held))
        clusters = agglomerate(len(profiles), links, rules)
        doubts = _between(clusters, doubted)
        unsure = _unsure_pairs(clusters, links, rules, self._thresholds.different_up_to)
        members = [sorted(m for g in cluster for m in profiles[g].members) for cluster in clusters]
        order = sorted(range(len(members)), key=lambda index: members[index])
        place = {index: rank for rank, index in enumerate(order)}
        return (
            [members[index] for index in order],
            [{place[other] for other in unsure[index] | doubts[index]} for index in order],
            [{place[other] for other in doubts[index]} for index in order],
        )

    def _rules(self, profiles: Sequence[Profile], apart: frozenset[Pair]) -> Rules:
        """Return the rules of the last clustering: whatever contradicts is kept apart, whether
        or not the pair was ever compared."""
        constraints: list[Hashable] = [profile.constraint() for profile in profiles]
        example = dict(zip(constraints, profiles, strict=True))
        return Rules(
            threshold=self._thresholds.same_from,
            apart=apart,
            constraints=constraints,
            contradictory=lambda one, other: self._comparer.contradictory(
                example[one], example[other]
            ),
            margin=weights.AMBIGUOUS_MARGIN,
        )

    def _score(self, pair: Pair, found: Comparison) -> float:
        vote = self._atoms.voted.get(pair)
        return _limited(found.score) if vote is None else VOTES[vote]

    def _judge_profiles(self, one: Profile, other: Profile, found: Comparison) -> None:
        """Note a verdict with its reasons. Of pairs of different attacks only those are noted
        that a reader may ask about: of one report, or alike but for a contradiction."""
        verdict = found.verdict
        if verdict == "different":
            one_report = bool(one.copy_groups & other.copy_groups)
            alike = found.contradiction is not None and found.score >= self._thresholds.same_from
            if not one_report and not alike:
                return
        self._judge(one.lead, other.lead, verdict, found.reasons())

    def _judge(
        self, one: int, other: int, verdict: PairVerdict, reasons: tuple[Reason, ...]
    ) -> None:
        self.judgements.append(
            make_judgement(
                self._roster.claims[one].id,
                self._roster.claims[other].id,
                verdict,
                judge="rule",
                maker=str(MAKER),
                reasons=reasons,
            )
        )


def _unsure_pairs(
    clusters: Sequence[Sequence[int]],
    links: dict[Pair, float],
    rules: Rules,
    different_up_to: float,
) -> list[set[int]]:
    """Return for each cluster the others that may be the same attack by the evidence: not held
    apart, with a mean above `different_up_to`."""
    home = {member: index for index, cluster in enumerate(clusters) for member in cluster}
    held = {_ordered(home[one], home[other]) for one, other in rules.apart}
    limits = [{rules.constraints[member] for member in cluster} for cluster in clusters]
    unsure: list[set[int]] = [set() for _ in clusters]
    for (one, other), mean in mean_scores(clusters, links).items():
        if mean <= different_up_to or (one, other) in held:
            continue
        if any(rules.contradictory(c, d) for c in limits[one] for d in limits[other]):
            continue
        unsure[one].add(other)
        unsure[other].add(one)
    return unsure


def _between(clusters: Sequence[Sequence[int]], pairs: Iterable[Pair]) -> list[set[int]]:
    """Return for each cluster the others that one of the pairs leads to."""
    home = {member: index for index, cluster in enumerate(clusters) for member in cluster}
    found: list[set[int]] = [set() for _ in clusters]
    for one, other in pairs:
        found[home[one]].add(home[other])
        found[home[other]].add(home[one])
    return found


def _new(made: Iterable[Judgement], log: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that say otherwise than this maker's last word on their pair, sorted
    by pair."""
    last = {(j.first, j.second): j.verdict for j in log if j.maker == str(MAKER)}
    fresh = [j for j in made if last.get((j.first, j.second)) != j.verdict]
    return tuple(sorted(fresh, key=lambda j: (j.first, j.second, j.verdict)))


def _limited(score: float) -> float:
    return max(-weights.SCORE_LIMIT, min(weights.SCORE_LIMIT, score))


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one <= other else (other, one)
