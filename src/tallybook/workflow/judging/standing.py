"""What people judged, and which of it holds: what is not undone nor contradicted by later ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.judgements import (
    Judgement,
    PairVerdict,
    PersonJudgement,
    PersonJudgementKind,
    in_force,
    undone_by,
)
from tallybook.store.protocol import Store, View

State = Literal["in force", "partly in force", "overruled", "without effect", "undone"]


class VerdictView(Struct, frozen=True, kw_only=True):
    """A person's verdict on a pair of claims. `overruled_by` are the later person judgements that
    together contradict it; where there are none and it does not hold, one of the claims is gone."""

    first: str
    second: str
    verdict: PairVerdict
    holds: bool
    overruled_by: tuple[str, ...] = ()


class JudgementView(Struct, frozen=True, kw_only=True):
    """What a person judged, when and why, and whether it holds."""

    id: str
    number: int
    kind: PersonJudgementKind
    by: str
    made_at: str
    because: str
    state: State
    undoes: str | None = None
    undone_by: str | None = None
    overruled_by: tuple[str, ...] = ()
    verdicts: tuple[VerdictView, ...] = ()


def read_judgements(store: Store) -> tuple[JudgementView, ...]:
    """Return what people judged, in the order in which they did."""
    with store.view() as view:
        return view_judgements(view)


def view_judgements(view: View) -> tuple[JudgementView, ...]:
    """Return the views of a book's person judgements, in the order of their numbers."""
    made = sorted(view.scan(PersonJudgement), key=lambda one: one.number)
    judged = (c for one in made for j in one.judgements for c in (j.first, j.second))
    claims = read_with_reports(view, judged)
    undone = undone_by(made)
    against = _against(made, claims)
    return tuple(_view(one, undone.get(one.id), against.get(one.id, [])) for one in made)


def read_with_reports(view: View, claims: Iterable[str]) -> list[Claim]:
    """Return all claims of the reports that some claims stand in: which attack a claim speaks of,
    the others of its report say."""
    reports = dict.fromkeys(claim.document for claim in view.get_many(Claim, claims).values())
    return [claim for report in reports for claim in view.scan(Claim, document=report)]


def read_links(view: View, claims: Iterable[Claim]) -> list[Judgement]:
    """Return every judgement that bears on the incidents, those of people that hold first."""
    made = list(view.scan(PersonJudgement))
    against = _against(made, list(claims)) if made else {}
    people = [
        judgement
        for one in in_force(made)
        for judgement, later in zip(one.judgements, against[one.id], strict=True)
        if later == ()
    ]
    return [*people, *view.scan(Judgement)]


def _against(
    made: Sequence[PersonJudgement], claims: Sequence[Claim]
) -> dict[str, list[tuple[str, ...] | None]]:
    """Return for each person judgement in force, and each of its verdicts, the ids of what
    contradicts it: () where it holds, None where it speaks of no two attacks any more."""
    # A question about a book that nobody has judged does without the linking.
    from tallybook.linking.atoms import people_verdicts
    from tallybook.linking.roster import attack_positions
    from tallybook.linking.verdicts import settle

    people = in_force(made)
    authors = [(one.id, number) for one in people for number in range(len(one.judgements))]
    verdicts = people_verdicts(
        [judgement for one in people for judgement in one.judgements], attack_positions(claims)
    )
    found: dict[str, list[tuple[str, ...] | None]] = {
        one.id: [None] * len(one.judgements) for one in people
    }
    settled = settle([verdict for _, verdict in verdicts])
    for (index, _), later in zip(verdicts, settled, strict=True):
        identifier, number = authors[index]
        contradicting = dict.fromkeys(authors[verdicts[other][0]][0] for other in later)
        found[identifier][number] = tuple(contradicting)
    return found


def _view(
    one: PersonJudgement, undone: str | None, against: Sequence[tuple[str, ...] | None]
) -> JudgementView:
    later = list(against) or [None] * len(one.judgements)
    verdicts = tuple(
        VerdictView(
            first=judgement.first,
            second=judgement.second,
            verdict=judgement.verdict,
            holds=contradicting == (),
            overruled_by=contradicting or (),
        )
        for judgement, contradicting in zip(one.judgements, later, strict=True)
    )
    return JudgementView(
        id=one.id,
        number=one.number,
        kind=one.kind,
        by=one.by,
        made_at=one.made_at,
        because=one.because,
        state=_state(one, undone, verdicts),
        undoes=one.undoes,
        undone_by=undone,
        overruled_by=tuple(dict.fromkeys(i for v in verdicts for i in v.overruled_by)),
        verdicts=verdicts,
    )


def _state(one: PersonJudgement, undone: str | None, verdicts: Sequence[VerdictView]) -> State:
    if undone is not None:
        return "undone"
    if one.undoes is not None or all(verdict.holds for verdict in verdicts):
        return "in force"
    if any(verdict.holds for verdict in verdicts):
        return "partly in force"
    return "overruled" if any(v.overruled_by for v in verdicts) else "without effect"
