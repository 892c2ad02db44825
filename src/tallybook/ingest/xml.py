"""XML from strangers: no entities are defined, no DTD is read, nothing is fetched.

libxml2's limits on depth (256) and on the size of a text node (10 MB) stay on; what is malformed
is read as far as it can be, since feeds often are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tallybook.errors import SourceError


def parse_xml(data: bytes) -> Any:
    """Return the root element of a document.

    Raises SourceError: "malformed" where there is none, "entities" where it defines some.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise SourceError(f"it is no XML ({error}); get it again", code="malformed") from error
    if root is None:
        raise SourceError("it is no XML; get it again", code="malformed")
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceError(
            "it defines entities of its own, which can expand without end or name files of this "
            "machine; feeds need none: get it from its publisher",
            code="entities",
        )
    return root


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, "" for an entity or what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    """Yield the children of some local names, in order."""
    return (child for child in element if local_name(child) in names)


def text_of(element: Any) -> str:
    """Return the text of an element and all in it."""
    return "".join(element.itertext()).strip()
