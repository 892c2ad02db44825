"""Who says who did it, from claims written by hand."""

from __future__ import annotations

import pytest

from tallybook.core.claims import Claim, Stance, Verdict
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.questions import Question
from tallybook.core.spans import Span
from tallybook.core.values import Count, Mention
from tallybook.knowledge.loading import load_knowledge
from tallybook.workflow.asking.contents import Contents
from tallybook.workflow.asking.listing import Listing
from tallybook.workflow.asking.responsibility import UNNAMED, Matrix, responsibility_matrix
from tallybook.workflow.asking.selecting import every_stage

DOCUMENT = Document(
    id="document1_a",
    capture="0" * 64,
    source="a.txt",
    media_type="text/plain",
    text="",
    paragraphs=(),
)
JNIM, GREATER = Mention("JNIM", "jnim"), Mention("ISGS", "is-sahel")
WHOLE = Mention("Islamic State", "islamic-state")
POLICE, ARMY = Mention("police"), Mention("army", "ml-army")


def account(name: str, voice: Mention, *who: Mention, stance: Stance = "asserted") -> Claim:
    return Claim(
        id=name,
        document=DOCUMENT.id,
        kind="incident",
        sentence=Span(0, 1, name),
        stage="done",
        attackers=who,
        voices=(voice,),
        stance=stance,
    )


def verdict(name: str, kind: Verdict, voice: Mention, who: Mention, *about: str) -> Claim:
    return Claim(
        id=name,
        document=DOCUMENT.id,
        kind="responsibility",
        sentence=Span(0, 1, name),
        attackers=(who,),
        voices=(voice,),
        verdict=kind,
        about=about,
    )


def matrix(*claims: Claim, members: tuple[str, ...] = ()) -> Matrix:
    """The matrix of one incident that rests on `members`, or else on every account."""
    accounts = members or tuple(c.id for c in claims if c.kind == "incident")
    incidents = [Incident(id="incident1_a", anchor=accounts[0], claims=accounts, stage="done")]
    contents = Contents(
        documents={DOCUMENT.id: DOCUMENT},
        claims={claim.id: claim for claim in claims},
        incidents={incident.id: incident for incident in incidents} if accounts else {},
    )
    return responsibility_matrix(Listing(contents, every_stage(Question()), load_knowledge()))


@pytest.mark.parametrize(
    ("stance", "expected"),
    [
        ("asserted", "asserts"),
        ("claimed", "claims"),
        ("suspected", "blames"),
        ("unconfirmed", "unconfirmed"),
        ("denied", "denies"),
        ("hypothetical", None),
        ("threatened", None),
    ],
)
def test_an_account_holds_whom_it_names_by_its_stance(stance: Stance, expected: str | None) -> None:
    rows = matrix(account("a", POLICE, JNIM, stance=stance)).rows
    assert [s.verdict for r in rows for c in r.cells for s in c.sayings] == (
        [expected] if expected else []
    )


def test_whom_a_voice_has_from_another_it_does_not_name() -> None:
    own = account("a", POLICE, JNIM)
    inferred = Claim(
        **{f: getattr(account("b", ARMY, JNIM), f) for f in own.__struct_fields__}
        | {"inferred": {"attackers": "said of the same attack elsewhere in the report"}}
    )
    [row] = matrix(own, inferred).rows
    assert [s.claim for c in row.cells for s in c.sayings] == ["a"]


def test_a_class_of_people_is_nobody_by_name() -> None:
    gunmen = Mention("gunmen", "any.gunman")
    found = matrix(account("a", POLICE, gunmen), account("b", ARMY, JNIM))
    assert [column.name for column in found.actors] == ["JNIM", UNNAMED]
    assert found.actors[1].actor is None
    assert found.rows[0].disputes == ()


def test_some_of_a_class_are_called_as_the_report_calls_them() -> None:
    officials = Mention("local officials", "any.government.of-ml")
    [cell] = matrix(account("a", officials, JNIM)).rows[0].cells
    assert [saying.voice for saying in cell.sayings] == ["local officials"]


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        ((JNIM,), (GREATER,), True),
        ((JNIM,), (JNIM, GREATER), False),
        ((WHOLE,), (GREATER,), False),
        ((JNIM,), (JNIM,), False),
    ],
)
def test_two_voices_differ_where_none_whom_they_name_may_be_the_same(
    one: tuple[Mention, ...], other: tuple[Mention, ...], disputed: bool
) -> None:
    [row] = matrix(account("a", POLICE, *one), account("b", ARMY, *other)).rows
    assert bool(row.disputes) is disputed


def test_a_verdict_on_several_attacks_stands_beside_each() -> None:
    attacks = [account(name, POLICE) for name in ("a", "b")]
    claims = [*attacks, verdict("c", "claims", JNIM, JNIM, "a", "b")]
    contents = Contents(
        documents={DOCUMENT.id: DOCUMENT},
        claims={claim.id: claim for claim in claims},
        incidents={
            f"incident1_{c.id}": Incident(
                id=f"incident1_{c.id}", anchor=c.id, claims=(c.id,), stage="done"
            )
            for c in attacks
        },
    )
    found = responsibility_matrix(Listing(contents, every_stage(Question()), load_knowledge()))
    assert [[s.claim for c in row.cells for s in c.sayings] for row in found.rows] == [["c"], ["c"]]
    assert found.actors[0].verdicts == {"claims": 2}


def test_a_count_names_its_attackers_too() -> None:
    count = Claim(
        id="n",
        document=DOCUMENT.id,
        kind="count",
        sentence=Span(0, 1, "n"),
        count=Count(4, 4, "four"),
        attackers=(JNIM,),
        voices=(ARMY,),
    )
    found = matrix(account("a", POLICE), count)
    [row] = found.rows
    assert (row.kind, row.cells[0].actor) == ("count", "JNIM")
    assert found.unattributed == ("incident1_a",)


def test_a_verdict_on_no_attack_that_was_read_is_counted() -> None:
    found = matrix(account("a", POLICE, JNIM), verdict("c", "claims", JNIM, JNIM))
    assert found.unattached == ("c",)
