/* What sentences leave out because it was said before, and where it is not to be taken from. */
#include "gives.h"

static void test_goals_end_where_it_is_now(void **state) {
    gives(state, "Phấn đấu 95% cán bộ đạt chuẩn; hiện nay có 82% đạt chuẩn chuyên môn.",
          "82% | standard.professional | percent | 82\n");
    gives(state, "Phấn đấu 95% cán bộ đạt chuẩn; đã có 40 người có bằng đại học.",
          "40 | edu.university | count | 40\n");
    gives(state, "Phấn đấu 95% cán bộ đạt chuẩn; 40% có bằng đại học.", "");
    gives(state, "Mục tiêu là đưa tỷ lệ đạt chuẩn từ 82% hiện nay lên 95%.", "");
}

static void test_clauses_side_by_side(void **state) {
    gives(state,
          "Cán bộ xã: 118 người, trong đó nữ: 29 người; công chức xã: 116 người, trong đó nữ: 59 người.",
          "118 | staff.total\n29 | gender.female\n116 | staff.total\n59 | gender.female\n");
    gives(
        state, "Xã Mỹ Sơn có 21 cán bộ, công chức, nữ 7 người; xã Mỹ Hòa có 19, nữ 5.",
        "21 | staff.total | count | 21 | ~ | xã Mỹ Sơn\n7 | gender.female\n19 | staff.total | count | 19 | ~ | xã Mỹ "
        "Hòa\n5 | gender.female\n");
    gives(
        state,
        "Xã Mỹ\u00A0Sơn có 21\u00A0cán\u00A0bộ, công chức; xã\u00A0Mỹ Hòa có 19.", /* blanks that do not break */
        "21 | staff.total | count | 21 | ~ | xã Mỹ Sơn\n19 | staff.total | count | 19 | ~ | xã Mỹ Hòa\n");
    gives(state, "Tỷ lệ nữ: cán bộ 29%; công chức 51%.", "29% | gender.female\n51% | gender.female\n");
    gives(state, "Cán bộ: 10 người; trong đó: Bí thư 01, Chủ tịch 01.", "10 | staff.total\n");
}

static void test_subject_left_out(void **state) {
    gives(
        state, "Năm 2014, có 71 người có bằng đại học. Và đến hết năm 2019 là 92 người.",
        "71 | edu.university | count | 71 | ~ | ~ | 2014\n92 | edu.university | count | 92 | ~ | ~ | 2019\n");
    gives(state, "Năm 2014, có 71 người có bằng đại học. Hội nghị năm 2019 là lần thứ 3.",
          "71 | edu.university\n");
    gives(
        state,
        "Năm 2011, số công chức có bằng cao đẳng là 17 người, đến năm 2015 số lượng này còn 8 người (chiếm 4%).",
        "17 | edu.college | count | 17 | ~ | ~ | 2011\n8 | edu.college | count | 8 | ~ | ~ | 2015\n4% | "
        "edu.college | percent | 4 | ~ | ~ | 2015\n");
}

static void test_years_behind(void **state) {
    gives(
        state, "Có 40% cán bộ đạt chuẩn vào năm 2010, đến năm 2020 tỷ lệ này lên 97%.",
        "40% | standard.professional | percent | 40 | ~ | ~ | 2010\n97% | standard.professional | percent | 97 | ~ | ~ "
        "| 2020\n");
    gives(
        state, "Tỷ lệ đạt chuẩn qua các năm: 2018: 90%; 2019: 94%.",
        "90% | standard.professional | ~ | ~ | ~ | ~ | 2018\n94% | standard.professional | ~ | ~ | ~ | ~ | 2019\n");
    gives(state, "Tổng số cán bộ, công chức: 2015 người.", "2015 | staff.total | count | 2015\n");
    gives(state, "Năm 2015 có 31 cán bộ, công chức; năm 2020 còn 28 người, giảm 3 người.",
          "31 | staff.total | count | 31 | ~ | ~ | 2015\n28 | staff.total | count | 28 | ~ | ~ | 2020\n3 | "
          "staff.total | change | -3 | ~ | ~ | 2020 | 2015\n");
    gives(
        state, "Năm 2020 có 94% hoàn thành tốt nhiệm vụ trở lên, cao hơn năm 2019 là 3%.",
        "94% | evaluation.good_up | percent | 94 | ~ | ~ | 2020\n3% | evaluation.good_up | change | 3 | ~ | ~ | 2020 | "
        "2019\n");
}

static void test_years_of_lines(void **state) {
    gives(
        state,
        "Báo cáo\n\nHuyện có 9 xã, thị trấn. Kết quả năm 2019: 29 người hoàn thành xuất sắc nhiệm vụ.\n"
        "Đội ngũ cán bộ, công chức xã có 190 người.",
        "9 | units.total\n29 | evaluation.excellent | ~ | ~ | ~ | ~ | 2019\n190 | staff.total | count | 190 | ~ | ~ | \n");
}

