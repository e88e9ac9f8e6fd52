# make demo    install into .venv and lint a small shop, in colour
# make test    install what tests need, then lint, check types, run the tests
# make docs    build the site of the guide and the rules in build/site
# make bench   measure beside the peers
# Another Python: make PYTHON=python3.12 …

PYTHON ?= python3
BIN := .venv/bin
BUILT_FROM := pyproject.toml hatch_build.py src/listlint/text/build_tables.py src/listlint/text/table_file.py

.PHONY: demo test docs bench clean

demo: .venv/installed
	@cd fixtures/shops/demo && FORCE_COLOR=1 $(CURDIR)/$(BIN)/listlint check .; test $$? -le 1

test: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --cov --cov-report=term

docs: .venv/installed-docs
	$(BIN)/sphinx-build -q -W --keep-going docs build/site

bench: .venv/installed-test
	@for one in cold folder bulk loose table growth peak files editor; do echo; $(BIN)/python benches/$$one.py || exit 1; done

clean:
	rm -rf .venv build dist

.venv/installed: $(BIN)/python $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

.venv/installed-test: $(BIN)/python $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@ .venv/installed

.venv/installed-docs: $(BIN)/python $(BUILT_FROM)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@ .venv/installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "listlint needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
