/* Tables in the forms in which they come: which figures they give. */
#include "extract/internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct diag diag;
    struct catalogue *catalogue;
    struct figures figures;
    struct source *source;
    struct source *sources[1];
    struct sightings sightings;
    bool ok;
};

static struct catalogue *shared_catalogue;
static struct heads *shared_heads;
static struct pack shared_pack; /* heads are compiled once for all tests */

static int load_catalogue(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    shared_catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    shared_heads = shared_catalogue ? heads_new(shared_catalogue, &diag) : NULL;
    shared_pack.heads = &shared_heads;
    diag_fini(&diag);
    return shared_heads ? 0 : 1;
}

static int free_catalogue(void **state) {
    (void)state;
    heads_free(shared_heads);
    catalogue_free(shared_catalogue);
    return 0;
}

static struct fixture *read_as(const char *path, const char *csv, const char *place, struct date date) {
    struct fixture *f = mem_new(1, sizeof *f);
    figures_init(&f->figures, shared_catalogue);
    f->source = source_of(path, 0, str_of(csv), SOURCE_TABLE, &f->diag);
    assert_non_null(f->source);
    f->source->place = str_of(place);
    f->source->date = date;
    f->sources[0] = f->source;
    f->figures.sources = f->sources;
    f->figures.n_sources = 1;
    f->ok = extract_table(f->source, &shared_pack, &f->figures, &f->sightings, &f->diag);
    return f;
}

static struct fixture *read_csv(const char *csv) {
    return read_as("bieu.csv", csv, "huyện Điện Biên", (struct date){2021, 12, 31});
}

static void release(struct fixture *f) {
    free(f->sightings.items);
    arena_fini(&f->sightings.arena);
    figures_fini(&f->figures);
    source_free(f->source);
    diag_fini(&f->diag);
    free(f);
}

static size_t count_id(const struct fixture *f, const char *id) {
    size_t n = 0;
    for (const struct diag_message *m = f->diag.first; m; m = m->next)
        n += strcmp(m->id, id) == 0;
    return n;
}

static const struct diag_message *message(const struct fixture *f, const char *id) {
    for (const struct diag_message *m = f->diag.first; m; m = m->next)
        if (strcmp(m->id, id) == 0)
            return m;
    fail_msg("no message %s", id);
    return NULL;
}

/* The only figure of an indicator, place and year (0: any). */
static const struct figure *only(const struct fixture *f, const char *indicator, const char *place, int year,
                                 enum figure_kind kind) {
    const struct figure *found = NULL;
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct figure *figure = f->figures.items[i];
        if (strcmp(figure->indicator->id, indicator) != 0 ||
            !str_equal(figure->about->place, str_of(place)) || figure->kind != kind ||
            (year && figure_year(&f->figures, figure) != year))
            continue;
        assert_null(found);
        found = figure;
    }
    if (!found)
        fail_msg("no figure %s of %s", indicator, place);
    return found;
}

static void assert_value(struct decimal value, const char *plain) {
    struct decimal expected;
    assert_true(decimal_parse(str_of(plain), &expected));
    if (!decimal_equal(value, expected)) {
        struct buf text = BUF_EMPTY;
        decimal_print(&text, value);
        fail_msg("%s, not %s", text.at ? text.at : "missing", plain);
    }
}

static void assert_count(const struct fixture *f, const char *indicator, const char *place,
                         const char *value) {
    assert_value(only(f, indicator, place, 0, FIGURE_COUNT)->value, value);
}

static void assert_clean(const struct fixture *f) {
    for (const struct diag_message *m = f->diag.first; m; m = m->next)
        fail_msg("%u:%u: %s: %s", m->where.line, m->where.column, m->id, m->text);
}

static void assert_str(struct str s, const char *expected) {
    if (!str_equal(s, str_of(expected)))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARG(s), expected);
}

/* ---- the usual form ---------------------------------------------------------------------------------------------------- */

static void one_row_a_commune(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("\xEF\xBB\xBFSTT;Tên đơn vị;Mã ĐVHC;Tổng số CBCC hiện có;Nữ;Chuyên môn - Đại học;"
                 "Chuyên môn - Trung cấp;LLCT - Trung cấp;Ghi chú\r\n"
                 "1;Xã Thanh Minh;03145;21;4;12;9;7;\r\n"
                 "2;P. Him Lam;03127;20;8;15;5;9;\r\n"
                 ";Tổng cộng;;41;12;27;14;16;\r\n");
    assert_true(f->ok);
    assert_clean(f);
    assert_int_equal(f->figures.n, 15);
    assert_count(f, "staff.total", "xã Thanh Minh", "21");
    assert_count(f, "edu.intermediate", "xã Thanh Minh", "9");
    assert_count(f, "politics.intermediate", "phường Him Lam", "9");
    const struct figure *total = only(f, "edu.university", "huyện Điện Biên", 2021, FIGURE_COUNT);
    assert_value(total->value, "27");
    assert_true(total->about->total);
    assert_false(only(f, "edu.university", "xã Thanh Minh", 2021, FIGURE_COUNT)->about->total);
    assert_str(total->about->group, "cán bộ, công chức cấp xã");
    release(f);
}