static void test_places_of_headings(void **state) {
    gives(
        state,
        "BÁO CÁO NHANH\n\n1. Xã Mỹ Sơn\n- Cán bộ, công chức: 21 người.\n2. Xã Mỹ Hòa\n- Cán bộ, công chức: 19 người.\n",
        "21 | staff.total | count | 21 | ~ | xã Mỹ Sơn\n19 | staff.total | count | 19 | ~ | xã Mỹ Hòa\n");
    gives(
        state,
        "THANH TRA CÔNG VỤ TẠI XÃ MỸ SƠN\n\nCó 21 cán bộ, công chức. Toàn huyện có 200 cán bộ, công chức.",
        "21 | staff.total | count | 21 | ~ | xã Mỹ Sơn\n200 | staff.total | count | 200 | ~ | huyện Thanh Khê\n");
    gives(state, "XÃ MỸ SƠN VÀ XÃ MỸ HÒA THI ĐUA\n\nCó 40 cán bộ, công chức.",
          "40 | staff.total | count | 40 | ~ | huyện Thanh Khê\n");
}

static void test_titles_name_people(void **state) {
    gives(state, "Chủ tịch UBND xã Đặng Văn Bảy cho biết: có 14 người có bằng đại học.",
          "14 | edu.university | count | 14 | ~ | huyện Thanh Khê\n");
    gives(state, "Bí thư Đảng ủy xã Sùng A Páo, 41 tuổi, kể: có 3 người có bằng đại học.",
          "3 | edu.university | count | 3 | ~ | huyện Thanh Khê\n");
    gives(state, "Chủ tịch UBND xã Mỹ Sơn cho biết: có 14 người có bằng đại học.",
          "14 | edu.university | count | 14 | ~ | xã Mỹ Sơn\n");
    gives(state, "Theo Chủ tịch UBND xã Đặng Văn Bảy, huyện Thanh Khê: có 14 người có bằng đại học.",
          "14 | edu.university | count | 14\n");
    gives(
        state,
        "Xã Đặng Văn Bảy có 20 cán bộ, công chức. Chủ tịch UBND xã Đặng Văn Bảy cho biết, có 14 người có bằng "
        "đại học.",
        "20 | staff.total | count | 20 | ~ | xã Đặng Văn Bảy\n14 | edu.university | count | 14 | ~ | xã Đặng Văn "
        "Bảy\n");
}

static void test_short_names_of_documents(void **state) {
    gives(state, "- Đạt chuẩn chức danh theo TT 06: 17/19 người.",
          "17/19 | standard.title | ratio | 17/19\n");
    gives(state, "- Có bằng đại học (theo QĐ 42/2019): 12 người.", "12 | edu.university | count | 12\n");
    gives(state, "- Được cử đi bồi dưỡng theo KH số 8: 30 người.", "30 | training.sent | count | 30\n");
}

static void test_labels_behind_shares(void **state) {
    gives(state, "Có 12 người (40%) có bằng đại học, 5 người (chiếm 17%) có bằng cao đẳng.",
          "12 | edu.university\n40% | edu.university\n5 | edu.college\n17% | edu.college\n");
    gives(state,
          "Tin học, ngoại ngữ: có 12 người (40%) có chứng chỉ tin học, 5 người (17%) có chứng chỉ tiếng Anh.",
          "12 | it.certified\n40% | it.certified\n5 | language.certified\n17% | language.certified\n");
    gives(state, "Đại học: 12 người (40%), cao đẳng: 5 người (17%).",
          "12 | edu.university\n40% | edu.university\n5 | edu.college\n17% | edu.college\n");
    gives(state, "Đại học có 12 người (40%) đạt chuẩn.", "12 | edu.university\n40% | edu.university\n");
}

static void test_classes_and_who_attends(void **state) {
    gives(state, "Mở 4 lớp tin học (160 người).", "4 | training.classes\n160 | training.participants\n");
    gives(state, "Có 5 công chức được cử đi bồi dưỡng, 48 người tham gia lớp bồi dưỡng.",
          "5 | training.sent\n48 | training.participants\n");
    gives(state, "Cử 45 người đi học đại học; bồi dưỡng 320 lượt.",
          "45 | training.sent\n320 | training.participants\n");
    gives(state, "Có 1.024 lượt cán bộ được cử đi đào tạo.", "1.024 | training.sent\n");
    gives(
        state, "Bồi dưỡng 1.245 lượt, bằng 104% kế hoạch và tăng 6,2% so với năm 2020.",
        "1.245 | training.participants\n104% | training.plan_completion\n6,2% | training.participants | change | 6.2 | "
        "~ | ~ | ~ | 2020\n");
    gives(state, "Sẽ mở 12 lớp bồi dưỡng.", "");
}

