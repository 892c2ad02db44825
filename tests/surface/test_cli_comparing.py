"""`tallybook show` and `tallybook diff`, with the built-in coder on reports of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tallybook.surface.terminal.main import app

MONDAY = """Gunmen raid market near Gao

BAMAKO, March 6, 2024 - Gunmen on motorcycles attacked a market in Gao on Tuesday, killing two \
traders, police said.

The army said its posts in the Kidal region had been attacked at least four times with mortars \
between February 1 and March 5.
"""
FRIDAY = """Bus struck by bomb

BAMAKO, March 8, 2024 - A roadside bomb struck a bus in Ansongo on Thursday, killing one \
passenger, police said.
"""
ASKED = ("tally", "--in", "Mali", "--since", "2024-03-01", "--until", "2024-03-31")


def call(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(app, ["--book", str(folder / "a.db"), *words])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Result], list[str]]:
    """A book that grew by a report between two answers: its folder, the answers, their JSON."""
    folder = tmp_path_factory.mktemp("comparing")
    answers, lines = [], []
    for name, report in (("a.txt", MONDAY), ("b.txt", FRIDAY)):
        (folder / name).write_text(report)
        call(folder, "add", str(folder / name), "--publisher", "Sahel Courier")
        answers.append(call(folder, *ASKED))
        lines.append(call(folder, *ASKED, "--json").stdout)
    return folder, answers, lines


def test_an_answer_is_given_back_to_the_letter(
    told: tuple[Path, list[Result], list[str]],
) -> None:
    folder, answers, lines = told
    for answer, line in zip(answers, lines, strict=True):
        identifier = json.loads(line)["id"]
        assert len(json.loads(line)["constraints"][0]["scope"]) > 3
        shown = call(folder, "show", identifier)
        assert (shown.stdout, shown.stderr) == (answer.stdout, "")
        assert call(folder, "show", identifier, "--json").stdout == line


def test_why_the_answer_changed(told: tuple[Path, list[Result], list[str]]) -> None:
    folder, _, lines = told
    before, after = (json.loads(line) for line in lines)
    shown = call(folder, "diff", before["id"], after["id"]).stdout
    assert shown.startswith("The answer changed: 1 new incident, 1 new report.\n")
    [confirmed] = [line for line in shown.splitlines() if line.startswith("Confirmed")]
    assert confirmed.split() == ["Confirmed", "at", "least", "1", "at", "least", "2"]
    assert "Bus struck by bomb" in shown
    assert max(map(len, shown.splitlines())) <= 80
    found = json.loads(call(folder, "diff", after["id"], before["id"], "--json").stdout)
    assert (found["before"]["id"], found["after"]["id"]) == (before["id"], after["id"])
    assert found["before"]["bounds"] == before["bounds"]
    assert found["after"]["bounds"] == after["bounds"]
    assert [change["what"] for change in found["changes"]] == ["new_incident", "new_report"]
    new = set(after["incidents"]) - set(before["incidents"])
    assert {record["id"] for record in found["changes"][0]["records"]} == new


def test_an_answer_does_not_differ_from_itself(
    told: tuple[Path, list[Result], list[str]],
) -> None:
    folder, _, lines = told
    identifier = json.loads(lines[0])["id"]
    shown = call(folder, "diff", identifier, identifier).stdout
    assert shown.startswith("Nothing that the answer rests on changed.\n")
