/* scan.c - the rows of a table that hold no quote: most rows of most tables.
 *
 * Sixty-four bytes are looked at at once: which of them are the delimiter or a line end comes out as a word with a bit for
 * each, and only these are visited. What is taken is what libcsv takes from such rows (blanks at both ends of a cell do
 * not count, lines of blanks are no rows), which a test holds against it. */
#include "base/sixteen.h"
#include "source/reader.h"
#include <string.h>

/* The raw bytes of the text's [from, to). Cells come in order, so the run that holds one is mostly that of the last. */
static void lead_back(struct reader *reader, size_t from, size_t to, struct cell *cell) {
    if (reader->plain) {
        cell->at = (uint32_t)(from + reader->shift);
        cell->len = (uint32_t)(to - from);
        return;
    }
    const struct nfc *nfc = &reader->source->nfc;
    const struct nfc_run *last = nfc->runs + nfc->n_runs - 1, *run = reader->run;
    while (run < last && run[1].at <= from)
        run++;
    reader->run = run;
    size_t raw_from = run->raw + (from - run->at), raw_to = raw_from + (to - from);
    if (run->raw_len != 0 || (run < last && run[1].at <= to))
        nfc_raw(nfc, from, to, &raw_from, &raw_to);
    cell->at = (uint32_t)raw_from;
    cell->len = (uint32_t)(raw_to - raw_from);
}

/* Is the code point of `s` at [from, to) a blank: ASCII, line end, NBSP or another of Unicode? */
static bool is_any_blank(struct str s, size_t from, size_t to) {
    char key[4];
    fold_into(str_cut(s, from, to), key);
    return key[0] == ' ' || key[0] == '\n';
}

/* Cuts the blanks that libcsv leaves at both ends of a value; returns how many bytes went at its start. */
static size_t trim_value(struct str *value) {
    size_t from = 0, to = value->len;
    while (from < to) {
        size_t next = from;
        text_next(*value, &next);
        if (!is_any_blank(*value, from, next))
            break;
        from = next;
    }
    while (to > from) {
        size_t last = to - 1;
        while (last > from && ((unsigned char)value->at[last] & 0xC0) == 0x80)
            last--;
        if (!is_any_blank(*value, last, to))
            break;
        to = last;
    }
    *value = str_cut(*value, from, to);
    return from;
}

/* A quick no for nearly all values: may one of its ends be a blank of ASCII, or of Unicode by its lead byte? */
static bool needs_trim(struct str value) {
    if (value.len == 0)
        return false;
    const unsigned char *first = (const unsigned char *)value.at, *last = first + value.len - 1;
    return *first <= ' ' || *last <= ' ' || *first == 0xC2 || (*first >= 0xE1 && *first <= 0xE3) ||
           (value.len >= 2 && last[-1] == 0xC2) || (value.len >= 3 && (last[-2] == 0xE2 || last[-2] == 0xE3));
}

/* Counts lines on to raw byte `raw`. */
static void count_to(struct reader *reader, size_t raw) {
    const struct source *source = reader->source;
    while (reader->line + 1 < source->n_lines && source->line_starts[reader->line + 1] <= raw)
        reader->line++;
}

#define CHUNK_MOST ((size_t)4096) /* cells; less for small tables, by a guess of four bytes each */

void reader_more_cells(struct reader *reader, size_t n) {
    size_t open = (size_t)(reader->next - reader->row), left = (reader->text.len - reader->at) / 4;
    size_t room = 2 * open + n + (left < CHUNK_MOST ? left : CHUNK_MOST);
    struct cell *cells = arena_raw(&reader->source->cells, room, sizeof *cells);
    if (open > 0)
        memcpy(cells, reader->row, open * sizeof *cells);
    reader->row = cells;
    reader->next = cells + open;
    reader->end = cells + room;
}

