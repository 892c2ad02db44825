"""The evidence on a pair of attacks: named pieces with weights that add, and what decides alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallybook.core.judgements import PairVerdict, Reason
from tallybook.linking import weights
from tallybook.linking.thresholds import DEFAULT, Thresholds
from tallybook.linking.weights import TOLD_APART


@dataclass(slots=True)
class Comparison:
    """The evidence of a pair. `contradiction` is the name and words of what decides alone, or
    None; `score` the sum of the evidence in log odds, the prior among it. `thresholds` turn the sum
    into a verdict. `pairwise` says that what decides alone follows from the two reports beside each
    other, and not from what either states."""

    evidence: list[tuple[str, float, str]] = field(default_factory=list)
    contradiction: tuple[str, str] | None = None
    score: float = weights.PRIOR
    thresholds: Thresholds = DEFAULT
    pairwise: bool = False

    @property
    def verdict(self) -> PairVerdict:
        """Same, different or unsure, by the contradiction or the thresholds."""
        if self.contradiction is not None or self.score <= self.thresholds.different_up_to:
            return "different"
        return "same" if self.score >= self.thresholds.same_from else "unsure"

    def reasons(self) -> tuple[Reason, ...]:
        """Return the evidence as a judgement's reasons, what decides alone first."""
        first = () if self.contradiction is None else (Reason(
            self.contradiction[0], TOLD_APART, self.contradiction[1]
        ),)  # fmt: skip
        prior = Reason("prior", weights.PRIOR, "any two claims that could be of one attack")
        return (*first, prior, *(Reason(n, round(w, 3), words) for n, w, words in self.evidence))

    def add(self, name: str, weight: float, words: str) -> None:
        """Note one piece of evidence."""
        self.evidence.append((name, weight, words))
        self.score += weight

    def contradict(self, name: str, words: str) -> None:
        """Note what decides alone; the first such stays."""
        if self.contradiction is None:
            self.contradiction = (name, words)
