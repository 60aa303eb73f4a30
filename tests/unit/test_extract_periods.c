/* Periods that go on: spans over what happens in them, years over ratings and posts; and where they end. */
#include "gives.h"

static void test_spans_hold_what_happens(void **state) {
    gives(
        state,
        "Từ năm 2017 đến năm 2019, xã được quan tâm đầu tư. Xã đã cử 14 người đi học đại học, mở 3 lớp bồi dưỡng.\n\n"
        "Ngoài ra, cử 5 lượt cán bộ đi bồi dưỡng. Đến nay, 80% cán bộ có trình độ đại học.",
        "14 | training.sent | ~ | ~ | ~ | ~ | 2017/2019\n3 | training.classes | ~ | ~ | ~ | ~ | 2017/2019\n"
        "5 | training.sent | ~ | ~ | ~ | ~ | 2017/2019\n80% | edu.university | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "Giai đoạn 2011 - 2015 đã mở 120 lớp bồi dưỡng, riêng năm 2014 là 31 lớp.\n\nVề ngoại ngữ, mở 9 lớp "
        "bồi dưỡng tiếng Anh.",
        "120 | training.classes | ~ | ~ | ~ | ~ | 2011/2015\n31 | training.classes | ~ | ~ | ~ | ~ | 2014\n"
        "9 | training.classes | ~ | ~ | ~ | ~ | 2011/2015\n");
    gives(
        state,
        "Giai đoạn 2011 - 2015, huyện mở 120 lớp bồi dưỡng. Năm 2016, mở 22 lớp.\n\nMở 4 lớp tiếng dân tộc.",
        "120 | training.classes | ~ | ~ | ~ | ~ | 2011/2015\n22 | training.classes | ~ | ~ | ~ | ~ | 2016\n"
        "4 | training.classes | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "1. Giai đoạn 2016 - 2020\nGiai đoạn 2016 - 2020, huyện mở 90 lớp bồi dưỡng.\n2. Việc khác\nMở 4 lớp bồi dưỡng.",
        "90 | training.classes | ~ | ~ | ~ | ~ | 2016/2020\n4 | training.classes | ~ | ~ | ~ | ~ | \n");
}

static void test_spans_hold_no_staff(void **state) {
    gives(state, "Giai đoạn 2016 - 2020, đã mở 40 lớp bồi dưỡng. Huyện có 310 cán bộ, công chức.",
          "40 | training.classes | ~ | ~ | ~ | ~ | 2016/2020\n310 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "Giai đoạn 2016 - 2020, tỷ lệ nữ trong cấp ủy là 18%. Cán bộ, công chức cấp xã có trình độ đại học chiếm 61%.",
        "18% | gender.female | ~ | ~ | ~ | ~ | 2016/2020\n61% | edu.university | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "Nhiệm kỳ 2020 - 2025, cấp ủy xã có 18% là nữ, tăng 3% so với nhiệm kỳ trước. Dưới 35 tuổi chiếm 30%, tăng 5%.",
        "18% | gender.female | percent | 18 | ~ | ~ | 2020/2025\n3% | gender.female | change | 3 | ~ | ~ | 2020/2025 | \n"
        "30% | age.young | percent | 30 | ~ | ~ | 2020/2025\n5% | age.young | change | 5 | ~ | ~ | 2020/2025 | \n");
}

static void test_spans_by_their_length(void **state) {
    gives(state, "Huyện thực hiện đề án giai đoạn 2016 - 2020.\n\nTrong 5 năm, đã mở 64 lớp bồi dưỡng.",
          "64 | training.classes | ~ | ~ | ~ | ~ | 2016/2020\n");
    gives(state, "Từ năm 2009 đến năm 2019 huyện có nhiều đổi thay.\n\nMười năm qua đã mở 147 lớp bồi dưỡng.",
          "147 | training.classes | ~ | ~ | ~ | ~ | 2009/2019\n");
    gives(state, "Huyện thực hiện đề án giai đoạn 2016 - 2020.\n\nTrong 10 năm, đã mở 64 lớp bồi dưỡng.",
          "64 | training.classes | ~ | ~ | ~ | ~ | \n");
    gives(state,
          "Từ năm 2014 đến năm 2019 huyện có nhiều đổi thay.\n\nTrong sáu năm, đã mở 41 lớp bồi dưỡng.",
          "41 | training.classes | ~ | ~ | ~ | ~ | 2014/2019\n");
    gives(state, "I. GIAI ĐOẠN 2016 - 2018\n\nTrong 5 năm, đã mở 64 lớp bồi dưỡng.",
          "64 | training.classes | ~ | ~ | ~ | ~ | \n");
}

