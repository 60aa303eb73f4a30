/* table_stub.c - the column that names the rows, where no head says which it is. "Trình độ;Cán bộ;Công chức" has levels below
 * it, and the forms of statistics leave the head of that column blank: what stands in the column tells, labels that the
 * catalogue knows, or names of units. */
#include "extract/table.h"

#define COLUMNS_TRIED 3u  /* labels stand in the first columns, behind a number or a code */
#define ROWS_TRIED    40u /* rows looked at; there are as many labels as make a form */

static bool says_rows(const struct column *column) {
    const struct head_says *says = &column->says;
    return says->known && !says->indicator &&
           (says->role == HEAD_PLACE || says->role == HEAD_WITHIN || says->role == HEAD_INDICATOR ||
            says->role == HEAD_PERSON || says->role == HEAD_YEAR);
}

static bool any_says_rows(const struct column *columns, uint32_t n) {
    for (uint32_t i = 0; i < n; i++)
        if (says_rows(&columns[i]))
            return true;
    return false;
}

static bool is_label(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80 || ((text.at[i] | 0x20) >= 'a' && (text.at[i] | 0x20) <= 'z'))
            return text.len > 1;
    return false;
}

static bool names_indicator(struct table *table, struct str head, struct str label) {
    bool item;
    struct str bare = label_bare(label, &item);
    if (heads_read(table->heads, &table->arena, bare).indicator)
        return true;
    struct str both = arena_printf(&table->scratch, "%.*s - %.*s", STR_ARG(head), STR_ARG(bare));
    return head.len && heads_read(table->heads, &table->arena, both).indicator;
}

/* What the labels of a column are, by those that are known. */
struct tally {
    unsigned labels, indicators, places;
};

static struct tally tally_labels(struct table *table, size_t body, const struct column *column,
                                 uint32_t index) {
    struct tally tally = {0};
    const struct source *source = table->source;
    for (size_t i = body; i < source->n_records && i < body + ROWS_TRIED; i++) {
        struct str label = row_cell(&source->records[i], index)->value;
        if (!is_label(label))
            continue;
        tally.labels++;
        if (place_level(place_name(&table->scratch, label), source->place) != PLACE_UNKNOWN)
            tally.places++;
        else if (names_indicator(table, column->head, label))
            tally.indicators++;
    }
    return tally;
}

uint32_t stub_find(struct table *table, size_t body, struct column *columns, uint32_t n) {
    if (any_says_rows(columns, n))
        return COLUMN_NONE;
    for (uint32_t i = 0; i < n && i < COLUMNS_TRIED; i++) {
        if (columns[i].says.known)
            continue;
        struct tally tally = tally_labels(table, body, &columns[i], i);
        bool places = tally.places >= 2 && tally.places * 2 >= tally.labels;
        bool indicators = tally.indicators >= 2 && tally.indicators * 2 >= tally.labels;
        if (!places && !indicators)
            continue;
        columns[i].says = (struct head_says){.known = true, .role = places ? HEAD_PLACE : HEAD_INDICATOR};
        return i;
    }
    return COLUMN_NONE;
}
