#!/bin/sh
# usage: batch-faults.sh HOSO
# What a machine does to a batch: things in the way, limits, no fonts, nothing to do. Each is told once, with what to do, in
# both languages; what it does not touch is made.
# shellcheck source=tests/common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"

w=$made/w
n=11 # dossiers
batch_workspace "$w"
cp "$w/hoso.yaml" "$made/hoso.yaml"
# build STATUS ARGUMENTS...: from nothing, in both languages; the list goes to $made/out.LANG, messages to $made/err.LANG.
build() {
    want=$1
    shift
    for lang in vi en; do
        if [ -n "${again:-}" ]; then set_up; fi
        got=0
        "$hoso" -C "$w" build --lang $lang "$@" >"$made/out.$lang" 2>"$made/err.$lang" || got=$?
        [ $got = "$want" ] || { fail "$what: --lang $lang: exit $got, not $want"; tail -n 5 "$made/err.$lang" >&2; }
        # What stands behind the last semicolon of a message is what to do; the system's own words are never alone.
        if grep -q ': system: [^;]*$' "$made/err.$lang"; then fail "$what: --lang $lang: not said what to do: $(cat "$made/err.$lang")"; fi
    done
}
# says MESSAGE-EN MESSAGE-VI
says() {
    grep -q -- "$1" "$made/err.en" || { fail "$what: not said: $1"; cat "$made/err.en" >&2; }
    grep -q -- "$2" "$made/err.vi" || { fail "$what: not said: $2"; cat "$made/err.vi" >&2; }
}
count() { # WORD-EN HOW-MANY
    [ "$(grep -c "^$1	" "$made/out.en" || true)" = "$2" ] || { fail "$what: not $2 $1:"; cat "$made/out.en" >&2; }
}
fresh() { rm -rf "$w/ra" "$w/.hoso"; }
again=1

what="a folder in the place of a dossier"
set_up() { fresh; mkdir -p "$w/ra/bao-cao.pdf/x"; }
build 1
count failed 1
count built $((n - 1))
says '^ra/bao-cao.pdf: error: system: .*; a folder stands in the place of a file; move it away$' \
    '^ra/bao-cao.pdf: lỗi: system: .*; có một thư mục nằm ở chỗ của tệp; hãy chuyển thư mục đó đi$'
says '^hoso: not made: ra/bao-cao.pdf$' '^hoso: chưa làm được: ra/bao-cao.pdf$'
says '^hoso: dossiers: 10 built, 0 fresh, 1 failed; ' '^hoso: hồ sơ: 10 đã lập, 0 còn đúng, 1 hỏng; '
build 1 --jobs 1
count built $((n - 1))

what="a file in the place of a folder"
set_up() { fresh; mkdir "$w/ra" && echo >"$w/ra/xa"; }
build 1
count failed 6
count built $((n - 6))
says '^ra/xa: error: system: .*; a file stands in the place of a folder; move it away$' \
    '^ra/xa: lỗi: system: .*; có một tệp nằm ở chỗ của thư mục; hãy chuyển tệp đó đi$'

what=".hoso is a file"
set_up() { fresh; echo >"$w/.hoso"; }
build 3
says '^.hoso: error: system: .*; a file stands' '^.hoso: lỗi: system: .*; có một tệp'
says '^hoso: not done; ' '^hoso: không thực hiện được; '
what=".hoso/tmp is a file"
set_up() { fresh; mkdir "$w/.hoso"; echo >"$w/.hoso/tmp"; }
build 3
says '^.hoso/tmp: error: system: .*; a file stands' '^.hoso/tmp: lỗi: system: .*; có một tệp'
what=".hoso/state is a folder"
set_up() { fresh; mkdir -p "$w/.hoso/state"; }
build 3
says '^.hoso/state: error: system: .*; a folder stands' '^.hoso/state: lỗi: system: .*; có một thư mục'
says "^hoso: dossiers: 0 built, 0 fresh, 0 failed, $n not begun; " "^hoso: hồ sơ: 0 đã lập, 0 còn đúng, 0 hỏng, $n chưa lập; "
[ "$(grep -c ' error: ' "$made/err.en")" = 1 ] || fail "$what: told more than once: $(cat "$made/err.en")"
for state in garbage 'hoso-state 99' ''; do
    what="a state of \"$state\""
    set_up() { fresh; mkdir "$w/.hoso"; echo "$state" >"$w/.hoso/state"; }
    build 0
    count built $n
    says '^.hoso/state: note: state-broken: .*; what is not known is made anew$' '^.hoso/state: lưu ý: state-broken: .*; '
