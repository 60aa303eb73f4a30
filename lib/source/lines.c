/* lines.c - lines, columns, and the words around a place, for messages and for the evidence. */
#include "source/lines.h"
#include "base/eight.h"
#include "source/marks.h"
#include <stdlib.h>
#include <string.h>

#define LINE_LONG  ((size_t)4 * SOURCE_MARK)
#define LINE_USUAL ((size_t)32) /* [bytes] shorter than most */
#define SHOWN_MOST 400          /* [bytes] of a line that a message shows */

size_t lines_text_end(struct str text, size_t from) {
    while (from + 8 <= text.len) {
        uint64_t word = eight_load(text.at + from);
        uint64_t ends = eight_are(word, '\n') | eight_are(word, '\r');
        if (ends)
            return from + eight_first(ends);
        from += 8;
    }
    while (from < text.len && text.at[from] != '\n' && text.at[from] != '\r')
        from++;
    return from;
}

/* Characters before each SOURCE_MARK bytes, so that a column on a line of megabytes costs no walk over it. */
static const uint32_t *count_characters(struct source *source) {
    struct str text = source->utf8.text;
    uint32_t *marks = ARENA_ARRAY(&source->arena, text.len / SOURCE_MARK + 1, uint32_t);
    for (size_t i = 1; i <= text.len / SOURCE_MARK; i++)
        marks[i] = marks[i - 1] + (uint32_t)text_chars(str_cut(text, (i - 1) * SOURCE_MARK, i * SOURCE_MARK));
    return marks;
}

/* A line begins behind each LF, and behind each CR that no LF follows. */
static const uint32_t *find_starts(struct arena *arena, struct str text, const uint64_t *ends, size_t *n) {
    uint32_t *starts = NULL;
    size_t cap = 0;
    *n = 0;
    mem_grow((void **)&starts, &cap, text.len / LINE_USUAL + 8, sizeof *starts);
    starts[(*n)++] = 0;
    for (size_t end = marks_next(ends, 0, text.len); end + 1 < text.len;
         end = marks_next(ends, end + 1, text.len)) {
        if (text.at[end] == '\r' && text.at[end + 1] == '\n')
            continue;
        MEM_ROOM(starts, *n, cap);
        starts[(*n)++] = (uint32_t)end + 1;
    }
    uint32_t *kept = arena_raw(arena, *n, sizeof *kept);
    memcpy(kept, starts, *n * sizeof *kept);
    free(starts);
    return kept;
}

/* The same lines in the raw bytes, where these were decoded. */
static const uint32_t *raw_starts(struct source *source) {
    uint32_t *raw = arena_raw(&source->arena, source->n_lines, sizeof *raw);
    for (size_t i = 0; i < source->n_lines; i++) {
        size_t at = source->utf8_lines[i], from, to;
        nfc_raw(&source->utf8, at, at + 1 <= source->utf8.text.len ? at + 1 : at, &from, &to);
        raw[i] = (uint32_t)from;
    }
    raw[0] = 0;
    return raw;
}

static size_t longest_line(const struct source *source) {
    size_t longest = 0;
    for (size_t i = 0; i < source->n_lines; i++) {
        size_t end = i + 1 < source->n_lines ? source->utf8_lines[i + 1] : source->utf8.text.len;
        longest = end - source->utf8_lines[i] > longest ? end - source->utf8_lines[i] : longest;
    }
    return longest;
}

void lines_find(struct source *source, const uint64_t *ends) {
    source->utf8_lines = find_starts(&source->arena, source->utf8.text, ends, &source->n_lines);
    source->line_starts = source->utf8.text.at == source->raw.at ? source->utf8_lines : raw_starts(source);
    source->char_marks = longest_line(source) > LINE_LONG ? count_characters(source) : NULL;
}

size_t lines_at(const struct source *source, uint32_t raw) {
    size_t low = 0, high = source->n_lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= raw)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Characters before byte `at` of the decoded text, counted from the last mark. */
static size_t characters_before(const struct source *source, size_t at) {
    size_t mark = at / SOURCE_MARK;
    return source->char_marks[mark] + text_chars(str_cut(source->utf8.text, mark * SOURCE_MARK, at));
}

/* The decoded byte for raw byte `raw`; the two texts are one where the file is UTF-8. */
static size_t utf8_at(const struct source *source, uint32_t raw) {
    size_t at = source->utf8.text.at == source->raw.at ? raw : nfc_at(&source->utf8, raw);
    return at < source->utf8.text.len ? at : source->utf8.text.len;
}

