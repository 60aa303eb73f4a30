/* wrapped.c - joins lines that an editor or a PDF broke in the middle of a sentence.
 *
 * Reports have a paragraph a line; what is copied out of a PDF has a line of the page a line, and the year, the label or half
 * a number's noun stands on the next one. A line goes on where nothing ends it (a stop, a semicolon, a colon), no blank line
 * and no marker of a list follows, and the next line begins in lower case. Before a capital or a digit only the width tells:
 * the line is one of a block of lines that are all narrow, and the next word would not have fitted into it. Lists without
 * marks ("Đại học: 15 người" a line) are short and ragged, and stay apart. */
#include "source/wrapped.h"
#include "source/passages.h"
#include <string.h>

#define LINE_LEAST 36  /* [characters] a shorter one is a heading, an item or a cell */
#define FULL_LEAST 56  /* [characters] before a capital or a digit */
#define WIDTH_MOST 130 /* [characters] lines of a page; wider ones are whole paragraphs */

struct raw_line {
    size_t at, end;  /* [bytes] without the blanks at both ends; the same: it is empty */
    size_t line_end; /* its LF or CR, or the end of the text */
    size_t next;     /* where the next one begins */
};

/* A run of lines without an empty one. */
struct block {
    size_t end;   /* [bytes] where its last line ends; 0: none is known */
    size_t width; /* [characters] of its longest line */
};

static size_t characters(struct str text, size_t at, size_t end) {
    return text_chars(str_cut(text, at, end));
}

static struct raw_line line_at(const struct source *source, const struct marks *marks, size_t at) {
    struct str text = source->nfc.text, key = source->folded;
    struct raw_line line = {.at = at, .line_end = marks_next(marks->ends, at, text.len)};
    bool pair =
        line.line_end + 1 < text.len && text.at[line.line_end] == '\r' && text.at[line.line_end + 1] == '\n';
    line.end = line.line_end;
    line.next = line.line_end + 1 + pair;
    while (line.at < line.end && key.at[line.at] == ' ')
        line.at++;
    while (line.end > line.at && key.at[line.end - 1] == ' ')
        line.end--;
    return line;
}

static void measure(const struct source *source, const struct marks *marks, const struct raw_line *first,
                    struct block *block) {
    *block = (struct block){0};
    for (struct raw_line line = *first; line.at < line.end; line = line_at(source, marks, line.next)) {
        size_t width = characters(source->nfc.text, line.at, line.end);
        block->width = width > block->width ? width : block->width;
        block->end = line.line_end;
        if (line.next >= source->nfc.text.len)
            break;
    }
}

/* Does a sentence end with the line, or a cell of a table? */
static bool is_ended(struct str text, const struct raw_line *line) {
    static const char ends[] = ".;:!?|";
    if (strchr(ends, text.at[line->end - 1]))
        return true;
    return line->end - line->at >= 3 && memcmp(text.at + line->end - 3, "\xE2\x80\xA6", 3) == 0; /* … */
}

static bool has_tab(struct str text, const struct raw_line *line) {
    return memchr(text.at + line->at, '\t', line->end - line->at) != NULL;
}

/* A heading, or an item of a list. */
static bool begins_part(const struct source *source, const struct marks *marks, const struct raw_line *line) {
    struct str text = str_cut(source->nfc.text, line->at, line->end);
    struct line at = {text, str_cut(source->folded, line->at, line->end), marks, line->at};
    return line_form_of(&at).body > 0;
}

/* Would the first word of the next line not have fitted? */
static bool is_full(const struct source *source, const struct raw_line *line, const struct raw_line *next,
                    const struct block *block) {
    size_t width = characters(source->nfc.text, line->at, line->end), word = next->at;
    while (word < next->end && source->folded.at[word] != ' ')
        word++;
    return block->width <= WIDTH_MOST && width >= FULL_LEAST &&
           width + 1 + characters(source->nfc.text, next->at, word) > block->width;
}

static bool goes_on(const struct source *source, const struct marks *marks, const struct raw_line *line,
                    const struct raw_line *next, struct block *block) {
    struct str text = source->nfc.text;
    size_t at = next->at;
    uint32_t code = text_next(text, &at);
    bool letter = text_is_letter(code), small = letter && !text_is_capital(code);
    bool other = letter || is_digit(code) || code == '(' || code == '"' || code == 0x201C;
    if (!other || characters(text, line->at, line->end) < LINE_LEAST || has_tab(text, line) ||
        begins_part(source, marks, next))
        return false;
    if (small)
        return true;
    if (block->end < line->line_end)
        measure(source, marks, line, block);
    return is_full(source, line, next, block);
}

void wrapped_join(const struct source *source, const struct marks *marks, char *key) {
    struct str text = source->nfc.text;
    struct block block = {0};
    if (text.len == 0)
        return;
    struct raw_line line = line_at(source, marks, 0);
    while (line.next < text.len) {
        struct raw_line next = line_at(source, marks, line.next);
        if (line.at < line.end && next.at < next.end && !is_ended(text, &line) &&
            goes_on(source, marks, &line, &next, &block))
            memset(key + line.line_end, ' ', line.next - line.line_end);
        line = next;
    }
}
