/* Charsets: what a file is written in is found, said, and read with the way back to its bytes. */
#include "source/legacy.h"
#include "source/source.h"
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct diag diag;

static int setup(void **state) {
    (void)state;
    diag = DIAG_EMPTY;
    return 0;
}

static int teardown(void **state) {
    (void)state;
    diag_fini(&diag);
    return 0;
}

/* A table with three heads in Vietnamese and small letters of all rows of vowels. */
static const char sample[] = "STT;Tên đơn vị;Tổng số cán bộ, công chức;Nữ;Đại học\n"
                             "1;Xã Thanh Xương;25;12;20\n"
                             "2;Phường Mường Thanh;22;8;19\n"
                             "3;Xã Sính Phình;20;7;18\n"
                             "Cộng;;67;27;57\n";

/* ---- writing in old charsets, by search in what is read ---- */

static bool try_bytes(const struct legacy *legacy, const unsigned char *bytes, size_t n, uint32_t code,
                      struct buf *out) {
    uint32_t got;
    if (legacy_next(legacy, bytes, n, &got) != n || got != code)
        return false;
    buf_add(out, bytes, n);
    return true;
}

static bool put_letter(const struct legacy *legacy, uint32_t code, struct buf *out) {
    for (unsigned a = 0x80; a < 0x100; a++)
        if (try_bytes(legacy, (unsigned char[]){(unsigned char)a}, 1, code, out))
            return true;
    for (unsigned a = 'A'; a < 0x100; a++)
        for (unsigned b = 0x80; b < 0x100; b++)
            if (try_bytes(legacy, (unsigned char[]){(unsigned char)a, (unsigned char)b}, 2, code, out))
                return true;
    return false;
}

/* What the charset has no letter for is written as the small one: TCVN3. */
static void encode(enum legacy_kind kind, const char *text, struct buf *out) {
    struct legacy legacy;
    struct arena arena = ARENA_EMPTY;
    struct str s = str_of(text);
    legacy_open(&legacy, kind);
    for (size_t at = 0; at < s.len;) {
        uint32_t code = text_next(s, &at);
        if (code < 0x80)
            buf_char(out, (char)code);
        else
            assert_true(put_letter(&legacy, code, out) ||
                        put_letter(&legacy, code + (code >= 0x100 ? 1 : 32), out));
    }
    arena_fini(&arena);
}

/* Bytes as letters of Latin-1: what a Unicode file has of them. */
static void paste(struct str bytes, struct buf *out) {
    for (size_t i = 0; i < bytes.len; i++)
        text_put(out, (unsigned char)bytes.at[i]);
}

static struct source *load(struct str bytes, const char *charset) {
    const struct source_options options = {
        .kind_known = true, .kind = SOURCE_TABLE, .charset = str_of(charset)};
    return source_of_with("a.csv", 0, bytes, &options, &diag);
}

static unsigned count_id(const char *id) {
    unsigned n = 0;
    for (const struct diag_message *m = diag.first; m; m = m->next)
        n += strcmp(m->id, id) == 0;
    return n;
}

/* ---- tests ---- */

/* Our tables against those of the C library, where it has them. */
static void test_tables_agree_with_iconv(void **state) {
    (void)state;
    static const struct {
        enum legacy_kind kind;
        const char *name;
        size_t letters;
    } both[] = {
        {LEGACY_TCVN3, "TCVN5712-1", 74}, {LEGACY_VISCII, "VISCII", 134}, {LEGACY_CP1258, "CP1258", 50}};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        struct legacy legacy;
        size_t letters = 0;
        legacy_open(&legacy, both[i].kind);
        for (unsigned byte = 1; byte < 0x100; byte++) {
            iconv_t conversion = iconv_open("UTF-32LE", both[i].name);
            if (conversion == (iconv_t)-1)
                skip();
            unsigned char in = (unsigned char)byte, out[16];
            char *from = (char *)&in, *to = (char *)out;
            size_t left = 1, room = sizeof out;
            bool known = iconv(conversion, &from, &left, &to, &room) != (size_t)-1;
            known &= iconv(conversion, NULL, NULL, &to, &room) != (size_t)-1 && room == sizeof out - 4;
            iconv_close(conversion);
            uint32_t expected = (uint32_t)out[0] | (uint32_t)out[1] << 8 | (uint32_t)out[2] << 16, got;
            bool letter = known && expected >= 0xC0 && expected != 0xD7 && expected != 0xF7 &&
                          (text_is_letter(expected) || (expected >= 0x300 && expected < 0x370));
            assert_int_equal(legacy_next(&legacy, &in, 1, &got), 1);
            if (both[i].kind == LEGACY_TCVN3 && (byte < 0xA1 || (got == byte && got != expected)))
                continue; /* the standard has capitals with tones and marks that the fonts do not have */
            if (letter && got != expected)
                fail_msg("%s %02X: %04X, not %04X", both[i].name, byte, got, expected);
            letters += letter;
        }
        assert_true(letters >= both[i].letters);
    }
}

