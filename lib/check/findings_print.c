/* findings_print.c - findings as a table, and the findings of one place. */
#include "check/check.h"
#include "figure/sheet.h"

static const struct sheet_column columns[] = {
    {"severity", N_("severity"), false}, {"check", N_("check"), false},     {"place", N_("place"), false},
    {"period", N_("period"), false},     {"message", N_("message"), false}, {"figures", NULL, false},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const char *finding_level_name(enum finding_level level) {
    static const char *const names[] = {"pass", "note", "warning", "error"};
    return names[level];
}

/* The word a person reads; programs get the name above in every language. */
static const char *level_word(enum sheet_form form, enum finding_level level) {
    static const char *const words[] = {N_("pass"), N_("note"), N_("warning"), N_("error")};
    return form == SHEET_TABLE ? _(words[level]) : finding_level_name(level);
}

static void put_figures(struct buf *out, const struct figures *figures, const struct finding *finding) {
    buf_clear(out);
    for (uint32_t i = 0; i < finding->n_figures; i++) {
        if (i)
            buf_char(out, ' ');
        figure_name(out, figures, finding->figures[i]);
    }
}

static void print(struct buf *out, enum sheet_form form, const struct figures *figures,
                  const struct finding *const *list, size_t n, bool vietnamese) {
    struct buf scratch = BUF_EMPTY;
    struct sheet sheet;
    sheet_start(&sheet, form, columns, COUNT(columns), out);
    for (size_t i = 0; i < n; i++) {
        sheet_text(&sheet, str_of(level_word(form, list[i]->level)));
        sheet_text(&sheet, str_of(list[i]->check));
        sheet_text(&sheet, list[i]->place);
        buf_clear(&scratch);
        if (list[i]->year)
            buf_printf(&scratch, "%d", list[i]->year);
        sheet_text(&sheet, buf_view(&scratch));
        sheet_text(&sheet, str_of(vietnamese ? list[i]->message_vi : list[i]->message_en));
        put_figures(&scratch, figures, list[i]);
        sheet_text(&sheet, buf_view(&scratch));
    }
    sheet_end(&sheet);
    buf_fini(&scratch);
}

void findings_print_csv(struct buf *out, const struct figures *figures, const struct finding *const *list,
                        size_t n, bool vietnamese) {
    print(out, SHEET_CSV, figures, list, n, vietnamese);
}

void findings_print_json(struct buf *out, const struct figures *figures, const struct finding *const *list,
                         size_t n, bool vietnamese) {
    print(out, SHEET_JSON, figures, list, n, vietnamese);
}

void findings_print_table(struct buf *out, const struct figures *figures, const struct finding *const *list,
                          size_t n, bool vietnamese) {
    print(out, SHEET_TABLE, figures, list, n, vietnamese);
}
