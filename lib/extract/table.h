/* table.h - the parts of reading a table, shared by the files table*.c: heads, columns, rows, cells.
 *
 * A table is read in five steps: its title and heads are found (table_shape.c), heads are matched to indicators once
 * (table_heads.c, table_says.c), columns become readers (table_columns.c), rows are told apart (table_rows.c), and each cell
 * under a reader becomes a figure (table_take.c). Row and column each give a part of a figure: in the usual form the row gives
 * the place and the column the indicator; with indicators as rows it is the other way round (table_values.c), also where only
 * the rows tell that they name them (table_stub.c); the long form has both in the row. A list of people is counted instead
 * (table_person.c). */
#ifndef HOSO_EXTRACT_TABLE_H
#define HOSO_EXTRACT_TABLE_H

#include "extract/internal.h"

/* ---- heads and words (table_heads.c, table_says.c, table_terms.c) ---------------------------------------------------------------- */

/* The words of tables, as patterns; see table_terms.c. */
enum term {
    TERM_PERCENT,    /* a level of a head that says: in per cent */
    TERM_COUNT,      /* ... that says: in heads */
    TERM_GENERIC,    /* ... that says nothing: trong đó */
    TERM_YEAR,       /* ... that is a year or a day of one, captured */
    TERM_RATE,       /* what a head in per cent begins with: tỷ lệ */
    TERM_TOTAL,      /* the name of a row of totals */
    TERM_SUBTOTAL,   /* ... which may be that of the rows above it only */
    TERM_NUMERAL,    /* the number of a group row: I, II, A, B */
    TERM_FOOT,       /* begins what stands below a table */
    TERM_MISSING,    /* a cell that says: no figure */
    TERM_ZERO,       /* a cell that says: none */
    TERM_NO,         /* a cell of a list of people that denies */
    TERM_CLASS,      /* a head that gives the class word of the names under it, captured */
    TERM_DECREE,     /* a title line that cites: its year is not the table's */
    TERM_AS_OF,      /* a day up to which a title counts, captured */
    TERM_TITLE_YEAR, /* a year in a title, captured */
    TERM_TAIL_YEAR,  /* a year at the end of a level, captured */
    TERM_SHARES,     /* a title that says: all numbers are in per cent */
    TERM_STAFF,      /* whom a title is about */
    TERM_PLAN,       /* a last level of a head that says: what was planned of it */
    TERM_GROUP,      /* a level of a head that is a part of the staff, captured */
    TERM_LEAD,       /* what the name of a row begins with before the indicator */
    TERM_ABOUT,      /* what a title adds behind the indicator: of when and of where */
    TERMS
};

/* Does the pattern match the folded `key`? `from` and `to` (may be NULL): its group 1, or all of it without one. Words of
 * titles are searched for, the others match the whole key. */
bool heads_term(const struct heads *heads, enum term term, struct str key, size_t *from, size_t *to);

/* Compiles the terms into codes[TERMS]; see heads_new. False when one is broken. */
bool terms_compile(pcre2_code *codes[TERMS]);
/* Is the term in the key? From where to where goes to *from and *to, which may be NULL. `data` has room for two pairs. */
bool term_match(const pcre2_code *code, pcre2_match_data *data, struct str key, size_t *from, size_t *to);

/* What a head, or a label of a row, says. */
struct head_says {
    const struct indicator *indicator; /* NULL: a role, or nothing but a year */
    bool known;                        /* false: it matched nothing */
    enum head_role role;               /* of a known head without an indicator */
    bool percent;                      /* its numbers are shares */
    int16_t year;                      /* 0: none */
    struct str
        group; /* the part of the staff that it counts, folded: cán bộ; empty: all that the table counts */
};

/* Looks the folded key up among the patterns of the catalogue; fills in known, indicator and role. False: none matches. */
bool heads_known(const struct heads *heads, struct str key, struct head_says *says);
/* The indicator that counts what was planned of `counted`: training.participants has training.planned. NULL: there is none. */
const struct indicator *heads_planned(const struct heads *heads, const struct indicator *counted);
/* table_says.c: as heads_read, without remembering. */
struct head_says says_read(const struct heads *heads, struct arena *scratch, struct str head);

/* Reads a head whose levels are joined by " - ". In `scratch` what need not outlive the table's columns. */
struct head_says heads_read(const struct heads *heads, struct arena *scratch, struct str head);

