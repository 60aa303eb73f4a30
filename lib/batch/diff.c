/* diff.c - the figures of two runs side by side. A dossier that both runs have from the same making is the same; of each
 * other one the lists of cited figures are compared, as they were written when it was made. */
#include "batch/diff.h"
#include "batch/record.h"
#include "batch/runs.h"
#include <stdlib.h>
#include <string.h>

#define FIELDS_MAX 13

/* A line of .hoso/runs/ID.figures, cut at its tabs. */
struct line {
    struct str fields[FIELDS_MAX];
    size_t n;
};

enum {
    FIGURE_PAGES = 1,
    FIGURE_INDICATOR,
    FIGURE_PLACE,
    FIGURE_GROUP,
    FIGURE_PERIOD,
    FIGURE_KIND,
    FIGURE_VALUE,
    FIGURE_OF,
    FIGURE_UNIT,
    FIGURE_FILE,
    FIGURE_LINE,
    FIGURE_QUOTE,
    FIGURE_FIELDS
};
enum { COLUMN_PAGES = 1, COLUMN_INDICATOR, COLUMN_FILE, COLUMN_FIRST, COLUMN_LAST, COLUMN_FIELDS };

/* The .figures file of one run, and where in it each dossier's lines begin. */
struct sheaf {
    const char *run;
    struct str text;
    struct map starts; /* output -> offset behind its line; of a dossier made twice the last */
};

struct reader {
    struct diff *diff;
    const char *folder;
    struct sheaf *sheaves;
    size_t n, cap;
};

/* ---- reading ------------------------------------------------------------------------------------------------------ */

static struct str next_line(struct str text, size_t *at) {
    size_t end = str_find(text, STR("\n"), *at);
    if (end == STR_NONE)
        end = text.len;
    struct str line = str_cut(text, *at, end);
    *at = end + 1;
    return line;
}

static struct line split(struct str text) {
    struct line line = {.n = 0};
    for (size_t at = 0; at <= text.len && line.n < FIELDS_MAX;) {
        size_t tab = str_find(text, STR("\t"), at);
        tab = tab == STR_NONE ? text.len : tab;
        line.fields[line.n++] = str_cut(text, at, tab);
        at = tab + 1;
    }
    return line;
}

static bool is(const struct line *line, const char *word) {
    return str_equal(line->fields[0], str_of(word));
}

static void index_sheaf(struct sheaf *sheaf) {
    for (size_t at = 0; at < sheaf->text.len;) {
        struct str text = next_line(sheaf->text, &at);
        if (str_starts(text, STR("dossier\t")))
            map_put(&sheaf->starts, str_cut(text, strlen("dossier\t"), text.len), (uint32_t)at);
    }
}

/* The file of a run, read once. Absent (the run came from elsewhere): empty. */
static struct sheaf *sheaf_of(struct reader *reader, const char *run) {
    for (size_t i = 0; i < reader->n; i++)
        if (strcmp(reader->sheaves[i].run, run) == 0)
            return &reader->sheaves[i];
    struct arena *arena = &reader->diff->arena;
    struct diag silent = DIAG_EMPTY;
    struct buf text = BUF_EMPTY;
    file_read(runs_figures(arena, reader->folder, run), &text, &silent);
    MEM_ROOM(reader->sheaves, reader->n, reader->cap);
    struct sheaf *sheaf = &reader->sheaves[reader->n++];
    *sheaf = (struct sheaf){.run = arena_strdup(arena, run), .text = arena_str(arena, buf_view(&text))};
    index_sheaf(sheaf);
    buf_fini(&text);
    diag_fini(&silent);
    return sheaf;
}

/* The lines of one dossier as one run made it. */
struct list {
    struct line *lines;
    size_t n, cap;
    struct map by_key; /* indicator, place, group, period, kind and how many alike came before -> line */
};

static struct str key_of(struct arena *arena, const struct line *line, unsigned before) {
    const struct str *f = line->fields;
    return arena_printf(arena, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%u", STR_ARG(f[FIGURE_INDICATOR]),
                        STR_ARG(f[FIGURE_PLACE]), STR_ARG(f[FIGURE_GROUP]), STR_ARG(f[FIGURE_PERIOD]),
                        STR_ARG(f[FIGURE_KIND]), STR_ARG(f[FIGURE_FILE]), before);
}

static void add_line(struct arena *arena, struct list *list, struct line line) {
    unsigned before = 0;
    if (is(&line, "figure"))
        while (map_find(&list->by_key, key_of(arena, &line, before)) != MAP_NONE)
            before++;
    MEM_ROOM(list->lines, list->n, list->cap);
    if (is(&line, "figure"))
        map_put(&list->by_key, key_of(arena, &line, before), (uint32_t)list->n);
    list->lines[list->n++] = line;
}