void source_position(const struct source *source, uint32_t raw, uint32_t *line, uint32_t *column) {
    size_t index = lines_at(source, raw);
    size_t start = source->utf8_lines[index], at = utf8_at(source, raw);
    size_t before = source->char_marks ? characters_before(source, at) - characters_before(source, start)
                                       : text_chars(str_cut(source->utf8.text, start, at));
    if (index == 0 && at >= 3 && str_starts(source->utf8.text, STR("\uFEFF")))
        before--; /* a byte order mark is no character that anybody sees */
    *line = (uint32_t)index + 1;
    *column = (uint32_t)before + 1;
}

uint32_t source_line_at(const struct source *source, uint32_t raw) {
    return (uint32_t)lines_at(source, raw) + 1;
}

struct str source_line(const struct source *source, uint32_t line) {
    if (line == 0 || line > source->n_lines)
        return (struct str){"", 0};
    struct str text = source->utf8.text;
    size_t from = source->utf8_lines[line - 1], end = lines_text_end(text, from);
    if (line == 1 && str_starts(text, STR("\uFEFF")))
        from = 3;
    return str_cut(text, from, end);
}

/* What a message shows of a long line: its start, as far as the place; nothing where that is too far out. */
static struct str shown(struct str line, size_t place) {
    if (line.len <= SHOWN_MOST)
        return line;
    if (place > SHOWN_MOST)
        return (struct str){"", 0};
    size_t end = SHOWN_MOST;
    while (end > 0 && ((unsigned char)line.at[end] & 0xC0) == 0x80)
        end--;
    return str_cut(line, 0, end);
}

struct diag_where source_where(const struct source *source, uint32_t raw, uint32_t len) {
    struct diag_where where = {.file = source->path};
    source_position(source, raw, &where.line, &where.column);
    struct str line = source_line(source, where.line);
    size_t from = utf8_at(source, raw), to = utf8_at(source, raw + len);
    size_t place = from - source->utf8_lines[where.line - 1];
    where.text = shown(line, place);
    size_t room = where.text.len > place ? where.text.len - place : 0;
    size_t marked = to > from ? to - from : 0;
    where.width =
        (uint32_t)text_chars(str_cut(source->utf8.text, from, from + (marked < room ? marked : room)));
    return where;
}

struct span source_span(const struct source *source, size_t from, size_t to) {
    size_t raw_from, raw_to;
    nfc_raw(&source->nfc, from, to, &raw_from, &raw_to);
    return (struct span){source->id, (uint32_t)raw_from, (uint32_t)(raw_to - raw_from)};
}

struct str source_text(const struct source *source, struct span span) {
    if (source->nfc.n_runs == 0)
        return (struct str){"", 0};
    return str_cut(source->nfc.text, nfc_at(&source->nfc, span.at),
                   nfc_at(&source->nfc, (size_t)span.at + span.len));
}

size_t source_passage_before(const struct source *source, size_t at) {
    size_t low = 0, high = source->n_passages;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->passages[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The passage that holds NFC byte `at`; NULL between passages. */
static const struct passage *passage_at(const struct source *source, size_t at) {
    size_t before = source_passage_before(source, at);
    const struct passage *passage = source->n_passages > 0 ? &source->passages[before] : NULL;
    return passage && at >= passage->at && at < passage->at + passage->len ? passage : NULL;
}

const struct record *source_record_at(const struct source *source, uint32_t line) {
    size_t low = 0, high = source->n_records;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->records[middle].line <= line)
            low = middle;
        else
            high = middle;
    }
    return source->n_records > 0 && source->records[low].line <= line ? &source->records[low] : NULL;
}

/* The lines of the record that holds raw byte `raw`, as NFC bytes [*from, *to). */
static bool record_lines(const struct source *source, uint32_t raw, size_t *from, size_t *to) {
    const struct record *record = source_record_at(source, (uint32_t)lines_at(source, raw) + 1);
    if (!record)
        return false;
    const struct cell *last = record->cells ? &record->cells[record->n_cells - 1] : NULL;
    *from = nfc_at(&source->nfc, source->line_starts[record->line - 1]);
    *to = lines_text_end(source->nfc.text, last ? nfc_at(&source->nfc, last->at + last->len) : *from);
    return true;
}

struct str source_context(const struct source *source, uint32_t at, uint32_t len, size_t *mark,
                          size_t *mark_len) {
    size_t begin = nfc_at(&source->nfc, at), end = nfc_at(&source->nfc, at + len), from, to;
    const struct passage *passage = passage_at(source, begin);
    if (passage) {
        from = passage->at;
        to = passage->at + passage->len;
    } else if (!record_lines(source, at, &from, &to) || to < end) {
        from = nfc_at(&source->nfc, source->line_starts[lines_at(source, at)]);
        to = lines_text_end(source->nfc.text, begin);
    }
    to = end > to ? end : to;
    *mark = begin - from;
    *mark_len = end - begin;
    return str_cut(source->nfc.text, from, to);
}
