"""Datelines of several houses, and openings that only look like one."""

from __future__ import annotations

import pytest

from tallybook.ingest.dateline import find_dateline, find_town
from tallybook.ingest.dates import iso_day, match_date


@pytest.mark.parametrize(
    ("opening", "day", "agency"),
    [
        ("ERBIL, Kurdistan Region -", None, None),
        ("GOMA, DR Congo (Reuters) —", None, "Reuters"),
        ("KYIV, Ukraine, Oct 3 —", None, None),
        ("BOGOTA, 3 JAN 90 (INRAVISION) -- [TEXT]", "1990-01-03", "INRAVISION"),
        ("SANTIAGO (CHILE), 1 JAN 89 (AFP) -- [ARTICLE] [TEXT]", "1989-01-01", "AFP"),
        ("BAGHDAD, Oct. 24, 2023 (Xinhua) --", "2023-10-24", "Xinhua"),
        ("NEW YORK, 3 May 2023 –", "2023-05-03", None),
        ("STOCKHOLM, 4 February 2025.", "2025-02-04", None),
        ("PORT-AU-PRINCE, Haiti (AP) —", None, "AP"),
        ("DEIR EZ-ZOR, Syria (North Press) –", None, "North Press"),
        ("WASHINGTON/BAGHDAD, Oct 24 (Reuters) -", None, "Reuters"),
        ("BUNIA, Democratic Republic of the Congo, June 20, 2025 -", "2025-06-20", None),
        ("N'DJAMENA -", None, None),
        ("MINSK. July 4. Interfax -", None, "Interfax"),
        ("Erbil, Iraq (Rudaw) –", None, "Rudaw"),
        ("Erbil, 9 June 2025 —", "2025-06-09", None),
        ("Damascus, SANA -", None, "SANA"),
        ("Kabul, Afghanistan –", None, None),
        ("GOMA (DRC) —", None, None),
        ("QUETTA:", None, None),
        ("Oct 24 (Reuters) -", None, "Reuters"),
        ("(Reuters) -", None, "Reuters"),
        ("June 25 (Coast Voice) –", None, "Coast Voice"),
    ],
)
def test_datelines(opening: str, day: str | None, agency: str | None) -> None:
    paragraph = f"{opening} The army said that two of its men were killed."
    found = find_dateline(paragraph)
    assert found is not None
    assert paragraph[: found.end] == opening
    assert (found.day, found.agency) == (day, agency)


@pytest.mark.parametrize(
    "paragraph",
    [
        "The attack - the third this week - killed two men.",
        "Rebels - who denied it - said so on Monday.",
        "NATO - The alliance said nothing.",
        "UPDATE: Two more died in hospital.",
        "PREVIOUS STORY: Two more died in hospital.",
        "NYPD: Two men were shot.",
        "POLICE CHIEF -- ALL IN CAPITALS HERE",
        "Monday 10 March – Gunmen entered the camp.",
        "GAO -",
        "- A list item",
        "In Gao, Mali – and elsewhere – it was quiet.",
        "",
    ],
)
def test_no_datelines(paragraph: str) -> None:
    assert find_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-10-24T23:30:00-04:00", "2023-10-24"),
        ("20 Jul 2069", "2069-07-20"),
        ("20 Jul 69", "1969-07-20"),
        ("20 Jul 68", "2068-07-20"),
        ("2023-02-29", None),
        ("04/04/2023", "2023-04-04"),
        ("03/04/2023", None),
        ("03/13/2023", "2023-03-13"),
        ("yesterday", None),
        ("12345678901", None),
    ],
)
def test_machine_readable_days(text: str, day: str | None) -> None:
    assert iso_day(text) == day


def test_an_ambiguous_date_is_recognised_but_not_read() -> None:
    assert match_date("03/04/2023 10:00") == (None, 10)
    assert match_date("not a date") is None


@pytest.mark.parametrize(
    ("opening", "is_town"),
    [
        ("Peshawar:", True),
        ("Srinagar:", True),
        ("New Delhi:", True),
        ("Police:", False),
        ("Pakistan:", False),
        ("Hamas:", False),
        ("Breaking News:", False),
    ],
)
def test_a_large_town_before_a_colon_is_a_dateline(opening: str, is_town: bool) -> None:
    paragraph = f"{opening} A bomb killed two men outside a mosque on Friday."
    found = find_town(paragraph)
    assert (found is not None) == is_town
    assert found is None or paragraph[: found.end] == opening
