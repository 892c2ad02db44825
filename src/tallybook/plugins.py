"""Readers, containers, coders and exporters by name, ours and third parties' alike.

A name carries its version ("text.v1"), so that a book can say years later what made a record.
Each name stands for "module:attribute", which is imported only when it is asked for: nothing
is registered by import, and listing the names loads none of them. A third party adds its own
under the entry point groups `tallybook.readers`, `tallybook.containers`, `tallybook.coders` and
`tallybook.exporters` (Python Packaging User Guide, "Entry points specification"); it cannot
replace one of ours.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Literal

from tallybook.errors import ConfigError

Kind = Literal["reader", "container", "coder", "exporter"]

BUILT_IN: dict[Kind, dict[str, str]] = {
    "reader": {
        "text.v1": "tallybook.ingest.text:TextReader",
        "html.v1": "tallybook.ingest.html:HtmlReader",
        "markdown.v1": "tallybook.ingest.markdown:MarkdownReader",
        "record.v1": "tallybook.ingest.records:RecordReader",
        "mail.v1": "tallybook.ingest.mail:MailReader",
        "pdf.v1": "tallybook.ingest.documents:PdfReader",
        "docx.v1": "tallybook.ingest.documents:DocxReader",
    },
    "container": {
        "zip.v1": "tallybook.ingest.zips:ZipContainer",
        "warc.v1": "tallybook.ingest.warc:WarcContainer",
        "jsonl.v1": "tallybook.ingest.tables:JsonLinesContainer",
        "csv.v1": "tallybook.ingest.tables:CsvContainer",
        "feed.v1": "tallybook.ingest.feeds:FeedContainer",
        "sitemap.v1": "tallybook.ingest.feeds:SitemapContainer",
    },
    "coder": {
        "builtin.v1": "tallybook.coding.builtin:BuiltinCoder",
        "trained.v1": "tallybook.coding.trained.coder:TrainedCoder",
    },
    "exporter": {
        "claims-csv.v1": "tallybook.publish.tables:ClaimsCsv",
        "incidents-csv.v1": "tallybook.publish.tables:IncidentsCsv",
        "rejections-csv.v1": "tallybook.publish.tables:RejectionsCsv",
        "wacz.v1": "tallybook.publish.wacz:WaczArchive",
        "incidents-geojson.v1": "tallybook.publish.geojson:IncidentsGeoJson",
    },
}

_TARGET = re.compile(r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")
_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]*\.v\d+$")


def plugin_names(kind: Kind) -> list[str]:
    """Return the known names of a kind: ours in the order of preference, then third parties'."""
    return list(_targets(kind))


def load_plugin(kind: Kind, name: str) -> Any:
    """Import and return what `name` stands for; the caller knows which protocol it keeps.

    Raises ConfigError where the name is unknown or its module cannot be imported.
    """
    targets = _targets(kind)
    if name not in targets:
        known = ", ".join(targets) or "none is installed"
        raise ConfigError(f"unknown {kind} {name!r}; known: {known}")
    module_name, _, attribute = targets[name].partition(":")
    try:
        return getattr(import_module(module_name), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"{kind} {name!r} is {targets[name]}, which cannot be loaded ({error}); "
            "reinstall the package that brought it, or remove it"
        ) from error


@cache
def _targets(kind: Kind) -> dict[str, str]:
    found = dict(BUILT_IN[kind])
    for point in sorted(entry_points(group=f"tallybook.{kind}s"), key=lambda p: p.name):
        if point.name in BUILT_IN[kind]:
            continue
        if not _NAME.match(point.name) or not _TARGET.match(point.value):
            raise ConfigError(
                f"entry point {point.name!r} = {point.value!r} in group tallybook.{kind}s is not "
                "of the form 'name.v1' = 'module:attribute'; correct or remove that package"
            )
        found[point.name] = point.value
    return found
