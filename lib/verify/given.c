/* given.c - figures.csv and findings.csv read back (batch/enclosure.c writes them). */
#include "verify/given.h"
#include "batch/enclosure.h"
#include <stdlib.h>
#include <string.h>

/* ---- rows -------------------------------------------------------------------------------------------------------------- */

static struct str cell(const struct source *table, const struct record *record, const char *head) {
    const struct record *heads = &table->records[0];
    for (uint32_t i = 0; i < heads->n_cells && i < record->n_cells; i++)
        if (str_equal(heads->cells[i].value, str_of(head)))
            return record->cells[i].value;
    return STR("");
}

static bool read_count(struct str text, uint32_t *value) {
    uint64_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || n > UINT32_MAX)
            return false;
        n = n * 10 + (uint64_t)(text.at[i] - '0');
    }
    *value = (uint32_t)n;
    return text.len > 0 && n <= UINT32_MAX;
}

/* ---- counts of lists of people ----------------------------------------------------------------------------------------- */

static bool read_span(const struct source *table, const struct record *record, const struct source *source,
                      struct statement *figure) {
    uint32_t start, end;
    if (!read_count(cell(table, record, "start"), &start) || !read_count(cell(table, record, "end"), &end) ||
        !read_count(cell(table, record, "line"), &figure->line) || end < start || end > source->raw.len)
        return false;
    figure->where = (struct span){source->id, start, end - start};
    return true;
}

static bool read_figure(const struct given *given, const struct record *record, const struct source *source,
                        const struct figures *figures, struct statement *figure) {
    const struct source *table = given->figures;
    *figure =
        (struct statement){.indicator = catalogue_find(figures->catalogue, cell(table, record, "indicator")),
                           .kind = FIGURE_COUNT,
                           .of = DECIMAL_MISSING,
                           .place = cell(table, record, "place"),
                           .within = cell(table, record, "within"),
                           .code = cell(table, record, "code"),
                           .group = cell(table, record, "group"),
                           .rule = "csv/person",
                           .quote = cell(table, record, "quote")};
    struct str day = cell(table, record, "as_of");
    return figure->indicator && str_equal(cell(table, record, "kind"), STR("count")) &&
           str_equal(cell(table, record, "rule"), STR("csv/person")) &&
           decimal_parse(cell(table, record, "value"), &figure->value) &&
           period_parse(cell(table, record, "period"), &figure->period) &&
           (day.len == 0 || date_parse(day, &figure->period.as_of)) &&
           read_span(table, record, source, figure);
}

static const struct unpacked_file *counted(const struct given *given, struct str path) {
    for (size_t i = 0; i < given->unpacked->n_files; i++)
        if (given->unpacked->files[i].counted && str_equal(given->unpacked->files[i].path, path))
            return &given->unpacked->files[i];
    return NULL;
}

static bool give_figures(void *aux, const struct source *source, struct figures *figures) {
    struct given *given = aux;
    struct str path = unpack_inside(given->unpacked, source->path);
    if (!counted(given, path))
        return false;
    for (size_t i = 1; i < given->figures->n_records; i++) {
        const struct record *record = &given->figures->records[i];
        struct statement figure;
        if (!str_equal(cell(given->figures, record, "source"), path))
            continue;
        if (!read_figure(given, record, source, figures, &figure)) {
            given->broken = true;
            continue;
        }
        figures_add(figures, &figure);
        given->n_counted++;
    }
    return true;
}

/* ---- findings ---------------------------------------------------------------------------------------------------------- */

/* Figures by FILE:LINE:START. */
static void name_figures(const struct given *given, const struct figures *figures, struct arena *arena,
                         struct map *names) {
    for (size_t i = 0; i < figures->n; i++) {
        const struct figure *figure = figures->items[i];
        struct str path = unpack_inside(given->unpacked, figure_path(figures, figure));
        struct str name = arena_printf(arena, "%.*s:%u:%u", STR_ARG(path), (unsigned)figure->about->line,
                                       (unsigned)figure->where.at);
        if (map_find(names, name) == MAP_NONE)
            map_put(names, name, (uint32_t)i);
    }
}

static bool read_level(struct str text, enum finding_level *level) {
    for (int i = FINDING_PASS; i <= FINDING_ERROR; i++)
        if (str_equal(text, str_of(finding_level_name((enum finding_level)i)))) {
            *level = (enum finding_level)i;
            return true;
        }
    return false;
}

/* File names may have blanks: a name ends at a blank behind which the next one begins to be known, or at the end. */
static uint32_t find_figures(struct str list, const struct map *names, const struct figures *figures,
                             const struct figure **out) {
    uint32_t n = 0;
    for (size_t from = 0, to; from < list.len; from = to + 1) {
        uint32_t id = MAP_NONE;
        for (to = from; to < list.len && id == MAP_NONE;) {
            size_t blank = str_find(list, STR(" "), to + 1);
            to = blank == STR_NONE ? list.len : blank;
            id = map_find(names, str_cut(list, from, to));
        }
        if (id == MAP_NONE)
            return n;
        out[n++] = figures->items[id];
    }
    return n;
}

static uint32_t count_names(struct str list) {
    uint32_t n = list.len > 0;
    for (size_t i = 0; i < list.len; i++)
        n += list.at[i] == ' ';
    return n;
}

