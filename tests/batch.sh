#!/bin/sh
# usage: batch.sh HOSO
# What is made again and what not, and that it makes no difference: what stands after a run is what a run from nothing makes.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"

w=$made/w
batch_workspace "$w"
n=11 # dossiers

# build EXPECTED-STATUS ARGUMENTS...: the list goes to $made/out, messages to $made/err.
build() {
    want=$1
    shift
    got=0
    "$hoso" -C "$w" build --format csv "$@" >"$made/out" 2>"$made/err" || got=$?
    [ $got = "$want" ] || { fail "build $*: exit $got, not $want"; tail -n 5 "$made/err" >&2; }
}
# The outputs that were made, for the reason.
built() { awk -F, -v reason="$1" '$1 == "built" && $5 == reason { print $2 }' "$made/out" | LC_ALL=C sort; }
# makes WHAT REASON [OUTPUT...]: builds; exactly these outputs are made, for that reason. None: nothing is made.
makes() {
    what=$1 reason=$2
    shift 2
    build 0
    if [ $# -gt 0 ]; then printf '%s\n' "$@" | LC_ALL=C sort; fi >"$made/expect"
    built "$reason" | cmp -s - "$made/expect" || { fail "$what: made for \"$reason\":"; built "$reason" >&2; }
    [ "$(grep -c '^built,' "$made/out" || true)" = $# ] || { fail "$what: made:"; grep '^built,' "$made/out" >&2 || true; }
}
says() { grep -q -- "$1" "$made/err" || { fail "no message like: $1"; cat "$made/err" >&2; }; }

# ---- the plan, and nothing written ------------------------------------------------------------------------------------
build 0 --dry-run
[ "$(grep -c '^planned,.*,new,' "$made/out")" = $n ] || fail "--dry-run: not all $n planned"
[ ! -e "$w/ra" ] && [ ! -e "$w/.hoso" ] || fail "--dry-run has written something"

# ---- any number of processes, any environment ------------------------------------------------------------------------
for jobs in 1 2 8; do
    rm -rf "$w/ra" "$w/.hoso"
    build 0 --jobs $jobs
    sums "$w" >"$made/sums.$jobs"
    cmp "$made/sums.$jobs" "$made/sums.1" || fail "--jobs $jobs: another tree than with one"
done
[ "$(wc -l <"$made/sums.1")" = $n ] || fail "not $n files"
rm -rf "$w/ra" "$w/.hoso"
(cd / && bare -C "$w" build >/dev/null 2>&1) || fail "env -i: exit $?"
sums "$w" | cmp - "$made/sums.1" || fail "env -i: another tree"
[ "$(find "$w/.hoso" -name 'tmp*')" = "" ] || fail "temporary files are left"
if grep -rl "$made" "$w/.hoso" | grep .; then fail "an absolute path is kept"; fi

# ---- early cut-off ----------------------------------------------------------------------------------------------------
makes "nothing changed" -
xa=$w/nguon/xa-2021.csv
sed -i '1s/tổng hợp/tổng hợp số liệu/' "$xa"
makes "a comment in the title line" -
printf '\n\n' >>"$w/nguon/tinh-2021.txt"
makes "blank lines behind a text" -
sed -i 's/^5;Xã Nà Tấu;\(.*\);0;$/5;Xã Nà Tấu;\1;4;/' "$xa"
makes "a cell that measures nothing" -
touch "$w/nguon"/*
makes "times of files" -
sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/' "$xa"
build 0
[ "$(grep '^built,ra/xa' "$made/out" | cut -d, -f2)" = "ra/xa/xã Pá Khoang.pdf" ] ||
    fail "a cell of Pá Khoang: made: $(grep '^built' "$made/out")"
cp "$root/templates/phieu-don-vi.md" "$w/templates/"
makes "a template of the same words" -
sed -i 's/{#/{# đã xem lại: /' "$w/templates/phieu-don-vi.md"
build 0
! grep '^built,ra/xa' "$made/out" || fail "a comment of a template"
sed -i '0,/^---$/s//---\n# ghi chú/' "$w/templates/phieu-don-vi.md"
build 0
! grep '^built,ra/xa' "$made/out" || fail "a comment in a template's head"
printf '\nHết.\n' >>"$w/templates/phieu-don-vi.md"
build 0
[ "$(built template | grep -c ra/xa)" = 6 ] || fail "a template: $(cat "$made/out")"
rm "$w/templates/phieu-don-vi.md"
build 0
mkdir -p "$w/templates/rules" "$w/templates/styles"
cp "$root/templates/rules/"*.yaml "$w/templates/rules/"
cp "$root/templates/units.yaml" "$w/templates/" # packs take the names of provinces from beside them
cp "$root/templates/styles/"*.yaml "$w/templates/styles/"
build 0
sed -i '1i # ghi chú' "$w/templates/rules/"*.yaml "$w/templates/styles/"*.yaml
build 0
! grep -q '^built' "$made/out" || fail "comments of rules and styles: $(grep ^built "$made/out")"
rm -rf "$w/templates/rules" "$w/templates/styles" "$w/templates/units.yaml"
build 0
sed -i 's/^issuer:/# ai ký\n\nissuer:/' "$w/hoso.yaml"
build 0
! grep -q '^built' "$made/out" || fail "a comment of hoso.yaml: $(grep ^built "$made/out")"
sed -i 's/Sở Nội vụ/Sở Nội Vụ/' "$w/hoso.yaml"
build 0
[ "$(built plan | wc -l)" = $n ] || fail "another issuer"
build 0 --date 2022-01-15
[ "$(built plan | wc -l)" = $n ] || fail "another date"
build 0
# Drafts are marked on every page, and verified like others.
marked() { grep -l 'DỰ' "$made"/traces/ra/*.trace "$made"/traces/ra/*/*.trace | wc -l; }
build 0 --draft
[ "$(built plan | wc -l)" = $n ] || fail "--draft"
build 0 --draft --trace "$made/traces"
[ "$(marked)" = $n ] || fail "--draft: $(marked) of $n are marked"
"$hoso" verify "$w/ra/chung-cu.pdf" >/dev/null 2>"$made/err" || fail "a draft is not verified: $(cat "$made/err")"
build 0 --trace "$made/traces"
[ "$(marked)" = 0 ] || fail "drafts stay"
sed -i 's/\(output: ra\/chung-cu.pdf[^}]*\)}/\1, draft: true}/' "$w/hoso.yaml"
build 0 --trace "$made/traces"
[ "$(marked)" = 1 ] || fail "draft: true of a dossier: $(marked) are marked"
sed -i 's/, draft: true}/}/' "$w/hoso.yaml"
build 0
# A commune more: the lists of communes are longer, the others' sheets stay.
printf '7;Xã Nà Nhạn;25;9;20;15;9;1;0;\n' >>"$xa"
build 0
[ "$(grep '^built,ra/xa' "$made/out" | cut -d, -f2)" = "ra/xa/xã Nà Nhạn.pdf" ] || fail "a commune more: $(cat "$made/out")"
grep -q '^built,ra/tong-hop.pdf' "$made/out" || fail "a commune more: the roll-up stays"
sed -i '$d' "$xa"
build 0

# ---- whatever changes, the same as from nothing -----------------------------------------------------------------------
# Fixed draws: a digit of some file, a word of a text, a line gone or twice.
draw() { awk -v seed="$1" -v k="$2" 'BEGIN { srand(seed); rand(); print int(rand() * k) + 1 }'; }
changed=0
for seed in $(seq 1 "${BATCH_CHANGES:-24}"); do
    file=$(find "$w/nguon" -type f | LC_ALL=C sort | sed -n "$(draw "$seed" 4)p")
    line=$(draw "$((seed + 1000))" "$(wc -l <"$file")")
    case $((seed % 6)) in
    0) sed -i "${line}d" "$file" ;;
    1) sed -i "${line}p" "$file" ;;
    *) sed -i "${line}s/$(draw "$((seed + 2000))" 9)/$(draw "$((seed + 3000))" 9)/" "$file" ;;
    esac
    "$hoso" -C "$w" build --format csv >"$made/out" 2>"$made/err" || true
    changed=$((changed + $(grep -c '^built' "$made/out" || true)))
    rm -rf "$made/fresh"
    mkdir "$made/fresh"
    cp -r "$w/nguon" "$w/hoso.yaml" "$w/templates" "$made/fresh/"
    "$hoso" -C "$made/fresh" build >/dev/null 2>&1 || true
    sums "$made/fresh" >"$made/fresh.sums"
    (cd "$w" && cut -c67- "$made/fresh.sums" | tr '\n' '\0' | xargs -0 sha256sum) | cmp -s - "$made/fresh.sums" ||
        { fail "change $seed of $file:$line: not what a run from nothing makes"; (cd "$w" && sha256sum -c "$made/fresh.sums" 2>&1 | grep -v OK >&2) || true; break; }
