"""Digests: place and day stand once, over or before what happened there and then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tallybook.coding.builtin import BuiltinCoder
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.ingest import Fetched, Flags, read_batch

Code = Callable[[str], list[Claim]]


@pytest.fixture(scope="module")
def code() -> Code:
    coder = BuiltinCoder()

    def coded(text: str) -> list[Claim]:
        [intake] = read_batch([Fetched("digest.txt", text.encode())], Flags(published="2025-06-30"))
        assert isinstance(intake.result, Document)
        [claims] = list(coder.code([intake.result]))
        assert isinstance(claims, list)
        return [claim for claim in claims if claim.kind == "incident"]

    return coded


def _where_and_when(claim: Claim) -> tuple[str, str | None]:
    assert claim.when is not None
    return claim.places[0].name, claim.when.earliest


def test_a_run_in_head_gives_place_and_day_to_its_own_paragraph(code: Code) -> None:
    found = code(
        "Weekly security digest for Mali\n\n"
        "Tuesday 24 June – Gao. Unknown gunmen opened fire on a water truck.\n\n"
        "Thursday 26 June – Ménaka. Bandits ambushed a convoy of traders.\n"
    )
    assert [_where_and_when(c) for c in found] == [("Gao", "2025-06-24"), ("Ménaka", "2025-06-26")]


def test_a_line_of_its_own_gives_them_to_what_follows(code: Code) -> None:
    found = code(
        "Security notes from central Mali\n\n"
        "Around Mopti on 25 June\n\n"
        "Militants attacked a village chief's compound and killed two guards.\n"
    )
    assert [_where_and_when(c) for c in found] == [("Mopti", "2025-06-25")]


def test_a_sentence_with_its_own_place_keeps_it(code: Code) -> None:
    found = code(
        "Weekly security digest for Mali\n\n"
        "Tuesday 24 June – Gao. Gunmen attacked a checkpoint in Ansongo.\n"
    )
    assert [c.places[0].name for c in found] == ["Ansongo"]


def test_an_entry_of_a_timeline_has_the_day_of_its_label(code: Code) -> None:
    found = code(
        "Attacks on mosques since January\n\n"
        "The following attacks were reported in Nigeria this year.\n\n"
        "March 28 - An imam is beheaded near Gusau, the district head says.\n\n"
        "April 11: Gunmen kill four worshippers during Friday prayers in Katsina.\n\n"
        "30 May – A grenade thrown into a mosque in Jos injures 11 people.\n"
    )
    assert [_where_and_when(c) for c in found if c.places] == [
        ("Gusau", "2025-03-28"),
        ("Katsina", "2025-04-11"),
        ("Jos", "2025-05-30"),
    ]
    assert [t.name for t in found[0].targets] == ["imam"]
