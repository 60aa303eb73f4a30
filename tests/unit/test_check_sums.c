/* Sums, quotients, parts and totals: each check fires, and stays silent. */
#include "audited.h"

static void test_shares(void **state) {
    (void)state;
    audit(LINES("edu.none|tỉnh A|2016|0.8%|x", "edu.elementary|tỉnh A|2016|1%|x",
                "edu.intermediate|tỉnh A|2016|66.4%|x", "edu.college|tỉnh A|2016|11.7%|x",
                "edu.university|tỉnh A|2016|19.6%|x", "edu.postgraduate|tỉnh A|2016|0|x"),
          TEXTS);
    says(
        "shares-add-up", FINDING_WARNING,
        "năm 2016 cộng lại được 99,5%, thiếu 0,5 điểm phần trăm so với 100%: 0,8 + 1 + 66,4 + 11,7 + 19,6 + 0 = 99,5.",
        "0,5 percentage points short of 100%");
    assert_int_equal(find("shares-add-up")->n_figures, 6);
    assert_int_equal(find("shares-add-up")->year, 2016);
    assert_true(world.figures.items[5]->doubtful);
    end();
}

/* Silent where a class is missing and the rest stays below; never above 100. */
static void test_shares_incomplete(void **state) {
    (void)state;
    audit(LINES("edu.college|tỉnh A|2016|11.7%|x", "edu.university|tỉnh A|2016|19.6%|x"), TEXTS);
    silent("shares-add-up");
    end();
    audit(LINES("edu.college|tỉnh A|2016|50.7%|x", "edu.university|tỉnh A|2016|59.6%|x"), TEXTS);
    says("shares-add-up", FINDING_WARNING, "110,3%, thừa 10,3 điểm phần trăm", "above 100%");
    end();
    audit(LINES("edu.college|tỉnh A|2016|50.7%|x", "edu.university|tỉnh A|2016|49.3%|x"), TEXTS);
    says("shares-add-up", FINDING_PASS, "100,0%: 50,7 + 49,3 = 100,0", "100,0%");
    assert_false(world.figures.items[0]->doubtful);
    end();
}

static void test_shares_rounding(void **state) {
    (void)state;
    audit(LINES("edu.college|tỉnh A|2016|33.3%|x", "edu.university|tỉnh A|2016|33.3%|x",
                "edu.postgraduate|tỉnh A|2016|33.3%|x", "edu.none|tỉnh A|2016|0%|x",
                "edu.elementary|tỉnh A|2016|0%|x", "edu.intermediate|tỉnh A|2016|0%|x"),
          TEXTS);
    says("shares-add-up", FINDING_PASS, "99,9%, sai lệch trong phạm vi làm tròn", "rounding");
    end();
    audit(LINES("edu.college|tỉnh A|2016|50%|x", "edu.university|tỉnh A|2016|51%|x"), TEXTS);
    says("shares-add-up", FINDING_PASS, "101%", "101%"); /* whole per cents: half a point each */
    end();
    audit(LINES("edu.college|tỉnh A|2016|50%|x", "edu.university|tỉnh A|2016|52%|x"), TEXTS);
    says("shares-add-up", FINDING_WARNING, "102%", "102%");
    end();
}

/* Not of one source, group or year; vague; said twice: no sum. */
static void test_shares_apart(void **state) {
    (void)state;
    audit(LINES("edu.college|tỉnh A|2016|60%|x", "edu.university|tỉnh A|2016|70%|y"), TEXTS);
    silent("shares-add-up");
    end();
    audit(LINES("edu.college|tỉnh A|2016|60%|x", "---", "edu.university|tỉnh A|2016|70%|x"), TEXTS);
    silent("shares-add-up");
    end();
    audit(LINES("edu.college|tỉnh A|2016|60%|x", "edu.university|tỉnh A|2017|70%|x"), TEXTS);
    silent("shares-add-up");
    end();
    audit(LINES("edu.college|tỉnh A|2016|~60%|x", "edu.university|tỉnh A|2016|70%|x"), TEXTS);
    silent("shares-add-up");
    end();
    audit(LINES("edu.college|tỉnh A|2016|60%|x", "edu.college|tỉnh A|2016|20%|x",
                "edu.university|tỉnh A|2016|70%|x"),
          TEXTS);
    silent("shares-add-up");
    end();
}

