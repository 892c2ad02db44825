"""What people judge: written down with who, when and why, and the incidents rebuilt under it.

Nothing is changed or deleted. A judgement that is taken back stays in the book beside its undo,
and one that a later one contradicts stays as well and counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from tallybook.core.claims import Claim
from tallybook.core.incidents import Incident
from tallybook.core.judgements import (
    PairVerdict,
    PersonJudgement,
    PersonJudgementKind,
    in_force,
    make_person_judgement,
    next_number,
    undone_by,
)
from tallybook.errors import UsageError
from tallybook.store.protocol import Store, View
from tallybook.workflow.asking.contents import read_about
from tallybook.workflow.asking.identifying import find_id
from tallybook.workflow.judging.authors import Author, utc_now
from tallybook.workflow.judging.standing import JudgementView, read_with_reports, view_judgements
from tallybook.workflow.keeping.relinking import relink_as_judged
from tallybook.workflow.telling.views import ClaimView, IncidentView, view_claims, view_incidents

Verdicts = list[tuple[str, str, PairVerdict]]


class Judged(Struct, frozen=True, kw_only=True):
    """A judgement, and what it did: the incidents that held its claims `before`, and those that
    hold them `after`, with all that gave claims to these or took some. `overrules` are earlier
    judgements that it contradicts."""

    judgement: JudgementView
    claims: tuple[ClaimView, ...]
    before: tuple[str, ...]
    after: tuple[IncidentView, ...]
    overrules: tuple[str, ...] = ()


def judge(store: Store, claims: tuple[str, str], verdict: PairVerdict, author: Author) -> Judged:
    """Judge whether two claims speak of one attack.

    Raises UnknownIdError for an id that the book does not hold, and UsageError for a claim that
    speaks of no single attack, or two of one.
    """

    def verdicts(view: View) -> Verdicts:
        one, other = (find_id(view, asked, ["claim"]) for asked in claims)
        if one == other:
            raise UsageError(
                f"{claims[0]!r} and {claims[1]!r} are the same claim; name two different ones"
            )
        attacks = _attacks(view, (one, other))
        if attacks[one] == attacks[other]:
            raise UsageError(
                f"{one} and {other} speak of one attack because the one is about the other; name "
                "claims that each tell of an attack"
            )
        return [(one, other, verdict)]

    return _judged(store, "judge", author, verdicts)


def merge(store: Store, incidents: Sequence[str], author: Author) -> Judged:
    """Judge that incidents are one attack: that all their claims speak of the same one.

    Raises UnknownIdError for an id that the book does not hold, and UsageError where fewer than
    two different incidents are named.
    """

    def verdicts(view: View) -> Verdicts:
        found = dict.fromkeys(find_id(view, asked, ["incident"]) for asked in incidents)
        if len(found) < 2:
            named = " and ".join(repr(asked) for asked in incidents)
            raise UsageError(f"{named}: that is one incident; name two or more different ones")
        first, *others = (claim for one in found for claim in _tellings(view, one))
        return [(first, other, "same") for other in others]

    return _judged(store, "merge", author, verdicts)


def split(store: Store, incident: str, claims: Sequence[str], author: Author) -> Judged:
    """Judge that claims of an incident speak of another attack, one and the same, than its other
    claims do.

    Raises UnknownIdError for an id that the book does not hold, and UsageError for a claim that
    is none of the incident's, and where no other claim would be left in it.
    """

    def verdicts(view: View) -> Verdicts:
        whole = find_id(view, incident, ["incident"])
        named = list(dict.fromkeys(find_id(view, asked, ["claim"]) for asked in claims))
        telling = _tellings(view, whole)
        attacks = _attacks(view, [*named, *telling])
        strange = [claim for claim in named if attacks[claim] not in {attacks[t] for t in telling}]
        if strange:
            raise UsageError(
                f"{strange[0]} is no claim of {whole}; `tallybook explain {whole}` shows its claims"
            )
        gone = {attacks[claim] for claim in named}
        leaving = [claim for claim in telling if attacks[claim] in gone]
        staying = [claim for claim in telling if attacks[claim] not in gone]
        if not staying:
            raise UsageError(
                f"these are all that tell of {whole}, so that nothing would be left in it; name "
                "fewer claims"
            )
        together: Verdicts = [(leaving[0], other, "same") for other in leaving[1:]]
        return together + [(one, other, "different") for one in leaving for other in staying]

    return _judged(store, "split", author, verdicts)


def _tellings(view: View, incident: str) -> list[str]:
    """Return the claims of an incident that tell of it themselves; others are about one of them."""
    found = view.get(Incident, incident)
    assert found is not None, "find_id found it"
    claims = view.get_many(Claim, found.claims)
    return [claim.id for claim in claims.values() if claim.kind == "incident"]


def undo(store: Store, asked: str | None, author: Author) -> Judged:
    """Take back a person judgement: the one that `asked` names, else the author's last in force.

    The undo is written down as a judgement as well, and can itself be undone. Raises
    UnknownIdError for an id that the book does not hold, and UsageError where there is nothing to
    undo.
    """
    author.check_name()

    def judging(view: View) -> PersonJudgement:
        made = list(view.scan(PersonJudgement))
        return make_person_judgement(
            "undo",
            number=next_number(made),
            by=author.by,
            made_at=utc_now(),
            because=author.because,
            undoes=_to_undo(view, made, asked, author),
        )

    return _recorded(store, judging)


def _to_undo(view: View, made: Sequence[PersonJudgement], asked: str | None, author: Author) -> str:
    if asked is None:
        own = [one.id for one in in_force(made) if one.by == author.by and one.kind != "undo"]
        if not own:
            raise UsageError(
                f"{author.by} has no judgement in force that could be undone; `tallybook "
                "judgements` lists all of them, and `tallybook undo ID` takes back any"
            )
        return own[-1]
    found = find_id(view, asked, ["judgement"])
    undone = undone_by(made).get(found)
    if undone is not None:
        raise UsageError(
            f"{found} is undone already, by {undone}; to have it hold again, undo that"
        )
    return found


def _judged(
    store: Store,
    kind: PersonJudgementKind,
    author: Author,
    verdicts: Callable[[View], Verdicts],
) -> Judged:
    author.check("a judgement")

    def judging(view: View) -> PersonJudgement:
        return make_person_judgement(
            kind,
            number=next_number(list(view.scan(PersonJudgement))),
            by=author.by,
            made_at=utc_now(),
            because=author.because,
            verdicts=verdicts(view),
        )

    return _recorded(store, judging)


def _recorded(store: Store, judging: Callable[[View], PersonJudgement]) -> Judged:
    version = 0
    claims: list[str] = []

    def noting(view: View) -> PersonJudgement:
        nonlocal version, claims
        made = judging(view)
        version, claims = view.version, _claims_of(view, made)
        return made

    made = relink_as_judged(store, noting)
    with store.view(version) as then, store.view() as view:
        before, told = _touched(then, view, claims)
        contents = read_about(view, told)
        standing = view_judgements(view)
    [judgement] = [one for one in standing if one.id == made.id]
    return Judged(
        judgement=judgement,
        claims=view_claims(contents, claims),
        before=tuple(before),
        after=view_incidents(contents, list(contents.incidents)),
        overrules=tuple(one.id for one in standing if made.id in one.overruled_by),
    )


def _claims_of(view: View, made: PersonJudgement) -> list[str]:
    """Return the claims that a person judgement is about: an undo is about what it undoes."""
    about: PersonJudgement | None = made
    while about is not None and about.undoes is not None:
        about = view.get(PersonJudgement, about.undoes)
    judgements = () if about is None else about.judgements
    return list(dict.fromkeys(claim for j in judgements for claim in (j.first, j.second)))


def _touched(then: View, now: View, claims: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the incidents that held some claims, and those that gave claims to their incidents of
    now; with all claims of these. Another claim than those that were judged may move as well: one
    that fits both of two attacks that are different now is in neither."""
    told: list[str] = []
    grown = list(claims)
    while len(grown) > len(told):
        told = grown
        before = list(then.scan(Incident, claims=told))
        after = now.scan(Incident, claims=told)
        moved = [claim for incident in (*before, *after) for claim in incident.claims]
        grown = list(dict.fromkeys([*told, *moved]))
    return [incident.id for incident in before], told


def _attacks(view: View, claims: Sequence[str]) -> dict[str, int]:
    """Return a number for the attack that each claim speaks of; raise UsageError where one
    speaks of no single attack."""
    from tallybook.linking.roster import attack_positions

    position = attack_positions(read_with_reports(view, claims))
    for identifier in claims:
        claim = view.get(Claim, identifier)
        if claim is not None and identifier not in position:
            kind = claim.kind if claim.kind != "incident" else f"{claim.stance} incident"
            raise UsageError(
                f"{identifier} is a claim of another kind ({kind}): only claims on one single "
                "attack can be judged; `tallybook claims` shows which are"
            )
    return position
