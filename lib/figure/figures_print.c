/* figures_print.c - figures as tables: every column for programs, a short one for people. */
#include "figure/figure.h"
#include "figure/sheet.h"

static const struct sheet_column columns[] = {
    {"source", NULL, false}, {"line", NULL, true},       {"start", NULL, true},        {"end", NULL, true},
    {"quote", NULL, false},  {"indicator", NULL, false}, {"kind", NULL, false},        {"value", NULL, true},
    {"of", NULL, true},      {"unit", NULL, false},      {"qualifier", NULL, false},   {"place", NULL, false},
    {"group", NULL, false},  {"period", NULL, false},    {"base_period", NULL, false}, {"rule", NULL, false},
};

/* For people: what, how much, when, of whom, and where it stands; a ratio as it is said, a/b. */
static const struct sheet_column short_columns[] = {
    {"place", N_("place"), false}, {"period", N_("period"), false}, {"indicator", N_("indicator"), false},
    {"value", N_("value"), true},  {"unit", N_("unit"), false},     {"group", N_("group"), false},
    {"where", N_("where"), false},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct str period_text(struct buf *scratch, struct period period) {
    buf_clear(scratch);
    period_print(scratch, period);
    return buf_view(scratch);
}

static void row(struct sheet *sheet, struct buf *scratch, const struct figures *figures,
                const struct figure *f) {
    sheet_text(sheet, str_of(figure_path(figures, f)));
    sheet_int(sheet, f->about->line);
    sheet_int(sheet, f->where.at);
    sheet_int(sheet, (int64_t)f->where.at + f->where.len);
    sheet_text(sheet, figure_quote(figures, f));
    sheet_text(sheet, str_of(f->indicator->id));
    sheet_text(sheet, str_of(figure_kind_name(f->kind)));
    sheet_decimal(sheet, f->value);
    sheet_decimal(sheet, f->about->of);
    sheet_text(sheet, str_of(f->about->unit));
    sheet_text(sheet, str_of(figure_qualifier_name(f->qualifier)));
    sheet_text(sheet, f->about->place);
    sheet_text(sheet, f->about->group);
    sheet_text(sheet, period_text(scratch, f->about->period));
    sheet_text(sheet, period_text(scratch, f->about->base));
    sheet_text(sheet, str_of(f->about->rule));
}

static void print(struct buf *out, enum sheet_form form, const struct figures *figures,
                  const struct figure *const *list, size_t n) {
    struct buf scratch = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, form, columns, COUNT(columns), out);
    for (size_t i = 0; i < n; i++)
        row(&sheet, &scratch, figures, list[i]);
    sheet_end(&sheet);
    buf_fini(&scratch);
}

void figures_print_csv(struct buf *out, const struct figures *figures, const struct figure *const *list,
                       size_t n) {
    print(out, SHEET_CSV, figures, list, n);
}

void figures_print_json(struct buf *out, const struct figures *figures, const struct figure *const *list,
                        size_t n) {
    print(out, SHEET_JSON, figures, list, n);
}

/* "gần 11.500", "769/1.279", "+13,1". */
static struct str value_text(struct buf *scratch, const struct figure *f) {
    static const char *const words[] = {"", "gần ", "khoảng ", "hơn ", "từ ", "đến "};
    buf_clear(scratch);
    buf_puts(scratch, words[f->qualifier]);
    if (f->kind == FIGURE_CHANGE && decimal_sign(f->value) > 0)
        buf_char(scratch, '+');
    number_paper(scratch, f->value);
    if (f->kind == FIGURE_RATIO) {
        buf_char(scratch, '/');
        number_paper(scratch, f->about->of);
    }
    return buf_view(scratch);
}

static struct str year_text(struct buf *scratch, const struct figures *figures, const struct figure *f) {
    period_text(scratch, f->about->period);
    if (scratch->len == 0 && figure_year(figures, f))
        buf_printf(scratch, "%d", figure_year(figures, f));
    return buf_view(scratch);
}

static void short_row(struct sheet *sheet, struct buf *scratch, const struct figures *figures,
                      const struct figure *f) {
    sheet_text(sheet, f->about->place);
    sheet_text(sheet, year_text(scratch, figures, f));
    sheet_text(sheet, str_of(f->indicator->label));
    sheet_text(sheet, value_text(scratch, f));
    sheet_text(sheet, str_of(f->about->unit));
    sheet_text(sheet, f->about->group);
    buf_clear(scratch);
    buf_printf(scratch, "%s:%u", figure_path(figures, f), f->about->line);
    sheet_text(sheet, buf_view(scratch));
}

void figures_print_table(struct buf *out, const struct figures *figures, const struct figure *const *list,
                         size_t n) {
    struct buf scratch = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, SHEET_TABLE, short_columns, COUNT(short_columns), out);
    for (size_t i = 0; i < n; i++)
        short_row(&sheet, &scratch, figures, list[i]);
    sheet_end(&sheet);
    buf_fini(&scratch);
}
