"""The readers and containers that are installed, ours first, and who takes what."""

from __future__ import annotations

import os
from functools import cache

from tallybook.errors import SourceError
from tallybook.ingest.captures import Container, Reader
from tallybook.ingest.sniff import TEXT, XML, sniff_media_type
from tallybook.plugins import BUILT_IN, load_plugin, plugin_names


@cache
def known_readers() -> tuple[Reader, ...]:
    """Return every reader, ours first."""
    return tuple(load_plugin("reader", name)() for name in plugin_names("reader"))


@cache
def known_containers() -> tuple[Container, ...]:
    """Return every container, ours first."""
    return tuple(load_plugin("container", name)() for name in plugin_names("container"))


def media_type_of(data: bytes, name: str, content_type: str | None = None) -> str:
    """Return the media type of an input by its bytes; where these are text or XML of no telling
    form, or no text at all, a third party's reader or container takes it by its suffix.

    Raises SourceError: "empty", or "binary" for bytes that are no text and that nobody takes.
    """
    suffix = suffix_of(name)
    try:
        kind = sniff_media_type(data, suffix, content_type)
    except SourceError as error:
        if error.code != "binary" or suffix not in _third_parties():
            raise
        return _third_parties()[suffix]
    return _third_parties().get(suffix, kind) if kind in (TEXT, XML) else kind


@cache
def _third_parties() -> dict[str, str]:
    """Return the media types that third parties' readers and containers take, by suffix."""
    readers = [r for r in known_readers() if r.name not in BUILT_IN["reader"]]
    containers = [c for c in known_containers() if c.name not in BUILT_IN["container"]]
    return {s: r.media_types[0] for r in readers for s in r.suffixes} | {
        s: c.media_types[0] for c in containers for s in c.suffixes
    }


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