#define SIX(total, none, elementary, intermediate, college, university, postgraduate)                        \
    LINES("staff.total|xã B|2016|" total "|x", "edu.none|xã B|2016|" none "|x",                              \
          "edu.elementary|xã B|2016|" elementary "|x", "edu.intermediate|xã B|2016|" intermediate "|x",      \
          "edu.college|xã B|2016|" college "|x", "edu.university|xã B|2016|" university "|x",                \
          "edu.postgraduate|xã B|2016|" postgraduate "|x")

static void test_parts(void **state) {
    (void)state;
    audit(SIX("20", "1", "2", "3", "4", "9", "1"), TABLES);
    says("parts-add-up", FINDING_PASS, "Bảng số liệu: 1 lần cộng các phần bằng tổng số, năm 2016",
         "Tables: 1");
    end();
    audit(SIX("20", "1", "2", "3", "4", "9", "1"), TEXTS);
    says("parts-add-up", FINDING_PASS, "1 + 2 + 3 + 4 + 9 + 1 = 20", "make the total");
    end();
    audit(SIX("22", "1", "2", "3", "4", "9", "1"), TABLES);
    says("parts-add-up", FINDING_NOTE, "được 20 trên tổng số 22; còn 2 người chưa xác định",
         "2 people are in no class");
    assert_false(world.figures.items[0]->doubtful);
    end();
    audit(SIX("22", "1", "2", "3", "4", "9", "1"), TEXTS);
    says("parts-add-up", FINDING_WARNING, "còn 2 người chưa xác định", "no class");
    end();
    audit(SIX("19", "1", "2", "3", "4", "9", "1"), TABLES);
    says("parts-add-up", FINDING_ERROR, "được 20, vượt tổng số 19 là 1 người", "1 above the total of 19");
    assert_true(world.figures.items[0]->doubtful);
    assert_int_equal(find("parts-add-up")->n_figures, 7);
    end();
}

static void test_parts_incomplete(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2016|20|x", "edu.college|xã B|2016|4|x", "edu.university|xã B|2016|9|x"),
          TABLES);
    silent("parts-add-up");
    end();
    audit(LINES("staff.total|xã B|2016|20|x", "evaluation.failed|xã B|2016|0|x",
                "evaluation.completed|xã B|2016|1|x", "evaluation.good|xã B|2016|9|x",
                "evaluation.excellent|xã B|2016|2|x"),
          TABLES);
    silent("parts-add-up"); /* not everyone is rated */
    end();
}

static void test_gathers(void **state) {
    (void)state;
    audit(LINES("edu.university|tỉnh A|2021|61.9%|x", "edu.postgraduate|tỉnh A|2021|1.2%|x",
                "edu.university_up|tỉnh A|2021|63.1%|x"),
          TEXTS);
    says("gathers-agree", FINDING_PASS, "61,9 + 1,2 = 63,1%", "agrees with");
    end();
    audit(LINES("edu.university|tỉnh A|2021|47.3%|x", "edu.postgraduate|tỉnh A|2021|0.67%|x",
                "edu.university_up|tỉnh A|2021|48%|x"),
          TEXTS);
    says("gathers-agree", FINDING_PASS, "47,3 + 0,67 = 47,97%", "agrees with");
    end();
    audit(LINES("edu.university|tỉnh A|2021|205|x", "edu.postgraduate|tỉnh A|2021|4|x",
                "edu.university_up|tỉnh A|2021|219|x"),
          TEXTS);
    says("gathers-agree", FINDING_WARNING, "là 219, không khớp với tổng các bậc được gộp: 205 + 4 = 209",
         "does not agree with");
    end();
    audit(LINES("edu.university|tỉnh A|2021|205|x", "edu.university_up|tỉnh A|2021|219|x"), TEXTS);
    silent("gathers-agree");
    end();
    audit(LINES("edu.university|tỉnh A|2021|225|x", "edu.university_up|tỉnh A|2021|219|x"), TEXTS);
    says("gathers-agree", FINDING_WARNING, "225", "225");
    end();
}

