/* What explain is told: the words that decided and where they stand, for numbers that are figures and for those that are
 * not; and that nothing is kept when nobody asks. */
#include "extract/trace.h"
#include "pack.h"

/* What was read last. */
static struct {
    struct source *source;
    struct figures figures;
    struct sightings sightings;
} got;

static void read_of(struct fixture *fixture, const char *words, bool traced, const char *date) {
    got.source = source_of("mau.txt", 0, str_of(words), SOURCE_TEXT, &fixture->diag);
    got.source->place = STR("huyện Mẫu");
    date_parse(str_of(date), &got.source->date);
    figures_init(&got.figures, fixture->catalogue);
    got.sightings.traced = traced;
    extract_source(got.source, fixture->pack, &got.figures, &got.sightings, &fixture->diag);
}

static void read_text(struct fixture *fixture, const char *words, bool traced) {
    read_of(fixture, words, traced, "2021-12-31");
}

static void end_text(void) {
    sightings_fini(&got.sightings);
    figures_fini(&got.figures);
    source_free(got.source);
}

static const struct trace *trace_of(const char *quote) {
    for (size_t i = 0; i < got.sightings.n; i++)
        if (str_equal(got.sightings.items[i].quote, str_of(quote)))
            return got.sightings.items[i].trace;
    fail_msg("%s was not seen", quote);
    return NULL;
}

static void assert_clue(const struct clue *clue, enum origin origin, const char *words, uint32_t line) {
    assert_string_equal(origin_name(clue->origin), origin_name(origin));
    assert_int_equal(clue->words.len, strlen(words));
    assert_memory_equal(clue->words.at, words, strlen(words));
    assert_int_equal(clue->line, line);
}

static void nothing_unasked(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "Đại học 12 người.", false);
    assert_null(trace_of("12"));
    end_text();
}

static void words_of_a_figure(void **state) {
    struct fixture *fixture = *state;
    read_text(
        fixture,
        "BÁO CÁO\n\nI. KẾT QUẢ\n1. Lý luận chính trị\nNăm 2020, xã Hồng có 10 cán bộ cấp xã. Trung cấp: gần 7 người (70%).\n",
        true);
    const struct trace *trace = trace_of("7");
    assert_int_equal(trace->why, WHY_FIGURE);
    assert_clue(&trace->label, ORIGIN_SENTENCE, "Trung cấp", 5);
    assert_false(trace->label.behind);
    assert_clue(&trace->counted, ORIGIN_SENTENCE, "người", 5);
    assert_clue(&trace->qualifier, ORIGIN_SENTENCE, "gần", 5);
    assert_clue(&trace->field, ORIGIN_HEADING, "Lý luận chính trị", 4);
    assert_clue(&trace->place, ORIGIN_PARAGRAPH, "xã Hồng", 5);
    assert_clue(&trace->period, ORIGIN_PARAGRAPH, "Năm 2020", 5);
    assert_clue(&trace->group, ORIGIN_PARAGRAPH, "cán bộ cấp xã", 5);
    trace = trace_of("70%");
    assert_clue(&trace->label, ORIGIN_NUMBER, "Trung cấp", 5);
    assert_true(str_equal(trace->lender, STR("7")));
    end_text();
}

static void a_total_names_the_group_that_follows(void **state) {
    struct fixture *fixture = *state;
    read_text(
        fixture,
        "Cán bộ, công chức cấp xã đã cố gắng nhiều. Tổng số công chức cấp xã là 50 người. Trong đó, đại học 30 "
        "người.\n",
        true);
    assert_clue(&trace_of("30")->group, ORIGIN_PARAGRAPH, "công chức cấp xã", 1);
    end_text();
    read_text(fixture, "Cán bộ cấp xã có 50 người. Công chức trẻ đã cố gắng. Đại học 30 người.\n", true);
    assert_clue(&trace_of("30")->group, ORIGIN_PARAGRAPH, "Cán bộ cấp xã", 1);
    end_text();
}

