"""What a person names, as bytes: files, folders, standard input and pages of the web.

A folder gives what readers take by suffix, in sorted order; what else lies in it is reported,
so that nobody believes a PDF was counted. Hidden files, and the folder of pictures and scripts
that a browser saves beside a page, are no inputs of their own and are passed over.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from tallybook.core.records import Rejection, make_rejection

MAX_BYTES = 20_000_000
"""20 MB. A saved page with its pictures inside can have a few; more is an archive or a film."""

STANDARD_INPUT = "-"
_COMPANIONS = ("_files", "_Files", "-Dateien", "_fichiers", ".files")


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""A scheme with its authority (RFC 3986, §3); of two letters at least, as drives have one."""


class Fetched(Struct, frozen=True):
    """The raw bytes of one input; `source` is how the person named it or the folder lists it."""

    source: str
    data: bytes


def fetch_sources(
    sources: Iterable[str],
    suffixes: tuple[str, ...],
    *,
    stdin: BinaryIO | None = None,
    fetch_page: Callable[[str], Fetched | Rejection] | None = None,
) -> Iterator[Fetched | Rejection]:
    """Yield what each source holds, in order: bytes, or why there are none.

    `suffixes`, with their dot and in lower case, are the files taken from a folder; a file
    that is named itself is taken whatever its suffix. `stdin` stands in for the real one.
    `fetch_page` gives the page at an address; without it, addresses are refused.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            stream = stdin if stdin is not None else sys.stdin.buffer
            yield _bounded(source, stream.read)
        elif _ADDRESS.match(source):
            yield _no_network(source) if fetch_page is None else fetch_page(source)
        elif os.path.isdir(source):
            yield from _fetch_folder(source, suffixes)
        else:
            yield _fetch_file(source)


def reject(source: str, code: str, detail: str) -> Rejection:
    """Return the Rejection of an input by this stage."""
    return make_rejection(source, "ingest", code, detail)


def _no_network(source: str) -> Rejection:
    return reject(source, "offline", "nothing is fetched here; save the page and name the file")


def _fetch_file(source: str) -> Fetched | Rejection:
    path = Path(source)
    try:
        if not path.exists():
            return reject(source, "missing", "there is no such file or folder; check the path")
        if not path.is_file():
            return reject(source, "unsupported", "it is no ordinary file; save the report as one")
        if path.stat().st_size > MAX_BYTES:
            return _too_large(source)
        with path.open("rb") as stream:
            return _bounded(source, stream.read)
    except (OSError, ValueError) as error:
        # ValueError: a path that no file system allows, such as one with a NUL in it.
        reason = getattr(error, "strerror", None) or str(error)
        return reject(source, "unreadable", f"it cannot be read ({reason}); check its permissions")


def _bounded(source: str, read: Callable[[int], bytes]) -> Fetched | Rejection:
    data = read(MAX_BYTES + 1)
    return _too_large(source) if len(data) > MAX_BYTES else Fetched(source, data)


def _too_large(source: str) -> Rejection:
    limit = MAX_BYTES // 1_000_000
    return reject(
        source, "too-large", f"it has more than {limit} MB; save each report as a file of its own"
    )


def _fetch_folder(source: str, suffixes: tuple[str, ...]) -> Iterator[Fetched | Rejection]:
    troubles: list[Rejection] = []

    def note(error: OSError) -> None:
        troubles.append(
            reject(
                str(error.filename),
                "unreadable",
                f"the folder cannot be read ({error.strerror}); check its permissions",
            )
        )

    taken = 0
    for folder, subfolders, names in os.walk(source, onerror=note):
        subfolders[:] = sorted(s for s in subfolders if not _passed_over(s, names))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = os.path.join(folder, name)
            suffix = os.path.splitext(name)[1].lower()
            if suffix in suffixes:
                taken += 1
                yield _fetch_file(path)
            else:
                known = " ".join(suffixes)
                yield reject(
                    path,
                    "unsupported",
                    f"from a folder only {known} are read; save it as one of these, or name the "
                    "file itself if it is text",
                )
    yield from troubles
    if not taken and not troubles:
        known = " ".join(suffixes)
        yield reject(source, "no-reports", f"the folder holds no report ({known}); check the path")


def _passed_over(subfolder: str, names: list[str]) -> bool:
    if subfolder.startswith("."):
        return True
    stems = {os.path.splitext(n)[0] for n in names if n.lower().endswith((".html", ".htm"))}
    return any(subfolder.removesuffix(c) in stems for c in _COMPANIONS if subfolder.endswith(c))
