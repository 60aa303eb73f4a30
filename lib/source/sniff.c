/* sniff.c - which character parts the cells of a table.
 *
 * Each row (quoted line breaks do not end one) is counted once for all candidates. What counts first is in how many rows a
 * candidate has its most frequent count, then that count: decimal commas, which some rows have and others not, lose
 * against the semicolons that all rows have, and commas in a few title lines against the columns of a table. Commas that
 * stand between digits in every case are decimal commas. */
#include "source/table.h"
#include <string.h>
#include <strings.h>

#define ROWS_MOST  48
#define BYTES_MOST ((size_t)16384)

static const char candidates[] = {';', '\t', ',', '|'};
#define CANDIDATES (sizeof candidates)

struct tally {
    uint16_t count[ROWS_MOST][CANDIDATES];
    size_t rows;
    bool comma_parts; /* a comma that does not stand between digits */
};

static void tally_byte(struct tally *tally, struct str text, size_t at) {
    char c = text.at[at];
    size_t i = c == ';' ? 0 : c == '\t' ? 1 : c == ',' ? 2 : 3; /* as in candidates */
    if (tally->count[tally->rows][i] < UINT16_MAX)
        tally->count[tally->rows][i]++;
    if (c == ',' && !(at > 0 && digit_at(text, at - 1) && digit_at(text, at + 1)))
        tally->comma_parts = true;
}

/* Doubled quotes open and close, which comes to the same. */
static void tally_rows(struct tally *tally, struct str text) {
    static const bool matters[256] = {
        ['"'] = true, ['\n'] = true, ['\r'] = true, [';'] = true, ['\t'] = true, [','] = true, ['|'] = true};
    bool quoted = false;
    size_t row = 0; /* where the row begins */
    for (size_t at = 0; at < text.len && at < BYTES_MOST && tally->rows < ROWS_MOST; at++) {
        char c = text.at[at];
        if (!matters[(unsigned char)c])
            continue;
        if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            tally->rows += str_trim(str_cut(text, row, at)).len > 0;
            row = at + 1;
        } else if (!quoted) {
            tally_byte(tally, text, at);
        }
    }
    if (tally->rows < ROWS_MOST)
        tally->rows += str_trim(str_cut(text, row, text.len)).len > 0;
}

/* The most frequent count above zero of candidate `i`, and in how many rows it stands. */
static size_t usual_count(const struct tally *tally, size_t i, size_t *rows) {
    size_t best = 0;
    *rows = 0;
    for (size_t r = 0; r < tally->rows; r++) {
        size_t same = 0, count = tally->count[r][i];
        if (count == 0 || count == best)
            continue;
        for (size_t s = 0; s < tally->rows; s++)
            same += tally->count[s][i] == count;
        if (same > *rows || (same == *rows && count > best)) {
            best = count;
            *rows = same;
        }
    }
    return best;
}

/* "sep=;" in the first line: the byte after the line, or 0. */
static size_t excel_line(struct str text, char *delimiter) {
    size_t quote = str_starts(text, STR("\""));
    if (text.len < quote + 5 || strncasecmp(text.at + quote, "sep=", 4) != 0)
        return 0;
    *delimiter = text.at[quote + 4];
    size_t at = quote + 5 + quote;
    if (*delimiter == '\n' || *delimiter == '\r' || *delimiter == '"' || (*delimiter & 0x80))
        return 0;
    if (at > text.len || (at < text.len && text.at[at] != '\n' && text.at[at] != '\r'))
        return 0;
    at += str_starts(str_cut(text, at, text.len), STR("\r\n")) ? 2 : at < text.len;
    return at;
}

char sniff_delimiter(struct str text, bool prefer_tab, size_t *start, bool *wrong) {
    char delimiter = ';';
    *start = excel_line(text, &delimiter);
    text = str_cut(text, *start, text.len);
    *wrong = *start > 0 && text.len > 0 && memchr(text.at, delimiter, text.len) == NULL;
    if (*start > 0 && !*wrong)
        return delimiter;
    static _Thread_local struct tally tally;
    memset(&tally, 0, sizeof tally);
    tally_rows(&tally, text);
    size_t best = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        size_t rows, count = usual_count(&tally, i, &rows), score = rows * rows * count;
        if (count > 0 && prefer_tab && candidates[i] == '\t')
            return '\t';
        if (candidates[i] == ',' && !tally.comma_parts && best > 0)
            continue;
        if (score > best) {
            best = score;
            delimiter = candidates[i];
        }
    }
    return best > 0 ? delimiter : prefer_tab ? '\t' : ';';
}