/* Samples as they look in Latin-1 (VNI is in no iconv). */
static void test_samples(void **state) {
    (void)state;
    static const struct {
        enum legacy_kind kind;
        const char *latin, *text;
    } samples[] = {
        {LEGACY_TCVN3, "§éi ngò c¸n bé, c«ng chøc cÊp x·", "Đội ngũ cán bộ, công chức cấp xã"},
        {LEGACY_VNI, "Ñoäi nguõ caùn boä, coâng chöùc caáp xaõ", "Đội ngũ cán bộ, công chức cấp xã"},
        {LEGACY_VISCII, "Ðµi ngû cán bµ, công chÑc c¤p xã", "Đội ngũ cán bộ, công chức cấp xã"},
        {LEGACY_CP1258, "Ðôòi nguÞ caìn bôò, công chýìc câìp xaÞ", "Đội ngũ cán bộ, công chức cấp xã"},
        {LEGACY_VNI, "ÑAÛNG BOÄ TÆNH, ÑÒA PHÖÔNG KYØ BAÀU CÖÛ", "ĐẢNG BỘ TỈNH, ĐỊA PHƯƠNG KỲ BẦU CỬ"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct str latin = str_of(samples[i].latin);
        struct buf bytes = BUF_EMPTY;
        for (size_t at = 0; at < latin.len;)
            buf_char(&bytes, (char)text_next(latin, &at));
        struct source *source = load(buf_view(&bytes), "");
        assert_non_null(source);
        assert_string_equal(source->charset, legacy_name(samples[i].kind));
        assert_true(str_equal(source->nfc.text, str_of(samples[i].text)));
        source_free(source);
        buf_fini(&bytes);
    }
}

/* Each cell of the sample is read, and leads back to its own bytes. */
static void test_files_and_their_places(void **state) {
    (void)state;
    for (int kind = 0; kind < LEGACY_UTF8; kind++) {
        struct buf bytes = BUF_EMPTY, cell = BUF_EMPTY;
        encode((enum legacy_kind)kind, sample, &bytes);
        struct source *source = load(buf_view(&bytes), "");
        assert_non_null(source);
        assert_string_equal(source->charset, legacy_name((enum legacy_kind)kind));
        assert_true(str_equal(source->nfc.text, str_of(sample)));
        assert_int_equal(count_id("encoding-read"), 1);
        assert_int_equal(source->n_records, 5);
        encode((enum legacy_kind)kind, "Phường Mường Thanh", &cell);
        size_t at = str_find(source->nfc.text, STR("Phường Mường Thanh"), 0);
        struct span span = source_span(source, at, at + strlen("Phường Mường Thanh"));
        assert_int_equal(span.len, cell.len);
        assert_memory_equal(source->raw.at + span.at, cell.at, cell.len);
        uint32_t line, column;
        source_position(source, span.at, &line, &column);
        assert_int_equal(line, 3);
        assert_int_equal(column, 3);
        source_free(source);
        buf_fini(&bytes);
        buf_fini(&cell);
        diag_fini(&diag);
    }
}

static void test_pasted_cells(void **state) {
    (void)state;
    for (int kind = 0; kind < LEGACY_UTF8; kind++) {
        struct buf old = BUF_EMPTY, text = BUF_EMPTY;
        encode((enum legacy_kind)kind, "Phường Mường Thanh", &old);
        buf_puts(&text, "STT;Tên đơn vị;Số cán bộ – công chức;Tỷ lệ\n1;");
        size_t begin = text.len;
        paste(buf_view(&old), &text);
        size_t end = text.len;
        buf_puts(&text, ";20;–\n2;Xã Nà Tấu;5;3\n");
        struct source *source = load(buf_view(&text), "");
        assert_non_null(source);
        assert_string_equal(source->charset, "UTF-8");
        size_t at = str_find(source->nfc.text, STR("1;Phường Mường Thanh;20;–"), 0);
        if (at == STR_NONE)
            fail_msg("%s: %.*s", legacy_name((enum legacy_kind)kind), STR_ARG(source->nfc.text));
        struct span span = source_span(source, at + 2, at + 2 + strlen("Phường Mường Thanh"));
        assert_int_equal(span.at, begin);
        assert_int_equal(span.len, end - begin);
        assert_int_equal(count_id("encoding-read"), 1);
        assert_int_equal(diag.first->where.line, 2);
        source_free(source);
        buf_fini(&old);
        buf_fini(&text);
        diag_fini(&diag);
    }
}

/* All of a file was saved as Unicode from bytes that were not: also what could stand as it is ("có" is "cã"). */
static void test_pasted_files(void **state) {
    (void)state;
    static const char text[] = "Tên đơn vị;Cán bộ;Trình độ;Ghi chú\nXã Sính Phình;3;Đại học;Có\n";
    for (int kind = 0; kind <= LEGACY_UTF8; kind++) {
        struct buf old = BUF_EMPTY, wide = BUF_EMPTY;
        if (kind == LEGACY_UTF8)
            buf_puts(&old, text);
        else
            encode((enum legacy_kind)kind, text, &old);
        paste(buf_view(&old), &wide);
        struct source *source = load(buf_view(&wide), "");
        assert_non_null(source);
        if (!str_equal(source->nfc.text, str_of(text)))
            fail_msg("%s: %.*s", legacy_name((enum legacy_kind)kind), STR_ARG(source->nfc.text));
        source_free(source);
        buf_fini(&old);
        buf_fini(&wide);
    }
}

static void test_unicode_is_left_alone(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Nhóm;Ghi chú\ncafé;Đường Yersin, số 5\n",
        "Kỹ sư người Pháp: François Noël, Müller & Søn\n",
        "Diện tích 20 m² – 30 m²; ±5 °C; «Đội ngũ»; 3½; ©2016; tỷ lệ 2÷3\n",
        "có;cá;ã;ô;à\n",
        "20 µm;30 ¥;¼\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct source *source = load(str_of(texts[i]), "");
        assert_non_null(source);
        assert_true(str_equal(source->nfc.text, str_of(texts[i])));
        assert_null(diag.first);
        source_free(source);
    }
}

