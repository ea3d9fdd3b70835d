#!/bin/sh
# setup.sh VENV LOCK: make VENV if need be, and install LOCK and this project into it.
# Every package is checked against a hash; nothing is built in isolation, which would fetch packages past the hashes.
set -eu
venv=$1 lock=$2
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "error: tourpack needs Python 3.11 or newer; this is $("$python" -V 2>&1)" >&2
    echo "  hint: make PYTHON=/path/to/python3.12" >&2
    exit 1
}
echo "setting up $venv from $lock (about a minute, once) ..."
if [ -n "${UV:-}" ]; then
    [ -x "$venv/bin/python" ] || "$UV" venv --quiet --python "$python" "$venv"
    "$UV" pip install --quiet --python "$venv/bin/python" --no-deps --require-hashes -r "$lock"
    "$UV" pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e .
else
    [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