/* ---- the table ------------------------------------------------------------------------------------------------------ */

struct column {
    struct str head;         /* NFC, levels joined by " - " */
    const struct cell *cell; /* its lowest head cell, for messages; NULL: the column has none */
    struct head_says says;
    struct str place; /* the head names a unit; empty: it does not */
    struct str group; /* the head names a part of the staff that counts here; empty: all of the table's */
    bool read;        /* a reader takes it */
    bool styled;      /* `style` is known */
    enum number_style style;
};

/* Columns that make one figure: one, or several that add up. */
struct table_reader {
    const struct indicator *indicator; /* NULL: the row says which */
    struct str place;                  /* empty: the row says which */
    struct str group;                  /* empty: the row or the table says which */
    int16_t year;                      /* 0: the row or the table says which */
    bool percent, previous;            /* previous: the year before the table's */
    bool planned;                      /* what was planned of the row's indicator */
    uint32_t kin;     /* first reader whose figures are about the same as this one's, see table_figure.c */
    uint32_t plain;   /* its column where it has one, and an indicator; else COLUMN_NONE */
    uint32_t stretch; /* it and how many readers behind it are kin */
    uint32_t *columns;
    uint32_t n;
    struct figure figure; /* what those of plain cells have in common */
    /* of the first of its kin: what one of them in an earlier row was about, or NULL */
    const struct about *like;
};

/* What a row has in the column of places. */
struct row_name {
    struct figure_written written; /* name 0 where the cell is empty */
    bool read;
};

enum row_kind { ROW_SKIP, ROW_UNIT, ROW_TOTAL, ROW_SUBTOTAL, ROW_GROUP };

#define COLUMN_NONE UINT32_MAX

struct table {
    const struct source *source;
    const struct heads *heads;
    const struct catalogue *catalogue;
    struct figures *figures;
    struct sightings *sightings; /* NULL: not asked for */
    struct diag *diag;
    struct arena arena, scratch; /* scratch: reset from row to row */

    size_t head, body; /* the heads are the records [head, body) */
    struct column *columns;
    uint32_t n_columns;
    uint32_t width; /* [cells] that each row should have */
    struct table_reader *readers;
    uint32_t n_readers;
    uint32_t by_role[HEAD_PERSON + 1]; /* first column of each role, or COLUMN_NONE */
    unsigned char *kinds;              /* enum row_kind of each record from `body` on */
    struct row_name *names;            /* of the same records, see row_name */
    const struct about **abouts;       /* room for those of one row, by reader.kin */
    uint32_t *labels;                  /* columns that name rows */
    uint32_t n_labels;
    uint32_t *numbers; /* columns that a reader takes */
    uint32_t n_numbers;

    struct str group; /* the staff it is about */
    bool shares;      /* its title says that its numbers are in per cent */
    int16_t year;     /* stated by its title, or by its file name where nothing else does; 0: not */
    struct date as_of;
    struct str topic; /* head of the column that names the rows, where it is found by them; may be empty */
    struct str class; /* class word that the place column gives to bare names; may be empty */
    bool by_topic;    /* rows split the numbers by content: only totals are figures of the place */

    struct table_counts {
        unsigned empty, dash, cross, words; /* cells without a figure, by how they say so */
        unsigned bare;                      /* names without class word */
        unsigned cell_errors, row_errors, rows_empty, twice;
        unsigned mended; /* numbers with a slip */
        unsigned labels; /* rows whose name matched no indicator */
    } counts;
};

/* table_shape.c: finds the rows of heads and fills head, body, columns, width. False: none found. */
bool shape_find(struct table *table);
/* Is the record a row of column numbers: A, 1, 2, 3, (4)? */
bool shape_ordinals(const struct record *record);
/* table_title.c: what stands above the heads, and the file's name. Fills group, shares, year, as_of. */
void title_read(struct table *table);
/* The text of a title that begins in the column, which moves behind it; whole also where commas cut it into cells. */
struct str title_text(struct table *table, const struct record *record, uint32_t *column);

/* table_stub.c: where no head says what the rows are, the column of labels is known by them. Gives its column the role, in a
 * trial of heads: `body` is the first record below them. COLUMN_NONE: there is none, or a head says it. */
uint32_t stub_find(struct table *table, size_t body, struct column *columns, uint32_t n);

/* table_values.c: where rows name indicators, or the title does, what the columns are: values of a year, a part of the staff,
 * shares, plans. */
