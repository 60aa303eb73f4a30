/* passages.c - walks over the lines of a text and cuts them into headings, items and sentences. */
#include "source/passages.h"
#include "source/wrapped.h"
#include <stdlib.h>
#include <string.h>

#define PASSAGE_USUAL ((size_t)64) /* [bytes] */

struct walk {
    struct source *source;
    struct passage *items;
    size_t n, cap;
    uint32_t paragraph;
    size_t line; /* index of the raw line, which only grows */
    size_t run;  /* of the source's way back, which only grows too */
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

/* A line that holds words. */
static void add_line(struct walk *walk, const struct line *line, const struct line_form *form) {
    struct passage passage = {.kind = form->kind,
                              .paragraph = walk->paragraph,
                              .level = form->level,
                              .line = (uint32_t)walk->line + 1};
    for (size_t at = 0; at < line->text.len;) {
        size_t searched = at == 0 ? form->body : at;
        size_t end = form->kind == PASSAGE_HEADING ? line->text.len : sentence_end(line, searched);
        passage.at = (uint32_t)(line->at + at);
        passage.len = (uint32_t)(end - at);
        add(walk, passage);
        passage.kind = PASSAGE_SENTENCE;
        for (at = end; at < line->key.len && line->key.at[at] == ' ';)
            at++;
    }
    walk->paragraph++;
}

/* Raw lines are counted apart: an invisible character between CR and LF makes two of them and one of these. */
static void count_lines(struct walk *walk, size_t at) {
    const struct source *source = walk->source;
    const struct nfc *nfc = &source->nfc;
    while (walk->run + 1 < nfc->n_runs && nfc->runs[walk->run + 1].at <= at)
        walk->run++;
    const struct nfc_run *run = &nfc->runs[walk->run];
    size_t raw = run->raw_len != 0 ? run->raw : run->raw + (at - run->at);
    while (walk->line + 1 < source->n_lines && source->line_starts[walk->line + 1] <= raw)
        walk->line++;
}

/* The line of words or signs that ends with its line end at `end`. */
static void take_line(struct walk *walk, const struct line *line, size_t end) {
    const struct source *source = walk->source;
    struct line_form form = line_form_of(line);
    if (form.level == PASSAGE_TITLE && is_wrapped(source->nfc.text, source->folded, end))
        form = (struct line_form){PASSAGE_SENTENCE, 0, true, 0};
    count_lines(walk, line->at);
    if (form.words)
        add_line(walk, line, &form);
}

void passages_find(struct source *source, const struct marks *marks) {
    struct walk walk = {.source = source};
    struct str text = source->nfc.text, key = source->folded;
    mem_grow((void **)&walk.items, &walk.cap, text.len / PASSAGE_USUAL + 8, sizeof *walk.items);
    for (size_t start = 0; start < text.len;) {
        size_t from = start, end = marks_next(marks->ends, start, text.len);
        while (end < text.len && wrapped_joins(text, key, end))
            end = marks_next(marks->ends, next_line(text, end), text.len);
        size_t to = end;
        trim(key, &from, &to);
        if (from < to) {
            struct line line = {str_cut(text, from, to), str_cut(key, from, to), marks, from};
            take_line(&walk, &line, end);
        }
        start = next_line(text, end);
    }
    struct passage *kept = arena_raw(&source->arena, walk.n, sizeof *kept);
    if (walk.n > 0)
        memcpy(kept, walk.items, walk.n * sizeof *kept);
    source->passages = kept;
    source->n_passages = walk.n;
    free(walk.items);
}
