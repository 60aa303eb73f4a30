#!/bin/sh
# usage: init.sh HOSO
# From nothing to a dossier: a blank workspace filled in, an example copied, from an installed program too. Nothing that is
# there is written over.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"

# ---- a blank workspace ----------------------------------------------------------------------------------------------
for language in vi en; do
    here=$made/blank-$language
    "$hoso" init "$here" --lang $language >"$made/out" 2>"$made/err" || fail "init --lang $language: exit $?: $(cat "$made/err")"
    grep -q "hoso -C $here build" "$made/out" || fail "init --lang $language does not say what comes next"
    [ -d "$here/nguon" ] || fail "init makes no nguon/"
    status=0
    "$hoso" -C "$here" build >/dev/null 2>"$made/err" || status=$?
    [ $status = 2 ] || fail "an unfilled workspace: exit $status, not 2"
    grep -q 'hoso.yaml:[0-9]*: .*: source-missing: ' "$made/err" || fail "an unfilled workspace does not say which sources are missing"

    mkdir "$here/nguon/2022" "$here/nguon/2023"
    printf 'Đơn vị,Tổng số,Đại học\nxã An Mẫu,20,15\n' >"$here/nguon/2022/bieu.csv"
    printf 'Đơn vị,Tổng số,Đại học\nxã An Mẫu,21,18\n' >"$here/nguon/2023/bieu.csv"
    sed 's/…/Mẫu/g' "$here/hoso.yaml" >"$made/filled" && mv "$made/filled" "$here/hoso.yaml"
    "$hoso" -C "$here" build >/dev/null 2>"$made/err" || fail "the workspace filled in ($language): exit $?: $(cat "$made/err")"
    [ -s "$here/ra/bao-cao-2023.pdf" ] || fail "the workspace filled in ($language) has no dossier"
done
sum=$(sha256sum <"$made/blank-vi/hoso.yaml")
status=0
"$hoso" init "$made/blank-vi" >/dev/null 2>"$made/err" || status=$?
[ $status = 2 ] && grep -q ': init-occupied: ' "$made/err" || fail "init over a workspace: exit $status"
[ "$sum" = "$(sha256sum <"$made/blank-vi/hoso.yaml")" ] || fail "init wrote over hoso.yaml"

# ---- an example, from an installed program ---------------------------------------------------------------------------
cmake --install "$(dirname "$hoso")" --prefix "$made/usr" >"$made/install" || fail "install: $(tail -n 3 "$made/install")"
installed=$made/usr/bin/hoso
env -u HOSO_DATA "$installed" init "$made/copy" --example tan-phong >/dev/null 2>"$made/err" || fail "init --example: exit $?: $(cat "$made/err")"
for name in hoso.yaml README.md nguon; do
    diff -r "$root/examples/tan-phong/$name" "$made/copy/$name" >/dev/null || fail "the example's $name was not copied as it is"
done
[ ! -e "$made/copy/ra" ] || fail "what was made from the example was copied"
env -u HOSO_DATA "$installed" -C "$made/copy" build >/dev/null 2>"$made/err" || fail "the copied example: exit $?: $(tail -n 3 "$made/err")"
grep -q 'hồ sơ: ' "$made/err" || fail "the installed program has lost its Vietnamese"

# hoso verify is a program beside it.
env -u HOSO_DATA "$installed" -C "$made" verify --lang en --help >"$made/out" 2>&1 && grep -q '^usage: hoso verify' "$made/out" || fail "verify, installed: $(cat "$made/out")"
status=0
(cd "$made/copy" && env -u HOSO_DATA "$installed" -C . verify "ra/$(ls ra | head -n 1)" --lang en) >"$made/out" 2>"$made/err" || status=$?
[ $status = 0 ] && grep -q '^agrees ' "$made/out" || fail "verify with -C, installed: exit $status: $(cat "$made/err")"
rm "$made/usr/bin/hoso-verify"
status=0
env -u HOSO_DATA "$installed" -C "$made/copy" verify ra --lang en >"$made/out" 2>"$made/err" || status=$?
[ $status = 3 ] && grep -q 'usr/bin/hoso-verify: error: program-part: ' "$made/err" || fail "verify that is not there: exit $status: $(cat "$made/err")"

for name in nowhere ../examples .; do
    status=0
    "$hoso" init "$made/none" --example "$name" >/dev/null 2>"$made/err" || status=$?
    [ $status = 2 ] && grep -q ': example-unknown: .*bac-ninh' "$made/err" || fail "--example $name: exit $status"
    [ ! -e "$made/none" ] || fail "--example $name made something"
done
status=0
"$hoso" init "$made/copy" --example tan-phong >/dev/null 2>"$made/err" || status=$?
[ $status = 2 ] && grep -q ': init-occupied: ' "$made/err" || fail "an example over a folder in use: exit $status"
exit $bad
