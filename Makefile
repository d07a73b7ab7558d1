# Every target sets itself up: a bare machine needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
NPM := $(shell command -v npm 2>/dev/null)
NODE_MODULES := $(if $(NPM),tests/js/node_modules/.installed)
DASHBOARD := $(if $(NPM),kauli/dashboard/index.html)

.DEFAULT_GOAL := help
.PHONY: help setup demo dashboard wheel test test-dashboard check format screenshots bench bench-nlu proof chaos lock clean

help:  ## List what can be made.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 22

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Kauli needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing Kauli into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.tools: requirements/dev.txt $(VENV)/.installed
	@echo "Installing what tests and checks need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.installed  ## Install Kauli into .venv (leaves .venv/bin/kauli).

demo: setup $(DASHBOARD)  ## Order a pizza, see the signed delivery arrive, keep serving.
	@$(BIN)/kauli demo

dashboard/node_modules/.installed: dashboard/package-lock.json
	@echo "Installing what the dashboard is built with ..."
	@cd dashboard && npm ci --silent && touch node_modules/.installed

kauli/dashboard/index.html: dashboard/node_modules/.installed dashboard/vite.config.ts \
		dashboard/index.html $(shell find dashboard/src dashboard/public -type f 2>/dev/null)
	@echo "Building the dashboard ..."
	@cd dashboard && npm run --silent build -- --logLevel warn

dashboard:  ## Build the dashboard (needs Node.js 20 or newer).
	@$(if $(NPM),,echo "The dashboard is built with Node.js 20 or newer, which is not here."; exit 1)
	@$(MAKE) --no-print-directory kauli/dashboard/index.html

wheel: setup dashboard  ## Pack Kauli and its dashboard into dist/.
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

tests/js/node_modules/.installed: tests/js/package-lock.json
	@echo "Installing what the tests in JavaScript need ..."
	@cd tests/js && npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules/.installed \
		|| echo "npm could not install it, so these tests are left out."

test: $(VENV)/.tools $(NODE_MODULES) test-dashboard  ## Run the whole test suite.
	@$(BIN)/python -m pytest -n 2 --dist worksteal

CHROMIUM := $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome))
# What is missing is named in one line, and is a fault where nothing may be left out.
LEFT_OUT := $(if $(KAULI_TEST_REQUIRE_ALL),exit 1,true)

test-dashboard: setup $(if $(NPM),dashboard/node_modules/.installed $(DASHBOARD))
ifeq ($(NPM),)
	@echo "Left out: the dashboard's tests, because Node.js is not here"; $(LEFT_OUT)
else
	@cd dashboard && npm run --silent test -- --reporter=dot
ifeq ($(CHROMIUM),)
	@echo "Left out: the browser tests, because Chromium is not here"; $(LEFT_OUT)
else
	@cd dashboard && npm run --silent browser
endif
endif

screenshots: setup $(DASHBOARD)  ## Take pictures of every page of the dashboard.
	@cd dashboard && npm run --silent screenshots

check: $(VENV)/.tools  ## Format, lint, types and import contracts.
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
ifeq ($(NPM),)
	@echo "Left out: the dashboard's checks, because Node.js is not here"; $(LEFT_OUT)
else
	@$(MAKE) --no-print-directory dashboard/node_modules/.installed
	@cd dashboard && npm run --silent check && sh scripts/types.sh --check
endif

format: $(VENV)/.tools  ## Rewrite the code in the project's format.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(if $(NPM),cd dashboard && npm run --silent format)

bench: $(VENV)/.tools  ## Measure against bare baselines in the same run.
	@$(BIN)/python -m benchmarks

NLU := build/bench-nlu

$(NLU)/.peers: requirements/bench-nlu.txt benchmarks/nlu/nlpjs/package-lock.json benchmarks/nlu/nlpjs/worker.js
	@mkdir -p $(NLU)/nlpjs
	@echo "Installing what recognition is measured against into $(NLU) ..."
	@$(PYTHON) -m venv $(NLU)/venv
	@$(NLU)/venv/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $<
	@cp benchmarks/nlu/nlpjs/package.json benchmarks/nlu/nlpjs/package-lock.json \
		benchmarks/nlu/nlpjs/.npmrc benchmarks/nlu/nlpjs/worker.js $(NLU)/nlpjs/
	@if command -v npm >/dev/null; then cd $(NLU)/nlpjs && npm ci --silent; fi
	@touch $@

bench-nlu: $(VENV)/.tools $(NLU)/.peers  ## Measure intent recognition against what else people take.
	@$(BIN)/python -m benchmarks.nlu

proof: $(VENV)/.tools  ## Kill Kauli with -9 while people order, and count what arrives.
	@$(BIN)/python -m benchmarks.faults

chaos: $(VENV)/.tools  ## Deliver to sick receivers while workers die, and count what arrives.
	@$(BIN)/python -m benchmarks.chaos

lock: $(VENV)/.tools  ## Pin the newest allowed versions again.
	@$(PIP) install uv
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate pyproject.toml --extra order-desk --group build -o requirements/runtime.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate -c requirements/runtime.txt \
		pyproject.toml --extra order-desk --extra nlu --group build --group dev -o requirements/dev.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate requirements/bench-nlu.in -o requirements/bench-nlu.txt

clean:  ## Remove what was built.
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
