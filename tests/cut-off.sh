#!/bin/sh
# usage: cut-off.sh HOSO
# With evidence attached too, a change makes those dossiers again that it changes, and no others. What it changes is worked out
# without the plan: the changed workspace is built from nothing, and its files are held against those from before, byte by
# byte and, where the change is one of printed numbers, by what pdftotext reads on their pages.
. "$(dirname "$0")/common.sh"
# shellcheck source=tests/batch-workspace.sh
. "$root/tests/batch-workspace.sh"
need pdftotext
export LC_ALL=C.UTF-8

make() { "$hoso" -C "$1" build --quiet >/dev/null 2>"$made/err" || [ $? = 1 ] || fail "build $1: $(cat "$made/err")"; }
outputs() { (cd "$1" && find ra -name '*.pdf' | LC_ALL=C sort); }
words() { # workspace: what is read on the pages, beside each PDF
    outputs "$1" | while IFS= read -r pdf; do
        if cmp -s "$1/$pdf" "$before/$pdf" && [ -f "$before/$pdf.text" ]; then cp "$before/$pdf.text" "$1/$pdf.text"
        else pdftotext -layout "$1/$pdf" "$1/$pdf.text"; fi
    done
}
# base FOLDER: the workspace there is what changes are made to.
base() {
    before=$1
    make "$before"
    words "$before"
}
listed() { awk -F, -v state="$1" '$1 == state { print $2 }' "$made/list" | LC_ALL=C sort; }
# change WHAT EXPECTED COMMAND: a command in a copy of the workspace. Expected: none, all, printed (those on whose pages it is
# to be read), some (those whose bytes it changes: they may rest on it without a word), most (those, and it may be others too
# that asked for what was changed, and say nothing of it).
change() {
    what=$1 expected=$2 w=$made/changed fresh=$made/fresh
    rm -rf "$w" "$fresh"
    cp -r "$before" "$w"
    (cd "$w" && find ra -name '*.text' -delete && eval "$3") || fail "$what: the command failed"
    ! diff -rq "$before" "$w" -x ra -x .hoso >/dev/null || [ "$what" = touch ] || fail "$what: nothing was changed"
    "$hoso" -C "$w" build --dry-run --format csv >"$made/list" 2>/dev/null || true
    listed planned >"$made/planned"
    awk -F, '$1 == "planned" { print $5 }' "$made/list" | sort -u | tr '\n' ' ' >"$made/reasons"
    "$hoso" -C "$w" build --format csv >"$made/list" 2>/dev/null || true
    listed built >"$made/built"
    mkdir "$fresh"
    (cd "$w" && find . -mindepth 1 -maxdepth 1 ! -name ra ! -name .hoso -exec cp -r {} "$fresh/" \;)
    make "$fresh"
    outputs "$fresh" | while IFS= read -r pdf; do
        cmp -s "$fresh/$pdf" "$w/$pdf" || echo "$pdf" >>"$made/stale"
        cmp -s "$fresh/$pdf" "$before/$pdf" || echo "$pdf"
    done >"$made/differ"
    [ ! -s "$made/stale" ] || fail "$what: not what a run from nothing makes: $(cat "$made/stale")"
    rm -f "$made/stale"
    cmp -s "$made/planned" "$made/built" || fail "$what: --dry-run says otherwise: $(diff "$made/planned" "$made/built")"
    [ "$expected" = most ] || cmp -s "$made/built" "$made/differ" || fail "$what: made (<) and changed (>): $(diff "$made/built" "$made/differ")"
    words "$fresh"
    outputs "$fresh" | while IFS= read -r pdf; do
        cmp -s "$fresh/$pdf.text" "$before/$pdf.text" || echo "$pdf"
    done >"$made/printed"
    [ -z "$(comm -23 "$made/printed" "$made/built")" ] || fail "$what: printed and not made: $(comm -23 "$made/printed" "$made/built")"
    case $expected in
    none) : >"$made/expect" ;;
    all) outputs "$before" >"$made/expect" ;;
    most)
        [ -z "$(comm -13 "$made/built" "$made/differ")" ] || fail "$what: changed and not made: $(comm -13 "$made/built" "$made/differ")"
        [ -s "$made/differ" ] || fail "$what: nothing differs"
        cp "$made/built" "$made/expect"
        ;;
    some) cp "$made/differ" "$made/expect"; [ -s "$made/expect" ] || fail "$what: nothing differs" ;;
    printed) cp "$made/printed" "$made/expect"; [ -s "$made/expect" ] || fail "$what: no page shows it" ;;
    esac
    cmp -s "$made/expect" "$made/built" || fail "$what: made (<) is not $expected (>): $(diff "$made/built" "$made/expect")"
}
reason() { [ "$(cat "$made/reasons")" = "$1 " ] || fail "$what: the reason is not $1 but $(cat "$made/reasons")"; }