static void test_brackets_and_rows(void **state) {
    gives(state, "Phần lớn cán bộ xã (83%) có bằng đại học.", "83% | edu.university\n");
    gives(state, "Trung cấp 53 53 50 48 43\nĐại học 109 115\n", "109 | edu.university\n");
    gives(state, "Tỷ lệ nữ tăng 9,8%, đạt 34,5%.",
          "9,8% | gender.female | change | 9.8\n34,5% | gender.female | percent\n");
}

static void test_broken_lines(void **state) {
    gives(
        state,
        "Đến hết năm 2020, toàn huyện có 467 cán bộ, công chức cấp xã, trong đó\n301 người có trình độ đại học, 66 người "
        "có trình độ trung cấp\nlý luận chính trị.\n",
        "467 | staff.total | ~ | ~ | ~ | ~ | 2020\n301 | edu.university | ~ | ~ | ~ | ~ | 2020\n66 | "
        "politics.intermediate | ~ | ~ | ~ | ~ | 2020\n");
    gives(state, "Đại học: 15 người\nTrung cấp: 4 người\n", "15 | edu.university\n4 | edu.intermediate\n");
}

static void test_years_in_order(void **state) {
    gives(state, "Số công chức là nữ các năm 2017, 2018 và 2019 lần lượt là 8, 9, 13 người.",
          "8 | gender.female | count | 8 | ~ | ~ | 2017\n9 | gender.female | count | 9 | ~ | ~ | 2018\n"
          "13 | gender.female | count | 13 | ~ | ~ | 2019\n");
    gives(
        state, "Giai đoạn 2017 - 2019, tỷ lệ có bằng đại học lần lượt là 40%, 44% và 51%.",
        "40% | edu.university | percent | 40 | ~ | ~ | 2017\n44% | edu.university | percent | 44 | ~ | ~ | 2018\n"
        "51% | edu.university | percent | 51 | ~ | ~ | 2019\n");
    gives(
        state, "Năm 2017, 2018 có lần lượt 3 và 5 người có trình độ thạc sĩ.",
        "3 | edu.postgraduate | count | 3 | ~ | ~ | 2017\n5 | edu.postgraduate | count | 5 | ~ | ~ | 2018\n");
    gives(
        state, "Năm 2017, năm 2018 số cán bộ có bằng cao đẳng lần lượt là 7 và 4 người, chiếm 35% và 20%.",
        "7 | edu.college | count | 7 | ~ | ~ | 2017\n4 | edu.college | count | 4 | ~ | ~ | 2018\n"
        "35% | edu.college | percent | 35 | ~ | ~ | 2017\n20% | edu.college | percent | 20 | ~ | ~ | 2018\n");
    gives(state, "Giai đoạn 2015 - 2020, tỷ lệ có bằng đại học lần lượt là 40%, 44% và 51%.", "");
    gives(state, "Số nữ tương ứng với các năm 2017, 2018 lần lượt là 8 và 9 người.",
          "8 | gender.female | count | 8 | ~ | ~ | 2017\n9 | gender.female | count | 9 | ~ | ~ | 2018\n");
    gives(state, "Số người có bằng cao đẳng các năm 2017, 2018, 2019 lần lượt là 7 và 4 người.", "");
}

static void test_ends_of_spans(void **state) {
    gives(
        state,
        "Trong nhiệm kỳ 2015 - 2020, đầu nhiệm kỳ có 12 người có bằng đại học, cuối nhiệm kỳ có 31 người.",
        "12 | edu.university | count | 12 | ~ | ~ | 2015\n31 | edu.university | count | 31 | ~ | ~ | 2020\n");
    gives(state, "Tỷ lệ nữ đầu nhiệm kỳ 2015 - 2020 là 19%.",
          "19% | gender.female | percent | 19 | ~ | ~ | 2015\n");
    gives(state, "Đầu nhiệm kỳ có 12 người có bằng đại học, cuối nhiệm kỳ có 31 người.", "");
    gives(state, "Có 31 người có bằng đại học, tăng 19 người so với đầu nhiệm kỳ.",
          "31 | edu.university | count | 31\n19 | edu.university | change | 19\n");
}

static void test_results_behind_goals(void **state) {
    gives(
        state,
        "Về chuyên môn: mục tiêu đến năm 2020 có 70% đạt trình độ đại học; thực hiện: 52/60 người, đạt 86,7%.",
        "52/60 | edu.university | ratio | ~ | ~ | ~ | \n86,7% | edu.university | percent | ~ | ~ | ~ | \n");
    gives(state,
          "Về quản lý nhà nước: mục tiêu 100% công chức qua bồi dưỡng; thực hiện 31/40 công chức, đạt 77,5%.",
          "31/40 | state_mgmt.trained\n77,5% | state_mgmt.trained\n");
    gives(state, "Về tin học: mục tiêu 100% công chức có chứng chỉ; đến nay đạt 91%.",
          "91% | it.certified | ~ | ~ | ~ | ~ | \n");
    gives(state, "Về tin học: mục tiêu năm 2022 có 100% công chức có chứng chỉ; ngoại ngữ 60%.", "");
}

