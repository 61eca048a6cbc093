# Everything runs from the project's own virtual environment, made on first use.
VENV := .venv
# What the virtual environment is made with; another one is named so: make PYTHON=python3.13 test
PYTHON := python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# uv, where it is found, does the same as pip and sooner.
PIP := $(if $(shell command -v uv 2>/dev/null),uv pip install --python $(BIN)/python,$(BIN)/pip install --disable-pip-version-check)
# A worker for each core and one more (tests/conftest.py), and each file as a whole to one of them.
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
# MkDocs prints an advertisement for its successor; a warning must never be normal.
export NO_MKDOCS_2_WARNING := 1

# What `check` is told besides, such as CHECK="--lang zh". Where a clone knows the project's main, it also asks for the
# addresses that have gone since the work left it, as a pull request is asked.
SINCE = $(shell git merge-base origin/main HEAD 2>/dev/null)
CHECK = $(if $(SINCE),--since $(SINCE))
# SKIN=material shows or builds the same pages in stock Material (overrides/material/).
SKIN =
LOOK := test_every_page_fits_the_screen_and_asks_nothing_of_another_host

.PHONY: serve test types pages quick test-system test-all nightly engines mutants bench check links quotes build renew lock clean

serve: $(READY) ## the guide at http://127.0.0.1:8000/, made anew when a file changes, without search and one-file edition
	$(BIN)/mkdocs serve $(if $(SKIN),--config-file mkdocs.$(SKIN).yml)

test: check $(VENV)/.browser ## style, types, data, every page, and each sort of page in a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/zizmor --offline --quiet --strict-collection --persona auditor .
	@$(MAKE) --no-print-directory --jobs 2 types pages # side by side: types are looked at on one core only

types: $(READY)
	$(BIN)/mypy

pages: $(READY) $(VENV)/.browser
	$(PYTEST) tests/site tests/unit

test-system: $(READY) $(VENV)/.browser $(VENV)/.nginx ## what takes longer: every page in a browser, commands, copies that are broken, servers, recipes
	$(PYTEST) tests/system

quick: check $(VENV)/.browser ## the check, then: do the pages say what the data say, and does a phone show them?
	$(PYTEST) tests/site/test_round_trip.py "tests/system/test_looks.py::$(LOOK)"

test-all: test test-system ## all that CI asks for

nightly: $(READY) $(VENV)/.browser $(VENV)/.nginx ## what takes too long for every push: each field changed, much random data, files spoiled, mutants
	GUIDE_EVERY_FIELD=1 $(BIN)/pytest --numprocesses auto tests/unit/test_mutation.py tests/system/timing.py \
		tests/system/test_clean.py tests/system/test_taken_over.py tests/system/test_every_page.py
	FUZZ_EXAMPLES=20000 $(BIN)/pytest --numprocesses auto tests/system/test_fuzz.py tests/system/test_fuzz_docs.py
	$(BIN)/python tests/support/havoc.py --cases 1000 --start $$(date +%j)000 # other ones on each day of a year
	$(BIN)/python tests/support/mutants.py
	$(BIN)/python tests/support/engines.py

engines: $(READY) ## other builders than MkDocs, each from the registry: do they tell the same?
	$(BIN)/python tests/support/engines.py

mutants: $(READY) $(VENV)/.browser ## break the code in known ways (tests/support/mutants.yml): do the tests notice each?
	$(BIN)/python tests/support/mutants.py

bench: $(READY) ## how much work the guide is, beside plain MkDocs with Material on the same content; as it is and larger
	@$(BIN)/python tests/support/bench.py $(BENCH)

check: $(READY) ## all that a change of data and prose is held to: what a hook before a commit and the workflows ask
	@$(BIN)/python -m guide check $(CHECK)
	@$(BIN)/python -m guide schema --names >/dev/null # the names that editors offer

links: $(READY) ## the links to other sites: does each still lead anywhere?
	@$(BIN)/python -m guide links --report .cache/links.html

quotes: $(READY) ## the quotes: does each source still say so? writes what it read to data/captures/
	@$(BIN)/python -m guide quotes --report .cache/quotes.html

build: $(READY) ## the site, in site/, in its place only when it is finished
	@$(BIN)/python -m guide build $(if $(SKIN),--skin $(SKIN))

renew: $(READY) ## schemas for editors, after a change of the model; what main renews by itself: the lock of translations, the journal
	@$(BIN)/python -m guide schema
	@$(BIN)/python -m guide translations --write
	@$(BIN)/python -m guide journal --write

lock: $(READY) ## renew requirements.lock from pyproject.toml
	$(BIN)/pip install --quiet 'pip-tools>=7.5'
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url \
		--no-emit-trusted-host --no-emit-find-links --extra test --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) site

# Before anything is installed: pip would only say that it finds no matching distribution.
define OLD
import sys
told = "needs Python 3.11 or later, and $(PYTHON) is %s; name another: make PYTHON=python3.13 ..." + \
    " / 需要 Python 3.11 或更新的版本，而 $(PYTHON) 是 %s；请另指定一个：make PYTHON=python3.13 …"
sys.exit(told % ((sys.version.split()[0],) * 2) if sys.version_info < (3, 11) else 0)
endef
export OLD

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c "$$OLD"
	@test ! -L $(VENV) || { echo "$(VENV): is a link; delete it / 这是链接，请删掉" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --quiet --require-hashes --requirement requirements.lock
	$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q hooks # once: where Python may not write what it has compiled, each command compiles anew
	touch $@

$(VENV)/.browser: $(READY) tests/support/browser.py
	$(BIN)/python tests/support/browser.py
	touch $@

$(VENV)/.nginx: $(READY)
	$(BIN)/python tests/support/webserver.py
	touch $@
