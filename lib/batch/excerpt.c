/* excerpt.c - as few lines as give the same figures. Tried in turn: the lines above the first figure and those used; with
 * them the row of the group that each stands in; all lines that state nothing (groups, notes); one row more, without its
 * names, for what is judged by all rows of a table (a column that is the sum of others in each of them); the whole file. A
 * list of people is never tried further than its heads: their rows have names. */
#include "batch/excerpt.h"
#include <stdlib.h>
#include <string.h>

#define TEXT_WHOLE                                                                                           \
    (12u << 10) /* [bytes] a text of this size is carried whole: its figures are read in their context */
#define HEADING_LONG 400u /* [bytes] of a passage that is taken for a heading */

#define WITNESSES 16 /* rows that are tried as the one more */

enum step { STEP_USED, STEP_GROUP, STEP_SILENT, STEP_WITNESS, STEP_WHOLE, STEPS };

struct cutting {
    struct arena *arena;
    const struct figures *figures;
    const struct source *source;
    const struct pack *pack;
    const char *path;
    uint32_t from, to;            /* the source's figures: ids [from, to) */
    bool *used, *keep;            /* by line, from 0 */
    const struct record *witness; /* its numbers are kept, and nothing else of it; NULL: none */
};

/* ---- which lines ------------------------------------------------------------------------------------------------------ */

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

static void mark(bool *lines, const struct source *source, uint32_t first, uint32_t last) {
    for (uint32_t line = first; line <= last && line <= source->n_lines; line++)
        if (line)
            lines[line - 1] = true;
}

static uint32_t last_line(const struct source *source, const struct record *record) {
    const struct cell *last = &record->cells[record->n_cells - 1];
    return source_line_at(source, last->at + last->len);
}

static void mark_passage(bool *lines, const struct source *source, const struct passage *passage) {
    struct span span = source_span(source, passage->at, passage->at + passage->len);
    mark(lines, source, source_line_at(source, span.at),
         source_line_at(source, span.at + (span.len ? span.len - 1 : 0)));
}

/* The whole paragraph: its sentences hand on to one another. */
static void mark_paragraph(bool *lines, const struct source *source, uint32_t raw) {
    size_t low = source_passage_before(source, nfc_at(&source->nfc, raw));
    if (source->n_passages == 0)
        return;
    uint32_t paragraph = source->passages[low].paragraph;
    while (low > 0 && source->passages[low - 1].paragraph == paragraph)
        low--;
    for (; low < source->n_passages && source->passages[low].paragraph == paragraph; low++)
        mark_passage(lines, source, &source->passages[low]);
}

static void mark_figure(bool *lines, const struct source *source, const struct figure *figure) {
    const struct record *record =
        source->kind == SOURCE_TABLE ? source_record_at(source, figure->about->line) : NULL;
    mark(lines, source, figure->about->line, figure->about->line);
    if (record)
        mark(lines, source, record->line, last_line(source, record));
    else if (source->kind == SOURCE_TEXT)
        mark_paragraph(lines, source, figure->where.at);
}

static uint32_t first_line(const struct cutting *cut) {
    uint32_t first = (uint32_t)cut->source->n_lines + 1;
    for (uint32_t i = cut->from; i < cut->to; i++)
        if (cut->figures->items[i]->about->line < first)
            first = cut->figures->items[i]->about->line;
    return first;
}

static void keep_headings(struct cutting *cut) {
    for (size_t i = 0; i < cut->source->n_passages; i++) {
        const struct passage *passage = &cut->source->passages[i];
        if (passage->kind == PASSAGE_HEADING && passage->len <= HEADING_LONG)
            mark_passage(cut->keep, cut->source, passage);
    }
}

/* By line: a figure stands there. */
static bool *stating(const struct cutting *cut) {
    bool *lines = arena_alloc(cut->arena, cut->source->n_lines + 1);
    for (uint32_t i = cut->from; i < cut->to; i++)
        if (!lines[cut->figures->items[i]->about->line - 1])
            mark_figure(lines, cut->source, cut->figures->items[i]);
    return lines;
}

/* All lines but those of figures that are not used. */
static void keep_silent(struct cutting *cut) {
    const bool *lines = stating(cut);
    for (size_t i = 0; i < cut->source->n_lines; i++)
        cut->keep[i] |= !lines[i];
}

/* The rows without figures that stand last above each row that is used. */
static void keep_groups(struct cutting *cut) {
    const struct source *source = cut->source;
    const bool *lines = stating(cut);
    for (size_t i = source->n_records; i-- > 0;) {
        if (!cut->used[source->records[i].line - 1])
            continue;
        size_t above = i;
        while (above > 0 && lines[source->records[above].line - 1])
            above--;
        for (; above > 0 && !lines[source->records[above].line - 1]; above--)
            mark(cut->keep, source, source->records[above].line, last_line(source, &source->records[above]));
    }
}

