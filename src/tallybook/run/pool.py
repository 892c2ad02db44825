"""Map a function over batches, in this process or in several, with the results in order.

The batch is the unit: it is what travels to a worker and what an error names. Workers are
spawned, not forked: a fork copies threads' locks and database connections in whatever state
they are in, and is not to be had on every platform.
"""

from __future__ import annotations

import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from tallybook.errors import ConfigError, TallybookError

BatchT = TypeVar("BatchT")
ResultT = TypeVar("ResultT")

BATCHES_AHEAD = 2
"""Batches handed out per worker: one to work on and one waiting, so that no worker idles
while results are fetched, and an endless input is never read far ahead."""


def map_batches(
    function: Callable[[BatchT], ResultT], batches: Iterable[BatchT], *, jobs: int
) -> Iterator[ResultT]:
    """Yield `function(batch)` for each batch, in the order of `batches`.

    With `jobs` = 1 all happens in this process. With more, that many processes work at once;
    `function` is then one that a module defines by name (or a `functools.partial` of one), and
    batches and results can be pickled. What is slow to load, `function` loads on its first
    call and keeps, once in each process.

    Raises ConfigError where `jobs` is less than 1, and TallybookError naming the batch where
    `function` fails or its process is killed. A TallybookError of `function`'s own is raised
    as it is, and so is any error of `batches`.
    """
    if jobs < 1:
        raise ConfigError(f"jobs is {jobs}; it must be 1 or more")
    if jobs == 1:
        return (_call(function, number, batch) for number, batch in enumerate(batches, start=1))
    return _map_in_processes(function, batches, jobs)


def _map_in_processes(
    function: Callable[[BatchT], ResultT], batches: Iterable[BatchT], jobs: int
) -> Iterator[ResultT]:
    numbered = enumerate(batches, start=1)
    executor = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_ignore_interrupts)
    try:
        waiting: deque[tuple[int, Future[ResultT]]] = deque()
        for number, batch in islice(numbered, jobs * BATCHES_AHEAD):
            waiting.append((number, _submit(executor, function, number, batch)))
        while waiting:
            yield _result(*waiting.popleft())
            for number, batch in islice(numbered, 1):
                waiting.append((number, _submit(executor, function, number, batch)))
    finally:
        # Reached on an error and when the caller stops early, too: what has not begun never does.
        executor.shutdown(wait=True, cancel_futures=True)


def _submit(
    executor: ProcessPoolExecutor,
    function: Callable[[BatchT], ResultT],
    number: int,
    batch: BatchT,
) -> Future[ResultT]:
    try:
        return executor.submit(_call, function, number, batch)
    except BrokenProcessPool as error:
        raise _killed(number) from error


def _result(number: int, future: Future[ResultT]) -> ResultT:
    try:
        return future.result()
    except TallybookError:
        raise
    except BrokenProcessPool as error:
        raise _killed(number) from error
    except Exception as error:
        # `_call` turns every failure of the function into a TallybookError, so what is left
        # went wrong on the way to the worker or back.
        raise TallybookError(
            f"batch {number} cannot travel to another process and back ({error}); use one job"
        ) from error


def _call(function: Callable[[BatchT], ResultT], number: int, batch: BatchT) -> ResultT:
    """Return `function(batch)`; turn an unexpected error into one that any process can read.

    Many exceptions of third parties cannot be unpickled, and one of those would look to the
    pool like a killed worker. The traceback travels as a note.
    """
    try:
        return function(batch)
    except TallybookError:
        raise
    except Exception as error:
        failure = TallybookError(f"batch {number} failed: {type(error).__name__}: {error}")
        failure.add_note(traceback.format_exc())
        raise failure from None


def _killed(number: int) -> TallybookError:
    return TallybookError(
        f"a worker process died at batch {number} or near it, perhaps for want of memory; "
        "use fewer jobs or smaller batches"
    )


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent process, which stops the workers in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
