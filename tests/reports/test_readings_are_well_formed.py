"""The golden readings must be sound before anything is judged by them."""

from __future__ import annotations

import re
import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest


def _module_beside(name: str) -> Any:
    """Import `name`.py of this folder: pytest's importlib mode puts no folder on the path."""
    spec = spec_from_file_location(f"reports_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cases = _module_beside("cases")
CASES = cases.load_cases()


def test_there_are_enough_cases_of_enough_kinds() -> None:
    assert len(CASES) >= 30
    pages = [r for case in CASES for r in case.reports if r.file.endswith(".html")]
    assert len(pages) >= 5
    assert {p.parent.name for p in cases.ROOT.glob("*/*.txt")} <= {case.slug for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_every_quotation_stands_in_one_paragraph_of_its_report(case: Any) -> None:
    for expected in (*case.claims, *case.absent):
        paragraphs = cases.paragraphs_of(case.folder / expected.report)
        assert any(expected.quote in paragraph for paragraph in paragraphs), expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_names_that_a_reading_expects_are_words_of_the_report(case: Any) -> None:
    for claim in case.claims:
        text = " ".join(cases.paragraphs_of(case.folder / claim.report)).casefold()
        for words in (claim.place, claim.attacker, claim.target, claim.weapon, claim.voice):
            assert words is None or words.casefold() in text, (claim, words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_days_exist_and_bounds_widen_with_the_standard(case: Any) -> None:
    for claim in case.claims:
        days = [date.fromisoformat(d.replace("XXXX", "2024")) for d in claim.when or ()]
        assert days == sorted(days), claim
    assert case.questions
    for question in case.questions:
        given = [b for b in (question.confirmed, question.reported, question.claimed) if b]
        assert given, "a question without any bounds checks nothing"
        lowers = [bounds[0] for bounds in given]
        assert lowers == sorted(lowers), "a wider standard has no smaller lower bound"
        assert question.why
        if question.silent:
            assert all(tuple(bounds) == (0, 0) for bounds in given)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)
def test_reports_are_of_the_length_of_news(case: Any) -> None:
    for report in case.reports:
        words = re.findall(r"\w+", " ".join(cases.paragraphs_of(case.folder / report.file)))
        assert 80 <= len(words) <= 480, (report.file, len(words))


def test_a_misspelt_key_raises(tmp_path: Path) -> None:
    _write_case(tmp_path, 'about = "x"\nquestons = []\n')
    with pytest.raises(cases.CaseError, match="questons"):
        cases.load_cases(tmp_path)


def test_a_range_upside_down_raises(tmp_path: Path) -> None:
    _write_case(
        tmp_path,
        'about = "x"\n[[report]]\nfile = "01.txt"\n[reading]\n'
        '[[question]]\nconfirmed = [2, 1]\nwhy = "x"\n',
    )
    with pytest.raises(cases.CaseError, match=r"\[2, 1\]"):
        cases.load_cases(tmp_path)


def test_a_report_without_a_flagged_file_raises(tmp_path: Path) -> None:
    _write_case(tmp_path, 'about = "x"\nreport = []\nquestion = []\n[reading]\n')
    with pytest.raises(cases.CaseError, match=r"01\.txt"):
        cases.load_cases(tmp_path)


def _write_case(root: Path, toml: str) -> None:
    folder = root / "a-case"
    folder.mkdir()
    (folder / "01.txt").write_text("One person was hurt.", encoding="utf-8")
    (folder / "reading.toml").write_text(toml, encoding="utf-8")
