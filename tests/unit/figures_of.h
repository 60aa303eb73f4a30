/* figures_of.h - sets of figures for tests, written as lines "indicator|place|period|value|group":
 *     edu.university|tỉnh Điện Biên|2016|19.6%|cán bộ cấp xã
 * The value is 1279 (count), 19.6% (percent), 769/1279 (ratio), +1.3% (change against the year before); "~" before it
 * means nearly, ">" over, "!" a row of totals. A line "---" goes on with the next source; sources are a.csv, b.csv ... */
#ifndef HOSO_TESTS_FIGURES_OF_H
#define HOSO_TESTS_FIGURES_OF_H

#include "figure/figure.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SOURCES 4
/* For `lines` and `first_text` of world_make: all sources are tables, or texts. */
#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define TABLES     SOURCES
#define TEXTS      0

struct world {
    struct catalogue *catalogue;
    struct figures figures;
    struct source *sources[SOURCES];
    struct source store[SOURCES];
    uint32_t line;
};

static struct str field(struct str *rest) {
    size_t bar = str_find(*rest, STR("|"), 0);
    struct str first = str_cut(*rest, 0, bar == STR_NONE ? rest->len : bar);
    *rest = str_cut(*rest, bar == STR_NONE ? rest->len : bar + 1, rest->len);
    return first;
}

static struct decimal number(struct str s) {
    struct decimal d;
    if (!decimal_parse(s, &d))
        fail_msg("%.*s is no number", STR_ARG(s));
    return d;
}

static void read_value(struct str s, struct statement *f) {
    f->quote = s;
    f->of = DECIMAL_MISSING;
    for (; s.len && strchr("~>!", s.at[0]); s = str_cut(s, 1, s.len)) {
        f->total |= s.at[0] == '!';
        f->qualifier = s.at[0] == '~' ? QUALIFIER_NEARLY : s.at[0] == '>' ? QUALIFIER_OVER : f->qualifier;
    }
    size_t slash = str_find(s, STR("/"), 0);
    bool percent = str_ends(s, STR("%"));
    bool change = str_starts(s, STR("+"));
    f->kind = slash != STR_NONE ? FIGURE_RATIO
              : change          ? FIGURE_CHANGE
              : percent         ? FIGURE_PERCENT
                                : FIGURE_COUNT;
    if (slash != STR_NONE)
        f->of = number(str_cut(s, slash + 1, s.len));
    f->value = number(str_cut(s, change, slash != STR_NONE ? slash : s.len - percent));
}

static void put(struct world *world, struct str text, uint32_t source) {
    uint32_t line = ++world->line;
    struct statement f = {.rule = "test", .line = line, .where = {source, line * 100, 4}};
    struct str id = field(&text);
    f.indicator = catalogue_find(world->catalogue, id);
    if (f.indicator == NULL)
        fail_msg("%.*s is no indicator", STR_ARG(id));
    f.place = field(&text);
    assert_true(period_parse(field(&text), &f.period));
    read_value(field(&text), &f);
    f.group = field(&text);
    figures_add(&world->figures, &f);
}

/* Every source is a table (a.csv) or, from `first_text` on, a text. */
static void world_make(struct world *world, const char *const *lines, uint32_t first_text) {
    static const char *const paths[SOURCES] = {"a.csv", "b.csv", "c.csv", "d.csv"};
    struct diag diag = DIAG_EMPTY;
    memset(world, 0, sizeof *world);
    world->catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &diag);
    assert_non_null(world->catalogue);
    diag_fini(&diag);
    figures_init(&world->figures, world->catalogue);
    for (uint32_t i = 0; i < SOURCES; i++) {
        world->store[i] = (struct source){.id = i,
                                          .path = paths[i],
                                          .kind = i >= first_text ? SOURCE_TEXT : SOURCE_TABLE,
                                          .place = STR("tỉnh A")};
        world->sources[i] = &world->store[i];
    }
    world->figures.sources = world->sources;
    world->figures.n_sources = SOURCES;
    uint32_t source = 0;
    for (; *lines; lines++) {
        if (strcmp(*lines, "---") == 0)
            source++;
        else
            put(world, str_of(*lines), source);
    }
}

static inline void is(struct decimal value, const char *expected) {
    struct buf out = BUF_EMPTY;
    decimal_print(&out, value);
    assert_string_equal(out.at ? out.at : "", expected);
    buf_fini(&out);
}

static void world_end(struct world *world) {
    figures_fini(&world->figures);
    catalogue_free(world->catalogue);
}

#endif