static void test_parts_of_a_whole(void **state) {
    gives(
        state, "Hiện có 31 cán bộ, công chức trên 34 biên chế được giao; giảm 2 người so với năm 2019.",
        "31 | staff.total\n34 | staff.assigned | count | 34 | exact\n2 | staff.total | change | -2 | ~ | ~ | ~ | 2019\n");
    gives(state, "Đến nay 15 người trên 22 cán bộ có bằng đại học.",
          "15 | edu.university\n22 | staff.total\n");
    gives(state, "Xã có 15 cán bộ, trên 80% cán bộ có trình độ đại học.",
          "15 | staff.total\n80% | edu.university | percent | 80 | over\n");
    gives(state, "Mở 3 lớp bồi dưỡng cho trên 200 lượt cán bộ.",
          "3 | training.classes\n200 | training.participants | count | 200 | over\n");
    gives(state, "Tổng biên chế năm 2021 là 930, trong đó khối phòng, ban 410, khối đoàn thể 520.",
          "930 | staff.assigned\n410 | staff.assigned\n520 | staff.assigned\n");
    gives(state, "Huyện có 210 cán bộ, công chức, trong đó vùng phía đông 120, vùng phía tây 90.",
          "210 | staff.total\n120 | staff.total\n90 | staff.total\n");
    gives(state, "Huyện có 210 cán bộ, công chức, trong đó xuất khẩu lao động 120, vay vốn 80.",
          "210 | staff.total\n");
    gives(
        state,
        "Số cán bộ, công chức là 312, số người hoạt động không chuyên trách là 181, giảm tương ứng 49 và 61 người.",
        "312 | staff.total\n181 | staff.part_time\n49 | staff.total | change | -49\n61 | staff.part_time | change | -61\n");
    gives(state, "Trình độ đại học: cán bộ là 12, người hoạt động không chuyên trách là 5.",
          "12 | edu.university\n5 | edu.university\n");
}

static void test_what_remains(void **state) {
    gives(state, "Năm 2015, huyện có 218 cán bộ, công chức xã. Sau hai lần sắp xếp lại bộ máy, còn 197.",
          "218 | staff.total | ~ | ~ | ~ | ~ | 2015\n197 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state, "Xã từng có 24 cán bộ, công chức. Qua rà soát, nay chỉ còn 19 người.",
          "24 | staff.total\n19 | staff.total\n");
    gives(state, "Xã có 24 cán bộ, công chức. Tỷ lệ hộ nghèo của xã còn 19%.", "24 | staff.total\n");
    gives(state, "Xã có 24 cán bộ, công chức. Sau rà soát, hộ nghèo còn 19.", "24 | staff.total\n");
}

static void test_changes_without_copula(void **state) {
    gives(state, "Xã có 31 người hoàn thành tốt nhiệm vụ, nhiều hơn năm 2019 4 người.",
          "31 | evaluation.good\n4 | evaluation.good | change | 4 | ~ | ~ | ~ | 2019\n");
    gives(state, "Tỷ lệ nữ là 31%, tăng so với năm 2018 2,5%.",
          "31% | gender.female\n2,5% | gender.female | change | 2.5 | ~ | ~ | ~ | 2018\n");
    gives(state, "Có 7 người không hoàn thành nhiệm vụ, ít hơn năm 2020 5 người.",
          "7 | evaluation.failed\n5 | evaluation.failed | change | -5 | ~ | ~ | ~ | 2020\n");
    gives(state, "So với năm 2018, năm 2020 có 5 người có bằng đại học.",
          "5 | edu.university | count | 5 | ~ | ~ | 2020\n");
    gives(
        state, "Năm 2016 có 61 cán bộ, công chức. Đến năm 2020 là 52 người, giảm 9 người.",
        "61 | ~ | count | ~ | ~ | ~ | 2016\n52 | ~ | count | ~ | ~ | ~ | 2020\n9 | ~ | change | -9 | ~ | ~ | 2020 | 2016\n");
}

