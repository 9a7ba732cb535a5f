# The commands of Paritrana. They need Python 3.11 or newer with its venv module, and make; all else is put into .venv.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench screens lock

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes
MANAGE := $(BIN)/python manage.py
export PORT

help: ## tells what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

.stamps/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Paritrana needs Python 3.11 or newer; $(PYTHON) is older. Name another one: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "→ .venv: a Python environment for this folder alone"
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing. On Debian: apt install -y python3-venv" >&2; exit 1; }
	@mkdir -p .stamps && touch $@

.stamps/run: requirements.txt .stamps/venv
	@echo "→ packages to run (requirements.txt, checked by hash)"
	@$(PIP) -r requirements.txt
	@touch $@

.stamps/dev: requirements-dev.txt .stamps/venv
	@echo "→ packages to run and to test (requirements-dev.txt, checked by hash)"
	@$(PIP) -r requirements-dev.txt
	@touch .stamps/run $@

setup: .stamps/run ## installs what the portal needs to run

run: export DEBUG ?= 1
run: setup ## serves the portal and its worker with demonstration data on 127.0.0.1:8000 (PORT= changes it)
	@echo "→ database"
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@echo "→ register of regions"
	@$(MANAGE) load_regions
	@echo "→ demonstration data"
	@$(MANAGE) demo
	@$(MANAGE) run_jobs --with-parent & exec $(BIN)/gunicorn paritrana.wsgi

test: .stamps/dev ## runs all tests, on SQLite and PostgreSQL and in the browser (REQUIRE_ALL=1: nothing may be skipped)
	@$(BIN)/python tests/run.py

check: export DEBUG := 1
check: export VAR_DIR := build/check
check: .stamps/dev ## checks format, lint, types, imports, templates, migrations and settings of production
	@mkdir -p build/check
	@echo "→ format and lint" && $(BIN)/ruff format --quiet --check . && $(BIN)/ruff check --quiet .
	@echo "→ types" && $(BIN)/mypy --no-error-summary .
	@echo "→ imports" && NO_COLOR=1 $(BIN)/lint-imports --no-logo >build/imports.txt 2>&1 || { cat build/imports.txt; exit 1; }
	@echo "→ templates" && $(BIN)/djlint --quiet --lint templates
	@echo "→ migrations" && $(MANAGE) makemigrations --check --dry-run --verbosity 0
	@echo "→ settings of production" && $(MAKE) --silent deploy-check
	@echo "All checks passed."

.PHONY: deploy-check
deploy-check: export DEBUG := 0
deploy-check: export SECRET_KEY := $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')
deploy-check: export AUDIT_KEY := $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')
deploy-check: export ALLOWED_HOSTS := portal.example
deploy-check: export CSRF_TRUSTED_ORIGINS := https://portal.example
deploy-check: export DATABASE_URL := sqlite:///build/check/paritrana.sqlite3
deploy-check:
	@$(MANAGE) check --deploy --fail-level WARNING

bench: .stamps/dev ## measures speed, each against a baseline of the same run; writes bench/results.json
	@DEBUG=1 $(BIN)/python -m bench.run

screens: .stamps/dev ## takes pictures of the main pages into build/screens/
	@$(BIN)/python -m bench.screens

lock: .stamps/dev ## compiles requirements*.in anew into hashed lock files
	@for name in requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --python-version 3.11 --no-header --no-emit-index-url --generate-hashes \
	    --output-file $$name.txt $$name.in; done
