/* Lines into headings, items and sentences; sentences end where a reader would end them. */
#include "source/source.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct source *text_of(const char *text) {
    struct diag diag = DIAG_EMPTY;
    struct source *source = source_of("a.txt", 3, str_of(text), SOURCE_TEXT, &diag);
    assert_non_null(source);
    diag_fini(&diag);
    return source;
}

/* Passages as "H2 text | S0 text": kind, level, text. */
static void assert_passages(const char *text, const char *expect) {
    struct source *source = text_of(text);
    struct buf got = BUF_EMPTY;
    buf_puts(&got, "");
    for (size_t i = 0; i < source->n_passages; i++) {
        const struct passage *p = &source->passages[i];
        buf_printf(&got, "%s%c%u %.*s", i > 0 ? " | " : "", "HSI"[p->kind], p -> level, (int)p -> len,
                   source -> nfc.text.at + p->at);
    }
    assert_string_equal(got.at, expect);
    buf_fini(&got);
    source_free(source);
}

static void test_headings(void **state) {
    (void)state;
    assert_passages("ỦY BAN NHÂN DÂN\n-------\n\nI. SỐ LƯỢNG\n", "H1 ỦY BAN NHÂN DÂN | H1 I. SỐ LƯỢNG");
    assert_passages(
        "II - KẾT QUẢ NĂM 2021\n1. Số lượng\n2.1. Về đội ngũ\n2.2 Hạn chế\nb) Chuyên môn:\n",
        "H1 II - KẾT QUẢ NĂM 2021 | H2 1. Số lượng | H3 2.1. Về đội ngũ | H3 2.2 Hạn chế | H4 b) Chuyên môn:");
    assert_passages("Trình độ đào tạo\nHiện có 5 người.", "H5 Trình độ đào tạo | S0 Hiện có 5 người.");
    assert_passages("1. Kết quả 6 tháng đầu năm 2023", "H2 1. Kết quả 6 tháng đầu năm 2023");
    assert_passages("1. Hiện trạng đến ngày 30/6/2018\n2. Số lượng tính đến 30 tháng 6 năm 2018",
                    "H2 1. Hiện trạng đến ngày 30/6/2018 | H2 2. Số lượng tính đến 30 tháng 6 năm 2018");
    assert_passages("1. Đạt 12/20 xã\nHà Nội, ngày 30/6/2018",
                    "I0 1. Đạt 12/20 xã | S0 Hà Nội, ngày 30/6/2018");
    assert_passages("Điều 3. Mức hỗ trợ\nChương II\nMục 1: Chung",
                    "H2 Điều 3. Mức hỗ trợ | H1 Chương II | H1 Mục 1: Chung");
    assert_passages("TM. UBND XÃ\nSố: 96/BC-UBND", "H1 TM. UBND XÃ | S0 Số: 96/BC-UBND");
    assert_passages("TỔNG SỐ: 120 NGƯỜI", "S0 TỔNG SỐ: 120 NGƯỜI"); /* it states a figure */
    assert_passages("UB", "H5 UB"); /* two capitals are no heading in capitals */
}

/* A heading in capitals may be as long as 300 characters, others 120. */
static void test_long_capitals(void **state) {
    (void)state;
    for (int words = 1; words < 60; words++) {
        struct buf text = BUF_EMPTY;
        for (int i = 0; i < words; i++)
            buf_puts(&text, i ? " ỦY BAN" : "ỦY BAN");
        struct source *source = text_of(text.at);
        size_t chars = text_chars(buf_view(&text));
        assert_int_equal(source->passages[0].kind, chars <= 300 ? PASSAGE_HEADING : PASSAGE_SENTENCE);
        assert_int_equal(source->passages[0].level, chars <= 300 ? PASSAGE_PART : 0);
        source_free(source);
        buf_fini(&text);
    }
}

static void test_a_wrapped_line_is_no_heading(void **state) {
    (void)state;
    assert_passages("Toàn tỉnh có nhiều cán bộ\nđạt chuẩn.", "S0 Toàn tỉnh có nhiều cán bộ | S0 đạt chuẩn.");
    assert_passages("Chuyên môn\na) Đại học: 5 người", "H5 Chuyên môn | I0 a) Đại học: 5 người");
}

