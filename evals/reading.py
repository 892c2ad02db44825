"""A report through the package's public way: added to a book of its own, in memory."""

from __future__ import annotations

from io import BytesIO

from msgspec import Struct

from tallybook.coding.coder import DEFAULT_CODER
from tallybook.core.claims import Claim
from tallybook.core.documents import Document
from tallybook.core.incidents import Incident
from tallybook.core.origins import Origin
from tallybook.ingest import Flags
from tallybook.store.memory import MemoryStore
from tallybook.workflow.keeping.adding import Settings, add


class Read(Struct, frozen=True):
    """What the package made of one report; `document` is None, with the reason in `refused`, where
    it made nothing."""

    document: Document | None
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    origins: tuple[Origin, ...] = ()
    refused: str | None = None


def read_report(text: str, published: str | None = None, coder: str = DEFAULT_CODER) -> Read:
    """Return the claims and incidents of one report, read and linked alone."""
    store = MemoryStore()
    settings = Settings(coder=coder, stdin=BytesIO(text.encode("utf-8")))
    added = add(store, ["-"], Flags(published=published), settings)
    with store.view() as view:
        document = next(iter(view.scan(Document)), None)
        refused = next((one.rejection.detail for one in added if one.rejection is not None), None)
        return Read(
            document,
            tuple(view.scan(Claim)),
            tuple(view.scan(Incident)),
            tuple(view.scan(Origin)),
            refused,
        )
