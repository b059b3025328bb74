# Knoop in two commands: `make chat` talks, `make test` checks everything.
# Both make their own environment in .venv the first time, and are quick after that.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# What needs no network, no database and no clock; the rest of the tests are the edges.
CORE := tests/conversations tests/dialogs tests/drawing tests/instruments tests/play tests/report tests/rhythm tests/routing tests/team

.DEFAULT_GOAL := help
.PHONY: help chat run test lint types walls content tests core edges e2e trouble simulate soak pictures bench audit lock clean

help:
	@echo "make chat   talk with Knoop in this terminal (LANG_=en for English)"
	@echo "make run    run Knoop on Telegram; set KNOOP_TOKEN first"
	@echo "make test   linters, types, import walls, content check, all tests"
	@echo "make simulate  play 100,000 histories full of trouble (COUNT=), or one and show it (SEED=)"
	@echo "make soak   a thousand people, trouble and kill -9 for ten minutes (MINUTES=, PEOPLE=)"
	@echo "make pictures  draw the pictures of talks in docs/pictures anew"
	@echo "make bench  measure against python-telegram-bot as shipped (QUICK=1: two minutes)"
	@echo "make audit  ask whether a known weakness is in what is installed (skipped offline)"
	@echo "make lock   pin the dependencies anew (needs uv)"
	@echo "make clean  remove the environment and all caches"

.venv/made: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Knoop needs Python 3.11, 3.12 or 3.13; install one, or say make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Making the environment in .venv with $(PYTHON) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/made-for-tests: .venv/made requirements-dev.txt
	@echo "Adding what the tests need ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

chat: .venv/made
	@$(BIN)/knoop chat $(if $(LANG_),--lang $(LANG_))

run: .venv/made
	@$(BIN)/knoop telegram

test: lint types walls content tests audit

lint: .venv/made-for-tests
	@echo "ruff ..."
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: .venv/made-for-tests
	@echo "mypy ..."
	@$(BIN)/mypy

walls: .venv/made-for-tests
	@echo "import walls ..."
	@$(BIN)/lint-imports

content: .venv/made
	@echo "content ..."
	@$(BIN)/knoop check

tests: .venv/made-for-tests
	@echo "tests of the core, of its edges and from end to end, side by side ..."
	@$(MAKE) --no-print-directory -j3 core edges e2e trouble

core:
	@$(BIN)/coverage run -m pytest -o cache_dir=.pytest_cache/core $(CORE)
	@$(BIN)/coverage report --fail-under=100

# Those that wait for servers, processes and clocks get a second chance on a busy machine.
TROUBLE := tests/fuzz tests/simulation tests/soak
edges: FOLDERS := tests $(patsubst %,--ignore=%,$(CORE) tests/e2e $(TROUBLE))
e2e: FOLDERS := tests/e2e
trouble: FOLDERS := $(TROUBLE)
edges e2e trouble: PYTEST = $(BIN)/pytest -o cache_dir=.pytest_cache/$@ $(FOLDERS)
edges e2e trouble:
	@$(PYTEST) || { echo "once more what failed ..."; $(PYTEST) --last-failed --last-failed-no-failures none; }

simulate: .venv/made-for-tests
	@$(BIN)/python -m tests.simulation $(if $(SEED),--seed $(SEED)) $(if $(COUNT),--count $(COUNT)) $(if $(JOBS),--jobs $(JOBS))

soak: .venv/made-for-tests
	@$(BIN)/python -m tests.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(PEOPLE),--people $(PEOPLE)) $(if $(SEED),--seed $(SEED))

pictures: .venv/made-for-tests
	@$(BIN)/python -m tests.talk_pictures

.venv-bench/made: bench/requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Knoop needs Python 3.11, 3.12 or 3.13" >&2; exit 2; }
	@echo "Making the environment of the bench in .venv-bench ..."
	@test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r bench/requirements.txt
	@.venv-bench/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

bench: .venv-bench/made
	@.venv-bench/bin/python -m bench.core
	@.venv-bench/bin/python -m bench.run $(if $(QUICK),--quick)

audit: .venv/made-for-tests
	@echo "known weaknesses ..."
	@said=$$($(BIN)/pip-audit --require-hashes --disable-pip --progress-spinner off -r requirements.txt 2>&1); \
	case "$$said" in \
	*"Found "*"known vulnerabilit"*) echo "$$said" >&2; exit 1 ;; \
	*"could not be audited"*) echo "skipped: what is asked here does not know all of the packages" ;; \
	*"No known vulnerabilities"*) echo "none" ;; \
	*) echo "skipped: the advisory service cannot be reached from here" ;; \
	esac

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra postgres --group build pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra postgres --group build --group dev pyproject.toml -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra postgres --group build -c requirements.txt pyproject.toml bench/requirements.in -o bench/requirements.txt

clean:
	rm -rf .venv .venv-bench .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
