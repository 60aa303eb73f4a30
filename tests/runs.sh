#!/bin/sh
# usage: runs.sh HOSO
# What the records of runs hold: findings, by which two runs can be held beside each other, also put together from shares; and
# which records go when there are many.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"

w=$made/w
runs=$w/.hoso/runs
batch_workspace "$w"
xa=$w/nguon/xa-2021.csv
# run EXPECTED-STATUS ARGUMENTS...: results go to $made/out, messages to $made/err.
run() {
    want=$1
    shift
    got=0
    "$hoso" -C "$w" "$@" >"$made/out" 2>"$made/err" || got=$?
    [ $got = "$want" ] || { fail "$*: exit $got, not $want"; tail -n 5 "$made/err" >&2; }
}
tells() { grep -q -- "$1" "$made/out" || { fail "$2: not told: $1"; cat "$made/out" "$made/err" >&2; }; }
ids() { (cd "$runs" && ls | sed -n "s/^\([0-9]*\)-.*\.$1\$/\1/p" | LC_ALL=C sort | tr '\n' ' '); }
is() { [ "$1" = "$2" ] || fail "$3: $1, not $2"; }

# ---- a finding comes, is answered for, counts again, goes ------------------------------------------------------------
run 0 build
cp "$xa" "$made/xa-2021.csv"
sed -i 's/^5;Xã Nà Tấu;22;/5;Xã Nà Tấu;21;/' "$xa" # the parts are one more than the total
run 1 build
record=$(find "$runs" -name '0002-*.json')
grep -q '"level": "error", "check": "parts-add-up", "place": "xã Nà Tấu", "period": "2021", "indicator": "edu..*", "figures": "nguon/xa-2021.csv:7:' "$record" ||
    fail "the record does not list the finding: $(grep parts-add-up "$record")"
run 0 diff --findings --format csv
tells '^new,error,parts-add-up,xã Nà Tấu,2021,' "a finding came"
printf 'figure;reason;by;until\nnguon/xa-2021.csv:7;đã đối chiếu;Nguyễn Văn A;2022-01-31\n' >"$w/da-xem.csv"
echo 'acknowledged: da-xem.csv' >>"$w/hoso.yaml"
run 0 build
run 0 diff --findings --format csv
tells '^acknowledged,note,parts-add-up,xã Nà Tấu,2021,.*,error$' "somebody answers for it"
run 1 build --date 2022-02-01
run 0 diff --findings --format csv
tells '^reopened,error,parts-add-up,xã Nà Tấu,2021,.*,note$' "the day is over"
cp "$made/xa-2021.csv" "$xa"
sed -i '$d' "$w/hoso.yaml"
run 0 build
run 0 diff --findings --format csv
tells '^gone,error,parts-add-up,xã Nà Tấu,2021,' "it is corrected"
run 0 diff
grep -q 'findings new: 0, gone: [1-9]' "$made/err" || fail "the verdict of diff does not count findings: $(cat "$made/err")"
run 0 diff 0001 0005 --findings --format json
is "$(tr -d ' \n' <"$made/out")" '[]' "findings of the first run and the last"
sed -i '1{/^1;/!s/$/ /}; 2s/$/ /' "$xa" # blanks at ends of lines: all bytes move
run 0 build
run 0 diff --findings --format json
is "$(tr -d ' \n' <"$made/out")" '[]' "findings whose lines moved"
sed '/^ "findings": .*]},$/d' "$runs"/0001-*.json >"$made/old.json"
cp "$made/old.json" "$(find "$runs" -name '0001-*.json')"
run 0 diff 0001 0002 --findings --format json
grep -q 'note: run-findings: .*0001-' "$made/err" || fail "a record that lists no findings is compared"

# ---- shares ------------------------------------------------------------------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
sed -i 's/^5;Xã Nà Tấu;22;/5;Xã Nà Tấu;21;/' "$xa"
run 1 build
whole=$(grep -c '"check": ' "$runs"/0001-*.json)
[ "$whole" -gt 0 ] || fail "no findings to put together"
rm -rf "$w/ra" "$w/.hoso"
run 1 build --shard 1/2
run 1 build --shard 2/2
# shellcheck disable=SC2046
run 0 merge $(cd "$runs" && ls | sed -n 's/\(.*-2\)\.json$/\1/p')
if grep 'run-shares' "$made/err"; then fail "all shares, and one is missed"; fi
merged=$runs/$(cat "$made/out").json
is "$(grep -c '"check": ' "$merged")" "$whole" "findings of two shares"
is "$(tr -d ' \n' <"$merged" | sed 's/.*"made_by":\[\([^]]*\)\].*/\1/' | tr ',' '\n' | grep -c -- '-2"')" 2 "runs that made what the shares have"

