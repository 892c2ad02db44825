"""The golden reports: news of our own writing, and what a careful person reads in it.

One folder is one case: the report files and a `reading.toml`. The README beside this module
describes the format. Loading is strict: an unknown key, a missing file or a range upside down
raises, because a misspelt expectation would otherwise be an expectation that nothing checks.
"""

from __future__ import annotations

import html
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from tallybook.core.claims import ClaimKind, Stage, Stance, Verdict
from tallybook.core.questions import Breakdown

ROOT = Path(__file__).resolve().parent

Range = tuple[int, int | Literal["open"]]
"""`[lower, upper]`; "open" where nothing bounds it above."""

_BLOCK = re.compile(r"</?(?:p|h[1-6]|div|li|ul|ol|tr|td|th|table|article|main|section|br)\b[^>]*>")
_UNREAD = re.compile(r"<(head|script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_EDTF_DAY = re.compile(r"^(?:\d{4}|XXXX)-\d{2}-\d{2}$")


class CaseError(Exception):
    """A reading that is not well formed; the message names the case."""


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """One file, and the flags with which it is added."""

    file: str
    published: date | None = None
    publisher: str | None = None


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """`incidents`: how many attacks, done or attempted, the reports identify one by one."""

    incidents: int | None = None


class AskedQuestion(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"places": "in", "event_type": "type"}
):
    """A question, and the bounds that a careful person would give; None is not checked."""

    why: str
    places: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    target: str | None = None
    attacker: str | None = None
    weapon: str | None = None
    event_type: str | None = None
    by: Breakdown | None = None
    confirmed: Range | None = None
    reported: Range | None = None
    claimed: Range | None = None
    silent: bool | None = None
    contradiction: bool | None = None


class ExpectedClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim that must be found; a field that is None is not checked."""

    report: str
    quote: str
    kind: ClaimKind | None = None
    stance: Stance | None = None
    stage: Stage | None = None
    when: tuple[str, str] | None = None
    place: str | None = None
    attacker: str | None = None
    target: str | None = None
    weapon: str | None = None
    killed: Range | None = None
    injured: Range | None = None
    count: Range | None = None
    voice: str | None = None
    verdict: Verdict | None = None
    preliminary: bool | None = None


class AbsentClaim(Struct, frozen=True, forbid_unknown_fields=True):
    """No claim of this kind (and stance and stage, where given) may rest on these words."""

    report: str
    kind: ClaimKind
    quote: str
    stance: Stance | None = None
    stage: Stage | None = None


class _ReadingFile(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "reports": "report",
        "questions": "question",
        "claims": "claim",
    },
):
    about: str
    reports: tuple[Report, ...]
    reading: Reading
    questions: tuple[AskedQuestion, ...]
    claims: tuple[ExpectedClaim, ...] = ()
    absent: tuple[AbsentClaim, ...] = ()


class Case(Struct, frozen=True):
    """One case, in its `folder`; `slug` is the folder's name."""

    slug: str
    folder: Path
    about: str
    reports: tuple[Report, ...]
    reading: Reading
    questions: tuple[AskedQuestion, ...]
    claims: tuple[ExpectedClaim, ...]
    absent: tuple[AbsentClaim, ...]


def load_cases(root: Path = ROOT) -> list[Case]:
    """Return every case under `root`, in the order of the slugs; raise CaseError on a bad one."""
    return [_load(path.parent) for path in sorted(root.glob("*/reading.toml"))]


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs that a reader sees in a report file, white space collapsed.

    This is no page reader: it drops the head and the tags, and keeps menus and footers. It is
    here so that a quotation can be looked up without the code under test.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = _BLOCK.sub("\n\n", _UNREAD.sub("", text))
        text = html.unescape(_TAG.sub("", text))
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    return [block for block in blocks if block]


def _load(folder: Path) -> Case:
    try:
        read = msgspec.convert(
            tomllib.loads((folder / "reading.toml").read_text(encoding="utf-8")), _ReadingFile
        )
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CaseError(f"{folder.name}/reading.toml: {error}") from error
    case = Case(folder.name, folder, *(getattr(read, f) for f in read.__struct_fields__))
    _check(case)
    return case


def _check(case: Case) -> None:
    files = [report.file for report in case.reports]
    on_disk = sorted(p.name for p in case.folder.iterdir() if p.name != "reading.toml")
    if sorted(files) != on_disk:
        raise CaseError(f"{case.slug}: [[report]] lists {files}, the folder holds {on_disk}")
    for question in case.questions:
        for bounds in (question.confirmed, question.reported, question.claimed):
            _check_range(case.slug, bounds)
        if question.since and question.until and question.until < question.since:
            raise CaseError(f"{case.slug}: a question ends before it begins")
    for claim in case.claims:
        for bounds in (claim.killed, claim.injured, claim.count):
            _check_range(case.slug, bounds)
        for day in claim.when or ():
            if not _EDTF_DAY.match(day):
                raise CaseError(f"{case.slug}: {day!r} is no day like 2024-03-04 or XXXX-03-04")
    named = {claim.report for claim in case.claims} | {absent.report for absent in case.absent}
    if not named <= set(files):
        raise CaseError(f"{case.slug}: no [[report]] is called {sorted(named - set(files))}")


def _check_range(slug: str, bounds: Range | None) -> None:
    if bounds is None:
        return
    lower, upper = bounds
    if lower < 0 or (upper != "open" and upper < lower):
        raise CaseError(f"{slug}: {list(bounds)} is no range")
