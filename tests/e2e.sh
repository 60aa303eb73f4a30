#!/bin/sh
# usage: e2e.sh HOSO
# The example from its sources to its PDFs: what is on the pages, the same bytes whatever the number of workers and the
# environment, and files that readers take without a word.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
need pdftotext pdffonts pdfinfo qpdf

sums() { (cd "$1" && find ra -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum); }

# ---- the same bytes -------------------------------------------------------------------------------------------------
for way in one two bare odd; do
    cp -r "$root/examples/dien-bien" "$made/$way"
    rm -rf "$made/$way/ra" "$made/$way/.hoso"
done
"$hoso" -C "$made/one" build --jobs 1 >"$made/one.out" 2>"$made/one.err" || fail "build --jobs 1: exit $?: $(tail -n 5 "$made/one.err")"
LC_ALL=C.UTF-8 TZ=Asia/Ho_Chi_Minh "$hoso" -C "$made/two" build --jobs 2 >"$made/two.out" 2>"$made/two.err" || fail "build --jobs 2: exit $?"
# What libraries would take from the environment: another shaper, settings without SHA-256, fonts, code, folders that are not there.
printf 'openssl_conf = i\n[i]\nproviders = p\n[p]\nbase = b\n[b]\nactivate = 1\n' >"$made/openssl.cnf"
HB_SHAPER_LIST=fallback OPENSSL_CONF=$made/openssl.cnf FONTCONFIG_FILE=/nowhere LUA_INIT='os.exit(1)' LUA_PATH=/nowhere HOME=/nowhere TMPDIR=/nowhere \
    "$hoso" -C "$made/odd" build --jobs 2 >"$made/odd.out" 2>"$made/odd.err" || fail "build in an odd environment: exit $?: $(tail -n 3 "$made/odd.err")"
env -i LANG=C ${HOSO_DATA:+HOSO_DATA="$HOSO_DATA"} "$hoso" -C "$made/bare" build --jobs 8 >"$made/bare.out" 2>"$made/bare.err" || fail "build in an empty environment: exit $?"
sums "$made/one" >"$made/one.sums"
for way in two bare odd; do
    sums "$made/$way" | cmp - "$made/one.sums" || fail "$way: other bytes than with one worker"
    cmp "$made/one.out" "$made/$way.out" || fail "$way: another list than with one worker"
    cmp "$made/one.err" "$made/$way.err" || fail "$way: other messages than with one worker"
done

# ---- nothing is made twice ------------------------------------------------------------------------------------------
n=$(wc -l <"$made/one.sums")
"$hoso" -C "$made/one" build --format csv >"$made/again.csv" 2>/dev/null || fail "second build: exit $?"
[ "$(grep -c '^fresh,' "$made/again.csv")" = "$n" ] || fail "second build: $(grep -vc '^fresh,' "$made/again.csv") lines are not fresh"
"$hoso" -C "$made/one" build --force --quiet >/dev/null 2>&1 || fail "build --force: exit $?"
sums "$made/one" | cmp - "$made/one.sums" || fail "a forced build gives other bytes"

province=$made/one/ra/bao-cao-2021.pdf
first=$(find "$made/one/ra" -name '*.pdf' ! -path "$province" | LC_ALL=C sort | head -n 1)
rm "$province"
printf x >>"$first"
"$hoso" -C "$made/one" build --format csv >"$made/again.csv" 2>/dev/null || fail "build of a lost and a damaged file: exit $?"
[ "$(grep -c '^built,' "$made/again.csv")" = 2 ] || fail "a lost and a damaged file: $(grep -c '^built,' "$made/again.csv") were made"
grep -q '^built,ra/bao-cao-2021.pdf,.*,missing,' "$made/again.csv" || fail "the lost file is not called missing"
grep -q '^built,.*,damaged,' "$made/again.csv" || fail "the damaged file is not called so"
sums "$made/one" | cmp - "$made/one.sums" || fail "after the repair: other bytes"
find "$made/one/.hoso/runs" -name '*.json' | grep -q . || fail "no run record"

# ---- what the pages say ---------------------------------------------------------------------------------------------
pdftotext -layout "$province" "$made/province.txt" 2>"$made/poppler.err"
for text in 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' '1.279' '64,7%' '19,6%' '45,1' '99,5'; do
    grep -qF -- "$text" "$made/province.txt" || fail "the province's dossier does not say: $text"
done
pdfinfo "$province" >"$made/info" 2>>"$made/poppler.err"
grep -q '^Title: *[^ ]' "$made/info" || fail "the dossier has no title"
qpdf --qdf --object-streams=disable "$province" "$made/plain.pdf" || fail "qpdf cannot unfold the dossier"
grep -aq '/Lang' "$made/plain.pdf" || fail "the dossier has no language"
grep -aq '/Outlines' "$made/plain.pdf" || fail "the dossier has no bookmarks"

# Each figure of the body is a link into the annex, and each entry of the annex leads back: as many links at least as
# figures that the tree prints with evidence.
"$hoso" -C "$made/two" build --only ra/bao-cao-2021.pdf --trace trace >/dev/null 2>&1 || fail "build --trace: exit $?"
figures=$(grep -c 'figure.*evidence' "$made/two/trace/ra/bao-cao-2021.tree" || true)
links=$(grep -ac '/Subtype /Link' "$made/plain.pdf" || true)
[ "$figures" -gt 10 ] || fail "the tree has $figures figures with evidence"
[ "$links" -ge "$figures" ] || fail "$figures figures, but $links links"

# ---- what readers say -----------------------------------------------------------------------------------------------
check_file() { # PDF
    qpdf --check "$1" >"$made/qpdf" 2>&1 || fail "qpdf --check $1: $(cat "$made/qpdf")"
    ! grep -qi warning "$made/qpdf" || fail "qpdf warns of $1"
    pdftotext "$1" - 2>&1 >/dev/null | grep . && fail "poppler complains of $1"
    pdffonts "$1" 2>&1 | tail -n +3 | awk '{ if ($(NF - 4) != "yes" || $(NF - 3) != "yes" || $(NF - 2) != "yes") { print; bad = 1 } } END { exit bad }' ||
        fail "$1: a font is not embedded, not a subset or has no Unicode"
    if command -v mutool >/dev/null; then
        mutool info "$1" 2>&1 >/dev/null | grep . && fail "mutool complains of $1"
    fi
    return 0
}
check_file "$province"
find "$made/one/ra" -name '*.pdf' ! -path "$province" | LC_ALL=C sort | awk 'NR % 20 == 1' >"$made/some"
while IFS= read -r sheet; do
    check_file "$sheet"
done <"$made/some"
largest=$(find "$made/one/ra/xa" -name '*.pdf' -printf '%s\n' | sort -n | tail -n 1)
[ "$largest" -lt 65000 ] || fail "a commune's sheet with its evidence has $largest bytes, 65 KB or more"
[ "$n" -gt 100 ] || fail "only $n dossiers"

[ $bad = 0 ] && echo "e2e: $n dossiers, all as they should be"
exit $bad