static void choose(struct cutting *cut, enum step step) {
    const struct source *source = cut->source;
    memcpy(cut->keep, cut->used, source->n_lines);
    if (step == STEP_WHOLE) {
        memset(cut->keep, true, source->n_lines);
        return;
    }
    if (source->kind == SOURCE_TABLE)
        mark(cut->keep, source, 1, first_line(cut) - 1);
    else
        keep_headings(cut);
    if (step == STEP_GROUP || step == STEP_WITNESS)
        keep_groups(cut);
    if (step == STEP_SILENT)
        keep_silent(cut);
}

/* ---- its text --------------------------------------------------------------------------------------------------------- */

/* However the file ends its lines, and whether it ends the last one. */
static void put_line(struct buf *out, struct str line) {
    while (line.len && (line.at[line.len - 1] == '\n' || line.at[line.len - 1] == '\r'))
        line.len--;
    buf_str(out, line);
    buf_char(out, '\n');
}

static bool is_number(struct str value) {
    for (size_t i = 0; i < value.len; i++)
        if ((value.at[i] < '0' || value.at[i] > '9') && value.at[i] != ',' && value.at[i] != '.')
            return false;
    return true;
}

/* A code says which unit the row is about, as a name does. */
static bool is_code(const struct cutting *cut, uint32_t line, struct str value) {
    for (uint32_t i = cut->from; i < cut->to; i++)
        if (cut->figures->items[i]->about->line == line &&
            str_equal(cut->figures->items[i]->about->code, value))
            return true;
    return false;
}

static void put_witness(struct buf *out, const struct cutting *cut) {
    const struct record *record = cut->witness;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        struct str value = record->cells[i].value;
        if (i)
            buf_char(out, cut->source->delimiter);
        if (cut->source->delimiter != ',' && is_number(value) && !is_code(cut, record->line, value))
            buf_str(out, value);
        else if (is_number(value) && str_find(value, STR(","), 0) == STR_NONE &&
                 !is_code(cut, record->line, value))
            buf_str(out, value);
    }
    buf_char(out, '\n');
}

/* Nothing stands behind the last kept line. */
static struct str cut_text(const struct cutting *cut) {
    const struct source *source = cut->source;
    struct buf out = BUF_EMPTY;
    size_t n = source->n_lines;
    while (n > 0 && !cut->keep[n - 1] && !(cut->witness && cut->witness->line == n))
        n--;
    for (size_t i = 0; i < n; i++) {
        size_t from = source->utf8_lines[i];
        size_t to = i + 1 < source->n_lines ? source->utf8_lines[i + 1] : source->utf8.text.len;
        if (i == 0 && str_starts(source->utf8.text, STR("\uFEFF")))
            from += strlen("\uFEFF");
        if (cut->keep[i])
            put_line(&out, str_cut(source->utf8.text, from, to));
        else if (cut->witness && cut->witness->line == i + 1)
            put_witness(&out, cut);
        else
            buf_char(&out, '\n');
    }
    struct str text = arena_str(cut->arena, out.at ? buf_view(&out) : STR(""));
    buf_fini(&out);
    return text;
}

/* ---- read again ------------------------------------------------------------------------------------------------------- */

static bool same_period(struct period a, struct period b) {
    return period_equal(a, b) && date_compare(a.as_of, b.as_of) == 0;
}

static bool same_number(struct decimal a, struct decimal b) {
    return a.units == b.units && a.scale == b.scale;
}

/* Homonyms are told apart when all sources are read: "xã Thanh An" became "xã Thanh An, huyện B". */
static bool same_about(const struct about *settled, const struct about *read) {
    return str_starts(settled->place, read->place) && str_equal(settled->within, read->within) &&
           str_equal(settled->code, read->code) && str_equal(settled->group, read->group) &&
           same_period(settled->period, read->period) && same_period(settled->base, read->base) &&
           same_number(settled->of, read->of) && strcmp(settled->unit, read->unit) == 0 &&
           strcmp(settled->rule, read->rule) == 0 && settled->line == read->line &&
           settled->total == read->total && settled->planned == read->planned;
}

static bool same_figure(const struct figure *a, const struct figure *b) {
    return a->indicator == b->indicator && a->kind == b->kind && a->qualifier == b->qualifier &&
           same_number(a->value, b->value) && same_about(a->about, b->about);
}