static bool read_finding(const struct given *given, const struct record *record, const struct map *names,
                         const struct figures *figures, struct arena *arena, struct finding *finding) {
    const struct source *table = given->findings;
    struct str list = cell(table, record, "figures"), period = cell(table, record, "period");
    struct str check = cell(table, record, "check");
    uint32_t year = 0;
    *finding = (struct finding){.check = arena_strdup(arena, check.len ? arena_str(arena, check).at : "")};
    finding->message_vi = finding->message_en = arena_str(arena, cell(table, record, "message")).at;
    finding->place = arena_str(arena, cell(table, record, "place"));
    if (!read_level(cell(table, record, "severity"), &finding->level) || !check_known(finding->check) ||
        (period.len && !read_count(period, &year)) || year > 9999 ||
        !read_count(cell(table, record, "times"), &finding->times))
        return false;
    finding->year = (int)year;
    finding->doubts = str_equal(cell(table, record, "doubts"), STR("1"));
    const struct figure **items = ARENA_ARRAY(arena, count_names(list), const struct figure *);
    finding->n_figures = find_figures(list, names, figures, items);
    finding->figures = items;
    return true;
}

/* Does the message begin with `again`, the paths in which lie in the folder that the evidence was unpacked into? */
static bool begins_alike(const struct unpacked *unpacked, struct str message, struct str again) {
    struct str folder = str_of(unpacked->folder);
    size_t at = 0;
    for (size_t i = 0; i < again.len; i++) {
        struct str rest = str_cut(again, i, again.len);
        if (str_starts(rest, folder) && rest.len > folder.len && rest.at[folder.len] == '/') {
            i += folder.len;
            continue;
        }
        if (at == message.len || message.at[at++] != again.at[i])
            return false;
    }
    return true;
}

/* The checks made the same finding of what the evidence holds; an acknowledgement is said behind it. */
static bool made_again(const struct given *given, const struct finding *finding,
                       const struct findings *again) {
    for (size_t i = 0; i < again->n; i++)
        if (strcmp(again->items[i].check, finding->check) == 0 && again->items[i].year == finding->year &&
            str_equal(again->items[i].place, finding->place) &&
            begins_alike(given->unpacked, str_of(finding->message_vi), str_of(again->items[i].message_vi)))
            return true;
    return false;
}

struct placed {
    struct finding finding;
    uint32_t place, order;
};

static int by_place(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Puts them in the order of places, as findings_of wants them. */
static void hand_over(struct placed *list, size_t n, const struct figures *figures, struct findings *out) {
    qsort(list, n, sizeof *list, by_place);
    out->items = mem_new(n + 1, sizeof *out->items);
    out->cap = n + 1;
    out->starts = mem_new(figures->n_places + 1, sizeof *out->starts);
    for (size_t place = 0, at = 0; place <= figures->n_places; place++) {
        while (at < n && list[at].place < place)
            at++;
        out->starts[place] = at;
    }
    for (size_t i = 0; i < n && list[i].place != MAP_NONE; i++)
        out->items[out->n++] = list[i].finding;
}

static void doubt(struct figures *figures, const struct placed *list, size_t n) {
    for (size_t i = 0; i < figures->n; i++)
        figures->items[i]->doubtful = false;
    for (size_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < list[i].finding.n_figures && list[i].finding.doubts; k++)
            figures->items[list[i].finding.figures[k]->id]->doubtful = true;
}

static void give_findings(void *aux, struct workspace *workspace) {
    struct given *given = aux;
    struct figures *figures = &workspace->figures;
    struct findings out = {0};
    struct arena scratch = ARENA_EMPTY;
    struct map names = MAP_EMPTY;
    struct placed *list = mem_new(given->findings->n_records + 1, sizeof *list);
    size_t n = 0;
    name_figures(given, figures, &scratch, &names);
    for (size_t i = 1; i < given->findings->n_records; i++) {
        struct finding *finding = &list[n].finding;
        if (!read_finding(given, &given->findings->records[i], &names, figures, &out.arena, finding)) {
            given->broken = true;
            continue;
        }
        list[n].place = finding->place.len ? figures_place(figures, finding->place) : MAP_NONE;
        list[n].order = (uint32_t)i;
        given->n_taken += !made_again(given, finding, &workspace->findings);
        n++;
    }
    doubt(figures, list, n);
    hand_over(list, n, figures, &out);
    findings_fini(&workspace->findings);
    workspace->findings = out;
    free(list);
    map_fini(&names);
    arena_fini(&scratch);
}

/* ---- */

static struct source *read_table(const struct unpacked *unpacked, const char *name) {
    const struct unpacked_file *file = unpack_find(unpacked, str_of(name));
    struct diag silent = DIAG_EMPTY;
    struct source *table = file ? source_of(name, 0, file->bytes, SOURCE_TABLE, &silent) : NULL;
    diag_fini(&silent);
    if (table && table->n_records > 0)
        return table;
    source_free(table);
    return NULL;
}

bool given_read(struct given *given, const struct unpacked *unpacked, const char *path, struct diag *diag) {
    *given = (struct given){.unpacked = unpacked};
    given->figures = read_table(unpacked, ENCLOSURE_FIGURES);
    given->findings = read_table(unpacked, ENCLOSURE_FINDINGS);
    given->hooks = (struct workspace_given){given, give_figures, give_findings};
    if (given->figures && given->findings)
        return true;
    diag_at(diag, DIAG_ERROR, (struct diag_where){.file = path}, "verify-attachment",
            _("the tables of figures and findings among the attachments cannot be read"));
    return false;
}

void given_fini(struct given *given) {
    source_free(given->figures);
    source_free(given->findings);
    *given = (struct given){0};
}
