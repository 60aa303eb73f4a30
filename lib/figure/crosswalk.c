/* crosswalk.c - a table of communes, old against new, into the table of units (units.h). Each row is one edge; a commune
 * appears in as many rows as it has parts or successors. */
#include "figure/figure.h"
#include "figure/units_make.h"
#include "source/columns.h"

enum role { OLD_CODE, NEW_CODE, EXTENT, FROM, OLD_NAME, NEW_NAME, ROLES };

static const struct str heads[ROLES][5] = {
    [OLD_CODE] = {STR("old_code"), STR("mã cũ"), STR("mã đvhc cũ"), STR("mã xã cũ"), STR("mã số cũ")},
    [NEW_CODE] = {STR("new_code"), STR("mã mới"), STR("mã đvhc mới"), STR("mã xã mới"), STR("mã số mới")},
    [EXTENT] = {STR("extent"), STR("phạm vi"), STR("type"), STR("mức độ"), STR("sáp nhập")},
    [FROM] = {STR("from"), STR("từ ngày"), STR("từ"), STR("hiệu lực"), STR("ngày hiệu lực")},
    [OLD_NAME] = {STR("old_name"), STR("tên cũ"), STR("tên xã cũ"), STR("đơn vị cũ"), STR("xã cũ")},
    [NEW_NAME] = {STR("new_name"), STR("tên mới"), STR("tên xã mới"), STR("đơn vị mới"), STR("xã mới")},
};

struct walk {
    struct units *units;
    const struct source *table;
    uint32_t columns[ROLES];
    struct diag *diag;
    bool ok;
};

static bool find_columns(struct walk *walk) {
    for (int role = 0; role < ROLES; role++) {
        walk->columns[role] =
            columns_find(walk->table, heads[role], sizeof heads[role] / sizeof heads[role][0]);
        if (role <= FROM && walk->columns[role] == COLUMNS_NONE) {
            diag_at(walk->diag, DIAG_USAGE, (struct diag_where){.file = walk->table->path, .line = 1},
                    "crosswalk",
                    _("there is no column \"%s\"; a crosswalk has old_code, new_code, extent and from"),
                    heads[role][0].at);
            return false;
        }
    }
    return true;
}

static struct str text_of(const struct walk *walk, const struct record *record, enum role role) {
    return columns_text(record, walk->columns[role]);
}

static void complain(struct walk *walk, const struct record *record, enum role role, const char *text) {
    const struct cell *cell = columns_cell(record, walk->columns[role]);
    struct diag_where where = cell ? source_where(walk->table, cell->at, cell->len)
                                   : (struct diag_where){.file = walk->table->path, .line = record->line};
    diag_at(walk->diag, DIAG_USAGE, where, "crosswalk", "%s", text);
    walk->ok = false;
}

static bool read_extent(struct str text, bool *partial) {
    static const struct str full[] = {STR("full"), STR("toàn bộ"), STR("nguyên trạng"), STR("1")};
    static const struct str part[] = {STR("partial"), STR("một phần"), STR("0")};
    *partial = columns_word(text, part, sizeof part / sizeof part[0]);
    return *partial || columns_word(text, full, sizeof full / sizeof full[0]);
}

/* The unit with this code that begins on `from`; made when it is not there. The one before it, if it has no end yet, ends the
 * day before. */
static struct unit *successor(struct walk *walk, struct str code, struct str name, struct date from) {
    const struct unit *found = units_find(walk->units, STR(""), code, from);
    if (found && date_compare(found->from, from) == 0)
        return walk->units->items[found->index];
    if (found)
        walk->units->items[found->index]->until = date_before(from);
    return units_add(walk->units, name, code, from, (struct date){0});
}

static struct unit *ancestor(struct walk *walk, struct str code, struct str name, struct date from) {
    struct date last = date_before(from);
    const struct unit *found = units_find(walk->units, STR(""), code, last);
    if (!found)
        return units_add(walk->units, name, code, (struct date){0}, last);
    struct unit *unit = walk->units->items[found->index];
    if (!unit->until.month)
        unit->until = last;
    return unit;
}

static bool has_part(const struct unit *unit, uint32_t part) {
    for (uint32_t i = 0; i < unit->n_parts; i++)
        if (unit->parts[i] == part)
            return true;
    return false;
}

static void read_row(struct walk *walk, const struct record *record) {
    struct str old_code = text_of(walk, record, OLD_CODE), new_code = text_of(walk, record, NEW_CODE);
    struct str day = text_of(walk, record, FROM);
    struct date from;
    bool partial;
    if (old_code.len == 0)
        complain(walk, record, OLD_CODE, _("the row has no old code; write one, with its zeros in front"));
    else if (new_code.len == 0)
        complain(walk, record, NEW_CODE, _("the row has no new code; write one, with its zeros in front"));
    else if (!read_extent(text_of(walk, record, EXTENT), &partial))
        complain(walk, record, EXTENT, _("this is no extent; write full or partial"));
    else if (!date_parse(day, &from) && !date_read(day, &from))
        complain(walk, record, FROM, _("this is no date; write it as 2025-07-01"));
    else {
        struct unit *before = ancestor(walk, old_code, text_of(walk, record, OLD_NAME), from);
        struct unit *after = successor(walk, new_code, text_of(walk, record, NEW_NAME), from);
        if (!has_part(after, before->index))
            unit_part(walk->units, after, before->index, partial);
    }
}

bool units_crosswalk(struct units *units, const struct source *table, struct diag *diag) {
    struct walk walk = {.units = units, .table = table, .diag = diag, .ok = true};
    if (!find_columns(&walk))
        return false;
    for (size_t i = 1; i < table->n_records; i++)
        if (!columns_blank(&table->records[i]))
            read_row(&walk, &table->records[i]);
    return walk.ok;
}
