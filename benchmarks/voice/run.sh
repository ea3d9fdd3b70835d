#!/bin/sh
# run.sh [PROJECT]: build PROJECT's pack, listen to it, and hold it against the targets.
# Makes .venv-voice for itself, once (about 1 GB; more where pip finds only the build of torch for graphics cards).
set -eu
cd "$(dirname "$0")/../.."
project=${1:-.}
here=benchmarks/voice venv=.venv-voice tour=.venv/bin
heard=build/voice

if [ ! -e "$venv/.installed" ] || [ -n "$(find $here/requirements*.txt -newer "$venv/.installed")" ]; then
    echo "setting up $venv (a minute or two, once) ..."
    [ -x "$venv/bin/python" ] || "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r $here/requirements.txt
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r $here/requirements-alone.txt
    touch "$venv/.installed"
fi

"$tour/tourpack" build "$project"
"$tour/python" $here/prepare.py "$project" $heard
"$venv/bin/python" $here/evaluate.py $heard/look $heard/ref --json $heard/look.json
"$venv/bin/python" $here/evaluate.py $heard/other $heard/ref --json $heard/other.json --no-mos
"$tour/python" $here/sentences.py $heard/sentences
"$venv/bin/python" $here/evaluate.py $heard/sentences/wav $heard/sentences/ref --json $heard/sentences/heard.json --no-mos
"$tour/python" $here/passages.py "$project" $heard/passages
set --
for decibels in 10 0; do
    for speed in now before; do
        street=$heard/street-$decibels-$speed
        "$venv/bin/python" $here/street.py $heard/passages/$speed $street --snr $decibels
        "$venv/bin/python" $here/evaluate.py $street $heard/passages/ref --json $street.json --no-mos
    done
    set -- "$@" --street $decibels $heard/street-$decibels-now.json $heard/street-$decibels-before.json
done
"$venv/bin/python" $here/judge.py $heard/look.json $heard/other.json --sentences $heard/sentences/heard.json "$@"