static void test_years_apart(void **state) {
    gives(
        state,
        "Giai đoạn 2016 - 2020, đã mở 64 lớp bồi dưỡng. Riêng năm 2019 mở 20 lớp. Cử 31 người đi bồi dưỡng.",
        "64 | training.classes | ~ | ~ | ~ | ~ | 2016/2020\n20 | training.classes | ~ | ~ | ~ | ~ | 2019\n"
        "31 | training.sent | ~ | ~ | ~ | ~ | 2016/2020\n");
    gives(state, "Các năm 2017 và 2019 lần lượt là 12 và 14 người có bằng đại học.",
          "12 | edu.university | ~ | ~ | ~ | ~ | 2017\n14 | edu.university | ~ | ~ | ~ | ~ | 2019\n");
    gives(state, "Giai đoạn 2017 - 2019 lần lượt là 12, 13 và 14 người có bằng đại học.",
          "12 | edu.university | ~ | ~ | ~ | ~ | 2017\n13 | edu.university | ~ | ~ | ~ | ~ | 2018\n"
          "14 | edu.university | ~ | ~ | ~ | ~ | 2019\n");
    gives(state, "Cách đây mười hai năm, huyện có 281 cán bộ, công chức xã.",
          "281 | staff.total | ~ | ~ | ~ | ~ | 2009\n");
}

static void test_ratings_keep_their_year(void **state) {
    gives(
        state,
        "Huyện vừa có kết quả xếp loại năm 2019: 12 người hoàn thành xuất sắc nhiệm vụ.\n\n"
        "Xã Mỹ Sơn có 3 người hoàn thành xuất sắc nhiệm vụ.\n\nXã có 22 cán bộ, công chức.",
        "12 | evaluation.excellent | ~ | ~ | ~ | ~ | 2019\n3 | evaluation.excellent | ~ | ~ | ~ | xã Mỹ Sơn | 2019\n"
        "22 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "Năm 2018, 9 người hoàn thành xuất sắc nhiệm vụ. Năm 2019, 12 người hoàn thành xuất sắc nhiệm vụ.\n\n"
        "Không có trường hợp nào không hoàn thành nhiệm vụ.",
        "9 | evaluation.excellent | ~ | ~ | ~ | ~ | 2018\n12 | evaluation.excellent | ~ | ~ | ~ | ~ | 2019\n"
        "Không có | evaluation.failed | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "I. ĐÁNH GIÁ\nNăm 2019 có 12 người hoàn thành xuất sắc nhiệm vụ.\n\nII. KHÁC\nCó 16 người hoàn thành tốt nhiệm vụ.",
        "12 | evaluation.excellent | ~ | ~ | ~ | ~ | 2019\n16 | evaluation.good | ~ | ~ | ~ | ~ | \n");
}

static void test_posts_keep_their_year(void **state) {
    gives(
        state, "Năm 2022, huyện được giao 1.240 biên chế.\n\nSo với năm 2021, tổng số giảm 18 biên chế.",
        "1.240 | staff.assigned | count | ~ | ~ | ~ | 2022\n18 | staff.assigned | change | -18 | ~ | ~ | 2022 | 2021\n");
    gives(state, "Năm 2021, xã được giao 21 biên chế.\n\nHiện nay, xã Mỹ Hòa được giao 19 biên chế.",
          "21 | staff.assigned | ~ | ~ | ~ | ~ | 2021\n19 | staff.assigned | ~ | ~ | ~ | xã Mỹ Hòa | \n");
}

