"""The time that one scope may take to be answered, so that no question runs away."""

from __future__ import annotations

from time import perf_counter, thread_time

LEAST_SECONDS = 0.1
"""What a call of a solver gets once it is begun: enough for a first bound."""

MOST_NEIGHBOURS = 8.0
"""How many times as long a solver may take on the clock of a busy machine."""


class Clock:
    """Runs for `seconds` of this thread's processor time from now, which a busy machine does not
    shorten; one call of a solver gets `each` of them at most."""

    def __init__(self, seconds: float, each: float) -> None:
        self._began = perf_counter(), thread_time()
        self._until = self._began[1] + seconds
        self._each = each

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return thread_time() >= self._until

    def left(self) -> float:
        """Return the seconds that a solver may take now, on the clock on the wall, which is what
        HiGHS looks at: more of them where others use the processor as well, as they have so far."""
        passed, spent = perf_counter() - self._began[0], thread_time() - self._began[1]
        longer = passed / spent if spent > LEAST_SECONDS else 1.0
        left = max(LEAST_SECONDS, min(self._each, self._until - thread_time()))
        return left * min(MOST_NEIGHBOURS, max(1.0, longer))