static void test_pairs(void **state) {
    gives(state, "Nữ và người dân tộc thiểu số chiếm 21% và 80%.",
          "21% | gender.female\n80% | ethnicity.minority\n");
    gives(state, "Đại học, cao đẳng và trung cấp đạt 40%, 12% và 8%.",
          "40% | edu.university\n12% | edu.college\n8% | edu.intermediate\n");
    gives(state, "Đại học và cao đẳng chiếm 40% và 12%; trung cấp 20%.",
          "40% | edu.university\n12% | edu.college\n20% | edu.intermediate\n");
    gives(state, "Cao đẳng, trung cấp chiếm 21%.", "21% | edu.below_university\n");
    gives(state, "Cao đẳng, trung cấp chiếm 21% và 4% chưa qua đào tạo.",
          "21% | edu.below_university\n4% | edu.none\n");
    gives(state, "Số người có trình độ đại học ở xã Mỹ Sơn, xã Mỹ Hòa lần lượt là 12 và 9.",
          "12 | edu.university | ~ | ~ | ~ | xã Mỹ Sơn\n9 | edu.university | ~ | ~ | ~ | xã Mỹ Hòa\n");
    gives(state, "Xã Mỹ Hòa và xã Mỹ Sơn có tỷ lệ nữ lần lượt là 31% và 28%.",
          "31% | gender.female | ~ | ~ | ~ | xã Mỹ Hòa\n28% | gender.female | ~ | ~ | ~ | xã Mỹ Sơn\n");
    gives(state, "Ở xã Mỹ Sơn, xã Mỹ Hòa và xã Mỹ Lộc, số nữ lần lượt là 12 và 9.", "");
}

static void test_which_number_is_meant(void **state) {
    gives(
        state,
        "Năm 2015 có 264 cán bộ, công chức, trong đó 108 người dân tộc thiểu số. Đến nay con số ấy là 231.",
        "264 | staff.total | ~ | ~ | ~ | ~ | 2015\n108 | ethnicity.minority | ~ | ~ | ~ | ~ | 2015\n231 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state,
          "Năm 2015 có 264 cán bộ, công chức, trong đó 108 người dân tộc thiểu số. Đến nay con số ấy là 121.",
          "264 | staff.total\n108 | ethnicity.minority\n121 | ethnicity.minority\n");
    gives(
        state,
        "Đại học chiếm 58%, cao đẳng 36%. Riêng xã Mỹ Sơn có 11/21 nữ. Ở xã Mỹ Hòa, con số tương ứng là 63% và 31%.",
        "58% | edu.university\n36% | edu.college\n11/21 | gender.female | ~ | ~ | ~ | xã Mỹ Sơn\n"
        "63% | edu.university | ~ | ~ | ~ | xã Mỹ Hòa\n31% | edu.college | ~ | ~ | ~ | xã Mỹ Hòa\n");
    gives(state, "Đại học chiếm 58%. Con số tương ứng của xã Mỹ Hòa là 63% và 31%.",
          "58% | edu.university\n");
}

static void test_plans_end(void **state) {
    gives(state,
          "Năm 2021, dự kiến bồi dưỡng 250 lượt, đến nay đã thực hiện được 140 lượt, đạt 56% kế hoạch.",
          "250 | training.planned\n140 | training.participants\n56% | training.plan_completion\n");
    gives(state, "Dự kiến bồi dưỡng 250 lượt, trong đó 140 lượt cán bộ xã.",
          "250 | training.planned\n140 | training.planned\n");
    gives(state, "Bồi dưỡng 412 lượt, vượt 12 lượt so với kế hoạch.", "412 | training.participants\n");
    gives(state, "Bồi dưỡng: KH 30 lượt - TH 33 lượt (110%).",
          "30 | training.planned\n33 | training.participants\n110% | training.plan_completion\n");
}

static void test_names_side_by_side(void **state) {
    gives(
        state, "Còn 47 cán bộ có trình độ trung cấp, trong đó Tả Phời 19, Hợp Thành 15, các xã khác 13.",
        "47 | edu.intermediate | ~ | ~ | ~ | huyện Thanh Khê\n19 | edu.intermediate | ~ | ~ | ~ | xã Tả Phời\n"
        "15 | edu.intermediate | ~ | ~ | ~ | xã Hợp Thành\n13 | edu.intermediate | ~ | ~ | ~ | huyện Thanh Khê\n");
    gives(state, "Còn 47 cán bộ có trình độ trung cấp, theo Nghị Quyết 19.",
          "47 | edu.intermediate | ~ | ~ | ~ | huyện Thanh Khê\n");
}

static void test_changes_of_some(void **state) {
    gives(state, "Xã có 22 cán bộ, công chức, giảm 3 người do sắp xếp.",
          "22 | staff.total\n3 | staff.total | change | -3\n");
    gives(state, "Năm 2020, số cán bộ, công chức nghỉ việc là 6 người, ít hơn năm trước 3 người.", "");
    gives(state, "Có 14 cán bộ, công chức vắng mặt, tăng 2 người.", "");
}

