"""How inputs are named: "archive.zip!member", "feed!address" of what a container holds."""

from __future__ import annotations

import re


def names_in(source: str) -> set[str]:
    """Return a source with the containers around it and the address that it stands for: of
    "https://a.example/feed!https://a.example/1" the whole, the feed and the page."""
    ends = [found.start() for found in re.finditer("!", source)]
    pages = (source[end + 1 :] for end in ends if "://" in source[end:])
    return {source, *(source[:end] for end in ends), *pages}
