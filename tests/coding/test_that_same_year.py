""" "That same year", "the same day": counted from what is told, not from what is told aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def starts(claims: list[Claim]) -> list[str | None]:
    told = [c for c in claims if c.kind == "incident" and c.stance != "denied"]
    return [None if c.when is None else c.when.earliest for c in told]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Bombs in Gamboru killed 12 in June 2021. A camp had been set up there in 2014. In the "
            "same year, in November, fighters raided Damboa.",
            ["2021-06-01", "2021-11-01"],
        ),
        (
            "In October 1983 a truck bomb killed 60 soldiers in Beirut. Hezbollah, which was "
            "formed in 1982, denied it. Earlier that same year, in April, a bomb had destroyed the "
            "embassy in the city, killing 63.",
            ["1983-10-01", "1983-04-01"],
        ),
        (
            "Gunmen shot a judge in Cali on 5 June 2021. The following year, in June, a bomb went "
            "off in Medellin, killing two.",
            ["2021-06-05", "2022-06-01"],
        ),
        (
            # What the main clause tells is no digression, whether it tells an attack or not.
            "Rebels attacked Pibor in March 2012. In 2015 the president fled. That same year, in "
            "December, soldiers shelled a camp in Juba.",
            ["2012-03-01", "2015-12-01"],
        ),
        (
            "On 3 April, gunmen killed six farmers near Bokkos. The governor, elected on 19 May "
            "2023, visited the village. The same day, a bus was attacked near Jos.",
            ["2024-04-03", "2024-04-03"],
        ),
        (
            "In 2015 gunmen stormed a university in Garissa, killing 148. Al-Shabaab, which was "
            "formed in 2006, claimed it. The same year it attacked a bus near Mandera.",
            ["2015-01-01", "2015-01-01"],
        ),
    ],
)
def test_the_same_time_is_that_of_what_was_told(
    code_report: Code, text: str, days: list[str]
) -> None:
    assert starts(code_report(text, published="2024-05-16")) == days


def test_a_year_after_in_is_no_number_of_gunmen(code_report: Code) -> None:
    [told] = code_report("In 2015 gunmen stormed a university in Garissa, killing 148.")
    assert [a.name for a in told.attackers] == ["gunmen"]
