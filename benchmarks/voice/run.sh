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
for traffic in 10-1 10-2 10-3 5-1 0-1; do # decibels and the hour: at 10 dB little is lost, and one hour would be chance
    decibels=${traffic%-*} street=$heard/street-$traffic
    for speed in now before; do
        "$venv/bin/python" $here/street.py $heard/passages/$speed $street-$speed \
            --by $heard/passages/before --snr "$decibels" --hour "${traffic#*-}"
        "$venv/bin/python" $here/evaluate.py $street-$speed $heard/passages/ref --json $street-$speed.json --no-mos
    done
    set -- "$@" --street "$decibels" $street-now.json $street-before.json
done
"$tour/python" $here/judge.py $heard/look.json $heard/other.json --project "$project" \
    --sentences $heard/sentences/heard.json "$@"