static void of_the_user_or_of_nobody(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "31 người có bằng đại học, tăng 4 người so với năm 2018.", true);
    const struct trace *trace = trace_of("31");
    assert_clue(&trace->label, ORIGIN_SENTENCE, "đại học", 1);
    assert_true(trace->label.behind);
    assert_clue(&trace->place, ORIGIN_SOURCE, "", 0);
    assert_clue(&trace->period, ORIGIN_SOURCE, "", 0);
    assert_clue(&trace->group, ORIGIN_NONE, "", 0);
    trace = trace_of("4");
    assert_clue(&trace->change, ORIGIN_SENTENCE, "tăng", 1);
    assert_clue(&trace->base, ORIGIN_SENTENCE, "năm 2018", 1);
    end_text();
}

static void assert_why(void **state, const char *text, const char *quote, enum why why, const char *cause) {
    struct fixture *fixture = *state;
    read_text(fixture, text, true);
    const struct trace *trace = trace_of(quote);
    assert_string_equal(why_name(trace->why), why_name(why));
    assert_int_equal(trace->cause.words.len, strlen(cause));
    assert_memory_equal(trace->cause.words.at, cause, strlen(cause));
    end_text();
}

static void why_it_is_no_figure(void **state) {
    assert_why(state, "Theo Nghị định số 34/NĐ-CP, có 12 cán bộ xã.", "34", WHY_INSIDE,
               "Nghị định số 34/NĐ-CP");
    assert_why(state, "Năm 2019, có 12 cán bộ xã.", "2019", WHY_TIME, "Năm 2019");
    assert_why(state, "Cán bộ dưới 35 tuổi: 6 người.", "35", WHY_NAME, "dưới 35 tuổi");
    assert_why(state, "Phấn đấu 95% cán bộ có trình độ đại học.", "95%", WHY_VETO, "Phấn đấu");
    assert_why(state, "Đến năm 2030, 95% cán bộ có trình độ đại học.", "95%", WHY_TARGET, "Đến năm 2030");
    assert_why(state, "Xã có 12 công chức vắng mặt.", "12", WHY_NARROWED, "vắng mặt");
    assert_why(state, "Huyện trồng 40 cây xanh.", "40", WHY_OTHER, "cây xanh");
    assert_why(state, "Tuyến đường đã xong 40%.", "40%", WHY_NO_WORDS, "xong");
    assert_why(state, "Huyện có 310 giáo viên, 92% có trình độ đại học.", "92%", WHY_FIELD, "giáo viên");
    assert_why(state, "Xã sẽ có 40% công chức trình độ đại học.", "40%", WHY_OUTLOOK, "sẽ");
    assert_why(state, "II. NHIỆM VỤ NĂM 2019\n- 85% công chức có trình độ đại học.", "85%", WHY_OUTLOOK,
               "NHIỆM VỤ");
    assert_why(state, "Xã có 40 công chức, chiếm 51%.", "51%", WHY_SHARE, "");
}

/* The words beside the number decide, those in front where other matter stands behind. */
static void words_beside(void **state) {
    assert_why(state, "Có 33/42 công chức có mặt tại công sở lúc 8 giờ.", "33/42", WHY_NARROWED, "có mặt");
    assert_why(state, "Huyện đăng ký tuyển 4 người nhưng chủ tịch huyện ký 7.", "4", WHY_NARROWED,
               "đăng ký tuyển");
    assert_why(state, "Tỷ lệ hộ nghèo còn 35,6%.", "35,6%", WHY_OTHER, "hộ nghèo");
    assert_why(state, "Tỉnh có phó cục trưởng 767.", "767", WHY_NO_WORDS, "phó cục trưởng");
}

/* What a phrase says that its numbers are, in both languages. */
static void what_it_is(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "Chi 25 triệu đồng. Phấn đấu 95% cán bộ có trình độ đại học. Xã có 12 cán bộ.", true);
    const struct sighting *money = &got.sightings.items[0], *goal = &got.sightings.items[1];
    assert_string_equal(money->means.vi, "số tiền");
    assert_string_equal(money->means.en, "a sum of money");
    assert_int_equal(money->why, WHY_INSIDE);
    assert_string_equal(goal->means.vi, "mục tiêu, chưa phải kết quả");
    assert_int_equal(goal->why, WHY_VETO);
    assert_null(got.sightings.items[2].means.vi);
    assert_string_equal(got.sightings.items[2].indicator->id, "staff.total");
    end_text();
}

