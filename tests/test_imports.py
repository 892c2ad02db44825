"""Nothing heavy is loaded before it is needed: help and mistakes answer at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "spacy", "thinc", "numpy", "scipy", "lxml", "trafilatura", "rapidfuzz", "starlette", "jinja2",
    "uvicorn", "rich", "sqlite3", "psycopg", "highspy",
)  # fmt: skip


@pytest.mark.parametrize(
    "module", ["tallybook", "tallybook.core.tallies", "tallybook.surface.terminal.main"]
)
def test_a_fresh_process_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert [name for name in HEAVY if name in json.loads(loaded.stdout)] == []


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['tallybook', '--help']\n"
        "from tallybook.surface.terminal.main import main\n"
        "try:\n    main()\n"
        f"finally:\n    print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Commands:" in done.stdout
    assert done.stderr == "[]\n"
