#!/bin/sh
# usage: one-fact.sh HOSO
# One fact, one number: where a figure of a source is changed, the sentence, the table, the charts and the annex of the dossier
# change alike, and nowhere does the old number stay.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"

# The report of the example alone: its text and its base year.
mkdir -p "$made/w/nguon"
cp "$root"/examples/dien-bien/nguon/*.txt "$made/w/nguon"
cat >"$made/w/hoso.yaml" <<'YAML'
language: vi
issuer: {parent: UBND tỉnh Điện Biên, name: Sở Nội vụ, place: Điện Biên, symbol: BC-SNV}
sources:
  - {files: nguon/bao-cao-2016.txt, place: tỉnh Điện Biên, date: 2016-12-31}
  - {files: nguon/bao-cao-2021.txt, place: tỉnh Điện Biên, date: 2021-12-31}
dossiers:
  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/a.pdf}
  - {template: phu-luc-so-lieu, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/b.pdf}
YAML

# Where in the trees a number stands: line of the tree without the number's digits, so that both can be held side by side.
stands() { # number
    grep -hF -- "$1" "$made"/w/trace/ra/*.tree | sed 's/[0-9.,]*[0-9]//g' | LC_ALL=C sort
}
build() {
    rm -rf "$made/w/trace" "$made/w/ra" "$made/w/.hoso"
    "$hoso" -C "$made/w" build --quiet --trace trace >"$made/out" 2>&1 || fail "build: $(cat "$made/out")"
}

build
stands 64,7 >"$made/before"
for kind in text mark chart; do
    case $kind in
    text) n=$(grep -c '^ *text "' "$made/before" || true) ;;
    mark) n=$(grep -c 'đại học chiếm' "$made/w/trace/ra/a.tree" || true) ;;
    chart) n=$(grep -c '"Đại học"' "$made/w/trace/ra/a.tree" || true) ;;
    esac
    [ "$n" -gt 0 ] || fail "the number does not stand in any $kind"
done
[ "$(wc -l <"$made/before")" -ge 6 ] || fail "the number stands only $(wc -l <"$made/before") times"

# Another level takes up the difference, so that the mix still makes 100%.
sed -i 's/đại học chiếm 64,7%/đại học chiếm 63,9%/; s/trung cấp chiếm 25,6%/trung cấp chiếm 26,4%/' "$made/w/nguon/bao-cao-2021.txt"
build
[ -z "$(stands 64,7)" ] || fail "the old number is still printed: $(stands 64,7)"
stands 63,9 >"$made/after"
diff -u "$made/before" "$made/after" >&2 || fail "the new number does not stand where the old one stood"

[ $bad = 0 ] && echo "one-fact: $(wc -l <"$made/before") places changed alike"
exit $bad
