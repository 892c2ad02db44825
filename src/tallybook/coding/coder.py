"""What a coder is, and how one is found by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, cast

from tallybook.core.claims import Claim
from tallybook.core.documents import UNDETERMINED, Document
from tallybook.core.records import Rejection, make_rejection
from tallybook.plugins import load_plugin

DEFAULT_CODER = "builtin.v1"

Coding = list[Claim] | Rejection
"""The one outcome of a document: its claims (none is an outcome too), or why there are none."""


class Coder(Protocol):
    """Documents to claims, a batch at a time."""

    name: str

    def code(self, documents: Sequence[Document]) -> Iterator[Coding]:
        """Yield one outcome for each document, in their order."""


LONGEST = 1_000_000
"""Code points: spaCy's own limit for a parse; a longer report is refused, not cut."""


def refusal(document: Document, coder: str) -> Rejection | None:
    """Return why a coder of English reports does not read a document; None where it does."""
    if document.language not in (None, "en"):
        known = document.language != UNDETERMINED
        language = repr(document.language) if known else "another language than English"
        detail = (
            f"the report is in {language}; {coder} reads English: translate it, "
            "or name another coder with --coder"
        )
        return make_rejection(document.source, "coding", "language", detail)
    if len(document.text) > LONGEST:
        detail = f"the report has {len(document.text)} characters; split it into its parts"
        return make_rejection(document.source, "coding", "too-long", detail)
    if not re.search(r"[A-Za-z]{2}", document.text):
        return make_rejection(document.source, "coding", "no-words", "the report has no words")
    return None


def load_coder(name: str = DEFAULT_CODER) -> Coder:
    """Return the coder of that name; raise ConfigError where there is none."""
    make = load_plugin("coder", name)
    return cast(Coder, make())
