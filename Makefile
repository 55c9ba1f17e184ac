# Everything here works on a machine with Python 3.11 or newer, git and make; nothing is installed by hand.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE ?= examples/european-expansion
OUT ?= demo

.PHONY: demo demo-history test check bench bench-evidence fuzz-map docs format clean

demo: $(VENV)/.installed ## validate a real strategy, draw its map, hold it against its readings
	$(BIN)/bsc validate $(EXAMPLE)
	$(BIN)/bsc map --strategy $(EXAMPLE) --status $(EXAMPLE)/readings -o $(OUT)/map.svg
	$(BIN)/bsc status --strategy $(EXAMPLE)
	@echo "The map is in $(OUT)/map.svg"

demo-history: $(VENV)/.installed ## a bad quarter in git: a target missed, quietly loosened, and caught
	rm -rf $(OUT)/bad-quarter
	$(BIN)/python examples/bad-quarter/make_history.py $(OUT)/bad-quarter
	-$(BIN)/bsc diff main quietly --strategy $(OUT)/bad-quarter
	-$(BIN)/bsc diff main decided --strategy $(OUT)/bad-quarter
	$(BIN)/bsc map --diff main --at decided --strategy $(OUT)/bad-quarter --status $(OUT)/bad-quarter/readings -o $(OUT)/change.svg
	@echo "The history is in $(OUT)/bad-quarter, what its branch 'decided' changes in $(OUT)/change.svg"

test: $(VENV)/.installed ## run the tests
	$(BIN)/python -m pytest

.PHONY: fuzz
fuzz: $(VENV)/.installed ## hostile cases without end: FUZZ_SECONDS for each test (60), FUZZ_SEED to see the same ones again
	PYTHONPATH=fuzz $(BIN)/python -m pytest -p fuzzing fuzz
	KILL_AT_EACH=1 $(BIN)/python -m pytest tests/test_crash_safety.py -k killed_at_any_moment
	WHOLE=1 $(BIN)/python -m pytest $(foreach each,every_command containment injection hostile_history,tests/test_$(each).py)
	AT_ONCE=200 $(BIN)/python -m pytest -n 0 tests/test_every_command.py -k at_once

check: $(VENV)/.installed ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed ## measure speed and memory, alone and against others; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks $(GROUPS)

bench-evidence: $(VENV)/.installed ## hold bsc evidence and bsc forecast against goals and peers; writes benchmarks/evidence/*.md
	$(BIN)/python -m benchmarks.evidence
	$(BIN)/python -m benchmarks.evidence.forecasts

fuzz-map: $(VENV)/.installed ## draw 300 generated strategies with fresh seeds and check each map; FIRST=N repeats
	BSC_MAP_FIRST=$(or $(FIRST),$(shell date +%s)) $(BIN)/python -m pytest tests/test_map_generated.py

docs: $(VENV)/.installed ## write the generated parts of docs/ and schemas/ anew
	$(BIN)/python scripts/generate.py

format: $(VENV)/.installed ## format the code
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format -q .

clean:
	rm -rf $(VENV) $(OUT)

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else f"bsc needs Python 3.11 or newer; {sys.executable} is {v[0]}.{v[1]}. Try: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@
