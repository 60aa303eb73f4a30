#!/bin/sh
# usage: roundtrip.sh HOSO
# What the shipped templates compose can be read back: the sentences of a report, read by the shipped rules as one more report
# of the same place and day, give every number that was printed in them, and contradict nothing that the sources state.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"

# The body's paragraphs, one a line, without tables, charts, marks of sources and notes.
prose() { # tree
    awk '
        match($0, /^ */) { depth = RLENGTH / 2 }
        skip && depth > skip { next }
        { skip = 0 }
        /^ *(table|superscript|letterhead|chart|cards|caption|signature|note|findings|small)/ { skip = depth; next }
        /^ *appendix/ { exit }
        /^ *(heading|paragraph)/ && depth == 1 { if (line != "") print line "\n"; line = "" }
        /^ *text "/ { s = $0; sub(/^ *text "/, "", s); sub(/"$/, "", s); gsub(/\\"/, "\"", s); line = line s }
        END { if (line != "") print line }' "$1" |
        sed 's/\xc2\xa0/ /g; s/ ⚠//g; s/\([0-9%]\)\*/\1/g' | grep -v '^ *[⚠*]\|^Dấu\|^[IVX]*\. KIỂM TRA\|phép kiểm tra đạt'
}

# The numbers printed in the prose.
printed() { # tree
    awk '
        match($0, /^ */) { depth = RLENGTH / 2 }
        skip && depth > skip { next }
        { skip = 0 }
        /^ *(table|letterhead|chart|cards|caption|signature|note|findings)/ { skip = depth; next }
        /^ *appendix/ { exit }
        wanted && /^ *text "/ { s = $0; sub(/^ *text "/, "", s); sub(/[^0-9.,\/].*$/, "", s); print s; wanted = 0 }
        /^ *figure / { wanted = 1 }' "$1" | sed 's/\.$//' | LC_ALL=C sort
}

findings() { # workspace
    "$hoso" -C "$1" --quiet check --format csv 2>/dev/null | grep '^error\|^warning' | grep -v ',same-scope,' | cut -d, -f1-4 | LC_ALL=C sort || true
}

check() { # example, output, place, date
    w=$made/$1
    rm -rf "$w"
    cp -r "$root/examples/$1" "$w"
    rm -rf "$w/ra" "$w/.hoso"
    "$hoso" -C "$w" build --quiet --only "$2" --trace trace >/dev/null 2>&1 || fail "$1: $2 is not made"
    tree=$w/trace/${2%.pdf}.tree
    prose "$tree" >"$w/doc.txt"
    printed "$tree" >"$made/printed"
    [ "$(wc -l <"$made/printed")" -ge 8 ] || fail "$1: only $(wc -l <"$made/printed") numbers are printed in sentences"
    "$hoso" -C "$w" --quiet extract --place "$3" --date "$4" --format csv --coverage doc.txt 2>/dev/null |
        sed -n 's/^[^,]*,[0-9]*,[0-9]*,[0-9]*,"\{0,1\}\([0-9][0-9.,\/]*\).*,figure,.*/\1/p' | sed 's/[.,]$//' | LC_ALL=C sort >"$made/read"
    LC_ALL=C comm -23 "$made/printed" "$made/read" >"$made/lost"
    [ ! -s "$made/lost" ] || { fail "$1: $2 prints numbers that are not read back:"; cat "$made/lost" "$w/doc.txt" >&2; }
    findings "$w" >"$made/before"
    awk -v line="  - {files: doc.txt, place: $3, date: $4}" '{ print } /^sources:/ { print line }' "$w/hoso.yaml" >"$w/new.yaml"
    mv "$w/new.yaml" "$w/hoso.yaml"
    findings "$w" >"$made/after"
    LC_ALL=C comm -13 "$made/before" "$made/after" >"$made/found"
    [ ! -s "$made/found" ] || { fail "$1: what $2 says contradicts its sources:"; cat "$made/found" "$w/doc.txt" >&2; "$hoso" -C "$w" --quiet check >&2 || true; }
}

check lang-son ra/bao-cao-2022.pdf "tỉnh Lạng Sơn" 2022-12-31
check dinh-lap ra/bao-cao-2019.pdf "huyện Đình Lập" 2019-11-30
check tan-phong ra/bao-cao-2023.pdf "phường Tân Phong" 2023-09-29
check bac-ninh ra/bac-giang-2021.pdf "tỉnh Bắc Giang" 2021-12-31
check dien-bien ra/bao-cao-2021.pdf "tỉnh Điện Biên" 2021-12-31
check lang-son ra/dao-tao-2022.pdf "tỉnh Lạng Sơn" 2022-12-31
check dinh-lap ra/dao-tao-2019.pdf "huyện Đình Lập" 2019-11-30

# ---- every phrase that says what people are or have --------------------------------------------------------------------
grep -o '\["[a-z_.]*"\] = "[^"]*"' "$root/templates/bao-cao-nam.md" | sed 's/^\["//; s/"\] = "/|/; s/"$//' |
    while IFS='|' read -r id phrase; do
        printf 'Năm 2021, có 12 cán bộ, công chức cấp xã %s, chiếm 48%%.\n' "$phrase" >"$made/one.txt"
        for value in ",$id,count,12," ",$id,percent,48,"; do
            "$hoso" --quiet extract --place "huyện Sông Mẫu" --date 2021-12-31 --format csv "$made/one.txt" 2>/dev/null |
                grep -qF -- "$value" || echo "$id: $phrase ($value)"
        done
    done >"$made/phrases"
[ ! -s "$made/phrases" ] || fail "phrases that are not read back: $(cat "$made/phrases")"

[ $bad = 0 ] && echo "roundtrip: all that is composed is read back"
exit $bad