static void test_broken_lines_are_joined(void **state) {
    (void)state;
    assert_passages("Toàn huyện có hai trăm cán bộ, công chức cấp xã\nđạt chuẩn. Nữ ít.",
                    "S0 Toàn huyện có hai trăm cán bộ, công chức cấp xã\nđạt chuẩn. | S0 Nữ ít.");
    assert_passages("- Toàn huyện có hai trăm cán bộ, công chức\r\n  cấp xã.\r\n- Nữ: 5",
                    "I1 - Toàn huyện có hai trăm cán bộ, công chức\r\n  cấp xã. | I1 - Nữ: 5");
    /* a number or a capital on the next line: by the width of the block */
    assert_passages(
        "Tính đến cuối năm, toàn huyện có số cán bộ, công chức cấp xã là\n201 người. Trong số đó, ngành Nội vụ "
        "đã cử đi học được ba\nngười.",
        "S0 Tính đến cuối năm, toàn huyện có số cán bộ, công chức cấp xã là\n201 người. | S0 Trong số đó, ngành "
        "Nội vụ đã cử đi học được ba\nngười.");
    assert_passages("Xã Mỹ Sơn có đội ngũ cán bộ đều đã học xong đại học\nXã Mỹ Hòa cũng thế",
                    "H5 Xã Mỹ Sơn có đội ngũ cán bộ đều đã học xong đại học | H5 Xã Mỹ Hòa cũng thế");
    /* a line of 36 characters may be broken, a shorter one is an item */
    assert_passages("Toàn huyện có hai trăm năm mươi ngườ\nđạt chuẩn.",
                    "S0 Toàn huyện có hai trăm năm mươi ngườ\nđạt chuẩn.");
    assert_passages("Toàn huyện có hai trăm năm mươi ngư\nđạt chuẩn.",
                    "S0 Toàn huyện có hai trăm năm mươi ngư | S0 đạt chuẩn.");
    assert_passages("Toàn huyện có hai trăm cán bộ, công chức cấp xã;\nđạt chuẩn",
                    "S0 Toàn huyện có hai trăm cán bộ, công chức cấp xã; | S0 đạt chuẩn");
}

static void test_a_long_line_is_no_heading(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    buf_puts(&buf, "Về");
    for (int i = 0; i < 60; i++)
        buf_puts(&buf, " cán bộ");
    struct source *source = text_of(buf.at);
    assert_int_equal(source->n_passages, 1);
    assert_int_equal(source->passages[0].kind, PASSAGE_SENTENCE);
    source_free(source);
    buf_fini(&buf);
}

static void test_items(void **state) {
    (void)state;
    assert_passages("- Nữ: 06 đ/c.\n-Nam: 5;\n+ THPT: 20\n• Khác: 1\n– Còn lại: 2",
                    "I1 - Nữ: 06 đ/c. | I1 -Nam: 5; | I2 + THPT: 20 | I1 • Khác: 1 | I1 – Còn lại: 2");
    assert_passages("1. Có 326 người được đánh giá, cụ thể:\n4. QLNN: 12 người. Trong đó nữ 3.",
                    "I0 1. Có 326 người được đánh giá, cụ thể: | I0 4. QLNN: 12 người. | S0 Trong đó nữ 3.");
    assert_passages("- Trình độ: 17 ĐH. Nữ 5.", "I1 - Trình độ: 17 ĐH. | S1 Nữ 5.");
    assert_passages("đ) Tin học: 12 người", "I0 đ) Tin học: 12 người");
    assert_passages("1.279 công chức.\n63.1 % đạt chuẩn.\n15/12/2021 báo cáo.\n12.",
                    "S0 1.279 công chức. | S0 63.1 % đạt chuẩn. | S0 15/12/2021 báo cáo. | S0 12.");
    assert_passages("***\n- - -\n_____\n…", "");
    assert_passages("X. Thanh Nưa có 5 người.\nC. Lan nói có 5 người.",
                    "S0 X. Thanh Nưa có 5 người. | S0 C. Lan nói có 5 người.");
}

