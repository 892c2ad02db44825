"""Which tellings are of one attack: by streets, by divisions, by what is done in a raid."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

CodeReport = Callable[..., list[Claim]]


def _attacks(claims: list[Claim]) -> list[Claim]:
    """The incidents that no other claim of the report tells of already."""
    return [c for c in claims if c.kind == "incident" and not c.about]


def test_two_streets_that_no_gazetteer_knows_are_two(code_report: CodeReport) -> None:
    claims = _attacks(
        code_report(
            "A bomb exploded on Malir Road in Karachi on Monday, wounding six people, police said. "
            "An hour later gunmen fired on a police van on Nishtar Road, killing two officers."
        )
    )
    assert [[p.name for p in c.places] for c in claims] == [["Malir Road"], ["Nishtar Road"]]
    assert "hour" not in "".join(a.name for c in claims for a in c.attackers).split()


def test_a_headline_may_name_the_division_of_a_towns_name(code_report: CodeReport) -> None:
    claims = code_report(
        "Gunmen raid village in Tillaberi\n\n"
        "Gunmen raided Banibangou in Niger on Tuesday, killing eight people, the mayor said."
    )
    assert len(_attacks(claims)) == 1


def test_who_is_stabbed_in_a_raid_is_part_of_it(code_report: CodeReport) -> None:
    claims = code_report(
        "Raiders attacked a fishing camp near Nembe on Monday and looted it, its union said. "
        "A trader who resisted was stabbed."
    )
    assert len({c.id for c in _attacks(claims)}) == 1
