"""Where those attacked were when it happened, and where they had been or belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def _incident(claims: list[Claim]) -> Claim:
    [told] = [c for c in claims if c.kind == "incident"]
    return told


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Raiders shot dead a herder who was watering his goats near Kidal.", "Kidal"),
        ("A nurse who was vaccinating children in Goma was stabbed to death on Friday.", "Goma"),
        ("A drone struck a tanker that was unloading fuel at a depot in Kharkiv.", "Kharkiv"),
        ("A bomb killed nine men who had gathered at a shrine in Quetta.", "Quetta"),
        ("Rockets hit a ferry that was moored in Kherson on Sunday.", "Kherson"),
        ("Bandits abducted six traders who had come to Sokoto to buy camels.", "Sokoto"),
        ("Militants killed a guard who manned a barrier in Mosul.", "Mosul"),
        ("Two boys, who were swimming in a canal near Basra, were shot on Monday.", "Basra"),
        ("A sniper killed a doctor who was being held at a prison in Aleppo.", "Aleppo"),
    ],
)
def test_they_were_attacked_where_they_were(code_report: Code, text: str, place: str) -> None:
    assert [p.name for p in _incident(code_report(text)).places] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a poet who had fled Goma with her sons.",
        "Gunmen killed an engineer who works in Goma.",
        "Gunmen killed a teacher who was born in Goma.",
        "Gunmen killed a judge convicted of fraud in Goma.",
        "Gunmen killed a singer raised in Goma.",
        "Gunmen killed a reporter who had been investigating graft in Goma.",
        "Gunmen killed a merchant who had moved to Goma in 2015.",
        "Gunmen killed a lawyer who was representing miners in Goma.",
        "Gunmen ambushed a convoy that was heading to Goma.",
    ],
)
def test_what_was_before_or_is_a_habit_is_elsewhere(code_report: Code, text: str) -> None:
    assert all(p.name != "Goma" for p in _incident(code_report(text)).places)


def test_the_day_of_what_they_were_doing_is_the_attacks(code_report: Code) -> None:
    told = _incident(
        code_report("A drone hit a lorry that was parked outside a mill in Odesa on Friday.")
    )
    assert told.when is not None
    assert told.when.earliest == "2025-06-27"
