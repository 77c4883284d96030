# Two commands: `make run` and `make test`. Both begin with `make setup`; docs/operations.md has the rest.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench stop lock venv dev

PY := .venv/bin/python
PYTEST_ARGS ?=

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

setup: venv ## virtual environment, tables, first data
	@$(PY) -m atest.setup

run: venv ## set up, then web, worker and beat until Ctrl-C (PORT=8000)
	@$(PY) -m atest.process run

test: dev ## set up with the test requirements, then the whole test suite
	@$(PY) -m atest.setup
	@status=0; $(PY) -m pytest $(PYTEST_ARGS) || status=$$?; \
	$(PY) -m atest.embedded stop --test --unused >/dev/null; exit $$status

lint: dev ## formatting, rules, types, imports, spelling, migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy $(STRICT)
	$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()" --config importlinter.toml
	$(PY) -m codespell_lib
	$(PY) manage.py makemigrations --check --dry-run

bench: dev ## time what must stay fast, as ratios to a baseline
	@$(PY) -m atest.setup
	@$(PY) -m tests.bench

stop: venv ## stop `make run` and the embedded databases
	@$(PY) -m atest.process stop

lock: dev ## pin the requirements of pyproject.toml anew, with hashes
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade pyproject.toml -o requirements.txt
	$(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

venv:
	@sh atest/setup_venv.sh requirements.txt

dev:
	@sh atest/setup_venv.sh requirements-dev.txt