# ---- a small workspace, all of its dossiers with evidence --------------------------------------------------------------
s=$made/small
batch_workspace "$s"
printf '\nCông tác tuyên truyền tiếp tục được quan tâm. Đội ngũ ổn định.\n' >>"$s/nguon/tinh-2021.txt"
sed -i 's/, evidence: true}/}/; s/^dossiers:/evidence: true\n&/' "$s/hoso.yaml"
sed -i 's/$/\r/' "$s/nguon/xa-2016.csv"
base "$s"
xa=nguon/xa-2021.csv
change touch none 'touch -d 2001-01-01 nguon/* hoso.yaml'
change "a blank at the end of the heads" none "sed -i '2s/\$/ /' $xa"
change "a delimiter at the end of each row" none "sed -i '2,\$s/\$/;/' $xa"
change "words of the title" none "sed -i '1s/tổng hợp/số liệu tổng hợp/' $xa"
change "line ends" none "sed -i 's/\$/\r/' $xa; sed -i 's/\r//' nguon/xa-2016.csv"
change "a byte order mark" none "sed -i '1s/^/\xEF\xBB\xBF/' $xa nguon/tinh-2021.txt"
change "another charset" none "for f in nguon/*-2021.*; do iconv -f UTF-8 -t UTF-16 \$f >x; mv x \$f; done"
change "another delimiter" none "sed -i 's/;/\t/g' $xa"
change "a column that measures nothing" none "sed -i '2s/Tôn giáo;/Tôn giáo;Nơi sinh;/; 3,\$s/;\([0-9]\);\$/;\1;Mường;/' $xa"
change "its head" none "sed -i '2s/Tôn giáo/Theo tôn giáo nào/' $xa"
change "a number in it" none "sed -i '5s/;0;\$/;4;/' $xa"
change "a remark" none "sed -i '5s/;0;\$/;0;đã rà soát/' $xa"
change "numbers in the list" none "sed -i '3,\$s/^/1/' $xa"
change "a paragraph that states nothing" none "sed -i 's/tuyên truyền tiếp tục/tuyên truyền/' nguon/tinh-2021.txt"
change "a sentence behind another" none "sed -i 's/Đội ngũ ổn định/Đội ngũ được kiện toàn/' nguon/tinh-2021.txt"
change "a paragraph more" none "printf '\nHết.\n' >>nguon/tinh-2021.txt"
change "a file of which nothing is used" none "printf 'Xã không có thay đổi.\n' >nguon/a-2016.txt"
change "a comment of hoso.yaml" none "sed -i 's/^sources:/# nguồn\n&/' hoso.yaml"
change "a cell" printed "sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/' $xa"
reason figures
grep -qx 'ra/xa/xã Pá Khoang.pdf' "$made/built" || fail "a cell: its own sheet stays"
[ "$(grep -c '^ra/xa/' "$made/built")" = 1 ] || fail "a cell: sheets of others are made"
change "two cells" printed "sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/; s/^5;Xã Nà Tấu;22;8;/5;Xã Nà Tấu;22;9;/' $xa"
change "a cell of the year before" some "sed -i 's/^4;Xã Pá Khoang;19;6;/4;Xã Pá Khoang;19;7;/' nguon/xa-2016.csv"
change "a number in a sentence" some "sed -i 's/402 người là nữ/403 người là nữ/' nguon/tinh-2021.txt"
grep -qx 'ra/bao-cao.pdf' "$made/built" || fail "a number in a sentence: the report stays"
! grep -q '^ra/xa/' "$made/built" || fail "a number in a sentence: sheets are made"
change "another number beside it" some "sed -i 's/14 lớp/15 lớp/' nguon/tinh-2021.txt"
change "a line more above the rows" some "sed -i '1i Tỉnh Điện Biên' $xa"
change "two rows in the other order" some "sed -i '3{h;d};4{G}' $xa"
change "a commune more" some "printf '7;Xã Nà Nhạn;25;9;20;15;9;1;0;\n' >>$xa"
change "a commune less" some "sed -i '\$d' $xa; sed -i '\$d' nguon/xa-2016.csv"
change "what a column is called" some "sed -i '2s/;Nữ;/;Số nữ;/' $xa" # its users' evidence shows the head
change "who signs" all "sed -i 's/Sở Nội vụ/Sở Nội Vụ/' hoso.yaml"
reason plan