static void test_rates_in_brackets(void **state) {
    gives(state, "Xã có tỷ lệ đạt chuẩn cao nhất (99,6%) là xã Mỹ Sơn, tiếp đến xã Mỹ Hòa 98,9%.",
          "99,6% | standard.professional\n98,9% | standard.professional | ~ | ~ | ~ | xã Mỹ Hòa\n");
    gives(state, "Có 12 người (40%) có bằng đại học, số hộ nghèo 5%.",
          "12 | edu.university\n40% | edu.university\n");
    gives(
        state, "Nữ chiếm 21,3%, dân tộc thiểu số 40%. Năm 2015, hai tỷ lệ này là 18% và 33%.",
        "21,3% | gender.female\n40% | ethnicity.minority\n18% | gender.female | ~ | ~ | ~ | ~ | 2015\n33% | ethnicity.minority | ~ | ~ | ~ | ~ | 2015\n");
}

static void test_communes_of_a_district(void **state) {
    gives(state, "Huyện Lý Nhân có 14 xã, dân số 90.000 người.",
          "14 | units.total | count | 14 | ~ | huyện Lý Nhân\n");
    gives(state, "Huyện Lý Nhân có 14 xã đạt chuẩn nông thôn mới.", "");
    gives(state, "Huyện Lý Nhân đã có 3 xã, thị trấn hoàn thành kế hoạch; còn 2 xã.", "");
    gives(state, "Huyện Lý Nhân còn 2 xã, đều ở xa.", "");
}

static void test_brackets_with_goals(void **state) {
    gives(state, "Đại học 97 người, đạt 51,9% (mục tiêu 50%); cao đẳng 38 người; chưa qua đào tạo 6 người.",
          "97 | edu.university\n51,9% | edu.university\n38 | edu.college\n6 | edu.none\n");
    gives(state, "Mục tiêu 50% đại học (hiện 41%); cao đẳng 38%.", "41% | edu.university\n");
}

static void test_two_lists_of_years(void **state) {
    gives(
        state,
        "Số hoàn thành xuất sắc nhiệm vụ các năm 2018, 2019 lần lượt là 16%, 17%; không hoàn thành nhiệm vụ lần lượt là 3%, 2%.",
        "16% | evaluation.excellent | ~ | ~ | ~ | ~ | 2018\n17% | evaluation.excellent | ~ | ~ | ~ | ~ | 2019\n"
        "3% | evaluation.failed | ~ | ~ | ~ | ~ | 2018\n2% | evaluation.failed | ~ | ~ | ~ | ~ | 2019\n");
}

static void test_one_predicate_for_several(void **state) {
    gives(
        state,
        "Xã Mỹ Sơn cử 4 cán bộ, xã Mỹ Hòa 3 cán bộ và xã Mỹ Lộc 5 cán bộ đi học cao cấp lý luận chính trị.",
        "4 | training.sent_politics_advanced | ~ | ~ | ~ | xã Mỹ Sơn\n3 | training.sent_politics_advanced | ~ | ~ | ~ | xã Mỹ Hòa\n"
        "5 | training.sent_politics_advanced | ~ | ~ | ~ | xã Mỹ Lộc\n");
    gives(state, "Xã Mỹ Sơn có 21 cán bộ, xã Mỹ Hòa có 19 cán bộ.",
          "21 | staff.total | ~ | ~ | ~ | xã Mỹ Sơn\n19 | staff.total | ~ | ~ | ~ | xã Mỹ Hòa\n");
}

static void test_shares_of_groups(void **state) {
    gives(state, "Có bằng đại học: 61% cán bộ, 84% công chức.",
          "61% | edu.university\n84% | edu.university\n");
    gives(state, "Có 61% cán bộ, 84% công chức có bằng đại học.",
          "61% | edu.university\n84% | edu.university\n");
    gives(state, "Có 0,6% không hoàn thành nhiệm vụ, tương ứng với 94 công chức.",
          "0,6% | evaluation.failed\n94 | evaluation.failed | count | 94\n");
    gives(state, "Có 0,6% không hoàn thành nhiệm vụ. Huyện có 94 công chức.",
          "0,6% | evaluation.failed\n94 | staff.total\n");
}

static void test_parts_in_brackets(void **state) {
    gives(state, "Có 19 người có bằng đại học (12 cán bộ, 7 công chức).",
          "19 | edu.university\n12 | edu.university\n7 | edu.university\n");
    gives(state, "Còn 5 người chưa đạt chuẩn (3 cán bộ, 2 công chức).", "");
    gives(state, "Có 19 người có bằng đại học (toàn xã có 12 cán bộ, 9 công chức).",
          "19 | edu.university\n12 | staff.total\n9 | staff.total\n");
}

static void test_units_where_staff_are(void **state) {
    gives(state, "Toàn huyện thiếu 71 công chức tại 77 đơn vị.", "");
    gives(state, "Tổng số công chức trong 27 đơn vị là 300 người.", "300 | staff.total\n");
}

static void test_sections_of_staff(void **state) {
    gives(state, "Khối Đảng có 120 người có bằng đại học, khối chính quyền có 210 người.",
          "120 | edu.university\n210 | edu.university\n");
    gives(state, "Số có mặt theo đơn vị:\n- Xã Ba Cung: 22 người; đại học: 19\n",
          "22 | staff.total | ~ | ~ | ~ | xã Ba Cung\n19 | edu.university | ~ | ~ | ~ | xã Ba Cung\n");
}

