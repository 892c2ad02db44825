"""What a parser that was taken over might do; run by name in the confined process."""

from __future__ import annotations

import ctypes
import sys
import time
from itertools import count

from tallybook.ingest import confinement
from tallybook.ingest.confinement import Extracted


def never_ends(data: bytes) -> Extracted:
    """Compute without end."""
    for _ in count():
        pass
    raise AssertionError


def waits(data: bytes) -> Extracted:
    """Hang without computing."""
    time.sleep(600)
    raise AssertionError


def takes_all_memory(data: bytes) -> Extracted:
    """Ask for more memory than is allowed."""
    return Extracted((str(len(bytearray(confinement.MAX_MEMORY))),))


def crashes(data: bytes) -> Extracted:
    """Read where nothing is."""
    ctypes.string_at(0)
    raise AssertionError


def writes_a_file(data: bytes) -> Extracted:
    """Write more than an answer may hold."""
    with open(data.decode(), "wb") as out:
        out.write(b"x" * (confinement.MAX_ANSWER + 1))
    raise AssertionError


def prints_nonsense(data: bytes) -> Extracted:
    """Answer with what is no answer."""
    sys.stdout.write("nonsense")
    sys.stdout.flush()
    raise SystemExit(0)
