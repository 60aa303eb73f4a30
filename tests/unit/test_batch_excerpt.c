/* Excerpts: what a dossier rests on at its lines, all else empty; what is left reads as the whole did, and what else the
 * source says changes no byte of it. And the archive that they go into. */
#include "batch/batch.h"
#include "batch/excerpt.h"
#include "batch/links.h"
#include "batch/tar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    struct diag diag;
    struct catalogue *catalogue;
    struct packs packs;
    struct figures figures;
    struct source *source;
    const struct pack *pack;
    struct sketch sketch;
    struct arena arena;
};

static struct world *read(const char *path, const char *text, const char *charset) {
    struct world *w = mem_new(1, sizeof *w);
    setenv("HOSO_DATA", HOSO_ROOT, 1);
    w->catalogue = batch_catalogue(NULL, &w->diag);
    assert_non_null(w->catalogue);
    packs_init(&w->packs, NULL, w->catalogue);
    figures_init(&w->figures, w->catalogue);
    const struct source_options options = {.charset = str_of(charset)};
    w->source = source_of_with(path, 0, str_of(text), &options, &w->diag);
    assert_non_null(w->source);
    w->source->place = STR("tỉnh Mẫu");
    w->source->date = (struct date){2021, 12, 31};
    w->figures.sources = &w->source;
    w->figures.n_sources = 1;
    w->pack = packs_choose(&w->packs, w->source, (struct diag_where){0}, &w->diag);
    assert_true(extract_source(w->source, w->pack, &w->figures, NULL, &w->diag));
    return w;
}

static void release(struct world *w) {
    sketch_fini(&w->sketch);
    figures_fini(&w->figures);
    packs_fini(&w->packs);
    source_free(w->source);
    catalogue_free(w->catalogue);
    diag_fini(&w->diag);
    arena_fini(&w->arena);
    free(w);
}

/* The excerpt for all figures about the place. */
static struct excerpt about(struct world *w, const char *place) {
    uint32_t *used = ARENA_ARRAY(&w->arena, w->figures.n, uint32_t);
    size_t n = 0;
    for (uint32_t i = 0; i < w->figures.n; i++)
        if (place_equal(w->figures.items[i]->about->place, str_of(place)))
            used[n++] = i;
    assert_true(n > 0);
    sketch_fini(&w->sketch);
    sketch_make(&w->sketch, &w->figures, w->source, w->pack);
    const struct excerpt_wish wish = {used, n};
    return excerpt_make(&w->arena, &w->sketch, w->source->path, &wish);
}

static void says(struct str text, const char *expect) {
    if (!str_equal(text, str_of(expect)))
        fail_msg("\n%.*s-- instead of --\n%s", STR_ARG(text), expect);
}

#define REMARK   "Ghi chú: bản trích giữ nguyên số dòng và chỉ có những ô mà hồ sơ dùng."
#define NUMBERED " Dòng ngay trên là số thứ tự cột do hoso thêm vào."

#define HEAD "Đơn vị;Tổng số CBCC hiện có;Đại học\n"

static void rows_keep_their_lines(void **state) {
    (void)state;
    struct world *w = read("a.csv", HEAD "Xã An;20;8\nXã Ba;21;9\nXã Ca;22;9\nXã Da;9;1\n", "");
    struct excerpt excerpt = about(w, "xã Ba");
    says(excerpt.text, HEAD "\nXã Ba;21;9\n" REMARK "\n");
    assert_int_equal(excerpt.step, EXCERPT_CELLS);
    assert_int_equal(excerpt.n, 2);
    for (size_t i = 0; i < excerpt.n; i++) { /* they stand where it says */
        const struct excerpt_figure *at = &excerpt.figures[i];
        struct str quote = figure_quote(&w->figures, w->figures.items[at->id]);
        assert_true(str_equal(str_cut(excerpt.text, at->at, at->at + at->len), quote));
        assert_ptr_equal(excerpt_find(&excerpt, at->id), at);
    }
    release(w);
}

static void other_rows_change_no_byte(void **state) {
    (void)state;
    struct world *a = read("a.csv", HEAD "Xã An;20;8\nXã Ba;21;9\nXã Ca;22;9\n", "");
    struct world *b =
        read("a.csv", "\xEF\xBB\xBF" HEAD "Xã Ân;77;6\r\nXã Ba;21;9\r\nXã Cả;5;1\r\nXã Dạ;5;1", "");
    struct excerpt one = about(a, "xã Ba"), two = about(b, "xã Ba");
    assert_true(str_equal(one.text, two.text));
    release(a);
    release(b);
}

