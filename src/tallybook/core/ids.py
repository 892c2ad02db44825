"""Content-addressed ids.

An id is a function of the fields that make a record *that* record, so that coding the
same report twice writes the same rows. The parts are encoded as a JSON array before
hashing: unlike joining with a separator, no two lists of parts share an encoding.
"""

from __future__ import annotations

import re
from hashlib import blake2b

import msgspec

_encode = msgspec.json.Encoder().encode
_SHAPE = re.compile(r"^([a-z]+)1_[0-9a-f]{32}$")


def make_id(kind: str, *parts: str | int) -> str:
    """Return `kind` + "1_" + 128 bits of BLAKE2b in hex; the 1 names this scheme."""
    return f"{kind}1_{blake2b(_encode([kind, *parts]), digest_size=16).hexdigest()}"


def key_number(*parts: str | int | None) -> int:
    """Return a signed 64-bit number for a key, as a database keeps it: the same on every machine.

    Two keys in a billion billion share one, so what is found by numbers is looked at again.
    """
    return int.from_bytes(blake2b(_encode(parts), digest_size=8).digest(), signed=True)


def kind_of_id(identifier: str) -> str | None:
    """Return the kind that a well-formed id carries ("claim1_…" is "claim"), else None."""
    found = _SHAPE.match(identifier)
    return found.group(1) if found else None