static void evidence_is_the_cell(void **state) {
    (void)state;
    const char *csv = "STT;Tên đơn vị;Tổng số;Nữ\n1;Xã Thanh Minh;1.021;4\n";
    struct fixture *f = read_csv(csv);
    const struct figure *figure = only(f, "staff.total", "xã Thanh Minh", 0, FIGURE_COUNT);
    assert_value(figure->value, "1021");
    assert_int_equal(figure->about->line, 2);
    assert_int_equal(figure->where.len, 5);
    assert_memory_equal(csv + figure->where.at, "1.021", 5);
    assert_str(figure_quote(&f->figures, figure), "1.021");
    assert_string_equal(figure->about->unit, "người");
    release(f);
}

static void titles_numbers_of_columns_and_signatures(void **state) {
    (void)state;
    struct fixture *f = read_csv("UBND HUYỆN ĐIỆN BIÊN;;;\n"
                                 "BIỂU TỔNG HỢP CHẤT LƯỢNG CÔNG CHỨC CẤP XÃ;;;\n"
                                 "Tính đến ngày 31/12/2021;;;\n"
                                 ";;;\n"
                                 "STT;Tên đơn vị;Tổng số;Nữ\n"
                                 "A;B;1;2\n"
                                 "1;Xã Núa Ngam;20;4\n"
                                 "STT;Tên đơn vị;Tổng số;Nữ\n"
                                 "2;Xã Na Ư;19;3\n"
                                 ";Cộng;39;7\n"
                                 ";;;\n"
                                 ";;Điện Biên, ngày 05 tháng 01 năm 2022;\n"
                                 ";Người lập biểu;;Thủ trưởng đơn vị\n");
    assert_int_equal(f->figures.n, 6);
    assert_clean(f);
    const struct figure *figure = only(f, "gender.female", "xã Na Ư", 2021, FIGURE_COUNT);
    assert_str(figure->about->group, "công chức cấp xã");
    assert_int_equal(figure->about->period.as_of.day, 31);
    assert_value(only(f, "staff.total", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "39");
    release(f);
}

static void heads_of_three_levels(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tên đơn vị;Tổng số;Trong đó;;Chia theo trình độ;;;;;Ghi chú\n"
                                 ";;;Nữ;DTTS;Chuyên môn;;Chính trị;;;\n"
                                 ";;;;;Đại học;Trung cấp;Cao cấp;Trung cấp;Sơ cấp;\n"
                                 "(1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11)\n"
                                 "1;Xã Mường Pồn;21;5;18;13;8;1;9;2;\n");
    assert_clean(f);
    assert_int_equal(f->figures.n, 8);
    assert_count(f, "ethnicity.minority", "xã Mường Pồn", "18");
    assert_count(f, "edu.university", "xã Mường Pồn", "13");
    assert_count(f, "edu.intermediate", "xã Mường Pồn", "8");
    assert_count(f, "politics.advanced", "xã Mường Pồn", "1");
    assert_count(f, "politics.intermediate", "xã Mường Pồn", "9");
    assert_count(f, "politics.elementary", "xã Mường Pồn", "2");
    release(f);
}

