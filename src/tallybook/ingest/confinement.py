"""Formats whose parsers have failed before, read in a process of their own within limits.

PDF is parsed by a library in C++, DOCX by one in C. What a hostile file makes them do ends with
that process: it may use so much memory and time, open few files, write nothing but its answer, and
a crash or a hang is a rejection in words. Run as a module it is that process.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

import msgspec
from msgspec import Struct

from tallybook.errors import SourceError

MAX_MEMORY = 1_500_000_000
"""Bytes of address space, of which the interpreter and libraries map some 300 MB; a report of
hundreds of pages takes less than 200 MB more."""

MAX_SECONDS = 30
"""Of computing; a report takes a tenth of one, a book of a thousand pages some five."""

MAX_WAIT = 120
"""Seconds on the clock, for a machine that is busy with other things."""

MAX_ANSWER = 64_000_000
"""Bytes of the answer: a hundred times a long report's."""


class Extracted(Struct, frozen=True):
    """The paragraphs of a file, the number of the headline among them where the format tells,
    what was left out, and whether that was hidden."""

    paragraphs: tuple[str, ...]
    title: int | None = None
    cut: tuple[str, ...] = ()
    hidden: bool = False


class _Answer(Struct):
    extracted: Extracted | None = None
    code: str = ""
    message: str = ""


def extract_confined(function: str, data: bytes) -> Extracted:
    """Return what `function`, "module:name", makes of some bytes in a process of its own.

    Raises SourceError: what the function raises, "memory", "timeout" or "crash".
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, function],
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
        )
        try:
            status = process.wait(MAX_WAIT)
        except subprocess.TimeoutExpired:
            status = -getattr(signal, "SIGXCPU", signal.SIGTERM)
        finally:
            process.kill()
            process.wait()
        answer.seek(0)
        packed = answer.read(MAX_ANSWER)
    return _understood(status, packed)


def _understood(status: int, packed: bytes) -> Extracted:
    if status == -getattr(signal, "SIGXCPU", signal.SIGTERM):
        raise SourceError(
            f"reading it took more than {MAX_SECONDS} seconds; save its text as .txt",
            code="timeout",
        )
    try:
        answer = msgspec.msgpack.decode(packed, type=_Answer) if status == 0 else _Answer()
    except msgspec.DecodeError:
        answer = _Answer()
    if answer.extracted is not None:
        return answer.extracted
    if answer.code:
        raise SourceError(answer.message, code=answer.code)
    raise SourceError(
        f"its parser crashed on it (status {status}); it is damaged or made to harm: save its "
        "text as .txt if you trust it",
        code="crash",
    )


def _confine() -> None:
    try:
        import resource
    except ImportError:
        # Not on Windows, where the time on the clock is the only limit.
        return
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_ANSWER),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _answer(function: Callable[[bytes], Extracted], data: bytes) -> _Answer:
    try:
        return _Answer(extracted=function(data))
    except SourceError as error:
        return _Answer(code=error.code, message=str(error))
    except (MemoryError, RecursionError):
        return _Answer(
            code="memory",
            message=f"reading it takes more than {MAX_MEMORY // 1_000_000:,} MB of memory; save "
            "its text as .txt",
        )


def main() -> None:
    """Read the file on standard input by the function that is named, and print the answer."""
    _confine()
    module, _, name = sys.argv[1].partition(":")
    answer = _answer(getattr(import_module(module), name), sys.stdin.buffer.read())
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