# ---- what dossiers are made by -----------------------------------------------------------------------------------------
t=$root/templates
change "a style that nobody uses" none "mkdir -p templates/styles; cp $t/styles/nd30.yaml templates/styles/khac.yaml"
change "a rule pack that nobody uses" none "mkdir -p templates/rules; sed 's/^name:.*/name: khac/' $t/rules/chung.yaml >templates/rules/khac.yaml"
change "what ships, as its own" none "cp -r $t/* templates/"
cp -r "$t"/* "$s/templates/"
printf '\nBản riêng của tỉnh.\n' >>"$s/templates/phieu-don-vi.md"
sed -i 's/number-total: false/number-total: true/' "$s/templates/styles/nd30.yaml"
grep -q 'đạt chuẩn' "$s/templates/rules/can-bo-cap-xa.yaml" || fail "the rules have changed: take another word"
sed -i '0,/đạt chuẩn/s//đạt chuẩn mực/' "$s/templates/rules/can-bo-cap-xa.yaml"
rm -rf "$s/ra" "$s/.hoso"
base "$s"
change "a comment of a template" none "sed -i '0,/{#/s//{# đã xem: /; 0,/^---\$/s//---\n# đã xem/' templates/phieu-don-vi.md"
change "comments of all else" none "for f in templates/*.yaml templates/*/*.yaml; do sed -i '1i # đã xem' \$f; done"
change "a template" printed "sed -i 's/Bản riêng/Bản in riêng/' templates/phieu-don-vi.md"
reason template
[ "$(grep -c '^ra/xa/' "$made/built")" = "$(wc -l <"$made/built")" ] || fail "a template: others' dossiers are made: $(cat "$made/built")"
change "a template that nobody uses" none "echo x >>templates/dao-tao.md"
change "a style" some "sed -i 's/number-total: true/number-total: false/' templates/styles/nd30.yaml"
reason figures
change "rules that texts are read by" some "sed -i '0,/đạt chuẩn mực/s//đạt chuẩn/' templates/rules/can-bo-cap-xa.yaml"
! grep -q '^ra/xa/' "$made/built" || fail "rules: sheets of communes are made, which use no text"
change "a face" all "cp \"\$(find /usr/share/fonts -name DejaVuSerif.ttf | head -n 1)\" chu.ttf; printf 'fonts: {serif: chu.ttf}\n' >>hoso.yaml"
reason fonts