done

# A workspace may come from somebody else: what is written there, or removed, is nothing that a link leads to.
mkdir -p "$made/mine/tmp"
echo mine >"$made/mine/letter"
echo mine >"$made/mine/12-34"
what=".hoso/lock is a link"
set_up() { fresh; mkdir "$w/.hoso"; ln -s "$made/mine/letter" "$w/.hoso/lock"; }
build 3
says '^.hoso/lock: error: system: .*; a link stands in the place' '^.hoso/lock: lỗi: system: .*; có một liên kết nằm ở chỗ'
what=".hoso/tmp is a link"
set_up() { fresh; mkdir "$w/.hoso"; ln -s "$made/mine" "$w/.hoso/tmp"; }
build 3
says '^.hoso/tmp: error: system: .*; a link stands in the place' '^.hoso/tmp: lỗi: system: .*; có một liên kết nằm ở chỗ'
what=".hoso/tmp.1-2 is a link"
set_up() { fresh; mkdir "$w/.hoso"; ln -s "$made/mine" "$w/.hoso/tmp.1-2"; }
build 0
what=".hoso is a link to a folder with a tmp"
set_up() { fresh; ln -s "$made/mine" "$w/.hoso"; : >"$made/mine/tmp/notes.txt"; }
build 0
[ -e "$made/mine/tmp/notes.txt" ] || fail "$what: a file of somebody else's is gone"
rm -f "$w/.hoso"
[ "$(cat "$made/mine/letter" "$made/mine/12-34")" = "mine
mine" ] || fail "links: a file that they lead to has changed"

what="files of shares that were killed"
set_up() { fresh; mkdir -p "$w/.hoso/tmp.7-8"; echo >"$w/.hoso/tmp.7-8/123-4"; }
build 0
[ ! -e "$w/.hoso/tmp.7-8" ] || fail "$what: they stay"

what="a pipe in the place of a dossier and of the state"
set_up() { fresh; mkdir -p "$w/ra" "$w/.hoso"; mkfifo "$w/ra/bao-cao.pdf" "$w/.hoso/state"; }
build 0
count built $n
set_up() { rm -f "$w/ra/bao-cao.pdf"; mkfifo "$w/ra/bao-cao.pdf"; }
build 0
count built 1
what="a pipe in the place of a source"
mkfifo "$w/nguon/them-2021.csv"
set_up() { fresh; }
build 2
says '^nguon/them-2021.csv: error: file-kind: ' '^nguon/them-2021.csv: lỗi: file-kind: '
rm "$w/nguon/them-2021.csv"

what="parts of records that were never finished"
set_up() { fresh; mkdir -p "$w/.hoso/runs"; for name in 0001-5e884898.json.Ab12Cd 0001-5e884898.2-8.json.Ab12Cd 0001-5e884898.merged.json.Ab12Cd letter.json.Ab12Cd; do echo >"$w/.hoso/runs/$name"; done; }
build 0
[ "$(cd "$w/.hoso/runs" && echo *Ab12Cd)" = "0001-5e884898.merged.json.Ab12Cd letter.json.Ab12Cd" ] || fail "$what: left are $(ls "$w/.hoso/runs")"

what="files that may not grow"
set_up() { fresh; }
(
    ulimit -f 8 # blocks of 512 or 1024 bytes: less than a dossier has
    build 3
    says 'error: system: .*; raise the limit (ulimit -f)$' 'lỗi: system: .*; hãy tăng giới hạn (ulimit -f)$'
    exit $bad
) || bad=1
[ ! -e "$w/.hoso/tmp" ] || fail "$what: a part of a file is left"

what="no standard files"
fresh
"$hoso" -C "$w" build <&- >&- 2>&- || fail "$what: exit $?"
again=
build 0
count fresh $n
again=1
if grep state-broken "$made/err.en"; then fail "$what: what was to be printed is in the state"; fi

what="names that differ in capitals"
set_up() { fresh; }
sed -i 's|ra/tong-hop.pdf|RA/bao-cao.PDF|' "$w/hoso.yaml"
build 2
says ' error: output-twice: "RA/bao-cao.PDF" ' ' lỗi: output-twice: "RA/bao-cao.PDF" '
what="names whose letters are put together otherwise"
composed=$(printf 't\341\273\225ng') apart=$(printf 'to\314\202\314\211ng')
sed -i "s|RA/bao-cao.PDF|ra/$composed.pdf|; s|ra/phu-luc.pdf|ra/$apart.pdf|" "$w/hoso.yaml"
build 2
says ' error: output-twice: ' ' lỗi: output-twice: '
cp "$made/hoso.yaml" "$w/hoso.yaml"

set_up() { fresh; }
what="no dossiers"
sed '/^dossiers/,$d' "$made/hoso.yaml" >"$w/hoso.yaml"
build 0
says 'hoso.yaml: warning: dossiers-none: ' 'hoso.yaml: cảnh báo: dossiers-none: '
cp "$made/hoso.yaml" "$w/hoso.yaml"
what="--only fits none"
build 0 --only 'ra/khong/*'
says ' warning: only-none: ' ' cảnh báo: only-none: '
for only in "$(printf 'ra/xa/xa\314\203 *')" 'ra/xa/x? *' 'ra/xa/x[ãẫ] *'; do # in parts; a letter of two bytes
    what="--only $only"
    LC_ALL=C build 0 --only "$only"
    count built 6
done
for jobs in 0 257 -1 x ''; do
    what="--jobs $jobs"
    build 2 --jobs "$jobs"
    says 'error: usage: --jobs ' 'lỗi: usage: --jobs '
done

what="no fonts"
echo '<fontconfig></fontconfig>' >"$made/fonts.conf"
mkdir "$made/data"
cp -r "$root/templates" "$root/fonts" "$made/data"
sed -i '/^ *file:/d' "$made/data/fonts/fonts.yaml" # where they are is not known, so they are looked for
FONTCONFIG_FILE=$made/fonts.conf HOSO_DATA=$made/data
export FONTCONFIG_FILE HOSO_DATA
build 2
unset FONTCONFIG_FILE HOSO_DATA
says 'error: font-absent: .*; install the package ' 'lỗi: font-absent: .*; hãy cài gói '
says '^hoso: not done; ' '^hoso: không thực hiện được; '

# ---- limits ----------------------------------------------------------------------------------------------------------
limit() { # STATUS LIMITS TEMPLATE-BODY: makes a dossier of that body beside one that is as it should be
    mkdir -p "$w/templates"
    printf -- '---\nkind: report\nname: A\nsubject: [B]\ntitle: C\n---\n%s\n' "$3" >"$w/templates/lon.md"
    sed '/^dossiers/,$d' "$made/hoso.yaml" >"$w/hoso.yaml"
    printf 'limits: %s\ndossiers:\n' "$2" >>"$w/hoso.yaml"
    for template in lon bao-cao-nam; do
        echo "  - {template: $template, for: tỉnh Điện Biên, years: [2021], output: ra/$template.pdf}" >>"$w/hoso.yaml"
    done
    build "$1"
    count built 1
    count failed 1
}
long='{% for i = 1, 6000 do %}
Một đoạn văn {{ i }}.

{% end %}'
what="too many pages"
limit 1 '{pages: 100}' "$long"
says '^ra/lon.pdf: error: limit-pages: .*; raise pages: in limits: ' '^ra/lon.pdf: lỗi: limit-pages: .*; hãy tăng pages: ở limits: '
what="a loop without end"
limit 2 '{}' '{% while true do end %}'
says 'lon.md:7:.*: error: template-steps: ' 'lon.md:7:.*: lỗi: template-steps: '
what="a table that grows"
limit 2 '{}' '{% local t = {} for i = 1, 1e9 do t[i] = "x" .. i end %}'
says 'lon.md:7:.*: error: template-memory: ' 'lon.md:7:.*: lỗi: template-memory: '
what="a text that is too long"
limit 2 '{}' '{{ string.rep("x", 2000000000) }}'
says 'lon.md:7:.*: error: template-lua: the repeated text ' 'lon.md:7:.*: lỗi: template-lua: văn bản lặp lại '
what="too much memory"
if ! "$hoso" --version | grep -q sanitize && ! grep -qa __asan_init "$hoso"; then
    limit 1 '{memory: 8, pages: 0}' "$(echo "$long" | sed s/6000/12000/)"
    says '^ra/lon.pdf: error: limit-memory: .*; raise memory: in limits: ' '^ra/lon.pdf: lỗi: limit-memory: .*; hãy tăng memory: ở limits: '
    [ "$(grep -c 'memory' "$made/err.vi")" = 1 ] || fail "$what: told more than once: $(cat "$made/err.vi")"
fi

# ---- another disk, one that nothing can be written to, a full one ------------------------------------------------------
cp "$made/hoso.yaml" "$w/hoso.yaml"
mkdir -p "$w/ra" "$made/disk"
cleanup() { umount "$w/ra" "$made/disk" 2>/dev/null || true; }
if mount -t tmpfs tmpfs "$w/ra" 2>/dev/null; then
    set_up() { find "$w/ra" "$w/.hoso" -type f -delete; }
    what="another file system"
    build 0
    count built $n
    [ "$(find "$w/ra" -type f | wc -l)" = $n ] || fail "$what: $(find "$w/ra" -type f)"
    what="another file system, where a run was killed"
    ln -s "$made/mine/letter" "$w/ra/bao-cao.pdf.hoso~"
    set_up() { find "$w/ra" "$w/.hoso" -type f -delete; }
    build 0
    [ "$(find "$w/ra" ! -type d | wc -l)" = $n ] || fail "$what: $(find "$w/ra" ! -type d)"
    [ "$(cat "$made/mine/letter")" = mine ] || fail "$what: what a link leads to has changed"
    what="a medium that cannot be written to"
    mount -o remount,ro "$w/ra"
    set_up() { rm -rf "$w/.hoso"; }
    build 3
    count built 0
    says 'error: system: .*; nothing can be written there; work in another folder$' 'lỗi: system: .*; không ghi được gì ở đó; hãy làm việc ở thư mục khác$'
    mount -o remount,rw "$w/ra"
    umount "$w/ra"
    mount -t tmpfs -o size=300k tmpfs "$made/disk"
    cp -r "$w/nguon" "$w/hoso.yaml" "$made/disk"
    w=$made/disk
    for i in $(seq 1 400); do # more than workers make until the first group has failed
        echo "  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2021], output: ra/$i.pdf}" >>"$w/hoso.yaml"
    done
    what="a full disk"
    set_up() { fresh; }
    build 3
    says 'error: system: .*; make room on the disk, then run again$' 'lỗi: system: .*; hãy giải phóng chỗ trên đĩa rồi chạy lại$'
    says 'error: stopped: .*; what was made is whole, the next run goes on from here$' 'lỗi: stopped: '
    says '^hoso: dossiers: [0-9]* built, 0 fresh, [0-9]* failed, [0-9]* not begun; ' '^hoso: hồ sơ: .*, [0-9]* chưa lập; '
else
    echo "no disks may be mounted here: another file system, a full one were not tried"
fi

[ $bad = 0 ] && echo "batch-faults: all as it should be"
exit $bad