static void test_from_a_year_to_now(void **state) {
    gives(
        state,
        "Năm 2014, tỷ lệ có bằng đại học là 41%; nay là 77%. Trung cấp lý luận chính trị từ 50% lên 83%.",
        "41% | edu.university | ~ | ~ | ~ | ~ | 2014\n77% | edu.university | ~ | ~ | ~ | ~ | \n"
        "50% | politics.intermediate | ~ | ~ | ~ | ~ | 2014\n83% | politics.intermediate | ~ | ~ | ~ | ~ | \n");
    gives(state, "Xã có 21 cán bộ, công chức, so với cùng kỳ năm 2020 giảm 2 người.",
          "21 | staff.total | ~ | ~ | ~ | ~ | \n2 | staff.total | change | -2 | ~ | ~ |  | 2020\n");
}

static void test_the_base_is_no_period(void **state) {
    gives(state, "Năm 2021, xã có 21 cán bộ, công chức, giảm 2 người so với năm 2019 (năm 2019: 23 người).",
          "21 | staff.total | ~ | ~ | ~ | ~ | 2021\n2 | staff.total | change | -2 | ~ | ~ | 2021 | 2019\n"
          "23 | staff.total | count | 23 | ~ | ~ | 2019\n");
}

static void test_places_in_brackets(void **state) {
    gives(
        state,
        "Huyện cử 4 cán bộ đi học cao cấp lý luận chính trị (xã Mỹ Sơn 3, xã Mỹ Hòa 1); 12 lượt cán bộ đi bồi dưỡng.",
        "4 | ~ | ~ | ~ | ~ | huyện Thanh Khê\n3 | ~ | ~ | ~ | ~ | xã Mỹ Sơn\n1 | ~ | ~ | ~ | ~ | xã Mỹ Hòa\n"
        "12 | ~ | ~ | ~ | ~ | huyện Thanh Khê\n");
    gives(state, "Trường chính trị (xã Mỹ Sơn) mở 3 lớp bồi dưỡng.",
          "3 | training.classes | ~ | ~ | ~ | huyện Thanh Khê\n");
}

static void test_years_of_terms(void **state) {
    gives(state, "A. KẾT QUẢ NHIỆM KỲ 2015 - 2020\nXã có 18 đại học; so với đầu nhiệm kỳ tăng 7 đại học.",
          "18 | edu.university\n7 | edu.university | change | 7 | ~ | ~ | ~ | 2015\n");
    gives(state, "A. KẾT QUẢ GIAI ĐOẠN 2015 - 2020\nXã có 18 đại học; so với đầu nhiệm kỳ tăng 7 đại học.",
          "18 | edu.university\n7 | edu.university | change | 7 | ~ | ~ | ~ | \n");
    gives(state, "Đầu nhiệm kỳ 2016-2021 có 38% cán bộ trình độ đại học, cuối nhiệm kỳ 67%.",
          "38% | edu.university | ~ | ~ | ~ | ~ | 2016\n67% | edu.university | ~ | ~ | ~ | ~ | 2021\n");
}

static void test_years_before(void **state) {
    gives(state, "Năm 2015 cử 832 lượt cán bộ đi bồi dưỡng, tăng 41 lượt so với năm trước.",
          "832 | ~ | ~ | ~ | ~ | ~ | 2015\n41 | ~ | change | 41 | ~ | ~ | 2015 | 2014\n");
    gives(state, "Đã cử 832 lượt cán bộ đi bồi dưỡng, tăng 41 lượt so với năm trước.",
          "832 | ~ | ~ | ~ | ~ | ~ | \n41 | ~ | change | 41 | ~ | ~ | ~ | 2020\n");
    gives(
        state,
        "Cách đây ba năm, huyện có 281 cán bộ, công chức xã. Đến nay, con số đó là 216, giảm 65 người.",
        "281 | ~ | ~ | ~ | ~ | ~ | 2018\n216 | ~ | ~ | ~ | ~ | ~ | \n65 | ~ | change | -65 | ~ | ~ | ~ | 2018\n");
    gives(state, "Ngày mới tái lập (1/7/1990), huyện có 204 cán bộ, công chức xã.",
          "204 | staff.total | ~ | ~ | ~ | ~ | 1990\n");
    gives(state, "Sau hội nghị (1/7/1990), huyện có 204 cán bộ, công chức xã.",
          "204 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state, "Biên chế được giao là 40, giảm 2 biên chế so với năm nay.",
          "40 | staff.assigned\n2 | staff.assigned | change | -2 | ~ | ~ | ~ | 2021\n");
}

