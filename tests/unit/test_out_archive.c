/* What archives and readers that read aloud ask of a PDF: PDF/A-2u and PDF/UA-1, developed against veraPDF. */
#include "readers.h"

#include "out/srgb.h"
#include <math.h>

/* ---- the colour space -------------------------------------------------------------------------------------------- */

typedef double matrix[3][3];

static void multiply(matrix a, matrix b, matrix out) {
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            out[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
}

static void invert(matrix m, matrix out) {
    double d = 0;
    for (int i = 0; i < 3; i++)
        d += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            out[j][i] = (m[(i + 1) % 3][(j + 1) % 3] * m[(i + 2) % 3][(j + 2) % 3] -
                         m[(i + 1) % 3][(j + 2) % 3] * m[(i + 2) % 3][(j + 1) % 3]) /
                        d;
}

static void apply(matrix m, const double in[3], double out[3]) {
    for (int i = 0; i < 3; i++)
        out[i] = m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2];
}

/* The primaries under D50 as columns, and the adaptation, from the chromaticities alone. */
static void derive(matrix primaries, matrix adaptation) {
    static const double xy[3][2] = {{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}};
    const double d65[3] = {0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290}, d50[3] = {0.9642, 1, 0.8249};
    matrix cones = {{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}};
    matrix columns, inverse, scaled;
    double amount[3], from[3], to[3];
    for (int j = 0; j < 3; j++) {
        columns[0][j] = xy[j][0] / xy[j][1];
        columns[1][j] = 1;
        columns[2][j] = (1 - xy[j][0] - xy[j][1]) / xy[j][1];
    }
    invert(columns, inverse);
    apply(inverse, d65, amount);
    apply(cones, d65, from);
    apply(cones, d50, to);
    invert(cones, inverse);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            scaled[i][j] = cones[i][j] * to[i] / from[i];
            columns[i][j] *= amount[j];
        }
    multiply(inverse, scaled, adaptation);
    multiply(adaptation, columns, primaries);
}

