/* Damaged tables: each damage gives its message, at its place, and the rest is read. */
#include "extract/internal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct catalogue *catalogue;
static struct heads *shared_heads; /* compiled once for all tests */
static struct pack pack;

static int load(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    shared_heads = catalogue ? heads_new(catalogue, &diag) : NULL;
    pack.heads = &shared_heads;
    diag_fini(&diag);
    return shared_heads ? 0 : 1;
}

static int unload(void **state) {
    (void)state;
    heads_free(shared_heads);
    catalogue_free(catalogue);
    return 0;
}

/* What a table gave: how many figures, and the messages. */
struct outcome {
    struct diag diag;
    struct figures figures;
    struct source *source;
    bool ok;
};

static struct outcome *read_at(const char *csv, const char *place) {
    struct outcome *o = mem_new(1, sizeof *o);
    figures_init(&o->figures, catalogue);
    o->source = source_of("bieu.csv", 0, str_of(csv), SOURCE_TABLE, &o->diag);
    assert_non_null(o->source);
    o->source->place = str_of(place);
    o->source->date = (struct date){2021, 12, 31};
    o->ok = extract_table(o->source, &pack, &o->figures, NULL, &o->diag);
    return o;
}

static struct outcome *read_csv(const char *csv) {
    return read_at(csv, "huyện Điện Biên");
}

static void release(struct outcome *o) {
    figures_fini(&o->figures);
    source_free(o->source);
    diag_fini(&o->diag);
    free(o);
}

static unsigned count_id(const struct outcome *o, const char *id) {
    unsigned n = 0;
    for (const struct diag_message *m = o->diag.first; m; m = m->next)
        n += strcmp(m->id, id) == 0;
    return n;
}

struct damage {
    const char *name, *csv, *id;
    enum diag_level level;
    uint32_t line, column; /* 0: of the table as a whole */
    size_t figures;        /* that are read all the same */
};

#define HEAD "STT;Tên đơn vị;Tổng số;Nữ;Đại học\n"