/* Fills excerpt->figures with those of `again`; false when they are not those of the kept lines. */
static bool agrees(const struct cutting *cut, const struct figures *again, struct excerpt *excerpt) {
    size_t n = 0;
    excerpt->figures = ARENA_ARRAY(cut->arena, again->n, struct excerpt_figure);
    for (uint32_t i = cut->from; i < cut->to; i++) {
        const struct figure *figure = cut->figures->items[i];
        if (!cut->keep[figure->about->line - 1])
            continue;
        if (n == again->n || !same_figure(figure, again->items[n]) ||
            !str_equal(figure_quote(cut->figures, figure), figure_quote(again, again->items[n])))
            return false;
        const struct span *where = &again->items[n]->where;
        excerpt->figures[n++] = (struct excerpt_figure){i, where->at, where->len};
    }
    excerpt->n = n;
    return n == again->n;
}

static bool reads_alike(const struct cutting *cut, struct excerpt *excerpt) {
    struct diag silent = DIAG_EMPTY;
    struct figures again;
    const struct source_options options = {
        .kind_known = true, .kind = cut->source->kind, .charset = STR("UTF-8")};
    figures_init(&again, cut->figures->catalogue);
    struct source *source = source_of_with(cut->path, 0, excerpt->text, &options, &silent);
    bool alike = source != NULL;
    if (alike) {
        source->place = cut->source->place;
        source->date = cut->source->date;
        source->rules = cut->source->rules;
        again.sources = &source;
        again.n_sources = 1;
        alike = extract_source(source, cut->pack, &again, NULL, &silent) && agrees(cut, &again, excerpt);
    }
    figures_fini(&again);
    source_free(source);
    diag_fini(&silent);
    return alike;
}

/* ---- lists of people -------------------------------------------------------------------------------------------------- */

static bool counts_people(const struct cutting *cut) {
    for (uint32_t i = cut->from; i < cut->to; i++)
        if (strcmp(cut->figures->items[i]->about->rule, "csv/person") == 0)
            return true;
    return false;
}

/* Byte in `text` of a line and column, from 1. */
static size_t byte_at(struct str text, uint32_t line, uint32_t column) {
    size_t at = 0;
    for (; line > 1 && at < text.len; line--) {
        size_t end = str_find(text, STR("\n"), at);
        at = end == STR_NONE ? text.len : end + 1;
    }
    for (; column > 1 && at < text.len; column--)
        text_next(text, &at);
    return at;
}

/* Their heads; what stands below them are people. Where the figures' heads stand is found by line and column. */
static void keep_heads(struct cutting *cut, struct excerpt *excerpt) {
    uint32_t last = 0;
    for (uint32_t i = cut->from; i < cut->to; i++)
        if (cut->figures->items[i]->about->line > last)
            last = cut->figures->items[i]->about->line;
    mark(cut->keep, cut->source, 1, last);
    excerpt->counted = true;
    excerpt->text = cut_text(cut);
    excerpt->figures = ARENA_ARRAY(cut->arena, cut->to - cut->from, struct excerpt_figure);
    for (uint32_t i = cut->from; i < cut->to; i++) {
        const struct figure *figure = cut->figures->items[i];
        uint32_t line, column, end_line, end_column;
        source_position(cut->source, figure->where.at, &line, &column);
        source_position(cut->source, figure->where.at + figure->where.len, &end_line, &end_column);
        size_t at = byte_at(excerpt->text, line, column), end = byte_at(excerpt->text, end_line, end_column);
        excerpt->figures[excerpt->n++] =
            (struct excerpt_figure){i, (uint32_t)at, (uint32_t)(end > at ? end - at : 0)};
    }
}

/* ---- */

static bool try_cut(const struct cutting *cut, struct excerpt *excerpt) {
    excerpt->text = cut_text(cut);
    return reads_alike(cut, excerpt);
}

/* Rows of one line each that state figures and are not kept, one after the other. */
static bool try_witnesses(struct cutting *cut, struct excerpt *excerpt) {
    const struct source *source = cut->source;
    uint32_t line = 0, tried = 0;
    bool found = false;
    for (uint32_t i = cut->from; i < cut->to && tried < WITNESSES && !found; i++) {
        if (cut->figures->items[i]->about->line == line || cut->keep[cut->figures->items[i]->about->line - 1])
            continue;
        line = cut->figures->items[i]->about->line;
        cut->witness = source_record_at(source, line);
        if (cut->witness && cut->witness->line == last_line(source, cut->witness)) {
            tried++;
            found = try_cut(cut, excerpt);
        }
    }
    return found;
}

/* Texts have neither groups nor witnesses. */
static bool try_step(struct cutting *cut, enum step step, struct excerpt *excerpt) {
    if (cut->source->kind == SOURCE_TEXT && (step == STEP_GROUP || step == STEP_WITNESS))
        return false;
    choose(cut, step);
    excerpt->whole = step == STEP_WHOLE;
    excerpt->spread = step >= STEP_WITNESS && cut->source->kind == SOURCE_TABLE;
    if (step == STEP_WITNESS && try_witnesses(cut, excerpt))
        return true;
    cut->witness = NULL;
    return step != STEP_WITNESS && try_cut(cut, excerpt);
}

