# Two commands do everything on a machine with Python 3.11 or later, make and git:
#   make show    sets up .venv and carries the logistic-regression derivation out
#   make test    sets up .venv with the developers' tools and runs the tests

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

.PHONY: help show test lint format clean

help:
	@sed -n 's/^#   //p' Makefile
	@echo "make lint    ruff and mypy"
	@echo "make format  lays the code out"
	@echo "make clean   removes .venv and caches"

show: $(VENV)/.installed
	@$(BIN)/derive show logistic-regression

test: $(VENV)/.developed
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(PYTEST_ARGS)

lint: $(VENV)/.developed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.developed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Stamps: a step runs again only when pyproject.toml has changed.

$(VENV)/.installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "derive needs Python 3.11 or later" >&2; exit 2; }
	@echo "setting up $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.developed: $(VENV)/.installed
	@echo "installing the developers' tools …" >&2
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@
