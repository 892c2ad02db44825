"""Every report of our own, read the whole way, against a careful person's reading.

A case that is not yet read as a careful person would is listed in `known_gaps.toml` with the
reason. It is a strict expected failure: when the coder learns to read it, this test fails until
its line is taken out, so that the list is never longer than the truth.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest


def _module_beside(name: str) -> Any:
    """Import `name`.py of this folder: pytest's importlib mode puts no folder on the path."""
    spec = spec_from_file_location(f"golden_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cases = _module_beside("cases")
checking = _module_beside("checking")
CASES = {case.slug: case for case in cases.load_cases()}
GAPS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("known_gaps.toml").read_text(encoding="utf-8")
)["gaps"]


def _parameter(slug: str) -> Any:
    marks = [pytest.mark.xfail(reason=GAPS[slug], strict=True)] if slug in GAPS else []
    return pytest.param(CASES[slug], id=slug, marks=marks)


def test_every_known_gap_is_a_case() -> None:
    assert set(GAPS) <= set(CASES)


@pytest.mark.parametrize("case", [_parameter(slug) for slug in CASES])
def test_the_reading_is_a_careful_readers(case: Any) -> None:
    found = checking.differences(case, checking.run_case(case))
    assert not found, "\n".join(["", *found])