static void test_shares_of_folk(void **state) {
    gives(state, "Xã có 40 cán bộ, công chức. Đồng bào Raglai có 22 người, chiếm 55%.",
          "40 | staff.total\n22 | ethnicity.minority\n55% | ethnicity.minority\n");
    gives(state, "Xã có 40 cán bộ, công chức. Đồng bào Raglai chiếm 95%.", "40 | staff.total\n");
}

static void test_sent_to_levels(void **state) {
    gives(
        state,
        "Huyện đã đào tạo trung cấp lý luận chính trị cho 42 người, bồi dưỡng quản lý nhà nước cho 80 lượt cán bộ.",
        "42 | training.sent_politics_intermediate\n80 | training.participants\n");
    gives(state, "Mở 2 lớp trung cấp lý luận chính trị cho 80 cán bộ.",
          "2 | training.classes\n80 | training.participants\n");
}

static void test_terms_before(void **state) {
    gives(
        state, "Nữ trong cấp ủy nhiệm kỳ 2015 - 2020 đạt 21%, nhiệm kỳ trước là 16,5%.",
        "21% | gender.female | ~ | 21 | ~ | ~ | 2015/2020\n16,5% | gender.female | ~ | 16.5 | ~ | ~ | 2010/2015\n");
    gives(
        state, "Nữ trong cấp ủy nhiệm kỳ 2015 - 2020 đạt 21%, tăng 4,5% so với nhiệm kỳ trước.",
        "21% | gender.female | ~ | 21 | ~ | ~ | 2015/2020\n4,5% | gender.female | change | 4.5 | ~ | ~ | 2015/2020 | \n");
    gives(state, "Nữ trong cấp ủy đạt 21%, nhiệm kỳ trước là 16,5%.", "21% | gender.female | ~ | 21\n");
}

static void test_changes_and_their_shares(void **state) {
    gives(state, "Năm 2015, huyện có 40 cán bộ, công chức; nay còn 34 người, giảm 6 người (15%).",
          "40 | staff.total | count | 40 | ~ | ~ | 2015\n34 | staff.total | count | 34 | ~ | ~ | \n"
          "6 | staff.total | change | -6\n15% | staff.total | change | -15\n");
    gives(state, "Có 34 người có bằng đại học (15%).",
          "34 | edu.university\n15% | edu.university | percent | 15\n");
    gives(state, "Nữ có 12 người, chiếm 9% tổng số cán bộ và tăng 2% so với năm 2011.",
          "12 | gender.female\n9% | gender.female\n2% | gender.female | change | 2 | ~ | ~ | ~ | 2011\n");
    gives(state, "So với năm 2015 tăng 9 nữ và 14 người dân tộc thiểu số.",
          "9 | gender.female | change | 9\n14 | ethnicity.minority | change | 14\n");
    gives(state, "Có 9 nữ và 14 người dân tộc thiểu số.",
          "9 | gender.female | count\n14 | ethnicity.minority | count\n");
    gives(
        state,
        "III. SO SÁNH VỚI NĂM 2015\n- Cán bộ, công chức giảm 6 người.\nIV. CÒN LẠI\n- Công chức giảm 2 người.",
        "6 | staff.total | change | -6 | ~ | ~ | ~ | 2015\n2 | staff.total | change | -2 | ~ | ~ | ~ | \n");
}

static void test_lists_in_order(void **state) {
    gives(state,
          "Năm 2014, tỷ lệ cán bộ có bằng đại học, cao đẳng lần lượt là 41% và 30% thì nay là 70% và 12%.",
          "41% | edu.university | ~ | ~ | ~ | ~ | 2014\n30% | edu.college | ~ | ~ | ~ | ~ | 2014\n"
          "70% | edu.university | ~ | ~ | ~ | ~ | \n12% | edu.college | ~ | ~ | ~ | ~ | \n");
    gives(state, "Có 9 người có bằng đại học, 40 người có bằng cao đẳng (51%), tăng lần lượt 2 người và 8%.",
          "9 | edu.university | count\n40 | edu.college | count\n51% | edu.college | percent\n"
          "2 | edu.university | change | 2\n8% | edu.college | change | 8\n");
    gives(
        state, "Tỷ lệ đạt chuẩn của các xã Ba Cung, Ba Dinh, Ba Thành lần lượt đạt 80%, 71% và 75%.",
        "80% | standard.professional | ~ | ~ | ~ | xã Ba Cung\n71% | standard.professional | ~ | ~ | ~ | xã Ba Dinh\n"
        "75% | standard.professional | ~ | ~ | ~ | xã Ba Thành\n");
    gives(state, "Cán bộ xã và công chức xã có bằng đại học đạt lần lượt 55% và 75%.",
          "55% | edu.university\n75% | edu.university\n");
    gives(
        state,
        "Trong năm mở 4 lớp bồi dưỡng với 120 học viên. Xã Ba Cung và xã Ba Dinh lần lượt có 19 và 18 cán bộ có bằng đại học.",
        "4 | training.classes\n120 | training.participants\n19 | edu.university | ~ | ~ | ~ | xã Ba Cung\n"
        "18 | edu.university | ~ | ~ | ~ | xã Ba Dinh\n");
}

