"""plugins/example: installed as a stranger would, found by name, held to the contract, and used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "plugins" / "example"
CONTRACT = ROOT / "tests" / "ingest" / "test_reader_contract.py"

REPORT = """<?xml version="1.0" encoding="utf-8"?>
<nitf><head><title>Not the headline</title><docdata><date.issue norm="20240521T081500Z"/></docdata>
</head><body><body.head><hedline><hl1>Two customs officers killed in river attack</hl1></hedline>
<byline>By Jane Doe</byline><distributor><org>River Agency</org></distributor></body.head>
<body.content><block><p>Gunmen on motorbikes attacked a customs post near the river on Monday, the
governor said, and two officers were killed.</p></block></body.content></body></nitf>
"""
READ = """
import sys
from tallybook.ingest import read_sources
for intake in read_sources(sys.argv[1:]):
    found = intake.result
    print(found.reader, found.title, found.published, found.publisher, found.byline, sep=" | ")
    print(found.text.count("Gunmen on motorbikes attacked"), found.paragraphs[0].role)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which the example is installed, beside what is there already."""
    target = tmp_path_factory.mktemp("plugin")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-build-isolation"]
    command += ["--no-deps", "--no-index", "--target", str(target), str(EXAMPLE)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return {**os.environ, "PYTHONPATH": str(target)}


def test_a_file_of_its_format_is_read_by_it(installed: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "wire.nitf").write_text(REPORT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)],
        env=installed,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.splitlines() == [
        "nitf.v1 | Two customs officers killed in river attack | 2024-05-21 | River Agency | "
        "By Jane Doe",
        "1 title",
    ], done.stderr


def test_it_keeps_the_contract(installed: dict[str, str]) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-k", "nitf", str(CONTRACT)]
    done = subprocess.run(
        command, env=installed, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout, done.stdout
