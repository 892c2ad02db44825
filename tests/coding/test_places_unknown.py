"""Villages that no gazetteer knows: in which country and division they lie."""

from __future__ import annotations

from collections.abc import Callable

import pytest

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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Herders shot dead nine people in Dagu Sinn on Monday.", "Dagu Sinn"),
        ("Herders shot dead nine people in Wedian, Nigerian police said.", "Wedian"),
        ("A mine killed nine people in Na-thalok, police in Thailand said.", "Na-thalok"),
        ("Rebels raided Dagu Sinn, killing nine people.", "Dagu Sinn"),
        ("Rebels torched Na-thalok, killing nine people.", "Na-thalok"),
    ],
)
def test_a_name_that_looks_like_a_persons_or_a_peoples(
    code_report: Code, text: str, name: str
) -> None:
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.name for p in told.places] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Voters lost faith in Karim Daud when gunmen killed nine people in Gao.",
        "Gunmen killed nine people in Gao, a rebel said in Kurdish.",
        "Gunmen killed nine people in Musa Bello's shop in Gao.",
        "Gunmen killed nine people in a Taliban-held part of Gao.",
    ],
)
def test_a_person_a_language_or_a_holder_is_no_place(code_report: Code, text: str) -> None:
    [told] = [c for c in code_report(text) if c.kind == "incident"]
    assert [p.name for p in told.places] == ["Gao"]
