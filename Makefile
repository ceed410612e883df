# What a person types. Everything happens inside .venv; nothing outside this folder is touched.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: run demo test test-slow check bench screenshots clean

run: $(STAMP)  ## index the seeds and start the bot: Slack if tokens are set, else the local Slack
	$(BIN)/parallax run

demo: $(STAMP)  ## print in the terminal what the commands and this morning's digest answer
	$(BIN)/parallax demo

test: $(STAMP)  ## the whole suite; says what it skips where PostgreSQL or Chromium is missing
	$(BIN)/python -m pytest -m "not slow" -rs $(PYTEST)

test-slow: $(STAMP)
	$(BIN)/python -m pytest -m slow -rs $(PYTEST)

check: $(STAMP)  ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)  ## speed and quality; add DATA=folder for the annotated corpora
	$(BIN)/python -m benchmarks $(if $(DATA),--data $(DATA))

screenshots: $(STAMP)  ## pictures of the replies into docs/, through headless Chromium
	rm -rf var/screenshots
	PARALLAX_DATABASE=var/screenshots/archive.sqlite3 PARALLAX_SANDBOX_PORT=4399 \
	$(BIN)/python -m sandbox.screenshots docs --start '$(BIN)/parallax run' \
	    'who-said=/who-said preposterous=4 independent sources' \
	    'timeline=/timeline Abrego Garcia=12 March 2025' \
	    'discrepancies=/discrepancies=Contradiction'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 12) else "Parallax needs Python 3.11 or 3.12; set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(STAMP)

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
