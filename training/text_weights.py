"""Learn what the texts of two reports say, beside their claims, of whether they tell of one attack.

    python -m training.text_weights [--data FOLDER] [--jobs N] [--kept FOLDER]

Learnt from the reports that `training.report_weights` is fitted on, and in its way: from the pairs
of accounts that are candidates, that their reports tell of first, and whose claims do not
contradict each other. What the claims say counts as `tallybook.linking.weights` has it, which is
held fast: only what the texts add is learnt, so that nothing is taken from evidence that shootings
of one country do not have.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from math import exp, log1p
from pathlib import Path

import msgspec

from evals.shootings import Reading, Report
from tallybook.knowledge.loading import load_knowledge
from tallybook.linking.accounts import mark, tell
from tallybook.linking.comparison import Comparer
from tallybook.linking.days import days_between
from tallybook.linking.linker import candidate_pairs
from tallybook.linking.names import common_names
from tallybook.linking.relations import Relations
from tallybook.linking.roster import make_roster
from tallybook.linking.text_evidence import TextWeights, text_evidence
from tallybook.linking.thresholds import DEFAULT
from training.report_weights import (
    HALVES,
    SOURCE,
    Labelled,
    Prior,
    fit,
    of_half,
    read_train_part,
)

WEIGHTS = Path(__file__).parents[1] / "src" / "tallybook" / "linking" / "data" / "text_weights.json"
HEADLINE_PAIR = 0.2
"""What a pair of headlines counts beside one of reports: they have no text."""
FIRMNESS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""How firmly nothing is expected of a piece, to choose from: half the inverse variance."""


def main() -> int:
    """Choose how firmly, learn, write; the exit status is 0."""
    (shootings, reports), (told, headlines) = read_train_part(str(__doc__))
    pairs = [*labelled(shootings, reports, 1.0), *labelled(told, headlines, HEADLINE_PAIR)]
    losses = {firmness: _loss_on_other_half(pairs, firmness) for firmness in FIRMNESS}
    best = min(FIRMNESS, key=lambda firmness: losses[firmness])
    learnt = TextWeights(source=SOURCE, weights=_learnt(pairs, best))
    WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(learnt), indent=1) + b"\n")
    print({firmness: round(loss, 1) for firmness, loss in losses.items()})
    return 0


def _learnt(pairs: Sequence[Labelled], firmness: float) -> dict[str, float]:
    """Return the weights. What is shared never speaks against one attack, and that there is
    something to share never for it."""

    def prior(name: str) -> Prior:
        to_share = name.endswith((" in both", " words"))
        return Prior(0.0, firmness, *((None, 0.0) if to_share else (0.0, None)))

    return fit(pairs, prior)


def _loss_on_other_half(pairs: Sequence[Labelled], firmness: float) -> float:
    """Return how badly the weights of each half of the train part foretell the other: the sum of
    the logarithms of the probabilities given to what is the case, negated."""
    halves = [of_half(pairs, half) for half in HALVES]
    loss = 0.0
    for half, other in zip(halves, reversed(halves), strict=True):
        weights = _learnt(other, firmness)
        for pair in half:
            found = sum(weights.get(name, 0.0) * value for name, value in pair.evidence.items())
            odds = pair.known + found
            same = pair.events[0] == pair.events[1]
            loss += pair.counts * (log1p(exp(-abs(odds))) + max(odds, 0.0) - same * odds)
    return loss


def labelled(
    readings: Sequence[Reading], reports: Sequence[Report], counts: float
) -> Iterator[Labelled]:
    """Yield the pairs to learn from, each with what the claims say of it as known."""
    filed = {report.id: report.incident for report in reports}
    events = {one.document.id: filed[one.report] for one in readings if one.document is not None}
    claims = [claim for one in readings for claim in one.claims]
    roster = make_roster(claims, [one.document for one in readings if one.document is not None])
    relations = Relations(load_knowledge(), DEFAULT.neighbours_km)
    comparer = Comparer(relations, roster, DEFAULT)
    common = common_names(roster)
    accounts = tell(roster, sorted(roster.claims), (), comparer, common)
    mark(roster, accounts.profiles.values(), common)
    for pair in candidate_pairs(accounts):
        one, other = (accounts.profiles[lead] for lead in pair)
        if one.report is None or other.report is None or one.reprints & other.reprints:
            continue
        said = comparer.compare_claims(one, other)
        if said.contradiction is None:
            days = days_between(one.published, other.published)
            evidence = text_evidence(roster.text(one.report), roster.text(other.report), days)
            yield Labelled(evidence, (events[pair[0][1]], events[pair[1][1]]), counts, said.score)


if __name__ == "__main__":
    sys.exit(main())