done
[ $changed -gt 20 ] && [ $changed -lt $((n * 24)) ] || [ -n "${BATCH_CHANGES:-}" ] || fail "$changed dossiers made in all changes"

# ---- what is otherwise in another run ----------------------------------------------------------------------------------
rm -rf "$w"
batch_workspace "$w"
build 0
sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/' "$xa"
sed -i 's/402 người là nữ/403 người là nữ/' "$w/nguon/tinh-2021.txt"
build 0
"$hoso" -C "$w" diff --format csv >"$made/diff" 2>"$made/err" || fail "diff: exit $?"
grep -q '^changed,gender.female,xã Pá Khoang,.*,2021,count,6,nguon/xa-2021.csv,6,7,nguon/xa-2021.csv,6,ra/xa/xã Pá Khoang.pdf,1,no$' "$made/diff" ||
    fail "diff does not say: Pá Khoang, 6 -> 7, line 6, page 1: $(cat "$made/diff")"
grep -q '^changed,gender.female,tỉnh Điện Biên,.*,402,nguon/tinh-2021.txt,2,403,nguon/tinh-2021.txt,2,ra/bao-cao.pdf,[0-9]' "$made/diff" ||
    fail "diff does not say: the province, 402 -> 403: $(cat "$made/diff")"
! grep -q 'Thanh An' "$made/diff" || fail "diff names what did not change"
first=$(find "$w/.hoso/runs" -name '0001-*.json' | sed 's|.*/||; s|\.json$||')
"$hoso" -C "$w" diff 0002 "$first" --format csv 2>/dev/null | grep -q '^changed,gender.female,xã Pá Khoang,.*,7,.*,6,' ||
    fail "diff the other way round"