/* A goal looks like a result where nobody says of when the report is. */
static void a_year_that_may_lie_ahead(void **state) {
    struct fixture *fixture = *state;
    read_of(fixture, "Đến năm 2030, 95% cán bộ có trình độ đại học.", true, "");
    assert_true(trace_of("95%")->ahead);
    end_text();
    read_of(fixture, "Năm 2019, 95% cán bộ có trình độ đại học.", true, "");
    assert_false(trace_of("95%")->ahead);
    end_text();
}

/* The evidence of "từ ... lên ..." is never the other year. */
static void years_that_are_compared(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "Năm 2015, đại học 12%. Đến năm 2020, đại học tăng từ 12% lên 30%.", true);
    const struct trace *trace = got.sightings.items[3].trace;
    assert_int_equal(trace->pair, PAIR_FIRST);
    assert_int_equal(trace->period.words.len, 0);
    trace = trace_of("30%");
    assert_int_equal(trace->pair, PAIR_NONE);
    assert_clue(&trace->period, ORIGIN_SENTENCE, "Đến năm 2020", 1);
    end_text();
}

static void what_a_verb_makes_of_it(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "Huyện cử 9 đồng chí đi học trung cấp lý luận chính trị.", true);
    assert_string_equal(trace_of("9")->sense.en, "people sent to be trained");
    end_text();
}

/* What is quoted of glued numbers is cut, between letters. */
static void long_words_are_cut(void **state) {
    struct fixture *fixture = *state;
    char text[2000] = "Số ";
    for (int i = 0; i < 300; i++)
        strcat(text, "12/Đ");
    read_text(fixture, text, true);
    const struct str words = got.sightings.items[0].trace->cause.words;
    assert_true(words.len > 150 && words.len < 250);
    assert_memory_equal(words.at + words.len - 3, "…", 3);
    struct nfc nfc;
    size_t bad;
    assert_true(nfc_make(&got.sightings.arena, words, &nfc, &bad));
    end_text();
}

static void two_readings_of_one_number(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture,
              "100% công chức đã qua lớp lý luận chính trị và có trình độ chuyên môn từ đại học trở lên.",
              true);
    const struct trace *trace = trace_of("100%");
    assert_int_equal(got.figures.n, 2);
    assert_clue(&trace->label, ORIGIN_SENTENCE, "lý luận chính trị", 1);
    assert_non_null(trace->also);
    assert_clue(&trace->also->label, ORIGIN_SENTENCE, "chuyên môn từ đại học trở lên", 1);
    end_text();
}

static void how_far_the_nearest_rule_got(void **state) {
    struct fixture *fixture = *state;
    read_text(fixture, "Đại học 12 người; cộng thêm 30,5%.", true);
    const struct trace *trace = trace_of("30,5%");
    assert_int_equal(trace->why, WHY_APART);
    assert_clue(&trace->label, ORIGIN_SENTENCE, "Đại học", 1);
    assert_int_equal(trace->apart, APART_TAKEN);
    assert_true(str_equal(trace->between, STR("12")));
    end_text();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_unasked),
        cmocka_unit_test(words_of_a_figure),
        cmocka_unit_test(a_total_names_the_group_that_follows),
        cmocka_unit_test(of_the_user_or_of_nobody),
        cmocka_unit_test(why_it_is_no_figure),
        cmocka_unit_test(words_beside),
        cmocka_unit_test(what_it_is),
        cmocka_unit_test(a_year_that_may_lie_ahead),
        cmocka_unit_test(years_that_are_compared),
        cmocka_unit_test(what_a_verb_makes_of_it),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(two_readings_of_one_number),
        cmocka_unit_test(how_far_the_nearest_rule_got),
    };
    return cmocka_run_group_tests(tests, open_pack, close_pack);
}
