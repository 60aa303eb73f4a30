#!/bin/sh
# usage: examples.sh HOSO [--accept]
# Every example but the large one builds clean, and its dossiers say what they said: tests/examples/NAME.paper holds the lines of
# text of each page, NAME.said the messages. Sheets of single units (in folders of their own) are represented by their first.
# NAME.traces has a digest of each dossier's whole trace: places on the page count too.
# --accept shows the differences and takes them over.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
accept=${2:-}

# The trace as lines of text: words of one height, one after the other, are a line; a run that begins anew further on is set apart.
lines() { # trace
    awk '
        function put() { if (line != "") print line; line = "" }
        $1 == "page" { put(); print "-- page " $2; y = ""; next }
        $1 == "text" {
            word = $0; for (i = 0; i < 7; i++) sub(/^[^ ]* /, "", word)
            first = substr(word, 1, 1); word = substr(word, 2)
            if (y == "" || ($5 - y) * ($5 - y) > 36000000) put() # marks of sources stand less than 6 points higher
            else if (first == "|" && ($4 - x > 9000 || $4 < x)) line = line "  "
            y = $5; x = $4
            line = line (first == "_" ? " " : "") word
        }
        END { put() }' "$1"
}

compare() { # expected, got
    if [ ! -f "$1" ] || ! diff -u "$1" "$2" >"$made/diff"; then
        if [ "$accept" = --accept ]; then
            [ ! -f "$1" ] || cat "$made/diff"
            cp "$2" "$1"
        else
            fail "$1 differs"
            cat "$made/diff" >&2
        fi
    fi
}

for folder in "$root"/examples/*/; do
    name=$(basename "$folder")
    [ "$name" != dien-bien ] || continue # tests/e2e.sh
    [ -f "$folder/hoso.yaml" ] || continue
    w=$made/$name
    cp -r "$folder" "$w"
    rm -rf "$w/ra" "$w/.hoso"
    wanted=0
    [ "$name" != kiem-tra ] || wanted=1 # its figures are wrong on purpose
    got=0
    (cd "$w" && "$hoso" build --trace trace >"$made/list" 2>"$made/said") || got=$?
    [ $got = $wanted ] || { fail "$name: build ends with $got"; cat "$made/said" >&2; }
    ! grep -q ': lỗi: \|: cảnh báo: ' "$made/said" || fail "$name: $(grep ': lỗi: \|: cảnh báo: ' "$made/said")"
    find "$w/ra" -name '*.pdf' | LC_ALL=C sort >"$made/pdfs"
    [ "$(wc -l <"$made/pdfs")" = "$(wc -l <"$made/list")" ] || fail "$name: $(wc -l <"$made/pdfs") files for $(wc -l <"$made/list") dossiers"
    if command -v qpdf >/dev/null; then
        while IFS= read -r pdf; do
            qpdf --check "$pdf" >"$made/qpdf" 2>&1 || fail "qpdf --check $pdf: $(cat "$made/qpdf")"
        done <"$made/pdfs"
    fi
    find "$w/trace" -name '*.trace' | LC_ALL=C sort >"$made/all"
    # All that stand in ra/ itself, the first of each folder below.
    awk -F/ '{ folder = $0; sub(/\/[^\/]*$/, "", folder) } folder ~ /\/trace\/ra$/ || !seen[folder]++' "$made/all" |
        while IFS= read -r trace; do
            echo "== ${trace#"$w/trace/"}"
            lines "$trace"
        done >"$made/paper"
    compare "$root/tests/examples/$name.paper" "$made/paper"
    compare "$root/tests/examples/$name.said" "$made/said"
    (cd "$w/trace" && find . -name '*.trace' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$made/traces"
    compare "$root/tests/examples/$name.traces" "$made/traces"
done

# ---- together they show everything -------------------------------------------------------------------------------------
for template in "$root"/templates/*.md; do
    grep -q "template: $(basename "$template" .md)," "$root"/examples/*/hoso.yaml || fail "no example uses $template"
done
for kind in stacked-100 slope line bars ranking multiples; do
    grep -qr "chart $kind" "$made"/*/trace || fail "no example has a chart of the kind $kind"
done
for charset in TCVN3 VNI Windows-1258 UTF-16LE 'UTF-8, có'; do
    grep -qh "đọc theo $charset" "$root"/tests/examples/*.said || fail "no example has a source in $charset"
done
for folder in "$root"/examples/*/; do
    [ -f "$folder/hoso.yaml" ] || continue
    cp -r "$folder" "$made/checked-$(basename "$folder")"
    "$hoso" -C "$made/checked-$(basename "$folder")" check --quiet --format csv 2>/dev/null || true
done | cut -d, -f1,2 | grep -v '^pass' | cut -d, -f2 | sort -u >"$made/found"
for id in $(sed -n 's/^    {"\([a-z-]*\)", \..*/\1/p' "$root/lib/check/check.c"); do
    [ "$id" != missing-unit ] || continue # told of units that were merged and lack their parts
    grep -qx "$id" "$made/found" || fail "no example shows what the check $id finds"
done

[ $bad = 0 ] && echo "examples: all build clean and say what they said"
exit $bad
