# Two commands do everything: `make dataset` and `make test`.

PYTHON ?= $(shell command -v python3.11 || echo python3)
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export DVC_NO_ANALYTICS := 1
export GX_ANALYTICS_ENABLED := false
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help dataset test check docs readme lock clean

help: ## What can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

dataset: $(BIN)/.runtime ## Build and validate the dataset from seeds/
	$(BIN)/snakemake
	@$(BIN)/khabar summary

test: check ## All checks: style, types, the DAG's lint, every test
	$(BIN)/pytest -n 2 --dist loadfile

check: $(BIN)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile workflow/rules
	$(BIN)/snakemake --lint

docs: $(BIN)/.dev ## Write again what is generated from schemas/
	$(BIN)/khabar docs

readme: dataset ## Write again the picture and the excerpts in README.md (needs Graphviz)
	$(BIN)/snakemake --rulegraph 2>/dev/null | dot -Tsvg > docs/dag.svg
	$(BIN)/python docs/excerpts.py

lock: $(BIN)/.dev ## Resolve requirements/*.in into the hash-locked files
	$(BIN)/pip install --quiet uv
	for set in runtime dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-header --output-file requirements/$$set.lock requirements/$$set.in || exit 1; \
	done

clean: ## Remove what a build makes, except the release
	rm -rf .snakemake data/interim data/candidate

# The environment: from hash-locked files alone, nothing else from anywhere.
$(BIN)/python:
	$(PYTHON) -m venv .venv

$(BIN)/.runtime: requirements/runtime.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/.dev: requirements/dev.lock $(BIN)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@touch $@