/* Where a unit has a district, a group's row has most likely said it. */
static enum step first_step(const struct cutting *cut, const uint32_t *used, size_t n) {
    if (cut->source->kind == SOURCE_TEXT)
        return cut->source->raw.len <= TEXT_WHOLE ? STEP_WHOLE : STEP_USED;
    for (size_t i = 0; i < n; i++)
        if (cut->figures->items[used[i]]->about->within.len)
            return STEP_GROUP;
    return STEP_USED;
}

struct excerpt excerpt_make(struct arena *arena, const struct figures *figures, const struct source *source,
                            const struct pack *pack, const char *path, const uint32_t *used, size_t n) {
    struct excerpt excerpt = {.source = source, .path = path};
    struct cutting cut = {.arena = arena,
                          .figures = figures,
                          .source = source,
                          .pack = pack,
                          .path = path,
                          .from = first_of(figures, source->id),
                          .to = first_of(figures, source->id + 1)};
    cut.used = arena_alloc(arena, source->n_lines + 1);
    cut.keep = arena_alloc(arena, source->n_lines + 1);
    if (counts_people(&cut)) {
        keep_heads(&cut, &excerpt);
        return excerpt;
    }
    for (size_t i = 0; i < n; i++)
        mark_figure(cut.used, source, figures->items[used[i]]);
    for (int step = first_step(&cut, used, n); step < STEPS; step++)
        if (try_step(&cut, (enum step)step, &excerpt))
            break;
    return excerpt;
}

const struct excerpt_figure *excerpt_find(const struct excerpt *excerpt, uint32_t id) {
    size_t low = 0, high = excerpt->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (excerpt->figures[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < excerpt->n && excerpt->figures[low].id == id ? &excerpt->figures[low] : NULL;
}

/* ---- paths ------------------------------------------------------------------------------------------------------------ */

static bool climbs(struct str path) {
    for (size_t from = 0; from <= path.len;) {
        size_t end = str_find(path, STR("/"), from);
        end = end == STR_NONE ? path.len : end;
        struct str part = str_cut(path, from, end);
        if (part.len == 0 || str_equal(part, STR(".")) || str_equal(part, STR("..")))
            return true;
        from = end + 1;
    }
    return false;
}

const char *excerpt_path(struct arena *arena, const char *folder, const char *path, uint32_t number) {
    struct str rest = str_of(path), prefix = arena_printf(arena, "%s/", folder);
    if (str_starts(rest, prefix))
        rest = str_cut(rest, prefix.len, rest.len);
    if (!climbs(rest))
        return arena_str(arena, rest).at;
    const char *slash = strrchr(path, '/');
    return arena_printf(arena, "nguon-%u/%s", (unsigned)number, slash ? slash + 1 : path).at;
}

/* ---- crosswalks ------------------------------------------------------------------------------------------------------- */

static struct str cell_key(struct arena *arena, const struct record *record, uint32_t i) {
    return fold_name(arena, record->cells[i].value);
}

/* Dates and words such as "full" stand in every row and link nothing: a code has digits only, a name a blank. */
static bool can_link(struct str value) {
    bool digits = value.len >= 2, blank = false;
    for (size_t i = 0; i < value.len; i++) {
        digits = digits && value.at[i] >= '0' && value.at[i] <= '9';
        blank = blank || value.at[i] == ' ';
    }
    return digits || blank;
}

static bool is_known(struct arena *arena, const struct record *record, const struct map *known) {
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (can_link(record->cells[i].value) && map_find(known, cell_key(arena, record, i)) != MAP_NONE)
            return true;
    return false;
}

static bool learn(struct arena *arena, const struct record *record, struct map *known) {
    bool more = false;
    for (uint32_t i = 0; i < record->n_cells; i++) {
        struct str key = cell_key(arena, record, i);
        if (!can_link(record->cells[i].value) || map_find(known, key) != MAP_NONE)
            continue;
        map_put(known, key, 0);
        more = true;
    }
    return more;
}

struct str excerpt_rows(struct arena *arena, const struct source *table, struct map *known) {
    struct cutting cut = {.arena = arena, .source = table};
    bool *taken = arena_alloc(arena, table->n_records + 1);
    cut.keep = arena_alloc(arena, table->n_lines + 1);
    if (table->n_records)
        mark(cut.keep, table, 1, last_line(table, &table->records[0]));
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 1; i < table->n_records; i++) {
            if (taken[i] || !is_known(arena, &table->records[i], known))
                continue;
            taken[i] = true;
            more |= learn(arena, &table->records[i], known);
            mark(cut.keep, table, table->records[i].line, last_line(table, &table->records[i]));
        }
    }
    return cut_text(&cut);
}
