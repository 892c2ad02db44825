"""Accounts: what a report, with its copies, tells of one attack.

The claims of a report are compared with each other before those of other reports are: within-
document before cross-document coreference (Cattan et al. 2021). What copies of the report and
judgements tie to it is one family with it, and the accounts of a family depend on it alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tallybook.core.judgements import Judgement, PairVerdict, Reason, make_judgement
from tallybook.core.records import Maker
from tallybook.linking import weights
from tallybook.linking.atoms import Atoms, make_atoms
from tallybook.linking.blocking import blocking_keys, candidates
from tallybook.linking.clustering import Pair, Rules, agglomerate, mean_scores
from tallybook.linking.comparison import Comparer
from tallybook.linking.evidence import Comparison
from tallybook.linking.profiles import Profile, claim_profile, merged
from tallybook.linking.roster import Position, Roster
from tallybook.linking.scores import limited

MAKER = Maker("linking", "5")
VOTES = {"same": weights.SCORE_LIMIT, "unsure": 0.0, "different": -weights.SCORE_LIMIT}
"""The score that a model's verdict gives its pair in place of the evidence's sum."""

AccountPair = tuple[Position, Position]


@dataclass(slots=True)
class Accounts:
    """Accounts by the positions of their oldest claims, and how they stand to each other.

    `links` are the scores of compared pairs that do not contradict each other, `apart` the pairs
    that must not meet, `doubted` those that a person called unsure, `voted` the scores by models.
    `judgements` are the verdicts of the rules, by their ids.
    """

    profiles: dict[Position, Profile] = field(default_factory=dict)
    links: dict[AccountPair, float] = field(default_factory=dict)
    apart: set[AccountPair] = field(default_factory=set)
    doubted: set[AccountPair] = field(default_factory=set)
    voted: dict[AccountPair, float] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)

    def judge(
        self, roster: Roster, pair: AccountPair, verdict: PairVerdict, reasons: tuple[Reason, ...]
    ) -> None:
        """Note a verdict on two claims."""
        one, other = (roster.claims[position].id for position in pair)
        made = make_judgement(one, other, verdict, judge="rule", maker=str(MAKER), reasons=reasons)
        self.judgements[made.id] = made

    def judge_found(self, roster: Roster, pair: tuple[Profile, Profile], found: Comparison) -> None:
        """Note the verdict of a comparison. Of pairs of different attacks only those are noted
        that a reader may ask about: of one report, or alike but for a contradiction."""
        one, other = pair
        if found.verdict == "different":
            one_report = bool(one.reprints & other.reprints)
            alike = found.contradiction is not None and found.score >= found.thresholds.same_from
            if not one_report and not alike:
                return
        self.judge(roster, (one.lead, other.lead), found.verdict, found.reasons())

    def update(self, more: Accounts) -> None:
        """Take in what is known of other accounts."""
        self.profiles.update(more.profiles)
        self.links.update(more.links)
        self.apart |= more.apart
        self.doubted |= more.doubted
        self.voted.update(more.voted)
        self.judgements.update(more.judgements)


def tell(
    roster: Roster,
    positions: Sequence[Position],
    judgements: Sequence[Judgement],
    comparer: Comparer,
    common: frozenset[str],
) -> Accounts:
    """Return the accounts of whole families, from their claims at `positions`, ascending.

    `judgements` are those of people and models in the order in which they were made, `common` the
    names that too many reports print to tell attacks apart.
    """
    return _Telling(roster, positions, make_atoms(roster, positions, judgements), comparer).told(
        common
    )


def account_profile(roster: Roster, members: Iterable[Position], common: frozenset[str]) -> Profile:
    """Return what some claims that are one account know together."""
    profiles = [claim_profile(roster, position) for position in members]
    for profile in profiles:
        profile.names -= common
    return merged(profiles)


def mark(roster: Roster, profiles: Iterable[Profile], common: frozenset[str]) -> None:
    """Note the marks of the texts that tell of profiles first."""
    for profile in profiles:
        if profile.report is not None:
            text = roster.text(profile.report)
            profile.marks = (text.marks | text.title_marks) - common


class _Telling:
    """The accounts of some families in the making."""

    def __init__(
        self, roster: Roster, positions: Sequence[Position], atoms: Atoms, comparer: Comparer
    ) -> None:
        self._roster = roster
        self._positions = positions
        self._atoms = atoms
        self._comparer = comparer
        self._found = Accounts()

    def told(self, common: frozenset[str]) -> Accounts:
        atoms = [
            account_profile(self._roster, [self._positions[m] for m in members], common)
            for members in self._atoms.members
        ]
        self._judge_retold()
        self._judge_copies()
        scores, apart = self._compared(atoms)
        rules = Rules(
            threshold=self._comparer.thresholds.same_from,
            apart=frozenset(apart),
            constraints=[0] * len(atoms),
            contradictory=lambda one, other: False,
        )
        groups = agglomerate(len(atoms), scores, rules)
        profiles = [merged([atoms[atom] for atom in group]) for group in groups]
        home = {atom: profiles[index].lead for index, group in enumerate(groups) for atom in group}
        found = self._found
        found.profiles = {profile.lead: profile for profile in profiles}
        found.links = {
            (profiles[one].lead, profiles[other].lead): limited(mean)
            for (one, other), mean in mean_scores(groups, scores).items()
        }
        found.apart = {ordered(home[one], home[other]) for one, other in apart}
        found.doubted = {ordered(home[one], home[other]) for one, other in self._atoms.doubted}
        found.voted = {
            ordered(home[one], home[other]): VOTES[verdict]
            for (one, other), verdict in self._atoms.voted.items()
            if home[one] != home[other]
        }
        return found

    def _judge_retold(self) -> None:
        for one, other in self._atoms.retold:
            words = "the report tells one attack again, in another voice or stance"
            self._judge(one, other, Reason("told again", weights.ONE_SENTENCE, words))

    def _judge_copies(self) -> None:
        for oldest, copy in self._atoms.copied:
            claim = self._roster.claims[self._positions[copy]]
            why = self._roster.copies[claim.document].words or "one is the other"
            words = f"one sentence, printed in reports of which {why}"
            self._judge(oldest, copy, Reason("copied sentence", weights.ONE_SENTENCE, words))

    def _judge(self, one: int, other: int, reason: Reason) -> None:
        pair = (self._positions[one], self._positions[other])
        self._found.judge(self._roster, pair, "same", (reason,))

    def _compared(self, atoms: Sequence[Profile]) -> tuple[dict[Pair, float], set[Pair]]:
        """Compare the atoms of each report, and return scores and what must stay apart."""
        told = {
            tuple(sorted((self._atoms.of[one], self._atoms.of[other])))
            for one, other in self._atoms.told
        }
        scores: dict[Pair, float] = {}
        apart = set(self._atoms.apart)
        round_ups = {
            document for pair in told for atom in pair for document in atoms[atom].documents
        }
        for one, other in sorted(self._pairs(atoms)):
            mine, others = atoms[one], atoms[other]
            alone = round_ups.isdisjoint(mine.documents | others.documents)
            found = self._comparer.compare_in_report(mine, others, alone=alone)
            if (one, other) in told:
                found.contradiction = ("told apart", "the text says that they are two attacks")
            self._found.judge_found(self._roster, (mine, others), found)
            if found.contradiction is not None:
                apart.add((one, other))
            vote = self._atoms.voted.get((one, other))
            scores[one, other] = limited(found.score) if vote is None else VOTES[vote]
        return scores, apart

    def _pairs(self, atoms: Sequence[Profile]) -> set[Pair]:
        """Return all pairs of each report, and of its copies those that are candidates.

        Copies are one report. But a bulletin that comes out daily is a chain of copies, and to
        compare all that it ever told of would cost the square of its days.
        """
        reports: dict[str, list[int]] = defaultdict(list)
        copies: dict[str, list[int]] = defaultdict(list)
        for atom, profile in enumerate(atoms):
            for document in profile.documents:
                reports[document].append(atom)
            for group in profile.reprints:
                copies[group].append(atom)
        pairs = {pair for members in reports.values() for pair in combinations(members, 2)}
        for group, members in copies.items():
            if self._roster.copies[group].size > 1:
                near = candidates(
                    [blocking_keys(atoms[member], self._comparer.thresholds) for member in members]
                )
                pairs.update((members[one], members[other]) for one, other in near)
        return pairs


def ordered(one: Position, other: Position) -> AccountPair:
    """Return a pair with the older account first."""
    return (one, other) if one <= other else (other, one)
