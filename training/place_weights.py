"""Fit what the evidence is worth that an attack happened at a place that its sentence names.

    python -m training.place_weights [--data FOLDER]

Learnt by logistic regression from the half of event-location (`evals.event_place`) that is not
scored, without the source in which places were hardly marked. Nothing is drawn by chance: the folds
by which the thresholds are chosen follow from a hash of the sentences.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.data import default_folder
from evals.event_place import UNMARKED, Item, Span, Told, load_items, narrowest, read_all, score
from evals.parts import part_of
from evals.scores import Tally
from tallybook.coding.attacks import place_weights
from tallybook.coding.attacks.attaching_places import propose_places
from tallybook.coding.attacks.place_weights import Candidate, PlaceWeights, candidates, chosen
from tallybook.coding.places.mention import PlaceMention
from tallybook.knowledge.gazetteer import Gazetteer
from tallybook.knowledge.loading import load_knowledge

WEIGHTS = Path(place_weights.__file__).with_suffix(".json")
SOURCE = (
    "training/place_weights.py, on the half of event-location that is not scored, without Masdar_RA"
)
SEEN = 10
"""Evidence that is rarer than this is left out."""
FIRMNESS = 2.0
"""Half the inverse variance of the normal prior around nothing."""
FOLDS = 5
FROM_ODDS = (-1.5, -1.2, -1.0, -0.85, -0.7, -0.5)
"""Thresholds to choose from."""


class Example(Struct, frozen=True):
    """A sentence: its candidates, where each stands, and whether its event is a plural."""

    item: Item
    candidates: list[Candidate]
    spans: dict[int, Span]
    plural: bool
    gazetteer: Gazetteer

    def right(self, one: Candidate) -> bool:
        """Whether a candidate is annotated as the event's place."""
        return score([self.spans[one.place.start]], self.item.places, exact=False).right > 0

    def _kept(self, weights: PlaceWeights) -> list[PlaceMention]:
        proposed = [one.place for one in self.candidates if one.proposed]
        if self.plural and proposed:
            return proposed
        return chosen(self.candidates, weights)

    def score(self, weights: PlaceWeights) -> Tally:
        """Return how much is right with these weights."""
        spans = [self.spans[p.start] for p in narrowest(self._kept(weights), self.gazetteer)]
        return score(spans, self.item.places, exact=False)


def main() -> int:
    """Fit, choose the thresholds, write; the exit status is 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=default_folder())
    given = parser.parse_args()
    items = [
        one
        for one in load_items(given.data)
        if part_of(one.printed) == "dev" and one.source not in UNMARKED
    ]
    examples = list(_examples(items))
    folds = [fit([e for e in examples if _fold(e.item) != n]) for n in range(FOLDS)]
    scores = {
        odds: sum((e.score(_from(folds[_fold(e.item)], odds)) for e in examples), Tally())
        for odds in FROM_ODDS
    }
    best = max(scores, key=lambda odds: (scores[odds].f1, odds))
    fitted = _from(fit(examples), best)
    WEIGHTS.write_bytes(msgspec.json.format(msgspec.json.encode(fitted), indent=1) + b"\n")
    for odds, tally in scores.items():
        print(odds, *(round(100 * x, 2) for x in (tally.f1, tally.precision, tally.recall)))
    print(len(examples), "sentences;", len(fitted.weights), "pieces of evidence; taken:", best)
    return 0


def _examples(items: Sequence[Item]) -> Iterator[Example]:
    for item, told in zip(items, read_all(items, load_knowledge()), strict=True):
        if told is not None:
            yield _example(item, told)


def _example(item: Item, told: Told) -> Example:
    scene = propose_places(told.sentence, told.mentions, told.frames, told.attributions)
    spans = {place.start: told.span(place) for place in scene.places}
    found = candidates(scene, told.frame)
    return Example(item, found, spans, told.frame.plural, told.gazetteer)


def _fold(item: Item) -> int:
    return sha256(f"fold {item.printed}".encode()).digest()[0] % FOLDS


def _from(weights: PlaceWeights, odds: float) -> PlaceWeights:
    return msgspec.structs.replace(weights, from_odds=odds)


def fit(examples: Sequence[Example]) -> PlaceWeights:
    """Return the weights of the greatest posterior, with thresholds of none."""
    pairs = [
        (one.evidence, example.right(one)) for example in examples for one in example.candidates
    ]
    seen = Counter(name for evidence, _ in pairs for name in evidence)
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    column = {name: index for index, name in enumerate(names)}
    cells = [
        (row, column[name], value)
        for row, (evidence, _) in enumerate(pairs)
        for name, value in evidence.items()
        if name in column
    ]
    rows, columns, values = zip(*cells, strict=True)
    found = csr_matrix((values, (rows, columns)), (len(pairs), len(names)))
    right = np.array([is_right for _, is_right in pairs], float)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = found @ weights[1:] + weights[0]
        off = 1 / (1 + np.exp(-odds)) - right
        likelihood = float(np.sum(np.logaddexp(0, odds) - right * odds))
        slope = np.concatenate([[off.sum()], found.T @ off + 2 * FIRMNESS * weights[1:]])
        return likelihood + FIRMNESS * float(np.sum(weights[1:] ** 2)), slope

    start = np.zeros(len(names) + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 5000}).x
    weights = {name: round(float(w), 3) for name, w in zip(names, best[1:], strict=True)}
    return PlaceWeights(
        source=SOURCE,
        prior=round(float(best[0]), 3),
        from_odds=0.0,
        weights=weights,
    )


if __name__ == "__main__":
    sys.exit(main())
