"""Where the corpora lie, and how they are read.

None of them is part of the project: what is absent is skipped, and said to be.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PARTS = ("dev", "test")
"""The parts that an evaluation scores, the first that is there."""


class Absent(Exception):
    """A corpus that is not where it was looked for; the message says where that was."""


def default_folder() -> Path:
    """Return $TALLYBOOK_BENCH, else ../shared/bench beside the project."""
    named = os.environ.get("TALLYBOOK_BENCH")
    if named:
        return Path(named)
    return Path(__file__).parents[2] / "shared" / "bench"


def find_part(folder: Path, corpus: str) -> Path:
    """Return the file of the part to score; raises Absent where there is none."""
    names = [f"{part}.jsonl{suffix}" for part in PARTS for suffix in (".gz", "")]
    return find_file(folder, corpus, *names)


def find_file(folder: Path, corpus: str, *names: str) -> Path:
    """Return the first of some files of a corpus that is there; raises Absent."""
    for name in names:
        path = folder / corpus / name
        if path.is_file():
            return path
    raise Absent(f"{folder / corpus} has none of {', '.join(names)}")


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, which may be compressed."""
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    for line in text.splitlines():
        if line.strip():
            yield json.loads(line)
