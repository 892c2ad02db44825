"""The readers and containers that are installed, ours first, and who takes what."""

from __future__ import annotations

import os
from functools import cache

from tallybook.ingest.captures import Container, Reader
from tallybook.plugins import load_plugin, plugin_names


@cache
def known_readers() -> tuple[Reader, ...]:
    """Return every reader, ours first."""
    return tuple(load_plugin("reader", name)() for name in plugin_names("reader"))


@cache
def known_containers() -> tuple[Container, ...]:
    """Return every container, ours first."""
    return tuple(load_plugin("container", name)() for name in plugin_names("container"))


def reader_of(media_type: str) -> Reader | None:
    """Return the reader that takes a media type, or None."""
    return next((r for r in known_readers() if media_type in r.media_types), None)


def container_of(media_type: str) -> Container | None:
    """Return the container that takes a media type, or None."""
    return next((c for c in known_containers() if media_type in c.media_types), None)


@cache
def known_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that are taken from folders and archives."""
    read = (suffix for reader in known_readers() for suffix in reader.suffixes)
    return tuple(dict.fromkeys((*read, *container_suffixes())))


@cache
def container_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that hold many reports."""
    return tuple(suffix for container in known_containers() for suffix in container.suffixes)


def suffix_of(name: str) -> str:
    """Return what says the kind of a file: ".csv" of "rows.CSV" and of "rows.csv.gz"."""
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]