static void test_sentences(void **state) {
    (void)state;
    assert_passages("Có 5 người. Nữ 2! Thế à? Vâng… Hết",
                    "S0 Có 5 người. | S0 Nữ 2! | S0 Thế à? | S0 Vâng… | S0 Hết");
    assert_passages("Năm 2021. 15 xã đạt 70.9%. (Hết)", "S0 Năm 2021. | S0 15 xã đạt 70.9%. | S0 (Hết)");
    assert_passages("Đến hết năm 2021. 234 người đã nghỉ.", "S0 Đến hết năm 2021. | S0 234 người đã nghỉ.");
    assert_passages("Đạt 64,7%; nữ 3; còn lại 2.", "S0 Đạt 64,7%; nữ 3; còn lại 2.");
    assert_passages("Ông nói: “Đạt 5 người.” Sau đó về.", "S0 Ông nói: “Đạt 5 người.” | S0 Sau đó về.");
    assert_passages("Có 5 người.Trong đó nữ 2.", "S0 Có 5 người. | S0 Trong đó nữ 2.");
    assert_passages("  \u00A0Có 5 người.\u00A0 \t", "S0 Có 5 người.");
}

static void test_stops_that_end_nothing(void **state) {
    (void)state;
    static const char *const whole[] = {
        "Toàn tỉnh có 1.279 công chức ngày 31.12.2021 và 7.8 điểm.",
        "Ba huyện và TP. Điện Biên Phủ, Tp. Lai Châu, TX. Mường Lay có 5 người.",
        "Ông ThS. Nguyễn A. Tuấn, PGS. TS. Lê B, Th.S. Hà có mặt.",
        "4. Cán bộ xã có 12 người",
        "Gồm xã, phường v.v. của tỉnh là 5.",
        "Gồm 5 xã... và 3 phường.",
        "Có 1. 234 người.",
        "Xem H. Mường Chà và P. Noong Bua có 3 người.",
        "Trình UBND tỉnh 5 bản./.",
        "Theo tp.hcm có 5 người.",
    };
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        struct source *source = text_of(whole[i]);
        if (source->n_passages != 1)
            fail_msg("%s: %zu", whole[i], source->n_passages);
        assert_int_equal(source->passages[0].len, strlen(whole[i]));
        source_free(source);
    }
    assert_passages("Xã, thôn v.v. Các phường có 5.", "S0 Xã, thôn v.v. | S0 Các phường có 5.");
}

static void test_lines_and_paragraphs(void **state) {
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t e = 0; e < 3; e++) {
        struct buf buf = BUF_EMPTY;
        buf_printf(&buf, "\uFEFFCó 5. Có 6.%s%s Có 7.%sCó 8.", ends[e], ends[e], ends[e]);
        struct source *source = text_of(buf.at);
        assert_int_equal(source->n_lines, 4);
        assert_int_equal(source->n_passages, 4);
        static const uint32_t lines[] = {1, 1, 3, 4}, paragraphs[] = {0, 0, 1, 2};
        for (size_t i = 0; i < 4; i++) {
            assert_int_equal(source->passages[i].line, lines[i]);
            assert_int_equal(source->passages[i].paragraph, paragraphs[i]);
        }
        source_free(source);
        buf_fini(&buf);
    }
}

/* A line of megabytes and a million lines take no longer than their bytes. */
static void test_sizes(void **state) {
    (void)state;
    struct buf buf = BUF_EMPTY;
    for (int i = 0; i < 200000; i++)
        buf_puts(&buf, "Có 5 người. ");
    buf_puts(&buf, "\n");
    for (int i = 0; i < 300000; i++)
        buf_puts(&buf, "5\n");
    struct source *source = text_of(buf.at);
    assert_int_equal(source->n_passages, 500000);
    uint32_t line, column;
    source_position(source, 12 * 100000 * 1, &line, &column);
    assert_int_equal(line, 1);
    const struct passage *far = &source->passages[199999];
    source_position(source, far->at, &line, &column);
    assert_int_equal(column, 199999 * 12 + 1);
    struct diag_where where = source_where(source, far->at, 3);
    assert_int_equal(where.text.len, 0); /* nobody wants a message of megabytes */
    source_free(source);
    buf_fini(&buf);
}

