"""Totals and their parts: what divides a figure, what is only among it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Figure = tuple[tuple[str, ...], int]

CASES: list[tuple[str, Figure, set[Figure]]] = [
    # the total stands first, the parts are some of it
    ("At least 30 attacks hit villages in Burkina Faso in May, including 12 in Djibo and six near "
     "Dori, the UN said.", (("Burkina Faso",), 30), {(("Djibo",), 12), (("Dori",), 6)}),
    ("There were 17 attacks on clinics in May, among them five in Gaza and two in Sudan, the WHO "
     "said.", ((), 17), {(("Gaza",), 5), (("Sudan",), 2)}),
    ("The UN recorded 120 attacks on schools in Mali and Niger in 2024, of which 80 were in Mali.",
     (("Mali", "Niger"), 120), {(("Mali",), 80)}),
    ("The general staff said there had been 112 clashes over the past day, 47 of them near "
     "Pokrovsk.", (("Ukraine",), 112), {(("Pokrovsk",), 47)}),
    # the places of the whole are told one by one
    ("Clinics in Mopti and Gao were attacked 14 times this year, nine times in Mopti and five "
     "times in Gao.", (("Mopti", "Gao"), 14), {(("Mopti",), 9), (("Gao",), 5)}),
    ("There have been 21 attacks on convoys in Mali since May 1, 15 in Gao and six in Kidal, the "
     "army said.", (("Mali",), 21), {(("Gao",), 15), (("Kidal",), 6)}),
    ("The UN said that schools had come under attack 11 times in Mali and Niger since May 1, with "
     "seven attacks in Mali and four in Niger.",
     (("Mali", "Niger"), 11), {(("Mali",), 7), (("Niger",), 4)}),
    # a country and then its towns, whatever they come to
    ("There were 12 attacks on clinics in Mali in May, nine in Gao and two in Mopti, the UN said.",
     (("Mali",), 12), {(("Gao",), 9), (("Mopti",), 2)}),
    ("There were 12 attacks on clinics in Mali in May, nine in Gao and seven in Mopti, the UN "
     "said.", (("Gao", "Mopti"), 12), {(("Gao",), 9), (("Mopti",), 7)}),
    # the whole is where its parts are
    ("Clinics have been attacked 26 times since May 1, 17 times in Sudan and nine times in Chad.",
     (("Sudan", "Chad"), 26), {(("Sudan",), 17), (("Chad",), 9)}),
    # the noun is the one that was counted last
    ("Police recorded 21 attacks on churches in May. Fourteen were in Enugu and seven in Imo.",
     (("Nigeria",), 21), {(("Enugu",), 14), (("Imo",), 7)}),
    ("There were 40 attacks on farms in Borno in May, officials said. Nine were in Bama.",
     (("Borno",), 40), {(("Bama",), 9)}),
    # the parts make up the total
    ("Army bases were attacked six times last week, four times in Borno and twice in Yobe.",
     (("Borno", "Yobe"), 6), {(("Borno",), 4), (("Yobe",), 2)}),
    ("US forces have been attacked ten times in Iraq and three times in Syria since May.",
     (("Iraq", "Syria"), 13), {(("Iraq",), 10), (("Syria",), 3)}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "total", "parts"), CASES)
def test_a_total_and_its_parts(
    code_report: Callable[..., list[Claim]], sentence: str, total: Figure, parts: set[Figure]
) -> None:
    counts = [c for c in code_report(f"Figures\n\n{sentence}") if c.kind == "count"]
    [whole] = [c for c in counts if c.parts]
    assert _figure(whole) == total
    assert {_figure(c) for c in counts if c.id in whole.parts} == parts
    assert len(counts) == len(parts) + 1


NO_SHARES = [
    # more than were counted
    "Police recorded six attacks on churches in May. Fourteen were in Enugu and seven in Imo.",
    # of the dead, or of what else was counted
    "Six attacks on churches killed 21 people in May. Fourteen were in Enugu and seven in Imo.",
    "There were 21 attacks on 40 villages in May. Fourteen were in Enugu and seven in Imo.",
    # nothing counted just before
    "Police recorded 21 attacks on churches in May. The bishop called for calm. He thanked all who "
    "had come. Fourteen were in Enugu and seven in Imo.",
]


@pytest.mark.parametrize("text", NO_SHARES)
def test_a_bare_number_is_no_share_of_attacks_that_it_may_not_count(
    code_report: Callable[..., list[Claim]], text: str
) -> None:
    counts = [c for c in code_report(f"Figures\n\n{text}") if c.kind == "count"]
    assert not [c for c in counts if c.parts]
    assert not [c for c in counts if c.places and c.places[0].name in ("Enugu", "Imo")]


def _figure(claim: Claim) -> Figure:
    assert claim.count is not None
    return tuple(place.name for place in claim.places), claim.count.low


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("in January and February", "2024-01-01", "2024-02-29"),
        ("in late February and early March", "2024-02-21", "2024-03-10"),
        ("on Monday and Tuesday", "2024-03-11", "2024-03-12"),
        ("since the truce took effect on January 19", "2024-01-19", "2024-03-14"),
    ],
)
def test_a_figure_is_of_all_the_days_that_are_joined(
    code_report: Callable[..., list[Claim]], days: str, first: str, last: str
) -> None:
    text = f"There were 15 attacks on schools in Mali {days}, the UN said."
    [claim] = [c for c in code_report(text, published="2024-03-14") if c.kind == "count"]
    assert claim.when is not None
    assert (claim.when.earliest, claim.when.latest) == (first, last)


@pytest.mark.parametrize(
    "rest",
    [
        "but the army has acknowledged only one of them",
        "but the governor knew of two of them",
        "one of them outside Kidal",
    ],
)
def test_a_figure_stays_one_where_some_of_it_is_spoken_of(
    code_report: Callable[..., list[Claim]], rest: str
) -> None:
    text = f"Rebels said they had mounted three attacks on posts in Mali on Monday, {rest}."
    counts = [c for c in code_report(f"Figures\n\n{text}") if c.kind == "count"]
    assert 3 in {c.count.low for c in counts if c.count is not None}


def test_losses_in_several_attacks_are_no_single_one_s(
    code_report: Callable[..., list[Claim]],
) -> None:
    text = (
        "Rebels ambushed a convoy near Gao, Mali, on Monday and, in the evening, shelled a "
        "barracks in Kidal. A spokesman put the losses in the two at 40 dead."
    )
    for claim in code_report(f"Two attacks\n\n{text}"):
        assert claim.kind != "incident" or claim.killed is None


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            "The UN had verified 11 attacks on schools and six on clinics in Mali in May.",
            (17, 17),
            {("schools", 11, 11), ("clinics", 6, 6)},
        ),
        (
            "The UN counted at least 12 raids on villages and three on camps in Mali in May.",
            (15, None),
            {("villages", 12, None), ("camps", 3, None)},
        ),
    ],
)
def test_parts_by_what_was_attacked(
    code_report: Callable[..., list[Claim]],
    text: str,
    whole: tuple[int, int | None],
    parts: set[tuple[str, int, int | None]],
) -> None:
    counts = [c for c in code_report(f"Figures\n\n{text}") if c.kind == "count"]
    [total] = [c for c in counts if c.parts]
    assert total.count is not None
    assert (total.count.low, total.count.high) == whole
    told = [c for c in counts if c.id in total.parts and c.count is not None]
    assert {
        (t.name, c.count.low, c.count.high) for c in told for t in c.targets if c.count
    } == parts


@pytest.mark.parametrize(
    "text",
    [
        "There were 40 attacks on civilians, 12 on women and nine on children in Mali in May.",
        "Police recorded 12 attacks on shops and six on Monday alone in Gao.",
        "There were 12 attacks on shops in Mali in May, and six of the traders were hurt.",
    ],
)
def test_what_may_be_a_part_or_another_day_is_not_added(
    code_report: Callable[..., list[Claim]], text: str
) -> None:
    counts = [c.count for c in code_report(f"Figures\n\n{text}") if c.kind == "count" and c.count]
    assert max(c.low for c in counts) in (12, 40)


def test_a_figure_told_out_by_its_targets_keeps_its_hedge(
    code_report: Callable[..., list[Claim]],
) -> None:
    claims = code_report(
        "Schools and clinics attacked 17 times\n\nSchools and clinics in the north of Mali were "
        "attacked at least 17 times in May, the UN said. It had verified 11 attacks on schools and "
        "six on clinics."
    )
    [total] = [c for c in claims if c.kind == "count" and c.parts]
    assert total.count is not None
    assert (total.count.low, total.count.high) == (17, None)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Gunmen attacked four banks in three towns of Mali on Monday, police said.", 4),
        ("Bombs went off at six hotels across the provinces of Pattani and Yala on Monday.", 6),
        ("Raiders set off bombs or lit fires at seven stores in Thailand's southern provinces on "
         "Monday, the army said.", 7),
        ("Rebels burned three shops in Gao on Monday.", None),
        ("Rebels raided a village near Gao on Monday and burned nine shops.", None),
    ],
)  # fmt: skip
def test_premises_count_attacks_where_they_lie_apart(
    code_report: Callable[..., list[Claim]], text: str, low: int | None
) -> None:
    counts = [c.count.low for c in code_report(text) if c.kind == "count" and c.count]
    assert counts == ([] if low is None else [low])