void values_plan(struct table *table);
/* Which columns count a part of the staff, in any table. */
void values_groups(struct table *table);

/* table_columns.c: readers, roles, and notes on what was not understood. False: there is nothing to read. */
bool columns_plan(struct table *table);

struct row;

/* table_rows.c: tells rows apart into table.kinds. */
void rows_classify(struct table *table);
/* The cell of a column, or an empty cell where the row ends before it. */
extern const struct cell row_no_cell;
static inline const struct cell *row_cell(const struct record *record, uint32_t column) {
    return column < record->n_cells ? &record->cells[column] : &row_no_cell;
}
/* The place that the row names itself; read once. */
struct figure_written row_name(struct table *table, const struct record *record);
/* The text that names the row: its place, or what stands in the column of numbers (merged cells). */
struct str row_label(const struct table *table, const struct record *record);
bool row_blank(const struct record *record);
/* The count in a cell, 0 where there is none. False: it is no count. */
bool row_count(struct table *table, const struct record *record, uint32_t column, int64_t *value);
/* Does the row hold, in each column that a reader takes, the sum of the parts behind it? */
bool row_is_sum(struct table *table, const struct row *row);
/* Does anything stand in a column that a reader takes? */
bool row_has_values(const struct table *table, const struct record *record);
/* Do the rows say which indicator their numbers are of? */
bool rows_name_indicators(const struct table *table);

/* What a row is about, by what it says itself. */
struct row {
    const struct record *record;
    uint32_t parts; /* records behind it whose numbers are added to its own; see subject_parts */
    enum row_kind kind;
    struct str place, group;
    uint32_t name; /* number of the place's spelling in the set of figures, once it is known; else 0 */
    struct str within, code; /* of a unit: its district and its code, where the table gives them */
    int16_t year;
    struct date as_of;
    const struct indicator *indicator; /* where rows name indicators */
    const struct indicator *planned;   /* ... that of its plan, or NULL */
    bool percent;
    bool plain;                  /* all on one line, and nothing but figures is asked for */
    const struct about **abouts; /* by reader.kin; NULL: not made yet */
};

/* What the rows above it hand on. */
struct handed {
    struct str within;  /* the unit that the last group row named */
    struct str place;   /* of the last row that named one: merged cells leave the next ones blank */
    struct str parent;  /* where rows name indicators: label of the last row without numbers */
    struct str sibling; /* ... of the last one with numbers that is no item: "- Nữ" may be part of it */
    const struct indicator *whole; /* ... and its indicator */
    struct row_seen {
        struct str tell; /* code or district */
        uint32_t line;
        uint32_t before; /* the unit of that name before it, counted from 1; 0: it is the first */
    } * seen;            /* the units so far, to tell those named twice */
    size_t n_seen, seen_cap;
    /* by the number of a name in the set of figures: the last unit of it, counted from 1 */
    uint32_t *last_seen;
    size_t last_cap;
};

/* The label of a row without its mark ("- ", "1. ", "II. ", "a) "); `item`: it was a dash or the like. */
struct str label_bare(struct str label, bool *item);
/* The written name of a part of the staff, at the level of the table's own: "cán bộ" is "cán bộ cấp xã" there. */
struct str group_at_level(struct table *table, struct str group);

/* table_subject.c: fill in the row. False after a message: the row is not read. */
bool subject_place(struct table *table, struct handed *handed, struct row *row);
/* The district and the code of a unit's row. */
void subject_unit(struct table *table, const struct handed *handed, struct row *row);
bool subject_year(struct table *table, struct row *row);
/* The staff that the row names in a column of its own. */
void subject_group(struct table *table, struct row *row);
/* Where rows name indicators; `values`: the row has numbers. False: it names none that is known, or is a heading. */
bool subject_indicator(struct table *table, struct handed *handed, struct row *row, bool values);
/* How many of the rows right below measure the same and add up with it: "Thạc sĩ" below "Tiến sĩ". `handed` as before the row. */
uint32_t subject_parts(struct table *table, const struct handed *handed, const struct row *row);
/* The cell of a role's column, or NULL. */
const struct cell *subject_cell(const struct table *table, const struct record *record, enum head_role role);

