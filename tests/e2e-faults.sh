#!/bin/sh
# usage: e2e-faults.sh HOSO
# What goes wrong is said with its place, ends with the right status and leaves no half file behind.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"

# A small workspace: one text, one table, one dossier.
workspace() { # name
    w=$made/$1
    mkdir -p "$w/nguon"
    printf 'Đến hết năm 2021, toàn tỉnh có 1.279 công chức cấp xã.\nTrình độ đại học đạt 64,7%%.\n' >"$w/nguon/a.txt"
    printf 'Đơn vị,Tổng số,Đại học\nXã Thanh An,21,9\nXã Thanh Yên,20,8\n' >"$w/nguon/b.csv"
    cat >"$w/hoso.yaml" <<YAML
language: en
issuer: {parent: UBND tỉnh Điện Biên, name: Sở Nội vụ, place: Điện Biên, symbol: BC-SNV}
sources:
  - {files: nguon/a.txt, place: tỉnh Điện Biên, date: 2021-12-31}
  - {files: nguon/b.csv, place: tỉnh Điện Biên, date: 2021-12-31}
dossiers:
  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2021], output: ra/tinh.pdf}
YAML
}

# Runs hoso in workspace $w, keeps its messages; the last of them is the verdict.
run() { # expected status, arguments...
    want=$1
    shift
    got=0
    "$hoso" -C "$w" "$@" >"$made/out" 2>"$made/err" || got=$?
    [ "$got" = "$want" ] || { fail "$w: hoso $*: exit $got, not $want"; cat "$made/err" >&2; }
    tail -n 1 "$made/err" | grep -q '^hoso: .*; errors: [0-9]*, warnings: [0-9]*$' || fail "$w: hoso $*: no verdict at the end"
}
says() { # basic regular expression
    grep -q -- "$1" "$made/err" || { fail "$w: no message like: $1"; cat "$made/err" >&2; }
}
no_files() {
    if [ -d "$w/ra" ] && find "$w/ra" -type f | grep .; then
        fail "$w: a file was left behind"
    fi
}

workspace clean
run 0 build
[ -s "$w/ra/tinh.pdf" ] || fail "the small workspace makes no PDF"

workspace csv-row
printf 'Đơn vị,Tổng số,Đại học\nXã Thanh An,21,9,77\nXã Thanh Yên,20,8\n' >"$w/nguon/b.csv"
run 1 figures
says '^nguon/b.csv:2:.*: error: '
grep -q 'xã Thanh Yên.* 20 ' "$made/out" || fail "$w: the sound row was not read"

workspace csv-quote
printf 'Đơn vị,Tổng số,Đại học\nXã Thanh An,21,9\nXã Thanh Yên,"2"x,8\n' >"$w/nguon/b.csv"
run 1 figures
says '^nguon/b.csv:3:14: error: csv-quote: '

workspace csv-number
printf 'Đơn vị,Tổng số,Đại học\nXã Thanh An,hai mốt,9\n' >"$w/nguon/b.csv"
run 1 figures
says '^nguon/b.csv:2:13: error: cell-number: '

workspace encoding
printf 'C\303\263 1.279 ng\377\n' >"$w/nguon/a.txt"
run 1 build
says '^nguon/a.txt:1:[0-9]*: error: '

workspace yaml-key
printf 'isuer: {name: x}\n' >>"$w/hoso.yaml"
run 2 build
says '^hoso.yaml:8:1: error: yaml: unknown key "isuer"'
no_files

workspace yaml-syntax
printf 'date: [2021\n' >>"$w/hoso.yaml"
run 2 build
says '^hoso.yaml:[0-9]*:[0-9]*: error: yaml: '
no_files

workspace file-missing
sed -i 's|nguon/a.txt|nguon/khong-co.txt|' "$w/hoso.yaml"
run 2 build
says '^hoso.yaml:4: error: source-missing: '
no_files
run 2 extract khong-co.txt
says '^khong-co.txt: error: file-missing: '

workspace date
sed -i 's|2021-12-31|2021-02-30|' "$w/hoso.yaml"
run 2 build
says '^hoso.yaml:4: error: date: '

workspace rules
sed -i 's|date: 2021-12-31}|date: 2021-12-31, rules: khong-co}|' "$w/hoso.yaml"
run 2 build
says '^hoso.yaml:4: error: rules-missing: '

workspace template-missing
sed -i 's|bao-cao-nam|khong-co|' "$w/hoso.yaml"
run 2 build
says '^hoso.yaml:7: error: template-missing: '
no_files

workspace template-error
mkdir "$w/templates"
{
    sed -n '1,/^---$/p' "$root/templates/bao-cao-nam.md"
    sed '1,/^---$/d' "$root/templates/bao-cao-nam.md" | sed -n '1,/^---$/p'
    printf '\n# Đầu\n\n{{ khong_co.gi_ca }}\n'
} >"$w/templates/bao-cao-nam.md"
run 2 build
says '^templates/bao-cao-nam.md:[0-9]*:.*error: '
no_files

