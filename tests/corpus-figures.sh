#!/bin/sh
# usage: corpus-figures.sh HOSO
# Scores extraction on the real texts beside the repository, where they are. The floors stand a little below what is
# reached, so that a rule which helps one text and harms others is noticed.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
[ -x "$shared/tools/score-extract" ] || skip "../shared/tools is not here"
need python3

floor() { # corpus, core F1, full F1
    "$shared/tools/score-extract" "$hoso" "$shared/$1" | tee /dev/stderr |
        awk -v core="$2" -v full="$3" '$1 == "core" { c = $NF } $1 == "full" { f = $NF }
            END { exit !(c >= core && f >= full) }' || fail "$1: below core $2, full $3"
}
floor corpus 0.97 0.95
floor dev-corpus 0.96 0.92
exit $bad
