"""Who does a thing to a book in their own name, when, and why."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from tallybook.errors import UsageError


class Author(Struct, frozen=True):
    """Who acts, and why."""

    by: str
    because: str

    def check(self, act: str) -> None:
        """Raise UsageError where `act` ("a judgement") lacks its author or its reason."""
        self.check_name()
        if not self.because:
            raise UsageError(f'why? {act[0].upper()}{act[1:]} needs its reason: --because "…"')

    def check_name(self) -> None:
        """Raise UsageError where nobody is named."""
        if not self.by:
            raise UsageError("who is it? Name yourself with --by NAME")


def utc_now() -> str:
    """Return the time in UTC, to the second, as records keep it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
