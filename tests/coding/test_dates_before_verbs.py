"""A date between a subject and its verb: the month is no auxiliary, and the day counts nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incident(claims: list[Claim]) -> Claim:
    [told] = [c for c in claims if c.kind == "incident"]
    return told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Raiders on the night of 11 May burned nine huts in Kaduna.", "2025-05-11"),
        ("A mine on 3 May hit a lorry in Gao, killing its driver.", "2025-05-03"),
        ("Two snipers on the 14th of May shot dead a clerk in Herat.", "2025-05-14"),
        ("Insurgents in the early hours of 9 May stormed a barracks in Marawi.", "2025-05-09"),
        (
            "Fighters on the evening of 20 April torched a clinic in Bria, police said.",
            "2025-04-20",
        ),
        ("A grenade early on Sunday hit a stall outside a court in Bunia.", "2025-06-29"),
    ],
)
def test_a_date_before_the_verb_is_the_attacks(code_report: Code, text: str, day: str) -> None:
    told = _incident(code_report(text))
    assert told.stance == "asserted"
    assert told.when is not None
    assert (told.when.earliest, told.when.latest) == (day, day)


@pytest.mark.parametrize(
    ("text", "attackers", "words"),
    [
        ("On the night of 7 March herders raided a mine in Zamfara.", "herders", "7 March"),
        ("On 2 August 2024 rebels of the M23 stormed Goma.", "rebels of the M23", "2 August 2024"),
        ("On March 7 jihadists stormed a mill in Gao.", "jihadists", "March 7"),
        ("In early April gangs looted a depot in Jacmel.", "gangs",
         "early April"),
        ("On 4 June nine gunmen raided a market in Bannu.", "nine gunmen", "4 June"),
    ],
)  # fmt: skip
def test_a_date_counts_no_attackers(
    code_report: Code, text: str, attackers: str, words: str
) -> None:
    told = _incident(code_report(text))
    assert [a.name for a in told.attackers] == [attackers]
    assert told.when is not None
    assert words in told.when.words


@pytest.mark.parametrize(
    "text",
    [
        "Rebels may have killed a guard in Bunia on Monday, police said.",
        "At Least 12 May Have Died in Raid on Bunia",
        "At Least 12 May Die After Gunmen Storm Jail in Bunia",
    ],
)
def test_what_may_be_is_no_month(code_report: Code, text: str) -> None:
    dated = [c.when for c in code_report(text) if c.when is not None]
    assert all((when.earliest or "")[5:7] != "05" for when in dated)


def test_a_date_with_an_article_says_which_attack(code_report: Code) -> None:
    told = _incident(code_report("Nine guards died in the 7 May bombing of a mosque in Herat."))
    assert told.when is not None
    assert told.when.earliest == "2025-05-07"
    assert "mosque" in [t.name for t in told.targets]
