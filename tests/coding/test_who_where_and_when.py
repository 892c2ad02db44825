"""Whose attack it was, on whom, where and when: what small words of a clause say of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incident(claims: list[Claim]) -> Claim:
    [told] = [c for c in claims if c.kind == "incident" and not c.about]
    return told


@pytest.mark.parametrize(
    ("text", "attackers"),
    [
        ("A Turkish strike killed two people in Qamishli on Monday.", ["Turkish"]),
        ("The minister condemned an Ethiopian raid on Adwa on Monday.", ["Ethiopian"]),
        # Where it was, and not who did it.
        ("The worst Iraqi raid in years killed two people in Tikrit on Monday.", []),
        ("Iraqi bombings killed two people in Baghdad on Monday, police said.", []),
        # A blast that somebody, or nobody, set off.
        ("Two guards died in a bomb blast triggered by Maoists near Gaya on Monday.", ["Maoists"]),
        ("Two guards died in a bomb blast triggered by a short circuit near Gaya on Monday.", []),
        # Between two sides, and between two places.
        ("The ambush took place between Kidal and Tessalit on Monday.", []),
    ],
)
def test_who_attacked(code_report: Code, text: str, attackers: list[str]) -> None:
    found = [c for c in code_report(text) if c.kind in ("incident", "count")]
    assert [a.name for c in found for a in c.attackers] == attackers


def test_a_walkout_is_no_strike_of_forces(code_report: Code) -> None:
    claims = code_report(
        "Gunmen killed two people in Kisumu on Monday. A Kenyan strike by teachers closed schools."
    )
    assert [a.name for a in _incident(claims).attackers] == ["Gunmen"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("On the R7, gunmen fired on a tanker carrying milk near Kaya on Monday.", ["tanker"]),
        ("Gunmen blew a hole in the wall of a prison in Kaya on Monday, killing a guard.",
         ["guard"]),
        ("The army launched 12 drones and decoys at Kaya on Monday.", []),
    ],
)  # fmt: skip
def test_what_was_attacked(code_report: Code, text: str, targets: list[str]) -> None:
    assert [t.name for t in _incident(code_report(text)).targets] == targets


def test_where_men_hail_from_is_not_where_they_were_shot(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided a quarry near Garissa on Monday. Two men from Kisii were shot from close by."
    )
    assert [p.name for p in _incident(claims).places] == ["Garissa"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The attack in Kaya on Monday left three people dead and at least nine nursing injuries.",
         (3, 3)),
        ("A strike on Kaya on Monday killed 30 people, correcting a count which included patients "
         "who died of other causes.", (30, 30)),
        ("A Maoist was killed in an encounter near Gaya on Monday.", (1, 1)),
    ],
)  # fmt: skip
def test_how_many_died(code_report: Code, text: str, killed: tuple[int, int]) -> None:
    tolls = [c.killed for c in code_report(text) if c.killed is not None]
    assert {(t.low, t.high) for t in tolls} == {killed}


def test_who_is_put_out_of_action_was_fought(code_report: Code) -> None:
    claims = code_report(
        "Troops neutralised nine of the rebels in a clash near Goma on Monday, the army said. "
        "Police foiled an attack on a market in Bukavu on Sunday."
    )
    assert [c.stage for c in claims if c.kind == "incident"] == ["done", "foiled"]


@pytest.mark.parametrize(
    ("words", "day"), [("Holy Saturday", "2025-04-19"), ("Maundy Thursday", "2025-04-17")]
)
def test_days_before_easter(code_report: Code, words: str, day: str) -> None:
    told = _incident(code_report(f"Gunmen shot a priest in Jos on {words}."))
    assert told.when is not None
    assert (told.when.earliest, told.when.latest) == (day, day)


def test_an_attack_is_named_by_its_month(code_report: Code) -> None:
    told = _incident(
        code_report("Three of the dead fell in the March missile strike on the ferry Blue Heron.")
    )
    assert told.when is not None
    assert told.when.earliest == "2025-03-01"


def test_a_march_of_people_is_no_month(code_report: Code) -> None:
    told = _incident(
        code_report("Gunmen killed three people in the march attack in Jos on Sunday.")
    )
    assert told.when is not None
    assert told.when.earliest == "2025-06-29"


def test_up_to_now_since_a_month(code_report: Code) -> None:
    [count] = [
        c
        for c in code_report("The rebels have now attacked 60 ships since November, Lloyd's said.")
        if c.kind == "count"
    ]
    assert count.when is not None
    assert (count.when.earliest, count.when.latest) == ("2024-11-01", "2025-06-30")


def test_he_is_whom_the_sentence_before_is_about(code_report: Code) -> None:
    claims = code_report(
        "Rebels fired on a post near Goma on Monday, General Paul Kasongo said.\n\n"
        'Mayor Jean Mukeba was furious. "This is the fourth attack on the town this year," he said.'
    )
    [count] = [c for c in claims if c.kind == "count" and "count" not in c.inferred]
    assert count.voices[-1].name == "Mayor Jean Mukeba"


def test_it_says_what_it_did_itself(code_report: Code) -> None:
    claims = code_report(
        "Hezbollah condemned the raid. Israel shelled two depots near Tyre on Monday, it said."
    )
    told = next(c for c in claims if c.event_type == "shelling")
    assert told.voices[-1].name == "Israel"


def test_what_only_brought_things_about_is_not_blamed_for_attacks(code_report: Code) -> None:
    claims = code_report(
        "Gunmen raided a quarry near Garissa on Monday, killing two. The governor faulted the "
        "decision to open it again, and the union blamed the government's negligence."
    )
    assert not [c for c in claims if c.kind == "responsibility"]


def test_a_headlines_denial_is_of_its_attack(code_report: Code) -> None:
    claims = code_report(
        "Toll of Nyala market shelling put at 30 as RSF denies role\n\n"
        "Thirty people were killed when shells hit the market of Nyala on Thursday, doctors said. "
        "The clinic has been hit four times since May."
    )
    [denied] = [c for c in claims if c.verdict == "denies"]
    [told] = [c for c in claims if c.id in denied.about]
    assert told.kind == "incident"
