# Every command of the house. `make demo` is the first thing to run on a fresh machine.
# Needs Python 3.11 or later with its venv module, and make; all else comes into .venv.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
ARGS ?=

.PHONY: help setup demo serve test check format lock bench soak clean

help: ## Show these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## Install everything into .venv

# The stamp is newer than what it was made from, so a second `make setup` takes no time.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Python lacks its venv module (Debian: apt-get install python3-venv)' >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: setup ## Set up, load an invented population, show indicators and a refusal, then serve
	@$(BIN)/hoanhap demo $(ARGS)

serve: setup ## Serve the API on HOST:PORT
	@$(BIN)/hoanhap serve --host $(HOST) --port $(PORT) $(ARGS)

test: setup ## Run the whole suite
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

check: setup ## Style, layers, types, the law's health, the published contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/hoanhap check-law
	$(BIN)/hoanhap openapi --check

format: setup ## Put the code in its one form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

# uv.lock would name registry addresses, so the lock is this export, which names none.
lock: ## Choose all versions again (needs uv)
	uv pip compile pyproject.toml --quiet --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-annotate --no-header \
		--output-file requirements.lock $(ARGS)

bench: setup ## Run the performance suite
	@$(BIN)/python -m bench $(ARGS)

soak: setup ## Run the long tests: races, lives and walks many times over, then endurance
	@HOANHAP_TEST_RACES=200 HOANHAP_TEST_WALKS=200 HOANHAP_TEST_YEAR=300+120 \
		$(BIN)/python -m pytest -n $(JOBS) \
		tests/races tests/life tests/law/walks tests/year --hypothesis-profile soak --timeout 0
	@$(BIN)/python -m bench.soak $(ARGS)

clean: ## Remove what was made here; data of HOANHAP_DATA_DIR stay
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