for share in 1 2 3; do run 1 build --shard $share/3; done
merge() { # STATUS SHARE...: of those runs whose ids end so
    want=$1
    shift
    # shellcheck disable=SC2046
    run "$want" merge $(cd "$runs" && for share; do ls | sed -n "s/\\(.*\\.$share\\)\\.json\$/\\1/p"; done)
}
merge 0 1-3 2-3 3-3
if grep run-shares "$made/err"; then fail "all shares, and one is missed"; fi
merge 0 1-3 2-3
grep -q 'warning: run-shares: .* 3/3 ' "$made/err" || fail "the last share is not missed: $(cat "$made/err")"
merge 0 3-3 2-3
grep -q 'warning: run-shares: .* 1/3 ' "$made/err" || fail "the first share is not missed: $(cat "$made/err")"
merge 2 1-2 2-3
is "$(grep -c 'error: run-twice: ' "$made/err")" 1 "messages of dossiers that are there twice"

# ---- old records go ------------------------------------------------------------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
echo 'runs: {keep: 3, days: 30}' >>"$w/hoso.yaml"
run 1 build --date 2022-01-01
sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/' "$xa"
for day in 02 03 04 05 06; do run 1 build --date 2022-01-$day --only 'ra/xa/*'; done
is "$(ids json)" "0001 0002 0003 0004 0005 0006 " "records of the last 30 days"
run 1 build --date 2022-03-01 --only 'ra/xa/*'
is "$(ids json)" "0005 0006 0007 " "the last three records, the others are old"
# The province's dossiers are those of the first run, the communes' those of the last, and of the records that are kept.
is "$(ids figures)" "0001 0005 0006 0007 " "figures that kept dossiers came from"
run 0 diff 0006 0007
mv "$(find "$runs" -name '0006-*.figures')" "$made/away.figures"
run 0 diff 0006 0007 --format csv
grep -q 'warning: run-figures: ' "$made/err" || fail "a run whose figures are elsewhere is compared: $(cat "$made/err")"
is "$(wc -l <"$made/out")" 1 "figures of a run that are elsewhere"
sed -i 's/keep: 3/keep: 1/' "$w/hoso.yaml"
run 1 build --date 2022-05-01 --prune
is "$(ids json)" "0008 " "the last record"
is "$(ids figures)" "0008 " "figures of the last record"
grep -q 'note: runs-thinned: .*[1-9]' "$made/err" || fail "--prune does not say what became of old records: $(cat "$made/err")"
sed -i 's/keep: 1/keep: 0/' "$w/hoso.yaml"
run 1 build --date 2023-01-01
is "$(ids json)" "0008 0009 " "keep: 0 keeps all"
# A name that is none of a run's, and a record that nobody can read, stay.
sed -i 's/keep: 0/keep: 1/' "$w/hoso.yaml"
echo '{' >"$runs/0002-00000000.json"
echo mine >"$runs/ghi-chu.txt"
run 1 build --date 2024-01-01
is "$(ids json)" "0002 0010 " "what is no record"
[ -e "$runs/ghi-chu.txt" ] || fail "a file of somebody else's is gone"
# Numbers beyond four digits are later ones.
mv "$(find "$runs" -name '0010-*.json')" "$runs/9999-aaaaaaaa.json"
sed -i 's/"id": "0010-[0-9a-f]*"/"id": "9999-aaaaaaaa"/' "$runs/9999-aaaaaaaa.json"
sed -i '$d' "$w/hoso.yaml"
run 1 build
run 1 build
is "$(ids json)" "0002 10000 10001 9999 " "runs beyond 9999"
run 0 diff
grep -q 'run-broken\|run-missing' "$made/err" && fail "the last two of many runs are not found"


# ---- one day, again and again: as many as are kept --------------------------------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
echo 'runs: {keep: 3, days: 30}' >>"$w/hoso.yaml"
for _ in 1 2 3 4 5; do run 1 build --date 2022-01-01; done
is "$(ids json)" "0003 0004 0005 " "runs of the same --date"
run 1 build --date 2022-01-20
is "$(ids json)" "0003 0004 0005 0006 " "and one of another day"

# ---- shares alone, night after night: whoever is the last one there tidies up ------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
sed -i 's/^runs: .*/runs: {keep: 4, days: 30}/' "$w/hoso.yaml"
for day in 2022-01-01 2022-03-01 2022-05-01 2022-07-01; do
    run 1 build --shard 1/2 --date $day
    run 1 build --shard 2/2 --date $day
done
is "$(ids json)" "0005 0006 0007 0008 " "records of shares"
(
    flock -s 9 # another share is at work
    run 1 build --shard 1/2 --date 2022-09-01
    is "$(ids json)" "0005 0006 0007 0008 0009 " "records beside another share"
    exit $bad
) 9>>"$w/.hoso/lock" || bad=1
run 1 build --shard 2/2 --date 2022-09-01
is "$(ids json)" "0007 0008 0009 0010 " "records when it has gone"

[ $bad = 0 ] && echo "runs: all as it should be"
exit $bad
