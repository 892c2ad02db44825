"""Which attacks a figure counts, and what figures take over from one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]

FIGURE = (
    "Attacks in Mali\n\nJihadists carried out nine attacks on villages in Mali "
    "between 9 and 15 June, the UN said.\n\n"
)


def _count(claims: list[Claim], number: int) -> Claim:
    return next(c for c in claims if c.kind == "count" and c.count and c.count.low == number)


ONE = [
    ("In one of them, on 12 June, gunmen burned a school near Gao.", True),
    ("In one of those attacks, gunmen burned a school in Gao.", True),
    ("One of the attacks, on 12 June, killed four teachers in Gao.", True),
    ("Troops bombed a market in Gao on 12 June.", False),
    ("Another attack killed four teachers in Gao.", False),
]


@pytest.mark.parametrize(("sentence", "counted"), ONE)
def test_one_of_them_is_counted(code_report: Code, sentence: str, counted: bool) -> None:
    claims = code_report(FIGURE + sentence)
    attacks = {c.id for c in claims if c.kind == "incident" and "Gao" in c.sentence.words}
    assert len(attacks) == 1
    assert bool(attacks & set(_count(claims, 9).parts)) is counted


SUCH = [
    "In the preceding week the UN had logged four such attacks.",
    "The previous week saw four such attacks, it said.",
    "It had counted four attacks of this kind in the preceding week.",
]


@pytest.mark.parametrize("sentence", SUCH)
def test_such_attacks_are_of_the_kind_told(code_report: Code, sentence: str) -> None:
    claim = _count(code_report(FIGURE + sentence), 4)
    assert [a.name for a in claim.attackers] == ["Jihadists"]
    assert [t.name for t in claim.targets] == ["villages"]
    assert {"attackers", "targets"} <= set(claim.inferred)
    # The week before the week told, which is none of the calendar's.
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == ("2025-06-02", "2025-06-08")


def test_other_attacks_have_their_own_kind(code_report: Code) -> None:
    claim = _count(code_report(FIGURE + "Troops carried out four attacks on camps in June."), 4)
    assert [a.name for a in claim.attackers] == ["Troops"]
    assert "attackers" not in claim.inferred


CASES = [
    ("Two warehouses in Gao, Mali, were attacked last week. In both cases guards were tied up.", 2),
    ("Gunmen looted three farms near Gao, Mali, on Monday. In each case they took cattle.", 3),
    ("Gunmen raided four mills near Gao, Mali, on Monday. In all of the incidents they wore masks.",
     4),
    ("Two warehouses in Gao, Mali, were attacked last week. Guards were tied up.", None),
    ("Three farms near Gao, Mali, were attacked on Monday. In both cases of flu, doctors came.",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), CASES)
def test_cases_told_apart_are_attacks(code_report: Code, text: str, number: int | None) -> None:
    claims = code_report(f"News from Mali\n\n{text}")
    figures = [c.count.low for c in claims if c.kind == "count" and c.count is not None]
    assert figures == ([] if number is None else [number])
    assert any(c.kind == "incident" for c in claims) is (number is None)


def test_a_line_of_its_own_ends_what_a_heading_heads(code_report: Code) -> None:
    claims = code_report(
        "Daily notes\n\nMali\n\nGunmen attacked a clinic on Monday, police said.\n\n"
        "Questions and answers\n\nGunmen attacked a farm on Tuesday, police in Niger said."
    )
    [farm] = [c for c in claims if c.kind == "incident" and "farm" in c.sentence.words]
    assert "Mali" not in {p.name for p in farm.places}


@pytest.mark.parametrize(
    "text",
    [
        "One attack was reported in Gao, Mali, on 12 June, police said.",
        "There was one attack on a school in Gao, Mali, on 12 June, police said.",
        "Police recorded one attack in Gao, Mali, on 12 June.",
    ],
)
def test_one_attack_is_an_attack(code_report: Code, text: str) -> None:
    kinds = [c.kind for c in code_report(f"Attack in Mali\n\n{text}")]
    assert "incident" in kinds
    assert "count" not in kinds


def test_an_attack_on_civilians_is_none_of_those_on_forces(
    code_report: Callable[..., list[Claim]],
) -> None:
    """A market is no army post; a convoy of the army may be meant, and soldiers are its forces."""
    counted = "Army posts in Adamawa have been attacked nine times since 1 June, the army said."
    told = {
        "On Sunday a suicide bomber killed eleven people at a market in Mubi, police said.": 0,
        "On Sunday a roadside bomb wounded four soldiers near Mubi, the army said.": 1,
    }
    for sentence, number in told.items():
        claims = code_report(f"Posts under attack\n\nYOLA, Nigeria - {counted} {sentence}")
        [whole] = [claim for claim in claims if claim.kind == "count"]
        assert len(whole.parts) == number, sentence


def test_parts_after_a_colon_are_of_who_said_the_total(
    code_report: Callable[..., list[Claim]],
) -> None:
    for parts in (
        "six times in Cauca and four times in Nariño",
        "six times in Cauca and twice in X",
    ):
        claims = code_report(
            "Figures\n\nCALI, Colombia - Police posts were attacked ten times between June 3 and "
            f"June 9, the police said: {parts}."
        )
        told = [claim for claim in claims if claim.kind == "count"]
        assert len(told) >= 2
        assert {claim.voices[-1].name for claim in told} == {"police"}


def test_one_of_those_counted_lies_where_they_do(code_report: Code) -> None:
    claims = code_report(
        "Three villages attacked\n\nGunmen attacked three villages in Kaura district of Kaduna, "
        "Nigeria, on Sunday, the governor said. Eleven people lost their lives, he said, eight of "
        "them at Zangam-Fari, where the assailants set fire to a church."
    )
    [told] = [c for c in claims if c.kind == "incident"]
    [place] = told.places
    assert place.name == "Zangam-Fari"
    assert "somewhere in" in (place.reason or "")
    assert told.killed is not None
    assert told.killed.low == 8
