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
    struct str key; /* of a figure: what makes it the same in another run */
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
    bool there;        /* false: the record came from elsewhere without it */
};

struct reader {
    struct diff *diff;
    struct diag *diag;
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

/* The file of a run, read once. */
static struct sheaf *sheaf_of(struct reader *reader, const char *run) {
    for (size_t i = 0; i < reader->n; i++)
        if (strcmp(reader->sheaves[i].run, run) == 0)
            return &reader->sheaves[i];
    struct arena *arena = &reader->diff->arena;
    struct diag silent = DIAG_EMPTY;
    struct buf text = BUF_EMPTY;
    const char *path = runs_figures(arena, reader->folder, run);
    bool there = !*run || file_read(path, &text, &silent); /* no run made a dossier that failed */
    if (!there)
        diag_at(
            reader->diag, DIAG_WARNING, (struct diag_where){.file = path}, "run-figures",
            _("what this run printed is not here, so its dossiers are not compared; bring the file from where "
              "the run was made"));
    MEM_ROOM(reader->sheaves, reader->n, reader->cap);
    struct sheaf *sheaf = &reader->sheaves[reader->n++];
    *sheaf = (struct sheaf){
        .run = arena_strdup(arena, run), .text = arena_str(arena, buf_view(&text)), .there = there};
    index_sheaf(sheaf);
    buf_fini(&text);
    diag_fini(&silent);
    return sheaf;
}

/* The lines of one dossier as one run made it. */
struct list {
    struct line *lines;
    size_t n, cap;
    struct map alike;  /* indicator, place, group, period, kind, file -> how many figures there are of it */
    struct map by_key; /* the same and the how many-th it is -> line */
    struct arena arena;
};

static void add_key(struct list *list, struct line *line) {
    const struct str *f = line->fields;
    struct str kind =
        arena_printf(&list->arena, "%.*s\t%.*s\t%.*s\t%.*s\t%.*s\t%.*s", STR_ARG(f[FIGURE_INDICATOR]),
                     STR_ARG(f[FIGURE_PLACE]), STR_ARG(f[FIGURE_GROUP]), STR_ARG(f[FIGURE_PERIOD]),
                     STR_ARG(f[FIGURE_KIND]), STR_ARG(f[FIGURE_FILE]));
    uint32_t before = map_find(&list->alike, kind);
    uint32_t n = before == MAP_NONE ? 1 : before + 1;
    map_put(&list->alike, kind, n);
    line->key = arena_printf(&list->arena, "%.*s\t%u", STR_ARG(kind), n);
    map_put(&list->by_key, line->key, (uint32_t)list->n);
}

static void add_line(struct list *list, struct line line) {
    MEM_ROOM(list->lines, list->n, list->cap);
    if (is(&line, "figure"))
        add_key(list, &line);
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
            add_line(&list, line);
    }
    return list;
}

static void list_fini(struct list *list) {
    free(list->lines);
    map_fini(&list->alike);
    map_fini(&list->by_key);
    arena_fini(&list->arena);
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
    for (size_t i = 0; i < b->n; i++) {
        if (!is(&b->lines[i], "figure"))
            continue;
        uint32_t other = map_find(&a->by_key, b->lines[i].key);
        const struct line *old = other == MAP_NONE ? NULL : &a->lines[other];
        if (!old || !same_figure(old, &b->lines[i]))
            add_row(diff, output, old, &b->lines[i]);
        else
            diff->moved += !str_equal(old->fields[FIGURE_LINE], b->lines[i].fields[FIGURE_LINE]);
    }
    for (size_t i = 0; i < a->n; i++)
        if (is(&a->lines[i], "figure") && map_find(&b->by_key, a->lines[i].key) == MAP_NONE)
            add_row(diff, output, &a->lines[i], NULL);
    diff->remade += diff->n == before;
}

static unsigned long number(struct str s) {
    unsigned long n = 0;
    for (size_t i = 0; digit_at(s, i) && n < 1000000000; i++)
        n = n * 10 + (unsigned long)(s.at[i] - '0');
    return n;
}

