"""Why an incident's claims belong together: the evidence on each pair, weight by weight."""

from __future__ import annotations

from itertools import combinations

from msgspec import Struct

from tallybook.core.judgements import JudgeKind, PairVerdict
from tallybook.linking import weights
from tallybook.store.protocol import Store
from tallybook.workflow.asking.contents import read_contents
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.judging.standing import read_links
from tallybook.workflow.telling.views import (
    ClaimView,
    LinkView,
    ReasonView,
    view_claims,
    view_incidents,
)


class PairView(Struct, frozen=True, kw_only=True):
    """The evidence on two claims.

    `sum` is that of the weights, in log odds. `decides` is what decided whatever the sum: a
    person's reason, a contradiction, a sentence printed twice; None where the sum did.
    """

    first: str
    second: str
    verdict: PairVerdict
    judge: JudgeKind
    maker: str
    sum: float | None
    decides: str | None
    reasons: tuple[ReasonView, ...]


class Why(Struct, frozen=True, kw_only=True):
    """Why an incident's claims were taken for one attack, and its doubts.

    A sum of at least `same_from` is the same attack, one of at most `different_up_to` another.
    `pairs` hold what was compared among its `claims`, and with claims of the incidents in
    `unsure`; `uncompared` counts the pairs of its claims that only others hold together.
    """

    id: str
    words: str
    same_from: float
    different_up_to: float
    claims: tuple[ClaimView, ...]
    others: tuple[ClaimView, ...]
    pairs: tuple[PairView, ...]
    uncompared: int
    unsure: tuple[str, ...]


def explain_why(store: Store, asked: str) -> Why:
    """Return the evidence behind an incident; raise UnknownIdError where `asked` names none."""
    with store.view() as view:
        identifier = find_id(view, asked, ["incident"])
        contents = read_contents(view)
        links = read_links(view, contents.claims.values())
    [incident] = view_incidents(contents, [identifier], links)
    telling = [claim.id for claim in incident.claims if claim.kind == "incident"]
    compared = {frozenset((link.first, link.second)) for link in incident.links}
    own = set(incident.incident.claims)
    strange = [end for link in incident.links for end in (link.first, link.second)]
    return Why(
        id=identifier,
        words=incident.words,
        same_from=weights.SAME_FROM,
        different_up_to=weights.DIFFERENT_UP_TO,
        claims=incident.claims,
        others=view_claims(contents, dict.fromkeys(end for end in strange if end not in own)),
        pairs=tuple(_pair(link) for link in incident.links),
        uncompared=sum(frozenset(pair) not in compared for pair in combinations(telling, 2)),
        unsure=incident.unsure,
    )


def _pair(link: LinkView) -> PairView:
    evidence = [r.weight for r in link.reasons if r.weight is not None and not _decides(r)]
    return PairView(
        first=link.first,
        second=link.second,
        verdict=link.verdict,
        judge=link.judge,
        maker=link.maker,
        sum=round(sum(evidence), 3) if evidence else None,
        decides=next((reason.words for reason in link.reasons if _decides(reason)), None),
        reasons=link.reasons,
    )


def _decides(reason: ReasonView) -> bool:
    return reason.weight is None or reason.weight in (weights.TOLD_APART, weights.ONE_SENTENCE)
