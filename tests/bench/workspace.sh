#!/bin/sh
# usage: workspace.sh DIR N
# Makes a workspace of N communes with six yearly tables and one four-page dossier each: letterhead, two pages of prose with
# figures in it, a table of six years, a stacked chart, and a table of sixty rows over a page break. The same for the same N.
set -eu
dir=$1
n=$2
mkdir -p "$dir/templates"
cp "$(dirname "$0")/bon-trang.md" "$dir/templates/"
for year in 2016 2017 2018 2019 2020 2021; do
    mkdir -p "$dir/nguon/$year"
    awk -v n="$n" -v year="$year" '
        function draw(k) { seed = (seed * 1103515245 + 12345) % 2147483648; return int(seed / 65536) % k }
        BEGIN {
            seed = 20160000 + year
            split("Thanh Na Mường Pa Chiềng Nậm Sín Tả Hừa Quài Búng Sam Huổi Keo Phình Xa Tênh Noong Ẳng Mùn", a, " ")
            split("An Yên Tấu Phăng Khoang Nhạn Lói Tông Vạt Lao Sung Dình Kháng Giàng Phìn Nèn Bay Cang Hẹt Luân", b, " ")
            split("Hạ Thượng Đông Tây Nam Bắc Trung Lèng Mười Hai Ba Sáu", c, " ")
            print "STT;Tên đơn vị;Tổng số biên chế được giao;Tổng số CBCC hiện có;Nữ;Đảng viên;Dân tộc thiểu số;Chuyên môn - Đại học;Chuyên môn - Cao đẳng;Chuyên môn - Trung cấp;Chuyên môn - Sơ cấp;Chuyên môn - Chưa qua đào tạo;LLCT - Trung cấp;LLCT - Sơ cấp"
            for (i = 0; i < n; i++) {
                name = "Xã " a[i % 20 + 1] " " b[int(i / 20) % 20 + 1] (i < 400 ? "" : " " c[int(i / 400) % 12 + 1])
                for (more = int(i / 4800); more > 0; more--) name = name " Mới"
                t = 16 + draw(9); u = draw(int(t / 2)) + 4; h = draw(4); s = draw(2); z = draw(2); m = t - u - h - s - z
                if (m < 0) { u += m; m = 0 }
                print i + 1 ";" name ";" t + draw(4) ";" t ";" draw(t) ";" t - draw(4) ";" draw(t + 1) ";" u ";" h ";" m ";" s ";" z ";" draw(int(t / 2) + 1) ";" draw(5)
            }
        }' >"$dir/nguon/$year/bieu.csv"
done
{
    cat <<YAML
language: vi
date: 2022-01-14
issuer: {parent: UBND tỉnh Mẫu, name: Sở Nội vụ, place: Mẫu, symbol: BC-SNV}
sources:
YAML
    for year in 2016 2017 2018 2019 2020 2021; do
        echo "  - {files: nguon/$year/bieu.csv, place: tỉnh Mẫu, date: $year-12-31}"
    done
    echo "dossiers:"
    echo "  - {template: bon-trang, each: xã, years: [2016, 2017, 2018, 2019, 2020, 2021], output: \"ra/{place}.pdf\"}"
} >"$dir/hoso.yaml"
