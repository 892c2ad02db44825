"""`--knowledge FILE`: a user's own tables come first, in reading and in questions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tallybook.knowledge.gazetteer import Gazetteer, load_gazetteer
from tallybook.knowledge.own_tables import VARIABLE, read_own_tables
from tallybook.surface.terminal.main import app

PAGE = Path(__file__).parents[2] / "docs" / "extending.md"
[EXAMPLE] = [
    block
    for block in re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if "[[place]]" in block
]
REPORT = (
    "Fighters of the Meridian Front attacked Camp Meridian in Mali with a Skylark on 5 March 2024, "
    "killing two soldiers, the army said.\n"
)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def call(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def looked_up(tables: Path, *words: str) -> Any:
    result = call("--knowledge", str(tables), "lookup", *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["chosen"]


def test_the_example_of_the_page_is_known_with_the_file_and_not_without(tables: Path) -> None:
    place = looked_up(tables, "place", "Meridian Outpost")
    assert (place["key"], place["country"], place["precision"]) == ("own:camp-meridian", "ML", 1)
    assert (place["lat"], place["lon"], place["radius_km"]) == (16.1, -0.2, 3.0)
    actor = looked_up(tables, "actor", "MFX")
    assert actor["id"] == "meridian-front"
    assert [tie["to"]["id"] for tie in actor["ties"]] == ["jnim"]
    for words in (("place", "Meridian Outpost"), ("actor", "MFX")):
        assert call("lookup", *words).exit_code == 1
    assert VARIABLE not in os.environ


def test_reports_and_questions_use_them(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")

    def run(*words: str, own: bool = True, jobs: str = "2") -> Any:
        environment = {k: v for k, v in os.environ.items() if k != VARIABLE}
        if own:
            environment[VARIABLE] = "ours.toml"
        command = [
            sys.executable,
            "-c",
            "from tallybook.surface.terminal.main import main; main()",
            *words,
        ]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    run("add", "report.txt", "--jobs", "2", "--json")
    [claim] = [c for c in run("claims", "--json") if c["kind"] == "incident"]
    assert [a["actor"] for a in claim["attackers"]] == ["meridian-front"]
    assert [w["weapon"] for w in claim["weapons"]] == ["skylark-drone"]
    assert [p["key"] for p in claim["places"]] == ["own:camp-meridian"]
    assert re.fullmatch(r"builtin\.v1\+en\+knowledge=[0-9a-f]{8}", claim["maker"])
    asked = ("tally", "--attacker", "MFX", "--weapon", "drone", "--in", "Camp Meridian", "--json")
    tally = run(*asked)
    assert tally["bounds"]["reported"]["lower"] == 1
    assert re.search(r"\+knowledge=[0-9a-f]{8}$", tally["policy"])
    inside = run("tally", "--in", "Mali", "--json", own=False)
    assert inside["bounds"]["reported"]["lower"] == 1
    assert "knowledge" not in inside["policy"]


def test_names_that_begin_as_no_other_does_are_found_in_reports(tables: Path) -> None:
    row = PLACE.replace('"A"', '"Zyxel Qumran Depot"')
    tables.write_text(row, encoding="utf-8")
    gazetteer = Gazetteer(own=read_own_tables(str(tables)))
    words = "Rebels shelled Zyxel Qumran Depot in Mali".split()
    assert (2, 5) in gazetteer.scan(words)
    assert (2, 5) not in load_gazetteer().scan(words)


@pytest.mark.parametrize("name", ["Georgia", "Gaza", "Baghdad"])
def test_a_name_means_the_users_place_before_all_others(tables: Path, name: str) -> None:
    row = f'\n[[place]]\nid = "ours"\nname = "{name}"\ncountry = "NE"\nlat = 15.0\nlon = 8.0\n'
    tables.write_text(f"{EXAMPLE}{row}radius_km = 5\n", encoding="utf-8")
    assert looked_up(tables, "place", name)["key"] == "own:ours"


def test_a_row_with_a_known_id_replaces_it_and_a_known_name_is_the_users(tables: Path) -> None:
    tables.write_text(
        '[[actor]]\nid = "jnim"\nname = "Our JNIM"\ncountry = "ML"\n'
        '[[actor]]\nid = "ours"\nname = "Hamas"\n'
        '[[weapon]]\nid = "ours"\nname = "rocket"\nparent = "bomb"\n',
        encoding="utf-8",
    )
    assert looked_up(tables, "actor", "Our JNIM")["id"] == "jnim"
    assert looked_up(tables, "actor", "Hamas")["id"] == "ours"


PLACE = '[[place]]\nid = "a"\nname = "A"\ncountry = "ML"\nlat = 1.0\nlon = 2.0\nradius_km = 3.0\n'


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (PLACE.replace("lat = 1.0", "lat = 91.0"), "[[place]] 'a', field 'lat': 91 is beyond"),
        (PLACE.replace("3.0", "0.0"), "[[place]] 'a', field 'radius_km': it must be more than 0"),
        (PLACE.replace("lat = 1.0\n", ""), "[[place]] 'a': Object missing required field `lat`"),
        (PLACE.replace("1.0", '"north"'), "[[place]] 'a': Expected `float`, got `str`; it is the"),
        (PLACE + 'colour = "red"\n', "[[place]] 'a': Object contains unknown field `colour`"),
        (PLACE.replace("ML", "Mali"), "[[place]] 'a', field 'country': 'Mali' is no ISO 3166"),
        (PLACE + 'within = "ML-9"\n', "field 'within': the gazetteer has no entry of the key"),
        (PLACE + PLACE, "[[place]] 'a', field 'id': it is given twice"),
        (PLACE.replace('"A"', '"…"'), "[[place]] 'a', field 'name': '…' has no Latin letters"),
        (
            '[[actor]]\nid = "a"\nname = "A"\npart_of = ["b"]\n',
            "field 'part_of': there is no other",
        ),
        (
            '[[actor]]\nid = "a"\nname = "A"\npart_of = ["b"]\n'
            '[[actor]]\nid = "b"\nname = "B"\npart_of = ["c"]\n'
            '[[actor]]\nid = "c"\nname = "C"\npart_of = ["b"]\n',
            "[[actor]] 'b', field 'part_of': the actor would be part of itself",
        ),
        ('[[actor]]\nid = "a"\nname = "A"\ncountry = "XX"\n', "field 'country': 'XX' is no ISO"),
        ('[[actor]]\nid = "a"\nname = "A"\nkind = "band"\n', "[[actor]] 'a': Invalid enum value"),
        ('[[weapon]]\nid = "a"\nname = "A"\nparent = "b"\n', "field 'parent': there is no weapon"),
        ('[[people]]\nid = "a"\n', "unknown table [[people]]; known: [[actor]], [[place]]"),
        ('title = "ours"\n', "a file holds rows under [[actor]], [[place]], [[weapon]]"),
        ("[[place\n", "it is no TOML"),
    ],
)
def test_a_field_that_breaks_its_rules_is_named_in_one_line(
    tables: Path, rows: str, message: str
) -> None:
    tables.write_text(rows, encoding="utf-8")
    report = tables.with_name("report.txt")
    report.write_text(REPORT, encoding="utf-8")
    kind = "actor" if "[[actor]]" in rows else "place"
    words = ("lookup", kind, "Gao") if "[[weapon]]" not in rows else ("tally", "--weapon", "gun")
    book = str(tables.with_name("a.db"))
    if words[0] == "tally":
        assert call("--book", book, "add", str(report)).exit_code == 0
    result = call("--book", book, "--knowledge", str(tables), *words)
    assert result.exit_code == 1, result.output
    [line] = result.stderr.splitlines()
    assert line.startswith(f"tallybook: {tables}: ")
    assert message in line


def test_a_file_that_is_not_there_is_said() -> None:
    result = call("--knowledge", "none.toml", "lookup", "place", "Gao")
    assert result.exit_code == 1
    assert (
        "none.toml: no such file or directory; name a TOML file with --knowledge" in result.stderr
    )


def test_what_to_type_next_names_the_file(tables: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    book = ("--book", str(tmp_path / "a.db"))
    assert call(*book, "add", str(tmp_path / "report.txt")).exit_code == 0
    result = call(*book, "--knowledge", str(tables), "tally")
    assert f"--knowledge {tables} explain tally1_" in result.stdout
