# Two commands do all there is to do on a fresh machine: `make crawl` and `make test`.
PUBLICATION ?= sample
ARCHIVE ?= archive
PYTHON ?= $(shell command -v python3.11 || command -v python3)

VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help crawl test lint clean

help:
	@echo "make crawl [PUBLICATION=slug] [ARCHIVE=dir]   crawl a publication (the bundled sample) into the archive"
	@echo "make test                                     run the whole test suite"
	@echo "make lint                                     check style, types and the direction of imports"
	@echo "make clean                                    remove the virtual environment (never the archive)"

crawl: $(VENV)/run
	@$(BIN)/backfile crawl $(PUBLICATION) --archive $(ARCHIVE)

test: $(VENV)/test
	@$(BIN)/python -m pytest -n 2

lint: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

$(BIN)/python:
	@"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Backfile needs Python 3.11 or newer; name it with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/test: $(BIN)/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[test,lint]'
	@touch $@ $(VENV)/run

clean:
	rm -rf $(VENV)
