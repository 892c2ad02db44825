"""Text that shows what it is: what reports and file names hold could do more than be read.

Control characters move a terminal's cursor and are no text in XML; those that turn the direction
of writing make a line read otherwise than it is (Boucher & Anderson 2021, "Trojan Source").
"""

from __future__ import annotations


def plain(text: str) -> str:
    """Return a text on one line, with control characters, line ends among them, shown as U+FFFD or
    blanks."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
