# Gehoor, from nothing to a running house. `make` alone tells what there is.
# Needs Python 3.11, 3.12 or 3.13 with its venv module; everything else is set up here.

SHELL := /bin/bash
VENV := .venv
IN := $(VENV)/bin
LOCK := requirements.lock
# Installing compiles the translations.
TEXTS := $(wildcard src/gehoor/interfaces/*/locale/*/LC_MESSAGES/*.po)
PORT ?= 8000
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test bench messages shots lock clean

help: ## what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

demo: $(VENV)/.gehoor ## install, and start the services with example people and cases on this computer
	$(IN)/gehoor demo --port $(PORT) $(ARGS)

test: $(VENV)/.tests ## check everything: style, imports, unit tests on both databases, browser and service tests
	$(IN)/python -m tools.suite $(ARGS)

bench: $(VENV)/.tests ## measure what docs/bench.md reports
	$(IN)/python -m bench $(ARGS)

messages: $(VENV)/.tests ## gather the Dutch texts, bring the translations up to date, compile them
	$(IN)/python -m tools.messages

shots: $(VENV)/.tests ## take the pictures of the README and the look pages anew, from the demo
	$(IN)/python -m tools.shots $(ARGS)

lock: $(VENV)/.tests ## write down the versions that are installed now
	$(IN)/python -m tools.lock

clean: ## remove what was made here, except the demo's data
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# An environment that was made by hand is used as it is; one that lost its Python is made anew.
$(IN)/python:
	@python=$$(bash tools/find-python) && "$$python" -m venv --clear $(VENV)
	$(IN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.gehoor: $(IN)/python pyproject.toml hatch_build.py $(LOCK) $(TEXTS)
	$(IN)/python -m pip install --quiet --constraint $(LOCK) --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.gehoor
	$(IN)/python -m pip install --quiet --constraint $(LOCK) --editable '.[postgresql]' --group test
	@touch $@