static void test_ratio(void **state) {
    (void)state;
    audit(LINES("state_mgmt.trained|tỉnh A|2021|769/1279|x", "state_mgmt.trained|tỉnh A|2021|60.1%|x"),
          TEXTS);
    says("ratio-agrees", FINDING_PASS, "“60,1%” khớp với phép chia 769/1.279 = 60,13%",
         "rounded by the source");
    end();
    audit(LINES("state_mgmt.trained|tỉnh A|2021|769/1279|x", "state_mgmt.trained|tỉnh A|2021|61.1%|x"),
          TEXTS);
    says("ratio-agrees", FINDING_WARNING, "“61,1%” không khớp", "does not agree");
    end();
    audit(LINES("training.participants|huyện A|2021|8672/8145|x",
                "training.plan_completion|huyện A|2021|106%|y"),
          TEXTS);
    says("ratio-agrees", FINDING_PASS, "8.672/8.145 = 106,47%", "106,47%");
    end();
    audit(LINES("training.participants|huyện A|2021|8672/8145|x",
                "training.plan_completion|huyện A|2021|160%|y"),
          TEXTS);
    says("ratio-agrees", FINDING_WARNING, "“160%” không khớp", "160%");
    end();
    audit(LINES("standard.both|huyện A|2021|237/243|x", "standard.both|huyện A|2021|>97%|x"), TEXTS);
    says("ratio-agrees", FINDING_PASS, "“trên 97%” khớp với phép chia 237/243 = 97,53%.", "over 97%");
    end();
    audit(LINES("standard.both|huyện A|2021|235/243|x", "standard.both|huyện A|2021|>97%|x"), TEXTS);
    says("ratio-agrees", FINDING_PASS, "97%", "97%"); /* 96,7 rounds to 97 */
    end();
    audit(LINES("standard.both|huyện A|2021|230/243|x", "standard.both|huyện A|2021|>97%|x"), TEXTS);
    says("ratio-agrees", FINDING_WARNING, "97%", "97%");
    end();
    audit(LINES("units.compliant|huyện A|2021|7/12|x", "units.compliant|huyện A|2021|~98%|x"), TEXTS);
    silent("ratio-agrees"); /* far from it: said of something else */
    end();
    audit(LINES("standard.both|huyện A|2021|0/0|x", "standard.both|huyện A|2021|97%|x"), TEXTS);
    silent("ratio-agrees");
    end();
    audit(LINES("standard.both|huyện A|2021|237/243|x", "standard.both|huyện A|2021|237/300|x",
                "standard.both|huyện A|2021|79%|x"),
          TEXTS);
    silent("ratio-agrees"); /* of which of the two? */
    end();
}

static void test_count_over_total(void **state) {
    (void)state;
    audit(LINES("staff.total|tỉnh A|2021|395|x", "edu.university_up|tỉnh A|2021|280|x",
                "edu.university_up|tỉnh A|2021|70.9%|x"),
          TEXTS);
    says("count-over-total", FINDING_PASS, "280/395 = 70,89%", "70,9%");
    end();
    audit(LINES("staff.total|tỉnh A|2021|38|x", "edu.university_up|tỉnh A|2021|25|x",
                "edu.university_up|tỉnh A|2021|65.78%|x"),
          TEXTS);
    says("count-over-total", FINDING_NOTE, "25/38 = 65,789%, làm tròn phải là 65,79%",
         "cut instead of rounded");
    assert_false(world.figures.items[0]->doubtful);
    end();
    audit(LINES("staff.total|tỉnh A|2021|395|x", "edu.university_up|tỉnh A|2021|280|x",
                "edu.university_up|tỉnh A|2021|79%|x"),
          TEXTS);
    says("count-over-total", FINDING_WARNING, "không khớp", "does not agree");
    end();
    audit(LINES("staff.total|tỉnh A|2021|395|y", "edu.university_up|tỉnh A|2021|280|x",
                "edu.university_up|tỉnh A|2021|79%|x"),
          TEXTS);
    silent("count-over-total"); /* a whole of another group, which does not fit */
    end();
    audit(LINES("staff.total|tỉnh A|2021|395|công chức VHXH cấp xã",
                "staff.total|tỉnh A|2021|2|công chức VHXH cấp xã",
                "edu.university_up|tỉnh A|2021|280|công chức",
                "edu.university_up|tỉnh A|2021|70.9%|công chức"),
          TEXTS);
    says("count-over-total", FINDING_PASS, "280/395 = 70,89%", "70,9%");
    end();
}