/* BM02/BNV as it is printed: 38 columns under four levels of heads. */
static void the_ministry_form(void **state) {
    (void)state;
    struct fixture *f = read_csv(
        "BM02/BNV\n(Ban hành kèm theo Thông tư số 11/2012/TT-BNV ngày 17 tháng 12 năm 2012)\n"
        "Tính đến ngày 31 tháng 12 năm 2021;;;;;;;;;;;;;;;;;;;;;;;;;;;;;Đơn vị tính: người;;;;;;;;;\n"
        "STT;Tên đơn vị;Tổng số biên chế được giao;Trong đó;;;;Chia theo ngạch;;;;;Chia theo trình độ;;;;;;;;;;;;;;;;;;;;"
        "Chia theo độ tuổi;;;;;;\n"
        ";;;Đảng viên;Phụ nữ;Dân tộc ít người;Tôn giáo;CVCC và TĐ;CVC và TĐ;CV và TĐ;Cán sự và TĐ;Nhân viên;Chuyên môn;;;;;;"
        "Chính trị;;;;Tin học;;Ngoại ngữ;;;;Chứng chỉ tiếng dân tộc;QLNN;;;Từ 30 trở xuống;Từ 31 đến 40;Từ 41 đến 50;"
        "Từ 51 đến 60;;;Trên tuổi nghỉ hưu\n"
        ";;;;;;;;;;;;Tiến sĩ;Thạc sĩ;Đại học;Cao đẳng;Trung cấp;Sơ cấp;Cử nhân;Cao cấp;Trung cấp;Sơ cấp;"
        "Trung cấp trở lên;Chứng chỉ;Anh văn;;Ngoại ngữ khác;;;CVCC;CVC;CV và tương đương;;;;Tổng số;Nữ từ 51 đến 55;"
        "Nam từ 56 đến 60;\n"
        ";;;;;;;;;;;;;;;;;;;;;;;;Đại học;Chứng chỉ;Đại học;Chứng chỉ;;;;;;;;;;;\n"
        "A;B;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31;32;33;34;35;36;37\n"
        "1;Xã Huổi Só;21;20;4;19;0;0;0;10;5;4;0;1;11;3;5;0;0;1;9;2;1;8;0;2;0;1;7;0;0;9;4;9;5;2;0;1;0\n");
    assert_int_equal(count_id(f, "head-unknown"), 0);
    assert_int_equal(f->figures.n, 17);
    static const struct {
        const char *indicator, *value;
    } expected[] = {
        {"staff.assigned", "21"},
        {"party.member", "20"},
        {"gender.female", "4"},
        {"ethnicity.minority", "19"},
        {"edu.postgraduate", "1"},
        {"edu.university", "11"},
        {"edu.college", "3"},
        {"edu.intermediate", "5"},
        {"edu.elementary", "0"},
        {"politics.advanced", "1"},
        {"politics.intermediate", "9"},
        {"politics.elementary", "2"},
        {"it.certified", "9"},
        {"language.certified", "3"},
        {"ethnic_language.certified", "7"},
        {"state_mgmt.trained", "9"},
        {"age.young", "4"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_count(f, expected[i].indicator, "xã Huổi Só", expected[i].value);
    release(f);
}

static void columns_that_add_up(void **state) {
    (void)state;
    const char *csv = "Tên đơn vị;Chuyên môn - Tiến sĩ;Chuyên môn - Thạc sĩ;Chuyên môn - Đại học\n"
                      "Xã Thanh Nưa;1;2;10\nXã Thanh An;;3;9\nXã Hua Thanh;;;9\n";
    struct fixture *f = read_csv(csv);
    const struct figure *sum = only(f, "edu.postgraduate", "xã Thanh Nưa", 0, FIGURE_COUNT);
    assert_value(sum->value, "3");
    assert_int_equal(sum->qualifier, QUALIFIER_EXACT);
    assert_memory_equal(csv + sum->where.at, "1;2", sum->where.len);
    assert_str(figure_quote(&f->figures, sum), "1 + 2");
    const struct figure *part = only(f, "edu.postgraduate", "xã Thanh An", 0, FIGURE_COUNT);
    assert_value(part->value, "3");
    assert_int_equal(part->qualifier, QUALIFIER_AT_LEAST);
    assert_str(figure_quote(&f->figures, part), "… + 3");
    assert_int_equal(f->figures.n, 5); /* both missing: no figure, not zero */
    release(f);
}

static void counts_and_shares_side_by_side(void **state) {
    (void)state;
    struct fixture *f = read_csv("TT;Đơn vị;Tổng số;Trình độ chuyên môn;;;;LLCT;\n"
                                 ";;;Đại học;;Trung cấp;;Trung cấp;\n"
                                 ";;;SL;%;Số lượng;Tỷ lệ %;SL;TL (%)\n"
                                 "1;Xã A;20;13;65,0;7;35,0;9;45,0\n");
    assert_clean(f);
    assert_int_equal(f->figures.n, 7);
    assert_value(only(f, "edu.intermediate", "xã A", 0, FIGURE_PERCENT)->value, "35");
    assert_value(only(f, "politics.intermediate", "xã A", 0, FIGURE_PERCENT)->value, "45");
    release(f);
}

static void totals_on_top(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("TT;Đơn vị;Tổng số;Nữ\n;Tổng số;40;9\n1;Xã A;20;4\n2;Xã B;20;5\n3;Xã C;-;-\n");
    assert_true(only(f, "staff.total", "huyện Điện Biên", 0, FIGURE_COUNT)->about->total);
    assert_int_equal(f->figures.n, 6);
    assert_int_equal(count_id(f, "row-empty"), 1);
    release(f);
}

static void a_column_that_is_the_sum(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("Tên đơn vị;Trên đại học;Trong đó: Thạc sĩ;Tiến sĩ\nXã A;3;2;1\nXã B;1;1;0\n");
    assert_count(f, "edu.postgraduate", "xã A", "3");
    assert_int_equal(count_id(f, "head-sum"), 1);
    release(f);
}

static void groups_and_totals(void **state) {
    (void)state;
    struct fixture *f = read_as("bieu.csv",
                                "STT;Đơn vị;Tổng số;Nữ\n"
                                "I;Huyện Mường Ảng;40;9\n"
                                "1;Xã Ẳng Tở;20;4\n"
                                "2;Xã Búng Lao;20;5\n"
                                "II;Huyện Tủa Chùa;;\n"
                                "1;Xã Sín Chải;18;3\n"
                                ";Cộng;18;3\n"
                                "Tổng số toàn tỉnh;;58;12\n",
                                "tỉnh Điện Biên", (struct date){2021, 12, 31});
    assert_clean(f);
    assert_int_equal(f->figures.n, 12);
    const struct figure *district = only(f, "staff.total", "huyện Mường Ảng", 0, FIGURE_COUNT);
    assert_true(district->about->total);
    assert_value(only(f, "staff.total", "huyện Tủa Chùa", 0, FIGURE_COUNT)->value, "18");
    assert_true(only(f, "staff.total", "huyện Tủa Chùa", 0, FIGURE_COUNT)->about->total);
    assert_value(only(f, "gender.female", "tỉnh Điện Biên", 0, FIGURE_COUNT)->value, "12");
    release(f);
}

static void districts_as_units(void **state) {
    (void)state;
    struct fixture *f =
        read_as("bieu.csv", "TT;Đơn vị;Tổng số;Nữ\nI;Huyện Mường Ảng;40;9\nII;TX. Mường Lay;20;4\n",
                "tỉnh Điện Biên", (struct date){2021, 12, 31});
    assert_false(only(f, "staff.total", "huyện Mường Ảng", 0, FIGURE_COUNT)->about->total);
    assert_false(only(f, "staff.total", "thị xã Mường Lay", 0, FIGURE_COUNT)->about->total);
    release(f);
}

/* ---- years --------------------------------------------------------------------------------------------------------------- */

static void year_in_a_column(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("Tên đơn vị;Năm;Tổng số\nXã Thanh An;2016;20\n;2017;21\nXã Na Ư;31/12/2016;18\n");
    assert_int_equal(f->figures.n, 3);
    assert_value(only(f, "staff.total", "xã Thanh An", 2016, FIGURE_COUNT)->value, "20");
    assert_value(only(f, "staff.total", "xã Thanh An", 2017, FIGURE_COUNT)->value, "21");
    const struct figure *day = only(f, "staff.total", "xã Na Ư", 2016, FIGURE_COUNT);
    assert_int_equal(day->about->period.as_of.month, 12);
    release(f);
}

static void year_in_the_heads(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tên đơn vị;Năm 2016;;Năm 2021;\n;;Đại học;Trung cấp;Đại học;Trung cấp\n"
                                 "1;Xã Thanh An;4;16;13;7\n");
    assert_int_equal(f->figures.n, 4);
    assert_value(only(f, "edu.university", "xã Thanh An", 2016, FIGURE_COUNT)->value, "4");
    assert_value(only(f, "edu.university", "xã Thanh An", 2021, FIGURE_COUNT)->value, "13");
    release(f);
}

static void year_in_the_file_name(void **state) {
    (void)state;
    const char *csv = "Tên đơn vị;Tổng số\nXã Thanh An;20\n";
    struct fixture *f = read_as("nguon/bieu-2018.csv", csv, "", (struct date){0});
    assert_int_equal(figure_year(&f->figures, f->figures.items[0]), 2018);
    release(f);
    f = read_as("nguon/2019/bieu-01.csv", csv, "", (struct date){0});
    assert_int_equal(figure_year(&f->figures, f->figures.items[0]), 2019);
    release(f);
    f = read_as("nguon/bieu-2016-2021.csv", csv, "", (struct date){0});
    assert_int_equal(figure_year(&f->figures, f->figures.items[0]), 0);
    release(f);
    f = read_as("nguon/bieu-2018.csv", csv, "",
                (struct date){2021, 6, 30}); /* the workspace knows better than a name */
    assert_int_equal(figure_year(&f->figures, f->figures.items[0]), 2021);
    assert_int_equal(f->figures.items[0]->about->period.from, 0);
    release(f);
}

static void year_of_the_title(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("Mẫu số 02 (Ban hành kèm theo Thông tư ngày 17 tháng 12 năm 2012);\n"
                 "SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2020;\nTên đơn vị;Tổng số\nXã Thanh An;20\n");
    assert_int_equal(figure_year(&f->figures, f->figures.items[0]), 2020);
    assert_int_equal(count_id(f, "year-differs"), 1); /* the workspace says 2021 */
    release(f);
}

/* ---- other directions ------------------------------------------------------------------------------------------------------ */

static void long_form(void **state) {
    (void)state;
    struct fixture *f = read_csv("Tên đơn vị,Chỉ tiêu,Năm,Giá trị,Đơn vị tính\n"
                                 "Xã Thanh An,Đại học,2020,12,người\n"
                                 "Xã Thanh An,LLCT - Trung cấp,2020,9,người\n"
                                 "Xã Thanh An,edu.college,2020,3,người\n"
                                 "Xã Na Ư,Đại học,2020,\"55,5\",%\n");
    assert_int_equal(f->figures.n, 4);
    assert_value(only(f, "edu.university", "xã Thanh An", 2020, FIGURE_COUNT)->value, "12");
    assert_value(only(f, "politics.intermediate", "xã Thanh An", 2020, FIGURE_COUNT)->value, "9");
    assert_value(only(f, "edu.college", "xã Thanh An", 2020, FIGURE_COUNT)->value, "3");
    const struct figure *share = only(f, "edu.university", "xã Na Ư", 2020, FIGURE_PERCENT);
    assert_value(share->value, "55.5");
    assert_string_equal(share->about->unit, "%");
    release(f);
}

static void indicators_as_rows(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tiêu chí;Kỳ này;Cùng kỳ năm trước;(%) kỳ này so với cùng kỳ\n"
                                 "I;Tổng số;20;19;105,3\n"
                                 ";- Nữ;5;4;125\n"
                                 "II;Trình độ LLCT;;;\n"
                                 "1;Cao cấp;1;0;\n"
                                 "2;Trung cấp;9;8;112,5\n"
                                 "III;Chuyên môn;;;\n"
                                 ";- Đại học;12;10;120\n"
                                 ";- Trung cấp;8;9;88,9\n");
    assert_int_equal(f->figures.n, 12);
    assert_value(only(f, "staff.total", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "20");
    assert_value(only(f, "staff.total", "huyện Điện Biên", 2020, FIGURE_COUNT)->value, "19");
    assert_value(only(f, "gender.female", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "5");
    assert_value(only(f, "politics.intermediate", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "9");
    assert_value(only(f, "edu.intermediate", "huyện Điện Biên", 2020, FIGURE_COUNT)->value, "9");
    assert_false(only(f, "staff.total", "huyện Điện Biên", 2021, FIGURE_COUNT)->about->total);
    release(f);
}

static void places_as_columns(void **state) {
    (void)state;
    struct fixture *f = read_csv("Chỉ tiêu;Xã Thanh An;Xã Na Ư\nTổng số;20;18\nĐảng viên;19;15\n");
    assert_int_equal(f->figures.n, 4);
    assert_count(f, "party.member", "xã Na Ư", "15");
    release(f);
}

static void years_as_columns(void **state) {
    (void)state;
    struct fixture *f = read_csv("Chỉ tiêu;2016;2021\nTổng số;20;18\nĐại học;4;12\n");
    assert_int_equal(f->figures.n, 4);
    assert_value(only(f, "edu.university", "huyện Điện Biên", 2016, FIGURE_COUNT)->value, "4");
    release(f);
}

/* Of the figures of an indicator the value of the one about that group and year. */
static void assert_group(const struct fixture *f, const char *indicator, const char *group, int year,
                         const char *plain) {
    for (size_t i = 0; i < f->figures.n; i++) {
        const struct figure *figure = f->figures.items[i];
        if (strcmp(figure->indicator->id, indicator) == 0 && figure_year(&f->figures, figure) == year &&
            str_equal(figure->about->group, str_of(group))) {
            assert_value(figure->value, plain);
            return;
        }
    }
    fail_msg("no figure of %s for %s in %d", indicator, group, year);
}

static void parts_of_the_staff_as_columns(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tên đơn vị;Cán bộ;;Công chức;;Không chuyên trách\n"
                                 ";;Số được giao;Số hiện có;Số được giao;Số hiện có;\n"
                                 "1;Xã Thanh An;12;11;10;9;14\n"
                                 ";Tổng cộng;12;11;10;9;14\n");
    assert_int_equal(f->figures.n, 10);
    assert_group(f, "staff.total", "cán bộ cấp xã", 2021, "11");
    assert_group(f, "staff.total", "công chức cấp xã", 2021, "9");
    assert_group(f, "staff.assigned", "công chức cấp xã", 2021, "10");
    assert_clean(f);
    release(f);
}

/* "Số cán bộ" alone is what many call all of the staff. */
static void one_word_for_all_the_staff(void **state) {
    (void)state;
    struct fixture *f = read_csv("Tên đơn vị;Số cán bộ;Nữ\nXã Thanh An;21;5\n");
    assert_group(f, "staff.total", "cán bộ, công chức cấp xã", 2021, "21");
    release(f);
}

static void levels_as_rows(void **state) {
    (void)state;
    struct fixture *f = read_csv("Trình độ;Tổng số;Cán bộ;Công chức;Nữ\n"
                                 "Đại học;30;14;16;9\nCao đẳng;6;4;2;1\nTrung cấp;4;3;1;1\n"
                                 "Tổng cộng;40;21;19;11\n");
    assert_int_equal(f->figures.n, 12);
    assert_group(f, "edu.university", "cán bộ, công chức cấp xã", 2021, "30");
    assert_group(f, "edu.university", "công chức cấp xã", 2021, "16");
    assert_group(f, "staff.total", "cán bộ cấp xã", 2021, "21");
    assert_int_equal(count_id(f, "head-cross"), 1); /* women of a level are none of the indicators */
    release(f);
}

static void levels_of_the_column_head(void **state) {
    (void)state;
    struct fixture *f = read_csv("Trình độ LLCT;Số lượng;Tỷ lệ (%)\nCao cấp;2;10\nTrung cấp;18;90\n");
    assert_value(only(f, "politics.intermediate", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "18");
    assert_value(only(f, "politics.intermediate", "huyện Điện Biên", 2021, FIGURE_PERCENT)->value, "90");
    assert_int_equal(f->figures.n, 4);
    release(f);
}

static void the_head_of_labels_left_blank(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("Biểu số: 01;SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ;;\n;Có đến 30/6/2020;;\n"
                 ";Mã số;Tổng số;Chia ra;\n;;;Cán bộ;Công chức\nA;B;1;2;3\n"
                 "Tổng số;01;40;21;19\nTrong đó: Nữ;02;9;4;5\nI. Chia theo trình độ;;;;\n"
                 "- Đại học;03;30;14;16\n- Trung cấp;04;10;7;3\n"
                 "II. Chia theo dân tộc;;;;\n- Dân tộc Kinh;05;30;15;15\n- Dân tộc khác;06;10;6;4\n");
    assert_group(f, "staff.total", "cán bộ, công chức cấp xã", 2020, "40");
    assert_group(f, "edu.intermediate", "cán bộ cấp xã", 2020, "7");
    assert_group(f, "gender.female", "công chức cấp xã", 2020, "5");
    assert_group(f, "ethnicity.minority", "cán bộ, công chức cấp xã", 2020, "10");
    assert_int_equal(f->figures.n, 15);
    release(f);
}

static void plans_and_results_of_years(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("TT;Chỉ tiêu;ĐVT;Thực hiện 2020;KH 2021;Thực hiện năm 2021;So sánh (%)\n"
                 "1;Tổng số cán bộ, công chức cấp xã;người;40;41;39;97,5\n1.1;Cán bộ;người;21;;20;\n"
                 "2;Tỷ lệ cán bộ, công chức có trình độ đại học trở lên;%;70,0;75;76,9;\n"
                 "3;Số lượt cán bộ, công chức được bồi dưỡng;lượt;50;60;66;132\n");
    assert_group(f, "staff.total", "cán bộ, công chức cấp xã", 2020, "40");
    assert_group(f, "staff.total", "cán bộ cấp xã", 2021, "20");
    assert_value(only(f, "edu.university_up", "huyện Điện Biên", 2021, FIGURE_PERCENT)->value, "76.9");
    assert_value(only(f, "training.planned", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "60");
    assert_value(only(f, "training.participants", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "66");
    assert_int_equal(f->figures.n, 9); /* what was planned of the staff is no figure of theirs */
    release(f);
}

static void rows_that_add_up(void **state) {
    (void)state;
    struct fixture *f = read_csv("Trình độ;Tổng số\nTiến sĩ;1\nThạc sĩ;4\nĐại học;30\n");
    const struct figure *sum = only(f, "edu.postgraduate", "huyện Điện Biên", 2021, FIGURE_COUNT);
    assert_value(sum->value, "5");
    assert_str(figure_quote(&f->figures, sum), "1 + 4");
    release(f);
    f = read_csv("Trình độ;Tổng số\nTrên đại học;5\nTiến sĩ;1\nThạc sĩ;4\nĐại học;30\n");
    assert_value(only(f, "edu.postgraduate", "huyện Điện Biên", 2021, FIGURE_COUNT)->value, "5");
    release(f);
}

static void years_of_units_under_a_title(void **state) {
    (void)state;
    struct fixture *f = read_csv("SỐ LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ QUA CÁC NĂM\n"
                                 "Tên đơn vị,2020,2021\nXã Thanh An,20,21\nXã Na Ư,18,19\n");
    assert_value(only(f, "staff.total", "xã Na Ư", 2020, FIGURE_COUNT)->value, "18");
    assert_str(f->figures.items[0]->about->group,
               "cán bộ, công chức cấp xã"); /* whole, though cut by a comma */
    release(f);
    f = read_csv("BÁO CÁO THÁNG\nTên đơn vị,2020,2021\nXã Thanh An,20,21\nXã Na Ư,18,19\n");
    assert_int_equal(f->figures.n, 0);
    assert_int_equal(count_id(f, "table-measure"), 1);
    release(f);
}

static void a_total_of_years(void **state) {
    (void)state;
    struct fixture *f = read_csv("Năm;Số lớp\n2020;4\n2021;5\nCộng;9\n");
    assert_int_equal(f->figures.n, 2);
    assert_clean(f);
    release(f);
}

/* Posts as rows: groups of them are parts of the staff, not units. */
static void posts_as_rows(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("CHẤT LƯỢNG ĐỘI NGŨ CÁN BỘ CẤP XÃ\nSTT;Chức danh;Tổng số;Đại học\n"
                 "I;Cán bộ;21;14\n1;Bí thư Đảng ủy;2;2\nII;Công chức;19;16\n;Tổng cộng (I+II);40;30\n");
    assert_group(f, "staff.total", "cán bộ cấp xã", 2021, "21");
    assert_group(f, "edu.university", "công chức cấp xã", 2021, "16");
    assert_group(f, "staff.total", "Bí thư Đảng ủy", 2021, "2");
    assert_group(f, "staff.total", "cán bộ, công chức cấp xã", 2021, "40");
    release(f);
}

static void plans_beside_results(void **state) {
    (void)state;
    struct fixture *f = read_csv("Tên xã,Số lớp,,Số học viên,\n,Kế hoạch,Thực hiện,Kế hoạch,Thực hiện\n"
                                 "Xã Thanh An,3,2,90,88\n");
    assert_count(f, "training.classes", "xã Thanh An", "2");
    assert_count(f, "training.planned", "xã Thanh An", "90");
    assert_count(f, "training.participants", "xã Thanh An", "88");
    assert_int_equal(f->figures.n, 3); /* classes planned are none of the indicators */
    assert_clean(f);
    release(f);
}

static void a_table_of_shares(void **state) {
    (void)state;
    struct fixture *f = read_csv("CHẤT LƯỢNG CÁN BỘ, CÔNG CHỨC CẤP XÃ;;\n(Đơn vị tính: %);;\n"
                                 "Tên đơn vị;Tổng số;Đại học\nXã Thanh An;20;65,0\n");
    assert_value(only(f, "edu.university", "xã Thanh An", 2021, FIGURE_PERCENT)->value, "65.0");
    assert_value(only(f, "staff.total", "xã Thanh An", 2021, FIGURE_COUNT)->value, "20");
    assert_clean(f);
    release(f);
    f = read_csv("TỶ LỆ ĐẠT CHUẨN;;\nTên đơn vị;Đại học;Tỷ lệ (%)\nXã Thanh An;13;65\n");
    assert_value(only(f, "edu.university", "xã Thanh An", 2021, FIGURE_COUNT)->value,
                 "13"); /* a head says which */
    release(f);
}

static void percent_columns(void **state) {
    (void)state;
    struct fixture *f = read_csv("Tên đơn vị;Tổng số;Đại học;Tỷ lệ (%);Trung cấp - %;Tỷ lệ nữ (%)\n"
                                 "Xã Thanh An;20;13;65;35;22,5\n");
    assert_count(f, "edu.university", "xã Thanh An", "13");
    assert_value(only(f, "edu.university", "xã Thanh An", 0, FIGURE_PERCENT)->value, "65");
    assert_value(only(f, "edu.intermediate", "xã Thanh An", 0, FIGURE_PERCENT)->value, "35");
    assert_value(only(f, "gender.female", "xã Thanh An", 0, FIGURE_PERCENT)->value, "22.5");
    release(f);
}

static void training_by_content(void **state) {
    (void)state;
    struct fixture *f = read_csv("Nội dung;Số lớp;Kế hoạch (lượt);Thực hiện (lượt);Tỷ lệ (%)\n"
                                 "Đào tạo;;;;\nLý luận chính trị;4;200;210;105\n"
                                 "Bồi dưỡng;;;;\nKiến thức quản lý nhà nước;5;250;240;96,0\n"
                                 "Hội nhập quốc tế;1;50;50;100\nTổng cộng;10;500;500;100\n");
    assert_count(f, "training.classes", "huyện Điện Biên", "10");
    assert_count(f, "training.topic.politics.classes", "huyện Điện Biên", "4");
    assert_count(f, "training.topic.politics.planned", "huyện Điện Biên", "200");
    assert_count(f, "training.topic.state.participants", "huyện Điện Biên", "240");
    assert_count(f, "training.planned", "huyện Điện Biên", "500");
    assert_value(only(f, "training.plan_completion", "huyện Điện Biên", 0, FIGURE_PERCENT)->value, "100");
    assert_int_equal(f->figures.n, 4 + 2 * 3);
    assert_int_equal(count_id(f, "rows-by-topic"), 1); /* the content that the catalogue does not know */
    release(f);
}

/* ---- lists of people --------------------------------------------------------------------------------------------------------- */

static void people_are_counted(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Họ và tên;Nữ;Đảng viên;Dân tộc;Chuyên môn;LLCT;QLNN;Ghi chú\n"
                                 "1;Nguyễn Văn Mẫu;;x;Kinh;Đại học;Trung cấp;x;\n"
                                 "2;Lò Thị Thử;x;x;Thái;Cao đẳng;;chưa;\n"
                                 "3;Vàng A Ví Dụ;;;Mông;Đại học;Sơ cấp;;\n");
    assert_count(f, "staff.total", "huyện Điện Biên", "3");
    assert_count(f, "gender.female", "huyện Điện Biên", "1");
    assert_count(f, "party.member", "huyện Điện Biên", "2");
    assert_count(f, "ethnicity.minority", "huyện Điện Biên", "2");
    assert_count(f, "edu.university", "huyện Điện Biên", "2");
    assert_count(f, "politics.intermediate", "huyện Điện Biên", "1");
    assert_count(f, "state_mgmt.trained", "huyện Điện Biên", "1");
    for (size_t i = 0; i < f->figures.n; i++) {
        assert_int_equal(f->figures.items[i]->about->line, 1); /* the head, not a person */
        assert_int_equal(str_find(figure_quote(&f->figures, f->figures.items[i]), STR("Nguyễn"), 0),
                         STR_NONE);
    }
    for (const struct diag_message *m = f->diag.first; m; m = m->next) {
        assert_null(strstr(m->text, "Mẫu"));
        assert_int_equal(m->where.text.len, 0);
    }
    release(f);
}

static void levels_of_people_with_their_branch(void **state) {
    (void)state;
    struct fixture *f = read_csv("Họ và tên;Nam/Nữ;Chức vụ;Trình độ chuyên môn\n"
                                 "Mẫu A;Nữ;Kế toán;Đại học Luật\nMẫu B;Nam;Bí thư;Trung cấp nông nghiệp\n"
                                 "Mẫu C;Nữ;Văn phòng;kỹ sư nông học\nMẫu D;Nữ;Văn phòng;Đang học đại học\n");
    assert_count(f, "edu.university", "huyện Điện Biên", "2");
    assert_count(f, "edu.intermediate", "huyện Điện Biên", "1");
    assert_count(f, "gender.female", "huyện Điện Biên", "3");
    assert_int_equal(count_id(f, "person-unknown"), 1); /* who studies has not got it yet */
    release(f);
}

static void people_of_several_units(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("TT;Họ và tên;Đơn vị công tác;Giới tính;Trình độ chuyên môn;Tin học;Mã số thẻ\n"
                 "1;Nguyễn Văn Mẫu;Xã Thanh An;Nam;Thạc sĩ;B;17\n"
                 "2;Lò Thị Thử;Xã Thanh An;Nữ;Đại học;;18\n"
                 "3;Vàng A Ví Dụ;Xã Na Ư;Nam;lớp ngắn hạn;A;19\n"
                 ";Tổng cộng;;;;;\n");
    assert_count(f, "staff.total", "xã Thanh An", "2");
    assert_count(f, "staff.total", "xã Na Ư", "1");
    assert_count(f, "gender.female", "xã Thanh An", "1");
    assert_count(f, "edu.postgraduate", "xã Thanh An", "1");
    assert_count(f, "edu.university", "xã Thanh An", "1");
    assert_count(f, "it.certified", "xã Na Ư", "1");
    assert_int_equal(count_id(f, "person-unknown"), 1); /* a level that is not known is said, not guessed */
    assert_int_equal(count_id(f, "head-unknown"), 1);
    release(f);
}

/* ---- heads typed in other ways ------------------------------------------------------------------------------------------------ */

static void heads_without_diacritics(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("STT,Ten don vi,Tong so,Nu,Dang vien,Chuyen mon - Dai hoc\n1,Xã Thanh An,20,4,19,12\n");
    assert_count(f, "edu.university", "xã Thanh An", "12");
    assert_count(f, "gender.female", "xã Thanh An", "4");
    release(f);
}

static void heads_broken_over_lines(void **state) {
    (void)state;
    struct fixture *f =
        read_csv("STT;\"Tên\nđơn vị\";\"Tổng số\r\nCBCC\nhiện có\";\"Dân tộc  thiểu số (người)\"\n"
                 "1;Xã Thanh An;20;4\n");
    assert_clean(f);
    assert_count(f, "staff.total", "xã Thanh An", "20");
    assert_count(f, "ethnicity.minority", "xã Thanh An", "4");
    release(f);
}

static void names_without_class(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tên xã;Tổng số\n1;Thanh An;20\n2;Thị trấn Mường Ảng;20\n");
    assert_count(f, "staff.total", "xã Thanh An", "20");
    assert_count(f, "staff.total", "thị trấn Mường Ảng", "20");
    assert_int_equal(count_id(f, "place-class"), 0);
    release(f);
    f = read_csv("STT;Tên đơn vị;Tổng số\n1;Thanh An;20\n2;Na Ư;18\n");
    assert_count(f, "staff.total", "Thanh An", "20");
    assert_int_equal(message(f, "place-class")->level, DIAG_WARNING);
    assert_int_equal(message(f, "place-class")->where.line, 2);
    release(f);
}

static void every_number_has_a_fate(void **state) {
    (void)state;
    struct fixture *f = read_csv("STT;Tên đơn vị;Tổng số;Số nhà\n1;Xã Thanh An;20;7\n");
    size_t fates[3] = {0};
    for (size_t i = 0; i < f->sightings.n; i++)
        fates[f->sightings.items[i].fate]++;
    assert_int_equal(fates[FATE_FIGURE], 1);
    assert_int_equal(fates[FATE_SET_ASIDE], 1); /* STT */
    assert_int_equal(fates[FATE_UNREAD], 1);
    release(f);
    f = read_csv(
        "STT;Tên đơn vị;Tổng số;Đại học\n1;Xã Thanh An;20;7\n2;Xã Na Ư;18\n3;Xã Núa Ngam;17;5;4\nII;Cộng;55;12\n");
    memset(fates, 0, sizeof fates);
    for (size_t i = 0; i < f->sightings.n; i++)
        fates[f->sightings.items[i].fate]++;
    assert_int_equal(fates[FATE_FIGURE], 4);    /* of the first row and of the total */
    assert_int_equal(fates[FATE_SET_ASIDE], 3); /* STT */
    assert_int_equal(fates[FATE_UNREAD], 4);    /* of rows too short and too long */
    release(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_row_a_commune),
        cmocka_unit_test(evidence_is_the_cell),
        cmocka_unit_test(titles_numbers_of_columns_and_signatures),
        cmocka_unit_test(heads_of_three_levels),
        cmocka_unit_test(the_ministry_form),
        cmocka_unit_test(columns_that_add_up),
        cmocka_unit_test(counts_and_shares_side_by_side),
        cmocka_unit_test(totals_on_top),
        cmocka_unit_test(a_column_that_is_the_sum),
        cmocka_unit_test(groups_and_totals),
        cmocka_unit_test(districts_as_units),
        cmocka_unit_test(year_in_a_column),
        cmocka_unit_test(year_in_the_heads),
        cmocka_unit_test(year_in_the_file_name),
        cmocka_unit_test(year_of_the_title),
        cmocka_unit_test(long_form),
        cmocka_unit_test(indicators_as_rows),
        cmocka_unit_test(places_as_columns),
        cmocka_unit_test(years_as_columns),
        cmocka_unit_test(parts_of_the_staff_as_columns),
        cmocka_unit_test(one_word_for_all_the_staff),
        cmocka_unit_test(levels_as_rows),
        cmocka_unit_test(levels_of_the_column_head),
        cmocka_unit_test(the_head_of_labels_left_blank),
        cmocka_unit_test(plans_and_results_of_years),
        cmocka_unit_test(rows_that_add_up),
        cmocka_unit_test(years_of_units_under_a_title),
        cmocka_unit_test(a_total_of_years),
        cmocka_unit_test(posts_as_rows),
        cmocka_unit_test(plans_beside_results),
        cmocka_unit_test(a_table_of_shares),
        cmocka_unit_test(percent_columns),
        cmocka_unit_test(training_by_content),
        cmocka_unit_test(people_are_counted),
        cmocka_unit_test(levels_of_people_with_their_branch),
        cmocka_unit_test(people_of_several_units),
        cmocka_unit_test(heads_without_diacritics),
        cmocka_unit_test(heads_broken_over_lines),
        cmocka_unit_test(names_without_class),
        cmocka_unit_test(every_number_has_a_fate),
    };
    return cmocka_run_group_tests(tests, load_catalogue, free_catalogue);
}
