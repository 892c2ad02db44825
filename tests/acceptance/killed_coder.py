"""A coder for tests that kill: a claim for each sentence with "attacked" in it, without a model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.ids import make_id
from tallybook.core.spans import Span

_SENTENCE = re.compile(r"[^.\n]*attacked[^.\n]*\.")


class QuickCoder:
    """Reads at the speed of a regular expression."""

    name = "quick.v1"

    def code(self, documents: Sequence[Document]) -> Iterator[list[Claim]]:
        """Yield the claims of each document."""
        for document in documents:
            yield [
                Claim(
                    id=make_id("claim", document.id, found.start()),
                    document=document.id,
                    kind="incident",
                    sentence=Span(found.start(), found.end(), found.group()),
                    event_type="attack",
                    stage="done",
                    maker=self.name,
                )
                for found in _SENTENCE.finditer(document.text)
            ]
