#!/bin/sh
# usage: verify.sh HOSO
# The examples' dossiers agree with the evidence attached to them; a digit changed on a page, a number taken out or put in, a
# cell changed in an attachment are found and named. No name of a list of people is in any file. What is no dossier is said
# to be none, and nothing is left behind.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
need qpdf fix-qdf pdfdetach pdfinfo pdftotext iconv
export LC_ALL=C.UTF-8
mkdir "$made/tmp"
verify() { TMPDIR=$made/tmp "$hoso" --lang en verify --format csv "$@" 2>"$made/err"; }

# ---- all that the examples make ---------------------------------------------------------------------------------------
for example in "$root"/examples/*/hoso.yaml; do
    example=${example%/hoso.yaml}
    name=$(basename "$example")
    w=$made/$name
    cp -r "$example" "$w"
    rm -rf "$w/ra" "$w/.hoso"
    grep -q '^evidence: true' "$w/hoso.yaml" || fail "$name: its dossiers carry no evidence"
    # two of 129 sheets will do
    [ "$name" != dien-bien ] || sed -i "s/{template: phieu-don-vi, each: xã, \(.*\)output.*/{template: phieu-don-vi, for: xã Pú Nhung, \1output: \"ra\/xa\/{place}.pdf\"}\n  - {template: phieu-don-vi, for: xã Mường Báng, \1output: \"ra\/xa\/{place}.pdf\"}/" "$w/hoso.yaml"
    "$hoso" -C "$w" build --quiet >/dev/null 2>"$made/err" || [ "$name" = kiem-tra ] || fail "$name: build: $(tail -n 3 "$made/err")"
    find "$w/ra" -name '*.pdf' | sort >"$made/all"
    tr '\n' '\0' <"$made/all" | xargs -0 env TMPDIR="$made/tmp" "$hoso" --lang en verify --format csv >"$made/list" 2>"$made/err" ||
        fail "$name: verify: exit $?: $(grep -v note: "$made/err")"
    [ "$(grep -c '^agrees,' "$made/list")" = "$(wc -l <"$made/all")" ] || fail "$name: $(grep -v '^agrees,' "$made/list")"
    while read -r pdf; do
        qpdf --check "$pdf" >"$made/qpdf" 2>&1 || fail "qpdf does not like $pdf: $(cat "$made/qpdf")"
        pdfinfo -meta "$pdf" | grep -qF '<pdfaid:part>3</pdfaid:part>' || fail "$pdf is no PDF/A-3"
    done <"$made/all"
done

# ---- evidence is a choice ---------------------------------------------------------------------------------------------
sed -i 's/^evidence: true/evidence: false/' "$made/dinh-lap/hoso.yaml"
"$hoso" -C "$made/dinh-lap" build --quiet --only 'ra/dao-tao-*' >/dev/null 2>&1 || fail "build without evidence: exit $?"
plain=$(find "$made/dinh-lap/ra" -name 'dao-tao-*.pdf')
[ -z "$(pdfdetach -list "$plain" | sed 1d)" ] || fail "evidence was attached that was not asked for"
pdfinfo -meta "$plain" | grep -qF '<pdfaid:part>2</pdfaid:part>' || fail "without attachments it is no PDF/A-2"
verify "$plain" >"$made/list" && fail "a file without evidence agrees"
grep -q 'verify-no-evidence' "$made/err" || fail "no evidence: $(cat "$made/err")"

# ---- what is changed is named -----------------------------------------------------------------------------------------
sheet="$made/dien-bien/ra/xa/xã Pú Nhung.pdf"
qpdf --qdf --object-streams=disable "$sheet" "$made/plain.pdf"
verify "$made/plain.pdf" >/dev/null || fail "the same file, written otherwise, does not agree: $(cat "$made/err")"
packed() { # the edited qdf file -> changed.pdf, packed again
    fix-qdf "$made/edited.pdf" >"$made/fixed.pdf"
    qpdf --compress-streams=y --object-streams=generate "$made/fixed.pdf" "$made/changed.pdf"
}
differs() { # what was done, what must be said
    verify "$made/changed.pdf" >"$made/list" && fail "$1: it agrees"
    grep -q "$2" "$made/err" || fail "$1: not “$2” but: $(cat "$made/err")"
}
# a cell of two digits, as glyph ids: 0 is 0013
cell=$(LC_ALL=C grep -an '^\[<001[3-9]001[3-9]>\]TJ$' "$made/plain.pdf" | sed -n '9{s/:.*//;p}')
was=$(sed -n "${cell}s/.*001\(.\)001\(.\)>.*/\1\2/p" "$made/plain.pdf")
was=$((${was%?} - 3))$((${was#?} - 3))
LC_ALL=C sed "${cell}s/001\(.\)001.>/001\10${was%?}19>/; ${cell}s/0${was%?}19>/001a>/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a digit" "verify-number: page 1: \"${was%?}7\" is printed where the evidence gives \"$was\" (nguon/20[0-9/a-z-]*.csv:66): "
LC_ALL=C sed "${cell}s/.*/[]TJ/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a number taken out" "verify-number: page 1: \"$was\" (nguon/.*csv:66) is not printed"
LC_ALL=C sed "${cell}s/>/0003001400150016>/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a number put in" 'verify-number: page 1: "123" is printed, and the evidence gives no number there'
word=$(LC_ALL=C grep -an '^\[<00[4-5].00.*>\]TJ$' "$made/plain.pdf" | sed -n '3{s/:.*//;p}')
LC_ALL=C sed "${word}s/<..../<0036/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a word" 'verify-'
LC_ALL=C sed "${cell}s/\$/\n0 0 m\n9 9 l S/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a line drawn over it" 'verify-drawn: page 1: '
# what no word shows: another face, other glyphs for the same codes, another width, what is cut off, turned, or laid over it
edit() { LC_ALL=C sed "$1" "$made/plain.pdf" >"$made/edited.pdf" && packed; }
line() { LC_ALL=C grep -anF -- "$1" "$made/plain.pdf" | sed -n '1s/:.*//p'; }
fonts=$(LC_ALL=C sed -n 's|^ *\(/F[0-9][0-9]* [0-9]* 0 R\)$|\1|p' "$made/plain.pdf")
regular=$(echo "$fonts" | sed -n 's|^/F0 ||p')
stream=$(LC_ALL=C awk '/ 0 obj$/ { id = $1 } /^stream$/ { print id; exit }' "$made/plain.pdf")
LC_ALL=C awk -v fonts="$(echo "$fonts" | sed "s|^/F1 .*|/F1 $regular|" | tr '\n' ' ')" '/^%% Page 2$/ { second = 1 }
    second && /^ *\/Font [0-9]* 0 R$/ { print "/Font << " fonts ">>"; second = 0; next } { print }' "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a face of the second page" 'verify-drawn: page 2: its letters are drawn by another font'
edit "$(line '/CIDToGIDMap /Identity')s|/Identity|$stream 0 R|"
differs "glyphs by a map" 'verify-drawn: page 1: its letters are drawn by another font'
edit "$(line '/Encoding /Identity-H')s|Identity-H|Identity-V|"
differs "another encoding" 'verify-drawn: page 1: its letters are drawn by another font'
box=$(line '/MediaBox [')
edit "${box}s|^|/CropBox [ 0 300 595 842 ]\n|"
differs "a page that is cut off" 'verify-drawn: page 1: it is cut off, turned or has another size'
edit "${box}s|^|/Rotate 180\n|"
differs "a page that is turned" 'verify-drawn: page 1: it is cut off, turned or has another size'
edit "$((box + 2))s|0|300|"
differs "a page that begins further up" 'verify-drawn: page 1: it is cut off, turned or has another size'
link=$(LC_ALL=C awk '/\/Subtype \/Link/ { print NR; exit }' "$made/plain.pdf")
edit "${link}s|/Link|/Widget|"
differs "a field over it" 'verify-drawn: page 1: something was laid over it'
edit "${link}s|^|/BS << /W 40 >>\n|"
differs "a link with a frame" 'verify-drawn: page 1: something was laid over it'
row=$(LC_ALL=C grep -an ';03271;' "$made/plain.pdf" | sed -n '1{s/:.*//;p}')
LC_ALL=C sed "${row}s/03271;[0-9]/03271;9/" "$made/plain.pdf" >"$made/edited.pdf"
packed
differs "a cell of a source" 'verify-attachment: the attachment "nguon.tar" was changed'

# ---- the field for a signature -----------------------------------------------------------------------------------------
qpdf --qdf --object-streams=disable "$made/dien-bien/ra/bao-cao-2021.pdf" "$made/report.pdf"
[ "$(LC_ALL=C grep -ac '/FT /Sig' "$made/report.pdf")" = 1 ] || fail "the report has no field for a signature"
[ "$(LC_ALL=C grep -ac '/SigFlags 1' "$made/report.pdf")" = 1 ] || fail "the form does not say that there is one"
[ "$(LC_ALL=C grep -ac '/FT /Sig' "$made/plain.pdf")" = 0 ] || fail "a sheet has a field for a signature"

# ---- other communes, and people ----------------------------------------------------------------------------------------
pdfdetach -saveall -o "$made" "$sheet"
tar xf "$made/nguon.tar" -C "$made"
for year in 2016 2017 2018 2019 2020 2021; do
    [ "$(grep -c ';\(Xã\|Phường\|Thị trấn\) ' "$made/can-bo-cong-chuc-cap-xa-$year.csv")" = 1 ] || fail "$year: rows of other units are attached"
    sed -n 66p "$made/can-bo-cong-chuc-cap-xa-$year.csv" | grep -q 'Xã Pú Nhung' || fail "$year: row 66 is not line 66"
done
iconv -f UTF-16 -t UTF-8 "$root/examples/tan-phong/nguon/danh-sach-2023.csv" | sed 1d | cut -f2 | grep . >"$made/names"
[ "$(wc -l <"$made/names")" -ge 10 ] || fail "the list of people has no names"
for pdf in "$made"/tan-phong/ra/*.pdf; do
    rm -rf "$made/out" && mkdir "$made/out" "$made/out/tar"
    pdfdetach -saveall -o "$made/out" "$pdf"
    [ ! -f "$made/out/nguon.tar" ] || tar xf "$made/out/nguon.tar" -C "$made/out/tar"
    pdftotext "$pdf" "$made/out/text"
    qpdf --qdf --object-streams=disable "$pdf" "$made/out/plain.pdf"
    if grep -raqF -f "$made/names" "$made/out"; then fail "$pdf holds a name: $(grep -raohF -f "$made/names" "$made/out" | head -n 1)"; fi
done

# ---- what is no dossier ------------------------------------------------------------------------------------------------
refuses() { # what it is, what must be said, the file
    status=0
    verify "$3" >/dev/null || status=$?
    [ $status = 1 ] || fail "$1: exit $status"
    grep -q "$2" "$made/err" || fail "$1: $(cat "$made/err")"
}
qpdf --encrypt '' owner 256 -- "$sheet" "$made/locked.pdf"
refuses "an encrypted file" verify-encrypted "$made/locked.pdf"
head -c 30000 "$sheet" >"$made/cut.pdf"
refuses "half a file" verify-damaged "$made/cut.pdf"
refuses "a text" verify-no-pdf "$root/README.md"
status=0
verify "$made/none.pdf" >/dev/null || status=$?
[ $status = 2 ] || fail "a file that is not there: exit $status"

[ -z "$(ls -A "$made/tmp")" ] || fail "left behind: $(ls "$made/tmp")"
[ $bad = 0 ] && echo "verify: every number of the examples agrees with its evidence"
exit $bad
