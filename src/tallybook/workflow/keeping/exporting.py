"""Lists out of the house: an exporter by its name, and its file written whole or not at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast, get_args

from tallybook.core.fetches import Fetch
from tallybook.core.marks import Mark
from tallybook.core.records import Rejection
from tallybook.errors import ConfigError, TallybookError, UsageError
from tallybook.plugins import load_plugin, plugin_names
from tallybook.publish.coarsening import Coarseness
from tallybook.publish.publication import (
    Exporter,
    Publication,
    PublishedClaim,
    PublishedIncident,
)
from tallybook.publish.safeguards import Safe, Safeguards, safeguarded
from tallybook.store.protocol import View
from tallybook.workflow.asking.listing import Listing

_DELAY = re.compile(r"(?P<number>\d{1,5})(?P<unit>[hd])|0")


def load_exporter(name: str) -> Exporter:
    """Return the exporter of a name, with its version or without ("claims-csv", "claims-csv.v1").

    Raises ConfigError for an unknown one.
    """
    known = plugin_names("exporter")
    short: dict[str, str] = {}
    for full in known:
        # The first keeps the short name: a third party's format does not take over one of ours.
        short.setdefault(full.rpartition(".v")[0], full)
    full = short.get(name, name)
    if full not in known:
        raise ConfigError(f"there is no format {name!r}; known: {', '.join(short) or 'none'}")
    return cast(Exporter, load_plugin("exporter", full)())


class ViewedArchive:
    """What a view shows of the book's archive (the Archive protocol)."""

    def __init__(self, view: View) -> None:
        self._view = view

    def fetches(self, source: str) -> list[Fetch]:
        """Return the requests for a source, in order."""
        return list(self._view.scan(Fetch, source=source))

    def capture(self, sha256: str) -> bytes:
        """Return raw bytes; raise BookError where they are not there, or not what was kept."""
        return self._view.capture(sha256)


def publication_of(listing: Listing, view: View) -> Publication:
    """Return what goes out of a list, of use while the view is."""
    return Publication(
        reports=tuple(one.document for one in listing.documents()),
        claims=tuple(PublishedClaim(one.claim, one.sure) for one in listing.claims()),
        incidents=tuple(PublishedIncident(one.incident, one.sure) for one in listing.incidents()),
        all_claims=listing.contents.claims,
        documents=listing.contents.documents,
        actors=listing.knowledge.actors,
        rejections=tuple(view.scan(Rejection)),
        archive=ViewedArchive(view),
    )


def read_safeguards(delay: str, coarsen: str) -> Safeguards:
    """Return safeguards as a person wrote them: "48h", "7d" or "0", and how exact places may be.

    Raises UsageError where either cannot be read.
    """
    found = _DELAY.fullmatch(delay.strip())
    if found is None:
        raise UsageError(
            f"--delay {delay!r} is no time to wait; write hours or days, as in 48h or 7d, or 0"
        )
    if coarsen not in get_args(Coarseness):
        raise UsageError(
            f"--coarsen {coarsen!r} is not known; known: {', '.join(get_args(Coarseness))}"
        )
    hours = int(found["number"] or 0) * (24 if found["unit"] == "d" else 1)
    return Safeguards(timedelta(hours=hours), cast(Coarseness, coarsen))


def safe_publication(listing: Listing, view: View, safeguards: Safeguards, now: datetime) -> Safe:
    """Return what may go out of a list at `now`, of use while the view is."""
    marks = list(view.scan(Mark))
    publication = publication_of(listing, view)
    return safeguarded(publication, safeguards, marks, listing.knowledge, now)


def write_export(exporter: Exporter, publication: Publication, path: Path | None) -> None:
    """Write an exporter's file to `path`, or to standard output where it is None.

    Raises UsageError and TallybookError as `write_whole` does.
    """
    write_whole(exporter.export(publication), path)


def write_whole(pieces: Iterable[bytes], path: Path | None) -> None:
    """Write a file in pieces to `path`, or to standard output where it is None.

    The file appears under its name when it is complete, so that nobody reads half of one. Raises
    UsageError for a folder, TallybookError where the file cannot be written.
    """
    if path is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    check_output(path)
    try:
        replace_file(pieces, path)
    except OSError as error:
        raise TallybookError(
            f"{path} cannot be written ({error.strerror}); choose another place with -o"
        ) from error


def check_output(path: Path) -> None:
    """Raise UsageError where no file can be written to `path` because of where it lies."""
    if path.is_dir():
        raise UsageError(f"-o {path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"-o {path}: there is no folder {path.parent}; make it first")


def replace_file(pieces: Iterable[bytes], path: Path, mode: int | None = None) -> None:
    """Write a file that appears under its name when it is complete; `mode` are its permissions,
    None for what is usual. Raises OSError where it cannot be written; nothing is changed then."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
