"""When: expressions of time, as ranges of days."""
