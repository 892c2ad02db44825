"""What a person names, as bytes: files, folders, standard input and pages of the web.

A folder gives what readers take by suffix, in sorted order; what else lies in it is reported,
so that nobody believes a film was counted. Hidden files, and the folder of pictures and scripts
that a browser saves beside a page, are no inputs of their own and are passed over.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tallybook.core.records import Rejection
from tallybook.ingest.captures import Fetched, Member, reject
from tallybook.ingest.following import followed
from tallybook.ingest.registry import container_suffixes, known_suffixes, suffix_of
from tallybook.ingest.unpacking import expand

STANDARD_INPUT = "-"
_COMPANIONS = ("_files", "_Files", "-Dateien", "_fichiers", ".files")


_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
"""A scheme with its authority (RFC 3986, §3); of two letters at least, as drives have one."""


def fetch_sources(
    sources: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    fetch_page: Callable[[str], Fetched | Rejection] | None = None,
    follow: bool = False,
) -> Iterator[Fetched | Rejection]:
    """Yield what each source holds, in order: the bytes of its reports, or why there are none.

    From a folder the files are taken whose suffix a reader or container knows; a file that is
    named itself is taken whatever its suffix. `stdin` stands in for the real one. `fetch_page`
    gives the page at an address; without it, addresses are refused. With `follow`, the pages that
    feeds and sitemaps list are fetched in the place of their entries.
    """
    outcomes = _fetch_named(sources, stdin, fetch_page)
    if follow:
        return followed(outcomes, lambda address: _fetch_address(address, fetch_page), set())
    return outcomes


def _fetch_named(
    sources: Iterable[str],
    stdin: BinaryIO | None,
    fetch_page: Callable[[str], Fetched | Rejection] | None,
) -> Iterator[Fetched | Rejection]:
    for source in sources:
        if source == STANDARD_INPUT:
            yield from expand(Member(source, stdin if stdin is not None else sys.stdin.buffer))
        elif is_address(source):
            yield from _fetch_address(source, fetch_page)
        elif os.path.isdir(source):
            yield from _fetch_folder(source)
        else:
            yield from _fetch_file(source)


def is_address(source: str) -> bool:
    """Whether a source is named by a scheme, and so is no path."""
    return _ADDRESS.match(source) is not None


def count_inputs(sources: Iterable[str]) -> int | None:
    """Return how many outcomes `sources` will have, or None where only reading them tells: what is
    on standard input, or in an archive, a table or a feed, is not counted beforehand."""
    total = 0
    for source in sources:
        found = _files_in(source) if os.path.isdir(source) else [source]
        for name in found:
            if (
                name == STANDARD_INPUT
                or is_address(name)
                or suffix_of(name) in container_suffixes()
            ):
                return None
            total += 1
    return total


def _files_in(folder: str) -> Iterator[str]:
    for path, subfolders, names in os.walk(folder):
        subfolders[:] = [s for s in subfolders if not _passed_over(s, names)]
        yield from (os.path.join(path, name) for name in names if not name.startswith("."))


def _fetch_address(
    source: str, fetch_page: Callable[[str], Fetched | Rejection] | None
) -> Iterator[Fetched | Rejection]:
    if fetch_page is None:
        detail = "nothing is fetched here; save the page and name the file"
        yield reject(source, "offline", detail)
        return
    page = fetch_page(source)
    if isinstance(page, Rejection):
        yield page
    else:
        yield from expand(Member(source, io.BytesIO(page.data), page.content_type, page.url))


def _fetch_file(source: str) -> Iterator[Fetched | Rejection]:
    path = Path(source)
    try:
        if not path.exists():
            yield reject(source, "missing", "there is no such file or folder; check the path")
        elif not path.is_file():
            yield reject(source, "unsupported", "it is no ordinary file; save the report as one")
        else:
            with path.open("rb") as stream:
                yield from expand(Member(source, stream))
    except (OSError, ValueError) as error:
        # ValueError: a path that no file system allows, such as one with a NUL in it.
        reason = getattr(error, "strerror", None) or str(error)
        yield reject(source, "unreadable", f"it cannot be read ({reason}); check its permissions")


def _fetch_folder(source: str) -> Iterator[Fetched | Rejection]:
    known = " ".join(known_suffixes())
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
            if suffix_of(name) in known_suffixes():
                taken += 1
                yield from _fetch_file(path)
            else:
                yield reject(
                    path,
                    "unsupported",
                    f"from a folder only {known} are read; save it as one of these, or name the "
                    "file itself if it is text",
                )
    yield from troubles
    if not taken and not troubles:
        yield reject(source, "no-reports", f"the folder holds no report ({known}); check the path")


def _passed_over(subfolder: str, names: list[str]) -> bool:
    if subfolder.startswith("."):
        return True
    stems = {os.path.splitext(n)[0] for n in names if n.lower().endswith((".html", ".htm"))}
    return any(subfolder.removesuffix(c) in stems for c in _COMPANIONS if subfolder.endswith(c))