void reader_cell(struct reader *reader, struct str value, size_t from, size_t to, size_t end) {
    reader_room(reader, 1);
    struct cell *cell = reader->next++;
    size_t gap = from;
    if (needs_trim(value)) {
        size_t len = value.len, cut = trim_value(&value);
        to -= len - cut - value.len;
        from += cut;
    }
    cell->value = value;
    if (value.len == 0)
        lead_back(reader, reader->at < gap ? reader->at : gap, end, cell);
    else
        lead_back(reader, from, to, cell);
}

bool reader_row(struct reader *reader) {
    if (reader->n_records == reader->records_room || reader->next == reader->row)
        return false;
    count_to(reader, reader->row->at);
    reader->records[reader->n_records++] =
        (struct record){reader->row, (uint32_t)(reader->next - reader->row), (uint32_t)reader->line + 1};
    reader->row = reader->next;
    return true;
}

/* ---- rows ---- */

/* Is the row one cell of nothing but ASCII blanks? libcsv takes it for no record. */
static inline bool is_blank_row(const struct reader *reader, size_t from, size_t end) {
    if (reader->next - reader->row != 1 || reader->row->value.len > 0)
        return false;
    for (size_t at = from; at < end; at++)
        if (reader->text.at[at] != ' ' && reader->text.at[at] != '\t')
            return false;
    return true;
}

/* ASCII, but no blank. */
static inline bool is_sign(char c) {
    return (unsigned char)(c - '!') <= '~' - '!';
}

/* The cell at [from, end), behind which is a delimiter, a line end, or the end of the text. Most begin and end with a sign,
 * as numbers do: such a one is what stands there. There is room for it. */
static inline void take(struct reader *reader, const char *text, size_t from, size_t end) {
    struct str value = {text + from, end - from};
    bool bare = value.len == 0 || (is_sign(value.at[0]) && is_sign(value.at[value.len - 1]));
    if (reader->plain && bare) {
        *reader->next++ = (struct cell){value, (uint32_t)(from + reader->shift), (uint32_t)value.len};
    } else {
        reader->at = from;
        reader_cell(reader, value, from, end, end);
    }
}

static inline void end_row(struct reader *reader, size_t from, size_t end) {
    if (is_blank_row(reader, from, end))
        reader->next--;
    else
        reader_row(reader);
}

/* ---- sixty-four bytes at once ---- */

#define BLOCK ((size_t)64)

/* Of a block of text, a bit for each byte, the first byte the lowest: what ends a cell, and what ends a row too. */
struct ends {
    uint64_t cells, rows;
};

static inline struct ends ends_of(const char *block, char delimiter) {
    struct ends ends = {0, 0};
    for (unsigned at = 0; at < BLOCK; at += sizeof(sixteen)) {
        sixteen bytes = sixteen_load(block + at), row = sixteen_are(bytes, '\n') | sixteen_are(bytes, '\r');
        ends.rows |= sixteen_mask(row) << at;
        ends.cells |= sixteen_mask(row | sixteen_are(bytes, (unsigned char)delimiter)) << at;
    }
    return ends;
}

/* Takes the cells that end in the block at byte `i` of the text; `from`: where the first of them begins. Returns where the next
 * one does. */
static inline size_t take_block(struct reader *reader, struct ends ends, size_t i, size_t from) {
    const char *text = reader->text.at;
    reader_room(reader, BLOCK);
    for (; ends.cells; ends.cells &= ends.cells - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(ends.cells);
        take(reader, text, from, i + bit);
        if (ends.rows >> bit & 1)
            end_row(reader, from, i + bit);
        from = i + bit + 1;
    }
    return from;
}

void scan_rows(struct reader *reader, size_t to) {
    struct str text = reader->text;
    char rest[BLOCK] = {0};
    size_t i = reader->at, from = i; /* of the cell that is being read */
    for (; i + BLOCK <= to; i += BLOCK)
        from = take_block(reader, ends_of(text.at + i, reader->delimiter), i, from);
    if (i < to)
        memcpy(rest, text.at + i, to - i);
    from = take_block(reader, ends_of(rest, reader->delimiter), i, from);
    if (from < to || reader->next > reader->row) {
        reader_room(reader, 1);
        take(reader, text.at, from, to);
        end_row(reader, from, to);
    }
    reader->at = to;
}