static void test_terms_to_come(void **state) {
    gives(
        state,
        "TỔNG KẾT NHIỆM KỲ 2015 - 2020, PHƯƠNG HƯỚNG NHIỆM KỲ 2020 - 2025\n\n5 năm qua đã cử 112 lượt cán bộ đi bồi dưỡng.",
        "112 | training.sent | ~ | ~ | ~ | ~ | 2015/2020\n");
}

static void test_years_of_items(void **state) {
    gives(
        state,
        "BÁO CÁO NHANH\n\n1. Xã có 20 cán bộ, công chức.\n2. Xếp loại năm 2020 (20 người)\n  + Xuất sắc: 4 người\n"
        "  + Tốt: 16 người\n3. Bồi dưỡng: 21 lượt cán bộ",
        "20 | staff.total | ~ | ~ | ~ | ~ | \n4 | evaluation.excellent | ~ | ~ | ~ | ~ | 2020\n"
        "16 | evaluation.good | ~ | ~ | ~ | ~ | 2020\n21 | training.participants | ~ | ~ | ~ | ~ | \n");
    gives(
        state,
        "BÁO CÁO NHANH\n\n1/ Kết quả đến hết năm 2019:\n- Có 31 cán bộ, công chức.\n2/ Cán bộ nữ: 12 người.",
        "31 | staff.total | ~ | ~ | ~ | ~ | 2019\n12 | gender.female | ~ | ~ | ~ | ~ | \n");
}

static void test_items_that_end_sections(void **state) {
    gives(
        state,
        "2/ Kết quả đến hết năm 2019\n- Có 31 cán bộ, công chức.\n3/ Cán bộ nữ: 12 người.\nĐảng viên nữ: 9 người.",
        "31 | staff.total | ~ | ~ | ~ | ~ | 2019\n12 | gender.female | ~ | ~ | ~ | ~ | \n9 | gender.female | ~ | ~ | ~ | ~ | \n");
    gives(state, "2. Kết quả đến hết năm 2019\n1. Có 31 cán bộ, công chức.\n2. Cán bộ nữ: 12 người.",
          "31 | staff.total | ~ | ~ | ~ | ~ | 2019\n12 | gender.female | ~ | ~ | ~ | ~ | 2019\n");
}

static void test_spans_of_headings(void **state) {
    gives(
        state,
        "5. Đào tạo, bồi dưỡng giai đoạn 2015 - 2019\nCử 35 lượt cán bộ đi bồi dưỡng. Có 60 người có bằng đại học.",
        "35 | training.sent | ~ | ~ | ~ | ~ | 2015/2019\n60 | edu.university | ~ | ~ | ~ | ~ | \n");
    gives(state, "Năm 2016 có 24% cán bộ trình độ đại học. Đến cuối năm nay, con số đó là 51%.",
          "24% | edu.university | ~ | ~ | ~ | ~ | 2016\n51% | edu.university | ~ | ~ | ~ | ~ | \n");
    gives(
        state, "So với cùng thời điểm năm 2019, tỷ lệ nữ tăng 2,6%, tỷ lệ người dân tộc thiểu số tăng 1,9%.",
        "2,6% | gender.female | change | 2.6 | ~ | ~ |  | 2019\n1,9% | ethnicity.minority | change | 1.9 | ~ | ~ |  | 2019\n");
}

static void test_smaller_places_behind_larger(void **state) {
    gives(
        state,
        "Tại huyện Cam Lộ, xã Thanh An đứng đầu với 24/24 cán bộ có trình độ đại học; xã Mỹ Hòa 21/23.",
        "24/24 | edu.university | ~ | ~ | ~ | xã Thanh An\n21/23 | edu.university | ~ | ~ | ~ | xã Mỹ Hòa\n");
    gives(state, "Tại xã Thanh An, huyện Cam Lộ, 24/24 cán bộ có trình độ đại học.",
          "24/24 | edu.university | ~ | ~ | ~ | xã Thanh An\n");
    gives(state, "Hiện Tả Phời còn 14 người, Hợp Thành còn 9 người chưa qua đào tạo.",
          "14 | edu.none | ~ | ~ | ~ | xã Tả Phời\n9 | edu.none | ~ | ~ | ~ | xã Hợp Thành\n");
    gives(state, "III. PHƯƠNG HƯỚNG GIAI ĐOẠN 2022 - 2025\n- Bồi dưỡng 800 lượt cán bộ.",
          "800 | training.planned | ~ | ~ | ~ | ~ | 2022/2025\n");
}

