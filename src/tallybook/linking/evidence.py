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
    other, and not from what either states; `told_by_texts`, that the two texts alone speak for one
    attack; `of_one_victim`, that both name one person whom it befell."""

    evidence: list[tuple[str, float, str]] = field(default_factory=list)
    contradiction: tuple[str, str] | None = None
    score: float = weights.PRIOR
    thresholds: Thresholds = DEFAULT
    pairwise: bool = False
    told_by_texts: bool = False
    of_one_victim: bool = False

    @property
    def outweighed(self) -> bool:
        """Whether all else speaks for one attack, so that what contradicts may be misread, or
        misreported: people die once, wherever and whenever each report has it."""
        told = self.told_by_texts or self.of_one_victim
        if told and self.score >= self.thresholds.same_from:
            return True
        placed = self.contradiction is not None and self.contradiction[0] == "other place"
        return placed and not self.pairwise and self.score >= weights.MISPLACED_FROM

    @property
    def verdict(self) -> PairVerdict:
        """Same, different or unsure, by the contradiction or the thresholds."""
        if self.contradiction is not None:
            return "unsure" if self.outweighed else "different"
        if self.score <= self.thresholds.different_up_to:
            return "different"
        return "same" if self.score >= self.thresholds.same_from else "unsure"

    def reasons(self) -> tuple[Reason, ...]:
        """Return the evidence as a judgement's reasons, what decides alone first."""
        first: tuple[Reason, ...] = ()
        if self.contradiction is not None:
            name, words = self.contradiction
            if self.outweighed:
                first = (Reason(name, 0.0, f"{words}; all else speaks for one attack"),)
            else:
                first = (Reason(name, TOLD_APART, words),)
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
