"""What a coder is, and how one is found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.records import Rejection
from tallybook.plugins import load_plugin

DEFAULT_CODER = "builtin.v1"

Coding = list[Claim] | Rejection
"""The one outcome of a document: its claims (none is an outcome too), or why there are none."""


class Coder(Protocol):
    """Documents to claims, a batch at a time."""

    name: str

    def code(self, documents: Sequence[Document]) -> Iterator[Coding]:
        """Yield one outcome for each document, in their order."""


def load_coder(name: str = DEFAULT_CODER) -> Coder:
    """Return the coder of that name; raise ConfigError where there is none."""
    make = load_plugin("coder", name)
    return cast(Coder, make())