/* Blanks, another delimiter, decomposed letters, a column more, the words of the title, the unit's number in the list. */
static void what_changes_no_figure_changes_no_byte(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Biểu số liệu năm 2021\nSTT;Đơn vị;Tổng số CBCC hiện có;Đại học\n7;Xã An;20;8\n8;Xã Ba;21;9\n",
        "Biểu số liệu tổng hợp năm 2021 \nSTT ;Đơn vị; Tổng số CBCC hiện có;Đại học ;\n7;Xã An;20;8;\n8; Xã Ba;21;9;\n",
        "Số liệu năm 2021\nSTT,Đơn vị,Tổng số CBCC hiện có,Ghi chú,Đại học\n1,Xã An,20,,8\n2,Xã Ba,21,mới,9\n",
        "Bie\xCC\x82\xCC\x89u số liệu năm 2021\nSTT;Đơn vị;Tổng số CBCC hiện có;Đa\xCC\xA3i học\n;Xã An;20;8\n;Xã Ba;21;9\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct world *w = read("a.csv", texts[i], "");
        says(about(w, "xã Ba").text,
             "… năm 2021\nSTT;Đơn vị;Tổng số CBCC hiện có;Đại học\n\n;Xã Ba;21;9\n;" REMARK "\n");
        release(w);
    }
}

static void the_row_of_the_group_is_kept(void **state) {
    (void)state;
    static const char text[] = "STT;Đơn vị;Tổng số CBCC hiện có\n"
                               "I;Huyện Một;\n1;Xã An;20\n2;Xã Ba;21\n"
                               "II;Huyện Hai;77\n1;Xã Ca;22\n2;Xã Da;23\n";
    struct world *w = read("a.csv", text, "");
    says(about(w, "xã Da").text, "STT;Đơn vị;Tổng số CBCC hiện có\n\n\n\n"
                                 "II;Huyện Hai;\n\n;Xã Da;23\n;" REMARK "\n");
    release(w);
}

/* Levels of heads are joined: the column stands without those on its left. */
static void heads_stand_alone(void **state) {
    (void)state;
    static const char text[] =
        "Đơn vị;Tổng số CBCC hiện có;Chuyên môn;;LLCT;\n;;Trung cấp;Đại học;Trung cấp;Cao cấp\n"
        "Xã An;20;8;7;6;5\nXã Ba;21;9;8;7;6\n";
    struct world *w = read("a.csv", text, "");
    uint32_t used[1];
    size_t n = 0;
    for (uint32_t i = 0; i < w->figures.n; i++)
        if (strcmp(w->figures.items[i]->indicator->id, "edu.university") == 0 &&
            place_equal(w->figures.items[i]->about->place, STR("xã Ba")))
            used[n++] = i;
    assert_int_equal(n, 1);
    sketch_make(&w->sketch, &w->figures, w->source, w->pack);
    const struct excerpt_wish wish = {used, n};
    struct excerpt excerpt = excerpt_make(&w->arena, &w->sketch, "a.csv", &wish);
    says(excerpt.text, "Đơn vị;Chuyên môn - Đại học\n\n\nXã Ba;8\n" REMARK "\n");
    assert_int_equal(excerpt.n, 1);
    release(w);
}

/* One column holds the sum of the others in each row: a single row whose numbers happen to agree must not say so. What says
 * that it does not is no row of anybody. */
static void a_row_of_column_numbers_tells_columns_apart(void **state) {
    (void)state;
    static const char text[] = "Đơn vị;Mã ĐVHC;Tổng số CBCC hiện có;LLCT - Cử nhân;LLCT - Cao cấp\n"
                               "Xã An;00111;20;2;1\nXã Ba;00222;21;1;1\nXã Ca;00333;22;3;2\n";
    struct world *w = read("a.csv", text, "");
    struct excerpt excerpt = about(w, "xã Ba");
    says(excerpt.text, "Đơn vị;Mã ĐVHC;Tổng số CBCC hiện có;LLCT - Cử nhân;LLCT - Cao cấp\n\n"
                       "Xã Ba;00222;21;1;1\n1;2;3;4;5\n" REMARK NUMBERED "\n");
    assert_int_equal(excerpt.n, 2);
    release(w);
}

/* And one that does hold it in all, though nothing in this row shows it. */
static void a_column_of_sums_stays_one(void **state) {
    (void)state;
    static const char text[] = "Đơn vị;Tổng số CBCC hiện có;Trên đại học;Thạc sĩ;Tiến sĩ\n"
                               "Xã An;20;3;2;1\nXã Ba;21;0;0;0\nXã Ca;22;5;3;2\n";
    struct world *w = read("a.csv", text, "");
    says(about(w, "xã Ba").text, "Đơn vị;Tổng số CBCC hiện có;Trên đại học\n\nXã Ba;21;0\n" REMARK "\n");
    release(w);
}

