"""docs/command-line.md: every command, option and JSON key is there, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import typer

from tallybook.core.incidents import Incident
from tallybook.core.marks import Mark
from tallybook.core.records import Rejection
from tallybook.core.releases import Digest, Release
from tallybook.core.tallies import Bounds, Constraint, Contradiction, Residue, Side, Slice, Tally
from tallybook.core.tombstones import Tombstone
from tallybook.publish.brief.document import (
    Brief,
    Footnote,
    Items,
    Marks,
    Paragraph,
    Section,
    Table,
    Words,
)
from tallybook.store.copying import Copied, CopiedTable
from tallybook.surface.terminal.filters import filter_words
from tallybook.surface.terminal.main import app
from tallybook.tally.aggregation import RuleAnswers
from tallybook.tally.rules import Beside, RulesBeside
from tallybook.watch.surges import Finding, JudgedWeek, RuleName, Verdict, Week
from tallybook.workflow.asking.comparing import (
    KINDS_OF_CHANGE,
    Answer,
    Change,
    Changed,
    ChangedRow,
    Comparison,
)
from tallybook.workflow.asking.helping import Help, Helping, Kind
from tallybook.workflow.asking.otherwise import Narrowing, Outcome
from tallybook.workflow.asking.questions import Filters
from tallybook.workflow.asking.related import RelatedReport
from tallybook.workflow.asking.responsibility import HELD_WORDS, Cell, Column, Matrix, Row, Saying
from tallybook.workflow.asking.searching import Found, FoundClaim, FoundDocument, Snippet
from tallybook.workflow.asking.sensitivity import Sensitivity, Source, Variant
from tallybook.workflow.asking.surging import Rising, Series, Surges
from tallybook.workflow.asking.why import PairView, Why
from tallybook.workflow.judging.actor_names import NamedActor
from tallybook.workflow.judging.standing import JudgementView, VerdictView
from tallybook.workflow.keeping.adding import Added
from tallybook.workflow.keeping.forgetting import Forgotten
from tallybook.workflow.keeping.marking import Marked
from tallybook.workflow.keeping.releasing import Released
from tallybook.workflow.keeping.verifying import Verified
from tallybook.workflow.lookup.names import (
    ActorCandidate,
    ActorLookup,
    PlaceCandidate,
    PlaceLookup,
    TieView,
)
from tallybook.workflow.lookup.values import (
    NumberLookup,
    NumberReadingView,
    TimeLookup,
    TimeReadingView,
)
from tallybook.workflow.lookup.weapons import WeaponCandidate, WeaponLookup
from tallybook.workflow.telling.views import DocumentLine, ReasonView

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(app)
COMMANDS = GROUP.commands  # type: ignore[attr-defined]
FILTERED = {
    "tally", "claims", "incidents", "responsibility", "surges", "documents", "rejections", "export",
    "actors", "brief", "search",
}  # fmt: skip
HELP = {"-h", "--help"}


def section(title: str, level: int = 2) -> str:
    marks = "#" * level
    found = re.search(
        rf"^{marks} {re.escape(title)}\n(.*?)(?=^#{{1,{level}}} |\Z)", PAGE, re.M | re.S
    )
    assert found is not None, f"there is no section {title!r}"
    return found[1]


def cells(text: str) -> list[str]:
    """The first cells of the rows of a section's own tables."""
    own = re.split(r"^### ", text, maxsplit=1, flags=re.M)[0]
    return [line.split("|")[1] for line in own.splitlines() if line.startswith("| `")]