static void assert_key(const char *text, const char *key, unsigned notes) {
    struct diag diag = DIAG_EMPTY;
    struct source *source = source_of("a.txt", 0, str_of(text), SOURCE_TEXT, &diag);
    assert_non_null(source);
    assert_int_equal(source->folded.len, source->nfc.text.len);
    if (!str_equal(source->folded, str_of(key)))
        fail_msg("%s: %.*s", text, STR_ARG(source->folded));
    assert_int_equal(diag.count[DIAG_NOTE], notes);
    source_free(source);
    diag_fini(&diag);
}

static void test_slips_in_numbers(void **state) {
    (void)state;
    assert_key("Có 1.2O7 người", "có 1.207 người", 1);
    assert_key("năm 20l6, 3O người; 20o6", "năm 2016, 30 người; 2006", 3);
    assert_key("có 1\u00A0234 người", "có 001234 người", 1);
    assert_key("12\u2009345\u2009678", "00000012345678", 1);
    static const char *const left[] = {"uống 5l, 3l5 nước", "h2o và 2oo",   "lớp 1o a", "số 12o/qđ", "30oc",
                                       "năm 2016 2017",     "20 210 người", "a1o2",     "0 234"};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_key(left[i], left[i], 0);
    assert_key("2016\u00A02017", "2016  2017", 0);
    assert_key("mã 0\u00A0234", "mã 0  234", 0); /* no group begins with zero */
    assert_key("H2O 5l", "h2o 5l", 0);
}

/* How many rows of a table the warning is of; 0: there is none. */
static unsigned long pasted_rows(const char *text, unsigned *line) {
    struct diag diag = DIAG_EMPTY;
    struct source *source = source_of("a.txt", 3, str_of(text), SOURCE_TEXT, &diag);
    unsigned long rows = 0;
    assert_non_null(source);
    for (const struct diag_message *message = diag.first; message; message = message->next)
        if (!strcmp(message->id, "text-table")) {
            assert_int_equal(rows, 0);
            rows = strtoul(message->text, NULL, 10);
            *line = message->where.line;
        }
    source_free(source);
    diag_fini(&diag);
    return rows;
}

static void test_pasted_tables(void **state) {
    unsigned line = 0;
    (void)state;
    assert_int_equal(
        pasted_rows("Bảng 1\nXã\tTổng\tĐH\tTC\nA\t24\t20\t4\nB\t22\t18\t4\nC\t21\t19\t2\nHết.\n", &line), 3);
    assert_int_equal(line, 3);
    assert_int_equal(
        pasted_rows(
            "| Xã | Tổng | ĐH | TC |\n| A | 24 | 20 | 83,3% |\n| --- | --- |\n| B | 22 | 18 | 81,8 % |\n"
            "| C | 1.021 | - | 19 | 2/3 |",
            &line),
        3);
    assert_int_equal(pasted_rows("A\t24\t20\t4\nB\t22\t18\t4\n", &line), 0); /* two rows */
    assert_int_equal(pasted_rows("| 1 | Nữ | 20 |\n| 2 | Nam | 18 |\n| 3 | Trẻ | 4 |\n", &line),
                     0); /* label, number */
    assert_int_equal(pasted_rows("Có 24, 20, 4 người.\nCó 3, 4, 5.\nCó 3, 4, 5.\n", &line), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slips_in_numbers),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_long_capitals),
        cmocka_unit_test(test_a_wrapped_line_is_no_heading),
        cmocka_unit_test(test_broken_lines_are_joined),
        cmocka_unit_test(test_a_long_line_is_no_heading),
        cmocka_unit_test(test_items),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_stops_that_end_nothing),
        cmocka_unit_test(test_lines_and_paragraphs),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_pasted_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