static struct list read_list(struct reader *reader, const char *run, const char *output) {
    struct list list = {0};
    struct sheaf *sheaf = sheaf_of(reader, run);
    uint32_t start = map_find(&sheaf->starts, str_of(output));
    for (size_t at = start; start != MAP_NONE && at < sheaf->text.len;) {
        struct line line = split(next_line(sheaf->text, &at));
        if (is(&line, "dossier"))
            break;
        if ((is(&line, "figure") && line.n == FIGURE_FIELDS) ||
            (is(&line, "column") && line.n == COLUMN_FIELDS))
            add_line(&reader->diff->arena, &list, line);
    }
    return list;
}

static void list_fini(struct list *list) {
    free(list->lines);
    map_fini(&list->by_key);
}

/* ---- comparing ---------------------------------------------------------------------------------------------------- */

static void add_row(struct diff *diff, const char *output, const struct line *a, const struct line *b) {
    MEM_ROOM(diff->rows, diff->n, diff->cap);
    const struct str *f = b ? b->fields : a->fields;
    struct diff_row *row = &diff->rows[diff->n++];
    *row = (struct diff_row){.change = !a   ? DIFF_ADDED
                                       : !b ? DIFF_REMOVED
                                            : DIFF_CHANGED,
                             .indicator = f[FIGURE_INDICATOR],
                             .place = f[FIGURE_PLACE],
                             .group = f[FIGURE_GROUP],
                             .period = f[FIGURE_PERIOD],
                             .kind = f[FIGURE_KIND],
                             .output = str_of(arena_strdup(&diff->arena, output)),
                             .pages = f[FIGURE_PAGES]};
    if (a) {
        row->value_a = a->fields[FIGURE_VALUE];
        row->file_a = a->fields[FIGURE_FILE];
        row->line_a = a->fields[FIGURE_LINE];
        row->quote_a = a->fields[FIGURE_QUOTE];
    }
    if (b) {
        row->value_b = b->fields[FIGURE_VALUE];
        row->file_b = b->fields[FIGURE_FILE];
        row->line_b = b->fields[FIGURE_LINE];
        row->quote_b = b->fields[FIGURE_QUOTE];
    }
}

static bool same_figure(const struct line *a, const struct line *b) {
    return str_equal(a->fields[FIGURE_VALUE], b->fields[FIGURE_VALUE]) &&
           str_equal(a->fields[FIGURE_OF], b->fields[FIGURE_OF]) &&
           str_equal(a->fields[FIGURE_UNIT], b->fields[FIGURE_UNIT]) &&
           str_equal(a->fields[FIGURE_QUOTE], b->fields[FIGURE_QUOTE]);
}

static void compare_lists(struct diff *diff, const char *output, const struct list *a, const struct list *b) {
    size_t before = diff->n;
    struct map seen = MAP_EMPTY;
    for (size_t i = 0; i < b->n; i++) {
        if (!is(&b->lines[i], "figure"))
            continue;
        unsigned nth = 0;
        while (map_find(&seen, key_of(&diff->arena, &b->lines[i], nth)) != MAP_NONE)
            nth++;
        struct str key = key_of(&diff->arena, &b->lines[i], nth);
        uint32_t other = map_find(&a->by_key, key);
        map_put(&seen, key, (uint32_t)i);
        const struct line *old = other == MAP_NONE ? NULL : &a->lines[other];
        if (!old || !same_figure(old, &b->lines[i]))
            add_row(diff, output, old, &b->lines[i]);
        else
            diff->moved += !str_equal(old->fields[FIGURE_LINE], b->lines[i].fields[FIGURE_LINE]);
    }
    for (size_t i = 0; i < a->n; i++) {
        unsigned nth = 0;
        if (!is(&a->lines[i], "figure"))
            continue;
        while (map_find(&a->by_key, key_of(&diff->arena, &a->lines[i], nth)) != i)
            nth++;
        if (map_find(&b->by_key, key_of(&diff->arena, &a->lines[i], nth)) == MAP_NONE)
            add_row(diff, output, &a->lines[i], NULL);
    }
    diff->remade += diff->n == before;
    map_fini(&seen);
}

static unsigned long number(struct str s) {
    unsigned long n = 0;
    for (size_t i = 0; i < s.len && s.at[i] >= '0' && s.at[i] <= '9' && n < 1000000000; i++)
        n = n * 10 + (unsigned long)(s.at[i] - '0');
    return n;
}

