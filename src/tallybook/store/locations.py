"""Where a book lies, as it may be shown: the address of a server without the password in it."""

from __future__ import annotations

from urllib.parse import urlsplit

SECRETS = ("password", "sslpassword", "passfile", "sslkey")
"""Parameters of a PostgreSQL address that nobody else is to read
(https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS)."""


def shown_location(location: str) -> str:
    """Return a book's location for messages and pages; a path is shown as it is."""
    if "://" not in location:
        return location
    try:
        parts = urlsplit(location)
    except ValueError:
        return location.partition("://")[0] + "://…"
    who, at, where = parts.netloc.rpartition("@")
    kept = [
        pair for pair in parts.query.split("&") if pair.partition("=")[0].lower() not in SECRETS
    ]
    shown = f"{parts.scheme}://{who.partition(':')[0]}{at}{where}{parts.path}"
    return "?".join([shown, *filter(None, ["&".join(kept)])])