static void test_subset(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2021|20|x", "gender.female|xã B|2021|21|x", "party.member|xã B|2021|20|x"),
          TABLES);
    says("subset", FINDING_ERROR, "Nữ năm 2021 là 21, lớn hơn tổng thể 20", "Women in 2021 is 21");
    assert_int_equal(find("subset")->n_figures, 2);
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "gender.female|xã B|2021|7|x", "party.member|xã B|2021|20|x"),
          TEXTS);
    says("subset", FINDING_PASS, "không vượt tổng số 20: Nữ 7; Đảng viên 20.", "women 7; party members 20");
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "language.certified|xã B|2021|24|x"), TABLES);
    silent("subset"); /* one person may hold two certificates */
    end();
    audit(LINES("gender.female|xã B|2021|104%|x"), TEXTS);
    says("subset", FINDING_WARNING, "104%", "104%");
    end();
    audit(LINES("standard.both|xã B|2021|23/19|x"), TABLES);
    says("subset", FINDING_ERROR, "lớn hơn tổng thể 19", "19");
    end();
    audit(LINES("standard.both|xã B|2021|19/19|x", "gender.female|xã B|2021|100%|x"), TABLES);
    silent("subset"); /* all of them */
    end();
    audit(LINES("training.participants|xã B|2021|8672/8145|x"), TABLES);
    silent("subset"); /* turns of training are no part of their plan */
    end();
}

static void test_total_row(void **state) {
    (void)state;
    audit(LINES("staff.total|xã B|2021|20|x", "staff.total|xã C|2021|22|x", "staff.total|tỉnh A|2021|!42|x",
                "gender.female|xã B|2021|5|x", "gender.female|xã C|2021|6|x",
                "gender.female|tỉnh A|2021|!11|x"),
          TABLES);
    says("total-row", FINDING_PASS, "2 chỉ tiêu có dòng tổng cộng bằng tổng các đơn vị, năm 2021",
         "2 totals");
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "staff.total|xã C|2021|22|x", "staff.total|tỉnh A|2021|!43|x"),
          TABLES);
    says("total-row", FINDING_ERROR, "2 đơn vị cộng lại được 42, dòng tổng cộng ghi 43, thừa 1.",
         "1 too many");
    assert_true(world.figures.items[2]->doubtful);
    assert_false(world.figures.items[0]->doubtful); /* which unit is wrong nobody knows */
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "staff.total|xã C|2021|22|x", "gender.female|xã B|2021|5|x",
                "gender.female|tỉnh A|2021|!11|x"),
          TABLES);
    says("total-row", FINDING_WARNING, "1 đơn vị để trống", "1 unit leaves it blank");
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "---", "staff.total|tỉnh A|2021|!43|x"), TABLES);
    silent("total-row"); /* of another table */
    end();
    audit(LINES("staff.total|xã B|2021|20|x", "staff.total|tỉnh A|2021|43|x"), TEXTS);
    silent("total-row");
    end();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shares),
        cmocka_unit_test(test_shares_incomplete),
        cmocka_unit_test(test_shares_rounding),
        cmocka_unit_test(test_shares_apart),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_parts_incomplete),
        cmocka_unit_test(test_gathers),
        cmocka_unit_test(test_ratio),
        cmocka_unit_test(test_count_over_total),
        cmocka_unit_test(test_subset),
        cmocka_unit_test(test_total_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
