#!/bin/sh
# usage: corpus-figures.sh HOSO
# Scores extraction on the real texts beside the repository, where they are: core F1 at least 0.85.
hoso=$(readlink -f "$1")
shared=$(cd "$(dirname "$0")/../.." && pwd)/shared
[ -x "$shared/tools/score-extract" ] || { echo "skipped: ../shared/tools is not here"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
scores=$("$shared/tools/score-extract" "$hoso" "$shared/corpus")
echo "$scores"
echo "$scores" | awk '/^core/ { f1 = $NF } END { exit !(f1 >= 0.85) }'
