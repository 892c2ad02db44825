"""What a report says, all in all, of the killed and injured of one attack."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def _tolls(claims: list[Claim], kind: str) -> set[tuple[int, int | None]]:
    found = (getattr(c, kind) for c in claims if c.kind in ("incident", "harm"))
    return {(count.low, count.high) for count in found if count is not None}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        # Whoever is shot is hit; who of them died another word says.
        ("Four men were shot near a depot in Nakuru on Sunday, police said.", None, (4, 4)),
        ("A dockworker was shot in the leg in Nakuru on Sunday.", None, (1, 1)),
        ("A dockworker was grazed by a stray bullet in a shooting in Nakuru.", None, (1, 1)),
        ("Six people were shot in Nakuru on Sunday, two of them fatally.", (2, 2), (4, 4)),
        ("Robbers killed a guard and shot three others in Nakuru on Sunday.", (1, 1), (3, 3)),
        ("A trader was shot in Nakuru on Sunday. He died in hospital.", (1, 1), None),
        ("A trader was fatally shot in Nakuru on Sunday.", (1, 1), None),
        ("Police spoke of the fatal shooting of a nurse in Nakuru on Sunday.", (1, 1), None),
        ("Gunmen shot at a trader in Nakuru on Sunday.", None, None),
        # None of the wounds is grave: there are some; and nobody else's is nobody besides.
        (
            "Two men were hurt in a shooting in Nakuru. None of the injuries are life-threatening, "
            "police said.",
            None,
            (2, 2),
        ),
        (
            "Two men were hurt in a shooting in Nakuru.\nA bus was hit, but no other injuries were "
            "reported.",
            None,
            (2, 2),
        ),
        # A number after a name is an age.
        (
            "Rebels attacked a depot in Nakuru and killed Peter Mwangi, 80, who ran it.",
            (1, 1),
            None,
        ),
        # What is told before the attack in its own sentence is that attack's.
        ("Six were killed after Sunday's blast in a market in Nakuru, police said.", (6, 6), None),
        (
            "Police found 14 bodies on Monday, a day after gunmen stormed a village near Nakuru.",
            (14, 14),
            None,
        ),
        # Who is feared dead may be alive.
        (
            "Thirty traders were feared dead after gunmen attacked a market in Nakuru on Sunday.",
            (0, 30),
            None,
        ),
        # The number of the dead, and not those who were added to it.
        (
            "Two of the wounded died on Monday, taking the number of dead from Saturday's grenade "
            "attack in Nakuru to seven.",
            (7, 7),
            None,
        ),
        # How many of those shot died is not said.
        ("Gunmen shot four men in Nakuru on Sunday. Some of them died.", None, None),
    ],
)
def test_who_was_shot(
    code_report: CodeReport,
    text: str,
    killed: tuple[int, int] | None,
    injured: tuple[int, int] | None,
) -> None:
    claims = code_report(text)
    assert claims
    assert _tolls(claims, "killed") == ({killed} if killed else set())
    assert _tolls(claims, "injured") == ({injured} if injured else set())


def test_what_is_inferred_of_those_shot_is_marked(code_report: CodeReport) -> None:
    claims = code_report("Four men were shot near a depot in Nakuru on Sunday, police said.")
    [claim] = [c for c in claims if c.kind == "incident"]
    assert "injured" in claim.inferred


def test_a_victim_told_by_name_is_one_of_the_total(code_report: CodeReport) -> None:
    claims = code_report(
        "Three people were killed and five wounded in a shooting at a market in Nakuru on "
        "Sunday, police said.\n"
        "Peter Mwangi, 25, died at the hospital. He was pronounced dead at noon.\n"
        "A baker was wounded in the arm. No other injuries were reported."
    )
    assert _tolls(claims, "killed") == {(3, 3)}
    assert _tolls(claims, "injured") == {(5, 5)}


@pytest.mark.parametrize(
    ("later", "tolls"),
    [
        ("The union put the number of dead at fourteen.", [(8, 8), (14, 14)]),
        ("A body was found, bringing to nine the number of people killed.", [(8, 8), (9, 9)]),
        ("On Friday the toll stood at 12.", [(8, 8), (12, 12)]),
        ("Another five people died of their wounds on Friday.", [(8, 8), (13, 13)]),
    ],
)
def test_a_toll_that_goes_on(
    code_report: CodeReport, later: str, tolls: list[tuple[int, int]]
) -> None:
    text = f"Gunmen attacked a market in Nakuru on Thursday, killing eight, police said. {later}"
    told = [c.killed for c in code_report(text) if c.killed is not None]
    assert [(k.low, k.high) for k in told] == tolls