def options_of(text: str) -> set[str]:
    return {o for cell in cells(text) for o in re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", cell)}


def keys_of(title: str) -> set[str]:
    return {key for cell in cells(section(title, 3)) for key in re.findall(r"`(\w+)`", cell)}


def declared(command: object) -> set[str]:
    parameters = command.params  # type: ignore[attr-defined]
    return {name for p in parameters for name in p.opts if name.startswith("-")} - HELP


def test_every_command_has_a_section_and_no_other() -> None:
    titles = set(re.findall(r"^## tallybook (\w+)$", PAGE, re.M))
    assert titles == set(COMMANDS)


def test_every_option_of_every_command_is_documented_and_no_other() -> None:
    filters = options_of(section("Filters"))
    for name, command in COMMANDS.items():
        text = section(f"tallybook {name}")
        assert ("Takes the filters" in " ".join(text.split())) is (name in FILTERED), name
        shared = filters if name in FILTERED else set()
        assert options_of(text) | shared == declared(command), name


def test_commands_of_a_command_are_documented_beneath_it() -> None:
    for name, command in COMMANDS.items():
        for under, inner in getattr(command, "commands", {}).items():
            text = section(f"tallybook {name} {under}", 3)
            arguments = [p.metavar for p in inner.params if p.param_type_name == "argument"]
            assert f"    {' '.join(['tallybook', name, under, *arguments])}\n" in text
            assert options_of(text) == declared(inner), under


def test_the_shared_filters_are_those_of_a_question() -> None:
    every = {name: "x" for name in Filters.__struct_fields__}
    every |= {"places": ("x",), "stages": ("x",)}  # type: ignore[dict-item]
    words = filter_words(Filters(**every))  # type: ignore[arg-type]
    assert options_of(section("Filters")) == {w for w in words if w.startswith("--")}


def test_the_options_before_the_command() -> None:
    assert options_of(section("Before the command")) - HELP == declared(GROUP)


def test_arguments_are_named_as_in_the_program() -> None:
    for name, command in COMMANDS.items():
        arguments = [p.metavar for p in command.params if p.param_type_name == "argument"]
        usage = " ".join([f"tallybook {name}", *arguments])
        assert f"    {usage}\n" in section(f"tallybook {name}"), name


def test_json_keys_of_a_search() -> None:
    assert keys_of("Keys of `search --json`") == set(Found.__struct_fields__)
    assert keys_of("Keys of a snippet") == set(Snippet.__struct_fields__)
    said = section("Keys of `search --json`", 3)
    for key in (*FoundDocument.__struct_fields__, *FoundClaim.__struct_fields__):
        assert f"`{key}`" in said, key


def test_json_keys_of_marks() -> None:
    assert keys_of("Keys of `marks --json`") == set(Mark.__struct_fields__)
    for key in Marked.__struct_fields__:
        assert f"`{key}`" in section("tallybook mark")


def test_json_keys_of_related_reports() -> None:
    for key in RelatedReport.__struct_fields__:
        assert f"`{key}`" in section("tallybook related")


def test_json_keys_of_what_was_forgotten() -> None:
    assert keys_of("Keys of `forget --json`") == {
        *Forgotten.__struct_fields__,
        *Tombstone.__struct_fields__,
    }


def test_json_keys_of_a_copy() -> None:
    assert keys_of("Keys of `copy --json`") == {
        *Copied.__struct_fields__,
        *CopiedTable.__struct_fields__,
    }


def test_json_keys_of_actors() -> None:
    assert keys_of("Keys of `actors --json`") == set(NamedActor.__struct_fields__)


def test_json_keys_of_a_tally() -> None:
    assert keys_of("Keys of `tally --json`") == set(Tally.__struct_fields__)
    assert keys_of("Keys of a constraint") == set(Constraint.__struct_fields__)
    assert keys_of("Keys of a contradiction") == set(Contradiction.__struct_fields__)
    said = section("Keys of `tally --json`", 3)
    for struct in (Bounds, Slice, Residue):
        for key in struct.__struct_fields__:
            assert f"`{key}`" in said, (struct, key)
    for key in Side.__struct_fields__:
        assert f"`{key}`" in section("Keys of a contradiction", 3)


def test_json_keys_of_the_rules() -> None:
    assert keys_of("Keys of `rules`") == set(RuleAnswers.__struct_fields__)
    for struct in (RulesBeside, Beside):
        for key in struct.__struct_fields__:
            assert f"`{key}`" in section("Keys of `rules`", 3)


def test_json_keys_of_what_an_answer_depends_on() -> None:
    said = section("Keys of `sensitivity`", 3)
    for struct in (Sensitivity, Variant, Source, Outcome, Narrowing):
        assert all(f"`{key}`" in said for key in struct.__struct_fields__), struct
    assert keys_of("Keys of `what_would_help`") >= set(Help.__struct_fields__)
    help_said = section("Keys of `what_would_help`", 3)
    assert all(f"`{key}`" in help_said for key in (*Helping.__struct_fields__, *get_args(Kind)))


def test_json_keys_of_surges() -> None:
    assert keys_of("Keys of `surges --json`") == set(Surges.__struct_fields__)
    assert keys_of("Keys of a week") == {*JudgedWeek.__struct_fields__, *Week.__struct_fields__}
    said = section("Keys of a week", 3)
    for words in (*Finding.__struct_fields__, *get_args(Verdict), *get_args(RuleName)):
        assert f"`{words}`" in said, words
    for key in (*Series.__struct_fields__, *Rising.__struct_fields__):
        assert f"`{key}`" in section("Keys of `surges --json`", 3), key


def test_json_keys_of_the_responsibility_matrix() -> None:
    said = section("Keys of `responsibility --json`", 3)
    assert keys_of("Keys of `responsibility --json`") == set(Matrix.__struct_fields__)
    assert all(f"`{key}`" in said for key in Column.__struct_fields__)
    assert keys_of("Keys of a row") == set(Row.__struct_fields__)
    assert all(f"`{key}`" in section("Keys of a row", 3) for key in Cell.__struct_fields__)
    assert keys_of("Keys of a saying") == set(Saying.__struct_fields__)
    for key in (*HELD_WORDS, *DocumentLine.__struct_fields__):
        assert f"`{key}`" in section("Keys of a saying", 3), key


def test_json_keys_of_a_comparison() -> None:
    assert keys_of("Keys of `diff --json`") >= set(Comparison.__struct_fields__)
    said = section("Keys of `diff --json`", 3)
    for struct in (Comparison, Answer, Change, Changed, ChangedRow):
        for key in struct.__struct_fields__:
            assert f"`{key}`" in said, (struct, key)
    named = set(re.findall(r"`(\w+)`", said.partition("`what` is one of these")[2]))
    assert named == {*KINDS_OF_CHANGE}


def test_json_keys_of_a_brief() -> None:
    said = section("Keys of `brief --json`", 3)
    assert keys_of("Keys of `brief --json`") == set(Brief.__struct_fields__)
    for struct in (Section, Paragraph, Items, Table, Words, Marks):
        for key in struct.__struct_fields__:
            assert f"`{key}`" in said, (struct, key)
    assert keys_of("Keys of a footnote") == set(Footnote.__struct_fields__)


def test_json_keys_of_a_manifest() -> None:
    assert keys_of("Keys of a manifest") == set(Release.__struct_fields__)
    said = section("Keys of a manifest", 3)
    assert all(f"`{key}`" in said for key in Digest.__struct_fields__)


def test_json_keys_of_judgements_and_reasons() -> None:
    said = section("Keys of `judgements --json`", 3)
    for struct in (JudgementView, VerdictView):
        assert all(f"`{key}`" in said for key in struct.__struct_fields__), struct
    said = section("Keys of `explain --why --json`", 3)
    for reasons in (Why, PairView, ReasonView):
        assert all(f"`{key}`" in said for key in reasons.__struct_fields__), reasons


def test_json_keys_of_incidents_outcomes_and_rejections() -> None:
    assert keys_of("Keys of `incidents --json`") == {
        *Incident.__struct_fields__,
        "sure",
        "sensitive",
    }
    for title, struct in (
        ("tallybook add", Added),
        ("tallybook rejections", Rejection),
        ("tallybook verify", Verified),
        ("tallybook release", Released),
    ):
        for key in struct.__struct_fields__:
            assert f"`{key}`" in section(title), key


def test_json_keys_of_a_lookup() -> None:
    whole = {
        key
        for struct in (PlaceLookup, ActorLookup, TimeLookup, NumberLookup, WeaponLookup)
        for key in struct.__struct_fields__
    }
    assert keys_of("Keys of `lookup --json`") == {"lookup", *whole}
    for title, struct in (
        ("Keys of a candidate of `lookup place`", PlaceCandidate),
        ("Keys of a candidate of `lookup actor`", ActorCandidate),
        ("Keys of a reading of `lookup time`", TimeReadingView),
        ("Keys of a reading of `lookup number`", NumberReadingView),
        ("Keys of a candidate of `lookup weapon`", WeaponCandidate),
    ):
        assert keys_of(title) == set(struct.__struct_fields__)
    for key in TieView.__struct_fields__:
        assert f"`{key}`" in section("Keys of a candidate of `lookup actor`", 3)
