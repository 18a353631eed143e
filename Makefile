# Two commands: `make review` opens the review screen on samples/, `make test` runs the tests.
# Both set up .venv first: with uv where it is installed, else with plain venv and pip.

PY := .venv/bin/python
READY := .venv/.ready

.PHONY: review test test-formats lint bench pictures clean

review: $(READY)
	@.venv/bin/assay samples

# Most of the suite waits for terminals and disks, so that more processes than processors pay off.
test: $(READY)
	@$(PY) -m pytest -n 4 --dist loadfile

# The formats of other tools against those tools' own packages, in an environment of its own (large).
test-formats: $(READY)
	@sh .ci/setup-formats
	@.venv-formats/bin/python -m pytest -o addopts="--import-mode=importlib -q" tests/outside

lint: $(READY)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports

bench: $(READY)
	@$(PY) -m bench

pictures: $(READY)
	@$(PY) docs/pictures.py

clean:
	rm -rf .venv .venv-formats

$(READY): requirements.lock pyproject.toml
	@sh .ci/setup
	@touch $@
