"""Damaged and hostile inputs: each has its outcome, none crashes or hangs. `make fuzz` goes on."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutating import CHEAP, CONFINED, FINDS, hold, mutate


@settings(max_examples=150)
@given(st.sampled_from(sorted(CHEAP)), st.integers(0, 2**32))
def test_a_damaged_input_has_its_outcome(name: str, seed: int) -> None:
    hold(name, mutate(CHEAP[name], Random(seed)))


@settings(max_examples=6)
@given(st.sampled_from(sorted(CONFINED)), st.integers(0, 2**32))
def test_a_damaged_document_has_its_outcome(name: str, seed: int) -> None:
    hold(name, mutate(CONFINED[name], Random(seed)))


@pytest.mark.parametrize("find", sorted(FINDS.glob("*")), ids=lambda find: find.name)
def test_what_was_found_once_holds_now(find: object) -> None:
    assert hasattr(find, "read_bytes")
    hold(find.name.partition("-")[2], find.read_bytes())  # type: ignore[attr-defined]