static void test_parts_of_spans(void **state) {
    gives(
        state,
        "Giai đoạn 2016 - 2020, đã mở 168 lớp bồi dưỡng. Riêng năm 2019 có 41 lớp. Cử 12 người đi học đại học.",
        "168 | training.classes | ~ | ~ | ~ | ~ | 2016/2020\n41 | training.classes | ~ | ~ | ~ | ~ | 2019\n"
        "12 | training.sent | ~ | ~ | ~ | ~ | 2016/2020\n");
    gives(state, "Riêng năm 2019 mở 41 lớp bồi dưỡng. Cử 12 người đi học đại học.",
          "41 | training.classes | ~ | ~ | ~ | ~ | 2019\n12 | training.sent | ~ | ~ | ~ | ~ | 2019\n");
    gives(
        state,
        "SƠ KẾT GIAI ĐOẠN 2018 - 2020\n\n- Năm 2020: mở 4 lớp bồi dưỡng.\nTổng cộng 3 năm: mở 12 lớp bồi dưỡng.",
        "4 | training.classes | ~ | ~ | ~ | ~ | 2020\n12 | training.classes | ~ | ~ | ~ | ~ | 2018/2020\n");
}

static void test_the_same_year(void **state) {
    gives(
        state,
        "Năm 2020, huyện xếp loại 40 người hoàn thành tốt nhiệm vụ.\n\nCũng trong năm, huyện mở 5 lớp bồi dưỡng.",
        "40 | ~ | ~ | ~ | ~ | ~ | 2020\n5 | training.classes | ~ | ~ | ~ | ~ | 2020\n");
    gives(state, "So với năm 2018, huyện có nhiều đổi thay.\n\nTrong năm, huyện mở 5 lớp bồi dưỡng.",
          "5 | training.classes | ~ | ~ | ~ | ~ | \n");
}

static void test_years_of_headings(void **state) {
    gives(
        state,
        "1- Đội ngũ\n\nCó 22 cán bộ, công chức.\n\n2- Đánh giá, xếp loại năm 2020\n\n• Hoàn thành xuất sắc: 5 đ/c.",
        "22 | staff.total | ~ | ~ | ~ | ~ | \n5 | evaluation.excellent | ~ | ~ | ~ | ~ | 2020\n");
    gives(state, "C. NHIỆM VỤ 2022\n- Kế hoạch bồi dưỡng: 24 lượt.",
          "24 | training.planned | ~ | ~ | ~ | ~ | 2022\n");
    gives(
        state, "Mở 37 lớp bồi dưỡng với 2.960 lượt học viên trong năm 2020.",
        "37 | training.classes | ~ | ~ | ~ | ~ | 2020\n2.960 | training.participants | ~ | ~ | ~ | ~ | 2020\n");
    gives(state, "Mở 37 lớp bồi dưỡng, cử 12 người đi học đại học trong năm 2020.",
          "37 | training.classes | ~ | ~ | ~ | ~ | \n12 | training.sent | ~ | ~ | ~ | ~ | 2020\n");
}

static void test_names_that_say_what_they_are(void **state) {
    gives(state,
          "Chúng tôi đến Nàn Lủng, xã biên giới xa nhất. Năm 2010, cả xã chỉ có 2 người có bằng đại học.",
          "2 | edu.university | ~ | ~ | ~ | xã Nàn Lủng | 2010\n");
    gives(state, "Bà Nguyễn Thị Hòa, xã viên lâu năm, kể: có 14 người có bằng đại học.",
          "14 | edu.university | ~ | ~ | ~ | huyện Thanh Khê\n");
    gives(state, "Xã Mỹ Sơn có 81% cán bộ trình độ đại học. Còn xã Mỹ Hòa, nơi xa nhất, chỉ 48%.",
          "81% | edu.university | ~ | ~ | ~ | xã Mỹ Sơn\n48% | edu.university | ~ | ~ | ~ | xã Mỹ Hòa\n");
    gives(state, "Xã Mỹ Sơn có 81% cán bộ trình độ đại học. Ở xã Mỹ Hòa, tỷ lệ hộ nghèo 48%.",
          "81% | edu.university | ~ | ~ | ~ | xã Mỹ Sơn\n");
    gives(state, "Kế hoạch có 3 cuộc thanh tra công vụ tại các xã Mỹ Sơn, Mỹ Hòa.",
          "3 | inspection.planned | ~ | ~ | ~ | huyện Thanh Khê\n");
    gives(
        state,
        "Nữ chiếm 30%, cao nhất cả nước; dưới 35 tuổi 20%. Cả nước có 12.000 cán bộ xã có trình độ đại học.",
        "30% | gender.female | ~ | ~ | ~ | huyện Thanh Khê\n20% | age.young | ~ | ~ | ~ | huyện Thanh Khê\n"
        "12.000 | edu.university | ~ | ~ | ~ | cả nước\n");
}