/* Four bytes, the first one the lowest. */
static inline uint32_t cell_word(const char *at) {
    uint32_t word;
    memcpy(&word, at, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

/* The value of digits alone. Most are one to four, in no order that a processor could foresee: these are read alike, out of the
 * four bytes that end with the cell's last one. What comes before the cell is cut off; it is there to be read, for the heads
 * stand before all cells of the body. */
static inline bool cell_plain(struct str s, int64_t *value) {
    if (s.len - 1 < 4) {
        uint32_t digits = cell_word(s.at + s.len - 4) ^ UINT32_C(0x30303030);
        digits &= UINT32_MAX << 8 * (4 - s.len);
        uint32_t pairs = digits * 10 + (digits >> 8);
        *value = (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF);
        return (((digits + UINT32_C(0x76767676)) | digits) & UINT32_C(0x80808080)) == 0;
    }
    if (s.len == 0 || s.len > 15)
        return false;
    int64_t sum = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned char)s.at[i] - (unsigned)'0';
        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

/* table_cell.c. */
enum cell_state { CELL_EMPTY, CELL_DASH, CELL_CROSS, CELL_WORDS, CELL_NUMBER, CELL_BAD };
struct cell_reading {
    enum cell_state state;
    struct decimal value, of; /* of: of a ratio a/b, else missing */
    bool percent;             /* written with % */
    struct str mended;        /* what was read in place of a number with a slip; in scratch */
};
struct cell_reading cell_read(struct table *table, struct column *column, const struct cell *cell);

/* table_trace.c: NULL unless asked for. Where the figure in the cell of column `index` is said, and why a number is none. */
struct trace *table_trace(struct table *table, const struct row *row, const struct table_reader *reader,
                          uint32_t part, uint32_t index);
struct trace *table_trace_unread(struct table *table, uint32_t index, enum why why);

static inline bool cell_has_digit(struct str s) {
    for (size_t i = 0; i < s.len; i++)
        if (is_digit(s.at[i]))
            return true;
    return false;
}

/* table_sight.c: the fates of numbers; nothing where table.sightings is NULL.
 * Adds `what`, which has its fate and why, with where the cell is. */
void table_sight(struct table *table, const struct cell *cell, struct sighting what);
/* A number of column `index` that is known and no figure. */
void table_sight_aside(struct table *table, const struct cell *cell, uint32_t index, const char *rule);
/* The numbers of a row that was read, in columns that no reader takes. */
void table_sight_rest(struct table *table, const struct record *record);
/* All numbers of a row that is not read. `rule` set them aside; NULL: the row is at fault, or nobody knows it. */
void table_sight_row(struct table *table, const struct record *record, const char *rule);

/* table_take.c: the figures of a row under all readers. False: there was none. */
bool table_read_row(struct table *table, struct row *row);
/* ... under one: several cells make their sum; where one of them is missing, no less than the others. */
bool table_read_cells(struct table *table, struct row *row, const struct table_reader *reader);

/* table_person.c: counts the people of a list. */
void person_count(struct table *table);

/* table_figure.c: which readers are kin, and which are plain. */
void table_prepare_readers(struct table *table);
/* The reader's indicator, or the row's; are the numbers shares? */
const struct indicator *reader_indicator(const struct table_reader *reader, const struct row *row);
bool reader_percent(const struct table_reader *reader, const struct row *row,
                    const struct cell_reading *reading);
/* From the first to the last cell of the row that the reader takes. */
struct span reader_span(const struct table *table, const struct row *row, const struct table_reader *reader);
/* The line of raw byte `at` in the record. */
uint32_t table_line(const struct source *source, const struct record *record, uint32_t at);
/* Adds the figure that the reader's cells of the row make. */
void table_figure(struct table *table, const struct row *row, const struct table_reader *reader,
                  const struct cell_reading *reading, enum figure_qualifier qualifier);
/* The same for most cells, digits alone under a plain reader: adds the figures of a plain row from `reader` on, up to the first
 * cell that is none of them. Returns the number of its reader; n_readers: there is none. */
uint32_t table_plain_figures(struct table *table, const struct row *row, uint32_t reader);
/* Adds a figure; group and period are filled in where they are empty. */
struct figure *table_add(struct table *table, struct statement *figure);

/* A diag_where for a cell; the line is not shown where the table is a list of people. */
struct diag_where table_where(const struct table *table, const struct cell *cell);

/* Counts a message of one kind; false when there were enough. */
bool table_may_report(unsigned *count);

#define TABLE_REPORTS 20 /* messages of one kind for one table; the rest are counted */

#endif