static const struct damage damages[] = {
    {"a word for a number", HEAD "1;Xã A;hai mươi;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"letter O for zero", HEAD "1;Xã A;2O;4;9\n", "number-typed", DIAG_NOTE, 2, 8, 3},
    {"letter l for one", HEAD "1;Xã A;2l;4;9\n", "number-typed", DIAG_NOTE, 2, 8, 3},
    {"groups by NBSP", HEAD "1;Xã A;1\u00A0234;4;9\n", "number-typed", DIAG_NOTE, 2, 8, 3},
    {"a blank behind the dot", HEAD "1;Xã A;1. 234;4;9\n", "number-typed", DIAG_NOTE, 2, 8, 3},
    {"groups by a plain blank: two numbers?", HEAD "1;Xã A;20 210;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"letters alone", HEAD "1;Xã A;lO;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"two numbers in a cell", HEAD "1;Xã A;20 21;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"below zero", HEAD "1;Xã A;20;-4;9\n", "cell-number", DIAG_ERROR, 2, 11, 2},
    {"half a person", HEAD "1;Xã A;20;4,5;9\n", "cell-number", DIAG_ERROR, 2, 11, 2},
    {"what Excel makes of a long code", HEAD "1;Xã A;1,23E+10;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"a date in a count", HEAD "1;Xã A;1/5/2021;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"lost letters", HEAD "1;Xã A;?20;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"a formula", HEAD "1;Xã A;=SUM(C1);4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"an error of Excel", HEAD "1;Xã A;#REF!;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"a range", HEAD "1;Xã A;20-22;4;9\n", "cell-number", DIAG_ERROR, 2, 8, 2},
    {"a cell too many", HEAD "1;Xã A;x;20;4;9\n2;Xã B;20;4;9\n", "csv-columns", DIAG_ERROR, 2, 1, 3},
    {"a cell too few", HEAD "1;Xã A;20;4\n2;Xã B;20;4;9\n", "csv-columns", DIAG_ERROR, 2, 1, 3},
    {"a name with the delimiter in it", HEAD "1;Xã A; B;20;4;9\n", "csv-columns", DIAG_ERROR, 2, 1, 0},
    {"no name", HEAD "1;;20;4;9\n2;Xã B;20;4;9\n", "place-missing", DIAG_ERROR, 2, 1, 3},
    {"one unit twice", HEAD "1;Xã A;20;4;9\n2;Xã A;20;4;9\n", "place-twice", DIAG_WARNING, 3, 3, 6},
    {"no class word", HEAD "1;Thanh An;20;4;9\n", "place-class", DIAG_WARNING, 2, 3, 3},
    {"an unknown head", "STT;Tên đơn vị;Tổng số;Số con\n1;Xã A;20;4\n", "head-unknown", DIAG_NOTE, 1, 24, 1},
    {"one head twice", "STT;Tên đơn vị;Tổng số;Nữ;Phụ nữ\n1;Xã A;20;4;5\n", "head-twice", DIAG_WARNING, 1, 27,
     2},
    {"empty", HEAD "1;Xã A;20;;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"a dash", HEAD "1;Xã A;20;-;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"a long dash", HEAD "1;Xã A;20;–;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"a cross", HEAD "1;Xã A;20;x;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"words for nothing", HEAD "1;Xã A;20;không có số liệu;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"dots", HEAD "1;Xã A;20;...;9\n", "cells-missing", DIAG_NOTE, 0, 0, 2},
    {"an empty row", HEAD "1;Xã A;;;\n2;Xã B;20;4;9\n", "row-empty", DIAG_NOTE, 2, 3, 3},
    {"no heads", "1;Xã A;20;4;9\n2;Xã B;20;4;9\n", "table-head", DIAG_ERROR, 1, 0, 0},
    {"heads of another matter", "Ngày;Nhiệt độ;Mưa\n1/1;20;4\n", "table-head", DIAG_ERROR, 1, 0, 0},
    {"both habits of marks", HEAD "1;Xã A;1.020;4;9\n2;Xã B;1,020;4;9\n3;Xã C;2.020;4;9\n", "number-style",
     DIAG_WARNING, 1, 16, 8},
    {"a year that is none", "Tên đơn vị;Năm;Tổng số\nXã A;20l6;20\nXã B;2016;20\n", "row-year", DIAG_ERROR, 2,
     6, 1},
    {"an unknown row", "Chỉ tiêu;Kỳ này\nSố trâu bò;20\nNữ;4\n", "row-unknown", DIAG_NOTE, 0, 0, 1},
};

static void each_damage_has_its_message(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        const struct damage *damage = &damages[i];
        struct outcome *o = read_csv(damage->csv);
        const struct diag_message *m = o->diag.first;
        while (m && strcmp(m->id, damage->id) != 0)
            m = m->next;
        if (!m)
            fail_msg("%s: no %s (first: %s)", damage->name, damage->id,
                     o->diag.first ? o->diag.first->id : "none");
        if (m->level != damage->level || m->where.line != damage->line || m->where.column != damage->column ||
            o->figures.n != damage->figures)
            fail_msg("%s: level %d at %u:%u, %zu figures", damage->name, (int)m->level, m->where.line,
                     m->where.column, o->figures.n);
        release(o);
    }
}

static void zero_is_a_figure(void **state) {
    (void)state;
    struct outcome *o = read_csv(HEAD "1;Xã A;20;0;không có\n");
    assert_int_equal(o->figures.n, 3);
    assert_int_equal(count_id(o, "cells-missing"), 0);
    assert_int_equal(decimal_sign(o->figures.items[1]->value), 0);
    assert_int_equal(decimal_sign(o->figures.items[2]->value), 0);
    release(o);
}

static void spellings_of_numbers(void **state) {
    (void)state;
    static const struct {
        const char *cell, *plain;
    } spellings[] = {
        {"1020", "1020"}, {"1.020", "1020"}, {"\"1,020\"", "1020"}, {"'20", "20"},
        {"020", "20"},    {" 20 ", "20"},    {"20 người", "20"},
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        char csv[200];
        snprintf(csv, sizeof csv, "Tên đơn vị;Tổng số\nXã A;%s\n", spellings[i].cell);
        struct outcome *o = read_csv(csv);
        struct decimal expected;
        assert_true(decimal_parse(str_of(spellings[i].plain), &expected));
        if (o->figures.n != 1 || !decimal_equal(o->figures.items[0]->value, expected))
            fail_msg("%s", spellings[i].cell);
        release(o);
    }
}

static void us_settings(void **state) {
    (void)state;
    struct outcome *o =
        read_csv("Tên đơn vị,Tổng số,Đại học - Tỷ lệ (%)\nXã A,\"1,020\",65.5\nXã B,20,70.25\n");
    struct decimal share;
    assert_int_equal(o->figures.n, 4);
    assert_true(decimal_parse(STR("65.5"), &share));
    assert_true(decimal_equal(o->figures.items[1]->value, share));
    assert_int_equal(o->figures.items[0]->value.units, 1020);
    release(o);
}

static void a_flood_is_cut(void **state) {
    (void)state;
    struct buf csv = BUF_EMPTY;
    buf_puts(&csv, HEAD);
    for (int i = 0; i < 500; i++)
        buf_printf(&csv, "%d;Xã A%d;nhiều;4;9\n", i, i);
    struct outcome *o = read_csv(csv.at);
    assert_int_equal(o->figures.n, 1000);
    assert_int_equal(count_id(o, "cell-number"), 21); /* twenty, and how many more */
    release(o);
    buf_fini(&csv);
}

static void totals_need_a_place(void **state) {
    (void)state;
    struct outcome *o = read_at(HEAD "1;Xã A;20;4;9\n;Tổng cộng;20;4;9\n", "");
    assert_int_equal(o->figures.n, 3);
    assert_int_equal(count_id(o, "place-missing"), 1);
    release(o);
}

static void hostile_shapes(void **state) {
    (void)state;
    static const char *const tables[] = {"",
                                         ";",
                                         ";;;;\n;;;\n",
                                         "\n\n\n",
                                         "STT\n",
                                         "STT;Tên đơn vị\n",
                                         "Tổng số\n1\n",
                                         "Tên đơn vị;Tổng số",
                                         "Họ và tên;Nữ\n",
                                         "Họ và tên\nx\n",
                                         HEAD "\n\n;;;;\n",
                                         HEAD HEAD HEAD HEAD HEAD HEAD};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        release(read_csv(tables[i]));
    struct buf wide = BUF_EMPTY;
    for (int line = 0; line < 4; line++) {
        for (int i = 0; i < 3000; i++)
            buf_puts(&wide, line ? "Nữ - Đại học - Trong đó;" : "Tên đơn vị;");
        buf_puts(&wide, "\n");
    }
    release(read_csv(wide.at));
    buf_fini(&wide);
}

static void a_broken_pattern_is_named(void **state) {
    (void)state;
    struct diag diag = DIAG_EMPTY;
    static const char *const heads[] = {"Nữ (giới"};
    struct indicator item = {
        .id = "gender.female", .label = "Nữ", .unit = "người", .heads = heads, .n_heads = 1};
    struct catalogue broken = {.items = &item, .n = 1};
    assert_null(heads_new(&broken, &diag));
    assert_int_equal(diag_worst(&diag), DIAG_USAGE);
    assert_non_null(strstr(diag.first->text, "gender.female"));
    diag_fini(&diag);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_damage_has_its_message),
        cmocka_unit_test(zero_is_a_figure),
        cmocka_unit_test(spellings_of_numbers),
        cmocka_unit_test(us_settings),
        cmocka_unit_test(a_flood_is_cut),
        cmocka_unit_test(totals_need_a_place),
        cmocka_unit_test(hostile_shapes),
        cmocka_unit_test(a_broken_pattern_is_named),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
