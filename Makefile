# One place for everything a person or CI runs. `make demo` and `make test` work as the only command on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers

.DEFAULT_GOAL := help
.PHONY: help demo test check fuzz bench install install-dev system format lock

help:           ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

demo: install   ## build the demo county, draft and verify its reports, serve the pages
	$(BIN)/bihuan demo $(DEMO_ARGS)

test: install-dev   ## every test, on SQLite and on PostgreSQL, with LibreOffice and a browser
	tools/test.sh

check: install-dev   ## lint, types, import contracts, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --settings bihuan.web.settings --check --dry-run

fuzz: install-dev   ## 10,000 mutated files through every reader (FUZZ_ARGS="--seed 2 --format docx --keep FOLDER")
	PYTHONPATH=tests $(BIN)/python -m hostile.fuzz $(FUZZ_ARGS)

bench: install-dev $(PEERS)/.installed   ## speed and memory beside named peers
	@tools/system-packages.sh bench
	$(BIN)/python -m benchmarks

install: $(VENV)/.installed

install-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements/base.lock pyproject.toml
	@tools/system-packages.sh run
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/base.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements/dev.lock
	@tools/system-packages.sh test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.lock
	@touch $@

$(PEERS)/.installed: requirements/peers.lock
	test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/peers.lock
	@touch $@

system:   ## the system packages alone (needs root)
	tools/system-packages.sh run test

format: install-dev   ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

LOCK := --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header
lock:   ## resolve pyproject.toml and requirements/peers.in anew into requirements/*.lock
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK) --extra postgres --constraint requirements/constraints.in --output-file requirements/base.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra postgres --extra ocr --extra dev --extra bench --constraint requirements/base.lock --output-file requirements/dev.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --output-file requirements/peers.lock requirements/peers.in
