# Two commands: `make review` opens the review screen on samples/, `make test` runs the tests.
# Both set up .venv first: with uv where it is installed, else with plain venv and pip.

PY := .venv/bin/python
READY := .venv/.ready

.PHONY: review test lint bench pictures clean

review: $(READY)
	@.venv/bin/assay samples

test: $(READY)
	@$(PY) -m pytest

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
	rm -rf .venv

$(READY): requirements.lock pyproject.toml
	@sh .ci/setup
	@touch $@
