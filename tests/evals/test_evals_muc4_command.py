"""`python -m evals.muc4` scores any reader's file of templates."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from evals import muc4
from evals.templates import Prediction, Template, read_predictions, write_predictions

KEY = {
    "MESSAGE: TEMPLATE": ["1"],
    "INCIDENT: TYPE": ["BOMBING"],
    "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
    "PHYS TGT: ID": ['"BRIDGE"'],
}
REPORT = {"id": "R1", "text": "A BOMB DESTROYED A BRIDGE.", "templates": [KEY]}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "muc4"
    folder.mkdir()
    lines = json.dumps(REPORT) + "\n" + json.dumps(REPORT | {"id": "R2"}) + "\n"
    (folder / "dev.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["evals.muc4", *words])
    return muc4.main()


def test_a_file_of_predictions_is_scored(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = data / "out.jsonl"
    right = Template(incident_type="BOMBING", stage="ACCOMPLISHED", target=(("a bridge",),))
    write_predictions(path, [Prediction("R1", (right,))])
    assert read_predictions(path) == {"R1": (right,)}
    words = ("--predictions", str(path), "--data", str(data))
    assert run(monkeypatch, *words) == 0
    headline = next(line for line in capsys.readouterr().out.splitlines() if "micro F1" in line)
    assert "66.7" in headline.split()
    assert run(monkeypatch, *words, "--limit", "1") == 0
    assert "100.0" in capsys.readouterr().out


def test_a_line_that_is_no_prediction_is_named(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = data / "out.jsonl"
    path.write_text('{"id": "R1", "templates": [{"incident_type": "EXPLOSION"}]}\n')
    assert run(monkeypatch, "--predictions", str(path), "--data", str(data)) == 1
    assert "line 1" in capsys.readouterr().err


def test_absent_data_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "out.jsonl"
    write_predictions(path, [])
    assert run(monkeypatch, "--predictions", str(path), "--data", str(tmp_path)) == 1
    assert "dev.jsonl.gz" in capsys.readouterr().err