/* Merged cells leave the name to the first of its rows, whose numbers are of no concern. */
static void a_unit_is_named_by_its_first_row(void **state) {
    (void)state;
    static const char text[] =
        "Đơn vị;Năm;Tổng số CBCC hiện có;Nữ\nXã An;2020;20;5\n;2021;22;6\nXã Ba;2020;30;7\n;2021;32;8\n";
    struct world *w = read("a.csv", text, "");
    uint32_t used[2];
    size_t n = 0;
    for (uint32_t i = 0; i < w->figures.n; i++)
        if (w->figures.items[i]->about->line == 5)
            used[n++] = i;
    assert_int_equal(n, 2);
    sketch_make(&w->sketch, &w->figures, w->source, w->pack);
    const struct excerpt_wish wish = {used, n};
    says(excerpt_make(&w->arena, &w->sketch, "a.csv", &wish).text,
         "Đơn vị;Năm;Tổng số CBCC hiện có;Nữ\n\n\nXã Ba;2020;;\n;2021;32;8\n" REMARK "\n");
    release(w);
}

static void people_are_not_there(void **state) {
    (void)state;
    static const char text[] = "Danh sách cán bộ\nSTT;Họ và tên;Ngày sinh;Đảng viên;Trình độ chuyên môn\n"
                               "1;Nguyễn Văn Mẫu;01/01/1980;x;đại học\n2;Trần Thị Thử;02/02/1981;;cao đẳng\n";
    struct world *w = read("danh-sach.csv", text, "");
    assert_true(w->figures.n > 0);
    struct excerpt excerpt = about(w, "tỉnh Mẫu");
    assert_true(excerpt.counted);
    assert_true(str_find(excerpt.text, STR("Họ và tên"), 0) != STR_NONE);
    assert_true(str_find(excerpt.text, STR("Mẫu;"), 0) == STR_NONE);
    assert_true(str_find(excerpt.text, STR("Thử"), 0) == STR_NONE);
    assert_true(str_find(excerpt.text, STR("1980"), 0) == STR_NONE);
    assert_true(str_find(excerpt.text, STR("đại học"), 0) == STR_NONE);
    release(w);
}

static void sentences_keep_their_places(void **state) {
    (void)state;
    static const char text[] =
        "BÁO CÁO\nKết quả năm 2021\n\nI. ĐÁNH GIÁ\nCông tác được quan tâm, có 12 chữ.\n\n"
        "II. KẾT QUẢ\nCó đủ cả. Tỉnh Mẫu có 1.279 cán bộ, công chức cấp xã. Còn thiếu.\nHết.\n";
    struct world *w = read("a.txt", text, "");
    struct excerpt excerpt = about(w, "tỉnh Mẫu");
    says(excerpt.text, "BÁO CÁO\nKết quả năm 2021\n\n\n\n\n"
                       "II. KẾT QUẢ\n          Tỉnh Mẫu có 1.279 cán bộ, công chức cấp xã.\n");
    assert_int_equal(excerpt.step, EXCERPT_CELLS);
    assert_int_equal(excerpt.n, 1);
    release(w);
}

static void other_sentences_change_no_byte(void **state) {
    (void)state;
    static const char used[] =
        "Năm 2021, tỉnh Mẫu có 1.279 cán bộ, công chức cấp xã; 64,7% có trình độ đại học.\n";
    struct buf one = BUF_EMPTY, two = BUF_EMPTY;
    buf_printf(&one, "I. KẾT QUẢ\nCông tác tuyên truyền được quan tâm.\n%s", used);
    buf_printf(&two, "I. KẾT QUẢ\nNgân sách xã Nọ là 5 tỷ đồng.\n%sCòn lại thì không.\n", used);
    struct world *a = read("a.txt", one.at, ""), *b = read("a.txt", two.at, "");
    assert_true(str_equal(about(a, "tỉnh Mẫu").text, about(b, "tỉnh Mẫu").text));
    release(a);
    release(b);
    buf_fini(&one);
    buf_fini(&two);
}

