"""Batches run in one process or several; results and errors are the same."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallybook.errors import ConfigError, SourceError, TallybookError
from tallybook.run.pool import BATCHES_AHEAD, map_batches


@pytest.fixture(autouse=True)
def workers_can_import_this_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spawned process looks up `tests.run.test_run_pool` on the path of its parent."""
    monkeypatch.syspath_prepend(Path(__file__).parents[2])


class Unreadable(Exception):
    """Like many third parties' exceptions, one that cannot be unpickled."""

    def __init__(self, code: int, *, reason: str) -> None:
        super().__init__(f"{code} {reason}")


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


def slow_first(batch: int) -> int:
    if batch == 0:
        time.sleep(0.3)
    return batch


def process_id(batch: int) -> int:
    return os.getpid()


def divide(batch: int) -> float:
    return 1 / batch


def refuse(batch: str) -> str:
    raise SourceError(f"{batch} holds no text", code="empty")


def raise_unreadable(batch: int) -> int:
    raise Unreadable(batch, reason="something went wrong")


def return_unpicklable(batch: int) -> object:
    return lambda: batch


def be_killed(batch: int) -> int:
    if batch == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs: int) -> None:
    batches = [[n, n + 1] for n in range(12)]
    assert list(map_batches(double, batches, jobs=jobs)) == [double(batch) for batch in batches]


def test_a_slow_batch_does_not_lose_its_place() -> None:
    assert list(map_batches(slow_first, range(6), jobs=2)) == [0, 1, 2, 3, 4, 5]


def test_one_job_stays_in_this_process_and_more_do_not() -> None:
    assert set(map_batches(process_id, range(3), jobs=1)) == {os.getpid()}
    assert os.getpid() not in set(map_batches(process_id, range(3), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_batches_give_no_results(jobs: int) -> None:
    assert list(map_batches(double, [], jobs=jobs)) == []


def test_an_endless_input_is_read_a_little_ahead() -> None:
    read = 0

    def endless() -> Iterator[int]:
        nonlocal read
        while True:
            yield read
            read += 1

    results = map_batches(slow_first, endless(), jobs=2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    results.close()  # type: ignore[attr-defined]
    assert read <= 3 + 2 * BATCHES_AHEAD


@pytest.mark.parametrize("jobs", [0, -1])
def test_fewer_than_one_job_is_refused_at_once(jobs: int) -> None:
    with pytest.raises(ConfigError, match="must be 1 or more"):
        map_batches(double, [], jobs=jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_defect_names_its_batch_and_keeps_its_traceback(jobs: int) -> None:
    results = map_batches(divide, [1, 2, 0, 4], jobs=jobs)
    assert [next(results), next(results)] == [1.0, 0.5]
    with pytest.raises(TallybookError, match="batch 3 failed: ZeroDivisionError") as caught:
        next(results)
    assert "in divide" in "".join(caught.value.__notes__)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_ours_arrives_as_it_is(jobs: int) -> None:
    with pytest.raises(SourceError, match=r"^a\.txt holds no text$") as caught:
        list(map_batches(refuse, ["a.txt"], jobs=jobs))
    assert caught.value.code == "empty"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_that_cannot_be_unpickled_is_no_killed_worker(jobs: int) -> None:
    with pytest.raises(TallybookError, match="batch 1 failed: Unreadable: 5 something went wrong"):
        list(map_batches(raise_unreadable, [5], jobs=jobs))


def test_a_result_that_cannot_be_pickled_is_said_to_be_so() -> None:
    with pytest.raises(TallybookError, match="batch 1 cannot travel to another process and back"):
        list(map_batches(return_unpicklable, [1], jobs=2))


def test_a_killed_worker_is_an_error_and_no_wait_for_ever() -> None:
    with pytest.raises(TallybookError, match="a worker process died at batch"):
        list(map_batches(be_killed, range(8), jobs=2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_input_is_the_inputs_own(jobs: int) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise OSError("the disk went away")

    with pytest.raises(OSError, match="the disk went away"):
        list(map_batches(divide, broken(), jobs=jobs))
