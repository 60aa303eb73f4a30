/* passages.c - walks over the lines of a text and cuts them into headings, items and sentences. */
#include "source/passages.h"
#include "source/lines.h"
#include <stdlib.h>
#include <string.h>

struct walk {
    struct source *source;
    struct passage *items;
    size_t n, cap;
    uint32_t paragraph;
    size_t line; /* index of the raw line, which only grows */
};

static void add(struct walk *walk, struct passage passage) {
    MEM_ROOM(walk->items, walk->n, walk->cap);
    walk->items[walk->n++] = passage;
}

/* Bytes [*from, *to) of the text without the blanks at both ends, by the folded key where every blank is a space. */
static void trim(struct str key, size_t *from, size_t *to) {
    while (*from < *to && (key.at[*from] == ' '))
        (*from)++;
    while (*to > *from && (key.at[*to - 1] == ' '))
        (*to)--;
}

/* The start of the line behind the line end at `end`. */
static size_t next_line(struct str text, size_t end) {
    bool pair = end + 1 < text.len && text.at[end] == '\r' && text.at[end + 1] == '\n';
    return end + 1 + pair;
}

/* Does the next line go on in lower case? Then this one was wrapped by an editor or a PDF. */
static bool is_wrapped(struct str text, struct str key, size_t end) {
    size_t from = next_line(text, end);
    if (from >= text.len)
        return false;
    while (from < key.len && key.at[from] == ' ')
        from++;
    if (from >= text.len)
        return false;
    uint32_t code = text_next(text, &from);
    return text_is_letter(code) && !text_is_capital(code) && (from >= text.len || text.at[from] != ')');
}

/* One line that holds words, [from, to) after trimming. */
static void add_line(struct walk *walk, const struct line_form *form, size_t from, size_t to) {
    struct source *source = walk->source;
    struct str line = str_cut(source->nfc.text, from, to), key = str_cut(source->folded, from, to);
    struct passage passage = {.kind = form->kind,
                              .paragraph = walk->paragraph,
                              .level = form->level,
                              .line = (uint32_t)walk->line + 1};
    for (size_t at = 0; at < line.len;) {
        size_t searched = at == 0 ? form->body : at;
        size_t end = form->kind == PASSAGE_HEADING ? line.len : sentence_end(line, key, searched);
        passage.at = (uint32_t)(from + at);
        passage.len = (uint32_t)(end - at);
        add(walk, passage);
        passage.kind = PASSAGE_SENTENCE;
        for (at = end; at < key.len && key.at[at] == ' ';)
            at++;
    }
    walk->paragraph++;
}

/* Raw lines are counted apart: an invisible character between CR and LF makes two of them and one of these. */
static void count_lines(struct walk *walk, size_t at) {
    const struct source *source = walk->source;
    size_t raw_from, raw_to;
    nfc_raw(&source->nfc, at, at + 1, &raw_from, &raw_to);
    while (walk->line + 1 < source->n_lines && source->line_starts[walk->line + 1] <= raw_from)
        walk->line++;
}

void passages_find(struct source *source) {
    struct walk walk = {.source = source};
    struct str text = source->nfc.text, key = source->folded;
    for (size_t start = 0; start < text.len;) {
        size_t from = start, end = lines_text_end(text, start), to = end;
        trim(key, &from, &to);
        if (from < to) {
            bool wrapped = is_wrapped(text, key, end);
            struct line_form form = line_form_of(str_cut(text, from, to), str_cut(key, from, to), wrapped);
            count_lines(&walk, from);
            if (form.words)
                add_line(&walk, &form, from, to);
        }
        start = next_line(text, end);
    }
    struct passage *kept = ARENA_ARRAY(&source->arena, walk.n, struct passage);
    if (walk.n > 0)
        memcpy(kept, walk.items, walk.n * sizeof *kept);
    source->passages = kept;
    source->n_passages = walk.n;
    free(walk.items);
}
