"""Bytes to Documents: files, folders, archives, tables, feeds and standard input.

Every input has one outcome, in order: a Document or a Rejection that says why not.
"""

from tallybook.ingest.captures import Capture, Fetched, Flags
from tallybook.ingest.intake import Intake, read_batch, read_sources
from tallybook.ingest.sources import fetch_sources

__all__ = [
    "Capture",
    "Fetched",
    "Flags",
    "Intake",
    "fetch_sources",
    "read_batch",
    "read_sources",
]
