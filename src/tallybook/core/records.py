"""Makers and rejections: who made a record, and what gave none."""

from __future__ import annotations

from msgspec import Struct

from tallybook.core.ids import make_id


class Maker(Struct, frozen=True):
    """Name, version and configuration of whatever made a record: "builtin" "1" "en"."""

    name: str
    version: str
    configuration: str = ""

    def __str__(self) -> str:
        tail = f"+{self.configuration}" if self.configuration else ""
        return f"{self.name}.v{self.version}{tail}"


class Rejection(Struct, frozen=True, kw_only=True):
    """An input that gave no output, and why.

    `stage` is the stage that gave up ("ingest", "coding"), `code` a short stable word that
    can be filtered on ("empty", "binary", "no-text"), `detail` a sentence for a person.
    """

    id: str
    source: str
    stage: str
    code: str
    detail: str


def make_rejection(source: str, stage: str, code: str, detail: str) -> Rejection:
    """Return the Rejection of `source`, with its content-addressed id."""
    return Rejection(
        id=make_id("rejection", source, stage, code, detail),
        source=source,
        stage=stage,
        code=code,
        detail=detail,
    )