"$hoso" -C "$w" diff 0001 0001 --format json 2>/dev/null | tr -d ' \n' | grep -qx '\[\]' || fail "diff of a run with itself"

# ---- files that no plan makes ------------------------------------------------------------------------------------------
rm -rf "$w"
batch_workspace "$w"
build 0
echo mine >"$w/ra/xa/tay.txt"
sed -i 's|ra/xa/{place}|ra/phieu/{place}|' "$w/hoso.yaml"
build 0
[ "$(grep -c ' orphan: ' "$made/err")" = 6 ] || fail "orphans are not listed: $(cat "$made/err")"
echo changed >>"$w/ra/xa/xã Nà Tấu.pdf"
build 0 --prune --dry-run
[ "$(find "$w/ra/xa" -name '*.pdf' | wc -l)" = 6 ] || fail "--prune --dry-run has removed something"
build 0 --prune
[ "$(find "$w/ra/xa" -type f | LC_ALL=C sort | sed 's|.*/||' | tr '\n' ' ')" = "tay.txt xã Nà Tấu.pdf " ] ||
    fail "--prune: left are $(ls "$w/ra/xa")"
says ' orphan-changed: '
rm "$w/ra/xa/xã Nà Tấu.pdf"
build 0
! grep -q orphan "$made/err" || fail "what is gone is still listed"
# A folder is now a link to what somebody else has, byte for byte the same: it is nobody's to remove.
sed -i 's|ra/phieu/{place}|ra/khac/{place}|' "$w/hoso.yaml"
mv "$w/ra/phieu" "$made/theirs"
ln -s "$made/theirs" "$w/ra/phieu"
build 0 --prune
[ "$(find "$made/theirs" -name '*.pdf' | wc -l)" = 6 ] || fail "--prune has removed files behind a link: $(ls "$made/theirs")"
rm "$w/ra/phieu"

