# Sourced by the tests of the batch: `batch_workspace DIR` makes a small workspace of a province and six communes over two
# years, with a dossier of each kind that ships, and one with evidence; `sums DIR` prints the digests of what was made.

batch_workspace() { # folder
    mkdir -p "$1/nguon" "$1/templates"
    cat >"$1/nguon/tinh-2016.txt" <<'TEXT'
BÁO CÁO
Đến hết năm 2016, toàn tỉnh có 1.279 công chức cấp xã.
Trình độ đại học đạt 45,1%, cao đẳng 11,7%, trung cấp 40,4%, sơ cấp 1%, chưa qua đào tạo 1,8%.
TEXT
    cat >"$1/nguon/tinh-2021.txt" <<'TEXT'
BÁO CÁO
Đến hết năm 2021, toàn tỉnh có 1.312 công chức cấp xã, trong đó có 402 người là nữ.
Trình độ đại học đạt 64,7%, cao đẳng 9,2%, trung cấp 25,4%, chưa qua đào tạo 0,7%.
Năm 2021 mở 14 lớp bồi dưỡng với 1.105 lượt người tham gia.
TEXT
    cat >"$1/nguon/xa-2016.csv" <<'CSV'
Biểu tổng hợp năm 2016
STT;Tên đơn vị;Tổng số CBCC hiện có;Nữ;Đảng viên;Chuyên môn - Đại học;Chuyên môn - Trung cấp;Chuyên môn - Chưa qua đào tạo;Tôn giáo;Ghi chú
1;Xã Thanh An;21;8;20;9;10;2;0;
2;Xã Thanh Yên;20;7;19;8;11;1;1;
3;Xã Mường Phăng;23;9;22;12;11;0;0;
4;Xã Pá Khoang;19;6;17;7;9;3;0;
5;Xã Nà Tấu;22;8;22;10;11;1;0;
6;Xã Mường Nhạn;18;5;16;6;8;4;0;
CSV
    sed -e 's/2016/2021/; 1!{s/;21;8;20;9;10;2;/;20;9;20;15;5;0;/; s/;20;7;19;8;11;1;/;21;8;20;14;6;1;/}' \
        "$1/nguon/xa-2016.csv" >"$1/nguon/xa-2021.csv"
    cat >"$1/hoso.yaml" <<'YAML'
language: en
date: 2022-01-14
issuer: {parent: UBND tỉnh Điện Biên, name: Sở Nội vụ, place: Điện Biên, symbol: BC-SNV}
sources:
  - {files: nguon/*-2016.*, place: tỉnh Điện Biên, date: 2016-12-31}
  - {files: nguon/*-2021.*, place: tỉnh Điện Biên, date: 2021-12-31}
dossiers:
  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/bao-cao.pdf}
  - {template: tong-hop, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/tong-hop.pdf}
  - {template: kiem-tra, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/kiem-tra.pdf}
  - {template: phu-luc-so-lieu, for: tỉnh Điện Biên, years: [2016, 2021], output: ra/phu-luc.pdf}
  - {template: bao-cao-nam, for: tỉnh Điện Biên, years: [2021], output: ra/chung-cu.pdf, evidence: true}
  - {template: phieu-don-vi, each: xã, years: [2016, 2021], output: "ra/xa/{place}.pdf"}
YAML
}

sums() { (cd "$1" && find ra -type f 2>/dev/null | LC_ALL=C sort | tr '\n' '\0' | xargs -0 -r sha256sum); }
