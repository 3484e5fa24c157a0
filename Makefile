# One word per chore. Nothing but Python 3.11+, pip, git and make is expected on the machine.
.DELETE_ON_ERROR:
PY ?= python3
V := .venv
LOCKS := requirements-uv.txt requirements.txt requirements-dev.txt
STAMP := $(V)/.installed-$(shell cat $(LOCKS) pyproject.toml | cksum | cut -d' ' -f1)
RUN := $(V)/bin

.PHONY: demo test check bench bench-nlp quality lock clean
demo: $(STAMP)
	@$(RUN)/bereik demo

test: $(STAMP)
	@echo "== tests: SQLite always; PostgreSQL and Chromium where they are installed"
	@$(RUN)/python -m pytest

check: $(STAMP)
	@echo "== ruff";        $(RUN)/ruff check .
	@echo "== ruff format"; $(RUN)/ruff format --check .
	@echo "== mypy";        $(RUN)/mypy
	@echo "== imports";     $(RUN)/lint-imports

bench: $(STAMP)
	@for file in bench/bench_*.py; do echo "== $$file"; $(RUN)/python $$file || exit 1; done

bench-nlp: $(STAMP)
	@for name in language tagging topics types recurring rising; do \
	  echo "== bench/bench_$$name.py"; $(RUN)/python bench/bench_$$name.py || exit 1; done

# Every figure beside its target, into docs/quality.md. PUBLIC=folder adds public test sets that are not shipped.
quality: $(STAMP)
	@$(RUN)/python bench/quality.py $(if $(PUBLIC),--public $(PUBLIC))

# New versions: hashes yes, index addresses no.
lock: $(STAMP)
	@for name in requirements requirements-dev requirements-uv; do \
	  echo "== locking $$name"; \
	  $(RUN)/uv pip compile -q --upgrade --generate-hashes --universal --python-version 3.11 \
	    --no-header --no-emit-index-url $$name.in -o $$name.txt || exit 1; done

clean:
	rm -rf $(V) .mypy_cache .ruff_cache .import_linter_cache

# Installs once per set of locks. USE_PIP=1 goes without uv (slower; for mirrors that only pip knows).
$(STAMP):
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Bereik needs Python 3.11 or newer; say make PY=/path/to/python3.11"; exit 1; }
	@echo "== 1/4 a fresh environment in $(V)"
	@rm -rf $(V); $(PY) -m venv $(V)
ifdef USE_PIP
	@echo "== 2/4 pip (USE_PIP is set)"
	@echo "== 3/4 about 110 packages, checked by hash: two to three minutes"
	@$(RUN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-uv.txt -r requirements.txt -r requirements-dev.txt
	@echo "== 4/4 Bereik itself"
	@$(RUN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
else
	@echo "== 2/4 the installer, checked by hash"
	@$(RUN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-uv.txt
	@echo "== 3/4 about 110 packages, checked by hash: under a minute on a good line"
	@$(RUN)/uv pip sync -q --require-hashes --python $(V)/bin/python $(LOCKS)
	@echo "== 4/4 Bereik itself"
	@$(RUN)/uv pip install -q --python $(V)/bin/python --no-deps --no-build-isolation -e .
endif
	@touch $@; echo "== ready"