/* The rows found so far, by file and indicator: a nation's sums ask for few of them each. */
struct changed {
    struct map last;  /* file and indicator -> the last of its rows */
    uint32_t *before; /* by row: the one before it of the same, or MAP_NONE */
    size_t n;
    struct arena arena;
};

static struct str column_key(struct arena *arena, struct str file, struct str indicator) {
    return arena_printf(arena, "%.*s\t%.*s", STR_ARG(file), STR_ARG(indicator));
}

static void changed_index(struct changed *changed, const struct diff *diff) {
    *changed = (struct changed){.before = mem_new(diff->n + 1, sizeof *changed->before), .n = diff->n};
    for (size_t i = 0; i < diff->n; i++) {
        const struct diff_row *row = &diff->rows[i];
        struct str key = column_key(&changed->arena, row->file_b, row->indicator);
        changed->before[i] = map_find(&changed->last, key);
        if (row->change != DIFF_REMOVED)
            map_put(&changed->last, key, (uint32_t)i);
    }
}

static void changed_fini(struct changed *changed) {
    map_fini(&changed->last);
    free(changed->before);
    arena_fini(&changed->arena);
}

/* A changed figure that a column of this dossier adds up stands on its page too. */
static void add_sum(struct diff *diff, const char *output, const struct line *column, uint32_t changed) {
    struct diff_row row = diff->rows[changed];
    unsigned long line = number(row.line_b);
    if (line < number(column->fields[COLUMN_FIRST]) || line > number(column->fields[COLUMN_LAST]) ||
        str_equal(row.output, str_of(output)))
        return;
    row.sum = true;
    row.output = str_of(arena_strdup(&diff->arena, output));
    row.pages = column->fields[COLUMN_PAGES];
    MEM_ROOM(diff->rows, diff->n, diff->cap);
    diff->rows[diff->n++] = row;
}

static void add_sums(struct diff *diff, const char *output, const struct list *list,
                     const struct changed *changed) {
    struct arena scratch = ARENA_EMPTY;
    uint32_t *found = mem_new(changed->n + 1, sizeof *found);
    for (size_t i = 0; i < list->n; i++) {
        const struct str *f = list->lines[i].fields;
        size_t n = 0;
        if (!is(&list->lines[i], "column"))
            continue;
        struct str key = column_key(&scratch, f[COLUMN_FILE], f[COLUMN_INDICATOR]);
        for (uint32_t at = map_find(&changed->last, key); at != MAP_NONE; at = changed->before[at])
            found[n++] = at;
        while (n-- > 0) /* as they were found, the first one first */
            add_sum(diff, output, &list->lines[i], found[n]);
    }
    free(found);
    arena_fini(&scratch);
}

/* ---- two records -------------------------------------------------------------------------------------------------- */

static void index_dossiers(struct map *map, const json_t *dossiers) {
    for (size_t i = 0; i < json_array_size(dossiers); i++)
        map_put(map, str_of(record_text(json_array_get(dossiers, i), "output")), (uint32_t)i);
}

static void compare_dossier(struct reader *reader, const json_t *a, const json_t *b) {
    const char *output = record_text(b, "output");
    if (!sheaf_of(reader, record_text(a, "made"))->there || !sheaf_of(reader, record_text(b, "made"))->there)
        return;
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
    struct changed changed;
    changed_index(&changed, reader->diff);
    for (size_t i = 0; changed.n && i < json_array_size(b->dossiers); i++) {
        const json_t *dossier = json_array_get(b->dossiers, i);
        uint32_t other = map_find(&old, str_of(record_text(dossier, "output")));
        if (other == MAP_NONE || strcmp(record_text(json_array_get(a->dossiers, other), "made"),
                                        record_text(dossier, "made")) == 0)
            continue;
        struct list list = read_list(reader, record_text(dossier, "made"), record_text(dossier, "output"));
        add_sums(reader->diff, record_text(dossier, "output"), &list, &changed);
        list_fini(&list);
    }
    changed_fini(&changed);
    map_fini(&old);
    map_fini(&new);
}

bool batch_diff(struct diff *diff, const char *folder, const char *a, const char *b, struct diag *diag) {
    struct reader reader = {.diff = diff, .diag = diag, .folder = folder};
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
