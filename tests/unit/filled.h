/* filled.h - templates filled for tests: a text and a table as sources, figures at the places where their numbers stand,
 * a template as a string; the result is the printed tree, or the messages. */
#ifndef HOSO_TESTS_FILLED_H
#define HOSO_TESTS_FILLED_H

#include "doc/doc.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD "---\nkind: appendix\n---\n" /* bodies begin in line 4 */

struct filled {
    struct catalogue *catalogue;
    struct figures figures;
    struct findings findings;
    struct source *sources[2];
    struct issuer issuer;
    struct diag diag;
    struct arena arena;
    struct buf text; /* the tree, or the messages */
    struct doc *doc;
};

static const char filled_report[] =
    "Năm 2016, trình độ đại học đạt 19,6%.\n"
    "Đến hết năm 2021, toàn tỉnh có 1.279 công chức cấp xã; đại học đạt 64,7%, trên đại học 0,2%.\n"
    "Năm 2021 mở gần 341 lớp; quản lý nhà nước: 769/1.279 người.\n";
static const char filled_table[] = "Tên đơn vị;Tổng số;Đại học\nXã *A*;20;5\nXã B;30;12\n";

/* A figure at the first `quote` in source `source`. */
static struct figure *filled_add_of(struct filled *f, uint32_t source, const char *quote, const char *id,
                                    enum figure_kind kind, const char *value, const char *place, int year,
                                    const char *group) {
    struct str raw = f->sources[source]->raw;
    size_t at = str_find(raw, str_of(quote), 0);
    assert_int_not_equal(at, STR_NONE);
    struct statement figure = {.kind = kind, .rule = "test", .group = str_of(group), .of = DECIMAL_MISSING};
    figure.indicator = catalogue_find(f->catalogue, str_of(id));
    assert_non_null(figure.indicator);
    figure.unit = kind == FIGURE_PERCENT ? "%" : figure.indicator->unit;
    const char *slash = strchr(value, '/');
    struct str first = slash ? (struct str){value, (size_t)(slash - value)} : str_of(value);
    assert_true(decimal_parse(first, &figure.value));
    if (slash)
        assert_true(decimal_parse(str_of(slash + 1), &figure.of));
    figure.place = str_of(place);
    figure.period = (struct period){.from = (int16_t)year, .to = (int16_t)year};
    figure.quote = str_of(quote);
    figure.where = (struct span){source, (uint32_t)at, (uint32_t)strlen(quote)};
    uint32_t column;
    source_position(f->sources[source], figure.where.at, &figure.line, &column);
    return figures_add(&f->figures, &figure);
}

static struct figure *filled_add(struct filled *f, uint32_t source, const char *quote, const char *id,
                                 enum figure_kind kind, const char *value, const char *place, int year) {
    return filled_add_of(f, source, quote, id, kind, value, place, year, "công chức cấp xã");
}

static void filled_start(struct filled *f) {
    memset(f, 0, sizeof *f);
    f->catalogue = catalogue_load(HOSO_ROOT "/templates/indicators.yaml", &f->diag);
    assert_non_null(f->catalogue);
    figures_init(&f->figures, f->catalogue);
    f->sources[0] = source_of("nguon/bao-cao.txt", 0, str_of(filled_report), SOURCE_TEXT, &f->diag);
    f->sources[1] = source_of("nguon/xa.csv", 1, str_of(filled_table), SOURCE_TABLE, &f->diag);
    assert_true(f->sources[0] && f->sources[1]);
    f->sources[0]->place = f->sources[1]->place = STR("tỉnh A");
    f->figures.sources = f->sources;
    f->figures.n_sources = 2;
    f->issuer = (struct issuer){
        .parent = STR("UBND tỉnh A"), .name = STR("Sở Nội vụ"), .place = STR("A"), .symbol = STR("BC-SNV")};
    filled_add(f, 0, "19,6%", "edu.university", FIGURE_PERCENT, "19.6", "tỉnh A", 2016);
    filled_add(f, 0, "1.279", "staff.total", FIGURE_COUNT, "1279", "tỉnh A", 2021);
    filled_add(f, 0, "64,7%", "edu.university", FIGURE_PERCENT, "64.7", "tỉnh A", 2021);
    filled_add(f, 0, "0,2%", "edu.postgraduate", FIGURE_PERCENT, "0.2", "tỉnh A", 2021);
    filled_add(f, 0, "341", "training.classes", FIGURE_COUNT, "341", "tỉnh A", 2021)->qualifier =
        QUALIFIER_NEARLY;
    filled_add(f, 0, "769/1.279", "state_mgmt.trained", FIGURE_RATIO, "769/1279", "tỉnh A", 2021);
    filled_add(f, 1, "20", "staff.total", FIGURE_COUNT, "20", "xã *A*", 2021);
    filled_add(f, 1, "5", "edu.university", FIGURE_COUNT, "5", "xã *A*", 2021);
    filled_add(f, 1, "30", "staff.total", FIGURE_COUNT, "30", "xã B", 2021);
    filled_add(f, 1, "12", "edu.university", FIGURE_COUNT, "12", "xã B", 2021);
}

static struct template *filled_load(struct filled *f, const char *template) {
    char path[] = "/tmp/hoso-doc-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, template, strlen(template)), (ssize_t)strlen(template));
    close(file);
    struct template *loaded = template_load(path, &f->diag);
    unlink(path);
    return loaded;
}

static void filled_messages(struct filled *f) {
    for (const struct diag_message *m = f->diag.first; m; m = m->next)
        buf_printf(&f->text, "%u:%u: %s: %s\n", (unsigned)m->where.line, (unsigned)m->where.column, m->id,
                   m->text);
}

/* Fills `template` for `place` and years; f->text is the tree, or where it fails "LINE:COLUMN: id: text". */
static const char *fill_years(struct filled *f, const char *template, const char *place, const int *years,
                              uint32_t n_years) {
    static const struct str places[] = {{"xã *A*", sizeof "xã *A*" - 1}, {"xã B", sizeof "xã B" - 1}};
    struct doc_input input = {.figures = &f->figures,
                              .findings = &f->findings,
                              .issuer = &f->issuer,
                              .place = str_of(place),
                              .years = years,
                              .n_years = n_years,
                              .places = places,
                              .n_places = 2};
    buf_clear(&f->text);
    struct template *loaded = filled_load(f, template);
    f->doc = loaded ? doc_build(&f->arena, loaded, &input, &f->diag) : NULL;
    if (f->doc)
        node_print(&f->text, f->doc->root);
    else
        filled_messages(f);
    template_free(loaded);
    return f->text.at ? f->text.at : "";
}

static inline const char *fill_for(struct filled *f, const char *template, const char *place) {
    static const int years[] = {2016, 2021};
    return fill_years(f, template, place, years, 2);
}

static inline const char *fill(struct filled *f, const char *template) {
    return fill_for(f, template, "tỉnh A");
}

static void filled_end(struct filled *f) {
    buf_fini(&f->text);
    arena_fini(&f->arena);
    diag_fini(&f->diag);
    figures_fini(&f->figures);
    catalogue_free(f->catalogue);
    source_free(f->sources[0]);
    source_free(f->sources[1]);
}

static inline void has(const char *text, const char *part) {
    if (!strstr(text, part))
        fail_msg("no “%s” in:\n%s", part, text);
}

static inline void has_not(const char *text, const char *part) {
    if (strstr(text, part))
        fail_msg("“%s” in:\n%s", part, text);
}

#endif