workspace paths
for output in ../ra.pdf /tmp/ra.pdf ra/../../ra.pdf ra/. hoso.yaml nguon/a.txt .hoso/state.json 'ra/{place}/{gi}.pdf'; do
    workspace paths
    sed -i "s|output: .*}|output: \"$output\"}|" "$w/hoso.yaml"
    run 2 build
    says '^hoso.yaml:7: error: output-'
done
workspace link
ln -s "$made" "$w/ra"
run 2 build
says '^hoso.yaml:7: error: output-outside: '
[ ! -e "$made/tinh.pdf" ] || fail "a file was written outside the workspace"
workspace twice
printf '  - {template: bao-cao-nam, for: xã Thanh An, years: [2021], output: ra/tinh.pdf}\n' >>"$w/hoso.yaml"
run 2 build
says '^hoso.yaml:8: error: output-twice: '

workspace usage
run 2 build --jobs 0
says 'usage: --jobs'
run 2 build --khong-co
says 'usage: the option --khong-co'
run 2 extract --date 2021-13-01 nguon/a.txt
says 'usage: --date'
run 2 nothing
says 'usage: there is no command'
w=$made/nowhere
mkdir -p "$w"
run 2 figures
says 'workspace-missing'

# ---- the system fails -------------------------------------------------------------------------------------------------
workspace stdout-full
got=0
"$hoso" -C "$w" figures >/dev/full 2>"$made/err" || got=$?
[ $got = 3 ] || fail "a full standard output: exit $got, not 3"
says 'error: system: '
got=0
{ "$hoso" -C "$w" figures 2>"$made/err" || echo $? >"$made/status"; } | :
[ "$(cat "$made/status" 2>/dev/null || echo 3)" = 3 ] || fail "a closed standard output: exit $(cat "$made/status"), not 3"

if [ "$(id -u)" != 0 ]; then
    workspace unwritable
    mkdir "$w/ra"
    chmod 555 "$w/ra"
    run 3 build
    says 'error: system: '
    chmod 755 "$w/ra"
    no_files
fi

# A file system without room for the PDF: a limit on the size of files stands for it where none can be mounted.
workspace full
got=0
(
    trap '' XFSZ
    ulimit -f 8
    "$hoso" -C "$w" build
) >"$made/out" 2>"$made/err" || got=$?
[ $got = 3 ] || fail "files too large: exit $got, not 3"
says 'error: system: '
no_files
run 0 build
[ -s "$w/ra/tinh.pdf" ] || fail "after the full disk the build does not go on"

if [ "$(id -u)" = 0 ] && mkdir "$made/disk" && mount -t tmpfs -o size=128k none "$made/disk" 2>/dev/null; then
    cleanup() { umount "$made/disk"; }
    workspace full-disk
    cp -r "$w" "$made/disk/w"
    w=$made/disk/w
    head -c 200000 /dev/zero >"$made/disk/fill" 2>/dev/null || true
    run 3 build
    says 'error: system: '
    no_files
    rm "$made/disk/fill"
    run 0 build
    [ -s "$w/ra/tinh.pdf" ] || fail "with room again the build does not go on"
fi

# ---- interrupted ------------------------------------------------------------------------------------------------------
workspace interrupted
for i in $(seq 1 400); do
    echo "  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2021], output: ra/$i.pdf}"
done >>"$w/hoso.yaml"
rm -f "$made/out" "$made/err"
# What a script starts in the background ignores SIGINT; what a person starts does not.
env --default-signal=INT "$hoso" -C "$w" build --jobs 2 >"$made/out" 2>"$made/err" &
build=$!
while [ ! -s "$made/out" ] && kill -0 $build 2>/dev/null; do sleep 0.02; done
kill -INT $build 2>/dev/null || true
got=0
wait $build || got=$?
[ $got = 1 ] || fail "interrupted: exit $got, not 1"
says 'error: interrupted: '
[ "$(find "$w/ra" -type f ! -name '*.pdf' | wc -l)" = 0 ] || fail "interrupted: a half file was left behind"
whole=$(find "$w/ra" -name '*.pdf' | wc -l)
run 0 build --format csv
[ "$(grep -c '^fresh,' "$made/out")" = "$whole" ] || fail "interrupted: $whole made, but $(grep -c '^fresh,' "$made/out") fresh"
[ "$(find "$w/ra" -name '*.pdf' | wc -l)" = 401 ] || fail "after the interrupt the build does not go on"

[ $bad = 0 ] && echo "e2e: faults are told and leave nothing behind"
exit $bad
