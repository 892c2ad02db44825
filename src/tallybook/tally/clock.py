"""The time that one scope may take to be answered, so that no question runs away."""

from __future__ import annotations

from time import thread_time

LEAST_SECONDS = 0.1
"""What a call of a solver gets once it is begun: enough for a first bound."""


class Clock:
    """Runs for `seconds` of this thread's processor time from now, which a busy machine does not
    shorten; one call of a solver gets `each` of them at most."""

    def __init__(self, seconds: float, each: float) -> None:
        self._until = thread_time() + seconds
        self._each = each

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return thread_time() >= self._until

    def left(self) -> float:
        """Return the seconds that a solver may take now."""
        return max(LEAST_SECONDS, min(self._each, self._until - thread_time()))
