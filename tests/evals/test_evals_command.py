"""`python -m evals`: what is absent is skipped, floors hold and only rise, the page is written."""

from __future__ import annotations

import json
import sys
from math import inf
from pathlib import Path

import pytest

import evals.__main__ as command
from evals.figures import Figure
from evals.floors import raised, read_floors, under, write_floors
from evals.table import as_markdown, as_text


def figure(value: float, *, key: str = "x.f1", at_most: bool = False, kept: bool = True) -> Figure:
    return Figure(key=key, what="X", value=value, bar=50, at_most=at_most, kept=kept)


def test_floors_only_move_the_good_way():
    floors = {"x.f1": 40.0, "y.passed": 30.0}
    better = [figure(45.25), figure(20.0, key="y.passed", at_most=True)]
    worse = [figure(35.0), figure(35.0, key="y.passed", at_most=True)]
    assert raised(floors, better) == {"x.f1": 45.2, "y.passed": 20.0}
    assert raised(floors, worse) == floors
    assert raised({}, [figure(1.0, kept=False)]) == {}
    assert raised(floors, [figure(7.0, key="z.new")])["z.new"] == 7.0


def test_a_figure_under_its_floor_is_found():
    floors = {"x.f1": 40.0, "y.passed": 30.0}
    assert under(floors, [figure(39.9), figure(31.0, key="y.passed", at_most=True)]) != []
    assert under(floors, [figure(40.0), figure(30.0, key="y.passed", at_most=True)]) == []
    assert under(floors, [figure(0.0, key="z.other")]) == []


def test_floors_are_read_as_they_were_written(tmp_path: Path):
    path = tmp_path / "floors.toml"
    assert read_floors(path) == {}
    write_floors({"b.f1": 2.0, "a.f1": 1.5}, path)
    assert read_floors(path) == {"a.f1": 1.5, "b.f1": 2.0}


def test_the_projects_own_floors_are_of_kept_figures_that_exist():
    assert all(value > 0 for value in read_floors().values())
    # A time beside another program's may be more than it.
    assert all(v <= 100 for key, v in read_floors().items() if not key.endswith(".time"))
    assert {key.partition(".")[0] for key in read_floors()} <= set(command.EVALUATIONS)


def test_the_table_says_what_is_met_and_what_is_under_its_floor():
    low, high = figure(49.0), figure(51.0, at_most=True)
    assert "| X | 49.0 |  | 50.0 | ≥ 50 | missed, under its floor |" in as_markdown(
        [low], {"x.f1": 50.0}
    )
    assert "≤ 50  missed" in as_text([high])
    assert "met" in as_text([figure(50.0)])
    assert "| X | open |  |  | ≤ 50 | missed |" in as_markdown([figure(inf, at_most=True)])


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An evaluation whose figure is in a file, floors and a page of its own."""

    def evaluate(folder: Path, limit: int | None, progress: object) -> list[Figure]:
        return [figure(float((folder / "figure").read_text(encoding="utf-8")))]

    floors = tmp_path / "floors.toml"
    page = tmp_path / "page.md"
    page.write_text(f"before\n{command.BEGIN}\nold\n{command.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(command, "EVALUATIONS", {"x": evaluate})
    monkeypatch.setattr(command, "PAGE", page)
    monkeypatch.setattr(command, "read_floors", lambda: read_floors(floors))
    monkeypatch.setattr(command, "write_floors", lambda kept: write_floors(kept, floors))
    monkeypatch.setenv("TALLYBOOK_BENCH", str(tmp_path))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evals", *words])
    return command.main()


def test_keep_raises_and_a_fall_fails(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (own / "figure").write_text("60", encoding="utf-8")
    assert run(monkeypatch, "--keep", "--write") == 0
    assert read_floors(own / "floors.toml") == {"x.f1": 60.0}
    page = (own / "page.md").read_text(encoding="utf-8")
    assert page.startswith("before\n")
    assert page.endswith("\nafter\n")
    assert "| X | 60.0 |  | 60.0 | ≥ 50 | met |" in page
    assert "old" not in page
    (own / "figure").write_text("59", encoding="utf-8")
    assert run(monkeypatch) == 1
    assert "under its floor: X" in capsys.readouterr().err
    assert run(monkeypatch, "--keep") == 1
    assert read_floors(own / "floors.toml") == {"x.f1": 60.0}


def test_other_data_is_held_to_no_floor_and_moves_none(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    write_floors({"x.f1": 60.0}, own / "floors.toml")
    other = own / "other"
    other.mkdir()
    (other / "figure").write_text("10", encoding="utf-8")
    assert run(monkeypatch, "--data", str(other), "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["value"] == 10.0
    for words in (("--keep",), ("--write",)):
        with pytest.raises(SystemExit) as stopped:
            run(monkeypatch, "--data", str(other), *words)
        assert stopped.value.code == 2


@pytest.mark.parametrize("words", [("--only", "muc5"), ("--limit", "0"), ("--limit", "x")])
def test_wrong_usage_is_named(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch, *words)
    assert stopped.value.code == 2


def test_absent_corpora_are_skipped_and_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    on_corpora = [name for name in command.EVALUATIONS if name != "stress"]
    only = ("--only", ",".join(on_corpora))
    assert run(monkeypatch, "--data", str(tmp_path), "--json", *only) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == []
    for name in on_corpora:
        assert f"{name} is skipped" in said.err