static uint32_t big(const struct buf *buf, size_t at) {
    const unsigned char *b = (const unsigned char *)buf->at + at;
    assert_true(at + 4 <= buf->len);
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* Where the tag's numbers begin: behind its type and four reserved bytes. */
static size_t tagged(const struct buf *profile, const char *signature, const char *type) {
    uint32_t n = big(profile, 128);
    for (uint32_t i = 0; i < n; i++) {
        size_t entry = 132 + 12 * (size_t)i, at = big(profile, entry + 4);
        if (memcmp(profile->at + entry, signature, 4) != 0)
            continue;
        assert_int_equal(at % 4, 0);
        assert_true(at + big(profile, entry + 8) <= profile->len);
        assert_memory_equal(profile->at + at, type, 4);
        return at + 8;
    }
    fail_msg("no %s", signature);
    return 0;
}

static void is_fixed(const struct buf *profile, size_t at, double expected) {
    int32_t found = (int32_t)big(profile, at);
    assert_int_equal(found, (int32_t)floor(expected * 65536 + 0.5));
}

static void the_profile_is_srgb_as_published(void **state) {
    (void)state;
    static const char *const names[3] = {"rXYZ", "gXYZ", "bXYZ"};
    static const double curve[5] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    struct buf profile = BUF_EMPTY;
    matrix primaries, adaptation;
    srgb_profile(&profile);
    derive(primaries, adaptation);
    assert_int_equal(big(&profile, 0), profile.len);
    assert_memory_equal(profile.at + 12, "mntrRGB XYZ ", 12);
    assert_memory_equal(profile.at + 36, "acsp", 4);
    for (int j = 0; j < 3; j++)
        for (int i = 0; i < 3; i++)
            is_fixed(&profile, tagged(&profile, names[j], "XYZ ") + 4 * (size_t)i, primaries[i][j]);
    for (int i = 0; i < 9; i++)
        is_fixed(&profile, tagged(&profile, "chad", "sf32") + 4 * (size_t)i, adaptation[i / 3][i % 3]);
    for (size_t i = 0; i < 5; i++)
        is_fixed(&profile, tagged(&profile, "gTRC", "para") + 4 + 4 * i, curve[i]);
    tagged(&profile, "desc", "mluc");
    tagged(&profile, "cprt", "mluc");
    buf_fini(&profile);
}

/* ---- what the file says of itself -------------------------------------------------------------------------------- */

static struct hand tagged_page(void) {
    struct hand hand = hand_new();
    hand.pages.title = STR("Báo cáo");
    hand_page(&hand, "");
    hand_tag(&hand, TAG_DOCUMENT, 0);
    hand.tag = hand_tag(&hand, TAG_P, 1);
    hand_words(&hand, 85000, 100000, FACE_SERIF, 13000, "Toàn tỉnh có 1.279 công chức");
    return hand;
}

static void a_tagged_document_with_a_title_claims_both(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    written(&hand, &pdf);
    assert_true(holds(&pdf, "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>"));
    assert_true(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    assert_int_equal(occurrences(&pdf, "/S /GTS_PDFA1"), 1);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* It is written, without the claim, and the warning says what it lacks. */
static void warns(const struct hand *hand, const char *what) {
    struct buf pdf = BUF_EMPTY;
    struct diag diag = DIAG_EMPTY;
    assert_true(out_pdf(&pdf, &hand->pages, fonts, &info, &diag));
    assert_true(holds(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert_false(holds(&pdf, "pdfuaid"));
    assert_non_null(diag.first);
    assert_string_equal(diag.first->id, "pdf-not-accessible");
    assert_int_equal(diag.first->level, DIAG_WARNING);
    assert_non_null(strstr(diag.first->text, what));
    assert_null(diag.first->next);
    buf_fini(&pdf);
    diag_fini(&diag);
}

static void what_is_not_there_is_not_claimed(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    hand.pages.title = STR("");
    warns(&hand, "no title");
    hand.pages.title = STR("Báo cáo");
    hand.tag = hand_tag(&hand, TAG_FIGURE, 1);
    hand_box(&hand, 85000, 200000, 300000, 300000);
    warns(&hand, "alternative text");
    arena_fini(&hand.arena);
}

static void a_link_outside_the_content_is_left_out(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    hand_anchor(&hand, 0, 100000);
    hand.tag = 0;
    hand_link(&hand, 85000, 100000, 120000, 115000, 1);
    written(&hand, &pdf);
    assert_int_equal(occurrences(&pdf, "/Subtype /Link"), 0);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void an_untagged_document_claims_no_more_than_the_archive(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    hand.pages.n_tags = 0;
    written(&hand, &pdf);
    assert_true(holds(&pdf, "<pdfaid:part>2</pdfaid:part>"));
    assert_false(holds(&pdf, "pdfuaid"));
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* ---- attached files ---------------------------------------------------------------------------------------------- */

static const struct out_attachment files[] = {
    {"số liệu (2021).csv", "text/csv", "Số liệu đã đọc", "Data", {"a,b\n1,2\n", 8}, {2022, 1, 14}},
    {"bao-cao-2021.txt", "text/plain", "Báo cáo năm 2021", "Source", {"Toàn tỉnh", 12}, {0}},
    {"bao-cao", "text/plain", "Rỗng", "Source", {"", 0}, {0}},
};

static void written_with_files(const struct hand *hand, struct buf *out) {
    struct out_info with = info;
    struct diag diag = DIAG_EMPTY;
    with.attachments = files;
    with.n_attachments = sizeof files / sizeof *files;
    assert_true(out_pdf(out, &hand->pages, fonts, &with, &diag));
    assert_null(diag.first);
    diag_fini(&diag);
}

static void files_are_attached_as_they_are(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY, again = BUF_EMPTY;
    written_with_files(&hand, &pdf);
    written_with_files(&hand, &again);
    assert_int_equal(pdf.len, again.len);
    assert_memory_equal(pdf.at, again.at, pdf.len);
    assert_true(holds(&pdf, "<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>"));
    assert_true(holds(&pdf, "<pdfuaid:part>1</pdfuaid:part>"));
    tells_of(&pdf, "qpdf", "qpdf --check %s 2>&1", "No syntax or stream encoding errors found");
    tells(&pdf, "qpdf", "qpdf --list-attachments %s | cut -d' ' -f1 | sort",
          "bao-cao\nbao-cao-2021.txt\nsố\n");
    tells(&pdf, "qpdf", "qpdf --show-attachment='số liệu (2021).csv' %s", "a,b\n1,2\n");
    tells(&pdf, "qpdf", "qpdf --show-attachment=bao-cao-2021.txt %s", "Toàn tỉnh");
    tells(&pdf, "qpdf", "qpdf --show-attachment=bao-cao %s", "");
    tells_of(&pdf, "pdfdetach", "pdfdetach -list %s 2>&1",
             "3 embedded files\n1: bao-cao\n2: bao-cao-2021.txt");
    buf_fini(&pdf);
    buf_fini(&again);
    arena_fini(&hand.arena);
}

static void attached_files_say_what_they_are(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    written_with_files(&hand, &pdf);
    assert_int_equal(occurrences(&pdf, "/AFRelationship /Source"), 2);
    assert_int_equal(occurrences(&pdf, "/AFRelationship /Data"), 1);
    assert_int_equal(occurrences(&pdf, "/Subtype /text#2fcsv"), 1);
    assert_int_equal(
        occurrences(&pdf, "/F (s_li_u__2021_.csv)") + occurrences(&pdf, "/F (s__li_u__2021_.csv)"), 1);
    assert_int_equal(occurrences(&pdf, "/Size 8 "), 1);
    assert_int_equal(occurrences(&pdf, "/ModDate (D:20220114000000+07'00')"), 1);
    assert_int_equal(occurrences(&pdf, "/ModDate (D:20211231000000+07'00')"),
                     3); /* two files, the document */
    /* md5 of nothing (RFC 1321, A.5) */
    tells_of(&pdf, "qpdf", "qpdf --list-attachments --verbose %s 2>&1", "d41d8cd98f00b204e9800998ecf8427e");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

/* ---- structure --------------------------------------------------------------------------------------------------- */

static void links_say_where_they_lead(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    hand_page(&hand, "2");
    hand_anchor(&hand, 1, 100000);
    hand.tag = hand_tag(&hand, TAG_LINK, 1);
    hand_link(&hand, 85000, 100000, 120000, 115000, 1);
    written(&hand, &pdf);
    /* "Đến trang 2" */
    assert_int_equal(occurrences(&pdf, "/Contents <feff0110"), 1);
    assert_int_equal(occurrences(&pdf, "200032>"), 1);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void notes_have_names_that_are_found(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    for (int i = 0; i < 3; i++) {
        hand.tag = hand_tag(&hand, TAG_NOTE, 1);
        hand_words(&hand, 85000, 120000 + 20000 * i, FACE_SERIF, 11000, "Ghi chú");
    }
    written(&hand, &pdf);
    assert_int_equal(occurrences(&pdf, "/ID (n0000000"), 3);
    assert_int_equal(occurrences(&pdf, "/IDTree << /Names [ (n00000003) "), 1);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void figures_say_where_they_lie(void **state) {
    (void)state;
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    uint32_t figure = hand_tag(&hand, TAG_FIGURE, 1);
    hand.pages.tags[figure].alt = STR("Biểu đồ");
    hand.tag = figure;
    hand_box(&hand, 100000, 200000, 300000, 300000);
    hand_rule(&hand, 310000, 250000, 290000, 250000, 1000, false);
    hand.tag = hand_tag(&hand, TAG_LINK, figure); /* stands in the figure */
    hand_words(&hand, 90000, 330000, FACE_SANS, 8000, "64,7");
    written(&hand, &pdf);
    /* 842 - 332 below, 842 - 200 above: the word's depth counts as a quarter of its size. */
    assert_int_equal(occurrences(&pdf, "/BBox [ 90 509 311 642 ]"), 1);
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

static void headings_skip_no_level(void **state) {
    (void)state;
    static const enum tag_role roles[] = {TAG_H2, TAG_H4, TAG_H1, TAG_H3, TAG_H3, TAG_H4};
    struct hand hand = tagged_page();
    struct buf pdf = BUF_EMPTY;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        hand.tag = hand_tag(&hand, roles[i], 1);
        hand_words(&hand, 85000, 120000 + 20000 * (mpt)i, FACE_SERIF_BOLD, 13000, "Mục");
    }
    written(&hand, &pdf);
    tells_of(&pdf, "pdfinfo", "pdfinfo -struct %s | awk '{ printf \"%%s \", $1 }'", "P H1 H2 H1 H2 H2 H3 ");
    buf_fini(&pdf);
    arena_fini(&hand.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_profile_is_srgb_as_published),
        cmocka_unit_test(a_tagged_document_with_a_title_claims_both),
        cmocka_unit_test(what_is_not_there_is_not_claimed),
        cmocka_unit_test(a_link_outside_the_content_is_left_out),
        cmocka_unit_test(files_are_attached_as_they_are),
        cmocka_unit_test(attached_files_say_what_they_are),
        cmocka_unit_test(an_untagged_document_claims_no_more_than_the_archive),
        cmocka_unit_test(links_say_where_they_lead),
        cmocka_unit_test(notes_have_names_that_are_found),
        cmocka_unit_test(figures_say_where_they_lie),
        cmocka_unit_test(headings_skip_no_level),
    };
    return cmocka_run_group_tests(tests, open_once, close_once);
}
