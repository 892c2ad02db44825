"""`tallybook lookup` from the command line: candidates, the choice and why, without a book."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app


def call(*words: str) -> Result:
    return CliRunner().invoke(app, ["--book", "none.db", "lookup", *words])


def shown(*words: str) -> str:
    result = call(*words)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def parsed(*words: str) -> Any:
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    return json.loads(result.stdout)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_base_with_its_key_country_circle_and_precision(tmp_path: Path) -> None:
    said = shown("place", "Ayn al-Asad")
    assert said.startswith("Ain al-Asad: base in Anbar, Iraq key place:ain-al-asad · country IQ")
    assert "within 8 km UCDP where_prec 1: exact location" in said
    assert list(tmp_path.iterdir()) == []  # no book is opened, none is made


def test_an_ambiguous_place_lists_candidates_and_how_to_say_which() -> None:
    said = shown("place", "Tripoli")
    assert "“Tripoli”: no place chosen" in said
    found = parsed("place", "Tripoli")
    assert found["chosen"] is None
    assert found["why"][-1] == "ambiguous: Tripoli in LY, LB; say which"
    ways = {c["say"]: c for c in found["candidates"]}
    assert {"Tripoli, Libya", "Tripoli, Lebanon"} <= ways.keys()
    for way, candidate in list(ways.items())[:4]:
        assert f'"{way}"' in said
        assert parsed("place", way)["chosen"]["key"] == candidate["key"]


@pytest.mark.parametrize("country", ["LB", "lb", "Lebanon"])
def test_the_country_of_the_report_decides(country: str) -> None:
    found = parsed("place", "Tripoli", "--country", country)
    assert found["countries"] == ["LB"]
    assert found["chosen"]["geonames_id"] == 266826
    assert any("in LB" in step for step in found["why"])


def test_a_phrase_is_read_as_in_a_report() -> None:
    found = parsed("place", "40 km east of Goma")
    assert found["chosen"]["key"].startswith("near:40:90|")
    assert found["chosen"]["country"] == "CD"
    assert [c["name"] for c in found["candidates"]] == ["Goma"]
    assert "It starts from" in shown("place", "western Iraq")


def test_a_key_is_the_place_itself() -> None:
    assert parsed("place", "geonames:98182")["chosen"]["name"] == "Baghdad"


def test_an_actor_with_names_ties_and_dates() -> None:
    found = parsed("actor", "Kata'ib Hizballah", "--date", "2005-01-01")["chosen"]
    assert found["id"] == "kataib-hezbollah"
    assert "Kataib Hizballah" in found["aliases"]
    [backing] = [tie for tie in found["ties"] if tie["kind"] == "backed_by"]
    assert backing["to"]["id"] == "ir-irgc"
    assert backing["since"] is not None
    assert backing["source"]
    said = shown("actor", "Kata'ib Hizballah", "--date", "2005-01-01")
    assert "backed by Islamic Revolutionary Guard Corps (ir-irgc) from" in said
    assert "the report's day lies before" in said
    assert "lies before" not in shown("actor", "Kata'ib Hizballah", "--date", "2015-01-01")


def test_an_actor_of_the_ucdp_has_its_number_and_one_by_rule_says_so() -> None:
    assert parsed("actor", "ISIS")["chosen"]["ucdp_id"] == 234
    army = parsed("actor", "Iraqi army")
    assert army["chosen"]["part_of"] == [{"id": "iq-forces", "name": "forces of Iraq"}]
    assert army["chosen"]["party"]["id"] == "iq"
    assert "made by rule" in army["why"]


def test_equal_names_of_actors_are_told_apart_by_country() -> None:
    several = parsed("actor", "SNA")
    homes = {c["country"] for c in several["candidates"]}
    assert homes >= {"SO", "SY"}
    assert any("the first in the table" in step for step in several["why"])
    assert '"sna": ' in shown("actor", "SNA")
    for home in homes:
        again = parsed("actor", "SNA", "--country", home)
        assert again["chosen"]["country"] == home
        assert any(f"at home or active in {home}" in step for step in again["why"])


def test_words_that_only_hold_actors_choose_none() -> None:
    found = parsed("actor", "talks between Hamas and Hezbollah")
    assert found["chosen"] is None
    assert {c["id"] for c in found["candidates"]} >= {"hamas", "hezbollah"}


def test_a_time_counts_from_the_day_of_the_report() -> None:
    [found] = parsed("time", "last Thursday", "--date", "2023-10-23")["found"]
    assert found["moment"]["earliest"] == found["moment"]["latest"] == "2023-10-19"
    assert (found["counted_from"], found["resolved_against"]) == ("document", "2023-10-23")
    said = shown("time", "last Thursday", "--date", "2023-10-23")
    assert "“last Thursday”: 19 Oct 2023" in said
    assert "counted from 23 Oct 2023, the day of the report" in said


def test_a_time_without_a_day_stays_open() -> None:
    assert "say --date" in shown("time", "last Thursday")
    [found] = parsed("time", "a day earlier", "--date", "2023-10-23")["found"]
    assert found["counted_from"] == "narrative"
    assert found["moment"]["earliest"] is None
    [stated] = parsed("time", "between 17 and 24 October 2023")["found"]
    assert stated["moment"]["latest"] == "2023-10-24"
    assert stated["resolved_against"] is None


def test_a_number_with_bounds_reading_noun_and_whole() -> None:
    whole, part = parsed("number", "at least 30 people died, including eight children")["found"]
    assert (whole["count"]["low"], whole["count"]["high"]) == (30, None)
    assert (whole["hedge"], whole["unit"], whole["counts"]) == ("at_least", "people", "people")
    assert (part["count"]["high"], part["counts"], part["part_of"]) == (8, "children", 0)
    said = shown("number", "the third attack this week")
    assert "“third”: at least 3 low 3, high open counts “attack”" in said
    assert "ordinal" in said


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("place", "Xqzzy"), 1, "no place 'Xqzzy': not in the gazetteer; check the spelling"),
        (("place", "Iraqi"), 1, "a people, not a place"),
        (("actor", "Brigade Qwyx"), 1, "no actor 'Brigade Qwyx': no table lists the name"),
        (("time", "blue"), 1, "no time in 'blue'"),
        (("number", "on 5 March 2024"), 1, "no number in 'on 5 March 2024'"),
        (("colour", "red"), 2, "'colour' is none of place, actor, time, number, weapon"),
        (("place", "…"), 2, "no letters or digits"),
        (("place", "Gao", "--date", "2024-01-01"), 2, "--date decides nothing about a place"),
        (("number", "ten", "--country", "ML"), 2, "--country decides nothing about a number"),
        (("time", "Monday", "--date", "yesterday"), 2, "no day of the calendar"),
        (("actor", "the army", "--country", "Gondor"), 2, "--country 'Gondor' is no country"),
    ],
)
def test_nothing_found_and_mistakes_are_one_line(
    words: tuple[str, ...], status: int, message: str
) -> None:
    for json_too in ((), ("--json",)):
        result = call(*words, *json_too)
        assert result.exit_code == status, result.output
        [line] = result.stderr.splitlines()
        assert message in line
        assert result.stdout == ""


def test_a_name_needs_no_parser() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['tallybook', 'lookup', 'place', 'Gao']\n"
        "from tallybook.surface.terminal.main import main\n"
        "try:\n    main()\n"
        "finally:\n    print([m for m in ('spacy', 'scipy', 'lxml') if m in sys.modules], "
        "file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Gao" in done.stdout
    assert done.stderr == "[]\n"


def test_a_weapon_with_its_kinds_and_codings() -> None:
    found = parsed("weapon", "one-way attack drones")
    assert found["chosen"]["id"] == "one-way-drone"
    assert [kind["id"] for kind in found["chosen"]["wider"]] == ["drone", "aircraft-weapon"]
    assert (found["chosen"]["acled"], found["chosen"]["plover"]) == (
        "Air/drone strike",
        "ASSAULT/drone",
    )
    said = shown("weapon", "one-way attack drones")
    assert "a kind of drone (drone)" in said
    assert "why: the longest name in the words" in said
    narrower = [kind["id"] for kind in parsed("weapon", "drone")["chosen"]["narrower"]]
    assert "one-way-drone" in narrower


def test_words_that_only_hold_a_weapon_choose_none() -> None:
    found = parsed("weapon", "a rocket near the road")
    assert found["chosen"] is None
    assert [kind["id"] for kind in found["candidates"]] == ["rocket"]
    assert call("weapon", "gold mine").exit_code == 1
    assert call("weapon", "rifle", "--country", "ML").exit_code == 2


def test_your_own_weapon_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[weapon]]\nid = "skylark"\nname = "Skylark"\nparent = "drone"\n')
    asked = ["--knowledge", str(own), "lookup", "weapon", "two Skylarks", "--json"]
    result = CliRunner().invoke(app, asked)
    found = json.loads(result.stdout)
    assert found["chosen"]["id"] == "skylark"
    assert found["chosen"]["plover"] == "ASSAULT/drone"


def test_a_clock_of_another_zone_tells_the_day_in_the_country() -> None:
    asked = ("time", "2200 GMT Monday", "--date", "2023-10-25")
    [there] = parsed(*asked, "--country", "Iraq")["found"]
    assert (there["moment"]["earliest"], there["clock"]) == ("2023-10-24", "GMT")
    [anywhere] = parsed(*asked)["found"]
    assert anywhere["moment"]["earliest"] == "2023-10-23"
    assert anywhere["moment"]["latest"] == "2023-10-24"
    assert "told by the GMT clock: the days that it may be in IQ" in shown(
        *asked, "--country", "Iraq"
    )


def test_a_district_behind_its_city_is_the_one_that_is_meant() -> None:
    assert shown("place", "Mogadishu's Hodan district").startswith("Hodan: second-order division")
