"""The formats of a written answer, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tallybook.errors import ConfigError
from tallybook.publish.brief.document import Brief
from tallybook.publish.brief.docx import to_docx
from tallybook.publish.brief.html import to_html
from tallybook.publish.brief.markdown import to_markdown

FORMATS: Mapping[str, Callable[[Brief], bytes]] = MappingProxyType(
    {"markdown": to_markdown, "html": to_html, "docx": to_docx}
)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {".md": "markdown", ".html": "html", ".docx": "docx"}
)
"""The format that a file's name asks for."""


def format_of(asked: str | None, suffix: str) -> str:
    """Return the name of the format that was asked for, else that of a file's suffix, else
    Markdown; raise ConfigError for an unknown one."""
    name = asked or SUFFIXES.get(suffix.lower(), "markdown")
    if name not in FORMATS:
        raise ConfigError(f"there is no format {name!r}; known: {', '.join(FORMATS)}")
    return name
