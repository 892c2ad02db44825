"""The compiled tables are the tables that people edit."""

from __future__ import annotations

from importlib import resources

from tallybook.knowledge.vocabulary import COMPILED, compile_tables


def test_compiled_tables_are_those_of_the_toml_files() -> None:
    compiled = resources.files("tallybook.knowledge").joinpath("data", COMPILED).read_bytes()
    assert compiled == compile_tables(), "run: python data/build_tables.py"
