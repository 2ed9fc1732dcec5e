# Everything here works on a fresh machine with Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))

.PHONY: demo serve test check bench messages catalogues browser pictures requirements criteria trees format environment peers clean

demo: environment catalogues ## Serve a demo municipality on http://127.0.0.1:8000
	@$(RUN) -m webapp demo

serve: environment catalogues ## Serve for real; needs SECRET_KEY and an administrator
	@$(RUN) -m webapp serve

test: environment catalogues browser peers ## Run every test; HARNESS=whole looks at every page in every way
	$(RUN) -m pytest -n 2 --dist loadgroup

check: environment catalogues peers ## Style, types, architecture, catalogues, migrations
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m webapp check-messages
	$(RUN) -m webapp check-migrations
	$(RUN) -m tests.requirements --check
	$(RUN) -m tests.criteria --check

bench: environment catalogues browser ## Measure; prints, never fails on time
	$(RUN) -m tests.benchmarks

messages: environment ## Bring messages.pot and every catalogue up to date with the code
	$(RUN) -m webapp messages

pictures: environment catalogues browser ## Take the README's pictures again
	$(RUN) -m tests.browser.pictures

requirements: environment catalogues peers ## Set the tests beside what the policies demand, in REQUIREMENTS.md
	@$(RUN) -m tests.requirements

criteria: environment ## Say how each criterion of WCAG is held, in WCAG.md
	@$(RUN) -m tests.criteria

trees: environment catalogues browser ## Keep anew what a screen reader is told on the core journey
	TREES=anew $(RUN) -m pytest -q tests/browser/test_trees.py

format: environment
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

environment: $(READY)
$(READY): requirements.lock
	@echo "Installing what Rådslag needs (once; about a minute) …"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $(READY)

peers: $(PEERS)
$(PEERS): requirements-peers.lock $(READY)
	@echo "Installing libraries of others that the counting is compared with (once; some minutes) …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-peers.lock
	@touch $(PEERS)

catalogues: environment $(CATALOGUES)
translations/%/LC_MESSAGES/messages.mo: translations/%/LC_MESSAGES/messages.po | environment
	@$(RUN) -m webapp compile-messages $<

browser:
	@sh tests/browser/install.sh

clean:
	rm -rf $(VENV) instance
