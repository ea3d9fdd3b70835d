# make pack   set up, build the Miracle Mile tour, say where it is
# make test   every test but the long ones
# make long   the tests that build by the dozen, crash at every step, or load large models
# make check  format, lint, types, layers
# make bench  how fast it is, as ratios
# make fuzz   spoilt files for every reader, ten minutes each (six hours; ARGS="--seconds 30 gpx" for less)
# make voice  how the narration sounds, measured: word errors, predicted quality (large, slow set-up)
# make soak   kills, full disks, races and damaged caches, by the hundred (some minutes)
# make clean  remove what was made here, and nothing else
# make lock   pin the dependencies anew (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := pack
.PHONY: pack test long check bench fuzz voice soak lock clean setup

pack: $(VENV)/.installed
	@$(BIN)/tourpack build .
	@echo "Play:  $(BIN)/tourpack serve --open; or send output/miracle-mile/miracle-mile.zip to a phone: listen.html says how."
	@echo "Print: output/miracle-mile/route-card-letter.pdf or route-card-a4.pdf, on both sides of the sheet."

# A part of their time the tests wait, for browsers most of all: three processes keep two cores busy, and a fourth would only
# begin all that a process shares once more. A file stays in one process, so that what its tests share is built once;
# tests/dealing.py says which file a process is given next.
# Python is started a thousand times: what it compiles is kept, whatever the environment says.
test long: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder -rs -m "not long" $(ARGS)

long: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 -rs -m long $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tourpack check .

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/bench.py $(ARGS)
	$(BIN)/python benchmarks/peers.py
	$(BIN)/python benchmarks/stops.py
	$(BIN)/python benchmarks/cluster.py
	$(BIN)/python benchmarks/player.py
	$(BIN)/python benchmarks/town.py

fuzz: $(VENV)/.installed-dev
	$(BIN)/python tools/fuzz.py $(ARGS)

voice: $(VENV)/.installed
	sh benchmarks/voice/run.sh

setup: $(VENV)/.installed

# A stamp newer than its sources means that nothing is asked of the network.
$(VENV)/.installed: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" UV="$(UV)" sh tools/setup.sh $(VENV) requirements.lock
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@PYTHON="$(PYTHON)" UV="$(UV)" sh tools/setup.sh $(VENV) requirements-dev.lock
	@touch $@

lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
		--group hatch pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 \
		--group hatch --group dev --extra kokoro --extra kokoro-es --extra pbf --extra cluster -c requirements.lock pyproject.toml -o requirements-dev.lock

# Only what was made here goes: tools/clean.py names what stays.
clean:
	@$(or $(wildcard $(BIN)/python),$(PYTHON)) tools/clean.py output/miracle-mile .tourpack
	rm -rf $(VENV)

soak: $(VENV)/.installed-dev
	PYTHONPATH=tests $(BIN)/python -m soak $(ARGS)