# ---- one run at a time -------------------------------------------------------------------------------------------------
mkdir -p "$made/hold"
(
    exec 9>>"$w/.hoso/lock"
    flock 9
    echo "4711 may-chu 2026-01-01T00:00:00Z" >"$w/.hoso/lock"
    : >"$made/hold/taken"
    while [ ! -e "$made/hold/go" ]; do sleep 0.05; done
) &
while [ ! -e "$made/hold/taken" ]; do sleep 0.02; done
build 3
says 'error: locked: .*4711 on may-chu since 2026-01-01T00:00:00Z'
build 0 --dry-run
: >"$made/hold/go"
wait
build 0 # what stands in the file of a run that has ended holds nobody up

# ---- limits ------------------------------------------------------------------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
printf 'limits: {pages: 1}\n' >>"$w/hoso.yaml"
build 1
grep -q '^failed,ra/bao-cao.pdf' "$made/out" || fail "a dossier beyond the limit of pages is made"
says 'error: limit-pages: '
says '^hoso: not made: ra/bao-cao.pdf$'
sed -i '$d' "$w/hoso.yaml"
build 0

# ---- a worker that dies ------------------------------------------------------------------------------------------------
rm -rf "$w/ra" "$w/.hoso"
for i in $(seq 1 600); do
    echo "  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2021], output: ra/$i.pdf}"
done >>"$w/hoso.yaml"
"$hoso" -C "$w" build --jobs 2 --format csv >"$made/out" 2>"$made/err" &
run=$!
while [ -z "$(ls "$w/ra" 2>/dev/null)" ] && kill -0 $run 2>/dev/null; do sleep 0.01; done # they are at work
for i in 1 2 3; do # one that is between two dossiers costs none
    victim=$(cut -d' ' -f1 /proc/$run/task/$run/children 2>/dev/null || true)
    [ -z "$victim" ] || kill -SEGV "$victim" 2>/dev/null || true
    sleep 0.05
done
got=0
wait $run || got=$?
[ $got = 1 ] || fail "a dead worker: exit $got, not 1"
lost=$(grep -c '^failed,' "$made/out" || true)
[ "$lost" -ge 1 ] && [ "$lost" -le 3 ] || fail "three dead workers cost $lost dossiers"
[ "$(grep -c '^built,' "$made/out")" = $((n + 600 - lost)) ] || fail "a dead worker: $(grep -c '^built,' "$made/out") built"
says 'error: worker-died: .*\(signal 11\|exit [0-9]\)' # a sanitizer ends such a process itself
build 0
[ "$(grep -c '^built,' "$made/out")" = "$lost" ] || fail "after a dead worker: $(grep -c '^built,' "$made/out") made"

# ---- shares ------------------------------------------------------------------------------------------------------------
sums "$w" >"$made/whole.sums"
rm -rf "$w/ra" "$w/.hoso"
for share in 1 2 3; do
    build 0 --shard $share/3
    eval "share$share=\$(grep -c '^built,' \"\$made/out\")"
done
[ $((share1 + share2 + share3)) = $((n + 600)) ] || fail "shares: $share1 + $share2 + $share3"
[ "$share1" -gt 190 ] && [ "$share2" -gt 190 ] && [ "$share3" -gt 190 ] || fail "shares are not alike: $share1 $share2 $share3"
sums "$w" | cmp - "$made/whole.sums" || fail "shares make other files than the whole"
makes "the whole after its shares" -
[ "$(find "$w/.hoso" -name 'state.*' | wc -l)" = 0 ] || fail "journals of shares are left"
# shellcheck disable=SC2046
whole=$("$hoso" -C "$w" merge $(cd "$w/.hoso/runs" && ls | sed -n 's/\(.*-3\)\.json$/\1/p') 2>"$made/err") || fail "merge: exit $?"
[ "$(grep -c '"output"' "$w/.hoso/runs/$whole.json")" = $((n + 600)) ] || fail "merged records have not all dossiers"
got=0
"$hoso" -C "$w" merge "$whole" "$whole" >/dev/null 2>"$made/err" || got=$?
[ $got = 2 ] || fail "merge of a record with itself: exit $got"
says 'error: run-twice: '
for wrong in 0/3 4/3 x 1/ 1/2/3 -1/2 1/-1 +1/2; do build 2 --shard "$wrong"; done

[ $bad = 0 ] && echo "batch: all as it should be"
exit $bad
