#!/bin/sh
# usage: commune-check.sh IN OUT
# Holds what commune-dossier wrote to OUT against IN/docs/ID.json: every heading and paragraph, every row of both tables. A
# few rows may be otherwise: 2 of 32 are 6,3% by hoso, which rounds halves up, and 6,2% by the strings, rounded to even.
set -eu
in=$1
out=$2
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
bad=0 n=0 all=0 other=0
for json in "$in"/docs/*.json; do
    id=$(basename "$json" .json)
    # The text in one line, page numbers left out.
    pdftotext -layout "$out/$id.pdf" - | tr '\f' '\n' | awk 'NF && !(NF == 1 && $1 ~ /^[0-9]+$/)' | tr -s ' \n' ' ' >"$made/text"
    # ["p","..."] of the body; rows of the first table; of the second the numbers, for titles of posts are broken.
    tr -d '\n' <"$json" | sed 's/\],\[/\n/g; s/\[\[/\n/g; s/\]\]/\n/g' |
        sed -n -e 's/^"[hp]","\(.*\)"$/\1/p' \
            -e '/^"20[0-9]*","[0-9.]*","[0-9,%]*"/{s/","/ /g; s/"//g; p}' \
            -e 's/^"[0-9]*","20[0-9]*","[^"]*","\([0-9.]*\)","\([0-9.]*\)","\([0-9,%]*\)","\([0-9.]*\)"$/\1 \2 \3 \4/p' >"$made/strings"
    [ "$(wc -l <"$made/strings")" -ge 80 ] || { echo "$id: only $(wc -l <"$made/strings") strings to look for" >&2; bad=1; }
    while IFS= read -r text; do
        grep -qF -- "$text" "$made/text" || { echo "$id: not found: $text" >&2; other=$((other + 1)); }
        all=$((all + 1))
    done <"$made/strings"
    n=$((n + 1))
done
echo "$n dossiers held against $all strings, $other are otherwise"
[ $((other * 100)) -le "$all" ] || bad=1
exit $bad
