"""A PostgreSQL server for the tests: a cluster of their own, started from Debian's binaries.

`$TALLYBOOK_TEST_POSTGRESQL`, the address of a database, has them use a server that is there
already; each book then is a schema of that database, and goes with its test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

GIVEN = "TALLYBOOK_TEST_POSTGRESQL"
ACCOUNT = "postgres"
"""Debian's account for the server, which refuses to run as root."""

SETTINGS = {
    # The cluster is thrown away: nothing has to outlive a fall of the machine.
    "fsync": "off",
    "max_connections": "60",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}
_numbers = count(1)


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server and yield the address of a database in it; skip where that cannot be."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    programs = _programs()
    if programs is None:
        pytest.skip(
            "no PostgreSQL server: install Debian's package postgresql, or give the address of a "
            f"database in ${GIVEN}"
        )
    folder = Path(tempfile.mkdtemp(prefix="tallybook-postgresql-"))
    try:
        account = _account(folder)
        _run(
            account,
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tallybook",
            "-A",
            "trust",
            "--encoding=UTF8",
            "--no-sync",
        )
        port = _free_port()
        settings = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        pg_ctl = (programs / "pg_ctl", "-D", folder / "data", "-w", "-s")
        _run(account, *pg_ctl, "-l", folder / "log", "-o", f"-p {port} {settings}", "start")
        try:
            yield f"postgresql://tallybook@127.0.0.1:{port}/postgres"
        finally:
            _run(account, *pg_ctl, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


@contextmanager
def new_schema(server: str) -> Iterator[str]:
    """Make an empty schema and yield the address of a book in it."""
    import psycopg

    name = f"book_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield f"{server}?options={quote(f'-csearch_path={name}')}"
        finally:
            connection.execute("SET client_min_messages = warning")
            connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


def files_of(address: str) -> bytes:
    """Return all that the tables, indexes and long values of the book at an address lie in."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        rows = connection.execute(
            "WITH own AS (SELECT oid, reltoastrelid FROM pg_class "
            "WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i')) "
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM own "
            "UNION ALL SELECT pg_read_binary_file(pg_relation_filepath(reltoastrelid)) "
            "FROM own WHERE reltoastrelid <> 0"
        ).fetchall()
    return b"".join(row[0] for row in rows)


def _programs() -> Path | None:
    """Return the folder of the server's programs: Debian keeps them out of the path."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _account(folder: Path) -> str | None:
    """Return the account to run the server as, None for our own; skip where there is none."""
    if os.geteuid() != 0:
        return None
    try:
        shutil.chown(folder, ACCOUNT)
    except LookupError:
        pytest.skip(f"no PostgreSQL server: it refuses to run as root, and no account {ACCOUNT}")
    return ACCOUNT


def _run(account: str | None, *words: str | Path) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        user=account,
        group=account,
        extra_groups=None if account is None else [],
        cwd="/",
        # A server started by pg_ctl keeps what it inherits, and a pipe would never end.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"{Path(words[0]).name} failed with status {done.returncode}")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
