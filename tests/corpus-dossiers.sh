#!/bin/sh
# usage: corpus-dossiers.sh HOSO
# A dossier from each of the real texts beside the repository, from that text alone: each is built, says whose it is, prints
# figures that can be followed, and shows no empty table.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
corpus=$shared/corpus
[ -f "$corpus/sources.csv" ] || skip "../shared/corpus is not here"
need pdftotext qpdf

# The year of a text without a date is that of the last report it speaks of; here any will do that has figures.
year_of() { # name date
    case $2 in
    ????-*) echo "${2%%-*}" ;;
    *) "$hoso" extract --format csv "$corpus/$1" 2>/dev/null | awk -F, 'NR > 1' | grep -o ',20[0-9][0-9],' | tr -d , | sort | uniq -c | sort -rn | awk 'NR == 1 { print $2 }' ;;
    esac
}

tail -n +2 "$corpus/sources.csv" | tr -d '\r' >"$made/list"
while IFS=, read -r name place date; do
    w=$made/${name%.txt}
    mkdir -p "$w/nguon"
    cp "$corpus/$name" "$w/nguon/"
    year=$(year_of "$name" "$date")
    cat >"$w/hoso.yaml" <<YAML
language: vi
date: 2024-01-15
issuer: {name: Phòng Nội vụ, place: $place, symbol: BC-PNV}
sources:
  - {files: nguon/$name, place: $place${date:+, date: $date}}
dossiers:
  - {template: bao-cao-nam, for: $place, years: [${year:-2020}], output: ra/ho-so.pdf}
YAML
    if ! "$hoso" -C "$w" build >"$w/out" 2>"$w/err"; then
        fail "$name: $(tail -n 4 "$w/err")"
        continue
    fi
    pdf=$w/ra/ho-so.pdf
    qpdf --check "$pdf" >/dev/null 2>&1 || fail "$name: qpdf complains"
    pdftotext -layout "$pdf" "$w/text" 2>"$w/poppler"
    [ ! -s "$w/poppler" ] || fail "$name: poppler complains: $(head -n 1 "$w/poppler")"
    grep -qiF -- "${place#* }" "$w/text" || fail "$name: the dossier does not name $place"
    "$hoso" -C "$w" build --trace trace >/dev/null 2>&1 || fail "$name: build --trace"
    evidence=$(grep -c 'figure.*evidence' "$w/trace/ra/ho-so.tree" || true)
    echo "$name: $place, $year: $evidence figures with evidence, $(pdfinfo "$pdf" 2>/dev/null | awk '/^Pages/ { print $2 }') pages"
    # A table without a single row below its head.
    awk '/^ *table/ { if (open && rows == 0) bad = 1; open = 1; rows = 0; depth = match($0, /[^ ]/) }
         open && /^ *row/ && !/head/ { rows++ }
         open && match($0, /[^ ]/) <= depth && !/^ *table/ { if (rows == 0) bad = 1; open = 0 }
         END { exit bad || (open && rows == 0) }' "$w/trace/ra/ho-so.tree" || fail "$name: an empty table"
done <"$made/list"
exit $bad