static void test_kinds_of_listed_places(void **state) {
    gives(state, "Tỷ lệ nữ ở thị trấn Ba Tơ là 30%, Ba Cung 20%, Ba Xa 10%.",
          "30% | gender.female | ~ | ~ | ~ | thị trấn Ba Tơ\n20% | gender.female | ~ | ~ | ~ | xã Ba Cung\n"
          "10% | gender.female | ~ | ~ | ~ | xã Ba Xa\n");
    gives(state, "Cả nước có 200.000 công chức cấp xã; riêng tỉnh Quảng Ngãi có 3.600 người.",
          "200.000 | staff.total | ~ | ~ | ~ | cả nước\n3.600 | staff.total | ~ | ~ | ~ | tỉnh Quảng Ngãi\n");
}

static void test_levels_before_their_label(void **state) {
    gives(state, "Từ 45% năm 2015, tỷ lệ cán bộ có bằng đại học đã lên 82% vào cuối năm 2019.",
          "45% | edu.university | ~ | ~ | ~ | ~ | 2015\n82% | edu.university | ~ | ~ | ~ | ~ | 2019\n");
    gives(state, "Từ 45% năm 2015, huyện có 40 người có bằng đại học.", "40 | edu.university\n");
}

static void test_there_now_of_posts(void **state) {
    gives(state, "Biên chế được giao: 230 người; hiện có: 218 người.",
          "230 | staff.assigned\n218 | staff.total\n");
    gives(state, "Cán bộ, công chức hiện có mặt:\n- 99 người / 104 biên chế.",
          "99 | staff.total\n104 | staff.assigned\n");
    gives(state, "Dân quân hiện có: 218 người.", "");
}

static void test_goals_with_their_year(void **state) {
    gives(state, "Chỉ tiêu đến năm 2020 là 80% công chức có bằng đại học, thực tế đạt 84,5%.",
          "84,5% | edu.university | percent | 84.5\n");
    gives(state, "Đến năm 2020 phải có 80% công chức có bằng đại học.", "");
    gives(state, "Đến năm 2020 có 80% công chức có bằng đại học.",
          "80% | edu.university | ~ | ~ | ~ | ~ | 2020\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sent_to_levels),
        cmocka_unit_test(test_shares_of_groups),
        cmocka_unit_test(test_parts_in_brackets),
        cmocka_unit_test(test_units_where_staff_are),
        cmocka_unit_test(test_sections_of_staff),
        cmocka_unit_test(test_shares_of_folk),
        cmocka_unit_test(test_terms_before),
        cmocka_unit_test(test_changes_and_their_shares),
        cmocka_unit_test(test_lists_in_order),
        cmocka_unit_test(test_kinds_of_listed_places),
        cmocka_unit_test(test_levels_before_their_label),
        cmocka_unit_test(test_there_now_of_posts),
        cmocka_unit_test(test_goals_with_their_year),
        cmocka_unit_test(test_goals_end_where_it_is_now),
        cmocka_unit_test(test_clauses_side_by_side),
        cmocka_unit_test(test_subject_left_out),
        cmocka_unit_test(test_years_behind),
        cmocka_unit_test(test_years_of_lines),
        cmocka_unit_test(test_places_of_headings),
        cmocka_unit_test(test_titles_name_people),
        cmocka_unit_test(test_short_names_of_documents),
        cmocka_unit_test(test_labels_behind_shares),
        cmocka_unit_test(test_classes_and_who_attends),
        cmocka_unit_test(test_brackets_and_rows),
        cmocka_unit_test(test_broken_lines),
        cmocka_unit_test(test_years_in_order),
        cmocka_unit_test(test_ends_of_spans),
        cmocka_unit_test(test_results_behind_goals),
        cmocka_unit_test(test_parts_of_a_whole),
        cmocka_unit_test(test_what_remains),
        cmocka_unit_test(test_changes_without_copula),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_brackets_with_goals),
        cmocka_unit_test(test_two_lists_of_years),
        cmocka_unit_test(test_one_predicate_for_several),
        cmocka_unit_test(test_communes_of_a_district),
        cmocka_unit_test(test_changes_of_some),
        cmocka_unit_test(test_rates_in_brackets),
        cmocka_unit_test(test_which_number_is_meant),
        cmocka_unit_test(test_plans_end),
        cmocka_unit_test(test_names_side_by_side),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