static void paths_stay_inside(void **state) {
    (void)state;
    struct arena arena = ARENA_EMPTY;
    assert_string_equal(excerpt_path(&arena, ".", "nguon/2016/a.csv", 3), "nguon/2016/a.csv");
    assert_string_equal(excerpt_path(&arena, "/x/y", "/x/y/n/a.csv", 3), "n/a.csv");
    assert_string_equal(excerpt_path(&arena, ".", "../chung/a.csv", 3), "nguon-3/a.csv");
    assert_string_equal(excerpt_path(&arena, ".", "/etc/a.csv", 7), "nguon-7/a.csv");
    assert_string_equal(excerpt_path(&arena, ".", "a//b.csv", 1), "nguon-1/b.csv");
    arena_fini(&arena);
}

static void what_a_crosswalk_says_of_a_place_is_kept(void **state) {
    (void)state;
    static const char text[] = "old_code,new_code,extent,from,old_name,new_name\n"
                               "00111,00900,full,2025-07-01,xã An,xã Mới\n"
                               "00222,00901,full,2025-07-01,xã Ba,xã Khác\n"
                               "00333,00900,partial,2025-07-01,xã Ca,xã Mới\n";
    struct diag diag = DIAG_EMPTY;
    struct arena arena = ARENA_EMPTY;
    struct links links;
    struct links_names names = {0};
    struct source *table = source_of("c.csv", 0, str_of(text), SOURCE_TABLE, &diag);
    links_make(&links, table);
    links_name(&names, &arena, STR("00111"));
    struct str rows = links_excerpt(&links, &arena, &names);
    assert_true(str_find(rows, STR("xã An"), 0) != STR_NONE);
    assert_true(str_find(rows, STR("xã Ca"), 0) != STR_NONE); /* by the code that both went into */
    assert_true(str_find(rows, STR("xã Ba"), 0) == STR_NONE);
    assert_int_equal(rows.at[0], 'o'); /* the head */
    links_names_fini(&names);
    links_name(&names, &arena, STR("Xã  BA"));
    rows = links_excerpt(&links, &arena, &names);
    assert_true(str_find(rows, STR("00222"), 0) != STR_NONE);
    assert_true(str_find(rows, STR("00333"), 0) == STR_NONE);
    links_names_fini(&names);
    links_name(&names, &arena, STR("full")); /* in every row: links nothing */
    rows = links_excerpt(&links, &arena, &names);
    assert_true(str_find(rows, STR("002"), 0) == STR_NONE);
    links_names_fini(&names);
    links_fini(&links);
    source_free(table);
    diag_fini(&diag);
    arena_fini(&arena);
}

static void an_archive_gives_back_its_files(void **state) {
    (void)state;
    struct buf out = BUF_EMPTY;
    char long_text[1500];
    memset(long_text, 'x', sizeof long_text);
    tar_add(&out, &(struct tar_file){STR("một.csv"), STR("a;b\n"), {2021, 12, 31}});
    tar_add(&out, &(struct tar_file){STR("hai.txt"), {long_text, sizeof long_text}, {0}});
    tar_add(&out, &(struct tar_file){STR("ba"), STR(""), {0}});
    tar_end(&out);
    assert_int_equal(out.len % 512, 0);
    struct tar_file file;
    struct str rest = buf_view(&out);
    assert_true(tar_next(&rest, &file) && str_equal(file.name, STR("một.csv")) &&
                str_equal(file.bytes, STR("a;b\n")));
    assert_true(tar_next(&rest, &file) && file.bytes.len == sizeof long_text);
    assert_true(tar_next(&rest, &file) && file.bytes.len == 0);
    assert_false(tar_next(&rest, &file));
    for (size_t len = 0; len < 1600; len += 7) { /* cut anywhere, it ends */
        rest = str_cut(buf_view(&out), 0, len);
        while (tar_next(&rest, &file))
            assert_true(file.bytes.len <= len);
    }
    out.at[124] = '9'; /* a size that is no octal number */
    rest = buf_view(&out);
    assert_false(tar_next(&rest, &file));
    buf_fini(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_keep_their_lines),
        cmocka_unit_test(other_rows_change_no_byte),
        cmocka_unit_test(what_changes_no_figure_changes_no_byte),
        cmocka_unit_test(the_row_of_the_group_is_kept),
        cmocka_unit_test(heads_stand_alone),
        cmocka_unit_test(a_row_of_column_numbers_tells_columns_apart),
        cmocka_unit_test(a_column_of_sums_stays_one),
        cmocka_unit_test(a_unit_is_named_by_its_first_row),
        cmocka_unit_test(people_are_not_there),
        cmocka_unit_test(sentences_keep_their_places),
        cmocka_unit_test(other_sentences_change_no_byte),
        cmocka_unit_test(paths_stay_inside),
        cmocka_unit_test(what_a_crosswalk_says_of_a_place_is_kept),
        cmocka_unit_test(an_archive_gives_back_its_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
