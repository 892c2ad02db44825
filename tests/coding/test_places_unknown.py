"""Villages that no gazetteer knows: in which country and division they lie."""

from __future__ import annotations

from collections.abc import Callable

from tallybook.core.claims import Claim

Code = Callable[..., list[Claim]]


def test_an_unknown_village_lies_where_the_report_is_about(code_report: Code) -> None:
    claims = code_report(
        "Gunmen kill four in village\n\nBUNIA, Democratic Republic of Congo, June 20 - Gunmen "
        "killed four people in Mungombo on Wednesday, the Congolese army said. It blamed a militia "
        "of Ugandan origin that has fought in Ituri for years."
    )
    attack = next(c for c in claims if c.kind == "incident")
    assert [(p.name, p.country) for p in attack.places] == [("Mungombo", "CD")]
    assert "the country that the report is about" in (attack.places[0].reason or "")


def test_where_two_countries_are_spoken_of_alike_it_stays_open(code_report: Code) -> None:
    claims = code_report(
        "Gunmen kill four in village\n\nGunmen killed four people in Mungombo on Wednesday. Uganda "
        "and Rwanda condemned it."
    )
    attack = next(c for c in claims if c.kind == "incident")
    assert [p.country for p in attack.places] == [None]
