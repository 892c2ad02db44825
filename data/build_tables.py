"""Compile the knowledge tables that people edit (TOML) into the one that is read (JSON).

    python data/build_tables.py

Reading the TOML files takes twenty times as long as all look-ups of a short command, so the
package reads `tables.json`. A test fails while it lags behind the TOML files.
"""

from __future__ import annotations

from pathlib import Path

from tallybook.knowledge.vocabulary import COMPILED, compile_tables

DATA = Path(__file__).parents[1] / "src" / "tallybook" / "knowledge" / "data"

if __name__ == "__main__":
    (DATA / COMPILED).write_bytes(compile_tables())
