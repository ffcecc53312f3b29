# Everything a developer or CI runs. `make demo` and `make test` set up all they need.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-slow check docs package bench bench-store bench-nation soak soak-lowest soak-newest format clean

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "hytedata needs Python 3.11 or newer; name one: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[all]" --group dev
	touch $@

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/pytest -m "not slow and not live" -n auto

test-slow: $(READY)
	$(BIN)/pytest -m "slow and not live"

# Thousands of random histories for every law of the sync and of reading calendars, and new random examples for every
# property, instead of the fixed ones of `make test`; and the tests with other versions of the dependencies.
soak: $(READY) soak-lowest soak-newest
	$(BIN)/pytest tests/sync/test_law.py tests/sync/revert/test_laws.py tests/sync/test_state_machine.py tests/runs/events/test_read_laws.py --hypothesis-profile soak --timeout 3600
	$(BIN)/pytest -m "not slow and not live" --hypothesis-profile explore -n auto

# The fast tests with the oldest direct dependencies that pyproject.toml allows, and with the newest of all, each in an
# environment of its own. uv does not read pip's settings: an index of your own is named by UV_DEFAULT_INDEX.
soak-lowest: WITH := --resolution lowest-direct --group test
soak-lowest: ON := 3.11
soak-newest: WITH := --upgrade --group test --group interop
soak-newest: ON := $(BIN)/python
soak-lowest soak-newest: soak-%: $(READY)
	$(BIN)/uv venv --quiet --clear --no-python-downloads --python $(ON) .cache/$*
	$(BIN)/uv pip install --quiet --python .cache/$*/bin/python --editable ".[all]" $(WITH)
	.cache/$*/bin/python -m pytest -m "not slow and not live" -n auto

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/basedpyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python docs/make_reference.py --check
	$(BIN)/python docs/make_rules.py --check
	$(BIN)/python docs/make_schemas.py --check
	$(BIN)/python -m benchmarks.page --check

# The site of the documentation, in build/site. Any warning stops it; no other host is asked for anything.
docs: $(READY)
	$(BIN)/zensical build --strict --clean

# What is published, in dist: built as others build it, and checked.
package: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group release
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	@! grep -n FILL-IN publiccode.yml || echo "warning: whoever publishes hytedata fills in these lines of publiccode.yml"

# All benchmarks beside the stored run: a table, and build/bench.json. Best on a machine with nothing else to do.
bench: $(READY)
	$(BIN)/python -m benchmarks.run

# The same, kept as the stored run that others are compared with, and shown in docs/performance.md.
bench-store: $(READY)
	$(BIN)/python -m benchmarks.run --store

# Everything at once, for a whole country from simulated upstreams; takes a quarter of an hour.
bench-nation: $(READY)
	$(BIN)/python -m benchmarks.nation --out benchmarks/nation.json

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .cache demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
