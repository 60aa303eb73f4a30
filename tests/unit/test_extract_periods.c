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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans_hold_what_happens), cmocka_unit_test(test_spans_hold_no_staff),
        cmocka_unit_test(test_spans_by_their_length),   cmocka_unit_test(test_ratings_keep_their_year),
        cmocka_unit_test(test_posts_keep_their_year),   cmocka_unit_test(test_from_a_year_to_now),
        cmocka_unit_test(test_the_base_is_no_period),   cmocka_unit_test(test_places_in_brackets),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