static void test_years_of_statistics(void **state) {
    gives(
        state,
        "Theo số liệu của ngành nội vụ, năm 2018, đội ngũ cấp xã như sau:\n\nVề số lượng, có 412 cán bộ, công chức.\n\n"
        "- Về giới, có 118 người là nữ.\n\nVề độ tuổi, dưới 35 tuổi có 97 người.",
        "412 | staff.total | ~ | ~ | ~ | ~ | 2018\n118 | gender.female | ~ | ~ | ~ | ~ | 2018\n"
        "97 | age.young | ~ | ~ | ~ | ~ | 2018\n");
    gives(state,
          "Số liệu chốt đến cuối năm 2017.\n\nToàn huyện có 300 cán bộ, công chức cấp xã.\n\n"
          "Trình độ đại học có 150 người, năm 2010 mới có 20 người.\n\nTrung cấp có 90 người.",
          "300 | staff.total | ~ | ~ | ~ | ~ | 2017\n150 | edu.university | ~ | ~ | ~ | ~ | 2017\n"
          "20 | edu.university | ~ | ~ | ~ | ~ | 2010\n90 | edu.intermediate | ~ | ~ | ~ | ~ | \n");
    gives(state, /* the list has ended */
          "Năm 2018, kết quả như sau:\n\nVề số lượng, có 412 cán bộ, công chức.\n\n"
          "Ông Nguyễn Văn Nam cho biết huyện có 118 cán bộ nữ.",
          "412 | staff.total | ~ | ~ | ~ | ~ | 2018\n118 | gender.female | ~ | ~ | ~ | ~ | \n");
    gives(state, /* a sentence that says more than of when the figures are */
          "Số liệu năm 2017 có 12 xã gửi muộn.\n\nToàn huyện có 300 cán bộ, công chức cấp xã.",
          "300 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state, "Số liệu chốt đến năm 2017.\n\n2. Hiện trạng\nHuyện có 300 cán bộ, công chức cấp xã.",
          "300 | staff.total | ~ | ~ | ~ | ~ | \n");
}

static void test_days_of_headings(void **state) {
    gives(
        state,
        "BÁO CÁO NHANH\n\n1. Đội ngũ tính đến 30 tháng 6 năm 2018\na) Đại học: 31 người; hiện có 190 cán bộ, công chức.\n"
        "2. Nữ\na) Nữ: 52 người.",
        "31 | edu.university | ~ | ~ | ~ | ~ | 2018\n190 | staff.total | ~ | ~ | ~ | ~ | 2018\n"
        "52 | gender.female | ~ | ~ | ~ | ~ | \n");
    gives(state, "BÁO CÁO NHANH\n\n1. Đội ngũ đến ngày 30/6/2018\n- Đại học: 31 người.",
          "31 | edu.university | ~ | ~ | ~ | ~ | 2018\n");
    gives(state, "Năm 2018, có 31 người có bằng đại học. Hiện có 190 cán bộ, công chức.",
          "31 | edu.university | ~ | ~ | ~ | ~ | 2018\n190 | staff.total | ~ | ~ | ~ | ~ | \n");
}

