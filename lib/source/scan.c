/* scan.c - the rows of a table that hold no quote: most rows of most tables.
 *
 * Eight bytes are looked at in one word: which of them are the delimiter or a line end comes out as a mask with a bit for
 * each, and only these are visited. What is taken is what libcsv takes from such rows (blanks at both ends of a cell do
 * not count, lines of blanks are no rows), which a test holds against it. */
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

void reader_cell(struct reader *reader, struct str value, size_t from, size_t to, size_t end) {
    struct cell *cell = &reader->cells[reader->n_cells++];
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
    if (reader->n_records == reader->records_room || reader->n_cells == reader->row_start)
        return false;
    const struct cell *first = &reader->cells[reader->row_start];
    count_to(reader, first->at);
    reader->records[reader->n_records++] =
        (struct record){first, (uint32_t)(reader->n_cells - reader->row_start), (uint32_t)reader->line + 1};
    reader->row_start = reader->n_cells;
    return true;
}

/* ---- eight bytes at once ---- */

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

#define ONES UINT64_C(0x0101010101010101)
#define LOWS UINT64_C(0x7F7F7F7F7F7F7F7F)

/* The high bit of each byte of `word` that is the one of `pattern`. */
static inline uint64_t same(uint64_t word, uint64_t pattern) {
    uint64_t x = word ^ pattern;
    return ~(((x & LOWS) + LOWS) | x | LOWS);
}

/* How many bytes are marked: the sum of all bytes of 0 or 1 comes to stand in the highest. */
static inline size_t count(uint64_t marks) {
    return (size_t)((marks >> 7) * ONES >> 56);
}

static inline uint64_t word_at(struct str text, size_t at) {
    uint64_t word;
    memcpy(&word, text.at + at, sizeof word);
    return word;
}

#endif

/* ---- rows ---- */

static bool is_end(char c) {
    return c == '\n' || c == '\r';
}

/* Is the row one cell of nothing but ASCII blanks? libcsv takes it for no record. */
static bool is_blank_row(const struct reader *reader, size_t end) {
    if (reader->n_cells - reader->row_start != 1)
        return false;
    const struct cell *cell = &reader->cells[reader->row_start];
    if (cell->value.len > 0)
        return false;
    for (size_t at = reader->at; at < end; at++)
        if (reader->text.at[at] != ' ' && reader->text.at[at] != '\t')
            return false;
    return true;
}

/* ASCII, but no blank. */
static inline bool is_sign(char c) {
    return (unsigned char)(c - '!') <= '~' - '!';
}

/* The cell that ends at `end` with a delimiter, a line end, or the text. Most begin and end with a sign, as numbers do: such
 * a one is what stands there. */
static inline void take(struct reader *reader, size_t end) {
    size_t from = reader->at;
    struct str value = {reader->text.at + from, end - from};
    bool bare = value.len == 0 || (is_sign(value.at[0]) && is_sign(value.at[value.len - 1]));
    if (reader->plain && bare)
        reader->cells[reader->n_cells++] =
            (struct cell){value, (uint32_t)(from + reader->shift), (uint32_t)value.len};
    else
        reader_cell(reader, value, from, end, end);
}

static inline void take_end(struct reader *reader, size_t end) {
    take(reader, end);
    if (is_blank_row(reader, end))
        reader->n_cells--;
    else
        reader_row(reader);
}

static inline void visit(struct reader *reader, size_t at) {
    if (reader->text.at[at] == reader->delimiter)
        take(reader, at);
    else
        take_end(reader, at);
    reader->at = at + 1;
}

void scan_rows(struct reader *reader, size_t to) {
    struct str text = reader->text;
    size_t i = reader->at;
#ifdef ONES
    const uint64_t delimiter = ONES * (unsigned char)reader->delimiter, lf = ONES * '\n', cr = ONES * '\r';
    for (; i + sizeof delimiter <= to; i += sizeof delimiter) {
        uint64_t word = word_at(text, i), found = same(word, delimiter) | same(word, lf) | same(word, cr);
        for (; found != 0; found &= found - 1)
            visit(reader, i + (size_t)__builtin_ctzll(found) / 8);
    }
#endif
    for (; i < to; i++)
        if (text.at[i] == reader->delimiter || is_end(text.at[i]))
            visit(reader, i);
    if (reader->at < to || reader->n_cells > reader->row_start)
        take_end(reader, to);
    reader->at = to;
}

void scan_count(const struct reader *reader, size_t *delimiters, size_t *ends) {
    struct str text = reader->text;
    size_t i = 0;
    *delimiters = *ends = 0;
#ifdef ONES
    const uint64_t delimiter = ONES * (unsigned char)reader->delimiter, lf = ONES * '\n', cr = ONES * '\r';
    for (; i + sizeof delimiter <= text.len; i += sizeof delimiter) {
        uint64_t word = word_at(text, i);
        *delimiters += count(same(word, delimiter));
        *ends += count(same(word, lf) | same(word, cr));
    }
#endif
    for (; i < text.len; i++) {
        *delimiters += text.at[i] == reader->delimiter;
        *ends += is_end(text.at[i]);
    }
}