# ---- what was looked at ------------------------------------------------------------------------------------------------
k=$made/kiem-tra
cp -r "$root/examples/kiem-tra" "$k"
rm -rf "$k/ra" "$k/.hoso"
base "$k"
change "a blank line behind the acknowledgements" none "printf '\n' >>da-xac-nhan.csv"
change "who has acknowledged" some "sed -i 's/Nguyễn Văn Mẫu/Trần Văn Mẫu/' da-xac-nhan.csv"
reason figures
[ "$(wc -l <"$made/built")" -lt 12 ] || fail "an acknowledgement: all are made"
change "blanks in the crosswalk" none "sed -i 's/;Xã Hà Mẫu;/; Xã Hà Mẫu ;/' sap-xep.csv"
change "a row about others in the crosswalk" none "printf '98001;Xã Khác;98002;Xã Khác Mới;full;2022-07-01\n' >>sap-xep.csv"
change "a row about others before the rest" some "sed -i '1a 98001;Xã Khác;98002;Xã Khác Mới;full;2022-07-01' sap-xep.csv" # lines that evidence has move
change "what became of a commune" some "sed -i '2s/full/partial/' sap-xep.csv"
reason figures
change "what a commune became has another name" some "sed -i '2,3s/99004;Xã Đồng Mẫu;full/99004;Xã Đồng Mẫu Mới;full/' sap-xep.csv"
change "how strict a check is" some "printf 'checks:\n  - {id: subset, level: warning}\n' >>hoso.yaml"

# ---- what places were -------------------------------------------------------------------------------------------------
b=$made/bac-ninh
cp -r "$root/examples/bac-ninh" "$b"
rm -rf "$b/ra" "$b/.hoso"
sed -i '/^evidence:/d' "$b/hoso.yaml" # which names the table of units
mkdir "$b/templates"
cp "$t/units.yaml" "$b/templates/"
base "$b"
units=templates/units.yaml
others='  - {code: "97", name: tỉnh Thử Nghiệm, until: 2025-06-30}'
change "a province more that nobody reports of" none "sed -i '0,/^  - {code/s//$others\n&/' $units"
change "provinces in another order" none "sed -i '/name: tỉnh Thái Nguyên, until/{h;d}; /name: tỉnh Vĩnh Phúc, until/{G}' $units"
change "what others were made of" none "sed -i 's/parts: \[tỉnh Bạc Liêu, tỉnh Cà Mau\]/parts: [tỉnh Cà Mau]/' $units"
change "by what it was made" none "sed -i 's|1658/NQ-UBTVQH15|1658/NQ|' $units"
change "the last day of a part" most "sed -i 's/\(name: tỉnh Bắc Giang, until: 2025-06-\)30/\129/; s/\[tỉnh Bắc Giang, tỉnh Bắc Ninh\]/[tỉnh Bắc Ninh]/' $units"
reason figures

# ---- groups, codes, columns that add up, sheets that show whole rows ---------------------------------------------------
d=$made/dien-bien
cp -r "$root/examples/dien-bien" "$d"
rm -rf "$d/ra" "$d/.hoso"
base "$d"
bieu=nguon/2021/can-bo-cong-chuc-cap-xa-2021.csv
change "a cell of Thanh Yên" printed "sed -i '/Xã Thanh Yên;/s/;23;21;4;/;23;21;5;/' $bieu"
reason figures
[ "$(grep -c '^ra/xa/' "$made/built")" = 1 ] || fail "a cell of Thanh Yên: $(wc -l <"$made/built") are made"
change "a cell of the row that nothing rests on" none "sed -i '/Xã Thanh Yên;/s/;23;21;4;18;17;0;/;23;21;4;18;17;1;/' $bieu"
change "a blank at the end of the heads of the province" none "sed -i '1s/Ghi chú/Ghi chú /' $bieu"
change "the name of a district" some "sed -i 's/Huyện Tuần Giáo/Huyện Tuần Giao/' $bieu"

[ $bad = 0 ] && echo "cut-off: each change makes what it changes"
exit $bad