static void test_terms_of_elections(void **state) {
    gives(
        state,
        "Đại hội đảng bộ xã nhiệm kỳ 2015 - 2020 thành công. Trong ban chấp hành mới, 21 đồng chí có bằng đại học.",
        "21 | edu.university | ~ | ~ | ~ | ~ | 2015/2020\n");
    gives(state, /* the sentence told figures of its own in that term */
          "Nhiệm kỳ 2015 - 2020, đã cử 21 đồng chí đi học. Xã có 19 cán bộ, công chức.",
          "21 | training.sent | ~ | ~ | ~ | ~ | 2015/2020\n19 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state, "Từ đầu nhiệm kỳ 2015 - 2020 đến nay, đã cử 21 lượt cán bộ đi bồi dưỡng.",
          "21 | training.sent | ~ | ~ | ~ | ~ | 2015/\n");
}

static void test_years_behind_brackets(void **state) {
    gives(state, "- Cao đẳng: giảm từ 40 người (20%) năm 2015 xuống còn 12 người (7%) năm 2019.",
          "40 | edu.college | ~ | 40 | ~ | ~ | 2015\n20% | edu.college | ~ | 20 | ~ | ~ | 2015\n"
          "12 | edu.college | ~ | 12 | ~ | ~ | 2019\n7% | edu.college | ~ | 7 | ~ | ~ | 2019\n");
    gives(state, "Năm 2015, có 12 người (7%) có bằng cao đẳng.",
          "12 | edu.college | ~ | 12 | ~ | ~ | 2015\n7% | edu.college | ~ | 7 | ~ | ~ | 2015\n");
}

static void test_plans_tell_how_it_is(void **state) {
    gives(state, "KẾ HOẠCH\nBồi dưỡng cán bộ năm 2022\n\nI. Hiện trạng\nHuyện có 240 cán bộ, công chức xã.\n",
          "240 | staff.total | ~ | ~ | ~ | ~ | \n");
    gives(state, "KẾ HOẠCH\nBồi dưỡng cán bộ xã\n\nHiện nay, huyện có 240 cán bộ, công chức xã, nữ 80 người.",
          "240 | staff.total\n80 | gender.female\n");
    gives(state, "KẾ HOẠCH\nBồi dưỡng cán bộ xã\n\n- 85% công chức có trình độ đại học.", "");
}

static void test_spans_told_alone(void **state) {
    gives(state, "Giai đoạn 2015 - 2019, huyện chú trọng bồi dưỡng.\n\nHuyện đã cử 300 cán bộ đi học.",
          "300 | training.sent | ~ | ~ | ~ | ~ | 2015/2019\n");
    gives(state, "Giai đoạn 2022 - 2025, huyện chú trọng bồi dưỡng.\n\nHuyện đã cử 300 cán bộ đi học.",
          "300 | training.sent | ~ | ~ | ~ | ~ | \n");
}

static void test_topics_of_first_lines(void **state) {
    gives(state, "3. Lý luận chính trị:\n- Cao cấp: 9 người;\n- Trung cấp: 61 người;\n- Sơ cấp: 7 người.",
          "9 | politics.advanced\n61 | politics.intermediate\n7 | politics.elementary\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_hold_what_happens),
        cmocka_unit_test(test_spans_hold_no_staff),
        cmocka_unit_test(test_spans_by_their_length),
        cmocka_unit_test(test_years_apart),
        cmocka_unit_test(test_ratings_keep_their_year),
        cmocka_unit_test(test_posts_keep_their_year),
        cmocka_unit_test(test_from_a_year_to_now),
        cmocka_unit_test(test_the_base_is_no_period),
        cmocka_unit_test(test_places_in_brackets),
        cmocka_unit_test(test_years_of_terms),
        cmocka_unit_test(test_years_before),
        cmocka_unit_test(test_terms_to_come),
        cmocka_unit_test(test_years_of_items),
        cmocka_unit_test(test_items_that_end_sections),
        cmocka_unit_test(test_spans_of_headings),
        cmocka_unit_test(test_smaller_places_behind_larger),
        cmocka_unit_test(test_parts_of_spans),
        cmocka_unit_test(test_the_same_year),
        cmocka_unit_test(test_years_of_headings),
        cmocka_unit_test(test_years_of_statistics),
        cmocka_unit_test(test_names_that_say_what_they_are),
        cmocka_unit_test(test_days_of_headings),
        cmocka_unit_test(test_terms_of_elections),
        cmocka_unit_test(test_years_behind_brackets),
        cmocka_unit_test(test_plans_tell_how_it_is),
        cmocka_unit_test(test_topics_of_first_lines),
        cmocka_unit_test(test_spans_told_alone),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
