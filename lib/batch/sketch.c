/* sketch.c - a walk over the figures of a source, and one over its passages. */
#include "batch/sketch.h"
#include <string.h>

#define HEADING_LONG 400u /* [bytes] of a passage that is taken for a heading */

/* The first item that belongs to source `id` or a later one. */
static uint32_t first_of(const struct figures *figures, uint32_t id) {
    size_t low = 0, high = figures->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (figures->items[middle]->where.source < id)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

uint32_t sketch_last_line(const struct source *source, const struct record *record) {
    const struct cell *last = &record->cells[record->n_cells - 1];
    return source_line_at(source, last->at + last->len);
}

size_t sketch_record(const struct source *source, const struct figure *figure) {
    const struct record *record = source_record_at(source, figure->about->line);
    return record ? (size_t)(record - source->records) : source->n_records;
}

size_t sketch_passage(const struct source *source, const struct figure *figure) {
    return source_passage_before(source, nfc_at(&source->nfc, figure->where.at));
}

static void state(struct sketch *sketch, uint32_t first, uint32_t last) {
    for (uint32_t line = first; line <= last && line <= sketch->source->n_lines; line++)
        if (line)
            sketch->stating[line - 1] = true;
}

/* Of a table the lines of the row, of a text that of the sentence: a passage is never on two. */
static void find_stating(struct sketch *sketch) {
    const struct source *source = sketch->source;
    sketch->stating = ARENA_ARRAY(&sketch->arena, source->n_lines + 1, bool);
    for (uint32_t i = sketch->from; i < sketch->to; i++) {
        const struct about *about = sketch->figures->items[i]->about;
        if (about->line == 0 || about->line > source->n_lines || sketch->stating[about->line - 1])
            continue;
        const struct record *record =
            source->kind == SOURCE_TABLE ? source_record_at(source, about->line) : NULL;
        state(sketch, about->line, about->line);
        if (record)
            state(sketch, record->line, sketch_last_line(source, record));
    }
}

static bool is_heading(const struct passage *passage) {
    return passage->kind == PASSAGE_HEADING && passage->len <= HEADING_LONG;
}

static void find_headings(struct sketch *sketch) {
    const struct source *source = sketch->source;
    uint32_t last = MAP_NONE;
    sketch->heading = ARENA_ARRAY(&sketch->arena, source->n_passages + 1, uint32_t);
    for (size_t i = 0; i < source->n_passages; i++) {
        uint32_t above = last;
        if (is_heading(&source->passages[i])) {
            while (above != MAP_NONE && source->passages[above].level >= source->passages[i].level)
                above = sketch->heading[above];
            last = (uint32_t)i;
        }
        sketch->heading[i] = above;
    }
}

static bool counts_people(const struct sketch *sketch) {
    for (uint32_t i = sketch->from; i < sketch->to; i++)
        if (strcmp(sketch->figures->items[i]->about->rule, "csv/person") == 0)
            return true;
    return false;
}

void sketch_make(struct sketch *sketch, const struct figures *figures, const struct source *source,
                 const struct pack *pack) {
    *sketch = (struct sketch){.source = source, .figures = figures, .pack = pack};
    sketch->from = first_of(figures, source->id);
    sketch->to = first_of(figures, source->id + 1);
    sketch->people = counts_people(sketch);
    find_stating(sketch);
    if (source->kind == SOURCE_TEXT)
        find_headings(sketch);
    else if (!sketch->people)
        sketch->outlined = outline_read(&sketch->arena, source, pack, figures->catalogue, &sketch->outline);
}

void sketch_fini(struct sketch *sketch) {
    arena_fini(&sketch->arena);
    *sketch = (struct sketch){0};
}
