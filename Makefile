# Two commands: `make run` and `make test`. Both begin with `make setup`; docs/operations.md has the rest.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-embedded lint lint-code lint-types lint-imports lint-spelling lint-migrations bench stop lock venv dev

PY := .venv/bin/python
PYTEST_ARGS ?= -n 2 --dist worksteal
# What the tests and their set-up started ends with them, unless somebody else works with it.
STOP_UNUSED := for which in --test ""; do $(PY) -m atest.embedded stop --unused $$which >/dev/null; done
# Typed strictly: what decides, writes, reads and fetches. The rest leans on Django's own untyped helpers.
APPS := briefings outreach priorities appropriations legislation decisions members common
LOOSE := admin apps urls adapter middleware forms filters tasks panels feeds exports checks
STRICT := atest/embedded common/pdf $(wildcard */services */sources */selectors */packet */composing atest/setup*.py atest/process.py) \
  $(filter-out $(foreach room,$(LOOSE),%/$(room).py),$(wildcard $(foreach app,$(APPS),$(app)/[!_]*.py)))

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile

setup: venv ## virtual environment, tables, first data
	@$(PY) -m atest.setup

run: venv ## set up, then web, worker and beat until Ctrl-C (PORT=8000)
	@$(PY) -m atest.process run

test: dev ## set up with the test requirements, then the whole test suite
	@$(PY) -m atest.setup
	@status=0; $(PY) -m pytest $(PYTEST_ARGS) || status=$$?; \
	$(STOP_UNUSED); exit $$status

# Pages were opened by the whole suite already, and look the same on any server.
test-embedded: dev ## what uses the database, on the embedded server whatever DATABASE_URL says
	@unset DATABASE_URL REDIS_URL; status=0; \
	$(PY) -m pytest -n 2 --dist worksteal -m "database and not browser and not pages" || status=$$?; \
	$(STOP_UNUSED); exit $$status

lint: dev lint-code lint-types lint-imports lint-spelling lint-migrations ## formatting, rules, types, imports, spelling, migrations

lint-code:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

lint-types:
	$(PY) -m mypy $(STRICT)

lint-imports:
	$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()" --config importlinter.toml

lint-spelling:
	$(PY) -m codespell_lib

lint-migrations:
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