/* .VnTimeH: letters look like capitals whatever their byte. */
static void test_capitals_of_tcvn3(void **state) {
    (void)state;
    struct source *source =
        load(STR("C\xE9NG H\xDF"
                 "A X\xB7 H\xE9I;S\xE8 l\xAD\xEEng;T\xE6NG S\xE8 c\xB8n b\xE9;\xA7i\xD6n\n"),
             "");
    assert_non_null(source);
    assert_true(str_equal(source->nfc.text, STR("CỘNG HÒA XÃ HỘI;Số lượng;TỔNG Số cán bộ;Điện\n")));
    source_free(source);
}

static void test_forced(void **state) {
    (void)state;
    struct str two = STR("N\xF7;X\xB7\n");
    assert_null(load(two, ""));
    assert_string_equal(diag.first->id, "encoding");
    assert_non_null(strstr(diag.first->text, "--charset"));
    diag_fini(&diag);
    struct source *source = load(two, "tcvn3");
    assert_non_null(source);
    assert_true(str_equal(source->nfc.text, STR("Nữ;Xã\n")));
    assert_int_equal(count_id("encoding-read"), 1);
    source_free(source);
    source = load(STR("N÷;X·;Cã\n"), "ABC"); /* in UTF-8: its letters stand for bytes */
    assert_true(str_equal(source->nfc.text, STR("Nữ;Xã;Có\n")));
    source_free(source);
    source = load(STR("a\0;\0b\0\n\0"), "UTF-16LE");
    assert_true(str_equal(source->nfc.text, STR("a;b\n")));
    source_free(source);
    diag_fini(&diag);
    assert_null(load(two, "UTF-8"));
    assert_string_equal(diag.first->id, "encoding");
    diag_fini(&diag);
    assert_null(load(two, "KOI8-R"));
    assert_string_equal(diag.first->id, "charset-unknown");
    assert_int_equal(diag_worst(&diag), DIAG_USAGE);
}

static void test_utf16_without_mark(void **state) {
    (void)state;
    struct source *source = load(STR("S\0T\0T\0;\0T\0\xEA\0n\0\n\0"
                                     "1\0;\0X\0\xE3\0\n\0"),
                                 "");
    assert_non_null(source);
    assert_string_equal(source->charset, "UTF-16LE");
    assert_true(str_equal(source->nfc.text, STR("STT;Tên\n1;Xã\n")));
    assert_int_equal(count_id("encoding-read"), 1);
    source_free(source);
}

