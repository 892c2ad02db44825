"""A second copy of a book, which counts only once it has been verified."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tallybook.errors import BookError, UsageError
from tallybook.store import open_store
from tallybook.store.backing_up import copy_file
from tallybook.store.protocol import Store
from tallybook.workflow.keeping.verifying import Progress, Verified, verify


def back_up(store: Store, target: Path, progress: Progress = lambda done, total: None) -> Verified:
    """Copy a book to the new file `target` as it is at this moment; others may go on writing.

    The copy is verified before it appears under its name. Raises UsageError where there is a file
    already or no folder, BookError where the copy cannot be written or is not whole, ConfigError
    for a book that is no file.
    """
    if target.exists():
        raise UsageError(f"there is already something at {target}; name a file that is not there")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}; make it first")
    with _unfinished(target) as copy:
        copy_file(store, copy)
        with closing(open_store(copy)) as copied:
            verified = verify(copied, progress)
        if verified.faults:
            raise BookError(
                f"the copy has {len(verified.faults)} faults, so nothing was kept of it "
                f"({verified.faults[0]}); run `tallybook verify` on the book itself"
            )
        copy.replace(target)
    return verified


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """Lend a path beside `target`; whatever is still there afterwards is taken away."""
    path = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield path
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
