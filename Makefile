# Everything a person or a machine does with this checkout. `make` alone lists it.
# Needed: Python 3.11 to 3.13 and Node 20. uv is used for speed where it is installed.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8080
DATA ?= data
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)
BIN := .venv/bin
LOCKED := --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links --quiet
LOCK := uv pip compile pyproject.toml $(LOCKED)
CONSOLE := $(if $(wildcard console/package.json),console/dist/index.html)
CONSOLE_SOURCES := $(shell find console/src console/public console/*.json console/*.ts console/index.html -type f 2>/dev/null)

ifeq ($(UV),uv)
VENV := uv venv --quiet --allow-existing --python $(PYTHON) .venv
INSTALL := uv pip install --quiet --compile-bytecode --python .venv
else
VENV := $(PYTHON) -m venv .venv
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help install run demo console wheel test lint format types bench evals docs lock clean

help:  ## List what there is to do
	@echo "Comity. Start with: make run"
	@echo
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'
	@echo
	@echo "Variables: HOST=$(HOST) PORT=$(PORT) DATA=$(DATA) PYTHON=$(PYTHON)"

run: .venv/installed $(CONSOLE)  ## Install, build, and serve the demo on http://127.0.0.1:8080
	@$(BIN)/comity serve --demo --host $(HOST) --port $(PORT) --data-dir $(DATA)

install: .venv/installed $(CONSOLE)  ## Install Comity into .venv and build the console

demo: .venv/installed  ## Make the demo without serving it, and print the sign-in and the keys
	@$(BIN)/comity demo --data-dir $(DATA)

console: $(CONSOLE)  ## Build the console

wheel: .venv/installed $(CONSOLE)  ## Build the wheel, console and demo inside, into dist/
	@$(BIN)/python -m hatchling build -t wheel

test: .venv/developing  ## Run every check and every test, as CI does
	@$(BIN)/python .ci/check.py

lint: .venv/developing  ## Format check, lint and import contracts
	@$(BIN)/python .ci/check.py lint

format: .venv/developing  ## Put the Python code into shape
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

types: .venv/developing  ## Check the types of server and console
	@$(BIN)/python .ci/check.py types

bench: .venv/developing $(CONSOLE)  ## Measure size, start, memory and speed
	@$(BIN)/python .ci/measure.py bench

evals: .venv/developing  ## Measure the quality of retrieval, answers and grounding
	@$(BIN)/python .ci/measure.py evals

docs: .venv/developing  ## Write docs/reference again from the code
	@$(BIN)/python .ci/reference.py

lock:  ## Solve the dependencies again (needs uv)
	@$(LOCK) --group build -o requirements.lock
	@$(LOCK) --group build --group dev -c requirements.lock -o requirements-dev.lock
	@uv pip compile --group pyproject.toml:evals --no-deps $(LOCKED) -o requirements-evals.lock

clean:  ## Remove what was built; data stays
	@rm -rf .venv dist console/dist console/node_modules .ruff_cache .hypothesis .import_linter_cache

# What was done already is not done again: each stamp depends on what it was made from.
.venv/bin/python:
	@echo "Making .venv"
	@$(VENV)

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing what requirements.lock names"
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/developing: requirements-dev.lock .venv/installed
	@echo "Installing what requirements-dev.lock names"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

console/node_modules/.package-lock.json: console/package-lock.json
	@echo "Installing the console's packages"
	@cd console && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

console/dist/index.html: console/node_modules/.package-lock.json $(CONSOLE_SOURCES)
	@echo "Building the console"
	@cd console && npm run --silent build
	@touch $@
