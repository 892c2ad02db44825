"""Re-casing: character for character as long, names in capitals, the rest small."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.coding.language.casing import recase


@pytest.mark.parametrize(
    ("printed", "role", "prose"),
    [
        (
            "GUNMEN KILLED THREE SOLDIERS NEAR BOGOTA ON MONDAY.",
            "body",
            "Gunmen killed three soldiers near Bogota on Monday.",
        ),
        (
            "THE MEN, WHO SAID THAT COLONEL VARGAS HAD SENT THEM, LEFT IN A VAN WITH U.S. PLATES.",
            "body",
            "The men, who said that colonel Vargas had sent them, left in a van with U.S. plates.",
        ),
        (
            "ELN REBELS AND THE FARC FOUGHT NEAR BOGOTA ON MONDAY.",
            "body",
            "ELN rebels and the FARC fought near Bogota on Monday.",
        ),
        (
            "Gunmen Storm Army Post In Mali, Killing Six",
            "title",
            "Gunmen storm army post in Mali, killing six",
        ),
        (
            "Gunmen storm army post in Mali, killing six",
            "title",
            "Gunmen storm army post in Mali, killing six",
        ),
        (
            "Gunmen Storm Army Post In Mali, Killing Six",
            "body",
            "Gunmen Storm Army Post In Mali, Killing Six",
        ),
        (
            "gunmen hit a bus near kaduna on monday. fulani militia raided dikwa.",
            "body",
            "Gunmen hit a bus near Kaduna on Monday. Fulani militia raided Dikwa.",
        ),
    ],
)
def test_recase(printed: str, role: str, prose: str) -> None:
    assert recase(printed, role) == prose


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["title", "body"]))
def test_nothing_is_added_or_removed(text: str, role: str) -> None:
    again = recase(text, role)
    assert len(again) == len(text)
    assert again.casefold() == text.casefold()
