"""Readers, coders and exporters are found by name, and only when asked for."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

from tallybook import plugins
from tallybook.errors import ConfigError


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    plugins._targets.cache_clear()


def with_entry_points(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    def fake(group: str) -> list[EntryPoint]:
        return [EntryPoint(name, value, group) for name, value in points]

    monkeypatch.setattr(plugins, "entry_points", fake)


def test_our_readers_load_and_bear_their_names() -> None:
    for name in ("text.v1", "html.v1"):
        assert plugins.load_plugin("reader", name)().name == name


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(ConfigError, match=r"unknown reader 'pdf\.v9'; known: text\.v1, html\.v1"):
        plugins.load_plugin("reader", "pdf.v9")


def test_third_parties_add_but_do_not_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    with_entry_points(monkeypatch, ("text.v1", "evil:Reader"), ("decimal.v1", "decimal:Decimal"))
    assert plugins.plugin_names("reader")[0] == "text.v1"
    assert plugins.load_plugin("reader", "text.v1").__module__ == "tallybook.ingest.text"
    assert plugins.load_plugin("reader", "decimal.v1").__name__ == "Decimal"


@pytest.mark.parametrize("target", ["no.such.module:Thing", "decimal:NoSuchThing"])
def test_a_broken_plugin_names_itself(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    with_entry_points(monkeypatch, ("broken.v1", target))
    with pytest.raises(ConfigError, match=r"broken\.v1.*reinstall"):
        plugins.load_plugin("reader", "broken.v1")


@pytest.mark.parametrize("point", [("noversion", "a:b"), ("good.v1", "not a target")])
def test_a_malformed_entry_point_is_named(
    monkeypatch: pytest.MonkeyPatch, point: tuple[str, str]
) -> None:
    with_entry_points(monkeypatch, point)
    with pytest.raises(ConfigError, match="entry point"):
        plugins.plugin_names("reader")


def test_reading_text_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from tallybook.ingest import Fetched, read_batch\n"
        "read_batch([Fetched('a.txt', b'Two men were hurt in a blast on Monday.')])\n"
        "print(*sorted({'lxml', 'trafilatura', 'numpy', 'spacy'} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""
