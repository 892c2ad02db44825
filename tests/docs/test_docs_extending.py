"""docs/extending.md: the examples run, and what they implement is the contract."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tallybook.core.documents import Document
from tallybook.ingest import Fetched, Flags
from tallybook.ingest.intake import read_batch
from tallybook.knowledge.loading import load_knowledge
from tallybook.plugins import BUILT_IN
from tallybook.publish.publication import Publication
from tallybook.store.memory import MemoryStore
from tallybook.workflow.keeping.exporting import ViewedArchive
from tallybook.workflow.lookup.demonstrating import demo_reports

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
REPORT = b"""Two are killed on the road to Gao

An ambush on the road killed two. The market was quiet.
"""


def defined(name: str) -> Any:
    [source] = [block for block in BLOCKS if f"class {name}" in block]
    module: dict[str, Any] = {"__name__": "example"}
    exec(compile(source, name, "exec"), module)
    return module[name]()


@pytest.fixture
def document() -> Document:
    found = read_batch([Fetched("news.txt", REPORT)], Flags())[0].result
    assert isinstance(found, Document)
    return found


def test_the_coder_codes(document: Document) -> None:
    [claims] = defined("AmbushCoder").code([document])
    assert [claim.sentence.words.strip() for claim in claims] == [
        "An ambush on the road killed two."
    ]
    claims[0].check(document.text)


def test_the_exporter_exports(document: Document) -> None:
    with MemoryStore().view() as view:
        publication = Publication(
            reports=(document,),
            claims=(),
            incidents=(),
            all_claims={},
            documents={document.id: document},
            actors=load_knowledge().actors,
            rejections=(),
            archive=ViewedArchive(view),
        )
        exported = b"".join(defined("Titles").export(publication))
    assert exported == b"Two are killed on the road to Gao\n"


def test_the_program_runs(tmp_path: Path) -> None:
    [source] = [block for block in BLOCKS if "open_store" in block]
    with demo_reports() as reports:
        [report] = [path for path, _ in reports if path.name == "borno-yobe.txt"]
        shutil.copyfile(report, tmp_path / report.name)
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Bounds(")


def test_every_kind_of_plugin_is_named() -> None:
    for kind in BUILT_IN:
        assert f'[project.entry-points."tallybook.{kind}s"]' in PAGE


def test_the_layers_are_those_that_are_held() -> None:
    pyproject = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    held = re.search(r"layers = \[\n(.*?)\]", pyproject, re.DOTALL)
    assert held is not None
    layers = [line.strip(' ",').replace("tallybook.", "") for line in held[1].splitlines()]
    shown = PAGE.partition("## Layers")[2]
    assert [line.strip() for line in shown.splitlines() if line.startswith("    ")] == layers
