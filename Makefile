# What a person types. Everything happens inside .venv; nothing outside this folder is touched.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
RUNS := .venv/.runs
TESTS := .venv/.tests

.PHONY: run demo test test-slow check bench screenshots clean

run: $(RUNS)  ## index the seeds and start the bot: Slack if tokens are set, else the local Slack
	$(BIN)/parallax run

demo: $(RUNS)  ## print in the terminal what the commands and this morning's digest answer
	$(BIN)/parallax demo

test: $(TESTS)  ## the whole suite; says what it skips where PostgreSQL or Chromium is missing
	$(BIN)/python -m pytest -m "not slow" -rs -n auto --maxprocesses 4 --dist loadfile $(PYTEST)

test-slow: $(TESTS)
	$(BIN)/python -m pytest -m slow -rs $(PYTEST)

check: $(TESTS)  ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(RUNS)  ## speed and quality; add DATA=folder for the annotated corpora
	$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA))

screenshots: $(RUNS)  ## pictures of the replies into docs/, through headless Chromium
	rm -rf var/screenshots
	PARALLAX_DATABASE=var/screenshots/archive.sqlite3 PARALLAX_SANDBOX_PORT=4399 \
	$(BIN)/python -m sandbox.screenshots docs --start '$(BIN)/parallax run' \
	    'who-said=/who-said preposterous=4 independent sources' \
	    'timeline=/timeline Abrego Garcia=12 March 2025' \
	    'discrepancies=/discrepancies=Contradiction'
	PARALLAX_DATABASE=var/screenshots/changes.sqlite3 PARALLAX_NOW=2025-04-14T12:00:00Z \
	$(BIN)/parallax index docs/changes/first.jsonl
	PARALLAX_DATABASE=var/screenshots/changes.sqlite3 PARALLAX_NOW=2025-04-15T06:00:00Z \
	$(BIN)/parallax index docs/changes/later.jsonl
	PARALLAX_DATABASE=var/screenshots/changes.sqlite3 PARALLAX_SANDBOX_PORT=4399 \
	$(BIN)/python -m sandbox.screenshots docs --start '$(BIN)/parallax run' \
	    'changes=/parallax changes=without a note'

# What running needs, and no more: the first `make run` is the first impression.
$(RUNS): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 12) else "Parallax needs Python 3.11 or 3.12; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(INSTALL) --editable .
	touch $@

$(TESTS): $(RUNS)
	$(INSTALL) --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
