/* table_cell.c - one cell: a number in any spelling, a way of saying that there is none, or something else.
 *
 * "1.279" and "1,279" are the same count written in two habits, and one office has both (Excel with Vietnamese or with US
 * settings). The marks of a whole column decide: a column of counts has no decimals, so whichever mark stands before three
 * digits groups; where a column shows neither, the Vietnamese reading holds. */
#include "extract/table.h"
#include <string.h>

/* ---- which habit a column has ------------------------------------------------------------------------------------------ */

/* Are the digits behind each mark of this kind three? */
static bool groups(struct str s, char mark) {
    size_t run = 0;
    bool seen = false;
    for (size_t i = s.len; i > 0; i--) {
        if (is_digit(s.at[i - 1])) {
            run++;
        } else if (s.at[i - 1] == mark) {
            if (run != 3)
                return false;
            run = 0;
            seen = true;
        }
    }
    return seen && run > 0 && run <= 3;
}

enum habit { HABIT_NONE, HABIT_VI, HABIT_EN };

static enum habit habit_of(struct str s, bool count) {
    const char *dot = memchr(s.at, '.', s.len), *comma = memchr(s.at, ',', s.len);
    if (dot && comma)
        return dot < comma ? HABIT_VI : HABIT_EN;
    if (dot)
        return !groups(s, '.') ? HABIT_EN : count ? HABIT_VI : HABIT_NONE;
    if (comma)
        return !groups(s, ',') ? HABIT_VI : count ? HABIT_EN : HABIT_NONE;
    return HABIT_NONE;
}

static bool numeric(struct str s) {
    bool digits = false;
    for (size_t i = 0; i < s.len; i++) {
        digits |= is_digit(s.at[i]);
        if (!is_digit(s.at[i]) && !strchr("., %+-", s.at[i]))
            return false;
    }
    return digits;
}

static void style_find(struct table *table, struct column *column) {
    bool count =
        !column->says.percent && (!column->says.indicator || strcmp(column->says.indicator->unit, "%") != 0);
    uint32_t index = (uint32_t)(column - table->columns);
    unsigned votes[3] = {0};
    for (size_t i = table->body; i < table->source->n_records; i++) {
        const struct cell *cell = row_cell(&table->source->records[i], index);
        if (numeric(cell->value))
            votes[habit_of(cell->value, count && !memchr(cell->value.at, '%', cell->value.len))]++;
    }
    column->styled = true;
    column->style = votes[HABIT_EN] > votes[HABIT_VI] ? NUMBER_EN : NUMBER_VI;
    if (votes[HABIT_EN] && votes[HABIT_VI])
        diag_at(table->diag, DIAG_WARNING, table_where(table, column->cell), "number-style",
                _("the column has numbers with both habits of dot and comma; it is read as %s: check it"),
                column->style == NUMBER_EN ? "1,234.5" : "1.234,5");
}

/* ---- one cell ---------------------------------------------------------------------------------------------------------- */

/* "769/1.279": a part and its whole. */
static bool ratio_parse(struct str s, enum number_style style, struct cell_reading *reading) {
    size_t slash = str_find(s, STR("/"), 0);
    if (slash == STR_NONE || str_find(s, STR("/"), slash + 1) != STR_NONE)
        return false;
    struct number a, b;
    if (!number_parse(str_trim(str_cut(s, 0, slash)), style, &a) ||
        !number_parse(str_trim(str_cut(s, slash + 1, s.len)), style, &b))
        return false;
    reading->value = a.value;
    reading->of = b.value;
    return true;
}

/* The number without what Excel, or a careful hand, puts around it: an apostrophe, a unit. */
static struct str bare_number(struct str s, const struct indicator *indicator) {
    if (s.len > 1 && s.at[0] == '\'')
        s = str_cut(s, 1, s.len);
    struct str unit = indicator ? str_of(indicator->unit) : STR("");
    if (unit.len && s.len > unit.len && str_ends(s, unit) && is_digit(s.at[0]))
        s = str_trim(str_cut(s, 0, s.len - unit.len));
    return s;
}

static bool number_read(struct table *table, struct column *column, struct str s,
                        struct cell_reading *reading) {
    s = bare_number(s, column->says.indicator);
    if (s.len > 1 && s.at[s.len - 1] == '%') {
        reading->percent = true;
        s = str_trim(str_cut(s, 0, s.len - 1));
    }
    if (!column->styled && (memchr(s.at, '.', s.len) || memchr(s.at, ',', s.len)))
        style_find(table, column);
    struct number number;
    if (number_parse(s, column->style, &number)) {
        reading->value = number.value;
        return true;
    }
    struct str mended = number_mend(&table->scratch, s);
    if (mended.len && mended.at[mended.len - 1] != '%' && number_parse(mended, column->style, &number)) {
        reading->value = number.value;
        reading->mended = mended;
        return true;
    }
    return ratio_parse(s, column->style, reading);
}

static enum cell_state words_state(struct table *table, struct str s) {
    struct str key = fold_name(&table->scratch, s);
    if (str_equal(key, STR("-")) || str_equal(key, STR("–")) || str_equal(key, STR("—")) ||
        str_equal(key, STR("−")))
        return CELL_DASH;
    if (str_equal(key, STR("x")) || str_equal(key, STR("×")))
        return CELL_CROSS;
    if (heads_term(table->heads, TERM_ZERO, key, NULL, NULL))
        return CELL_NUMBER;
    return heads_term(table->heads, TERM_MISSING, key, NULL, NULL) ? CELL_WORDS : CELL_BAD;
}

struct cell_reading cell_read(struct table *table, struct column *column, const struct cell *cell) {
    struct cell_reading reading = {.state = CELL_NUMBER, .value = DECIMAL_MISSING, .of = DECIMAL_MISSING};
    int64_t plain;
    if (cell->value.len == 0) {
        reading.state = CELL_EMPTY;
    } else if (cell_plain(cell->value, &plain)) {
        reading.value = decimal_int(plain);
    } else if (!number_read(table, column, cell->value, &reading)) {
        reading.state = words_state(table, cell->value);
        if (reading.state == CELL_NUMBER)
            reading.value = decimal_int(0);
    }
    return reading;
}
