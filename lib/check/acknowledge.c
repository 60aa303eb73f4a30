/* acknowledge.c - discrepancies that someone has looked at and answers for, from a table of the workspace. */
#include "check/audit.h"
#include "source/columns.h"
#include <stdlib.h>

enum role { FIGURE, REASON, BY, UNTIL, CHECK, ROLES };

static const struct str heads[ROLES][3] = {
    [FIGURE] = {STR("figure"), STR("số liệu"), STR("vị trí")},
    [REASON] = {STR("reason"), STR("lý do"), STR("giải trình")},
    [BY] = {STR("by"), STR("người xác nhận"), STR("xác nhận")},
    [UNTIL] = {STR("until"), STR("đến ngày"), STR("hiệu lực đến")},
    [CHECK] = {STR("check"), STR("phép kiểm tra"), STR("mã kiểm tra")},
};

static bool find_columns(const struct source *table, uint32_t columns[ROLES], struct diag *diag) {
    for (int role = 0; role < ROLES; role++) {
        columns[role] = columns_find(table, heads[role], sizeof heads[role] / sizeof heads[role][0]);
        if (role < CHECK && columns[role] == COLUMNS_NONE) {
            diag_at(diag, DIAG_USAGE, (struct diag_where){.file = table->path, .line = 1}, "acknowledgement",
                    _("there is no column \"%s\"; acknowledgements have figure, reason, by and until"),
                    heads[role][0].at);
            return false;
        }
    }
    return true;
}

static const char *fault(const struct acknowledgement *ack, struct str until, bool dated) {
    if (ack->figure.len == 0)
        return _("the row names no figure; write it as the table of findings does: FILE:LINE:START");
    if (ack->reason.len == 0 || ack->by.len == 0)
        return _("an acknowledgement needs a reason and a name; fill in both");
    if (until.len && !dated)
        return _("the last day is no date; write it as 2026-12-31");
    return NULL;
}

static bool read_row(const struct source *table, const struct record *record, const uint32_t columns[ROLES],
                     struct acknowledgement *ack, struct diag *diag) {
    *ack = (struct acknowledgement){
        .figure = columns_text(record, columns[FIGURE]),
        .check = columns_text(record, columns[CHECK]),
        .reason = columns_text(record, columns[REASON]),
        .by = columns_text(record, columns[BY]),
        .line = record->line,
    };
    struct str until = columns_text(record, columns[UNTIL]);
    bool dated = date_parse(until, &ack->until) || date_read(until, &ack->until);
    const char *why = fault(ack, until, dated);
    if (why)
        diag_at(diag, DIAG_USAGE, (struct diag_where){.file = table->path, .line = record->line},
                "acknowledgement", "%s", why);
    return why == NULL;
}

bool acknowledgements_read(struct arena *arena, const struct source *table, struct acknowledgement **out,
                           size_t *n, struct diag *diag) {
    uint32_t columns[ROLES];
    *n = 0;
    *out = NULL;
    if (!find_columns(table, columns, diag))
        return false;
    bool ok = true;
    *out = ARENA_ARRAY(arena, table->n_records, struct acknowledgement);
    for (size_t i = 1; i < table->n_records; i++) {
        if (columns_blank(&table->records[i]))
            continue;
        if (read_row(table, &table->records[i], columns, &(*out)[*n], diag))
            (*n)++;
        else
            ok = false;
    }
    return ok;
}

/* ---- holding ---------------------------------------------------------------------------------------------------------- */

bool acknowledgement_holds(const struct acknowledgement *ack, struct date date) {
    return !ack->until.month || (date.month && date_compare(date, ack->until) <= 0);
}

/* FILE:LINE:START or FILE:LINE. */
static bool names(const struct acknowledgement *ack, struct str name) {
    return str_equal(ack->figure, name) ||
           (str_starts(name, ack->figure) && name.len > ack->figure.len && name.at[ack->figure.len] == ':');
}

struct acknowledgement *acknowledged(const struct audit *audit, const struct figure *const *figures,
                                     uint32_t n) {
    const struct check_settings *settings = audit->settings;
    struct acknowledgement *expired = NULL, *found = NULL;
    struct buf name = BUF_EMPTY;
    for (uint32_t i = 0; i < n && settings->n_acknowledged && !found; i++) {
        buf_clear(&name);
        figure_name(&name, audit->figures, figures[i]);
        for (size_t k = 0; k < settings->n_acknowledged && !found; k++) {
            struct acknowledgement *ack = &settings->acknowledged[k];
            if (!names(ack, buf_view(&name)) ||
                (ack->check.len && !str_equal(ack->check, str_of(audit->check->id))))
                continue;
            if (acknowledgement_holds(ack, settings->date))
                found = ack;
            else if (!expired)
                expired = ack;
        }
    }
    buf_fini(&name);
    return found ? found : expired;
}
