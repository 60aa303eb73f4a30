/* PDFs as other programs see them: qpdf, poppler and mutool find nothing to complain of, text comes back as it went in,
 * and the same pages give the same bytes. */
#include "readers.h"

/* ---- a document with everything ---------------------------------------------------------------------------------- */

static const char *const lines[] = {
    "Đến hết năm 2021, toàn tỉnh có 1.279 công chức cấp xã. Tỷ lệ có trình độ đại học đạt",
    "64,7%, tăng 45,1 điểm phần trăm so với năm 2016 (19,6%); tỷ lệ trung cấp giảm từ 66,4%",
    "xuống còn 25,6%. AVATAR Tự do “Điện Biên” – ‘Mường Chà’ … [1] WAVE To Ty Va.",
};

static struct hand whole(void) {
    struct hand hand = hand_new();
    hand.pages.title = STR("Báo cáo <Điện Biên> & \"2021\" (1)");
    hand.pages.author = STR("Sở Nội vụ");
    hand.pages.subject = STR("Chất lượng đội ngũ");
    uint32_t document = hand_tag(&hand, TAG_DOCUMENT, 0);
    for (uint32_t i = 0; i < 3; i++) {
        hand_page(&hand, i == 0 ? "" : i == 1 ? "2" : "3");
        hand.tag = 0;
        hand_words(&hand, 300000, 40000, FACE_SERIF, 13000, i == 0 ? "" : i == 1 ? "2" : "3");
        hand.tag = hand_tag(&hand, TAG_H1, document);
        hand_words(&hand, 85000, 80000, FACE_SERIF_BOLD, 14000, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        hand.tag = hand_tag(&hand, TAG_P, document);
        hand.word_space = 1234;
        for (size_t line = 0; line < 3; line++)
            hand_words(&hand, 85000, 110000 + 18000 * (mpt)line, FACE_SERIF, 13000, lines[line]);
        hand.word_space = 0;
        hand.tag = 0;
        hand_rule(&hand, 85000, 170000, 500000, 170000, 500, i == 1);
        hand.color = 0x1D3F8F;
        hand_box(&hand, 85000, 180000, 300000, 200000);
        hand.tag = hand_tag(&hand, TAG_FIGURE, document);
        hand.pages.tags[hand.tag].alt = STR("Cơ cấu trình độ");
        hand.color = 0xFFFFFF;
        hand_words(&hand, 100000, 194000, FACE_SANS, 9000, "66,4");
        hand.color = 0xA01515;
        hand_words(&hand, 320000, 194000, FACE_SYMBOL, 11000, "▼");
        hand_words(&hand, 334000, 194000, FACE_SANS_BOLD, 9000, "40,8 người");
        hand.color = 0;
        hand_words(&hand, 85000, 230000, FACE_SERIF_ITALIC, 13000, "(Kèm theo Báo cáo số /BC-SNV)");
        hand_words(&hand, 85000, 250000, FACE_SERIF_BOLD_ITALIC, 13000, "Nơi nhận:");
        hand_anchor(&hand, i, 110000);
    }
    for (uint32_t i = 0; i < 3; i++) {
        hand.page = hand.pages.items[i];
        hand.tag = hand_tag(&hand, TAG_LINK, document);
        hand_link(&hand, 85000, 100000, 120000, 115000, (i + 1) % 3 + 1);
        hand_outline(&hand, i == 1 ? 2 : 1, "I. KẾT QUẢ CHỦ YẾU", i, 110000);
    }
    hand_link(&hand, 0, 0, 1, 1, 99); /* to nowhere: left out */
    return hand;
}

static void other_programs_find_no_fault(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    tells_of(&pdf, "qpdf", "qpdf --check %s 2>&1", "No syntax or stream encoding errors found");
    tells(&pdf, "pdftotext", "pdftotext %s /dev/null 2>&1", "");
    tells(&pdf, "pdftoppm", "pdftoppm -r 20 %s 2>&1 >/dev/null", "");
    tells(&pdf, "mutool", "mutool draw -q -F txt -o /dev/null %s 2>&1 | grep -v 'ICC support' || true", "");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* A level that is left out is none: what stands there hangs under the last one there is. */
static void bookmarks_leave_out_no_level(void **state) {
    static const int levels[] = {3, 1, 4, 2, 1};
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    hand.pages.n_outline = 0;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        hand_outline(&hand, levels[i], (const char *[]){"A", "B", "C", "D", "E"}[i], 0, 110000);
    written(&hand, &pdf);
    tells_of(&pdf, "qpdf", "qpdf --check %s 2>&1", "No syntax or stream encoding errors found");
    tells(&pdf, "mutool", "mutool show %s outline 2>/dev/null | cut -f 2- | sed 's/#.*//' | tr '\t' '>'",
          "\"A\">\n\"B\">\n>\"C\">\n>\"D\">\n\"E\">\n");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void cells_say_what_they_span(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    uint32_t table = hand_tag(&hand, TAG_TABLE, 1), row = hand_tag(&hand, TAG_TR, table);
    uint32_t tall = hand_tag(&hand, TAG_TD, row), wide = hand_tag(&hand, TAG_TD, row);
    hand_tag(&hand, TAG_TD, row);
    hand.pages.tags[tall].rows = 3;
    hand.pages.tags[wide].columns = 4;
    written(&hand, &pdf);
    tells(&pdf, "qpdf",
          "qpdf --qdf --object-streams=disable %s - | grep -ao '/RowSpan .*\\|/ColSpan .*' | sort",
          "/ColSpan 4\n/RowSpan 3\n");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void text_comes_back_with_single_spaces(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY, expected = BUF_EMPTY;
    written(&hand, &pdf);
    for (size_t line = 0; line < 3; line++)
        buf_printf(&expected, "%s\n", lines[line]);
    tells_of(&pdf, "pdftotext", "pdftotext -raw %s - 2>&1", expected.at);
    tells_of(&pdf, "pdftotext", "pdftotext %s - 2>&1", lines[0]);
    tells_of(&pdf, "pdftotext", "pdftotext %s - 2>&1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    tells_of(&pdf, "mutool", "mutool draw -q -F txt %s 1 2>&1", lines[1]);
    buf_fini(&expected);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void fonts_are_embedded_subsets_with_unicode(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY, out = BUF_EMPTY;
    written(&hand, &pdf);
    told(&pdf, "pdffonts", "pdffonts %s 2>&1 | tail -n +3 | cut -c 8-", &out);
    size_t n = 0;
    for (struct str rest = buf_view(&out); rest.len; n++) {
        size_t end = str_find(rest, STR("\n"), 0);
        struct str row = str_cut(rest, 0, end);
        rest = str_cut(rest, end + 1, rest.len);
        assert_true(str_find(row, STR("CID TrueType"), 0) != STR_NONE);
        assert_true(str_find(row, STR("Identity-H"), 0) != STR_NONE);
        assert_true(str_find(row, STR("yes yes yes"), 0) != STR_NONE);
    }
    assert_int_equal(n, FACE_COUNT);
    buf_fini(&out);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void the_same_pages_give_the_same_bytes(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf a = BUF_EMPTY, b = BUF_EMPTY, other = BUF_EMPTY;
    written(&hand, &a);
    hand_words(&hand, 85000, 300000, FACE_SERIF, 13000, "Ω khác");
    written(&hand, &other);
    hand.page->n_items -= 2;
    written(&hand, &b);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.at, b.at, a.len);
    /* Another document has another ID, this one's does not come from the clock. */
    size_t id = str_find(buf_view(&a), STR("/ID[<"), 0),
           other_id = str_find(buf_view(&other), STR("/ID[<"), 0);
    assert_true(id != STR_NONE && other_id != STR_NONE);
    assert_memory_not_equal(a.at + id, other.at + other_id, 40);
    buf_fini(&a);
    buf_fini(&b);
    buf_fini(&other);
    arena_fini(&hand.arena);
}

static void the_file_says_what_it_is(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    assert_memory_equal(pdf.at, "%PDF-1.7", 8);
    tells_of(&pdf, "pdfinfo", "pdfinfo %s 2>&1", "Title:           Báo cáo <Điện Biên> & \"2021\" (1)\n");
    tells_of(&pdf, "pdfinfo", "pdfinfo %s 2>&1", "Author:          Sở Nội vụ\n");
    tells_of(&pdf, "pdfinfo", "pdfinfo %s 2>&1", "Tagged:          yes\n");
    tells_of(&pdf, "pdfinfo", "pdfinfo -isodates %s 2>&1", "CreationDate:    2021-12-31T00:00:00+07\n");
    tells_of(&pdf, "pdfinfo", "pdfinfo -meta %s 2>&1",
             "Báo cáo &lt;Điện Biên&gt; &amp; \"2021\" (1)</rdf:li>");
    assert_int_equal(occurrences(&pdf, "/Lang (vi-VN)"), 1);
    assert_int_equal(occurrences(&pdf, "/DisplayDocTitle true"), 1);
    assert_int_equal(occurrences(&pdf, "/PageLabels << /Nums [ 0 << /S /D /St 1 >> ] >>"), 1);
    assert_false(holds(&pdf, "Haru"));
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void without_a_date_none_is_written(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    const struct out_info undated = {.producer = "hoso test", .date = {2021, 0, 0}, .language = "vi-VN"};
    assert_true(out_pdf(&pdf, &hand.pages, fonts, &undated, &diag));
    assert_false(holds(&pdf, "CreationDate"));
    assert_false(holds(&pdf, "CreateDate"));
    buf_fini(&pdf);
    diag_fini(&diag);
    arena_fini(&hand.arena);
}

static void links_lead_to_their_anchors(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    assert_int_equal(occurrences(&pdf, "/Subtype /Link"), 3);
    assert_int_equal(occurrences(&pdf, "/Rect [ 85 727 120 742 ]"), 3);
    assert_int_equal(occurrences(&pdf, "/XYZ null 732 null ]"), 3);
    tells_of(&pdf, "mutool", "mutool show %s outline 2>&1", "\"I. KẾT QUẢ CHỦ YẾU\"");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void the_structure_is_read_in_order(void **state) {
    (void)state;
    struct hand hand = whole();
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    tells_of(
        &pdf, "pdfinfo", "pdfinfo -struct-text %s 2>&1",
        "Document\n  H1 (block)\n    \"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\"\n  P (block)\n    \"Đến hết năm");
    /* Lines of a paragraph are parted by a space. */
    tells_of(&pdf, "pdfinfo", "pdfinfo -struct-text %s 2>&1", "đại học đạt 64,7%, tăng");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* ---- placement --------------------------------------------------------------------------------------------------- */

/* x of the word's left edge in points, by poppler. */
static double found_at(const struct buf *pdf, const char *word) {
    struct buf out = BUF_EMPTY;
    told(pdf, "pdftotext", "pdftotext -bbox %s - 2>&1", &out);
    size_t at = str_find(buf_view(&out), str_of(word), 0);
    assert_true(at != STR_NONE);
    while (at && out.at[at] != '<')
        at--;
    double x;
    assert_int_equal(sscanf(out.at + at, "<word xMin=\"%lf\"", &x), 1);
    buf_fini(&out);
    return x;
}

static void words_stand_where_layout_put_them(void **state) {
    (void)state;
    struct hand hand = hand_new();
    hand_page(&hand, "");
    hand.word_space = 777; /* no multiple of a thousandth of an em */
    hand_words(&hand, 85000, 100000, FACE_SERIF, 13000,
               "Tỷ lệ có trình độ đại học đạt trên một nửa; AVATAR Tự do Trung cấp giảm xuống cuối");
    const struct page_item *last = &hand.page->items[hand.page->n_items - 1];
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    double off = found_at(&pdf, ">cuối<") * 1000 - last->as.text.x;
    assert_true(off > -10 && off < 10); /* [millipoints] after 19 words: half of 1/1000 em, no drift */
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void a_ground_between_words_keeps_their_space(void **state) {
    (void)state;
    struct hand hand = hand_new();
    hand_page(&hand, "");
    mpt x = hand_words(&hand, 85000, 100000, FACE_SERIF, 13000, "tổng số là");
    hand.color = 0xFFF2B0;
    hand_box(&hand, x + 3250, 88000, x + 40000, 104000);
    hand.color = 0;
    hand_words(&hand, x + 3250, 100000, FACE_SERIF_BOLD, 13000, "1.279");
    hand.page->items[hand.page->n_items - 1].as.text.after_space = true;
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    tells(&pdf, "pdftotext", "pdftotext -raw %s - | head -n 1", "tổng số là 1.279\n");
    double off = found_at(&pdf, ">1.279<") * 1000 - (x + 3250);
    assert_true(off > -10 && off < 10);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* ---- size --------------------------------------------------------------------------------------------------------- */

static void small_objects_cost_little(void **state) {
    (void)state;
    struct hand hand = hand_new();
    hand_page(&hand, "");
    hand_words(&hand, 85000, 100000, FACE_SERIF, 13000, "1.279");
    hand_anchor(&hand, 0, 100000);
    struct buf without = BUF_EMPTY, with = BUF_EMPTY;
    written(&hand, &without);
    uint32_t document = hand_tag(&hand, TAG_DOCUMENT, 0);
    for (int i = 0; i < 1200; i++) { /* more than one object stream holds */
        hand.tag = hand_tag(&hand, TAG_LINK, document);
        hand_link(&hand, 85000 + i, 90000, 95000 + 7 * i, 100000, 1);
    }
    written(&hand, &with);
    assert_true(without.len < 5000);
    assert_true(with.len - without.len <
                1200 * 45); /* a link and its element; 280 bytes if written plainly */
    tells_of(&with, "qpdf", "qpdf --check %s 2>&1", "No syntax or stream encoding errors found");
    assert_int_equal(occurrences(&with, "/Subtype /Link"), 1200);
    tells(&with, "pdftotext", "pdftotext -raw %s - 2>&1 | head -n 1", "1.279\n");
    buf_fini(&without);
    buf_fini(&with);
    arena_fini(&hand.arena);
}

/* ---- limits ------------------------------------------------------------------------------------------------------ */

static void many_pages_make_a_tree(void **state) {
    (void)state;
    struct hand hand = hand_new();
    for (int i = 0; i < 1203; i++) {
        hand_page(&hand, "x");
        hand_words(&hand, 85000, 100000, FACE_SERIF, 13000, "Trang");
    }
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    tells(&pdf, "qpdf", "qpdf --show-npages %s 2>&1", "1203\n");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void what_libharu_refuses_is_reported_once(void **state) {
    (void)state;
    struct hand hand = hand_new();
    hand_page(&hand, "")->width = 20000000; /* PDF ends at 14,400 points */
    hand_words(&hand, 85000, 100000, FACE_SERIF, 13000, "Trang");
    hand_page(&hand, "");
    struct buf pdf = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_false(out_pdf(&pdf, &hand.pages, fonts, &info, &diag));
    assert_string_equal(diag.first->id, "pdf-library");
    assert_null(diag.first->next);
    buf_fini(&pdf);
    diag_fini(&diag);
    arena_fini(&hand.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_programs_find_no_fault),
        cmocka_unit_test(bookmarks_leave_out_no_level),
        cmocka_unit_test(cells_say_what_they_span),
        cmocka_unit_test(text_comes_back_with_single_spaces),
        cmocka_unit_test(fonts_are_embedded_subsets_with_unicode),
        cmocka_unit_test(the_same_pages_give_the_same_bytes),
        cmocka_unit_test(the_file_says_what_it_is),
        cmocka_unit_test(without_a_date_none_is_written),
        cmocka_unit_test(links_lead_to_their_anchors),
        cmocka_unit_test(the_structure_is_read_in_order),
        cmocka_unit_test(words_stand_where_layout_put_them),
        cmocka_unit_test(a_ground_between_words_keeps_their_space),
        cmocka_unit_test(small_objects_cost_little),
        cmocka_unit_test(many_pages_make_a_tree),
        cmocka_unit_test(what_libharu_refuses_is_reported_once),
    };
    return cmocka_run_group_tests(tests, open_once, close_once);
}
