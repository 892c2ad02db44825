"""The demonstration: reports that ship with the package, and questions worth asking of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from tallybook.ingest import Flags
from tallybook.store.protocol import Store
from tallybook.workflow.adding import Added, add
from tallybook.workflow.questions import Filters

ATTACK_FILTERS = Filters(places=("Mali",))
"""One bombing in three reports, whose toll rises from four to nine to thirteen."""
WEEK_FILTERS = Filters(places=("Nigeria",), since="2025-03-01", until="2025-03-12")
"""A week's figure with its parts, and one attack more that the army cannot confirm."""
WEEK_BY = "place"


class DemoReport(Struct, frozen=True, forbid_unknown_fields=True):
    """One report and the flags that it is added with."""

    file: str
    published: str | None = None
    publisher: str | None = None

    @property
    def flags(self) -> Flags:
        """What the person who adds it says of it."""
        return Flags(published=self.published, publisher=self.publisher)


class _Reports(Struct, frozen=True, forbid_unknown_fields=True):
    report: tuple[DemoReport, ...]


@contextmanager
def demo_reports() -> Iterator[list[tuple[Path, DemoReport]]]:
    """Lend the demonstration's reports as files, in the order in which they are added."""
    folder = resources.files("tallybook").joinpath("demo")
    listed = msgspec.toml.decode(folder.joinpath("reports.toml").read_bytes(), type=_Reports)
    with resources.as_file(folder) as path:
        yield [(path / report.file, report) for report in listed.report]


def add_demo(store: Store, progress: Callable[[Added], None] | None = None) -> list[Added]:
    """Add the demonstration's reports to a book, and return what became of each."""
    with demo_reports() as reports:
        return [
            added
            for path, report in reports
            for added in add(store, [str(path)], report.flags, progress=progress)
        ]