static void test_pieces_of_utf16(void **state) {
    (void)state;
    struct buf bytes = BUF_EMPTY;
    buf_puts(&bytes, "Xã có 24 cán bộ, công chức; 20 người có trình độ đại học.\n");
    buf_str(&bytes, STR("H\0u\0y\0n\0 \0c\0o\0 \0"
                        "3\0"
                        "0\0"
                        "0\0 \0n\0g\0u\0o\0i\0.\0\n\0"));
    assert_null(load(buf_view(&bytes), "")); /* not as UTF-16, whose letters would be those of East Asia */
    assert_string_equal(diag.first->id, "encoding");
    diag_fini(&diag);
    bytes.len = 0;
    buf_str(&bytes, STR("\xFF\xFEX\0\xE3\0 \0"
                        "1\0\n\0"));
    buf_puts(&bytes, "co 24 can bo, cong chuc.\n ");
    struct source *source = load(buf_view(&bytes), "");
    assert_non_null(source);
    assert_int_equal(count_id("encoding-mixed"), 1);
    source_free(source);
    diag_fini(&diag);
    /* one or two letters of East Asia may be a name */
    source = load(STR("\xFF\xFEX\0\xE3\0 \0\x2D\x4E\xFD\x56\n\0"), "");
    assert_non_null(source);
    assert_int_equal(count_id("encoding-mixed"), 0);
    source_free(source);
    buf_fini(&bytes);
}

static void test_files_that_are_no_text(void **state) {
    static const char *const starts[] = {
        "%PDF-1.7\n",     "PK\x03\x04\x14",     "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "{\\rtf1\\ansi ", "\x89PNG\r\n\x1A\n",  "\xFF\xD8\xFF\xE0",
        "Rar!\x1A\x07",   "7z\xBC\xAF\x27\x1C", "\x1F\x8B\x08"};
    (void)state;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        assert_null(load(str_of(starts[i]), ""));
        assert_int_equal(count_id("file-kind"), 1);
        assert_ptr_equal(diag.first->next, NULL);
        diag_fini(&diag);
    }
    struct source *source = load(STR("PK;%PDF\n1;2\n"), "");
    assert_non_null(source);
    source_free(source);
}

static void test_letters_in_parts_are_noted(void **state) {
    (void)state;
    struct source *source = load(STR("te\u0302\u0301n;Ðội\n"), "");
    assert_true(str_equal(source->nfc.text, STR("tến;Đội\n")));
    assert_int_equal(count_id("encoding-read"), 1);
    assert_non_null(strstr(diag.first->text, " 2 letters"));
    source_free(source);
}

static void assert_lost(const char *text, unsigned line, unsigned column) {
    struct source *source = load(str_of(text), "");
    assert_non_null(source);
    assert_int_equal(count_id("encoding-lost"), column > 0);
    if (column > 0) {
        assert_int_equal(diag.first->where.line, line);
        assert_int_equal(diag.first->where.column, column);
    }
    source_free(source);
    diag_fini(&diag);
}

static void test_lost_letters(void **state) {
    (void)state;
    assert_lost("STT;T?n ??n v?;N?\n", 1, 6);
    assert_lost("STT;Tên\n1;?i?n Biên\n", 2, 3);
    assert_lost("T\uFFFDn;x\n", 1, 2);
    assert_lost("Có không? Có?\n", 0, 0);
    assert_lost("là gì?Nhưng\n", 0, 0);
    assert_lost("http://a.vn/x?id\nx?id=3\n", 0, 0);
    assert_lost("?;?20\n", 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tables_agree_with_iconv, setup, teardown),
        cmocka_unit_test_setup_teardown(test_samples, setup, teardown),
        cmocka_unit_test_setup_teardown(test_files_and_their_places, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pasted_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pasted_files, setup, teardown),
        cmocka_unit_test_setup_teardown(test_unicode_is_left_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_capitals_of_tcvn3, setup, teardown),
        cmocka_unit_test_setup_teardown(test_forced, setup, teardown),
        cmocka_unit_test_setup_teardown(test_utf16_without_mark, setup, teardown),
        cmocka_unit_test_setup_teardown(test_pieces_of_utf16, setup, teardown),
        cmocka_unit_test_setup_teardown(test_files_that_are_no_text, setup, teardown),
        cmocka_unit_test_setup_teardown(test_letters_in_parts_are_noted, setup, teardown),
        cmocka_unit_test_setup_teardown(test_lost_letters, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
