"""The demonstration: reports that ship with the package, and questions worth asking of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from tallybook.errors import BookError
from tallybook.ingest import Flags
from tallybook.workflow.asking.questions import Filters

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


def lay_out_reports(folder: Path) -> list[tuple[str, DemoReport]]:
    """Write the demonstration's reports into `folder`, where they can be read and added again, and
    return each as a source for `add`.

    Raises BookError where the folder cannot be written.
    """
    laid: list[tuple[str, DemoReport]] = []
    with demo_reports() as reports:
        for path, report in reports:
            target = folder / report.file
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
            except OSError as error:
                reason = error.strerror or "it cannot be written"
                raise BookError(
                    f"{target}: {reason}; name a book in a folder that you may write with --book"
                ) from error
            laid.append((str(target), report))
    return laid
