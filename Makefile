# Everything runs in a local environment that is made once and made anew only when a lock changes.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
# How many tests run at once (one more than there are cores: they wait for browsers), and which: all
# of them unless told (TESTS=tests/browser).
CORES ?= 3
TESTS :=
# The commit that figures are compared with.
SINCE := origin/main
# Where a report or a proposal is written; the workflows say so.
OUT :=
BIN := .venv/bin
STYLE = $(BIN)/ruff format --check -q . && $(BIN)/ruff check -q .
SITE_READY := .venv/.site-ready
DEV_READY := .venv/.dev-ready
# What Python has compiled is kept in .venv and __pycache__, which git ignores, also on machines that
# are set up to write none: each of the many programs would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help serve build offline check add reviewed explained publishable test access lint format bench golden forms watch proposal images stage screenshots factsheet lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

serve: $(SITE_READY) ## build the site and show it at http://127.0.0.1:8000/, again at every save
	@$(BIN)/python scripts/serve.py --port $(PORT)

build: $(SITE_READY) ## check, build and verify the site into site/
	@$(BIN)/python scripts/build.py

offline: $(SITE_READY) ## build, and write offline.zip: the pages to read without a network
	@$(BIN)/python scripts/build.py --offline

check: $(SITE_READY) ## check the data file and the pages, and build nothing
	@$(BIN)/python scripts/build.py --check

# What is given to `make add` may hold anything: the environment hands it over as it was typed, so
# that make does not expand it and no shell reads it.
ifneq ($(filter add,$(MAKECMDGOALS)),)
FIELDS := $(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name)))
FIELDS := $(filter-out PYTHON PORT CORES TESTS OUT,$(FIELDS))
$(foreach name,$(FIELDS),$(eval override $(name) := $$(value $(name))))
export $(FIELDS)
endif

add: export ADD_GIVEN = $(FIELDS)
add: $(SITE_READY) ## add a record to the data file (MEASURE=released VALUE=300 …); it asks for what lacks
	@$(BIN)/python scripts/add.py

reviewed: $(SITE_READY) ## note that PAGE (women, or ar/women) says the same as its twin
	@test -n "$(PAGE)" || { echo "expected a page, such as: make reviewed PAGE=women" >&2; exit 1; }
	@$(BIN)/python scripts/build.py --reviewed "$(PAGE)"

explained: $(SITE_READY) ## refuse figures that changed since SINCE (origin/main) without a correction
	@$(BIN)/python scripts/changed_figures.py --refuse "$(SINCE)"

publishable: $(SITE_READY) ## check, and refuse what may be built but not published yet
	@$(BIN)/python scripts/build.py --publishable

test: $(DEV_READY) ## check the style, run every test (TESTS=tests/test_add.py: only these)
	@$(STYLE)
	@$(BIN)/python -m pytest -n $(CORES) --dist loadfile --no-loadscope-reorder $(TESTS)

access: $(DEV_READY) ## look for faults of access on all of every page in every mode, with axe
	@AXE=whole $(BIN)/python -m pytest -q -n $(CORES) --dist load tests/browser/test_access.py

lint: $(DEV_READY) ## check the style and the types of the code
	@$(STYLE)
	@$(BIN)/mypy

format: $(DEV_READY) ## put the code into the project's style
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

bench: $(DEV_READY) ## measure the figures layer, a large record, and search, weight and speed beside the stock theme's
	@$(BIN)/python tests/bench/figures_layer.py
	@$(BIN)/python tests/bench/search.py
	@$(BIN)/python tests/bench/scale.py
	@$(BIN)/python tests/bench/weight.py

golden: $(DEV_READY) ## rewrite the golden files after an intended change, to be read in the diff
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests || true
	@git status --short tests

forms: $(SITE_READY) ## write the choices of the issue forms anew, after a change of measures, places or pages
	@$(BIN)/python scripts/issue_forms.py

watch: $(SITE_READY) ## look at the links of the sources, archived copies, old figures, ends of support
	@$(BIN)/python scripts/watch.py $(if $(OUT),--out "$(OUT)")

proposal: $(SITE_READY) ## turn an accepted issue into a change of the data file, as accepted.yml does
	@$(BIN)/python scripts/from_issue.py "$(OUT)"

images: $(DEV_READY) ## draw the icons and social images anew with a browser, to be committed
	@$(BIN)/python scripts/images.py

stage: $(DEV_READY) ## write plain Markdown into .build/staged/ and build a site from it with Zensical
	@$(BIN)/python scripts/stage.py --build

screenshots: $(DEV_READY) build ## picture every page, phone and desktop, light and dark (PAGE=women: only these)
	@$(BIN)/python scripts/screenshots.py $(PAGE)

factsheet: $(DEV_READY) build ## print the fact sheets as PDF files into factsheet/
	@$(BIN)/python scripts/factsheet.py

lock: ## resolve the pinned dependencies again into the three lock files
	@$(PYTHON) -m venv .venv-lock
	@.venv-lock/bin/python -m $(PIP_INSTALL) -r requirements-install.txt
	@set -e; for lock in "-install.txt --group install" ".txt pyproject.toml" "-dev.txt pyproject.toml --group dev"; do \
	  .venv-lock/bin/uv pip compile --universal --python-version 3.11 -q --generate-hashes \
	    --no-emit-index-url --no-header -o requirements$$lock; done
	@rm -rf .venv-lock

clean: ## remove what was built and installed
	@rm -rf .venv .build .serve site screenshots factsheet offline.zip

# uv installs within seconds what keeps pip busy for most of a minute. Where it cannot (a machine that
# it has no program for, an index that only pip has been told of), pip does it.
PIP_INSTALL := pip install -q --disable-pip-version-check --require-hashes --no-compile
install = $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(1) \
  $(if $(PIP_INDEX_URL),--default-index "$(PIP_INDEX_URL)") || $(BIN)/python -m $(PIP_INSTALL) -r $(1)

$(SITE_READY): requirements.txt requirements-install.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed (make PYTHON=… to choose one)" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing what the site needs …"
	@$(BIN)/python -m $(PIP_INSTALL) -r requirements-install.txt || true
	@$(call install,requirements.txt)
	@touch $@

$(DEV_READY): requirements-dev.txt $(SITE_READY)
	@echo "installing what the tests need …"
	@$(call install,requirements-dev.txt)
	@touch $@