/* A changed figure that a column of this dossier adds up stands on its page too. */
static void add_sums(struct diff *diff, const char *output, const struct list *list, size_t n_rows) {
    for (size_t i = 0; i < list->n; i++) {
        const struct str *f = list->lines[i].fields;
        if (!is(&list->lines[i], "column"))
            continue;
        for (size_t k = 0; k < n_rows; k++) {
            struct diff_row row = diff->rows[k];
            unsigned long line = number(row.line_b);
            if (row.sum || row.change == DIFF_REMOVED || !str_equal(row.file_b, f[COLUMN_FILE]) ||
                !str_equal(row.indicator, f[COLUMN_INDICATOR]) || line < number(f[COLUMN_FIRST]) ||
                line > number(f[COLUMN_LAST]) || str_equal(row.output, str_of(output)))
                continue;
            row.sum = true;
            row.output = str_of(arena_strdup(&diff->arena, output));
            row.pages = f[COLUMN_PAGES];
            MEM_ROOM(diff->rows, diff->n, diff->cap);
            diff->rows[diff->n++] = row;
        }
    }
}

/* ---- two records -------------------------------------------------------------------------------------------------- */

static void index_dossiers(struct map *map, const json_t *dossiers) {
    for (size_t i = 0; i < json_array_size(dossiers); i++)
        map_put(map, str_of(record_text(json_array_get(dossiers, i), "output")), (uint32_t)i);
}

static void compare_dossier(struct reader *reader, const json_t *a, const json_t *b) {
    const char *output = record_text(b, "output");
    struct list old = read_list(reader, record_text(a, "made"), output),
                new = read_list(reader, record_text(b, "made"), output);
    compare_lists(reader->diff, output, &old, &new);
    list_fini(&old);
    list_fini(&new);
}

/* First what is cited by itself; then the sums that what was found is a part of. */
static void compare_records(struct reader *reader, const struct record *a, const struct record *b) {
    struct map old = MAP_EMPTY, new = MAP_EMPTY;
    index_dossiers(&old, a->dossiers);
    index_dossiers(&new, b->dossiers);
    for (size_t i = 0; i < json_array_size(b->dossiers); i++) {
        const json_t *dossier = json_array_get(b->dossiers, i);
        uint32_t other = map_find(&old, str_of(record_text(dossier, "output")));
        const json_t *before = other == MAP_NONE ? NULL : json_array_get(a->dossiers, other);
        if (!before)
            reader->diff->added++;
        else if (strcmp(record_text(before, "made"), record_text(dossier, "made")) != 0)
            compare_dossier(reader, before, dossier);
    }
    for (size_t i = 0; i < json_array_size(a->dossiers); i++)
        reader->diff->removed +=
            map_find(&new, str_of(record_text(json_array_get(a->dossiers, i), "output"))) == MAP_NONE;
    size_t n_rows = reader->diff->n;
    for (size_t i = 0; n_rows && i < json_array_size(b->dossiers); i++) {
        const json_t *dossier = json_array_get(b->dossiers, i);
        uint32_t other = map_find(&old, str_of(record_text(dossier, "output")));
        if (other == MAP_NONE || strcmp(record_text(json_array_get(a->dossiers, other), "made"),
                                        record_text(dossier, "made")) == 0)
            continue;
        struct list list = read_list(reader, record_text(dossier, "made"), record_text(dossier, "output"));
        add_sums(reader->diff, record_text(dossier, "output"), &list, n_rows);
        list_fini(&list);
    }
    map_fini(&old);
    map_fini(&new);
}

bool batch_diff(struct diff *diff, const char *folder, const char *a, const char *b, struct diag *diag) {
    struct reader reader = {.diff = diff, .folder = folder};
    struct record old = {0}, new = {0};
    *diff = (struct diff){0};
    bool ok = (a && b) || record_last_two(&diff->arena, folder, &a, &b, diag);
    ok = ok && record_load(&old, folder, a, diag) && record_load(&new, folder, b, diag);
    if (ok) {
        compare_records(&reader, &old, &new);
        diff_findings(diff, &old, &new, diag);
    }
    for (size_t i = 0; i < reader.n; i++)
        map_fini(&reader.sheaves[i].starts);
    free(reader.sheaves);
    record_fini(&old);
    record_fini(&new);
    return ok;
}

void diff_fini(struct diff *diff) {
    free(diff->rows);
    free(diff->findings);
    arena_fini(&diff->arena);
    *diff = (struct diff){0};
}
